// A dense array of float32 values, the last axis contiguous.
#pragma once

#include "core/files/Floats.h"

#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace termscope {

using Shape = std::vector<std::int64_t>;

/// Product of the axes; 1 for a scalar. The caller has checked that it does not overflow.
inline std::int64_t elementCount(const Shape& shape)
{
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

/// Product of the axes; none where an axis is negative or the product does not fit.
std::optional<std::int64_t> checkedElementCount(const Shape& shape);

/// "512×784"; "scalar" for no axes.
std::string toText(const Shape& shape);

struct Tensor {
    Shape shape;
    SharedFloats values; ///< elementCount(shape) of them; copies of a tensor share them

    std::int64_t size() const { return static_cast<std::int64_t>(values.size()); }
};

/// A matrix with rows and columns exchanged.
Tensor transposed(const Tensor& matrix);

} // namespace termscope
