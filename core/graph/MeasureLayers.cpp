#include "core/base/Index.h"
#include "core/graph/AttentionProducts.h"
#include "core/graph/BatchAxis.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/Layers.h"

#include <algorithm>

namespace termscope {
namespace {

/// What the data of a layer's node tell of it.
void measureLayer(WeightLayer& layer, const Node& node, const Value& data, std::int64_t batch)
{
    layer.positions.reset();
    if (layer.kind == LayerKind::Convolution) {
        const Shape& kernel = layer.weight.shape;
        const auto window = data.rank() < 3 ? Result<SlidingWindow>(fail(""))
                                            : windowOf(node, {kernel.begin() + 2, kernel.end()},
                                                       {data.shape.begin() + 2, data.shape.end()});
        if (!window)
            return;
        layer.positions = window->positions();
        layer.window = *window;
    } else if (layer.isRecurrent()) {
        if (data.rank() != 3)
            return;
        layer.positions = data.shape[node.integer("layout", 0) != 0 ? 1 : 0];
    } else {
        const std::int64_t rows = data.size() / layer.inputs();
        layer.positions = rows % batch == 0 ? rows / batch : rows;
    }
    layer.macs = *layer.positions * layer.weight.size();
}

/// Measures layers by their nodes; what is found at the uses of one layer is added up.
class Measuring {
public:
    Measuring(std::vector<WeightLayer>& layers, std::int64_t batch)
        : layers_(layers), batch_(batch), measured_(layers.size(), false)
    {
    }

    void run(const Graph& graph, const KnownValues& known);

private:
    void measureUse(int index, const Node& node, const ValuePtr& data);

    std::vector<WeightLayer>& layers_;
    std::int64_t batch_;
    std::vector<bool> measured_; ///< by layer: at one of its uses
};

void Measuring::measureUse(int index, const Node& node, const ValuePtr& data)
{
    WeightLayer& layer = layers_[at(index)];
    const bool first = !measured_[at(index)];
    measured_[at(index)] = true;
    const std::optional<std::int64_t> before = first ? 0 : layer.positions;
    if (data) {
        measureLayer(layer, node, *data, batch_);
    } else if (layer.uses > 1) {
        layer.positions.reset();
        layer.macs.reset();
    }
    if (layer.uses == 1 || !layer.positions)
        return;
    if (before)
        layer.positions = *layer.positions + *before;
    else
        layer.positions.reset();
    layer.macs = layer.positions ? std::optional(*layer.positions * layer.weight.size()) : std::nullopt;
}

void Measuring::run(const Graph& graph, const KnownValues& known)
{
    for (const Node& node : graph.nodes) {
        const ValuePtr data = node.input(0) < 0 ? nullptr : known[at(node.input(0))];
        for (const int index : node.layers)
            if (layers_[at(index)].isAttention()) {
                if (const ValuePtr staying = node.input(1) < 0 ? nullptr : known[at(node.input(1))]; data && staying)
                    measureAttention(layers_[at(index)], data->shape, staying->shape, batch_);
            } else {
                measureUse(index, node, data);
            }
        // How often the body of a loop runs is not known here.
        for (const InnerGraph& inner : node.op == "If" ? innerGraphs(node) : std::vector<InnerGraph>{}) {
            std::vector<ValuePtr> inputs;
            for (std::size_t i = 0; i < inner.graph->captures; ++i)
                inputs.push_back(known[at(node.inputs[inner.first + i])]);
            run(*inner.graph, inferValues(*inner.graph, inputs).values);
        }
    }
}

} // namespace

void measureLayers(std::vector<WeightLayer>& layers, const Graph& graph, const KnownValues& known)
{
    // A batch that the file fixes is taken apart again.
    std::int64_t batch = 1;
    if (!graph.inputs.empty() && graph.inputs[0].shape && !graph.inputs[0].shape->empty())
        batch = std::max<std::int64_t>(1, (*graph.inputs[0].shape)[batchAxisOf(graph, graph.inputs[0])]);
    Measuring(layers, batch).run(graph, known);
}

} // namespace termscope
