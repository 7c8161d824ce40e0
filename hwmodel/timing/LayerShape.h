// A layer as the array sees it: a matrix product, and how its reduction axis is cut into groups.
#pragma once

#include "core/base/Error.h"
#include "core/model/Network.h"
#include "hwmodel/ArrayConfig.h"

#include <string>
#include <vector>

namespace termscope {

/// Convolution: M = out_h·out_w·batch, K = k_h·k_w·C_in, N = C_out. Linear: M = batch.
struct LayerShape {
    std::string name;
    GemmShape gemm;
    std::int64_t kernelPositions = 1; ///< k_h·k_w: groups of g values never cross them. It divides K.
};

/// ⌈(K / positions) / g⌉ · positions: the length of the K axis of a tMAC array.
std::int64_t groupsAlongK(const LayerShape& layer, int groupSize);

/// The layers of a network that timing knows the size of.
struct NetworkShapes {
    std::vector<LayerShape> shapes;
    std::vector<int> layers;           ///< the index in Network::layers of each
    std::vector<std::string> warnings; ///< a sentence for each layer that is left out
};

/// Linear layers: M = batch, K = inputs, N = outputs. A convolution is left out: files that hold weights only do not
/// tell how large its images are.
NetworkShapes shapesOf(const Network& network, std::int64_t batch);

} // namespace termscope
