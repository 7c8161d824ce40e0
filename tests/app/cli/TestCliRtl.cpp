// rtl: the folder it writes, which other programs run, and what it refuses.
#include "core/evaluate/ImageEvaluator.h"
#include "core/settings/NetworkPlan.h"
#include "core/terms/Reveal.h"
#include "tests/app/cli/Tool.h"
#include "tests/core/Samples.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <cmath>

using namespace termscope;

namespace {

/// Values at a scale, as whole numbers of 8 bits.
std::vector<std::int64_t> quantized(std::span<const float> values, float scale)
{
    std::vector<std::int64_t> whole;
    for (const float value : values) {
        const auto magnitude = std::min<std::int64_t>(
            static_cast<std::int64_t>(std::floor(std::fabs(value) / scale + 0.5F)), 127);
        whole.push_back(value < 0.0F ? -magnitude : magnitude);
    }
    return whole;
}

/// What is left of them in groups.
std::vector<std::int64_t> revealed(const std::vector<std::int64_t>& values, int groupSize, int budget)
{
    std::vector<std::int64_t> left;
    for (const RevealedGroup& group : revealGroups(values, groupSize, budget, Encoding::Hese))
        for (const RevealedValue& value : group.values)
            left.push_back(value.revealed);
    return left;
}

/// x·w of layer fc3 of the digits network, revealed with g = 8, k = 12 and s = 3, as the design has them.
std::vector<std::int64_t> productsOfDigits(std::int64_t samples)
{
    const NetworkPtr network = samples::embeddedNetwork();
    const int index = *findLayer(*network, "fc3");
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, samples::embeddedDigits()));
    const NetworkPlan plan(*network, Method::Revealed, Settings{});
    const float scale = samples::unwrap(evaluator.dataScale(index, plan[index]));
    const std::vector<float> data = samples::unwrap(evaluator.firstData(index, samples));
    const std::vector<std::int64_t> x = revealed(quantized(data, scale), 1, 3);
    const WeightLayer& layer = network->layers[static_cast<std::size_t>(index)];
    const std::vector<float> weights = layer.weight.values.toVector();
    const auto k = static_cast<std::size_t>(layer.inputs());
    std::vector<std::vector<std::int64_t>> w;
    for (std::size_t first = 0; first < weights.size(); first += k) {
        const std::span<const float> row(weights.data() + first, k);
        const float largest = std::fabs(std::ranges::max(row, {}, [](float value) { return std::fabs(value); }));
        w.push_back(revealed(quantized(row, largest / 127.0F), 8, 12));
    }
    std::vector<std::int64_t> products;
    for (std::size_t m = 0; m < x.size(); m += k)
        for (const std::vector<std::int64_t>& row : w) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < k; ++i)
                sum += x[m + i] * row[i];
            products.push_back(sum);
        }
    return products;
}

