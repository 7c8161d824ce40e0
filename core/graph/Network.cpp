#include "core/graph/Network.h"

#include "core/base/Text.h"
#include "core/base/Translatable.h"
#include "core/quant/Quantizer.h"

#include <algorithm>

namespace termscope {

std::string_view nameOf(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Linear: return TERMSCOPE_TRANSLATABLE("core", "linear");
    case LayerKind::Convolution: return TERMSCOPE_TRANSLATABLE("core", "conv");
    case LayerKind::Lstm: return TERMSCOPE_TRANSLATABLE("core", "lstm");
    case LayerKind::Gru: return TERMSCOPE_TRANSLATABLE("core", "gru");
    case LayerKind::Rnn: return TERMSCOPE_TRANSLATABLE("core", "rnn");
    case LayerKind::Attention: return TERMSCOPE_TRANSLATABLE("core", "attention");
    }
    return "";
}

std::string_view kindOf(const WeightLayer& layer)
{
    if (layer.placesKernels)
        return TERMSCOPE_TRANSLATABLE("core", "conv-transpose");
    return layer.tied ? TERMSCOPE_TRANSLATABLE("core", "tied linear") : nameOf(layer.kind);
}

std::string storedAs(const WeightLayer& layer)
{
    if (layer.given)
        return layer.given->storedAs();
    return layer.storedType.empty() ? "float32" : layer.storedType;
}

std::optional<int> findLayer(const Network& network, std::string_view name)
{
    for (const auto& named : {&WeightLayer::name, &WeightLayer::formerName})
        if (const auto found = std::ranges::find(network.layers, name, named);
            found != network.layers.end() && !name.empty())
            return static_cast<int>(found - network.layers.begin());
    return std::nullopt;
}

bool hasGivenLayers(const Network& network)
{
    return std::ranges::any_of(network.layers, [](const WeightLayer& layer) { return layer.isGiven(); });
}

Result<void> unchanged(const Network& network)
{
    for (const MappedFilePtr& file : network.files)
        if (const Result<void> same = file->unchanged(); !same)
            return same;
    return {};
}

Result<void> checkLayer(const Network& network, const WeightLayer& layer)
{
    if (network.checked)
        return {};
    const Result<void> weights = checkFiniteByParts(layer.weight.values,
                                                    network.name + ": tensor " + printable(layer.tensorName));
    return weights ? checkFinite(layer.bias, network.name + ": bias of layer " + printable(layer.name)) : weights;
}

} // namespace termscope
