// compare: its scores against sweeps, its flips against its scores, tensors by name, and what is refused.
#include "Tool.h"
#include "tests/support/TestClass.h"

#include <set>

class TestCliCompare : public QObject {
    Q_OBJECT

private slots:
    void settingsOfOneNetwork();
    void floatAndQuantized();
    void sameIsTheSame();
    void tensorsByName();
    void texts();
    void curves();
    void layersOfOneSide();
    void planOfLayers();
    void weightsAlone();
    void tableAndCsv();
    void refuses_data();
    void refuses();
};

void TestCliCompare::settingsOfOneNetwork()
{
    const QJsonDocument found = runTool({"compare", "--example", "fashion", "--a", "qt,bits=8", "--b", "tr,k=6,s=1",
                                         "--limit", "500", "--json"})
                                    .json();
    const QJsonArray rows = runTool({"sweep", "--example", "fashion", "--limit", "500", "--qt-bits", "8", "--budgets",
                                     "6", "--data-terms", "1", "--json"})
                                .json()["rows"]
                                .toArray();
    QCOMPARE(found["b"]["score"].toDouble(), rows.last()["top1"].toDouble());
    QCOMPARE(found["b"]["pairs_per_mac_provisioned"].toDouble(), rows.last()["pairs_per_mac_provisioned"].toDouble());
    for (const QJsonValue row : rows)
        if (row["method"] == "qt")
            QCOMPARE(found["a"]["score"].toDouble(), row["top1"].toDouble());
    const QJsonValue outputs = found["outputs"];
    QCOMPARE(outputs["images"].toInt(), 500);
    const int lost = outputs["right_to_wrong"].toInt() - outputs["wrong_to_right"].toInt();
    QCOMPARE(qRound((found["a"]["score"].toDouble() - found["b"]["score"].toDouble()) * 5), lost);
    const qsizetype flipped = outputs["flipped"].toArray().size();
    QCOMPARE(outputs["right_to_wrong"].toInt() + outputs["wrong_to_right"].toInt() + outputs["other_wrong"].toInt(),
             flipped);
    QCOMPARE(qRound(outputs["agreement"].toDouble() * 5), 500 - flipped);
    QVERIFY(flipped > 0);
    for (const QJsonValue flip : outputs["flipped"].toArray())
        QVERIFY(flip["a"] != flip["b"]);
    QVERIFY(outputs["kl"].toDouble() > 0.0);
}

/// The file's own integers against the network they were made of: other files, the same layers.
void TestCliCompare::floatAndQuantized()
{
    const QJsonDocument found =
        runTool({"compare", "--example", "fashion", "--example", "fashion-int8", "--limit", "300", "--json"}).json();
    QCOMPARE(found["a"]["settings"]["method"].toString(), QString("float"));
    QCOMPARE(found["b"]["settings"]["method"].toString(), QString("given"));
    QCOMPARE(found["only_in_a"].toArray().size(), 0);
    QCOMPARE(found["only_in_b"].toArray().size(), 0);
    const QJsonArray tensors = found["tensors"].toArray();
    QVERIFY(tensors.size() >= 10);
    for (const QJsonValue tensor : tensors)
        if (tensor["tensor"] == "weight") {
            QVERIFY(tensor["sqnr_db"].toDouble() > 30.0);
            QVERIFY(tensor["max_difference"].toDouble() < 0.02 * tensor["range"].toDouble());
        }
    QVERIFY(found["outputs"]["agreement"].toDouble() > 95.0);
}

void TestCliCompare::sameIsTheSame()
{
    const QJsonDocument found =
        runTool({"compare", "--a", "tr,k=8", "--b", "tr,k=8", "--limit", "200", "--json"}).json();
    QCOMPARE(found["outputs"]["agreement"].toDouble(), 100.0);
    QCOMPARE(found["outputs"]["kl"].toDouble(), 0.0);
    QVERIFY(found["outputs"]["sqnr_output_db"].isNull());
    for (const QJsonValue tensor : found["tensors"].toArray()) {
        QVERIFY(tensor["sqnr_db"].isNull());
        QCOMPARE(tensor["max_difference"].toDouble(), 0.0);
    }
}

