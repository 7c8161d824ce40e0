// Which layers are revealed, and which stay at plain quantization. (The design's defaults.)
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// Null where there is none.
const WeightLayer* firstConvolution(const Network& network);

/// False for the first convolution, for depthwise convolutions, and for layers with fewer than `groupSize` inputs.
/// `first`: that of the layer's network.
bool isRevealedByDefault(const WeightLayer& layer, const WeightLayer* first, int groupSize);

} // namespace termscope
