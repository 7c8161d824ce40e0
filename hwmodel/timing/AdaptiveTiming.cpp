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

    /// Pairs of a scalar group with every column's group `group`, merged by maximum into `steps` (padded() of them).
    void mergePairs(const std::uint8_t* scalars, std::int64_t group, std::int16_t* steps) const
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
        }
    }

private:
    int groupSize_;
    std::size_t padded_;
    std::vector<std::int16_t> counts_;
};

/// Cycles of the steps of the fold whose rows begin at `firstRow`.
std::int64_t stepCycles(const TimingConfig& config, const MappedAxes& axes, const TermCounts& scalars,
                        const ColumnCounts& columns, std::int64_t firstRow, std::vector<std::int16_t>& steps)
{
    const bool outputs = config.array.dataflow == Dataflow::OutputStationary;
    const bool clock = config.terms.skew == Skew::Clock;
    const std::int64_t rows = std::min<std::int64_t>(config.array.rows, axes.rows - firstRow);
    const std::int64_t depth = scalars.groups * scalars.groupSize;
    const std::int64_t count = stepsPerFold(config, axes).value();
    std::int64_t cycles = 0;
    steps.assign(clock ? columns.padded() : at(count) + columns.padded(), 1);
    for (std::int64_t j = 0; j < axes.stream; ++j) {
        for (std::int64_t r = 0; r < rows; ++r) {
            const std::int64_t line = outputs ? firstRow + r : j;
            const std::int64_t group = outputs ? j : firstRow + r;
            columns.mergePairs(scalars.counts.data() + line * depth + group * scalars.groupSize, group,
                               steps.data() + (clock ? 0 : j + r));
        }
        if (clock) {
            cycles += *std::ranges::max_element(steps);
            std::ranges::fill(steps, std::int16_t{1});
        }
    }
    return clock ? cycles : std::accumulate(steps.begin(), steps.begin() + count, std::int64_t{0});
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
    if (inputs.groups != weights.groups || inputs.groupSize != weights.groupSize
        || inputs.groupSize != config.terms.groupSize)
        return fail("adaptive timing: expected operands in equal groups of ", config.terms.groupSize, ", found ",
                    inputs.groups, " of ", inputs.groupSize, " and ", weights.groups, " of ", weights.groupSize);
    const MappedAxes axes = mappedAxes(config.array.dataflow, {inputs.lines, inputs.groups, weights.lines});
    const bool inputsAcross = config.array.dataflow == Dataflow::InputStationary;
    const TermCounts& scalars = inputsAcross ? weights : inputs;
    const TermCounts& across = inputsAcross ? inputs : weights;
    const std::int64_t rowFolds = axes.rowFolds(config.array);
    const std::int64_t columnFolds = axes.columnFolds(config.array);
    std::vector<std::int64_t> folds(at(rowFolds * columnFolds), 0);
    std::vector<std::int16_t> steps;
    for (std::int64_t j = 0; j < columnFolds; ++j) {
        const ColumnCounts columns(across, j * config.array.columns, config.array.columns);
        for (std::int64_t i = 0; i < rowFolds; ++i) {
            if (!proceed(progress, static_cast<double>(j * rowFolds + i) / static_cast<double>(rowFolds * columnFolds)))
                return fail("adaptive timing: cancelled");
            const std::int64_t cycles = stepCycles(config, axes, scalars, columns, i * config.array.rows, steps);
            folds[at(i * columnFolds + j)] = foldCycles(config, cycles).value();
        }
    }
    return folds;
}

} // namespace termscope
