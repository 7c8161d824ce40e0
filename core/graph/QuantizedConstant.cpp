#include "core/graph/QuantizedConstant.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/QonnxConstants.h"
#include "core/ops/Operator.h"
#include "core/ops/QonnxQuantizers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace termscope {
namespace {

/// How many nodes may stand between a constant and who reads it.
constexpr int mostSteps = 16;

bool movesConstants(const Node& node)
{
    // Scales may be quantized themselves.
    constexpr std::array<std::string_view, 10> moving{"Identity",    "Cast",         "Reshape", "Transpose",
                                                      "Squeeze",     "Unsqueeze",    "Flatten", "DequantizeLinear",
                                                      quantOperator, bipolarOperator};
    return std::ranges::find(moving, node.op) != moving.end();
}

/// Values that come out are values that went in, 0 or the larger of some: what was a multiple of a scale stays one.
bool keepsMultiples(const Node& node)
{
    constexpr std::array<std::string_view, 14> keeping{
        "Identity", "Dropout", "Reshape", "Flatten", "Squeeze", "Unsqueeze",    "Transpose",
        "MaxPool",  "Relu",    "Slice",   "Expand",  "Gather",  "DepthToSpace", "SpaceToDepth"};
    return std::ranges::find(keeping, node.op) != keeping.end();
}

/// The constant that a value is, computed where it stands behind nodes that move it.
ValuePtr constantAt(const Graph& graph, const Producers& producers, int value, int steps = mostSteps)
{
    if (value < 0 || steps == 0)
        return nullptr;
    if (const ValuePtr& constant = graph.constants[at(value)])
        return constant->known ? constant : nullptr;
    const Node* const node = producers.of(value);
    if (node == nullptr || !movesConstants(*node))
        return nullptr;
    Call call{*node, graph.opset, {}};
    for (const int input : node->inputs) {
        call.inputs.push_back(constantAt(graph, producers, input, steps - 1));
        if (input >= 0 && !call.inputs.back())
            return nullptr;
    }
    const Result<Outputs> outputs = runOperator(call);
    return outputs && outputs->size() == 1 ? outputs->front() : nullptr;
}

/// The value in the file that a constant was made of.
int sourceOf(const Graph& graph, const Producers& producers, int value)
{
    for (int step = 0; step < mostSteps && !graph.constants[at(value)]; ++step) {
        const Node* const node = producers.of(value);
        if (node == nullptr || node->inputs.empty() || node->inputs[0] < 0)
            break;
        value = node->inputs[0];
    }
    return value;
}

/// By output of a weight: where its scale and zero point are, for the value `input` of its row.
struct ScaleOrder {
    std::int64_t perOutput = 0;
    std::int64_t perInput = 0;
    std::int64_t block = 0; ///< 0: the input does not count

    std::size_t at(std::int64_t output, std::int64_t input) const
    {
        return static_cast<std::size_t>(output * perOutput + (block > 0 ? input / block * perInput : 0));
    }
};

/// None where the scales differ along something else.
std::optional<ScaleOrder> scaleOrder(const QuantizedConstant& constant, bool turned)
{
    const Shape& shape = constant.integers->shape;
    if (constant.scales->size() == 1)
        return ScaleOrder{};
    const bool matrix = shape.size() == 2;
    const std::int64_t outputAxis = turned ? 1 : 0;
    if (constant.block == 0) {
        // Recurrent weights: [1, outputs, inputs].
        const bool recurrent = shape.size() == 3 && shape[0] == 1 && constant.axis == 1 && !turned;
        return constant.axis == outputAxis || recurrent ? std::optional(ScaleOrder{1, 0, 0}) : std::nullopt;
    }
    if (!matrix || constant.axis == outputAxis || constant.scales->rank() != 2)
        return std::nullopt;
    const std::int64_t columns = constant.scales->shape[1];
    return turned ? ScaleOrder{1, columns, constant.block} : ScaleOrder{columns, 1, constant.block};
}

/// What a QuantizeLinear makes: values of the type of its zero point, or what it says itself.
ElementType typeMadeBy(const Node& quantizer, const ValuePtr& zero)
{
    if (zero)
        return zero->type;
    return typeFromNumber(quantizer.integer("output_dtype", 0)).value_or(ElementType::UInt8);
}

/// Whether the integers that a Trunc reads have a sign: what quantized them says so, before they were averaged.
std::optional<bool> signBefore(const Graph& graph, const Producers& producers, const Node& trunc)
{
    constexpr std::array<std::string_view, 4> averaging{"AveragePool", "GlobalAveragePool", "ReduceMean", "Mul"};
    const Node* node = producers.of(trunc.input(0));
    for (std::size_t steps = 0; node != nullptr && steps < graph.nodes.size(); ++steps) {
        if (node->op == "Relu")
            return false;
        if (node->op == quantOperator)
            return node->integer("signed", 1) != 0;
        if (!keepsMultiples(*node) && std::ranges::find(averaging, node->op) == averaging.end())
            return std::nullopt;
        const bool first = node->input(0) >= 0 && !graph.constants[at(node->inputs[0])];
        node = producers.of(node->input(first ? 0 : 1));
    }
    return std::nullopt;
}

/// Whether two inputs of nodes hold the same; either may be left out.
bool sameConstants(const Graph& graph, int a, int b)
{
    if (a == b)
        return true;
    const ValuePtr x = a < 0 ? nullptr : graph.constants[at(a)];
    const ValuePtr y = b < 0 ? nullptr : graph.constants[at(b)];
    return x && y && x->known && y->known && x->size() == y->size() && x->integers == y->integers
           && std::ranges::equal(x->floats, y->floats);
}

} // namespace

