#include "core/graph/BatchAxis.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <span>

namespace termscope {
namespace {

/// Where the first two axes of an input stand in a value; none: nowhere any more.
struct Axes {
    std::optional<std::size_t> first;
    std::optional<std::size_t> second;
};

bool speaksOf(std::string name, std::span<const std::string_view> parts, std::span<const std::string_view> wholes)
{
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(parts, [&](std::string_view part) { return name.find(part) != std::string::npos; })
           || std::ranges::find(wholes, name) != wholes.end();
}

/// Operators whose output has the leading axes of what they read.
bool keepsAxes(const Node& node)
{
    static constexpr std::array<std::string_view, 21> keeping{"Cast",
                                                              "Identity",
                                                              "Dropout",
                                                              "Relu",
                                                              "Tanh",
                                                              "Sigmoid",
                                                              "HardSigmoid",
                                                              "Swish",
                                                              "HardSwish",
                                                              "Gelu",
                                                              "Elu",
                                                              "LeakyRelu",
                                                              "Mul",
                                                              "Add",
                                                              "Sub",
                                                              "Div",
                                                              "Clip",
                                                              "Erf",
                                                              "Neg",
                                                              "QuantizeLinear",
                                                              "DequantizeLinear"};
    return std::ranges::find(keeping, node.op) != keeping.end() || node.op == "LayerNormalization"
           || (node.op == "MatMul" && !node.layers.empty());
}

bool isRecurrent(const Node& node)
{
    return node.op == "LSTM" || node.op == "GRU" || node.op == "RNN";
}

/// Which of the input's axes a recurrent node takes as that of samples.
std::optional<std::size_t> batchOf(const Node& node, std::size_t place, const Axes& axes)
{
    const bool isData = place == 0;
    const bool isState = place == 5 || place == 6;
    if (!isData && !isState)
        return std::nullopt;
    const std::size_t batch = node.integer("layout", 0) != 0 ? 0 : 1;
    if (axes.first == batch)
        return 0;
    return axes.second == batch ? std::optional<std::size_t>(1) : std::nullopt;
}

std::optional<std::size_t> moved(const std::optional<std::size_t>& axis, std::span<const std::int64_t> order)
{
    const auto found = axis ? std::ranges::find(order, static_cast<std::int64_t>(*axis)) : order.end();
    return found == order.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - order.begin()));
}

/// Where the axes stand in the node's output; none where they are lost.
std::optional<Axes> through(const Graph& graph, const Node& node, std::size_t place, const Axes& axes)
{
    if (node.op == "Transpose") {
        const std::vector<std::int64_t> order = node.integers("perm");
        return order.empty() ? std::nullopt : std::optional(Axes{moved(axes.first, order), moved(axes.second, order)});
    }
    const bool lookUp = node.op == "Gather" && place == 1 && node.integer("axis", 0) == 0 && node.input(0) >= 0
                        && graph.constants[static_cast<std::size_t>(node.input(0))] != nullptr;
    return lookUp || keepsAxes(node) ? std::optional(axes) : std::nullopt;
}

std::string nameOf(const GraphInput& input, std::size_t axis)
{
    return axis < input.axisNames.size() ? input.axisNames[axis] : std::string();
}

} // namespace

bool namesTime(const std::string& axis)
{
    static constexpr std::array<std::string_view, 6> parts{"seq", "time", "step", "len", "ctx", "context"};
    static constexpr std::array<std::string_view, 2> wholes{"t", "bptt"};
    return speaksOf(axis, parts, wholes);
}

bool namesBatch(const std::string& axis)
{
    static constexpr std::array<std::string_view, 2> parts{"batch", "stream"};
    static constexpr std::array<std::string_view, 3> wholes{"b", "n", "bs"};
    return speaksOf(axis, parts, wholes);
}

std::size_t batchAxisOf(const Graph& graph, const GraphInput& input)
{
    if (!input.shape || input.shape->size() < 2)
        return 0;
    const std::string first = nameOf(input, 0);
    const std::string second = nameOf(input, 1);
    if (namesBatch(first) != namesBatch(second) && !(namesBatch(first) && namesTime(first)))
        return namesBatch(first) ? 0 : 1;
    std::map<int, Axes> seen{{input.value, {0, 1}}};
    for (const Node& node : graph.nodes)
        for (std::size_t place = 0; place < node.inputs.size(); ++place) {
            const auto found = seen.find(node.inputs[place]);
            if (found == seen.end() || node.outputs.empty())
                continue;
            if (isRecurrent(node)) {
                if (const auto batch = batchOf(node, place, found->second))
                    return *batch;
                continue;
            }
            if (const auto axes = through(graph, node, place, found->second); axes && node.outputs[0] >= 0)
                seen.emplace(node.outputs[0], *axes);
        }
    return 0;
}

} // namespace termscope
