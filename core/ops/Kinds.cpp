// What kind of number an element is: IsNaN, IsInf.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>

namespace termscope::ops {
namespace {

/// A truth value for each element. Integers are of no special kind.
template <class Is>
Result<Outputs> eachIs(Call& call, Is is)
{
    if (!call.known())
        return only(shapeOnly(ElementType::Bool, call[0].shape));
    auto result = newValue(ElementType::Bool, call[0].shape);
    for (std::size_t i = 0; i < call[0].floats.size(); ++i)
        result->integers[i] = is(call[0].floats[i]) ? 1 : 0;
    return only(std::move(result));
}

Result<Outputs> isNotANumber(Call& call)
{
    return eachIs(call, [](float x) { return std::isnan(x); });
}

Result<Outputs> isInfinite(Call& call)
{
    const bool negative = call.node.integer("detect_negative", 1) != 0;
    const bool positive = call.node.integer("detect_positive", 1) != 0;
    return eachIs(call, [=](float x) { return std::isinf(x) && (x < 0.0F ? negative : positive); });
}

constexpr Operator kindsTable[] = {
    {"IsInf", isInfinite, 1, 1, "i:detect_negative i:detect_positive"},
    {"IsNaN", isNotANumber, 1, 1},
};

} // namespace

std::span<const Operator> kinds()
{
    return kindsTable;
}

} // namespace termscope::ops
