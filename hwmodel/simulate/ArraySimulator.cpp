#include "hwmodel/simulate/ArraySimulator.h"

#include "hwmodel/timing/ArrayTiming.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>

namespace termscope {

ArraySimulator::ArraySimulator(const SimulationConfig& config, std::shared_ptr<const ProductOperands> operands)
    : config_(config), operands_(std::move(operands))
{
    GemmShape shape = operands_->shape;
    outputs_.resize(std::size_t(shape.m * shape.n));
    if (config_.mac == MacKind::Term)
        shape.k = operands_->inputs.groups;
    axes_ = mappedAxes(config_.array.dataflow, shape);
    output_ = config_.array.dataflow == Dataflow::OutputStationary;
    clock_ = config_.mac == MacKind::Term && operands_->config.skew == Skew::Clock;
    folds_ = axes_.rowFolds(config_.array) * axes_.columnFolds(config_.array);
    waves_.resize(std::size_t(config_.array.rows + config_.array.columns - 1));
    width_ = std::size_t(coefficientCount(operands_->config.weightBits, operands_->config.dataBits));
    startFold();
}

std::int64_t ArraySimulator::westFeed(int row, std::int64_t item) const
{
    const std::int64_t line = output_ ? firstRow_ + row : item;
    const std::int64_t unit = output_ ? item : firstRow_ + row;
    return item < 0 || firstRow_ + row >= axes_.rows ? -1 : line * (output_ ? axes_.stream : axes_.rows) + unit;
}

std::int64_t ArraySimulator::otherFeed(int row, int column, std::int64_t item) const
{
    const std::int64_t unit = output_ ? item : firstRow_ + row;
    const std::int64_t depth = output_ ? axes_.stream : axes_.rows;
    return unit < 0 || unit >= depth || firstColumn_ + column >= axes_.columns ? -1 : (firstColumn_ + column) * depth + unit;
}

void ArraySimulator::startFold()
{
    const std::int64_t across = axes_.columnFolds(config_.array);
    const auto cells = std::size_t(config_.array.rows) * std::size_t(config_.array.columns);
    firstRow_ = fold_ / across * config_.array.rows;
    firstColumn_ = fold_ % across * config_.array.columns;
    std::ranges::fill(waves_, Wave{});
    west_.assign(cells, -1);
    other_.assign(cells, -1);
    sums_.assign(cells, 0);
    partial_.assign(cells, 0);
    cursors_.assign(cells, {});
    counts_.assign(config_.mac == MacKind::Term ? cells * width_ : 0, 0);
    const bool term = config_.mac == MacKind::Term;
    load_ = output_ ? 0 : config_.array.rows * (term ? stationarySlots(config_.array.dataflow, operands_->config) : 1);
    tail_ = output_ && config_.array.drain && !term ? config_.array.rows : 0;
    item_ = 0;
    if (!output_)
        for (int r = 0; r < config_.array.rows; ++r)
            for (int c = 0; c < config_.array.columns; ++c)
                other_[at(r, c)] = otherFeed(r, c, 0);
}

void ArraySimulator::enterWave()
{
    std::shift_right(waves_.begin(), waves_.end(), 1);
    Wave& first = waves_.front();
    if (clock_ && first.left > 1) { // the next clock of the same item follows its first
        --first.left;
        first.fresh = false;
    } else {
        const bool some = item_ < axes_.stream;
        first = {some ? item_ : -1, length_, true};
        ++item_;
    }
}

void ArraySimulator::arrive(int row, int column)
{
    const std::size_t cell = at(row, column);
    const std::int64_t item = waves_[std::size_t(row + column)].item;
    west_[cell] = column == 0 ? westFeed(row, item) : west_[cell - 1];
    if (output_)
        other_[cell] = row == 0 ? otherFeed(row, column, item) : other_[cell - std::size_t(config_.array.columns)];
}

void ArraySimulator::work(int row, int column)
{
    const std::size_t cell = at(row, column);
    const Wave& wave = waves_[std::size_t(row + column)];
    if (west_[cell] < 0 || other_[cell] < 0)
        return;
    const bool weightsFromWest = config_.array.dataflow == Dataflow::InputStationary;
    const std::int64_t input = weightsFromWest ? other_[cell] : west_[cell];
    const std::int64_t weight = weightsFromWest ? west_[cell] : other_[cell];
    if (config_.mac == MacKind::Parallel) {
        sums_[cell] += std::int64_t{operands_->inputs.values[std::size_t(input)]} * operands_->weights.values[std::size_t(weight)];
        return;
    }
    const TermGroup weights = operands_->weights.group(weight);
    const TermGroup data = operands_->inputs.group(input);
    if (wave.fresh)
        cursors_[cell] = firstPair(weights, data);
    countPair(weights, data, cursors_[cell], std::span(counts_).subspan(cell * width_, width_));
}

std::int64_t ArraySimulator::cellValue(int row, int column) const
{
    const std::size_t cell = at(row, column);
    return config_.mac == MacKind::Parallel ? sums_[cell]
                                            : coefficientSum(std::span(counts_).subspan(cell * width_, width_));
}

void ArraySimulator::leave(int row, int column, std::int64_t item)
{
    const std::size_t cell = at(row, column);
    partial_[cell] = cellValue(row, column) + (row == 0 ? 0 : partial_[cell - std::size_t(config_.array.columns)]);
    sums_[cell] = 0;
    if (config_.mac == MacKind::Term)
        std::fill_n(counts_.begin() + std::ptrdiff_t(cell * width_), width_, 0);
    const std::int64_t line = firstColumn_ + column;
    if (row + 1 < config_.array.rows || line >= axes_.columns)
        return;
    const bool ws = config_.array.dataflow == Dataflow::WeightStationary;
    outputs_[std::size_t(ws ? item * operands_->shape.n + line : line * operands_->shape.n + item)] += partial_[cell];
}

void ArraySimulator::endFold()
{
    for (int r = 0; output_ && r < config_.array.rows && firstRow_ + r < axes_.rows; ++r)
        for (int c = 0; c < config_.array.columns && firstColumn_ + c < axes_.columns; ++c)
            outputs_[std::size_t((firstRow_ + r) * operands_->shape.n + firstColumn_ + c)] = cellValue(r, c);
    if (++fold_ < folds_)
        startFold();
}

void ArraySimulator::stepCycle()
{
    if (done())
        return;
    ++cycle_;
    if (load_ > 0) {
        --load_;
        return;
    }
    const std::int64_t hops = config_.array.rows + config_.array.columns - 2;
    const bool computed = item_ >= axes_.stream + (clock_ ? 0 : hops) && waves_.back().left <= 1
        && (waves_.back().item == axes_.stream - 1);
    if (computed) { // only the drain is left
        if (--tail_ == 0)
            endFold();
        return;
    }
    const bool term = config_.mac == MacKind::Term;
    const bool hop = clock_ || waves_.front().left <= 1;
    if (hop) {
        length_ = term ? operands_->config.provisionedStep() : 1;
        enterWave();
    } else {
        for (Wave& wave : waves_) {
            --wave.left;
            wave.fresh = false;
        }
    }
    if (hop && !clock_)
        for (Wave& wave : waves_)
            wave = {wave.item, length_, true};
    for (int r = config_.array.rows; r-- > 0;)
        for (int c = config_.array.columns; c-- > 0;) {
            const Wave wave = waves_[std::size_t(r + c)];
            if (wave.fresh)
                arrive(r, c);
            if (wave.item < 0)
                continue;
            work(r, c);
            if (!output_ && wave.left == 1)
                leave(r, c, wave.item);
        }
    if (waves_.back().item == axes_.stream - 1 && waves_.back().left == 1 && tail_ == 0)
        endFold();
}

void ArraySimulator::seek(std::int64_t cycle)
{
    while (!done() && cycle_ < cycle)
        stepCycle();
}

} // namespace termscope
