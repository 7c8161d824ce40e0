#include "core/model/Tensor.h"

namespace termscope {

std::optional<std::int64_t> checkedElementCount(const Shape& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t axis : shape) {
        if (axis < 0 || __builtin_mul_overflow(count, axis, &count))
            return std::nullopt;
    }
    return count;
}

std::string toText(const Shape& shape)
{
    if (shape.empty())
        return "scalar";
    std::string text;
    for (const std::int64_t axis : shape)
        text += (text.empty() ? "" : "×") + std::to_string(axis);
    return text;
}

Tensor transposed(const Tensor& matrix)
{
    const auto rows = static_cast<std::size_t>(matrix.shape[0]);
    const auto columns = static_cast<std::size_t>(matrix.shape[1]);
    Tensor result{{matrix.shape[1], matrix.shape[0]}, std::vector<float>(matrix.values.size())};
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column)
            result.values[column * rows + row] = matrix.values[row * columns + column];
    }
    return result;
}

} // namespace termscope
