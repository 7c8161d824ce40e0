// sensitivity: the table, JSON and CSV, against sweeps of the same settings, and what is refused.
#include "Tool.h"
#include "tests/support/TestClass.h"

class TestCliSensitivity : public QObject {
    Q_OBJECT

private slots:
    void agreesWithSweeps();
    void settingsAreTold();
    void tableAndCsv();
    void sorts();
    void withoutScores();
    void ofText();
    void refuses_data();
    void refuses();

private:
    QTemporaryDir folder_;
};

namespace {

QJsonDocument sensitivity(const QStringList& options)
{
    return runTool(QStringList{"sensitivity", "--limit", "300", "--json"} + options).json();
}

QJsonArray sweepRows(const QStringList& options)
{
    return runTool(QStringList{"sweep", "--limit", "300", "--qt-bits", "8", "--json"} + options)
        .json()["rows"]
        .toArray();
}

} // namespace

void TestCliSensitivity::agreesWithSweeps()
{
    const QStringList settings{"--budget", "6", "--data-terms", "2", "--group-size", "4"};
    const QJsonDocument found = sensitivity(settings);
    const QJsonArray alone = sweepRows(settings + QStringList{"--each-layer"});
    const QJsonArray layers = found["layers"].toArray();
    QCOMPARE(layers.size(), 3);
    QCOMPARE(found["float"].toDouble(), alone[0]["top1"].toDouble());
    QCOMPARE(found["all"].toDouble(), sweepRows(settings).last()["top1"].toDouble());
    double shares = 0.0;
    for (int i = 0; i < layers.size(); ++i) {
        const QString name = layers[i]["name"].toString();
        QCOMPARE(alone[i + 1]["layer"].toString(), name);
        QCOMPARE(layers[i]["only"].toDouble(), alone[i + 1]["top1"].toDouble());
        const QJsonArray without = sweepRows(settings + QStringList{"--layer", name + ":float"});
        QCOMPARE(layers[i]["all_but"].toDouble(), without.last()["top1"].toDouble());
        QVERIFY(layers[i]["sqnr_output_db"].toDouble() > 5.0);
        QVERIFY(layers[i]["sqnr_weights_db"].toDouble() > 5.0);
        QVERIFY(layers[i]["kl"].toDouble() > 0.0);
        shares += layers[i]["pairs_share"].toDouble();
    }
    QVERIFY(qAbs(shares - 1.0) < 1e-12);
}

/// The ranking at once: the same errors, nothing that takes a run of all samples.
void TestCliSensitivity::withoutScores()
{
    const QJsonArray all = sensitivity({"--budget", "6", "--calibration-samples", "64"})["layers"].toArray();
    const QJsonDocument found = sensitivity({"--budget", "6", "--no-scores"});
    const QJsonArray layers = found["layers"].toArray();
    QVERIFY(!found.object().contains("all"));
    QCOMPARE(found["settings"]["calibration_samples"].toInt(), 64);
    QCOMPARE(layers.size(), all.size());
    double worst = 1e9;
    QString name;
    for (int i = 0; i < layers.size(); ++i) {
        for (const char* key : {"name", "sqnr_output_db", "sqnr_weights_db", "pairs_share"})
            QCOMPARE(layers[i][key], all[i][key]);
        for (const char* key : {"only", "all_but", "kl"})
            QVERIFY(layers[i][key].isNull());
        if (layers[i]["sqnr_output_db"].toDouble() < worst) {
            worst = layers[i]["sqnr_output_db"].toDouble();
            name = layers[i]["name"].toString();
        }
    }
    const ToolRun table = runTool({"sensitivity", "--limit", "300", "--budget", "6", "--no-scores"});
    QVERIFY2(table.output.contains("no scores\n\n"), qPrintable(table.output));
    const QString first = table.output.split('\n').filter("TR")[0]; // the noisiest first, unasked
    QVERIFY2(first.startsWith(name), qPrintable(table.output));
    COMPARE_BAD_INPUT(runTool({"sensitivity", "--no-scores", "--sort", "only"}),
                      "--sort: expected depth or sqnr beside --no-scores, found only");
}

void TestCliSensitivity::settingsAreTold()
{
    const QJsonDocument found = sensitivity({"--method", "qt", "--weight-bits", "4", "--layer", "fc1:bits=6"});
    QCOMPARE(found["settings"]["method"].toString(), "qt");
    QCOMPARE(found["settings"]["weight_bits"].toInt(), 4);
    QCOMPARE(found["settings"]["encoding"].toString(), "hese");
    QCOMPARE(found["settings"]["layers"]["fc1"].toString(), "bits=6");
    QCOMPARE(found["score"].toString(), "top1");
    QCOMPARE(found["images"].toInt(), 300);
}

void TestCliSensitivity::tableAndCsv()
{
    const QString csv = folder_.filePath("layers.csv");
    const ToolRun run = runTool({"sensitivity", "--limit", "100", "--csv", csv});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.contains("all layers at the setting"));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], "layer,only,all_but,sqnr_output_db,sqnr_weights_db,kl,pairs_share");
    QCOMPARE(runTool({"sensitivity", "--limit", "100", "--csv", "-"}).output.split('\n', Qt::SkipEmptyParts), lines);
}

void TestCliSensitivity::sorts()
{
    const auto layersOf = [](const QString& order) {
        const ToolRun run = runTool(
            {"sensitivity", "--example", "fashion", "--limit", "200", "--budget", "5", "--json"});
        const ToolRun table = runTool(
            {"sensitivity", "--example", "fashion", "--limit", "200", "--budget", "5", "--sort", order});
        std::vector<std::pair<double, qsizetype>> rows;
        for (const QJsonValue layer : run.json()["layers"].toArray())
            rows.emplace_back(layer[order == "sqnr" ? "sqnr_output_db" : "only"].toDouble(),
                              table.output.indexOf("\n" + layer["name"].toString() + " "));
        std::ranges::sort(rows, {}, &std::pair<double, qsizetype>::second);
        return rows;
    };
    for (const QString& order : {QString("only"), QString("sqnr")}) {
        const auto rows = layersOf(order);
        QVERIFY(rows.front().second > 0);
        QVERIFY(std::ranges::is_sorted(rows, {}, &std::pair<double, qsizetype>::first));
    }
}

void TestCliSensitivity::ofText()
{
    const QJsonDocument found = sensitivity({"--example", "verses", "--budget", "4"});
    QCOMPARE(found["score"].toString(), "perplexity");
    QVERIFY(found["layers"][0]["kl"].isNull());
    QVERIFY(found["layers"][0]["only"].toDouble() > 1.0);
}

void TestCliSensitivity::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("two outputs") << QStringList{"--csv", "-", "--json"}
                                 << "--csv: - and --json would both write to standard output";
    QTest::newRow("method") << QStringList{"--method", "float"} << "--method: expected one of qt, tr, found float";
    QTest::newRow("budget") << QStringList{"--group-size", "2", "--budget", "17"}
                            << "--budget: expected 1…16, found 17";
    QTest::newRow("no samples") << QStringList{"--noise-samples", "0"} << "--noise-samples: expected 1…4096, found 0";
}

void TestCliSensitivity::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    COMPARE_BAD_INPUT(runTool(QStringList{"sensitivity"} + options), message);
}

TERMSCOPE_TEST(TestCliSensitivity)
#include "TestCliSensitivity.moc"
