#include "core/ops/Elements.h"

namespace termscope::ops {

ValuePtr picked(const Value& from, Shape shape, const Shape& steps, std::int64_t offset)
{
    auto result = newValue(from.type, std::move(shape));
    withElements(from, *result, [&](const auto& x, auto& y) {
        auto to = y.begin();
        walk(result->shape, std::array{steps}, [&](const auto& offsets) { *to++ = x[at(offset + offsets[0])]; });
    });
    return result;
}

} // namespace termscope::ops
