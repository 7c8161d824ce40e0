#include "hwmodel/simulate/ArraySimulator.h"

#include "hwmodel/kernels/CellKernels.h"
#include "hwmodel/timing/ArrayTiming.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

/// Whether every sum of the product fits its accumulator. A b-bit operand reaches 2^(b−1) once its terms are revealed.
Result<void> checkSums(MacKind mac, const ProductOperands& operands)
{
    const TermMacConfig& config = operands.config;
    const std::int64_t depth = operands.shape.k;
    constexpr int mostBits = 16;
    for (const int bits : {config.weightBits, config.dataBits})
        if (bits < 2 || bits > mostBits)
            return fail("simulation: expected operands of 2…", mostBits, " bits, found ", bits);
    if (mac == MacKind::Parallel && depth > ArraySimulator::mostCycles >> (config.weightBits + config.dataBits - 2))
        return fail("simulation: expected sums of products within 2^62, found K = ", depth, " of ", config.weightBits,
                    "-bit times ", config.dataBits, "-bit operands");
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    if (mac == MacKind::Term
        && (depth > largest / 16 || coefficientBound(config, depth, depth / operands.inputs.positions) > largest))
        return fail("simulation: expected coefficients within 32 bits, found K = ", depth);
    return {};
}

Result<void> checkArray(const SimulationConfig& config)
{
    const std::int64_t cells = std::int64_t{config.array.rows} * config.array.columns;
    if (config.array.rows >= 1 && config.array.columns >= 1 && cells > ArraySimulator::mostCells)
        return fail("simulation: expected at most ", ArraySimulator::mostCells, " cells, found ", config.array.rows,
                    "×", config.array.columns);
    if (config.sync == StepLength::Ideal)
        return fail("simulation: expected provisioned or adaptive steps, found ideal ones, in which nobody waits");
    return {};
}

} // namespace

Result<ArraySimulator> ArraySimulator::create(const SimulationConfig& config,
                                              std::shared_ptr<const ProductOperands> operands)
{
    if (const Result<void> checked = checkArray(config); !checked)
        return tl::unexpected(checked.error());
    const TermMacConfig& terms = operands->config;
    const Result<ArrayTiming> timing = config.mac == MacKind::Parallel
                                           ? parallelTiming(config.array, operands->shape)
                                           : termTiming(config.array, terms, operands->shape,
                                                        static_cast<double>(terms.provisionedStep()),
                                                        operands->inputs.positions);
    if (!timing)
        return tl::unexpected(timing.error());
    if (const Result<void> checked = checkSums(config.mac, *operands); !checked)
        return tl::unexpected(checked.error());
    return ArraySimulator(config, std::move(operands), timing->folds);
}

ArraySimulator::ArraySimulator(const SimulationConfig& config, std::shared_ptr<const ProductOperands> operands,
                               std::int64_t folds)
    : config_(config), operands_(std::move(operands)),
      axes_(mappedAxes(
          config.array.dataflow,
          {operands_->shape.m, isTerm() ? operands_->inputs.groups : operands_->shape.k, operands_->shape.n})),
      folds_(folds), fold_(config.array, axes_, 0),
      outputs_(static_cast<std::size_t>(operands_->shape.m * operands_->shape.n), 0)
{
    if (isTerm())
        terms_.emplace(config_.array, *operands_);
    else
        parallel_.emplace(config_.array);
    if (isAdaptive()) {
        inputCounts_ = std::make_shared<const TermCounts>(termCounts(operands_->inputs));
        weightCounts_ = std::make_shared<const TermCounts>(termCounts(operands_->weights));
        packedCounts_ = std::make_shared<const PackedCounts>(
            PackedCounts::of(fold_.weightsFromWest() ? *weightCounts_ : *inputCounts_,
                             fold_.weightsFromWest() ? *inputCounts_ : *weightCounts_, !fold_.outputsStay()));
    }
    startFold(0);
}

TimingConfig ArraySimulator::timing() const
{
    return {config_.array, config_.mac, operands_->config, std::nullopt};
}

std::int64_t ArraySimulator::loading() const
{
    if (fold_.outputsStay())
        return 0;
    return config_.array.rows * (isTerm() ? stationarySlots(config_.array.dataflow, operands_->config) : 1);
}

std::int64_t ArraySimulator::draining() const
{
    return fold_.outputsStay() && config_.array.drain && !isTerm() ? config_.array.rows : 0;
}

void ArraySimulator::startFold(std::int64_t index)
{
    loaded_ = 0;
    drained_ = 0;
    if (index == folds_) { // the last fold stays to be looked at
        fold_.index = folds_;
        return;
    }
    fold_ = Fold(config_.array, axes_, index);
    const std::int64_t hops = std::int64_t{config_.array.rows} + config_.array.columns - 2;
    const std::optional<std::int64_t> uniform = isAdaptive()
                                                    ? std::nullopt
                                                    : std::optional(isTerm() ? operands_->config.provisionedStep() : 1);
    clock_ = StepClock(isTerm() && operands_->config.skew == Skew::Clock, fold_.stream, hops, uniform);
    learnLengths(0);
    if (isTerm())
        terms_->start();
    else
        parallel_->start(fold_, *operands_);
}

