// Formats that leave out terms or bit columns of 8-bit integers, against their definitions written down slowly a second
// time.
#include "core/quant/Quantizer.h"
#include "core/terms/Reveal.h"
#include "tests/core/quant/FormatSamples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <bitset>

using namespace termscope;
using namespace termscope::samples;

namespace {

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

class TestColumnFormats : public QObject {
    Q_OBJECT

private slots:
    void topTermsAreThoseOfRevealing();
    void averagedColumns();
    void shiftedZeroPoints();
    void flippedColumns();
};

void TestColumnFormats::topTermsAreThoseOfRevealing()
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

void TestColumnFormats::averagedColumns()
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

void TestColumnFormats::shiftedZeroPoints()
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

void TestColumnFormats::flippedColumns()
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

TERMSCOPE_TEST(TestColumnFormats)
#include "TestColumnFormats.moc"
