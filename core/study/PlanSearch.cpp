#include "core/study/PlanSearch.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/settings/ProvisionedPairs.h"
#include "core/study/OneLayer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace termscope {
namespace {

/// One thing that a layer can run at.
struct Option {
    LayerOverride layer;
    double cost = 0.0;   ///< pairs for one sample
    double damage = 0.0; ///< divergence of the network by this layer alone
};

/// A layer's options, and the runs that tell their damage: weights with all data terms, data with all weight terms, or
/// bits.
struct LayerOptions {
    int layer = 0;
    std::vector<Option> all;
    std::size_t now = 0; ///< the one that a plan has
};

LayerOverride terms(int budget, int dataTerms)
{
    LayerOverride layer;
    layer.method = Method::Revealed;
    layer.budget = budget;
    layer.dataTerms = dataTerms;
    return layer;
}

LayerOverride plainBits(int bits)
{
    LayerOverride layer;
    layer.method = Method::Quantized;
    layer.weightBits = layer.dataBits = bits;
    return layer;
}

/// One run of the network with a layer alone at something, and what it told.
struct Probe {
    int layer = 0;
    LayerOverride own;
    double divergence = 0.0;
};

class Search {
public:
    Search(const SearchParts& parts, const SearchConfig& config, const Progress& progress, const OnSearch& tell)
        : searchOn_(parts.searchOn), scoreOn_(parts.scoreOn), firstScored_(parts.firstScored), config_(config),
          progress_(progress), tell_(tell), network_(parts.searchOn.network())
    {
    }

