// What the tests of number formats share: weights, and what a format makes of them.
#pragma once

#include "core/quant/WeightFormat.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <vector>

namespace termscope::samples {

/// Weights of a convolution in group order: outputs of 9 rows.
struct Sample {
    std::vector<float> values;
    WeightsInRows weights;
};

inline Sample sampleOf(std::int64_t columns, bool perChannel = true)
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

inline const WeightFormat& formatOf(std::string_view name)
{
    return *findWeightFormat(name);
}

inline FormattedWeights made(std::string_view name, const WeightsInRows& weights)
{
    return formatOf(name).quantize(formatOf(name), weights);
}

/// What a format makes of one value.
inline float weightOf(const FormattedWeights& made, std::size_t index, std::int64_t columns)
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

inline float largestOf(std::span<const float> values)
{
    float largest = 0.0F;
    for (const float value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}

/// Terms that the non-adjacent form of a number has, digit by digit.
inline int termsOfNumber(double value)
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

} // namespace termscope::samples
