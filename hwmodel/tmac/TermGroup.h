// The terms of one group of g values, as the queues of a term MAC hold them: value by value, largest exponent first.
#pragma once

#include <cstdint>
#include <span>

namespace termscope {

/// sign · 2^exponent of value number `value` of the group.
struct GroupTerm {
    std::uint8_t value = 0;
    std::uint8_t exponent = 0;
    std::int8_t sign = 1;

    friend bool operator==(const GroupTerm&, const GroupTerm&) = default;
};

/// A view of a group's terms. The terms of value j are terms[starts[j]] to terms[starts[j + 1]] (not included), the
/// positions counted in `terms` as a whole, which may hold many groups.
struct TermGroup {
    const GroupTerm* terms = nullptr;
    const std::uint32_t* starts = nullptr; ///< size + 1 of them
    int size = 0;                          ///< g

    std::span<const GroupTerm> all() const { return {terms + starts[0], terms + starts[size]}; }
    std::span<const GroupTerm> of(int value) const { return {terms + starts[value], terms + starts[value + 1]}; }
    int count(int value) const { return static_cast<int>(starts[value + 1] - starts[value]); }
};

/// Term pairs of two groups of one size: Σ_j terms(weight j)·terms(data j).
inline std::int64_t pairCount(const TermGroup& weights, const TermGroup& data)
{
    std::int64_t pairs = 0;
    for (int value = 0; value < weights.size; ++value)
        pairs += std::int64_t{weights.count(value)} * data.count(value);
    return pairs;
}

} // namespace termscope
