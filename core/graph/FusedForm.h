// Networks that onnxruntime's optimizer went over (com.microsoft), as what they were before.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// Puts ONNX's own operators in place of those that fuse some of them, so that weights are found and run as everywhere:
///   FusedConv, FusedGemm, FusedMatMul with a constant on the right; Gelu, FastGelu, QuickGelu, BiasGelu;
///   SkipLayerNormalization, SkipSimplifiedLayerNormalization; SimplifiedLayerNormalization;
///   Attention, MultiHeadAttention, GroupQueryAttention, RotaryEmbedding, EmbedLayerNormalization.
/// What each means: onnxruntime's ContribOperators.md. Nodes with attributes that are not known here stay.
void takeApartFused(Graph& graph);

} // namespace termscope
