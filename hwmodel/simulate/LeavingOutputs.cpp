#include "hwmodel/simulate/LeavingOutputs.h"

namespace termscope {

std::int64_t LeavingOutputs::finishedBelow(const ArraySimulator& simulator, int column)
{
    return simulator.itemsFinished(simulator.config().array.rows - 1, column);
}

void LeavingOutputs::remember(const ArraySimulator& simulator, int columns)
{
    before_ = simulator.fold();
    finishedBefore_.clear();
    for (int c = 0; c < columns; ++c)
        finishedBefore_.push_back(simulator.done() ? 0 : finishedBelow(simulator, c));
}

std::optional<LeavingOutput> LeavingOutputs::ofCell(const ArraySimulator& simulator, int row, int column) const
{
    if (!before_ || before_->index == simulator.fold().index || row >= before_->rows || column >= before_->columns)
        return std::nullopt;
    return LeavingOutput{before_->firstRow + row, before_->firstColumn + column,
                         simulator.outputs()[before_->output(simulator.operands().shape, row, column, 0)]};
}

std::optional<LeavingOutput> LeavingOutputs::ofColumn(const ArraySimulator& simulator, int column) const
{
    if (!before_ || column >= before_->columns)
        return std::nullopt;
    const bool sameFold = before_->index == simulator.fold().index;
    const std::int64_t finished = sameFold ? finishedBelow(simulator, column) : before_->stream;
    if (finished <= finishedBefore_[static_cast<std::size_t>(column)])
        return std::nullopt;
    const std::int64_t line = before_->firstColumn + column;
    const std::int64_t item = finished - 1;
    const bool swapped = before_->weightsFromWest();
    return LeavingOutput{swapped ? line : item, swapped ? item : line,
                         simulator.outputs()[before_->output(simulator.operands().shape, 0, column, item)]};
}

} // namespace termscope
