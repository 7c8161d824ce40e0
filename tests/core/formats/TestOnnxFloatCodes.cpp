// Floating-point numbers of eight bits and less in ONNX files, against a decoding by powers of two and a search over
// all codes.

#include "core/files/FloatCodes.h"
#include "core/formats/NetworkWriter.h"
#include "core/graph/WithoutQuantization.h"
#include "tests/core/formats/QuantizedOnnx.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace termscope;
using namespace termscope::samples;

namespace {

constexpr int halfType = 10;

enum class Ends { None, LastCode, Ieee, Fnuz };

struct Kind {
    const char* name;
    const char* stored;
    int type; // ONNX's number
    FloatCode code;
    int exponent, fraction, bias;
    Ends ends;

    int bits() const { return 1 + exponent + fraction; }
    int count() const { return 1 << bits(); }
};

const Kind kinds[] = {{"FLOAT8E4M3FN", "FP8 E4M3", 17, FloatCode::E4M3, 4, 3, 7, Ends::LastCode},
                      {"FLOAT8E4M3FNUZ", "FP8 E4M3FNUZ", 18, FloatCode::E4M3Fnuz, 4, 3, 8, Ends::Fnuz},
                      {"FLOAT8E5M2", "FP8 E5M2", 19, FloatCode::E5M2, 5, 2, 15, Ends::Ieee},
                      {"FLOAT8E5M2FNUZ", "FP8 E5M2FNUZ", 20, FloatCode::E5M2Fnuz, 5, 2, 16, Ends::Fnuz},
                      {"FLOAT4E2M1", "FP4 E2M1", 23, FloatCode::E2M1, 2, 1, 1, Ends::None}};
constexpr int powersType = 24;

/// What a code stands for, by its parts; none where that is no finite number.
std::optional<double> slowValue(const Kind& kind, int code)
{
    const int magnitude = code % (kind.count() / 2);
    const bool negative = code >= kind.count() / 2;
    const int e = magnitude >> kind.fraction;
    const double f = (magnitude % (1 << kind.fraction)) / std::pow(2.0, kind.fraction);
    if ((kind.ends == Ends::LastCode && magnitude == kind.count() / 2 - 1)
        || (kind.ends == Ends::Ieee && e == (1 << kind.exponent) - 1)
        || (kind.ends == Ends::Fnuz && negative && magnitude == 0))
        return std::nullopt;
    const double value = e == 0 ? f * std::pow(2.0, 1 - kind.bias) : (1 + f) * std::pow(2.0, e - kind.bias);
    return negative ? -value : value;
}

/// The nearest finite code's number, of two the one of the even code; what is beyond the largest becomes that.
double slowRounded(const Kind& kind, double value)
{
    double best = 0.0;
    double distance = std::numeric_limits<double>::infinity();
    int bestCode = 0;
    for (int code = 0; code < kind.count() / 2; ++code) {
        const auto number = slowValue(kind, code);
        if (!number)
            continue;
        const double away = std::abs(std::abs(value) - *number);
        if (away < distance || (away == distance && bestCode % 2 != 0)) {
            best = *number;
            distance = away;
            bestCode = code;
        }
    }
    return value < 0.0 ? -best : best;
}

std::string packed(const Kind& kind, const std::vector<int>& codes)
{
    std::string bytes;
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (kind.bits() == 4 && i % 2 == 1)
            bytes.back() = static_cast<char>(bytes.back() | codes[i] << 4);
        else
            bytes += static_cast<char>(codes[i]);
    return bytes;
}

std::string codeTensor(const std::string& name, const std::vector<std::int64_t>& shape, const Kind& kind,
                       const std::vector<int>& codes)
{
    return content(5, tensorHead(name, shape, kind.type) + content(9, packed(kind, codes)));
}

/// All finite codes as a matrix of two rows, the last one left out if they are odd in number.
std::vector<int> finiteCodes(const Kind& kind)
{
    std::vector<int> codes;
    for (int code = 0; code < kind.count(); ++code)
        if (slowValue(kind, code))
            codes.push_back(code);
    codes.resize(codes.size() / 2 * 2);
    return codes;
}

std::vector<int> someCodes(const Kind& kind, std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    const std::vector<int> all = finiteCodes(kind);
    std::uniform_int_distribution<std::size_t> place(0, all.size() - 1);
    std::vector<int> codes(count);
    std::ranges::generate(codes, [&] { return all[place(random)]; });
    return codes;
}

std::string refusal(const std::string& nodes, const std::string& initializers, std::int64_t features)
{
    const auto network = parseOnnx(bytesOf(fileOf(nodes, initializers, features, 2, 23)), "codes.onnx");
    return network ? "" : network.error().message;
}

/// What is told of a network that opens all the same.
std::string warning(const std::string& nodes, const std::string& initializers, std::int64_t features)
{
    const Network network = unwrap(parseOnnx(bytesOf(fileOf(nodes, initializers, features, 2, 23)), "codes.onnx"));
    return network.warnings.empty() ? "" : network.warnings[0];
}

const std::string castThenGemm = graphNode("Cast", {"w"}, "floats", {intAttribute("to", 1)})
                                 + graphNode("Gemm", {"x", "floats"}, "y", {intAttribute("transB", 1)});

} // namespace

