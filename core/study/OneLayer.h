// Settings in which a layer is alone: it is quantized or revealed, all others run in float32; or the other way round.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/Settings.h"

namespace termscope {

/// All layers in float32, by overrides: the network runs as a quantized one, step by step like those below.
Settings allInFloat(const Network& network, Settings settings);

/// One layer at what it has of its own, all others in float32. Range: layer < network.layers.size().
Settings layerAlone(const Network& network, Settings settings, std::size_t layer, const LayerOverride& own);

/// The same with what `settings` say of the layer.
Settings layerAlone(const Network& network, const Settings& settings, std::size_t layer);

/// One layer in float32, all others at the settings.
Settings layerInFloat(const Network& network, Settings settings, std::size_t layer);

} // namespace termscope
