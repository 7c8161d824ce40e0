// sweep --resume: an interrupted sweep goes on, and ends with what an uninterrupted one writes.
#include "Tool.h"
#include "tests/support/TestClass.h"

#include <csignal>

class TestCliResume : public QObject {
    Q_OBJECT

private slots:
    void sameAsUninterrupted_data();
    void sameAsUninterrupted();
    void moreBudgets();
    void refuses();

private:
    QString inFolder(const QString& name) const { return folder_.filePath(name); }
    QTemporaryDir folder_;
};

void TestCliResume::sameAsUninterrupted_data()
{
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<int>("signal");
    QTest::newRow("images, Ctrl-C") << QStringList{} << SIGINT;
    QTest::newRow("images, killed") << QStringList{} << SIGKILL;
    QTest::newRow("a text, Ctrl-C") << QStringList{"--example", "verses", "--limit", "3000"} << SIGINT;
}

/// Interrupted as soon as two rows are on the disk, and cut in the middle of a line.
void TestCliResume::sameAsUninterrupted()
{
    QFETCH(QStringList, data);
    QFETCH(int, signal);
    const QString rows = inFolder(QString("rows-%1").arg(QTest::currentDataTag()));
    const QStringList sweep = QStringList{"sweep", "--qt-bits", "4,8", "--budgets", "4,6,8,10,12,14,16", "--json"}
                              + data;
    const ToolRun whole = runTool(sweep);
    QCOMPARE(whole.exitCode, 0);
    const auto written = [&] {
        QFile file(rows);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QProcess process;
    process.start(TERMSCOPE_CLI, sweep + QStringList{"--resume", rows});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY(written().count('\n') >= 3 || process.state() != QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(-1));
    const qsizetype done = written().count('\n') - 1;
    QVERIFY(done >= 2);
    if (signal == SIGINT && process.exitCode() != 0) {
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()),
                 QString("interrupted: %1 holds %2 finished rows; the same command goes on from there\n")
                     .arg(rows)
                     .arg(done));
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
    }
    const QByteArray before = written();
    QFile file(rows);
    QVERIFY(file.resize(before.size() - 20));
    QVERIFY(!before.first(before.size() - 20).endsWith('\n'));
    const ToolRun again = runTool(sweep + QStringList{"--resume", rows});
    QCOMPARE(again.errors, whole.errors);
    QCOMPARE(again.output, whole.output);
    QVERIFY(written().startsWith(before.first(before.lastIndexOf('\n', -2) + 1)));
    // Everything is there now: nothing is added.
    const QByteArray all = written();
    QCOMPARE(all.count('\n'), 11);
    QCOMPARE(runTool(sweep + QStringList{"--resume", rows}).output, whole.output);
    QCOMPARE(written(), all);
}

void TestCliResume::moreBudgets()
{
    const QStringList common{"sweep", "--limit", "200", "--qt-bits", "8", "--json"};
    const QString rows = inFolder("more");
    QCOMPARE(runTool(common + QStringList{"--budgets", "8", "--resume", rows}).exitCode, 0);
    QCOMPARE(runTool(common + QStringList{"--budgets", "12,8", "--resume", rows}).output,
             runTool(common + QStringList{"--budgets", "12,8"}).output);
    // Rows of other settings stand beside those.
    const QStringList own{"--budgets", "8", "--layer", "fc1:bits=4"};
    QCOMPARE(runTool(common + own + QStringList{"--resume", rows}).output, runTool(common + own).output);
}

void TestCliResume::refuses()
{
    const QStringList common{"sweep", "--qt-bits", "8", "--budgets", "8"};
    const QString rows = inFolder("refused");
    QCOMPARE(runTool(common + QStringList{"--limit", "100", "--resume", rows}).exitCode, 0);
    COMPARE_BAD_INPUT(runTool(common + QStringList{"--limit", "200", "--resume", rows}),
                      rows + ": holds the rows of another sweep: expected limit \"200\", found \"100\"");
    const ToolRun other = runTool(common + QStringList{"--limit", "100", "--example", "fashion", "--resume", rows});
    QCOMPARE(other.exitCode, 2);
    QVERIFY(other.errors.startsWith(rows + ": holds the rows of another sweep: expected network \"fashion_cnn.onnx"));
    const ToolRun shifted = runTool(common + QStringList{"--limit", "100", "--mean", "0.5", "--resume", rows});
    QCOMPARE(shifted.exitCode, 2);
    QVERIFY(shifted.errors.startsWith(rows + ": holds the rows of another sweep: expected preprocessing "));
    COMPARE_BAD_INPUT(runTool(common + QStringList{"--resume", rows, "--csv", rows}),
                      "--resume: expected another file than --csv, found " + rows);
    COMPARE_BAD_INPUT(runTool(common + QStringList{"--resume", "/nowhere/rows"}),
                      "/nowhere/rows: cannot be written (no such folder)");
}

TERMSCOPE_TEST(TestCliResume)
#include "TestCliResume.moc"
