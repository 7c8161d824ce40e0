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

/// Adds the pairs of each cell of a row to what waits of its vector.
template <std::int64_t known>
void addPairsOf(const CellRow<std::int64_t>& cells, std::int64_t words, PairSum* waiting)
{
    const std::int64_t* west = cells.west;
    const std::int64_t* column = cells.column;
    for (int c = cells.first; c <= cells.last; ++c, west += cells.westStep, column += cells.columnStep)
        waiting[c] += pairSum(west, column, known > 0 ? known : words);
}

void addPairs(const CellRow<std::int64_t>& cells, std::int64_t words, PairSum* waiting)
{
    switch (words) { // a number that the compiler knows is twice as fast
    case 4: return addPairsOf<4>(cells, words, waiting);
    case 8: return addPairsOf<8>(cells, words, waiting);
    case 16: return addPairsOf<16>(cells, words, waiting);
    default: return addPairsOf<0>(cells, words, waiting);
    }
}

} // namespace

TermCells::TermCells(const ArrayConfig& array, const ProductOperands& operands)
    : rows_(array.rows), columns_(array.columns),
      length_(static_cast<std::size_t>(coefficientCount(operands.config.weightBits, operands.config.dataBits))),
      stride_((std::max(length_, pairSumCounts) + lanes - 1) / lanes * lanes)
{
    if (auto packed = PackedDigits::of(operands, array.dataflow != Dataflow::OutputStationary))
        packed_ = std::make_shared<const PackedDigits>(std::move(*packed));
    else
        digits_ = std::make_shared<const std::vector<std::int8_t>>(digitsOf(operands.weights));
    counts_.resize(cellAt(rows_, 0) * stride_, 0);
    waiting_.resize(packed_ ? cellAt(rows_, 0) : 0, 0);
}

void TermCells::start()
{
    std::ranges::fill(counts_, 0);
    std::ranges::fill(waiting_, 0);
    waitingSteps_ = 0;
}

/// Moves what waits into the vector.
void TermCells::settle(std::size_t cell)
{
    if (waiting_.empty() || waiting_[cell] == 0)
        return;
    addCounts(waiting_[cell], countsOf(cell));
    waiting_[cell] = 0;
}

std::vector<std::int32_t> TermCells::vectorAt(std::int64_t row, int column) const
{
    const std::size_t cell = cellAt(row, column);
    const auto first = counts_.begin() + static_cast<std::ptrdiff_t>(cell * stride_);
    std::vector<std::int32_t> counts(first, first + static_cast<std::ptrdiff_t>(stride_));
    if (!waiting_.empty())
        addCounts(waiting_[cell], counts.data());
    counts.resize(length_);
    return counts;
}

/// Adds the pairs of a cell's item to a vector in which nothing waits.
void TermCells::countGroup(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                           std::size_t cell)
{
    const OperandUnit west = fold.westUnit(row, item);
    const OperandUnit other = fold.columnUnit(row, column, item);
    const OperandUnit& weight = fold.weightsFromWest() ? west : other;
    const OperandUnit& input = fold.weightsFromWest() ? other : west;
    if (packed_) {
        addCounts(pairSum(packed_->weights.group(weight), packed_->inputs.group(input), packed_->weights.words()),
                  countsOf(cell));
        return;
    }
    const std::span<const GroupTerm> terms = operands.inputs.group(input.line, input.unit).all();
    const std::int64_t value = (weight.line * operands.weights.groups + weight.unit) * operands.weights.groupSize;
    kernels::cellKernels().countPairs(terms.data(), terms.size(),
                                      digits_->data() + static_cast<std::size_t>(value) * kernels::digitLanes,
                                      countsOf(cell), std::min(stride_ / lanes, mostEights));
}

void TermCells::finish(const Fold& fold, const ProductOperands& operands, int row, int column, std::int64_t item,
                       std::span<std::int64_t> outputs)
{
    const bool passes = !fold.outputsStay();
    const std::size_t cell = cellAt(passes ? (item + column) % rows_ : row, column);
    settle(cell);
    if (passes && row == 0)
        std::fill_n(countsOf(cell), stride_, 0);
    if (row < fold.rows)
        countGroup(fold, operands, row, column, item, cell);
    if (passes && row + 1 == rows_)
        outputs[fold.output(operands.shape, 0, column, item)] += coefficientSum({countsOf(cell), length_});
}

/// As finish() of every cell of a row, of which the one at column 0 has done item `newest`; packed digits only.
void TermCells::finishRow(const Fold& fold, const ProductOperands& operands, int row, std::int64_t newest,
                          std::span<std::int64_t> outputs)
{
    const GroupWords<std::int64_t>& west = fold.weightsFromWest() ? packed_->weights : packed_->inputs;
    const GroupWords<std::int64_t>& column = fold.weightsFromWest() ? packed_->inputs : packed_->weights;
    const CellRow<std::int64_t> cells(fold, west, column, row, newest, false);
    const bool passes = !fold.outputsStay();
    const std::size_t vectors = cellAt(passes ? newest % rows_ : row, 0); // of the item at each column
    if (passes && row == 0)
        for (int c = cells.first; c <= cells.last; ++c) {
            waiting_[vectors + static_cast<std::size_t>(c)] = 0;
            std::fill_n(countsOf(vectors + static_cast<std::size_t>(c)), stride_, 0);
        }
    if (row < fold.rows)
        addPairs(cells, west.words(), waiting_.data() + vectors);
    if (passes && row + 1 == rows_)
        for (int c = cells.first; c <= cells.last; ++c) {
            const std::size_t cell = vectors + static_cast<std::size_t>(c);
            settle(cell);
            outputs[fold.output(operands.shape, 0, c, newest - c)] += coefficientSum({countsOf(cell), length_});
        }
}

void TermCells::finishStep(const Fold& fold, const ProductOperands& operands, std::int64_t step,
                           std::span<std::int64_t> outputs)
{
    const int lastRow = fold.outputsStay() ? fold.rows - 1 : rows_ - 1; // what passes crosses rows without work
    for (int r = 0; r <= lastRow; ++r) {
        const std::int64_t newest = step - r; // of the items in this row
        if (newest < 0)
            break;
        if (packed_) {
            finishRow(fold, operands, r, newest, outputs);
            continue;
        }
        const auto first = static_cast<int>(std::max<std::int64_t>(0, newest - fold.stream + 1));
        const auto last = static_cast<int>(std::min<std::int64_t>(fold.columns - 1, newest));
        for (int c = first; c <= last; ++c)
            finish(fold, operands, r, c, newest - c, outputs);
    }
    if (packed_ && ++waitingSteps_ == packed_->mostGroups) {
        for (std::size_t cell = 0; cell < waiting_.size(); ++cell)
            settle(cell);
        waitingSteps_ = 0;
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
