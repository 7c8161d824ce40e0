// What the search of plans in one piece (PlanSearch.h) and in parts (SearchShard.h) do alike: which samples tell what,
// which settings of all layers and which plans are evaluated, and an evaluation that is kept.
#pragma once

#include "core/study/PlanSearch.h"

#include <span>
#include <vector>

namespace termscope {

/// Which samples are searched on and which tell the score, in whole blocks.
struct SearchRanges {
    SampleRange searchSamples; ///< as SearchResult has them
    SampleRange scoreSamples;
    SampleRange searchRange; ///< of SearchParts::searchOn; of a part of its own: all
    SampleRange scoreRange;  ///< of SearchParts::scoreOn
};

/// Errors: those of searchPlans that are of samples.
Result<SearchRanges> rangesOf(const SearchParts& parts, const SearchConfig& config);

/// The group sizes that layers may take: SearchConfig::groups, or that of the settings.
std::vector<GroupChoice> groupsOf(const SearchConfig& config);

/// One setting for all layers: every g and k with every s, then QT at 4 to 8 bits. Their costs are not filled in.
std::vector<SearchPoint> uniformPoints(const SearchConfig& config);

/// Which plans of the walk are evaluated: those at even steps of the cost's logarithm. Range: at least one plan.
std::vector<std::size_t> pickedPlans(std::span<const SearchPoint> plans, const SearchConfig& config);

/// The dearest plan of the walk that SearchConfig::mostCost allows; none where it allows none, or is not given.
std::optional<std::size_t> dearestWithin(std::span<const SearchPoint> plans, const SearchConfig& config);

/// A network at one setting on one of the two parts of the data.
struct SearchRun {
    Method method = Method::Revealed;
    Settings settings;
    bool scored = false; ///< on the samples that tell the score, not on those searched on
};

/// Errors: the samples cannot be run. May be cancelled.
Result<Evaluation> evaluated(const SearchRun& run, const SearchParts& parts, const SearchRanges& ranges);

} // namespace termscope
