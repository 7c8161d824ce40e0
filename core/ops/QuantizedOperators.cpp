// onnxruntime's operators (com.microsoft) on quantized values: what is dequantized goes through the operator of that
// name in float32 and is quantized again, as onnxruntime defines them.
#include "core/ops/Families.h"
#include "core/ops/QuantizerHelpers.h"

#include "core/base/Text.h"

namespace termscope::ops {
namespace {

Result<Outputs> qLinearAdd(Call& call)
{
    return throughFloats(call, {"Add", {}, {0, 3}, 6});
}

Result<Outputs> qLinearMul(Call& call)
{
    return throughFloats(call, {"Mul", {}, {0, 3}, 6});
}

/// The scale and zero point of the result, then three inputs for each value.
Result<Outputs> qLinearConcat(Call& call)
{
    if (call.count() % 3 != 2)
        return fail("expected three inputs for each value after those of the result, found ", call.count());
    ThroughFloats through{"Concat", call.node.attributes, {}, 0};
    for (std::size_t input = 2; input < call.count(); input += 3)
        through.inputs.push_back(input);
    return throughFloats(call, through);
}

Result<void> expectChannelsFirst(const Node& node)
{
    if (node.integer("channels_last", 0) != 0)
        return fail("expected channels after the batch, found channels_last = ", node.integer("channels_last", 0));
    return {};
}

Result<Outputs> qLinearAveragePool(Call& call)
{
    TERMSCOPE_TRY(expectChannelsFirst(call.node));
    return throughFloats(call, {"AveragePool", call.node.attributesBut("channels_last"), {0}, 3});
}

Result<Outputs> qLinearGlobalAveragePool(Call& call)
{
    TERMSCOPE_TRY(expectChannelsFirst(call.node));
    return throughFloats(call, {"GlobalAveragePool", {}, {0}, 3});
}

Result<Outputs> qLinearSigmoid(Call& call)
{
    return throughFloats(call, {"Sigmoid", {}, {0}, 3});
}

Result<Outputs> qLinearLeakyRelu(Call& call)
{
    return throughFloats(call, {"LeakyRelu", call.node.attributes, {0}, 3});
}

Result<Outputs> qLinearSoftmax(Call& call)
{
    // From opset 13 on an axis, before that all axes from one on.
    call.opset = static_cast<int>(call.node.integer("opset", call.opset));
    return throughFloats(call, {"Softmax", call.node.attributesBut("opset"), {0}, 3});
}

constexpr Operator quantizedOperatorsTable[] = {
    {"com.microsoft.QLinearAdd", qLinearAdd, 7, 8},
    {"com.microsoft.QLinearAveragePool", qLinearAveragePool, 4, 5,
     "s:auto_pad i:ceil_mode I:dilations I:kernel_shape I:pads I:strides i:channels_last i:count_include_pad"},
    {"com.microsoft.QLinearConcat", qLinearConcat, 5, many, "i:axis"},
    {"com.microsoft.QLinearGlobalAveragePool", qLinearGlobalAveragePool, 5, 5, "i:channels_last"},
    {"com.microsoft.QLinearLeakyRelu", qLinearLeakyRelu, 4, 5, "f:alpha"},
    {"com.microsoft.QLinearMul", qLinearMul, 7, 8},
    {"com.microsoft.QLinearSigmoid", qLinearSigmoid, 4, 5},
    {"com.microsoft.QLinearSoftmax", qLinearSoftmax, 5, 5, "i:axis i:opset"},
};

} // namespace

std::span<const Operator> quantizedOperators()
{
    return quantizedOperatorsTable;
}

} // namespace termscope::ops
