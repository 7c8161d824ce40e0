// One float in, one float out; and Clip and PRelu, which take their bounds and slopes as inputs.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace termscope::ops {
namespace {

/// Applies `function` to every element.
template <class Function>
Result<Outputs> each(Call& call, Function function)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    for (float& x : result->floats)
        x = function(x);
    roundAll(*result);
    return only(std::move(result));
}

/// Between their layers transformers take these of every value.
template <kernels::Curve which>
Result<Outputs> curve(Call& call, float alpha = 1.0F)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    kernels::best().curve(which, alpha, result->floats.data(), result->floats.size());
    roundAll(*result);
    return only(std::move(result));
}

template <kernels::Curve which>
Result<Outputs> plainCurve(Call& call)
{
    return curve<which>(call);
}

/// For operators without attributes.
template <float (*Function)(float)>
Result<Outputs> plain(Call& call)
{
    // A lambda, so that the function is part of the loop.
    return each(call, [](float x) { return Function(x); });
}

float relu(float x)
{
    return std::max(x, 0.0F);
}

float softplus(float x)
{
    return std::max(x, 0.0F) + std::log1p(std::exp(-std::abs(x)));
}

float hardSwish(float x)
{
    return x * std::clamp(x / 6.0F + 0.5F, 0.0F, 1.0F);
}

/// Halves go to the even neighbour.
float roundToEven(float x)
{
    return std::nearbyint(x);
}

float signOf(float x)
{
    return x > 0.0F ? 1.0F : x < 0.0F ? -1.0F : 0.0F;
}

float softsign(float x)
{
    return x / (1.0F + std::abs(x));
}

float reciprocal(float x)
{
    return 1.0F / x;
}

float mish(float x)
{
    return x * std::tanh(softplus(x));
}

template <float (*Function)(float)>
Result<Outputs> alsoIntegers(Call& call, std::int64_t (*ofIntegers)(std::int64_t))
{
    if (call[0].floating())
        return each(call, [](float x) { return Function(x); });
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    for (std::int64_t& x : result->integers)
        x = wrapped(ofIntegers(x), result->type);
    return only(std::move(result));
}

Result<Outputs> absolute(Call& call)
{
    return alsoIntegers<std::fabs>(call, [](std::int64_t x) { return x < 0 ? -x : x; });
}

float negated(float x)
{
    return -x;
}

Result<Outputs> negative(Call& call)
{
    return alsoIntegers<negated>(call, [](std::int64_t x) { return -x; });
}

Result<Outputs> sign(Call& call)
{
    return alsoIntegers<signOf>(call, [](std::int64_t x) -> std::int64_t { return x > 0 ? 1 : x < 0 ? -1 : 0; });
}

Result<Outputs> reluOfAny(Call& call)
{
    return alsoIntegers<relu>(call, [](std::int64_t x) { return std::max<std::int64_t>(x, 0); });
}

Result<Outputs> leakyRelu(Call& call)
{
    const float alpha = call.node.number("alpha", 0.01F);
    return each(call, [alpha](float x) { return x < 0.0F ? alpha * x : x; });
}

Result<Outputs> thresholdedRelu(Call& call)
{
    const float alpha = call.node.number("alpha", 1.0F);
    return each(call, [alpha](float x) { return x > alpha ? x : 0.0F; });
}

Result<Outputs> elu(Call& call)
{
    const float alpha = call.node.number("alpha", 1.0F);
    return each(call, [alpha](float x) { return x < 0.0F ? alpha * std::expm1(x) : x; });
}

Result<Outputs> celu(Call& call)
{
    const float alpha = call.node.number("alpha", 1.0F);
    return each(call, [alpha](float x) { return std::max(x, 0.0F) + std::min(0.0F, alpha * std::expm1(x / alpha)); });
}

Result<Outputs> selu(Call& call)
{
    const float alpha = call.node.number("alpha", 1.67326319217681884765625F);
    const float gamma = call.node.number("gamma", 1.05070102214813232421875F);
    return each(call, [alpha, gamma](float x) { return gamma * (x > 0.0F ? x : alpha * std::expm1(x)); });
}

Result<Outputs> hardSigmoid(Call& call)
{
    const float alpha = call.node.number("alpha", 0.2F);
    const float beta = call.node.number("beta", 0.5F);
    return each(call, [alpha, beta](float x) { return std::clamp(alpha * x + beta, 0.0F, 1.0F); });
}

Result<Outputs> geluOf(Call& call)
{
    return call.node.text("approximate", "none") == "tanh" ? curve<kernels::Curve::GeluByTanh>(call)
                                                           : curve<kernels::Curve::Gelu>(call);
}

Result<Outputs> swish(Call& call)
{
    return curve<kernels::Curve::Swish>(call, call.node.number("alpha", 1.0F));
}

/// A value and its sigmoid in one (core/graph/JoinGates.h).
Result<Outputs> gate(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    if (!call.known() || call[0].type == ElementType::Float32)
        return curve<kernels::Curve::Swish>(call);
    const auto sigmoid = std::make_shared<Value>(call[0]);
    kernels::best().curve(kernels::Curve::Sigmoid, 1.0F, sigmoid->floats.data(), sigmoid->floats.size());
    roundAll(*sigmoid);
    auto result = take(call, 0);
    std::transform(result->floats.begin(), result->floats.end(), sigmoid->floats.begin(), result->floats.begin(),
                   std::multiplies<>());
    roundAll(*result);
    return only(std::move(result));
}

