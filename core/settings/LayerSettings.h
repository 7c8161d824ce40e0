// What a layer runs at: the settings of the whole network, the design's defaults and the layer's own override as one
// answer.
//
// Everything that quantizes, reveals, draws or times a layer asks here.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/Settings.h"

namespace termscope {

struct LayerSettings {
    Method method = Method::Revealed;
    Settings settings; ///< no overrides in them
};

/// A layer of a network that is run by a method.
///
/// Method::Float: float32, whatever overrides say. Method::Quantized: a float override holds, and bits do; nothing is
/// revealed. Method::Revealed: by the override, else by isRevealedByDefault at the layer's own group size. A budget
/// that is not the layer's own is at most the largest for its g. Range: 0 ≤ layer < network.layers.size().
LayerSettings settingsOf(const Network& network, int layer, Method method, const Settings& settings);

/// The network whose weights are quantized at these settings: with BatchNormalization folded into them, or the one that
/// is given. Cost: a copy of the network where there is something to fold.
NetworkPtr quantizedNetwork(const NetworkPtr& network, const Settings& settings);

/// settingsOf(…, Method::Revealed, …).method == Method::Revealed.
bool isRevealed(const Network& network, int layer, const Settings& settings);

/// Leaves out overrides for layers that the network does not have, and returns their names.
std::vector<std::string> dropUnknownLayers(LayerOverrides& overrides, const Network& network);

/// "QT", "TR", "float", and what is the layer's own: "TR, k = 10, s = 2", "QT, 6 bits".
std::string describe(const Network& network, int layer, const Settings& settings);

} // namespace termscope
