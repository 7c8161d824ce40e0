// What operators have in common. Internal to core/ops.
#pragma once

#include "core/base/Index.h"
#include "core/ops/Operator.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

namespace termscope::ops {

/// Operator::mostInputs where any number is taken.
inline constexpr std::size_t many = std::numeric_limits<std::size_t>::max();

/// An axis counted from the front; negative ones count from the end. Error: it is not an axis of `rank`.
Result<std::int64_t> axisOf(std::int64_t axis, std::int64_t rank);
/// The same for several, sorted; no axis twice.
Result<std::vector<std::int64_t>> axesOf(std::span<const std::int64_t> axes, std::int64_t rank);

/// Product of the axes first … last−1; 0 ≤ first ≤ last ≤ rank.
inline std::int64_t countOf(const Shape& shape, std::int64_t first, std::int64_t last)
{
    return std::accumulate(shape.begin() + first, shape.begin() + last, std::int64_t{1}, std::multiplies<>());
}

/// Steps between neighbours along each axis.
Shape stridesOf(const Shape& shape);

/// The shape that both stretch to. Error: two sizes differ and neither is 1.
Result<Shape> broadcastShape(const Shape& a, const Shape& b);
/// Strides by which a value of `shape` is read when it stretches to `wide`: 0 along stretched axes.
Shape broadcastStrides(const Shape& shape, const Shape& wide);

/// Calls visit(offset of each of N) for all places of `shape` in row order.
template <std::size_t N, class Visit>
void walk(const Shape& shape, const std::array<Shape, N>& strides, Visit visit)
{
    const std::int64_t total = elementCount(shape);
    std::array<std::int64_t, N> offsets{};
    Shape index(shape.size(), 0);
    for (std::int64_t place = 0; place < total; ++place) {
        visit(offsets);
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            for (std::size_t n = 0; n < N; ++n)
                offsets[n] += strides[n][axis];
            if (++index[axis] < shape[axis])
                break;
            for (std::size_t n = 0; n < N; ++n)
                offsets[n] -= strides[n][axis] * shape[axis];
            index[axis] = 0;
        }
    }
}

/// The element as a number, of whatever type.
inline double numberAt(const Value& value, std::int64_t place)
{
    return value.floating() ? value.floats[at(place)] : static_cast<double>(value.integers[at(place)]);
}

/// The one integer of an input. Error: it is no integer, or there are more.
Result<std::int64_t> singleInteger(const Call& call, std::size_t index);

/// An index counted from the front; negative ones count from the end. Error: it is beyond `size`.
Result<std::int64_t> indexOf(std::int64_t index, std::int64_t size);

/// Error: `work` steps are more than an operator may take (2^36, a minute or two).
Result<void> checkWork(const Shape& work);

/// A value that may be changed: the input itself when nobody else holds it, else a copy.
std::shared_ptr<Value> take(Call& call, std::size_t index);

/// Rounds the elements of a half-width type; nothing to do for any other.
void roundAll(Value& value);

/// One output.
Outputs only(ValuePtr value);
/// Checked product of the axes. Error: it is beyond the OutputLimit, or an axis is negative.
Result<void> checkSize(const Shape& shape);

/// Error unless the input has a floating-point type.
Result<void> expectFloats(const Call& call, std::size_t index);
Result<void> expectIntegers(const Call& call, std::size_t index);

/// Error unless the types are one, or both floating-point: exporters mix widths, which are all float32 here.
Result<void> expectAlike(const Value& a, const Value& b);

/// Passes on the error of a Result<void>.
#define TERMSCOPE_TRY(expression)                                                                                      \
    if (const auto tried = (expression); !tried)                                                                       \
    return tl::unexpected(tried.error())

} // namespace termscope::ops
