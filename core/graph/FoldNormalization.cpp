#include "core/graph/FoldNormalization.h"

#include "core/base/Index.h"
#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace termscope {
namespace {

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
    std::vector<float> factors;
    for (std::int64_t o = 0; o < layer.outputs(); ++o) {
        const double factor = gamma[o] / std::sqrt(variance[o] + epsilon);
        factors.push_back(static_cast<float>(factor));
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
    if (layer.given)
        folded.given = scaled(*layer.given, factors);
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
        const auto found = isNormalization(node) && uses[node.inputs[0]] == 1 ? layers.find(node.inputs[0])
                                                                              : layers.end();
        if (found != layers.end()) {
            Node& before = left[found->second];
            WeightLayer& layer = folded->layers[at(before.layers[0])];
            const auto parameters = parametersOf(*graph, node, layer.outputs());
            if (parameters && layer.uses == 1 && fold(layer, *parameters, node.number("epsilon", 1e-5F))) {
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

namespace {

/// γ, β, μ and σ² of a node that is to do nothing but add `shift`.
std::array<std::vector<float>, 4> neutralValues(const Node& node, const std::vector<float>& shift)
{
    const double epsilon = node.number("epsilon", 1e-5F);
    const auto variance = static_cast<float>(std::max(0.0, 1.0 - epsilon));
    // 1 wherever ε ≤ 1; larger ones cannot be made up for by a variance.
    const auto gamma = static_cast<float>(std::sqrt(std::max(1.0, epsilon)));
    const std::size_t count = shift.size();
    return {std::vector<float>(count, gamma), shift, std::vector<float>(count, 0.0F),
            std::vector<float>(count, variance)};
}

/// The layer whose node gives the value in a folded graph; none where it is no layer's, or where nothing gives it.
const Node* nodeGiving(const Graph& graph, int value)
{
    const auto found = std::ranges::find_if(
        graph.nodes, [&](const Node& node) { return std::ranges::find(node.outputs, value) != node.outputs.end(); });
    return found == graph.nodes.end() ? nullptr : &*found;
}

/// What folding added to the bias of each output.
std::vector<float> addedBias(const WeightLayer& before, const WeightLayer& after)
{
    std::vector<float> added = after.bias;
    for (std::size_t i = 0; i < added.size() && !before.bias.empty(); ++i)
        added[i] -= before.bias[i];
    return added;
}

} // namespace

Result<std::vector<NamedTensor>> neutralNormalization(const Network& network, const Network& folded)
{
    std::vector<NamedTensor> tensors;
    if (!network.graph || network.graph == folded.graph)
        return tensors;
    const auto refused = [&](const std::string& name, std::string_view why) {
        return fail(network.name, ": cannot be written with BatchNormalization folded: its tensor ", inQuotes(name),
                    ' ', why, "; it can be written with BatchNormalization kept");
    };
    std::map<int, std::vector<float>> wanted; // by value
    for (const Node& node : network.graph->nodes) {
        const Node* const giving = nodeGiving(*folded.graph, node.outputs[0]);
        if (node.op != "BatchNormalization" || (giving != nullptr && giving->layers.empty()))
            continue;
        // One that was folded before another has nothing left to add: the layer's bias is that of the last.
        const ValuePtr& gamma = node.inputs.size() == 5 && node.inputs[1] >= 0
                                    ? network.graph->constants[at(node.inputs[1])]
                                    : nullptr;
        const int layer = giving == nullptr ? -1 : giving->layers[0];
        if (gamma == nullptr)
            continue;
        const std::vector<float> shift = layer < 0 ? std::vector<float>(gamma->floats.size(), 0.0F)
                                                   : addedBias(network.layers[at(layer)], folded.layers[at(layer)]);
        const auto values = neutralValues(node, shift);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int value = node.inputs[i + 1];
            const auto [entry, first] = wanted.emplace(value, values[i]);
            if (!first && entry->second != values[i])
                return refused(network.graph->names[at(value)], "is shared by nodes that would need different ones");
        }
    }
    for (const Node& node : folded.graph->nodes)
        for (const int input : node.inputs)
            if (wanted.contains(input))
                return refused(network.graph->names[at(input)], "is shared with a node that is kept");
    for (const auto& [value, floats] : wanted) {
        const std::string& name = network.graph->names[at(value)];
        const auto own = std::ranges::find(network.otherTensors, name, &NamedTensor::name);
        if (own == network.otherTensors.end() || own->tensor.values.size() != floats.size())
            return refused(name, "is not the file's own");
        tensors.push_back({name, {own->tensor.shape, floats}});
    }
    return tensors;
}

} // namespace termscope
