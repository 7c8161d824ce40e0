// search --shard and --merge: the parts give, byte by byte, what the search in one piece gives.
#include "Tool.h"
#include "tests/support/TestClass.h"

class TestCliSearchShards : public QObject {
    Q_OBJECT

private slots:
    void sameAsWhole_data();
    void sameAsWhole();
    void morePartsThanRuns();
    void lostShards();
    void otherSearches();
    void refuses_data();
    void refuses();

private:
    QString inFolder(const QString& name) const { return folder_.filePath(name); }
    /// The files of all shards, named after `name`.
    QStringList runShards(const QString& name, int count, const QStringList& search) const;

    const QStringList search_{"search", "--example", "fashion", "--limit",  "96", "--search-images", "32", "--budgets",
                              "6,24",   "--bits",    "8",       "--points", "3",  "--data-terms",    "3"};
    QTemporaryDir folder_;
};

QStringList TestCliSearchShards::runShards(const QString& name, int count, const QStringList& search) const
{
    QStringList files;
    for (int index = 1; index <= count; ++index) {
        files << inFolder(QString("%1-%2.search").arg(name).arg(index));
        const ToolRun run = runTool(
            search + QStringList{"--shard", QString("%1/%2").arg(index).arg(count), "--out", files.back()});
        if (run.exitCode != 0)
            qWarning().noquote() << run.output << run.errors;
    }
    return files;
}

void TestCliSearchShards::sameAsWhole_data()
{
    QTest::addColumn<QStringList>("search");
    QTest::newRow("images") << search_;
    QTest::newRow("bounds") << (search_ + QStringList{"--most-loss", "3", "--most-cost", "9"});
    QTest::newRow("cycles") << (search_ + QStringList{"--cost", "cycles", "--layer", "classify:g=4"});
    QTest::newRow("a text") << QStringList{"search", "--example", "verses", "--limit",      "400", "--search-images",
                                           "120",    "--budgets", "6,12",   "--data-terms", "3",   "--bits",
                                           "8",      "--points",  "3"};
}

/// With the plans in parts too, and without.
void TestCliSearchShards::sameAsWhole()
{
    QFETCH(QStringList, search);
    const QString name = QString(QTest::currentDataTag()).remove(' ');
    const QStringList merge = search + QStringList{"--merge"} + runShards(name, 2, search);
    const QStringList planned = runShards(name + "-plans", 2, merge);
    const ToolRun whole = runTool(search + QStringList{"--json"});
    QCOMPARE(whole.exitCode, 0);
    QCOMPARE(runTool(merge + planned + QStringList{"--json"}).output, whole.output);
    QCOMPARE(runTool(merge + QStringList{"--json"}).output, whole.output);
}

void TestCliSearchShards::morePartsThanRuns()
{
    const QStringList search{"search", "--limit", "500", "--search-images", "250", "--budgets", "8",   "--data-terms",
                             "3",      "--bits",  "8",   "--points",        "2",   "--layer",   "*:qt"};
    const QStringList files = runShards("many", 18, search);
    QFile last(files.back());
    QVERIFY(last.open(QIODevice::ReadOnly));
    QCOMPARE(last.readAll().count('\n'), 2); // what it is a part of, and the end
    QCOMPARE(runTool(search + QStringList{"--merge"} + files).output, runTool(search).output);
}

/// The commands that the merge gives for the shards that are not there do make them, of both rounds.
void TestCliSearchShards::lostShards()
{
    const QStringList measured = runShards("lost", 3, search_);
    const QStringList merge = search_ + QStringList{"--merge"} + measured;
    const QStringList planned = runShards("lost-plans", 2, merge);
    const ToolRun expected = runTool(merge + planned);
    QCOMPARE(expected.exitCode, 0);
    const auto makeAgain = [&](const ToolRun& run) {
        for (const QString& line : run.errors.split('\n', Qt::SkipEmptyParts)) {
            QString again = line.section("run: ", 1);
            again.replace(0, QString("termscope-cli").size(), TERMSCOPE_CLI);
            QCOMPARE(QProcess::execute("sh", {"-c", again + " >/dev/null"}), 0);
        }
    };
    QVERIFY(QFile::remove(measured[1]));
    QFile cut(measured[2]);
    QVERIFY(cut.resize(cut.size() - 1));
    const QString csv = inFolder("none.csv");
    const ToolRun lost = runTool(search_ + QStringList{"--csv", csv, "--merge", measured[0], measured[2]});
    const QString command = "termscope-cli " + search_.join(' ');
    COMPARE_BAD_INPUT(lost, QString("shard 2 of 3 is missing; run: %1 --shard 2/3 --out %2\n"
                                    "shard 3 of 3 is cut short in %3; run: %1 --shard 3/3 --out %3")
                                .arg(command, measured[1], measured[2]));
    QVERIFY(!QFile::exists(csv));
    makeAgain(lost);
    QVERIFY(QFile::remove(planned[0]));
    const ToolRun noPlan = runTool(merge + QStringList{planned[1]});
    COMPARE_BAD_INPUT(noPlan, QString("shard 1 of 2 is missing; run: %1 --merge %2 --shard 1/2 --out %3")
                                  .arg(command, measured.join(' '), planned[0]));
    makeAgain(noPlan);
    QCOMPARE(runTool(merge + planned).output, expected.output);
}

