// ONNX's Attention as its two products and what stands around them, so that both are layers as where a file writes them
// out: they can be quantized and revealed, timed and counted.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// In place of Attention: Q and Kᵀ as heads, their MatMul, the scores' mask and softmax, the values as heads, their
/// MatMul, the heads joined again (core/ops/AttentionParts.cpp). A node whose scores are asked for as an output stays.
void splitAttention(Graph& graph);

} // namespace termscope
