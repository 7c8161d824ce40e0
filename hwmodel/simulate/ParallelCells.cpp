#include "hwmodel/simulate/ParallelCells.h"

#include "hwmodel/kernels/CellKernels.h"

#include <algorithm>

namespace termscope {
namespace {

/// Σ over the values [first, end) along K of the west's line and the column's.
std::int64_t productOf(const Fold& fold, const ProductOperands& operands, std::int64_t westLine,
                       std::int64_t columnLine, std::int64_t first, std::int64_t end)
{
    return kernels::cellKernels().dotProduct(fold.westSide(operands).line(westLine) + first,
                                             fold.columnSide(operands).line(columnLine) + first,
                                             static_cast<std::size_t>(end - first));
}

} // namespace

ParallelCells::ParallelCells(const ArrayConfig& array)
    : rows_(array.rows), columns_(array.columns), column_(at(array.rows, 0), 0), sums_(at(array.rows, 0), 0)
{
}

void ParallelCells::start(const Fold& fold, const ProductOperands& operands)
{
    std::ranges::fill(sums_, 0);
    std::ranges::fill(column_, 0);
    const OperandSide& westSide = fold.westSide(operands);
    const OperandSide& columnSide = fold.columnSide(operands);
    const std::int64_t width = fold.stream + 2 * (std::int64_t{columns_} - 1);
    auto west = std::make_shared<std::vector<std::int32_t>>(static_cast<std::size_t>(fold.rows * width), 0);
    for (int r = 0; r < fold.rows; ++r) {
        std::int32_t* const reversed = west->data() + (r + 1) * width - columns_; // of item 0
        for (std::int64_t item = 0; item < fold.stream; ++item) {
            const OperandUnit unit = fold.westUnit(r, item);
            reversed[-item] = westSide.value(unit.line, unit.unit);
        }
    }
    west_ = std::move(west);
    if (fold.outputsStay())
        return;
    for (int r = 0; r < fold.rows; ++r)
        for (int c = 0; c < fold.columns; ++c)
            column_[at(r, c)] = columnSide.value(fold.firstColumn + c, fold.firstRow + r);
}

void ParallelCells::enterNorth(const Fold& fold, const ProductOperands& operands, std::int64_t step)
{
    const OperandSide& side = fold.columnSide(operands);
    std::int32_t* const row = column_.data() + at(slot(step), 0);
    for (int c = 0; c < fold.columns; ++c) {
        const std::int64_t item = step - c;
        row[c] = item >= 0 && item < fold.stream ? side.value(fold.firstColumn + c, item) : 0;
    }
}

void ParallelCells::finishStep(const Fold& fold, const ProductOperands& operands, std::int64_t step,
                               std::span<std::int64_t> outputs)
{
    const auto& multiplyAdd = kernels::cellKernels().multiplyAdd;
    const bool outputsStay = fold.outputsStay();
    const std::int64_t lastEntry = fold.stream + columns_ - 2; // the newest of the items in a row, at its last cell
    const std::int64_t width = fold.stream + 2 * (std::int64_t{columns_} - 1);
    if (outputsStay) {
        enterNorth(fold, operands, step);
    } else { // the items that begin; other columns keep what left them last
        const std::int64_t first = std::max<std::int64_t>(0, step - fold.stream + 1);
        for (std::int64_t c = first; c <= std::min<std::int64_t>(columns_ - 1, step); ++c)
            sums_[at(slot(step), static_cast<int>(c))] = 0;
    }
    const std::int64_t firstRow = std::max<std::int64_t>(0, step - lastEntry);
    const std::int64_t endRow = std::min<std::int64_t>(fold.rows, step + 1);
    std::int64_t passing = slot(step - std::min(firstRow, step));
    for (std::int64_t r = firstRow; r < endRow; ++r, passing = passing == 0 ? rows_ - 1 : passing - 1) {
        const std::int32_t* const west = west_->data() + r * width + (lastEntry - (step - r));
        multiplyAdd(sums_.data() + at(outputsStay ? r : passing, 0), west,
                    column_.data() + at(outputsStay ? passing : r, 0), static_cast<std::size_t>(columns_));
    }
    const std::int64_t newest = step - (rows_ - 1); // of the items at the cells of the last row, at column 0
    if (outputsStay || newest < 0)
        return;
    for (int c = 0; c < fold.columns; ++c)
        if (const std::int64_t item = newest - c; item >= 0 && item < fold.stream)
            outputs[fold.output(operands.shape, 0, c, item)] += sums_[at(slot(newest), c)];
}

void ParallelCells::place(const Fold& fold, const ProductOperands& operands, const StepClock& clock,
                          std::span<std::int64_t> outputs)
{
    if (fold.outputsStay()) {
        for (std::int64_t step = std::max<std::int64_t>(0, clock.elapsed() - rows_); step < clock.elapsed(); ++step)
            enterNorth(fold, operands, step);
        for (int r = 0; r < fold.rows; ++r)
            for (int c = 0; c < fold.columns; ++c)
                sums_[at(r, c)] = productOf(fold, operands, fold.firstRow + r, fold.firstColumn + c, 0,
                                            clock.itemsDone(r + c));
        return;
    }
    for (int c = 0; c < fold.columns; ++c)
        for (std::int64_t item = 0; item < clock.itemsDone(c); ++item) {
            const std::int64_t rows = std::min<std::int64_t>(clock.reach(item) - c, rows_);
            const std::int64_t sum = productOf(fold, operands, item, fold.firstColumn + c, fold.firstRow,
                                               fold.firstRow + std::min<std::int64_t>(rows, fold.rows));
            // An item that left is in the ring until the next of its slot comes; later items overwrite it in this
            // order.
            sums_[at(slot(item + c), c)] = sum;
            if (rows == rows_)
                outputs[fold.output(operands.shape, 0, c, item)] += sum;
        }
}

} // namespace termscope
