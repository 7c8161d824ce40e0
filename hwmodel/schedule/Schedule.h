// When an array does what: every cycle of a product has a fold, a phase and, while cells compute, a step.
//
// Positions are numbers of finished cycles: position p shows cycle p under way, and position cycles() shows the end.
// Folds follow one another, row folds outside; a fold loads (weight- and input-stationary, R·w cycles), computes and,
// where it is asked for, drains. The step told is cell (0, 0)'s. With skew `step` all cells change steps together and
// cell (r, c) works on stream item step − r − c; with skew `clock` it works on what cell (0, 0) did r + c clocks ago.
#pragma once

#include "hwmodel/timing/AdaptiveTiming.h"

namespace termscope {

enum class ArrayPhase { Loading, Computing, Draining, Finished };

struct Moment {
    std::int64_t position = 0;
    ArrayPhase phase = ArrayPhase::Finished;
    std::int64_t fold = 0; ///< the last one once finished
    std::int64_t rowFold = 0;
    std::int64_t columnFold = 0;
    std::int64_t cycleInPhase = 0;
    std::int64_t step = -1; ///< of the fold; −1 unless computing
    std::int64_t cycleInStep = 0;
    std::int64_t stepLength = 0; ///< cycles; with skew `clock` 0 once cell (0, 0) has done its last item
};

/// What one cell works on: an item of the stream, and for how many cycles it has done so.
struct CellTime {
    std::int64_t item = -1; ///< −1: nothing has arrived, or all has passed
    std::int64_t cyclesDone = 0;
    std::int64_t stepLength = 0;
};

class Schedule {
public:
    Schedule() = default;

    /// Every step as long as on a pMAC array (one cycle) or provisioned. `axes` count K in groups on a tMAC array.
    /// Error: cycles beyond 64 bits.
    static Result<Schedule> provisioned(const TimingConfig& config, const MappedAxes& axes);

    /// Steps as long as their slowest cell. `profile` is of the same configuration and axes.
    static Result<Schedule> adaptive(const TimingConfig& config, const MappedAxes& axes,
                                     std::shared_ptr<const StepProfile> profile);

    const TimingConfig& config() const { return config_; }
    const MappedAxes& axes() const { return axes_; }
    std::int64_t cycles() const { return cycles_; }
    std::int64_t folds() const { return folds_; }
    std::int64_t stepsOfFold() const { return steps_; }

    /// Range: 0 ≤ position ≤ cycles(). Cost: O(1), adaptive O(steps of a fold).
    Moment at(std::int64_t position) const;

    /// The position at which a step of a fold begins. Range: both exist.
    std::int64_t startOf(std::int64_t fold, std::int64_t step) const;

    /// Where the step or phase of a moment ends: the position of what follows. Range: not finished.
    std::int64_t endOf(const Moment& moment) const;

    /// Cycles of a step of a fold.
    std::int64_t stepLength(std::int64_t fold, std::int64_t step) const;

    /// What cell (row, column) does at a moment that computes; same cost as at().
    CellTime cellTime(const Moment& moment, int row, int column) const;

private:
    Schedule(const TimingConfig& config, const MappedAxes& axes);

    /// The step that clock `clock` of a fold's computing lies in; past the last step, item −1.
    CellTime stepAt(std::int64_t fold, std::int64_t clock) const;
    std::int64_t foldStart(std::int64_t fold) const;
    std::int64_t foldOf(std::int64_t position) const;
    std::int64_t loading() const;
    std::int64_t draining() const;

    TimingConfig config_;
    MappedAxes axes_;
    bool clock_ = false; ///< operands hop every clock
    std::int64_t folds_ = 0;
    std::int64_t steps_ = 0;        ///< of a fold, with a length of their own
    std::int64_t constantStep_ = 1; ///< without a profile
    std::shared_ptr<const StepProfile> profile_;
    std::int64_t cycles_ = 0;
    std::int64_t foldCycles_ = 0;      ///< without a profile
    std::vector<std::int64_t> starts_; ///< of the folds, and the end; with a profile
};

} // namespace termscope
