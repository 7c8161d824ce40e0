// Networks that run on the integers of their file: against plain loops over the numbers that the file was made of.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/LayerPreparation.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/NetworkWriter.h"
#include "core/graph/JoinPairs.h"
#include "core/graph/WithoutQuantization.h"
#include "core/run/GraphRunner.h"
#include "core/study/GroupView.h"
#include "core/study/RevealedWeights.h"
#include "core/sweep/Sweep.h"
#include "core/terms/Reveal.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/QuantizedOnnx.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <fstream>
#include <random>

using namespace termscope;
using namespace termscope::samples;

namespace {

/// How values are quantized.
struct Levels {
    float scale = 1.0F;
    std::int32_t zero = 0;
    std::int32_t lowest = -128; ///< of the type
    std::int32_t highest = 127;

    std::int32_t operator()(float value) const
    {
        const float level = std::nearbyint(value / scale) + static_cast<float>(zero);
        return static_cast<std::int32_t>(std::clamp(level, static_cast<float>(lowest), static_cast<float>(highest)))
               - zero;
    }
};

/// A convolution of 3 × 3 with one scale for each output, then a linear layer with one scale.
struct Numbers {
    static constexpr std::int64_t channels = 6, size = 5, outputs = 8, classes = 4;
    static constexpr std::int64_t features = channels * size * size, hidden = outputs * size * size;

    bool unsignedData = false;
    std::int32_t weightZero = 0;
    Levels input, between;
    std::vector<std::int32_t> conv, linear; ///< w_q − z
    std::vector<float> convScales;
    float linearScale = 0.004F;
    std::vector<std::int32_t> convBias, linearBias;

    Numbers(unsigned seed, bool withoutSign, std::int32_t dataZero, std::int32_t zeroOfWeights)
        : unsignedData(withoutSign), weightZero(zeroOfWeights)
    {
        std::mt19937 random(seed);
        const std::int32_t low = withoutSign ? 0 : -128;
        input = {0.021F, dataZero, low, low + 255};
        between = {0.043F, low, low, low + 255}; // what is below 0 is cut: a Relu
        std::uniform_int_distribution<std::int32_t> weight(-127 - zeroOfWeights, 127 - zeroOfWeights);
        std::uniform_int_distribution<std::int32_t> bias(-2000, 2000);
        for (std::int64_t i = 0; i < outputs * channels * 9; ++i)
            conv.push_back(weight(random));
        for (std::int64_t i = 0; i < classes * hidden; ++i)
            linear.push_back(weight(random));
        for (std::int64_t i = 0; i < outputs; ++i) {
            convScales.push_back(0.001F * static_cast<float>(i + 1));
            convBias.push_back(bias(random));
        }
        for (std::int64_t i = 0; i < classes; ++i)
            linearBias.push_back(bias(random));
    }

    /// As the file has them: int8 q = w + z.
    std::vector<std::int8_t> stored(const std::vector<std::int32_t>& weights) const
    {
        std::vector<std::int8_t> values;
        for (const std::int32_t weight : weights)
            values.push_back(static_cast<std::int8_t>(weight + weightZero));
        return values;
    }

    std::string levelsOf(const std::string& name, const Levels& levels) const
    {
        const std::string zero = unsignedData
                                     ? initializer(name + "_zero", {}, uint8Type,
                                                   std::vector<std::uint8_t>{static_cast<std::uint8_t>(levels.zero)})
                                     : initializer(name + "_zero", {}, int8Type,
                                                   std::vector<std::int8_t>{static_cast<std::int8_t>(levels.zero)});
        return scalar(name + "_scale", levels.scale) + zero;
    }

    std::string initializers() const
    {
        std::vector<float> biasScales;
        for (const float scale : convScales)
            biasScales.push_back(input.scale * scale);
        return initializer("shape", {4}, int64Type, std::vector<std::int64_t>{1, channels, size, size})
               + initializer("conv1.weight_quantized", {outputs, channels, 3, 3}, int8Type, stored(conv))
               + initializer("conv1_scale", {outputs}, floatType, convScales)
               + initializer("conv1_zero", {outputs}, int8Type,
                             std::vector<std::int8_t>(outputs, static_cast<std::int8_t>(weightZero)))
               + initializer("conv1.bias_quantized", {outputs}, int32Type, convBias)
               + initializer("conv1.bias_scale", {outputs}, floatType, biasScales)
               + initializer("fc.weight_quantized", {classes, hidden}, int8Type, stored(linear))
               + scalar("fc_scale", linearScale)
               + initializer("fc_zero", {}, int8Type, std::vector<std::int8_t>{static_cast<std::int8_t>(weightZero)})
               + initializer("fc.bias_quantized", {classes}, int32Type, linearBias)
               + scalar("fc.bias_scale", between.scale * linearScale) + levelsOf("image", input)
               + levelsOf("h", between) + levelsOf("out", {0.05F, 0, between.lowest, between.highest});
    }

