// Formats that are sets of levels: each weight takes the nearest, of two equally near the smaller magnitude.
#include "core/quant/FormatQuantizers.h"
#include "core/quant/Quantizer.h"

#include "core/terms/Kernels.h"
#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace termscope {

TermTable termsOfMagnitudes(Encoding encoding)
{
    std::vector<std::int32_t> magnitudes(std::tuple_size_v<TermTable>);
    std::iota(magnitudes.begin(), magnitudes.end(), 0);
    TermTable table{};
    countTerms(encoding, magnitudes, table);
    return table;
}

std::int64_t partsOf(const WeightsInRows& weights)
{
    return weights.perChannel ? weights.outputs() : std::min<std::int64_t>(1, weights.outputs());
}

std::vector<float> scalesOfRows(const WeightsInRows& weights, std::span<const float> scalesOfParts)
{
    if (!weights.perChannel || scalesOfParts.empty())
        return {scalesOfParts.begin(), scalesOfParts.end()};
    std::vector<float> scales;
    for (const float scale : scalesOfParts)
        scales.insert(scales.end(), static_cast<std::size_t>(weights.rowsOfOutput), scale);
    return scales;
}

namespace {

/// Magnitudes in ascending order, 0 the first, whole numbers; alike on both sides of 0.
class SymmetricLevels {
public:
    explicit SymmetricLevels(std::vector<std::int32_t> magnitudes)
    {
        std::ranges::sort(magnitudes);
        // The middle of two levels is a multiple of ½, so that every magnitude above one such multiple and up to the next
        // has the same level.
        std::size_t level = 0;
        mostHalves_ = 2 * magnitudes.back();
        for (std::int32_t halves = 0; halves <= mostHalves_; ++halves) {
            while (level + 1 < magnitudes.size() && magnitudes[level] + magnitudes[level + 1] < halves)
                ++level;
            byHalves_.push_back(static_cast<float>(magnitudes[level]));
        }
    }

    std::int32_t largest() const { return mostHalves_ / 2; }
    /// The level of a value in units of levels.
    std::int32_t nearest(float value) const
    {
        const float halves = std::min(std::abs(value) * 2.0F, static_cast<float>(mostHalves_));
        auto above = static_cast<std::int32_t>(halves);
        above += static_cast<float>(above) < halves ? 1 : 0;
        const auto magnitude = static_cast<std::int32_t>(byHalves_[static_cast<std::size_t>(above)]);
        return value < 0.0F ? -magnitude : magnitude;
    }
    /// Σ (value − level · scale)².
    double error(std::span<const float> values, float scale) const
    {
        return kernels::best().errorAtLevels(values.data(), values.size(), byHalves_.data(), mostHalves_, scale);
    }

private:
    std::vector<float> byHalves_; ///< the level of magnitudes up to i/2
    std::int32_t mostHalves_ = 0;
};

/// The scale with the least squared error, of those at which the largest level is i/20 of the largest magnitude, i =
/// 20, 19, …, 5; the first of equals.
float scaleOfLeastSquares(std::span<const float> values, const SymmetricLevels& levels)
{
    const float largest = largestAbsolute(values);
    if (largest == 0.0F)
        return 1.0F;
    constexpr int steps = 20;
    constexpr int fewest = 5;
    float best = 1.0F;
    double least = std::numeric_limits<double>::infinity();
    for (int i = steps; i >= fewest; --i) {
        // At least the smallest number whose inverse is finite.
        const float scale = std::max(largest * static_cast<float>(i) / steps / static_cast<float>(levels.largest()),
                                     std::numeric_limits<float>::min());
        const double error = levels.error(values, scale);
        if (error < least) {
            least = error;
            best = scale;
        }
    }
    return best;
}

FormattedWeights quantizeToLevels(const WeightsInRows& weights, const SymmetricLevels& levels)
{
    FormattedWeights formatted;
    std::vector<std::int32_t> integers(weights.values.size());
    const std::int64_t parts = partsOf(weights);
    const std::size_t length = parts == 0 ? 0 : weights.values.size() / static_cast<std::size_t>(parts);
    std::vector<float> scales(static_cast<std::size_t>(parts), 1.0F);
#pragma omp parallel for schedule(dynamic)
    for (std::int64_t part = 0; part < parts; ++part) {
        const std::size_t first = static_cast<std::size_t>(part) * length;
        const float scale = scaleOfLeastSquares(weights.values.subspan(first, length), levels);
        scales[static_cast<std::size_t>(part)] = scale;
        const float inverse = 1.0F / scale;
        for (std::size_t i = first; i < first + length; ++i)
            integers[i] = levels.nearest(weights.values[i] * inverse);
    }
    formatted.scales = scalesOfRows(weights, scales);
    formatted.terms.resize(integers.size());
    countTerms(weights.encoding, integers, formatted.terms);
    constexpr std::int32_t mostAsIntegers = 256;
    if (levels.largest() <= mostAsIntegers)
        formatted.integers = std::move(integers);
    else
        formatted.values.assign(integers.begin(), integers.end());
    return formatted;
}

/// All sums of one of each set, 0 being in every set; each once.
std::vector<std::int32_t> sumsOf(const std::vector<std::vector<std::int32_t>>& sets)
{
    std::vector<std::int32_t> sums{0};
    for (const std::vector<std::int32_t>& set : sets) {
        const std::vector<std::int32_t> before = sums;
        for (const std::int32_t power : set)
            for (const std::int32_t sum : before)
                sums.push_back(sum + power);
    }
    std::ranges::sort(sums);
    sums.erase(std::unique(sums.begin(), sums.end()), sums.end());
    return sums;
}

/// The powers of two that make up a magnitude of APoT, set by set, in units of the least; as the paper's own code has
/// them for widths that are no multiple of two.
std::vector<std::vector<std::int32_t>> additiveSets(int bitsOfMagnitude)
{
    switch (bitsOfMagnitude) {
    case 2: return {{4, 2, 1}};
    case 3: return {{8, 4, 1}, {2}};
    case 4: return {{32, 8, 2}, {16, 4, 1}};
    case 5: return {{64, 16, 2}, {32, 8, 1}, {4}};
    default: return {{256, 32, 4}, {128, 16, 2}, {64, 8, 1}};
    }
}

/// Levels of a block of BitMoD: those of a float, and one that is special.
std::vector<float> levelsWith(int bits, float special)
{
    std::vector<float> magnitudes = bits == 3 ? std::vector<float>{1, 2, 4} : std::vector<float>{1, 2, 3, 4, 6, 8, 12};
    std::vector<float> levels{0.0F, special};
    for (const float magnitude : magnitudes) {
        levels.push_back(magnitude);
        levels.push_back(-magnitude);
    }
    std::ranges::sort(levels);
    return levels;
}

/// The nearest number of float16's 11 significant bits.
float toSignificant11(float value)
{
    int exponent = 0;
    const float fraction = std::frexp(value, &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(fraction, 11)), exponent - 11);
}

