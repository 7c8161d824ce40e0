// Values over some axes drawn together to one: Reduce…, ArgMax, ArgMin, CumSum.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace termscope::ops {
namespace {

/// The axes to reduce (an input in newer opsets): none where the input is not known.
Result<std::optional<std::vector<std::int64_t>>> reducedAxes(const Call& call)
{
    std::vector<std::int64_t> given = call.node.integers("axes");
    if (call.has(1)) {
        TERMSCOPE_TRY(expectIntegers(call, 1));
        if (!call[1].known)
            return std::nullopt;
        given = call[1].integers;
    }
    if (given.empty() && call.node.integer("noop_with_empty_axes", 0) == 0) {
        given.resize(call[0].shape.size());
        std::iota(given.begin(), given.end(), 0);
    }
    Result<std::vector<std::int64_t>> axes = axesOf(given, call[0].rank());
    if (!axes)
        return tl::unexpected(axes.error());
    return std::move(*axes);
}

/// The shape with the reduced axes as 1.
Shape reducedShape(Shape shape, const std::vector<std::int64_t>& axes)
{
    for (const std::int64_t axis : axes)
        shape[at(axis)] = 1;
    return shape;
}

Shape without(const Shape& shape, const std::vector<std::int64_t>& axes)
{
    Shape rest;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (std::ranges::find(axes, static_cast<std::int64_t>(axis)) == axes.end())
            rest.push_back(shape[axis]);
    return rest;
}

/// How a reduction starts, goes on and ends, in float64; and how it goes on with integers, where nothing is rounded.
/// Null: as floats.
struct Rule {
    double start;
    double (*step)(double sum, double x);
    double (*finish)(double sum, double count);
    std::int64_t (*exact)(std::int64_t sum, std::int64_t x) = nullptr;
};

double keep(double sum, double)
{
    return sum;
}

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Sums and products that wrap around.
std::int64_t wrappedSum(std::int64_t s, std::int64_t x)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(s) + static_cast<std::uint64_t>(x));
}

std::int64_t wrappedProduct(std::int64_t s, std::int64_t x)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(s) * static_cast<std::uint64_t>(x));
}

constexpr Rule sumRule{0.0, [](double s, double x) { return s + x; }, keep, wrappedSum};
constexpr Rule meanRule{0.0, [](double s, double x) { return s + x; }, [](double s, double n) { return s / n; }};
constexpr Rule maxRule{-infinity, [](double s, double x) { return x > s || std::isnan(x) ? x : s; }, keep,
                       [](std::int64_t s, std::int64_t x) { return std::max(s, x); }};
constexpr Rule minRule{infinity, [](double s, double x) { return x < s || std::isnan(x) ? x : s; }, keep,
                       [](std::int64_t s, std::int64_t x) { return std::min(s, x); }};
constexpr Rule productRule{1.0, [](double s, double x) { return s * x; }, keep, wrappedProduct};
constexpr Rule l1Rule{0.0, [](double s, double x) { return s + std::abs(x); }, keep,
                      [](std::int64_t s, std::int64_t x) { return wrappedSum(s, x < 0 ? wrappedProduct(x, -1) : x); }};
constexpr Rule l2Rule{0.0, [](double s, double x) { return s + x * x; }, [](double s, double) { return std::sqrt(s); }};
constexpr Rule squareRule{0.0, [](double s, double x) { return s + x * x; }, keep,
                          [](std::int64_t s, std::int64_t x) { return wrappedSum(s, wrappedProduct(x, x)); }};
constexpr Rule logSumRule{0.0, [](double s, double x) { return s + x; }, [](double s, double) { return std::log(s); }};

/// What a reduction of no integers at all gives.
std::int64_t emptyReduction(double start, ElementType type)
{
    if (std::isfinite(start))
        return static_cast<std::int64_t>(start);
    const auto narrow = integerRange(type);
    if (narrow)
        return start < 0.0 ? narrow->first : narrow->second;
    const bool wide = type == ElementType::Int64;
    const bool known = wide || type == ElementType::Int32;
    if (start < 0.0)
        return wide ? std::numeric_limits<std::int64_t>::min() : known ? std::numeric_limits<std::int32_t>::min() : 0;
    return wide                          ? std::numeric_limits<std::int64_t>::max()
           : known                       ? std::numeric_limits<std::int32_t>::max()
           : type == ElementType::UInt32 ? std::numeric_limits<std::uint32_t>::max()
           : type == ElementType::Bool   ? 1
                                         : -1; // all bits of a uint64
}

/// The integers of `x` drawn together to `result`, which has the strides `strides` over x.
void reduceExactly(const Rule& rule, const Value& x, const Shape& strides, Value& result)
{
    const std::int64_t start = std::isfinite(rule.start) ? static_cast<std::int64_t>(rule.start)
                               : rule.start < 0.0        ? std::numeric_limits<std::int64_t>::min()
                                                         : std::numeric_limits<std::int64_t>::max();
    std::ranges::fill(result.integers, x.size() == 0 ? emptyReduction(rule.start, result.type) : start);
    const std::int64_t* from = x.integers.data();
    walk(x.shape, std::array{strides}, [&](const auto& offsets) {
        std::int64_t& to = result.integers[at(offsets[0])];
        to = rule.exact(to, *from++);
    });
    for (std::int64_t& to : result.integers)
        to = wrapped(to, result.type);
}

