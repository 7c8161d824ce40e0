// Formats whose elements are floats of few bits, and MXINT8, for weights and for data, against their definitions
// written down slowly a second time.
#include "core/base/Text.h"
#include "core/files/FloatCodes.h"
#include "core/quant/DataWriter.h"
#include "tests/core/quant/FormatSamples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <bitset>
#include <set>

using namespace termscope;
using namespace termscope::samples;

namespace {

/// The magnitudes of an element in the order of its codes.
std::vector<float> tableOf(FloatCode code)
{
    std::vector<float> magnitudes;
    const std::span<const float> all = valuesOf(code);
    for (std::size_t i = 0; i < all.size() / 2 && std::isfinite(all[i]); ++i)
        magnitudes.push_back(all[i]);
    return magnitudes;
}

/// MXINT8: whole 64ths below 2.
std::vector<float> tableOfInt8()
{
    std::vector<float> magnitudes;
    for (int i = 0; i <= 127; ++i)
        magnitudes.push_back(static_cast<float>(i) / 64.0F);
    return magnitudes;
}

/// Tries all magnitudes; of two equally near that with the even code.
float nearestInTable(double value, std::span<const float> magnitudes)
{
    std::size_t best = 0;
    for (std::size_t code = 1; code < magnitudes.size(); ++code) {
        const double now = std::abs(std::abs(value) - magnitudes[best]);
        const double then = std::abs(std::abs(value) - magnitudes[code]);
        if (then < now || (then == now && code % 2 == 0))
            best = code;
    }
    return value < 0.0 ? -magnitudes[best] : magnitudes[best];
}

struct MxCase {
    const char* name;
    std::vector<float> table;
    int largestExponent;
};

std::vector<MxCase> mxCases()
{
    return {{"mxfp4", tableOf(FloatCode::E2M1), 2},       {"mxfp6-e2m3", tableOf(FloatCode::E2M3), 2},
            {"mxfp6-e3m2", tableOf(FloatCode::E3M2), 4},  {"mxfp8-e4m3", tableOf(FloatCode::E4M3), 8},
            {"mxfp8-e5m2", tableOf(FloatCode::E5M2), 15}, {"mxint8", tableOfInt8(), 0}};
}

struct WrittenData {
    std::vector<float> values; ///< that the numbers stand for
    std::vector<std::uint8_t> terms;
    bool areShort = true; ///< bfloat16 holds all numbers: a product of such takes them as they are
};

WrittenData written(std::string_view name, std::span<const float> values, float scale)
{
    WrittenData data{std::vector<float>(values.size()), std::vector<std::uint8_t>(values.size())};
    DataWriter({&formatOf(name), Encoding::Hese}, scale).write(values, data.values.data(), data.terms.data());
    for (float& value : data.values) {
        data.areShort = data.areShort && (std::bit_cast<std::uint32_t>(value) & 0xFFFFU) == 0;
        value *= scale;
    }
    return data;
}

std::vector<float> someData(std::size_t count)
{
    std::mt19937 random(static_cast<unsigned>(count));
    std::normal_distribution<float> normal(0.0F, 3.0F);
    std::vector<float> values(count);
    std::ranges::generate(values, [&] { return std::max(0.0F, normal(random)) - 0.25F; });
    values[count / 2] = -40.0F;
    return values;
}

} // namespace

class TestFloatFormats : public QObject {
    Q_OBJECT

private slots:
    void elementsOfTheSpecification();
    void elementsRoundToEven();
    void microscaling();
    void microscalingOfExtremes();
    void exampleOfMxfp4();
    void nvfp4();
    void fp8();
    void dataInBlocks();
    void dataOfOneScale();
    void dataBeyondTheNumbers();
    void termsOfElements();
};

