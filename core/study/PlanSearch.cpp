#include "core/study/PlanSearch.h"

#include "core/base/Cancel.h"
#include "core/study/PlanOptions.h"
#include "core/study/SearchFronts.h"
#include "core/study/SearchRecord.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

class Search {
public:
    Search(const SearchParts& parts, const SearchConfig& config, const Progress& progress, const OnSearch& tell)
        : searchOn_(parts.searchOn), scoreOn_(parts.scoreOn), firstScored_(parts.firstScored), config_(config),
          progress_(progress), tell_(tell), options_(parts.searchOn.network(), config)
    {
    }

    Result<SearchResult> run()
    {
        if (Result<void> divided = divide(); !divided)
            return tl::unexpected(divided.error());
        if (Result<void> legal = checkSettings(config_.settings); !legal)
            return tl::unexpected(legal.error());
        const auto share = [this](double done) { report(progress_, probeShare * done); };
        if (Result<void> measured = options_.measure(searchOn_, searchRange_, share); !measured)
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
    /// Which samples are searched on, in whole blocks.
    Result<void> divide()
    {
        if (&searchOn_ != &scoreOn_) { // each whole
            result_.searchSamples.count = searchOn_.sampleCount();
            result_.scoreSamples = {firstScored_, scoreOn_.sampleCount()};
            return {};
        }
        const std::int64_t all = searchOn_.sampleCount();
        const std::optional<std::int64_t> block = searchOn_.partRows();
        if (!block)
            return fail(searchOn_.dataName(), ": expected data that are evaluated in parts, as a search keeps some of "
                                              "them back, found a text");
        const std::int64_t wanted = config_.searchSamples > 0 ? config_.searchSamples : (all + 3) / 4;
        if (wanted >= all)
            return fail(searchOn_.dataName(), ": expected fewer samples to search on than the ", all,
                        " that there are, as the rest tell the score, found ", wanted);
        const std::int64_t searched = (wanted + *block - 1) / *block * *block;
        if (searched >= all)
            return fail(searchOn_.dataName(), ": expected more samples than the ", searched,
                        " that are searched on, as the rest tell the score, found ", all);
        result_.searchSamples = {0, searched};
        result_.scoreSamples = {searched, all - searched};
        if (config_.scoreSamples > 0)
            result_.scoreSamples.count = std::min(config_.scoreSamples, result_.scoreSamples.count);
        searchRange_ = result_.searchSamples;
        scoreRange_ = result_.scoreSamples;
        return {};
    }

    Result<void> evaluateFloats()
    {
        for (const bool scored : {false, true}) {
            Result<Evaluation> found = evaluated(Method::Float, config_.settings, scored);
            if (!found)
                return tl::unexpected(found.error());
            (scored ? result_.floatsScored : result_.floatsSearched) = std::move(*found);
        }
        return {};
    }

    /// On the samples searched on, or on those that tell the score; what the record has is taken from there.
    Result<Evaluation> evaluated(Method method, const Settings& settings, bool scored)
    {
        if (config_.record != nullptr)
            if (std::optional<Evaluation> known = config_.record->evaluationOf(method, settings, scored))
                return std::move(*known);
        Evaluation found = scored ? scoreOn_.evaluate(method, settings, scoreRange_)
                                  : searchOn_.evaluate(method, settings, searchRange_);
        if (!found.failure.empty())
            return fail(found.failure);
        checkCancelled();
        if (config_.record != nullptr)
            if (const Result<void> kept = config_.record->keep(found, scored); !kept)
                return tl::unexpected(kept.error());
        return found;
    }

    /// On the samples searched on, and on the rest.
    Result<void> evaluate(SearchPoint& point)
    {
        checkCancelled();
        for (const bool scored : {false, true}) {
            Result<Evaluation> found = evaluated(point.method, point.settings, scored);
            if (!found)
                return tl::unexpected(found.error());
            found->confusion = {}; // of many classes and points it would fill the memory
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
        std::vector<std::size_t> chosen;
        const double first = std::log(plans.front().cost);
        const double last = std::log(plans.back().cost);
        for (int i = 0; i < config_.points; ++i) {
            const double cost = std::exp(first + (last - first) * i / std::max(1, config_.points - 1));
            const auto at = std::ranges::find_if(plans,
                                                 [&](const SearchPoint& p) { return p.cost <= cost * 1.0000001; });
            const auto index = static_cast<std::size_t>(std::min(at, plans.end() - 1) - plans.begin());
            if (chosen.empty() || chosen.back() != index)
                chosen.push_back(index);
        }
        for (const std::size_t i : chosen) {
            if (Result<void> ran = evaluate(plans[i]); !ran)
                return ran;
            tellOf(plans, {});
        }
        if (config_.mostCost)
            if (Result<void> ran = evaluateWithinCost(plans); !ran)
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

    /// The dearest plan of the walk that mostCost allows.
    Result<void> evaluateWithinCost(std::vector<SearchPoint>& plans)
    {
        const auto within = std::ranges::find_if(
            plans, [&](const SearchPoint& plan) { return plan.cost <= *config_.mostCost; });
        return within == plans.end() || within->searched.evaluated > 0 ? Result<void>() : evaluate(*within);
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
        std::vector<SearchPoint> all;
        for (const int s : config_.dataTerms)
            for (const int budget : config_.budgets) {
                all.push_back({Method::Revealed, config_.settings, 0.0, {}, {}, 0.0});
                all.back().settings.dataTerms = s;
                all.back().settings.budget = std::min(budget, maximumBudget(config_.settings.groupSize));
            }
        for (const int bits : {4, 5, 6, 7, 8}) {
            all.push_back({Method::Quantized, config_.settings, 0.0, {}, {}, 0.0});
            all.back().settings.weightBits = all.back().settings.dataBits = bits;
        }
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

    Evaluator& searchOn_;
    Evaluator& scoreOn_;
    const std::int64_t firstScored_;
    SampleRange searchRange_; ///< of the first evaluator
    SampleRange scoreRange_;  ///< of the second
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
