// Skips for want of something: a program, a library of another language, data, rights. They are told in one form, and
// to whoever runs the tests.
//
// The reason of a skip is "needs WHAT: HOW", where HOW says what a person does about it:
//
//     needs pdftotext: install Debian's package poppler-utils
//     needs TERMSCOPE_DATA/cifar10/resnet20.onnx: set TERMSCOPE_DATA to a folder that holds it
//
// Where the environment variable TERMSCOPE_SKIPS names a file, every such skip also appends one line to it,
//
//     TestClass::function<TAB>needs WHAT: HOW
//
// by one write to a file that is opened for appending, so that programs that run side by side do not mix their lines. A
// function with several rows of data writes a line for each row that is skipped. WHAT has no tab, line break or ": " in
// it. The file is made where there is none; one that cannot be written is a warning of the test.
#pragma once

#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

namespace termscope {

/// "needs WHAT: HOW".
inline QByteArray lackOf(const QByteArray& what, const QByteArray& how)
{
    return "needs " + what + ": " + how;
}

/// Appends the line of a skip to the file that TERMSCOPE_SKIPS names; nothing where it is not set.
inline void noteSkip(const char* className, const char* function, const QByteArray& reason)
{
    const QByteArray file = qgetenv("TERMSCOPE_SKIPS");
    if (file.isEmpty())
        return;
    const QByteArray line = QByteArray(className) + "::" + function + '\t' + reason + '\n';
    const int descriptor = ::open(file.constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0 || ::write(descriptor, line.constData(), static_cast<std::size_t>(line.size())) != line.size())
        qWarning("%s, which TERMSCOPE_SKIPS names, cannot be written", file.constData());
    if (descriptor >= 0)
        ::close(descriptor);
}

} // namespace termscope

/// In a function of a test class: skips it, as QSKIP does, for a reason made by lackOf.
#define SKIP_FOR(reason)                                                                                               \
    do {                                                                                                               \
        const QByteArray skipReason = (reason);                                                                        \
        termscope::noteSkip(staticMetaObject.className(), QTest::currentTestFunction(), skipReason);                   \
        QSKIP(skipReason.constData());                                                                                 \
    } while (false)

/// In a function of a test class: SKIP_LACKING("pdftotext", "install Debian's package poppler-utils").
#define SKIP_LACKING(what, how) SKIP_FOR(termscope::lackOf((what), (how)))
