// Every instruction set level this machine runs gives what scalar code gives, bit for bit.
#include "core/base/Error.h"
#include "core/quant/Quantizer.h"
#include "core/terms/Kernels.h"
#include "tests/core/Samples.h"
#include "tests/core/terms/KernelSamples.h"
#include "tests/core/terms/SlowReveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>

using namespace termscope;
using kernels::KernelSet;

namespace {

/// quantize(), the plain form of revealing, and one multiplication.
std::vector<float> revealedPlainly(const std::vector<float>& values, float scale, std::int32_t largest,
                                   Encoding encoding, int groupSize, int budget)
{
    std::vector<std::int64_t> integers;
    for (const float value : values)
        integers.push_back(quantize(value, scale, largest));
    std::vector<float> revealed;
    for (const std::int64_t value : slow::revealRow(integers, groupSize, budget, encoding).values)
        revealed.push_back(static_cast<float>(value) * scale);
    return revealed;
}

bool sameBits(std::span<const float> a, std::span<const float> b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

} // namespace

class TestKernels : public QObject {
    Q_OBJECT

private slots:
    void levelsAreNamed();
    void quantizes_data() { samples::kernelLevels(); }
    void quantizes();
    void revealsBytes_data() { samples::kernelLevels(); }
    void revealsBytes();
    void revealsFloats_data() { samples::kernelLevels(); }
    void revealsFloats();
    void revealsFloatsNearThresholds_data() { samples::kernelLevels(); }
    void revealsFloatsNearThresholds();
    void revealsManyFloats_data() { samples::kernelLevels(); }
    void revealsManyFloats();
    void converts_data() { samples::kernelLevels(); }
    void converts();
    void raisesPowers_data() { samples::kernelLevels(); }
    void raisesPowers();
    void followsCurves_data() { samples::kernelLevels(); }
    void followsCurves();
    void sumsErrorsAtLevels_data() { samples::kernelLevels(); }
    void sumsErrorsAtLevels();
    void sumsAndNormalizes_data() { samples::kernelLevels(); }
    void sumsAndNormalizes();
    void addsBytes_data() { samples::kernelLevels(); }
    void addsBytes();
    void roundsToLevels_data() { samples::kernelLevels(); }
    void roundsToLevels();
};

void TestKernels::levelsAreNamed()
{
    QVERIFY(kernels::availableCount() >= 1);
    QCOMPARE(QString(kernels::available(0).level), QString("baseline"));
    QCOMPARE(&kernels::best(), &kernels::available(kernels::availableCount() - 1));
}

void TestKernels::quantizes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(21);
    for (const Quantizer rule : {Quantizer::Symmetric, Quantizer::Reference2020})
        for (int bits = smallestBits; bits <= largestBits; ++bits)
            for (const float clip : {1.0F, 0.3F, 12345.0F, 1e-30F, 1e-42F, 3e38F}) {
                const std::int32_t largest = largestMagnitude(bits, rule);
                const float scale = scaleFor(clip, bits, rule);
                const std::vector<float> values = samples::manyFloats(random, scale, largest);
                std::vector<std::int32_t> wide(values.size());
                std::vector<std::int8_t> bytes(values.size());
                kernel.quantize(values.data(), values.size(), scale, largest, wide.data());
                if (largest <= 127)
                    kernel.quantizeBytes(values.data(), values.size(), scale, largest, bytes.data());
                for (std::size_t i = 0; i < values.size(); ++i) {
                    const std::int32_t expected = quantize(values[i], scale, largest);
                    if (wide[i] != expected || (largest <= 127 && bytes[i] != expected))
                        QFAIL(text(bits, " bits, scale ", scale, ": ", values[i], " became ", wide[i], ", expected ",
                                   expected)
                                  .c_str());
                }
            }
}

void TestKernels::revealsBytes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(22);
    std::array<std::int16_t, kernels::chunk> revealed;
    std::array<std::uint8_t, kernels::chunk> kept;
    for (const Encoding encoding : allEncodings)
        for (int slot = 1; slot <= 64; slot *= 2)
            for (const int budget : {0, 1, 2, 3, slot / 2, slot, slot + 1, 3 * slot, 63, 64, 65, 9 * slot})
                for (const std::size_t count : {std::size_t{64}, std::size_t{192}, kernels::chunk}) {
                    const auto row = slow::randomIntegers(random, count, 127);
                    const std::vector<std::int8_t> values(row.begin(), row.end());
                    const slow::Kept expected = slow::revealRow(row, slot, budget, encoding);
                    kernel.revealBytes(values.data(), count, encoding, slot, budget, revealed.data(), kept.data());
                    const bool sameValues = std::ranges::equal(std::span(revealed).first(count), expected.values);
                    const bool sameTerms = std::ranges::equal(std::span(kept).first(count), expected.terms);
                    revealed.fill(-1);
                    kernel.revealBytes(values.data(), count, encoding, slot, budget, revealed.data(), nullptr);
                    const bool sameWithout = std::ranges::equal(std::span(revealed).first(count), expected.values);
                    if (!sameValues || !sameTerms || !sameWithout)
                        QFAIL(text(nameOf(encoding), " slot ", slot, " budget ", budget, " count ", count).c_str());
                }
}

