#include "hwmodel/study/ShapeStudy.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

/// Layers, what the cells of each run at, and how long their steps last on any array.
class TimedLayers {
public:
    TimedLayers(std::span<const LayerShape> layers, const TimingConfig& config, std::span<const TermMacConfig> own)
        : layers_(layers)
    {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            terms_.push_back(i < own.size() ? own[i] : config.terms);
            steps_.push_back(stepCycles({config.array, config.mac, terms_.back(), {}}));
        }
    }

    Result<std::int64_t> cycles(TimingConfig config) const
    {
        Count sum;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            config.terms = terms_[i];
            const Result<std::int64_t> cycles = layerCycles(layers_[i], config, steps_[i]);
            if (!cycles)
                return cycles;
            sum += *cycles;
        }
        if (!sum.fits())
            return fail("the cycles of all layers do not fit 64 bits");
        return sum.value();
    }

private:
    std::span<const LayerShape> layers_;
    std::vector<TermMacConfig> terms_;
    std::vector<std::int64_t> steps_;
};

} // namespace

std::optional<ShapePoint> ShapeStudy::best(std::int64_t cells, std::optional<Dataflow> dataflow) const
{
    std::optional<ShapePoint> found;
    for (const ShapePoint& point : points)
        if (point.cells() == cells && (!dataflow || point.dataflow == *dataflow)
            && (!found || point.cycles < found->cycles))
            found = point;
    return found;
}

std::vector<ShapePoint> ShapeStudy::bestOfEachSize() const
{
    std::map<std::int64_t, ShapePoint> best;
    for (const ShapePoint& point : points) {
        const auto [entry, first] = best.try_emplace(point.cells(), point);
        if (!first && point.cycles < entry->second.cycles)
            entry->second = point;
    }
    std::vector<ShapePoint> result;
    for (const auto& [cells, point] : best)
        result.push_back(point);
    return result;
}

Result<ShapeStudy> studyShapes(std::span<const LayerShape> layers, TimingConfig config, const ShapeGrid& grid,
                               std::span<const TermMacConfig> own)
{
    if (layers.empty() || grid.rows.empty() || grid.columns.empty())
        return fail("shapes of arrays: expected layers, rows and columns, found ", layers.size(), ", ",
                    grid.rows.size(), " and ", grid.columns.size());
    ShapeStudy study{grid, {}};
    study.points.reserve(ShapeStudy::dataflows.size() * grid.rows.size() * grid.columns.size());
    const bool drain = config.array.drain;
    const TimedLayers timed(layers, config, own);
    for (const Dataflow dataflow : ShapeStudy::dataflows)
        for (const int rows : grid.rows)
            for (const int columns : grid.columns) {
                config.array = {rows, columns, dataflow, drain};
                const Result<std::int64_t> cycles = timed.cycles(config);
                if (!cycles)
                    return tl::unexpected(cycles.error());
                study.points.push_back({dataflow, rows, columns, *cycles});
            }
    return study;
}

} // namespace termscope
