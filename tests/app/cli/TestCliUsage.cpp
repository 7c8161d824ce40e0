// Help, version, and what is said about options and verbs that do not exist.

#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

class TestCliUsage : public QObject {
    Q_OBJECT

private slots:
    void help_data();
    void help();
    void weightScale();
    void version();
    void usageErrors_data();
    void usageErrors();
    void fullDisk();
    void readerThatLeaves();
};

void TestCliUsage::help_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("mentions");
    QTest::newRow("tool") << QStringList{"--help"} << QStringList{"encode", "reveal", "inspect",   "sweep",
                                                                  "export", "time",   "--version", "Exit code"};
    QTest::newRow("encode") << QStringList{"encode", "--help"}
                            << QStringList{"--encoding", "default hese", "--json", "Examples:"};
    QTest::newRow("reveal") << QStringList{"reveal", "-h"}
                            << QStringList{"--group-size", "--budget", "--encoding", "--json", "Examples:"};
    QTest::newRow("inspect") << QStringList{"inspect", "--help"}
                             << QStringList{"--bits", "default 8", "--quantizer", "--json", "FILE", "Examples:"};
    QTest::newRow("sweep") << QStringList{"sweep", "--help"}
                           << QStringList{"--data",
                                          "--weight-bits",
                                          "--data-bits",
                                          "--group-size",
                                          "--budgets",
                                          "--data-terms",
                                          "--qt-bits",
                                          "--encoding",
                                          "--quantizer",
                                          "--calibration",
                                          "--calibration-samples",
                                          "--limit",
                                          "--csv",
                                          "--json",
                                          "default 512",
                                          "--no-per-channel",
                                          "--mean",
                                          "--std",
                                          "FILE",
                                          "Examples:"};
    QTest::newRow("export") << QStringList{"export", "--help"}
                            << QStringList{"--out",        "--format",   "--method",      "--weight-bits",
                                           "--group-size", "--budget",   "--no-per-channel", "--json",
                                           "FILE",         "default tr", "Examples:"};
}

void TestCliUsage::help()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, mentions);
    const ToolRun run = runTool(arguments);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors, QString());
    for (const QString& mention : mentions)
        QVERIFY2(run.output.contains(mention), qPrintable(mention));
    for (const QString& line : run.output.split('\n'))
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

/// A scale for each output channel by default; a command of before that asks for it still runs, and gives the same.
void TestCliUsage::weightScale()
{
    const QStringList sweep{"sweep", "--limit", "300", "--qt-bits", "2", "--budgets", "4"};
    const QString usual = runTool(sweep).output;
    QVERIFY(!usual.isEmpty());
    QCOMPARE(runTool(sweep + QStringList{"--per-channel"}).output, usual);
    const ToolRun perTensor = runTool(sweep + QStringList{"--no-per-channel"});
    QCOMPARE(perTensor.exitCode, 0);
    QVERIFY(perTensor.output != usual);
    QVERIFY(!runTool({"sweep", "--help"}).output.contains(" --per-channel"));
}

void TestCliUsage::version()
{
    const ToolRun run = runTool({"--version"});
    QVERIFY(QRegularExpression("^termscope-cli \\d+\\.\\d+\\.\\d+\n$").match(run.output).hasMatch());
    QCOMPARE(run.exitCode, 0);
}