void TestCliSearchShards::otherSearches()
{
    const QStringList files = runShards("one", 2, search_);
    const auto other = [&](const QString& name, const QStringList& with) {
        const QString file = inFolder(name);
        const ToolRun run = runTool(with + QStringList{"--shard", "2/2", "--out", file});
        return run.exitCode == 0 ? runTool(search_ + QStringList{"--merge", files[0], file}) : run;
    };
    QStringList changed = search_;
    changed[changed.indexOf("--budgets") + 1] = "6,12";
    COMPARE_BAD_INPUT(other("budgets", changed),
                      inFolder("budgets") + ": is a part of another search: expected budgets \"6,24\", found \"6,12\"");
    changed = search_;
    changed[changed.indexOf("--limit") + 1] = "97";
    COMPARE_BAD_INPUT(other("limit", changed),
                      inFolder("limit") + ": is a part of another search: expected limit \"96\", found \"97\"");
    const QString third = inFolder("third");
    QCOMPARE(runTool(search_ + QStringList{"--shard", "2/3", "--out", third}).exitCode, 0);
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--merge", files[0], third}),
                      third + ": is a part of another search: expected a number of shards of 2, found 3");
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--merge", files[0], files[1], files[0]}),
                      files[0] + ": holds shard 1 of 2, as " + files[0] + " does");
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--merge", files[0], TERMSCOPE_CORPUS "/good/mlp.onnx"}),
                      QString(TERMSCOPE_CORPUS "/good/mlp.onnx: expected a part of a search, found an ONNX model"));
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--merge", files[0], inFolder("nothing")}),
                      inFolder("nothing") + ": no such file");
    // Plans of other points; plans alone; plans beside what makes them.
    const QStringList merge = search_ + QStringList{"--merge"} + files;
    const QStringList plans = runShards("plans", 1, merge);
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--points", "5", "--merge"} + files + plans),
                      plans[0] + ": is a part of another search: expected plans \"5\", found \"3\"");
    COMPARE_BAD_INPUT(runTool(search_ + QStringList{"--merge"} + plans),
                      plans[0]
                          + ": expected the parts that were made without --merge beside those of plans, found none");
    COMPARE_BAD_INPUT(runTool(merge + plans + QStringList{"--shard", "1/2", "--out", inFolder("x")}),
                      QString("--merge: expected the shards that were made without it alone beside --shard, found "
                              "those of plans too"));
    // Bounds and points are free for what was measured.
    QCOMPARE(runTool(search_ + QStringList{"--most-loss", "5", "--points", "5", "--merge"} + files).output,
             runTool(search_ + QStringList{"--most-loss", "5", "--points", "5"}).output);
}

void TestCliSearchShards::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    const QString out = inFolder("x.search");
    QTest::newRow("number") << QStringList{"--shard", "0/4", "--out", out}
                            << "--shard: expected i/n with 1 ≤ i ≤ n ≤ 65536, found \"0/4\"";
    QTest::newRow("no file") << QStringList{"--shard", "1/4"} << "--shard: expected --out FILE beside it, found none";
    QTest::newRow("no shard") << QStringList{"--out", out} << "--out: expected --shard i/n beside it, found none";
    for (const char* const table : {"--csv", "--resume", "--plan-out"})
        QTest::newRow(table) << QStringList{"--shard", "1/4", "--out", out, table, "x.csv", "--most-loss", "1"}
                             << QString(
                                    "--shard: expected --out in place of %1, as a shard has no whole answer; search "
                                    "--merge gives it")
                                    .arg(table);
    QTest::newRow("two records") << QStringList{"--resume", "r", "--merge", out}
                                 << "--merge: expected no --resume beside it, found it";
    QTest::newRow("no folder") << QStringList{"--shard", "1/4", "--out", "/nowhere/x"}
                               << "/nowhere/x: cannot be written (no such folder)";
    QTest::newRow("over a part") << QStringList{"--shard", "1/4",
                                                "--out",   TERMSCOPE_CORPUS "/good/mlp.onnx",
                                                "--merge", TERMSCOPE_CORPUS "/good/mlp.onnx"}
                                 << TERMSCOPE_CORPUS "/good/mlp.onnx: ";
}

void TestCliSearchShards::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    const ToolRun run = runTool(search_ + options);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QString());
    QVERIFY2(run.errors.startsWith(message), qPrintable(run.errors));
    QVERIFY(!QFile::exists(inFolder("x.search")));
}

TERMSCOPE_TEST(TestCliSearchShards)
#include "TestCliSearchShards.moc"