/// Numbers of a block, each the nearest of ascending levels, the lower one of two; returns the squared error.
double fillBlock(std::span<const float> block, std::span<const float> levels, float scale, std::span<float> numbers)
{
    std::vector<float> values(block.size());
    std::ranges::transform(block, values.begin(), [scale](float value) { return value / scale; });
    std::ranges::fill(numbers, levels.front());
    for (const float level : levels.subspan(1))
        for (std::size_t i = 0; i < values.size(); ++i)
            numbers[i] = level - values[i] < values[i] - numbers[i] ? level : numbers[i];
    double error = 0.0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const double difference = static_cast<double>(numbers[i]) * scale - block[i];
        error += difference * difference;
    }
    return error;
}

} // namespace

FormattedWeights quantizePowerOfTwo(const WeightFormat& format, const WeightsInRows& weights)
{
    std::vector<std::int32_t> magnitudes{0};
    const int exponents = (1 << (format.parameter - 1)) - 1; // a code is left for 0
    for (int e = 0; e < exponents; ++e)
        magnitudes.push_back(std::int32_t{1} << e);
    return quantizeToLevels(weights, SymmetricLevels(std::move(magnitudes)));
}

FormattedWeights quantizeApot(const WeightFormat& format, const WeightsInRows& weights)
{
    return quantizeToLevels(weights, SymmetricLevels(sumsOf(additiveSets(format.parameter - 1))));
}

FormattedWeights quantizeBitMod(const WeightFormat& format, const WeightsInRows& weights)
{
    const int bits = format.parameter;
    const float finer = bits == 3 ? 3.0F : 10.0F;
    const float wider = bits == 3 ? 6.0F : 16.0F;
    const std::array<std::vector<float>, 4> sets{levelsWith(bits, finer), levelsWith(bits, -finer),
                                                 levelsWith(bits, wider), levelsWith(bits, -wider)};
    const TermTable table = termsOfMagnitudes(weights.encoding);
    FormattedWeights formatted;
    formatted.scales = {1.0F};
    formatted.values.resize(weights.values.size());
    formatted.terms.resize(weights.values.size());
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < weights.rows; ++row)
        for (std::int64_t column = 0; column < weights.columns; column += format.block) {
            const auto first = static_cast<std::size_t>(row * weights.columns + column);
            const auto count = static_cast<std::size_t>(std::min<std::int64_t>(format.block, weights.columns - column));
            const std::span<const float> block = weights.values.subspan(first, count);
            const float largest = largestAbsolute(block);
            std::vector<float> numbers(count);
            double least = std::numeric_limits<double>::infinity();
            for (const std::vector<float>& levels : sets) {
                const float most = std::max(-levels.front(), levels.back());
                const float scale = largest == 0.0F ? 1.0F : toSignificant11(largest / most);
                const double error = fillBlock(block, levels, scale, numbers);
                if (error >= least)
                    continue;
                least = error;
                for (std::size_t i = 0; i < count; ++i) {
                    formatted.values[first + i] = numbers[i] * scale;
                    formatted.terms[first + i] = table[static_cast<std::size_t>(std::abs(numbers[i]))];
                }
            }
        }
    return formatted;
}

} // namespace termscope
