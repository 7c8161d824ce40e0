#include "core/study/OneLayer.h"

namespace termscope {
namespace {

LayerOverride inFloat()
{
    LayerOverride layer;
    layer.method = Method::Float;
    return layer;
}

} // namespace

Settings allInFloat(const Network& network, Settings settings)
{
    for (const WeightLayer& layer : network.layers)
        settings.layers[layer.name] = inFloat();
    return settings;
}

Settings layerAlone(const Network& network, Settings settings, std::size_t layer, const LayerOverride& own)
{
    settings = allInFloat(network, std::move(settings));
    if (own == LayerOverride{})
        settings.layers.erase(network.layers[layer].name);
    else
        settings.layers[network.layers[layer].name] = own;
    return settings;
}

Settings layerAlone(const Network& network, const Settings& settings, std::size_t layer)
{
    const auto own = settings.layers.find(network.layers[layer].name);
    return layerAlone(network, settings, layer, own == settings.layers.end() ? LayerOverride{} : own->second);
}

Settings layerInFloat(const Network& network, Settings settings, std::size_t layer)
{
    settings.layers[network.layers[layer].name] = inFloat();
    return settings;
}

} // namespace termscope
