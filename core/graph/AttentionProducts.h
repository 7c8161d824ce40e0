// Products of two activations as layers: Q·Kᵀ and scores·V of attention.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// Gives the MatMul nodes of the graph that multiply what layers, or looked-up rows of tables, have made with each
/// other a layer of kind Attention, behind the layers that are there; of a graph without layers, Q·Kᵀ and scores·V of
/// what comes of its inputs. It is named after the module that its node is of, and what it gives:
/// "blocks.0.attention.qk" where the product goes into a Softmax, "….sv" where it comes from one, "….product" else.
/// Products inside of nodes get none.
void addAttentionProducts(Graph& graph, std::vector<WeightLayer>& layers);

/// What the shapes of its operands, [… M, K] and [… K, N], tell of such a layer; nothing where they are no matrices.
/// `batch`: samples in them.
void measureAttention(WeightLayer& layer, const Shape& x, const Shape& y, std::int64_t batch);

} // namespace termscope
