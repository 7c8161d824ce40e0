// QuantizeLinear and DequantizeLinear: per tensor or along one axis.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>

namespace termscope::ops {
namespace {

/// One scale, or one per place of `axis`. Steps of the scale over the input's shape.
Result<Shape> scaleSteps(const Call& call)
{
    if (call[1].size() == 1)
        return Shape(call[0].shape.size(), 0);
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    if (call[1].shape != Shape{call[0].shape[at(*axis)]})
        return fail("expected one scale or ", call[0].shape[at(*axis)], " along axis ", *axis, ", found the shape ",
                    toText(call[1].shape));
    Shape steps(call[0].shape.size(), 0);
    steps[at(*axis)] = 1;
    return steps;
}

Result<void> checkZeroPoint(const Call& call)
{
    if (!call.has(2))
        return {};
    TERMSCOPE_TRY(expectIntegers(call, 2));
    if (call[2].size() != call[1].size())
        return fail("expected as many zero points as scales, found ", toText(call[2].shape), " and ",
                    toText(call[1].shape));
    return {};
}

Result<Outputs> quantizeLinear(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkZeroPoint(call));
    const Result<Shape> steps = scaleSteps(call);
    if (!steps)
        return tl::unexpected(steps.error());
    const ElementType type = call.has(2) ? call[2].type : ElementType::UInt8;
    if (type != ElementType::UInt8 && type != ElementType::Int8)
        return fail("expected a zero point of uint8 or int8, found ", nameOf(type));
    if (!call.known())
        return only(shapeOnly(type, call[0].shape));
    const float low = type == ElementType::UInt8 ? 0.0F : -128.0F;
    auto result = newValue(type, call[0].shape);
    std::size_t place = 0;
    walk(call[0].shape, std::array{*steps}, [&](const auto& offsets) {
        const float zero = call.has(2) ? static_cast<float>(call[2].integers[at(offsets[0])]) : 0.0F;
        const float level = std::nearbyint(call[0].floats[place] / call[1].floats[at(offsets[0])]) + zero;
        result->integers[place++] = static_cast<std::int64_t>(std::isnan(level) ? zero
                                                                                : std::clamp(level, low, low + 255.0F));
    });
    return only(std::move(result));
}

Result<Outputs> dequantizeLinear(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkZeroPoint(call));
    const Result<Shape> steps = scaleSteps(call);
    if (!steps)
        return tl::unexpected(steps.error());
    if (!call.known())
        return only(shapeOnly(call[1].type, call[0].shape));
    auto result = newValue(call[1].type, call[0].shape);
    std::size_t place = 0;
    walk(call[0].shape, std::array{*steps}, [&](const auto& offsets) {
        const std::int64_t zero = call.has(2) ? call[2].integers[at(offsets[0])] : 0;
        result->floats[place] = static_cast<float>(call[0].integers[place] - zero) * call[1].floats[at(offsets[0])];
        ++place;
    });
    return only(std::move(result));
}

constexpr Operator quantizersTable[] = {{"DequantizeLinear", dequantizeLinear, 2, 3}, {"QuantizeLinear", quantizeLinear, 2, 3}};

} // namespace

std::span<const Operator> quantizers()
{
    return quantizersTable;
}

} // namespace termscope::ops
