// Kernels that finish and look up what layers compute, at every instruction set level this machine has, against plain
// loops.
#include "core/base/Error.h"
#include "core/quant/Quantizer.h"
#include "core/terms/Kernels.h"
#include "core/terms/SignedDigits.h"
#include "tests/core/Samples.h"
#include "tests/core/terms/KernelSamples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

using namespace termscope;
using kernels::KernelSet;

namespace {

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

/// Whole numbers, as lookUpPackedFloat takes them.
std::vector<std::uint16_t> packedWholeNumbers()
{
    std::vector<std::uint16_t> packed(kernels::packedEntries);
    for (std::uint16_t i = 0; i < packed.size(); ++i) {
        const int kept = i * 5 % 256;
        const int bits = kept == 0 ? 0 : (std::bit_cast<std::uint32_t>(static_cast<float>(kept)) >> 16) - 0x3F7F;
        packed[i] = static_cast<std::uint16_t>(i * 7 % 16 << 12 | bits);
    }
    return packed;
}

/// What a pass keeps of magnitudes up to 127, and their terms, as some encoding would have it, or none.
struct KeptOfMagnitudes {
    std::vector<std::uint8_t> kept, terms;

    /// As lookUpPackedByte takes them.
    std::vector<std::uint16_t> packed() const
    {
        std::vector<std::uint16_t> entries(kernels::packedEntries, 0);
        for (std::size_t i = 0; i < kept.size(); ++i)
            entries[i] = static_cast<std::uint16_t>(terms[i] << 8 | kept[i]);
        return entries;
    }
};

/// Bytes without order.
KeptOfMagnitudes anythingKept()
{
    KeptOfMagnitudes all;
    for (int i = 0; i < 128; ++i) {
        all.kept.push_back(static_cast<std::uint8_t>(i * 5 % 128));
        all.terms.push_back(static_cast<std::uint8_t>(i * 7 % 16));
    }
    return all;
}

/// The `most` largest terms of each magnitude up to `largest`; at most `bound`.
KeptOfMagnitudes largestTermsKept(Encoding encoding, std::int32_t largest, int most, std::int32_t bound = 127)
{
    KeptOfMagnitudes all;
    for (std::uint32_t i = 0; i <= static_cast<std::uint32_t>(largest); ++i) {
        const SignedDigits digits = signedDigits(i, encoding);
        std::int32_t value = 0;
        std::uint8_t count = 0;
        for (int exponent = 8; exponent >= 0 && count < most; --exponent)
            if ((digits.all() >> exponent & 1) != 0) {
                value += (digits.positive >> exponent & 1) != 0 ? 1 << exponent : -(1 << exponent);
                ++count;
            }
        all.kept.push_back(static_cast<std::uint8_t>(std::min(value, bound)));
        all.terms.push_back(count);
    }
    return all;
}

} // namespace

class TestLayerKernels : public QObject {
    Q_OBJECT

private slots:
    void finishesRows_data() { samples::kernelLevels(); }
    void finishesRows();
    void looksUp_data() { samples::kernelLevels(); }
    void looksUp();
    void looksUpPacked_data() { samples::kernelLevels(); }
    void looksUpPacked();
    void looksUpBytes_data() { samples::kernelLevels(); }
    void looksUpBytes();
    void finishesByteRows_data() { samples::kernelLevels(); }
    void finishesByteRows();
    void finishesAndLooksUp_data() { samples::kernelLevels(); }
    void finishesAndLooksUp();
    void tellsLargestTerms();
    void gathersLanes_data() { samples::kernelLevels(); }
    void gathersLanes();
    void finishesLanes_data() { samples::kernelLevels(); }
    void finishesLanes();
    void widensBytes_data() { samples::kernelLevels(); }
    void widensBytes();
    void sumsLanes_data() { samples::kernelLevels(); }
    void sumsLanes();

private:
    static void looksUpPacked(const KernelSet& kernel, const std::vector<std::uint16_t>& packed);
};

void TestLayerKernels::finishesRows()
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

void TestLayerKernels::looksUp()
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

