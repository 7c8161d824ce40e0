// Graphs on oneDNN against the plain operators: in float32 closely, of prepared integers exactly; and real networks.
#include "core/files/Gzip.h"
#include "core/formats/NetworkReader.h"
#include "core/graph/FoldNormalization.h"
#include "core/run/GraphRunner.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

NetworkPtr corpusNetwork(const char* file)
{
    return *readNetwork(std::string(TERMSCOPE_CORPUS) + "/good/" + file);
}

ValuePtr randomValue(unsigned seed, Shape shape)
{
    std::mt19937 random(seed);
    const auto count = static_cast<std::size_t>(elementCount(shape));
    return floatValue(std::move(shape), samples::normalFloats(random, count));
}

/// A layer quantized (and revealed, if it has the inputs) at 8 bits, with a fixed data scale.
PreparedLayer prepare(const WeightLayer& layer, bool revealed, int dataBits, float dataScale, bool perChannel)
{
    const QuantizedMatrix matrix = quantizeLayer(layer, 8, Quantizer::Symmetric, perChannel);
    RevealedMatrix kept = revealed ? revealMatrix(matrix, Encoding::Hese, 2, 3)
                                   : unrevealedMatrix(matrix, Encoding::Hese);
    PreparedLayer prepared;
    prepared.outputs = layer.outputs();
    prepared.inputs = layer.inputs();
    prepared.bias = layer.bias;
    prepared.weights = std::move(kept.values);
    prepared.weightTerms = std::move(kept.keptTerms);
    prepared.dataScale = dataScale;
    prepared.table = activationTable(dataBits, Quantizer::Symmetric, Encoding::Hese, revealed ? 2 : 0);
    for (const float scale : matrix.scales)
        prepared.scales.push_back(scale * dataScale);
    return prepared;
}

/// The integers that a prepared layer makes of activations, and their terms.
std::vector<float> lookedUp(const PreparedLayer& layer, std::span<const float> x, std::vector<float>& terms)
{
    std::vector<float> values;
    for (const float value : x) {
        const auto& entry = layer.table.at(quantize(value, layer.dataScale, layer.table.largest));
        values.push_back(entry.value);
        terms.push_back(static_cast<float>(entry.terms));
    }
    return values;
}

/// Group order [out, position, in] to the file's [out, in, position].
template <class T>
std::vector<float> fileOrder(const WeightLayer& layer, const std::vector<T>& values)
{
    return inLayerOrder(layer, std::vector<float>(values.begin(), values.end()));
}

} // namespace

class TestGraphRunner : public QObject {
    Q_OBJECT

private slots:
    void convolutions_data();
    void convolutions();
    void normalizationFolds();
    void missingOperator();
    void wrongInput();
    void residualNetworks_data();
    void residualNetworks();
};

void TestGraphRunner::convolutions_data()
{
    QTest::addColumn<int>("groups");
    QTest::addColumn<int>("dataBits");
    QTest::addColumn<bool>("perChannel");
    QTest::newRow("plain") << 1 << 8 << false;
    QTest::newRow("per channel") << 1 << 8 << true;
    QTest::newRow("float32") << 1 << 12 << true;
    QTest::newRow("float32 in parts") << 1 << 16 << false;
    QTest::newRow("grouped") << 2 << 8 << false;
    QTest::newRow("depthwise") << 6 << 8 << true;
    QTest::newRow("depthwise, sums too large") << 6 << 16 << true;
}

