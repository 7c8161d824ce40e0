// A search of plans in parts that run apart, on as many machines as there are.
//
// It goes in two rounds. The first one measures what asks for nothing else: every layer alone at each setting that it
// may have, and the network at float and at one setting for all layers. The second one, for which all of the first must
// be known, evaluates the plans near the front. The runs of a round are dealt out one by one, so that each part gets of
// early and of late layers alike. Put together (SearchRecord::add) they are what a record of the whole search holds: a
// search that takes them gives the answer of one in one piece, digit for digit, and itself runs what no part has: the
// steps around a bound of the loss, each of which asks for the one before, or all plans.
#pragma once

#include "core/study/PlanSearch.h"
#include "core/study/SearchRecord.h"
#include "core/sweep/SweepShard.h"

namespace termscope {

enum class SearchRound { Measures, Plans };

/// "measures", "plans".
std::string_view nameOf(SearchRound round);

/// What the part of a round comes to, in memory. SearchConfig::record: for plans, the findings of the first round; what
/// it lacks is run; nothing is kept in it by the first round. May be cancelled. Errors: those of searchPlans.
Result<SearchRecord> searchShard(const SearchParts& parts, const SearchConfig& config, SearchRound round,
                                 const Shard& shard, const Progress& progress = {});

} // namespace termscope