void TestKernels::revealsFloats()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(31);
    for (const Encoding encoding : allEncodings)
        for (int slot = 1; slot <= 64; slot *= 2)
            for (const std::int32_t largest : {1, 7, 100, 127})
                for (const float clip : {1.0F, 0.3F, 12345.0F, 1e-30F, 1e-42F, 3e38F}) {
                    const float scale = clip / static_cast<float>(largest);
                    std::vector<float> values = samples::manyFloats(random, scale, largest);
                    values.resize(values.size() / 64 * 64);
                    const int budget = std::uniform_int_distribution<int>(0, 4 * slot + 1)(random);
                    std::vector<float> revealed(values.size());
                    kernel.revealFloats(values.data(), values.size(), scale, largest, encoding, slot, budget,
                                        revealed.data());
                    const std::string where = text(nameOf(encoding), " slot ", slot, " largest ", largest, " scale ",
                                                   scale, " budget ", budget);
                    QVERIFY2(sameBits(revealed, revealedPlainly(values, scale, largest, encoding, slot, budget)),
                             where.c_str());
                    kernel.revealFloats(values.data(), values.size(), scale, largest, encoding, slot, budget,
                                        values.data());
                    QVERIFY2(sameBits(values, revealed), where.c_str());
                }
}

/// Floats on both sides of every threshold, at many scales: what multiplies in place of dividing must notice them.
void TestKernels::revealsFloatsNearThresholds()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(32);
    std::uniform_real_distribution<float> exponents(-98.0F, 98.0F);
    for (int round = 0; round < 200; ++round) {
        const float scale = round % 4 == 0 ? 0.25F : std::exp2(exponents(random));
        const std::int32_t largest = round % 2 == 0 ? 127 : (2 << (round / 2 % 6)) - 1;
        std::vector<float> values;
        for (std::int32_t m = 0; m <= largest; ++m) {
            const auto tie = std::bit_cast<std::uint32_t>((static_cast<float>(m) + 0.5F) * scale);
            for (int steps = -8; steps < 8; ++steps) {
                const auto near = std::bit_cast<float>(tie + static_cast<std::uint32_t>(steps));
                values.push_back(random() % 2 == 0 ? near : -near);
            }
        }
        values.resize((values.size() + 511) / 512 * 512, -0.0F);
        std::shuffle(values.begin(), values.end(), random);
        std::vector<float> revealed(values.size());
        const int budget = round % 16;
        kernel.revealFloats(values.data(), values.size(), scale, largest, Encoding::Hese, 8, budget, revealed.data());
        QVERIFY2(sameBits(revealed, revealedPlainly(values, scale, largest, Encoding::Hese, 8, budget)),
                 text("scale ", scale, " largest ", largest, " budget ", budget).c_str());
    }
}

/// So many that the results may go past the caches, to any place in a cache line.
void TestKernels::revealsManyFloats()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(33);
    std::normal_distribution<float> normal(0.0F, 0.3F);
    constexpr std::size_t count = (std::size_t{1} << 22) + 192;
    std::vector<float> values(count), expected(count), revealed(count + 16);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = i < 10000 ? normal(random) : values[i - 9999];
    for (std::size_t first = 0; first < count; first += 6400)
        kernel.revealFloats(values.data() + first, std::min<std::size_t>(6400, count - first), 0.01F, 127,
                            Encoding::Hese, 8, 12, expected.data() + first);
    for (const std::size_t shift : {0, 1, 7, 12, 15}) {
        std::ranges::fill(revealed, 99.0F);
        kernel.revealFloats(values.data(), count, 0.01F, 127, Encoding::Hese, 8, 12, revealed.data() + shift);
        QVERIFY(sameBits(std::span(revealed).subspan(shift, count), expected));
        QCOMPARE(std::ranges::count(revealed, 99.0F), 16);
    }
    kernel.revealFloats(values.data(), count, 0.01F, 127, Encoding::Hese, 8, 12, values.data());
    QVERIFY(sameBits(values, expected));
}

