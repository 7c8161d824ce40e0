// Groups of values as words whose integer products count term pairs, all of a value at once.
//
// Digits: a value whose terms have exponents below 8 is the word Σ d_e·2^(8e), d_e being its digit of 2^e (−1, 0 or
// +1). The product of two such words is Σ c_i·2^(8i), where c_i counts the pairs whose exponents add up to i, with
// their signs: what a term MAC counts for one value (hwmodel/tmac). Such products may be added up while every |c_i| is
// at most 127.
//
// Term counts: the words Σ a_j·2^(Lj) and Σ b_j·2^(L(n−1−j)) of n values have a product whose uppermost of n lanes is
// Σ a_j·b_j, the pairs of a group, while no lane overflows.
#pragma once

#include "hwmodel/simulate/Fold.h"

#include <optional>

namespace termscope {

/// The words of a side's groups. They lie line after line, or unit after unit: what neighbouring cells of an array work
/// on should be neighbours.
template <class Word>
class GroupWords {
public:
    GroupWords(std::int64_t lines, std::int64_t groups, std::int64_t words, bool unitAfterUnit)
        : words_(words), lineStep_(unitAfterUnit ? words : groups * words),
          unitStep_(unitAfterUnit ? lines * words : words), all_(static_cast<std::size_t>(lines * groups * words), 0)
    {
    }

    std::int64_t words() const { return words_; } ///< of a group
    std::int64_t lineStep() const { return lineStep_; }
    std::int64_t unitStep() const { return unitStep_; }
    const Word* group(const OperandUnit& unit) const { return all_.data() + place(unit); }
    Word* group(const OperandUnit& unit) { return all_.data() + place(unit); }

private:
    std::int64_t place(const OperandUnit& unit) const { return unit.line * lineStep_ + unit.unit * unitStep_; }

    std::int64_t words_;
    std::int64_t lineStep_;
    std::int64_t unitStep_;
    std::vector<Word> all_;
};

/// What the cells of one row of an array work on, from the first of them to the last: each has its words so many steps
/// behind those of the cell before it.
template <class Word>
struct CellRow {
    int first = 0; ///< cell; none where last < first
    int last = -1;
    const Word* west = nullptr; ///< of the first cell
    const Word* column = nullptr;
    std::int64_t westStep = 0;
    std::int64_t columnStep = 0;

    /// `newest`: the item at column 0; with `everyClock` all cells of the row are at it, else each is one item behind
    /// its western neighbour.
    CellRow(const Fold& fold, const GroupWords<Word>& westSide, const GroupWords<Word>& columnSide, int row,
            std::int64_t newest, bool everyClock)
    {
        const std::int64_t behind = everyClock ? 0 : 1;
        first = static_cast<int>(behind * std::max<std::int64_t>(0, newest - fold.stream + 1));
        last = static_cast<int>(everyClock ? fold.columns - 1 : std::min<std::int64_t>(fold.columns - 1, newest));
        if (last < first)
            return;
        const std::int64_t item = newest - behind * first;
        west = westSide.group(fold.westUnit(row, item));
        column = columnSide.group(fold.columnUnit(row, first, item));
        westStep = -behind * (fold.outputsStay() ? westSide.unitStep() : westSide.lineStep());
        columnStep = columnSide.lineStep() - (fold.outputsStay() ? behind * columnSide.unitStep() : 0);
    }
};

/// Sixteen counts of 8 bits in two's complement, as one integer.
__extension__ typedef __int128 PairSum;

/// The digits of both operands.
struct PackedDigits {
    GroupWords<std::int64_t> inputs;
    GroupWords<std::int64_t> weights;
    int mostGroups; ///< of which a PairSum holds the pairs, ≥ 1

    /// None where exponents are too large, or the pairs of one group already too many.
    static std::optional<PackedDigits> of(const ProductOperands& operands, bool unitAfterUnit);
};

/// All term pairs of two groups of `words` values.
inline PairSum pairSum(const std::int64_t* a, const std::int64_t* b, std::int64_t words)
{
    PairSum sum = 0;
    for (std::int64_t i = 0; i < words; ++i)
        sum += static_cast<PairSum>(a[i]) * b[i];
    return sum;
}

inline constexpr std::size_t pairSumCounts = 16;

/// counts[i] += c_i, pairSumCounts of them.
void addCounts(PairSum sum, std::int32_t* counts);

/// Terms of the values of both sides, in opposite orders.
struct PackedCounts {
    GroupWords<std::uint64_t> west;
    GroupWords<std::uint64_t> column;
    int shift; ///< to the uppermost lane

    /// Range: groups of one size, values of at most 17 terms.
    static PackedCounts of(const TermCounts& west, const TermCounts& column, bool unitAfterUnit);

    /// The most pairs of a row's cells, 0 where there are none.
    std::uint64_t longest(const CellRow<std::uint64_t>& row) const;
};

} // namespace termscope
