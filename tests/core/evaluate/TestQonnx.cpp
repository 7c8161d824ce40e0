// Quant, BipolarQuant and Trunc of QONNX: each against the tables and definitions of its documents, and whole networks
// against plain loops over integers.
#include "core/formats/NetworkWriter.h"
#include "core/graph/JoinPairs.h"
#include "core/graph/WithoutQuantization.h"
#include "core/ops/Operator.h"
#include "core/ops/QonnxQuantizers.h"
#include "core/study/RevealedWeights.h"
#include "core/terms/Reveal.h"
#include "tests/core/formats/QuantizedOnnx.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <map>

using namespace termscope;
using namespace termscope::samples;

namespace {

constexpr const char* qonnx = "qonnx.custom_op.general";

std::string textAttribute(const std::string& name, const std::string& value)
{
    return content(1, name) + content(4, value) + number(20, 3);
}

ValuePtr one(float value)
{
    return floatValue({}, std::vector<float>{value});
}

Result<Outputs> run(std::string_view op, std::vector<Attribute> attributes, std::vector<ValuePtr> inputs)
{
    const Node node{"q", std::string(op), std::move(attributes), {}, {0}, {}};
    Call call{node, 13, std::move(inputs)};
    return runOperator(call);
}

std::vector<float> quantized(const std::vector<float>& x, float scale, float zero, float bits,
                             std::vector<Attribute> attributes)
{
    const Outputs outputs = unwrap(
        run(quantOperator, std::move(attributes), {floatValue({std::ssize(x)}, x), one(scale), one(zero), one(bits)}));
    return outputs[0]->floats.toVector();
}

std::string refusal(std::string_view op, std::vector<Attribute> attributes, std::vector<ValuePtr> inputs)
{
    const Result<Outputs> outputs = run(op, std::move(attributes), std::move(inputs));
    return outputs ? "" : outputs.error().message;
}

/// Of the integers from `lowest` to `highest` the nearest to a number, of two the even one.
std::int64_t nearest(double number, std::int64_t lowest, std::int64_t highest)
{
    std::int64_t best = lowest;
    for (std::int64_t i = lowest; i <= highest; ++i) {
        const double away = std::abs(number - static_cast<double>(i));
        const double before = std::abs(number - static_cast<double>(best));
        if (away < before || (away == before && i % 2 == 0))
            best = i;
    }
    return best;
}

/// A Quant of `input`, with its scale, zero point and bits beside it.
std::string quantNode(const std::string& input, const std::string& output, bool isSigned, bool narrow)
{
    return graphNode("Quant", {input, input + "_scale", input + "_zero", input + "_bits"}, output,
                     {intAttribute("signed", isSigned ? 1 : 0), intAttribute("narrow", narrow ? 1 : 0),
                      textAttribute("rounding_mode", "ROUND")},
                     qonnx);
}

std::string levels(const std::string& name, float scale, float bits, float zero = 0.0F)
{
    return scalar(name + "_scale", scale) + scalar(name + "_zero", zero) + scalar(name + "_bits", bits);
}

/// x of 8 bits, a convolution with 3-bit weights and a scale for each output, data of 4 bits without a sign, their
/// means with two bits dropped, and a linear layer with weights of one bit.
struct Small {
    static constexpr std::int64_t channels = 2, size = 4, outputs = 5, classes = 3;
    static constexpr std::int64_t features = channels * size * size, hidden = outputs * size / 2 * size / 2;
    static constexpr float xScale = 0.03F, hScale = 0.25F, tScale = 0.0625F, lastScale = 0.5F;

    std::vector<float> conv, linear, scales;

    explicit Small(unsigned seed)
    {
        std::mt19937 random(seed);
        conv = normalFloats(random, outputs * channels * 9, 0.5F);
        linear = normalFloats(random, classes * hidden);
        for (std::int64_t i = 0; i < outputs; ++i)
            scales.push_back(0.1F * static_cast<float>(i + 1));
    }

