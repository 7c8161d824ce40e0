// reproduce: published settings run as sweep runs them, the document that tells what is found, and what is refused.
#include "Tool.h"
#include "tests/support/TestClass.h"

namespace {

QJsonArray figures(const QStringList& options)
{
    return runTool(QStringList{"reproduce", "--json"} + options).json()["figures"].toArray();
}

QJsonValue rowOf(const QJsonValue& figure, const QString& setting)
{
    for (const QJsonValue row : figure["rows"].toArray())
        if (row["setting"].toString() == setting)
            return row;
    return {};
}

} // namespace

class TestCliReproduce : public QObject {
    Q_OBJECT

private slots:
    void accuracyIsTheSweeps();
    void counterparts_data();
    void counterparts();
    void groupsAtEqualAlpha();
    void pairsOfDotProducts();
    void hardwareIsTheSteps();
    void topologiesAreTheNetworks_data();
    void topologiesAreTheNetworks();
    void tableAndCsv();
    void documentIsTrue_data();
    void documentIsTrue();
    void refuses_data();
    void refuses();
};

/// Our numbers at a published setting are those of a sweep at it; the published ones stand beside them.
void TestCliReproduce::accuracyIsTheSweeps()
{
    const QJsonValue figure = figures({"accuracy", "--limit", "500"})[0];
    QCOMPARE(figure["rows"].toArray().size(), 10);
    const QJsonArray rows = runTool({"sweep", "--limit", "500", "--qt-bits", "3", "--weight-bits", "4", "--data-bits",
                                     "6", "--group-size", "16", "--data-terms", "6", "--budgets", "10", "--json"})
                                .json()["rows"]
                                .toArray();
    const QJsonValue tr = rowOf(figure, "TR, g = 16, k = 10, s = 6");
    QCOMPARE(tr["published"].toDouble(), 98.34);
    QCOMPARE(tr["pairs"].toDouble(), 3.75);
    QCOMPARE(tr["here"].toDouble(), rows.last()["top1"].toDouble());
    QCOMPARE(rowOf(figure, "QT, 3 bits")["published"].toDouble(), 98.34);
    const QJsonDocument compared = runTool({"compare", "--limit", "500", "--a", "qt,weight-bits=3,data-bits=6", "--b",
                                            "tr,weight-bits=4,data-bits=6,g=16,k=10,s=6", "--json"})
                                       .json();
    QCOMPARE(rowOf(figure, "QT, 3 bits")["here"].toDouble(), compared["a"]["score"].toDouble());
    QCOMPARE(tr["here"].toDouble(), compared["b"]["score"].toDouble());
}

void TestCliReproduce::counterparts_data()
{
    QTest::addColumn<QString>("example");
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("rows");
    QTest::newRow("CNN") << "fashion"
                         << "ResNet-18, ImageNet" << 15;
    QTest::newRow("LSTM") << "verses"
                          << "LSTM 2x650, WikiText-2" << 10;
}

void TestCliReproduce::counterparts()
{
    QFETCH(QString, example);
    QFETCH(QString, network);
    QFETCH(int, rows);
    const QJsonValue figure = figures({"accuracy", "--example", example, "--limit", "64"})[0];
    QVERIFY(figure["settings"][0].toString().contains(network));
    QCOMPARE(figure["rows"].toArray().size(), rows);
    for (const QJsonValue row : figure["rows"].toArray())
        QVERIFY(row["here"].toDouble() > 0.0);
}

void TestCliReproduce::groupsAtEqualAlpha()
{
    const QJsonValue figure = figures({"group-size", "--limit", "200"})[0];
    QCOMPARE(rowOf(figure, "g = 8, k = 10")["alpha"].toDouble(), 1.25);
    QCOMPARE(rowOf(figure, "g = 32, k = 96")["published"].toDouble(), 69.61);
    QCOMPARE(rowOf(figure, "g = 1, k = 1")["published"].toDouble(), 62.718);
    QCOMPARE(rowOf(figure, "g = 2, k = 3")["alpha"].toDouble(), 1.5);
}

void TestCliReproduce::pairsOfDotProducts()
{
    const QJsonValue figure = figures({"pairs"})[0];
    QCOMPARE(figure["rows"].toArray().size(), 4); // three layers, and all
    const QJsonValue all = rowOf(figure, "all");
    QVERIFY(all["hese_99"].toDouble() <= all["binary_99"].toDouble());
    QVERIFY(all["binary_99"].toDouble() < 784.0);
    QVERIFY(all["hese_share"].toDouble() >= all["binary_share"].toDouble());
}

