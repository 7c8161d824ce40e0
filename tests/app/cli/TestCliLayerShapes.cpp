// layers: shapes as a table and in the files of other simulators, their multiply-accumulates, and SCALE-Sim's read
// back.
#include "Tool.h"
#include "tests/support/TestClass.h"

namespace {

QStringList linesOf(const QString& text)
{
    return text.split('\n', Qt::SkipEmptyParts);
}

/// Σ of what a SCALE-Sim topology multiplies, with the output size as that tool rounds it.
double topologyMacs(const QString& csv)
{
    double all = 0.0;
    const QStringList lines = linesOf(csv);
    for (const QString& line : lines.mid(1)) {
        QList<double> v;
        for (const QString& cell : line.split(',', Qt::SkipEmptyParts).mid(1))
            v << cell.section(':', 0, 0).toDouble();
        if (lines[0].startsWith("Layer,M"))
            all += v[0] * v[1] * v[2];
        else
            all += std::ceil((v[0] - v[2] + v[6]) / v[6]) * std::ceil((v[1] - v[3] + v[6]) / v[6]) * v[2] * v[3] * v[4]
                   * v[5];
    }
    return all;
}

/// Σ of the products of the numbers behind each of these keys.
double timeloopMacs(const QString& yaml)
{
    double all = 0.0;
    for (const QString& problem : yaml.split("---\n")) {
        double macs = 1.0;
        static const QRegularExpression size("^    ([GCMRSNPQ]): (\\d+)$", QRegularExpression::MultilineOption);
        for (auto match = size.globalMatch(problem.section("instance:", 1)); match.hasNext();)
            macs *= match.next().captured(2).toDouble();
        all += macs;
    }
    return all;
}

double zigZagMacs(const QString& yaml)
{
    double all = 0.0;
    static const QRegularExpression sizes("loop_sizes: \\[([^\\]]*)\\]");
    for (const QString& line : linesOf(yaml)) {
        if (line.contains("pr_loop_sizes") || !line.contains("loop_sizes"))
            continue;
        double macs = 1.0;
        for (const QString& number : sizes.match(line).captured(1).split(", "))
            macs *= number.toDouble();
        all += macs;
    }
    return all;
}

double macsOf(const QStringList& network)
{
    return runTool(QStringList{"layers", "--json"} + network).json()["macs"].toDouble();
}

} // namespace

class TestCliLayerShapes : public QObject {
    Q_OBJECT

private slots:
    void tableIsTheNetworks();
    void formatsMultiplyAsMuch_data();
    void formatsMultiplyAsMuch();
    void timedAlike_data();
    void timedAlike();
    void depthwiseIsUnrolled();
    void timeloopFolder();
    void zigZagPrecision();
    void zigZagSources();
    void sparsityIsRead();
    void configurationWithoutEffect();
    void refuses_data();
    void refuses();

private:
    QString file(const QString& name, const QByteArray& contents) const
    {
        QFile out(folder_.filePath(name));
        if (out.open(QIODevice::WriteOnly))
            out.write(contents);
        return out.fileName();
    }

    QTemporaryDir folder_;
};

void TestCliLayerShapes::tableIsTheNetworks()
{
    const QJsonDocument digits = runTool({"layers", "--json"}).json();
    QCOMPARE(digits["macs"].toInt(), 784 * 512 + 512 * 512 + 512 * 10);
    QCOMPARE(digits["layers"][0]["k"].toInt(), 784);
    const ToolRun table = runTool({"layers", "--example", "fashion", "--batch", "2"});
    QCOMPARE(table.exitCode, 0);
    QVERIFY(linesOf(table.output)[0].startsWith("layer"));
    const QStringList csv = linesOf(runTool({"layers", "--example", "fashion", "--csv", "-"}).output);
    QCOMPARE(csv[0], QString("layer,kind,m,k,n,repeats,kernel,strides,macs"));
    QCOMPARE(csv.size(), linesOf(table.output).size() - 1); // a row for all
    // inspect's multiply-accumulates are the same
    double all = 0.0;
    for (const QJsonValue layer : runTool({"inspect", "--example", "fashion", "--json"}).json()["layers"].toArray())
        all += layer["macs"].toDouble();
    QCOMPARE(macsOf({"--example", "fashion"}), all);
}

void TestCliLayerShapes::formatsMultiplyAsMuch_data()
{
    QTest::addColumn<QStringList>("network");
    QTest::newRow("digits") << QStringList{"--example", "digits", "--batch", "7"};
    QTest::newRow("fashion") << QStringList{"--example", "fashion"};
    QTest::newRow("fashion, 3 images") << QStringList{"--example", "fashion", "--batch", "3"};
    QTest::newRow("fashion-vit") << QStringList{"--example", "fashion-vit"};
    QTest::newRow("verses") << QStringList{"--example", "verses", "--input-shape", "tokens=35x2"};
    QTest::newRow("verses-transformer") << QStringList{
        "--example", "verses-transformer", "--input-shape", "input_ids=1x16", "--batch", "2"};
}

