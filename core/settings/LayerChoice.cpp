#include "core/settings/LayerChoice.h"

#include <algorithm>

namespace termscope {

bool isRevealedByDefault(const Network& network, int layer, int groupSize)
{
    const auto chosen = network.layers.begin() + layer;
    if (chosen->inputs() < groupSize)
        return false;
    if (chosen->kind != LayerKind::Convolution)
        return true;
    const auto firstConvolution = std::ranges::find(network.layers, LayerKind::Convolution, &WeightLayer::kind);
    const bool depthwise = chosen->inputs() == 1;
    return chosen != firstConvolution && !depthwise;
}

} // namespace termscope
