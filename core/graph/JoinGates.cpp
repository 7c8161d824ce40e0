#include "core/graph/JoinGates.h"

#include "core/base/Index.h"
#include "core/graph/QuantizedConstant.h"
#include "core/graph/WithGraph.h"

#include <optional>
#include <utility>

namespace termscope {
namespace {

/// What a node multiplies by its own sigmoid; none for any other node, and where one of both has attributes.
std::optional<int> gatedBy(const Producers& producers, const Node& node)
{
    if (node.op != "Mul" || node.inputs.size() != 2 || !node.attributes.empty())
        return std::nullopt;
    for (const auto& [value, gate] : {std::pair{node.inputs[0], node.inputs[1]}, {node.inputs[1], node.inputs[0]}}) {
        const Node* const sigmoid = producers.of(gate);
        if (sigmoid != nullptr && sigmoid->op == "Sigmoid" && sigmoid->attributes.empty() && value >= 0
            && sigmoid->input(0) == value)
            return value;
    }
    return std::nullopt;
}

} // namespace

NetworkPtr withJoinedGates(const NetworkPtr& network)
{
    if (!network->graph)
        return network;
    const Producers producers(*network->graph);
    auto graph = std::make_shared<Graph>(*network->graph);
    bool joined = false;
    for (Node& node : graph->nodes)
        if (const std::optional<int> value = gatedBy(producers, node)) {
            node.op = gatedBySigmoid;
            node.inputs = {*value};
            joined = true;
        }
    if (!joined)
        return network;
    return withGraph(*network, std::move(graph));
}

} // namespace termscope
