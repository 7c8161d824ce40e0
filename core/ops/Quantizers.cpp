// QuantizeLinear and DequantizeLinear: per tensor, along one axis, or in blocks of it; DynamicQuantizeLinear.
#include "core/ops/Families.h"
#include "core/ops/QuantizerHelpers.h"

#include "core/base/Text.h"
#include "core/terms/Kernels.h"

#include <cmath>

namespace termscope::ops {
namespace {

/// Which of the scales belongs to an element.
struct ScalePlaces {
    std::int64_t inner = 1; ///< elements after the axis
    std::int64_t axis = 1;  ///< size of the axis; 1 for one scale
    std::int64_t block = 0; ///< elements along the axis that share a scale; 0: the scales have no other axis
    std::int64_t blocks = 1;

    std::size_t at(std::int64_t element) const
    {
        if (axis == 1 && block == 0)
            return 0;
        const std::int64_t place = element / inner % axis;
        if (block == 0)
            return termscope::at(place);
        return termscope::at((element / inner / axis * blocks + place / block) * inner + element % inner);
    }
};

Result<ScalePlaces> blockPlaces(const Call& call, std::int64_t axis, std::int64_t block)
{
    const Shape& shape = call[0].shape;
    ScalePlaces places{countOf(shape, axis + 1, call[0].rank()), shape[at(axis)], block,
                       shape[at(axis)] / block + (shape[at(axis)] % block != 0 ? 1 : 0)};
    Shape expected = shape;
    expected[at(axis)] = places.blocks;
    if (call[1].shape != expected)
        return fail("expected scales of shape ", toText(expected), " for blocks of ", block, " along axis ", axis,
                    ", found ", toText(call[1].shape));
    return places;
}

Result<ScalePlaces> scalePlaces(const Call& call)
{
    const std::int64_t block = call.node.integer("block_size", 0);
    if (block < 0)
        return fail("expected a block_size of 0 or more, found ", block);
    if (call[1].size() == 1 && (block == 0 || call[1].rank() != call[0].rank()))
        return ScalePlaces{};
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    if (block > 0)
        return blockPlaces(call, *axis, block);
    if (call[1].shape != Shape{call[0].shape[at(*axis)]})
        return fail("expected one scale or ", call[0].shape[at(*axis)], " along axis ", *axis, ", found the shape ",
                    toText(call[1].shape));
    return ScalePlaces{countOf(call[0].shape, *axis + 1, call[0].rank()), call[0].shape[at(*axis)]};
}

/// Integers or float codes: what a scale belongs to.
Result<void> expectQuantized(const Call& call, std::size_t index)
{
    return floatCode(call[index].type) ? Result<void>() : expectIntegers(call, index);
}

Result<void> checkZeroPoint(const Call& call)
{
    if (!call.has(2))
        return {};
    TERMSCOPE_TRY(expectQuantized(call, 2));
    if (call[2].size() != call[1].size())
        return fail("expected as many zero points as scales, found ", toText(call[2].shape), " and ",
                    toText(call[1].shape));
    return {};
}

float zeroPointAt(const Call& call, std::size_t place)
{
    if (!call.has(2))
        return 0.0F;
    return call[2].floating() ? call[2].floats[place] : static_cast<float>(call[2].integers[place]);
}

/// The type of the integers or codes: that of the zero point, or what the node says.
Result<ElementType> quantizedType(const Call& call)
{
    ElementType type = ElementType::UInt8;
    if (const std::int64_t number = call.node.integer("output_dtype", 0); number != 0) {
        const auto named = typeFromNumber(number);
        if (!named)
            return fail("expected an output_dtype of integers, found ", number);
        type = *named;
    }
    if (call.has(2))
        type = call[2].type;
    if (!integerRange(type) && !floatCode(type))
        return fail("expected a zero point of at most 16 bits, found ", nameOf(type));
    return type;
}

/// x / scale plus the zero point, as a float code.
Outputs quantizedToCodes(const Call& call, ElementType type, const ScalePlaces& places)
{
    const FloatCode code = *floatCode(type);
    const bool saturated = call.node.integer("saturate", 1) != 0;
    auto result = newValue(type, call[0].shape);
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        const std::size_t place = places.at(i);
        const float x = call[0].floating() ? call[0].floats[at(i)] : static_cast<float>(call[0].integers[at(i)]);
        result->floats[at(i)] = roundedTo(x / call[1].floats[place] + zeroPointAt(call, place), code, saturated);
    }
    return only(std::move(result));
}

Result<Outputs> quantizeLinear(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkZeroPoint(call));
    const Result<ScalePlaces> places = scalePlaces(call);
    if (!places)
        return tl::unexpected(places.error());
    const Result<ElementType> type = quantizedType(call);
    if (!type)
        return tl::unexpected(type.error());
    TERMSCOPE_TRY(checkScales(call[1], places->block > 0 ? ScaleSigns::Any : ScaleSigns::Positive));
    if (!call.known())
        return only(shapeOnly(*type, call[0].shape));
    if (floatCode(*type))
        return quantizedToCodes(call, *type, *places);
    const auto range = *integerRange(*type);
    auto result = newValue(*type, call[0].shape);
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        const std::size_t place = places->at(i);
        const float x = call[0].floating() ? call[0].floats[at(i)] : static_cast<float>(call[0].integers[at(i)]);
        result->integers[at(i)] = quantized(x, call[1].floats[place], call.has(2) ? call[2].integers[place] : 0, range);
    }
    return only(std::move(result));
}

