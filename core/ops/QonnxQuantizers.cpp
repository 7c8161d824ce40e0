#include "core/ops/QonnxQuantizers.h"

#include "core/base/Text.h"
#include "core/ops/Families.h"
#include "core/ops/QuantizerHelpers.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace termscope {
namespace ops {
namespace {

using Rounding = float (*)(float);

/// By the name that the node has for it, in capitals or not.
Result<Rounding> roundingOf(const Node& node, const std::string& otherwise)
{
    std::string mode = node.text("rounding_mode", otherwise);
    std::ranges::transform(mode, mode.begin(), [](unsigned char letter) { return std::toupper(letter); });
    if (mode == "ROUND" || mode == "HALF_EVEN")
        return [](float x) { return std::nearbyint(x); };
    if (mode == "CEIL")
        return [](float x) { return std::ceil(x); };
    if (mode == "FLOOR")
        return [](float x) { return std::floor(x); };
    if (mode == "ROUND_TO_ZERO" || mode == "DOWN")
        return [](float x) { return std::trunc(x); };
    if (mode == "UP")
        return [](float x) { return std::copysign(std::ceil(std::abs(x)), x); };
    if (mode == "HALF_UP")
        return [](float x) { return std::round(x); };
    if (mode == "HALF_DOWN")
        return [](float x) { return std::copysign(std::ceil(std::abs(x) - 0.5F), x); };
    return fail("expected a rounding_mode of ROUND, CEIL, FLOOR, ROUND_TO_ZERO, UP, DOWN, HALF_UP or HALF_DOWN, found ",
                inQuotes(mode));
}

/// The one number that an input holds, where it is known.
Result<std::optional<float>> single(const Call& call, std::size_t index, const char* what)
{
    if (call[index].size() != 1)
        return fail("expected one ", what, ", found the shape ", toText(call[index].shape));
    return call[index].known ? std::optional(floatAt(call[index], 0)) : std::nullopt;
}

Result<void> checkBits(const std::optional<float>& bits)
{
    if (bits && (!(*bits >= 1.0F && *bits <= 32.0F) || *bits != std::nearbyint(*bits)))
        return fail("expected a whole number of 1 to 32 bits, found ", *bits);
    return {};
}

/// Scales and zero points that stretch to the values.
Result<void> checkStretches(const Call& call, std::size_t index, const char* what)
{
    const Result<Shape> wide = broadcastShape(call[0].shape, call[index].shape);
    if (!wide || *wide != call[0].shape)
        return fail("expected ", what, " that stretches to ", toText(call[0].shape), ", found the shape ",
                    toText(call[index].shape));
    return {};
}

struct Limits {
    float lowest = 0.0F;
    float highest = 0.0F;
};

Limits limitsOf(const Node& node, float bits)
{
    const bool narrow = node.integer("narrow", 0) != 0;
    if (node.integer("signed", 1) != 0)
        return {-std::exp2(bits - 1.0F) + (narrow ? 1.0F : 0.0F), std::exp2(bits - 1.0F) - 1.0F};
    return {0.0F, std::exp2(bits) - (narrow ? 2.0F : 1.0F)};
}

Result<Outputs> quant(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkStretches(call, 1, "a scale"));
    TERMSCOPE_TRY(checkStretches(call, 2, "a zero point"));
    TERMSCOPE_TRY(checkScales(call[1], ScaleSigns::Positive));
    const Result<std::optional<float>> bits = single(call, 3, "number of bits");
    if (!bits)
        return tl::unexpected(bits.error());
    TERMSCOPE_TRY(checkBits(*bits));
    const Result<Rounding> rounding = roundingOf(call.node, "ROUND");
    if (!rounding)
        return tl::unexpected(rounding.error());
    if (!call.known())
        return only(shapeOnly(ElementType::Float32, call[0].shape));
    const bool bipolar = **bits == 1.0F && call.node.integer("signed", 1) != 0;
    const Limits limits = limitsOf(call.node, **bits);
    auto result = newValue(ElementType::Float32, call[0].shape);
    const float* x = std::as_const(call[0].floats).data();
    float* to = result->floats.data();
    const Shape& shape = call[0].shape;
    walk(shape, std::array{broadcastStrides(call[1].shape, shape), broadcastStrides(call[2].shape, shape)},
         [&](const auto& offsets) {
             const float scale = call[1].floats[at(offsets[0])];
             const float zero = floatAt(call[2], at(offsets[1]));
             const float level = *x++ / scale + zero;
             const float kept = bipolar ? (level >= 0.0F ? 1.0F : -1.0F)
                                        : (*rounding)(std::clamp(level, limits.lowest, limits.highest));
             *to++ = (kept - zero) * scale;
         });
    return only(std::move(result));
}

Result<Outputs> bipolarQuant(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(checkStretches(call, 1, "a scale"));
    TERMSCOPE_TRY(checkScales(call[1], ScaleSigns::Positive));
    if (!call.known())
        return only(shapeOnly(ElementType::Float32, call[0].shape));
    auto result = newValue(ElementType::Float32, call[0].shape);
    const float* x = std::as_const(call[0].floats).data();
    float* to = result->floats.data();
    walk(call[0].shape, std::array{broadcastStrides(call[1].shape, call[0].shape)}, [&](const auto& offsets) {
        const float scale = call[1].floats[at(offsets[0])];
        *to++ = *x++ >= 0.0F ? scale : -scale;
    });
    return only(std::move(result));
}

/// Of version 1 [x, scale, zero point, bits before, bits after]; of version 2 with the scale after before the last.
Result<Outputs> truncate(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const bool scaled = call.count() == 6;
    std::array<std::optional<float>, 5> numbers;
    constexpr std::array names{"scale", "zero point", "number of bits", "number of bits or scale", "number of bits"};
    for (std::size_t i = 0; i + 1 < call.count(); ++i) {
        const Result<std::optional<float>> number = single(call, i + 1, names[i]);
        if (!number)
            return tl::unexpected(number.error());
        numbers[i] = *number;
    }
    TERMSCOPE_TRY(checkScales(call[1], ScaleSigns::Positive));
    if (scaled)
        TERMSCOPE_TRY(checkScales(call[4], ScaleSigns::Positive));
    TERMSCOPE_TRY(checkBits(numbers[2]));
    TERMSCOPE_TRY(checkBits(numbers[scaled ? 4 : 3]));
    const Result<Rounding> rounding = roundingOf(call.node, "FLOOR");
    if (!rounding)
        return tl::unexpected(rounding.error());
    if (!call.known())
        return only(shapeOnly(ElementType::Float32, call[0].shape));
    const float scale = *numbers[0];
    const float zero = *numbers[1];
    const float dropped = scaled ? std::exp2(std::nearbyint(std::log2(*numbers[3] / scale)))
                                 : std::exp2(*numbers[2] - *numbers[3]);
    constexpr float endless = std::numeric_limits<float>::infinity();
    const Limits limits = scaled ? limitsOf(call.node, *numbers[4]) : Limits{-endless, endless};
    auto result = newValue(ElementType::Float32, call[0].shape);
    std::ranges::transform(std::as_const(call[0].floats), result->floats.begin(), [&](float x) {
        const float level = std::clamp(std::nearbyint(x / scale + zero) / dropped, limits.lowest, limits.highest);
        return scaled ? ((*rounding)(level)-zero / dropped) * *numbers[3] : ((*rounding)(level)-zero) * scale;
    });
    return only(std::move(result));
}

constexpr Operator qonnxTable[] = {
    {bipolarOperator, bipolarQuant, 2, 2},
    {quantOperator, quant, 4, 4, "i:narrow s:rounding_mode i:signed"},
    {truncOperator, truncate, 5, 6, "i:narrow s:rounding_mode i:signed"},
};

} // namespace