    NetworkPtr pairs() const { return networkIn(pairsFile()); }
    std::string pairsFile() const
    {
        return fileOf(graphNode("Reshape", {"x", "shape"}, "image") + pairOf("image")
                          + graphNode("DequantizeLinear", {"conv1.weight_quantized", "conv1_scale", "conv1_zero"}, "w1",
                                      {intAttribute("axis", 0)})
                          + graphNode("DequantizeLinear", {"conv1.bias_quantized", "conv1.bias_scale"}, "b1",
                                      {intAttribute("axis", 0)})
                          + graphNode("Conv", {"image_dq", "w1", "b1"}, "h", {intsAttribute("pads", {1, 1, 1, 1})})
                          + pairOf("h") + graphNode("Flatten", {"h_dq"}, "flat")
                          + graphNode("DequantizeLinear", {"fc.weight_quantized", "fc_scale", "fc_zero"}, "w2")
                          + graphNode("DequantizeLinear", {"fc.bias_quantized", "fc.bias_scale"}, "b2")
                          + graphNode("Gemm", {"flat", "w2", "b2"}, "y", {intAttribute("transB", 1)}),
                      initializers(), features, classes);
    }

    /// The same in operator form.
    NetworkPtr operators() const { return networkIn(operatorsFile()); }
    std::string operatorsFile() const
    {
        return fileOf(graphNode("Reshape", {"x", "shape"}, "image")
                          + graphNode("QuantizeLinear", {"image", "image_scale", "image_zero"}, "image_q")
                          + graphNode("QLinearConv",
                                      {"image_q", "image_scale", "image_zero", "conv1.weight_quantized", "conv1_scale",
                                       "conv1_zero", "h_scale", "h_zero", "conv1.bias_quantized"},
                                      "h_q", {intsAttribute("pads", {1, 1, 1, 1})})
                          + graphNode("Flatten", {"h_q"}, "flat_q")
                          + graphNode("QGemm",
                                      {"flat_q", "h_scale", "h_zero", "fc.weight_quantized", "fc_scale", "fc_zero",
                                       "fc.bias_quantized"},
                                      "y", {intAttribute("transB", 1)}, "com.microsoft"),
                      initializers(), features, classes);
    }

    /// What the classes are, by plain loops; the linear layer revealed where settings are given.
    std::vector<float> classesOf(std::span<const float> sample, const Settings* revealed = nullptr) const;
};

/// Every value's largest terms.
std::vector<std::int32_t> truncated(std::vector<std::int32_t> values, const Settings& settings)
{
    for (std::int32_t& value : values) {
        const std::int64_t one = value;
        value = static_cast<std::int32_t>(
            revealGroup({&one, 1}, settings.dataTerms, settings.encoding).values[0].revealed);
    }
    return values;
}

/// Rows of `columns` values, revealed in groups that begin anew at every multiple of `block`.
std::vector<std::int32_t> revealedRows(std::vector<std::int32_t> values, std::int64_t columns, std::int64_t block,
                                       const Settings& settings)
{
    for (std::int64_t row = 0; row < std::ssize(values); row += columns)
        for (std::int64_t begin = 0; begin < columns; begin += block)
            for (std::int64_t first = begin; first < std::min(columns, begin + block); first += settings.groupSize) {
                const std::int64_t end = std::min({columns, begin + block, first + settings.groupSize});
                const std::vector<std::int64_t> group(values.begin() + row + first, values.begin() + row + end);
                const RevealedGroup found = revealGroup(group, settings.budget, settings.encoding);
                for (std::int64_t i = first; i < end; ++i)
                    values[static_cast<std::size_t>(row + i)] = static_cast<std::int32_t>(
                        found.values[static_cast<std::size_t>(i - first)].revealed);
            }
    return values;
}

std::vector<float> Numbers::classesOf(std::span<const float> sample, const Settings* revealed) const
{
    std::vector<std::int32_t> image;
    for (const float value : sample)
        image.push_back(input(value));
    std::vector<std::int32_t> between_;
    for (std::int64_t o = 0; o < outputs; ++o)
        for (std::int64_t y = 0; y < size; ++y)
            for (std::int64_t x = 0; x < size; ++x) {
                std::int64_t sum = 0;
                for (std::int64_t c = 0; c < channels; ++c)
                    for (std::int64_t i = 0; i < 9; ++i) {
                        const std::int64_t row = y + i / 3 - 1;
                        const std::int64_t column = x + i % 3 - 1;
                        if (row >= 0 && row < size && column >= 0 && column < size)
                            sum += image[static_cast<std::size_t>((c * size + row) * size + column)]
                                   * conv[static_cast<std::size_t>((o * channels + c) * 9 + i)];
                    }
                const float scale = convScales[static_cast<std::size_t>(o)] * input.scale;
                const float bias = static_cast<float>(convBias[static_cast<std::size_t>(o)])
                                   * (input.scale * convScales[static_cast<std::size_t>(o)]);
                const float product = static_cast<float>(sum) * scale;
                between_.push_back(between(product + bias));
            }
    std::vector<std::int32_t> weights = linear;
    if (revealed != nullptr) {
        between_ = truncated(std::move(between_), *revealed);
        weights = revealedRows(std::move(weights), hidden, hidden, *revealed);
    }
    std::vector<float> found;
    for (std::int64_t o = 0; o < classes; ++o) {
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < hidden; ++i)
            sum += between_[static_cast<std::size_t>(i)] * weights[static_cast<std::size_t>(o * hidden + i)];
        const float product = static_cast<float>(sum) * (linearScale * between.scale);
        found.push_back(product
                        + static_cast<float>(linearBias[static_cast<std::size_t>(o)]) * (between.scale * linearScale));
    }
    return found;
}

