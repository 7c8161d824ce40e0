// Networks from files that hold tensors and nothing about how they are joined (safetensors, npz).
#pragma once

#include "core/base/Error.h"
#include "core/model/Network.h"

namespace termscope {

/// Matrices become linear layers [out, in], 3-D to 5-D tensors convolutions; a 1-D tensor with the layer's name,
/// ".bias" (or "/bias") and its number of outputs becomes its bias. All but the weights are kept as other tensors.
/// Names are unique. Error: no tensor is a weight, or values are not finite.
Result<Network> networkFromTensors(std::vector<NamedTensor> tensors, NetworkFormat format, const std::string& file);

} // namespace termscope
