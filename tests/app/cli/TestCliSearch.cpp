// search: its JSON against sweeps of its plans, plans as files, and what is refused.
#include "Tool.h"
#include "tests/support/TestClass.h"

class TestCliSearch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void jsonHasBothFronts();
    void planRunsAgain();
    void planIsReadByOthers();
    void tableNamesThePlan();
    void boundThatNothingMeets();
    void boundOnTheCost();
    void cyclesAreThoseOfTime();
    void bitsStayAsTheyAre();
    void groupSizesVary();
    void ofText();
    void resumes();
    void refuses_data();
    void refuses();
    void refusesPlans_data();
    void refusesPlans();

private:
    QString file(const QString& name, const QByteArray& contents) const
    {
        QFile out(folder_.filePath(name));
        if (out.open(QIODevice::WriteOnly))
            out.write(contents);
        return out.fileName();
    }

    const QStringList search_{"search",          "--example", "fashion",   "--limit",   "320",
                              "--search-images", "128",       "--budgets", "4,8,12,24", "--data-terms",
                              "1,2,3",           "--bits",    "4,6,8",     "--points",  "6"};
    QTemporaryDir folder_;
    QJsonDocument found_;
};

void TestCliSearch::initTestCase()
{
    found_ = runTool(search_ + QStringList{"--json", "--most-loss", "3", "--plan-out", folder_.filePath("chosen.json")})
                 .json();
}

void TestCliSearch::jsonHasBothFronts()
{
    QCOMPARE(found_["search_images"].toArray(), (QJsonArray{0, 128}));
    QCOMPARE(found_["score_images"].toArray(), (QJsonArray{128, 192}));
    const QJsonArray front = found_["front"].toArray();
    QVERIFY(front.size() >= 2);
    for (qsizetype i = 0; i < front.size(); ++i) {
        QCOMPARE(front[i]["images"].toInt(), 192);
        QCOMPARE(front[i]["plan"].toObject().size(), 10);
        QVERIFY(i == 0 || front[i]["cost"].toDouble() > front[i - 1]["cost"].toDouble());
    }
    QVERIFY(!found_["uniform"].toArray().isEmpty());
    QVERIFY(found_["uniform"][0]["settings"]["method"].isString());
    QVERIFY(found_["chosen"].isDouble());
}

/// A plan of the front, read as a file, gives its cost and, over both parts, its scores.
void TestCliSearch::planRunsAgain()
{
    const QJsonValue point = found_["front"].toArray().last();
    const QString plan = file("last.json", QJsonDocument(point["plan"].toObject()).toJson());
    const QJsonArray rows = runTool({"sweep", "--example", "fashion", "--limit", "320", "--qt-bits", "8", "--budgets",
                                     "8", "--plan", plan, "--json"})
                                .json()["rows"]
                                .toArray();
    const double both = (128 * point["search_score"].toDouble() + 192 * point["score"].toDouble()) / 320;
    QVERIFY(qAbs(rows.last()["top1"].toDouble() - both) < 1e-9);
    QVERIFY(qAbs(rows.last()["pairs_per_mac_provisioned"].toDouble() - point["cost"].toDouble()) < 1e-9);
}

void TestCliSearch::planIsReadByOthers()
{
    const QString plan = file("plan.json", R"({"classify": {"k": 5, "s": 2}, "stem*": "bits=6"})");
    const QJsonArray layers =
        runTool({"inspect", "--example", "fashion", "--plan", plan, "--layer", "classify:k=7", "--json"})
            .json()["layers"]
            .toArray();
    QCOMPARE(layers.last()["settings"]["budget"].toInt(), 7); // --layer is laid over the plan
    QCOMPARE(layers.last()["settings"]["data_terms"].toInt(), 2);
    QCOMPARE(layers[0]["settings"]["weight_bits"].toInt(), 6);
    const QString chosen = folder_.filePath("chosen.json");
    for (const QString& verb : {QString("inspect"), QString("time")})
        QCOMPARE(runTool({verb, "--example", "fashion", "--plan", chosen}).exitCode, 0);
}

