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

/// How a reduction starts, goes on and ends, in float64.
struct Rule {
    double start;
    double (*step)(double sum, double x);
    double (*finish)(double sum, double count);
};

double keep(double sum, double)
{
    return sum;
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Rule sumRule{0.0, [](double s, double x) { return s + x; }, keep};
constexpr Rule meanRule{0.0, [](double s, double x) { return s + x; }, [](double s, double n) { return s / n; }};
constexpr Rule maxRule{-infinity, [](double s, double x) { return std::max(s, x); }, keep};
constexpr Rule minRule{infinity, [](double s, double x) { return std::min(s, x); }, keep};
constexpr Rule productRule{1.0, [](double s, double x) { return s * x; }, keep};
constexpr Rule l1Rule{0.0, [](double s, double x) { return s + std::abs(x); }, keep};
constexpr Rule l2Rule{0.0, [](double s, double x) { return s + x * x; }, [](double s, double) { return std::sqrt(s); }};
constexpr Rule squareRule{0.0, [](double s, double x) { return s + x * x; }, keep};
constexpr Rule logSumRule{0.0, [](double s, double x) { return s + x; }, [](double s, double) { return std::log(s); }};

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
    std::vector<double> sums(at(elementCount(narrow)), rule.start);
    const Value& x = call[0];
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
    {"ArgMax", argument<true>, 1, 1},           {"ArgMin", argument<false>, 1, 1},
    {"ReduceL1", reduce<l1Rule>, 1, 2},         {"ReduceL2", reduce<l2Rule>, 1, 2},
    {"ReduceLogSum", reduce<logSumRule>, 1, 2}, {"ReduceLogSumExp", logSumExp, 1, 2},
    {"ReduceMax", reduce<maxRule>, 1, 2},       {"ReduceMean", reduce<meanRule>, 1, 2},
    {"ReduceMin", reduce<minRule>, 1, 2},       {"ReduceProd", reduce<productRule>, 1, 2},
    {"ReduceSum", reduce<sumRule>, 1, 2},       {"ReduceSumSquare", reduce<squareRule>, 1, 2},
};

} // namespace

std::span<const Operator> reductions()
{
    return reductionsTable;
}

} // namespace termscope::ops
