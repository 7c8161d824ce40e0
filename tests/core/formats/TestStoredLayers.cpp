// Layers that a file quantizes, written as safetensors and read again: the same integers, scales and figures.

#include "core/formats/NetworkWriter.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/LayerDistribution.h"
#include "core/study/RevealedWeights.h"
#include "tests/core/formats/GgufBytes.h"
#include "tests/core/formats/WeightBytes.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// Where a layer's scales and zero points are.
enum class Places { Tensor, Outputs, Blocks };

struct Made {
    Shape shape;
    std::int64_t lowest = 0; ///< of q
    std::int64_t highest = 0;
    Places places = Places::Tensor;
    bool zeros = false;
    std::int64_t block = 0;
};

std::size_t placesOf(const Made& made)
{
    const std::int64_t outputs = made.shape[0];
    const std::int64_t row = elementCount(made.shape) / outputs;
    return static_cast<std::size_t>(made.places == Places::Tensor    ? 1
                                    : made.places == Places::Outputs ? outputs
                                                                     : outputs * ((row + made.block - 1) / made.block));
}

WeightLayer layerOf(const Made& made)
{
    const std::int64_t row = elementCount(made.shape) / made.shape[0];
    const std::vector<std::int64_t> q = someWholes(static_cast<std::size_t>(elementCount(made.shape)), made.lowest,
                                                   made.highest, 7);
    const std::size_t count = placesOf(made);
    const std::vector<std::int64_t> z = made.zeros ? someWholes(count, made.lowest, made.highest, 9)
                                                   : std::vector<std::int64_t>(count, 0);
    const std::vector<float> scales = someScales(count);
    auto given = std::make_shared<GivenWeights>();
    given->type = "some";
    given->block = made.places == Places::Blocks ? made.block : 0;
    given->scales = scales;
    given->lowest = static_cast<std::int32_t>(made.lowest - std::ranges::max(z));
    given->highest = static_cast<std::int32_t>(made.highest - std::ranges::min(z));
    if (made.zeros)
        given->zeros = storedIntegers({z.begin(), z.end()});
    std::vector<std::int32_t> integers;
    std::vector<float> weights;
    for (std::int64_t i = 0; i < std::ssize(q); ++i) {
        const std::size_t place = given->placeOf(count, i / row, i % row, row);
        integers.push_back(static_cast<std::int32_t>(q[static_cast<std::size_t>(i)] - z[place]));
        weights.push_back(static_cast<float>(integers.back()) * scales[place]);
    }
    given->integers = storedIntegers(integers);
    WeightLayer layer;
    layer.name = "fc";
    layer.tensorName = "fc.weight";
    layer.kind = made.shape.size() == 2 ? LayerKind::Linear : LayerKind::Convolution;
    layer.weight = {made.shape, weights};
    layer.given = std::move(given);
    return layer;
}

Network networkOf(WeightLayer layer)
{
    Network network;
    network.name = "made";
    network.layers.push_back(std::move(layer));
    return network;
}

LayerWeights ownWeights(const Network& network)
{
    LayerWeights weights;
    for (const WeightLayer& layer : network.layers)
        weights.push_back(layer.weight.values.toVector());
    return weights;
}

/// Written and read again.
Result<NetworkPtr> throughFile(const Network& network, const LayerWeights& weights, std::vector<std::string>& warnings)
{
    const auto bytes = safetensorsBytes(network, weights, {}, {}, &warnings);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseNetwork(*bytes, "back");
}

/// The figures that follow from how a layer is stored.
void compareLayers(const WeightLayer& found, const WeightLayer& expected)
{
    QCOMPARE(found.name, expected.name);
    QCOMPARE(found.weight.shape, expected.weight.shape);
    QVERIFY(found.given != nullptr);
    QVERIFY(integersOf(found) == integersOf(expected));
    QVERIFY(found.weight.values == expected.weight.values);
    QCOMPARE(found.given->block, expected.given->block);
    QCOMPARE(found.given->magnitudeBits(), expected.given->magnitudeBits());
    if (found.given->scales.size() == expected.given->scales.size())
        QVERIFY(found.given->scales == expected.given->scales);
    QVERIFY(found.given->offsets.empty());
}

