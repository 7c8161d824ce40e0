// Writes the network with other weights: the revealed (or quantized) ones, as float32 of the same shapes, or as the
// integers that its file holds.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"
#include "core/graph/Network.h"

namespace termscope {

/// Weights to put in place of a network's own: one tensor per layer, in the layers' order and canonical shapes.
using LayerWeights = std::vector<std::vector<float>>;

/// All tensors of the network, of which `replaced` hold other values, under the file's own names, orders and shapes,
/// with `weights` in place. safetensors: F32, keys in name order, `__metadata__` as given (key, value); weights on the
/// integers of a layer that its file quantizes as those, with scales and zero points beside them, so that they are read
/// as one layer again. Where they have no place so, they are F32 too, and `warnings` says why. npz: F32, stored (not
/// deflated) members `name.npy`.
Result<Bytes> safetensorsBytes(const Network& network, const LayerWeights& weights,
                               const std::vector<std::pair<std::string, std::string>>& metadata = {},
                               const std::vector<NamedTensor>& replaced = {},
                               std::vector<std::string>* warnings = nullptr);
Result<Bytes> npzBytes(const Network& network, const LayerWeights& weights,
                       const std::vector<NamedTensor>& replaced = {});

/// The ONNX model `source` (the bytes `network` was read from) with its weight initializers replaced; all else as it
/// was.
Result<Bytes> onnxBytes(const Network& network, const LayerWeights& weights, ByteView source,
                        const std::vector<NamedTensor>& replaced = {});

} // namespace termscope