/// OCP MX v1.0, table 1 and section 5.3: the largest, the smallest normal and the smallest numbers.
void TestFloatFormats::elementsOfTheSpecification()
{
    struct Row {
        FloatElement element;
        FloatCode code;
        float largest, smallestNormal, smallest;
    };
    for (const Row& row :
         {Row{elementE2M1, FloatCode::E2M1, 6.0F, 1.0F, 0.5F}, Row{elementE2M3, FloatCode::E2M3, 7.5F, 1.0F, 0.125F},
          Row{elementE3M2, FloatCode::E3M2, 28.0F, 0.25F, 0.0625F},
          Row{elementE4M3, FloatCode::E4M3, 448.0F, std::ldexp(1.0F, -6), std::ldexp(1.0F, -9)},
          Row{elementE5M2, FloatCode::E5M2, 57344.0F, std::ldexp(1.0F, -14), std::ldexp(1.0F, -16)}}) {
        QCOMPARE(row.element.largest, row.largest);
        QCOMPARE(std::ldexp(1.0F, row.element.lowestExponent), row.smallestNormal);
        QCOMPARE(std::ldexp(1.0F, row.element.lowestExponent - row.element.fractionBits), row.smallest);
        for (const float number : tableOf(row.code)) {
            QCOMPARE(roundToElement(number, row.element), number);
            QCOMPARE(roundToElement(-number, row.element), -number);
        }
        QCOMPARE(roundToElement(2.0F * row.largest, row.element), row.largest);
        QCOMPARE(roundToElement(0.25F * row.smallest, row.element), 0.0F);
    }
}

void TestFloatFormats::elementsRoundToEven()
{
    std::mt19937 random(1);
    std::uniform_real_distribution<float> exponent(-20.0F, 17.0F);
    for (const auto& [element, code] : {std::pair{elementE2M1, FloatCode::E2M1},
                                        {elementE2M3, FloatCode::E2M3},
                                        {elementE3M2, FloatCode::E3M2},
                                        {elementE4M3, FloatCode::E4M3},
                                        {elementE5M2, FloatCode::E5M2}}) {
        const std::vector<float> table = tableOf(code);
        for (std::size_t i = 1; i < table.size(); ++i) {
            const float middle = 0.5F * (table[i - 1] + table[i]);
            QCOMPARE(roundToElement(middle, element), nearestInTable(middle, table));
        }
        for (int i = 0; i < 2000; ++i) {
            const float value = std::exp2(exponent(random)) * (i % 2 == 0 ? 1.0F : -1.0F);
            QCOMPARE(roundToElement(value, element), nearestInTable(value, table));
        }
    }
}

void TestFloatFormats::microscaling()
{
    for (const MxCase& mx : mxCases())
        for (const std::int64_t columns : {5, 32, 70}) {
            const Sample sample = sampleOf(columns);
            const FormattedWeights found = made(mx.name, sample.weights);
            forSlowBlocks(sample.weights, 32, [&](std::size_t first, std::size_t count) {
                const float largest = largestOf(std::span(sample.values).subspan(first, count));
                double power = std::exp2(-127 + mx.largestExponent); // the largest power of two that is not above it
                while (2.0 * power <= largest)
                    power *= 2.0;
                const double scale = power / std::exp2(mx.largestExponent);
                for (std::size_t i = first; i < first + count; ++i)
                    QCOMPARE(weightOf(found, i, columns),
                             static_cast<float>(nearestInTable(sample.values[i] / scale, mx.table) * scale));
            });
        }
}

/// Scales end where E8M0 does.
void TestFloatFormats::microscalingOfExtremes()
{
    const std::vector<float> values{3.0e38F, -1.0F, 0.0F, 1.0e-38F};
    const FormattedWeights found = made("mxfp4", {values, 4, 1, 1, true, Encoding::Hese});
    QCOMPARE(found.values[0], 3.0F * std::ldexp(1.0F, 126)); // 3.5 rounds to 4, 4.5 too: 3.0e38 = 3.53 · 2^126
    QCOMPARE(found.values[1], -1.0F);
    QCOMPARE(found.values[2], 0.0F);
    QVERIFY(std::abs(found.values[3] - 1.0e-38F) < 0.3e-38F);
}