/// At and beside every rounding threshold too, where a product with 1 / scale may fall on the wrong side.
void TestLayerKernels::looksUpPacked()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::vector<std::uint16_t> packed = packedWholeNumbers();
    looksUpPacked(kernel, packed);
    for (std::uint16_t i = 0; i < packed.size(); ++i)
        packed[i] = static_cast<std::uint16_t>((i * 7 % 13) << 12
                                               | (i % 5 == 0 ? 0 : 1 + i * 8)); // any entries, some of nothing
    looksUpPacked(kernel, packed);
}

void TestLayerKernels::looksUpPacked(const KernelSet& kernel, const std::vector<std::uint16_t>& packed)
{
    std::mt19937 random(25);
    std::uniform_real_distribution<float> uniform(0.001F, 3.0F);
    for (const std::int32_t largest : {1, 7, 15, 16, 63, 64, 100, 127, 128, 200, 255})
        for (const float clip : {1.0F, 0.3F, 6.0F, 12345.0F, 1e-28F, 1e-30F, 1e-42F, 3e38F, uniform(random),
                                 uniform(random), uniform(random)}) {
            const float scale = clip / static_cast<float>(largest);
            const std::vector<float> row = samples::manyFloats(random, scale, largest);
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

void TestLayerKernels::looksUpBytes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::mt19937 random(26);
    std::vector<std::uint16_t> packed(kernels::packedEntries);
    for (std::uint16_t i = 0; i < packed.size(); ++i)
        packed[i] = static_cast<std::uint16_t>((i * 7 % 16) << 8 | (i * 5 % 128));
    for (const std::int32_t largest : {1, 7, 100, 127, 128, 255}) {
        const float scale = 2.5F / static_cast<float>(largest);
        const std::vector<float> row = samples::manyFloats(random, scale, largest);
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

void TestLayerKernels::finishesByteRows()
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

/// Bytes that are the largest terms in HESE need no table.
void TestLayerKernels::tellsLargestTerms()
{
    const auto of = [](const KeptOfMagnitudes& all) { return kernels::passTables(all.kept, all.terms); };
    const kernels::PassTables whole = of(largestTermsKept(Encoding::Hese, 127, 8));
    QCOMPARE(whole.dropped, 0);
    QCOMPARE(whole.mostTerms, 4);
    QCOMPARE(of(largestTermsKept(Encoding::Hese, 127, 3)).dropped, 1);
    QCOMPARE(of(largestTermsKept(Encoding::Hese, 127, 2)).dropped, 2);
    QCOMPARE(of(largestTermsKept(Encoding::Hese, 7, 3)).dropped, 0);
    QCOMPARE(of(largestTermsKept(Encoding::Binary, 127, 3)).dropped, -1);
    QCOMPARE(of(anythingKept()).dropped, -1);
    KeptOfMagnitudes oneOff = largestTermsKept(Encoding::Hese, 127, 3);
    --oneOff.kept[85];
    QCOMPARE(of(oneOff).dropped, -1);
    QVERIFY(std::ranges::equal(of(oneOff).kept, oneOff.kept));
}

/// As the three kernels that it is in place of, at and beside every rounding threshold too.
void TestLayerKernels::finishesAndLooksUp()
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
        const std::int32_t largest = std::array{1, 7, 100, 127}[static_cast<std::size_t>(round % 4)];
        const bool positive = round % 7 < 4;
        const int kind = round / 7 % 5;
        const KeptOfMagnitudes keptOf = kind == 0
                                            ? anythingKept()
                                            : largestTermsKept(round % 11 == 0 ? Encoding::Binary : Encoding::Hese,
                                                               largest, kind, positive ? 255 : 127);
        const std::vector<std::uint16_t> packed = keptOf.packed();
        const kernels::PassTables tables = kernels::passTables(keptOf.kept, keptOf.terms);
        const float scale = std::array{1.0F, 0.3F, 6.0F, 12345.0F, 1e-28F}[static_cast<std::size_t>(round % 5)]
                            / static_cast<float>(largest);
        const std::size_t channels = round % 3 == 0 ? lanes : random() % lanes + 1;
        const std::uint32_t to = round % 4 < 2 ? 0 : static_cast<std::uint32_t>(random() & ((1U << channels) - 1));
        const std::size_t stride = channels + static_cast<std::size_t>(std::popcount(to)) + 3;
        const std::size_t there = std::max<std::size_t>(channels, random() % (lanes + 1));
        const std::size_t bytesStride = there + random() % 40;
        std::vector<float> sums = samples::manyFloats(random, scale, largest);
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
        const std::vector<float> inLanes = gathered;
        plain.finishLanes(gathered.data(), places, lanes, scales.data(), bias.data(), adds ? addend.data() : nullptr,
                          lowest, highest, gathered.data());
        std::vector<std::int8_t> expected(gathered.size());
        std::vector<std::uint8_t> expectedTerms(gathered.size());
        plain.lookUpPackedByte(gathered.data(), gathered.size(), scale, largest, packed.data(), expected.data(),
                               expectedTerms.data());

        constexpr std::int8_t untouched = 99;
        std::vector<std::int8_t> values(places * bytesStride + lanes, untouched);
        std::vector<std::uint8_t> terms(places * lanes + 1, 201);
        std::vector<float> result(places * lanes + 1, -7.0F);
        kernels::LanePass pass{sums.data(),
                               places,
                               stride,
                               channels,
                               sums.data() + channels,
                               to,
                               scales.data(),
                               bias.data(),
                               adds ? addend.data() : nullptr,
                               lowest,
                               highest,
                               keeps ? result.data() : nullptr,
                               scale,
                               largest,
                               &tables,
                               values.data(),
                               bytesStride,
                               there,
                               round % 9 < 5 ? terms.data() : nullptr};
        if (keeps && round % 2 == 0) { // the result where its sums lie
            std::ranges::copy(inLanes, result.begin());
            pass.sums = result.data();
            pass.stride = pass.channels = lanes;
            pass.to = 0;
        }
        std::vector<std::uint32_t> termSums(lanes, 7);
        if (pass.terms == nullptr)
            pass.termSums = termSums.data();
        kernel.finishAndLookUp(pass);
        QCOMPARE(terms.back(), std::uint8_t{201});
        QCOMPARE(result.back(), -7.0F);
        std::vector<std::uint32_t> expectedSums(lanes, 7);
        for (std::size_t i = 0; pass.terms == nullptr && i < places * lanes; ++i)
            expectedSums[i % lanes] += expectedTerms[i];
        QCOMPARE(termSums, expectedSums);
        for (std::size_t i = 0; i < places * lanes; ++i) {
            if (pass.terms != nullptr)
                QCOMPARE(int{terms[i]}, int{expectedTerms[i]});
            if (keeps)
                QVERIFY(result[i] == gathered[i]);
            if (i % lanes < there)
                QCOMPARE(int{values[i / lanes * bytesStride + i % lanes]}, int{expected[i]});
        }
        for (std::size_t i = 0; i < values.size(); ++i)
            if (i >= places * bytesStride || i % bytesStride >= there)
                QCOMPARE(values[i], untouched);
    }
}

/// The numbers that are added lie where the next place begins, too: nothing beyond them is read as theirs.
void TestLayerKernels::gathersLanes()
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

void TestLayerKernels::finishesLanes()
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

void TestLayerKernels::widensBytes()
{
    QFETCH(int, level);
    const KernelSet& kernel = kernels::available(static_cast<std::size_t>(level));
    std::vector<std::uint8_t> bytes(256);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    for (const std::size_t count : {std::size_t{256}, std::size_t{3}, std::size_t{0}})
        for (const bool areSigned : {false, true}) {
            std::vector<float> floats(bytes.size(), -1000.0F);
            kernel.bytesToFloats(bytes.data(), count, areSigned, floats.data());
            for (int i = 0; i < 256; ++i) {
                const int value = areSigned && i > 127 ? i - 256 : i;
                QCOMPARE(floats[static_cast<std::size_t>(i)],
                         static_cast<std::size_t>(i) < count ? static_cast<float>(value) : -1000.0F);
            }
        }
}

void TestLayerKernels::sumsLanes()
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

TERMSCOPE_TEST(TestLayerKernels)
#include "TestLayerKernels.moc"
