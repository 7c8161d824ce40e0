#include "core/ops/Elements.h"

namespace termscope::ops {

ValuePtr picked(const Value& from, Shape shape, const Shape& steps, std::int64_t offset)
{
    auto result = newValueToFill(from.type, std::move(shape));
    withElements(from, *result, [&](const auto& x, auto& y) {
        auto* to = y.data();
        walkRows(result->shape, std::array{steps}, [&](const WalkRow<1>& row) {
            const auto* const first = x.data() + offset + row.offsets[0];
            if (row.steps[0] == 1)
                std::copy_n(first, row.count, to);
            else
                for (std::int64_t i = 0; i < row.count; ++i)
                    to[i] = first[i * row.steps[0]];
            to += row.count;
        });
    });
    return result;
}

} // namespace termscope::ops