/// Pairs of the slowest of the cells that are active in a beat, at least 1.
std::int64_t ArraySimulator::longestPairs(std::int64_t beat) const
{
    std::uint64_t longest = 1;
    for (int r = 0; r < fold_.rows; ++r) {
        const std::int64_t item = clock_.everyClock() ? beat : beat - r; // at column 0
        if (item < 0)
            break;
        const CellRow<std::uint64_t> row(fold_, packedCounts_->west, packedCounts_->column, r, item,
                                         clock_.everyClock());
        longest = std::max(longest, packedCounts_->longest(row));
    }
    return static_cast<std::int64_t>(longest);
}

void ArraySimulator::learnLengths(std::int64_t upTo)
{
    while (clock_.needsLength(upTo))
        clock_.append(longestPairs(clock_.known()));
}

/// Works for at most `room` cycles, but not beyond what changes the array as a whole; says how many.
std::int64_t ArraySimulator::work(std::int64_t room)
{
    const std::int64_t before = clock_.elapsed();
    if (clock_.everyClock()) {
        learnLengths(before + room);
        if (const std::optional<std::int64_t> total = clock_.total())
            room = std::min(room, *total - before);
        clock_.elapse(room);
        terms_->finishItems(fold_, *operands_, before, clock_, outputs_);
        return room;
    }
    const std::int64_t beat = clock_.beat();
    const std::int64_t left = clock_.end(beat) - before;
    clock_.elapse(std::min(room, left));
    if (room < left)
        return room;
    if (isTerm())
        terms_->finishStep(fold_, *operands_, beat, outputs_);
    else
        parallel_->finishStep(fold_, *operands_, beat, outputs_);
    learnLengths(clock_.elapsed());
    return left;
}

void ArraySimulator::run(std::int64_t cycle)
{
    const std::int64_t load = loading();
    const std::int64_t drain = draining();
    while (!done() && cycle_ < cycle) {
        const std::int64_t room = cycle - cycle_;
        if (loaded_ < load) {
            const std::int64_t passed = std::min(room, load - loaded_);
            loaded_ += passed;
            cycle_ += passed;
            continue;
        }
        if (!clock_.over()) {
            cycle_ += work(room);
        } else {
            const std::int64_t passed = std::min(room, drain - drained_);
            drained_ += passed;
            cycle_ += passed;
        }
        if (clock_.over() && drained_ == drain)
            endFold();
    }
}

void ArraySimulator::endFold()
{
    for (int r = 0; fold_.outputsStay() && r < fold_.rows; ++r)
        for (int c = 0; c < fold_.columns; ++c)
            outputs_[fold_.output(operands_->shape, r, c, 0)] = isTerm() ? coefficientSum(terms_->staying(r, c))
                                                                         : parallel_->staying(r, c);
    startFold(fold_.index + 1);
}

/// Cycles of a whole fold.
std::int64_t ArraySimulator::cyclesOf(std::int64_t fold)
{
    if (!isAdaptive())
        return (loading() + *clock_.total()) + draining();
    if (!foldCycles_)
        foldCycles_ = std::make_shared<const std::vector<std::int64_t>>(
            *adaptiveFolds(timing(), *inputCounts_, *weightCounts_));
    return (*foldCycles_)[static_cast<std::size_t>(fold)];
}

/// What a whole fold adds to the outputs.
void ArraySimulator::addFoldProducts(const Fold& fold)
{
    const OperandSide& west = fold.westSide(*operands_);
    const OperandSide& column = fold.columnSide(*operands_);
    const auto& dotProduct = kernels::cellKernels().dotProduct;
    const auto valueAt = [&](std::int64_t unit) { return isTerm() ? west.firstValue(unit) : unit; };
    const std::int64_t first = fold.outputsStay() ? 0 : valueAt(fold.firstRow);
    const std::int64_t end = fold.outputsStay() ? west.depth : valueAt(fold.firstRow + fold.rows);
    const std::int64_t lines = fold.outputsStay() ? fold.rows : fold.stream;
    for (std::int64_t i = 0; i < lines; ++i) {
        const std::int32_t* const line = west.line(fold.outputsStay() ? fold.firstRow + i : i);
        for (int c = 0; c < fold.columns; ++c)
            outputs_[fold.output(operands_->shape, static_cast<int>(fold.outputsStay() ? i : 0), c, i)] += dotProduct(
                line + first, column.line(fold.firstColumn + c) + first, static_cast<std::size_t>(end - first));
    }
}

