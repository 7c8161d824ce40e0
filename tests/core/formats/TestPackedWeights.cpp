// Weights that quantizers keep in several tensors of a safetensors file, packed here value by value.

#include "core/files/FloatCodes.h"
#include "tests/core/formats/WeightBytes.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <set>

using namespace termscope;

namespace {

/// Values of so many bits in words of 32, at any bit.
class Words {
public:
    explicit Words(std::size_t count) : words_(count, 0) {}

    void put(std::size_t word, int shift, int bits, std::int64_t value)
    {
        for (int bit = 0; bit < bits; ++bit) {
            const auto at = static_cast<std::size_t>(shift + bit);
            words_[word + at / 32] |= static_cast<std::int64_t>(value >> bit & 1) << at % 32;
        }
    }
    std::string text() const { return wholeText(words_, 4); }

private:
    std::vector<std::int64_t> words_;
};

/// A matrix, its zero points and scales in groups.
struct Sample {
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::int64_t groups = 0;
    std::vector<std::int64_t> q;
    std::vector<std::int64_t> z; // [outputs, groups]
    std::vector<float> scales;   // [outputs, groups]

    std::size_t groupAt(std::int64_t output, std::int64_t group) const
    {
        return static_cast<std::size_t>(output * groups + group);
    }
    std::size_t at(std::int64_t output, std::int64_t input) const
    {
        return static_cast<std::size_t>(output * inputs + input);
    }
};

Sample sample(std::int64_t outputs, std::int64_t inputs, std::int64_t groups, std::int64_t low, std::int64_t high)
{
    const auto count = static_cast<std::size_t>(outputs * groups);
    return {outputs,
            inputs,
            groups,
            someWholes(static_cast<std::size_t>(outputs * inputs), low, high),
            someWholes(count, low, high, 5),
            someScales(count)};
}

/// The layer has these integers, and values to them.
void compare(const WeightLayer& layer, const Sample& expected)
{
    QCOMPARE(layer.weight.shape, (Shape{expected.outputs, expected.inputs}));
    QVERIFY(layer.given != nullptr);
    const std::vector<std::int32_t> integers = integersOf(layer);
    const std::vector<float> values = layer.weight.values.toVector();
    const std::vector<float> scales = layer.given->scales.toVector();
    QCOMPARE(scales.size(), expected.scales.size());
    for (std::int64_t o = 0; o < expected.outputs; ++o)
        for (std::int64_t i = 0; i < expected.inputs; ++i) {
            const std::size_t group = expected.groupAt(o, i * expected.groups / expected.inputs);
            const std::int64_t integer = expected.q[expected.at(o, i)] - expected.z[group];
            QCOMPARE(layer.given->zeroAt(o, i, expected.inputs), static_cast<std::int32_t>(expected.z[group]));
            QCOMPARE(integers[expected.at(o, i)], static_cast<std::int32_t>(integer));
            QCOMPARE(scales[group], expected.scales[group]);
            QCOMPARE(values[expected.at(o, i)], static_cast<float>(integer) * expected.scales[group]);
            QVERIFY(integer >= layer.given->lowest && integer <= layer.given->highest);
        }
    // From the middle, over the ends of rows and blocks.
    std::vector<std::int32_t> part(integers.size() / 2);
    layer.given->integers->read(integers.size() / 3, part);
    QVERIFY(std::equal(part.begin(), part.end(), integers.begin() + static_cast<std::ptrdiff_t>(integers.size() / 3)));
}

std::string turned(const std::vector<float>& scales, std::int64_t outputs, std::int64_t groups)
{
    std::vector<float> result;
    for (std::int64_t g = 0; g < groups; ++g)
        for (std::int64_t o = 0; o < outputs; ++o)
            result.push_back(scales[static_cast<std::size_t>(o * groups + g)]);
    return floatText(result, FloatType::F16);
}

/// AutoGPTQ: a stream of bits down the inputs of each output, zero points less one along the outputs.
std::vector<SafetensorsPiece> gptq(const Sample& of, int bits, const std::vector<std::int64_t>& groupOf, int less = 1)
{
    const std::int64_t rows = of.inputs * bits / 32;
    const std::int64_t across = of.outputs * bits / 32;
    Words weight(static_cast<std::size_t>(rows * of.outputs));
    for (std::int64_t o = 0; o < of.outputs; ++o)
        for (std::int64_t bit = 0; bit < of.inputs * bits; ++bit)
            weight.put(static_cast<std::size_t>(bit / 32 * of.outputs + o), static_cast<int>(bit % 32), 1,
                       of.q[of.at(o, bit / bits)] >> bit % bits & 1);
    Words zeros(static_cast<std::size_t>(of.groups * across + 1));
    for (std::int64_t g = 0; g < of.groups; ++g)
        for (std::int64_t o = 0; o < of.outputs; ++o)
            zeros.put(static_cast<std::size_t>(g * across + o * bits / 32), static_cast<int>(o * bits % 32), bits,
                      (of.z[of.groupAt(o, g)] - less) & ((1 << bits) - 1));
    return {{"a.fc.qweight", "I32", {rows, of.outputs}, weight.text()},
            {"a.fc.qzeros",
             "I32",
             {of.groups, across},
             zeros.text().substr(0, static_cast<std::size_t>(4 * of.groups * across))},
            {"a.fc.scales", "F16", {of.groups, of.outputs}, turned(of.scales, of.outputs, of.groups)},
            {"a.fc.g_idx", "I32", {of.inputs}, wholeText(groupOf, 4)},
            {"a.fc.bias",
             "F16",
             {of.outputs},
             floatText(std::vector<float>(std::size_t(of.outputs), 0.5F), FloatType::F16)}};
}

std::vector<std::int64_t> groupsInOrder(const Sample& of)
{
    std::vector<std::int64_t> groups;
    for (std::int64_t i = 0; i < of.inputs; ++i)
        groups.push_back(i * of.groups / of.inputs);
    return groups;
}

} // namespace

