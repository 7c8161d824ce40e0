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
#include <utility>

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

/// Places beside each other along one axis, as N values are read: the offset of the first one and the step to the next.
template <std::size_t N>
struct WalkRow {
    std::array<std::int64_t, N> offsets{};
    std::array<std::int64_t, N> steps{};
    std::int64_t count = 0;
};

/// The axes of a shape by which N values are read. Those along which all N go on as along the one behind them are one, so
/// that rows are as long as they can be; those of one place are none.
template <std::size_t N>
struct WalkAxes {
    std::vector<std::int64_t> sizes;
    std::vector<std::array<std::int64_t, N>> steps;

    WalkAxes() = default;
    WalkAxes(const Shape& shape, const std::array<Shape, N>& strides)
    {
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            if (shape[axis] == 1)
                continue;
            std::array<std::int64_t, N> step;
            bool goesOn = !sizes.empty();
            for (std::size_t n = 0; n < N; ++n) {
                step[n] = strides[n][axis];
                goesOn = goesOn && steps.back()[n] == step[n] * shape[axis];
            }
            if (goesOn) {
                sizes.back() *= shape[axis];
                steps.back() = step;
            } else {
                sizes.push_back(shape[axis]);
                steps.push_back(step);
            }
        }
    }
};

/// Calls visit(row) for all places in row order. Range: no axis is empty.
template <std::size_t N, class Visit>
void walkRows(const WalkAxes<N>& axes, Visit visit)
{
    WalkRow<N> row;
    row.count = axes.sizes.empty() ? 1 : axes.sizes.back();
    if (!axes.steps.empty())
        row.steps = axes.steps.back();
    const std::size_t outer = axes.sizes.empty() ? 0 : axes.sizes.size() - 1;
    std::vector<std::int64_t> index(outer, 0);
    while (true) {
        visit(std::as_const(row));
        std::size_t axis = outer;
        while (axis > 0) {
            --axis;
            for (std::size_t n = 0; n < N; ++n)
                row.offsets[n] += axes.steps[axis][n];
            if (++index[axis] < axes.sizes[axis])
                break;
            for (std::size_t n = 0; n < N; ++n)
                row.offsets[n] -= axes.steps[axis][n] * axes.sizes[axis];
            index[axis] = 0;
            if (axis == 0)
                return;
        }
        if (outer == 0)
            return;
    }
}

/// Calls visit(row) for all places of `shape` in row order.
template <std::size_t N, class Visit>
void walkRows(const Shape& shape, const std::array<Shape, N>& strides, Visit visit)
{
    if (elementCount(shape) > 0)
        walkRows(WalkAxes<N>(shape, strides), visit);
}

/// Calls visit(offset of each of N) for all places of `shape` in row order.
template <std::size_t N, class Visit>
void walk(const Shape& shape, const std::array<Shape, N>& strides, Visit visit)
{
    walkRows(shape, strides, [&](const WalkRow<N>& row) {
        std::array<std::int64_t, N> offsets = row.offsets;
        for (std::int64_t i = 0; i < row.count; ++i) {
            visit(std::as_const(offsets));
            for (std::size_t n = 0; n < N; ++n)
                offsets[n] += row.steps[n];
        }
    });
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

/// Whether a value may be changed: nobody else holds it.
bool isOwn(const ValuePtr& value);
/// A value that may be changed: the input itself when nobody else holds it, else a copy.
std::shared_ptr<Value> take(Call& call, std::size_t index);

/// The elements in another shape of as many: where they lie if nobody else holds them, else shared.
ValuePtr inShape(ValuePtr value, Shape shape);

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