/// A column of the layer list, and what the page of weights counts.
void compareFigures(const NetworkPtr& found, const NetworkPtr& expected)
{
    LayerStudy study;
    for (int layer = 0; layer < static_cast<int>(expected->layers.size()); ++layer) {
        const LayerDistribution a = study.distribution(found, layer, planOf(*found, Method::Revealed, {})[layer]);
        const LayerDistribution b = study.distribution(expected, layer, planOf(*expected, Method::Revealed, {})[layer]);
        QCOMPARE(a.termsTotal, b.termsTotal);
        QCOMPARE(a.termsKept, b.termsKept);
    }
}

std::string onlyWarning(const WeightLayer& layer)
{
    const Network network = networkOf(layer);
    std::vector<std::string> warnings;
    const auto back = throughFile(network, ownWeights(network), warnings);
    if (!back || (*back)->layers.size() != 1 || (*back)->layers[0].given
        || !((*back)->layers[0].weight.values == layer.weight.values))
        return "not the same floats";
    return warnings.size() == 1 ? warnings[0] : text(warnings.size(), " warnings");
}

} // namespace

class TestStoredLayers : public QObject {
    Q_OBJECT

private slots:
    void everyRange();
    void convolutions();
    void ggufBlocks_data();
    void ggufBlocks();
    void ofSafetensors();
    void revealed();
    void otherWeights();
    void whatHasNoPlace();
};

/// All widths from 1 to 8 bits but 7, and 16, with and without sign, zero points, scales of every kind.
void TestStoredLayers::everyRange()
{
    for (const int bits : {1, 2, 3, 4, 5, 6, 8, 16})
        for (const bool isSigned : {true, false})
            for (const Places places : {Places::Tensor, Places::Outputs, Places::Blocks})
                for (const bool zeros : {false, true}) {
                    const std::int64_t half = std::int64_t{1} << (bits - 1);
                    const Made made{{5, 128}, isSigned ? -half : 0, isSigned ? half - 1 : 2 * half - 1, places, zeros,
                                    32};
                    const Network network = networkOf(layerOf(made));
                    std::vector<std::string> warnings;
                    const auto back = throughFile(network, ownWeights(network), warnings);
                    const std::string which = text(bits, isSigned ? " signed " : " unsigned ", static_cast<int>(places),
                                                   zeros ? " with zeros" : "");
                    QVERIFY2(back.has_value(), (which + (back ? "" : back.error().message)).c_str());
                    QVERIFY2(warnings.empty(), (which + (warnings.empty() ? "" : ": " + warnings[0])).c_str());
                    QCOMPARE((*back)->layers.size(), std::size_t{1});
                    QVERIFY2((*back)->warnings.empty(), which.c_str());
                    compareLayers((*back)->layers[0], network.layers[0]);
                    if (QTest::currentTestFailed())
                        QFAIL(which.c_str());
                }
}

void TestStoredLayers::convolutions()
{
    for (const auto& [lowest, highest] : {std::pair{-128, 127}, std::pair{-3, 3}, std::pair{-1, 1}, std::pair{0, 15}})
        for (const Places places : {Places::Tensor, Places::Outputs}) {
            const Network network = networkOf(layerOf({{4, 8, 3, 3}, lowest, highest, places}));
            std::vector<std::string> warnings;
            const NetworkPtr back = *throughFile(network, ownWeights(network), warnings);
            QVERIFY(warnings.empty());
            QVERIFY(back->layers[0].kind == LayerKind::Convolution);
            compareLayers(back->layers[0], network.layers[0]);
        }
}

void TestStoredLayers::ggufBlocks_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("values");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("stored");
    QTest::newRow("Q4_0") << 2 << 32 << 18 << "int4 in blocks of 32";
    QTest::newRow("Q5_0") << 6 << 32 << 22 << "int5 in blocks of 32";
    QTest::newRow("Q8_0") << 8 << 32 << 34 << "int8 in blocks of 32";
    QTest::newRow("Q6_K") << 14 << 256 << 210 << "int6 in blocks of 16";
    QTest::newRow("Q4_1") << 3 << 32 << 20 << "";
    QTest::newRow("Q4_K") << 12 << 256 << 144 << "";
}

