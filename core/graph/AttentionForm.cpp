#include "core/graph/AttentionForm.h"

#include "core/graph/NodeParts.h"

namespace termscope {
namespace {

class AttentionSplit : public NodeParts {
public:
    using NodeParts::NodeParts;

    void run();

private:
    bool split(const Node& node);
};

bool AttentionSplit::split(const Node& node)
{
    const bool asksForScores = node.outputs.size() > 3 && node.outputs[3] >= 0;
    if (node.op != "Attention" || node.outputs.empty() || asksForScores || node.input(0) < 0 || node.input(1) < 0
        || node.input(2) < 0)
        return false;
    const auto output = [&](std::size_t i) { return i < node.outputs.size() ? node.outputs[i] : -1; };
    const auto attributes = [&](std::initializer_list<std::string_view> names) {
        std::vector<Attribute> own;
        for (const Attribute& attribute : node.attributes)
            if (std::ranges::find(names, attribute.name) != names.end())
                own.push_back(attribute);
        return own;
    };
    const int q = step(node, "termscope.Queries", {node.input(0)}, attributes({"q_num_heads", "scale"}));
    const int keys = newValue(node, "keys");
    const int values = newValue(node, "values");
    add(node, "termscope.Keys", {node.input(1), node.input(0), node.input(4)}, {keys, output(1)},
        attributes({"q_num_heads", "kv_num_heads"}));
    add(node, "termscope.Values", {node.input(2), node.input(0), node.input(5)}, {values, output(2)},
        attributes({"q_num_heads", "kv_num_heads"}));
    const int scores = step(node, "MatMul", {q, keys});
    const int weights = step(node, "termscope.ScoreWeights", {scores, node.input(3), node.input(6), node.input(4)},
                             attributes({"is_causal", "softcap"}));
    add(node, "termscope.JoinHeads", {step(node, "MatMul", {weights, values}), node.input(0)}, {node.outputs[0]});
    return true;
}

void AttentionSplit::run()
{
    const std::vector<Node> before = std::move(graph_.nodes);
    for (const Node& node : before)
        if (!split(node))
            nodes_.push_back(node);
    graph_.nodes = std::move(nodes_);
}

} // namespace

void splitAttention(Graph& graph)
{
    if (std::ranges::any_of(graph.nodes, [](const Node& node) { return node.op == "Attention"; }))
        AttentionSplit(graph).run();
}

} // namespace termscope
