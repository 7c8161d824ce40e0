// The quantization rule: ties, clamping, extremes of float32, both rules, all widths, per tensor and per row.
#include "core/quant/Quantizer.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace termscope;

namespace {

constexpr float denormal = std::numeric_limits<float>::denorm_min();

/// The rule as the design writes it, every operation rounded to float32.
std::int32_t byTheRule(float value, float scale, std::int32_t largest)
{
    volatile float quotient = std::abs(value) / scale;
    volatile float shifted = quotient + 0.5F;
    const double magnitude = std::min(std::floor(static_cast<double>(shifted)), static_cast<double>(largest));
    return static_cast<std::int32_t>(value < 0 ? -magnitude : magnitude);
}

std::vector<float> normalFloats(std::size_t count, float deviation, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.0F, deviation);
    std::vector<float> values(count);
    std::ranges::generate(values, [&] { return normal(random); });
    return values;
}

} // namespace

class TestQuantizer : public QObject {
    Q_OBJECT

private slots:
    void rangesOfBothRules();
    void scales();
    void tiesGoAwayFromZero();
    void clamps();
    void theRuleValueByValue();
    void matrixPerTensor();
    void matrixPerRow();
    void zerosAndDenormals();
    void emptyMatrix();
    void notFinite_data();
    void notFinite();
    void namesGoThereAndBack();
};

void TestQuantizer::rangesOfBothRules()
{
    QCOMPARE(largestMagnitude(2, Quantizer::Symmetric), 1);
    QCOMPARE(largestMagnitude(8, Quantizer::Symmetric), 127);
    QCOMPARE(largestMagnitude(16, Quantizer::Symmetric), 32767);
    QCOMPARE(largestMagnitude(2, Quantizer::Reference2020), 3);
    QCOMPARE(largestMagnitude(8, Quantizer::Reference2020), 255);
    QCOMPARE(largestMagnitude(16, Quantizer::Reference2020), 65535);
}

void TestQuantizer::scales()
{
    QCOMPARE(scaleFor(127.0F, 8, Quantizer::Symmetric), 1.0F);
    QCOMPARE(scaleFor(1.0F, 8, Quantizer::Symmetric), 1.0F / 127.0F);
    QCOMPARE(scaleFor(128.0F, 8, Quantizer::Reference2020), 1.0F);
    QCOMPARE(scaleFor(3.0F, 2, Quantizer::Symmetric), 3.0F);
    QCOMPARE(scaleFor(3.0F, 2, Quantizer::Reference2020), 1.5F);
    QCOMPARE(scaleFor(0.0F, 8, Quantizer::Symmetric), 1.0F);
    QCOMPARE(scaleFor(0.0F, 8, Quantizer::Reference2020), 1.0F);
    QCOMPARE(largestAbsolute({}), 0.0F);
    QCOMPARE(largestAbsolute(std::vector<float>{1.0F, -3.0F, 2.0F}), 3.0F);
}

void TestQuantizer::tiesGoAwayFromZero()
{
    for (std::int32_t m = 0; m < 127; ++m) {
        const float tie = static_cast<float>(m) + 0.5F;
        QCOMPARE(quantize(tie, 1.0F, 127), m + 1);
        QCOMPARE(quantize(-tie, 1.0F, 127), -(m + 1));
        QCOMPARE(quantize(tie * 0.25F, 0.25F, 127), m + 1);
        if (m > 0) // above 1, float32 still tells the value below a tie from the tie once 0.5 is added
            QCOMPARE(quantize(std::nextafter(tie, 0.0F) - 1e-5F, 1.0F, 127), m);
    }
    // float32 arithmetic: 0.49999997 + 0.5 rounds to 1.
    QCOMPARE(quantize(std::nextafter(0.5F, 0.0F), 1.0F, 127), 1);
    QCOMPARE(quantize(0.4999F, 1.0F, 127), 0);
}

void TestQuantizer::clamps()
{
    QCOMPARE(quantize(127.4F, 1.0F, 127), 127);
    QCOMPARE(quantize(127.5F, 1.0F, 127), 127);
    QCOMPARE(quantize(-1e30F, 1.0F, 127), -127);
    QCOMPARE(quantize(std::numeric_limits<float>::max(), denormal, 65535), 65535);
    QCOMPARE(quantize(std::numeric_limits<float>::lowest(), denormal, 65535), -65535);
    QCOMPARE(quantize(0.0F, 1.0F, 127), 0);
    QCOMPARE(quantize(-0.0F, 1.0F, 127), 0);
}

void TestQuantizer::theRuleValueByValue()
{
    for (const QuantizerInfo& info : quantizers()) {
        QCOMPARE(quantizerFromName(info.name), std::optional(info.quantizer));
        QCOMPARE(nameOf(info.quantizer), info.name);
        for (int bits = smallestBits; bits <= largestBits; ++bits) {
            const std::vector<float> values = normalFloats(2000, 0.05F, static_cast<unsigned>(bits));
            const std::int32_t largest = largestMagnitude(bits, info.quantizer);
            const float scale = scaleFor(largestAbsolute(values), bits, info.quantizer);
            for (const float value : values) {
                const std::int32_t q = quantize(value, scale, largest);
                QCOMPARE(q, byTheRule(value, scale, largest));
                // Half a step, and what the quotient's own rounding adds.
                const double reach = 0.5 + largest * 0x1p-23;
                QVERIFY(std::abs(static_cast<double>(q) * scale - value) <= scale * reach);
            }
        }
    }
}

