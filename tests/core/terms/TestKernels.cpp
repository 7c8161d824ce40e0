// Every instruction set level this machine runs gives what scalar code gives, bit for bit.
#include "core/base/Error.h"
#include "core/quant/Quantizer.h"
#include "core/terms/Kernels.h"
#include "tests/core/Samples.h"
#include "tests/core/terms/SlowReveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

using namespace termscope;
using kernels::KernelSet;

namespace {

std::vector<float> manyFloats(std::mt19937& random, float scale, std::int32_t largest)
{
    std::vector<float> values{0.0F,
                              -0.0F,
                              std::numeric_limits<float>::denorm_min(),
                              std::numeric_limits<float>::max(),
                              std::numeric_limits<float>::lowest(),
                              std::numeric_limits<float>::min()};
    // Exactly at the rounding thresholds, and one step to either side of them.
    for (std::int32_t m = 0; m <= std::min(largest, 300); ++m) {
        const float tie = (static_cast<float>(m) + 0.5F) * scale;
        for (const float value : {tie, std::nextafter(tie, 0.0F), std::nextafter(tie, 1e30F)}) {
            values.push_back(value);
            values.push_back(-value);
        }
    }
    std::normal_distribution<float> normal(0.0F, scale * static_cast<float>(largest) / 2.0F);
    for (int i = 0; i < 1000; ++i)
        values.push_back(normal(random));
    return values;
}

std::vector<kernels::ActivationEntry> someTable(std::mt19937& random, std::int32_t largest)
{
    std::vector<kernels::ActivationEntry> table;
    for (std::int32_t i = -largest; i <= largest; ++i) {
        const auto value = static_cast<float>(i & ~1);
        table.push_back({value, static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(value) >> 16),
                         static_cast<std::uint16_t>(random() % 8)});
    }
    return table;
}

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
    void quantizes_data() { levels(); }
    void quantizes();
    void revealsBytes_data() { levels(); }
    void revealsBytes();
    void revealsFloats_data() { levels(); }
    void revealsFloats();
    void revealsFloatsNearThresholds_data() { levels(); }
    void revealsFloatsNearThresholds();
    void revealsManyFloats_data() { levels(); }
    void revealsManyFloats();
    void converts_data() { levels(); }
    void converts();
    void finishesRows_data() { levels(); }
    void finishesRows();
    void looksUp_data() { levels(); }
    void looksUp();
    void looksUpPacked_data() { levels(); }
    void looksUpPacked();
    void roundsToLevels_data() { levels(); }
    void looksUpBytes_data() { levels(); }
    void looksUpBytes();
    void finishesByteRows_data() { levels(); }
    void finishesByteRows();
    void finishesAndLooksUp_data() { levels(); }
    void finishesAndLooksUp();
    void raisesPowers_data() { levels(); }
    void raisesPowers();
    void sumsErrorsAtLevels_data() { levels(); }
    void sumsErrorsAtLevels();
    void sumsAndNormalizes_data() { levels(); }
    void sumsAndNormalizes();
    void gathersLanes_data() { levels(); }
    void gathersLanes();
    void addsBytes_data() { levels(); }
    void addsBytes();
    void roundsToLevels();
    void finishesLanes_data() { levels(); }
    void finishesLanes();
    void sumsLanes_data() { levels(); }
    void sumsLanes();

private:
    static void looksUpPacked(const KernelSet& kernel, const std::vector<std::uint16_t>& packed);
    static void levels()
    {
        QTest::addColumn<int>("level");
        for (std::size_t i = 0; i < kernels::availableCount(); ++i)
            QTest::newRow(kernels::available(i).level) << static_cast<int>(i);
    }
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
                const std::vector<float> values = manyFloats(random, scale, largest);
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
                    std::vector<float> values = manyFloats(random, scale, largest);
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