void TestCliUsage::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing")
        << QStringList{}
        << "expected a verb: encode, reveal, inspect, sweep, sensitivity, search, compare, reproduce, export, layers, time, simulate or rtl (see termscope-cli --help)";
    QTest::newRow("verb") << QStringList{"encod", "3"} << "unknown verb encod; did you mean encode?";
    QTest::newRow("far verb") << QStringList{"swipe"} << "unknown verb swipe; did you mean sweep?";
    QTest::newRow("swapped letters") << QStringList{"reveal", "--bugdet", "3"}
                                     << "unknown option --bugdet; did you mean --budget?";
    QTest::newRow("with a value") << QStringList{"sweep", "--limt=3"} << "unknown option --limt; did you mean --limit?";
    QTest::newRow("begun") << QStringList{"sweep", "--calibration-sam", "3"}
                           << "unknown option --calibration-sam; did you mean --calibration-samples?";
    QTest::newRow("underscore") << QStringList{"export", "--group_size", "3"}
                                << "unknown option --group_size; did you mean --group-size?";
    QTest::newRow("short") << QStringList{"encode", "-j", "3"} << "unknown option -j; did you mean -h?";
    QTest::newRow("before the verb") << QStringList{
        "--versoin"} << "unknown option --versoin; did you mean --version? Options of a verb come after it.";
    QTest::newRow("no value") << QStringList{"sweep", "--limit"} << "--limit: expected a value";
    QTest::newRow("flag with a value") << QStringList{"encode", "--json=yes", "3"}
                                       << "--json: expected no value, found yes";
    QTest::newRow("two files") << QStringList{"inspect", "a", "b"} << "inspect: unexpected argument b";
    QTest::newRow("no file") << QStringList{"inspect", "absent.onnx"} << "absent.onnx: no such file";
    QTest::newRow("file named as a verb") << QStringList{"inspect", "sweep"} << "sweep: no such file";
    QTest::newRow("bits") << QStringList{"inspect", "--bits", "17"} << "--bits: expected 2…16, found 17";
    QTest::newRow("empty place in a list")
        << QStringList{"sweep", "--budgets", "4,,8"} << "--budgets: expected 1…512, found nothing";
    QTest::newRow("budget beyond the group") << QStringList{"sweep", "--group-size", "2", "--budgets", "4,17"}
                                             << "--budgets: expected 1…16 for a group size of 2, found 17";
    QTest::newRow("data terms") << QStringList{"sweep", "--data-terms", "-1"}
                                << "--data-terms: expected 0…16, found -1";
    QTest::newRow("deviation") << QStringList{"sweep", "--std", "0"} << "--std: expected a number above 0, found 0";
    QTest::newRow("mean") << QStringList{"sweep", "--mean", "nan"} << "--mean: expected a finite number, found nan";
    QTest::newRow("two outputs") << QStringList{"sweep", "--csv", "-", "--json"}
                                 << "--csv: - and --json would both write to standard output";
    QTest::newRow("csv folder") << QStringList{"sweep", "--csv", "absent/x.csv"}
                                << "absent/x.csv: cannot be written (no such folder)";
    QTest::newRow("csv device") << QStringList{"sweep", "--csv", "/dev/null"}
                                << "/dev/null: cannot be written (expected a regular file)";
    QTest::newRow("no out") << QStringList{"export"} << "export: --out is required";
    QTest::newRow("out format") << QStringList{"export", "--out", "x.bin"}
                                << "x.bin: expected a name that ends in .safetensors, .npz or .onnx, or --format";
    QTest::newRow("method") << QStringList{"export", "--out", "x.npz", "--method", "float"}
                            << "--method: expected one of tr, qt, found float";
    QTest::newRow("budget of a group of one")
        << QStringList{"export", "--out", "x.npz", "--group-size", "1"} << "--budget: expected 1…8, found 12";
}

void TestCliUsage::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    COMPARE_BAD_INPUT(runTool(arguments), sentence);
}

void TestCliUsage::fullDisk()
{
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(TERMSCOPE_CLI, {"encode", "3"});
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(),
             QByteArray("standard output: cannot be written (No space left on device)\n"));
}

void TestCliUsage::readerThatLeaves()
{
    QProcess shell;
    shell.start("bash", {"-c", "set -o pipefail; seq 1 100000 | " TERMSCOPE_CLI " encode - | head -1"});
    QVERIFY(shell.waitForFinished(-1));
    QCOMPARE(shell.readAllStandardOutput(), QByteArray("1 = +2^0\n"));
    QCOMPARE(shell.readAllStandardError(), QByteArray());
    QCOMPARE(shell.exitCode(), 1);
}

TERMSCOPE_TEST(TestCliUsage)
#include "TestCliUsage.moc"
