// A layer as the array sees it: a matrix product, how its reduction axis is cut into groups, and how often it is run.
#pragma once

#include "core/base/Error.h"
#include "core/graph/Network.h"
#include "core/settings/NetworkPlan.h"
#include "hwmodel/ArrayConfig.h"

#include <string>
#include <vector>

namespace termscope {

/// Convolution of G groups of channels: M = out_h·out_w·batch, K = k_h·k_w·C_in/G, N = C_out/G, G times. Linear: M =
/// batch. Product of activations: M, K and N of a head, once a head and sample, as what stays in the array is another
/// one each time. LSTM: M = batch, K = input + hidden, N = 4·hidden, once a time step.
struct LayerShape {
    std::string name;
    GemmShape gemm;
    std::int64_t kernelPositions = 1; ///< k_h·k_w: groups of g values never cross them. It divides K. Where values of a
                                      ///< position share scales of the file in blocks, each block counts as one.
    std::int64_t repeats = 1; ///< ≥ 1 products of this shape, one after the other
};

/// ⌈(K / positions) / g⌉ · positions: the length of the K axis of a tMAC array.
std::int64_t groupsAlongK(const LayerShape& layer, int groupSize);

/// The layers of a network that timing knows the size of.
struct NetworkShapes {
    std::vector<LayerShape> shapes;
    std::vector<int> layers;           ///< the index in Network::layers of each
    std::vector<std::string> warnings; ///< a sentence for each reason for which layers are left out
};

/// The layers with weights in order; a recurrent node's input and recurrent weights are one, once a time step and
/// direction (one time step where the file does not tell how many). A linear layer that meets several rows a sample has
/// M = batch·rows. A convolution is left out where the file does not tell how large its images are. `plan`: which
/// layers run on the file's own integers, whose blocks cut groups; without it none does.
NetworkShapes shapesOf(const Network& network, std::int64_t batch, const NetworkPlan* plan = nullptr);

} // namespace termscope
