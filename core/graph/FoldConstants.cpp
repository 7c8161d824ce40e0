#include "core/graph/Graph.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/QuantizedConstant.h"
#include "core/ops/Operator.h"

#include <algorithm>

namespace termscope {
namespace {

/// Behind these stand weights that the file holds otherwise.
bool isPassthrough(const Node& node)
{
    return node.op == "Identity" || node.op == "Cast" || node.op == "Transpose" || givesQuantized(node);
}

/// By value: integers that are dequantized further on, so that what moves them there is no shape arithmetic.
std::vector<bool> dequantizedLater(const Graph& graph)
{
    std::vector<bool> later(graph.names.size(), false);
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        const bool moves = isPassthrough(*node) || node->op == "Reshape";
        const bool read = std::ranges::any_of(
            node->outputs, [&](int output) { return output >= 0 && later[static_cast<std::size_t>(output)]; });
        if ((givesQuantized(*node) || (moves && read)) && !node->inputs.empty() && node->inputs[0] >= 0)
            later[static_cast<std::size_t>(node->inputs[0])] = true;
    }
    return later;
}

/// The outputs of a node that reads nothing but known constants; empty for any other, and for more than `room`
/// elements.
Outputs foldedOutputs(const Graph& graph, const Node& node, Passthroughs passthroughs, std::int64_t room)
{
    // How long a loop takes is for a run to find out.
    if (!node.layers.empty() || findOperator(node.op) == nullptr || hasInnerGraphs(node))
        return {};
    Call call{node, graph.opset, {}};
    std::int64_t limit = limits::foldedValue;
    for (const int input : node.inputs) {
        const ValuePtr constant = input < 0 ? nullptr : graph.constants[static_cast<std::size_t>(input)];
        if (input >= 0 && (!constant || !constant->known))
            return {};
        if (constant && passthroughs == Passthroughs::Keep && isPassthrough(node) && constant->floating())
            return {};
        limit = std::max(limit, constant ? constant->size() : 0);
        call.inputs.push_back(constant);
    }
    const OutputLimit scope(std::min(limit, room));
    Result<Outputs> outputs = runOperator(call);
    return outputs ? std::move(*outputs) : Outputs{}; // what is wrong with it is told when the graph is run
}

} // namespace

std::int64_t foldingLimit(const Graph& graph)
{
    std::int64_t elements = limits::foldedValues;
    for (const ValuePtr& constant : graph.constants)
        elements += constant ? constant->size() : 0;
    return elements;
}

std::string Graph::where(const Node& node) const
{
    return text(file, ": node ", inQuotes(node.name));
}

int Graph::addValue(std::string name, ValuePtr constant)
{
    names.push_back(std::move(name));
    constants.push_back(std::move(constant));
    return static_cast<int>(names.size()) - 1;
}

namespace {

void foldOnce(Graph& graph, Passthroughs passthroughs)
{
    std::vector<Node> left;
    std::int64_t room = foldingLimit(graph);
    const std::vector<bool> stays = passthroughs == Passthroughs::Keep ? dequantizedLater(graph) : std::vector<bool>();
    for (Node& node : graph.nodes) {
        const bool kept = std::ranges::any_of(node.outputs, [&](int output) {
            return output >= 0 && !stays.empty() && stays[static_cast<std::size_t>(output)];
        });
        const Outputs outputs = kept ? Outputs{} : foldedOutputs(graph, node, passthroughs, room);
        for (const ValuePtr& output : outputs)
            room -= output ? output->size() : 0;
        for (std::size_t i = 0; i < node.outputs.size() && i < outputs.size(); ++i)
            if (node.outputs[i] >= 0)
                graph.constants[static_cast<std::size_t>(node.outputs[i])] = outputs[i];
        if (outputs.size() < node.outputs.size())
            left.push_back(std::move(node));
    }
    graph.nodes = std::move(left);
    dropUnread(graph);
}

/// Folds the graphs inside of nodes, and puts the branches of Ifs whose conditions are known in their place.
/// True: there is one more to fold.
bool foldInnerGraphs(Graph& graph, Passthroughs passthroughs)
{
    std::vector<Node> nodes;
    bool inlined = false;
    for (Node& node : graph.nodes) {
        std::optional<std::vector<Node>> branch = branchOf(graph, node);
        if (!branch) {
            takeInConstants(graph, node);
            changeInnerGraphs(node, [&](Graph& inner) { foldConstants(inner, passthroughs); });
            nodes.push_back(std::move(node));
            continue;
        }
        inlined = true;
        std::ranges::move(*branch, std::back_inserter(nodes));
    }
    graph.nodes = std::move(nodes);
    return inlined;
}

} // namespace

void foldConstants(Graph& graph, Passthroughs passthroughs)
{
    foldOnce(graph, passthroughs);
    // What a branch gives may be the condition of the next If. The rest runs as it stands.
    constexpr int mostRounds = 8;
    for (int round = 0; round < mostRounds && std::ranges::any_of(graph.nodes, hasInnerGraphs); ++round) {
        if (!foldInnerGraphs(graph, passthroughs))
            break;
        foldOnce(graph, passthroughs);
    }
    dropUnread(graph);
}

void dropUnread(Graph& graph)
{
    std::vector<bool> read(graph.names.size(), false);
    const auto mark = [&](int value) {
        if (value >= 0)
            read[static_cast<std::size_t>(value)] = true;
    };
    std::ranges::for_each(graph.outputs, mark);
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        const auto isRead = [&](int output) { return output >= 0 && read[static_cast<std::size_t>(output)]; };
        if (std::ranges::none_of(node->outputs, isRead))
            continue;
        std::ranges::for_each(node->inputs, mark);
        kept.push_back(std::move(*node));
    }
    std::ranges::reverse(kept);
    graph.nodes = std::move(kept);
    for (std::size_t value = 0; value < graph.constants.size(); ++value)
        if (!read[value])
            graph.constants[value] = nullptr;
}

} // namespace termscope
