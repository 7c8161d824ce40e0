// The bit-parallel cells of an array and the operands that hop through them, one multiply-accumulate a cell and cycle.
//
// Nothing is moved to hop. What row r has received from the west is a window of its reversed line; the next cycle's
// window begins one value earlier. What the columns have received from the north is a ring of R rows: the newest row is
// of array row 0. Partial sums that hop down stay where they are, too: item t of column c owns row (t + c) mod R of the
// sums, and array row r adds to it r cycles after array row 0. So a cycle is R runs of vector code over C neighbouring
// lanes.
//
// Cells without an operand multiply by 0. Sums are of 64 bits; who calls makes sure that no output leaves 2^62.
#pragma once

#include "hwmodel/simulate/Fold.h"
#include "hwmodel/simulate/StepClock.h"

#include <span>

namespace termscope {

class ParallelCells {
public:
    explicit ParallelCells(const ArrayConfig& array);

    /// Empties the cells and lays the fold's operands ready.
    void start(const Fold& fold, const ProductOperands& operands);

    /// All cells do cycle `step` = 0 … T + R + C − 3 of the fold's work; partial sums that leave are added to `outputs`
    /// [M, N].
    void finishStep(const Fold& fold, const ProductOperands& operands, std::int64_t step,
                    std::span<std::int64_t> outputs);

    /// After start(): the cells as they are at the clock's cycle, from integer products, and the outputs that have left
    /// by then.
    void place(const Fold& fold, const ProductOperands& operands, const StepClock& clock,
               std::span<std::int64_t> outputs);

    /// The sum of an output-stationary cell.
    std::int64_t staying(int row, int column) const { return sums_[at(row, column)]; }

    /// The partial sum of an item on its way down a column. Range: some row has finished it, and it has not left for
    /// long.
    std::int64_t passing(int column, std::int64_t item) const { return sums_[at(slot(item + column), column)]; }

private:
    std::size_t at(std::int64_t row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }
    std::int64_t slot(std::int64_t row) const { return row % rows_; }
    void enterNorth(const Fold& fold, const ProductOperands& operands, std::int64_t step);

    int rows_;
    int columns_;
    std::shared_ptr<const std::vector<std::int32_t>> west_; ///< [rows with work, T + 2(C − 1)]; shared by snapshots
    std::vector<std::int32_t> column_;                      ///< [R, C]: the ring from the north, or what is stationary
    std::vector<std::int64_t> sums_;                        ///< [R, C]
};

} // namespace termscope
