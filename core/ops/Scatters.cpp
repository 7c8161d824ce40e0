// Elements put where indices say: ScatterElements (Scatter), ScatterND, TensorScatter.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cmath>

namespace termscope::ops {
namespace {

enum class Joining { Replace, Add, Multiply, Smallest, Largest };

Result<Joining> joiningOf(const Node& node)
{
    const std::string name = node.text("reduction", "none");
    if (name == "none")
        return Joining::Replace;
    if (name == "add")
        return Joining::Add;
    if (name == "mul")
        return Joining::Multiply;
    if (name == "min")
        return Joining::Smallest;
    if (name == "max")
        return Joining::Largest;
    return fail("expected reduction none, add, mul, min or max, found ", inQuotes(name));
}

template <class T>
T joined(Joining joining, T before, T update)
{
    switch (joining) {
    case Joining::Replace: return update;
    case Joining::Smallest: return std::min(before, update);
    case Joining::Largest: return std::max(before, update);
    default: break;
    }
    if constexpr (std::is_integral_v<T>) {
        const auto x = static_cast<std::uint64_t>(before);
        const auto y = static_cast<std::uint64_t>(update);
        return static_cast<T>(joining == Joining::Add ? x + y : x * y);
    } else {
        return joining == Joining::Add ? before + update : before * update;
    }
}

/// Element `from` of the updates goes to place `to`.
void put(Value& data, std::int64_t to, const Value& updates, std::int64_t from, Joining joining)
{
    if (data.floating()) {
        float& x = data.floats[at(to)];
        x = rounded(joined(joining, x, updates.floats[at(from)]), data.type);
    } else {
        std::int64_t& x = data.integers[at(to)];
        x = wrapped(joined(joining, x, updates.integers[at(from)]), data.type);
    }
}

Result<Outputs> scatterElements(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    TERMSCOPE_TRY(expectAlike(call[0], call[2]));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Result<Joining> joining = joiningOf(call.node);
    if (!joining)
        return tl::unexpected(joining.error());
    const Shape shape = call[0].shape;
    const Shape& indices = call[1].shape;
    bool fits = indices.size() == shape.size() && call[2].shape == indices;
    for (std::size_t i = 0; fits && i < shape.size(); ++i)
        fits = i == at(*axis) || indices[i] <= shape[i];
    if (!fits)
        return fail("expected indices and updates of one shape within ", toText(shape), ", found ", toText(indices),
                    " and ", toText(call[2].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const std::int64_t size = shape[at(*axis)];
    for (const std::int64_t index : call[1].integers)
        if (const Result<std::int64_t> place = indexOf(index, size); !place)
            return tl::unexpected(place.error());
    Shape steps = stridesOf(shape);
    const std::int64_t step = std::exchange(steps[at(*axis)], 0);
    const ValuePtr where = call.inputs[1];
    const ValuePtr updates = call.inputs[2];
    auto result = take(call, 0);
    std::int64_t from = 0;
    walk(where->shape, std::array{steps}, [&](const auto& offsets) {
        const std::int64_t index = where->integers[at(from)];
        put(*result, offsets[0] + (index < 0 ? index + size : index) * step, *updates, from, *joining);
        ++from;
    });
    return only(std::move(result));
}

Result<Outputs> scatterND(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    TERMSCOPE_TRY(expectAlike(call[0], call[2]));
    const Result<Joining> joining = joiningOf(call.node);
    if (!joining)
        return tl::unexpected(joining.error());
    const Shape shape = call[0].shape;
    const Shape& indices = call[1].shape;
    const std::int64_t length = indices.empty() ? 0 : indices.back();
    if (indices.empty() || length > call[0].rank())
        return fail("expected indices that reach into the shape ", toText(shape), ", found the shape ",
                    toText(indices));
    Shape expected(indices.begin(), indices.end() - 1);
    expected.insert(expected.end(), shape.begin() + length, shape.end());
    if (call[2].shape != expected)
        return fail("expected updates of shape ", toText(expected), ", found ", toText(call[2].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const Shape steps = stridesOf(shape);
    const std::int64_t slice = countOf(shape, length, call[0].rank());
    const std::int64_t count = countOf(indices, 0, call[1].rank() - 1);
    const ValuePtr where = call.inputs[1];
    const ValuePtr updates = call.inputs[2];
    auto result = take(call, 0);
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t offset = 0;
        for (std::int64_t axis = 0; axis < length; ++axis) {
            const Result<std::int64_t> place = indexOf(where->integers[at(i * length + axis)], shape[at(axis)]);
            if (!place)
                return tl::unexpected(place.error());
            offset += *place * steps[at(axis)];
        }
        for (std::int64_t e = 0; e < slice; ++e)
            put(*result, offset + e, *updates, i * slice + e, *joining);
    }
    return only(std::move(result));
}

/// New entries of a cache, from a place of each sample on: as far as there is room, or around its end.
Result<Outputs> tensorScatter(Call& call)
{
    TERMSCOPE_TRY(expectAlike(call[0], call[1]));
    TERMSCOPE_TRY(expectIntegers(call, 2));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -2), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const std::string mode = call.node.text("mode", "linear");
    if (mode != "linear" && mode != "circular")
        return fail("expected mode linear or circular, found ", inQuotes(mode));
    const Shape shape = call[0].shape;
    Shape expected = shape;
    const bool ranked = call[1].rank() == call[0].rank();
    if (ranked)
        expected[at(*axis)] = call[1].shape[at(*axis)];
    if (*axis == 0 || !ranked || call[1].shape != expected || expected[at(*axis)] > shape[at(*axis)])
        return fail("expected an update that fits the cache of shape ", toText(shape), " along axis ", *axis,
                    ", found the shape ", toText(call[1].shape));
    if (call.has(2) && call[2].shape != Shape{shape[0]})
        return fail("expected ", shape[0], " places to write to, found the shape ", toText(call[2].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const std::int64_t size = shape[at(*axis)];
    const std::int64_t count = expected[at(*axis)];
    for (std::int64_t b = 0; call.has(2) && b < shape[0]; ++b)
        if (const std::int64_t first = call[2].integers[at(b)];
            first < 0 || first >= std::max<std::int64_t>(1, size) || (mode == "linear" && first + count > size))
            return fail("expected places to write ", count, " entries to within ", size, ", found ", first);
    const std::int64_t inner = countOf(shape, *axis + 1, call[0].rank());
    const std::int64_t outer = countOf(shape, 0, *axis);
    const ValuePtr update = call.inputs[1];
    const ValuePtr where = call.has(2) ? call.inputs[2] : nullptr;
    auto result = take(call, 0);
    for (std::int64_t row = 0; row < outer; ++row) {
        const std::int64_t first = where ? where->integers[at(row / (outer / shape[0]))] : 0;
        for (std::int64_t i = 0; i < count; ++i)
            for (std::int64_t e = 0; e < inner; ++e)
                put(*result, (row * size + (first + i) % size) * inner + e, *update, (row * count + i) * inner + e,
                    Joining::Replace);
    }
    return only(std::move(result));
}

constexpr Operator scattersTable[] = {
    {"Scatter", scatterElements, 3, 3, "i:axis"},
    {"ScatterElements", scatterElements, 3, 3, "i:axis s:reduction"},
    {"ScatterND", scatterND, 3, 3, "s:reduction"},
    {"TensorScatter", tensorScatter, 2, 3, "i:axis s:mode"},
};

} // namespace

std::span<const Operator> scatters()
{
    return scattersTable;
}

} // namespace termscope::ops
