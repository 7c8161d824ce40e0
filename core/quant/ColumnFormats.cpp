// Formats that are made of 8-bit integers: terms of each value, or bit columns of a block, are left out.
#include "core/quant/FormatQuantizers.h"
#include "core/quant/Quantizer.h"

#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr int wholeBits = 8;
constexpr int magnitudeBits = wholeBits - 1;
constexpr std::int32_t largestInteger8 = 127;

/// As plain quantization makes them, in the rows of a layer.
FormattedWeights integersOf(const WeightsInRows& weights)
{
    QuantizedMatrix matrix = quantizeMatrix(weights.values, weights.outputs(), wholeBits, Quantizer::Symmetric,
                                            weights.perChannel);
    FormattedWeights formatted;
    formatted.scales = scalesOfRows(weights, matrix.scales);
    formatted.integers = std::move(matrix.values);
    formatted.terms.resize(formatted.integers.size());
    return formatted;
}

/// Calls change(block, varying) for every block of every row, on all cores: the block's integers, which it changes,
/// and the part of them that differs from weight to weight, whose terms are counted.
template <class Change>
FormattedWeights changeBlocks(const WeightFormat& format, const WeightsInRows& weights, Change change)
{
    FormattedWeights formatted = integersOf(weights);
    std::vector<std::int32_t> varying(formatted.integers.size());
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < weights.rows; ++row)
        for (std::int64_t first = 0; first < weights.columns; first += format.block) {
            const auto place = static_cast<std::size_t>(row * weights.columns + first);
            const auto count = static_cast<std::size_t>(std::min<std::int64_t>(format.block, weights.columns - first));
            change(std::span(formatted.integers).subspan(place, count), std::span(varying).subspan(place, count));
        }
    countTerms(weights.encoding, varying, formatted.terms);
    return formatted;
}

/// Columns below the sign of two's complement that equal it in all values: at most 3 of them, as the paper stores their
/// number in 2 bits.
int redundantColumns(std::span<const std::int32_t> block)
{
    int needed = 1; // bits of the widest value, the sign included
    for (const std::int32_t value : block)
        needed = std::max(needed,
                          static_cast<int>(std::bit_width(static_cast<std::uint32_t>(value < 0 ? ~value : value))) + 1);
    return std::min(3, wholeBits - needed);
}

/// The low columns of every value become the rounded mean of what they hold.
void averageLowColumns(int columns, std::span<std::int32_t> block, std::span<std::int32_t> varying)
{
    const int pruned = std::max(0, columns - redundantColumns(block));
    const std::int32_t mask = (std::int32_t{1} << pruned) - 1;
    std::int64_t sum = 0;
    for (const std::int32_t value : block)
        sum += value & mask;
    const auto mean = static_cast<std::int32_t>(
        std::nearbyint(static_cast<double>(sum) / static_cast<double>(block.size())));
    for (std::size_t i = 0; i < block.size(); ++i) {
        varying[i] = block[i] & ~mask;
        block[i] = varying[i] + mean;
    }
}

/// Values plus a constant, each rounded to what the columns that stay can hold. In 16 bits, of which machines compute
/// the most at a time.
struct Shifted {
    std::int16_t constant = 0;
    std::int16_t pruned = 0;                                       ///< low columns that become zero
    std::int16_t most = 0;                                         ///< the largest magnitude that stays
    std::int32_t error = std::numeric_limits<std::int32_t>::max(); ///< a block's is below 2^31

    std::int16_t shifted(std::int16_t value) const
    {
        return std::clamp<std::int16_t>(static_cast<std::int16_t>(value + constant), -largestInteger8, largestInteger8);
    }
    /// Of two equally near the smaller magnitude.
    std::int16_t rounded(std::int16_t value) const
    {
        const std::int16_t moved = shifted(value);
        const auto half = static_cast<std::int16_t>(((1 << pruned) - 1) >> 1);
        const auto magnitude = static_cast<std::int16_t>(std::abs(moved) + half);
        const auto columns = static_cast<std::int16_t>(magnitude & static_cast<std::int16_t>(-(1 << pruned)));
        const std::int16_t near = std::min(columns, most);
        return static_cast<std::int16_t>(moved < 0 ? -near : near);
    }
};

/// What a constant leaves: leading columns that are zero in all values count among those that are pruned.
Shifted shiftedBy(std::int16_t constant, int columns, std::span<const std::int16_t> block)
{
    Shifted found{constant};
    std::int16_t all = 0;
    for (const std::int16_t value : block)
        all = static_cast<std::int16_t>(all | std::abs(found.shifted(value)));
    const int leading = magnitudeBits - static_cast<int>(std::bit_width(static_cast<std::uint16_t>(all)));
    found.pruned = static_cast<std::int16_t>(std::max(0, columns - leading));
    const int widest = (1 << (magnitudeBits - leading)) - 1;
    found.most = static_cast<std::int16_t>(widest >> found.pruned << found.pruned);
    std::int32_t error = 0;
    for (const std::int16_t value : block) {
        const auto difference = static_cast<std::int16_t>(found.rounded(value) - constant - value);
        error += difference * difference;
    }
    found.error = error;
    return found;
}

