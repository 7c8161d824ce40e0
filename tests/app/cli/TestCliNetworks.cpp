// inspect, sweep and export on the embedded network, and on small files of the corpus.

#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

#include <signal.h>

namespace {

const QString corpus = TERMSCOPE_CORPUS;
const QStringList columns{"method",
                          "weight_bits",
                          "data_bits",
                          "group_size",
                          "budget",
                          "data_terms",
                          "encoding",
                          "correct",
                          "total",
                          "top1",
                          "top5",
                          "pairs_per_mac_provisioned",
                          "pairs_per_mac_measured"};

/// One line of a CSV by the names of its columns; what is empty is null.
QList<QMap<QString, QString>> csvRows(const QString& csv)
{
    QList<QMap<QString, QString>> rows;
    const QStringList lines = csv.split('\n', Qt::SkipEmptyParts);
    for (const QString& line : lines.mid(1)) {
        const QStringList cells = line.split(',');
        QMap<QString, QString> row;
        for (int i = 0; i < columns.size(); ++i)
            row[columns[i]] = cells.value(i);
        rows << row;
    }
    return rows;
}

} // namespace

class TestCliNetworks : public QObject {
    Q_OBJECT

private slots:
    void inspectEmbedded();
    void inspectWeightsOnly();
    void layerOfTwoUses();
    void inspectPairs();
    void inspectPairsRefuses();
    void sweepRows();
    void sweepCsvAndJsonAgree();
    void sweepDataBits();
    void sweepNormalizes();
    void sweepNeedsANetworkThatRuns();
    void sweepKeepsItsInputs();
    void interruptedSweepWritesNothing();
    void exportRoundTrip_data();
    void exportRoundTrip();
    void exportCountsTerms();
    void exportRefuses();

private:
    QString inFolder(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

void TestCliNetworks::inspectEmbedded()
{
    const ToolRun run = runTool({"inspect", "--json", "--bits", "6"});
    QCOMPARE(run.exitCode, 0);
    const QJsonObject network = run.json().object();
    QCOMPARE(network["format"].toString(), QString("ONNX"));
    QCOMPARE(network["warnings"].toArray().size(), 0);
    const QJsonArray layers = network["layers"].toArray();
    QCOMPARE(layers.size(), 3);
    QCOMPARE(layers[1]["name"].toString(), QString("fc2"));
    QCOMPARE(layers[1]["kind"].toString(), QString("linear"));
    QCOMPARE(layers[1]["shape"].toArray(), (QJsonArray{512, 512}));
    QCOMPARE(layers[1]["parameters"].toInt(), 512 * 512 + 512);
    QCOMPARE(layers[1]["macs"].toInt(), 512 * 512);
    QVERIFY(qAbs(layers[1]["std"].toDouble() - 0.0598) < 0.0001); // from the training script's own table
    for (const QJsonValue& layer : layers)
        for (const char* encoding : {"binary", "booth4", "hese", "hese2020"}) {
            const QJsonValue terms = layer["terms"][encoding];
            double sum = 0.0;
            double mean = 0.0;
            const QJsonArray shares = terms["share"].toArray();
            for (int i = 0; i < shares.size(); ++i) {
                sum += shares[i].toDouble();
                mean += i * shares[i].toDouble();
            }
            QVERIFY(qAbs(sum - 1.0) < 1e-9);
            QVERIFY(qAbs(mean - terms["mean"].toDouble()) < 1e-9);
            QVERIFY(layer["terms"]["hese"]["mean"].toDouble() <= terms["mean"].toDouble());
        }
}

/// The first layer of the digits: 784 inputs make 49 dot products of 16 for each of 512 outputs; bounds by the design.
/// A matrix that two nodes multiply by is one row, with the work of both; so it is timed.
void TestCliNetworks::layerOfTwoUses()
{
    const QString shared = corpus + "/good/shared.onnx";
    const ToolRun run = runTool({"inspect", shared, "--json", "--layer", "fc:bits=6"});
    const QJsonArray layers = run.json()["layers"].toArray();
    QCOMPARE(layers.size(), 2);
    QCOMPARE(layers[0]["name"].toString(), QString("fc"));
    QCOMPARE(layers[0]["uses"].toInt(), 2);
    QCOMPARE(layers[0]["parameters"].toInt(), 20);
    QCOMPARE(layers[0]["macs"].toInt(), 32);
    QVERIFY(!layers[1].toObject().contains("uses"));
    QVERIFY(runTool({"inspect", shared, "--no-values"}).output.contains("linear ×2"));
    const QStringList rows = runTool({"layers", shared, "--csv", "-"}).output.split('\n');
    QCOMPARE(rows.value(1), QString("fc,linear,2,4,4,1,,,32"));
}

void TestCliNetworks::inspectPairs()
{
    const QString layer = runTool({"inspect", "--json"}).json()["layers"][0]["name"].toString();
    const QStringList arguments{"inspect", "--pairs", layer, "--images", "3", "--budget", "16", "--data-terms", "2"};
    const QJsonDocument found = runTool(arguments + QStringList{"--json"}).json();
    QCOMPARE(found["layer"].toString(), layer);
    QCOMPARE(found["length"].toInt(), 16);
    QCOMPARE(found["images"].toInt(), 3);
    QVERIFY(found["revealed"].toBool());
    QCOMPARE(found["qt"]["provisioned"].toDouble(), 784.0);
    QCOMPARE(found["tr"]["provisioned"].toDouble(), 64.0); // 16·2·16/8
    for (const char* method : {"qt", "tr"}) {
        qint64 total = 0;
        for (const QJsonValue& count : found[method]["counts"].toArray())
            total += count.toInteger();
        QCOMPARE(found[method]["dot_products"].toInteger(), qint64{3} * 49 * 512);
        QCOMPARE(found[method]["counted"].toInteger(), qint64{3} * 49 * 512);
        QCOMPARE(total, qint64{3} * 49 * 512);
    }
    // A group keeps at most 16 terms of weights, each of which meets at most 2 of data.
    QVERIFY(found["tr"]["counts"].toArray().size() <= 65);
    const ToolRun text = runTool(arguments);
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.output.contains("99 % of dot products need at most "
                                 + QString::number(found["qt"]["pairs_of_99_percent"].toInt())
                                 + " pairs of 784 under QT"));
}

void TestCliNetworks::inspectPairsRefuses()
{
    const ToolRun unknown = runTool({"inspect", "--pairs", "fc9"});
    QVERIFY(unknown.errors.contains("--pairs: expected a layer of ") && unknown.errors.contains("found \"fc9\""));
    QCOMPARE(unknown.exitCode, 2);
    COMPARE_BAD_INPUT(runTool({"inspect", "--images", "3"}), "--images: expected --pairs or --outputs beside it");
    COMPARE_BAD_INPUT(runTool({"inspect", "--data", "x"}), "--data: expected --pairs or --outputs beside it");
    COMPARE_BAD_INPUT(runTool({"inspect", "--outputs", "x.npz", "--pairs", "fc1"}),
                      "inspect: expected one of --outputs, --pairs and --terms, found two");
    COMPARE_BAD_INPUT(runTool({"inspect", "--outputs", "/no/such/folder/x.npz"}),
                      "/no/such/folder/x.npz: cannot be written (no such folder)");
}

void TestCliNetworks::inspectWeightsOnly()
{
    const QString file = corpus + "/good/weights.safetensors";
    const ToolRun json = runTool({"inspect", file, "--json"});
    QVERIFY(json.json()["layers"][1]["macs"].isNull());
    QCOMPARE(json.json()["warnings"].toArray().size(), 2);
    const ToolRun text = runTool({"inspect", file});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.output.contains("2×3×1×1"));
    QCOMPARE(text.errors.count("warning: tensor "), 2);
    // Columns stand under each other, × or not: the kind of all layers begins at the same character.
    const QStringList lines = text.output.split('\n');
    const auto kindColumn = lines[2].indexOf("kind");
    QCOMPARE(lines[3].indexOf("linear"), kindColumn);
    QCOMPARE(lines[4].indexOf("conv", 5), kindColumn);
    const ToolRun torch = runTool({"inspect", corpus + "/good/weights.pt", "--json"});
    QCOMPARE(torch.json()["format"].toString(), QString("PyTorch"));
    QCOMPARE(torch.json()["layers"][0]["name"].toString(), QString("state_dict.fc"));
    const ToolRun shards = runTool({"inspect", corpus + "/shards", "--no-values", "--json"});
    QCOMPARE(shards.json()["layers"][1]["shape"].toArray(), (QJsonArray{3, 4}));
    QVERIFY(!shards.json()["layers"][1].toObject().contains("mean"));
    const ToolRun names = runTool({"inspect", corpus + "/shards", "--no-values"});
    QVERIFY(names.output.contains("3×4") && !names.output.contains("Terms per value"));
}