QStringList entriesOf(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

class TestCliRtl : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(folder_.isValid()); }

    void icarusRunsWhatIsWritten_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addRow("tmac-os") << QStringList{"--rows", "3", "--cols", "2"};
        QTest::addRow("tmac-ws-qt") << QStringList{"--rows",      "2",  "--cols",       "3", "--dataflow", "ws",
                                                   "--mode",      "qt", "--group-size", "3", "--budget",   "5",
                                                   "--data-bits", "5"};
        QTest::addRow("pmac-os-drain") << QStringList{"--rows", "2", "--cols", "3", "--mac", "pmac", "--drain"};
        QTest::addRow("pmac-ws-tr") << QStringList{"--rows", "4",      "--cols", "1",          "--mac",
                                                   "pmac",   "--mode", "tr",     "--dataflow", "ws"};
    }

    /// The coefficients have the width that is derived, so a width too small would show.
    void icarusRunsWhatIsWritten()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty())
            SKIP_LACKING("iverilog", "install Debian's package iverilog");
        QFETCH(QStringList, options);
        const QString out = folder_.path() + "/" + QTest::currentDataTag();
        const ToolRun run = runTool(QStringList{"rtl", "--gemm", "7x19x5", "--seed", "3", "--out", out} + options);
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QStringList simulated{"simulate", "--json", "--gemm", "7x19x5", "--seed", "3"};
        simulated += options;
        if (!options.contains("--mac"))
            simulated += QStringList{"--mac", "tmac"};
        const qint64 cycles = runTool(simulated).json().object()["cycles"].toInteger();
        QVERIFY(cycles > 0);
        QProcess make;
        make.setProcessChannelMode(QProcess::MergedChannels);
        make.start("make", {"-s", "-C", out, "icarus"});
        QVERIFY(make.waitForFinished(-1));
        const QByteArray said = make.readAll();
        QVERIFY2(make.exitCode() == 0, said.constData());
        QCOMPARE(QString::fromUtf8(said), QStringLiteral("cycles=%1 outputs=OK\n").arg(cycles));

        // An output that differs makes the target fail.
        QFile outputs(out + "/memory/outputs.hex");
        QVERIFY(outputs.open(QIODevice::ReadWrite));
        QByteArray words = outputs.readAll();
        words[15] = words[15] == '0' ? '1' : '0';
        outputs.seek(0);
        outputs.write(words);
        outputs.close();
        make.start("make", {"-s", "-C", out, "icarus"});
        QVERIFY(make.waitForFinished(-1));
        QVERIFY(make.exitCode() != 0);
        QVERIFY(make.readAll().contains("output 0: expected"));
    }

    void verilatorRunsLayers_data()
    {
        QTest::addColumn<QStringList>("layer");
        QTest::addColumn<QStringList>("array");
        const QStringList tmac{"--mac", "tmac"};
        QTest::addRow("digits") << QStringList{"--example", "digits", "--layer", "fc3", "--batch", "16"}
                                << tmac + QStringList{"--rows", "4", "--cols", "5"};
        QTest::addRow("convolution") << QStringList{"--example", "fashion", "--layer", "residual1.first.0:g=4,k=6,s=2"}
                                     << tmac + QStringList{"--rows", "4", "--cols", "4", "--dataflow", "ws"};
        QTest::addRow("given") << QStringList{"--example", "fashion-int8", "--layer", "classify", "--batch", "3"}
                               << tmac + QStringList{"--rows", "2", "--cols", "2"};
    }

    /// A layer on real data: Verilator's outputs and cycles are the simulator's.
    void verilatorRunsLayers()
    {
        if (QStandardPaths::findExecutable("verilator").isEmpty())
            SKIP_LACKING("verilator", "install Debian's package verilator");
        QFETCH(QStringList, layer);
        QFETCH(QStringList, array);
        const QString out = folder_.path() + "/layer-" + QTest::currentDataTag();
        const QJsonObject simulated = runTool(QStringList{"simulate", "--json"} + layer + array).json().object();
        QVERIFY(simulated["outputs_match"].toBool() && simulated["cycles_match"].toBool());
        const ToolRun run = runTool(QStringList{"rtl", "--out", out} + layer + array);
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QProcess make;
        make.setProcessChannelMode(QProcess::MergedChannels);
        make.start("make", {"-s", "-C", out, "verilator"});
        QVERIFY(make.waitForFinished(-1));
        const QByteArray said = make.readAll();
        QVERIFY2(make.exitCode() == 0, said.constData());
        const qint64 cycles = simulated["cycles"].toInteger();
        QVERIFY2(said.contains(QByteArrayLiteral("cycles=") + QByteArray::number(cycles) + " outputs=OK\n"),
                 said.constData());
    }

    void outputsAreTheLayersOwn()
    {
        const QString out = folder_.path() + "/own";
        const ToolRun run = runTool({"rtl", "--layer", "fc3", "--batch", "16", "--out", out});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QVERIFY2(
            run.output.startsWith("operands           of layer fc3 of mnist_mlp.onnx (embedded), TR, 16 samples of "),
            qPrintable(run.output));
        QFile outputs(out + "/memory/outputs.hex");
        QVERIFY(outputs.open(QIODevice::ReadOnly));
        std::vector<std::int64_t> found;
        while (!outputs.atEnd())
            found.push_back(static_cast<std::int64_t>(outputs.readLine().trimmed().toULongLong(nullptr, 16)));
        QVERIFY(found == productsOfDigits(16));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("sentence");
        QTest::addRow("rows") << QStringList{"--rows", "65"} << "--rows: expected 1…64, found 65";
        QTest::addRow("group") << QStringList{"--group-size", "40", "--budget", "40"}
                               << "the control registers cannot hold group_size: expected 1…31, found 40";
        QTest::addRow("bits") << QStringList{"--weight-bits", "10"} << "rtl: weight_bits: expected 2…9, found 10";
        QTest::addRow("coefficients") << QStringList{
            "--coefficient-bits",
            "5"} << "rtl: coefficient bits: expected at least 7, which hold ±48 after 32 values, found 5";
        QTest::addRow("coefficients of values") << QStringList{"--mac", "pmac", "--coefficient-bits", "12"}
                                                << "--coefficient-bits: is of tmac arrays alone";
        QTest::addRow("length") << QStringList{"--accumulator-length", "8"}
                                << "rtl: accumulator length: expected at least K = 32, found 8";
        QTest::addRow("word") << QStringList{"--coefficient-bits", "many"}
                              << "--coefficient-bits: expected auto or 2…32, found many";
        QTest::addRow("product") << QStringList{"--gemm", "100000x2x2"} << "rtl: expected M of 1…65536, found 100000";
        QTest::addRow("layer") << QStringList{"--layer", "fc9"}
                               << "--layer: mnist_mlp.onnx (embedded): has no layer \"fc9\"; did you mean \"fc1\"?";
        QTest::addRow("layers") << QStringList{"--layer", "fc*:k=8"}
                                << "--layer: expected the name of one layer, found \"fc*\"";
        QTest::addRow("float")
            << QStringList{"--layer", "fc3:float"}
            << "layer \"fc3\": expected one that an array runs, found one in float32 (--layer NAME:qt "
               "or NAME:tr quantizes it)";
        QTest::addRow("batch") << QStringList{"--example", "fashion", "--layer", "classify", "--batch", "2001"}
                               << "--batch: expected at most the 2000 images of the data, found 2001";
        QTest::addRow("product of a layer") << QStringList{"--layer", "fc3", "--product", "1"}
                                            << "--product: expected 0…0, as layer \"fc3\" takes 1, found 1";
        QTest::addRow("budget") << QStringList{
            "--layer",
            "fc3:g=40,k=40"} << "layer \"fc3\": the control registers cannot hold group_size: expected 1…31, found 40";
        QTest::addRow("bits of a layer") << QStringList{"--layer", "fc3:bits=12"}
                                         << "rtl: layer fc3:bits=12: weight_bits: expected 2…9, found 12";
        QTest::addRow("two products") << QStringList{"--layer", "fc3", "--gemm", "2x2x2"}
                                      << "--layer: is another product than that of --gemm";
        QTest::addRow("seed") << QStringList{"--layer", "fc3", "--seed", "2"}
                              << "--seed: is of random operands, not of --layer";
        QTest::addRow("no layer") << QStringList{"--example", "digits"}
                                  << "--layer: expected the name of a layer beside a network, found none";
        QTest::addRow("no layer's batch")
            << QStringList{"--batch", "2"} << "--batch: is of a layer's product (--layer)";
        QTest::addRow("no layer's source")
            << QStringList{"--source", "requantize"} << "--source: is of a layer's product (--layer)";
        QTest::addRow("drain") << QStringList{"--drain"} << "--drain: is of output-stationary pmac arrays alone";
    }

    /// Exit code 2, and no folder.
    void refuses()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, sentence);
        const QString out = folder_.path() + "/refused";
        COMPARE_BAD_INPUT(runTool(QStringList{"rtl", "--out", out} + options), sentence);
        QVERIFY(!QFileInfo::exists(out));
    }

    void leavesOtherFilesAlone()
    {
        const QString out = folder_.path() + "/taken";
        QVERIFY(QDir().mkpath(out));
        QFile other(out + "/notes.txt");
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.close();
        COMPARE_BAD_INPUT(runTool({"rtl", "--out", out}),
                          out + ": expected a folder that is new or empty, found other files");
        QCOMPARE(entriesOf(out), QStringList{"notes.txt"});
        COMPARE_BAD_INPUT(runTool({"rtl", "--out", out + "/notes.txt"}),
                          out + "/notes.txt: expected a folder, found a file");
        COMPARE_BAD_INPUT(runTool({"rtl"}), QStringLiteral("--out: expected a folder, found none"));
    }

    /// The tool's environment is empty here, so that Verilator is not found.
    void checkSaysWhenVerilatorIsMissing()
    {
        const QString out = folder_.path() + "/unchecked";
        const QString empty = folder_.path() + "/no-programs";
        QVERIFY(QDir().mkpath(empty));
        QProcess process;
        QProcessEnvironment environment;
        environment.insert("PATH", empty);
        process.setProcessEnvironment(environment);
        process.start(TERMSCOPE_CLI, {"rtl", "--check", "--out", out});
        QVERIFY(process.waitForFinished(-1));
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()),
                 QStringLiteral("--check: needs Verilator, which is not installed (Debian's package verilator)\n"));
        QVERIFY(!QFileInfo::exists(out));
    }

private:
    QTemporaryDir folder_;
};

TERMSCOPE_TEST(TestCliRtl)
#include "TestCliRtl.moc"
