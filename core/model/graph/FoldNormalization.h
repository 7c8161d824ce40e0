// BatchNormalization as part of the layer before it.
#pragma once

#include "core/model/Network.h"

namespace termscope {

/// The network with every BatchNormalization that follows a convolution or linear layer, and alone reads its output, folded
/// into that layer: w' = w·γ/√(σ² + ε), b' = (b − μ)·γ/√(σ² + ε) + β per output, in float64, rounded once. The same network
/// where there is nothing to fold. Layers keep their order and names.
NetworkPtr withFoldedNormalization(const NetworkPtr& network);

} // namespace termscope