/// Swish of one value, times another that stretches to it.
Result<Outputs> swiGlu(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 1));
    Call gate{call.node, call.opset, {call.inputs[0]}};
    Result<Outputs> gates = swish(gate);
    if (!gates)
        return gates;
    const Node node{call.node.name, "Mul", {}, {}, {}, {}};
    Call product{node, call.opset, {gates->front(), call.inputs[1]}};
    return runOperator(product);
}

/// Nothing within ±lambd; beyond, moved towards 0 by the bias.
Result<Outputs> shrink(Call& call)
{
    const float bias = call.node.number("bias", 0.0F);
    const float lambda = call.node.number("lambd", 0.5F);
    const auto shrunk = [bias, lambda](auto x) {
        const auto value = static_cast<float>(x);
        return value < -lambda ? value + bias : value > lambda ? value - bias : 0.0F;
    };
    if (call[0].floating())
        return each(call, shrunk);
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    for (std::int64_t& x : result->integers)
        x = wrapped(static_cast<std::int64_t>(shrunk(x)), result->type);
    return only(std::move(result));
}

/// One bound of Clip: an input from opset 11 on, an attribute before.
Result<Outputs> clip(Call& call)
{
    for (std::size_t i = 1; i < 3; ++i)
        if (call.has(i) && (elementCount(call[i].shape) != 1 || call[i].type != call[0].type))
            return fail("expected a single ", nameOf(call[0].type), " as bound, found ", nameOf(call[i].type),
                        " of shape ", toText(call[i].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    if (!call[0].floating()) {
        const std::int64_t low = call.has(1) ? call[1].integers[0] : std::numeric_limits<std::int64_t>::min();
        const std::int64_t high = call.has(2) ? call[2].integers[0] : std::numeric_limits<std::int64_t>::max();
        auto result = take(call, 0);
        for (std::int64_t& x : result->integers)
            x = std::min(std::max(x, low), high);
        return only(std::move(result));
    }
    const float largest = std::numeric_limits<float>::max();
    const float low = call.has(1) ? call[1].floats[0] : call.node.number("min", -largest);
    const float high = call.has(2) ? call[2].floats[0] : call.node.number("max", largest);
    auto result = take(call, 0);
    for (float& x : result->floats)
        x = std::min(std::max(x, low), high);
    return only(std::move(result));
}

Result<Outputs> prelu(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Result<Shape> wide = broadcastShape(call[0].shape, call[1].shape);
    if (!wide)
        return tl::unexpected(wide.error());
    if (*wide != call[0].shape)
        return fail("expected slopes that stretch to ", toText(call[0].shape), ", found ", toText(call[1].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    const std::array strides{broadcastStrides(call[1].shape, *wide)};
    const ValuePtr slopes = call.inputs[1];
    auto result = take(call, 0);
    float* x = result->floats.data();
    walk(*wide, strides, [&](const auto& offsets) {
        *x = *x < 0.0F ? *x * slopes->floats[at(offsets[0])] : *x;
        ++x;
    });
    return only(std::move(result));
}

constexpr Operator activationsTable[] = {
    {"Abs", absolute, 1, 1},
    {"Acos", plain<std::acos>, 1, 1},
    {"Acosh", plain<std::acosh>, 1, 1},
    {"Asin", plain<std::asin>, 1, 1},
    {"Asinh", plain<std::asinh>, 1, 1},
    {"Atan", plain<std::atan>, 1, 1},
    {"Atanh", plain<std::atanh>, 1, 1},
    {"Ceil", plain<std::ceil>, 1, 1},
    {"Celu", celu, 1, 1, "f:alpha"},
    {"Clip", clip, 1, 3, "f:max f:min"},
    {"Cos", plain<std::cos>, 1, 1},
    {"Cosh", plain<std::cosh>, 1, 1},
    {"Elu", elu, 1, 1, "f:alpha"},
    {"Erf", plainCurve<kernels::Curve::ErrorFunction>, 1, 1},
    {"Exp", plain<std::exp>, 1, 1},
    {"Floor", plain<std::floor>, 1, 1},
    {"Gelu", geluOf, 1, 1, "s:approximate"},
    {"HardSigmoid", hardSigmoid, 1, 1, "f:alpha f:beta"},
    {"HardSwish", plain<hardSwish>, 1, 1},
    {"LeakyRelu", leakyRelu, 1, 1, "f:alpha"},
    {"Log", plain<std::log>, 1, 1},
    {"Mish", plain<mish>, 1, 1},
    {"Neg", negative, 1, 1},
    {"PRelu", prelu, 2, 2},
    {"Reciprocal", plain<reciprocal>, 1, 1},
    {"Relu", reluOfAny, 1, 1},
    {"Round", plain<roundToEven>, 1, 1},
    {"Selu", selu, 1, 1, "f:alpha f:gamma"},
    {"Sigmoid", plainCurve<kernels::Curve::Sigmoid>, 1, 1},
    {"Sign", sign, 1, 1},
    {"Shrink", shrink, 1, 1, "f:bias f:lambd"},
    {"Sin", plain<std::sin>, 1, 1},
    {"Sinh", plain<std::sinh>, 1, 1},
    {"Softplus", plain<softplus>, 1, 1},
    {"Softsign", plain<softsign>, 1, 1},
    {"Sqrt", plain<std::sqrt>, 1, 1},
    {"SwiGLU", swiGlu, 2, 2, "f:alpha"},
    {"Swish", swish, 1, 1, "f:alpha"},
    {"Tan", plain<std::tan>, 1, 1},
    {"Tanh", plain<std::tanh>, 1, 1},
    {"ThresholdedRelu", thresholdedRelu, 1, 1, "f:alpha"},
    {"termscope.Gate", gate, 1, 1},
};

} // namespace

std::span<const Operator> activations()
{
    return activationsTable;
}

} // namespace termscope::ops
