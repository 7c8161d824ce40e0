// The same elements in another shape or type: Reshape, Flatten, Squeeze, Unsqueeze, Identity, Dropout, Cast.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace termscope::ops {
namespace {

/// Input `index` in another shape.
Result<Outputs> reshaped(Call& call, Shape shape)
{
    const auto count = checkedElementCount(shape);
    if (!count || *count != call[0].size())
        return fail("expected a shape of ", call[0].size(), " elements as the input of shape ", toText(call[0].shape),
                    " has, found ", toText(shape));
    if (!call[0].known)
        return only(shapeOnly(call[0].type, std::move(shape)));
    return only(inShape(std::exchange(call.inputs[0], nullptr), std::move(shape)));
}

Result<Outputs> reshape(Call& call)
{
    std::vector<std::int64_t> wanted = call.node.integers("shape"); // an attribute before opset 5
    if (call.has(1)) {
        TERMSCOPE_TRY(expectIntegers(call, 1));
        if (!call[1].known)
            return Outputs{};
        wanted = call[1].integers;
    }
    const bool zeroCopies = call.node.integer("allowzero", 0) == 0;
    std::optional<std::size_t> rest;
    std::int64_t count = 1;
    for (std::size_t axis = 0; axis < wanted.size(); ++axis) {
        if (wanted[axis] == 0 && zeroCopies) {
            if (axis >= call[0].shape.size())
                return fail("expected an input with an axis ", axis, ", whose size the shape copies, found the shape ",
                            toText(call[0].shape));
            wanted[axis] = call[0].shape[axis];
        }
        if (wanted[axis] < -1 || (wanted[axis] == -1 && rest))
            return fail("expected a shape of sizes and at most one -1, found ", toText(wanted));
        if (wanted[axis] == -1)
            rest = axis;
        else if (__builtin_mul_overflow(count, wanted[axis], &count))
            return fail("expected a shape that can be held, found ", toText(wanted));
    }
    if (rest) {
        if (count == 0 || call[0].size() % count != 0)
            return fail("expected a shape that the input of shape ", toText(call[0].shape), " fills, found ",
                        toText(wanted));
        wanted[*rest] = call[0].size() / count;
    }
    return reshaped(call, std::move(wanted));
}

Result<Outputs> flatten(Call& call)
{
    const std::int64_t rank = call[0].rank();
    std::int64_t axis = call.node.integer("axis", 1);
    if (axis < -rank || axis > rank)
        return fail("expected an axis from ", -rank, " to ", rank, ", found ", axis);
    axis += axis < 0 ? rank : 0;
    const Shape& shape = call[0].shape;
    const std::int64_t rows = countOf(shape, 0, axis);
    return reshaped(call, {rows, countOf(shape, axis, rank)});
}

/// Axes: an input from opset 13 on, an attribute before. None where the input is not known.
std::optional<std::vector<std::int64_t>> axesIn(const Call& call)
{
    if (!call.has(1))
        return call.node.integers("axes");
    return call[1].known ? std::optional(call[1].integers) : std::nullopt;
}

Result<Outputs> squeeze(Call& call)
{
    const auto wanted = axesIn(call);
    if (!wanted)
        return Outputs{};
    const Result<std::vector<std::int64_t>> axes = axesOf(*wanted, call[0].rank());
    if (!axes)
        return tl::unexpected(axes.error());
    const bool all = !call.has(1) && !call.node.has("axes");
    Shape shape;
    for (std::int64_t axis = 0; axis < call[0].rank(); ++axis) {
        const std::int64_t size = call[0].shape[at(axis)];
        const bool named = std::ranges::find(*axes, axis) != axes->end();
        if (named && size != 1)
            return fail("expected size 1 along axis ", axis, ", found ", size);
        if (!named && !(all && size == 1))
            shape.push_back(size);
    }
    return reshaped(call, std::move(shape));
}

Result<Outputs> unsqueeze(Call& call)
{
    const auto wanted = axesIn(call);
    if (!wanted)
        return Outputs{};
    const std::int64_t rank = call[0].rank() + static_cast<std::int64_t>(wanted->size());
    const Result<std::vector<std::int64_t>> axes = axesOf(*wanted, rank);
    if (!axes)
        return tl::unexpected(axes.error());
    Shape shape = call[0].shape;
    for (const std::int64_t axis : *axes)
        shape.insert(shape.begin() + axis, 1);
    return reshaped(call, std::move(shape));
}

Result<Outputs> identity(Call& call)
{
    return only(call.inputs[0]);
}

/// Outside of training the input, and a mask that keeps everything.
/// Training drops nothing at a ratio of 0, as exporters write it for layers whose rate is none.
Result<Outputs> dropout(Call& call)
{
    const bool trains = call.has(2) && call[2].known && !call[2].integers.empty() && call[2].integers[0] != 0;
    const bool dropsNone = call.has(1) && call[1].known && !call[1].floats.empty() && call[1].floats[0] == 0.0F;
    if (trains && !dropsNone)
        return fail("expected Dropout outside of training, or a ratio of 0, found training_mode on");
    Outputs outputs = only(call.inputs[0]);
    if (call.node.outputs.size() < 2)
        return outputs;
    // Before opset 10 the mask had the data's type.
    const ElementType type = call.opset < 10 ? call[0].type : ElementType::Bool;
    if (!call[0].known) {
        outputs.push_back(shapeOnly(type, call[0].shape));
        return outputs;
    }
    auto mask = newValue(type, call[0].shape);
    std::ranges::fill(mask->floats, 1.0F);
    std::ranges::fill(mask->integers, 1);
    outputs.push_back(std::move(mask));
    return outputs;
}

std::int64_t integerFrom(float value, ElementType type)
{
    if (type == ElementType::Bool)
        return value != 0.0F ? 1 : 0;
    // Beyond 64 bits the result is not defined; ours is the nearest end.
    if (!(std::abs(value) < 9.2e18F))
        return value > 0.0F   ? std::numeric_limits<std::int64_t>::max()
               : value < 0.0F ? std::numeric_limits<std::int64_t>::min()
                              : 0;
    return wrapped(static_cast<std::int64_t>(value), type);
}

/// How a Cast to floating-point numbers of eight bits and less goes.
struct CodeCast {
    bool saturated = true;
    PowerRounding powers = PowerRounding::Up;

