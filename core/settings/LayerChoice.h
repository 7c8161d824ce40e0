// Which layers are revealed, and which stay at plain quantization. (The design's defaults.)
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// False for the first convolution, for depthwise convolutions, and for layers with fewer than `groupSize` inputs.
/// Range: 0 ≤ layer < network.layers.size().
bool isRevealedByDefault(const Network& network, int layer, int groupSize);

} // namespace termscope
