#include "core/study/PlanSearch.h"

#include "core/base/Cancel.h"
#include "core/study/PlanOptions.h"
#include "core/study/SearchFronts.h"
#include "core/study/SearchRecord.h"
#include "core/study/SearchSteps.h"

#include <algorithm>

namespace termscope {
namespace {

class Search {
public:
    Search(const SearchParts& parts, const SearchConfig& config, const Progress& progress, const OnSearch& tell)
        : parts_(parts), config_(config), progress_(progress), tell_(tell), options_(parts.searchOn.network(), config)
    {
    }

    Result<SearchResult> run()
    {
        const Result<SearchRanges> ranges = rangesOf(parts_, config_);
        if (!ranges)
            return tl::unexpected(ranges.error());
        ranges_ = *ranges;
        result_.searchSamples = ranges_.searchSamples;
        result_.scoreSamples = ranges_.scoreSamples;
        result_.groupsVary = config_.groups.size() > 1;
        if (Result<void> legal = checkSettings(config_.settings); !legal)
            return tl::unexpected(legal.error());
        const auto share = [this](double done) { report(progress_, probeShare * done); };
        if (Result<void> measured = options_.measure(parts_.searchOn, ranges_.searchRange, share); !measured)
            return tl::unexpected(measured.error());
        if (Result<void> ran = evaluateFloats(); !ran)
            return tl::unexpected(ran.error());
        if (Result<void> ran = evaluatePlans(); !ran)
            return tl::unexpected(ran.error());
        if (Result<void> ran = evaluateUniform(); !ran)
            return tl::unexpected(ran.error());
        return std::move(result_);
    }

private:
    Result<void> evaluateFloats()
    {
        for (const bool scored : {false, true}) {
            Result<Evaluation> found = evaluatedOrKnown({Method::Float, config_.settings, scored});
            if (!found)
                return tl::unexpected(found.error());
            (scored ? result_.floatsScored : result_.floatsSearched) = std::move(*found);
        }
        return {};
    }

    /// What the record has is taken from there.
    Result<Evaluation> evaluatedOrKnown(const SearchRun& run)
    {
        if (config_.record != nullptr)
            if (std::optional<Evaluation> known = config_.record->evaluationOf(run.method, run.settings, run.scored))
                return std::move(*known);
        Result<Evaluation> found = evaluated(run, parts_, ranges_);
        if (found && config_.record != nullptr)
            if (const Result<void> kept = config_.record->keep(*found, run.scored); !kept)
                return tl::unexpected(kept.error());
        return found;
    }

    /// On the samples searched on, and on the rest.
    Result<void> evaluate(SearchPoint& point)
    {
        checkCancelled();
        for (const bool scored : {false, true}) {
            Result<Evaluation> found = evaluatedOrKnown({point.method, point.settings, scored});
            if (!found)
                return tl::unexpected(found.error());
            (scored ? point.scored : point.searched) = std::move(*found);
        }
        ++evaluated_;
        report(progress_, probeShare + (1.0 - probeShare) * std::min(1.0, evaluated_ / expected_));
        return {};
    }

    double lossOf(const SearchPoint& point) const
    {
        return goodness(result_.floatsSearched) - goodness(point.searched);
    }

    /// Plans of the walk at even steps of the cost's logarithm; where a loss is bounded, also those around it.
    Result<void> evaluatePlans()
    {
        std::vector<SearchPoint> plans = options_.plans();
        expected_ = config_.points + static_cast<double>(config_.budgets.size() * config_.dataTerms.size() + 5);
        const std::vector<std::size_t> chosen = pickedPlans(plans, config_);
        for (const std::size_t i : chosen) {
            if (Result<void> ran = evaluate(plans[i]); !ran)
                return ran;
            tellOf(plans, {});
        }
        if (const auto within = dearestWithin(plans, config_); within && plans[*within].searched.evaluated == 0)
            if (Result<void> ran = evaluate(plans[*within]); !ran)
                return ran;
        if (config_.mostLoss)
            if (Result<void> ran = evaluateAround(plans, chosen); !ran)
                return ran;
        for (SearchPoint& plan : plans)
            if (plan.searched.evaluated > 0)
                result_.front.push_back(std::move(plan));
        keepFront(result_.front);
        choose();
        return {};
    }

