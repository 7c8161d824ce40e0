#include "core/model/graph/FoldNormalization.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace termscope {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Scale, bias, mean and variance, if all are known rows of `outputs` values.
std::optional<std::array<const float*, 4>> parametersOf(const Graph& graph, const Node& node, std::int64_t outputs)
{
    if (node.inputs.size() != 5 || node.integer("training_mode", 0) != 0)
        return std::nullopt;
    std::array<const float*, 4> parameters{};
    for (std::size_t i = 0; i < 4; ++i) {
        const ValuePtr value = node.inputs[i + 1] < 0 ? nullptr : graph.constants[at(node.inputs[i + 1])];
        if (!value || !value->known || !value->floating() || value->shape != Shape{outputs})
            return std::nullopt;
        parameters[i] = value->floats.data();
    }
    return parameters;
}

/// False when the weights would no longer be finite.
bool fold(WeightLayer& layer, const std::array<const float*, 4>& parameters, double epsilon)
{
    const auto& [gamma, beta, mean, variance] = parameters;
    WeightLayer folded = layer;
    std::vector<float> weights = layer.weight.values.toVector();
    folded.bias.resize(static_cast<std::size_t>(layer.outputs()), 0.0F);
    const std::int64_t fanIn = layer.fanIn();
    for (std::int64_t o = 0; o < layer.outputs(); ++o) {
        const double factor = gamma[o] / std::sqrt(variance[o] + epsilon);
        float& bias = folded.bias[static_cast<std::size_t>(o)];
        bias = static_cast<float>((bias - static_cast<double>(mean[o])) * factor + beta[o]);
        bool finite = std::isfinite(bias);
        for (std::int64_t i = 0; i < fanIn; ++i) {
            float& weight = weights[static_cast<std::size_t>(o * fanIn + i)];
            weight = static_cast<float>(weight * factor);
            finite = finite && std::isfinite(weight);
        }
        if (!finite)
            return false;
    }
    folded.weight.values = std::move(weights);
    layer = std::move(folded);
    return true;
}

} // namespace

NetworkPtr withFoldedNormalization(const NetworkPtr& network)
{
    const auto isNormalization = [](const Node& node) { return node.op == "BatchNormalization"; };
    if (!network->graph || std::ranges::none_of(network->graph->nodes, isNormalization))
        return network;
    auto folded = std::make_shared<Network>(*network);
    auto graph = std::make_shared<Graph>(*network->graph);
    std::map<int, int> uses;
    for (const Node& node : graph->nodes)
        for (const int input : node.inputs)
            ++uses[input];
    for (const int output : graph->outputs)
        ++uses[output];
    std::map<int, std::size_t> layers; // by output: the place in `left` of the layer's node
    std::vector<Node> left;
    for (const Node& node : graph->nodes) {
        const auto found = isNormalization(node) && uses[node.inputs[0]] == 1 ? layers.find(node.inputs[0]) : layers.end();
        if (found != layers.end()) {
            Node& before = left[found->second];
            WeightLayer& layer = folded->layers[at(before.layers[0])];
            const auto parameters = parametersOf(*graph, node, layer.outputs());
            if (parameters && fold(layer, *parameters, node.number("epsilon", 1e-5F))) {
                const std::size_t place = found->second;
                layers.erase(found);
                before.outputs[0] = node.outputs[0];
                layers.emplace(node.outputs[0], place);
                continue;
            }
        }
        if (node.layers.size() == 1)
            layers.emplace(node.outputs[0], left.size());
        left.push_back(node);
    }
    graph->nodes = std::move(left);
    dropUnread(*graph);
    folded->graph = std::move(graph);
    return folded;
}

} // namespace termscope
