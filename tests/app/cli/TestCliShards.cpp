// sweep --shard and --merge: the parts give, byte by byte, what the sweep in one piece gives.
#include "Tool.h"
#include "tests/support/TestClass.h"

class TestCliShards : public QObject {
    Q_OBJECT

private slots:
    void sameAsWhole_data();
    void sameAsWhole();
    void lostShard();
    void otherSweeps();
    void refuses();

private:
    QString inFolder(const QString& name) const { return folder_.filePath(name); }
    /// The files of all shards, named after `name`.
    QStringList runShards(const QString& name, int count, const QStringList& options) const;
    QTemporaryDir folder_;
};

QStringList TestCliShards::runShards(const QString& name, int count, const QStringList& options) const
{
    QStringList files;
    for (int index = 1; index <= count; ++index) {
        files << inFolder(QString("%1-%2.shard").arg(name).arg(index));
        const QString shard = QString("%1/%2").arg(index).arg(count);
        const ToolRun run = runTool(QStringList{"sweep", "--shard", shard, "--out", files.back()} + options);
        if (run.exitCode != 0 || run.output != QString("%1: shard %2 of %3\n").arg(files.back()).arg(index).arg(count))
            qWarning().noquote() << run.output << run.errors;
    }
    return files;
}

void TestCliShards::sameAsWhole_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QStringList>("options");
    const QStringList few{"--qt-bits", "4", "--budgets", "8,12"};
    QTest::newRow("digits") << 3 << (QStringList{"--limit", "900"} + few);
    QTest::newRow("more shards than rows") << 11 << (QStringList{"--limit", "300", "--example", "fashion"} + few);
    QTest::newRow("layers of their own")
        << 2 << (QStringList{"--limit", "300", "--layer", "fc1:bits=5", "--layer", "fc2:float"} + few);
    QTest::newRow("each layer") << 2 << QStringList{"--limit", "300", "--each-layer", "--budget", "6"};
    QTest::newRow("a text") << 3 << (QStringList{"--example", "verses", "--limit", "600"} + few);
}

void TestCliShards::sameAsWhole()
{
    QFETCH(int, count);
    QFETCH(QStringList, options);
    const QStringList files = runShards(QString(QTest::currentDataTag()).remove(' '), count, options);
    for (const QStringList& table : {QStringList{}, QStringList{"--csv", "-"}, QStringList{"--json"}}) {
        const ToolRun whole = runTool(QStringList{"sweep"} + options + table);
        QCOMPARE(whole.exitCode, 0);
        const ToolRun merged = runTool(QStringList{"sweep", "--merge"} + files + table);
        QCOMPARE(merged.errors, QString());
        QCOMPARE(merged.output, whole.output);
    }
    const QString csv = inFolder("merged.csv");
    QCOMPARE(runTool(QStringList{"sweep", "--csv", csv, "--merge"} + files).exitCode, 0);
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), runTool(QStringList{"sweep", "--csv", "-"} + options).output);
}

/// The commands that the merge gives for the shards that are not there do make them, and no others are needed.
void TestCliShards::lostShard()
{
    const QStringList options{"--limit", "300", "--qt-bits", "4", "--budgets", "8", "--layer", "fc*:bits=6"};
    const QStringList files = runShards("lost", 4, options);
    const QString expected = runTool(QStringList{"sweep", "--merge"} + files).output;
    QVERIFY(!expected.isEmpty());
    QVERIFY(QFile::remove(files[2]));
    QFile cut(files[0]);
    QVERIFY(cut.resize(cut.size() - 1));
    const QStringList left{files[0], files[1], files[3]};
    const ToolRun merge = runTool(QStringList{"sweep", "--merge"} + left);
    const QString command = "termscope-cli sweep --limit 300 --qt-bits 4 --budgets 8 --layer 'fc*:bits=6' --shard %1/4 "
                            "--out %2";
    COMPARE_BAD_INPUT(merge, QString("shard 1 of 4 is cut short in %1; run: %2\nshard 3 of 4 is missing; run: %3")
                                 .arg(files[0], command.arg(1).arg(files[0]), command.arg(3).arg(files[2])));
    for (const QString& line : merge.errors.split('\n', Qt::SkipEmptyParts)) {
        QString again = line.section("run: ", 1);
        again.replace(0, QString("termscope-cli").size(), TERMSCOPE_CLI);
        QCOMPARE(QProcess::execute("sh", {"-c", again + " >/dev/null"}), 0);
    }
    QCOMPARE(runTool(QStringList{"sweep", "--merge"} + files).output, expected);
}