void TestKernels::converts()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::vector<std::int16_t> values;
    for (std::int16_t value = -256; value <= 256; ++value)
        values.push_back(value);
    std::vector<float> floats(values.size());
    std::vector<std::uint16_t> halves(values.size());
    kernel.scaleToFloat(values.data(), values.size(), 0.1F, floats.data());
    kernel.toBfloat16(values.data(), values.size(), halves.data());
    for (std::size_t i = 0; i < values.size(); ++i) {
        QCOMPARE(std::bit_cast<std::uint32_t>(floats[i]),
                 std::bit_cast<std::uint32_t>(static_cast<float>(values[i]) * 0.1F));
        QCOMPARE(std::bit_cast<float>(static_cast<std::uint32_t>(halves[i]) << 16), static_cast<float>(values[i]));
    }
}

/// Within two units in the last place of the C library's, alike at every level.
void TestKernels::raisesPowers()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    constexpr float largest = 3.5F;
    std::vector<float> values;
    for (float x = 0.0F; x > -88.0F; x -= 0.00371F)
        values.push_back(largest + x);
    values.push_back(-std::numeric_limits<float>::infinity());
    values.push_back(std::numeric_limits<float>::lowest());
    std::vector<float> powers = values;
    std::vector<float> plain = values;
    const double sum = kernel.powers(powers.data(), powers.size(), largest);
    QVERIFY(sum == kernels::available(0).powers(plain.data(), plain.size(), largest));
    QVERIFY(powers == plain);
    double expectedSum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float x = values[i] - largest;
        expectedSum += powers[i];
        if (x <= -87.0F) {
            QVERIFY(powers[i] == 0.0F);
            continue;
        }
        const double expected = std::exp(static_cast<double>(x));
        const float unit = std::nextafter(static_cast<float>(expected), 2.0F) - static_cast<float>(expected);
        QVERIFY(std::abs(powers[i] - expected) <= 2.0 * unit);
    }
    QVERIFY(std::abs(sum - expectedSum) <= 1e-12 * expectedSum);
    QVERIFY(powers[0] == 1.0F);
}

/// The functions in float64; every level gives what the first one gives.
void TestKernels::followsCurves()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    const double infinity = std::numeric_limits<double>::infinity();
    std::vector<float> values;
    for (int i = -13000; i <= 13000; ++i)
        values.push_back(static_cast<float>(i) / 1000.0F);
    for (const float large : {20.0F, 86.9F, 87.1F, 200.0F, 1e10F, 1e30F, 3e38F, 1e-10F, 1e-38F})
        values.insert(values.end(), {large, -large});
    const auto sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    const auto erf = [](double x) { return std::erf(x); };
    const auto gelu = [](double x) { return 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0))); };
    const auto byTanh = [](double x) {
        return 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / std::numbers::pi) * (x + 0.044715 * x * x * x)));
    };
    const auto swish = [&](double x) { return x * sigmoid(1.702 * x); };
    const std::vector<std::pair<kernels::Curve, std::function<double(double)>>> curves{
        {kernels::Curve::ErrorFunction, erf},
        {kernels::Curve::Gelu, gelu},
        {kernels::Curve::GeluByTanh, byTanh},
        {kernels::Curve::Sigmoid, sigmoid},
        {kernels::Curve::Swish, swish}};
    for (const auto& [which, function] : curves) {
        for (const std::size_t count : {values.size(), std::size_t{1}, std::size_t{7}}) {
            std::vector<float> found(values.end() - static_cast<std::ptrdiff_t>(count), values.end());
            std::vector<float> first = found;
            const std::vector<float> given = found;
            kernel.curve(which, 1.702F, found.data(), count);
            kernels::available(0).curve(which, 1.702F, first.data(), count);
            QVERIFY(sameBits(found, first));
            for (std::size_t i = 0; i < count; ++i) {
                const double expected = function(given[i]);
                QVERIFY2(std::abs(found[i] - expected) <= 4e-7 * std::max(1.0, static_cast<double>(std::abs(given[i]))),
                         qPrintable(QStringLiteral("%1 at %2").arg(static_cast<int>(which)).arg(given[i])));
            }
        }
        std::vector<float> special{std::numeric_limits<float>::quiet_NaN(), static_cast<float>(infinity),
                                   -static_cast<float>(infinity), -200.0F};
        kernel.curve(which, 1.702F, special.data(), special.size());
        QVERIFY(std::isnan(special[0]));
        QCOMPARE(static_cast<double>(special[1]), function(infinity));
        const double atMinus = function(-infinity);
        QVERIFY(std::isnan(atMinus) ? std::isnan(special[2]) : special[2] == atMinus);
        QVERIFY(special[3] == (which == kernels::Curve::ErrorFunction ? -1.0F : 0.0F));
    }
}

