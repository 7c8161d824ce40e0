#include "hwmodel/timing/AdaptiveTiming.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"
#include "hwmodel/kernels/CellKernels.h"

#include <algorithm>
#include <numeric>

namespace termscope {
namespace {

/// Counts of up to C lines for all groups, one lane per column of the array: [groups, ⌈g/2⌉, padded, 2], as
/// kernels::CellKernels::mergePairs takes them.
class ColumnCounts {
public:
    ColumnCounts(const TermCounts& side, std::int64_t first, int columns)
        : halves_((at(side.groupSize) + 1) / 2),
          padded_((at(columns) + kernels::pairLanes - 1) / kernels::pairLanes * kernels::pairLanes),
          counts_(at(side.groups) * halves_ * padded_ * 2, 0)
    {
        const std::int64_t end = std::min<std::int64_t>(side.lines, first + columns);
        for (std::int64_t line = first; line < end; ++line) {
            const std::uint8_t* count = side.counts.data() + line * side.groups * side.groupSize;
            for (std::size_t group = 0; group < at(side.groups); ++group)
                for (std::size_t v = 0; v < at(side.groupSize); ++v, ++count)
                    counts_[((group * halves_ + v / 2) * padded_ + at(line - first)) * 2 + v % 2] = *count;
        }
    }

    std::size_t padded() const { return padded_; }

    /// Pairs of a scalar group with every column's group `group`, merged by maximum into `steps` and, where it is
    /// given, added to `sums` (padded() of them).
    void mergePairs(const std::uint8_t* scalars, std::int64_t group, std::int16_t* steps, std::uint32_t* sums) const
    {
        kernel_.mergePairs(steps, sums, scalars, counts_.data() + at(group) * halves_ * padded_ * 2, halves_, padded_);
    }

private:
    const kernels::CellKernels& kernel_ = kernels::cellKernels();
    std::size_t halves_; ///< of a group: ⌈g/2⌉ pairs of values
    std::size_t padded_;
    std::vector<std::uint8_t> counts_;
};

/// The groups of the side that is spread as scalars, each with the zero that an odd g lacks.
class ScalarCounts {
public:
    explicit ScalarCounts(const TermCounts& side) : side_(side), stride_((at(side.groupSize) + 1) / 2 * 2)
    {
        const auto groupSize = at(side.groupSize);
        if (stride_ == groupSize)
            return;
        padded_.resize(at(side.lines * side.groups) * stride_, 0);
        for (std::size_t i = 0; i < at(side.lines * side.groups); ++i)
            std::copy_n(side.counts.data() + i * groupSize, groupSize, padded_.data() + i * stride_);
    }

    const std::uint8_t* group(std::int64_t line, std::int64_t index) const
    {
        return (padded_.empty() ? side_.counts : padded_).data() + at(line * side_.groups + index) * stride_;
    }

private:
    const TermCounts& side_;
    std::size_t stride_;
    std::vector<std::uint8_t> padded_; ///< empty where g is even
};

/// What the steps of one fold come to.
struct FoldSteps {
    std::vector<std::int16_t> longest;
    std::vector<std::uint32_t> pairs; ///< of all active cells; empty where nobody asked
};

/// The operands of a product as the array's axes take them: one side's counts as scalars, the other's in lanes.
class FoldWalk {
public:
    FoldWalk(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights)
        : config_(config), axes_(mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines})),
          scalars_(config.array.dataflow == Dataflow::InputStationary ? weights : inputs),
          across_(config.array.dataflow == Dataflow::InputStationary ? inputs : weights),
          clock_(config.terms.skew == Skew::Clock), count_(at(stepsPerFold(config, axes_).value()))
    {
    }

    std::int64_t rowFolds() const { return axes_.rowFolds(config_.array); }
    std::int64_t columnFolds() const { return axes_.columnFolds(config_.array); }
    ColumnCounts columnsOf(std::int64_t columnFold) const
    {
        return {across_, columnFold * config_.array.columns, config_.array.columns};
    }

