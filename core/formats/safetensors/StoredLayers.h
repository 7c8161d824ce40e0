// Layers that a file quantizes, as tensors of safetensors: integers, scales and zero points, by the names that the
// reader joins (core/formats/packed/JoinedTensors.h).
//
// Integers of 8 and 16 bits are NAME with NAME_scale and NAME_zero_point; narrower ones NAME_packed with NAME_shape
// too, as compressed-tensors has them.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"
#include "core/graph/Network.h"

#include <optional>
#include <span>
#include <vector>

namespace termscope {

struct StoredTensor {
    std::string name;
    std::string type; ///< "I8"
    Shape shape;
    Bytes data;
};

/// `weights` of a given layer as its integers. None where they are no integers of the layer: others were made of it.
/// Error: why its integers have no place in such a file, as the end of a sentence.
Result<std::optional<std::vector<StoredTensor>>> storedLayer(const WeightLayer& layer, std::span<const float> weights);

} // namespace termscope