void TestCliNetworks::sweepRows()
{
    const ToolRun run = runTool(
        {"sweep", "--limit", "500", "--qt-bits", "4,8", "--budgets", "4,8,16", "--data-terms", "2,0", "--json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors, QString());
    const QJsonArray rows = run.json()["rows"].toArray();
    QStringList settings;
    for (const QJsonValue& row : rows) {
        settings << row["method"].toString() + " " + row["weight_bits"].toVariant().toString() + " "
                        + row["budget"].toVariant().toString() + " " + row["data_terms"].toVariant().toString();
        QCOMPARE(row["total"].toInt(), 500);
        QVERIFY(qAbs(row["top1"].toDouble() - row["correct"].toInt() / 5.0) < 1e-9);
        QVERIFY(row["top1"].toDouble() <= row["top5"].toDouble());
        if (row["method"] != "float")
            QVERIFY(row["pairs_per_mac_measured"].toDouble() < row["pairs_per_mac_provisioned"].toDouble());
    }
    QCOMPARE(settings, (QStringList{"float   ", "qt 4  ", "qt 8  ", "tr 8 4 2", "tr 8 8 2", "tr 8 16 2", "tr 8 4 0",
                                    "tr 8 8 0", "tr 8 16 0"}));
    QVERIFY(rows[0]["top1"].toDouble() > 98.0);
    QVERIFY(rows[0]["pairs_per_mac_provisioned"].isNull());
    QCOMPARE(rows[1]["data_bits"].toInt(), 4);
    // QT (b−1)²; TR s·k/g, where all terms of 8-bit data in hese are 4.
    const QList<double> provisioned{9.0, 49.0, 1.0, 2.0, 4.0, 2.0, 4.0, 8.0};
    for (int i = 0; i < provisioned.size(); ++i)
        QCOMPARE(rows[i + 1]["pairs_per_mac_provisioned"].toDouble(), provisioned[i]);
    for (int i = 3; i < 8; ++i)
        if (i != 5)
            QVERIFY(rows[i]["pairs_per_mac_measured"].toDouble() < rows[i + 1]["pairs_per_mac_measured"].toDouble());
}

void TestCliNetworks::sweepCsvAndJsonAgree()
{
    const QStringList common{"sweep", "--limit", "300", "--qt-bits", "3", "--budget", "8", "--budget", "12"};
    const QString file = inFolder("sweep.csv");
    const ToolRun text = runTool(common + QStringList{"--csv", file});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.output.contains("300 images"));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QString written = QString::fromUtf8(csv.readAll());
    QCOMPARE(written.section('\n', 0, 0), columns.join(','));
    QCOMPARE(runTool(common + QStringList{"--csv", "-"}).output, written);
    const auto rows = csvRows(written);
    const QJsonArray json = runTool(common + QStringList{"--json"}).json()["rows"].toArray();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(json.size(), rows.size());
    for (int i = 0; i < rows.size(); ++i) {
        QCOMPARE(QStringList(json[i].toObject().keys()).size(), columns.size());
        for (const QString& column : columns) {
            const QJsonValue value = json[i][column];
            if (value.isDouble())
                QCOMPARE(rows[i][column].toDouble(), value.toDouble());
            else
                QCOMPARE(rows[i][column], value.toString()); // null is empty
        }
    }
}

void TestCliNetworks::sweepDataBits()
{
    const QStringList common{"sweep", "--limit", "50", "--qt-bits", "4", "--budgets", "8", "--json"};
    QCOMPARE(runTool(common + QStringList{"--data-bits", "6"}).json()["rows"][1]["data_bits"].toInt(), 6);
    QCOMPARE(
        runTool(common + QStringList{"--data-bits", "6"}).json()["rows"][1]["pairs_per_mac_provisioned"].toDouble(),
        15.0);
    QCOMPARE(runTool(common + QStringList{"--data-bits", "8"}).json()["rows"][1]["data_bits"].toInt(), 8);
    QCOMPARE(runTool(common).json()["rows"][1]["data_bits"].toInt(), 4);
}

/// Pixels pushed far below zero leave nothing to recognize; mean 0 and deviation 1 change nothing.
void TestCliNetworks::sweepNormalizes()
{
    const QStringList common{"sweep", "--limit", "200", "--qt-bits", "8", "--budgets", "8", "--json"};
    const ToolRun plain = runTool(common);
    QCOMPARE(runTool(common + QStringList{"--mean", "0", "--std", "1"}).output, plain.output);
    const double shifted =
        runTool(common + QStringList{"--mean", "3.5", "--std", "0.5"}).json()["rows"][0]["top1"].toDouble();
    QVERIFY(shifted < 60.0);
}

void TestCliNetworks::sweepNeedsANetworkThatRuns()
{
    COMPARE_BAD_INPUT(runTool({"sweep", corpus + "/good/weights.npz"}),
                      "weights.npz: holds weights only; accuracy needs a network that says how it is run (ONNX)");
}

void TestCliNetworks::sweepKeepsItsInputs()
{
    const QString images = inFolder("a-images-idx3-ubyte");
    QVERIFY(QFile::copy(corpus + "/good/tiny-images-idx3-ubyte", images));
    COMPARE_BAD_INPUT(runTool({"sweep", "--data", images, "--csv", images}),
                      images + ": cannot be written (it would overwrite a file that is read)");
}

/// Whether a process has a handler of its own for SIGINT, as the tool has while it works.
static bool catchesInterrupts(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("SigCgt:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGINT - 1) & 1) != 0;
    return false;
}

void TestCliNetworks::interruptedSweepWritesNothing()
{
    const QString file = inFolder("interrupted.csv");
    QStringList many;
    for (int i = 0; i < 400; ++i)
        many << QString::number(1 + i % 64);
    QProcess process;
    process.start(TERMSCOPE_CLI, {"sweep", "--csv", file, "--budgets", many.join(',')});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY(catchesInterrupts(process.processId()));
    QCOMPARE(process.state(), QProcess::Running);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(), QByteArray("interrupted: nothing was written\n"));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QVERIFY(!QFile::exists(file));
}

void TestCliNetworks::exportRoundTrip_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("out");
    QTest::newRow("embedded to safetensors") << ""
                                             << "e.safetensors";
    QTest::newRow("embedded to npz") << ""
                                     << "e.NPZ";
    QTest::newRow("embedded to ONNX") << ""
                                      << "e.onnx";
    for (const char* input : {"mlp.onnx", "variants.onnx", "weights.npz", "weights.safetensors", "weights.pt"})
        for (const char* out : {"x.safetensors", "x.npz"})
            QTest::addRow("%s to %s", input, out) << input << out;
    QTest::newRow("transposed weights to ONNX") << "mlp.onnx"
                                                << "m.onnx";
    QTest::newRow("float16 weights to ONNX") << "variants.onnx"
                                             << "v.onnx";
}