/// The classes that onnxruntime gave, an .npy of int64.
std::vector<std::int64_t> classesIn(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    constexpr std::size_t header = 128;
    std::vector<std::int64_t> classes((bytes.size() - header) / sizeof(std::int64_t));
    std::memcpy(classes.data(), bytes.data() + header, classes.size() * sizeof(std::int64_t));
    return classes;
}

} // namespace

class TestGivenNetworks : public QObject {
    Q_OBJECT

private slots:
    void layersAreTheFilesOwn();
    void slowLoopsAgree_data();
    void slowLoopsAgree();
    void operatorFormIsTheSame();
    void floatKeepsWhatSaturates();
    void methodsAndPairs();
    void sweepsHaveARow();
    void dynamicDataHaveTheirOwnScale();
    void blocksAreCutAndScaled();
    void blocksOfMatMulNBits();
    void scalesAlongInputsStayFloats();
    void writtenAsItWas_data();
    void writtenAsItWas();
    void whatDoesNotFit_data();
    void whatDoesNotFit();
    void residualNetworks_data();
    void residualNetworks();
    void dynamicDigits();
};

void TestGivenNetworks::layersAreTheFilesOwn()
{
    const Numbers numbers(1, false, -14, 3);
    const NetworkPtr network = numbers.pairs();
    QCOMPARE(network->layers.size(), std::size_t{2});
    QCOMPARE(network->layers[0].name, std::string("conv1"));
    QCOMPARE(network->layers[0].tensorName, std::string("conv1.weight_quantized"));
    QCOMPARE(storedAs(network->layers[0]), std::string("int8 per channel"));
    QCOMPARE(storedAs(network->layers[1]), std::string("int8 per tensor"));
    std::vector<std::int32_t> integers(numbers.conv.size());
    network->layers[0].given->integers->read(0, integers);
    QVERIFY(integers == numbers.conv);
    QCOMPARE(network->layers[0].given->lowest, -131);
    QCOMPARE(network->layers[0].given->highest, 124);
    QVERIFY(network->layers[0].givenData == (GivenData{"int8", 0.021F, -114, 141, false}));
    QVERIFY(network->layers[1].givenData == (GivenData{"int8", 0.043F, 0, 255, false}));
    QCOMPARE(network->layers[0].weight.values[5], static_cast<float>(numbers.conv[5]) * numbers.convScales[0]);
}

void TestGivenNetworks::slowLoopsAgree_data()
{
    QTest::addColumn<bool>("withoutSign");
    QTest::addColumn<int>("dataZero");
    QTest::addColumn<int>("weightZero");
    QTest::newRow("int8") << false << 0 << 0;
    QTest::newRow("int8, zero points") << false << -14 << 0;
    QTest::newRow("uint8") << true << 0 << 0;
    QTest::newRow("uint8, 128") << true << 128 << 0;
    QTest::newRow("uint8, weights too") << true << 3 << -100;
}

void TestGivenNetworks::slowLoopsAgree()
{
    QFETCH(bool, withoutSign);
    QFETCH(int, dataZero);
    QFETCH(int, weightZero);
    const Numbers numbers(7, withoutSign, dataZero, weightZero);
    const NetworkPtr network = numbers.pairs();
    const std::vector<float> sample = someSample(Numbers::features);
    Settings settings;
    const NetworkPtr joined = withJoinedPairs(network);
    QCOMPARE(joined->graph->nodes.size(), network->graph->nodes.size() - 2);
    QVERIFY(outputsOf(network, Method::Given, settings, sample) == numbers.classesOf(sample));
    QVERIFY(outputsOf(joined, Method::Given, settings, sample) == numbers.classesOf(sample));
    for (const auto& [g, k, s] : {std::tuple{8, 12, 3}, std::tuple{8, 64, 8}, std::tuple{4, 5, 2}}) {
        settings.groupSize = g;
        settings.budget = std::min(k, maximumBudget(g));
        settings.dataTerms = s;
        for (const Encoding encoding : allEncodings) {
            settings.encoding = encoding;
            QVERIFY(outputsOf(joined, Method::Revealed, settings, sample) == numbers.classesOf(sample, &settings));
        }
    }
}

