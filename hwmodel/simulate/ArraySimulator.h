// A systolic array cycle by cycle, carrying real operands: they hop from cell to cell, right and down, and each cell
// works on what has arrived. Memory O(R·C + operands). A copy is a snapshot; copies share the operands.
//
// A fold loads what is stationary, works, and drains; the next one follows at once. Cell (r, c) starts item t of the
// stream r + c hops after cell (0, 0): hops come once a step (skew `step`) or once a clock (skew `clock`), see
// StepClock.h. A step has the provisioned length B, or lasts the largest number of term pairs among the active cells,
// at least one cycle. Where outputs do not stay, a cell's sum joins what came from above when the cell has finished its
// item.
//
// The state is that between two cycles: after cycle() of them. What "a cell works at" is what the coming cycle works
// at.
//
// Range of the sums: a pMAC sums in 64 bits, a coefficient of a tMAC counts in 32; create() refuses products that could
// leave either, so that no sum ever wraps.
#pragma once

#include "hwmodel/simulate/ParallelCells.h"
#include "hwmodel/simulate/TermCells.h"
#include "hwmodel/tmac/TermMac.h"

namespace termscope {

struct SimulationConfig {
    ArrayConfig array;
    MacKind mac = MacKind::Term;
    StepLength sync = StepLength::Provisioned; ///< of a tMAC array; Ideal cannot be simulated: somebody always waits
};

/// What the array is about to do.
enum class FoldPhase { Loading, Working, Draining, Done };

/// One cell between two cycles.
struct SimulatedCell {
    std::int64_t item = -1; ///< stream index it works at; −1: it has nothing to do
    OperandUnit input;      ///< row of the inputs, value or group along K
    OperandUnit weight;     ///< column of the weights, value or group along K
    std::int64_t pairs = 0; ///< of this item; 1 multiply-accumulate of a pMAC
    std::int64_t pairsDone = 0;

    bool active() const { return item >= 0; }
    std::int64_t pairsLeft() const { return pairs - pairsDone; }
};

class ArraySimulator {
public:
    /// Cells an array may have here, and cycles a run may take.
    static constexpr std::int64_t mostCells = std::int64_t{1} << 22;
    static constexpr std::int64_t mostCycles = std::int64_t{1} << 62;

    /// At cycle 0. Errors: an array or a configuration out of range, operands too long for the sums (above), more cells
    /// or cycles than these.
    static Result<ArraySimulator> create(const SimulationConfig& config,
                                         std::shared_ptr<const ProductOperands> operands);

    const SimulationConfig& config() const { return config_; }
    const ProductOperands& operands() const { return *operands_; }
    const MappedAxes& axes() const { return axes_; }

    bool done() const { return fold_.index == folds_; }
    std::int64_t cycle() const { return cycle_; }
    std::int64_t folds() const { return folds_; }
    const Fold& fold() const { return fold_; } ///< the one under way; its index is folds() once done
    FoldPhase phase() const;
    std::int64_t step() const { return clock_.beat(); } ///< of this fold (skew `clock`: the item at cell (0, 0))
    std::int64_t stepLength() const;                    ///< cycles of this step; 0 when none is under way
    std::int64_t cycleInStep() const;

    /// Runs every cycle from here up to `cycle`, or to the end. Cost: R·C multiply-accumulates or their term pairs a
    /// step.
    void run(std::int64_t cycle);
    void runToEnd() { run(mostCycles); }
    void stepCycle() { run(cycle_ + 1); }

    /// Puts the array at any cycle, earlier or later, or at the end, without running the cycles between: what is
    /// finished comes from integer products. Equal to a run from 0. Cost: at most the products of the folds before, and
    /// for adaptive steps their timing; within the fold, output-stationary, the sums of its cells.
    void jump(std::int64_t cycle);

    const std::vector<std::int64_t>& outputs() const { return outputs_; } ///< [M, N], what has left the array

    /// A cell. Range here and below: 0 ≤ row < R, 0 ≤ column < C. Cost O(g).
    SimulatedCell cell(int row, int column) const;

    /// Items of this fold's stream that the cell has finished, 0…T, whether it had work in them or not.
    std::int64_t itemsFinished(int row, int column) const { return clock_.itemsDone(row + column); }

    /// Where outputs stay: the sum so far. Else: the partial sum that the cell handed down when it last finished an
    /// item of this fold, 0 before.
    std::int64_t value(int row, int column) const;

    /// The coefficient vector of a tMAC, b_w + b_d + 1 counts: where outputs stay, of all items so far; else of the
    /// item at work.
    std::vector<std::int32_t> coefficients(int row, int column) const;

    /// The term pair that the cell counts in the coming cycle; none when it waits for slower cells, has nothing to do,
    /// or is a pMAC.
    std::optional<CellPair> pairUnderWay(int row, int column) const;

private:
    ArraySimulator(const SimulationConfig& config, std::shared_ptr<const ProductOperands> operands, std::int64_t folds);

    bool isTerm() const { return config_.mac == MacKind::Term; }
    bool isAdaptive() const { return isTerm() && config_.sync == StepLength::Adaptive; }
    TimingConfig timing() const;
    void startFold(std::int64_t index);
    void endFold();
    void learnLengths(std::int64_t upTo);
    std::int64_t longestPairs(std::int64_t beat) const;
    std::int64_t work(std::int64_t room);
    std::int64_t loading() const;
    std::int64_t draining() const;
    std::int64_t cyclesOf(std::int64_t fold);
    void addFoldProducts(const Fold& fold);
    PairCursor cursorOf(const SimulatedCell& state, std::span<std::int32_t> counts) const;

    SimulationConfig config_;
    std::shared_ptr<const ProductOperands> operands_;
    std::shared_ptr<const TermCounts> inputCounts_, weightCounts_; ///< of adaptive steps
    std::shared_ptr<const PackedCounts> packedCounts_;             ///< of adaptive steps
    std::shared_ptr<const std::vector<std::int64_t>> foldCycles_;  ///< of adaptive steps, once jump() needed them
    MappedAxes axes_;
    std::int64_t folds_;
    Fold fold_;
    StepClock clock_;
    std::int64_t cycle_ = 0;
    std::int64_t loaded_ = 0;  ///< cycles of loading that have passed in this fold
    std::int64_t drained_ = 0; ///< and of draining
    std::optional<ParallelCells> parallel_;
    std::optional<TermCells> terms_;
    std::vector<std::int64_t> outputs_;
};

} // namespace termscope
