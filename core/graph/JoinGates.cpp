#include "core/graph/JoinGates.h"

#include "core/base/Index.h"
#include "core/graph/QuantizedConstant.h"

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

bool isHalf(ElementType type)
{
    return type == ElementType::Float16 || type == ElementType::BFloat16;
}

/// Whether a value may have a type that is rounded to: one of the file's own, or of a Cast.
bool mayHaveHalves(const Graph& graph)
{
    return std::ranges::any_of(graph.constants, [](const ValuePtr& value) { return value && isHalf(value->type); })
           || std::ranges::any_of(graph.inputs, [](const GraphInput& input) { return isHalf(input.type); })
           || std::ranges::any_of(graph.nodes, [](const Node& node) {
                  return node.op == "Cast" || node.op == "CastLike" || node.op == "DequantizeLinear";
              });
}

/// What a node multiplies by its own sigmoid; none for any other node.
std::optional<int> gatedBy(const Producers& producers, const Node& node)
{
    if (node.op != "Mul" || node.inputs.size() != 2)
        return std::nullopt;
    for (const auto& [value, gate] : {std::pair{node.inputs[0], node.inputs[1]}, {node.inputs[1], node.inputs[0]}}) {
        const Node* const sigmoid = producers.of(gate);
        if (sigmoid != nullptr && sigmoid->op == "Sigmoid" && sigmoid->inputs[0] == value)
            return value;
    }
    return std::nullopt;
}

} // namespace

NetworkPtr withJoinedGates(const NetworkPtr& network)
{
    if (!network->graph || mayHaveHalves(*network->graph))
        return network;
    const Producers producers(*network->graph);
    auto graph = std::make_shared<Graph>(*network->graph);
    bool joined = false;
    for (Node& node : graph->nodes)
        if (const std::optional<int> value = gatedBy(producers, node)) {
            node.op = "Swish";
            node.inputs = {*value};
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
