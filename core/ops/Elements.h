// Elements picked from a value, whatever their type. Internal to core/ops.
#pragma once

#include "core/ops/Helpers.h"

namespace termscope::ops {

/// Calls function(elements of from, elements of to) with the vectors that the type uses.
template <class Function>
void withElements(const Value& from, Value& to, Function function)
{
    if (from.floating())
        function(from.floats, to.floats);
    else
        function(from.integers, to.integers);
}

/// to[i] = from[offset + Σ index·steps] for all places of `shape`. Shared with `from` where that gives all its elements
/// in their order: exporters write many a Slice and Transpose that move nothing.
ValuePtr picked(const ValuePtr& from, Shape shape, const Shape& steps, std::int64_t offset = 0);

} // namespace termscope::ops
