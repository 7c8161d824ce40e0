// The fronts of a search: which points no other one beats, what a plan saves, and the table of both.
#pragma once

#include "core/study/PlanSearch.h"

#include <span>
#include <string>
#include <vector>

namespace termscope {

/// Leaves those that score more than every cheaper one on the samples searched on, the cheapest first.
void keepFront(std::vector<SearchPoint>& points);

/// What a score is compared by, more being better: top-1 in percent, less than the perplexity, or, of outputs that are
/// values, less than the noise in percent of the signal, which is 0 in float32 where the SQNR is infinite.
double goodness(const Evaluation& evaluation);

/// How many times cheaper than the best uniform setting that scores as much (on the samples that were not searched on,
/// within `slack` points of top-1 or of perplexity) a plan is; none where no uniform setting does.
std::optional<double> gainOver(const SearchPoint& plan, std::span<const SearchPoint> uniform, double slack = 0.0);

/// Both fronts as CSV: front, cost, search_score, score, method, weight_bits, data_bits, group_size, budget,
/// data_terms, layers.
std::string searchCsv(const SearchResult& result);

} // namespace termscope
