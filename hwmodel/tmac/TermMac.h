// Inside a term MAC: two queues of terms, one adder of exponents, one vector of coefficients. (arXiv 2007.06389,
// section V)
//
// Each cycle takes one pair of a weight term and a data term of the same value, adds the exponents, and counts the
// coefficient of that sum up (signs equal) or down. Weight terms come in their queue's order; each meets all data terms
// of its value, largest first; a weight term whose value has no data terms costs no cycle.
#pragma once

#include "hwmodel/tmac/TermGroup.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

/// A position in the queues; past the last weight term when nothing is left. Counted from the group's first term.
struct PairCursor {
    std::uint16_t weight = 0;
    std::uint16_t data = 0;

    friend bool operator==(const PairCursor&, const PairCursor&) = default;
};

struct CellPair {
    GroupTerm weight;
    GroupTerm data;

    int exponent() const { return weight.exponent + data.exponent; } ///< which coefficient counts
    int sign() const { return weight.sign * data.sign; }             ///< +1 up, −1 down
};

/// The first pair of two groups of one size.
PairCursor firstPair(const TermGroup& weights, const TermGroup& data);

/// The pair at the cursor; none when nothing is left.
std::optional<CellPair> pairAt(const TermGroup& weights, const TermGroup& data, PairCursor cursor);

/// Counts the pair at the cursor and moves on; false when nothing was left. Range: as in addGroup.
bool countPair(const TermGroup& weights, const TermGroup& data, PairCursor& cursor,
               std::span<std::int32_t> coefficients);

/// All pairs at once: what countPair does until it says false. Range: all exponents are below the vector's size.
void addGroup(const TermGroup& weights, const TermGroup& data, std::span<std::int32_t> coefficients);

/// One cell by itself, for pictures and lessons: load a group, then step. The groups must outlive their use.
class TermMac {
public:
    /// `coefficients` of them, all 0.
    explicit TermMac(int coefficients) : coefficients_(static_cast<std::size_t>(coefficients)) {}

    /// Starts on two groups of one size; the coefficients stay as they are.
    void load(const TermGroup& weights, const TermGroup& data);

    /// One cycle: counts one pair. False when none was left.
    bool step();

    void clear();

    std::optional<CellPair> current() const; ///< the pair of the next cycle
    PairCursor cursor() const { return cursor_; }
    std::int64_t pairsDone() const { return pairsDone_; } ///< since load()
    std::span<const std::int32_t> coefficients() const { return coefficients_; }
    std::int64_t value() const; ///< Σ c_i·2^i

private:
    std::vector<std::int32_t> coefficients_;
    TermGroup weights_;
    TermGroup data_;
    PairCursor cursor_;
    std::int64_t pairsDone_ = 0;
    bool loaded_ = false;
};

} // namespace termscope