    /// The steps of the fold with these columns whose rows begin at `firstRow`; `steps` is room that is used again.
    void run(const ColumnCounts& columns, std::int64_t firstRow, bool withPairs, FoldSteps& steps) const
    {
        // In lock step the lanes of a row lie side by side in time; with operands hopping every clock all lanes are one
        // step.
        const std::size_t room = clock_ ? columns.padded() : count_ + columns.padded();
        steps.longest.assign(clock_ ? count_ : room, 1);
        steps.pairs.assign(withPairs ? steps.longest.size() : 0, 0);
        std::vector<std::int16_t> laneLongest(clock_ ? room : 0);
        std::vector<std::uint32_t> lanePairs(clock_ && withPairs ? room : 0);
        for (std::int64_t j = 0; j < axes_.stream; ++j) {
            if (!clock_) {
                mergeItem(columns, firstRow, j, steps.longest.data() + j, withPairs ? steps.pairs.data() + j : nullptr,
                          1);
                continue;
            }
            std::ranges::fill(laneLongest, std::int16_t{1});
            std::ranges::fill(lanePairs, 0U);
            mergeItem(columns, firstRow, j, laneLongest.data(), withPairs ? lanePairs.data() : nullptr, 0);
            steps.longest[at(j)] = *std::ranges::max_element(laneLongest);
            if (withPairs)
                steps.pairs[at(j)] = std::accumulate(lanePairs.begin(), lanePairs.end(), 0U);
        }
        steps.longest.resize(count_);
        steps.pairs.resize(withPairs ? count_ : 0);
    }

private:
    /// Item j of the stream at every row; a row further down is `stride` steps later.
    void mergeItem(const ColumnCounts& columns, std::int64_t firstRow, std::int64_t j, std::int16_t* longest,
                   std::uint32_t* pairs, std::int64_t stride) const
    {
        const bool outputs = config_.array.dataflow == Dataflow::OutputStationary;
        const std::int64_t rows = std::min<std::int64_t>(config_.array.rows, axes_.rows - firstRow);
        for (std::int64_t r = 0; r < rows; ++r) {
            const std::int64_t line = outputs ? firstRow + r : j;
            const std::int64_t group = outputs ? j : firstRow + r;
            columns.mergePairs(scalars_.group(line, group), group, longest + stride * r,
                               pairs == nullptr ? nullptr : pairs + stride * r);
        }
    }

    const TimingConfig& config_;
    MappedAxes axes_;
    ScalarCounts scalars_;
    const TermCounts& across_;
    bool clock_;
    std::size_t count_; ///< steps of a fold
};

Result<void> checkSides(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights)
{
    if (inputs.groups != weights.groups || inputs.groupSize != weights.groupSize
        || inputs.groupSize != config.terms.groupSize)
        return fail("adaptive timing: expected operands in equal groups of ", config.terms.groupSize, ", found ",
                    inputs.groups, " of ", inputs.groupSize, " and ", weights.groups, " of ", weights.groupSize);
    return {};
}

/// Calls `take(row fold, column fold, steps)` for every fold.
template <class Take>
Result<void> walkFolds(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights, bool withPairs,
                       Take take)
{
    if (const Result<void> checked = checkSides(config, inputs, weights); !checked)
        return checked;
    const FoldWalk walk(config, inputs, weights);
    FoldSteps steps;
    for (std::int64_t j = 0; j < walk.columnFolds(); ++j) {
        const ColumnCounts columns = walk.columnsOf(j);
        for (std::int64_t i = 0; i < walk.rowFolds(); ++i) {
            checkCancelled();
            walk.run(columns, i * config.array.rows, withPairs, steps);
            take(i * walk.columnFolds() + j, steps);
        }
    }
    return {};
}

} // namespace