/// Against a search for the nearest level, the lower one of two; halves and what is beyond the last level among them.
void TestKernels::sumsErrorsAtLevels()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    const std::vector<int> levels{0, 1, 2, 3, 8, 13, 40};
    std::vector<float> byHalves;
    for (int halves = 0; halves <= 2 * levels.back(); ++halves)
        byHalves.push_back(static_cast<float>(
            *std::ranges::min_element(levels, {}, [halves](int l) { return std::abs(2 * l - halves); })));
    std::mt19937 random(31);
    for (const std::size_t count : {0u, 1u, 15u, 256u, 300u, 1111u})
        for (const float scale : {0.25F, 0.07F}) {
            std::vector<float> values = samples::normalFloats(random, count);
            for (std::size_t i = 0; i < count; i += 2)
                values[i] = scale * static_cast<float>(static_cast<int>(random() % 180) - 90) / 2.0F;
            double expected = 0.0;
            for (const float value : values) {
                const float magnitude = std::abs(value);
                const float inverse = 1.0F / scale;
                const double units = static_cast<double>(magnitude * inverse);
                const int nearest = *std::ranges::min_element(levels, {},
                                                              [units](int l) { return std::abs(l - units); });
                const double away = magnitude - static_cast<float>(nearest) * scale;
                expected += away * away;
            }
            const double found = kernel.errorAtLevels(values.data(), count, byHalves.data(), 2 * levels.back(), scale);
            QVERIFY(std::abs(found - expected) <= 1e-12 * expected);
        }
}

void TestKernels::sumsAndNormalizes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(30);
    for (const std::size_t count : {0u, 1u, 15u, 16u, 17u, 64u, 777u}) {
        const std::vector<float> values = samples::normalFloats(random, count);
        const std::vector<float> factors = samples::normalFloats(random, count);
        const std::vector<float> shifts = samples::normalFloats(random, count);
        double sum = 0.0;
        double squares = 0.0;
        for (const float value : values) {
            sum += value;
            squares += (value - 0.25) * (value - 0.25);
        }
        QVERIFY(std::abs(kernel.sumOf(values.data(), count, 0.25, false) - sum) <= 1e-12 * (1.0 + squares));
        QVERIFY(std::abs(kernel.sumOf(values.data(), count, 0.25, true) - squares) <= 1e-12 * (1.0 + squares));
        std::vector<float> row = values;
        kernel.normalizeRow(row.data(), count, 0.125, 3.75, factors.data(), shifts.data());
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(row[i] == static_cast<float>((values[i] - 0.125) * 3.75 * factors[i] + shifts[i]));
    }
}

void TestKernels::addsBytes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::vector<std::uint8_t> bytes(77);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{179});
    std::vector<std::uint32_t> sums(bytes.size(), 3'000'000'000U);
    kernel.addBytes(bytes.data(), bytes.size(), sums.data());
    for (std::size_t i = 0; i < bytes.size(); ++i)
        QCOMPARE(sums[i], 3'000'000'000U + bytes[i]);
}

void TestKernels::roundsToLevels()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(27);
    std::normal_distribution<float> normal(0.0F, 40.0F);
    std::vector<float> values(1000);
    std::ranges::generate(values, [&] { return normal(random); });
    for (int i = -300; i < 300; ++i)
        values.push_back(0.25F * (static_cast<float>(i) + 0.5F)); // half way between two levels
    for (const float value : {0.0F, -0.0F, 1e30F, -1e30F, std::numeric_limits<float>::infinity()})
        values.push_back(value);
    for (const auto& [lowest, highest] : {std::pair{-128.0F, 127.0F}, std::pair{0.0F, 255.0F}}) {
        std::vector<float> rounded(values.size());
        kernel.roundToLevels(values.data(), values.size(), 0.25F, lowest, highest, rounded.data());
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(rounded[i], std::clamp(std::nearbyint(values[i] / 0.25F), lowest, highest) * 0.25F);
        const float none = std::numeric_limits<float>::quiet_NaN();
        float zero = 1.0F;
        kernel.roundToLevels(&none, 1, 0.25F, lowest, highest, &zero);
        QCOMPARE(zero, 0.0F);
    }
}

TERMSCOPE_TEST(TestKernels)
#include "TestKernels.moc"
