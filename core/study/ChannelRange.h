// How unlike the output channels of a layer are in size: where one scale per layer serves most of them badly.
//
// A channel whose largest weight is below 1/16 of its layer's keeps at most 3 of the 7 magnitude bits that 8-bit
// quantization with one scale gives the largest. Folding BatchNormalization into a depthwise convolution makes such
// layers: each filter is multiplied by a factor of its own (Nagel et al., arXiv 1906.04721, figure 2).
#pragma once

#include "core/graph/Network.h"
#include "core/settings/Settings.h"

namespace termscope {

/// Part of the layer's largest weight below which a channel counts as small.
inline constexpr float smallChannel = 1.0F / 16.0F;

/// Share of the output channels whose largest magnitude is below smallChannel of the layer's, 0…1. Channels of zeros
/// alone lose nothing and are left out.
double smallChannels(const WeightLayer& layer);

/// Layers of which at least half of the channels are small, the worst first.
std::vector<int> unevenLayers(const Network& network);

/// A sentence for users where the settings give these layers one scale each; none where there are none. `network`: the
/// one whose weights are quantized.
std::optional<std::string> adviceOnScales(const Network& network, const Settings& settings);

} // namespace termscope
