#include "core/graph/ConstantTracer.h"

#include "core/base/Index.h"

namespace termscope {

std::map<int, int> usesOfValues(const Graph& graph)
{
    std::map<int, int> uses;
    for (const Node& node : graph.nodes)
        for (const int input : node.inputs)
            ++uses[input];
    for (const int output : graph.outputs)
        ++uses[output];
    return uses;
}

ConstantTracer::ConstantTracer(const Graph& graph)
    : graph_(graph), producers_(graph), uses_(usesOfValues(graph)), room_(foldingLimit(graph))
{
}

/// What a DequantizeLinear gives at `value`; once for all that read it.
std::optional<QuantizedConstant> ConstantTracer::dequantized(int value, const Node& node)
{
    if (const auto known = dequantized_.find(value); known != dequantized_.end())
        return known->second;
    Result<std::optional<QuantizedConstant>> found = quantizedConstant(graph_, producers_, node);
    if (!found) {
        wrong_ = found.error();
        return std::nullopt;
    }
    // The same integers may be dequantized by any number of nodes; a file decides how much memory it takes by its size.
    room_ -= *found ? (*found)->integers->size() : 0;
    return dequantized_[value] = room_ < 0 ? std::nullopt : std::move(*found);
}

std::optional<Traced> ConstantTracer::trace(int value)
{
    Traced traced;
    const auto alone = [&](int read) {
        const auto found = uses_.find(read);
        return found == uses_.end() || found->second <= 1;
    };
    // No chain of nodes is longer than there are nodes.
    for (std::size_t steps = 0; value >= 0 && steps <= graph_.nodes.size(); ++steps) {
        traced.alone = traced.alone && alone(value);
        if (const ValuePtr& constant = graph_.constants[at(value)]) {
            if (!constant->floating() || !constant->known)
                return std::nullopt;
            traced.constant = constant;
            traced.value = value;
            traced.name = graph_.names[at(value)];
            return traced;
        }
        const Node* const producer = producers_.of(value);
        if (producer == nullptr || producer->inputs.empty())
            return std::nullopt;
        const Node& node = *producer;
        if (givesQuantized(node)) {
            traced.quantized = dequantized(value, node);
            if (!traced.quantized)
                return std::nullopt;
            traced.alone = traced.alone && alone(traced.quantized->value);
            traced.constant = traced.quantized->values;
            traced.value = traced.quantized->value;
            traced.name = traced.quantized->name;
            return traced;
        }
        if (node.op == "Transpose") {
            const std::vector<std::int64_t> order = node.integers("perm");
            if (order == std::vector<std::int64_t>{1, 0} || !node.has("perm"))
                traced.transposed = !traced.transposed;
            else if (order != std::vector<std::int64_t>{0, 1})
                return std::nullopt;
        } else if (node.op != "Identity" && node.op != "Cast") {
            return std::nullopt;
        }
        value = node.inputs[0];
    }
    return std::nullopt;
}

} // namespace termscope