void TestGivenNetworks::operatorFormIsTheSame()
{
    const Numbers numbers(11, true, 120, 0);
    const NetworkPtr pairs = numbers.pairs();
    const NetworkPtr operators = numbers.operators();
    QCOMPARE(operators->warnings.size(), std::size_t{0});
    QCOMPARE(operators->layers.size(), std::size_t{2});
    QCOMPARE(operators->layers[0].name, std::string("conv1"));
    QVERIFY(operators->layers[1].givenData == pairs->layers[1].givenData);
    const std::vector<float> sample = someSample(Numbers::features);
    QVERIFY(outputsOf(operators, Method::Given, {}, sample) == outputsOf(pairs, Method::Given, {}, sample));
}

/// The Relu that a quantizer leaves out is in the range of what it quantizes to.
void TestGivenNetworks::floatKeepsWhatSaturates()
{
    const NetworkPtr plain = withoutQuantization(Numbers(3, true, 128, 0).pairs());
    std::vector<std::string> ops;
    for (const Node& each : plain->graph->nodes)
        ops.push_back(each.op);
    QVERIFY(ops == (std::vector<std::string>{"Reshape", "Conv", "Clip", "Flatten", "Gemm"}));
    QVERIFY(withoutQuantization(plain) == plain);
}

void TestGivenNetworks::methodsAndPairs()
{
    const Numbers numbers(3, true, 0, 0);
    const NetworkPtr network = numbers.pairs();
    Settings settings;
    const LayerPlan conv = planOf(*network, Method::Revealed, settings)[0];
    QVERIFY(conv.method == Method::Given); // the first convolution: nothing of it is revealed
    const LayerPlan linear = planOf(*network, Method::Revealed, settings)[1];
    QVERIFY(linear.method == Method::Revealed && linear.settings.source == Source::Given);
    QVERIFY(planOf(*network, Method::Quantized, settings)[1].settings.source == Source::Requantize);
    // int8 weights: 7 bits; uint8 data from 0: 8 bits.
    QCOMPARE(provisionedPairs(Method::Given, linear.settings), 56.0);
    QCOMPARE(provisionedPairs(Method::Revealed, linear.settings), 3.0 * 12 / 8);
    settings.source = Source::Requantize;
    QVERIFY(planOf(*network, Method::Revealed, settings)[0].method == Method::Quantized);
    QVERIFY(!planOf(*network, Method::Revealed, settings).runsAsGiven());
    QVERIFY(planOf(*network, Method::Given, settings).runsAsGiven());
    settings.source = Source::Given;
    settings.layers["fc"].weightBits = 6; // bits of its own: requantized
    QVERIFY(planOf(*network, Method::Revealed, settings)[1].settings.source == Source::Requantize);
    settings.layers["fc"] = unwrap(parseLayerOverride("requantize,k=10"));
    QCOMPARE(toText(settings.layers["fc"]), std::string("requantize,k=10"));
    QVERIFY(planOf(*network, Method::Revealed, settings)[1].settings.source == Source::Requantize);
    QCOMPARE(describe(planOf(*network, Method::Revealed, settings)[1]), std::string("TR, requantized, k = 10"));
    QVERIFY(!parseLayerOverride("given,bits=6"));
    settings.layers["fc"] = {};
    settings.layers["fc"].method = Method::Quantized;
    QVERIFY(planOf(*network, Method::Revealed, settings)[1].method == Method::Given);
}

void TestGivenNetworks::sweepsHaveARow()
{
    ImageEvaluator evaluator = unwrap(ImageEvaluator::create(
        Numbers(3, true, 100, 0).pairs(), randomDataset(4, 20, Numbers::features, Numbers::classes)));
    SweepConfig config;
    config.given = true;
    config.qtBits = {8};
    config.budgets = {12};
    config.dataTerms = {3};
    const std::vector<SweepRow> rows = unwrap(runSweep(evaluator, config));
    QCOMPARE(rows.size(), std::size_t{4});
    QVERIFY(rows[1].method == Method::Given && rows[1].work);
    QCOMPARE(rows[1].work->provisioned, 56.0); // 7 bits of weights, 8 of data at both layers
    const std::string csv = sweepCsv(rows);
    QVERIFY(csv.find("\ngiven,,,,,,hese,") != std::string::npos);
    QVERIFY(csv.find("\ntr,,,8,12,3,hese,") != std::string::npos); // of the file's integers: no bits to set
    QVERIFY(csv.find("\nqt,8,8,,,,hese,") != std::string::npos);
}