void TestStoredLayers::ggufBlocks()
{
    QFETCH(int, type);
    QFETCH(int, values);
    QFETCH(int, bytes);
    QFETCH(QString, stored);
    constexpr std::int64_t rows = 3, columns = 512;
    const auto blocks = static_cast<std::size_t>(rows * columns / values);
    std::string data = wholeText(someWholes(blocks * static_cast<std::size_t>(bytes), 0, 255), 1);
    // Numbers of binary16 near 1, wherever blocks have them.
    for (std::size_t block = 0; block < blocks; ++block)
        for (const int place : {0, type == 3 || type == 12 ? 2 : 0, type == 14 ? 208 : 0}) {
            char& high = data[block * static_cast<std::size_t>(bytes) + static_cast<std::size_t>(place) + 1];
            high = static_cast<char>((high & 0x83) | 15 << 2);
        }
    const NetworkPtr network = *parsedText(
        gguf::file({{"blk.0.ffn.weight", {columns, rows}, static_cast<std::uint32_t>(type), data}}));
    QCOMPARE(network->layers.size(), std::size_t{1});
    std::vector<std::string> warnings;
    const NetworkPtr back = *throughFile(*network, ownWeights(*network), warnings);
    QCOMPARE(back->layers.size(), std::size_t{1});
    if (stored.isEmpty()) {
        QCOMPARE(warnings.size(), std::size_t{1});
        QCOMPARE(warnings[0], text("layer blk.0.ffn, stored as ", storedAs(network->layers[0]),
                                   ", is written as float32: the offsets of its blocks have no place beside integers "
                                   "there"));
        QVERIFY(!back->layers[0].given);
        QVERIFY(back->layers[0].weight.values == network->layers[0].weight.values);
        // With all terms kept, revealing leaves the weights, offsets included, as they are.
        Settings all;
        all.groupSize = 2;
        all.budget = maximumBudget(2);
        const ExportedNetwork exported = *exportedNetwork(network, Method::Revealed, all);
        QVERIFY(SharedFloats(exported.weights[0]) == network->layers[0].weight.values);
        return;
    }
    QVERIFY(warnings.empty());
    QCOMPARE(QString::fromStdString(storedAs(back->layers[0])), stored);
    compareLayers(back->layers[0], network->layers[0]);
    compareFigures(back, network);
}

/// What the reader of safetensors joins: GPTQ's groups with zero points, and bytes with theirs.
void TestStoredLayers::ofSafetensors()
{
    const std::vector<std::int64_t> words = someWholes(16 * 32, 0, 0xFFFFFFFF);
    const NetworkPtr gptq = *parsedText(
        safetensorsText({{"a.qweight", "I32", {16, 32}, wholeText(words, 4)},
                         {"a.qzeros", "I32", {4, 4}, wholeText(someWholes(16, 0, 0xFFFFFFFF, 3), 4)},
                         {"a.scales", "F16", {4, 32}, floatText(someScales(128), FloatType::F16)}}));
    const NetworkPtr bytes = *parsedText(
        safetensorsText({{"a.weight", "U8", {4, 16}, wholeText(someWholes(64, 0, 255), 1)},
                         {"a.weight_scale", "F32", {4}, floatText(someScales(4))},
                         {"a.weight_zero_point", "U8", {4}, wholeText({3, 128, 0, 255}, 1)},
                         {"a.bias", "F32", {4}, floatText({1, 2, 3, 4})}}));
    const NetworkPtr stack = *parsedText(
        safetensorsText({{"a.weight", "I8", {2, 3, 16}, wholeText(someWholes(96, -128, 127), 1)},
                         {"a.weight_scale", "F32", {2, 3, 4}, floatText(someScales(24))}}));
    for (const NetworkPtr& network : {gptq, bytes, stack}) {
        std::vector<std::string> warnings;
        const NetworkPtr back = *throughFile(*network, ownWeights(*network), warnings);
        QVERIFY2(warnings.empty(), warnings.empty() ? "" : warnings[0].c_str());
        QCOMPARE(back->layers.size(), std::size_t{1});
        compareLayers(back->layers[0], network->layers[0]);
        QCOMPARE(back->layers[0].bias, network->layers[0].bias);
        QCOMPARE(back->layers[0].fileShape, network->layers[0].fileShape);
        compareFigures(back, network);
    }
    QCOMPARE(storedAs(bytes->layers[0]), std::string("uint8 per channel"));
}

