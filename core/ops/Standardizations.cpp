// Values brought to one size: GroupNormalization, RMSNormalization, MeanVarianceNormalization, LpNormalization,
// Hardmax.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <cmath>

namespace termscope::ops {
namespace {

/// y = scale · (x − mean) / √(variance + ε) + bias over the channels of a group; scale and bias are one for each
/// channel from opset 21 on, before that one for each group.
Result<Outputs> groupNormalization(Call& call)
{
    for (std::size_t i = 0; i < 3; ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    const Shape shape = call[0].shape;
    const std::int64_t groups = call.node.integer("num_groups", 0);
    if (shape.size() < 2 || groups < 1 || shape[1] % groups != 0 || call[0].size() == 0)
        return fail("expected an input of batch and channels that ", groups, " groups share, found the shape ",
                    toText(shape));
    const std::int64_t factors = call.opset < 21 ? groups : shape[1];
    for (std::size_t i = 1; i < 3; ++i)
        if (call[i].shape != Shape{factors})
            return fail("expected ", factors, " values as input ", i, ", found the shape ", toText(call[i].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const double epsilon = call.node.number("epsilon", 1e-5F);
    const std::int64_t pixels = countOf(shape, 2, call[0].rank());
    const std::int64_t length = shape[1] / groups * pixels;
    const ValuePtr scale = call.inputs[1];
    const ValuePtr bias = call.inputs[2];
    auto result = take(call, 0);
    for (std::int64_t group = 0; group < shape[0] * groups; ++group) {
        float* const x = result->floats.data() + group * length;
        double sum = 0.0;
        double squares = 0.0;
        for (std::int64_t i = 0; i < length; ++i)
            sum += x[i];
        const double mean = sum / static_cast<double>(length);
        for (std::int64_t i = 0; i < length; ++i)
            squares += (x[i] - mean) * (x[i] - mean);
        const double inverse = 1.0 / std::sqrt(squares / static_cast<double>(length) + epsilon);
        for (std::int64_t i = 0; i < length; ++i) {
            const std::int64_t g = group % groups;
            const auto c = at(factors == groups ? g : g * (shape[1] / groups) + i / pixels);
            x[i] = static_cast<float>((x[i] - mean) * inverse * scale->floats[c] + bias->floats[c]);
        }
    }
    roundAll(*result);
    return only(std::move(result));
}

/// y = scale · x / √(mean of squares + ε) over the axes from one on.
Result<Outputs> rmsNormalization(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Shape shape = call[0].shape;
    const Shape inner(shape.begin() + *axis, shape.end());
    const Result<Shape> wide = broadcastShape(call[1].shape, shape);
    if (!wide || *wide != shape)
        return fail("expected a scale that stretches to ", toText(shape), ", found the shape ", toText(call[1].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const double epsilon = call.node.number("epsilon", 1e-5F);
    const std::int64_t length = elementCount(inner);
    const ValuePtr scale = call.inputs[1];
    auto result = take(call, 0);
    std::vector<float> inverse;
    for (std::int64_t row = 0; length > 0 && row < result->size() / length; ++row) {
        double squares = 0.0;
        for (std::int64_t i = 0; i < length; ++i) {
            const double x = result->floats[at(row * length + i)];
            squares += x * x;
        }
        inverse.push_back(static_cast<float>(1.0 / std::sqrt(squares / static_cast<double>(length) + epsilon)));
    }
    std::int64_t place = 0;
    walk(shape, std::array{broadcastStrides(scale->shape, shape)}, [&](const auto& offsets) {
        result->floats[at(place)] *= inverse[at(place / length)] * scale->floats[at(offsets[0])];
        ++place;
    });
    roundAll(*result);
    return only(std::move(result));
}

/// (x − mean) / deviation over some axes.
Result<Outputs> meanVarianceNormalization(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const std::vector<std::int64_t> given = call.node.has("axes") ? call.node.integers("axes")
                                                                  : std::vector<std::int64_t>{0, 2, 3};
    const Result<std::vector<std::int64_t>> axes = axesOf(given, call[0].rank());
    if (!axes)
        return tl::unexpected(axes.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    Shape narrow = call[0].shape;
    for (const std::int64_t axis : *axes)
        narrow[at(axis)] = 1;
    auto result = take(call, 0);
    const std::array strides{broadcastStrides(narrow, result->shape)};
    std::vector<double> means(at(elementCount(narrow)), 0.0);
    std::vector<double> squares(means.size(), 0.0);
    const double count = means.empty() ? 1.0 : static_cast<double>(result->size()) / static_cast<double>(means.size());
    const auto visit = [&](auto what) {
        float* x = result->floats.data();
        walk(result->shape, strides, [&](const auto& offsets) { what(*x++, at(offsets[0])); });
    };
    visit([&](float x, std::size_t at) { means[at] += x / count; });
    visit([&](float x, std::size_t at) { squares[at] += (x - means[at]) * (x - means[at]) / count; });
    visit([&](float& x, std::size_t at) { x = static_cast<float>((x - means[at]) / (std::sqrt(squares[at]) + 1e-9)); });
    roundAll(*result);
    return only(std::move(result));
}

/// Calls visit(first element, step) for every run along an axis.
template <class Visit>
void visitRuns(const Shape& shape, std::int64_t axis, Visit visit)
{
    const std::int64_t size = shape[at(axis)];
    const std::int64_t step = countOf(shape, axis + 1, static_cast<std::int64_t>(shape.size()));
    const std::int64_t runs = size == 0 ? 0 : elementCount(shape) / size;
    for (std::int64_t run = 0; run < runs; ++run)
        visit(run / step * size * step + run % step, step);
}

/// x / (|x₁| + |x₂| + …), or by the root of the sum of squares; runs of zeros stay.
Result<Outputs> lpNormalization(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const std::int64_t p = call.node.integer("p", 2);
    if (p != 1 && p != 2)
        return fail("expected p to be 1 or 2, found ", p);
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    const std::int64_t size = result->shape[at(*axis)];
    visitRuns(result->shape, *axis, [&](std::int64_t first, std::int64_t step) {
        double sum = 0.0;
        for (std::int64_t i = 0; i < size; ++i) {
            const double x = result->floats[at(first + i * step)];
            sum += p == 1 ? std::abs(x) : x * x;
        }
        const double norm = p == 1 ? sum : std::sqrt(sum);
        for (std::int64_t i = 0; norm > 0.0 && i < size; ++i) {
            float& x = result->floats[at(first + i * step)];
            x = static_cast<float>(x / norm);
        }
    });
    roundAll(*result);
    return only(std::move(result));
}

/// 1 for the first of the largest, 0 for all others: along an axis from opset 13 on, before over all axes from one on.
Result<Outputs> hardmax(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const bool together = call.opset < 13;
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", together ? 1 : -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    Shape shape = call[0].shape;
    std::int64_t along = *axis;
    if (together) {
        shape = {countOf(shape, 0, *axis), countOf(shape, *axis, call[0].rank())};
        along = 1;
    }
    auto result = newValue(call[0].type, call[0].shape);
    visitRuns(shape, along, [&](std::int64_t first, std::int64_t step) {
        std::int64_t best = 0;
        for (std::int64_t i = 1; i < shape[at(along)]; ++i)
            if (call[0].floats[at(first + i * step)] > call[0].floats[at(first + best * step)])
                best = i;
        result->floats[at(first + best * step)] = 1.0F;
    });
    return only(std::move(result));
}

constexpr Operator standardizationsTable[] = {
    {"GroupNormalization", groupNormalization, 3, 3, "f:epsilon i:num_groups i:stash_type=1"},
    {"Hardmax", hardmax, 1, 1, "i:axis"},
    {"LpNormalization", lpNormalization, 1, 1, "i:axis i:p"},
    {"MeanVarianceNormalization", meanVarianceNormalization, 1, 1, "I:axes"},
    {"RMSNormalization", rmsNormalization, 2, 2, "i:axis f:epsilon i:stash_type=1"},
};

} // namespace

std::span<const Operator> standardizations()
{
    return standardizationsTable;
}

} // namespace termscope::ops
