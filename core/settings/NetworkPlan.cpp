#include "core/settings/NetworkPlan.h"

#include "core/graph/FoldNormalization.h"
#include "core/settings/LayerChoice.h"

#include <algorithm>

namespace termscope {
namespace {

/// What the user said of the layer; nothing where there is no override.
LayerOverride overrideOf(const WeightLayer& layer, const Settings& settings)
{
    const auto found = settings.layers.find(layer.name);
    return found == settings.layers.end() ? LayerOverride{} : found->second;
}

Settings withoutOverrides(const Settings& settings)
{
    Settings shared;
    for (const SettingInfo& info : settingsTable())
        info.set(shared, info.get(settings));
    return shared;
}

/// Whether the layer's weights are the integers of its file.
bool takesGiven(const WeightLayer& layer, const LayerOverride& own, Method method, const Settings& settings)
{
    if (method == Method::Given)
        return layer.isGiven();
    return method == Method::Revealed && own.source.value_or(settings.source) == Source::Given && layer.given
           && !own.weightBits && !own.dataBits;
}

/// The bits that hold what the file gives.
void takeGivenBits(const WeightLayer& layer, Settings& settings)
{
    settings.weightBits = layer.given->magnitudeBits() + 1;
    if (layer.givenData)
        settings.dataBits = layer.givenData->magnitudeBits() + 1;
}

/// What is decided for the whole network.
struct Whole {
    Method method = Method::Revealed;
    Settings settings; ///< no overrides in them
    bool runsAsGiven = false;
    const WeightLayer* firstConvolution = nullptr;
};

/// Method::Revealed of a layer without an override of its method.
Method methodByDefault(const WeightLayer& layer, const LayerPlan& plan, const Whole& whole)
{
    const bool keepsFloat = !layer.given && plan.own == LayerOverride{} && whole.runsAsGiven;
    if (keepsFloat)
        return Method::Float;
    return plan.own.hasTerms() || isRevealedByDefault(layer, whole.firstConvolution, plan.settings.groupSize)
               ? Method::Revealed
               : Method::Quantized;
}

/// The layer's own settings where it has some, and those of the file where it runs on its integers.
Settings ownSettings(const WeightLayer& layer, const LayerOverride& own, bool given, Settings s)
{
    s.weightBits = own.weightBits.value_or(s.weightBits);
    s.dataBits = own.dataBits.value_or(s.dataBits);
    s.groupSize = own.groupSize.value_or(s.groupSize);
    s.budget = std::min(own.budget.value_or(s.budget), maximumBudget(s.groupSize));
    s.dataTerms = own.dataTerms.value_or(s.dataTerms);
    if (layer.given || layer.givenData)
        s.source = given ? Source::Given : Source::Requantize;
    if (given)
        takeGivenBits(layer, s);
    return s;
}

LayerPlan planOfLayer(const WeightLayer& layer, LayerOverride own, bool given, const Whole& whole)
{
    LayerPlan plan{whole.method, ownSettings(layer, own, given, whole.settings), std::move(own)};
    if (whole.method == Method::Float)
        return plan;
    if (whole.method == Method::Given)
        plan.method = given ? Method::Given : Method::Float;
    else if (plan.own.method == Method::Float)
        plan.method = Method::Float;
    else if (whole.method == Method::Revealed)
        plan.method = plan.own.method ? *plan.own.method : methodByDefault(layer, plan, whole);
    if (plan.method == Method::Quantized && given && layer.isGiven())
        plan.method = Method::Given; // nothing of it is revealed
    return plan;
}

} // namespace

NetworkPlan::NetworkPlan(const Network& network, Method method, const Settings& settings)
{
    std::vector<std::pair<LayerOverride, bool>> own; // and whether the layer's weights are the integers of its file
    for (const WeightLayer& layer : network.layers) {
        const LayerOverride of = overrideOf(layer, settings);
        const bool given = takesGiven(layer, of, method, settings);
        runsAsGiven_ = runsAsGiven_ || (given && layer.isGiven());
        own.emplace_back(of, given);
    }
    const Whole whole{method, withoutOverrides(settings), runsAsGiven_, firstConvolution(network)};
    for (std::size_t i = 0; i < network.layers.size(); ++i)
        layers_.push_back(planOfLayer(network.layers[i], std::move(own[i].first), own[i].second, whole));
}

NetworkPtr quantizedNetwork(const NetworkPtr& network, const Settings& settings)
{
    return settings.foldNormalization ? withFoldedNormalization(network) : network;
}

std::vector<std::string> dropUnknownLayers(LayerOverrides& overrides, const Network& network)
{
    std::vector<std::string> dropped;
    for (auto it = overrides.begin(); it != overrides.end();) {
        const bool known = std::ranges::find(network.layers, it->first, &WeightLayer::name) != network.layers.end();
        if (!known)
            dropped.push_back(it->first);
        it = known ? std::next(it) : overrides.erase(it);
    }
    return dropped;
}

std::string describe(const LayerPlan& plan)
{
    const Method method = plan.method;
    const LayerOverride& own = plan.own;
    std::string words = method == Method::Float       ? "float"
                        : method == Method::Quantized ? "QT"
                        : method == Method::Given     ? "given"
                                                      : "TR";
    if (own.weightBits && own.weightBits == own.dataBits)
        words += text(", ", *own.weightBits, " bits");
    else if (own.weightBits || own.dataBits) {
        if (own.weightBits)
            words += text(", b_w = ", *own.weightBits);
        if (own.dataBits)
            words += text(", b_d = ", *own.dataBits);
    }
    if (own.source == Source::Requantize)
        words += ", requantized";
    if (own.groupSize)
        words += text(", g = ", *own.groupSize);
    if (own.budget)
        words += text(", k = ", *own.budget);
    if (own.dataTerms)
        words += own.dataTerms == 0 ? ", s = all" : text(", s = ", *own.dataTerms);
    return words;
}

} // namespace termscope
