// The weight layers of a graph: nodes that multiply data with constants.
#pragma once

#include "core/graph/Network.h"
#include "core/graph/ShapeInference.h"

#include <functional>

namespace termscope {

/// An attribute of a Conv, Gemm or MatMul whose data the file quantizes as DynamicQuantizeLinear does.
inline constexpr std::string_view dynamicData = "termscope_dynamic_data";
/// Of the MatMul or Conv that a transposed convolution became: the shape in which the file holds its weight.
inline constexpr std::string_view fileShapeOfWeight = "termscope_file_shape";

struct ExtractedLayers {
    std::vector<WeightLayer> layers;
    std::vector<std::string> notFinite; ///< a sentence for each weight and bias with values that are not finite
    std::int64_t weightBytes = 0;       ///< of all layers, as float32
};

/// Takes the weights of Conv, Gemm, MatMul, LSTM, GRU and RNN nodes out of the graph, and out of graphs inside of
/// nodes, into layers, which are named after their tensors or, where those have made-up names, their nodes. A weight is
/// found behind Identity, Cast, Transpose and DequantizeLinear: behind the last it is given as integers too. The bias
/// of a linear layer may be an Add that follows. A layer that several nodes use is there once (SharedWeights.h). Nodes
/// whose weights (or biases of Gemm and Conv) are computed get no layer. `taken` is told the name of every tensor that
/// became a weight, and may let go of it: the graph does, where nothing else reads it. Values beyond the first
/// checkedBytes are not gone through. Error: a weight without values; integers that do not fit theirs.
Result<ExtractedLayers> extractLayers(Graph& graph, const std::function<void(const std::string&)>& taken = {});

/// Fills in what the shapes of a sample tell: windows, positions, multiply-accumulates.
void measureLayers(std::vector<WeightLayer>& layers, const Graph& graph, const KnownValues& known);

} // namespace termscope
