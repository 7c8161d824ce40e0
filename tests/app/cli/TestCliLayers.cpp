// --layer: single layers with settings of their own, on all verbs that work on a network.
#include "Tool.h"
#include "tests/support/TestClass.h"

namespace {

/// The rows of a sweep of the digits, few and over few images, with these options.
QJsonDocument sweep(const QStringList& options)
{
    return runTool(QStringList{"sweep", "--limit", "300", "--qt-bits", "8", "--json"} + options).json();
}

} // namespace

class TestCliLayers : public QObject {
    Q_OBJECT

private slots:
    void inspectTells();
    void sweepRunsThem();
    void sweepTellsThem();
    void eachLayerAlone();
    void exportWritesThem();
    void timeTakesThem();
    void timeLeavesFloatsOut();
    void normalization();
    void refuses_data();
    void refuses();

private:
    QTemporaryDir folder_;
};

void TestCliLayers::inspectTells()
{
    const QStringList options{"inspect",
                              "--example",
                              "fashion",
                              "--budget",
                              "10",
                              "--layer",
                              "stem*:float",
                              "--layer",
                              "*depthwise*:k=4",
                              "--layer",
                              "classify:bits=6",
                              "--layer",
                              "classify:weight-bits=5"};
    const QJsonArray layers = runTool(options + QStringList{"--json"}).json()["layers"].toArray();
    const auto settings = [&](int layer) { return layers[layer]["settings"].toObject(); };
    QCOMPARE(settings(0)["method"].toString(), "float");
    QVERIFY(settings(0)["weight_bits"].isNull());
    QCOMPARE(settings(1)["method"].toString(), "tr"); // which a depthwise layer is not by itself
    QCOMPARE(settings(1)["budget"].toInt(), 4);
    QCOMPARE(settings(2)["budget"].toInt(), 10);
    QCOMPARE(settings(9)["weight_bits"].toInt(), 5);
    QCOMPARE(settings(9)["data_bits"].toInt(), 6);
    const QString text = runTool(options).output;
    QVERIFY(text.contains("TR, k = 4"));
    QVERIFY(text.contains("TR, b_w = 5, b_d = 6"));
}

/// What all layers have of their own is what the whole network has; in float, it is the float network.
void TestCliLayers::sweepRunsThem()
{
    const QJsonArray whole = sweep({"--budgets", "6", "--data-terms", "2", "--group-size", "4"})["rows"].toArray();
    const QJsonArray own = sweep({"--budgets", "12", "--layer", "*:g=4,k=6,s=2"})["rows"].toArray();
    QCOMPARE(own.size(), 3);
    for (const char* key : {"correct", "top5", "pairs_per_mac_provisioned", "pairs_per_mac_measured"}) {
        QCOMPARE(own[2][key].toDouble(), whole[2][key].toDouble());
        QCOMPARE(own[1][key].toDouble(), whole[1][key].toDouble()); // g, k and s are nothing to QT
    }
    const QJsonArray floats = sweep({"--budgets", "12", "--layer", "*:float"})["rows"].toArray();
    for (const int row : {1, 2}) {
        QCOMPARE(floats[row]["correct"].toInt(), floats[0]["correct"].toInt());
        QCOMPARE(floats[row]["pairs_per_mac_measured"].toDouble(), 0.0);
    }
    const QJsonArray narrow = sweep({"--budgets", "12", "--layer", "*:bits=3"})["rows"].toArray();
    QCOMPARE(narrow[1]["correct"].toInt(), sweep({"--budgets", "12", "--qt-bits", "3"})["rows"][2]["correct"].toInt());
}

void TestCliLayers::sweepTellsThem()
{
    const QStringList options{"--budgets", "12", "--layer", "fc3:float", "--layer", "fc1:bits=6,k=10"};
    const QJsonDocument json = sweep(options);
    QCOMPARE(json["layers"].toObject(), (QJsonObject{{"fc1", "bits=6,k=10"}, {"fc3", "float"}}));
    const QJsonArray layers = runTool({"inspect", "--json"}).json()["layers"].toArray();
    const double macs = layers[0]["macs"].toDouble() + layers[1]["macs"].toDouble() + layers[2]["macs"].toDouble();
    QCOMPARE(json["macs_in_float"].toDouble(), layers[2]["macs"].toDouble() / macs);
    QVERIFY(sweep({"--budgets", "12"})["layers"].isUndefined());
    const QStringList plain{"sweep", "--limit", "50", "--qt-bits", "8"};
    const QStringList csv = runTool(plain + options + QStringList{"--csv", "-"}).output.split('\n');
    QVERIFY(csv[0].endsWith(",pairs_per_mac_measured,layers"));
    QVERIFY(csv[1].endsWith(",,,")); // the float row
    QVERIFY(csv[2].endsWith(",\"fc1:bits=6,k=10; fc3:float\""));
    const QString text = runTool(plain + options).output;
    QVERIFY(text.contains("\nLayers with settings of their own: fc1:bits=6,k=10; fc3:float\n"));
    QVERIFY(text.contains(" % of the multiply-accumulates run in float32 and count as no pairs.\n"));
}