/// Two blocks by hand: of the first the largest is 5.6, X = 2^(2 − 2) = 1; of the second 0.9, X = 2^(−1 − 2) = 1/8.
void TestFloatFormats::exampleOfMxfp4()
{
    std::vector<float> values(64, 0.0F);
    values[0] = 5.6F;
    values[1] = -2.5F; // between 2 and 3: the even one
    values[2] = 0.7F;
    values[3] = 0.2F;
    values[32] = 0.9F; // 7.2 is beyond 6
    values[33] = 0.3F; // 2.4 becomes 2
    const FormattedWeights found = made("mxfp4", {values, 1, 64, 1, true, Encoding::Hese});
    QCOMPARE(found.values[0], 6.0F);
    QCOMPARE(found.values[1], -2.0F);
    QCOMPARE(found.values[2], 0.5F);
    QCOMPARE(found.values[3], 0.0F);
    QCOMPARE(found.values[32], 0.75F);
    QCOMPARE(found.values[33], 0.25F);
    QCOMPARE(int(found.terms[0]), 2); // 6 = 8 − 2
    QCOMPARE(int(found.terms[1]), 1);
    QCOMPARE(int(found.terms[3]), 0);
    QCOMPARE(formatOf("mxfp4").storedBits(1, 64, 1, true), 64 * 4.25);
}

void TestFloatFormats::nvfp4()
{
    for (const std::int64_t columns : {5, 16, 50}) {
        const Sample sample = sampleOf(columns);
        const FormattedWeights found = made("nvfp4", sample.weights);
        const float whole = largestOf(sample.values) / (6.0F * 448.0F);
        QCOMPARE(found.scales, std::vector<float>{whole});
        forSlowBlocks(sample.weights, 16, [&](std::size_t first, std::size_t count) {
            const float wanted = largestOf(std::span(sample.values).subspan(first, count)) / 6.0F / whole;
            const float scale = nearestInTable(wanted, tableOf(FloatCode::E4M3));
            for (std::size_t i = first; i < first + count; ++i) {
                const float number = scale == 0.0F
                                         ? 0.0F
                                         : nearestInTable(sample.values[i] / (scale * whole), tableOf(FloatCode::E2M1));
                QCOMPARE(found.values[i], number * scale);
            }
        });
    }
}

void TestFloatFormats::fp8()
{
    const Sample sample = sampleOf(20);
    const std::size_t output = 9 * 20;
    for (const bool perChannel : {false, true}) {
        const FormattedWeights found = made(perChannel ? "fp8-channel" : "fp8-tensor", sample.weights);
        for (std::size_t i = 0; i < sample.values.size(); ++i) {
            const std::span<const float> part = perChannel
                                                    ? std::span(sample.values).subspan(i / output * output, output)
                                                    : std::span<const float>(sample.values);
            const float scale = largestOf(part) / 448.0F;
            QCOMPARE(weightOf(found, i, 20),
                     scale * nearestInTable(sample.values[i] / scale, tableOf(FloatCode::E4M3)));
        }
    }
}

