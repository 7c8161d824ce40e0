#include "core/base/Index.h"
#include "core/graph/Layers.h"

#include <algorithm>

namespace termscope {

void measureLayers(std::vector<WeightLayer>& layers, const Graph& graph, const KnownValues& known)
{
    // A batch that the file fixes is taken apart again.
    std::int64_t batch = 1;
    if (!graph.inputs.empty() && graph.inputs[0].shape && !graph.inputs[0].shape->empty())
        batch = std::max<std::int64_t>(1, graph.inputs[0].shape->front());
    for (const Node& node : graph.nodes) {
        if (node.layers.empty() || node.inputs[0] < 0 || !known[at(node.inputs[0])])
            continue;
        const Value& data = *known[at(node.inputs[0])];
        for (const int index : node.layers) {
            WeightLayer& layer = layers[at(index)];
            if (layer.kind == LayerKind::Convolution) {
                const Shape& kernel = layer.weight.shape;
                const auto window = data.rank() < 3 ? Result<SlidingWindow>(fail(""))
                                                    : windowOf(node, {kernel.begin() + 2, kernel.end()},
                                                               {data.shape.begin() + 2, data.shape.end()});
                if (!window)
                    continue;
                layer.positions = window->positions();
                layer.window = *window;
            } else if (layer.isRecurrent()) {
                layer.positions = data.shape[node.integer("layout", 0) != 0 ? 1 : 0];
            } else {
                const std::int64_t rows = data.size() / layer.inputs();
                layer.positions = rows % batch == 0 ? rows / batch : rows;
            }
            layer.macs = *layer.positions * layer.weight.size();
        }
    }
}

} // namespace termscope