    /// What was evaluated so far.
    void tellOf(std::span<const SearchPoint> plans, std::span<const SearchPoint> uniform) const
    {
        if (!tell_)
            return;
        SearchResult sofar = result_;
        const auto add = [](std::vector<SearchPoint>& to, std::span<const SearchPoint> from) {
            for (const SearchPoint& point : from)
                if (point.scored.evaluated > 0)
                    to.push_back(point);
        };
        add(sofar.front, plans);
        add(sofar.uniform, uniform);
        keepFront(sofar.front);
        keepFront(sofar.uniform);
        tell_(sofar);
    }

    /// Halves the steps between the last plan within the bound and the next one, which is not.
    Result<void> evaluateAround(std::vector<SearchPoint>& plans, const std::vector<std::size_t>& chosen)
    {
        std::size_t within = 0;
        std::size_t beyond = plans.size();
        for (const std::size_t i : chosen)
            if (lossOf(plans[i]) <= *config_.mostLoss)
                within = i;
        for (const std::size_t i : chosen)
            if (i > within)
                beyond = std::min(beyond, i);
        while (beyond < plans.size() && beyond - within > 1) {
            const std::size_t middle = (within + beyond) / 2;
            if (Result<void> ran = evaluate(plans[middle]); !ran)
                return ran;
            (lossOf(plans[middle]) <= *config_.mostLoss ? within : beyond) = middle;
        }
        return {};
    }

    bool isWithin(const SearchPoint& plan) const
    {
        return (!config_.mostLoss || lossOf(plan) <= *config_.mostLoss)
               && (!config_.mostCost || plan.cost <= *config_.mostCost);
    }

    void choose()
    {
        if (!config_.mostLoss && !config_.mostCost)
            return;
        for (std::size_t i = 0; i < result_.front.size(); ++i)
            if (isWithin(result_.front[i]) && (!result_.chosen || !config_.mostLoss))
                result_.chosen = i; // the first is the cheapest, the last scores most
        if (result_.chosen)
            return;
        for (const SearchPoint& plan : result_.front) {
            if (config_.mostLoss)
                result_.nearestLoss = std::min(result_.nearestLoss.value_or(lossOf(plan)), lossOf(plan));
            if (config_.mostCost)
                result_.nearestCost = std::min(result_.nearestCost.value_or(plan.cost), plan.cost);
        }
    }

    Result<void> evaluateUniform()
    {
        std::vector<SearchPoint> all = uniformPoints(config_);
        for (SearchPoint& point : all) {
            const Result<double> cost = options_.costOf(point.method, point.settings);
            if (!cost)
                return tl::unexpected(cost.error());
            point.cost = *cost;
            if (Result<void> ran = evaluate(point); !ran)
                return ran;
            tellOf({}, all);
        }
        for (const SearchPoint& point : all)
            if (point.method == Method::Quantized)
                result_.quantized.push_back(point);
        keepFront(all);
        result_.uniform = std::move(all);
        return {};
    }

    /// Of the work, about.
    static constexpr double probeShare = 0.6;

    const SearchParts parts_;
    SearchRanges ranges_;
    const SearchConfig& config_;
    const Progress& progress_;
    const OnSearch& tell_;
    PlanOptions options_;
    double evaluated_ = 0.0;
    double expected_ = 1.0;
    SearchResult result_;
};

} // namespace

Result<SearchResult> searchPlans(Evaluator& evaluator, const SearchConfig& config, const Progress& progress,
                                 const OnSearch& tell)
{
    return Search({evaluator, evaluator}, config, progress, tell).run();
}

Result<SearchResult> searchPlans(const SearchParts& parts, const SearchConfig& config, const Progress& progress,
                                 const OnSearch& tell)
{
    return Search(parts, config, progress, tell).run();
}

} // namespace termscope
