#include "core/graph/LayerSources.h"

#include <algorithm>
#include <set>

namespace termscope {
namespace {

/// Layers by the value that they reach, as the nodes run.
class ReachedValues {
public:
    explicit ReachedValues(const Graph& graph) : graph_(graph), layers_(graph.names.size()) {}

    /// Of an input of a node; none of a constant, or of an input that is left out.
    const std::set<int>& of(int value) const
    {
        static const std::set<int> none;
        return value < 0 || graph_.constants[static_cast<std::size_t>(value)]
                   ? none
                   : layers_[static_cast<std::size_t>(value)];
    }

    std::set<int> ofAll(const Node& node, std::size_t first = 0) const
    {
        std::set<int> all;
        for (std::size_t i = first; i < node.inputs.size(); ++i)
            all.insert(of(node.inputs[i]).begin(), of(node.inputs[i]).end());
        return all;
    }

    void reach(const Node& node, const std::set<int>& layers)
    {
        for (const int output : node.outputs)
            if (output >= 0)
                layers_[static_cast<std::size_t>(output)] = layers;
    }

private:
    const Graph& graph_;
    std::vector<std::set<int>> layers_;
};

std::vector<int> listOf(const std::set<int>& layers)
{
    return {layers.begin(), layers.end()};
}

} // namespace

std::vector<LayerSources> layerSources(const Network& network)
{
    std::vector<LayerSources> sources(network.layers.size());
    if (!network.graph)
        return sources;
    ReachedValues values(*network.graph);
    std::vector<bool> seen(network.layers.size(), false);
    for (const Node& node : network.graph->nodes) {
        if (node.layers.empty()) {
            values.reach(node, values.ofAll(node));
            continue;
        }
        for (const int layer : node.layers) {
            const auto index = static_cast<std::size_t>(layer);
            if (seen[index])
                continue; // what enters it later comes from layers behind it
            seen[index] = true;
            const bool attends = network.layers[index].isAttention();
            sources[index].data = listOf(attends ? values.of(node.input(0)) : values.ofAll(node));
            if (attends)
                sources[index].staying = listOf(values.of(node.input(1)));
        }
        values.reach(node, {node.layers.front()});
    }
    return sources;
}

} // namespace termscope