    std::string file() const
    {
        const std::string nodes = quantNode("x", "xq", true, false) + graphNode("Reshape", {"xq", "shape"}, "image")
                                  + quantNode("conv1.weight", "w1", true, true)
                                  + graphNode("Conv", {"image", "w1"}, "a", {intsAttribute("pads", {1, 1, 1, 1})})
                                  + graphNode("Relu", {"a"}, "h") + quantNode("h", "hq", false, false)
                                  + graphNode("AveragePool", {"hq"}, "p",
                                              {intsAttribute("kernel_shape", {2, 2}), intsAttribute("strides", {2, 2})})
                                  + graphNode("Trunc", {"p", "t_scale", "t_zero", "t_in", "t_out"}, "t",
                                              {textAttribute("rounding_mode", "FLOOR")}, qonnx)
                                  + graphNode("Flatten", {"t"}, "flat")
                                  + graphNode("BipolarQuant", {"fc.weight", "fc_scale"}, "w2", {}, qonnx)
                                  + graphNode("Gemm", {"flat", "w2"}, "y", {intAttribute("transB", 1)});
        return fileOf(nodes,
                      initializer("shape", {4}, int64Type, std::vector<std::int64_t>{1, channels, size, size})
                          + initializer("conv1.weight", {outputs, channels, 3, 3}, floatType, conv)
                          + initializer("conv1.weight_scale", {outputs, 1, 1, 1}, floatType, scales)
                          + scalar("conv1.weight_zero", 0.0F) + scalar("conv1.weight_bits", 3.0F)
                          + initializer("fc.weight", {classes, hidden}, floatType, linear)
                          + scalar("fc_scale", lastScale) + levels("x", xScale, 8.0F) + levels("h", hScale, 4.0F)
                          + scalar("t_scale", tScale) + scalar("t_zero", 0.0F) + scalar("t_in", 6.0F)
                          + scalar("t_out", 4.0F),
                      features, classes);
    }

    std::vector<std::int32_t> convIntegers() const
    {
        std::vector<std::int32_t> integers;
        for (std::size_t i = 0; i < conv.size(); ++i)
            integers.push_back(static_cast<std::int32_t>(nearest(conv[i] / scales[i / (channels * 9)], -3, 3)));
        return integers;
    }
    std::vector<std::int32_t> linearIntegers() const
    {
        std::vector<std::int32_t> integers;
        for (const float weight : linear)
            integers.push_back(weight >= 0.0F ? 1 : -1);
        return integers;
    }

    std::vector<float> classesOf(std::span<const float> sample) const
    {
        std::vector<std::int64_t> x;
        for (const float value : sample)
            x.push_back(nearest(value / xScale, -128, 127));
        const std::vector<std::int32_t> w = convIntegers();
        std::vector<std::int64_t> h;
        for (std::int64_t o = 0; o < outputs; ++o)
            for (std::int64_t place = 0; place < size * size; ++place) {
                std::int64_t sum = 0;
                for (std::int64_t c = 0; c < channels; ++c)
                    for (std::int64_t i = 0; i < 9; ++i) {
                        const std::int64_t row = place / size + i / 3 - 1;
                        const std::int64_t column = place % size + i % 3 - 1;
                        if (row >= 0 && row < size && column >= 0 && column < size)
                            sum += x[static_cast<std::size_t>((c * size + row) * size + column)]
                                   * w[static_cast<std::size_t>((o * channels + c) * 9 + i)];
                    }
                const float value = static_cast<float>(sum) * (scales[static_cast<std::size_t>(o)] * xScale);
                h.push_back(nearest(std::max(value, 0.0F) / hScale, 0, 15));
            }
        std::vector<std::int64_t> means;
        for (std::int64_t o = 0; o < outputs; ++o)
            for (std::int64_t row = 0; row < size; row += 2)
                for (std::int64_t column = 0; column < size; column += 2) {
                    const std::int64_t* const at = h.data() + (o * size + row) * size + column;
                    means.push_back((at[0] + at[1] + at[size] + at[size + 1]) / 4);
                }
        const std::vector<std::int32_t> v = linearIntegers();
        std::vector<float> found;
        for (std::int64_t o = 0; o < classes; ++o) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < hidden; ++i)
                sum += means[static_cast<std::size_t>(i)] * v[static_cast<std::size_t>(o * hidden + i)];
            found.push_back(static_cast<float>(sum) * (lastScale * tScale));
        }
        return found;
    }
};

std::vector<std::int32_t> integersIn(const WeightLayer& layer)
{
    std::vector<std::int32_t> integers(layer.given->integers->size());
    layer.given->integers->read(0, integers);
    return integers;
}

std::vector<std::string> operatorsOf(const Network& network)
{
    std::vector<std::string> ops;
    for (const Node& node : network.graph->nodes)
        ops.push_back(node.op);
    return ops;
}

} // namespace