void TestGivenNetworks::dynamicDataHaveTheirOwnScale()
{
    constexpr std::int64_t inputs = 40, outputs = 3;
    std::mt19937 random(5);
    std::uniform_int_distribution<int> weight(-127, 127);
    std::vector<std::int8_t> weights(inputs * outputs); // [inputs, outputs]
    std::ranges::generate(weights, [&] { return static_cast<std::int8_t>(weight(random)); });
    const std::vector<float> scales{0.01F, 0.02F, 0.03F};
    const NetworkPtr network = networkOf(
        content(1, content(1, "x") + content(2, "x_q") + content(2, "x_scale") + content(2, "x_zero")
                       + content(3, "quantize") + content(4, "DynamicQuantizeLinear"))
            + graphNode("Mul", {"x_scale", "fc_scale"}, "scales")
            + graphNode("MatMulInteger", {"x_q", "fc.weight_quantized", "x_zero", "fc_zero"}, "sums")
            + graphNode("Cast", {"sums"}, "floats", {intAttribute("to", 1)})
            + graphNode("Mul", {"floats", "scales"}, "product") + graphNode("Add", {"product", "fc.bias"}, "y"),
        initializer("fc.weight_quantized", {inputs, outputs}, int8Type, weights)
            + initializer("fc_scale", {outputs}, floatType, scales)
            + initializer("fc_zero", {outputs}, int8Type, std::vector<std::int8_t>(outputs, 0))
            + initializer("fc.bias", {outputs}, floatType, std::vector<float>{1.0F, -2.0F, 0.5F}),
        inputs, outputs);
    QCOMPARE(network->layers.size(), std::size_t{1});
    QCOMPARE(network->layers[0].name, std::string("fc"));
    QVERIFY(network->layers[0].givenData && network->layers[0].givenData->dynamic);
    QCOMPARE(network->layers[0].givenData->magnitudeBits(), 8);

    // Two samples together give what each gives alone.
    const std::vector<float> samples = normalFloats(random, 2 * inputs);
    LayerPreparation preparation(network, [](int) -> Result<const std::vector<MagnitudeHistogram>*> {
        return fail("something was calibrated");
    });
    const GraphRunner runner = unwrap(
        GraphRunner::create(network, unwrap(preparation.layers(planOf(*network, Method::Given, {})))));
    const Outputs found = unwrap(runner.run({floatValue({2, inputs}, samples)}));
    for (std::int64_t sample = 0; sample < 2; ++sample) {
        const std::span<const float> x(samples.data() + sample * inputs, inputs);
        const float low = std::min(0.0F, std::ranges::min(x));
        const float scale = (std::max(0.0F, std::ranges::max(x)) - low) / 255.0F;
        const Levels levels{scale, static_cast<std::int32_t>(std::nearbyint(-low / scale)), 0, 255};
        for (std::int64_t o = 0; o < outputs; ++o) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < inputs; ++i)
                sum += levels(x[static_cast<std::size_t>(i)]) * weights[static_cast<std::size_t>(i * outputs + o)];
            const float bias = network->layers[0].bias[static_cast<std::size_t>(o)];
            QCOMPARE(found[0]->floats[static_cast<std::size_t>(sample * outputs + o)],
                     static_cast<float>(sum) * (scales[static_cast<std::size_t>(o)] * scale) + bias);
        }
    }
}

