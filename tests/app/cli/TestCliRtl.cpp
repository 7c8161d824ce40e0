// rtl: the folder it writes, which other programs run, and what it refuses.
#include "tests/app/cli/Tool.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

namespace {

QStringList entriesOf(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

class TestCliRtl : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(folder_.isValid()); }

    void icarusRunsWhatIsWritten_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addRow("tmac-os") << QStringList{"--rows", "3", "--cols", "2"};
        QTest::addRow("tmac-ws-qt") << QStringList{"--rows",      "2",  "--cols",       "3", "--dataflow", "ws",
                                                   "--mode",      "qt", "--group-size", "3", "--budget",   "5",
                                                   "--data-bits", "5"};
        QTest::addRow("pmac-os-drain") << QStringList{"--rows", "2", "--cols", "3", "--mac", "pmac", "--drain"};
        QTest::addRow("pmac-ws-tr") << QStringList{"--rows", "4",      "--cols", "1",          "--mac",
                                                   "pmac",   "--mode", "tr",     "--dataflow", "ws"};
    }

    /// The coefficients have the width that is derived, so a width too small would show.
    void icarusRunsWhatIsWritten()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty())
            SKIP_LACKING("iverilog", "install Debian's package iverilog");
        QFETCH(QStringList, options);
        const QString out = folder_.path() + "/" + QTest::currentDataTag();
        const ToolRun run = runTool(QStringList{"rtl", "--gemm", "7x19x5", "--seed", "3", "--out", out} + options);
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QStringList simulated{"simulate", "--json", "--gemm", "7x19x5", "--seed", "3"};
        simulated += options;
        if (!options.contains("--mac"))
            simulated += QStringList{"--mac", "tmac"};
        const qint64 cycles = runTool(simulated).json().object()["cycles"].toInteger();
        QVERIFY(cycles > 0);
        QProcess make;
        make.setProcessChannelMode(QProcess::MergedChannels);
        make.start("make", {"-s", "-C", out, "icarus"});
        QVERIFY(make.waitForFinished(-1));
        const QByteArray said = make.readAll();
        QVERIFY2(make.exitCode() == 0, said.constData());
        QCOMPARE(QString::fromUtf8(said), QStringLiteral("cycles=%1 outputs=OK\n").arg(cycles));

        // An output that differs makes the target fail.
        QFile outputs(out + "/memory/outputs.hex");
        QVERIFY(outputs.open(QIODevice::ReadWrite));
        QByteArray words = outputs.readAll();
        words[15] = words[15] == '0' ? '1' : '0';
        outputs.seek(0);
        outputs.write(words);
        outputs.close();
        make.start("make", {"-s", "-C", out, "icarus"});
        QVERIFY(make.waitForFinished(-1));
        QVERIFY(make.exitCode() != 0);
        QVERIFY(make.readAll().contains("output 0: expected"));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("sentence");
        QTest::addRow("rows") << QStringList{"--rows", "65"} << "--rows: expected 1…64, found 65";
        QTest::addRow("group") << QStringList{"--group-size", "40", "--budget", "40"}
                               << "the control registers cannot hold group_size: expected 1…31, found 40";
        QTest::addRow("bits") << QStringList{"--weight-bits", "9"} << "rtl: weight_bits: expected 2…8, found 9";
        QTest::addRow("coefficients") << QStringList{
            "--coefficient-bits",
            "5"} << "rtl: coefficient bits: expected at least 7, which hold ±48 after 32 values, found 5";
        QTest::addRow("length") << QStringList{"--accumulator-length", "8"}
                                << "rtl: accumulator length: expected at least K = 32, found 8";
        QTest::addRow("word") << QStringList{"--coefficient-bits", "many"}
                              << "--coefficient-bits: expected auto or 2…32, found many";
        QTest::addRow("product") << QStringList{"--gemm", "100000x2x2"} << "rtl: expected M of 1…65536, found 100000";
        QTest::addRow("drain") << QStringList{"--drain"} << "--drain: is of output-stationary pmac arrays alone";
    }

    /// Exit code 2, and no folder.
    void refuses()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, sentence);
        const QString out = folder_.path() + "/refused";
        COMPARE_BAD_INPUT(runTool(QStringList{"rtl", "--out", out} + options), sentence);
        QVERIFY(!QFileInfo::exists(out));
    }

    void leavesOtherFilesAlone()
    {
        const QString out = folder_.path() + "/taken";
        QVERIFY(QDir().mkpath(out));
        QFile other(out + "/notes.txt");
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.close();
        COMPARE_BAD_INPUT(runTool({"rtl", "--out", out}),
                          out + ": expected a folder that is new or empty, found other files");
        QCOMPARE(entriesOf(out), QStringList{"notes.txt"});
        COMPARE_BAD_INPUT(runTool({"rtl", "--out", out + "/notes.txt"}),
                          out + "/notes.txt: expected a folder, found a file");
        COMPARE_BAD_INPUT(runTool({"rtl"}), QStringLiteral("--out: expected a folder, found none"));
    }

    /// The tool's environment is empty here, so that Verilator is not found.
    void checkSaysWhenVerilatorIsMissing()
    {
        const QString out = folder_.path() + "/unchecked";
        const QString empty = folder_.path() + "/no-programs";
        QVERIFY(QDir().mkpath(empty));
        QProcess process;
        QProcessEnvironment environment;
        environment.insert("PATH", empty);
        process.setProcessEnvironment(environment);
        process.start(TERMSCOPE_CLI, {"rtl", "--check", "--out", out});
        QVERIFY(process.waitForFinished(-1));
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()),
                 QStringLiteral("--check: needs Verilator, which is not installed (Debian's package verilator)\n"));
        QVERIFY(!QFileInfo::exists(out));
    }

private:
    QTemporaryDir folder_;
};

TERMSCOPE_TEST(TestCliRtl)
#include "TestCliRtl.moc"