void TestCliLayerShapes::formatsMultiplyAsMuch()
{
    QFETCH(QStringList, network);
    const double macs = macsOf(network);
    QVERIFY(macs > 0.0);
    const auto written = [&](const QString& format) {
        const ToolRun run = runTool(QStringList{"layers", "--to", format} + network);
        return run.exitCode == 0 ? run.output : QString();
    };
    QCOMPARE(topologyMacs(written("scale-sim")), macs);
    QCOMPARE(topologyMacs(written("scale-sim-v3")), macs);
    QCOMPARE(timeloopMacs(written("timeloop")), macs);
    QCOMPARE(zigZagMacs(written("zigzag")), macs);
}

void TestCliLayerShapes::timedAlike_data()
{
    QTest::addColumn<QStringList>("array");
    QTest::newRow("pmac, ws") << QStringList{"--rows", "16", "--cols", "8", "--dataflow", "ws"};
    QTest::newRow("pmac, os") << QStringList{"--rows", "16", "--cols", "8", "--dataflow", "os"};
    QTest::newRow("tmac") << QStringList{"--mac", "tmac", "--mode", "qt", "--group-size", "8"};
}

/// A topology that is read back takes the cycles that the network takes: of every layer that is one row, and in all.
void TestCliLayerShapes::timedAlike()
{
    QFETCH(QStringList, array);
    for (const QStringList& network :
         {QStringList{"--example", "fashion"}, QStringList{"--example", "fashion", "--batch", "3"},
          QStringList{"--batch", "5"}, QStringList{"--example", "verses", "--input-shape", "tokens=35x2"}})
        for (const char* format : {"scale-sim", "scale-sim-v3"}) {
            const QString out = folder_.filePath("read_back.csv");
            QCOMPARE(runTool(QStringList{"layers", "--to", format, "--out", out} + network).exitCode, 0);
            const QJsonDocument own = runTool(QStringList{"time", "--json"} + network + array).json();
            const QJsonDocument back = runTool(QStringList{"time", "--json", "--topology", out} + array).json();
            QVERIFY(own["total"]["cycles"].toDouble() > 0.0);
            QCOMPARE(back["total"]["cycles"].toDouble(), own["total"]["cycles"].toDouble());
            if (own["layers"].toArray().size() == back["layers"].toArray().size())
                for (qsizetype i = 0; i < own["layers"].toArray().size(); ++i)
                    QCOMPARE(back["layers"][i]["cycles"], own["layers"][i]["cycles"]);
        }
}

void TestCliLayerShapes::depthwiseIsUnrolled()
{
    const ToolRun run = runTool({"layers", "--example", "fashion", "--to", "scale-sim"});
    qint64 rows = 0;
    bool grouped = false;
    for (const QJsonValue layer : runTool({"layers", "--example", "fashion", "--json"}).json()["layers"].toArray()) {
        rows += layer["repeats"].toInteger();
        grouped = grouped || layer["repeats"].toInteger() > 1;
    }
    QCOMPARE(linesOf(run.output).size(), rows + 1);
    if (grouped)
        QVERIFY(run.errors.contains("a row for each group of channels, as the format knows none"));
    QVERIFY(run.errors.contains("padding is part of the image, as the format knows none"));
    QVERIFY(!run.output.contains("DP"));
}

void TestCliLayerShapes::timeloopFolder()
{
    const QString out = folder_.filePath("problems");
    QCOMPARE(runTool({"layers", "--to", "timeloop", "--out", out}).exitCode, 0);
    const QStringList files = QDir(out).entryList(QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 3);
    QVERIFY(files[0].startsWith("1_"));
    const ToolRun again = runTool({"layers", "--to", "timeloop", "--out", out});
    COMPARE_BAD_INPUT(again, out + ": expected a folder that is new or empty, found other files");
}

void TestCliLayerShapes::zigZagPrecision()
{
    const QString yaml = runTool({"layers", "--to", "zigzag", "--weight-bits", "4", "--data-bits", "6"}).output;
    QVERIFY(yaml.contains("    W: 4\n    I: 6\n    O: 19\n    O_final: 6\n")); // 4 + 6 − 1 + ⌈log2 784⌉
}