/// Random windows of a prepared convolution: outputs, pairs and products equal those of the plain operator on the
/// integers.
void TestGraphRunner::convolutions()
{
    QFETCH(int, groups);
    QFETCH(int, dataBits);
    QFETCH(bool, perChannel);
    std::mt19937 random(static_cast<unsigned>(groups * 31 + dataBits));
    const auto upTo = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)) + 1; };
    for (int i = 0; i < 40; ++i) {
        const Shape kernel = i % 4 == 0 ? Shape{upTo(3)} : Shape{upTo(3), upTo(3)};
        Node node{"conv1", "Conv", {}, {0, 1}, {2}, {0}};
        Shape dilations;
        Shape strides;
        std::vector<std::int64_t> pads;
        Shape image;
        for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
            dilations.push_back(upTo(2));
            strides.push_back(upTo(3));
            image.push_back(5 + upTo(5));
        }
        for (std::size_t axis = 0; axis < 2 * kernel.size(); ++axis)
            pads.push_back(upTo(3) - 1);
        node.attributes = {
            {"dilations", dilations}, {"strides", strides}, {"pads", pads}, {"group", std::int64_t{groups}}};
        Shape weightShape{6, 6 / groups};
        weightShape.insert(weightShape.end(), kernel.begin(), kernel.end());
        WeightLayer layer = samples::randomLayer(random, "conv1", LayerKind::Convolution, weightShape, i % 2 == 0);
        layer.groups = groups;
        const bool revealed = groups < 6 && i % 3 != 0;
        const PreparedLayer prepared = prepare(layer, revealed, dataBits,
                                               3.0F / static_cast<float>(1 << (dataBits - 1)), perChannel);
        const std::vector<WeightLayer> layers{layer};
        const auto kernelOf = makeKernel(node, layers, {&prepared, 1});
        Shape shape{upTo(3), 6};
        shape.insert(shape.end(), image.begin(), image.end());
        const ValuePtr x = randomValue(random(), shape);
        LayerLog log;
        log.pairs = {0.0};
        log.products = {0.0};
        Call call{node, 13, {x, shapeOnly(ElementType::Float32, weightShape)}};
        const auto found = kernelOf->run(call, &log);
        QVERIFY2(found, found ? "" : found.error().message.c_str());

        std::vector<float> terms;
        const std::vector<float> data = lookedUp(prepared, x->floats, terms);
        // In doubles by way of two halves would be exact at any width; here sums of 16-bit data need float64.
        const auto plain = [&](const std::vector<float>& d, const std::vector<float>& w) {
            Call oracle{node, 13, {floatValue(shape, d), floatValue(weightShape, w)}};
            return runOperator(oracle)->front();
        };
        const std::vector<float> weights = fileOrder(layer, prepared.weights);
        std::vector<float> high(data.size());
        std::vector<float> low(data.size());
        for (std::size_t k = 0; k < data.size(); ++k) {
            high[k] = std::trunc(data[k] / 256.0F) * 256.0F;
            low[k] = data[k] - high[k];
        }
        const ValuePtr a = plain(high, weights);
        const ValuePtr b = plain(low, weights);
        const std::int64_t places = a->size() / (a->shape[0] * a->shape[1]);
        const std::int64_t positions = kernelPositions(layer);
        for (std::size_t k = 0; k < a->floats.size(); ++k) {
            const auto o = static_cast<std::size_t>(static_cast<std::int64_t>(k) / places % 6);
            const float scale =
                prepared.scales[prepared.scales.size() == 1 ? 0 : o * static_cast<std::size_t>(positions)];
            const auto sum = static_cast<float>(static_cast<double>(a->floats[k]) + b->floats[k]);
            const float product = sum * scale;
            // Sums beyond 2^24 that the grouped product takes in float32 are rounded at every step.
            const bool exact = groups == 1 || dataBits < 16;
            const float expected = layer.bias.empty() ? product : product + layer.bias[o];
            if (exact)
                QCOMPARE((*found)[0]->floats[k], expected);
            else
                QVERIFY(std::abs((*found)[0]->floats[k] - expected) <= 1e-5F * std::max(1.0F, std::abs(expected)));
        }
        const ValuePtr pairs = plain(terms, fileOrder(layer, prepared.weightTerms));
        double expectedPairs = 0.0;
        for (const float value : pairs->floats)
            expectedPairs += value;
        QCOMPARE(log.pairs[0], expectedPairs);
        QCOMPARE(log.products[0], static_cast<double>(places * shape[0] * layer.weight.size()));
    }
}

/// γ, β, μ and σ² worked in: the same outputs up to rounding, one node less.
void TestGraphRunner::normalizationFolds()
{
    const NetworkPtr network = corpusNetwork("conv.onnx");
    const NetworkPtr folded = withFoldedNormalization(network);
    QCOMPARE(folded->graph->nodes.size() + 1, network->graph->nodes.size());
    QVERIFY(folded->layers[0].weight.values != network->layers[0].weight.values);
    QCOMPARE(folded->layers[1].weight.values, network->layers[1].weight.values);
    const ValuePtr x = randomValue(3, {5, 2, 4, 6});
    const auto before = GraphRunner::create(network)->run({x});
    const auto after = GraphRunner::create(folded)->run({x});
    QVERIFY(before && after);
    QCOMPARE((*before)[0]->shape, (Shape{5, 3}));
    for (std::size_t i = 0; i < (*before)[0]->floats.size(); ++i)
        QVERIFY(std::abs((*before)[0]->floats[i] - (*after)[0]->floats[i])
                <= 1e-4F * (1.0F + std::abs((*before)[0]->floats[i])));
    QVERIFY(withFoldedNormalization(folded) == folded);
}