class TestOnnxFloatCodes : public QObject {
    Q_OBJECT

private slots:
    void everyCode();
    void everyCodeAsIntegers();
    void noNumbers();
    void wrongLength();
    void rounding();
    void powersOfTwo();
    void scales_data();
    void scales();
    void scalesThatAreScaled();
    void wholeNetwork();
    void writing();
};

void TestOnnxFloatCodes::everyCode()
{
    for (const Kind& kind : kinds) {
        const std::vector<int> codes = finiteCodes(kind);
        const auto columns = static_cast<std::int64_t>(codes.size() / 2);
        const NetworkPtr network = networkOf(castThenGemm, codeTensor("w", {2, columns}, kind, codes), columns, 2, 23);
        QCOMPARE(network->layers.size(), std::size_t{1});
        QVERIFY(network->warnings.empty());
        QVERIFY(!network->layers[0].given);
        QCOMPARE(storedAs(network->layers[0]), std::string(kind.stored));
        for (std::size_t i = 0; i < codes.size(); ++i)
            QCOMPARE(static_cast<double>(network->layers[0].weight.values[i]), *slowValue(kind, codes[i]));
    }
}

/// In the field of numbers in place of raw bytes: one for each byte.
void TestOnnxFloatCodes::everyCodeAsIntegers()
{
    for (const Kind& kind : kinds) {
        const std::vector<int> codes = finiteCodes(kind);
        const auto columns = static_cast<std::int64_t>(codes.size() / 2);
        std::string field;
        for (const char byte : packed(kind, codes))
            field += varint(static_cast<unsigned char>(byte));
        const std::string tensor = content(5, tensorHead("w", {2, columns}, kind.type) + content(5, field));
        const NetworkPtr network = networkOf(castThenGemm, tensor, columns, 2, 23);
        for (std::size_t i = 0; i < codes.size(); ++i)
            QCOMPARE(static_cast<double>(network->layers[0].weight.values[i]), *slowValue(kind, codes[i]));
    }
}

void TestOnnxFloatCodes::noNumbers()
{
    for (const Kind& kind : kinds)
        for (int code = 0; code < kind.count(); ++code) {
            if (slowValue(kind, code))
                continue;
            const std::string message = warning(castThenGemm, codeTensor("w", {2, 2}, kind, {0, 1, code, 2}), 2);
            const bool infinite = kind.ends == Ends::Ieee && code % 4 == 0;
            QCOMPARE(message, text("codes.onnx: tensor w: expected finite values, found ", infinite ? 0 : 1,
                                   " not a number and ", infinite ? 1 : 0,
                                   " infinite of 4: its layer can be listed, not revealed or run"));
        }
}

void TestOnnxFloatCodes::wrongLength()
{
    QCOMPARE(refusal(castThenGemm, content(5, tensorHead("w", {2, 3}, 17) + content(9, std::string(5, '\1'))), 3),
             std::string("codes.onnx: tensor w: expected 6 bytes for FLOAT8E4M3FN 2×3, found 5"));
    QCOMPARE(refusal(castThenGemm, content(5, tensorHead("w", {1, 3}, 23) + content(9, std::string(1, '\1'))), 3),
             std::string("codes.onnx: tensor w: expected 2 bytes for FLOAT4E2M1 1×3, found 1"));
}

