// A layer and what follows it closely enough to be done with it: of a convolution an addition of another value, a Relu
// or Clip, the rounding of a quantizing pair; of a linear layer a Relu.
#pragma once

#include "core/graph/JoinPairs.h"

#include <limits>
#include <optional>

namespace termscope {

struct LayerChain {
    std::vector<int> nodes;                                 ///< of the graph, in order; the first is the layer
    int addend = -1;                                        ///< value that is added; −1 for none
    float lowest = -std::numeric_limits<float>::infinity(); ///< bounds of a clip, which let 0 through
    float highest = std::numeric_limits<float>::infinity();
    std::optional<FloatLevels> levels = std::nullopt; ///< that the result is rounded to

    int last() const { return nodes.back(); }
};

/// The bounds of a Relu or Clip, infinite where there is none. None for other nodes, for bounds that are computed, and
/// for those that let no 0 through: what fills up a block of channels has to stay 0.
std::optional<std::pair<float, float>> clipBounds(const Graph& graph, const Node& node);

/// The chains of all convolutions that have a layer, and of the linear layers that a Relu follows. Every value between
/// the nodes of one has no other reader, and no node is in two chains. A chain may run where its last node stands: all
/// that it reads is there by then.
std::vector<LayerChain> layerChains(const Graph& graph, const std::vector<WeightLayer>& layers);

} // namespace termscope
