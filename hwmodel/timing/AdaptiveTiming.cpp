#include "hwmodel/timing/AdaptiveTiming.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace termscope {
namespace {

constexpr std::size_t lanes = 16;

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

/// Counts of up to C lines for all groups: [groups, g, padded], one lane per column of the array.
class ColumnCounts {
public:
    ColumnCounts(const TermCounts& side, std::int64_t first, int columns)
        : groupSize_(side.groupSize), padded_((at(columns) + lanes - 1) / lanes * lanes),
          counts_(at(side.groups * groupSize_) * padded_, 0)
    {
        const std::int64_t depth = side.groups * groupSize_;
        const std::int64_t end = std::min<std::int64_t>(side.lines, first + columns);
        for (std::int64_t line = first; line < end; ++line)
            for (std::int64_t k = 0; k < depth; ++k)
                counts_[at(k) * padded_ + at(line - first)] = side.counts[at(line * depth + k)];
    }

    std::size_t padded() const { return padded_; }

    /// Pairs of a scalar group with every column's group `group`, merged by maximum into `steps` and, where it is given,
    /// added to `sums` (padded() of them).
    void mergePairs(const std::uint8_t* scalars, std::int64_t group, std::int16_t* steps,
                    std::uint32_t* sums) const
    {
        const std::int16_t* const rows = counts_.data() + at(group * groupSize_) * padded_;
        for (std::size_t c = 0; c < padded_; c += lanes) {
            std::array<std::int16_t, lanes> pairs{};
            for (int v = 0; v < groupSize_; ++v) {
                const std::int16_t count = scalars[v];
                if (count == 0)
                    continue;
                const std::int16_t* const row = rows + at(v) * padded_ + c;
                for (std::size_t lane = 0; lane < lanes; ++lane)
                    pairs[lane] = static_cast<std::int16_t>(pairs[lane] + count * row[lane]);
            }
            for (std::size_t lane = 0; lane < lanes; ++lane)
                steps[c + lane] = std::max(steps[c + lane], pairs[lane]);
            if (sums != nullptr)
                for (std::size_t lane = 0; lane < lanes; ++lane)
                    sums[c + lane] += static_cast<std::uint32_t>(pairs[lane]);
        }
    }

private:
    int groupSize_;
    std::size_t padded_;
    std::vector<std::int16_t> counts_;
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
        // In lock step the lanes of a row lie side by side in time; with operands hopping every clock all lanes are one step.
        const std::size_t room = clock_ ? columns.padded() : count_ + columns.padded();
        steps.longest.assign(clock_ ? count_ : room, 1);
        steps.pairs.assign(withPairs ? steps.longest.size() : 0, 0);
        std::vector<std::int16_t> laneLongest(clock_ ? room : 0);
        std::vector<std::uint32_t> lanePairs(clock_ && withPairs ? room : 0);
        for (std::int64_t j = 0; j < axes_.stream; ++j) {
            if (!clock_) {
                mergeItem(columns, firstRow, j, steps.longest.data() + j, withPairs ? steps.pairs.data() + j : nullptr, 1);
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
        const std::int64_t depth = scalars_.groups * scalars_.groupSize;
        for (std::int64_t r = 0; r < rows; ++r) {
            const std::int64_t line = outputs ? firstRow + r : j;
            const std::int64_t group = outputs ? j : firstRow + r;
            columns.mergePairs(scalars_.counts.data() + line * depth + group * scalars_.groupSize, group,
                               longest + stride * r, pairs == nullptr ? nullptr : pairs + stride * r);
        }
    }

    const TimingConfig& config_;
    MappedAxes axes_;
    const TermCounts& scalars_;
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
                       const Progress& progress, Take take)
{
    if (const Result<void> checked = checkSides(config, inputs, weights); !checked)
        return checked;
    const FoldWalk walk(config, inputs, weights);
    FoldSteps steps;
    for (std::int64_t j = 0; j < walk.columnFolds(); ++j) {
        const ColumnCounts columns = walk.columnsOf(j);
        for (std::int64_t i = 0; i < walk.rowFolds(); ++i) {
            if (!proceed(progress, static_cast<double>(j * walk.rowFolds() + i)
                                       / static_cast<double>(walk.rowFolds() * walk.columnFolds())))
                return fail("adaptive timing: cancelled");
            walk.run(columns, i * config.array.rows, withPairs, steps);
            take(i * walk.columnFolds() + j, steps);
        }
    }
    return {};
}

} // namespace

TermCounts groupedCounts(std::span<const std::uint8_t> counts, std::int64_t lines, std::int64_t positions, int groupSize)
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
                                                const TermCounts& weights, const Progress& progress)
{
    const MappedAxes axes = mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines});
    std::vector<std::int64_t> folds(at(axes.rowFolds(config.array) * axes.columnFolds(config.array)), 0);
    const Result<void> walked = walkFolds(
        config, inputs, weights, false, progress, [&](std::int64_t fold, const FoldSteps& steps) {
            const std::int64_t cycles = std::accumulate(steps.longest.begin(), steps.longest.end(), std::int64_t{0});
            folds[at(fold)] = foldCycles(config, cycles).value();
        });
    if (!walked)
        return tl::unexpected(walked.error());
    return folds;
}

Result<StepProfile> stepProfile(const TimingConfig& config, const TermCounts& inputs, const TermCounts& weights,
                                const Progress& progress)
{
    const MappedAxes axes = mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines});
    const Count perFold = stepsPerFold(config, axes);
    const Count all = perFold * axes.rowFolds(config.array) * axes.columnFolds(config.array);
    if (!all.fits() || all.value() > StepProfile::mostSteps)
        return fail("step lengths: expected at most ", StepProfile::mostSteps, " steps, found ", all.fits() ? text(all.value()) : "more than 2^63");
    StepProfile profile;
    profile.stepsPerFold = perFold.value();
    profile.longest.resize(at(all.value()));
    profile.pairs.resize(at(all.value()));
    const Result<void> walked = walkFolds(
        config, inputs, weights, true, progress, [&](std::int64_t fold, const FoldSteps& steps) {
            std::ranges::copy(steps.longest, profile.longest.begin() + fold * profile.stepsPerFold);
            std::ranges::copy(steps.pairs, profile.pairs.begin() + fold * profile.stepsPerFold);
        });
    if (!walked)
        return tl::unexpected(walked.error());
    return profile;
}

} // namespace termscope