class TestQonnx : public QObject {
    Q_OBJECT

private slots:
    void roundingModes();
    void everyWidth();
    void oneBit();
    void truncated();
    void truncatedWithScale();
    void whatIsRefused();
    void layersAreTheirIntegers();
    void slowLoopsAgree();
    void oneMatrix();
    void otherNames();
    void floatNetwork();
    void writtenAsFloats();
};

/// The table of the document.
void TestQonnx::roundingModes()
{
    const std::vector<float> numbers{5.5F, 2.5F, 1.6F, 1.1F, 1.0F, -1.0F, -1.1F, -1.6F, -2.5F, -5.5F};
    const std::map<std::string, std::vector<float>> expected{
        {"ROUND", {6, 2, 2, 1, 1, -1, -1, -2, -2, -6}},     {"CEIL", {6, 3, 2, 2, 1, -1, -1, -1, -2, -5}},
        {"FLOOR", {5, 2, 1, 1, 1, -1, -2, -2, -3, -6}},     {"UP", {6, 3, 2, 2, 1, -1, -2, -2, -3, -6}},
        {"DOWN", {5, 2, 1, 1, 1, -1, -1, -1, -2, -5}},      {"HALF_UP", {6, 3, 2, 1, 1, -1, -1, -2, -3, -6}},
        {"HALF_DOWN", {5, 2, 2, 1, 1, -1, -1, -2, -2, -5}}, {"ROUND_TO_ZERO", {5, 2, 1, 1, 1, -1, -1, -1, -2, -5}},
        {"floor", {5, 2, 1, 1, 1, -1, -2, -2, -3, -6}},
    };
    for (const auto& [mode, values] : expected)
        QVERIFY2(quantized(numbers, 1.0F, 0.0F, 8.0F, {{"rounding_mode", mode}}) == values, mode.c_str());
}

/// All widths up to 8 bits, with zero points: every level, what lies between two and what lies beyond.
void TestQonnx::everyWidth()
{
    constexpr float scale = 0.25F;
    for (int bits = 1; bits <= 8; ++bits)
        for (const bool isSigned : {false, true})
            for (const bool narrow : {false, true})
                for (const int zero : {0, 3}) {
                    if (bits == 1 && (isSigned || narrow))
                        continue; // see oneBit()
                    const std::int64_t lowest = isSigned ? -(1 << (bits - 1)) + (narrow ? 1 : 0) : 0;
                    const std::int64_t highest = isSigned ? (1 << (bits - 1)) - 1 : (1 << bits) - (narrow ? 2 : 1);
                    std::vector<float> x;
                    for (std::int64_t i = 4 * (lowest - 2); i <= 4 * (highest + 2); ++i)
                        x.push_back(static_cast<float>(i) / 4 * scale - static_cast<float>(zero) * scale);
                    const std::vector<float> found = quantized(
                        x, scale, static_cast<float>(zero), static_cast<float>(bits),
                        {{"signed", std::int64_t{isSigned}}, {"narrow", std::int64_t{narrow}}});
                    for (std::size_t i = 0; i < x.size(); ++i) {
                        const std::int64_t q = nearest(x[i] / scale + static_cast<float>(zero), lowest, highest);
                        QCOMPARE(found[i], static_cast<float>(q - zero) * scale);
                    }
                    const auto range = quantRange(
                        {"q",
                         std::string(quantOperator),
                         {{"signed", std::int64_t{isSigned}}, {"narrow", std::int64_t{narrow}}},
                         {},
                         {},
                         {}},
                        static_cast<float>(bits));
                    QVERIFY(range && range->lowest == lowest && range->highest == highest);
                    QCOMPARE(range->type, text(isSigned ? "int" : "uint", bits));
                }
}

void TestQonnx::oneBit()
{
    const std::vector<float> x{-3.0F, -0.1F, 0.0F, 0.2F, 7.0F};
    const std::vector<float> expected{-0.5F, -0.5F, 0.5F, 0.5F, 0.5F};
    QVERIFY(quantized(x, 0.5F, 0.0F, 1.0F, {}) == expected);
    const Outputs bipolar = unwrap(run(bipolarOperator, {}, {floatValue({5}, x), one(0.5F)}));
    QVERIFY(bipolar[0]->floats.toVector() == expected);
}