/// A group that keeps few terms may come to one more than a block's type holds at its zero point.
void TestStoredLayers::revealed()
{
    const auto network = std::make_shared<const Network>(
        networkOf(layerOf({{6, 64}, 0, 15, Places::Blocks, true, 32})));
    Settings settings;
    settings.groupSize = 2;
    settings.budget = 1;
    ExportedNetwork exported = *exportedNetwork(network, Method::Revealed, settings);
    const NetworkPtr back = *throughFile(*exported.network, exported.weights, exported.warnings);
    QVERIFY(back->layers[0].given != nullptr);
    QVERIFY(back->layers[0].weight.values == SharedFloats(exported.weights[0]));
    QVERIFY(integersOf(back->layers[0]) != integersOf(network->layers[0]));
    QCOMPARE(exported.warnings.size(), std::size_t{1});
    QVERIFY(exported.warnings[0].ends_with("written as the largest that some holds: revealing leaves one more"));
}

/// Requantized weights are none of the file's integers: they are floats, and that is no loss to tell.
void TestStoredLayers::otherWeights()
{
    const Network network = networkOf(layerOf({{4, 64}, -8, 7, Places::Outputs}));
    LayerWeights weights = ownWeights(network);
    weights[0][5] += 0.01F;
    std::vector<std::string> warnings;
    const NetworkPtr back = *throughFile(network, weights, warnings);
    QVERIFY(warnings.empty());
    QVERIFY(!back->layers[0].given);
    QVERIFY(back->layers[0].weight.values == SharedFloats(weights[0]));
}

void TestStoredLayers::whatHasNoPlace()
{
    const std::string start = "layer fc, stored as some per channel, is written as float32: ";
    QCOMPARE(onlyWarning(layerOf({{4, 32}, -4, 3, Places::Outputs})),
             start + "rows of 32 values are too short to tell how many bits one has");
    const std::string blocks = "layer fc, stored as some in blocks of 32, is written as float32: ";
    QCOMPARE(onlyWarning(layerOf({{4, 72}, -8, 7, Places::Blocks, false, 32})),
             blocks + "its blocks of 32 do not divide the 72 values of a row");
    QCOMPARE(onlyWarning(layerOf({{4, 64}, -100000, 70000, Places::Outputs})),
             start + "no integers there have the range of some");
    QCOMPARE(onlyWarning(layerOf({{4, 64}, -64, 63, Places::Outputs})),
             start + "no integers there have the range of some");
    WeightLayer turned = layerOf({{4, 64}, -128, 127, Places::Outputs});
    turned.transposed = true;
    const Network network = networkOf(turned);
    std::vector<std::string> warnings;
    QVERIFY(throughFile(network, ownWeights(network), warnings).has_value());
    QCOMPARE(warnings, std::vector<std::string>{start + "its matrix lies there with a column for each output"});
    Network named = networkOf(layerOf({{4, 64}, -128, 127, Places::Outputs}));
    named.otherTensors.push_back({"fc.weight_scale", {{4}, {1, 2, 3, 4}}});
    warnings.clear();
    QVERIFY(throughFile(named, ownWeights(named), warnings).has_value());
    QCOMPARE(warnings, std::vector<std::string>{
                           start + "the network has other tensors by the names of its scales and zero points"});
    // With one scale it may lie either way.
    turned = layerOf({{4, 64}, -128, 127, Places::Tensor});
    turned.transposed = true;
    const Network one = networkOf(turned);
    warnings.clear();
    const NetworkPtr back = *throughFile(one, ownWeights(one), warnings);
    QVERIFY(warnings.empty());
    QCOMPARE(back->layers[0].weight.shape, (Shape{64, 4}));
    QVERIFY(back->layers[0].weight.values == transposed(turned.weight).values);
}

TERMSCOPE_TEST(TestStoredLayers)
#include "TestStoredLayers.moc"