/// uint4 weights in blocks of 16 inputs, two in a byte, int16 data.
void TestGivenNetworks::blocksAreCutAndScaled()
{
    constexpr std::int64_t inputs = 40, outputs = 3, block = 16, blocks = 3;
    std::mt19937 random(9);
    std::uniform_int_distribution<int> level(0, 15);
    std::vector<std::uint8_t> packed(inputs * outputs / 2);
    std::vector<std::int32_t> integers;
    const std::vector<std::int32_t> zeros{8, 7, 9, 8, 8, 8, 0, 15, 3};
    for (std::int64_t i = 0; i < inputs * outputs; ++i) {
        const int value = level(random);
        packed[static_cast<std::size_t>(i / 2)] |= static_cast<std::uint8_t>(value << (i % 2 * 4));
        integers.push_back(value - zeros[static_cast<std::size_t>(i / inputs * blocks + i % inputs / block)]);
    }
    std::vector<float> scales;
    for (int i = 0; i < outputs * blocks; ++i)
        scales.push_back(0.01F * static_cast<float>(i + 1));
    const std::string file = fileOf(pairOf("x")
                                        + graphNode("DequantizeLinear", {"fc.weight", "fc_scale", "fc_zero"}, "w",
                                                    {intAttribute("axis", 1), intAttribute("block_size", block)})
                                        + graphNode("Gemm", {"x_dq", "w"}, "y", {intAttribute("transB", 1)}),
                                    initializer("fc.weight", {outputs, inputs}, uint4Type, packed)
                                        + initializer("fc_scale", {outputs, blocks}, floatType, scales)
                                        + initializer("fc_zero", {outputs, blocks}, uint4Type,
                                                      std::vector<std::uint8_t>{0x78, 0x89, 0x88, 0xF0, 0x03})
                                        + scalar("x_scale", 0.001F)
                                        + initializer("x_zero", {}, int16Type, std::vector<std::int16_t>{0}),
                                    inputs, outputs, 21);
    const NetworkPtr network = networkIn(file);
    const WeightLayer& layer = network->layers[0];
    QCOMPARE(storedAs(layer), std::string("uint4 in blocks of 16"));
    QCOMPARE(layer.given->magnitudeBits(), 4);
    QCOMPARE(layer.givenData->magnitudeBits(), 15);
    const std::vector<float> sample = someSample(inputs);
    const Levels levels{0.001F, 0, -32768, 32767};
    Settings settings;
    settings.groupSize = 8;
    settings.budget = 6;
    for (const Method method : {Method::Given, Method::Revealed}) {
        std::vector<std::int32_t> x;
        for (const float value : sample)
            x.push_back(levels(value));
        std::vector<std::int32_t> w = integers;
        if (method == Method::Revealed) {
            x = truncated(x, settings);
            w = revealedRows(w, inputs, block, settings);
        }
        const std::vector<float> found = outputsOf(network, method, settings, sample);
        for (std::int64_t o = 0; o < outputs; ++o) {
            double expected = 0.0;
            for (std::int64_t i = 0; i < inputs; ++i)
                expected += static_cast<double>(w[static_cast<std::size_t>(o * inputs + i)])
                            * x[static_cast<std::size_t>(i)] * 0.001F
                            * scales[static_cast<std::size_t>(o * blocks + i / block)];
            QVERIFY(std::abs(found[static_cast<std::size_t>(o)] - expected) <= 1e-5 * (1.0 + std::abs(expected)));
        }
    }
    // Written, every integer lies at the scale of its own block, the last one of a row being shorter.
    const ExportedNetwork exported = unwrap(exportedNetwork(network, Method::Revealed, settings));
    const Bytes written = unwrap(onnxBytes(*exported.network, exported.weights, bytesOf(file), exported.replaced));
    const Network back = unwrap(parseOnnx(ByteView(written), "back.onnx"));
    QVERIFY(back.layers[0].weight.values == SharedFloats(exported.weights[0]));
    // What is shown of it is cut alike.
    settings.groupSize = 6;
    const std::vector<std::int64_t> begins{0, 6, 12, 16, 22, 28, 32, 38, 40};
    for (std::int64_t group = 0; group < 8; ++group) {
        const GroupView view = groupView(*network, {0, 1, group}, settings);
        QCOMPARE(view.groupCount, std::int64_t{8});
        QCOMPARE(view.first, begins[static_cast<std::size_t>(group)]);
        const std::int64_t end = std::min(begins[static_cast<std::size_t>(group) + 1], view.first + 6);
        QCOMPARE(std::ssize(view.weights.values), end - view.first);
        QCOMPARE(view.weightScale, scales[static_cast<std::size_t>(blocks + view.first / block)]);
        for (std::int64_t i = view.first; i < end; ++i)
            QCOMPARE(view.weights.values[static_cast<std::size_t>(i - view.first)].value,
                     integers[static_cast<std::size_t>(inputs + i)]);
    }
}

/// Weights alone: a layer in float32 by Method::Given, with its integers revealed by Method::Revealed.
void TestGivenNetworks::blocksOfMatMulNBits()
{
    constexpr std::int64_t inputs = 40, outputs = 2, block = 16, blocks = 3;
    std::mt19937 random(13);
    std::uniform_int_distribution<int> byte(0, 255);
    std::vector<std::uint8_t> packed(outputs * blocks * block / 2);
    std::ranges::generate(packed, [&] { return static_cast<std::uint8_t>(byte(random)); });
    const std::vector<float> scales{0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F};
    const NetworkPtr network = networkOf(graphNode("MatMulNBits", {"x", "fc.weight_Q4", "fc_scales"}, "y",
                                                   {intAttribute("K", inputs), intAttribute("N", outputs),
                                                    intAttribute("bits", 4), intAttribute("block_size", block)},
                                                   "com.microsoft"),
                                         initializer("fc.weight_Q4", {outputs, blocks, block / 2}, uint8Type, packed)
                                             + initializer("fc_scales", {outputs * blocks}, floatType, scales),
                                         inputs, outputs);
    QCOMPARE(network->layers.size(), std::size_t{1});
    const WeightLayer& layer = network->layers[0];
    QCOMPARE(layer.name, std::string("fc"));
    QCOMPARE(storedAs(layer), std::string("uint4 in blocks of 16"));
    QVERIFY(layer.given && !layer.givenData);
    for (std::int64_t o = 0; o < outputs; ++o)
        for (std::int64_t i = 0; i < inputs; ++i) {
            const std::int64_t place = o * blocks * block + i;
            const int level = packed[static_cast<std::size_t>(place / 2)] >> (place % 2 * 4) & 15;
            QCOMPARE(layer.weight.values[static_cast<std::size_t>(o * inputs + i)],
                     static_cast<float>(level - 8) * scales[static_cast<std::size_t>(o * blocks + i / block)]);
        }
    QVERIFY(planOf(*network, Method::Given, {})[0].method == Method::Float);
    const LayerPlan revealed = planOf(*network, Method::Revealed, {})[0];
    QVERIFY(revealed.method == Method::Revealed && revealed.settings.source == Source::Given);
    QCOMPARE(revealed.settings.weightBits, 4);
    QCOMPARE(revealed.settings.dataBits, 8);
}

