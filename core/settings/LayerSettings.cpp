#include "core/settings/LayerSettings.h"

#include "core/base/Translatable.h"
#include "core/graph/FoldNormalization.h"
#include "core/settings/LayerChoice.h"

#include <algorithm>

namespace termscope {
namespace {

const std::string& nameOf(const Network& network, int layer)
{
    return network.layers[static_cast<std::size_t>(layer)].name;
}

/// What the user said of the layer; nothing where there is no override.
LayerOverride overrideOf(const Network& network, int layer, const Settings& settings)
{
    const auto found = settings.layers.find(nameOf(network, layer));
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

/// Method::Revealed of a layer without an override of its method.
Method methodByDefault(const Network& network, int index, const LayerOverride& own, const Settings& resolved,
                       const Settings& shared)
{
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(index)];
    const bool keepsFloat = !layer.given && own == LayerOverride{} && runsAsGiven(network, Method::Revealed, shared);
    if (keepsFloat)
        return Method::Float;
    return own.hasTerms() || isRevealedByDefault(network, index, resolved.groupSize) ? Method::Revealed
                                                                                     : Method::Quantized;
}

} // namespace

bool runsAsGiven(const Network& network, Method method, const Settings& settings)
{
    if (method == Method::Float || method == Method::Quantized)
        return false;
    for (std::size_t i = 0; i < network.layers.size(); ++i)
        if (const WeightLayer& layer = network.layers[i];
            layer.isGiven() && takesGiven(layer, overrideOf(network, static_cast<int>(i), settings), method, settings))
            return true;
    return false;
}

LayerSettings settingsOf(const Network& network, int layer, Method method, const Settings& settings)
{
    const LayerOverride own = overrideOf(network, layer, settings);
    LayerSettings result{method, withoutOverrides(settings)};
    Settings& s = result.settings;
    s.weightBits = own.weightBits.value_or(s.weightBits);
    s.dataBits = own.dataBits.value_or(s.dataBits);
    s.groupSize = own.groupSize.value_or(s.groupSize);
    s.budget = std::min(own.budget.value_or(s.budget), maximumBudget(s.groupSize));
    s.dataTerms = own.dataTerms.value_or(s.dataTerms);
    const WeightLayer& weights = network.layers[static_cast<std::size_t>(layer)];
    const bool given = takesGiven(weights, own, method, settings);
    if (weights.given || weights.givenData)
        s.source = given ? Source::Given : Source::Requantize;
    if (given)
        takeGivenBits(weights, s);
    if (method == Method::Float)
        return result;
    if (method == Method::Given)
        result.method = given ? Method::Given : Method::Float;
    else if (own.method == Method::Float)
        result.method = Method::Float;
    else if (method == Method::Revealed)
        result.method = own.method ? *own.method : methodByDefault(network, layer, own, s, settings);
    if (result.method == Method::Quantized && given && weights.isGiven())
        result.method = Method::Given; // nothing of it is revealed
    return result;
}

NetworkPtr quantizedNetwork(const NetworkPtr& network, const Settings& settings)
{
    return settings.foldNormalization ? withFoldedNormalization(network) : network;
}

bool isRevealed(const Network& network, int layer, const Settings& settings)
{
    return settingsOf(network, layer, Method::Revealed, settings).method == Method::Revealed;
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

std::vector<Message> descriptionOf(const Network& network, int layer, const Settings& settings)
{
    const LayerOverride own = overrideOf(network, layer, settings);
    const Method method = settingsOf(network, layer, Method::Revealed, settings).method;
    std::vector<Message> parts{{method == Method::Float       ? "float"
                                : method == Method::Quantized ? "QT"
                                : method == Method::Given     ? TERMSCOPE_TRANSLATABLE("core", "given")
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

std::string describe(const Network& network, int layer, const Settings& settings)
{
    std::string words;
    for (const Message& part : descriptionOf(network, layer, settings))
        words += (words.empty() ? "" : ", ") + toText(part);
    return words;
}

} // namespace termscope
