// Two or more values that stretch to each other: arithmetic, comparisons, logic, Where.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>
#include <limits>

namespace termscope::ops {
namespace {

/// ONNX before opset 7 aligned axes by an attribute; nobody should have written it since.
Result<Shape> wideShape(const Call& call)
{
    Shape wide = call[0].shape;
    for (std::size_t i = 1; i < call.count(); ++i) {
        if (!call.has(i))
            return fail("expected ", call.count(), " inputs, input ", i, " is missing");
        Result<Shape> wider = broadcastShape(wide, call[i].shape);
        if (!wider)
            return tl::unexpected(wider.error());
        wide = std::move(*wider);
    }
    return wide;
}

/// result[i] = function(a[i], b[i]) where both stretch to `wide`. The result may be where an operand of that shape is.
template <class In, class Out, class Function>
void combine(const Shape& wide, const Value& a, const In& inA, const Value& b, const In& inB, Out& result,
             Function function)
{
    const auto* const x = std::as_const(inA).data();
    const auto* const y = std::as_const(inB).data();
    auto* to = result.data();
    walkRows(wide, std::array{broadcastStrides(a.shape, wide), broadcastStrides(b.shape, wide)},
             [&](const WalkRow<2>& row) {
                 const auto* const left = x + row.offsets[0];
                 const auto* const right = y + row.offsets[1];
                 if (row.steps[0] == 1 && row.steps[1] == 1) {
                     for (std::int64_t i = 0; i < row.count; ++i)
                         to[i] = function(left[i], right[i]);
                 } else if (row.steps[0] == 1 && row.steps[1] == 0) {
                     const auto same = *right;
                     for (std::int64_t i = 0; i < row.count; ++i)
                         to[i] = function(left[i], same);
                 } else {
                     for (std::int64_t i = 0; i < row.count; ++i)
                         to[i] = function(left[i * row.steps[0]], right[i * row.steps[1]]);
                 }
                 to += row.count;
             });
}

Result<void> expectSameType(const Call& call)
{
    for (std::size_t i = 1; i < call.count(); ++i)
        if (call.has(i))
            TERMSCOPE_TRY(expectAlike(call[0], call[i]));
    return {};
}

/// Where the result of two values goes: an operand of its shape that nobody else holds, or new room.
std::shared_ptr<Value> roomFor(const ValuePtr& a, const ValuePtr& b)
{
    Shape wide = *broadcastShape(a->shape, b->shape);
    for (const ValuePtr* operand : {&a, &b})
        if (isOwn(*operand) && (*operand)->shape == wide)
            return std::const_pointer_cast<Value>(*operand);
    return newValueToFill(a->type, std::move(wide));
}

/// Binary arithmetic, and the same folded over any number of inputs.
template <class OfFloats, class OfIntegers>
Result<Outputs> arithmetic(Call& call, OfFloats ofFloats, OfIntegers ofIntegers)
{
    TERMSCOPE_TRY(expectSameType(call));
    const Result<Shape> wide = wideShape(call);
    if (!wide)
        return tl::unexpected(wide.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, *wide));
    ValuePtr sum = std::move(call.inputs[0]);
    for (std::size_t i = 1; i < call.count(); ++i) {
        const auto result = roomFor(sum, call.inputs[i]);
        if (sum->floating())
            combine(result->shape, *sum, sum->floats, call[i], call[i].floats, result->floats, ofFloats);
        else
            combine(result->shape, *sum, sum->integers, call[i], call[i].integers, result->integers,
                    [&](std::int64_t x, std::int64_t y) { return wrapped(ofIntegers(x, y), result->type); });
        roundAll(*result);
        sum = result;
    }
    return only(std::move(sum));
}

Result<Outputs> add(Call& call)
{
    return arithmetic(call, std::plus<>(), [](std::int64_t x, std::int64_t y) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) + static_cast<std::uint64_t>(y));
    });
}

Result<Outputs> subtract(Call& call)
{
    return arithmetic(call, std::minus<>(), [](std::int64_t x, std::int64_t y) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(y));
    });
}

