// What a layer is called: as its tensor, or as its node where exporters made the tensor's name up.
#pragma once

#include "core/graph/ConstantTracer.h"
#include "core/graph/Network.h"

#include <span>
#include <string>

namespace termscope {

/// False for the names that exporters make up: numbers, "onnx::MatMul_12".
bool isReadableName(const std::string& name);

/// The module that a node of PyTorch's exporter belongs to, as its tensors are called: "/layer1/layer1.0/conv1/Conv" is
/// "layer1.0.conv1". A node that is not the first of its kind in a module keeps its own name behind it:
/// "attn.MatMul_1". None for other names.
std::optional<std::string> modulePath(std::string_view nodeName, std::string_view op);

/// `others`: the layers before it.
std::string layerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others);

/// What layerName gave before it knew modules: sessions and links may have it.
std::string formerLayerName(const Node& node, const Traced& weight, std::span<const WeightLayer> others);

/// The name, with a number behind it where others have it: "fc (2)".
std::string uniqueName(const std::string& name, std::span<const WeightLayer> others);

} // namespace termscope