TermCounts groupedCounts(std::span<const std::uint8_t> counts, std::int64_t lines, std::int64_t positions,
                         int groupSize)
{
    const std::int64_t depth = static_cast<std::int64_t>(counts.size()) / (lines * positions);
    const std::int64_t groups = ceilDivide(depth, groupSize);
    TermCounts result{lines, groups * positions, groupSize, {}};
    result.counts.resize(at(lines * positions * groups * groupSize), 0);
    for (std::int64_t run = 0; run < lines * positions; ++run)
        std::copy_n(counts.begin() + run * depth, depth, result.counts.begin() + run * groups * groupSize);
    return result;
}

double meanPairs(const TermCounts& inputs, const TermCounts& weights)
{
    const std::int64_t depth = inputs.groups * inputs.groupSize;
    const auto sums = [depth](const TermCounts& side) {
        std::vector<double> result(at(depth), 0.0);
        for (std::int64_t line = 0; line < side.lines; ++line)
            for (std::int64_t k = 0; k < depth; ++k)
                result[at(k)] += side.counts[at(line * depth + k)];
        return result;
    };
    const std::vector<double> x = sums(inputs);
    const std::vector<double> w = sums(weights);
    return std::inner_product(x.begin(), x.end(), w.begin(), 0.0) / static_cast<double>(inputs.lines)
           / static_cast<double>(weights.lines) / static_cast<double>(inputs.groups);
}

Result<std::vector<std::int64_t>> adaptiveFolds(const TimingConfig& config, const TermCounts& inputs,
                                                const TermCounts& weights)
{
    const MappedAxes axes = mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines});
    std::vector<std::int64_t> folds(at(axes.rowFolds(config.array) * axes.columnFolds(config.array)), 0);
    const Result<void> walked = walkFolds(
        config, inputs, weights, false, [&](std::int64_t fold, const FoldSteps& steps) {
            const std::int64_t cycles = std::accumulate(steps.longest.begin(), steps.longest.end(), std::int64_t{0});
            folds[at(fold)] = foldCycles(config, cycles).value();
        });
    if (!walked)
        return tl::unexpected(walked.error());
    return folds;
}

Result<std::vector<std::int16_t>> adaptiveSteps(const TimingConfig& config, const TermCounts& inputs,
                                                const TermCounts& weights, std::int64_t fold)
{
    if (const Result<void> checked = checkSides(config, inputs, weights); !checked)
        return tl::unexpected(checked.error());
    const FoldWalk walk(config, inputs, weights);
    if (fold < 0 || fold >= walk.rowFolds() * walk.columnFolds())
        return fail("adaptive timing: expected one of ", walk.rowFolds() * walk.columnFolds(), " folds, found ", fold);
    FoldSteps steps;
    walk.run(walk.columnsOf(fold % walk.columnFolds()), fold / walk.columnFolds() * config.array.rows, false, steps);
    return std::move(steps.longest);
}

Result<StepProfile> stepProfile(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights)
{
    const MappedAxes axes = mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines});
    const Count perFold = stepsPerFold(config, axes);
    const Count all = perFold * axes.rowFolds(config.array) * axes.columnFolds(config.array);
    if (!all.fits() || all.value() > StepProfile::mostSteps)
        return fail("step lengths: expected at most ", StepProfile::mostSteps, " steps, found ",
                    all.fits() ? text(all.value()) : "more than 2^63");
    StepProfile profile;
    profile.stepsPerFold = perFold.value();
    profile.longest.resize(at(all.value()));
    profile.pairs.resize(at(all.value()));
    const Result<void> walked = walkFolds(
        config, inputs, weights, true, [&](std::int64_t fold, const FoldSteps& steps) {
            std::ranges::copy(steps.longest, profile.longest.begin() + fold * profile.stepsPerFold);
            std::ranges::copy(steps.pairs, profile.pairs.begin() + fold * profile.stepsPerFold);
        });
    if (!walked)
        return tl::unexpected(walked.error());
    return profile;
}

} // namespace termscope
