#include "hwmodel/schedule/Schedule.h"

#include <algorithm>
#include <numeric>

namespace termscope {

Schedule::Schedule(const TimingConfig& config, const MappedAxes& axes)
    : config_(config), axes_(axes), clock_(config.mac == MacKind::Term && config.terms.skew == Skew::Clock),
      folds_(axes.rowFolds(config.array) * axes.columnFolds(config.array)), steps_(stepsPerFold(config, axes).value()),
      constantStep_(config.mac == MacKind::Term ? config.terms.provisionedStep() : 1)
{
}

Result<Schedule> Schedule::provisioned(const TimingConfig& config, const MappedAxes& axes)
{
    Schedule schedule(config, axes);
    const Count fold = foldCycles(config, stepsPerFold(config, axes) * schedule.constantStep_);
    const Count all = fold * axes.rowFolds(config.array) * axes.columnFolds(config.array);
    if (!all.fits())
        return fail("schedule: its cycles do not fit 64 bits");
    schedule.foldCycles_ = fold.value();
    schedule.cycles_ = all.value();
    return schedule;
}

Result<Schedule> Schedule::adaptive(const TimingConfig& config, const MappedAxes& axes,
                                    std::shared_ptr<const StepProfile> profile)
{
    Schedule schedule(config, axes);
    schedule.profile_ = std::move(profile);
    Count start;
    for (std::int64_t fold = 0; fold < schedule.folds_; ++fold) {
        schedule.starts_.push_back(start.value());
        const auto* const first = schedule.profile_->longest.data() + fold * schedule.steps_;
        start += foldCycles(config, std::accumulate(first, first + schedule.steps_, std::int64_t{0}));
    }
    if (!start.fits())
        return fail("schedule: its cycles do not fit 64 bits");
    schedule.starts_.push_back(start.value());
    schedule.cycles_ = start.value();
    return schedule;
}

std::int64_t Schedule::loading() const
{
    if (config_.array.dataflow == Dataflow::OutputStationary)
        return 0;
    return config_.array.rows
           * (config_.mac == MacKind::Term ? stationarySlots(config_.array.dataflow, config_.terms) : std::int64_t{1});
}

std::int64_t Schedule::draining() const
{
    const bool drains = config_.mac == MacKind::Parallel && config_.array.dataflow == Dataflow::OutputStationary
                        && config_.array.drain;
    return drains ? config_.array.rows : 0;
}

std::int64_t Schedule::foldStart(std::int64_t fold) const
{
    return profile_ ? starts_[static_cast<std::size_t>(fold)] : fold * foldCycles_;
}

std::int64_t Schedule::foldOf(std::int64_t position) const
{
    if (!profile_)
        return position / foldCycles_;
    return std::ranges::upper_bound(starts_, position) - starts_.begin() - 1;
}

std::int64_t Schedule::stepLength(std::int64_t fold, std::int64_t step) const
{
    return profile_ ? profile_->longest[static_cast<std::size_t>(fold * steps_ + step)] : constantStep_;
}

CellTime Schedule::stepAt(std::int64_t fold, std::int64_t clock) const
{
    if (clock < 0)
        return {};
    if (!profile_) {
        const std::int64_t step = clock / constantStep_;
        return step < steps_ ? CellTime{step, clock % constantStep_, constantStep_} : CellTime{};
    }
    for (std::int64_t step = 0; step < steps_; ++step) {
        const std::int64_t length = stepLength(fold, step);
        if (clock < length)
            return {step, clock, length};
        clock -= length;
    }
    return {};
}

Moment Schedule::at(std::int64_t position) const
{
    Moment moment;
    moment.position = position;
    const bool finished = position >= cycles_;
    moment.fold = finished ? folds_ - 1 : foldOf(position);
    const std::int64_t columnFolds = axes_.columnFolds(config_.array);
    moment.rowFold = moment.fold / columnFolds;
    moment.columnFold = moment.fold % columnFolds;
    if (finished)
        return moment;
    moment.cycleInPhase = position - foldStart(moment.fold);
    if (moment.cycleInPhase < loading()) {
        moment.phase = ArrayPhase::Loading;
        return moment;
    }
    moment.cycleInPhase -= loading();
    const std::int64_t end = foldStart(moment.fold + 1) - draining();
    if (position >= end) {
        moment.phase = ArrayPhase::Draining;
        moment.cycleInPhase = position - end;
        return moment;
    }
    moment.phase = ArrayPhase::Computing;
    const CellTime first = stepAt(moment.fold, moment.cycleInPhase);
    // With operands hopping every clock the last hops have no step of cell (0, 0).
    moment.step = first.item < 0 ? steps_ : first.item;
    moment.cycleInStep = first.cyclesDone;
    moment.stepLength = first.stepLength;
    return moment;
}

std::int64_t Schedule::startOf(std::int64_t fold, std::int64_t step) const
{
    std::int64_t position = foldStart(fold) + loading();
    if (!profile_)
        return position + step * constantStep_;
    const auto* const first = profile_->longest.data() + fold * steps_;
    return std::accumulate(first, first + step, position);
}

std::int64_t Schedule::endOf(const Moment& moment) const
{
    if (moment.phase == ArrayPhase::Loading)
        return startOf(moment.fold, 0);
    const std::int64_t foldEnd = foldStart(moment.fold + 1);
    if (moment.phase == ArrayPhase::Draining)
        return foldEnd;
    return moment.step < steps_ ? moment.position - moment.cycleInStep + moment.stepLength : foldEnd - draining();
}

CellTime Schedule::cellTime(const Moment& moment, int row, int column) const
{
    if (moment.phase != ArrayPhase::Computing)
        return {};
    const std::int64_t hops = std::int64_t{row} + column;
    if (clock_)
        return stepAt(moment.fold, moment.cycleInPhase - hops);
    const std::int64_t item = moment.step - hops;
    if (item < 0 || item >= axes_.stream)
        return {};
    return {item, moment.cycleInStep, moment.stepLength};
}

} // namespace termscope
