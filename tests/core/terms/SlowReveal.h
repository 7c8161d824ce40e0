// Revealing written a second time, as plainly as it can be said: all terms of a group in one list, the highest
// exponents first, the values in order inside one exponent; the first k stay.
#pragma once

#include "core/terms/Encoder.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace termscope::slow {

struct ListedTerm {
    int exponent;
    std::size_t index; ///< which value of the group
    int sign;
};

inline std::vector<ListedTerm> listTerms(std::span<const std::int64_t> values, Encoding encoding)
{
    std::vector<ListedTerm> terms;
    for (std::size_t i = 0; i < values.size(); ++i)
        for (const Term& term : encodeTerms(values[i], encoding))
            terms.push_back({term.exponent, i, term.sign});
    std::ranges::sort(terms, [](const ListedTerm& a, const ListedTerm& b) {
        return a.exponent != b.exponent ? a.exponent > b.exponent : a.index < b.index;
    });
    return terms;
}

struct Kept {
    std::vector<std::int64_t> values;
    std::vector<int> terms; ///< kept of each value
};

inline Kept keepFirst(const std::vector<ListedTerm>& terms, std::size_t size, int budget)
{
    Kept kept{std::vector<std::int64_t>(size), std::vector<int>(size)};
    for (std::size_t i = 0; i < terms.size() && static_cast<int>(i) < budget; ++i) {
        kept.values[terms[i].index] += terms[i].sign * (std::int64_t{1} << terms[i].exponent);
        ++kept.terms[terms[i].index];
    }
    return kept;
}

/// A whole row, cut into groups from its start.
inline Kept revealRow(std::span<const std::int64_t> row, int groupSize, int budget, Encoding encoding)
{
    Kept all;
    for (std::size_t first = 0; first < row.size(); first += static_cast<std::size_t>(groupSize)) {
        const auto group = row.subspan(first, std::min(static_cast<std::size_t>(groupSize), row.size() - first));
        const Kept kept = keepFirst(listTerms(group, encoding), group.size(), budget);
        all.values.insert(all.values.end(), kept.values.begin(), kept.values.end());
        all.terms.insert(all.terms.end(), kept.terms.begin(), kept.terms.end());
    }
    return all;
}

/// Integers of at most `largest`, a few of them zero or extreme.
inline std::vector<std::int64_t> randomIntegers(std::mt19937& random, std::size_t count, std::int64_t largest)
{
    std::uniform_int_distribution<std::int64_t> any(-largest, largest);
    std::uniform_int_distribution<int> kind(0, 15);
    std::vector<std::int64_t> values(count);
    for (std::int64_t& value : values)
        switch (kind(random)) {
        case 0: value = 0; break;
        case 1: value = largest; break;
        case 2: value = -largest; break;
        default: value = any(random);
        }
    return values;
}

} // namespace termscope::slow
