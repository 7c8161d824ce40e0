#include "core/study/SearchSteps.h"

#include "core/base/Cancel.h"

#include <algorithm>
#include <cmath>

namespace termscope {

Result<SearchRanges> rangesOf(const SearchParts& parts, const SearchConfig& config)
{
    SearchRanges ranges;
    if (&parts.searchOn != &parts.scoreOn) { // each whole
        ranges.searchSamples.count = parts.searchOn.sampleCount();
        ranges.scoreSamples = {parts.firstScored, parts.scoreOn.sampleCount()};
        return ranges;
    }
    const std::string& name = parts.searchOn.dataName();
    const std::int64_t all = parts.searchOn.sampleCount();
    const std::optional<std::int64_t> block = parts.searchOn.partRows();
    if (!block)
        return fail(name, ": expected data that are evaluated in parts, as a search keeps some of them back, found a "
                          "text");
    const std::int64_t wanted = config.searchSamples > 0 ? config.searchSamples : (all + 3) / 4;
    if (wanted >= all)
        return fail(name, ": expected fewer samples to search on than the ", all,
                    " that there are, as the rest tell the score, found ", wanted);
    const std::int64_t searched = (wanted + *block - 1) / *block * *block;
    if (searched >= all)
        return fail(name, ": expected more samples than the ", searched, " that are searched on in blocks of ", *block,
                    ", as the rest tell the score, found ", all);
    ranges.searchSamples = {0, searched};
    ranges.scoreSamples = {searched, all - searched};
    if (config.scoreSamples > 0)
        ranges.scoreSamples.count = std::min(config.scoreSamples, ranges.scoreSamples.count);
    ranges.searchRange = ranges.searchSamples;
    ranges.scoreRange = ranges.scoreSamples;
    return ranges;
}

std::vector<GroupChoice> groupsOf(const SearchConfig& config)
{
    return config.groups.empty() ? std::vector<GroupChoice>{{config.settings.groupSize, config.budgets}}
                                 : config.groups;
}

std::vector<SearchPoint> uniformPoints(const SearchConfig& config)
{
    std::vector<SearchPoint> all;
    for (const GroupChoice& group : groupsOf(config))
        for (const int s : config.dataTerms)
            for (const int budget : group.budgets) {
                all.push_back({Method::Revealed, config.settings, 0.0, {}, {}, 0.0});
                all.back().settings.groupSize = group.groupSize;
                all.back().settings.dataTerms = s;
                all.back().settings.budget = std::min(budget, maximumBudget(group.groupSize));
            }
    for (const int bits : {4, 5, 6, 7, 8}) {
        all.push_back({Method::Quantized, config.settings, 0.0, {}, {}, 0.0});
        all.back().settings.weightBits = all.back().settings.dataBits = bits;
    }
    return all;
}

std::vector<std::size_t> pickedPlans(std::span<const SearchPoint> plans, const SearchConfig& config)
{
    std::vector<std::size_t> picked;
    const double first = std::log(plans.front().cost);
    const double last = std::log(plans.back().cost);
    for (int i = 0; i < config.points; ++i) {
        const double cost = std::exp(first + (last - first) * i / std::max(1, config.points - 1));
        const auto at = std::ranges::find_if(plans, [&](const SearchPoint& p) { return p.cost <= cost * 1.0000001; });
        const auto index = static_cast<std::size_t>(std::min(at, plans.end() - 1) - plans.begin());
        if (picked.empty() || picked.back() != index)
            picked.push_back(index);
    }
    return picked;
}

std::optional<std::size_t> dearestWithin(std::span<const SearchPoint> plans, const SearchConfig& config)
{
    if (!config.mostCost)
        return std::nullopt;
    const auto within = std::ranges::find_if(plans,
                                             [&](const SearchPoint& plan) { return plan.cost <= *config.mostCost; });
    return within == plans.end() ? std::nullopt : std::optional(static_cast<std::size_t>(within - plans.begin()));
}

Result<Evaluation> evaluated(const SearchRun& run, const SearchParts& parts, const SearchRanges& ranges)
{
    Evaluator& on = run.scored ? parts.scoreOn : parts.searchOn;
    Evaluation found = on.evaluate(run.method, run.settings, run.scored ? ranges.scoreRange : ranges.searchRange);
    if (!found.failure.empty())
        return fail(found.failure);
    checkCancelled();
    found.confusion = {}; // of many classes and points it would fill the memory
    return found;
}

} // namespace termscope
