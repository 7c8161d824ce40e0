#include "hwmodel/schedule/StepSeries.h"

#include <algorithm>

namespace termscope {

std::vector<std::int64_t> activeCells(const Schedule& schedule, std::int64_t fold)
{
    const ArrayConfig& array = schedule.config().array;
    const MappedAxes& axes = schedule.axes();
    const std::int64_t columnFolds = axes.columnFolds(array);
    const std::int64_t rows = std::min<std::int64_t>(array.rows, axes.rows - fold / columnFolds * array.rows);
    const std::int64_t columns = std::min<std::int64_t>(array.columns,
                                                        axes.columns - fold % columnFolds * array.columns);
    std::vector<std::int64_t> active(static_cast<std::size_t>(schedule.stepsOfFold()), rows * columns);
    if (schedule.stepsOfFold() == axes.stream) // all cells do the same item in a step, or there is one cell
        return active;
    // Cells no more than `hops` hops from the corner.
    const auto within = [&](std::int64_t hops) {
        std::int64_t cells = 0;
        for (std::int64_t row = 0; row < rows; ++row)
            cells += std::clamp<std::int64_t>(hops - row + 1, 0, columns);
        return cells;
    };
    for (std::int64_t step = 0; step < schedule.stepsOfFold(); ++step)
        active[static_cast<std::size_t>(step)] = within(step) - within(step - axes.stream);
    return active;
}

StepSeries stepSeries(const Schedule& schedule, const StepProfile* profile, std::int64_t most)
{
    StepSeries series;
    series.stepsPerFold = schedule.stepsOfFold();
    series.allSteps = series.stepsPerFold * schedule.folds();
    series.provisioned = schedule.config().mac == MacKind::Term ? schedule.config().terms.provisionedStep() : 1;
    const double cells = schedule.config().array.cells();
    const std::int64_t shown = std::min(series.allSteps, most);
    std::vector<std::int64_t> active;
    std::int64_t start = 0;
    for (std::int64_t step = 0; step < shown; ++step) {
        const std::int64_t fold = step / series.stepsPerFold;
        const std::int64_t inFold = step % series.stepsPerFold;
        if (inFold == 0) {
            active = activeCells(schedule, fold);
            start = schedule.startOf(fold, 0);
        }
        const auto working = static_cast<double>(active[static_cast<std::size_t>(inFold)]);
        const double pairs = profile ? profile->pairs[static_cast<std::size_t>(step)] : working;
        const auto length = static_cast<double>(schedule.stepLength(fold, inFold));
        series.longest.push_back(profile ? static_cast<float>(profile->longest[static_cast<std::size_t>(step)]) : 1.0F);
        series.mean.push_back(working > 0.0 ? static_cast<float>(pairs / working) : 0.0F);
        series.start.push_back(static_cast<double>(start));
        start += schedule.stepLength(fold, inFold);
        series.length.push_back(static_cast<float>(length));
        series.active.push_back(static_cast<float>(working / cells));
        series.busy.push_back(static_cast<float>(pairs / (length * cells)));
    }
    return series;
}

} // namespace termscope
