#include "core/graph/JoinPairs.h"

#include "core/base/Index.h"
#include "core/graph/QuantizedConstant.h"

namespace termscope {

std::optional<FloatLevels> levelsOf(const Graph& graph, const Node& node)
{
    if (node.op != quantizedFloats)
        return std::nullopt;
    const ValuePtr& scale = graph.constants[at(node.inputs[1])];
    const ValuePtr zero = node.input(2) < 0 ? nullptr : graph.constants[at(node.input(2))];
    const auto range = integerRange(zero ? zero->type : ElementType::UInt8);
    const auto shift = static_cast<float>(zero ? zero->integers[0] : 0);
    return FloatLevels{scale->floats[0], static_cast<float>(range->first) - shift,
                       static_cast<float>(range->second) - shift};
}

NetworkPtr withJoinedPairs(const NetworkPtr& network)
{
    if (!network->graph)
        return network;
    const Graph& before = *network->graph;
    const Producers producers(before);
    auto graph = std::make_shared<Graph>(before);
    bool joined = false;
    for (Node& node : graph->nodes) {
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
    dropUnread(*graph);
    auto result = std::make_shared<Network>(*network);
    result->graph = std::move(graph);
    return result;
}

} // namespace termscope
