// BatchNormalization as part of the layer before it.
#pragma once

#include "core/base/Error.h"
#include "core/graph/Network.h"

namespace termscope {

/// The network with every BatchNormalization that follows a convolution or linear layer, and alone reads its output,
/// folded into that layer: w' = w·γ/√(σ² + ε), b' = (b − μ)·γ/√(σ² + ε) + β per output, in float64, rounded once. The
/// same network where there is nothing to fold. Layers keep their order and names.
NetworkPtr withFoldedNormalization(const NetworkPtr& network);

/// What the file's BatchNormalization tensors must hold beside the weights of `folded`, which is
/// withFoldedNormalization(network), so that the file computes the same: γ = 1, μ = 0, σ² = 1 − ε, and in β what
/// folding added to the layer's bias. Each tensor once; none where nothing was folded. Error: a tensor that several
/// nodes share would have to hold different values, or is none of the file's own.
Result<std::vector<NamedTensor>> neutralNormalization(const Network& network, const Network& folded);

} // namespace termscope