/// Of all constants of 6 bits the first with the least squared error.
void shiftZeroPoint(int columns, std::span<std::int32_t> block, std::span<std::int32_t> varying)
{
    constexpr std::int16_t constants = 32;
    std::array<std::int16_t, blockOfBbs> narrow;
    std::ranges::transform(block, narrow.begin(), [](std::int32_t value) { return static_cast<std::int16_t>(value); });
    const auto values = std::span<const std::int16_t>(narrow).first(block.size());
    Shifted best;
    for (std::int16_t constant = -constants; constant < constants; ++constant) {
        const Shifted found = shiftedBy(constant, columns, values);
        if (found.error < best.error)
            best = found;
    }
    for (std::size_t i = 0; i < block.size(); ++i) {
        varying[i] = best.rounded(values[i]);
        block[i] = varying[i] - best.constant;
    }
}

/// The magnitudes that can be written without some columns: for each magnitude the nearest, of two the smaller one.
struct WithoutColumns {
    std::array<std::uint8_t, largestInteger8 + 1> nearest{};

    explicit WithoutColumns(std::uint32_t zeros)
    {
        std::int32_t below = 0;
        for (std::int32_t magnitude = 0; magnitude <= largestInteger8; ++magnitude) {
            if ((static_cast<std::uint32_t>(magnitude) & zeros) != 0)
                continue;
            // Those between this one and the last: up to the middle they take the last.
            for (std::int32_t between = below; between < magnitude; ++between)
                nearest[static_cast<std::size_t>(between)] = static_cast<std::uint8_t>(
                    2 * between <= below + magnitude ? below : magnitude);
            below = magnitude;
        }
        std::fill(nearest.begin() + below, nearest.end(), static_cast<std::uint8_t>(below));
    }
};

/// All choices of so many magnitude columns, the lower ones first.
class ChoicesOfColumns {
public:
    explicit ChoicesOfColumns(int columns)
    {
        for (std::uint32_t zeros = 0; zeros < 1U << magnitudeBits; ++zeros)
            if (std::popcount(zeros) == columns)
                choices_.emplace_back(zeros);
        for (std::size_t magnitude = 0; magnitude < errors_.size(); ++magnitude)
            for (std::size_t i = 0; i < choices_.size(); ++i) {
                const std::int32_t away = choices_[i].nearest[magnitude] - static_cast<std::int32_t>(magnitude);
                errors_[magnitude][i] = away * away;
            }
    }

    /// The first with the least squared error.
    const WithoutColumns& bestFor(std::span<const std::int32_t> block) const
    {
        Errors sums{}; // of all choices at a time; a block's are below 2^31
        for (const std::int32_t value : block) {
            const Errors& own = errors_[static_cast<std::size_t>(std::abs(value))];
            for (std::size_t i = 0; i < sums.size(); ++i)
                sums[i] += own[i];
        }
        const auto there = std::span(sums).first(choices_.size());
        return choices_[static_cast<std::size_t>(std::ranges::min_element(there) - there.begin())];
    }

private:
    static constexpr std::size_t most = 36; // of 7 columns 3 or 4 can be chosen in 35 ways; whole vectors
    using Errors = std::array<std::int32_t, most>;

    std::vector<WithoutColumns> choices_;
    std::array<Errors, largestInteger8 + 1> errors_{}; ///< by magnitude, of each choice
};

void flipToZeroColumns(const ChoicesOfColumns& choices, std::span<std::int32_t> block, std::span<std::int32_t> varying)
{
    const WithoutColumns& best = choices.bestFor(block);
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::int32_t magnitude = best.nearest[static_cast<std::size_t>(std::abs(block[i]))];
        block[i] = block[i] < 0 ? -magnitude : magnitude;
        varying[i] = block[i];
    }
}

} // namespace

FormattedWeights quantizeTopTerms(const WeightFormat& format, const WeightsInRows& weights)
{
    FormattedWeights formatted = integersOf(weights);
    const RevealConfig config{weights.encoding, largestInteger8, 1, format.parameter};
    const std::int64_t columns = weights.columns;
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < weights.rows; ++row) {
        const auto first = static_cast<std::size_t>(row * columns);
        const auto count = static_cast<std::size_t>(columns);
        const std::span<std::int32_t> values = std::span(formatted.integers).subspan(first, count);
        revealRow(config, values, values, std::span(formatted.terms).subspan(first, count));
    }
    return formatted;
}

FormattedWeights quantizeBbsAverage(const WeightFormat& format, const WeightsInRows& weights)
{
    return changeBlocks(format, weights, [&](std::span<std::int32_t> block, std::span<std::int32_t> varying) {
        averageLowColumns(format.parameter, block, varying);
    });
}

FormattedWeights quantizeBbsShift(const WeightFormat& format, const WeightsInRows& weights)
{
    return changeBlocks(format, weights, [&](std::span<std::int32_t> block, std::span<std::int32_t> varying) {
        shiftZeroPoint(format.parameter, block, varying);
    });
}

FormattedWeights quantizeBitWave(const WeightFormat& format, const WeightsInRows& weights)
{
    const ChoicesOfColumns choices(format.parameter);
    return changeBlocks(format, weights, [&](std::span<std::int32_t> block, std::span<std::int32_t> varying) {
        flipToZeroColumns(choices, block, varying);
    });
}

} // namespace termscope
