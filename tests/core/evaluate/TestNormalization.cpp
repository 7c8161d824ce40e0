// BatchNormalization folded into the weights before they are quantized, or kept after them: everybody goes by the same
// choice, and an export with it folded still computes what was revealed.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/NetworkWriter.h"
#include "core/graph/FoldNormalization.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/RevealedWeights.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/core/evaluate/FailingNetworks.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

constexpr std::int64_t images = 200;

struct Setup {
    const embedded::Example& example = *embedded::findExample("fashion");
    NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    DatasetPtr dataset;

    Setup()
    {
        DatasetConfig config;
        config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
        dataset = samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config));
    }
};

Settings keeping(bool folds)
{
    Settings settings;
    settings.foldNormalization = folds;
    settings.perChannel = false; // with a scale of its own a channel loses little by either way
    settings.calibrationSamples = 64;
    return settings;
}

int differences(const Evaluation& a, const Evaluation& b)
{
    int count = 0;
    for (std::size_t i = 0; i < a.predictions.size(); ++i)
        count += a.predictions[i] == b.predictions[i] ? 0 : 1;
    return count;
}

/// A convolution of one output and one weight, and normalizations after it that share what is asked for.
struct Chain {
    Network network;
    std::shared_ptr<Graph> graph = std::make_shared<Graph>();

    int constant(const std::string& name, float value)
    {
        network.otherTensors.push_back({name, {{1}, {value}}});
        return graph->addValue(name, floatValue({1}, {value}));
    }
    int convolution(int input)
    {
        std::mt19937 random(1);
        const int layer = static_cast<int>(network.layers.size());
        network.layers.push_back(
            samples::randomLayer(random, "conv" + std::to_string(layer), LayerKind::Convolution, {1, 1, 1, 1}, true));
        const int output = graph->addValue("y" + std::to_string(layer), nullptr);
        graph->nodes.push_back({"conv" + std::to_string(layer), "Conv", {}, {input}, {output}, {layer}});
        return output;
    }
    int normalization(int input, int beta, int mean)
    {
        const std::string number = std::to_string(graph->nodes.size());
        const int output = graph->addValue("n" + number, nullptr);
        graph->nodes.push_back({"norm" + number,
                                "BatchNormalization",
                                {},
                                {input, constant("gamma" + number, 2.0F), beta, mean, constant("var" + number, 4.0F)},
                                {output},
                                {}});
        return output;
    }
    NetworkPtr finished(int output)
    {
        graph->outputs = {output};
        network.name = "chain";
        network.graph = graph;
        return std::make_shared<const Network>(network);
    }
};

} // namespace

class TestNormalization : public QObject {
    Q_OBJECT

private slots:
    void everybodyAgrees();
    void bothAreTheNetwork();
    void exportComputesTheSame_data();
    void exportComputesTheSame();
    void twoInARow();
    void sharedTensors();
    void ofATextToo();
};

/// What runs is quantizedNetwork's weights, quantized and revealed.
void TestNormalization::everybodyAgrees()
{
    const Setup setup;
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(setup.network, setup.dataset, images));
    QVERIFY(quantizedNetwork(setup.network, keeping(false)) == setup.network);
    for (const bool folds : {true, false, true}) {
        const Settings settings = keeping(folds);
        const NetworkPtr network = quantizedNetwork(setup.network, settings);
        const auto weights = revealedWeights(*network, Method::Revealed, settings);
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
        for (const int layer : {0, 1, 3}) {
            const PreparedLayer& own = prepared.layers[static_cast<std::size_t>(layer)];
            const WeightLayer& source = network->layers[static_cast<std::size_t>(layer)];
            QVERIFY(own.bias == source.bias);
            WeightLayer revealed = source;
            revealed.weight.values = std::vector<float>(weights[static_cast<std::size_t>(layer)]);
            const auto inOrder = inGroupOrder(revealed);
            const float scale = own.scales[0] / own.dataScale;
            for (std::size_t i = 0; i < inOrder.size(); ++i)
                QVERIFY(std::abs(inOrder[i] - static_cast<float>(own.weights[i]) * scale) <= 1e-5F * scale * 128.0F);
        }
    }
}

/// At 16 bits nothing is lost, on either way.
void TestNormalization::bothAreTheNetwork()
{
    const Setup setup;
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(setup.network, setup.dataset, images));
    const Evaluation reference = evaluator.evaluate(Method::Float, {});
    for (const bool folds : {false, true}) {
        Settings settings = keeping(folds);
        settings.weightBits = settings.dataBits = 14;
        QVERIFY(differences(reference, evaluator.evaluate(Method::Quantized, settings)) <= 1);
    }
    // At 4 bits they are not the same network.
    Settings narrow = keeping(true);
    narrow.weightBits = narrow.dataBits = 4;
    const Evaluation folded = evaluator.evaluate(Method::Quantized, narrow);
    narrow.foldNormalization = false;
    QVERIFY(differences(folded, evaluator.evaluate(Method::Quantized, narrow)) > 0);
}

void TestNormalization::exportComputesTheSame_data()
{
    QTest::addColumn<bool>("folds");
    QTest::newRow("folded") << true;
    QTest::newRow("kept") << false;
}

