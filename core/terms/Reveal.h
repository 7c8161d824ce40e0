// Revealing a group: keep the k largest terms of g values, drop the rest. (arXiv 2007.06389, section III-C)
//
// The waterline recedes from the highest exponent down; inside one exponent the values are visited in order; the
// first k terms met are kept. This is the plain form, for any integers; TermRevealer.h is the fast one.
#pragma once

#include "core/terms/Encoding.h"
#include "core/terms/Term.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

/// One value of a group: its terms, and which of them stay.
struct RevealedValue {
    std::int64_t value = 0;
    std::int64_t revealed = 0;
    std::vector<Term> terms; ///< largest exponent first
    std::vector<bool> kept;  ///< one flag per term
};

struct RevealedGroup {
    std::vector<RevealedValue> values;
    int keptTerms = 0;
    int droppedTerms = 0;
    std::optional<int> waterline; ///< lowest exponent that still shows a term; none when nothing is kept
};

/// Reveals one group. Range: |value| ≤ largestEncodable, budget ≥ 0.
RevealedGroup revealGroup(std::span<const std::int64_t> values, int budget, Encoding encoding);

/// Cuts `values` into groups of `groupSize` ≥ 1 (the last may be short) and reveals each.
std::vector<RevealedGroup> revealGroups(std::span<const std::int64_t> values, int groupSize, int budget,
                                        Encoding encoding);

} // namespace termscope