/// No sum of products has one scale there: the weights are floats, and the network runs as any other.
void TestGivenNetworks::scalesAlongInputsStayFloats()
{
    const NetworkPtr network = networkOf(
        pairOf("x") + graphNode("DequantizeLinear", {"fc.weight", "fc_scale"}, "w", {intAttribute("axis", 1)})
            + graphNode("Gemm", {"x_dq", "w"}, "y", {intAttribute("transB", 1)}),
        initializer("fc.weight", {2, 3}, int8Type, std::vector<std::int8_t>{1, 2, 3, 4, 5, 6})
            + initializer("fc_scale", {3}, floatType, std::vector<float>{1.0F, 2.0F, 3.0F}) + scalar("x_scale", 1.0F)
            + initializer("x_zero", {}, uint8Type, std::vector<std::uint8_t>{0}),
        3, 2);
    QVERIFY(!network->layers[0].given);
    QCOMPARE(network->layers[0].weight.values[5], 18.0F);
    QVERIFY(!hasGivenLayers(*network));
}

void TestGivenNetworks::writtenAsItWas_data()
{
    QTest::addColumn<bool>("operators");
    QTest::addColumn<int>("weightZero");
    QTest::newRow("pairs") << false << 0;
    QTest::newRow("pairs, zero points of weights") << false << 5;
    QTest::newRow("operator form") << true << 0;
}

/// An export has the file's form with revealed integers in it: read again, it gives as it stands what revealing gave.
void TestGivenNetworks::writtenAsItWas()
{
    QFETCH(bool, operators);
    QFETCH(int, weightZero);
    const Numbers numbers(13, true, 120, weightZero);
    const std::string file = operators ? numbers.operatorsFile() : numbers.pairsFile();
    const NetworkPtr network = networkIn(file);
    Settings settings;
    settings.budget = 20;
    settings.dataTerms = 0;
    const ExportedNetwork exported = unwrap(exportedNetwork(network, Method::Revealed, settings));
    QCOMPARE(exported.warnings.empty(), weightZero != 0); // with z = 5 the weights end at 122: none becomes 128
    const Bytes written = unwrap(onnxBytes(*exported.network, exported.weights, bytesOf(file), exported.replaced));
    const NetworkPtr back = std::make_shared<const Network>(unwrap(parseOnnx(ByteView(written), "back.onnx")));
    QCOMPARE(storedAs(back->layers[0]), std::string("int8 per channel"));
    for (std::size_t layer = 0; layer < 2; ++layer)
        QVERIFY(back->layers[layer].weight.values == SharedFloats(exported.weights[layer]));
    const std::vector<float> sample = someSample(Numbers::features);
    if (exported.warnings.empty())
        QVERIFY(outputsOf(back, Method::Given, settings, sample)
                == outputsOf(network, Method::Revealed, settings, sample));
    QVERIFY(outputsOf(back, Method::Given, settings, sample) != outputsOf(network, Method::Given, settings, sample));

    // One term of 127 is 128, which int8 does not hold.
    settings.groupSize = settings.budget = 1;
    const ExportedNetwork coarse = unwrap(exportedNetwork(network, Method::Revealed, settings));
    QVERIFY(!coarse.warnings.empty());
    QVERIFY2(coarse.warnings.back().find("written as the largest that int8 holds") != std::string::npos,
             coarse.warnings.back().c_str());
    QVERIFY(onnxBytes(*coarse.network, coarse.weights, bytesOf(file), coarse.replaced));

    // Other integers have no place in the file.
    settings.source = Source::Requantize;
    const ExportedNetwork other = unwrap(exportedNetwork(network, Method::Revealed, settings));
    const auto refused = onnxBytes(*other.network, other.weights, bytesOf(file), other.replaced);
    QVERIFY(!refused && refused.error().message.find("expected weights on the levels") != std::string::npos);
}