Result<Outputs> multiply(Call& call)
{
    return arithmetic(call, std::multiplies<>(), [](std::int64_t x, std::int64_t y) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) * static_cast<std::uint64_t>(y));
    });
}

Result<Outputs> divide(Call& call)
{
    if (call.known() && !call[1].floating() && std::ranges::find(call[1].integers, 0) != call[1].integers.end())
        return fail("expected divisors other than zero, found zero");
    return arithmetic(call, std::divides<>(), [](std::int64_t x, std::int64_t y) { return y == -1 ? -x : x / y; });
}

/// The sign of the divisor, or (fmod) of the dividend.
Result<Outputs> modulo(Call& call)
{
    const bool likeC = call.node.integer("fmod", 0) != 0;
    if (call.known() && !call[1].floating() && std::ranges::find(call[1].integers, 0) != call[1].integers.end())
        return fail("expected divisors other than zero, found zero");
    return arithmetic(
        call, [](float x, float y) { return std::fmod(x, y); },
        [likeC](std::int64_t x, std::int64_t y) -> std::int64_t {
            if (y == -1)
                return 0;
            const std::int64_t rest = x % y;
            return !likeC && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
        });
}

std::int64_t integerPower(std::int64_t base, std::int64_t exponent)
{
    if (exponent < 0)
        return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
    std::uint64_t result = 1;
    for (auto factor = static_cast<std::uint64_t>(base); exponent > 0; exponent /= 2, factor *= factor)
        result *= exponent % 2 == 1 ? factor : 1;
    return static_cast<std::int64_t>(result);
}

/// The result has the base's type, whatever the exponent's.
Result<Outputs> power(Call& call)
{
    const Result<Shape> wide = wideShape(call);
    if (!wide)
        return tl::unexpected(wide.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, *wide));
    const Value& base = call[0];
    const Value& exponent = call[1];
    auto result = newValue(base.type, *wide);
    if (!base.floating() && !exponent.floating()) {
        combine(*wide, base, base.integers, exponent, exponent.integers, result->integers,
                [&](std::int64_t x, std::int64_t y) { return wrapped(integerPower(x, y), base.type); });
        return only(std::move(result));
    }
    const auto asFloats = [](const Value& value) {
        return value.floating() ? value.floats.toVector()
                                : std::vector<float>(value.integers.begin(), value.integers.end());
    };
    std::vector<float> powers(at(elementCount(*wide)));
    combine(*wide, base, asFloats(base), exponent, asFloats(exponent), powers,
            [](float x, float y) { return std::pow(x, y); });
    if (base.floating())
        std::ranges::transform(powers, result->floats.begin(), [&](float x) { return rounded(x, base.type); });
    else
        std::ranges::transform(powers, result->integers.begin(),
                               [&](float x) { return wrapped(static_cast<std::int64_t>(x), base.type); });
    return only(std::move(result));
}

Result<Outputs> smallest(Call& call)
{
    return arithmetic(
        call,
        [](float x, float y) {
            return std::isnan(x) || std::isnan(y) ? std::numeric_limits<float>::quiet_NaN() : std::min(x, y);
        },
        [](std::int64_t x, std::int64_t y) { return std::min(x, y); });
}

Result<Outputs> largest(Call& call)
{
    return arithmetic(
        call,
        [](float x, float y) {
            return std::isnan(x) || std::isnan(y) ? std::numeric_limits<float>::quiet_NaN() : std::max(x, y);
        },
        [](std::int64_t x, std::int64_t y) { return std::max(x, y); });
}

Result<Outputs> mean(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const auto count = static_cast<float>(call.count());
    Result<Outputs> sums = add(call);
    if (!sums || !sums->front()->known)
        return sums;
    auto result = std::make_shared<Value>(*sums->front());
    for (float& x : result->floats)
        x = rounded(x / count, result->type);
    return only(std::move(result));
}