/// What a layer reads: the layer before, of a sum the last of its parts, of a product of activations both operands.
void TestCliLayerShapes::zigZagSources()
{
    const auto sources = [](const QStringList& options) {
        QStringList list;
        const QString yaml = runTool(QStringList{"layers", "--to", "zigzag"} + options).output;
        static const QRegularExpression source("operand_source:\n    W: (\\d+)\n    I: (\\d+)\n");
        for (auto found = source.globalMatch(yaml); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            list << match.captured(1) + "," + match.captured(2);
        }
        return list;
    };
    QCOMPARE(sources({}), (QStringList{"0,0", "1,0", "2,1"})); // three layers, one after the other
    const QStringList fashion = sources({"--example", "fashion"});
    for (int i = 1; i < fashion.size(); ++i)
        QCOMPARE(fashion[i], QStringLiteral("%1,%2").arg(i).arg(i - 1)); // a sum ends with the layer before
    const ToolRun run = runTool({"layers", "--to", "zigzag", "--example", "fashion"});
    QVERIFY2(run.errors.contains("operand_source is the last of the layers whose outputs are added or joined before"),
             qPrintable(run.errors));
    const QStringList transformer = sources({"--example", "verses-transformer", "--input-shape", "input_ids=2x16"});
    QVERIFY(std::ranges::any_of(transformer, [&](const QString& pair) {
        return pair.section(',', 0, 0) != pair.section(',', 1, 1)
               && pair.section(',', 0, 0).toInt() != transformer.indexOf(pair);
    }));
}

void TestCliLayerShapes::sparsityIsRead()
{
    const QString sparse = file("sparse.csv", "Layer,M,N,K,Sparsity,\nhalf,10,20,64,2:4,\nall,10,20,64,1:1,\n");
    const QString dense = file("dense.csv", "Layer,M,N,K,\nhalf,10,20,32,\nall,10,20,64,\n");
    const ToolRun run = runTool({"time", "--json", "--topology", sparse});
    QCOMPARE(run.json()["layers"], runTool({"time", "--json", "--topology", dense}).json()["layers"]);
    QCOMPARE(run.errors, QString("warning: layer \"half\": K counts the weights that Sparsity leaves\n"));
    const QString config = file("off.cfg", "[sparsity]\nSparsitySupport: false\nSparseRep: csr\n");
    const ToolRun off = runTool({"time", "--json", "--topology", sparse, "--config", config});
    QCOMPARE(off.json()["layers"][0]["k"].toInt(), 64);
    QVERIFY(off.errors.contains("layer \"half\": Sparsity does not count, as SparsitySupport is false"));
    const ToolRun compat = runTool({"time", "--topology", sparse, "--compat", "scale-sim-v2"});
    QCOMPARE(compat.exitCode, 2);
    QVERIFY(compat.errors.startsWith("--compat: scale-sim-v2 knows no Sparsity"));
}

void TestCliLayerShapes::configurationWithoutEffect()
{
    const QString topology = file("one.csv", "Layer,M,N,K,\ng,4,5,6,\n");
    const QString config = file("all.cfg",
                                "[general]\nrun_name = x\n[architecture_presets]\nArrayHeight: 8\nArrayWidth: "
                                "8\nIfmapSramSzkB: 64\nIfmapOffset: 0\nDataflow: os\n[layout]\n"
                                "IfmapCustomLayout: False\nIfmapSRAMBankNum: 10\n");
    const ToolRun run = runTool({"time", "--topology", topology, "--config", config});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors,
             "warning: " + config + ": without effect here: [general], IfmapOffset, [layout], IfmapSramSzkB\n");
}

void TestCliLayerShapes::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("json beside a format") << QStringList{"--to", "zigzag", "--json"}
                                          << "--json: is of the table, expected no --to beside it, found zigzag";
    QTest::newRow("csv beside a format") << QStringList{"--to", "zigzag", "--csv", "-"}
                                         << "--csv: is of the table, expected no --to beside it, found zigzag";
    QTest::newRow("out alone") << QStringList{"--out", "x.csv"}
                               << "--out: expected --to beside it, which says what is written, found none";
    QTest::newRow("format") << QStringList{"--to", "maestro"}
                            << "--to: expected one of scale-sim, scale-sim-v3, timeloop, zigzag, found maestro";
    QTest::newRow("folder") << QStringList{"--to", "zigzag", "--out", "/nowhere/x.yaml"}
                            << "/nowhere/x.yaml: cannot be written (no such folder)";
    QTest::newRow("batch") << QStringList{"--example", "verses", "--to", "scale-sim", "--batch", "0"}
                           << "--batch: expected 1…2147483648, found 0";
}

void TestCliLayerShapes::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    const ToolRun run = runTool(QStringList{"layers"} + options);
    COMPARE_BAD_INPUT(run, message);
}

TERMSCOPE_TEST(TestCliLayerShapes)
#include "TestCliLayerShapes.moc"