/// A scale of 0 is that of nothing but zero points.
Result<void> checkDequantizing(const Call& call, const ScalePlaces& places)
{
    const bool known = call.known();
    const bool ofCodes = call[0].floating();
    const ScaleSigns signs = places.block > 0 || ofCodes ? ScaleSigns::Any
                             : known                     ? ScaleSigns::NotNegative
                                                         : ScaleSigns::Positive;
    TERMSCOPE_TRY(checkScales(call[1], signs));
    if (!known || ofCodes || std::ranges::find(call[1].floats, 0.0F) == call[1].floats.end())
        return {};
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        const std::size_t place = places.at(i);
        const std::int64_t zero = call.has(2) ? call[2].integers[place] : 0;
        if (call[1].floats[place] == 0.0F && call[0].integers[at(i)] != zero)
            return fail("expected a scale above 0 for values that are not their zero point, found 0",
                        call[1].size() == 1 ? "" : text(" at ", place));
    }
    return {};
}

Result<Outputs> dequantizeLinear(Call& call)
{
    TERMSCOPE_TRY(expectQuantized(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkZeroPoint(call));
    if (call.has(2) && call[2].type != call[0].type)
        return fail("expected zero points of ", nameOf(call[0].type), " as the values are, found ",
                    nameOf(call[2].type));
    const Result<ScalePlaces> places = scalePlaces(call);
    if (!places)
        return tl::unexpected(places.error());
    const auto asked = typeFromNumber(call.node.integer("output_dtype", 0));
    // Scales may be codes themselves; what they scale is none.
    const ElementType own = floatCode(call[1].type) ? ElementType::Float32 : call[1].type;
    const ElementType type = asked && isFloating(*asked) ? *asked : own;
    TERMSCOPE_TRY(checkDequantizing(call, *places));
    if (!call.known())
        return only(shapeOnly(type, call[0].shape));
    auto result = newValue(type, call[0].shape);
    float* const to = result->floats.data();
    for (std::int64_t i = 0; i < call[0].size(); ++i) {
        const std::size_t place = places->at(i);
        if (call[0].floating()) {
            to[i] = (call[0].floats[at(i)] - zeroPointAt(call, place)) * call[1].floats[place];
            continue;
        }
        const std::int64_t zero = call.has(2) ? call[2].integers[place] : 0;
        to[i] = static_cast<float>(call[0].integers[at(i)] - zero) * call[1].floats[place];
    }
    roundAll(*result);
    return only(std::move(result));
}

/// uint8 over the range of the values, zero included.
Result<Outputs> dynamicQuantizeLinear(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    if (!call.known())
        return Outputs{shapeOnly(ElementType::UInt8, call[0].shape), shapeOnly(ElementType::Float32, {}),
                       shapeOnly(ElementType::UInt8, {})};
    float low = 0.0F;
    float high = 0.0F;
    for (const float x : std::span<const float>(call[0].floats)) {
        low = std::min(low, x);
        high = std::max(high, x);
    }
    const std::pair<std::int64_t, std::int64_t> range{0, 255};
    const float scale = high == low ? 1.0F : (high - low) / 255.0F;
    const std::int64_t zero = quantized(-low, scale, 0, range);
    auto result = newValue(ElementType::UInt8, call[0].shape);
    for (std::int64_t i = 0; i < call[0].size(); ++i)
        result->integers[at(i)] = quantized(call[0].floats[at(i)], scale, zero, range);
    return Outputs{std::move(result), floatValue({}, std::vector<float>{scale}),
                   integerValue({}, {zero}, ElementType::UInt8)};
}

/// A pair of both as one node (core/graph/JoinPairs.h): one scale, no integers in between.
Result<Outputs> quantizeDequantize(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Result<Quantization> levels = quantizationAt(call, 1);
    if (!levels)
        return tl::unexpected(levels.error());
    const auto range = integerRange(levels->type());
    if (!range)
        return fail("expected a zero point of at most 16 bits, found ", nameOf(levels->type()));
    if (!call.known())
        return only(shapeOnly(ElementType::Float32, call[0].shape));
    auto result = newValue(ElementType::Float32, call[0].shape);
    const auto zero = static_cast<float>(levels->zeroAt(0));
    const bool bounded = call.node.has("lowest"); // a Quant, of any number of bits
    const float lowest = bounded ? call.node.number("lowest", 0.0F) : static_cast<float>(range->first) - zero;
    const float highest = bounded ? call.node.number("highest", 0.0F) : static_cast<float>(range->second) - zero;
    kernels::best().roundToLevels(std::as_const(call[0].floats).data(), at(call[0].size()), levels->scaleAt(0), lowest,
                                  highest, result->floats.data());
    return only(std::move(result));
}

constexpr Operator quantizersTable[] = {
    {"DequantizeLinear", dequantizeLinear, 2, 3, "i:axis i:block_size i:output_dtype"},
    {"DynamicQuantizeLinear", dynamicQuantizeLinear, 1, 1},
    {"QuantizeLinear", quantizeLinear, 2, 3, "i:axis i:block_size i:output_dtype i:precision=0 -:saturate"},
    {"com.microsoft.DequantizeLinear", dequantizeLinear, 2, 3, "i:axis i:block_size"},
    {"com.microsoft.QuantizeLinear", quantizeLinear, 2, 3, "i:axis i:block_size -:saturate"},
    {"termscope.QuantizeDequantize", quantizeDequantize, 2, 3, "f:highest f:lowest"},
};

} // namespace