void TestCliSearch::tableNamesThePlan()
{
    const ToolRun run = runTool(search_ + QStringList{"--most-loss", "3"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.contains("Searched on images 0 to 127, scored on images 128 to 319."));
    QVERIFY(run.output.contains("* The cheapest plan within the bound: --layer '"));
    const QStringList lines = runTool(search_ + QStringList{"--csv", "-"}).output.split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines[0].startsWith("front,cost,search_score,score,"));
    QCOMPARE(lines.filter(QRegularExpression("^plan,")).size() + lines.filter(QRegularExpression("^uniform,")).size(),
             lines.size() - 1);
}

void TestCliSearch::boundThatNothingMeets()
{
    const QString out = folder_.filePath("none.json");
    const ToolRun run = runTool({"search", "--example", "fashion", "--limit", "320", "--search-images", "128",
                                 "--budgets", "1", "--data-terms", "1", "--bits", "2", "--most-loss", "0.5",
                                 "--plan-out", out});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.errors.contains("warning: --most-loss: no plan loses at most 0.5 points; the nearest loses "));
    QVERIFY(!QFile::exists(out));
}

void TestCliSearch::boundOnTheCost()
{
    const QJsonDocument found =
        runTool(search_ + QStringList{"--json", "--most-cost", "2", "--score-images", "64"}).json();
    const int chosen = found["chosen"].toInt(-1);
    QVERIFY(chosen >= 0);
    QVERIFY(found["front"][chosen]["cost"].toDouble() <= 2.0);
    QVERIFY(found["front"].toArray().size() == chosen + 1 || found["front"][chosen + 1]["cost"].toDouble() > 2.0);
    QCOMPARE(found["score_images"].toArray(), (QJsonArray{128, 64}));
    QVERIFY(runTool(search_ + QStringList{"--most-cost", "2"})
                .output.contains("* The plan within the bound that scores most: --layer '"));
    const ToolRun none = runTool(search_ + QStringList{"--most-cost", "0.01"});
    QCOMPARE(none.exitCode, 0);
    QVERIFY(none.errors.contains("warning: --most-cost: no plan costs at most 0.01; the cheapest costs "));
}

/// What a plan costs in cycles is what `time` says of it.
void TestCliSearch::cyclesAreThoseOfTime()
{
    const QStringList array{"--rows", "24", "--cols", "8", "--dataflow", "ws", "--skew", "clock", "--batch", "3"};
    const QJsonDocument found = runTool(search_ + array + QStringList{"--json", "--cost", "cycles"}).json();
    QCOMPARE(found["cost"].toString(), "cycles for 3 samples on 24×8 term cells, ws");
    const QJsonValue point = found["front"].toArray().first();
    const QString plan = file("cycles.json", QJsonDocument(point["plan"].toObject()).toJson());
    const QJsonDocument timed =
        runTool(QStringList{"time", "--example", "fashion", "--mac", "tmac", "--plan", plan, "--json"} + array).json();
    double cycles = 0.0;
    for (const QJsonValue layer : timed["layers"].toArray())
        cycles += layer["cycles"].toDouble();
    QCOMPARE(point["cost"].toDouble(), cycles);
    QVERIFY(runTool(search_ + array + QStringList{"--cost", "energy"}).output.contains("Cost: µJ for 3 samples on "));
}

/// 0: layers at QT keep the bits of the settings.
void TestCliSearch::bitsStayAsTheyAre()
{
    QStringList options = search_;
    options[options.indexOf("--bits") + 1] = "0";
    const QJsonDocument found = runTool(options + QStringList{"--json", "--weight-bits", "7"}).json();
    for (const QJsonValue point : found["front"].toArray())
        for (const QJsonValue layer : point["plan"].toObject())
            QVERIFY(layer["method"].toString() == "tr");
}

