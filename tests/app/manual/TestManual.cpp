// The manual pages and completions of both programs, read by those who read them for users: man and the shells. The
// oracle for options is what --help prints.

#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QtTest>

namespace {

struct Run {
    int exitCode = -1; ///< −1: it did not start, crashed, or took too long
    QString output;
    QString errors;
};

/// With nothing of a display in its environment, and a platform plugin that does not exist.
Run run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert("PATH", qEnvironmentVariable("PATH"));
    environment.insert("LC_ALL", "C.UTF-8");
    environment.insert("MANWIDTH", "120");
    environment.insert("QT_QPA_PLATFORM", "none-such");
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool finished = process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QStringList programs()
{
    QStringList found{TERMSCOPE_CLI};
#ifdef TERMSCOPE_WINDOW
    found << TERMSCOPE_WINDOW;
#endif
    return found;
}

QString nameOf(const QString& program)
{
    return QFileInfo(program).fileName();
}

/// The verbs that --help lists; one that is empty for a program without.
QStringList verbsOf(const QString& program)
{
    const QStringList lines = run(program, {"--help"}).output.split('\n');
    QStringList verbs;
    for (qsizetype i = lines.indexOf("Verbs:") + 1; i > 0 && !lines[i].isEmpty(); ++i)
        verbs << lines[i].trimmed().section(' ', 0, 0);
    return verbs.isEmpty() ? QStringList{QString()} : verbs;
}

/// The options that begin lines of --help, "--budget" and such.
QStringList optionsOf(const QString& program, const QString& verb)
{
    static const QRegularExpression head("^  (?=-)(.*?)(?:  |$)", QRegularExpression::MultilineOption);
    static const QRegularExpression name("(?<![\\w-])--?[a-z][a-z-]*");
    const QString help = run(program, verb.isEmpty() ? QStringList{"--help"} : QStringList{verb, "--help"}).output;
    QStringList options;
    for (auto line = head.globalMatch(help); line.hasNext();)
        for (auto match = name.globalMatch(line.next().captured(1)); match.hasNext();)
            options << match.next().captured();
    return options;
}

bool lacks(const QString& program)
{
    return QStandardPaths::findExecutable(program).isEmpty();
}

} // namespace

class TestManual : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutDisplay();
    void unknownForm();
    void pageHasEveryOption();
    void pageHasNoWarnings();
    void bashCompletes();
    void zshDescribes();
    void fishCompletes();

private:
    /// The manual in a form, written to a file.
    QString printed(const QString& program, const QString& form);

    QTemporaryDir folder_;
};

void TestManual::initTestCase()
{
    const QStringList verbs = verbsOf(TERMSCOPE_CLI);
    QVERIFY(verbs.contains("encode") && verbs.contains("simulate"));
    QVERIFY(optionsOf(TERMSCOPE_CLI, "sweep").contains("--budgets"));
    QVERIFY(optionsOf(TERMSCOPE_CLI, "encode").contains("-h"));
}

QString TestManual::printed(const QString& program, const QString& form)
{
    const Run made = run(program, {"--print", form});
    const QString path = folder_.filePath(nameOf(program) + "." + form);
    QFile file(path);
    if (made.exitCode != 0 || !made.errors.isEmpty() || !file.open(QIODevice::WriteOnly))
        return {};
    file.write(made.output.toUtf8());
    return path;
}

void TestManual::withoutDisplay()
{
    for (const QString& program : programs()) {
        const Run version = run(program, {"--version"});
        QCOMPARE(version.output, nameOf(program) + " " TERMSCOPE_VERSION "\n");
        QCOMPARE(version.errors, QString());
        QCOMPARE(version.exitCode, 0);
        for (const QString& option : {QString("--help"), QString("-h")}) {
            const Run help = run(program, {option});
            QVERIFY(help.output.contains("--version"));
            QCOMPARE(help.errors, QString());
            QCOMPARE(help.exitCode, 0);
        }
    }
}

void TestManual::unknownForm()
{
    const Run tool = run(TERMSCOPE_CLI, {"--print", "pdf"});
    QCOMPARE(tool.errors, "--print: expected one of man, bash, zsh, fish, found pdf\n");
    QCOMPARE(tool.exitCode, 2);
    QCOMPARE(run(TERMSCOPE_CLI, {"--print"}).errors, "--print: expected one of man, bash, zsh, fish, found nothing\n");
    for (const QString& program : programs())
        QCOMPARE(run(program, {"--print", "pdf"}).exitCode, 2);
}

