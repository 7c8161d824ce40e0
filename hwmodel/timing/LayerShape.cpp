#include "hwmodel/timing/LayerShape.h"

#include "core/base/Text.h"
#include "hwmodel/timing/Count.h"

namespace termscope {

std::int64_t groupsAlongK(const LayerShape& layer, int groupSize)
{
    return ceilDivide(layer.gemm.k / layer.kernelPositions, groupSize) * layer.kernelPositions;
}

NetworkShapes shapesOf(const Network& network, std::int64_t batch)
{
    NetworkShapes result;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        if (layer.kind != LayerKind::Linear) {
            result.warnings.push_back(text("layer ", inQuotes(layer.name),
                                           " left out: the size of this convolution's images is not known"));
            continue;
        }
        result.shapes.push_back({layer.name, {batch, layer.inputs(), layer.outputs()}, 1});
        result.layers.push_back(static_cast<int>(i));
    }
    return result;
}

} // namespace termscope