void TestCliShards::otherSweeps()
{
    const QStringList options{"--limit", "300", "--qt-bits", "4", "--budgets", "8"};
    const QStringList files = runShards("one", 2, options);
    const auto other = [&](const QString& name, const QStringList& with) {
        const QString file = inFolder(name);
        const ToolRun run = runTool(QStringList{"sweep", "--shard", "2/2", "--out", file} + with);
        return run.exitCode == 0 ? runTool({"sweep", "--merge", files[0], file}) : run;
    };
    COMPARE_BAD_INPUT(other("limit", {"--limit", "301", "--qt-bits", "4", "--budgets", "8"}),
                      inFolder("limit") + ": is a shard of another sweep than " + files[0]
                          + ": expected limit \"300\", found \"301\"");
    const ToolRun settings = other("settings", {"--limit", "300", "--qt-bits", "4", "--budgets", "9"});
    QCOMPARE(settings.exitCode, 2);
    QVERIFY(settings.errors.startsWith(inFolder("settings") + ": is a shard of another sweep than " + files[0]
                                       + ": expected settings \""));
    const ToolRun network = other("network", options + QStringList{"--example", "fashion"});
    QCOMPARE(network.exitCode, 2);
    QVERIFY(network.errors.startsWith(inFolder("network") + ": is a shard of another sweep than " + files[0]
                                      + ": expected network \""));
    const ToolRun calibration = other("calibration", options + QStringList{"--calibration", "max"});
    QVERIFY(calibration.errors.contains(": expected settings \""));
    COMPARE_BAD_INPUT(runTool({"sweep", "--merge", files[0], files[1], files[0]}),
                      files[0] + ": holds shard 1 of 2, as " + files[0] + " does");
    COMPARE_BAD_INPUT(runTool({"sweep", "--merge", files[0], TERMSCOPE_CORPUS "/good/mlp.onnx"}),
                      QString(TERMSCOPE_CORPUS "/good/mlp.onnx: expected a shard of a sweep, found an ONNX model"));
    COMPARE_BAD_INPUT(runTool({"sweep", "--merge", files[0], inFolder("nothing")}),
                      inFolder("nothing") + ": no such file");
}

void TestCliShards::refuses()
{
    const QString out = inFolder("x.shard");
    COMPARE_BAD_INPUT(runTool({"sweep", "--shard", "0/4", "--out", out}),
                      "--shard: expected i/n with 1 ≤ i ≤ n ≤ 65536, found \"0/4\"");
    COMPARE_BAD_INPUT(runTool({"sweep", "--shard", "1/4"}), "--shard: expected --out FILE beside it, found none");
    COMPARE_BAD_INPUT(runTool({"sweep", "--out", out}), "--out: expected --shard i/n beside it, found none");
    for (const char* table : {"--csv", "--resume"})
        COMPARE_BAD_INPUT(runTool({"sweep", "--shard", "1/4", "--out", out, table, inFolder("t")}),
                          QString("--shard: expected --out in place of %1, as a shard has no whole rows; sweep --merge "
                                  "makes the table")
                              .arg(table));
    COMPARE_BAD_INPUT(runTool({"sweep", "--shard", "1/4", "--out", "/nowhere/x"}),
                      "/nowhere/x: cannot be written (no such folder)");
    COMPARE_BAD_INPUT(runTool({"sweep", "--budgets", "8", "--merge", out}),
                      "--merge: expected nothing but --csv or --json beside it, found --budgets");
    QVERIFY(!QFile::exists(out));
}

TERMSCOPE_TEST(TestCliShards)
#include "TestCliShards.moc"
