// The weights a setting leaves, as float32 of the layers' own shapes: what an export writes.
#pragma once

#include "core/model/Network.h"
#include "core/study/Evaluation.h"

namespace termscope {

/// True when a layer's weights are revealed at this group size (not the first convolution, no depthwise one, at least
/// g inputs); otherwise it stays at plain QT. The first layer of an MLP is revealed like the others.
bool isRevealed(const Network& network, int layer, int groupSize);

/// One tensor per layer, canonical shape: quantized (Method::Quantized), or quantized and revealed, times the scale.
/// Method::Float gives the weights as they are.
std::vector<std::vector<float>> revealedWeights(const Network& network, Method method, const Settings& settings);

} // namespace termscope
