#include "core/study/Sensitivity.h"

#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/study/LayerDistribution.h"
#include "core/study/OneLayer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace termscope {
namespace {

/// Layers that run as integers at the setting: what is varied.
std::vector<int> quantizedLayers(const NetworkPlan& plan)
{
    std::vector<int> layers;
    for (int i = 0; i < plan.size(); ++i)
        if (plan[i].method != Method::Float)
            layers.push_back(i);
    return layers;
}

std::vector<Variant> variantsOf(const Network& network, std::span<const int> layers, const SensitivityConfig& config,
                                bool onlyOne)
{
    std::vector<Variant> variants;
    for (const int layer : layers) {
        const auto index = static_cast<std::size_t>(layer);
        variants.push_back({config.method, onlyOne ? layerAlone(network, config.settings, index)
                                                   : layerInFloat(network, config.settings, index)});
    }
    return variants;
}

/// Names, plans, shares and the errors of the weights.
void describeLayers(Sensitivity& result, const Evaluator& evaluator, const NetworkPlan& plan)
{
    const Network& network = evaluator.network();
    const std::vector<double> pairs = provisionedPairsOfLayers(network, plan);
    const double all = std::accumulate(pairs.begin(), pairs.end(), 0.0);
    const NetworkPtr quantized = quantizedNetwork(std::make_shared<const Network>(network), result.settings);
    LayerStudy weights;
    for (int i = 0; i < plan.size(); ++i) {
        checkCancelled();
        LayerSensitivity layer;
        layer.layer = i;
        layer.name = network.layers[static_cast<std::size_t>(i)].name;
        layer.plan = plan[i];
        layer.pairsShare = all > 0.0 ? pairs[static_cast<std::size_t>(i)] / all : 0.0;
        if (plan[i].method != Method::Float)
            layer.sqnrOfWeights = weights.distribution(quantized, i, plan[i]).revealing.sqnr;
        result.layers.push_back(std::move(layer));
    }
}

SensitivityConfig withFewSamples(SensitivityConfig config)
{
    config.settings.calibrationSamples = rankingSamples;
    return config;
}

/// The SQNR of the layers' outputs at a setting.
Result<void> addOutputNoise(Sensitivity& result, Evaluator& evaluator, std::span<const int> layers,
                            const SensitivityConfig& config)
{
    const Network& network = evaluator.network();
    const auto noise = evaluator.outputNoise({config.method, allInFloat(network, config.settings)},
                                             variantsOf(network, layers, config, true), layers, config.noiseSamples);
    if (!noise)
        return tl::unexpected(noise.error());
    for (std::size_t i = 0; i < layers.size(); ++i)
        result.layers[static_cast<std::size_t>(layers[i])].sqnrOfOutput = (*noise)[i];
    return {};
}

std::string scoreCell(const Evaluation& evaluation)
{
    return evaluation.evaluated == 0 ? "" : shortestText(scoreOf(evaluation));
}

} // namespace

Result<Sensitivity> sensitivityOf(Evaluator& evaluator, const SensitivityConfig& config, const Progress& progress,
                                  const OnSensitivity& tell)
{
    if (const Result<void> legal = checkSettings(config.settings); !legal)
        return tl::unexpected(legal.error());
    const Network& network = evaluator.network();
    Sensitivity result{config.method, config.settings, {}, {}, {}};
    const NetworkPlan plan(network, config.method, config.settings);
    describeLayers(result, evaluator, plan);
    const std::vector<int> layers = quantizedLayers(plan);
    const Variant floats{config.method, allInFloat(network, config.settings)};
    const std::vector<Variant> onlyOne = variantsOf(network, layers, config, true);
    const auto told = [&](double fraction) {
        report(progress, fraction);
        if (tell)
            tell(result);
    };
    const auto calibrating = std::min<std::int64_t>(config.settings.calibrationSamples, evaluator.availableSamples());
    for (const bool first : {true, false}) {
        if (first && (!tell || !config.scores || calibrating <= rankingSamples))
            continue;
        const Result<void> ranked = addOutputNoise(result, evaluator, layers, first ? withFewSamples(config) : config);
        if (!ranked)
            return tl::unexpected(ranked.error());
        told(0.0);
    }
    if (!config.scores)
        return result;
    const double samples = 2.0 * static_cast<double>(layers.size())
                           * static_cast<double>(std::max<std::int64_t>(1, evaluator.sampleCount()));
    double done = 0.0;
    std::vector<double> seen(2 * layers.size(), 0.0);
    const auto keep = [&](std::size_t i, bool ofOne, const VariantScore& score) {
        LayerSensitivity& layer = result.layers[static_cast<std::size_t>(layers[i])];
        (ofOne ? layer.only : layer.allBut) = score.evaluation;
        if (ofOne)
            layer.divergence = score.divergence;
        double& before = seen[i + (ofOne ? 0 : layers.size())];
        done += static_cast<double>(score.evaluation.evaluated) - before;
        before = static_cast<double>(score.evaluation.evaluated);
        told(std::min(1.0, done / samples));
    };
    VariantScores one = evaluator.evaluateVariants(
        floats, onlyOne, {}, [&](std::size_t i, const VariantScore& score) { keep(i, true, score); });
    if (!one.failure.empty())
        return fail(one.failure);
    result.floats = std::move(one.trunk);
    VariantScores others = evaluator.evaluateVariants(
        {config.method, config.settings}, variantsOf(network, layers, config, false), {},
        [&](std::size_t i, const VariantScore& score) { keep(i, false, score); });
    if (!others.failure.empty())
        return fail(others.failure);
    result.all = std::move(others.trunk);
    told(1.0);
    return result;
}

std::vector<std::size_t> worstFirst(const Sensitivity& sensitivity, SensitivityRank by)
{
    std::vector<std::size_t> order(sensitivity.layers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // The larger, the worse.
    const auto loss = [&](std::size_t i) {
        constexpr double unknown = -std::numeric_limits<double>::infinity();
        const LayerSensitivity& layer = sensitivity.layers[i];
        if (by == SensitivityRank::Noise)
            return layer.sqnrOfOutput ? -*layer.sqnrOfOutput : unknown;
        if (layer.only.evaluated == 0)
            return unknown;
        return layer.only.scoreKind() == ScoreKind::Perplexity ? scoreOf(layer.only) : -scoreOf(layer.only);
    };
    std::ranges::stable_sort(order, std::greater(), loss);
    return order;
}

std::string sensitivityCsv(const Sensitivity& sensitivity)
{
    const auto cell = [](const std::optional<double>& value) { return value ? shortestText(*value) : std::string(); };
    std::string csv = "layer,only,all_but,sqnr_output_db,sqnr_weights_db,kl,pairs_share\n";
    for (const LayerSensitivity& layer : sensitivity.layers)
        csv += text(csvCell(layer.name), ',', scoreCell(layer.only), ',', scoreCell(layer.allBut), ',',
                    cell(layer.sqnrOfOutput), ',', cell(layer.sqnrOfWeights), ',', cell(layer.divergence), ',',
                    shortestText(layer.pairsShare), '\n');
    return csv;
}

} // namespace termscope
