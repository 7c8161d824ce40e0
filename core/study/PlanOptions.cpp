#include "core/study/PlanOptions.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"
#include "core/settings/ProvisionedPairs.h"
#include "core/study/HullWalk.h"
#include "core/study/OneLayer.h"
#include "core/study/SearchRecord.h"
#include "core/study/SearchSteps.h"

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

LayerOverride plainBits(int bits)
{
    LayerOverride layer;
    layer.method = Method::Quantized;
    layer.weightBits = layer.dataBits = bits;
    return layer;
}

/// Of a text, what the mean loss of a token grows by.
std::optional<double> damageOf(const VariantScore& variant, const Evaluation& trunk)
{
    if (trunk.workload != Workload::Text || trunk.evaluated == 0 || variant.evaluation.evaluated == 0)
        return variant.divergence;
    const auto meanLoss = [](const Evaluation& of) { return of.loss / static_cast<double>(of.evaluated); };
    return std::max(0.0, meanLoss(variant.evaluation) - meanLoss(trunk));
}

} // namespace

PlanOptions::PlanOptions(const Network& network, const SearchConfig& config)
    : network_(network), config_(config), groups_(groupsOf(config))
{
    for (const GroupChoice& group : groups_) {
        Settings settings = config.settings;
        settings.groupSize = group.groupSize;
        settings.budget = std::min(settings.budget, maximumBudget(group.groupSize));
        plans_.emplace_back(network, Method::Revealed, settings);
    }
}

Result<void> PlanOptions::measure(Evaluator& evaluator, SampleRange range, const Progress& progress)
{
    if (Result<void> ran = runProbes(evaluator, range, progress); !ran)
        return ran;
    return makeOptions();
}

/// The probes of all layers that run as integers, in the network's order.
std::vector<PlanOptions::Probe> PlanOptions::makeProbes() const
{
    std::vector<Probe> all;
    for (int i = 0; i < plans_.front().size(); ++i) {
        const Method method = plans_.front()[i].method;
        if (method == Method::Float || method == Method::Given)
            continue;
        if (const std::vector<GroupChoice> groups = groupsOfLayer(i); !groups.empty())
            addTermProbes(all, i, groups);
        else
            for (const int bits : config_.bits)
                all.push_back({i, own(i, plainBits(bits)), 0.0});
    }
    return all;
}

/// The group sizes at which the layer is revealed; none where it stays at QT at all of them.
std::vector<GroupChoice> PlanOptions::groupsOfLayer(int layer) const
{
    std::vector<GroupChoice> groups;
    for (std::size_t g = 0; g < plans_.size(); ++g) {
        const LayerPlan& plan = plans_[g][layer];
        if (plan.method == Method::Revealed)
            groups.push_back({plan.settings.groupSize, groups_[g].budgets});
        if (plan.own.groupSize)
            break; // it is the same at all of them
    }
    return groups;
}

/// Weights with all data terms, at each g; data with all weight terms, to which g is nothing.
void PlanOptions::addTermProbes(std::vector<Probe>& all, int layer, std::span<const GroupChoice> groups) const
{
    const std::size_t first = all.size();
    const auto add = [&](int groupSize, int budget, int dataTerms) {
        const LayerOverride own = terms(layer, groupSize, budget, dataTerms);
        const std::span<const Probe> ofLayer = std::span(all).subspan(first);
        if (std::ranges::find(ofLayer, own, &Probe::own) == ofLayer.end())
            all.push_back({layer, own, 0.0});
    };
    const int whole = groups.front().groupSize;
    add(whole, maximumBudget(whole), 0);
    for (const GroupChoice& group : groups)
        for (const int budget : group.budgets)
            add(group.groupSize, budget, 0);
    for (const int dataTerms : config_.dataTerms)
        add(whole, maximumBudget(whole), dataTerms);
}

Result<void> PlanOptions::runProbes(Evaluator& evaluator, SampleRange range, const Progress& progress)
{
    probes_ = makeProbes();
    return config_.record != nullptr ? runUnknown(evaluator, range, progress)
                                     : runSome(probes_, evaluator, range, progress);
}