/// A block's scale is of the values at hand: by trying powers of two, all codes of E4M3 and all codes of elements.
void TestFloatFormats::dataInBlocks()
{
    for (const std::size_t count : {5, 32, 100}) {
        const std::vector<float> values = someData(count);
        for (const MxCase& mx : mxCases()) {
            QCOMPARE(scaleOfData(formatOf(mx.name), 40.0F), 1.0F);
            const WrittenData found = written(mx.name, values, 1.0F);
            QVERIFY(found.areShort);
            for (std::size_t first = 0; first < count; first += 32) {
                const std::span<const float> block = std::span(values).subspan(
                    first, std::min<std::size_t>(32, count - first));
                double power = std::exp2(-100);
                while (2.0 * power <= largestOf(block))
                    power *= 2.0;
                const double scale = power / std::exp2(mx.largestExponent);
                for (std::size_t i = 0; i < block.size(); ++i) {
                    const double number = nearestInTable(block[i] / scale, mx.table);
                    QCOMPARE(found.values[first + i], static_cast<float>(number * scale));
                    QCOMPARE(int(found.terms[first + i]), termsOfNumber(number));
                }
            }
        }
        const float whole = scaleOfData(formatOf("nvfp4"), 40.0F); // of the tensor, known before it runs
        QCOMPARE(whole, 40.0F / (6.0F * 448.0F));
        const WrittenData found = written("nvfp4", values, whole);
        QVERIFY(found.areShort);
        for (std::size_t first = 0; first < count; first += 16) {
            const std::span<const float> block = std::span(values).subspan(first,
                                                                           std::min<std::size_t>(16, count - first));
            const float own = nearestInTable(largestOf(block) / 6.0F / whole, tableOf(FloatCode::E4M3));
            for (std::size_t i = 0; i < block.size(); ++i) {
                const float number = nearestInTable(block[i] / (own * whole), tableOf(FloatCode::E2M1));
                QCOMPARE(found.values[first + i], number * own * whole);
                QCOMPARE(int(found.terms[first + i]), termsOfNumber(number));
            }
        }
    }
}

/// FP8 by the tensor's scale, whatever its weights have; what lies beyond what calibration saw is the largest number.
void TestFloatFormats::dataOfOneScale()
{
    std::vector<float> values = someData(100);
    values[3] = 90.0F;
    for (const char* name : {"fp8-tensor", "fp8-channel"}) {
        const float scale = scaleOfData(formatOf(name), 40.0F);
        QCOMPARE(scale, 40.0F / 448.0F);
        const WrittenData found = written(name, values, scale);
        QVERIFY(found.areShort);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(found.values[i], scale * nearestInTable(values[i] / scale, tableOf(FloatCode::E4M3)));
        QCOMPARE(found.values[3], 40.0F);
        QCOMPARE(scaleOfData(formatOf(name), 0.0F), 1.0F);
    }
    for (const WeightFormat& format : weightFormats())
        QCOMPARE(format.isForData(), format.family == "mx" || format.family == "nvfp4" || format.family == "fp8");
}

/// A network may make them of its data: they must do no harm, and come out as such.
void TestFloatFormats::dataBeyondTheNumbers()
{
    constexpr float endless = std::numeric_limits<float>::infinity();
    const std::vector<float> values{endless, std::nanf(""), 1.0F, -endless, 0.0F};
    std::vector<float> numbers(values.size());
    std::vector<std::uint8_t> terms(values.size());
    for (const WeightFormat& format : weightFormats())
        if (format.isForData()) {
            DataWriter({&format, Encoding::Hese}, 1.0F).write(values, numbers.data(), terms.data());
            QVERIFY2(std::isnan(numbers[1]), format.name.data());
        }
}

/// Those of the numbers themselves: a scale is no part of them.
void TestFloatFormats::termsOfElements()
{
    const Sample sample = sampleOf(40);
    for (const char* name : {"mxfp4", "mxfp6-e2m3", "mxfp6-e3m2", "mxfp8-e4m3", "mxfp8-e5m2", "mxint8", "fp8-tensor"}) {
        const FormattedWeights found = made(name, sample.weights);
        for (std::size_t i = 0; i < found.values.size(); ++i)
            QCOMPARE(int(found.terms[i]), termsOfNumber(found.values[i]));
    }
    for (const char* name : {"topk-2", "bitwave-4"}) {
        const FormattedWeights found = made(name, sample.weights);
        for (std::size_t i = 0; i < found.integers.size(); ++i)
            QCOMPARE(int(found.terms[i]), termsOfNumber(found.integers[i]));
    }
}

TERMSCOPE_TEST(TestFloatFormats)
#include "TestFloatFormats.moc"
