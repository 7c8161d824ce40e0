#include "core/run/ByteRows.h"

#include "core/base/Index.h"

#include <algorithm>
#include <numeric>

namespace termscope {

ByteRows::ByteRows(const ByteWeights& weights, bool all)
    : takesAll(all), outputs(std::ssize(weights.signs)), signs(weights.signs)
{
    const std::size_t rows = signs.size() + weights.owners.size();
    const std::size_t fanIn = rows == 0 ? 0 : weights.values.size() / rows;
    inputs = static_cast<std::int64_t>(fanIn);
    const auto further = weights.values.begin() + static_cast<std::ptrdiff_t>(signs.size() * fanIn);
    if (std::count(further, weights.values.end(), 1) <= inputs / 2) {
        for (std::size_t i = 0; i < weights.owners.size() * fanIn; ++i)
            if (further[static_cast<std::ptrdiff_t>(i)] != 0)
                furtherData.push_back({weights.owners[i / fanIn], static_cast<std::int32_t>(i % fanIn)});
    } else {
        furtherOutputs = std::ssize(weights.owners);
        to.assign((signs.size() + 15) / 16, 0);
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
        ofAddition[at(weights.owners[at(i)])] += ofAddition[at(outputs + i)];
}

std::vector<std::int32_t> ByteRows::integers(const std::int8_t* rows) const
{
    std::vector<std::int32_t> values(rows, rows + outputs * inputs);
    for (const auto& [output, input] : furtherData)
        values[at(output * inputs + input)] += 1;
    const std::int8_t* further = rows + outputs * inputs;
    for (std::int64_t o = 0; o < outputs; ++o) {
        const std::span<std::int32_t> row = std::span(values).subspan(at(o * inputs), at(inputs));
        if (!to.empty() && (to[at(o / 16)] >> (o % 16) & 1) != 0) {
            for (std::int32_t& value : row)
                value += *further++;
        }
        for (std::int32_t& value : row)
            value *= static_cast<std::int32_t>(signs[at(o)]);
    }
    return values;
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