/// The exported file in float32 is the revealed network with data that lose nothing.
void TestNormalization::exportComputesTheSame()
{
    QFETCH(bool, folds);
    const Setup setup;
    Settings settings = keeping(folds);
    settings.dataBits = 14;
    settings.dataTerms = 0;
    settings.budget = 6;
    const ExportedNetwork exported = samples::unwrap(exportedNetwork(setup.network, Method::Revealed, settings));
    QCOMPARE(exported.replaced.empty(), !folds);
    const Bytes bytes = samples::unwrap(
        onnxBytes(*exported.network, exported.weights, setup.example.network, exported.replaced));
    const NetworkPtr read = samples::unwrap(parseNetwork(bytes, "exported.onnx"));
    ImageEvaluator own = samples::unwrap(ImageEvaluator::create(setup.network, setup.dataset, images));
    ImageEvaluator other = samples::unwrap(ImageEvaluator::create(read, setup.dataset, images));
    const Evaluation revealed = own.evaluate(Method::Revealed, settings);
    const Evaluation floats = other.evaluate(Method::Float, {});
    QVERIFY2(differences(revealed, floats) <= 2, qPrintable(QString::number(differences(revealed, floats))));
    QVERIFY(differences(own.evaluate(Method::Float, {}), floats) > 2); // the budget of 6 does change it
    // Read again, its weights are those that were written, folded or not.
    const NetworkPtr again = quantizedNetwork(read, settings);
    for (std::size_t layer = 0; layer < exported.weights.size(); ++layer) {
        QVERIFY(std::ranges::equal(again->layers[layer].weight.values, exported.weights[layer]));
        for (std::size_t i = 0; i < again->layers[layer].bias.size(); ++i)
            QVERIFY(std::abs(again->layers[layer].bias[i] - exported.network->layers[layer].bias[i]) <= 1e-5F);
    }
    // The other formats hold the same tensors.
    QVERIFY(npzBytes(*exported.network, exported.weights, exported.replaced));
}

/// conv → norm → norm: both are folded, and both must become neutral.
void TestNormalization::twoInARow()
{
    Chain chain;
    const int input = chain.graph->addValue("x", nullptr);
    const int first = chain.normalization(chain.convolution(input), chain.constant("beta1", 1.0F),
                                          chain.constant("mean1", 3.0F));
    const NetworkPtr network = chain.finished(
        chain.normalization(first, chain.constant("beta2", 5.0F), chain.constant("mean2", 7.0F)));
    const NetworkPtr folded = withFoldedNormalization(network);
    QCOMPARE(folded->graph->nodes.size(), std::size_t{1});
    const std::vector<NamedTensor> tensors = samples::unwrap(neutralNormalization(*network, *folded));
    QCOMPARE(tensors.size(), std::size_t{8});
    // y = w'·x + b', with the file's bias b and the β of both: b + β₁ + β₂ = b'.
    float added = 0.0F;
    for (const NamedTensor& tensor : tensors) {
        if (tensor.name.starts_with("beta"))
            added += tensor.tensor.values[0];
        if (tensor.name.starts_with("gamma"))
            QCOMPARE(tensor.tensor.values[0], 1.0F);
        if (tensor.name.starts_with("mean"))
            QCOMPARE(tensor.tensor.values[0], 0.0F);
    }
    QVERIFY(std::abs(network->layers[0].bias[0] + added - folded->layers[0].bias[0]) <= 1e-5F);
    QVERIFY(samples::unwrap(neutralNormalization(*network, *network)).empty());
}

void TestNormalization::sharedTensors()
{
    Chain chain;
    const int input = chain.graph->addValue("x", nullptr);
    const int beta = chain.constant("beta", 1.0F);
    const int first = chain.normalization(chain.convolution(input), beta, chain.constant("mean1", 3.0F));
    const NetworkPtr network = chain.finished(
        chain.normalization(chain.convolution(first), beta, chain.constant("mean2", 7.0F)));
    const auto refused = neutralNormalization(*network, *withFoldedNormalization(network));
    QVERIFY(!refused);
    QCOMPARE(refused.error().message,
             std::string("chain: cannot be written with BatchNormalization folded: its tensor \"beta\" is shared by "
                         "nodes that would "
                         "need different ones; it can be written with BatchNormalization kept"));
}

/// What is told of a language model's layers is what its runs make of them.
void TestNormalization::ofATextToo()
{
    const NetworkPtr network = samples::parsed(samples::failingTextNetwork(), "text.onnx");
    auto text = std::make_shared<TokenText>();
    text->name = "words";
    for (std::int32_t i = 0; i < 40; ++i)
        text->tokens.push_back(i % 10);
    TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, {.streams = 2}));
    QVERIFY(withFoldedNormalization(network) != network);
    for (const bool folds : {true, false, true}) {
        const Settings settings = keeping(folds);
        const NetworkPtr quantized = quantizedNetwork(network, settings);
        const WeightLayer& source = quantized->layers[0];
        const QuantizedMatrix expected = quantizeLayer(source, settings.weightBits, settings.quantizer,
                                                       settings.perChannel);
        const PreparedLayer found = samples::unwrap(
            evaluator.prepareLayer(0, planOf(evaluator.network(), Method::Quantized, settings)[0]));
        QVERIFY(found.weights == expected.values);
        QVERIFY(found.bias == source.bias);
        const float scale = samples::unwrap(
            evaluator.dataScale(0, planOf(evaluator.network(), Method::Quantized, settings)[0]));
        QCOMPARE(found.dataScale, scale);
        QCOMPARE(found.scales[0], expected.scales[0] * scale);
    }
}

TERMSCOPE_TEST(TestNormalization)
#include "TestNormalization.moc"
