// The term cells of an array: their coefficient vectors, and what pairs do to them.
//
// Where outputs stay, each cell owns a vector. Else a cell counts the pairs of the item it works at from nothing, and
// when it is done its vector joins what has come down from the cells above: item t of column c owns vector (t + c) mod
// R of the column, to which row r adds r hops after row 0; below the last row it is converted, Σ c_i·2^i, and leaves.
// The pairs of a cell's item are counted in one go when it is done; before that they follow from the cycles the item
// has been at work. Where a product of integers counts them (PackedGroups.h), a cell's latest counts wait in a PairSum
// until so many steps have passed that one of them could overflow.
#pragma once

#include "hwmodel/simulate/PackedGroups.h"
#include "hwmodel/simulate/StepClock.h"

#include <span>

namespace termscope {

class TermCells {
public:
    TermCells(const ArrayConfig& array, const ProductOperands& operands);

    /// Empties all vectors.
    void start();

    /// With skew `step`: what the cells do in beat `step`. Results that leave are added to `outputs` [M, N].
    void finishStep(const Fold& fold, const ProductOperands& operands, std::int64_t step,
                    std::span<std::int64_t> outputs);

    /// With skew `clock`: all items that cells finish in the cycles from `before`.elapsed() to `clock`.elapsed().
    void finishItems(const Fold& fold, const ProductOperands& operands, std::int64_t before, const StepClock& clock,
                     std::span<std::int64_t> outputs);

    /// After start(): the vectors as they are at the clock's cycle, and the outputs that have left by then.
    void place(const Fold& fold, const ProductOperands& operands, const StepClock& clock,
               std::span<std::int64_t> outputs);

    /// The vector of an output-stationary cell.
    std::vector<std::int32_t> staying(int row, int column) const { return vectorAt(row, column); }

    /// The vector of an item on its way down a column. Range: as ParallelCells::passing.
    std::vector<std::int32_t> passing(int column, std::int64_t item) const
    {
        return vectorAt((item + column) % rows_, column);
    }

    std::size_t length() const { return length_; } ///< of a vector

private:
    std::size_t cellAt(std::int64_t row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }
    std::int32_t* countsOf(std::size_t cell) { return counts_.data() + cell * stride_; }
    std::vector<std::int32_t> vectorAt(std::int64_t row, int column) const;

    void finish(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                std::span<std::int64_t> outputs);
    void countGroup(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                    std::size_t cell);
    void finishRow(const Fold& fold, const ProductOperands& operands, int row, std::int64_t newest,
                   std::span<std::int64_t> outputs);
    void settle(std::size_t cell);

    int rows_;
    int columns_;
    std::size_t length_;                         ///< of a vector, b_w + b_d + 1
    std::size_t stride_;                         ///< the same with what fills up vector registers
    std::shared_ptr<const PackedDigits> packed_; ///< shared by snapshots; null where digits cannot be packed,
    std::shared_ptr<const std::vector<std::int8_t>> digits_; ///< then the weights', [groups, g, digitLanes]
    std::vector<std::int32_t> counts_;                       ///< [R, C, stride]
    std::vector<PairSum> waiting_; ///< [R, C], counts that are not yet in `counts_`; empty where digits are not packed
    int waitingSteps_ = 0;         ///< groups that each of them holds at most
};

} // namespace termscope