/// With FLOOR a shift to the right, of negative numbers too.
void TestQonnx::truncated()
{
    std::vector<float> x;
    for (int i = -64; i < 64; ++i)
        x.push_back(static_cast<float>(i) * 0.125F);
    for (int dropped = 0; dropped < 5; ++dropped) {
        const Outputs floor = unwrap(
            run(truncOperator, {},
                {floatValue({128}, x), one(0.125F), one(0.0F), one(7.0F), one(static_cast<float>(7 - dropped))}));
        const Outputs round = unwrap(
            run(truncOperator, {{"rounding_mode", std::string("ROUND")}},
                {floatValue({128}, x), one(0.125F), one(0.0F), one(7.0F), one(static_cast<float>(7 - dropped))}));
        for (int i = -64; i < 64; ++i) {
            const auto at = static_cast<std::size_t>(i + 64);
            QCOMPARE(floor[0]->floats[at], static_cast<float>(i >> dropped) * 0.125F);
            const std::int64_t nearestOne = nearest(static_cast<double>(i) / (1 << dropped), -64, 64);
            QCOMPARE(round[0]->floats[at], static_cast<float>(nearestOne) * 0.125F);
        }
    }
}

/// The second version: another scale, and bounds.
void TestQonnx::truncatedWithScale()
{
    std::vector<float> x;
    for (int i = -64; i < 64; ++i)
        x.push_back(static_cast<float>(i) * 0.125F);
    const Outputs found = unwrap(run(truncOperator, {{"signed", std::int64_t{1}}, {"narrow", std::int64_t{1}}},
                                     {floatValue({128}, x), one(0.125F), one(0.0F), one(7.0F), one(0.5F), one(4.0F)}));
    for (int i = -64; i < 64; ++i)
        QCOMPARE(found[0]->floats[static_cast<std::size_t>(i + 64)],
                 static_cast<float>(std::clamp(i >> 2, -7, 7)) * 0.5F);
}

void TestQonnx::whatIsRefused()
{
    const ValuePtr x = floatValue({2}, std::vector<float>{1.0F, 2.0F});
    QCOMPARE(
        refusal(quantOperator, {{"rounding_mode", std::string("SOME")}}, {x, one(1), one(0), one(8)}),
        std::string("expected a rounding_mode of ROUND, CEIL, FLOOR, ROUND_TO_ZERO, UP, DOWN, HALF_UP or HALF_DOWN, "
                    "found \"SOME\""));
    QCOMPARE(refusal(quantOperator, {}, {x, one(0), one(0), one(8)}),
             std::string("expected a finite scale above 0, found 0"));
    QCOMPARE(refusal(quantOperator, {}, {x, one(1), one(0), one(2.5F)}),
             std::string("expected a whole number of 1 to 32 bits, found 2.5"));
    QCOMPARE(refusal(quantOperator, {}, {x, floatValue({3}, std::vector<float>{1, 1, 1}), one(0), one(8)}),
             std::string("expected a scale that stretches to 2, found the shape 3"));
    QCOMPARE(refusal(quantOperator, {}, {x, one(1), one(0), floatValue({2}, std::vector<float>{8, 8})}),
             std::string("expected one number of bits, found the shape 2"));
    QCOMPARE(refusal(bipolarOperator, {}, {x, one(-1)}), std::string("expected a finite scale above 0, found -1"));
    QCOMPARE(refusal(truncOperator, {}, {x, one(1), one(0), one(8), one(0)}),
             std::string("expected a whole number of 1 to 32 bits, found 0"));
}

void TestQonnx::layersAreTheirIntegers()
{
    const Small numbers(3);
    const NetworkPtr network = networkIn(numbers.file());
    QVERIFY(network->warnings.empty());
    QCOMPARE(network->layers.size(), std::size_t{2});
    const WeightLayer& conv = network->layers[0];
    QCOMPARE(conv.name, std::string("conv1"));
    QCOMPARE(storedAs(conv), std::string("int3 per channel"));
    QCOMPARE(conv.given->lowest, -3); // narrow
    QCOMPARE(conv.given->highest, 3);
    QCOMPARE(conv.given->magnitudeBits(), 2);
    QVERIFY(integersIn(conv) == numbers.convIntegers());
    QVERIFY(conv.givenData == (GivenData{"int8", Small::xScale, -128, 127, false}));
    const WeightLayer& linear = network->layers[1];
    QCOMPARE(storedAs(linear), std::string("bipolar per tensor"));
    QVERIFY(integersIn(linear) == numbers.linearIntegers());
    QCOMPARE(linear.given->magnitudeBits(), 1);
    QVERIFY(linear.givenData && linear.givenData->scale == Small::tScale);
    QCOMPARE(linear.givenData->type, std::string("uint4"));
    QCOMPARE(linear.givenData->magnitudeBits(), 4);
}