/// Layer by layer, so that what is known is kept while the others run: each layer begins the network anew.
Result<void> PlanOptions::runUnknown(Evaluator& evaluator, SampleRange range, const Progress& progress)
{
    const auto nameOfLayer = [&](const Probe& one) -> const std::string& {
        return network_.layers[at(one.layer)].name;
    };
    std::size_t first = 0;
    while (first < probes_.size()) {
        std::size_t last = first;
        while (last < probes_.size() && probes_[last].layer == probes_[first].layer)
            ++last;
        const std::span<Probe> ofLayer(probes_.data() + first, last - first);
        std::vector<Probe> unknown;
        for (Probe& one : ofLayer)
            if (const std::optional<double> damage = config_.record->damageOf(nameOfLayer(one), one.own))
                one.divergence = *damage;
            else
                unknown.push_back(one);
        const auto done = static_cast<double>(first);
        const auto tell = [&](double part) {
            report(progress, (done + part * static_cast<double>(ofLayer.size())) / static_cast<double>(probes_.size()));
        };
        if (Result<void> ran = unknown.empty() ? Result<void>() : runSome(unknown, evaluator, range, tell); !ran)
            return ran;
        checkCancelled();
        for (const Probe& one : unknown) {
            std::ranges::find(ofLayer, one.own, &Probe::own)->divergence = one.divergence;
            if (Result<void> kept = config_.record->keepDamage(nameOfLayer(one), one.own, one.divergence); !kept)
                return kept;
        }
        first = last;
    }
    return {};
}

Result<void> PlanOptions::measureSome(Evaluator& evaluator, SampleRange range,
                                      const std::function<bool(std::size_t)>& isOurs, SearchRecord& into,
                                      const Progress& progress) const
{
    const std::vector<Probe> all = makeProbes();
    std::vector<Probe> ours;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (isOurs(i))
            ours.push_back(all[i]);
    if (ours.empty())
        return {};
    if (Result<void> ran = runSome(ours, evaluator, range, progress); !ran)
        return ran;
    checkCancelled();
    for (const Probe& one : ours)
        if (Result<void> kept = into.keepDamage(network_.layers[at(one.layer)].name, one.own, one.divergence); !kept)
            return kept;
    return {};
}

Result<void> PlanOptions::runSome(std::span<Probe> probes, Evaluator& evaluator, SampleRange range,
                                  const Progress& progress) const
{
    std::vector<Variant> variants;
    for (const Probe& one : probes)
        variants.push_back({Method::Revealed, layerAlone(network_, config_.settings, at(one.layer), one.own)});
    const std::int64_t count = range.count > 0 ? range.count : evaluator.sampleCount() - range.first;
    const double samples = static_cast<double>(variants.size()) * static_cast<double>(count);
    std::vector<double> seen(variants.size(), 0.0);
    double done = 0.0;
    const VariantScores scores = evaluator.evaluateVariants(
        {Method::Revealed, allInFloat(network_, config_.settings)}, variants, range,
        [&](std::size_t i, const VariantScore& score) {
            done += static_cast<double>(score.evaluation.evaluated) - seen[i];
            seen[i] = static_cast<double>(score.evaluation.evaluated);
            report(progress, done / samples);
        });
    if (!scores.failure.empty())
        return fail(scores.failure);
    for (std::size_t i = 0; i < probes.size(); ++i) {
        const std::optional<double> damage = damageOf(scores.variants[i], scores.trunk);
        if (!damage)
            return fail(network_.name, ": expected a network whose outputs are classes of images, found another");
        probes[i].divergence = *damage;
    }
    return {};
}

/// Laid over what the layer has of its own.
LayerOverride PlanOptions::own(int layer, const LayerOverride& above) const
{
    const auto below = config_.settings.layers.find(network_.layers[at(layer)].name);
    return below == config_.settings.layers.end() ? above : combined(below->second, above);
}

/// Revealed, k being at most the largest of its g; with a g of its own where that varies.
LayerOverride PlanOptions::terms(int layer, int groupSize, int budget, int dataTerms) const
{
    LayerOverride above;
    above.method = Method::Revealed;
    if (!config_.groups.empty())
        above.groupSize = groupSize;
    above.budget = std::min(budget, maximumBudget(groupSize));
    above.dataTerms = dataTerms;
    return own(layer, above);
}