/// Plans with a g by layer run again as a file and as options, at their cost and scores.
void TestCliSearch::groupSizesVary()
{
    const QStringList search{"search", "--example",     "fashion", "--limit",      "200", "--search-images",
                             "64",     "--group-sizes", "4,16",    "--data-terms", "2,3", "--bits",
                             "8",      "--points",      "5",       "--most-loss",  "2"};
    const QString plan = folder_.filePath("groups.json");
    const ToolRun run = runTool(search + QStringList{"--plan-out", plan});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.contains("\nTR, g = 4, k = ") && run.output.contains("\nTR, g = 16, k = "),
             qPrintable(run.output));
    const QJsonDocument found = runTool(search + QStringList{"--json"}).json();
    const QJsonValue chosen = found["front"][found["chosen"].toInt()];
    const double both = (64 * chosen["search_score"].toDouble() + 136 * chosen["score"].toDouble()) / 200;
    QStringList words;
    for (const QString& word : run.output.section("within the bound: ", -1).simplified().split(' '))
        words << QString(word).remove('\'');
    QVERIFY(words.join(' ').contains(",g=4,") && words.join(' ').contains(",g=16,"));
    for (const QStringList& options : {QStringList{"--plan", plan}, words}) {
        const QJsonValue row = runTool(QStringList{"sweep", "--example", "fashion", "--limit", "200", "--qt-bits", "8",
                                                   "--budgets", "8", "--json"}
                                       + options)
                                   .json()["rows"]
                                   .toArray()
                                   .last();
        QVERIFY(qAbs(row["pairs_per_mac_provisioned"].toDouble() - chosen["cost"].toDouble()) < 1e-9);
        QVERIFY(qAbs(row["top1"].toDouble() - both) < 1e-9);
    }
    QVERIFY(runTool(search + QStringList{"--csv", "-"}).output.contains("uniform,"));
}

void TestCliSearch::ofText()
{
    const QStringList search{"search", "--example", "verses", "--limit",      "3000", "--search-images",
                             "800",    "--budgets", "6,12",   "--data-terms", "2,4",  "--bits",
                             "8",      "--points",  "4"};
    const QJsonDocument found = runTool(search + QStringList{"--json"}).json();
    QCOMPARE(found["score"].toString(), "perplexity");
    QCOMPARE(found["search_tokens"][0].toInt(), 0);
    QCOMPARE(found["score_tokens"][0].toInt(), 800);
    QVERIFY(found["front"][0]["score"].toDouble() > 1.0);
    QVERIFY(found["front"][0]["tokens"].toInt() > 1000);
    QVERIFY(runTool(search).output.contains("scored on tokens 800 to "));
}

/// What is found is kept as it comes: a file that was cut anywhere gives the same answer as a search without one, and
/// nothing that it holds is run again.
void TestCliSearch::resumes()
{
    const QString record = folder_.filePath("search.record");
    const QStringList bounded = search_ + QStringList{"--json", "--most-loss", "3"};
    const QStringList resumed = bounded + QStringList{"--resume", record};
    const QByteArray whole = runTool(bounded).output.toUtf8();
    QCOMPARE(runTool(resumed).output.toUtf8(), whole);
    QFile kept(record);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    const QByteArray all = kept.readAll();
    kept.close();
    QVERIFY(all.startsWith("{\"termscope_search\":1,"));
    const qsizetype findings = all.count('\n') - 1;
    QVERIFY(findings > 60);
    for (const qsizetype length : {all.size() / 4, 2 * all.size() / 3 + 1}) {
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write(all.first(length));
        kept.close();
        QCOMPARE(runTool(resumed).output.toUtf8(), whole);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll().count('\n') - 1, findings);
        kept.close();
    }
    // More points find there what they share.
    QCOMPARE(runTool(resumed + QStringList{"--points", "7"}).exitCode, 0);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().startsWith(all));
    kept.close();
    const ToolRun other = runTool(search_ + QStringList{"--resume", record, "--group-size", "16"});
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.errors.contains("search.record: holds the findings of another search: expected settings "),
             qPrintable(other.errors));
    const QString rows = file("other.rows", "{\"termscope_sweep\":1}\n");
    const ToolRun sweep = runTool(search_ + QStringList{"--resume", rows});
    QVERIFY2(sweep.errors.contains("expected the findings of a search, found another file; it was left as it is"),
             qPrintable(sweep.errors));
}