void TestManual::pageHasEveryOption()
{
    if (lacks("man"))
        SKIP_LACKING("man", "install Debian's package man-db");
    static const QRegularExpression space("\\s+");
    for (const QString& program : programs()) {
        const QString page = run("man", {"-E", "UTF-8", "-P", "cat", "-l", printed(program, "man")}).output;
        QVERIFY(page.contains("TermScope " TERMSCOPE_VERSION));
        for (const char* heading : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"})
            QVERIFY2(page.contains("\n" + QString(heading) + "\n"), heading);
        const QStringList words = page.split(QRegularExpression("[\\s,]+"));
        for (const QString& verb : verbsOf(program)) {
            QVERIFY2(words.contains(verb) || verb.isEmpty(), qPrintable(verb));
            for (const QString& option : optionsOf(program, verb))
                QVERIFY2(words.contains(option), qPrintable(verb + " " + option));
        }
    }
}

void TestManual::pageHasNoWarnings()
{
    if (lacks("man"))
        SKIP_LACKING("man", "install Debian's package man-db");
    for (const QString& program : programs()) {
        const Run read = run("man", {"--warnings", "-E", "UTF-8", "-Tutf8", "-Z", "-l", printed(program, "man")});
        QCOMPARE(read.errors, QString());
        QCOMPARE(read.exitCode, 0);
    }
}

void TestManual::bashCompletes()
{
    const auto complete = [this](const QString& program, const QString& words) {
        const QString name = nameOf(program);
        const QString function = "_" + QString(name).replace('-', '_');
        // compopt works only while a completion is under way.
        const QString script = "set -eu; compopt() { COMPREPLY=(no-files); }; . '" + printed(program, "bash")
                               + "'; COMP_WORDS=(" + name + " " + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                               + function + " || true; printf '%s ' \"${COMPREPLY[@]:-files}\"";
        const Run done = run("bash", {"-c", script});
        return (done.output + done.errors).split(' ', Qt::SkipEmptyParts);
    };
    QCOMPARE(complete(TERMSCOPE_CLI, "enc"), QStringList{"encode"});
    QCOMPARE(complete(TERMSCOPE_CLI, "--ver"), QStringList{"--version"});
    QCOMPARE(complete(TERMSCOPE_CLI, "encode --encoding h"), (QStringList{"hese", "hese2020"}));
    QCOMPARE(complete(TERMSCOPE_CLI, "time --dataflow ''"), (QStringList{"os", "ws", "is"}));
    QCOMPARE(complete(TERMSCOPE_CLI, "sweep --limit ''"), QStringList{"no-files"});
    QCOMPARE(complete(TERMSCOPE_CLI, "sweep --csv ''"), QStringList{"files"});
    QCOMPARE(complete(TERMSCOPE_CLI, "inspect ''"), QStringList{"files"});
    for (const QString& program : programs())
        for (const QString& verb : verbsOf(program))
            for (const QString& option : optionsOf(program, verb))
                QVERIFY2(complete(program, verb + " " + option).contains(option), qPrintable(verb + " " + option));
#ifdef TERMSCOPE_WINDOW
    QCOMPARE(complete(TERMSCOPE_WINDOW, "--example f"), (QStringList{"fashion", "fashion-int8", "fashion-vit"}));
#endif
}

void TestManual::zshDescribes()
{
    if (lacks("zsh"))
        SKIP_LACKING("zsh", "install Debian's package zsh");
    // In place of the completion system: what it is told, one word a line.
    const QString stub = "_arguments() { print -rl -- \"$@\" }; _describe() { print -rl -- $verbs }; compadd() { }; ";
    const auto told = [&](const QString& program, const QString& words, int current) {
        return run("zsh", {"-fc", stub + "words=(" + nameOf(program) + " " + words + "); CURRENT="
                                      + QString::number(current) + "; . '" + printed(program, "zsh") + "'"});
    };
    const QStringList verbs = verbsOf(TERMSCOPE_CLI);
    const Run first = told(TERMSCOPE_CLI, "''", 2);
    QCOMPARE(first.errors, QString());
    for (const QString& verb : verbs)
        QVERIFY2(first.output.contains(QRegularExpression("^" + verb + ":", QRegularExpression::MultilineOption)),
                 qPrintable(verb));
    for (const QString& program : programs())
        for (const QString& verb : verbsOf(program)) {
            const Run rest = told(program, verb + " ''", verb.isEmpty() ? 2 : 3);
            QCOMPARE(rest.errors, QString());
            for (const QString& option : optionsOf(program, verb))
                QVERIFY2(rest.output.contains(
                             QRegularExpression("^\\*" + option + "=?\\[", QRegularExpression::MultilineOption)),
                         qPrintable(verb + " " + option));
        }
    QVERIFY(told(TERMSCOPE_CLI, "encode ''", 3).output.contains(":value:(binary booth4 hese hese2020)\n"));
}

void TestManual::fishCompletes()
{
    if (lacks("fish"))
        SKIP_LACKING("fish", "install Debian's package fish");
    const auto complete = [this](const QString& program, const QString& line) {
        const Run done = run("fish",
                             {"-N", "-c", "source '" + printed(program, "fish") + "'; complete -C '" + line + "'"});
        QStringList words;
        for (const QString& offered : (done.output + done.errors).split('\n', Qt::SkipEmptyParts))
            words << offered.section('\t', 0, 0);
        return words;
    };
    QCOMPARE(complete(TERMSCOPE_CLI, "termscope-cli enc"), QStringList{"encode"});
    QCOMPARE(complete(TERMSCOPE_CLI, "termscope-cli encode --encoding h"), (QStringList{"hese", "hese2020"}));
    for (const QString& program : programs())
        for (const QString& verb : verbsOf(program)) {
            const QStringList offered = complete(program, nameOf(program) + " " + verb + " --");
            for (const QString& option : optionsOf(program, verb))
                QVERIFY2(offered.contains(option) || !option.startsWith("--"), qPrintable(verb + " " + option));
        }
}

TERMSCOPE_TEST(TestManual)
#include "TestManual.moc"