void ArraySimulator::jump(std::int64_t cycle)
{
    std::ranges::fill(outputs_, 0);
    cycle_ = 0;
    std::int64_t index = 0;
    for (; index + 1 < folds_ && cycle_ + cyclesOf(index) <= cycle; ++index) {
        cycle_ += cyclesOf(index);
        addFoldProducts(Fold(config_.array, axes_, index));
    }
    startFold(index);
    const std::int64_t inFold = std::clamp<std::int64_t>(cycle - cycle_, 0, cyclesOf(index));
    cycle_ += inFold;
    loaded_ = std::min(inFold, loading());
    const std::int64_t afterLoading = inFold - loaded_;
    if (isAdaptive()) {
        const auto lengths = adaptiveSteps(timing(), *inputCounts_, *weightCounts_, index);
        while (clock_.needsLength(afterLoading))
            clock_.append((*lengths)[static_cast<std::size_t>(clock_.known())]);
    }
    clock_.elapse(std::min(afterLoading, clock_.total().value_or(afterLoading)));
    drained_ = afterLoading - clock_.elapsed();
    if (isTerm())
        terms_->place(fold_, *operands_, clock_, outputs_);
    else
        parallel_->place(fold_, *operands_, clock_, outputs_);
    if (inFold == cyclesOf(index))
        endFold();
}

FoldPhase ArraySimulator::phase() const
{
    if (done())
        return FoldPhase::Done;
    if (loaded_ < loading())
        return FoldPhase::Loading;
    return clock_.over() ? FoldPhase::Draining : FoldPhase::Working;
}

std::int64_t ArraySimulator::stepLength() const
{
    return phase() == FoldPhase::Working && step() < clock_.beats() ? clock_.lengthOf(step()) : 0;
}

std::int64_t ArraySimulator::cycleInStep() const
{
    return clock_.elapsed() - (step() > 0 ? clock_.end(step() - 1) : 0);
}

SimulatedCell ArraySimulator::cell(int row, int column) const
{
    if (phase() != FoldPhase::Working || row >= fold_.rows || column >= fold_.columns)
        return {};
    const StepClock::Place place = clock_.place(row + column);
    if (place.item < 0)
        return {};
    const OperandUnit west = fold_.westUnit(row, place.item);
    const OperandUnit other = fold_.columnUnit(row, column, place.item);
    SimulatedCell state{place.item, fold_.weightsFromWest() ? other : west, fold_.weightsFromWest() ? west : other, 1,
                        0};
    if (isTerm()) {
        state.pairs = pairCount(operands_->weights.group(state.weight.line, state.weight.unit),
                                operands_->inputs.group(state.input.line, state.input.unit));
        state.pairsDone = std::min(state.pairs, place.cycle);
    }
    return state;
}

std::int64_t ArraySimulator::value(int row, int column) const
{
    if (row >= fold_.rows && fold_.outputsStay())
        return 0;
    if (column >= fold_.columns)
        return 0;
    if (fold_.outputsStay())
        return isTerm() ? coefficientSum(coefficients(row, column)) : parallel_->staying(row, column);
    const std::int64_t item = clock_.itemsDone(row + column) - 1;
    if (item < 0)
        return 0;
    if (!isTerm())
        return parallel_->passing(column, item);
    if (!clock_.everyClock())
        return coefficientSum(terms_->passing(column, item));
    // By now cells below may have added to what this one handed down: leave their groups out.
    std::vector<std::int32_t> counts(
        static_cast<std::size_t>(coefficientCount(operands_->config.weightBits, operands_->config.dataBits)));
    for (int r = 0; r <= std::min(row, fold_.rows - 1); ++r)
        addGroup(fold_.westSide(*operands_).group(item, fold_.firstRow + r),
                 fold_.columnSide(*operands_).group(fold_.firstColumn + column, fold_.firstRow + r), counts);
    return coefficientSum(counts);
}

/// Counts the pairs that a cell's item has done.
PairCursor ArraySimulator::cursorOf(const SimulatedCell& state, std::span<std::int32_t> counts) const
{
    const TermGroup weights = operands_->weights.group(state.weight.line, state.weight.unit);
    const TermGroup data = operands_->inputs.group(state.input.line, state.input.unit);
    PairCursor cursor = firstPair(weights, data);
    for (std::int64_t pair = 0; pair < state.pairsDone; ++pair)
        countPair(weights, data, cursor, counts);
    return cursor;
}

std::vector<std::int32_t> ArraySimulator::coefficients(int row, int column) const
{
    if (!isTerm())
        return {};
    std::vector<std::int32_t> counts = terms_->staying(row, column);
    if (!fold_.outputsStay())
        std::ranges::fill(counts, 0);
    if (const SimulatedCell state = cell(row, column); state.active())
        cursorOf(state, counts);
    return counts;
}

std::optional<CellPair> ArraySimulator::pairUnderWay(int row, int column) const
{
    const SimulatedCell state = cell(row, column);
    if (!isTerm() || !state.active())
        return std::nullopt;
    std::vector<std::int32_t> counts(terms_->length());
    return pairAt(operands_->weights.group(state.weight.line, state.weight.unit),
                  operands_->inputs.group(state.input.line, state.input.unit), cursorOf(state, counts));
}

} // namespace termscope
