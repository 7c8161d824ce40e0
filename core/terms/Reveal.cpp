#include "core/terms/Reveal.h"

#include "core/terms/Encoder.h"

#include <algorithm>

namespace termscope {
namespace {

/// Index of the value's term at this exponent, or none.
std::optional<std::size_t> termAt(const RevealedValue& value, int exponent)
{
    const auto found = std::ranges::find(value.terms, exponent, &Term::exponent);
    if (found == value.terms.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - value.terms.begin());
}

int highestExponent(const RevealedGroup& group)
{
    int highest = -1;
    for (const RevealedValue& value : group.values)
        if (!value.terms.empty())
            highest = std::max(highest, value.terms.front().exponent);
    return highest;
}

} // namespace

RevealedGroup revealGroup(std::span<const std::int64_t> values, int budget, Encoding encoding)
{
    RevealedGroup group;
    int total = 0;
    for (const std::int64_t value : values) {
        std::vector<Term> terms = encodeTerms(value, encoding);
        total += static_cast<int>(terms.size());
        std::vector<bool> kept(terms.size(), false);
        group.values.push_back({value, 0, std::move(terms), std::move(kept)});
    }
    for (int exponent = highestExponent(group); exponent >= 0 && group.keptTerms < budget; --exponent)
        for (RevealedValue& value : group.values)
            if (const auto index = termAt(value, exponent); index && group.keptTerms < budget) {
                value.kept[*index] = true;
                value.revealed += value.terms[*index].sign * (std::int64_t{1} << exponent);
                group.waterline = exponent;
                ++group.keptTerms;
            }
    group.droppedTerms = total - group.keptTerms;
    return group;
}

std::vector<RevealedGroup> revealGroups(std::span<const std::int64_t> values, int groupSize, int budget,
                                        Encoding encoding)
{
    const auto size = static_cast<std::size_t>(groupSize);
    std::vector<RevealedGroup> groups;
    for (std::size_t first = 0; first < values.size(); first += size)
        groups.push_back(revealGroup(values.subspan(first, std::min(size, values.size() - first)), budget, encoding));
    return groups;
}

} // namespace termscope