class TestPackedWeights : public QObject {
    Q_OBJECT

private slots:
    void everyType();
    void floatCodes();
    void scales_data();
    void scales();
    void zeroPoints();
    void blocksOf128();
    void narrowBlocks();
    void stackedMatrices();
    void gptq_data();
    void gptq();
    void gptqOrders();
    void gptqOfBothVersions_data();
    void gptqOfBothVersions();
    void awq();
    void mlx_data();
    void mlx();
    void mlxFloats();
    void mlxThatDoesNotFit();
    void compressed_data();
    void compressed();
    void microscaling();
    void nvfp4();
    void missingCompanions();
    void mapped();
};

/// None refuses the file; what is no layer is named.
void TestPackedWeights::everyType()
{
    std::vector<SafetensorsPiece> pieces{{"w", "F32", {2, 2}, floatText({1, 2, 3, 4})}};
    for (const auto& [type, bits] :
         {std::pair{"F64", 64}, std::pair{"F16", 16}, std::pair{"BF16", 16}, std::pair{"F8_E4M3", 8},
          std::pair{"F8_E5M2", 8}, std::pair{"F8_E4M3FNUZ", 8}, std::pair{"F8_E5M2FNUZ", 8}, std::pair{"F8_E8M0", 8},
          std::pair{"F6_E2M3", 6}, std::pair{"F6_E3M2", 6}, std::pair{"F4", 4}})
        pieces.push_back({type, type, {4, 2}, std::string(static_cast<std::size_t>(bits), '\0')});
    std::set<std::string> whole;
    for (const auto& [type, size] : {std::pair{"I64", 8}, std::pair{"I32", 4}, std::pair{"I16", 2}, std::pair{"I8", 1},
                                     std::pair{"U64", 8}, std::pair{"U32", 4}, std::pair{"U16", 2}, std::pair{"U8", 1},
                                     std::pair{"BOOL", 1}, std::pair{"C64", 8}, std::pair{"F2_NEW", 1}}) {
        pieces.push_back(
            {std::string("not ") + type, type, {4, 2}, std::string(static_cast<std::size_t>(8 * size), '\1')});
        whole.insert(text("tensor not ", type, " is left out: it holds ", type, ", not floating-point numbers"));
    }
    const auto network = parsedText(safetensorsText(pieces));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{12});
    QCOMPARE((*network)->layers[0].storedType, std::string());
    QCOMPARE((*network)->layers[2].storedType, std::string("float16"));
    QCOMPARE((*network)->layers[4].storedType, std::string("FP8 E4M3"));
    QCOMPARE((*network)->layers[11].storedType, std::string("FP4 E2M1"));
    QCOMPARE(std::set<std::string>((*network)->warnings.begin(), (*network)->warnings.end()), whole);
}