/// A row for each layer is what the overrides of all the others give.
void TestCliLayers::eachLayerAlone()
{
    const QStringList settings{"--budget", "3", "--data-terms", "2"};
    const QJsonArray rows = sweep(settings + QStringList{"--each-layer"})["rows"].toArray();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0]["method"].toString(), "float");
    QVERIFY(rows[0]["layer"].isUndefined());
    const QStringList layers{"fc1", "fc2", "fc3"};
    for (int i = 0; i < 3; ++i) {
        QStringList others = settings;
        for (const QString& other : layers)
            if (other != layers[i])
                others << "--layer" << other + ":float";
        const QJsonValue expected = sweep(others)["rows"].toArray().last();
        const QJsonValue found = rows[i + 1];
        QCOMPARE(found["layer"].toString(), layers[i]);
        for (const char* key : {"method", "budget", "correct", "pairs_per_mac_provisioned", "pairs_per_mac_measured"})
            QCOMPARE(found[QLatin1String(key)], expected[QLatin1String(key)]);
    }
    const QString text = runTool(QStringList{"sweep", "--limit", "300", "--each-layer", "--budget", "1"}).output;
    QVERIFY2(text.contains("the largest loss first"), qPrintable(text));
}

void TestCliLayers::exportWritesThem()
{
    const QString out = folder_.filePath("own.safetensors");
    const QJsonDocument report =
        runTool({"export", "--out", out, "--layer", "fc3:float", "--layer", "fc2:qt,bits=2", "--json"}).json();
    QCOMPARE(report["layers"][0]["method"].toString(), "tr");
    QCOMPARE(report["layers"][1]["method"].toString(), "qt");
    QCOMPARE(report["layers"][2]["method"].toString(), "float");
    QCOMPARE(report["settings"]["layer fc3"].toString(), "float");
    const QJsonArray before = runTool({"inspect", "--json"}).json()["layers"].toArray();
    const QJsonArray after = runTool({"inspect", out, "--json"}).json()["layers"].toArray();
    const auto values = [](const QJsonArray& layers, const QString& shape) -> QJsonObject {
        for (const QJsonValue& layer : layers)
            if (QString::fromUtf8(QJsonDocument(layer["shape"].toArray()).toJson(QJsonDocument::Compact)) == shape)
                return layer.toObject();
        return {};
    };
    const QString last = QJsonDocument(before[2]["shape"].toArray()).toJson(QJsonDocument::Compact);
    const QString middle = QJsonDocument(before[1]["shape"].toArray()).toJson(QJsonDocument::Compact);
    for (const char* key : {"min", "max", "mean", "std"})
        QCOMPARE(values(after, last)[key].toDouble(), before[2][key].toDouble());
    // Two bits leave −1, 0 and 1 times the scale: at 8 bits 0 and ±127, of seven ones.
    QCOMPARE(values(after, middle)["terms"].toObject()["binary"].toObject()["share"].toArray().size(), 8);
    QVERIFY(values(after, middle)["std"].toDouble() != before[1]["std"].toDouble());
}