void TestKernels::finishesRows()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(23);
    std::normal_distribution<float> normal(0.0F, 100.0F);
    for (const std::size_t count : {1u, 10u, 63u, 512u})
        for (int options = 0; options < 8; ++options) {
            const bool perColumn = (options & 1) != 0;
            const bool withBias = (options & 2) != 0;
            const bool relu = (options & 4) != 0;
            std::vector<float> row(count), scales(count), bias(count);
            for (auto* part : {&row, &scales, &bias})
                std::ranges::generate(*part, [&] { return normal(random); });
            std::vector<float> finished = row;
            kernel.finishRow(finished.data(), count, scales.data(), perColumn, withBias ? bias.data() : nullptr, relu);
            for (std::size_t i = 0; i < count; ++i) {
                // Two roundings, never a fused one: the integer runner has to give the same.
                volatile float expected = row[i] * (perColumn ? scales[i] : scales[0]);
                if (withBias)
                    expected = expected + bias[i];
                if (relu && expected < 0.0F)
                    expected = 0.0F;
                const float wanted = expected;
                QVERIFY(finished[i] == wanted);
            }
        }
}

void TestKernels::looksUp()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(24);
    std::normal_distribution<float> normal(0.0F, 1.0F);
    for (const std::int32_t largest : {1, 127, 255})
        for (const std::size_t count : {1u, 255u, 256u, 257u, 784u}) {
            const auto table = someTable(random, largest);
            const float scale = 2.0F / static_cast<float>(largest);
            std::vector<float> row(count);
            std::ranges::generate(row, [&] { return normal(random); });
            std::vector<std::uint16_t> halves(count);
            std::vector<float> floats(count);
            std::vector<std::uint32_t> sums(count, 5);
            kernel.lookUpBfloat16(row.data(), count, scale, largest, table.data(), halves.data(), sums.data());
            kernel.lookUpFloat(row.data(), count, scale, largest, table.data(), floats.data(), sums.data());
            for (std::size_t i = 0; i < count; ++i) {
                const auto& entry = table[static_cast<std::size_t>(quantize(row[i], scale, largest) + largest)];
                QCOMPARE(floats[i], entry.value);
                QCOMPARE(halves[i], entry.bfloat16);
                QCOMPARE(sums[i], 5u + 2u * entry.terms);
            }
        }
}

namespace {

/// Entries of every kind for a pass: as lookUpPackedFloat takes them, or lookUpPackedByte.
std::vector<std::uint16_t> packedFor(bool floats)
{
    std::vector<std::uint16_t> packed(kernels::packedEntries);
    for (std::uint16_t i = 0; i < packed.size(); ++i) {
        const int kept = i * 5 % 256;
        const int bits = kept == 0 ? 0 : (std::bit_cast<std::uint32_t>(static_cast<float>(kept)) >> 16) - 0x3F7F;
        packed[i] = static_cast<std::uint16_t>(i * 7 % 16 << (floats ? 12 : 8) | (floats ? bits : kept % 128));
    }
    return packed;
}

} // namespace

/// At and beside every rounding threshold too, where a product with 1 / scale may fall on the wrong side.
void TestKernels::looksUpPacked()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::vector<std::uint16_t> packed = packedFor(true); // whole numbers
    looksUpPacked(kernel, packed);
    for (std::uint16_t i = 0; i < packed.size(); ++i)
        packed[i] = static_cast<std::uint16_t>((i * 7 % 13) << 12
                                               | (i % 5 == 0 ? 0 : 1 + i * 8)); // any entries, some of nothing
    looksUpPacked(kernel, packed);
}

void TestKernels::looksUpPacked(const KernelSet& kernel, const std::vector<std::uint16_t>& packed)
{
    std::mt19937 random(25);
    std::uniform_real_distribution<float> uniform(0.001F, 3.0F);
    for (const std::int32_t largest : {1, 7, 15, 16, 63, 64, 100, 127, 128, 200, 255})
        for (const float clip : {1.0F, 0.3F, 6.0F, 12345.0F, 1e-28F, 1e-30F, 1e-42F, 3e38F, uniform(random),
                                 uniform(random), uniform(random)}) {
            const float scale = clip / static_cast<float>(largest);
            const std::vector<float> row = manyFloats(random, scale, largest);
            for (const std::size_t count : {row.size(), std::size_t{1}, std::size_t{33}}) {
                std::vector<std::uint16_t> values(count);
                std::vector<std::uint8_t> terms(count);
                std::vector<float> floats(count);
                kernel.lookUpPackedFloat(row.data(), count, scale, largest, packed.data(), floats.data(), terms.data());
                kernel.lookUpPacked(row.data(), count, scale, largest, packed.data(), values.data(), terms.data());
                for (std::size_t i = 0; i < count; ++i) {
                    const std::int32_t q = quantize(row[i], scale, largest);
                    const std::uint16_t entry = packed[static_cast<std::size_t>(std::abs(q))];
                    const int bits = entry % 4096;
                    const int expected = bits == 0 ? 0 : (bits - 1 + 0x3F80) + (q < 0 ? 0x8000 : 0);
                    const auto kept = std::bit_cast<std::uint32_t>(floats[i]);
                    if (values[i] != expected || kept >> 16 != values[i] || kept % 65536 != 0
                        || terms[i] != entry / 4096)
                        QFAIL(text("largest ", largest, ", scale ", scale, ": ", row[i], " became ", values[i],
                                   ", expected ", expected)
                                  .c_str());
                }
            }
        }
}

