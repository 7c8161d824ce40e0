#include "core/model/Tensor.h"

namespace termscope {

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