void TestCliLayers::timeTakesThem()
{
    const QStringList term{"time", "--mac", "tmac", "--batch", "16", "--json"};
    const QJsonArray own =
        runTool(term + QStringList{"--layer", "fc2:g=4,k=6,s=2", "--layer", "fc3:qt"}).json()["layers"].toArray();
    const QJsonArray plain = runTool(term).json()["layers"].toArray();
    const auto alone = [&](int layer, const QStringList& options) {
        const QJsonObject shape = plain[layer].toObject();
        const QString gemm =
            QString("%1x%2x%3").arg(shape["m"].toInt()).arg(shape["k"].toInt()).arg(shape["n"].toInt());
        return runTool(QStringList{"time", "--mac", "tmac", "--json", "--gemm", gemm} + options)
            .json()["layers"][0]["cycles"]
            .toInteger();
    };
    QVERIFY(plain.size() >= 3);
    QCOMPARE(own[0]["cycles"].toInteger(), plain[0]["cycles"].toInteger());
    QCOMPARE(own[1]["cycles"].toInteger(), alone(1, {"--group-size", "4", "--budget", "6", "--data-terms", "2"}));
    QCOMPARE(own[2]["cycles"].toInteger(), alone(2, {"--mode", "qt"}));
    QVERIFY(own[1]["cycles"].toInteger() > 0);
}

void TestCliLayers::timeLeavesFloatsOut()
{
    const ToolRun run = runTool({"time", "--layer", "fc2:float", "--json"});
    QCOMPARE(run.errors, QString("warning: layer fc2 runs in float32, not on the array: it is left out\n"));
    const QJsonArray all = runTool({"time", "--json"}).json()["layers"].toArray();
    const QJsonArray left = run.json()["layers"].toArray();
    QCOMPARE(left.size(), all.size() - 1);
    QCOMPARE(left[1]["name"].toString(), all[2]["name"].toString());
}

/// Folded unless it is asked to be kept; both are exported so that the file can be read back.
void TestCliLayers::normalization()
{
    const QStringList inspect{"inspect", "--example", "fashion", "--json"};
    const QJsonArray folded = runTool(inspect).json()["layers"].toArray();
    const QJsonArray kept = runTool(inspect + QStringList{"--no-fold-normalization"}).json()["layers"].toArray();
    QVERIFY(folded[0]["max"].toDouble() != kept[0]["max"].toDouble());
    QCOMPARE(folded[9]["max"].toDouble(), kept[9]["max"].toDouble()); // has no normalization after it
    for (const char* out : {"folded.onnx", "folded.npz"}) {
        const QStringList write{"export",        "--example", "fashion", "--method",           "qt",
                                "--weight-bits", "12",        "--out",   folder_.filePath(out)};
        const ToolRun run = runTool(write + QStringList{"--json"});
        QCOMPARE(run.errors, QString());
        QCOMPARE(run.json()["settings"]["fold_normalization"].toString(), "true");
        QCOMPARE(runTool(write + QStringList{"--no-fold-normalization"}).exitCode, 0);
    }
    // What was written with it kept has the file's own weights, to 12 bits.
    const QJsonArray after = runTool({"inspect", folder_.filePath("folded.onnx"), "--no-fold-normalization", "--json"})
                                 .json()["layers"]
                                 .toArray();
    QVERIFY(qAbs(after[0]["max"].toDouble() - kept[0]["max"].toDouble()) < 1e-3);
    COMPARE_BAD_INPUT(runTool({"inspect", "--no-fold-normalization=1"}),
                      "--no-fold-normalization: expected no value, found 1");
}

void TestCliLayers::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const QStringList& arguments, const char* sentence) {
        QTest::newRow(name) << arguments << QString(sentence);
    };
    row("no colon", {"sweep", "--layer", "fc1"},
        "--layer: expected a layer and its settings such as fc1:k=8,s=2, found \"fc1\"");
    row("no such layer", {"sweep", "--layer", "fc9:k=8"},
        "--layer: mnist_mlp.onnx (embedded): has no layer \"fc9\"; did you mean \"fc1\"?");
    row("no such setting", {"export", "--out", "/nowhere.npz", "--layer", "fc1:kk=8"},
        "--layer: layer \"fc1\": unknown setting \"kk\"; did you mean k?");
    row("budget", {"inspect", "--group-size", "2", "--budget", "8", "--layer", "fc1:k=17"},
        "--layer: layer \"fc1\": k: expected 1…16 for a group size of 2, found 17");
    row("registers", {"time", "--mac", "tmac", "--layer", "fc1:g=64,k=512"},
        "layer fc1: the control registers cannot hold group_size: expected 1…31, found 64");
    row("a product", {"time", "--gemm", "2x3x4", "--layer", "fc1:k=2"},
        "--layer: is of a network's layers, not of --gemm or --topology");
}

void TestCliLayers::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    COMPARE_BAD_INPUT(runTool(arguments), sentence);
}

TERMSCOPE_TEST(TestCliLayers)
#include "TestCliLayers.moc"