/// No network is opened for it; all layers revealed give the ratio of the steps, but for the loading of weights.
void TestCliReproduce::hardwareIsTheSteps()
{
    const QJsonDocument found = runTool({"reproduce", "hardware", "--json"}).json();
    QVERIFY(found["network"].isNull());
    const QJsonArray rows = found["figures"][0]["rows"].toArray();
    QCOMPARE(rows.size(), 6);
    QVERIFY(found["figures"][0]["findings"][0].toString().contains("within 0.0 % where outputs stay"));
    for (const QJsonValue row : rows) {
        const double steps = row["step_qt"].toDouble() / row["step_tr"].toDouble();
        // Weights that stay are loaded by their term slots.
        QVERIFY(row["latency"].toDouble() < 1.15 * steps);
        QVERIFY(row["latency"].toDouble() > 0.85 * steps);
        QVERIFY(row["published_latency"].toDouble() > 1.0);
        QVERIFY(row["energy"].toDouble() > 1.0);
    }
    QVERIFY(rows[1]["setting"].toString().startsWith("VGG-16: QT 8/8 bits, TR g = 8"));
}

void TestCliReproduce::topologiesAreTheNetworks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("macs");
    QTest::newRow("MLP") << "mlp" << 668672.0;
    QTest::newRow("VGG-16") << "vgg16" << 15470264320.0;
    QTest::newRow("ResNet-18") << "resnet18" << 1814073344.0;
    QTest::newRow("MobileNet-v2") << "mobilenet_v2" << 300774272.0;
    QTest::newRow("EfficientNet-b0") << "efficientnet_b0" << 385814752.0;
    QTest::newRow("LSTM") << "lstm" << 9936745000.0;
}

/// Multiply-accumulates of one sample as the networks were published: ResNet-18 1.8 billion, MobileNet-v2 300 million.
void TestCliReproduce::topologiesAreTheNetworks()
{
    QFETCH(QString, name);
    QFETCH(double, macs);
    const QString file = QStringLiteral(TERMSCOPE_SOURCE) + "/resources/topologies/" + name + ".csv";
    double all = 0.0;
    for (const QJsonValue layer : runTool({"time", "--topology", file, "--json"}).json()["layers"].toArray())
        all += layer["m"].toDouble() * layer["k"].toDouble() * layer["n"].toDouble() * layer["repeats"].toDouble(1.0);
    QCOMPARE(all, macs);
}

void TestCliReproduce::tableAndCsv()
{
    const ToolRun run = runTool({"reproduce", "error"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("Quantization error of the weights\n"));
    QVERIFY(run.output.contains("TR, 8 bits, g = 32, k = 48"));
    const QStringList lines = runTool({"reproduce", "hardware", "--csv", "-"}).output.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QString("figure,network,setting,column,value"));
    QCOMPARE(lines.size(), 1 + 6 * 8);
}

void TestCliReproduce::documentIsTrue_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<double>("slack");
    QTest::newRow("hardware") << QStringList{"hardware"} << 0.0;
    QTest::newRow("error") << QStringList{"error", "--example", "fashion"} << 0.01;
    // One digit in 10,000 may fall another way on another machine.
    QTest::newRow("accuracy") << QStringList{"accuracy"} << 0.04;
}

/// Every row of the figure stands in resources/docs/reproduction.md under its command, with its numbers.
void TestCliReproduce::documentIsTrue()
{
    QFETCH(QStringList, options);
    QFETCH(double, slack);
    QFile file(QStringLiteral(TERMSCOPE_SOURCE) + "/resources/docs/reproduction.md");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    const QString command = "`termscope-cli reproduce " + options.join(' ') + "`\n";
    QVERIFY(page.contains(command));
    const QString section = page.section(command, 1).section("\n## ", 0, 0);
    const QJsonValue figure = figures(options)[0];
    for (const QJsonValue row : figure["rows"].toArray()) {
        const QString begin = "| " + row["setting"].toString() + " |";
        QVERIFY2(section.contains(begin), qPrintable(begin));
        const QStringList cells = section.section(begin, 1).section('\n', 0, 0).split('|', Qt::SkipEmptyParts);
        const QJsonArray columns = figure["columns"].toArray();
        QCOMPARE(cells.size(), columns.size());
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const double half = 0.501 * std::pow(10.0, -columns[i]["decimals"].toInt());
            QVERIFY2(qAbs(cells[i].trimmed().toDouble() - row[columns[i]["key"].toString()].toDouble()) <= slack + half,
                     qPrintable(begin + cells[i]));
        }
    }
}

void TestCliReproduce::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("two networks") << QStringList{"a.onnx", "b.onnx"}
                                  << "reproduce: expected one network, found a.onnx and b.onnx";
    QTest::newRow("missing") << QStringList{"error", "/nowhere/a.onnx"} << "/nowhere/a.onnx: no such file";
    QTest::newRow("both") << QStringList{"error", "--example", "fashion", "a.onnx"}
                          << "--example: expected no FILE beside it, found a.onnx";
    QTest::newRow("outputs") << QStringList{"error", "--csv", "-", "--json"}
                             << "--csv: - and --json would both write to standard output";
}

void TestCliReproduce::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    const ToolRun run = runTool(QStringList{"reproduce"} + options);
    COMPARE_BAD_INPUT(run, message);
}

TERMSCOPE_TEST(TestCliReproduce)
#include "TestCliReproduce.moc"
