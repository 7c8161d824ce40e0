// The term cells of an array: their coefficient vectors, and what pairs do to them.
//
// Where outputs stay, each cell owns a vector. Else a cell counts the pairs of the item it works at from nothing, and
// when it is done its vector joins what has come down from the cells above: item t of column c owns vector (t + c) mod
// R of the column, to which row r adds r hops after row 0; below the last row it is converted, Σ c_i·2^i, and leaves.
// The pairs of a cell's item are counted in one go when it is done; before that they follow from the cycles the item
// has been at work.
#pragma once

#include "hwmodel/simulate/Fold.h"
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
    std::span<const std::int32_t> staying(int row, int column) const { return vectorAt(row, column); }

    /// The vector of an item on its way down a column. Range: as ParallelCells::passing.
    std::span<const std::int32_t> passing(int column, std::int64_t item) const
    {
        return vectorAt((item + column) % rows_, column);
    }

private:
    std::size_t at(std::int64_t row, int column) const
    {
        return (static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column))
               * stride_;
    }
    std::span<const std::int32_t> vectorAt(std::int64_t row, int column) const
    {
        return {counts_.data() + at(row, column), length_};
    }
    void finish(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                std::span<std::int64_t> outputs);

    int rows_;
    int columns_;
    std::size_t length_; ///< of a vector, b_w + b_d + 1
    std::size_t stride_; ///< the same with what fills up vector registers
    std::shared_ptr<const std::vector<std::int8_t>>
        digits_;                       ///< of the weights, [groups, g, digitLanes]; shared by snapshots
    std::vector<std::int32_t> counts_; ///< [R, C, stride]
};

} // namespace termscope
