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

} // namespace termscope
