// Elements picked by indices: Gather, GatherElements.
#include "core/ops/Elements.h"
#include "core/ops/Families.h"

#include <utility>

namespace termscope::ops {
namespace {

Result<Outputs> gather(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Shape& from = call[0].shape;
    const std::int64_t size = from[at(*axis)];
    Shape shape(from.begin(), from.begin() + *axis);
    shape.insert(shape.end(), call[1].shape.begin(), call[1].shape.end());
    shape.insert(shape.end(), from.begin() + *axis + 1, from.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (call[1].known)
        for (const std::int64_t index : call[1].integers)
            if (index < -size || index >= size)
                return fail("expected indices from ", -size, " to ", size - 1, ", found ", index);
    if (!call.known())
        return only(shapeOnly(call[0].type, std::move(shape)));
    const std::int64_t rows = countOf(from, 0, *axis);
    const std::int64_t length = countOf(from, *axis + 1, call[0].rank());
    auto result = newValueToFill(call[0].type, std::move(shape));
    withElements(call[0], *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        for (std::int64_t row = 0; row < rows; ++row)
            for (const std::int64_t index : call[1].integers)
                to = std::copy_n(x.begin() + (row * size + (index < 0 ? index + size : index)) * length, length, to);
    });
    return only(std::move(result));
}

Result<Outputs> gatherElements(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Value& from = call[0];
    const Value& indices = call[1];
    bool fits = indices.rank() == from.rank();
    for (std::size_t i = 0; fits && i < from.shape.size(); ++i)
        fits = i == at(*axis) || indices.shape[i] <= from.shape[i];
    if (!fits)
        return fail("expected indices within the shape ", toText(from.shape), ", found the shape ",
                    toText(indices.shape));
    const std::int64_t size = from.shape[at(*axis)];
    if (indices.known)
        for (const std::int64_t index : indices.integers)
            if (index < -size || index >= size)
                return fail("expected indices from ", -size, " to ", size - 1, ", found ", index);
    if (!call.known())
        return only(shapeOnly(from.type, indices.shape));
    auto result = newValueToFill(from.type, indices.shape);
    Shape steps = stridesOf(from.shape);
    const std::int64_t step = std::exchange(steps[at(*axis)], 0);
    withElements(from, *result, [&](const auto& x, auto& y) {
        std::size_t place = 0;
        walk(indices.shape, std::array{steps}, [&](const auto& offsets) {
            const std::int64_t index = indices.integers[place];
            y[place++] = x[at(offsets[0] + (index < 0 ? index + size : index) * step)];
        });
    });
    return only(std::move(result));
}

constexpr Operator gathersTable[] = {{"Gather", gather, 2, 2, "i:axis"},
                                     {"GatherElements", gatherElements, 2, 2, "i:axis"}};

} // namespace

std::span<const Operator> gathers()
{
    return gathersTable;
}

} // namespace termscope::ops
