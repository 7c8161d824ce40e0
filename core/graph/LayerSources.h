// Which layers a layer's data come from.
#pragma once

#include "core/graph/Network.h"

#include <vector>

namespace termscope {

/// Of one layer, numbers of the layers whose outputs reach it through nodes that are no layers; ascending, each once.
/// None: what enters comes from the network's input, or the layer lies in a graph inside of a node.
struct LayerSources {
    std::vector<int> data;
    std::vector<int> staying; ///< of a product of two activations, the operand that stays in the array
};

/// By layer; both layers of a recurrent node have the same. All are empty where the file does not say how it is run.
/// Cost: a pass over the graph; of sums of sums of many layers a set for each of their values.
std::vector<LayerSources> layerSources(const Network& network);

} // namespace termscope