std::span<const Operator> qonnxQuantizers()
{
    return qonnxTable;
}

} // namespace ops

std::string qonnxName(const std::string& op)
{
    constexpr std::array<std::string_view, 3> domains{"qonnx.custom_op.general.", "finn.custom_op.general.",
                                                      "onnx.brevitas."};
    for (const std::string_view domain : domains) {
        if (!op.starts_with(domain))
            continue;
        const std::string_view own = std::string_view(op).substr(domain.size());
        if (own == "Quant" || own == "IntQuant")
            return std::string(quantOperator);
        if (own == "BipolarQuant")
            return std::string(bipolarOperator);
        if (own == "Trunc")
            return std::string(truncOperator);
    }
    return op;
}

std::optional<QuantRange> quantRange(const Node& node, float bits)
{
    if (!(bits >= 1.0F && bits <= 16.0F) || bits != std::nearbyint(bits))
        return std::nullopt;
    const bool isSigned = node.integer("signed", 1) != 0;
    const auto width = static_cast<int>(bits);
    if (width == 1 && isSigned)
        return QuantRange{"bipolar", 1, -1, 1};
    const ops::Limits limits = ops::limitsOf(node, bits);
    return QuantRange{text(isSigned ? "int" : "uint", width), width, static_cast<std::int32_t>(limits.lowest),
                      static_cast<std::int32_t>(limits.highest)};
}

bool roundsToEven(const Node& node)
{
    std::string mode = node.text("rounding_mode", "ROUND");
    std::ranges::transform(mode, mode.begin(), [](unsigned char letter) { return std::toupper(letter); });
    return mode == "ROUND" || mode == "HALF_EVEN";
}

float floatAt(const Value& value, std::size_t place)
{
    return value.floating() ? value.floats[place] : static_cast<float>(value.integers[place]);
}

} // namespace termscope