    float operator()(float x, ElementType type) const
    {
        const auto code = floatCode(type);
        return code ? roundedTo(x, *code, saturated, powers) : rounded(x, type);
    }
};

Result<CodeCast> codeCast(const Node& node)
{
    CodeCast cast{node.integer("saturate", 1) != 0};
    const std::string mode = node.text("round_mode", "up");
    if (mode != "up" && mode != "down" && mode != "nearest")
        return fail("expected a round_mode of up, down or nearest, found ", inQuotes(mode));
    cast.powers = mode == "up" ? PowerRounding::Up : mode == "down" ? PowerRounding::Down : PowerRounding::Nearest;
    return cast;
}

Result<Outputs> castTo(Call& call, ElementType type)
{
    const Result<CodeCast> into = codeCast(call.node);
    if (!into)
        return tl::unexpected(into.error());
    if (!call[0].known)
        return only(shapeOnly(type, call[0].shape));
    if (type == call[0].type)
        return only(call.inputs[0]);
    auto result = newValue(type, call[0].shape);
    const Value& from = call[0];
    if (from.floating() && result->floating())
        std::ranges::transform(from.floats, result->floats.begin(), [&](float x) { return (*into)(x, type); });
    else if (from.floating())
        std::ranges::transform(from.floats, result->integers.begin(), [type](float x) { return integerFrom(x, type); });
    else if (result->floating())
        std::ranges::transform(from.integers, result->floats.begin(),
                               [&](std::int64_t x) { return (*into)(static_cast<float>(x), type); });
    else
        std::ranges::transform(from.integers, result->integers.begin(),
                               [type](std::int64_t x) { return wrapped(x, type); });
    return only(std::move(result));
}

Result<Outputs> cast(Call& call)
{
    const auto type = typeFromNumber(call.node.integer("to", 0));
    if (!type)
        return fail("expected a number type to cast to, found ", call.node.integer("to", 0));
    return castTo(call, *type);
}

Result<Outputs> castLike(Call& call)
{
    return castTo(call, call[1].type);
}

constexpr Operator reshapesTable[] = {
    {"Cast", cast, 1, 1, "-:round_mode -:saturate i:to"},
    {"CastLike", castLike, 2, 2, "-:round_mode -:saturate"},
    {"Dropout", dropout, 1, 3, "-:is_test -:ratio -:seed"},
    {"Flatten", flatten, 1, 1, "i:axis"},
    {"Identity", identity, 1, 1},
    {"Reshape", reshape, 1, 2, "i:allowzero I:shape"},
    {"Squeeze", squeeze, 1, 2, "I:axes"},
    {"Unsqueeze", unsqueeze, 1, 2, "I:axes"},
};

} // namespace

std::span<const Operator> reshapes()
{
    return reshapesTable;
}

} // namespace termscope::ops