template <const Rule& rule>
Result<Outputs> reduce(Call& call)
{
    const auto axes = reducedAxes(call);
    if (!axes)
        return tl::unexpected(axes.error());
    if (!*axes)
        return Outputs{};
    const Shape narrow = reducedShape(call[0].shape, **axes);
    const Shape shape = call.node.integer("keepdims", 1) != 0 ? narrow : without(call[0].shape, **axes);
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const Value& x = call[0];
    if (rule.exact != nullptr && !x.floating()) {
        auto exact = newValue(x.type, shape);
        reduceExactly(rule, x, broadcastStrides(narrow, x.shape), *exact);
        return only(std::move(exact));
    }
    std::vector<double> sums(at(elementCount(narrow)), rule.start);
    std::size_t place = 0;
    walk(x.shape, std::array{broadcastStrides(narrow, x.shape)}, [&](const auto& offsets) {
        double& sum = sums[at(offsets[0])];
        sum = rule.step(sum, x.floating() ? x.floats[place] : static_cast<double>(x.integers[place]));
        ++place;
    });
    const double count = sums.empty() ? 0.0 : static_cast<double>(x.size()) / static_cast<double>(sums.size());
    auto result = newValue(x.type, shape);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const double total = rule.finish(sums[i], count);
        if (x.floating())
            result->floats[i] = rounded(static_cast<float>(total), x.type);
        else
            result->integers[i] = wrapped(static_cast<std::int64_t>(total), x.type);
    }
    return only(std::move(result));
}

Result<Outputs> logSumExp(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const auto axes = reducedAxes(call);
    if (!axes)
        return tl::unexpected(axes.error());
    if (!*axes)
        return Outputs{};
    const Shape narrow = reducedShape(call[0].shape, **axes);
    const Shape shape = call.node.integer("keepdims", 1) != 0 ? narrow : without(call[0].shape, **axes);
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const std::array strides{broadcastStrides(narrow, call[0].shape)};
    std::vector<double> largest(at(elementCount(narrow)), -infinity);
    std::vector<double> sums(largest.size(), 0.0);
    const float* x = call[0].floats.data();
    walk(call[0].shape, strides,
         [&](const auto& offsets) { largest[at(offsets[0])] = std::max<double>(largest[at(offsets[0])], *x++); });
    x = call[0].floats.data();
    walk(call[0].shape, strides,
         [&](const auto& offsets) { sums[at(offsets[0])] += std::exp(*x++ - largest[at(offsets[0])]); });
    auto result = newValue(call[0].type, shape);
    for (std::size_t i = 0; i < sums.size(); ++i)
        result->floats[i] = static_cast<float>(largest[i] + std::log(sums[i]));
    return only(std::move(result));
}

template <bool Largest>
Result<Outputs> argument(Call& call)
{
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", 0), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const bool last = call.node.integer("select_last_index", 0) != 0;
    Shape narrow = call[0].shape;
    const std::int64_t size = std::exchange(narrow[at(*axis)], 1);
    if (size == 0)
        return fail("expected an axis with elements, found the shape ", toText(call[0].shape));
    const Shape shape = call.node.integer("keepdims", 1) != 0 ? narrow : without(call[0].shape, {*axis});
    if (!call.known())
        return only(shapeOnly(ElementType::Int64, shape));
    auto result = newValue(ElementType::Int64, shape);
    const Shape own = stridesOf(call[0].shape);
    Shape steps = own;
    steps[at(*axis)] = 0;
    const auto find = [&](const auto& x) {
        std::size_t place = 0;
        walk(narrow, std::array{steps}, [&](const auto& offsets) {
            std::int64_t best = 0;
            for (std::int64_t i = 1; i < size; ++i) {
                const auto candidate = x[at(offsets[0] + i * own[at(*axis)])];
                const auto found = x[at(offsets[0] + best * own[at(*axis)])];
                if ((Largest ? candidate > found : candidate < found) || (last && candidate == found))
                    best = i;
            }
            result->integers[place++] = best;
        });
    };
    if (call[0].floating())
        find(call[0].floats);
    else
        find(call[0].integers);
    return only(std::move(result));
}

constexpr Operator reductionsTable[] = {
    {"ArgMax", argument<true>, 1, 1, "i:axis i:keepdims i:select_last_index"},
    {"ArgMin", argument<false>, 1, 1, "i:axis i:keepdims i:select_last_index"},
    {"ReduceL1", reduce<l1Rule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceL2", reduce<l2Rule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceLogSum", reduce<logSumRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceLogSumExp", logSumExp, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceMax", reduce<maxRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceMean", reduce<meanRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceMin", reduce<minRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceProd", reduce<productRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceSum", reduce<sumRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
    {"ReduceSumSquare", reduce<squareRule>, 1, 2, "I:axes i:keepdims i:noop_with_empty_axes"},
};

} // namespace

std::span<const Operator> reductions()
{
    return reductionsTable;
}

} // namespace termscope::ops
