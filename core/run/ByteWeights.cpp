#include "core/run/ByteWeights.h"

#include "core/run/ByteProducts.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <iterator>
#include <type_traits>

namespace termscope {
namespace {

constexpr std::int32_t largestSigned = 127;
constexpr std::int32_t mostOfByte = 128;
constexpr std::int64_t belowExactFloat = std::int64_t{1} << 24;
constexpr std::int64_t belowWord = std::int64_t{1} << 31;

// Plain loops, of which the compiler makes vectors: this is done for every weight whenever a setting changes.

struct Range {
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
};

Range rangeOf(std::span<const std::int32_t> row)
{
    Range range;
    for (const std::int32_t weight : row) {
        range.lowest = std::min(range.lowest, weight);
        range.highest = std::max(range.highest, weight);
    }
    return range;
}

/// Of an output with weights of ±128: whether more of them have a plus than a minus.
bool isMostlyPositive(std::span<const std::int32_t> row)
{
    std::int32_t more = 0;
    for (const std::int32_t weight : row)
        more += (weight > largestSigned ? 1 : 0) - (weight < -largestSigned ? 1 : 0);
    return more > 0;
}

std::int64_t magnitudesOf(std::span<const std::int32_t> row)
{
    std::int64_t sum = 0;
    for (const std::int32_t weight : row)
        sum += std::abs(weight);
    return sum;
}

/// The rows of ByteWeights, output by output.
class RowsOfBytes {
public:
    RowsOfBytes(std::int64_t outputs, std::size_t fanIn, const ByteUse& use) : use_(use), fanIn_(fanIn)
    {
        bytes_.values.reserve(static_cast<std::size_t>(outputs) * fanIn);
        bytes_.scales.reserve(static_cast<std::size_t>(outputs));
    }

    /// False where the output's weights are none of bytes. `row` is written to.
    bool add(std::span<std::int32_t> row, float scale)
    {
        const Range range = rangeOf(row);
        const std::int32_t most = use_.takesWider ? kernels::furtherFactor * std::min(use_.largestByte, largestSigned)
                                                        + kernels::furtherFactor / 2 - 1
                                                  : mostOfByte;
        if (range.lowest < -most || range.highest > most)
            return false;
        const bool divides = !holds(range) && !holds({-range.highest, -range.lowest});
        if (!hasSums(magnitudesOf(row), divides))
            return false;
        const bool turns = divides ? isMostlyPositive(row) : !holds(range);
        if (turns)
            std::ranges::transform(row, row.begin(), std::negate<>());
        if (divides)
            takeFurther(row);
        std::ranges::transform(row, std::back_inserter(bytes_.values),
                               [](std::int32_t weight) { return static_cast<std::int8_t>(weight); });
        bytes_.scales.push_back(turns ? -scale : scale);
        return true;
    }

    ByteWeights take()
    {
        bytes_.values.insert(bytes_.values.end(), further_.begin(), further_.end());
        return std::move(bytes_);
    }

private:
    bool holds(const Range& range) const
    {
        return range.lowest >= -use_.largestByte && range.highest <= std::min(use_.largestByte, largestSigned);
    }
    bool hasSums(std::int64_t magnitudes, bool divides) const
    {
        // Data that have signs get 128 added on the way, so that sums are of up to 255 times the weights. Where these
        // are divided, no part is off by more than 64 from the weight, or from 0.
        const auto parts = divides ? static_cast<std::int64_t>(fanIn_) * kernels::furtherFactor : 0;
        const std::int64_t inWords = (magnitudes + parts) * largestOf(OperandType::Uint8);
        return inWords < belowWord && (!divides || !use_.isExact || magnitudes * use_.largestData < belowExactFloat);
    }
    /// Leaves what is the output's own.
    void takeFurther(std::span<std::int32_t> row)
    {
        const std::int32_t high = std::min(use_.largestByte, largestSigned);
        bytes_.owners.push_back(static_cast<std::int32_t>(bytes_.scales.size()));
        const std::size_t begin = further_.size();
        further_.resize(begin + fanIn_);
        std::int8_t* const further = further_.data() + begin;
        for (std::size_t i = 0; i < fanIn_; ++i) {
            const std::int32_t weight = row[i];
            const std::int32_t nearest = (weight + kernels::furtherFactor / 2) >> kernels::furtherBits;
            const std::int32_t part = weight > high || weight < -use_.largestByte ? nearest : 0;
            further[i] = static_cast<std::int8_t>(part);
            row[i] = weight - kernels::furtherFactor * part;
        }
    }

    const ByteUse& use_;
    std::size_t fanIn_;
    ByteWeights bytes_;
    std::vector<std::int8_t> further_;
};

/// Floats as multiples of a power of two, the largest one at which they are: integers below 2^14. 0 where none is.
float integersOf(std::span<const float> weights, std::span<std::int32_t> integers)
{
    constexpr int bits = 14;
    float largest = 0.0F;
    for (const float weight : weights)
        largest = std::max(largest, std::abs(weight));
    // A scale that no product makes a number without all its bits.
    if (largest == 0.0F || !(largest >= 0x1p-40F && largest <= 0x1p40F)) {
        std::ranges::fill(integers, 0);
        return largest == 0.0F && std::ranges::all_of(weights, [](float weight) { return weight == 0.0F; }) ? 1.0F
                                                                                                            : 0.0F;
    }
    const int exponent = std::ilogb(largest) + 1 - bits;
    const float up = std::ldexp(1.0F, -exponent);
    std::int32_t all = 0;
    std::int32_t others = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const float whole = weights[i] * up;
        const bool isNumber = whole == whole;
        integers[i] = static_cast<std::int32_t>(isNumber ? whole : 0.0F);
        others |= static_cast<float>(integers[i]) == whole ? 0 : 1;
        all |= integers[i];
    }
    if (others != 0)
        return 0.0F;
    const int zeros = std::countr_zero(static_cast<std::uint32_t>(all));
    for (std::int32_t& integer : integers)
        integer >>= zeros;
    return std::ldexp(1.0F, exponent + zeros);
}

} // namespace

template <class Number>
std::optional<ByteWeights> byteWeights(std::span<const Number> weights, std::int64_t outputs, const ByteUse& use)
{
    constexpr std::size_t mostInputs = std::size_t{1} << 24;
    if (outputs == 0 || weights.size() / static_cast<std::size_t>(outputs) >= mostInputs
        || use.largestData > largestOf(OperandType::Uint8))
        return std::nullopt;
    const std::size_t fanIn = weights.size() / static_cast<std::size_t>(outputs);
    RowsOfBytes rows(outputs, fanIn, use);
    std::vector<std::int32_t> row(fanIn);
    for (std::int64_t output = 0; output < outputs; ++output) {
        const std::span<const Number> own = weights.subspan(static_cast<std::size_t>(output) * fanIn, fanIn);
        float scale = 1.0F;
        if constexpr (std::is_floating_point_v<Number>) {
            if (!use.isExact)
                scale = integersOf(own, row);
        }
        if (use.isExact || std::is_integral_v<Number>)
            std::ranges::transform(own, row.begin(), [](Number weight) { return static_cast<std::int32_t>(weight); });
        if (scale == 0.0F || !rows.add(row, scale))
            return std::nullopt;
    }
    return rows.take();
}

template std::optional<ByteWeights> byteWeights(std::span<const std::int32_t>, std::int64_t, const ByteUse&);
template std::optional<ByteWeights> byteWeights(std::span<const float>, std::int64_t, const ByteUse&);

} // namespace termscope
