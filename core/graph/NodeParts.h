// Nodes that take the place of one that does what they do together.
#pragma once

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/Graph.h"

#include <algorithm>
#include <initializer_list>

namespace termscope {

class NodeParts {
public:
    explicit NodeParts(Graph& graph) : graph_(graph) {}

protected:
    /// Whether the node has no attributes but these.
    static bool hasOnly(const Node& node, std::initializer_list<std::string_view> known)
    {
        return std::ranges::all_of(node.attributes, [&](const Attribute& attribute) {
            return std::ranges::find(known, attribute.name) != known.end();
        });
    }
    /// The node's attributes without those whose names begin so.
    static std::vector<Attribute> attributesBut(const Node& node, std::string_view beginning)
    {
        std::vector<Attribute> own;
        std::ranges::copy_if(node.attributes, std::back_inserter(own),
                             [&](const Attribute& attribute) { return !attribute.name.starts_with(beginning); });
        return own;
    }

    int newValue(const Node& from, std::string_view what)
    {
        return graph_.addValue(text(from.name, ' ', what), nullptr);
    }
    void add(const Node& from, std::string op, std::vector<int> inputs, std::vector<int> outputs,
             std::vector<Attribute> attributes = {})
    {
        while (!inputs.empty() && inputs.back() < 0)
            inputs.pop_back();
        nodes_.push_back({from.name, std::move(op), std::move(attributes), std::move(inputs), std::move(outputs), {}});
    }
    /// Adds a node with one new output, and gives that.
    int step(const Node& from, const std::string& op, std::vector<int> inputs, std::vector<Attribute> attributes = {})
    {
        const int value = newValue(from, op);
        add(from, op, std::move(inputs), {value}, std::move(attributes));
        return value;
    }
    int constant(const Node& from, float number)
    {
        return graph_.addValue(from.name + " factor", floatValue({}, {number}));
    }
    int integers(const Node& from, Shape shape, std::vector<std::int64_t> numbers)
    {
        return graph_.addValue(from.name + " numbers", integerValue(std::move(shape), std::move(numbers)));
    }
    /// Null where the input is left out or computed.
    ValuePtr constantAt(const Node& node, std::size_t input) const
    {
        return node.input(input) < 0 ? nullptr : graph_.constants[at(node.input(input))];
    }

    Graph& graph_;
    std::vector<Node> nodes_;
};

} // namespace termscope
