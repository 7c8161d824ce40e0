#include "core/graph/InnerGraphs.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"

#include <algorithm>

namespace termscope {
namespace {

class PlainCaller final : public GraphCaller {
public:
    std::size_t captures(const Graph& graph) const override { return graph.captures; }
    std::size_t inputs(const Graph& graph) const override { return graph.inputs.size(); }

    Result<Outputs> run(const Graph& graph, std::vector<ValuePtr> inputs) const override
    {
        std::vector<ValuePtr> values = graph.constants;
        for (std::size_t i = 0; i < inputs.size() && i < graph.inputs.size(); ++i)
            values[at(graph.inputs[i].value)] = std::move(inputs[i]);
        for (const Node& node : graph.nodes) {
            checkCancelled();
            Call call{node, graph.opset, {}, this};
            bool ready = true;
            for (const int input : node.inputs) {
                call.inputs.push_back(input < 0 ? nullptr : values[at(input)]);
                ready = ready && (input < 0 || call.inputs.back());
            }
            if (!ready)
                continue;
            const Result<Outputs> outputs = runOperator(call);
            if (!outputs)
                return fail("node ", node.name, ": ", outputs.error().message);
            for (std::size_t i = 0; i < outputs->size() && i < node.outputs.size(); ++i)
                if (node.outputs[i] >= 0)
                    values[at(node.outputs[i])] = (*outputs)[i];
        }
        Outputs results;
        for (const int output : graph.outputs)
            results.push_back(values[at(output)]);
        return results;
    }
};

} // namespace

std::vector<InnerGraph> innerGraphs(const Node& node)
{
    std::vector<InnerGraph> inner;
    std::size_t captures = 0;
    for (std::size_t i = 0; i < node.attributes.size(); ++i)
        if (const auto* const graph = std::get_if<GraphPtr>(&node.attributes[i].content); graph != nullptr && *graph) {
            inner.push_back({i, *graph, captures});
            captures += (*graph)->captures;
        }
    for (InnerGraph& one : inner)
        one.first += node.inputs.size() - captures;
    return inner;
}

void changeInnerGraphs(Node& node, const std::function<void(Graph&)>& change)
{
    for (const InnerGraph& inner : innerGraphs(node)) {
        auto graph = std::make_shared<Graph>(*inner.graph);
        change(*graph);
        node.attributes[inner.attribute].content = GraphPtr(std::move(graph));
    }
}

void visitNodes(const Graph& graph, const std::function<void(const Node&)>& visit)
{
    for (const Node& node : graph.nodes) {
        visit(node);
        for (const InnerGraph& inner : innerGraphs(node))
            visitNodes(*inner.graph, visit);
    }
}

std::vector<int> layersWithin(const Node& node)
{
    std::vector<int> layers = node.layers;
    for (const InnerGraph& inner : innerGraphs(node))
        visitNodes(*inner.graph,
                   [&](const Node& one) { layers.insert(layers.end(), one.layers.begin(), one.layers.end()); });
    return layers;
}

const GraphCaller& plainCaller()
{
    static const PlainCaller caller;
    return caller;
}

void takeInConstants(const Graph& graph, Node& node)
{
    std::vector<InnerGraph> inner = innerGraphs(node);
    if (inner.empty())
        return;
    std::vector<int> inputs(node.inputs.begin(), node.inputs.begin() + static_cast<std::ptrdiff_t>(inner[0].first));
    for (const InnerGraph& one : inner) {
        auto changed = std::make_shared<Graph>(*one.graph);
        const std::size_t own = one.graph->inputs.size() - one.graph->captures;
        changed->inputs.resize(own);
        changed->captures = 0;
        for (std::size_t i = 0; i < one.graph->captures; ++i) {
            const GraphInput& captured = one.graph->inputs[own + i];
            const int outer = node.inputs[one.first + i];
            const ValuePtr constant = outer < 0 ? nullptr : graph.constants[at(outer)];
            if (constant && constant->known) {
                changed->constants[at(captured.value)] = constant;
                continue;
            }
            changed->inputs.push_back(captured);
            ++changed->captures;
            inputs.push_back(outer);
        }
        node.attributes[one.attribute].content = GraphPtr(std::move(changed));
    }
    node.inputs = std::move(inputs);
}

std::optional<std::vector<Node>> branchOf(Graph& graph, const Node& node)
{
    const ValuePtr condition = node.op == "If" && node.input(0) >= 0 ? graph.constants[at(node.input(0))] : nullptr;
    if (!condition || !condition->known || condition->floating() || condition->size() != 1)
        return std::nullopt;
    const std::string_view taken = condition->integers[0] != 0 ? "then_branch" : "else_branch";
    for (const InnerGraph& inner : innerGraphs(node)) {
        const Graph& branch = *inner.graph;
        if (node.attributes[inner.attribute].name != taken || branch.inputs.size() != branch.captures
            || branch.outputs.size() < node.outputs.size())
            continue;
        std::vector<int> value(branch.names.size(), -1); // of the graph, by value of the branch
        for (std::size_t i = 0; i < branch.captures; ++i)
            value[at(branch.inputs[i].value)] = node.inputs[inner.first + i];
        for (std::size_t i = 0; i < value.size(); ++i)
            if (value[i] < 0)
                value[i] = graph.addValue(branch.names[i], branch.constants[i]);
        std::vector<Node> nodes = branch.nodes;
        for (Node& one : nodes) {
            for (int& input : one.inputs)
                input = input < 0 ? -1 : value[at(input)];
            for (int& output : one.outputs)
                output = output < 0 ? -1 : value[at(output)];
        }
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            if (node.outputs[i] >= 0)
                nodes.push_back({node.name, "Identity", {}, {value[at(branch.outputs[i])]}, {node.outputs[i]}, {}});
        return nodes;
    }
    return std::nullopt;
}

} // namespace termscope