/// All codes' numbers, what lies just beside them, between two of them, and beyond the last.
void TestOnnxFloatCodes::rounding()
{
    const float infinity = std::numeric_limits<float>::infinity();
    for (const Kind& kind : kinds) {
        std::vector<float> numbers;
        for (int code = 0; code < kind.count() / 2; ++code)
            if (const auto value = slowValue(kind, code))
                numbers.push_back(static_cast<float>(*value));
        const std::size_t count = numbers.size();
        const float largest = numbers.back();
        const float step = largest - numbers[count - 2];
        for (std::size_t i = 0; i < count; ++i) {
            const float next = i + 1 < count ? numbers[i + 1] : largest + step;
            const float middle = (numbers[i] + next) / 2;
            for (const float value : {numbers[i], std::nextafter(numbers[i], infinity), middle,
                                      std::nextafter(middle, 0.0F), std::nextafter(middle, infinity), next}) {
                QCOMPARE(static_cast<double>(roundedTo(value, kind.code)), slowRounded(kind, value));
                QCOMPARE(static_cast<double>(roundedTo(-value, kind.code)), slowRounded(kind, -value));
            }
        }
        QCOMPARE(roundedTo(infinity, kind.code), largest);
        QCOMPARE(roundedTo(-1e30F, kind.code), -largest);
        const float beyond = roundedTo(-(largest + step), kind.code, false);
        QCOMPARE(roundedTo(largest + step * 0.49F, kind.code, false), largest);
        if (kind.ends == Ends::Ieee)
            QCOMPARE(beyond, -infinity);
        else if (kind.ends == Ends::None)
            QCOMPARE(beyond, -largest);
        else
            QVERIFY(std::isnan(beyond));
        const float nothing = roundedTo(std::nanf(""), kind.code);
        QCOMPARE(std::isnan(nothing), kind.ends != Ends::None);
        QVERIFY(kind.ends != Ends::None || (nothing == 0.0F && std::signbit(nothing)));
        QCOMPARE(std::signbit(roundedTo(-0.0F, kind.code)), kind.ends != Ends::Fnuz);
    }
}

void TestOnnxFloatCodes::powersOfTwo()
{
    for (int code = 1; code < 254; ++code) {
        const float power = std::ldexp(1.0F, code - 127);
        QCOMPARE(valuesOf(FloatCode::E8M0)[static_cast<std::size_t>(code)], power);
        for (const auto& [factor, up, down, nearest] :
             {std::tuple{1.0F, 1.0F, 1.0F, 1.0F}, std::tuple{1.25F, 2.0F, 1.0F, 1.0F},
              std::tuple{1.75F, 2.0F, 1.0F, 2.0F}}) {
            QCOMPARE(roundedTo(factor * power, FloatCode::E8M0, true, PowerRounding::Up), up * power);
            QCOMPARE(roundedTo(-factor * power, FloatCode::E8M0, true, PowerRounding::Down), down * power);
            QCOMPARE(roundedTo(factor * power, FloatCode::E8M0, true, PowerRounding::Nearest), nearest * power);
        }
    }
}

void TestOnnxFloatCodes::scales_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("blocks"); // of a row; 0: one scale, -1: one for each output
    QTest::addColumn<int>("scaleType");
    for (std::size_t kind = 0; kind < std::size(kinds); ++kind)
        for (const int blocks : {0, -1, 3})
            for (const int type : {floatType, halfType, powersType})
                QTest::addRow("%s, %d blocks, scales of type %d", kinds[kind].name, blocks, type)
                    << static_cast<int>(kind) << blocks << type;
}

