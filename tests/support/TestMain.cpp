// The main() of every test program. See TestClass.h.
#include "tests/support/TestClass.h"

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
using Application = QGuiApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif
#include <QProcess>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace termscope::tests {
namespace {

struct Entered {
    Entry entry = nullptr;
    bool isHelper = false;
};

/// Inside a function: the classes enter before main(), in no order that C++ tells.
std::map<std::string, Entered>& entries()
{
    static std::map<std::string, Entered> all;
    return all;
}

/// All classes, each in a process of its own; the exit code is the number of those that failed.
int runAll(const QString& program, const QStringList& options)
{
    int failed = 0;
    for (const auto& [name, entered] : entries()) {
        if (entered.isHelper)
            continue;
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(program, QStringList(QString::fromStdString(name)) + options);
        process.waitForFinished(-1);
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
            std::fprintf(stderr, "%s failed\n", name.c_str());
            ++failed;
        }
    }
    return failed;
}

} // namespace

bool enter(const char* name, Entry entry, bool isHelper)
{
    if (!entries().emplace(name, Entered{entry, isHelper}).second)
        qFatal("two test classes are named %s", name);
    return true;
}

} // namespace termscope::tests

int main(int argc, char** argv)
{
    using namespace termscope::tests;
    const std::string name = argc > 1 ? argv[1] : "";
    if (name == "--list") {
        for (const auto& [each, entered] : entries())
            if (!entered.isHelper)
                std::printf("%s\n", each.c_str());
        return 0;
    }
    const auto found = entries().find(name);
    if (found == entries().end() && !name.empty() && name[0] != '-') {
        std::fprintf(stderr, "%s has no test class %s; --list names those it has\n", argv[0], name.c_str());
        return 2;
    }
    if (found != entries().end()) {
        // The class sees the arguments as if it were the whole program.
        argv[1] = argv[0];
        --argc;
        ++argv;
    }
    Application application(argc, argv);
    // As QTEST_MAIN does: pictures do not depend on the screen's resolution.
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
    if (found == entries().end())
        return runAll(QCoreApplication::applicationFilePath(), QCoreApplication::arguments().mid(1));
    return found->second.entry(argc, argv);
}