void TestQuantizer::matrixPerTensor()
{
    const std::vector<float> values = normalFloats(7 * 33, 2.0F, 5);
    for (const Quantizer rule : {Quantizer::Symmetric, Quantizer::Reference2020})
        for (int bits = smallestBits; bits <= largestBits; ++bits) {
            const QuantizedMatrix matrix = quantizeMatrix(values, 7, bits, rule, false);
            QCOMPARE(matrix.rows, 7);
            QCOMPARE(matrix.columns, 33);
            QCOMPARE(matrix.largest, largestMagnitude(bits, rule));
            QCOMPARE(matrix.scales.size(), std::size_t{1});
            QCOMPARE(matrix.scales[0], scaleFor(largestAbsolute(values), bits, rule));
            for (std::size_t i = 0; i < values.size(); ++i)
                QCOMPARE(matrix.values[i], byTheRule(values[i], matrix.scales[0], matrix.largest));
            const auto most = std::ranges::max(matrix.values, {}, [](std::int32_t v) { return std::abs(v); });
            QCOMPARE(std::abs(most), rule == Quantizer::Symmetric ? matrix.largest : 1 << (bits - 1));
        }
}

void TestQuantizer::matrixPerRow()
{
    std::vector<float> values = normalFloats(4 * 10, 1.0F, 6);
    for (std::size_t i = 0; i < 10; ++i) {
        values[10 + i] *= 1000.0F;
        values[20 + i] = 0.0F;
    }
    const QuantizedMatrix matrix = quantizeMatrix(values, 4, 8, Quantizer::Symmetric, true);
    QCOMPARE(matrix.scales.size(), std::size_t{4});
    QCOMPARE(matrix.scales[2], 1.0F);
    for (std::int64_t row = 0; row < 4; ++row) {
        const std::span<const float> source = std::span(values).subspan(static_cast<std::size_t>(row) * 10, 10);
        QCOMPARE(matrix.scaleOf(row), scaleFor(largestAbsolute(source), 8, Quantizer::Symmetric));
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(matrix.row(row)[i], byTheRule(source[i], matrix.scaleOf(row), 127));
    }
}

void TestQuantizer::zerosAndDenormals()
{
    const std::vector<float> zeros{0.0F, -0.0F, 0.0F};
    const QuantizedMatrix none = quantizeMatrix(zeros, 1, 8, Quantizer::Symmetric, false);
    QCOMPARE(none.scales[0], 1.0F);
    QVERIFY((none.values == std::vector<std::int32_t>{0, 0, 0}));

    // The scale of the smallest float would vanish; it stays representable, and the value survives.
    const std::vector<float> tiny{denormal, -denormal, 0.0F};
    for (const Quantizer rule : {Quantizer::Symmetric, Quantizer::Reference2020}) {
        const QuantizedMatrix matrix = quantizeMatrix(tiny, 1, 16, rule, false);
        QVERIFY(matrix.scales[0] > 0.0F);
        QCOMPARE(static_cast<float>(matrix.values[0]) * matrix.scales[0], denormal);
        QCOMPARE(matrix.values[1], -matrix.values[0]);
        QCOMPARE(matrix.values[2], 0);
    }
    const std::vector<float> huge{std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest(), denormal};
    const QuantizedMatrix matrix = quantizeMatrix(huge, 1, 8, Quantizer::Symmetric, false);
    QVERIFY((matrix.values == std::vector<std::int32_t>{127, -127, 0}));
}

void TestQuantizer::emptyMatrix()
{
    for (const bool perRow : {false, true}) {
        const QuantizedMatrix matrix = quantizeMatrix({}, 0, 8, Quantizer::Symmetric, perRow);
        QCOMPARE(matrix.rows, 0);
        QCOMPARE(matrix.columns, 0);
        QVERIFY(matrix.values.empty());
    }
}

void TestQuantizer::notFinite_data()
{
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinity = std::numeric_limits<float>::infinity();
    QTest::addColumn<QList<float>>("values");
    QTest::addColumn<QString>("message");
    QTest::newRow("finite") << QList<float>{1.0F, -2.0F, denormal} << "";
    QTest::newRow("empty") << QList<float>{} << "";
    QTest::newRow("one NaN") << QList<float>{nan, 1.0F}
                             << "fc1.weight: expected finite values, found 1 not a number and 0 infinite of 2";
    QTest::newRow("both") << QList<float>{nan, infinity, -infinity, nan, nan, 0.0F}
                          << "fc1.weight: expected finite values, found 3 not a number and 2 infinite of 6";
}

void TestQuantizer::notFinite()
{
    QFETCH(QList<float>, values);
    QFETCH(QString, message);
    const std::vector<float> floats(values.begin(), values.end());
    const Result<void> checked = checkFinite(floats, "fc1.weight");
    QCOMPARE(checked.has_value(), message.isEmpty());
    if (!checked)
        QCOMPARE(QString::fromStdString(checked.error().message), message);
}

void TestQuantizer::namesGoThereAndBack()
{
    QVERIFY(quantizerFromName("symmetric") == Quantizer::Symmetric);
    QVERIFY(quantizerFromName("reference2020") == Quantizer::Reference2020);
    QVERIFY(!quantizerFromName("Symmetric").has_value());
    for (const Quantizer rule : {Quantizer::Symmetric, Quantizer::Reference2020})
        QVERIFY(quantizerFromName(nameOf(rule)) == rule);
}

TERMSCOPE_TEST(TestQuantizer)
#include "TestQuantizer.moc"