void TestKernels::looksUpBytes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(26);
    std::vector<std::uint16_t> packed(kernels::packedEntries);
    for (std::uint16_t i = 0; i < packed.size(); ++i)
        packed[i] = static_cast<std::uint16_t>((i * 7 % 16) << 8 | (i * 5 % 128));
    for (const std::int32_t largest : {1, 7, 100, 127, 128, 255}) {
        const float scale = 2.5F / static_cast<float>(largest);
        const std::vector<float> row = manyFloats(random, scale, largest);
        for (const std::size_t count : {row.size(), std::size_t{1}, std::size_t{33}}) {
            std::vector<std::int8_t> values(count);
            std::vector<std::uint8_t> terms(count);
            kernel.lookUpPackedByte(row.data(), count, scale, largest, packed.data(), values.data(), terms.data());
            for (std::size_t i = 0; i < count; ++i) {
                const std::int32_t q = quantize(row[i], scale, largest);
                const std::uint16_t entry = packed[static_cast<std::size_t>(std::abs(q))];
                QCOMPARE(int{values[i]}, q < 0 ? -(entry % 256) : entry % 256);
                QCOMPARE(int{terms[i]}, entry / 256);
            }
        }
    }
}

void TestKernels::finishesByteRows()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(28);
    std::uniform_int_distribution<std::int32_t> any(-900'000'000, 900'000'000);
    for (const std::size_t count : {1u, 10u, 63u, 512u})
        for (int options = 0; options < 8; ++options) {
            const bool withBias = (options & 1) != 0;
            const bool relu = (options & 2) != 0;
            const std::vector<float> scales = samples::normalFloats(random, count);
            const std::vector<float> bias = samples::normalFloats(random, count);
            std::vector<std::int32_t> sums(count), taken(count);
            std::ranges::generate(sums, [&] { return any(random); });
            std::ranges::generate(taken, [&] { return any(random); });
            std::vector<std::uint16_t> to((count + 15) / 16, 0);
            std::vector<std::int32_t> further(count);
            std::ranges::generate(further, [&] { return any(random) / 1000; });
            std::vector<std::int32_t> added(count, 0);
            std::size_t next = 0;
            for (std::size_t i = 0; (options & 4) != 0 && i < count; ++i)
                if (random() % 3 == 0) {
                    to[i / 16] = static_cast<std::uint16_t>(to[i / 16] | 1U << (i % 16));
                    added[i] = 128 * further[next++];
                }
            std::vector<float> row(count, -1.0F);
            kernel.finishByteRow(sums.data(), count, further.data(), (options & 4) != 0 ? to.data() : nullptr,
                                 taken.data(), scales.data(), withBias ? bias.data() : nullptr, relu, row.data());
            for (std::size_t i = 0; i < count; ++i) {
                volatile float expected = static_cast<float>(sums[i] + added[i] - taken[i]);
                expected = expected * scales[i];
                if (withBias)
                    expected = expected + bias[i];
                const float wanted = relu && !(expected > 0.0F) ? 0.0F : static_cast<float>(expected);
                QVERIFY(row[i] == wanted);
            }
        }
}