void TestCliSearch::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("budget") << QStringList{"--group-size", "2", "--budgets", "4,17"}
                            << "--budgets: expected 1…16 for a group size of 2, found 17";
    QTest::newRow("budget of group sizes") << QStringList{"--group-sizes", "2,4", "--budgets", "4,33"}
                                           << "--budgets: expected 1…32 for a group size of 4, found 33";
    QTest::newRow("two group sizes") << QStringList{"--group-sizes", "2,4", "--group-size", "8"}
                                     << "--group-sizes: expected no --group-size beside it, found it";
    QTest::newRow("group sizes") << QStringList{"--group-sizes", "0"} << "--group-sizes: expected 1…64, found 0";
    QTest::newRow("loss") << QStringList{"--most-loss", "-1"} << "--most-loss: expected 0 or more, found -1";
    QTest::newRow("plan without a bound")
        << QStringList{"--plan-out", "x.json"}
        << "--plan-out: expected --most-loss beside it, which chooses the plan, found none";
    QTest::newRow("bits") << QStringList{"--bits", "4,0"} << "--bits: expected 2…16, or 0 alone, found 0";
    QTest::newRow("array of pairs") << QStringList{"--rows", "8"}
                                    << "--rows: expected --cost cycles or energy beside it, found none";
    QTest::newRow("costs of cycles") << QStringList{"--cost", "cycles", "--costs", "x.json"}
                                     << "--costs: expected --cost energy beside it, found cycles";
    QTest::newRow("unit costs of pairs") << QStringList{"--unit-costs", "counted"}
                                         << "--unit-costs: expected --cost energy beside it, found none";
    QTest::newRow("most cost") << QStringList{"--most-cost", "0"} << "--most-cost: expected a number above 0, found 0";
    QTest::newRow("all images")
        << QStringList{"--example", "fashion", "--limit", "64", "--search-images", "64"}
        << "2,000 Fashion-MNIST images (embedded): expected fewer samples to search on than the 64 "
           "that there are, as the rest tell the score, found 64";
}

void TestCliSearch::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    const ToolRun run = runTool(QStringList{"search"} + options);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QString());
    QVERIFY2(run.errors.endsWith(message.section(": ", 1) + "\n"), qPrintable(run.errors));
}

void TestCliSearch::refusesPlans_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("message");
    QTest::newRow("no JSON") << QByteArray("k=8") << "plan.json: ";
    QTest::newRow("list") << QByteArray("[1]") << "plan.json: ";
    QTest::newRow("number") << QByteArray(R"({"fc1": 8})")
                            << "plan.json: layer \"fc1\": expected an object of settings or a text, found number";
    QTest::newRow("fraction") << QByteArray(R"({"fc1": {"k": 1.5}})")
                              << "plan.json: layer \"fc1\": expected \"k\" to be a whole number, found number";
    QTest::newRow("unknown word") << QByteArray(R"({"fc1": {"budgett": 8}})") << "plan.json: layer \"fc1\": ";
    QTest::newRow("out of range") << QByteArray(R"({"fc1": {"s": 99}})") << "plan.json: layer \"fc1\": ";
    QTest::newRow("another network") << QByteArray(R"({"conv9": {"k": 8}})")
                                     << "--plan: plan.json: mnist_mlp.onnx (embedded): has no layer \"conv9\"; did you "
                                        "mean \"fc1\"?";
}

void TestCliSearch::refusesPlans()
{
    QFETCH(QByteArray, plan);
    QFETCH(QString, message);
    const ToolRun run = runTool({"inspect", "--plan", file("plan.json", plan)});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QString());
    QVERIFY2(run.errors.contains(message), qPrintable(run.errors));
}

TERMSCOPE_TEST(TestCliSearch)
#include "TestCliSearch.moc"
