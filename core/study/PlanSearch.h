// The cheapest settings of a network layer by layer: plans of budgets, data terms and bits, their cost and their score.
//
// What a layer's setting costs the network is measured with this layer alone at it, all others in float32: the
// divergence of the network's classes from those of float32 (VariantScore), or of a text what the mean loss of a token
// grows by, on the samples searched on. Divergences of
// single layers are taken to add up, and those by fewer weight terms and by fewer data terms too. Plans on the lower
// convex hull of predicted divergence over cost are reached one step of one layer at a time, by the least divergence
// gained for what is saved: the walk of a Lagrangian multiplier from 0 on (Y. Shoham, A. Gersho, "Efficient bit
// allocation for an arbitrary set of quantizers", IEEE Trans. ASSP 36(9), 1988). Some of them are then evaluated
// exactly, on the samples searched on and on the others. (resources/docs/numbers.md, "Search")
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/Evaluator.h"

#include <functional>

namespace termscope {

/// What plans cost in place of term pairs, such as cycles on an array: the sum of what their layers cost.
struct PlanCost {
    std::string unit; ///< "cycles for 16 samples"
    /// Of a layer as a plan runs it, 0 or more. Calls come one at a time.
    std::function<Result<double>(const NetworkPlan&, int layer)> ofLayer;
};

/// A group size that revealed layers may take, and the budgets of such groups.
struct GroupChoice {
    int groupSize = 8;
    std::vector<int> budgets; ///< at least one; those above maximumBudget(groupSize) count as it

    friend bool operator==(const GroupChoice&, const GroupChoice&) = default;
};

class SearchRecord; // SearchRecord.h

struct SearchConfig {
    Settings settings;        ///< of all layers where a plan says nothing else: g, bits, encoding, calibration
    std::vector<int> budgets; ///< k of layers that are revealed; one: k does not vary. At least one
    /// g of layers that are revealed and have none of their own, with the k of each, in place of the settings' g and of
    /// `budgets`. None: g does not vary.
    std::vector<GroupChoice> groups = {};
    std::vector<int> dataTerms;     ///< s likewise
    std::vector<int> bits;          ///< weight and data bits of layers that stay at QT; none: they stay as they are
    std::int64_t searchSamples = 0; ///< the first so many are searched on, the rest tell the score. 0: a quarter
    std::int64_t scoreSamples = 0;  ///< at most so many of the rest; 0: all
    int points = 16;                ///< plans that are evaluated
    /// The cheapest plan that loses at most so much is looked for: points of top-1, of perplexity, or of noise in
    /// percent of the signal (0.1: 30 dB), against float32, on the samples searched on.
    std::optional<double> mostLoss = {};
    /// The plan that scores most of those that cost at most so much is looked for; the cheapest of them within mostLoss
    /// where that is given too.
    std::optional<double> mostCost = {};
    std::optional<PlanCost> planCost = {}; ///< none: provisioned term pairs per multiply-accumulate
    /// What was found before is taken from it, and what is found is kept in it; it outlives the search. Null: neither.
    SearchRecord* record = nullptr;
};

struct SearchPoint {
    Method method = Method::Revealed;
    Settings settings;      ///< a plan's are its layers' overrides
    double cost = 0.0;      ///< provisioned term pairs per multiply-accumulate, or by SearchConfig::planCost
    Evaluation searched;    ///< on the samples searched on
    Evaluation scored;      ///< on the rest
    double predicted = 0.0; ///< Σ of the layers' divergences; of plans
};

struct SearchResult {
    SampleRange searchSamples;
    SampleRange scoreSamples;
    Evaluation floatsSearched;
    Evaluation floatsScored;
    /// The plans that no other one beats in cost and search score; the cheapest first.
    std::vector<SearchPoint> front;
    /// One setting for all layers: every g and k with every s, and QT; likewise, of these alone.
    std::vector<SearchPoint> uniform;
    /// QT at 4 to 8 bits, whether on that front or not.
    std::vector<SearchPoint> quantized;
    bool groupsVary = false; ///< g is one of several
    /// Into front: the plan within the bounds that are given; none where no plan is, or no bound is.
    std::optional<std::size_t> chosen;
    std::optional<double> nearestLoss; ///< where none is, and mostLoss was given: the least that a plan loses
    std::optional<double> nearestCost; ///< where none is, and mostCost was given: the least that a plan costs
};

/// What is known so far: plans and settings that were evaluated, whether on a front in the end or not.
using OnSearch = std::function<void(const SearchResult&)>;

/// May be cancelled, see base/Cancel.h. Errors: a setting out of range; what planCost says; a workload that does not
/// compare outputs, or whose samples cannot be evaluated in parts; as many samples searched on as there are; samples
/// that cannot be run.
Result<SearchResult> searchPlans(Evaluator& evaluator, const SearchConfig& config, const Progress& progress = {},
                                 const OnSearch& tell = {});

/// Data that are no ranges of one evaluator, such as two parts of a text (TextParts.h): the search sees the first one
/// alone. SearchConfig::searchSamples and scoreSamples say nothing of them.
struct SearchParts {
    Evaluator& searchOn;
    Evaluator& scoreOn;           ///< of the same network
    std::int64_t firstScored = 0; ///< where the second one begins in the data, for SearchResult::scoreSamples
};

Result<SearchResult> searchPlans(const SearchParts& parts, const SearchConfig& config, const Progress& progress = {},
                                 const OnSearch& tell = {});

} // namespace termscope