void TestGivenNetworks::whatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("initializers");
    QTest::addColumn<int>("block");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& initializers, int block, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(initializers) << block << QString(message);
    };
    const std::string weight = initializer("fc.weight", {2, 4}, int8Type, std::vector<std::int8_t>(8, 3));
    const auto scales = [](const std::vector<std::int64_t>& shape) {
        return initializer("fc_scale", shape, floatType,
                           std::vector<float>(static_cast<std::size_t>(elementCount(shape)), 0.5F));
    };
    const auto zeros = [](const std::vector<std::int64_t>& shape) {
        return initializer("fc_zero", shape, int8Type,
                           std::vector<std::int8_t>(static_cast<std::size_t>(elementCount(shape)), 1));
    };
    row("scales", weight + scales({3}) + zeros({3}), 0, "expected one scale or 2 along axis 0, found the shape 3");
    row("zero points", weight + scales({2}) + zeros({1}), 0, "expected as many zero points as scales, found 1 and 2");
    row("blocks", weight + scales({3, 4}) + zeros({3, 4}), 1,
        "expected scales of shape 2×4 for blocks of 1 along axis 0, found 3×4");
    row("a block of less than nothing", weight + scales({2}) + zeros({2}), -2,
        "expected a block_size of 0 or more, found -2");
}

void TestGivenNetworks::whatDoesNotFit()
{
    QFETCH(QByteArray, initializers);
    QFETCH(int, block);
    QFETCH(QString, message);
    const std::string graph = graphNode("DequantizeLinear", {"fc.weight", "fc_scale", "fc_zero"}, "w",
                                        {intAttribute("axis", 0), intAttribute("block_size", block)})
                              + graphNode("Gemm", {"x", "w"}, "y", {intAttribute("transB", 1)}) + content(2, "g")
                              + initializers.toStdString() + content(11, valueInfo("x", 4))
                              + content(12, valueInfo("y", 2));
    const std::string bytes = number(1, 8) + content(8, content(1, "") + number(2, 21)) + content(7, graph);
    const Result<Network> network = parseOnnx(bytesOf(bytes), "given.onnx");
    QVERIFY(!network);
    QCOMPARE(QString::fromStdString(network.error().message), "given.onnx: node \"w_DequantizeLinear\": " + message);
}

void TestGivenNetworks::residualNetworks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("top1");
    QTest::newRow("QDQ, int8 per channel") << "resnet20_qdq_s8s8_perchannel" << 91.6;
    QTest::newRow("QDQ, uint8") << "resnet20_qdq_u8s8" << 91.8;
    QTest::newRow("operator form") << "resnet20_qop_u8s8_perchannel" << 91.6;
}

void TestGivenNetworks::residualNetworks()
{
    QFETCH(QString, name);
    QFETCH(double, top1);
    SKIP_WITHOUT_SHARED_DATA("quantized/resnet20_qdq_u8s8.onnx", "cifar10/test_batch_1000.bin");
    const std::string file = "quantized/" + name.toStdString();
    const NetworkPtr network = unwrap(readNetwork(sharedData((file + ".onnx").c_str())));
    QCOMPARE(network->layers.front().name, std::string("conv1"));
    QCOMPARE(network->layers[1].name, std::string("layer1.0.conv1"));
    DatasetConfig config;
    config.preprocessing = unwrap(parsePreprocessing("torchvision:resize=0,crop=0"));
    const DatasetPtr images = unwrap(readDataset(sharedData("cifar10/test_batch_1000.bin"), {}, config));
    ImageEvaluator evaluator = unwrap(ImageEvaluator::create(network, images));
    const Evaluation given = evaluator.evaluate(Method::Given, Settings{});
    QVERIFY2(given.failure.empty(), given.failure.c_str());
    QVERIFY2(std::abs(given.top1() - top1) < 0.101, qPrintable(QString::number(given.top1())));
    const std::vector<std::int64_t> expected = classesIn(sharedData((file + ".pred.npy").c_str()));
    QCOMPARE(expected.size(), given.predictions.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        same += expected[i] == given.predictions[i] ? 1 : 0;
    QVERIFY2(same >= 995, qPrintable(QString::number(same)));
    Settings settings;
    settings.groupSize = 8;
    settings.budget = 12;
    settings.dataTerms = 3;
    const Evaluation revealed = evaluator.evaluate(Method::Revealed, settings);
    QVERIFY2(std::abs(revealed.top1() - given.top1()) <= 0.501, qPrintable(QString::number(revealed.top1())));
    // The network that it was made from has 91.5 %.
    QVERIFY(std::abs(evaluator.evaluate(Method::Float, settings).top1() - 91.5) <= 0.601);
}

void TestGivenNetworks::dynamicDigits()
{
    SKIP_WITHOUT_SHARED_DATA("quantized/mlp_dynamic_s8.onnx");
    const NetworkPtr network = unwrap(readNetwork(sharedData("quantized/mlp_dynamic_s8.onnx")));
    QCOMPARE(network->layers.front().name, std::string("fc1"));
    ImageEvaluator evaluator = unwrap(ImageEvaluator::create(network, embeddedDigits()));
    const Evaluation given = evaluator.evaluate(Method::Given, Settings{});
    QVERIFY2(std::abs(given.top1() - 99.24) < 0.0201, qPrintable(QString::number(given.top1())));
}

TERMSCOPE_TEST(TestGivenNetworks)
#include "TestGivenNetworks.moc"