/// Behind DequantizeLinear, with scales of every kind. The last block of a row is shorter.
void TestOnnxFloatCodes::scales()
{
    QFETCH(int, kind);
    QFETCH(int, blocks);
    QFETCH(int, scaleType);
    constexpr std::int64_t outputs = 3, inputs = 80, block = 32;
    const Kind& of = kinds[kind];
    const std::vector<int> codes = someCodes(of, outputs * inputs, 3);
    const auto count = static_cast<std::size_t>(blocks == 0 ? 1 : blocks < 0 ? outputs : outputs * blocks);
    std::vector<float> scales;
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) {
        const int power = static_cast<int>(i) - 12; // the largest product fits float16
        scales.push_back(std::ldexp(scaleType == powersType ? 1.0F : 1.5F, power));
        if (scaleType == powersType)
            bytes += static_cast<char>(power + 127);
        else
            bytes += scaleType == floatType
                         ? bytesOfFloats({&scales.back(), 1})
                         : std::string(
                             reinterpret_cast<const char*>(bytesFromFloats({&scales.back(), 1}, FloatType::F16).data()),
                             2);
    }
    const std::vector<std::int64_t> shape = blocks == 0  ? std::vector<std::int64_t>{}
                                            : blocks < 0 ? std::vector<std::int64_t>{outputs}
                                                         : std::vector<std::int64_t>{outputs, blocks};
    std::vector<std::string> attributes{intAttribute("axis", blocks > 0 ? 1 : 0)};
    if (blocks > 0)
        attributes.push_back(intAttribute("block_size", block));
    const NetworkPtr network = networkOf(graphNode("DequantizeLinear", {"fc.weight", "fc_scale"}, "w", attributes)
                                             + graphNode("Gemm", {"x", "w"}, "y", {intAttribute("transB", 1)}),
                                         codeTensor("fc.weight", {outputs, inputs}, of, codes)
                                             + content(5, tensorHead("fc_scale", shape, scaleType) + content(9, bytes)),
                                         inputs, outputs, 23);
    QCOMPARE(network->layers.size(), std::size_t{1});
    QCOMPARE(network->layers[0].name, std::string("fc"));
    const bool mx = of.code == FloatCode::E2M1 && scaleType == powersType;
    QCOMPARE(storedAs(network->layers[0]), text(mx ? "MXFP4" : of.stored, blocks == 0  ? " per tensor"
                                                                          : blocks < 0 ? " per channel"
                                                                                       : " in blocks of 32"));
    for (std::int64_t o = 0; o < outputs; ++o)
        for (std::int64_t i = 0; i < inputs; ++i) {
            const auto place = static_cast<std::size_t>(o * inputs + i);
            const auto scale = static_cast<std::size_t>(blocks == 0 ? 0 : blocks < 0 ? o : o * blocks + i / block);
            const float exact = static_cast<float>(*slowValue(of, codes[place])) * scales[scale];
            // A product is of the type of the scale.
            const float expected = scaleType == halfType ? floatFromHalf(halfFromFloat(exact)) : exact;
            QCOMPARE(network->layers[0].weight.values[place], expected);
        }
}

/// NVFP4: FP4 in blocks whose scales are FP8, with one scale for those.
void TestOnnxFloatCodes::scalesThatAreScaled()
{
    constexpr std::int64_t outputs = 2, inputs = 32, block = 16;
    const std::vector<int> codes = someCodes(kinds[4], outputs * inputs, 5);
    const std::vector<int> scales{0x38, 0x40, 0x31, 0x45}; // of E4M3
    const NetworkPtr network = networkOf(graphNode("DequantizeLinear", {"scales", "global"}, "scaled")
                                             + graphNode("DequantizeLinear", {"fc.weight", "scaled"}, "w",
                                                         {intAttribute("axis", 1), intAttribute("block_size", block)})
                                             + graphNode("Gemm", {"x", "w"}, "y", {intAttribute("transB", 1)}),
                                         codeTensor("fc.weight", {outputs, inputs}, kinds[4], codes)
                                             + codeTensor("scales", {outputs, 2}, kinds[0], scales)
                                             + scalar("global", 0.25F),
                                         inputs, outputs, 23);
    QCOMPARE(network->layers.size(), std::size_t{1});
    QCOMPARE(storedAs(network->layers[0]), std::string("FP4 E2M1 in blocks of 16"));
    for (std::size_t i = 0; i < codes.size(); ++i)
        QCOMPARE(static_cast<double>(network->layers[0].weight.values[i]),
                 *slowValue(kinds[4], codes[i]) * (*slowValue(kinds[0], scales[i / block]) * 0.25));
}

