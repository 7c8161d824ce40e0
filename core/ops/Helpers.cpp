#include "core/ops/Helpers.h"

#include "core/base/Limits.h"

namespace termscope {
namespace {

thread_local std::int64_t largestOutput = limits::inferredValue;

} // namespace

OutputLimit::OutputLimit(std::int64_t elements) : before_(std::exchange(largestOutput, elements)) {}

OutputLimit::~OutputLimit()
{
    largestOutput = before_;
}

namespace ops {

Result<std::int64_t> axisOf(std::int64_t axis, std::int64_t rank)
{
    if (axis < -rank || axis >= rank)
        return fail("expected an axis from ", -rank, " to ", rank - 1, ", found ", axis);
    return axis < 0 ? axis + rank : axis;
}

Result<std::vector<std::int64_t>> axesOf(std::span<const std::int64_t> axes, std::int64_t rank)
{
    std::vector<std::int64_t> result;
    for (const std::int64_t axis : axes) {
        const Result<std::int64_t> checked = axisOf(axis, rank);
        if (!checked)
            return tl::unexpected(checked.error());
        result.push_back(*checked);
    }
    std::ranges::sort(result);
    if (std::ranges::adjacent_find(result) != result.end())
        return fail("expected every axis once, found axis ", *std::ranges::adjacent_find(result), " twice");
    return result;
}

Result<std::int64_t> singleInteger(const Call& call, std::size_t index)
{
    TERMSCOPE_TRY(expectIntegers(call, index));
    if (call[index].size() != 1)
        return fail("expected one integer as input ", index, ", found the shape ", toText(call[index].shape));
    return call[index].integers[0];
}

Result<std::int64_t> indexOf(std::int64_t index, std::int64_t size)
{
    if (index < -size || index >= size)
        return fail("expected indices from ", -size, " to ", size - 1, ", found ", index);
    return index < 0 ? index + size : index;
}

Result<void> checkWork(const Shape& work)
{
    constexpr std::int64_t most = std::int64_t{1} << 36;
    const auto count = checkedElementCount(work);
    if (!count || *count > most)
        return fail("expected at most 2^36 products, found ", toText(work));
    return {};
}

Shape stridesOf(const Shape& shape)
{
    Shape strides(shape.size(), 1);
    for (std::size_t axis = shape.size(); axis-- > 1;)
        strides[axis - 1] = strides[axis] * shape[axis];
    return strides;
}

Result<Shape> broadcastShape(const Shape& a, const Shape& b)
{
    Shape wide(std::max(a.size(), b.size()), 1);
    for (std::size_t i = 0; i < wide.size(); ++i) {
        const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
        const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
        if (x != y && x != 1 && y != 1)
            return fail("expected shapes that stretch to each other, found ", toText(a), " and ", toText(b));
        wide[wide.size() - 1 - i] = x == 1 ? y : x;
    }
    TERMSCOPE_TRY(checkSize(wide));
    return wide;
}

Shape broadcastStrides(const Shape& shape, const Shape& wide)
{
    const Shape own = stridesOf(shape);
    Shape strides(wide.size(), 0);
    const std::size_t missing = wide.size() - shape.size();
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        strides[missing + axis] = shape[axis] == 1 ? 0 : own[axis];
    return strides;
}

bool isOwn(const ValuePtr& value)
{
    // Every value is made by make_shared<Value>: what nobody else holds may be changed, unless it lies in a file.
    return value.use_count() == 1 && !value->floats.isShared();
}

std::shared_ptr<Value> take(Call& call, std::size_t index)
{
    ValuePtr& input = call.inputs[index];
    if (isOwn(input))
        return std::const_pointer_cast<Value>(std::exchange(input, nullptr));
    return std::make_shared<Value>(*input);
}

ValuePtr inShape(ValuePtr value, Shape shape)
{
    if (value->shape == shape)
        return value;
    if (isOwn(value)) {
        auto own = std::const_pointer_cast<Value>(std::move(value));
        own->shape = std::move(shape);
        return own;
    }
    auto result = std::make_shared<Value>();
    result->type = value->type;
    result->shape = std::move(shape);
    result->known = value->known;
    result->integers = value->integers;
    if (!value->floats.empty()) // shared with nothing, it would keep the value all the same
        result->floats = sharedFloats(value);
    return result;
}

void roundAll(Value& value)
{
    if (value.type == ElementType::Float16 || value.type == ElementType::BFloat16)
        for (float& x : value.floats)
            x = rounded(x, value.type);
}

Outputs only(ValuePtr value)
{
    Outputs outputs;
    outputs.push_back(std::move(value));
    return outputs;
}

Result<void> checkSize(const Shape& shape)
{
    const auto count = checkedElementCount(shape);
    if (!count || *count > largestOutput)
        return fail("expected an output of at most ", largestOutput, " elements, found the shape ", toText(shape));
    return {};
}

Result<void> expectFloats(const Call& call, std::size_t index)
{
    if (call.has(index) && !call[index].floating())
        return fail("expected a floating-point tensor as input ", index, ", found ", nameOf(call[index].type));
    return {};
}

Result<void> expectIntegers(const Call& call, std::size_t index)
{
    if (call.has(index) && call[index].floating())
        return fail("expected integers as input ", index, ", found ", nameOf(call[index].type));
    return {};
}

Result<void> expectAlike(const Value& a, const Value& b)
{
    if (a.type != b.type && !(a.floating() && b.floating()))
        return fail("expected inputs of one type, found ", nameOf(a.type), " and ", nameOf(b.type));
    return {};
}

} // namespace ops
} // namespace termscope