    Result<SearchResult> run()
    {
        if (Result<void> divided = divide(); !divided)
            return tl::unexpected(divided.error());
        if (Result<void> legal = checkSettings(config_.settings); !legal)
            return tl::unexpected(legal.error());
        if (Result<void> probed = probe(); !probed)
            return tl::unexpected(probed.error());
        if (Result<void> made = makeOptions(); !made)
            return tl::unexpected(made.error());
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
        const std::optional<std::int64_t> block = searchOn_.blockRows();
        if (!block)
            return fail(searchOn_.dataName(),
                        ": expected data that are evaluated in parts, as a search keeps some of "
                        "them back, found ",
                        searchOn_.workload() == Workload::Text ? "a text"
                                                               : "samples without labels or with several places");
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

    /// The probes of all layers that run as integers, in the network's order.
    std::vector<Probe> probes() const
    {
        const NetworkPlan plan(network_, Method::Revealed, config_.settings);
        std::vector<Probe> all;
        for (int i = 0; i < plan.size(); ++i) {
            if (plan[i].method == Method::Float || plan[i].method == Method::Given)
                continue;
            const int most = maximumBudget(plan[i].settings.groupSize);
            if (plan[i].method == Method::Quantized) {
                for (const int bits : config_.bits)
                    all.push_back({i, own(i, plainBits(bits))});
                continue;
            }
            all.push_back({i, own(i, terms(most, 0))});
            for (const int budget : config_.budgets)
                all.push_back({i, own(i, terms(std::min(budget, most), 0))});
            for (const int dataTerms : config_.dataTerms)
                all.push_back({i, own(i, terms(most, dataTerms))});
        }
        return all;
    }

    /// Runs the probes on the samples searched on.
    Result<void> probe()
    {
        probes_ = probes();
        std::vector<Variant> variants;
        for (const Probe& one : probes_)
            variants.push_back({Method::Revealed, layerAlone(network_, config_.settings, at(one.layer), one.own)});
        const double samples = static_cast<double>(variants.size()) * static_cast<double>(result_.searchSamples.count);
        std::vector<double> seen(variants.size(), 0.0);
        double done = 0.0;
        const VariantScores scores = searchOn_.evaluateVariants(
            {Method::Revealed, allInFloat(network_, config_.settings)}, variants, searchRange_,
            [&](std::size_t i, const VariantScore& score) {
                done += static_cast<double>(score.evaluation.evaluated) - seen[i];
                seen[i] = static_cast<double>(score.evaluation.evaluated);
                report(progress_, probeShare * done / samples);
            });
        if (!scores.failure.empty())
            return fail(scores.failure);
        for (std::size_t i = 0; i < probes_.size(); ++i) {
            const std::optional<double> damage = damageOf(scores.variants[i], scores.trunk);
            if (!damage)
                return fail(network_.name, ": expected a network whose outputs are classes of images, found another");
            probes_[i].divergence = *damage;
        }
        return {};
    }

    /// Of a text, what the mean loss of a token grows by.
    static std::optional<double> damageOf(const VariantScore& variant, const Evaluation& trunk)
    {
        if (trunk.workload != Workload::Text || trunk.evaluated == 0 || variant.evaluation.evaluated == 0)
            return variant.divergence;
        const auto meanLoss = [](const Evaluation& of) { return of.loss / static_cast<double>(of.evaluated); };
        return std::max(0.0, meanLoss(variant.evaluation) - meanLoss(trunk));
    }

    /// Laid over what the layer has of its own.
    LayerOverride own(int layer, const LayerOverride& above) const
    {
        const auto below = config_.settings.layers.find(network_.layers[at(layer)].name);
        return below == config_.settings.layers.end() ? above : combined(below->second, above);
    }

    /// Pairs for one sample, or what planCost says.
    Result<double> costOf(int layer, const LayerOverride& override) const
    {
        Settings settings = config_.settings;
        settings.layers[network_.layers[at(layer)].name] = override;
        const NetworkPlan plan(network_, Method::Revealed, settings);
        if (config_.planCost)
            return config_.planCost->ofLayer(plan, layer);
        return provisionedPairsOfLayers(network_, plan)[at(layer)];
    }

    /// Of all layers.
    Result<double> costOf(Method method, const Settings& settings) const
    {
        const NetworkPlan plan(network_, method, settings);
        if (!config_.planCost)
            return provisionedPairs(network_, plan);
        double sum = 0.0;
        for (int layer = 0; layer < plan.size(); ++layer) {
            const Result<double> cost = config_.planCost->ofLayer(plan, layer);
            if (!cost)
                return cost;
            sum += *cost;
        }
        return sum;
    }

    double divergenceOf(int layer, const LayerOverride& override) const
    {
        const auto found = std::ranges::find_if(
            probes_, [&](const Probe& one) { return one.layer == layer && one.own == override; });
        return found->divergence;
    }

    Result<void> addOption(LayerOptions& of, const LayerOverride& layer, double damage) const
    {
        const Result<double> cost = costOf(of.layer, layer);
        if (!cost)
            return tl::unexpected(cost.error());
        of.all.push_back({layer, *cost, damage});
        return {};
    }

    Result<void> addBits(LayerOptions& of) const
    {
        for (const int bits : config_.bits) {
            const LayerOverride layer = own(of.layer, plainBits(bits));
            if (Result<void> added = addOption(of, layer, divergenceOf(of.layer, layer)); !added)
                return added;
        }
        return {};
    }

    /// What weights and data lose is added.
    Result<void> addTerms(LayerOptions& of, int most) const
    {
        const double whole = divergenceOf(of.layer, own(of.layer, terms(most, 0)));
        for (const int budget : config_.budgets)
            for (const int s : config_.dataTerms) {
                const int k = std::min(budget, most);
                const double damage = divergenceOf(of.layer, own(of.layer, terms(k, 0)))
                                      + divergenceOf(of.layer, own(of.layer, terms(most, s))) - whole;
                if (Result<void> added = addOption(of, own(of.layer, terms(k, s)), std::max(0.0, damage)); !added)
                    return added;
            }
        return {};
    }

    /// From probes to options.
    Result<void> makeOptions()
    {
        const NetworkPlan plan(network_, Method::Revealed, config_.settings);
        for (const Probe& one : probes_)
            if (options_.empty() || options_.back().layer != one.layer)
                options_.push_back({one.layer, {}, 0});
        for (LayerOptions& of : options_) {
            const bool plain = plan[of.layer].method == Method::Quantized;
            if (Result<void> added = plain ? addBits(of)
                                           : addTerms(of, maximumBudget(plan[of.layer].settings.groupSize));
                !added)
                return added;
        }
        std::erase_if(options_, [](const LayerOptions& of) { return of.all.empty(); });
        return findFixedCost();
    }

    /// What the layers cost that no plan varies, by planCost.
    Result<void> findFixedCost()
    {
        if (!config_.planCost)
            return {};
        const NetworkPlan plan(network_, Method::Revealed, config_.settings);
        for (int layer = 0; layer < plan.size(); ++layer) {
            if (std::ranges::find(options_, layer, &LayerOptions::layer) != options_.end())
                continue;
            const Result<double> cost = config_.planCost->ofLayer(plan, layer);
            if (!cost)
                return tl::unexpected(cost.error());
            fixedCost_ += *cost;
        }
        return {};
    }

    /// The step of a layer down its convex hull from where it is: the option that gains least divergence for what it
    /// saves. None where nothing is cheaper.
    static std::optional<std::pair<double, std::size_t>> nextStep(const LayerOptions& of)
    {
        std::optional<std::pair<double, std::size_t>> best;
        const Option& now = of.all[of.now];
        for (std::size_t i = 0; i < of.all.size(); ++i) {
            const double saved = now.cost - of.all[i].cost;
            if (saved <= 0.0)
                continue;
            const double slope = (of.all[i].damage - now.damage) / saved;
            if (!best || slope < best->first || (slope == best->first && of.all[i].cost < of.all[best->second].cost))
                best = std::pair(slope, i);
        }
        return best;
    }

    SearchPoint pointNow() const
    {
        SearchPoint point{Method::Revealed, config_.settings, fixedCost_, {}, {}, 0.0};
        for (const LayerOptions& of : options_) {
            point.settings.layers[network_.layers[at(of.layer)].name] = of.all[of.now].layer;
            point.predicted += of.all[of.now].damage;
            point.cost += of.all[of.now].cost;
        }
        if (!config_.planCost)
            point.cost = provisionedPairs(network_, {network_, Method::Revealed, point.settings});
        return point;
    }

    /// All plans on the hull, the dearest first.
    std::vector<SearchPoint> walk()
    {
        for (LayerOptions& of : options_) // the least damage, and of these the cheapest
            of.now = at(
                std::ranges::min_element(of.all, {}, [](const Option& o) { return std::pair(o.damage, o.cost); })
                - of.all.begin());
        std::vector<SearchPoint> plans{pointNow()};
        while (true) {
            LayerOptions* layer = nullptr;
            std::pair<double, std::size_t> step;
            for (LayerOptions& of : options_)
                if (const auto next = nextStep(of); next && (layer == nullptr || next->first < step.first)) {
                    layer = &of;
                    step = *next;
                }
            if (layer == nullptr)
                return plans;
            layer->now = step.second;
            plans.push_back(pointNow());
        }
    }

    Result<void> evaluateFloats()
    {
        result_.floatsSearched = searchOn_.evaluate(Method::Float, config_.settings, searchRange_);
        result_.floatsScored = scoreOn_.evaluate(Method::Float, config_.settings, scoreRange_);
        const std::string& failure = result_.floatsSearched.failure.empty() ? result_.floatsScored.failure
                                                                            : result_.floatsSearched.failure;
        return failure.empty() ? Result<void>() : fail(failure);
    }

    /// On the samples searched on, and on the rest.
    Result<void> evaluate(SearchPoint& point)
    {
        checkCancelled();
        point.searched = searchOn_.evaluate(point.method, point.settings, searchRange_);
        point.scored = scoreOn_.evaluate(point.method, point.settings, scoreRange_);
        for (Evaluation* of : {&point.searched, &point.scored}) {
            if (!of->failure.empty())
                return fail(of->failure);
            of->confusion = {}; // of many classes and points it would fill the memory
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
        std::vector<SearchPoint> plans = walk();
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
            const Result<double> cost = costOf(point.method, point.settings);
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

    /// Leaves those that score more than every cheaper one, the cheapest first.
    static void keepFront(std::vector<SearchPoint>& points)
    {
        std::ranges::stable_sort(points, {},
                                 [](const SearchPoint& p) { return std::pair(p.cost, -goodness(p.searched)); });
        double best = -std::numeric_limits<double>::infinity();
        std::vector<SearchPoint> front;
        for (SearchPoint& point : points)
            if (goodness(point.searched) > best) {
                best = goodness(point.searched);
                front.push_back(std::move(point));
            }
        points = std::move(front);
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
    const Network& network_;
    std::vector<Probe> probes_;
    std::vector<LayerOptions> options_;
    double fixedCost_ = 0.0; ///< of layers that no plan varies, by planCost
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

double goodness(const Evaluation& evaluation)
{
    return evaluation.workload == Workload::Text ? -evaluation.perplexity() : evaluation.top1();
}

std::optional<double> gainOver(const SearchPoint& plan, std::span<const SearchPoint> uniform, double slack)
{
    std::optional<double> cheapest;
    for (const SearchPoint& point : uniform)
        if (goodness(point.scored) >= goodness(plan.scored) - slack && (!cheapest || point.cost < *cheapest))
            cheapest = point.cost;
    return cheapest && plan.cost > 0.0 ? std::optional(*cheapest / plan.cost) : std::nullopt;
}

std::string searchCsv(const SearchResult& result)
{
    std::string csv =
        "front,cost,search_score,score,method,weight_bits,data_bits,group_size,budget,data_terms,layers\n";
    const auto add = [&](const char* front, const SearchPoint& point, bool isPlan) {
        const Settings& s = point.settings;
        const bool revealed = point.method == Method::Revealed && !isPlan;
        csv += text(front, ',', shortestText(point.cost), ',', shortestText(scoreOf(point.searched)), ',',
                    shortestText(scoreOf(point.scored)), ',', nameOf(point.method), ',', s.weightBits, ',', s.dataBits,
                    ',', s.groupSize, ',', revealed ? text(s.budget) : "", ',', revealed ? text(s.dataTerms) : "", ',',
                    csvCell(toText(s.layers)), '\n');
    };
    for (const SearchPoint& point : result.front)
        add("plan", point, true);
    for (const SearchPoint& point : result.uniform)
        add("uniform", point, false);
    return csv;
}

} // namespace termscope
