#include "core/run/ByteRows.h"

#include "core/base/Index.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace termscope {
namespace {

/// Products that take the time of one addition: as machines with VNNI do them, and those without.
constexpr std::size_t productsOfAddition(bool takesAll)
{
    return takesAll ? 128 : 32;
}

} // namespace

ByteRows::ByteRows(const ByteWeights& weights, bool all)
    : takesAll(all), outputs(std::ssize(weights.scales)), scales(weights.scales)
{
    const std::size_t rows = scales.size() + weights.owners.size();
    const std::size_t fanIn = rows == 0 ? 0 : weights.values.size() / rows;
    inputs = static_cast<std::int64_t>(fanIn);
    const auto further = std::span(weights.values).subspan(scales.size() * fanIn);
    const auto ones = static_cast<std::size_t>(std::ranges::count(further, 1));
    const auto zeros = static_cast<std::size_t>(std::ranges::count(further, 0));
    if (ones + zeros == further.size() && ones * productsOfAddition(takesAll) <= further.size()) {
        auto weight = further.begin();
        for (const std::int32_t owner : weights.owners) {
            for (std::int32_t input = 0; input < static_cast<std::int32_t>(inputs); ++input)
                if (*weight++ != 0)
                    furtherInputs.push_back(input);
            furtherSums.push_back({owner, static_cast<std::int32_t>(furtherInputs.size())});
        }
    } else {
        furtherOutputs = std::ssize(weights.owners);
        to.assign((scales.size() + 15) / 16, 0);
        for (const std::int32_t owner : weights.owners)
            to[at(owner / 16)] |= static_cast<std::uint16_t>(1U << (owner % 16));
    }
    ofAddition.assign(at(stride()), 0);
    if (!takesAll)
        return;
    auto row = weights.values.begin();
    for (std::int64_t i = 0; i < stride(); ++i, row += static_cast<std::ptrdiff_t>(fanIn))
        ofAddition[at(i)] = 128 * std::accumulate(row, row + static_cast<std::ptrdiff_t>(fanIn), std::int32_t{0});
    for (std::int64_t i = 0; i < furtherOutputs; ++i)
        ofAddition[at(weights.owners[at(i)])] += kernels::furtherFactor * ofAddition[at(outputs + i)];
}

std::vector<float> ByteRows::weights(const std::int8_t* rows) const
{
    std::vector<float> values(rows, rows + outputs * inputs);
    std::int32_t begin = 0;
    for (const auto& [output, end] : furtherSums)
        for (; begin < end; ++begin)
            values[at(output * inputs + furtherInputs[at(begin)])] += kernels::furtherFactor;
    const std::int8_t* further = rows + outputs * inputs;
    for (std::int64_t o = 0; o < outputs; ++o) {
        const std::span<float> row = std::span(values).subspan(at(o * inputs), at(inputs));
        if (!to.empty() && (to[at(o / 16)] >> (o % 16) & 1) != 0) {
            for (float& value : row)
                value += static_cast<float>(kernels::furtherFactor * *further++);
        }
        for (float& value : row)
            value *= scales[at(o)];
    }
    return values;
}

void ByteRows::addFurther(const std::int8_t* data, std::int32_t* sums) const
{
    const std::int32_t* input = furtherInputs.data();
    for (const auto& [output, end] : furtherSums) {
        std::int32_t sum = 0;
        for (const std::int32_t* const last = furtherInputs.data() + end; input != last; ++input)
            sum += data[*input];
        sums[output] += kernels::furtherFactor * sum;
    }
}

bool ByteRows::isPositive(const void* data, std::int64_t count)
{
    const auto* const bytes = static_cast<const std::uint8_t*>(data);
    std::uint8_t any = 0;
    for (std::int64_t i = 0; i < count; ++i)
        any |= bytes[i];
    return any < 128;
}

void ByteRows::shift(const void* data, std::int64_t count, std::uint8_t* shifted)
{
    const auto* const bytes = static_cast<const std::uint8_t*>(data);
    for (std::int64_t i = 0; i < count; ++i)
        shifted[i] = bytes[i] ^ 0x80;
}

} // namespace termscope