void TestQonnx::slowLoopsAgree()
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Small numbers(seed);
        const NetworkPtr network = networkIn(numbers.file());
        const NetworkPtr joined = withJoinedPairs(network);
        QCOMPARE(std::ranges::count(operatorsOf(*joined), std::string(quantizedFloats)), 2);
        const std::vector<float> sample = someSample(Small::features);
        const std::vector<float> expected = numbers.classesOf(sample);
        QVERIFY(outputsOf(network, Method::Given, {}, sample) == expected);
        QVERIFY(outputsOf(joined, Method::Given, {}, sample) == expected);
        // With room for all terms revealing changes nothing.
        Settings settings;
        settings.groupSize = 4;
        settings.budget = maximumBudget(4);
        settings.dataTerms = 8;
        QVERIFY(outputsOf(joined, Method::Revealed, settings, sample) == expected);
    }
}

/// Weights as MatMul has them, [inputs, outputs], with a zero point; revealed as their integers.
void TestQonnx::oneMatrix()
{
    constexpr std::int64_t inputs = 24, outputs = 3;
    std::mt19937 random(17);
    const std::vector<float> weights = normalFloats(random, inputs * outputs);
    const std::vector<float> scales{0.1F, 0.2F, 0.3F};
    const NetworkPtr network = networkOf(
        quantNode("x", "xq", true, false) + quantNode("fc.weight", "w", false, false)
            + graphNode("MatMul", {"xq", "w"}, "product") + graphNode("Add", {"product", "fc.bias"}, "y"),
        initializer("fc.weight", {inputs, outputs}, floatType, weights)
            + initializer("fc.weight_scale", {1, outputs}, floatType, scales) + scalar("fc.weight_zero", 7.0F)
            + scalar("fc.weight_bits", 4.0F)
            + initializer("fc.bias", {outputs}, floatType, std::vector<float>{1.0F, 2.0F, 3.0F})
            + levels("x", 0.05F, 6.0F),
        inputs, outputs);
    const WeightLayer& layer = network->layers[0];
    QCOMPARE(storedAs(layer), std::string("uint4 per channel"));
    QCOMPARE(layer.given->lowest, -7);
    QCOMPARE(layer.given->highest, 8);
    std::vector<std::int32_t> integers;
    for (std::int64_t o = 0; o < outputs; ++o)
        for (std::int64_t i = 0; i < inputs; ++i) {
            const float level = weights[static_cast<std::size_t>(i * outputs + o)]
                                / scales[static_cast<std::size_t>(o)];
            integers.push_back(static_cast<std::int32_t>(nearest(level + 7.0F, 0, 15)) - 7);
        }
    QVERIFY(integersIn(layer) == integers);
    Settings settings;
    settings.groupSize = 8;
    settings.budget = 5;
    settings.dataTerms = 2;
    const std::vector<float> sample = someSample(inputs);
    const std::vector<float> found = outputsOf(network, Method::Revealed, settings, sample);
    for (std::int64_t o = 0; o < outputs; ++o) {
        std::int64_t sum = 0;
        for (std::int64_t first = 0; first < inputs; first += 8) {
            const std::vector<std::int64_t> group(integers.begin() + o * inputs + first,
                                                  integers.begin() + o * inputs + first + 8);
            const RevealedGroup revealed = revealGroup(group, settings.budget, settings.encoding);
            for (std::int64_t i = 0; i < 8; ++i) {
                const std::int64_t x = nearest(sample[static_cast<std::size_t>(first + i)] / 0.05F, -32, 31);
                sum += revealed.values[static_cast<std::size_t>(i)].revealed
                       * revealGroup({&x, 1}, settings.dataTerms, settings.encoding).values[0].revealed;
            }
        }
        QCOMPARE(found[static_cast<std::size_t>(o)],
                 static_cast<float>(sum) * (scales[static_cast<std::size_t>(o)] * 0.05F) + static_cast<float>(o + 1));
    }
}

