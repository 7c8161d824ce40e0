#include "core/run/TermClasses.h"

#include "core/base/Index.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

using Taps = std::vector<std::int64_t>;

/// By place along an axis: the kernel positions that some window brings there.
std::vector<Taps> tapsAlong(const SlidingWindow& window, std::size_t axis)
{
    std::vector<Taps> taps(at(window.inputs[axis]));
    for (std::int64_t tap = 0; tap < window.kernel[axis]; ++tap)
        for (std::int64_t place = 0; place < window.outputs[axis]; ++place) {
            const std::int64_t x = place * window.strides[axis] + tap * window.dilations[axis] - window.before[axis];
            if (x >= 0 && x < window.inputs[axis])
                taps[at(x)].push_back(tap);
        }
    return taps;
}

/// Kernel positions over several axes, numbered in row order: each of `outer` with each of `inner`.
Taps crossed(const Taps& outer, const Taps& inner, std::int64_t innerSize)
{
    Taps all;
    for (const std::int64_t a : outer)
        for (const std::int64_t b : inner)
            all.push_back(a * innerSize + b);
    return all;
}

/// Numbers the different non-empty entries in order of appearance; −1 for empty ones.
std::vector<int> numbered(const std::vector<Taps>& taps, std::vector<Taps>& kinds)
{
    std::map<Taps, int> known;
    std::vector<int> numbers;
    for (const Taps& entry : taps) {
        if (entry.empty()) {
            numbers.push_back(-1);
            continue;
        }
        const auto [found, isNew] = known.emplace(entry, static_cast<int>(kinds.size()));
        if (isNew)
            kinds.push_back(entry);
        numbers.push_back(found->second);
    }
    return numbers;
}

} // namespace

TermClasses::TermClasses(const SlidingWindow& window, std::span<const std::uint64_t> columnTerms, std::int64_t groups,
                         std::int64_t lanes)
    : width_(window.inputs.back()), lanes_(lanes)
{
    std::vector<Taps> rowTaps{{0}};
    for (std::size_t axis = 0; axis + 1 < window.axes(); ++axis) {
        const std::vector<Taps> along = tapsAlong(window, axis);
        std::vector<Taps> next;
        for (const Taps& outer : rowTaps)
            for (const Taps& inner : along)
                next.push_back(crossed(outer, inner, window.kernel[axis]));
        rowTaps = std::move(next);
    }
    std::vector<Taps> rowKinds;
    std::vector<Taps> columnKinds;
    rowClasses_ = numbered(rowTaps, rowKinds);
    findRuns(numbered(tapsAlong(window, window.axes() - 1), columnKinds));
    columns_ = static_cast<std::int64_t>(columnKinds.size());
    classes_ = static_cast<std::int64_t>(rowKinds.size()) * columns_;
    isOne_ = classes_ == 1 && runs_.size() == 1 && runs_[0].count == width_
             && std::ranges::all_of(rowClasses_, [](int kind) { return kind == 0; });

    const std::int64_t positions = elementCount(window.kernel);
    const std::int64_t inputs = static_cast<std::int64_t>(columnTerms.size()) / (groups * positions);
    const std::int64_t blocks = (groups * inputs + lanes - 1) / lanes;
    weights_.assign(at(blocks * classes_ * lanes), 0.0);
    for (std::int64_t row = 0; row < static_cast<std::int64_t>(rowKinds.size()); ++row)
        for (std::int64_t column = 0; column < columns_; ++column)
            for (const std::int64_t tap : crossed(rowKinds[at(row)], columnKinds[at(column)], window.kernel.back()))
                for (std::int64_t channel = 0; channel < groups * inputs; ++channel)
                    weights_[at((channel / lanes * classes_ + row * columns_ + column) * lanes + channel % lanes)] +=
                        static_cast<double>(
                            columnTerms[at((channel / inputs * positions + tap) * inputs + channel % inputs)]);
}

void TermClasses::findRuns(const std::vector<int>& columnClasses)
{
    std::map<int, std::vector<std::int32_t>> places;
    for (std::size_t x = 0; x < columnClasses.size(); ++x)
        if (columnClasses[x] >= 0)
            places[columnClasses[x]].push_back(static_cast<std::int32_t>(x));
    for (const auto& [column, all] : places)
        for (std::size_t i = 0; i < all.size();) {
            Run run{all[i], 1, 1, column};
            if (i + 1 < all.size())
                run.step = all[i + 1] - all[i];
            for (++i; i < all.size() && all[i] - all[i - 1] == run.step; ++i)
                ++run.count;
            runs_.push_back(run);
        }
}

std::vector<std::uint32_t> TermClasses::noSums() const
{
    return std::vector<std::uint32_t>(at(classes_ * lanes_), 0);
}

void TermClasses::addRow(const std::uint8_t* terms, std::int64_t row, std::uint32_t* sums) const
{
    const int kind = rowClasses_[at(row)];
    if (kind < 0)
        return;
    const kernels::KernelSet& kernel = kernels::best();
    for (const Run& run : runs_)
        kernel.sumLanes(terms + run.first * lanes_, at(run.count), at(run.step), at(lanes_),
                        sums + (kind * columns_ + run.column) * lanes_);
}

double TermClasses::pairs(std::span<const std::uint32_t> sums, std::int64_t block) const
{
    const double* const weights = weights_.data() + block * classes_ * lanes_;
    double pairs = 0.0;
    for (std::size_t i = 0; i < sums.size(); ++i)
        pairs += weights[i] * static_cast<double>(sums[i]);
    return pairs;
}

} // namespace termscope