/// Weights and data in FP8, as quantizers write it: it runs as it stands, and as the float network that it was.
void TestOnnxFloatCodes::wholeNetwork()
{
    constexpr std::int64_t inputs = 24, hidden = 10, outputs = 4;
    const Kind& kind = kinds[0];
    const std::vector<int> first = someCodes(kind, hidden * inputs, 7);
    const std::vector<int> second = someCodes(kind, outputs * hidden, 9);
    const NetworkPtr network = networkOf(
        pairOf("x") + graphNode("DequantizeLinear", {"fc1.weight", "w1_scale", "zero"}, "w1")
            + graphNode("Gemm", {"x_dq", "w1"}, "a", {intAttribute("transB", 1)}) + graphNode("Relu", {"a"}, "h")
            + pairOf("h") + graphNode("DequantizeLinear", {"fc2.weight", "w2_scale", "zero"}, "w2")
            + graphNode("Gemm", {"h_dq", "w2"}, "y", {intAttribute("transB", 1)}),
        codeTensor("fc1.weight", {hidden, inputs}, kind, first)
            + codeTensor("fc2.weight", {outputs, hidden}, kind, second) + scalar("w1_scale", 0.001F)
            + scalar("w2_scale", 0.002F) + scalar("x_scale", 0.01F) + scalar("h_scale", 0.003F)
            + codeTensor("zero", {}, kind, {0}) + codeTensor("x_zero", {}, kind, {0})
            + codeTensor("h_zero", {}, kind, {0}),
        inputs, outputs, 19);
    QCOMPARE(network->layers.size(), std::size_t{2});
    QVERIFY(!hasGivenLayers(*network));
    QCOMPARE(storedAs(network->layers[1]), std::string("FP8 E4M3 per tensor"));

    const std::vector<float> sample = someSample(inputs);
    const auto product = [&](const std::vector<float>& x, const std::vector<int>& w, float scale, std::size_t rows) {
        std::vector<float> y;
        for (std::size_t o = 0; o < rows; ++o) {
            double sum = 0.0;
            for (std::size_t i = 0; i < x.size(); ++i)
                sum += static_cast<double>(x[i]) * (static_cast<float>(*slowValue(kind, w[o * x.size() + i])) * scale);
            y.push_back(static_cast<float>(sum));
        }
        return y;
    };
    const auto quantized = [&](std::vector<float> values, float scale) {
        for (float& value : values)
            value = static_cast<float>(slowRounded(kind, value / scale)) * scale;
        return values;
    };
    for (const bool asItStands : {true, false}) {
        std::vector<float> h = product(asItStands ? quantized(sample, 0.01F) : sample, first, 0.001F, hidden);
        for (float& value : h)
            value = std::max(value, 0.0F);
        const std::vector<float> expected = product(asItStands ? quantized(h, 0.003F) : h, second, 0.002F, outputs);
        const std::vector<float> found = outputsOf(asItStands ? network : withoutQuantization(network), Method::Float,
                                                   Settings{}, sample);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(std::abs(found[i] - expected[i]) <= 1e-4F * (1.0F + std::abs(expected[i])),
                     qPrintable(QString("%1 %2").arg(found[i]).arg(expected[i])));
    }
}

/// Other weights have no place among so few numbers; another format holds them.
void TestOnnxFloatCodes::writing()
{
    const std::string file = fileOf(castThenGemm, codeTensor("w", {2, 2}, kinds[0], {1, 2, 3, 4}), 2, 2, 23);
    const NetworkPtr network = networkIn(file);
    const LayerWeights weights{{1.0F, 2.0F, 3.0F, 4.5F}};
    const auto refused = onnxBytes(*network, weights, bytesOf(file));
    QVERIFY(!refused);
    QVERIFY2(
        refused.error().message.ends_with(": tensor w: cannot be written with other weights: its layer is stored as "
                                          "FP8 E4M3, which holds few numbers; safetensors and npz hold any"),
        refused.error().message.c_str());
    const auto written = safetensorsBytes(*network, weights);
    QVERIFY(written.has_value());
}

TERMSCOPE_TEST(TestOnnxFloatCodes)
#include "TestOnnxFloatCodes.moc"
