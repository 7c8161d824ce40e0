#include "core/settings/NetworkPlan.h"

#include "core/base/Index.h"
#include "core/base/Translatable.h"
#include "core/graph/FoldNormalization.h"
#include "core/settings/LayerChoice.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

/// By layer: what the user said of it, or else of the first one that shares its weights; nothing where there is no
/// override.
std::vector<LayerOverride> saidOfLayers(const Network& network, const Settings& settings)
{
    std::vector<LayerOverride> said(network.layers.size());
    if (settings.layers.empty())
        return said;
    const auto firstOf = [&network](std::size_t number) {
        const std::optional<int> first = network.layers[number].sharesWith;
        return first ? at(*first) : number;
    };
    std::map<std::size_t, const LayerOverride*> ofWeights; // by the first layer that has them
    for (std::size_t i = 0; i < said.size(); ++i)
        if (const auto found = settings.layers.find(network.layers[i].name); found != settings.layers.end()) {
            said[i] = found->second;
            ofWeights.try_emplace(firstOf(i), &found->second);
        }
    for (std::size_t i = 0; i < said.size(); ++i)
        if (const auto found = ofWeights.find(firstOf(i));
            found != ofWeights.end() && !settings.layers.contains(network.layers[i].name))
            said[i] = *found->second;
    return said;
}

Settings withoutOverrides(const Settings& settings)
{
    Settings shared;
    for (const SettingInfo& info : settingsTable())
        info.set(shared, info.get(settings));
    shared.format = settings.format;
    shared.dataFormat = settings.dataFormat;
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

/// Of a product of activations that is to be quantized or revealed.
Method methodOfAttention(const WeightLayer& layer, const LayerPlan& plan, const Whole& whole)
{
    if (plan.own.method)
        return *plan.own.method == Method::Revealed && whole.method != Method::Format ? whole.method
                                                                                      : Method::Quantized;
    if (plan.settings.attention == Attention::Float)
        return Method::Float;
    const bool reveals = whole.method == Method::Revealed && plan.settings.attention == Attention::Revealed
                         && (plan.own.hasTerms() || isRevealedByDefault(layer, nullptr, plan.settings.groupSize));
    return reveals ? Method::Revealed : Method::Quantized;
}

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

/// Method::Format: layers that revealing leaves at plain quantization stay there under a format too.
Method methodOfFormat(const WeightLayer& layer, const LayerPlan& plan, const Whole& whole)
{
    if (plan.own.method)
        return *plan.own.method == Method::Revealed ? Method::Format : *plan.own.method;
    return plan.own.hasTerms() || isRevealedByDefault(layer, whole.firstConvolution, plan.settings.groupSize)
               ? Method::Format
               : Method::Quantized;
}

/// The layer's own settings where it has some, and those of the file where it runs on its integers.
Settings settingsOfLayer(const WeightLayer& layer, const LayerOverride& own, bool given, Settings s)
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
    LayerPlan plan{whole.method, settingsOfLayer(layer, own, given, whole.settings), std::move(own)};
    if (whole.method == Method::Float)
        return plan;
    if (whole.method == Method::Given)
        plan.method = given ? Method::Given : Method::Float;
    else if (plan.own.method == Method::Float)
        plan.method = Method::Float;
    else if (layer.isAttention())
        plan.method = methodOfAttention(layer, plan, whole);
    else if (whole.method == Method::Revealed)
        plan.method = plan.own.method ? *plan.own.method : methodByDefault(layer, plan, whole);
    else if (whole.method == Method::Format)
        plan.method = methodOfFormat(layer, plan, whole);
    if (plan.method == Method::Quantized && given && layer.isGiven())
        plan.method = Method::Given; // nothing of it is revealed
    return plan;
}

} // namespace

NetworkPlan::NetworkPlan(const Network& network, Method method, const Settings& settings)
{
    const std::vector<LayerOverride> said = saidOfLayers(network, settings);
    std::vector<std::pair<LayerOverride, bool>> own; // and whether the layer's weights are the integers of its file
    for (int i = 0; i < static_cast<int>(network.layers.size()); ++i) {
        const WeightLayer& layer = network.layers[at(i)];
        const LayerOverride& of = said[at(i)];
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

void useNewNames(LayerOverrides& overrides, const Network& network)
{
    for (const WeightLayer& layer : network.layers)
        if (auto former = overrides.extract(layer.formerName); former && !overrides.contains(layer.name)) {
            former.key() = layer.name;
            overrides.insert(std::move(former));
        }
}

std::vector<std::string> dropUnknownLayers(LayerOverrides& overrides, const Network& network)
{
    useNewNames(overrides, network);
    std::vector<std::string> dropped;
    for (auto it = overrides.begin(); it != overrides.end();) {
        const bool known = std::ranges::find(network.layers, it->first, &WeightLayer::name) != network.layers.end();
        if (!known)
            dropped.push_back(it->first);
        it = known ? std::next(it) : overrides.erase(it);
    }
    return dropped;
}

std::vector<Message> descriptionOf(const LayerPlan& plan)
{
    const Method method = plan.method;
    const LayerOverride& own = plan.own;
    std::vector<Message> parts{{method == Method::Float       ? "float"
                                : method == Method::Quantized ? "QT"
                                : method == Method::Given     ? TERMSCOPE_TRANSLATABLE("core", "given")
                                : method == Method::Format    ? plan.settings.format
                                                              : "TR",
                                {}}};
    const auto add = [&parts](std::string_view pattern, std::optional<int> value) {
        if (value)
            parts.push_back({pattern, {std::int64_t{*value}}});
    };
    if (own.weightBits == own.dataBits) {
        add(TERMSCOPE_TRANSLATABLE("core", "%1 bits"), own.weightBits);
    } else {
        add("b_w = %1", own.weightBits);
        add("b_d = %1", own.dataBits);
    }
    if (own.source == Source::Requantize)
        parts.push_back({TERMSCOPE_TRANSLATABLE("core", "requantized"), {}});
    add("g = %1", own.groupSize);
    add("k = %1", own.budget);
    if (own.dataTerms == 0)
        parts.push_back({TERMSCOPE_TRANSLATABLE("core", "s = all"), {}});
    else
        add("s = %1", own.dataTerms);
    return parts;
}

std::string describe(const LayerPlan& plan)
{
    std::string words;
    for (const Message& part : descriptionOf(plan))
        words += (words.empty() ? "" : ", ") + toText(part);
    return words;
}

} // namespace termscope