/// Every code, by its bits: sign, exponent, fraction.
void TestPackedWeights::floatCodes()
{
    struct Kind {
        FloatCode code;
        const char* type;
        int exponent, fraction, bias;
    };
    for (const Kind& kind : {Kind{FloatCode::E4M3, "F8_E4M3", 4, 3, 7}, Kind{FloatCode::E5M2, "F8_E5M2", 5, 2, 15},
                             Kind{FloatCode::E4M3Fnuz, "F8_E4M3FNUZ", 4, 3, 8},
                             Kind{FloatCode::E5M2Fnuz, "F8_E5M2FNUZ", 5, 2, 16}, Kind{FloatCode::E2M1, "F4", 2, 1, 1},
                             Kind{FloatCode::E2M3, "F6_E2M3", 2, 3, 1}, Kind{FloatCode::E3M2, "F6_E3M2", 3, 2, 3}}) {
        const int bits = 1 + kind.exponent + kind.fraction;
        std::vector<double> expected;
        Words words(128);
        std::vector<int> codes;
        for (int code = 0; code < 1 << bits; ++code) {
            const int e = code >> kind.fraction & ((1 << kind.exponent) - 1);
            const double f = (code & ((1 << kind.fraction) - 1)) / std::pow(2.0, kind.fraction);
            double value = e == 0 ? f * std::pow(2.0, 1 - kind.bias) : (1 + f) * std::pow(2.0, e - kind.bias);
            value = code >> (bits - 1) != 0 ? -value : value;
            const bool finite = std::isfinite(valuesOf(kind.code)[static_cast<std::size_t>(code)]);
            if (kind.code == FloatCode::E5M2)
                QCOMPARE(finite, e != 31);
            else if (kind.code == FloatCode::E4M3)
                QCOMPARE(finite, (code & 0x7F) != 0x7F);
            else
                QCOMPARE(finite, bits < 8 || code != 0x80);
            if (!finite)
                continue;
            words.put(0, bits * static_cast<int>(expected.size()), bits, code);
            expected.push_back(value);
        }
        const auto rows = static_cast<std::int64_t>(expected.size() / 2);
        const std::int64_t count = rows / 4 * 4 * 2;
        expected.resize(static_cast<std::size_t>(count));
        const auto network = parsedText(safetensorsText(
            {{"w", kind.type, {count / 2, 2}, words.text().substr(0, static_cast<std::size_t>(count * bits / 8))}}));
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        const std::vector<float> found = (*network)->layers[0].weight.values.toVector();
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QCOMPARE(static_cast<double>(found[i]), expected[i]);
    }
    QCOMPARE(valuesOf(FloatCode::E8M0)[127], 1.0F);
    QCOMPARE(valuesOf(FloatCode::E8M0)[0], std::ldexp(1.0F, -127));
    QVERIFY(std::isnan(valuesOf(FloatCode::E8M0)[255]));
}

void TestPackedWeights::scales_data()
{
    QTest::addColumn<int>("groups"); // 0: one scale for all
    QTest::addColumn<QString>("type");
    for (const int groups : {0, 1, 4})
        for (const char* const type : {"I8", "U8", "I16", "F8_E4M3"})
            QTest::addRow("%d %s", groups, type) << groups << QString::fromLatin1(type);
}

