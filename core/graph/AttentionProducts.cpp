#include "core/graph/AttentionProducts.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/LayerNames.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

/// Operators between a product and the Softmax: they scale, mask or reorder.
bool staysOnTheWay(std::string_view op)
{
    constexpr std::array<std::string_view, 19> passed{"Mul",
                                                      "Div",
                                                      "Add",
                                                      "Sub",
                                                      "Where",
                                                      "Cast",
                                                      "Identity",
                                                      "Dropout",
                                                      "Reshape",
                                                      "Transpose",
                                                      "Unsqueeze",
                                                      "Clip",
                                                      "Squeeze",
                                                      "Max",
                                                      "Min",
                                                      "Tanh",
                                                      "Expand",
                                                      "QuantizeLinear",
                                                      "DequantizeLinear"};
    return std::ranges::find(passed, op) != passed.end();
}

/// Or what stands in its place where ONNX's Attention was taken apart.
bool isSoftmax(const Node& node)
{
    return node.op == "Softmax" || node.op == "termscope.ScoreWeights";
}

constexpr std::string_view otherRole = "product";

class Search {
public:
    /// `ofInputs`: what the graph is given is made of data by layers that are elsewhere.
    Search(Graph& graph, bool ofInputs)
        : graph_(graph), producer_(graph.names.size(), nullptr), active_(graph.names.size(), false),
          readers_(graph.names.size())
    {
        for (const Node& node : graph.nodes) {
            for (const int output : node.outputs)
                if (output >= 0)
                    producer_[at(output)] = &node;
            for (const int input : node.inputs)
                if (input >= 0)
                    readers_[at(input)].push_back(&node);
        }
        for (const GraphInput& input : graph.inputs)
            active_[at(input.value)] = ofInputs && isFloating(input.type);
    }

    /// Visits the nodes in order, so that what they read has been seen.
    bool isProductOfActivations(const Node& node)
    {
        const bool lookUp = node.op == "Gather" && node.input(0) >= 0 && graph_.constants[at(node.input(0))] != nullptr
                            && isFloating(graph_.constants[at(node.input(0))]->type) && node.input(1) >= 0
                            && graph_.constants[at(node.input(1))] == nullptr;
        const bool active = lookUp || !node.layers.empty()
                            || std::ranges::any_of(node.inputs, [this](int input) { return isActive(input); });
        for (const int output : node.outputs)
            if (output >= 0)
                active_[at(output)] = active;
        return node.op == "MatMul" && node.layers.empty() && node.inputs.size() == 2 && isActive(node.inputs[0])
               && isActive(node.inputs[1]);
    }

    std::string_view roleOf(const Node& node) const
    {
        if (leadsToSoftmax(node.outputs[0], 0))
            return "qk";
        return comesFromSoftmax(node.inputs[0], 0) ? "sv" : otherRole;
    }

private:
    static constexpr int mostSteps = 8;

    bool isActive(int value) const { return value >= 0 && active_[at(value)]; }

    bool leadsToSoftmax(int value, int steps) const
    {
        return steps < mostSteps && std::ranges::any_of(readers_[at(value)], [&](const Node* reader) {
                   return isSoftmax(*reader)
                          || (staysOnTheWay(reader->op) && !reader->outputs.empty() && reader->outputs[0] >= 0
                              && leadsToSoftmax(reader->outputs[0], steps + 1));
               });
    }

    bool comesFromSoftmax(int value, int steps) const
    {
        const Node* const from = producer_[at(value)];
        if (from == nullptr || steps >= mostSteps)
            return false;
        return isSoftmax(*from) || (staysOnTheWay(from->op) && std::ranges::any_of(from->inputs, [&](int input) {
                                        return isActive(input) && comesFromSoftmax(input, steps + 1);
                                    }));
    }

    const Graph& graph_;
    std::vector<const Node*> producer_; ///< by value
    std::vector<bool> active_;          ///< by value: made of data by a layer, or looked up
    std::vector<std::vector<const Node*>> readers_;
};

/// "/blocks/blocks.0/attention/MatMul_1" is of the module "blocks.0.attention"; a node without a path is its own.
std::string moduleOf(const std::string& node)
{
    std::vector<std::string> parts;
    for (std::size_t first = 0; first <= node.size();) {
        const std::size_t end = std::min(node.find('/', first), node.size());
        const std::string part = node.substr(first, end - first);
        first = end + 1;
        if (part.empty())
            continue;
        if (!parts.empty() && part.starts_with(parts.back() + "."))
            parts.back() = part;
        else
            parts.push_back(part);
    }
    if (parts.size() > 1)
        parts.pop_back();
    std::string name;
    for (const std::string& part : parts)
        name += (name.empty() ? "" : ".") + part;
    return printable(name.empty() ? "attention" : name);
}

} // namespace

void addAttentionProducts(Graph& graph, std::vector<WeightLayer>& layers)
{
    const bool alone = layers.empty();
    Search search(graph, alone);
    for (Node& node : graph.nodes) {
        if (!search.isProductOfActivations(node))
            continue;
        const std::string_view role = search.roleOf(node);
        if (alone && role == otherRole) // of inputs, that may be any product
            continue;
        WeightLayer layer;
        layer.kind = LayerKind::Attention;
        layer.name = uniqueName(text(moduleOf(node.name), ".", role), layers);
        layer.weight.shape = {1, 1};
        node.layers.push_back(static_cast<int>(layers.size()));
        layers.push_back(std::move(layer));
    }
}

void measureAttention(WeightLayer& layer, const Shape& x, const Shape& y, std::int64_t batch)
{
    layer.positions.reset();
    layer.macs.reset();
    if (x.size() < 2 || y.size() < 2 || x.back() != y[y.size() - 2])
        return;
    const auto leading = [](const Shape& shape) { return elementCount({shape.begin(), shape.end() - 2}); };
    const std::int64_t products = std::max(leading(x), leading(y)); // those of one are spread, if any
    const std::int64_t m = x[x.size() - 2];
    const std::int64_t k = x.back();
    const std::int64_t n = y.back();
    if (products < 1 || m < 1 || k < 1 || n < 1)
        return;
    layer.groups = products % batch == 0 ? products / batch : products;
    layer.weight.shape = {layer.groups * n, k};
    layer.positions = m;
    layer.macs = layer.groups * m * n * k;
}

} // namespace termscope