Result<Quantization> quantizationAt(const Call& call, std::size_t scale, std::int64_t places)
{
    if (!call.has(scale))
        return fail("expected a scale as input ", scale, ", found none");
    TERMSCOPE_TRY(expectFloats(call, scale));
    const Quantization found{&call[scale], call.has(scale + 1) ? &call[scale + 1] : nullptr};
    if (found.zero != nullptr)
        TERMSCOPE_TRY(expectIntegers(call, scale + 1));
    for (const Value* const value : {found.scale, found.zero})
        if (value != nullptr && value->size() != 1 && value->size() != places)
            return fail("expected one scale and zero point", places == 1 ? "" : text(" or ", places),
                        ", found the shape ", toText(value->shape));
    return found;
}

Result<void> checkScales(const Value& scales, ScaleSigns signs)
{
    if (!scales.known)
        return {};
    const auto wrong = [signs](float scale) {
        return !std::isfinite(scale) || (signs != ScaleSigns::Any && scale < 0.0F)
               || (signs == ScaleSigns::Positive && scale == 0.0F);
    };
    const std::span<const float> all = scales.floats;
    const auto found = std::ranges::find_if(all, wrong);
    if (found == all.end())
        return {};
    const bool one = all.size() == 1;
    return fail("expected ", one ? "a finite scale" : "finite scales",
                signs == ScaleSigns::Any        ? ""
                : signs == ScaleSigns::Positive ? " above 0"
                : one                           ? " that is not negative"
                                                : " that are not negative",
                ", found ", *found, one ? "" : text(" at ", found - all.begin()));
}

std::int64_t quantized(float x, float scale, std::int64_t zero, std::pair<std::int64_t, std::int64_t> range)
{
    const float level = std::nearbyint(x / scale) + static_cast<float>(zero);
    if (std::isnan(level))
        return zero;
    return static_cast<std::int64_t>(
        std::clamp(level, static_cast<float>(range.first), static_cast<float>(range.second)));
}

Result<Outputs> throughFloats(Call& call, const ThroughFloats& through)
{
    const Result<Quantization> result = quantizationAt(call, through.result);
    if (!result)
        return tl::unexpected(result.error());
    Node node{call.node.name, through.op, through.attributes, {}, {}, {}};
    Call inner{node, call.opset, {}};
    for (const std::size_t input : through.inputs) {
        const Node dequantize{call.node.name, "DequantizeLinear", {}, {}, {}, {}};
        Call one{dequantize, call.opset, {call.inputs[input], call.inputs[input + 1]}};
        if (call.has(input + 2))
            one.inputs.push_back(call.inputs[input + 2]);
        Result<Outputs> floats = runOperator(one);
        if (!floats)
            return floats;
        inner.inputs.push_back(floats->front());
    }
    Result<Outputs> floats = runOperator(inner);
    if (!floats || floats->size() != 1)
        return floats;
    const Node quantize{call.node.name, "QuantizeLinear", {}, {}, {}, {}};
    Call last{quantize, call.opset, {floats->front(), call.inputs[through.result]}};
    if (call.has(through.result + 1))
        last.inputs.push_back(call.inputs[through.result + 1]);
    return runOperator(last);
}

std::span<const Operator> quantizers()
{
    return quantizersTable;
}

} // namespace termscope::ops
