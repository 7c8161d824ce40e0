#include "hwmodel/timing/LayerShape.h"

#include "core/base/Text.h"
#include "hwmodel/timing/Count.h"

#include <algorithm>
#include <limits>

namespace termscope {

std::int64_t groupsAlongK(const LayerShape& layer, int groupSize)
{
    return ceilDivide(layer.gemm.k / layer.kernelPositions, groupSize) * layer.kernelPositions;
}

namespace {

/// The recurrent node that has `layer` as its input weights; null for none.
const Node* nodeOf(const Network& network, int layer)
{
    if (network.graph)
        for (const Node& node : network.graph->nodes)
            if (node.layers.size() == 2 && node.layers[0] == layer)
                return &node;
    return nullptr;
}

LayerShape recurrentShape(const WeightLayer& input, const WeightLayer& recurrent, const Node& node, std::int64_t batch)
{
    const std::int64_t directions = node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    const std::int64_t steps = std::max<std::int64_t>(1, input.positions.value_or(1));
    return {
        node.name, {batch, input.inputs() + recurrent.inputs(), input.outputs() / directions}, 1, steps * directions};
}

} // namespace

NetworkShapes shapesOf(const Network& network, std::int64_t batch)
{
    NetworkShapes result;
    const auto add = [&result](int layer, LayerShape shape) {
        result.shapes.push_back(std::move(shape));
        result.layers.push_back(layer);
    };
    for (int i = 0; i < static_cast<int>(network.layers.size()); ++i) {
        const WeightLayer& layer = network.layers[static_cast<std::size_t>(i)];
        // Within 64 bits or saturated: timing refuses what is too large.
        const Count rows = Count(batch) * layer.positions.value_or(1);
        const std::int64_t m = rows.fits() ? rows.value() : std::numeric_limits<std::int64_t>::max();
        if (layer.isRecurrent()) {
            if (const Node* node = nodeOf(network, i))
                add(i, recurrentShape(layer, network.layers[static_cast<std::size_t>(node->layers[1])], *node, batch));
            continue;
        }
        if (layer.kind == LayerKind::Linear) {
            add(i, {layer.name, {m, layer.inputs(), layer.outputs()}, 1, 1});
            continue;
        }
        if (!layer.positions) {
            result.warnings.push_back(
                text("layer ", inQuotes(layer.name), " left out: the size of this convolution's images is not known"));
            continue;
        }
        add(i, {layer.name,
                {m, layer.fanIn(), layer.outputs() / layer.groups},
                layer.fanIn() / layer.inputs(),
                layer.groups});
    }
    return result;
}

} // namespace termscope