/// What was written opens again, and the embedded network with its layers as they were but for their values.
void TestCliNetworks::exportRoundTrip()
{
    QFETCH(QString, input);
    QFETCH(QString, out);
    const QStringList file = input.isEmpty() ? QStringList() : QStringList{corpus + "/good/" + input};
    const ToolRun run = runTool(QStringList{"export", "--out", inFolder(out), "--group-size", "2", "--budget", "3"}
                                + file);
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("wrote " + inFolder(out)));
    const QJsonArray before = runTool(QStringList{"inspect", "--json"} + file).json()["layers"].toArray();
    const QJsonArray after = runTool({"inspect", "--json", inFolder(out)}).json()["layers"].toArray();
    // Read as weights only, a bias of two axes counts as a layer too.
    QVERIFY(after.size() >= before.size());
    if (!input.isEmpty())
        return;
    QCOMPARE(after.size(), before.size());
    for (int i = 0; i < before.size(); ++i) {
        QCOMPARE(after[i]["name"], before[i]["name"]);
        QCOMPARE(after[i]["shape"], before[i]["shape"]);
        QVERIFY(after[i]["std"].toDouble() != before[i]["std"].toDouble());
    }
}

void TestCliNetworks::exportCountsTerms()
{
    const QStringList common{"export", "--json", "--out", inFolder("counted.safetensors")};
    const QJsonObject revealed = runTool(common + QStringList{"--budget", "4"}).json().object();
    const QJsonObject quantized = runTool(common + QStringList{"--method", "qt", "--group-size", "1"}).json().object();
    QCOMPARE(quantized["dropped_terms"].toInteger(), 0);
    QCOMPARE(revealed["kept_terms"].toInteger() + revealed["dropped_terms"].toInteger(),
             quantized["kept_terms"].toInteger());
    // No group of 8 keeps more than 4, and the last group of every row is whole.
    QVERIFY(revealed["kept_terms"].toInteger() <= (512 * 784 + 512 * 512 + 10 * 512) / 8 * 4);
    QCOMPARE(quantized["bytes"].toInteger(), QFileInfo(inFolder("counted.safetensors")).size());
    QCOMPARE(revealed["settings"]["budget"].toString(), QString("4"));
}

void TestCliNetworks::exportRefuses()
{
    const QString copy = inFolder("copy.npz");
    QVERIFY(QFile::copy(corpus + "/good/weights.npz", copy));
    COMPARE_BAD_INPUT(runTool({"export", copy, "--out", copy, "--budget", "8"}),
                      copy + ": cannot be written (it would overwrite a file that is read)");
    const QString onnx = inFolder("from_npz.onnx");
    COMPARE_BAD_INPUT(runTool({"export", copy, "--out", onnx}),
                      onnx + ": expected an ONNX network to write ONNX, found npz");
    QVERIFY(!QFile::exists(onnx));
}

TERMSCOPE_TEST(TestCliNetworks)
#include "TestCliNetworks.moc"