/// Of two values of any type, a Bool.
template <class Compare>
Result<Outputs> compare(Call& call)
{
    TERMSCOPE_TRY(expectSameType(call));
    const Result<Shape> wide = wideShape(call);
    if (!wide)
        return tl::unexpected(wide.error());
    if (!call.known())
        return only(shapeOnly(ElementType::Bool, *wide));
    auto result = newValue(ElementType::Bool, *wide);
    if (call[0].floating())
        combine(*wide, call[0], call[0].floats, call[1], call[1].floats, result->integers, Compare());
    else
        combine(*wide, call[0], call[0].integers, call[1], call[1].integers, result->integers, Compare());
    return only(std::move(result));
}

struct Both {
    template <class T>
    bool operator()(T x, T y) const
    {
        return x != T{} && y != T{};
    }
};
struct Either {
    template <class T>
    bool operator()(T x, T y) const
    {
        return x != T{} || y != T{};
    }
};
struct OneOf {
    template <class T>
    bool operator()(T x, T y) const
    {
        return (x != T{}) != (y != T{});
    }
};

Result<Outputs> negation(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    if (!call.known())
        return only(shapeOnly(ElementType::Bool, call[0].shape));
    auto result = newValue(ElementType::Bool, call[0].shape);
    std::ranges::transform(call[0].integers, result->integers.begin(), [](std::int64_t x) { return x == 0 ? 1 : 0; });
    return only(std::move(result));
}

Result<Outputs> where(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    TERMSCOPE_TRY(expectAlike(call[1], call[2]));
    const Result<Shape> wide = wideShape(call);
    if (!wide)
        return tl::unexpected(wide.error());
    if (!call.known())
        return only(shapeOnly(call[1].type, *wide));
    auto result = newValue(call[1].type, *wide);
    const std::array strides{broadcastStrides(call[0].shape, *wide), broadcastStrides(call[1].shape, *wide),
                             broadcastStrides(call[2].shape, *wide)};
    const auto pick = [&](const auto& x, const auto& y, auto& to) {
        auto place = to.begin();
        walk(*wide, strides, [&](const auto& offsets) {
            *place++ = call[0].integers[at(offsets[0])] != 0 ? x[at(offsets[1])] : y[at(offsets[2])];
        });
    };
    if (result->floating())
        pick(call[1].floats, call[2].floats, result->floats);
    else
        pick(call[1].integers, call[2].integers, result->integers);
    return only(std::move(result));
}

constexpr Operator arithmeticTable[] = {
    {"Add", add, 2, 2, "i:broadcast=0 -:axis"},
    {"And", compare<Both>, 2, 2, "i:broadcast=0 -:axis"},
    {"Div", divide, 2, 2, "i:broadcast=0 -:axis"},
    {"Equal", compare<std::equal_to<>>, 2, 2, "i:broadcast=0 -:axis"},
    {"Greater", compare<std::greater<>>, 2, 2, "i:broadcast=0 -:axis"},
    {"GreaterOrEqual", compare<std::greater_equal<>>, 2, 2},
    {"Less", compare<std::less<>>, 2, 2, "i:broadcast=0 -:axis"},
    {"LessOrEqual", compare<std::less_equal<>>, 2, 2},
    {"Max", largest, 1, many},
    {"Mean", mean, 1, many},
    {"Min", smallest, 1, many},
    {"Mod", modulo, 2, 2, "i:fmod"},
    {"Mul", multiply, 2, 2, "i:broadcast=0 -:axis"},
    {"Not", negation, 1, 1},
    {"Or", compare<Either>, 2, 2, "i:broadcast=0 -:axis"},
    {"Pow", power, 2, 2, "i:broadcast=0 -:axis"},
    {"Sub", subtract, 2, 2, "i:broadcast=0 -:axis"},
    {"Sum", add, 1, many},
    {"Where", where, 3, 3},
    {"Xor", compare<OneOf>, 2, 2, "i:broadcast=0 -:axis"},
};

} // namespace

std::span<const Operator> arithmetic()
{
    return arithmeticTable;
}

} // namespace termscope::ops
