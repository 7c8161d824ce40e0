// What the weights of a network are stored in, scales included.
//
// Float: 32 bits a weight. QT: b bits. TR: k·(⌈log2(m+1)⌉ + 1 + ⌈log2 g⌉) bits for a group of g (an exponent, a sign
// and a place for each term; m = b − 1), or b bits a weight, whichever is less. Number formats: their elements and what
// blocks share (quant/WeightFormat.h). Each with 32 bits for every float32 scale. (resources/docs/rivals.md)
#pragma once

#include "core/graph/Network.h"
#include "core/settings/NetworkPlan.h"

namespace termscope {

/// Bits of a layer's weights at its plan; 0 of a product of activations.
double storedBits(const WeightLayer& layer, const LayerPlan& plan);

/// Of all layers.
double storedBits(const Network& network, const NetworkPlan& plan);

/// Mean over the weights of all layers; 0 where there are none.
double bitsPerWeight(const Network& network, const NetworkPlan& plan);

} // namespace termscope