/// NAME with NAME_scale: one, one an output, one for each block.
void TestPackedWeights::scales()
{
    QFETCH(const int, groups);
    QFETCH(const QString, type);
    const bool codes = type == QLatin1String("F8_E4M3");
    const bool isUnsigned = type == QLatin1String("U8");
    const int bytes = type == QLatin1String("I16") ? 2 : 1;
    const std::int64_t top = codes ? 0x7E : bytes == 2 ? 32767 : isUnsigned ? 255 : 127;
    Sample made = sample(6, 16, std::max(groups, 1), codes || isUnsigned ? 0 : -top - 1, top);
    std::ranges::fill(made.z, 0);
    if (groups == 0)
        std::ranges::fill(made.scales, made.scales[0]);
    const std::vector<float> stored(made.scales.begin(), groups == 0 ? made.scales.begin() + 1 : made.scales.end());
    const std::vector<std::int64_t> shape = groups == 0   ? std::vector<std::int64_t>{}
                                            : groups == 1 ? std::vector<std::int64_t>{6, 1}
                                                          : std::vector<std::int64_t>{6, 4};
    const auto network = parsedText(
        safetensorsText({{"fc.weight", type.toStdString(), {6, 16}, wholeText(made.q, bytes)},
                         {"fc.weight_scale", "F32", shape, floatText(stored)},
                         {"fc.bias", "F32", {6}, floatText(std::vector<float>(6))}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    QVERIFY((*network)->warnings.empty());
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.name, std::string("fc"));
    QCOMPARE(layer.bias.size(), std::size_t{6});
    const char* const how[] = {" per tensor", " per channel", "", "", " in blocks of 4"};
    if (codes) {
        QCOMPARE(layer.storedType, std::string("FP8 E4M3") + how[groups]);
        for (std::size_t i = 0; i < 96; ++i)
            QCOMPARE(layer.weight.values.toVector()[i],
                     valuesOf(FloatCode::E4M3)[static_cast<std::size_t>(made.q[i])]
                         * made.scales[i / 16 * static_cast<std::size_t>(made.groups)
                                       + i % 16 * static_cast<std::size_t>(made.groups) / 16]);
        return;
    }
    QCOMPARE(layer.given->storedAs(), std::string(isUnsigned ? "uint8" : bytes == 2 ? "int16" : "int8") + how[groups]);
    QCOMPARE(layer.given->block, groups == 4 ? 4 : 0);
    if (groups == 0) {
        made.groups = 1;
        QCOMPARE(layer.given->scales.size(), std::size_t{1});
        const std::vector<std::int32_t> integers = integersOf(layer);
        for (std::size_t i = 0; i < 96; ++i) {
            QCOMPARE(integers[i], static_cast<std::int32_t>(made.q[i]));
            QCOMPARE(layer.weight.values.toVector()[i], static_cast<float>(made.q[i]) * made.scales[0]);
        }
        return;
    }
    compare(layer, made);
}

void TestPackedWeights::zeroPoints()
{
    const Sample made = sample(4, 8, 1, 0, 255);
    const auto network = parsedText(safetensorsText({{"fc.weight", "U8", {4, 8}, wholeText(made.q, 1)},
                                                     {"fc.weight_scale", "F32", {4}, floatText(made.scales)},
                                                     {"fc.weight_zero_point", "U8", {4}, wholeText(made.z, 1)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    compare((*network)->layers[0], made);
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    const auto beyond = parsedText(
        safetensorsText({{"fc.weight", "I8", {4, 8}, wholeText(made.q, 1)},
                         {"fc.weight_scale", "F32", {4}, floatText(made.scales)},
                         {"fc.weight_zero_point", "I32", {4}, wholeText({0, 1, 128, 0}, 4)}}));
    QVERIFY(!beyond);
    QCOMPARE(beyond.error().message, std::string("net: tensor fc.weight: expected zero points from -128 to 127 as int8 "
                                                 "has them, found 128 in fc.weight_zero_point"));
}

/// DeepSeek's weight_scale_inv: the last blocks are smaller.
void TestPackedWeights::blocksOf128()
{
    constexpr std::int64_t rows = 150;
    constexpr std::int64_t columns = 192;
    const std::vector<std::int64_t> q = someWholes(rows * columns, 0, 0x7E);
    const std::vector<float> scales = someScales(4);
    for (const bool codes : {true, false}) {
        const auto network = parsedText(
            safetensorsText({{"fc.weight", codes ? "F8_E4M3" : "I8", {rows, columns}, wholeText(q, 1)},
                             {"fc.weight_scale_inv", "F32", {2, 2}, floatText(scales)}}));
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        const WeightLayer& layer = (*network)->layers[0];
        QCOMPARE(layer.storedType, std::string(codes ? "FP8 E4M3 in blocks of 128×128" : ""));
        QCOMPARE((*network)->layers.size(), std::size_t{1});
        const std::vector<float> values = layer.weight.values.toVector();
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t c = 0; c < columns; ++c) {
                const auto at = static_cast<std::size_t>(r * columns + c);
                const float base = codes ? valuesOf(FloatCode::E4M3)[static_cast<std::size_t>(q[at])]
                                         : static_cast<float>(q[at]);
                QCOMPARE(values[at], base * scales[static_cast<std::size_t>(r / 128 * 2 + c / 128)]);
            }
        if (!codes) {
            QCOMPARE(layer.given->block, 64); // divides a row, and 128
            QCOMPARE(layer.given->scales.size(), std::size_t{rows * 3});
        }
    }
}

/// A matrix that is narrower than a block.
void TestPackedWeights::narrowBlocks()
{
    const std::vector<std::int64_t> q = someWholes(300 * 64, -128, 127);
    const std::vector<float> scales = someScales(3);
    const auto network = parsedText(safetensorsText(
        {{"fc.weight", "I8", {300, 64}, wholeText(q, 1)}, {"fc.weight_scale_inv", "F32", {3, 1}, floatText(scales)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    const std::vector<float> values = (*network)->layers[0].weight.values.toVector();
    for (std::size_t i = 0; i < values.size(); ++i)
        QCOMPARE(values[i], static_cast<float>(q[i]) * scales[i / 64 / 128]);
}

/// Experts one after another are one matrix.
void TestPackedWeights::stackedMatrices()
{
    const std::vector<std::int64_t> q = someWholes(2 * 4 * 6, 0, 0x7E);
    const std::vector<float> scales = someScales(2 * 2 * 3);
    const auto network = parsedText(safetensorsText(
        {{"experts", "I8", {2, 4, 6}, wholeText(q, 1)}, {"experts_scale", "F32", {2, 2, 3}, floatText(scales)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.kind, LayerKind::Linear);
    QCOMPARE(layer.weight.shape, (Shape{8, 6}));
    QCOMPARE(layer.fileShape, (Shape{2, 4, 6}));
    for (std::size_t i = 0; i < 48; ++i)
        QCOMPARE(layer.weight.values.toVector()[i], static_cast<float>(q[i]) * scales[i / 12 * 3 + i % 6 / 2]);
}

void TestPackedWeights::gptq_data()
{
    QTest::addColumn<int>("bits");
    for (const int bits : {2, 3, 4, 8})
        QTest::addRow("%d bits", bits) << bits;
}

void TestPackedWeights::gptq()
{
    QFETCH(const int, bits);
    Sample made = sample(32, 96, 3, 0, (1 << bits) - 1);
    std::ranges::replace(made.z, 0, 1);
    const auto network = parsedText(safetensorsText(::gptq(made, bits, groupsInOrder(made))));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    QVERIFY((*network)->warnings.empty());
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.name, std::string("a.fc"));
    QCOMPARE(layer.tensorName, std::string("a.fc.weight"));
    QCOMPARE(layer.bias.size(), std::size_t{32});
    QCOMPARE(layer.given->storedAs(), text("uint", bits, " in blocks of 32"));
    compare(layer, made);
}

/// Groups that lie anywhere are dequantized; zero points all in the middle are stored as they are.
void TestPackedWeights::gptqOrders()
{
    Sample made = sample(8, 64, 2, 0, 15);
    std::ranges::replace(made.z, 0, 1);
    std::vector<std::int64_t> groupOf;
    for (std::int64_t i = 0; i < 64; ++i)
        groupOf.push_back(i * 7 % 64 / 32);
    const auto scattered = parsedText(safetensorsText(::gptq(made, 4, groupOf)));
    QVERIFY2(scattered.has_value(), scattered ? "" : scattered.error().message.c_str());
    const WeightLayer& layer = (*scattered)->layers[0];
    QVERIFY(layer.given == nullptr);
    QCOMPARE(layer.storedType, std::string("uint4 in groups of any order"));
    for (std::int64_t o = 0; o < 8; ++o)
        for (std::int64_t i = 0; i < 64; ++i) {
            const std::size_t group = made.groupAt(o, groupOf[static_cast<std::size_t>(i)]);
            QCOMPARE(layer.weight.values.toVector()[made.at(o, i)],
                     static_cast<float>(made.q[made.at(o, i)] - made.z[group]) * made.scales[group]);
        }
    std::ranges::fill(made.z, 8);
    const auto symmetric = parsedText(safetensorsText(::gptq(made, 4, groupsInOrder(made))));
    QVERIFY(symmetric);
    compare((*symmetric)->layers[0], made);
    QCOMPARE((*symmetric)->layers[0].given->magnitudeBits(), 3);
    const auto later = parsedText(safetensorsText(::gptq(made, 4, groupsInOrder(made), 0)));
    QVERIFY(later);
    compare((*later)->layers[0], made);
}

void TestPackedWeights::gptqOfBothVersions_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("less");
    for (const int bits : {2, 3, 4})
        for (const int less : {0, 1})
            QTest::addRow("%d bits, %s", bits, less == 1 ? "less one" : "as they are") << bits << less;
}

/// Weights about 0 tell how zero points that are not all in the middle are stored.
void TestPackedWeights::gptqOfBothVersions()
{
    QFETCH(const int, bits);
    QFETCH(const int, less);
    const std::int64_t top = (std::int64_t{1} << bits) - 1;
    Sample made = sample(64, 192, 3, 0, top);
    made.z = someWholes(made.z.size(), top / 2, top / 2 + 1, 4);
    std::mt19937 random(3);
    std::normal_distribution<double> weight(0.0, static_cast<double>(top) / 6.0);
    for (std::int64_t o = 0; o < made.outputs; ++o)
        for (std::int64_t i = 0; i < made.inputs; ++i)
            made.q[made.at(o, i)] = std::clamp<std::int64_t>(
                std::llround(weight(random)) + made.z[made.groupAt(o, i * made.groups / made.inputs)], 0, top);
    const auto network = parsedText(safetensorsText(::gptq(made, bits, groupsInOrder(made), less)));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    compare((*network)->layers[0], made);
}

void TestPackedWeights::mlx_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("group");
    for (const auto& [bits, group] :
         {std::pair{4, 64}, std::pair{4, 32}, std::pair{4, 128}, std::pair{8, 64}, std::pair{8, 32}, std::pair{8, 128},
          std::pair{2, 64}, std::pair{2, 128}, std::pair{3, 64}, std::pair{3, 32}, std::pair{6, 64}, std::pair{6, 32},
          std::pair{5, 64}})
        QTest::addRow("%d bits, groups of %d", bits, group) << bits << group;
}

/// As MLX's quantizer makes groups: one value of each is 0, one the largest.
void TestPackedWeights::mlx()
{
    QFETCH(const int, bits);
    QFETCH(const int, group);
    constexpr std::int64_t rows = 64, columns = 384;
    const std::int64_t groups = columns / group;
    std::mt19937 random(5);
    std::normal_distribution<double> middle(std::pow(2.0, bits - 1), std::pow(2.0, bits) / 6.0);
    std::vector<std::int64_t> q;
    for (std::int64_t i = 0; i < rows * columns; ++i)
        q.push_back(i % group == 3   ? 0
                    : i % group == 5 ? (1 << bits) - 1
                                     : std::clamp<std::int64_t>(std::llround(middle(random)), 0, (1 << bits) - 1));
    Words words(static_cast<std::size_t>(rows * columns * bits / 32 + 1));
    for (std::size_t i = 0; i < q.size(); ++i)
        words.put(i * static_cast<std::size_t>(bits) / 32, static_cast<int>(i * static_cast<std::size_t>(bits) % 32),
                  bits, q[i]);
    const std::vector<float> scales = someScales(static_cast<std::size_t>(rows * groups), 3);
    const std::vector<float> biases = someScales(static_cast<std::size_t>(rows * groups), 4);
    const auto network = parsedText(
        safetensorsText({{"up.weight",
                          "U32",
                          {rows, columns * bits / 32},
                          words.text().substr(0, std::size_t(rows * columns * bits / 8))},
                         {"up.scales", "F16", {rows, groups}, floatText(scales, FloatType::F16)},
                         {"up.biases", "F16", {rows, groups}, floatText(biases, FloatType::F16)},
                         {"up.bias", "F32", {rows}, floatText(std::vector<float>(std::size_t(rows), 2.0F))}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QVERIFY((*network)->warnings.empty());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.name, std::string("up"));
    QCOMPARE(storedAs(layer), text("uint", bits, " in blocks of ", group));
    QCOMPARE(layer.weight.shape, (Shape{rows, columns}));
    QCOMPARE(layer.bias.size(), std::size_t{rows});
    const std::vector<std::int32_t> integers = integersOf(layer);
    const std::vector<float> values = layer.weight.values.toVector();
    for (std::size_t i = 0; i < q.size(); ++i) {
        const std::size_t place = i / static_cast<std::size_t>(group);
        QCOMPARE(integers[i], static_cast<std::int32_t>(q[i]));
        QCOMPARE(values[i], static_cast<float>(q[i]) * scales[place] + biases[place]);
    }
}

/// Without biases: FP4 whose scales are bytes; a stack of matrices is one under another.
void TestPackedWeights::mlxFloats()
{
    const std::vector<std::int64_t> codes = someWholes(2 * 4 * 64, 0, 15);
    std::string bytes;
    for (std::size_t i = 0; i < codes.size(); i += 2)
        bytes += static_cast<char>(codes[i] | codes[i + 1] << 4);
    for (const bool powers : {true, false}) {
        const std::size_t block = powers ? 32 : 16;
        const std::vector<std::int64_t> scales = someWholes(codes.size() / block, powers ? 120 : 40, powers ? 130 : 70);
        const auto network = parsedText(
            safetensorsText({{"up.weight", "U32", {2, 4, 8}, bytes},
                             {"up.scales", "U8", {2, 4, std::int64_t(64 / block)}, wholeText(scales, 1)}}));
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        QCOMPARE((*network)->layers.size(), std::size_t{1});
        const WeightLayer& layer = (*network)->layers[0];
        QCOMPARE(layer.weight.shape, (Shape{8, 64}));
        QCOMPARE(layer.fileShape, (Shape{2, 4, 64}));
        QCOMPARE(layer.storedType, std::string(powers ? "MXFP4 in blocks of 32" : "FP4 E2M1 in blocks of 16"));
        const std::span<const float> factors = valuesOf(powers ? FloatCode::E8M0 : FloatCode::E4M3);
        for (std::size_t i = 0; i < codes.size(); ++i)
            QCOMPARE(layer.weight.values.toVector()[i], valuesOf(FloatCode::E2M1)[static_cast<std::size_t>(codes[i])]
                                                            * factors[static_cast<std::size_t>(scales[i / block])]);
    }
}

void TestPackedWeights::mlxThatDoesNotFit()
{
    const SafetensorsPiece other{"w", "F32", {2, 2}, floatText({1, 2, 3, 4})};
    const SafetensorsPiece words{"up.weight", "U32", {2, 8}, std::string(64, '\0')};
    const SafetensorsPiece scales{"up.scales", "F16", {2, 1}, std::string(4, '\0')};
    const auto without = parsedText(safetensorsText({other, words, scales}));
    QVERIFY(without.has_value());
    QCOMPARE((*without)->layers.size(), std::size_t{1}); // the scales are no layer
    QCOMPARE((*without)->warnings,
             std::vector<std::string>{"tensor up.weight is left out: its offsets (….biases) are not in the file"});
    const auto wrong = parsedText(safetensorsText({words, scales, {"up.biases", "F16", {2, 2}, std::string(8, '\0')}}));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().message, std::string("net: tensor up.weight: expected scales of groups that fit its 2×8 "
                                                "words, found scales 2×1 and offsets 2×2"));
}

void TestPackedWeights::awq()
{
    const Sample made = sample(16, 64, 2, 0, 15);
    constexpr std::int64_t order[] = {0, 2, 4, 6, 1, 3, 5, 7}; // of the outputs in a word
    Words weight(64 * 2);
    Words zeros(2 * 2);
    for (std::int64_t word = 0; word < 2; ++word)
        for (int nibble = 0; nibble < 8; ++nibble) {
            const std::int64_t output = 8 * word + order[nibble];
            for (std::int64_t i = 0; i < 64; ++i)
                weight.put(static_cast<std::size_t>(2 * i + word), 4 * nibble, 4, made.q[made.at(output, i)]);
            for (std::int64_t g = 0; g < 2; ++g)
                zeros.put(static_cast<std::size_t>(2 * g + word), 4 * nibble, 4, made.z[made.groupAt(output, g)]);
        }
    const auto network = parsedText(safetensorsText({{"fc.qweight", "I32", {64, 2}, weight.text()},
                                                     {"fc.qzeros", "I32", {2, 2}, zeros.text()},
                                                     {"fc.scales", "F16", {2, 16}, turned(made.scales, 16, 2)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    QCOMPARE((*network)->layers[0].name, std::string("fc"));
    compare((*network)->layers[0], made);
}

void TestPackedWeights::compressed_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("zeros"); // 0: none, 1: bytes, 2: packed
    for (const int bits : {2, 4, 8})
        for (const int zeros : {0, 1, 2})
            QTest::addRow("%d bits, zeros %d", bits, zeros) << bits << zeros;
}

void TestPackedWeights::compressed()
{
    QFETCH(const int, bits);
    QFETCH(const int, zeros);
    const std::int64_t half = 1 << (bits - 1);
    Sample made = sample(6, 72, 3, -half, half - 1);
    if (zeros == 0)
        std::ranges::fill(made.z, 0);
    const int perWord = 32 / bits;
    const std::int64_t across = (72 + perWord - 1) / perWord;
    const std::int64_t down = (6 + perWord - 1) / perWord;
    Words weight(static_cast<std::size_t>(6 * across));
    Words packedZeros(static_cast<std::size_t>(down * 3));
    for (std::int64_t o = 0; o < 6; ++o) {
        for (std::int64_t i = 0; i < 72; ++i)
            weight.put(static_cast<std::size_t>(o * across + i / perWord), static_cast<int>(i % perWord) * bits, bits,
                       made.q[made.at(o, i)] + half);
        for (std::int64_t g = 0; g < 3; ++g)
            packedZeros.put(static_cast<std::size_t>(o / perWord * 3 + g), static_cast<int>(o % perWord) * bits, bits,
                            made.z[made.groupAt(o, g)] + half);
    }
    std::vector<SafetensorsPiece> pieces{{"fc.weight_packed", "I32", {6, across}, weight.text()},
                                         {"fc.weight_shape", "I64", {2}, wholeText({6, 72}, 8)},
                                         {"fc.weight_scale", "BF16", {6, 3}, floatText(made.scales, FloatType::BF16)}};
    if (zeros == 1)
        pieces.push_back({"fc.weight_zero_point", "I8", {6, 3}, wholeText(made.z, 1)});
    if (zeros == 2)
        pieces.push_back({"fc.weight_zero_point", "I32", {down, 3}, packedZeros.text()});
    const auto network = parsedText(safetensorsText(pieces));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    QVERIFY((*network)->warnings.empty());
    QCOMPARE((*network)->layers[0].name, std::string("fc"));
    QCOMPARE((*network)->layers[0].given->storedAs(), text("int", bits, " in blocks of 24"));
    compare((*network)->layers[0], made);
}

/// gpt-oss: 32 values in 16 bytes, the first in the low half of the first.
void TestPackedWeights::microscaling()
{
    const std::vector<std::int64_t> codes = someWholes(2 * 3 * 64, 0, 15);
    const std::vector<std::int64_t> exponents = someWholes(2 * 3 * 2, 120, 130);
    constexpr float levels[] = {0, 0.5F, 1, 1.5F, 2, 3, 4, 6};
    std::string bytes;
    for (std::size_t i = 0; i < codes.size(); i += 2)
        bytes += static_cast<char>(codes[i] + 16 * codes[i + 1]);
    const auto network = parsedText(
        safetensorsText({{"mlp.up_proj_blocks", "U8", {2, 3, 2, 16}, bytes},
                         {"mlp.up_proj_scales", "U8", {2, 3, 2}, wholeText(exponents, 1)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.name, std::string("mlp.up_proj"));
    QCOMPARE(layer.storedType, std::string("MXFP4 in blocks of 32"));
    QCOMPARE(layer.weight.shape, (Shape{6, 64}));
    QCOMPARE(layer.fileShape, (Shape{2, 3, 64}));
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const float level = levels[codes[i] % 8] * (codes[i] >= 8 ? -1.0F : 1.0F);
        QCOMPARE(layer.weight.values.toVector()[i], std::ldexp(level, static_cast<int>(exponents[i / 32]) - 127));
    }
    // The same by compressed-tensors' names.
    const auto packed = parsedText(safetensorsText(
        {{"fc.weight_packed", "U8", {6, 32}, bytes}, {"fc.weight_scale", "U8", {6, 2}, wholeText(exponents, 1)}}));
    QVERIFY2(packed.has_value(), packed ? "" : packed.error().message.c_str());
    QCOMPARE((*packed)->layers[0].storedType, std::string("MXFP4 in blocks of 32"));
    QCOMPARE((*packed)->layers[0].weight.values, layer.weight.values);
}

/// In blocks of 16 with FP8 scales: compressed-tensors divides by a global scale, Model-Optimizer multiplies.
void TestPackedWeights::nvfp4()
{
    const std::vector<std::int64_t> codes = someWholes(4 * 32, 0, 15);
    const std::vector<std::int64_t> scales = someWholes(4 * 2, 1, 0x70);
    std::string bytes;
    for (std::size_t i = 0; i < codes.size(); i += 2)
        bytes += static_cast<char>(codes[i] + 16 * codes[i + 1]);
    for (const bool divides : {true, false}) {
        const std::string name = divides ? "fc.weight_packed" : "fc.weight";
        const auto network = parsedText(safetensorsText(
            {{name, "U8", {4, 16}, bytes},
             {"fc.weight_scale", "F8_E4M3", {4, 2}, wholeText(scales, 1)},
             {divides ? "fc.weight_global_scale" : "fc.weight_scale_2", "F32", {1}, floatText({4.0F})}}));
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        QCOMPARE((*network)->layers.size(), std::size_t{1});
        const WeightLayer& layer = (*network)->layers[0];
        QCOMPARE(layer.name, std::string("fc"));
        QCOMPARE(layer.weight.shape, (Shape{4, 32}));
        QCOMPARE(layer.storedType, std::string("FP4 E2M1 in blocks of 16"));
        for (std::size_t i = 0; i < codes.size(); ++i)
            QCOMPARE(layer.weight.values.toVector()[i],
                     valuesOf(FloatCode::E2M1)[static_cast<std::size_t>(codes[i])]
                         * valuesOf(FloatCode::E4M3)[static_cast<std::size_t>(scales[i / 16])]
                         * (divides ? 0.25F : 4.0F));
    }
}

/// As one file of a network in several may have it: the rest opens.
void TestPackedWeights::missingCompanions()
{
    const SafetensorsPiece other{"w", "F32", {2, 2}, floatText({1, 2, 3, 4})};
    const auto warning = [&](const SafetensorsPiece& piece) {
        const auto network = parsedText(safetensorsText({other, piece}));
        return network && (*network)->warnings.size() == 1 ? (*network)->warnings[0] : "";
    };
    QCOMPARE(warning({"fc.qweight", "I32", {4, 8}, std::string(128, '\0')}),
             std::string("tensor fc.qweight is left out: its scales (….scales) are not in the file"));
    QCOMPARE(warning({"fc.weight_packed", "I32", {4, 8}, std::string(128, '\0')}),
             std::string("tensor fc.weight_packed is left out: its scales (…_scale) are not in the file"));
    QCOMPARE(warning({"up_blocks", "U8", {2, 2, 16}, std::string(64, '\0')}),
             std::string("tensor up_blocks is left out: its scales (…_scales) are not in the file"));
    QCOMPARE(warning({"fc.weight", "I8", {4, 8}, std::string(32, '\0')}),
             std::string("tensor fc.weight is left out: it holds I8, not floating-point numbers"));
}

/// Large ones stay in the file, and are read where they are.
void TestPackedWeights::mapped()
{
    Sample made = sample(512, 4096, 32, 0, 15);
    std::ranges::replace(made.z, 0, 1);
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("net.safetensors").toStdString();
    QVERIFY(writeFile(path, safetensorsText(::gptq(made, 4, groupsInOrder(made)))));
    const auto network = readNetwork(path);
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    compare((*network)->layers[0], made);
    std::vector<float> parts;
    (*network)->layers[0].weight.values.visitParts(
        [&](std::span<const float> part) { parts.insert(parts.end(), part.begin(), part.end()); });
    QVERIFY((*network)->layers[0].weight.values == SharedFloats(parts));
}

TERMSCOPE_TEST(TestPackedWeights)
#include "TestPackedWeights.moc"