/// As the three kernels that it is in place of, at and beside every rounding threshold too.
void TestKernels::finishesAndLooksUp()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    if (kernel.finishAndLookUp == nullptr) {
        const QString name(kernel.level);
        QVERIFY(name != "x86-64-v4-vbmi" && name != "x86-64-v3");
        return;
    }
    const KernelSet& plain = kernels::available(0);
    std::mt19937 random(29);
    const std::size_t lanes = kernel.lanesOfPass;
    for (int round = 0; round < 600; ++round) {
        const bool floats = kernel.passGivesFloats && round % 2 == 1;
        const std::vector<std::uint16_t> packed = packedFor(floats);
        const std::int32_t largest = std::array{1, 7, 100, 127}[static_cast<std::size_t>(round % 4)];
        const float scale = std::array{1.0F, 0.3F, 6.0F, 12345.0F, 1e-28F}[static_cast<std::size_t>(round % 5)]
                            / static_cast<float>(largest);
        const std::size_t channels = round % 3 == 0 ? lanes : random() % lanes + 1;
        const std::uint32_t to = round % 4 < 2 ? 0 : static_cast<std::uint32_t>(random() & ((1U << channels) - 1));
        const std::size_t stride = channels + static_cast<std::size_t>(std::popcount(to)) + 3;
        const std::size_t there = std::max<std::size_t>(channels, random() % (lanes + 1));
        const std::size_t bytesStride = there + random() % 40;
        const bool positive = round % 7 < 4;
        std::vector<float> sums = manyFloats(random, scale, largest);
        std::ranges::shuffle(sums, random);
        const std::size_t places = sums.size() / stride - static_cast<std::size_t>(round % 4);
        std::vector<float> scales(lanes, 1.0F), bias(lanes, 0.0F);
        if (round % 6 == 5) {
            scales = samples::normalFloats(random, lanes);
            bias = samples::normalFloats(random, lanes);
        }
        const std::vector<float> addend = samples::normalFloats(random, places * lanes);
        const bool adds = round % 5 == 4;
        const bool keeps = round % 3 == 1;
        const float lowest = positive ? 0.0F : -std::numeric_limits<float>::infinity();
        const float highest = round % 8 < 4 ? std::numeric_limits<float>::infinity()
                                            : 0.7F * scale * static_cast<float>(largest);

        std::vector<float> gathered(places * lanes);
        plain.gatherLanes(sums.data(), places, stride, channels, lanes, sums.data() + channels, to, gathered.data());
        plain.finishLanes(gathered.data(), places, lanes, scales.data(), bias.data(), adds ? addend.data() : nullptr,
                          lowest, highest, gathered.data());
        std::vector<std::int8_t> expected(gathered.size());
        std::vector<float> expectedFloats(gathered.size());
        std::vector<std::uint8_t> expectedTerms(gathered.size());
        if (floats)
            plain.lookUpPackedFloat(gathered.data(), gathered.size(), scale, largest, packed.data(),
                                    expectedFloats.data(), expectedTerms.data());
        else
            plain.lookUpPackedByte(gathered.data(), gathered.size(), scale, largest, packed.data(), expected.data(),
                                   expectedTerms.data());

        constexpr std::int8_t untouched = 99;
        std::vector<std::int8_t> values(places * bytesStride + lanes, untouched);
        std::vector<float> floatValues(places * lanes + 1, -7.0F);
        std::vector<std::uint8_t> terms(places * lanes + 1, 201);
        std::vector<float> result(places * lanes + 1, -7.0F);
        kernels::LanePass pass{sums.data(), places, stride, channels, sums.data() + channels, to, scales.data(),
                               bias.data(), adds ? addend.data() : nullptr, lowest, highest,
                               keeps ? result.data() : nullptr, scale, largest, packed.data()};
        if (floats) {
            pass.floats = floatValues.data();
        } else {
            pass.bytes = values.data();
            pass.bytesStride = bytesStride;
            pass.bytesThere = there;
        }
        pass.terms = terms.data();
        kernel.finishAndLookUp(pass);
        QCOMPARE(terms.back(), std::uint8_t{201});
        QCOMPARE(result.back(), -7.0F);
        QCOMPARE(floatValues.back(), -7.0F);
        for (std::size_t i = 0; i < places * lanes; ++i) {
            QCOMPARE(int{terms[i]}, int{expectedTerms[i]});
            if (keeps)
                QVERIFY(result[i] == gathered[i]);
            if (floats)
                QVERIFY(std::bit_cast<std::uint32_t>(floatValues[i]) == std::bit_cast<std::uint32_t>(expectedFloats[i]));
            else if (i % lanes < there)
                QCOMPARE(int{values[i / lanes * bytesStride + i % lanes]}, int{expected[i]});
        }
        for (std::size_t i = 0; !floats && i < values.size(); ++i)
            if (i >= places * bytesStride || i % bytesStride >= there)
                QCOMPARE(values[i], untouched);
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

/// Against a search for the nearest level, the lower one of two; halves and what is beyond the last level among them.
void TestKernels::sumsErrorsAtLevels()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    const std::vector<int> levels{0, 1, 2, 3, 8, 13, 40};
    std::vector<float> byHalves;
    for (int halves = 0; halves <= 2 * levels.back(); ++halves)
        byHalves.push_back(static_cast<float>(*std::ranges::min_element(
            levels, {}, [halves](int l) { return std::abs(2 * l - halves); })));
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
                const int nearest = *std::ranges::min_element(levels, {}, [units](int l) { return std::abs(l - units); });
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

/// The numbers that are added lie where the next place begins, too: nothing beyond them is read as theirs.
void TestKernels::gathersLanes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(27);
    for (const std::size_t lanes : {std::size_t{8}, std::size_t{16}})
        for (std::size_t channels = 1; channels <= lanes; ++channels)
            for (const std::size_t places : {std::size_t{1}, std::size_t{7}}) {
                const auto to = static_cast<std::uint32_t>(random() & ((1U << channels) - 1));
                const std::size_t further = static_cast<std::size_t>(std::popcount(to));
                const std::size_t stride = channels + 5 + further;
                const std::vector<float> sums = samples::normalFloats(random, places * stride);
                std::vector<float> result(places * lanes, -1.0F);
                kernel.gatherLanes(sums.data(), places, stride, channels, lanes, sums.data() + stride - further, to,
                                   result.data());
                for (std::size_t place = 0; place < places; ++place) {
                    std::size_t next = stride - further;
                    for (std::size_t lane = 0; lane < lanes; ++lane) {
                        float expected = lane < channels ? sums[place * stride + lane] : 0.0F;
                        if ((to >> lane & 1) != 0)
                            expected += 128.0F * sums[place * stride + next++];
                        QCOMPARE(result[place * lanes + lane], expected);
                    }
                }
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

void TestKernels::finishesLanes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(26);
    std::normal_distribution<float> normal(0.0F, 100.0F);
    for (const std::size_t lanes : {8u, 16u})
        for (const std::size_t places : {1u, 2u, 49u})
            for (const bool adds : {false, true}) {
                std::vector<float> sums(places * lanes), addend(places * lanes), scales(lanes), bias(lanes),
                    result(places * lanes);
                for (auto* part : {&sums, &addend, &scales, &bias})
                    std::ranges::generate(*part, [&] { return normal(random); });
                kernel.finishLanes(sums.data(), places, lanes, scales.data(), bias.data(),
                                   adds ? addend.data() : nullptr, -50.0F, 4000.0F, result.data());
                for (std::size_t i = 0; i < sums.size(); ++i) {
                    volatile float expected = sums[i] * scales[i % lanes];
                    expected = expected + bias[i % lanes];
                    if (adds)
                        expected = expected + addend[i];
                    QCOMPARE(result[i], std::clamp(static_cast<float>(expected), -50.0F, 4000.0F));
                }
            }
}

void TestKernels::sumsLanes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(27);
    for (const std::size_t lanes : {1u, 8u, 16u})
        for (const std::size_t step : {1u, 2u, 3u})
            for (const std::size_t count : {1u, 2u, 7u, 300u}) {
                std::vector<std::uint8_t> bytes(((count - 1) * step + 1) * lanes);
                std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(random()); });
                std::vector<std::uint32_t> sums(lanes, 5);
                kernel.sumLanes(bytes.data(), count, step, lanes, sums.data());
                for (std::size_t lane = 0; lane < lanes; ++lane) {
                    std::uint32_t expected = 5;
                    for (std::size_t i = 0; i < count; ++i)
                        expected += bytes[i * step * lanes + lane];
                    QCOMPARE(sums[lane], expected);
                }
            }
}

TERMSCOPE_TEST(TestKernels)
#include "TestKernels.moc"
