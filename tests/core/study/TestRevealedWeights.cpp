// The weights a setting leaves, against plain loops over inputs: groups run along the input channels of one kernel
// position.
#include "core/run/QuantizedLayer.h"
#include "core/study/RevealedWeights.h"
#include "core/terms/Reveal.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// A convolution that stays at QT comes first; then linear layers and convolutions of one to three kernel axes.
Network someLayers()
{
    std::mt19937 random(51);
    Network network;
    const auto add = [&](const char* name, LayerKind kind, Shape shape) {
        network.layers.push_back(samples::randomLayer(random, name, kind, std::move(shape), true));
    };
    add("first", LayerKind::Convolution, {4, 16, 3, 3});
    add("linear", LayerKind::Linear, {10, 27});
    add("square", LayerKind::Convolution, {6, 20, 3, 3});
    add("oblong", LayerKind::Convolution, {3, 17, 2, 5});
    add("point", LayerKind::Convolution, {5, 16, 1, 1});
    add("line", LayerKind::Convolution, {4, 9, 7});
    add("cube", LayerKind::Convolution, {3, 8, 2, 3, 2});
    add("depthwise", LayerKind::Convolution, {16, 1, 3, 3});
    add("narrow", LayerKind::Linear, {5, 7});
    return network;
}

/// Is the layer of someLayers() revealed at g = 8?
bool staysQuantized(const std::string& name)
{
    return name == "first" || name == "depthwise" || name == "narrow";
}

/// One layer by plain loops: for every output and kernel position, the inputs in order are cut into groups.
std::vector<float> plainly(const WeightLayer& layer, const Settings& settings, bool reveal)
{
    const auto outputs = static_cast<std::size_t>(layer.weight.shape[0]);
    const auto inputs = static_cast<std::size_t>(layer.weight.shape[1]);
    const std::size_t positions = layer.weight.values.size() / outputs / inputs;
    const std::int32_t largest = largestMagnitude(settings.weightBits, settings.quantizer);
    const std::span<const float> all(layer.weight.values);
    std::vector<float> result(all.size());
    for (std::size_t o = 0; o < outputs; ++o) {
        const float clip = largestAbsolute(settings.perChannel ? all.subspan(o * inputs * positions, inputs * positions)
                                                               : all);
        const float scale = scaleFor(clip, settings.weightBits, settings.quantizer);
        for (std::size_t p = 0; p < positions; ++p) {
            std::vector<std::int64_t> values;
            for (std::size_t i = 0; i < inputs; ++i)
                values.push_back(quantize(all[(o * inputs + i) * positions + p], scale, largest));
            const int budget = reveal ? settings.budget : 64 * settings.groupSize;
            std::size_t input = 0;
            for (const RevealedGroup& group : revealGroups(values, settings.groupSize, budget, settings.encoding))
                for (const RevealedValue& value : group.values)
                    result[(o * inputs + input++) * positions + p] = static_cast<float>(value.revealed) * scale;
        }
    }
    return result;
}

} // namespace

class TestRevealedWeights : public QObject {
    Q_OBJECT

private slots:
    void everyLayerByPlainLoops_data();
    void everyLayerByPlainLoops();
    void floatsAreLeftAlone();
    void orderThereAndBack();
    void largeMatrices();
};

void TestRevealedWeights::everyLayerByPlainLoops_data()
{
    QTest::addColumn<bool>("perChannel");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("encoding");
    QTest::newRow("per tensor") << false << 8 << static_cast<int>(Encoding::Hese);
    QTest::newRow("per channel") << true << 8 << static_cast<int>(Encoding::Hese);
    QTest::newRow("10 bits, binary") << false << 10 << static_cast<int>(Encoding::Binary);
    QTest::newRow("4 bits, Booth, per channel") << true << 4 << static_cast<int>(Encoding::Booth4);
}

void TestRevealedWeights::everyLayerByPlainLoops()
{
    QFETCH(bool, perChannel);
    QFETCH(int, bits);
    QFETCH(int, encoding);
    Settings settings;
    settings.perChannel = perChannel;
    settings.weightBits = bits;
    settings.encoding = static_cast<Encoding>(encoding);
    settings.budget = 10;
    const Network network = someLayers();
    const auto quantized = revealedWeights(network, Method::Quantized, settings);
    const auto revealed = revealedWeights(network, Method::Revealed, settings);
    QCOMPARE(quantized.size(), network.layers.size());
    QCOMPARE(revealed.size(), network.layers.size());
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        QVERIFY2(quantized[i] == plainly(layer, settings, false), layer.name.c_str());
        QVERIFY2(revealed[i] == plainly(layer, settings, !staysQuantized(layer.name)), layer.name.c_str());
        QCOMPARE(quantized[i] == revealed[i], staysQuantized(layer.name));
    }
}

void TestRevealedWeights::floatsAreLeftAlone()
{
    const Network network = someLayers();
    const auto weights = revealedWeights(network, Method::Float, {});
    for (std::size_t i = 0; i < weights.size(); ++i)
        QVERIFY(weights[i] == network.layers[i].weight.values);
}

void TestRevealedWeights::orderThereAndBack()
{
    for (const WeightLayer& layer : someLayers().layers)
        QVERIFY(inLayerOrder(layer, inGroupOrder(layer).toVector()) == layer.weight.values);
    WeightLayer layer;
    layer.kind = LayerKind::Convolution;
    layer.weight = {{1, 2, 1, 3}, {0, 1, 2, 10, 11, 12}}; // tens: the channel; ones: the kernel position
    QVERIFY((inGroupOrder(layer) == std::vector<float>{0, 10, 1, 11, 2, 12}));
    QCOMPARE(kernelPositions(layer), 3);
}

void TestRevealedWeights::largeMatrices()
{
    // Large enough for several tasks in parallel: rows that join to whole groups, and rows that do not.
    std::mt19937 random(52);
    for (const std::int64_t columns : {64, 100, 513}) {
        const WeightLayer layer = samples::randomLayer(random, "large", LayerKind::Linear, {1000, columns}, false);
        const QuantizedMatrix matrix = quantizeLayer(layer, 8, Quantizer::Symmetric, false);
        const RevealedMatrix revealed = revealMatrix(matrix, Encoding::Hese, 8, 12);
        std::vector<std::int32_t> expected(static_cast<std::size_t>(columns));
        std::vector<std::uint8_t> kept(expected.size());
        for (std::int64_t row = 0; row < 1000; ++row) {
            revealRow({Encoding::Hese, 127, 8, 12}, matrix.row(row), expected, kept);
            const auto first = static_cast<std::size_t>(row * columns);
            QVERIFY(std::ranges::equal(std::span(revealed.values).subspan(first, expected.size()), expected));
            QVERIFY(std::ranges::equal(std::span(revealed.keptTerms).subspan(first, kept.size()), kept));
        }
    }
}

TERMSCOPE_TEST(TestRevealedWeights)
#include "TestRevealedWeights.moc"
