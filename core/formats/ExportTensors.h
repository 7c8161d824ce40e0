// What an export writes: a network's tensors under the file's names, orders and shapes, with other weights in place.
#pragma once

#include "core/formats/NetworkWriter.h"

namespace termscope {

/// Weights by the file's tensor names, each in the file's own shape and order. Errors: `weights` do not match the
/// layers; two layers share a tensor and now need different values.
Result<std::vector<NamedTensor>> weightTensors(const Network& network, const LayerWeights& weights);

/// The same, and all other tensors, with those of `replaced` in place; in the order of their names.
Result<std::vector<NamedTensor>> allTensors(const Network& network, const LayerWeights& weights,
                                            const std::vector<NamedTensor>& replaced);

} // namespace termscope