/// SQNR of a weight as inspect has it, of a coarse setting; layers of one network alone are named.
void TestCliCompare::tensorsByName()
{
    const QJsonDocument found = runTool({"compare", "--b", "qt,weight-bits=4", "--weights-only", "--json"}).json();
    QVERIFY(found["outputs"].isNull());
    QVERIFY(found["a"]["score"].isNull());
    const QJsonArray layers =
        runTool({"inspect", "--weight-bits", "4", "--json", "--layer", "*:qt"}).json()["layers"].toArray();
    qsizetype met = 0;
    for (const QJsonValue tensor : found["tensors"].toArray())
        for (const QJsonValue layer : layers)
            if (tensor["tensor"] == "weight" && tensor["name"] == layer["name"]) {
                ++met;
                QVERIFY(tensor["sqnr_db"].toDouble() > 5.0);
                QVERIFY(tensor["sqnr_db"].toDouble() < 30.0);
            }
    QCOMPARE(met, 3);
}

void TestCliCompare::texts()
{
    const ToolRun run = runTool({"compare", "--example", "verses", "--b", "qt,bits=4", "--limit", "200", "--json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json()["score"].toString(), QString("perplexity"));
    QVERIFY(run.json()["b"]["score"].toDouble() > run.json()["a"]["score"].toDouble());
    // The perplexities are those of a sweep; flips are of next words, at tokens of the text.
    const QJsonArray rows =
        runTool({"sweep", "--example", "verses", "--limit", "200", "--qt-bits", "4", "--budgets", "8", "--json"})
            .json()["rows"]
            .toArray();
    QCOMPARE(run.json()["a"]["score"].toDouble(), rows[0]["perplexity"].toDouble());
    QCOMPARE(run.json()["b"]["score"].toDouble(), rows[1]["perplexity"].toDouble());
    const QJsonValue outputs = run.json()["outputs"];
    QCOMPARE(outputs["tokens"].toInt(), rows[0]["tokens"].toInt());
    QVERIFY(outputs["kl"].toDouble() > 0.0);
    const QJsonArray flipped = outputs["flipped"].toArray();
    QCOMPARE(qRound(outputs["agreement"].toDouble() * outputs["tokens"].toInt() / 100),
             static_cast<int>(outputs["tokens"].toInt() - flipped.size()));
    std::set<int> tokens;
    for (const QJsonValue flip : flipped) {
        QVERIFY(flip["a"] != flip["b"]);
        tokens.insert(flip["token"].toInt());
    }
    QCOMPARE(static_cast<qsizetype>(tokens.size()), flipped.size()); // each at a place of its own
    QVERIFY(runTool({"compare", "--example", "verses", "--b", "qt,bits=4", "--limit", "200"})
                .output.contains("Same likeliest word: "));
}

/// The curves of both are rows of sweeps at each side's settings.
void TestCliCompare::curves()
{
    const QJsonArray curves = runTool({"compare", "--example", "fashion", "--a", "tr,g=8", "--b", "tr,g=16,s=2",
                                       "--budgets", "6,12", "--limit", "300", "--json"})
                                  .json()["curves"]
                                  .toArray();
    QCOMPARE(curves.size(), 2);
    const auto sweepOf = [](const QStringList& options) {
        return runTool(QStringList{"sweep", "--example", "fashion", "--limit", "300", "--qt-bits", "8", "--budgets",
                                   "6,12", "--json"}
                       + options)
            .json()["rows"]
            .toArray();
    };
    const QJsonArray a = sweepOf({});
    const QJsonArray b = sweepOf({"--group-size", "16", "--data-terms", "2"});
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(curves[i]["a"].toDouble(), a[2 + i]["top1"].toDouble());
        QCOMPARE(curves[i]["b"].toDouble(), b[2 + i]["top1"].toDouble());
        QCOMPARE(curves[i]["pairs_b"].toDouble(), b[2 + i]["pairs_per_mac_provisioned"].toDouble());
        QVERIFY(qAbs(curves[i]["difference"].toDouble() - (curves[i]["b"].toDouble() - curves[i]["a"].toDouble()))
                < 1e-9);
    }
}

/// What layers have of their own on one side alone, and B's file beside an embedded network.
void TestCliCompare::layersOfOneSide()
{
    const QJsonDocument found = runTool({"compare", "--example", "fashion", "--a", "tr", "--b", "tr", "--b-layer",
                                         "classify:float", "--weights-only", "--json"})
                                    .json();
    for (const QJsonValue tensor : found["tensors"].toArray())
        if (tensor["tensor"] == "weight")
            QCOMPARE(tensor["sqnr_db"].isNull(), tensor["name"] != "classify");
    QTemporaryDir folder;
    const QString revealed = folder.filePath("b.onnx");
    QCOMPARE(runTool({"export", "--example", "fashion", "--out", revealed, "--budget", "6"}).exitCode, 0);
    const QJsonDocument files =
        runTool({"compare", "--example", "fashion", "--with", revealed, "--limit", "200", "--json"}).json();
    QCOMPARE(files["b"]["network"].toString(), QString("b.onnx"));
    QVERIFY(files["outputs"]["agreement"].toDouble() < 100.0);
}

void TestCliCompare::planOfLayers()
{
    QTemporaryDir folder;
    QFile plan(folder.filePath("p.json"));
    QVERIFY(plan.open(QIODevice::WriteOnly));
    plan.write(R"({"classify": "float", "*.depthwise.*": "bits=6"})");
    plan.close();
    const QJsonDocument found = runTool({"compare", "--example", "fashion", "--a", "tr", "--b",
                                         "plan=" + plan.fileName(), "--weights-only", "--json"})
                                    .json();
    QCOMPARE(found["b"]["settings"]["method"].toString(), QString("tr"));
    QVERIFY(found["b"]["settings"]["layers"].isObject());
    for (const QJsonValue tensor : found["tensors"].toArray())
        if (tensor["tensor"] == "weight")
            QCOMPARE(tensor["sqnr_db"].isNull(), tensor["name"].toString().contains("residual")
                                                     || tensor["name"].toString().contains("pointwise")
                                                     || tensor["name"] == "stem.0");
}

/// Files of weights: what only one has, what has another shape, and a bias that one of them lacks.
void TestCliCompare::weightsAlone()
{
    const QString folder = QStringLiteral(TERMSCOPE_CORPUS) + "/good/";
    const ToolRun run = runTool({"compare", folder + "quantized.safetensors", folder + "weights.safetensors"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(
        run.errors,
        QString("warning: quantized.safetensors: holds weights only, and no score: the tensors alone are compared\n"));
    QVERIFY(run.output.contains(QRegularExpression("\nfc \\(bias\\) +\\[3\\] +-∞ +1 +0\n")));
    QVERIFY(run.output.contains("\nOnly in A: out, up\nOnly in B: conv, brain\nOf other shapes: fc: 2×4 and 3×4\n"));
}

void TestCliCompare::tableAndCsv()
{
    const QStringList options{"compare", "--b", "tr,k=6", "--limit", "200"};
    const ToolRun run = runTool(options);
    QVERIFY(run.output.startsWith("A: "));
    QVERIFY(run.output.contains("\nFlipped: right to wrong "));
    QVERIFY(run.output.contains("SQNR dB"));
    const QStringList lines = runTool(options + QStringList{"--csv", "-"}).output.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QString("layer,tensor,shape,sqnr_db,max_difference,range"));
    QCOMPARE(lines.size(), 7); // three layers with a bias each
}

void TestCliCompare::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("one") << QStringList{}
                         << "compare: expected two networks, or the settings of the second in --b, found one network";
    QTest::newRow("three") << QStringList{"--example", "digits", "--example", "fashion", "--example", "verses"}
                           << "compare: expected two networks, found 3";
    QTest::newRow("strangers") << QStringList{"--example", "digits", "--example", "verses"}
                               << "expected layers of the same names in mnist_mlp.onnx (embedded) and "
                                  "verses_lstm.onnx (embedded), found ";
    QTest::newRow("example") << QStringList{"--example", "cats", "--b", "qt"}
                             << "--example: expected one of digits, fashion, fashion-int8, fashion-vit, "
                                "verses, verses-transformer, found cats";
    QTest::newRow("word") << QStringList{"--b", "tr,bugdet=4"}
                          << "--b: expected float, qt, tr, given, KEY=VALUE or plan=FILE, found \"bugdet=4\"; did you "
                             "mean budget?";
    QTest::newRow("range") << QStringList{"--b", "tr,g=99"} << "--b: group_size: expected 1…64, found 99";
    QTest::newRow("budget") << QStringList{"--b", "tr,g=2,k=17"} << "--b: budget: expected 1…16";
    QTest::newRow("given") << QStringList{"--b", "given"}
                           << "--b: given: mnist_mlp.onnx (embedded) has no layer on integers of its file";
    QTest::newRow("missing file") << QStringList{"/nowhere/a.onnx", "/nowhere/b.onnx"} << "/nowhere/a.onnx: ";
}

void TestCliCompare::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    const ToolRun run = runTool(QStringList{"compare"} + options);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QString());
    QVERIFY2(run.errors.startsWith(message), qPrintable(run.errors));
}

TERMSCOPE_TEST(TestCliCompare)
#include "TestCliCompare.moc"
