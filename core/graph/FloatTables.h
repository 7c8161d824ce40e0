// Weights that are no factors of products: what a network looks rows up in, and what normalizations multiply by. They
// stay in float32 at every setting, and are no layers.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

struct FloatTable {
    std::string name;      ///< as layers are called: the tensor's, or the node's where that is made up
    std::string_view kind; ///< "embedding", "layer norm", "RMS norm", "group norm", "instance norm", "batch norm"
    Shape shape;
    std::int64_t parameters = 0;
    /// Of a tied head: the layer that multiplies by the same tensor, or by a copy of it that an exporter turned around.
    /// Its parameters are counted there.
    std::optional<int> layer;
};

/// In the order of the graph's nodes; a table that several nodes read is there once. Empty for weights alone. Cost: a
/// walk over the nodes, and over the values of tables that have the shape of a layer.
std::vector<FloatTable> floatTables(const Network& network);

/// Marks layers whose tensor is looked up in as well (WeightLayer::tied).
void markTiedLayers(std::vector<WeightLayer>& layers, const Graph& graph);

} // namespace termscope
