// What a layer is called: as its tensor, or as its node where exporters made the tensor's name up.
#pragma once

#include "core/graph/ConstantTracer.h"
#include "core/graph/Network.h"

#include <span>
#include <string>

namespace termscope {

/// False for the names that exporters make up: numbers, "onnx::MatMul_12".
bool isReadableName(const std::string& name);

/// `others`: the layers before it.
std::string layerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others);

/// The name, with a number behind it where others have it: "fc (2)".
std::string uniqueName(const std::string& name, std::span<const WeightLayer> others);

} // namespace termscope
