// Every number format against its definition, written down slowly a second time: values, terms, bits and costs.
#include "core/base/Text.h"
#include "core/files/FloatCodes.h"
#include "core/quant/DataWriter.h"
#include "core/quant/Quantizer.h"
#include "core/settings/ProvisionedPairs.h"
#include "core/terms/Reveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <random>
#include <set>

using namespace termscope;

namespace {

/// Weights of a convolution in group order: outputs of 9 rows.
struct Sample {
    std::vector<float> values;
    WeightsInRows weights;
};

Sample sampleOf(std::int64_t columns, bool perChannel = true)
{
    constexpr std::int64_t outputs = 3;
    constexpr std::int64_t positions = 9;
    Sample sample;
    std::mt19937 random(static_cast<unsigned>(columns));
    std::normal_distribution<float> normal(0.0F, 0.05F);
    sample.values.resize(static_cast<std::size_t>(outputs * positions * columns));
    std::ranges::generate(sample.values, [&] { return normal(random); });
    sample.values.front() = 0.3F; // an outlier
    for (std::int64_t i = 0; i < columns; ++i)
        sample.values[static_cast<std::size_t>(5 * columns + i)] = 0.0F; // a row of zeros
    sample.weights = {sample.values, outputs * positions, columns, positions, perChannel, Encoding::Hese};
    return sample;
}

const WeightFormat& formatOf(std::string_view name)
{
    return *findWeightFormat(name);
}

FormattedWeights made(std::string_view name, const WeightsInRows& weights)
{
    return formatOf(name).quantize(formatOf(name), weights);
}

/// What a format makes of one value.
float weightOf(const FormattedWeights& made, std::size_t index, std::int64_t columns)
{
    const float scale = made.scales.size() == 1 ? made.scales[0]
                                                : made.scales[index / static_cast<std::size_t>(columns)];
    return scale * (made.values.empty() ? static_cast<float>(made.integers[index]) : made.values[index]);
}

/// Calls see(first, count) for the blocks of all rows.
template <class See>
void forSlowBlocks(const WeightsInRows& weights, std::int64_t size, See see)
{
    for (std::int64_t row = 0; row < weights.rows; ++row)
        for (std::int64_t first = 0; first < weights.columns; first += size)
            see(static_cast<std::size_t>(row * weights.columns + first),
                static_cast<std::size_t>(std::min(size, weights.columns - first)));
}

float largestOf(std::span<const float> values)
{
    float largest = 0.0F;
    for (const float value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}

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

/// Terms that the non-adjacent form of a number has, digit by digit.
int termsOfNumber(double value)
{
    while (value != std::floor(value))
        value *= 2.0;
    auto rest = static_cast<std::int64_t>(std::abs(value));
    int terms = 0;
    while (rest != 0) {
        if (rest % 2 != 0) {
            ++terms;
            rest += rest % 4 == 3 ? 1 : -1;
        }
        rest /= 2;
    }
    return terms;
}

/// Two's complement, most significant first.
std::string bitsOfValue(int value)
{
    return std::bitset<8>(static_cast<unsigned>(value) & 0xFFU).to_string();
}

int valueOfBits(const std::string& bits)
{
    const auto pattern = static_cast<int>(std::bitset<8>(bits).to_ulong());
    return pattern >= 128 ? pattern - 256 : pattern;
}

/// Rounded averaging on strings of bits, as the paper draws it.
std::vector<int> slowAverage(std::span<const std::int32_t> block, int columns)
{
    int redundant = 0;
    const auto isRedundant = [&](std::size_t column) {
        return std::ranges::all_of(block,
                                   [&](int value) { return bitsOfValue(value)[column] == bitsOfValue(value)[0]; });
    };
    while (redundant < 3 && isRedundant(static_cast<std::size_t>(redundant + 1)))
        ++redundant;
    const auto pruned = static_cast<std::size_t>(std::max(0, columns - redundant));
    double sum = 0.0;
    for (const int value : block)
        sum += pruned == 0 ? 0.0 : std::stoi(bitsOfValue(value).substr(8 - pruned), nullptr, 2);
    const int mean = static_cast<int>(std::nearbyint(sum / static_cast<double>(block.size())));
    std::vector<int> averaged;
    for (const int value : block) {
        std::string bits = bitsOfValue(value);
        bits.replace(8 - pruned, pruned, bitsOfValue(mean).substr(8 - pruned));
        averaged.push_back(valueOfBits(bits));
    }
    return averaged;
}

/// Zero-point shifting: tries all constants, and all magnitudes that the columns which stay can write.
std::vector<int> slowShift(std::span<const std::int32_t> block, int columns)
{
    std::vector<int> best;
    int least = 0;
    for (int constant = -32; constant < 32; ++constant) {
        std::vector<int> shifted;
        for (const int value : block)
            shifted.push_back(std::min(127, std::max(-127, value + constant)));
        int leading = 0;
        while (leading < 7 && std::ranges::all_of(shifted, [&](int value) { return std::abs(value) < 64 >> leading; }))
            ++leading;
        const int step = 1 << std::max(0, columns - leading);
        int error = 0;
        for (int& value : shifted) {
            int near = 0;
            for (int other = 0; other < 128 >> leading; other += step)
                if (std::abs(other - std::abs(value)) < std::abs(near - std::abs(value)))
                    near = other;
            value = (value < 0 ? -near : near) - constant;
        }
        for (std::size_t i = 0; i < shifted.size(); ++i)
            error += (shifted[i] - block[i]) * (shifted[i] - block[i]);
        if (best.empty() || error < least) {
            least = error;
            best = shifted;
        }
    }
    return best;
}

/// The least squared error of a block with so many zero columns, by all choices and all magnitudes.
int slowFlipError(std::span<const std::int32_t> block, int columns)
{
    int least = -1;
    for (unsigned zeros = 0; zeros < 128; ++zeros) {
        if (static_cast<int>(std::bitset<7>(zeros).count()) != columns)
            continue;
        int error = 0;
        for (const int value : block) {
            int nearest = 1000;
            for (unsigned other = 0; other < 128; ++other)
                if ((other & zeros) == 0)
                    nearest = std::min(nearest, std::abs(static_cast<int>(other) - std::abs(value)));
            error += nearest * nearest;
        }
        if (least < 0 || error < least)
            least = error;
    }
    return least;
}

/// The integers that plain quantization makes, in the same rows.
std::vector<std::int32_t> plainIntegers(const WeightsInRows& weights)
{
    return quantizeMatrix(weights.values, weights.outputs(), 8, Quantizer::Symmetric, weights.perChannel).values;
}

} // namespace

class TestWeightFormats : public QObject {
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
    void additiveLevels();
    void levelsAreNearest_data();
    void levelsAreNearest();
    void scalesAreOfLeastSquares();
    void levelsOfTinyWeights();
    void bitMod();
    void topTermsAreThoseOfRevealing();
    void averagedColumns();
    void shiftedZeroPoints();
    void flippedColumns();
    void termsOfElements();
    void namesAndFamilies();
    void lists();
    void storedBits();
    void provisionedPairsOfFormats();
};

/// OCP MX v1.0, table 1 and section 5.3: the largest, the smallest normal and the smallest numbers.
void TestWeightFormats::elementsOfTheSpecification()
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

void TestWeightFormats::elementsRoundToEven()
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

void TestWeightFormats::microscaling()
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
void TestWeightFormats::microscalingOfExtremes()
{
    const std::vector<float> values{3.0e38F, -1.0F, 0.0F, 1.0e-38F};
    const FormattedWeights found = made("mxfp4", {values, 4, 1, 1, true, Encoding::Hese});
    QCOMPARE(found.values[0], 3.0F * std::ldexp(1.0F, 126)); // 3.5 rounds to 4, 4.5 too: 3.0e38 = 3.53 · 2^126
    QCOMPARE(found.values[1], -1.0F);
    QCOMPARE(found.values[2], 0.0F);
    QVERIFY(std::abs(found.values[3] - 1.0e-38F) < 0.3e-38F);
}

/// Two blocks by hand: of the first the largest is 5.6, X = 2^(2 − 2) = 1; of the second 0.9, X = 2^(−1 − 2) = 1/8.
void TestWeightFormats::exampleOfMxfp4()
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

void TestWeightFormats::nvfp4()
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

void TestWeightFormats::fp8()
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

namespace {

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

/// A block's scale is of the values at hand: by trying powers of two, all codes of E4M3 and all codes of elements.
void TestWeightFormats::dataInBlocks()
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
void TestWeightFormats::dataOfOneScale()
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
void TestWeightFormats::dataBeyondTheNumbers()
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

/// The paper's set for 4 bits of magnitude in two terms, before it is scaled: {0, 2^0, 2^−2, 2^−4} + {0, 2^−1, 2^−3,
/// 2^−5}; all sums differ, so that no code is lost.
void TestWeightFormats::additiveLevels()
{
    std::vector<float> levels;
    for (const double a : {0.0, 1.0, 0.25, 0.0625})
        for (const double b : {0.0, 0.5, 0.125, 0.03125})
            levels.push_back(static_cast<float>((a + b) / 1.5));
    std::ranges::sort(levels);
    QCOMPARE(levels.size(), std::size_t{16});
    // A row that is nothing but these levels is hit exactly, at the scale of its largest.
    std::vector<float> values;
    for (const float level : levels)
        values.insert(values.end(), {level, -level});
    const FormattedWeights found = made("apot-5", {values, 1, std::ssize(values), 1, true, Encoding::Hese});
    for (std::size_t i = 0; i < values.size(); ++i)
        QVERIFY(std::abs(weightOf(found, i, std::ssize(values)) - values[i]) < 1e-6F);
    for (const std::uint8_t terms : found.terms)
        QVERIFY(terms <= 2);
}

void TestWeightFormats::levelsAreNearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QList<int>>("magnitudes");
    const auto powers = [](int count) {
        QList<int> list{0};
        for (int i = 0; i < count; ++i)
            list << (1 << i);
        return list;
    };
    QTest::newRow("pow2-3") << "pow2-3" << powers(3);
    QTest::newRow("pow2-4") << "pow2-4" << powers(7);
    QTest::newRow("pow2-5") << "pow2-5" << powers(15);
    QTest::newRow("apot-3") << "apot-3" << QList<int>{0, 1, 2, 4};
    QTest::newRow("apot-4") << "apot-4" << QList<int>{0, 1, 2, 3, 4, 6, 8, 10};
    QTest::newRow("apot-5") << "apot-5" << QList<int>{0, 1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 32, 33, 36, 48};
    QList<int> five;
    for (const int a : {0, 64, 16, 2})
        for (const int b : {0, 32, 8, 1})
            for (const int c : {0, 4})
                five << a + b + c;
    QTest::newRow("apot-6") << "apot-6" << five;
    QList<int> six;
    for (const int a : {0, 256, 32, 4})
        for (const int b : {0, 128, 16, 2})
            for (const int c : {0, 64, 8, 1})
                six << a + b + c;
    QTest::newRow("apot-7") << "apot-7" << six;
}

void TestWeightFormats::levelsAreNearest()
{
    QFETCH(QString, name);
    QFETCH(QList<int>, magnitudes);
    const int bits = name.back().digitValue();
    QCOMPARE(magnitudes.size(), 1 << (bits - 1)); // every code is a level of its own
    for (const bool perChannel : {true, false}) {
        const Sample sample = sampleOf(24, perChannel);
        const FormattedWeights found = made(name.toStdString(), sample.weights);
        QCOMPARE(found.scales.size(), perChannel ? std::size_t{27} : std::size_t{1});
        for (std::size_t i = 0; i < sample.values.size(); ++i) {
            const float scale = found.scales[perChannel ? i / 24 : 0];
            double nearest = 1e9;
            for (const int magnitude : magnitudes)
                nearest = std::min(nearest, std::abs(std::abs(sample.values[i]) - magnitude * double(scale)));
            const double distance = std::abs(double(sample.values[i]) - weightOf(found, i, 24));
            QVERIFY(distance <= nearest + 1e-7);
            const float number = weightOf(found, i, 24) / scale;
            QVERIFY(magnitudes.contains(static_cast<int>(std::lround(std::abs(number)))));
            QCOMPARE(int(found.terms[i]), termsOfNumber(std::round(number)));
        }
    }
}

void TestWeightFormats::scalesAreOfLeastSquares()
{
    const Sample sample = sampleOf(24);
    const std::vector<float> magnitudes{0, 1, 2, 3, 4, 6, 8, 10};
    const FormattedWeights found = made("apot-4", sample.weights);
    for (std::size_t output = 0; output < 3; ++output) {
        const std::span<const float> values = std::span(sample.values).subspan(output * 216, 216);
        const auto errorAt = [&](double scale) {
            double error = 0.0;
            for (const float value : values) {
                double nearest = 1e9;
                for (const float magnitude : magnitudes)
                    nearest = std::min(nearest, std::abs(std::abs(value) - magnitude * scale));
                error += nearest * nearest;
            }
            return error;
        };
        const double own = errorAt(found.scales[output * 9]);
        bool isCandidate = false;
        for (int i = 5; i <= 20; ++i) {
            const double scale = double(largestOf(values)) * i / 20 / 10;
            isCandidate = isCandidate || std::abs(scale - found.scales[output * 9]) < 1e-6 * scale;
            QVERIFY(own <= errorAt(scale) * (1.0 + 1e-5));
        }
        QVERIFY(isCandidate);
    }
}

/// The paper's table of special values, in units in which all levels are whole numbers.
/// Of weights whose scale has no finite inverse unless it is kept above: zeros stay, and the others are not lost.
void TestWeightFormats::levelsOfTinyWeights()
{
    for (const char* name : {"pow2-3", "pow2-4", "pow2-5", "apot-3", "apot-4", "apot-5", "apot-6", "apot-7"})
        for (const float tiny : {1e-35F, 1e-37F, 1e-38F, 1e-41F, std::numeric_limits<float>::denorm_min()}) {
            const std::vector<float> values{0.0F, tiny, -tiny, -0.0F};
            const FormattedWeights weights = made(name, {values, 1, 4, 1, true, Encoding::Hese});
            QCOMPARE(weightOf(weights, 0, 4), 0.0F);
            QCOMPARE(weightOf(weights, 3, 4), 0.0F);
            QCOMPARE(weightOf(weights, 2, 4), -weightOf(weights, 1, 4));
            QVERIFY(std::abs(weightOf(weights, 1, 4) - tiny) <= std::max(0.5F * tiny, std::numeric_limits<float>::min()));
        }
}

void TestWeightFormats::bitMod()
{
    for (const int bits : {3, 4})
        for (const std::int64_t columns : {7, 128, 200}) {
            const Sample sample = sampleOf(columns);
            const FormattedWeights found = made(bits == 3 ? "bitmod-3" : "bitmod-4", sample.weights);
            const std::vector<double> plain = bits == 3 ? std::vector<double>{-4, -2, -1, 0, 1, 2, 4}
                                                        : std::vector<double>{-12, -8, -6, -4, -3, -2, -1, 0,
                                                                              1,   2,  3,  4,  6,  8,  12};
            forSlowBlocks(sample.weights, 128, [&](std::size_t first, std::size_t count) {
                double least = 1e9;
                for (const double special :
                     bits == 3 ? std::vector<double>{3, -3, 6, -6} : std::vector<double>{10, -10, 16, -16}) {
                    const double most = std::max(plain.back(), std::abs(special));
                    const double exact = largestOf(std::span(sample.values).subspan(first, count)) / most;
                    int exponent = 0; // a scale of float16: 11 significant bits
                    const double fraction = std::frexp(exact, &exponent);
                    const double scale = exact == 0.0 ? 1.0
                                                      : std::ldexp(std::nearbyint(fraction * 2048), exponent - 11);
                    double error = 0.0;
                    for (std::size_t i = first; i < first + count; ++i) {
                        double nearest = std::abs(sample.values[i] - special * scale);
                        for (const double level : plain)
                            nearest = std::min(nearest, std::abs(sample.values[i] - level * scale));
                        error += nearest * nearest;
                    }
                    least = std::min(least, error);
                }
                double own = 0.0;
                for (std::size_t i = first; i < first + count; ++i) {
                    own += std::pow(double(found.values[i]) - sample.values[i], 2);
                    QVERIFY(found.terms[i] <= 2);
                }
                QVERIFY2(std::abs(own - least) <= 1e-6 * least + 1e-15,
                         qPrintable(QStringLiteral("%1 %2").arg(own).arg(least)));
            });
        }
}

void TestWeightFormats::topTermsAreThoseOfRevealing()
{
    const Sample sample = sampleOf(16);
    const std::vector<std::int32_t> integers = plainIntegers(sample.weights);
    for (const int terms : {1, 2, 3, 4}) {
        const FormattedWeights found = made("topk-" + std::to_string(terms), sample.weights);
        for (std::size_t i = 0; i < integers.size(); ++i) {
            const std::vector<std::int64_t> alone{integers[i]};
            const RevealedGroup group = revealGroup(alone, terms, Encoding::Hese);
            QCOMPARE(std::int64_t{found.integers[i]}, group.values[0].revealed);
            QCOMPARE(int(found.terms[i]), group.keptTerms);
        }
    }
}

void TestWeightFormats::averagedColumns()
{
    for (const std::int64_t columns : {5, 32, 70})
        for (const int pruned : {2, 3, 4, 5}) {
            const Sample sample = sampleOf(columns);
            const std::vector<std::int32_t> integers = plainIntegers(sample.weights);
            const FormattedWeights found = made("bbs-average-" + std::to_string(pruned), sample.weights);
            forSlowBlocks(sample.weights, 32, [&](std::size_t first, std::size_t count) {
                const std::vector<int> expected = slowAverage(std::span(integers).subspan(first, count), pruned);
                for (std::size_t i = 0; i < count; ++i)
                    QCOMPARE(found.integers[first + i], expected[i]);
            });
        }
    // By hand: −11, 20, −57, 13 need 7 bits, one column is redundant: of 4 columns the lowest 3 are averaged. They hold
    // 5, 4, 7 and 5, whose mean is 5.25.
    QCOMPARE(slowAverage(std::vector<std::int32_t>{-11, 20, -57, 13}, 4), (std::vector<int>{-11, 21, -59, 13}));
}

void TestWeightFormats::shiftedZeroPoints()
{
    for (const std::int64_t columns : {5, 32, 70})
        for (const int pruned : {2, 3, 4, 5}) {
            const Sample sample = sampleOf(columns);
            const std::vector<std::int32_t> integers = plainIntegers(sample.weights);
            const FormattedWeights found = made("bbs-shift-" + std::to_string(pruned), sample.weights);
            forSlowBlocks(sample.weights, 32, [&](std::size_t first, std::size_t count) {
                const std::vector<int> expected = slowShift(std::span(integers).subspan(first, count), pruned);
                for (std::size_t i = 0; i < count; ++i)
                    QCOMPARE(found.integers[first + i], expected[i]);
            });
        }
    // 10, 26, 42 and −22 lie 6 below multiples of 16, and so they do after 4 columns are pruned.
    QCOMPARE(slowShift(std::vector<std::int32_t>{10, 26, 42, -22, 120}, 4)[0], 10);
}

void TestWeightFormats::flippedColumns()
{
    for (const std::int64_t columns : {5, 16, 40})
        for (const int zeros : {2, 3, 4, 5}) {
            const Sample sample = sampleOf(columns);
            const std::vector<std::int32_t> integers = plainIntegers(sample.weights);
            const FormattedWeights found = made("bitwave-" + std::to_string(zeros), sample.weights);
            forSlowBlocks(sample.weights, 16, [&](std::size_t first, std::size_t count) {
                unsigned used = 0;
                int error = 0;
                for (std::size_t i = first; i < first + count; ++i) {
                    used |= static_cast<unsigned>(std::abs(found.integers[i]));
                    error += static_cast<int>(std::pow(found.integers[i] - integers[i], 2));
                    QVERIFY(found.integers[i] == 0 || (found.integers[i] < 0) == (integers[i] < 0));
                }
                QVERIFY(static_cast<int>(std::bitset<7>(used).count()) <= 7 - zeros);
                QCOMPARE(error, slowFlipError(std::span(integers).subspan(first, count), zeros));
            });
        }
}

/// Those of the numbers themselves: a scale is no part of them.
void TestWeightFormats::termsOfElements()
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

void TestWeightFormats::namesAndFamilies()
{
    std::set<std::string_view> names;
    for (const WeightFormat& format : weightFormats()) {
        QVERIFY(names.insert(format.name).second);
        QCOMPARE(findWeightFormat(format.name), &format);
        QVERIFY(std::ranges::find(formatFamilies(), format.family, &FormatFamily::name) != formatFamilies().end());
    }
    for (const FormatFamily& family : formatFamilies()) {
        QVERIFY(!family.source.empty());
        QVERIFY(std::ranges::find(weightFormats(), family.name, &WeightFormat::family) != weightFormats().end());
    }
    QCOMPARE(findWeightFormat("mx"), nullptr);
}

void TestWeightFormats::lists()
{
    using Names = std::vector<std::string_view>;
    QCOMPARE(*formatsOfText("nvfp4, pow2,nvfp4"), (Names{"nvfp4", "pow2-3", "pow2-4", "pow2-5"}));
    QCOMPARE(formatsOfText("all")->size(), weightFormats().size());
    QCOMPARE(formatsOfText("mxfp5").error().message,
             "expected number formats, families of them or all, found \"mxfp5\"; did you mean mxfp4?");
    QVERIFY(!formatsOfText(""));
    QVERIFY(!formatsOfText("nvfp4,,apot"));
}

/// Elements, what blocks share, and 32 bits for every float32 scale.
void TestWeightFormats::storedBits()
{
    const auto bits = [](std::string_view name, bool perChannel = true) {
        return formatOf(name).storedBits(9 * 16, 64, 16, perChannel) / (9 * 16 * 64);
    };
    const double perOutput = 32.0 / (9 * 64);
    QCOMPARE(bits("mxfp4"), 4.25);
    QCOMPARE(bits("mxint8"), 8.25);
    QCOMPARE(bits("nvfp4"), 4.5 + 32.0 / (9 * 16 * 64));
    QCOMPARE(bits("pow2-4"), 4.0 + perOutput);
    QCOMPARE(bits("pow2-4", false), 4.0 + perOutput / 16);
    QCOMPARE(bits("bbs-shift-4"), 4.25 + perOutput);
    QCOMPARE(bits("bitwave-4"), 4.5 + perOutput);
    QCOMPARE(bits("bitmod-4"), 4.0 + 18.0 / 64); // 64 inputs are one block
    QCOMPARE(bits("fp8-channel"), 8.0 + perOutput);
    QCOMPARE(bits("topk-1"), 4.0 + perOutput);
    QCOMPARE(formatOf("mxfp4").storedBits(1, 33, 1, true), 33 * 4 + 2 * 8.0); // the last block is short
}

/// Data of 8 bits have four terms at most under HESE, and seven magnitude bits.
void TestWeightFormats::provisionedPairsOfFormats()
{
    const auto pairs = [](std::string_view name, int dataTerms = 0, Encoding encoding = Encoding::Hese) {
        Settings settings;
        settings.encoding = encoding;
        settings.dataTerms = dataTerms;
        settings.format = formatOf(name).name;
        return provisionedPairs(Method::Format, settings);
    };
    QCOMPARE(pairs("pow2-4"), 4.0);
    QCOMPARE(pairs("pow2-4", 2), 2.0);
    QCOMPARE(pairs("apot-4"), 8.0);
    QCOMPARE(pairs("apot-6"), 12.0);
    QCOMPARE(pairs("topk-3", 2), 6.0);
    QCOMPARE(pairs("mxfp4"), 8.0);
    QCOMPARE(pairs("mxfp8-e4m3"), 12.0);
    QCOMPARE(pairs("mxfp8-e5m2"), 8.0);
    QCOMPARE(pairs("mxfp8-e4m3", 0, Encoding::Binary), 28.0);
    QCOMPARE(pairs("nvfp4"), 8.0);
    QCOMPARE(pairs("mxint8"), 49.0);
    QCOMPARE(pairs("bbs-average-4"), 14.0);
    QCOMPARE(pairs("bitwave-4"), 21.0);
    const auto ownPairs = [](std::string_view name, Encoding encoding = Encoding::Hese) {
        Settings settings;
        settings.encoding = encoding;
        return provisionedPairs(Method::Format, inFormat(settings, formatOf(name), DataFormat::Own));
    };
    QCOMPARE(ownPairs("mxfp4"), 4.0);
    QCOMPARE(ownPairs("mxfp8-e4m3"), 9.0);
    QCOMPARE(ownPairs("mxfp8-e4m3", Encoding::Binary), 16.0);
    QCOMPARE(ownPairs("mxint8"), 49.0);
    QCOMPARE(ownPairs("nvfp4"), 4.0);
    QCOMPARE(ownPairs("pow2-4"), pairs("pow2-4", 3)); // of weights alone: the data keep the bits and s
}

TERMSCOPE_TEST(TestWeightFormats)

#include "TestWeightFormats.moc"
