// Other weights in place of the integers that an ONNX file holds. Internal to core/formats/onnx: it carries the
// protobuf headers.
#pragma once

#include "core/graph/Network.h"

#include <onnx/onnx_pb.h>

namespace termscope::onnxfile {

/// Puts `weights` [layer's shape] in place of the integers that layer.given was read from: each as the integer that its
/// scale makes of it, at the zero point that it had. `tensor`: these integers, in the file's order. Errors: a weight
/// that is no multiple of its scale, or beyond the tensor's type; a tensor that does not hold the layer's integers.
Result<void> replaceIntegers(onnx::TensorProto& tensor, const WeightLayer& layer, std::span<const float> weights,
                             const std::string& where);

/// Error: a weight is no multiple of its scale, or beyond what the layer's type holds.
Result<void> checkLevels(const WeightLayer& layer, std::span<const float> weights, const std::string& where);

} // namespace termscope::onnxfile
