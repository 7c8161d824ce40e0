// Values made from shapes and attributes: Constant, Shape, Size, ConstantOfShape, Range.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>

namespace termscope::ops {
namespace {

Result<Outputs> constant(Call& call)
{
    const Node& node = call.node;
    if (const ValuePtr value = node.value("value"))
        return only(value);
    if (node.has("value_int"))
        return only(integerValue({}, {node.integer("value_int", 0)}));
    if (node.has("value_float"))
        return only(floatValue({}, {node.number("value_float", 0.0F)}));
    if (node.has("value_ints")) {
        const std::vector<std::int64_t> values = node.integers("value_ints");
        return only(integerValue({static_cast<std::int64_t>(values.size())}, values));
    }
    if (node.has("value_floats")) {
        const std::vector<float> values = node.numbers("value_floats");
        return only(floatValue({static_cast<std::int64_t>(values.size())}, values));
    }
    return fail("expected a tensor, a number or numbers as its value, found none");
}

Result<Outputs> shapeOf(Call& call)
{
    const std::int64_t rank = call[0].rank();
    const auto bound = [rank](std::int64_t axis) {
        return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank);
    };
    const std::int64_t start = bound(call.node.integer("start", 0));
    const std::int64_t end = std::max(start, bound(call.node.integer("end", rank)));
    const Shape& shape = call[0].shape;
    return only(integerValue({end - start}, Shape(shape.begin() + start, shape.begin() + end)));
}

Result<Outputs> sizeOf(Call& call)
{
    return only(integerValue({}, {call[0].size()}));
}

Result<Outputs> constantOfShape(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    if (!call[0].known)
        return Outputs{};
    TERMSCOPE_TRY(checkSize(call[0].integers));
    const ValuePtr fill = call.node.value("value");
    if (fill && fill->size() != 1)
        return fail("expected a value of one element, found the shape ", toText(fill->shape));
    auto result = newValue(fill ? fill->type : ElementType::Float32, call[0].integers);
    if (fill) {
        std::ranges::fill(result->floats, fill->floating() ? fill->floats[0] : 0.0F);
        std::ranges::fill(result->integers, fill->floating() ? 0 : fill->integers[0]);
    }
    return only(std::move(result));
}

Result<Outputs> range(Call& call)
{
    for (std::size_t i = 0; i < 3; ++i)
        if (call[i].size() != 1 || call[i].type != call[0].type)
            return fail("expected three single numbers of one type, found ", toText(call[i].shape), " of ",
                        nameOf(call[i].type));
    if (!call.known())
        return Outputs{};
    const auto number = [&](std::size_t i) {
        return call[0].floating() ? call[i].floats[0] : static_cast<double>(call[i].integers[0]);
    };
    const double steps = std::ceil((number(1) - number(0)) / number(2));
    if (!(std::abs(number(2)) > 0.0) || !(steps < 2147483648.0))
        return fail("expected a range of at most 2^31 numbers, found steps of ", number(2), " from ", number(0), " to ",
                    number(1));
    const Shape shape{std::max<std::int64_t>(0, static_cast<std::int64_t>(steps))};
    TERMSCOPE_TRY(checkSize(shape));
    auto result = newValue(call[0].type, shape);
    for (std::size_t i = 0; i < result->floats.size(); ++i)
        result->floats[i] = call[0].floats[0] + static_cast<float>(i) * call[2].floats[0];
    for (std::size_t i = 0; i < result->integers.size(); ++i)
        result->integers[i] = call[0].integers[0] + static_cast<std::int64_t>(i) * call[2].integers[0];
    return only(std::move(result));
}

constexpr Operator generatorsTable[] = {
    {"Constant", constant, 0, 0, "t:value f:value_float F:value_floats i:value_int I:value_ints"},
    {"ConstantOfShape", constantOfShape, 1, 1, "t:value"},
    {"Range", range, 3, 3},
    {"Shape", shapeOf, 1, 1, "i:end i:start"},
    {"Size", sizeOf, 1, 1},
};

} // namespace

std::span<const Operator> generators()
{
    return generatorsTable;
}

} // namespace termscope::ops