/// IntQuant, and the domains of other tools; what is quantized in no way that sums can keep stays in floats.
void TestQonnx::otherNames()
{
    const std::string tail = graphNode("MatMul", {"x", "w"}, "y");
    const std::string weight = initializer("fc.weight", {2, 2}, floatType, std::vector<float>{0.1F, 0.2F, -0.3F, 1.0F});
    const std::vector<std::string> names{"fc.weight", "fc.weight_scale", "fc.weight_zero", "fc.weight_bits"};
    for (const auto& [op, domain] : {std::pair{"IntQuant", qonnx}, std::pair{"Quant", "finn.custom_op.general"},
                                     std::pair{"Quant", "onnx.brevitas"}}) {
        const NetworkPtr network = networkOf(graphNode(op, names, "w", {}, domain) + tail,
                                             weight + levels("fc.weight", 0.1F, 5.0F), 2, 2);
        QVERIFY(network->warnings.empty());
        QCOMPARE(storedAs(network->layers[0]), std::string("int5 per tensor"));
    }
    const NetworkPtr fraction = networkOf(graphNode("Quant", names, "w", {}, qonnx) + tail,
                                          weight + levels("fc.weight", 0.1F, 5.0F, 0.5F), 2, 2);
    QVERIFY(!fraction->layers[0].given);
    QCOMPARE(fraction->layers[0].weight.values[1], -0.25F); // [outputs, inputs]: −0.3 / 0.1 + 0.5 is −2.5, to even −2
    const NetworkPtr wide = networkOf(graphNode("Quant", names, "w", {}, qonnx) + tail,
                                      weight + levels("fc.weight", 0.1F, 20.0F), 2, 2);
    QVERIFY(!wide->layers[0].given);
    const auto wrong = parseOnnx(bytesOf(fileOf(graphNode("Quant", names, "w", {}, qonnx) + tail,
                                                weight + levels("fc.weight", -0.1F, 5.0F), 2, 2)),
                                 "q.onnx");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().message,
             std::string("q.onnx: node \"w_Quant\": expected a finite scale above 0, found -0.1"));
}

/// Quantizers of data are taken out; bounds at 0 stay, and what drops bits.
void TestQonnx::floatNetwork()
{
    const NetworkPtr plain = withoutQuantization(networkIn(Small(5).file()));
    QVERIFY(operatorsOf(*plain)
            == (std::vector<std::string>{"Reshape", "Conv", "Relu", "Clip", "AveragePool", std::string(truncOperator),
                                         "Flatten", "Gemm"}));
    const NetworkPtr signs = networkOf(
        quantNode("x", "xq", true, false) + graphNode("MatMul", {"xq", "w"}, "y"),
        initializer("w", {2, 2}, floatType, std::vector<float>{1, 2, 3, 4}) + levels("x", 1.0F, 1.0F), 2, 2);
    QVERIFY(withoutQuantization(signs) == signs); // a sign is no rounding
}

/// The file keeps floats; revealed ones are such that their Quant gives them again.
void TestQonnx::writtenAsFloats()
{
    const std::string file = Small(7).file();
    const NetworkPtr network = networkIn(file);
    Settings settings;
    settings.groupSize = 2;
    settings.budget = 2;
    const ExportedNetwork exported = unwrap(exportedNetwork(network, Method::Revealed, settings));
    const Bytes written = unwrap(onnxBytes(*exported.network, exported.weights, bytesOf(file), exported.replaced));
    const Network back = unwrap(parseOnnx(ByteView(written), "back.onnx"));
    QCOMPARE(storedAs(back.layers[0]), std::string("int3 per channel"));
    for (std::size_t layer = 0; layer < 2; ++layer)
        QVERIFY(back.layers[layer].weight.values == SharedFloats(exported.weights[layer]));
    LayerWeights others = exported.weights;
    others[0][3] += 0.03F;
    const auto refused = onnxBytes(*exported.network, others, bytesOf(file), exported.replaced);
    QVERIFY(!refused && refused.error().message.find("expected weights on the levels") != std::string::npos);
    others = exported.weights;
    others[1][0] = 0.0F; // a sign has no 0
    const auto nothing = onnxBytes(*exported.network, others, bytesOf(file), exported.replaced);
    QVERIFY(!nothing
            && nothing.error().message.find("expected weights that bipolar holds, found 0") != std::string::npos);
}

TERMSCOPE_TEST(TestQonnx)
#include "TestQonnx.moc"