/// Pairs for one sample, or what planCost says.
Result<double> PlanOptions::costOf(int layer, const LayerOverride& option) const
{
    Settings settings = config_.settings;
    settings.layers[network_.layers[at(layer)].name] = option;
    const NetworkPlan plan(network_, Method::Revealed, settings);
    if (config_.planCost)
        return config_.planCost->ofLayer(plan, layer);
    return provisionedPairsOfLayers(network_, plan)[at(layer)];
}

/// Of all layers.
Result<double> PlanOptions::costOf(Method method, const Settings& settings) const
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

double PlanOptions::divergenceOf(int layer, const LayerOverride& option) const
{
    const auto found = std::ranges::find_if(probes_,
                                            [&](const Probe& one) { return one.layer == layer && one.own == option; });
    return found->divergence;
}

Result<void> PlanOptions::addOption(LayerOptions& of, const LayerOverride& layer, double damage) const
{
    const Result<double> cost = costOf(of.layer, layer);
    if (!cost)
        return tl::unexpected(cost.error());
    of.all.push_back({layer, *cost, damage});
    return {};
}

Result<void> PlanOptions::addBits(LayerOptions& of) const
{
    for (const int bits : config_.bits) {
        const LayerOverride layer = own(of.layer, plainBits(bits));
        if (Result<void> added = addOption(of, layer, divergenceOf(of.layer, layer)); !added)
            return added;
    }
    return {};
}

/// What weights and data lose is added.
Result<void> PlanOptions::addTerms(LayerOptions& of, std::span<const GroupChoice> groups) const
{
    const int any = groups.front().groupSize;
    const double whole = divergenceOf(of.layer, terms(of.layer, any, maximumBudget(any), 0));
    for (const GroupChoice& group : groups)
        for (const int budget : group.budgets)
            for (const int s : config_.dataTerms) {
                const double damage = divergenceOf(of.layer, terms(of.layer, group.groupSize, budget, 0))
                                      + divergenceOf(of.layer, terms(of.layer, any, maximumBudget(any), s)) - whole;
                const LayerOverride option = terms(of.layer, group.groupSize, budget, s);
                if (Result<void> added = addOption(of, option, std::max(0.0, damage)); !added)
                    return added;
            }
    return {};
}

/// From probes to options.
Result<void> PlanOptions::makeOptions()
{
    for (const Probe& one : probes_)
        if (options_.empty() || options_.back().layer != one.layer)
            options_.push_back({one.layer, {}});
    for (LayerOptions& of : options_) {
        const std::vector<GroupChoice> groups = groupsOfLayer(of.layer);
        if (Result<void> added = groups.empty() ? addBits(of) : addTerms(of, groups); !added)
            return added;
    }
    std::erase_if(options_, [](const LayerOptions& of) { return of.all.empty(); });
    return findFixedCost();
}

/// What the layers cost that no plan varies, by planCost.
Result<void> PlanOptions::findFixedCost()
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

SearchPoint PlanOptions::pointOf(std::span<const std::size_t> chosen) const
{
    SearchPoint point{Method::Revealed, config_.settings, fixedCost_, {}, {}, 0.0};
    for (std::size_t i = 0; i < options_.size(); ++i) {
        const Option& option = options_[i].all[chosen[i]];
        point.settings.layers[network_.layers[at(options_[i].layer)].name] = option.layer;
        point.predicted += option.damage;
        point.cost += option.cost;
    }
    if (!config_.planCost)
        point.cost = provisionedPairs(network_, {network_, Method::Revealed, point.settings});
    return point;
}

std::vector<SearchPoint> PlanOptions::plans() const
{
    std::vector<std::vector<Choice>> choices;
    for (const LayerOptions& of : options_) {
        choices.emplace_back();
        for (const Option& option : of.all)
            choices.back().push_back({option.cost, option.damage});
    }
    std::vector<SearchPoint> plans;
    for (const Chosen& chosen : walkHull(choices))
        plans.push_back(pointOf(chosen));
    return plans;
}

} // namespace termscope
