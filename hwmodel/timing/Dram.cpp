#include "hwmodel/timing/Dram.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace termscope {
namespace {

/// Equal folds along one axis, told by their first.
struct Stretch {
    std::int64_t index = 0;
    std::int64_t count = 1;
};

/// Folds are told apart by being the first, the last, or the one before the last; of the others every `period`th is
/// alike.
std::vector<Stretch> stretches(std::int64_t folds, bool alike, std::int64_t period)
{
    std::vector<Stretch> result;
    const std::int64_t between = folds - 3;
    if (!alike || between <= period) {
        for (std::int64_t i = 0; i < folds; ++i)
            result.push_back({i, 1});
        return result;
    }
    result.push_back({0, 1});
    for (std::int64_t i = 0; i < period; ++i)
        result.push_back({1 + i, ceilDivide(between - i, period)});
    result.push_back({folds - 2, 1});
    result.push_back({folds - 1, 1});
    return result;
}

class Folds {
public:
    Folds(const GemmShape& shape, const MappedAxes& axes, const ArrayConfig& array, const DramConfig& dram,
          const GroupCut& cut)
        : shape_(shape), array_(array), rowFolds_(axes.rowFolds(array)), columnFolds_(axes.columnFolds(array)),
          groupSize_(cut.groupSize), perPosition_(shape.k / cut.positions),
          groups_(ceilDivide(perPosition_, cut.groupSize)),
          ifmapFits_(fits(Count(shape.m) * shape.k, dram.ifmapKb, dram)),
          filterFits_(fits(Count(shape.k) * shape.n, dram.filterKb, dram)),
          ofmapFits_(fits(Count(shape.m) * shape.n, dram.ofmapKb, dram))
    {
    }

    std::int64_t rowFolds() const { return rowFolds_; }
    std::int64_t columnFolds() const { return columnFolds_; }

    /// After so many row folds their values are the same again.
    std::int64_t rowPeriod() const
    {
        if (array_.dataflow == Dataflow::OutputStationary || perPosition_ == shape_.k || perPosition_ % groupSize_ == 0)
            return 1;
        constexpr std::int64_t longest = std::int64_t{1} << 20;
        const std::int64_t period = groups_ / std::gcd(groups_, std::int64_t{array_.rows});
        return period <= longest ? period : 1;
    }

    Count wordsIn(std::int64_t i, std::int64_t j) const
    {
        if (array_.dataflow == Dataflow::OutputStationary)
            return (needs(ifmapFits_, j) ? Count(rowsOf(i)) * shape_.k : Count())
                   + (needs(filterFits_, i) ? Count(columnsOf(j)) * shape_.k : Count());
        const bool streamFits = array_.dataflow == Dataflow::WeightStationary ? ifmapFits_ : filterFits_;
        const Count stays = Count(rowsOf(i)) * columnsOf(j);
        const Count streams = needs(streamFits, j) ? Count(rowsOf(i)) * stream() : Count();
        const Count partialSums = ofmapFits_ || i == 0 ? Count() : Count(columnsOf(j)) * stream();
        return stays + streams + partialSums;
    }

    Count wordsOut(std::int64_t i, std::int64_t j) const
    {
        if (array_.dataflow == Dataflow::OutputStationary)
            return Count(rowsOf(i)) * columnsOf(j);
        return ofmapFits_ && i + 1 < rowFolds_ ? Count() : Count(columnsOf(j)) * stream();
    }

private:
    static bool fits(Count words, std::int64_t kilobytes, const DramConfig& dram)
    {
        const Count bytes = words * dram.bytesPerWord;
        const Count room = Count(kilobytes) * 1024;
        return bytes.fits() && (!room.fits() || bytes.value() <= room.value());
    }

    /// A tile that folds at all positions of one axis share is new at the first of them.
    static bool needs(bool whole, std::int64_t position) { return !whole || position == 0; }

    std::int64_t stream() const { return array_.dataflow == Dataflow::WeightStationary ? shape_.m : shape_.n; }

    /// Values of M or of K along the rows of row fold i.
    std::int64_t rowsOf(std::int64_t i) const
    {
        if (array_.dataflow == Dataflow::OutputStationary)
            return std::min<std::int64_t>(shape_.m - i * array_.rows, array_.rows);
        return valuesBefore((i + 1) * array_.rows) - valuesBefore(i * array_.rows);
    }

    /// Values of K in its first `rows` groups.
    std::int64_t valuesBefore(std::int64_t rows) const
    {
        const std::int64_t positions = rows / groups_;
        const std::int64_t values = positions * perPosition_ + std::min(rows % groups_ * groupSize_, perPosition_);
        return std::min(values, shape_.k);
    }

    std::int64_t columnsOf(std::int64_t j) const
    {
        const std::int64_t whole = array_.dataflow == Dataflow::InputStationary ? shape_.m : shape_.n;
        return std::min<std::int64_t>(whole - j * array_.columns, array_.columns);
    }

    GemmShape shape_;
    ArrayConfig array_;
    std::int64_t rowFolds_;
    std::int64_t columnFolds_;
    std::int64_t groupSize_;
    std::int64_t perPosition_; ///< values of K at one kernel position
    std::int64_t groups_;      ///< of one kernel position
    bool ifmapFits_;
    bool filterFits_;
    bool ofmapFits_;
};

} // namespace

DramTraffic dramTraffic(const GemmShape& shape, const MappedAxes& axes, const ArrayConfig& array,
                        const DramConfig& dram, const FoldCycles& cycles, bool equalFolds, const GroupCut& cut)
{
    const Folds folds(shape, axes, array, dram, cut);
    const auto transfer = [&](Count words) { return ceilDivide(words.value(), dram.wordsPerCycle); };
    DramTraffic traffic;
    traffic.reads = folds.wordsIn(0, 0);
    if (traffic.reads.fits())
        traffic.stalls = transfer(traffic.reads);
    for (const Stretch& row : stretches(folds.rowFolds(), equalFolds, folds.rowPeriod())) {
        for (const Stretch& column : stretches(folds.columnFolds(), equalFolds, 1)) {
            const Count alike = Count(row.count) * column.count;
            const bool lastColumn = column.index + 1 == folds.columnFolds();
            const bool last = lastColumn && row.index + 1 == folds.rowFolds();
            const Count in = last ? Count()
                                  : folds.wordsIn(row.index + (lastColumn ? 1 : 0), lastColumn ? 0 : column.index + 1);
            const Count out = folds.wordsOut(row.index, column.index);
            const Count words = in + out;
            traffic.reads += alike * in;
            traffic.writes += alike * out;
            if (words.fits())
                traffic.stalls += alike * std::max<std::int64_t>(0, transfer(words) - cycles(row.index, column.index));
        }
    }
    return traffic;
}

} // namespace termscope
