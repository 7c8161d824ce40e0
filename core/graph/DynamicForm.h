// MatMulInteger and ConvInteger whose data are quantized as they come, rewritten as a dequantized weight and a product
// in floats. onnxruntime's dynamic quantizer writes the first form:
//
//   DynamicQuantizeLinear → MatMulInteger → Cast → Mul by (data scale · weight scale)
#pragma once

#include "core/graph/Graph.h"

#include <string>

namespace termscope {

/// Rewrites every product whose weight and its scale are constants; the rest stays as it is. The product carries the
/// attribute dynamicData (Layers.h), which says that its data are quantized anew in every run.
void dynamicToPairs(Graph& graph);

/// A node's name without what quantizers add to it: "fc1_quant" is fc1.
std::string floatName(const std::string& name);

} // namespace termscope
