#include "hwmodel/tmac/CoefficientVector.h"

#include "core/terms/Encoding.h"

#include <algorithm>
#include <bit>

namespace termscope {

int coefficientCount(int weightBits, int dataBits)
{
    return weightBits + dataBits + 1;
}

std::int64_t coefficientBound(const TermMacConfig& config, std::int64_t depth, std::int64_t inPosition)
{
    const auto largest = [](int bits) { return (std::uint32_t{1} << (bits - 1)) - 1; };
    if (config.mode == TermMode::Quantized)
        return depth * std::min(config.weightBits - 1, config.dataBits - 1);
    const int weightTerms = std::min(maxTerms(Encoding::Hese, largest(config.weightBits)), config.budget);
    const int dataTerms = std::min(maxTerms(Encoding::Hese, largest(config.dataBits)), config.dataTerms);
    const std::int64_t perValue = std::min(weightTerms, dataTerms);
    const auto perGroup = [&](std::int64_t size) { return std::min<std::int64_t>(config.budget, size * perValue); };
    const auto perRun = [&](std::int64_t length) {
        return length / config.groupSize * perGroup(config.groupSize) + perGroup(length % config.groupSize);
    };
    return depth / inPosition * perRun(inPosition) + perRun(depth % inPosition);
}

int coefficientWidth(const TermMacConfig& config, std::int64_t depth, std::int64_t inPosition)
{
    return std::bit_width(static_cast<std::uint64_t>(coefficientBound(config, depth, inPosition))) + 1;
}

std::int64_t coefficientSum(std::span<const std::int32_t> coefficients)
{
    std::int64_t sum = 0;
    for (std::size_t i = coefficients.size(); i-- > 0;)
        sum = 2 * sum + coefficients[i];
    return sum;
}

} // namespace termscope
