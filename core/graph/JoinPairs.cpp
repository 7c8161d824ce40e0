#include "core/graph/JoinPairs.h"

#include "core/base/Index.h"
#include "core/graph/QuantizedConstant.h"
#include "core/graph/WithGraph.h"
#include "core/ops/QonnxQuantizers.h"

namespace termscope {

std::optional<FloatLevels> levelsOf(const Graph& graph, const Node& node)
{
    if (node.op != quantizedFloats)
        return std::nullopt;
    const ValuePtr& scale = graph.constants[at(node.inputs[1])];
    const ValuePtr zero = node.input(2) < 0 ? nullptr : graph.constants[at(node.input(2))];
    const auto range = integerRange(zero ? zero->type : ElementType::UInt8);
    if (node.has("lowest"))
        return FloatLevels{scale->floats[0], node.number("lowest", 0.0F), node.number("highest", 0.0F)};
    const auto shift = static_cast<float>(zero ? zero->integers[0] : 0);
    return FloatLevels{scale->floats[0], static_cast<float>(range->first) - shift,
                       static_cast<float>(range->second) - shift};
}

namespace {

/// A Quant of data as such a node; none where it does something else, or its data may have fewer axes than its scale.
std::optional<Node> joinedQuant(const Graph& graph, const Node& node)
{
    if (node.op != quantOperator || node.inputs.size() != 4 || !roundsToEven(node))
        return std::nullopt;
    for (std::size_t i = 1; i < 4; ++i) {
        const ValuePtr constant = node.inputs[i] < 0 ? nullptr : graph.constants[at(node.inputs[i])];
        if (!constant || !constant->known || constant->size() != 1 || constant->rank() > 1)
            return std::nullopt;
    }
    const Value& scale = *graph.constants[at(node.inputs[1])];
    const auto range = quantRange(node, floatAt(*graph.constants[at(node.inputs[3])], 0));
    const bool plain = scale.type == ElementType::Float32 && scale.floats[0] > 0.0F
                       && floatAt(*graph.constants[at(node.inputs[2])], 0) == 0.0F;
    if (!plain || !range || range->type == "bipolar" || range->lowest > 0)
        return std::nullopt;
    Node joined = node;
    joined.op = quantizedFloats;
    joined.attributes = {{"lowest", static_cast<float>(range->lowest)},
                         {"highest", static_cast<float>(range->highest)}};
    joined.inputs.resize(2);
    return joined;
}

} // namespace

NetworkPtr withJoinedPairs(const NetworkPtr& network)
{
    if (!network->graph)
        return network;
    const Graph& before = *network->graph;
    const Producers producers(before);
    auto graph = std::make_shared<Graph>(before);
    bool joined = false;
    for (Node& node : graph->nodes) {
        if (std::optional<Node> quant = joinedQuant(before, node)) {
            node = std::move(*quant);
            joined = true;
            continue;
        }
        const Node* const quantizer = pairBefore(before, producers, node);
        // Constants of one scale, in float32 as all values are.
        const ValuePtr scale = quantizer == nullptr || node.input(1) < 0 ? nullptr
                                                                         : before.constants[at(node.input(1))];
        const ValuePtr zero = node.input(2) < 0 ? nullptr : before.constants[at(node.input(2))];
        const bool own = scale && scale->known && scale->size() == 1 && scale->type == ElementType::Float32
                         && (node.input(2) < 0 || (zero && zero->size() == 1 && integerRange(zero->type)));
        if (!own || quantizer->has("output_dtype"))
            continue;
        node.op = quantizedFloats;
        node.attributes.clear();
        node.inputs[0] = quantizer->inputs[0];
        joined = true;
    }
    if (!joined)
        return network;
    return withGraph(*network, std::move(graph));
}

} // namespace termscope
