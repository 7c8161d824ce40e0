#include "core/settings/LayerChoice.h"

#include <algorithm>

namespace termscope {

const WeightLayer* firstConvolution(const Network& network)
{
    const auto first = std::ranges::find_if(network.layers, [](const WeightLayer& layer) {
        return layer.kind == LayerKind::Convolution && !layer.placesKernels;
    });
    return first == network.layers.end() ? nullptr : &*first;
}

bool isRevealedByDefault(const WeightLayer& layer, const WeightLayer* first, int groupSize)
{
    if (layer.isAttention() && !layer.macs) // how long its reduction is, is seen when it is run
        return true;
    if (layer.inputs() < groupSize)
        return false;
    if (layer.kind != LayerKind::Convolution)
        return true;
    const bool depthwise = layer.inputs() == 1;
    return &layer != first && !depthwise;
}

} // namespace termscope