const Node* pairBefore(const Graph& graph, const Producers& producers, const Node& node)
{
    if (node.op != "DequantizeLinear")
        return nullptr;
    const Node* const before = producers.of(node.input(0));
    const bool pair = before != nullptr && before->op == "QuantizeLinear" && before->input(0) >= 0
                      && node.outputs.size() == 1 && node.outputs[0] >= 0
                      && sameConstants(graph, before->input(1), node.input(1))
                      && sameConstants(graph, before->input(2), node.input(2));
    return pair ? before : nullptr;
}

Producers::Producers(const Graph& graph) : nodes_(graph.names.size(), nullptr)
{
    for (const Node& node : graph.nodes)
        for (const int output : node.outputs)
            if (output >= 0)
                nodes_[at(output)] = &node;
}

Result<std::optional<QuantizedConstant>> quantizedConstant(const Graph& graph, const Producers& producers,
                                                           const Node& node)
{
    const std::optional<QuantizedConstant> none;
    if (node.op == quantOperator || node.op == bipolarOperator) {
        Call call{node, graph.opset, {}};
        for (const int input : node.inputs)
            call.inputs.push_back(constantAt(graph, producers, input));
        if (node.inputs.empty() || std::ranges::find(call.inputs, nullptr) != call.inputs.end())
            return none;
        const int value = sourceOf(graph, producers, node.inputs[0]);
        Result<QuantizedConstant> found = quantConstant(call, graph.names[at(value)], value);
        return found ? Result<std::optional<QuantizedConstant>>(std::move(*found))
                     : fail(graph.where(node), ": ", found.error().message);
    }
    if (node.op != "DequantizeLinear")
        return none;
    if (node.input(1) < 0)
        return fail(graph.where(node), ": expected a scale as input 1, found none");
    QuantizedConstant found;
    found.integers = constantAt(graph, producers, node.input(0));
    found.scales = constantAt(graph, producers, node.input(1));
    if (!found.integers || !found.scales || (found.integers->floating() && !floatCode(found.integers->type)))
        return none;
    if (node.input(2) >= 0 && !(found.zeros = constantAt(graph, producers, node.input(2))))
        return none;
    Call call{node, graph.opset, {found.integers, found.scales}};
    if (found.zeros)
        call.inputs.push_back(found.zeros);
    Result<Outputs> outputs = runOperator(call);
    if (!outputs)
        return fail(graph.where(node), ": ", outputs.error().message);
    found.values = outputs->front();
    found.type = nameOf(found.integers->type);
    found.range = integerRange(found.integers->type);
    found.value = sourceOf(graph, producers, node.inputs[0]);
    found.name = graph.names[at(found.value)];
    const std::int64_t axis = node.integer("axis", 1);
    found.axis = axis < 0 ? axis + found.integers->rank() : axis;
    found.block = found.scales->rank() == found.integers->rank() && found.scales->size() > 1
                      ? node.integer("block_size", 0)
                      : 0;
    return std::optional(std::move(found));
}