void TestGraphRunner::missingOperator()
{
    Network network = *corpusNetwork("conv.onnx");
    network.name = "n";
    auto graph = std::make_shared<Graph>(*network.graph);
    graph->nodes[2].op = "Multinomial";
    graph->nodes[2].name = "again";
    network.graph = graph;
    const auto runner = GraphRunner::create(std::make_shared<const Network>(network));
    QVERIFY(!runner);
    QCOMPARE(runner.error().message, std::string("n: cannot be run: operator Multinomial of node \"again\" is not "
                                                 "supported"));
}

void TestGraphRunner::wrongInput()
{
    const NetworkPtr network = corpusNetwork("conv.onnx");
    const auto runner = GraphRunner::create(network);
    const auto result = runner->run({randomValue(1, {1, 3, 4, 6})});
    QVERIFY(!result);
    QCOMPARE(result.error().message, network->graph->file
                                         + ": node \"conv1\": expected an input of 2 channels for the weight of shape "
                                           "4×2×3×3 in 1 group, found the shape 1×3×4×6");
    QVERIFY(!runner->run({}));
}

void TestGraphRunner::residualNetworks_data()
{
    QTest::addColumn<bool>("shared");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("correct");
    const QJsonObject figures = fixtures::figures("residual");
    QTest::newRow("shapes of tests/fixtures") << false << figures["images"].toInt() << figures["correct"].toInt();
    QTest::newRow("ResNet-20 on CIFAR-10") << true << 1000 << 915;
}

/// As many images are recognized as PyTorch, or the model's authors, say; folded or not. The records are taken apart
/// here, so that no reader of the program stands between.
void TestGraphRunner::residualNetworks()
{
    QFETCH(const bool, shared);
    QFETCH(const int, count);
    QFETCH(const int, correct);
    if (shared)
        SKIP_WITHOUT_SHARED_DATA("cifar10/resnet20.onnx", "cifar10/test_batch_1000.bin");
    const NetworkPtr network = samples::unwrap(
        readNetwork(shared ? sharedData("cifar10/resnet20.onnx") : fixtures::path("residual.onnx")));
    Bytes images = samples::unwrap(
        readFile(shared ? sharedData("cifar10/test_batch_1000.bin") : fixtures::path("shapes.bin.gz")));
    if (!shared)
        images = samples::unwrap(gunzip(images, std::uint64_t{1} << 30, "shapes"));
    constexpr std::size_t record = 3073;
    constexpr std::size_t batch = 20;
    const auto all = static_cast<std::size_t>(count);
    QCOMPARE(images.size(), all * record);
    const std::array mean = shared ? std::array{0.485F, 0.456F, 0.406F} : std::array{0.4914F, 0.4822F, 0.4465F};
    const std::array deviation = shared ? std::array{0.229F, 0.224F, 0.225F} : std::array{0.247F, 0.2435F, 0.2616F};
    for (const NetworkPtr& tried : {network, withFoldedNormalization(network)}) {
        const auto runner = GraphRunner::create(tried);
        int found = 0;
        for (std::size_t first = 0; first < all; first += batch) {
            std::vector<float> pixels;
            for (std::size_t i = first; i < first + batch; ++i)
                for (std::size_t p = 0; p < 3072; ++p)
                    pixels.push_back((static_cast<float>(images[i * record + 1 + p]) / 255.0F - mean[p / 1024])
                                     / deviation[p / 1024]);
            const auto outputs = runner->run({floatValue({batch, 3, 32, 32}, std::move(pixels))});
            QVERIFY2(outputs, outputs ? "" : outputs.error().message.c_str());
            for (std::size_t i = 0; i < batch; ++i) {
                const auto row = (*outputs)[0]->floats.begin() + static_cast<std::ptrdiff_t>(10 * i);
                found += std::max_element(row, row + 10) - row == static_cast<int>(images[(first + i) * record]) ? 1
                                                                                                                 : 0;
            }
        }
        QCOMPARE(found, correct);
    }
}

TERMSCOPE_TEST(TestGraphRunner)
#include "TestGraphRunner.moc"
