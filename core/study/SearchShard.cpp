#include "core/study/SearchShard.h"

#include "core/base/Cancel.h"
#include "core/study/PlanOptions.h"
#include "core/study/SearchSteps.h"

#include <algorithm>

namespace termscope {
namespace {

/// Of runs that are dealt out one by one.
bool isDealt(std::size_t run, const Shard& shard)
{
    return run % static_cast<std::size_t>(shard.count) == static_cast<std::size_t>(shard.index - 1);
}

/// All on the samples searched on, then all on the others.
std::vector<SearchRun> onBothParts(std::span<const SearchPoint> points)
{
    std::vector<SearchRun> runs;
    for (const bool scored : {false, true})
        for (const SearchPoint& point : points)
            runs.push_back({point.method, point.settings, scored});
    return runs;
}

/// Of the first round, beside the layers alone.
std::vector<SearchRun> sharedRuns(const SearchConfig& config)
{
    std::vector<SearchPoint> points = uniformPoints(config);
    points.push_back({Method::Float, config.settings, 0.0, {}, {}, 0.0});
    return onBothParts(points);
}

/// Of the second.
std::vector<SearchRun> planRuns(std::span<const SearchPoint> plans, const SearchConfig& config)
{
    std::vector<std::size_t> picked = pickedPlans(plans, config);
    const std::optional<std::size_t> within = dearestWithin(plans, config);
    if (within && std::ranges::find(picked, *within) == picked.end())
        picked.push_back(*within);
    std::vector<SearchPoint> points;
    for (const std::size_t i : picked)
        points.push_back(plans[i]);
    return onBothParts(points);
}

Result<void> runDealt(std::span<const SearchRun> runs, const SearchParts& parts, const SearchRanges& ranges,
                      const Shard& shard, SearchRecord& into, const Progress& progress)
{
    for (std::size_t i = 0; i < runs.size(); ++i) {
        report(progress, static_cast<double>(i) / static_cast<double>(runs.size()));
        if (!isDealt(i, shard))
            continue;
        const Result<Evaluation> found = evaluated(runs[i], parts, ranges);
        if (!found)
            return tl::unexpected(found.error());
        if (Result<void> kept = into.keep(*found, runs[i].scored); !kept)
            return kept;
    }
    return {};
}

} // namespace

std::string_view nameOf(SearchRound round)
{
    return round == SearchRound::Measures ? "measures" : "plans";
}

Result<SearchRecord> searchShard(const SearchParts& parts, const SearchConfig& config, SearchRound round,
                                 const Shard& shard, const Progress& progress)
{
    const Result<SearchRanges> ranges = rangesOf(parts, config);
    if (!ranges)
        return tl::unexpected(ranges.error());
    if (Result<void> legal = checkSettings(config.settings); !legal)
        return tl::unexpected(legal.error());
    PlanOptions options(parts.searchOn.network(), config);
    SearchRecord found;
    if (round == SearchRound::Plans) {
        if (Result<void> known = options.measure(parts.searchOn, ranges->searchRange, {}); !known)
            return tl::unexpected(known.error());
        const Result<void> ran = runDealt(planRuns(options.plans(), config), parts, *ranges, shard, found, progress);
        return ran ? Result<SearchRecord>(std::move(found)) : tl::unexpected(ran.error());
    }
    const std::vector<SearchRun> runs = sharedRuns(config);
    const auto isOurs = [&](std::size_t probe) { return isDealt(runs.size() + probe, shard); };
    const auto half = [&](double done) { report(progress, 0.5 * done); };
    if (Result<void> ran = options.measureSome(parts.searchOn, ranges->searchRange, isOurs, found, half); !ran)
        return tl::unexpected(ran.error());
    const auto rest = [&](double done) { report(progress, 0.5 + 0.5 * done); };
    const Result<void> ran = runDealt(runs, parts, *ranges, shard, found, rest);
    return ran ? Result<SearchRecord>(std::move(found)) : tl::unexpected(ran.error());
}

} // namespace termscope