GivenWeightsPtr givenWeights(const QuantizedConstant& constant, bool turned, float factor)
{
    const auto range = constant.range;
    const std::optional<ScaleOrder> order = range ? scaleOrder(constant, turned) : std::nullopt;
    if (!order || constant.integers->size() == 0)
        return nullptr;
    const Shape& shape = constant.integers->shape;
    const bool recurrent = shape.size() == 3 && shape[0] == 1;
    const std::int64_t outputs = turned ? shape[1] : recurrent && order->perOutput > 0 ? shape[1] : shape[0];
    const std::int64_t row = constant.integers->size() / outputs;
    const auto zeroAt = [&](std::size_t place) {
        return constant.zeros ? static_cast<std::int32_t>(constant.zeros->integers[place]) : 0;
    };
    std::vector<std::int32_t> integers(constant.integers->integers.size());
    for (std::int64_t output = 0; output < outputs; ++output)
        for (std::int64_t input = 0; input < row; ++input) {
            const std::int64_t place = turned ? input * outputs + output : output * row + input;
            integers[at(output * row + input)] = static_cast<std::int32_t>(constant.integers->integers[at(place)])
                                                 - zeroAt(order->at(output, input));
        }
    auto given = std::make_shared<GivenWeights>();
    given->type = constant.type;
    given->integers = storedIntegers(std::move(integers));
    const std::int64_t blocks = order->block > 0 ? row / order->block + (row % order->block != 0 ? 1 : 0) : 1;
    given->block = blocks > 1 ? order->block : 0;
    std::vector<float> scales;
    std::vector<std::int32_t> zeros;
    for (std::int64_t output = 0; output < (order->perOutput > 0 ? outputs : 1); ++output)
        for (std::int64_t block = 0; block < blocks; ++block) {
            scales.push_back(factor * constant.scales->floats[order->at(output, block * order->block)]);
            zeros.push_back(zeroAt(order->at(output, block * order->block)));
        }
    given->scales = std::move(scales);
    if (std::ranges::any_of(zeros, [](std::int32_t zero) { return zero != 0; }))
        given->zeros = storedIntegers(std::move(zeros));
    given->lowest = range->first;
    given->highest = range->second;
    if (constant.zeros) {
        const auto [low, high] = std::ranges::minmax(constant.zeros->integers);
        given->lowest = range->first - static_cast<std::int32_t>(high);
        given->highest = range->second - static_cast<std::int32_t>(low);
    }
    return given;
}

bool givesQuantized(const Node& node)
{
    return node.op == "DequantizeLinear" || node.op == quantOperator || node.op == bipolarOperator;
}

std::string storedCodes(const QuantizedConstant& constant)
{
    const auto code = floatCode(constant.integers->type);
    if (!code)
        return "";
    const bool powers = constant.scales->type == ElementType::Float8E8M0;
    const std::string type(*code == FloatCode::E2M1 && powers ? "MXFP4" : nameOf(*code));
    if (constant.block > 0)
        return text(type, " in blocks of ", constant.block);
    return type + (constant.scales->size() > 1 ? " per channel" : " per tensor");
}

std::optional<GivenData> givenData(const Graph& graph, const Producers& producers, int value)
{
    const Node* node = producers.of(value);
    for (std::size_t steps = 0; node != nullptr && keepsMultiples(*node) && steps < graph.nodes.size(); ++steps)
        node = node->inputs.empty() ? nullptr : producers.of(node->inputs[0]);
    if (node == nullptr)
        return std::nullopt;
    if (node->op == quantOperator || node->op == bipolarOperator || node->op == truncOperator) {
        std::vector<ValuePtr> levels;
        for (std::size_t i = 1; i < node->inputs.size(); ++i)
            levels.push_back(constantAt(graph, producers, node->inputs[i]));
        return quantData(*node, levels, node->op == truncOperator ? signBefore(graph, producers, *node) : std::nullopt);
    }
    if (node->op != "DequantizeLinear")
        return std::nullopt;
    const ValuePtr scale = constantAt(graph, producers, node->input(1));
    const ValuePtr zero = constantAt(graph, producers, node->input(2));
    if (!scale || scale->size() != 1 || !scale->floating() || (node->input(2) >= 0 && !zero))
        return std::nullopt;
    const Node* const from = producers.of(node->input(0));
    if ((zero && zero->size() != 1) || !std::isfinite(scale->floats[0]))
        return std::nullopt;
    if (from == nullptr || from->op != "QuantizeLinear" || !(scale->floats[0] > 0.0F))
        return std::nullopt;
    const ElementType type = zero ? zero->type : typeMadeBy(*from, constantAt(graph, producers, from->input(2)));
    const auto range = integerRange(type);
    if (!range)
        return std::nullopt;
    const std::int32_t shift = zero ? static_cast<std::int32_t>(zero->integers[0]) : 0;
    return GivenData{
        std::string(nameOf(type)), scale->floats[0], range->first - shift, range->second - shift, false, shift};
}

} // namespace termscope
