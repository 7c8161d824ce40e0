#include "hwmodel/simulate/TermCells.h"

#include "hwmodel/kernels/CellKernels.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::size_t lanes = 8;      // counts that kernels::CellKernels::countPairs takes at a time
constexpr std::size_t mostEights = 4; // and how often: exponents of 16-bit operands add up to 30 at most

/// Every value of the side as its digits.
std::vector<std::int8_t> digitsOf(const OperandSide& side)
{
    std::vector<std::int8_t> digits((side.starts.size() - 1) * kernels::digitLanes, 0);
    for (std::size_t value = 0; value + 1 < side.starts.size(); ++value)
        for (std::uint32_t i = side.starts[value]; i < side.starts[value + 1]; ++i)
            digits[value * kernels::digitLanes + side.terms[i].exponent] = side.terms[i].sign;
    return digits;
}

} // namespace

TermCells::TermCells(const ArrayConfig& array, const ProductOperands& operands)
    : rows_(array.rows), columns_(array.columns),
      length_(static_cast<std::size_t>(coefficientCount(operands.config.weightBits, operands.config.dataBits))),
      stride_((length_ + lanes - 1) / lanes * lanes),
      digits_(std::make_shared<const std::vector<std::int8_t>>(digitsOf(operands.weights))),
      counts_(at(array.rows, 0), 0)
{
}

void TermCells::start()
{
    std::ranges::fill(counts_, 0);
}

void TermCells::finish(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                       std::span<std::int64_t> outputs)
{
    const bool passes = !fold.outputsStay();
    std::int32_t* const counts = counts_.data() + at(passes ? (item + column) % rows_ : row, column);
    if (passes && row == 0)
        std::fill_n(counts, stride_, 0);
    if (row < fold.rows) {
        const OperandUnit west = fold.westUnit(row, item);
        const OperandUnit other = fold.columnUnit(row, column, item);
        const OperandUnit& weight = fold.weightsFromWest() ? west : other;
        const OperandUnit& input = fold.weightsFromWest() ? other : west;
        const std::span<const GroupTerm> terms = operands.inputs.group(input.line, input.unit).all();
        const std::int64_t value = (weight.line * operands.weights.groups + weight.unit) * operands.weights.groupSize;
        kernels::cellKernels().countPairs(terms.data(), terms.size(),
                                          digits_->data() + static_cast<std::size_t>(value) * kernels::digitLanes,
                                          counts, std::min(stride_ / lanes, mostEights));
    }
    if (passes && row + 1 == rows_)
        outputs[fold.output(operands.shape, 0, column, item)] += coefficientSum({counts, length_});
}

void TermCells::finishStep(const Fold& fold, const ProductOperands& operands, std::int64_t step,
                           std::span<std::int64_t> outputs)
{
    const int lastRow = fold.outputsStay() ? fold.rows - 1 : rows_ - 1; // what passes crosses rows without work
    for (int r = 0; r <= lastRow; ++r) {
        const std::int64_t newest = step - r; // of the items in this row
        const auto first = static_cast<int>(std::max<std::int64_t>(0, newest - fold.stream + 1));
        const auto last = static_cast<int>(std::min<std::int64_t>(fold.columns - 1, newest));
        for (int c = first; c <= last; ++c)
            finish(fold, operands, r, c, newest - c, outputs);
    }
}

void TermCells::finishItems(const Fold& fold, const ProductOperands& operands, std::int64_t before,
                            const StepClock& clock, std::span<std::int64_t> outputs)
{
    const int lastRow = fold.outputsStay() ? fold.rows - 1 : rows_ - 1;
    for (int c = 0; c < fold.columns; ++c) {
        const std::int64_t end = clock.itemsDone(c);
        for (std::int64_t item = clock.itemsDone(c + lastRow, before); item < end; ++item) {
            // Row r finishes the item at the end of cycle clock.end(item) + r + c.
            const std::int64_t first = before - clock.end(item) - c + 1;
            const std::int64_t last = clock.elapsed() - clock.end(item) - c;
            for (auto r = static_cast<int>(std::max<std::int64_t>(first, 0));
                 r <= std::min<std::int64_t>(last, lastRow); ++r)
                finish(fold, operands, r, c, item, outputs);
        }
    }
}

void TermCells::place(const Fold& fold, const ProductOperands& operands, const StepClock& clock,
                      std::span<std::int64_t> outputs)
{
    if (fold.outputsStay()) {
        for (int r = 0; r < fold.rows; ++r)
            for (int c = 0; c < fold.columns; ++c)
                for (std::int64_t item = 0; item < clock.itemsDone(r + c); ++item)
                    finish(fold, operands, r, c, item, outputs);
        return;
    }
    const OperandSide& west = fold.westSide(operands);
    const OperandSide& column = fold.columnSide(operands);
    const std::int64_t firstValue = west.firstValue(fold.firstRow);
    const std::int64_t values = west.firstValue(fold.firstRow + fold.rows) - firstValue;
    for (int c = 0; c < fold.columns; ++c) {
        const std::int64_t items = clock.itemsDone(c);
        for (std::int64_t item = 0; item < items; ++item) {
            const std::int64_t rows = std::min<std::int64_t>(clock.reach(item) - c, rows_);
            if (rows == rows_ && item + rows_ < items) // long gone: only what it added to the outputs is left of it
                outputs[fold.output(operands.shape, 0, c, item)] += kernels::cellKernels().dotProduct(
                    west.line(item) + firstValue, column.line(fold.firstColumn + c) + firstValue,
                    static_cast<std::size_t>(values));
            else
                for (int r = 0; r < rows; ++r)
                    finish(fold, operands, r, c, item, outputs);
        }
    }
}

} // namespace termscope
