// BatchNormalization (outside of training), InstanceNormalization, LayerNormalization, LRN, Softmax, LogSoftmax.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"
#include "core/terms/Kernels.h"

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <utility>

namespace termscope::ops {
namespace {

Result<Outputs> batchNormalization(Call& call)
{
    if (call.node.integer("training_mode", 0) != 0)
        return fail("expected BatchNormalization outside of training, found training_mode on");
    const Value& x = call[0];
    if (x.rank() < 2)
        return fail("expected an input of batch and channels, found the shape ", toText(x.shape));
    const std::int64_t channels = x.shape[1];
    for (std::size_t i = 0; i < 5; ++i) {
        TERMSCOPE_TRY(expectFloats(call, i));
        if (i > 0 && call[i].shape != Shape{channels})
            return fail("expected ", channels, " values as input ", i, ", found the shape ", toText(call[i].shape));
    }
    if (!call.known())
        return only(shapeOnly(x.type, x.shape));
    const float epsilon = call.node.number("epsilon", 1e-5F);
    std::vector<float> factor(at(channels));
    std::vector<float> shift(at(channels));
    for (std::size_t c = 0; c < factor.size(); ++c) {
        factor[c] = call[1].floats[c] / std::sqrt(call[4].floats[c] + epsilon);
        shift[c] = call[2].floats[c] - call[3].floats[c] * factor[c];
    }
    const std::int64_t pixels = x.size() == 0 ? 0 : x.size() / (x.shape[0] * channels);
    auto result = take(call, 0);
    float* to = result->floats.data();
    for (std::int64_t plane = 0; pixels > 0 && plane < result->shape[0] * channels; ++plane) {
        const auto c = at(plane % channels);
        for (std::int64_t p = 0; p < pixels; ++p, ++to)
            *to = *to * factor[c] + shift[c];
    }
    return only(std::move(result));
}

/// Mean and 1 / deviation of a run, in float64.
struct Moments {
    double mean = 0.0;
    double scale = 0.0;
};

Moments momentsOf(const float* x, std::int64_t count, double epsilon)
{
    const kernels::KernelSet& kernel = kernels::best();
    const double mean = kernel.sumOf(x, at(count), 0.0, false) / static_cast<double>(count);
    const double squares = kernel.sumOf(x, at(count), mean, true);
    return {mean, 1.0 / std::sqrt(squares / static_cast<double>(count) + epsilon)};
}

Result<Outputs> instanceNormalization(Call& call)
{
    const Value& x = call[0];
    if (x.rank() < 3 || x.size() == 0)
        return fail("expected an input of batch, channels and space with elements, found the shape ", toText(x.shape));
    const std::int64_t channels = x.shape[1];
    for (std::size_t i = 0; i < 3; ++i) {
        TERMSCOPE_TRY(expectFloats(call, i));
        if (i > 0 && call[i].shape != Shape{channels})
            return fail("expected ", channels, " values as input ", i, ", found the shape ", toText(call[i].shape));
    }
    if (!call.known())
        return only(shapeOnly(x.type, x.shape));
    const double epsilon = call.node.number("epsilon", 1e-5F);
    const std::int64_t pixels = x.size() / (x.shape[0] * channels);
    auto result = take(call, 0);
    for (std::int64_t plane = 0; plane < result->shape[0] * channels; ++plane) {
        float* values = result->floats.data() + plane * pixels;
        const Moments moments = momentsOf(values, pixels, epsilon);
        const auto c = at(plane % channels);
        for (std::int64_t p = 0; p < pixels; ++p)
            values[p] = static_cast<float>((values[p] - moments.mean) * moments.scale * call[1].floats[c]
                                           + call[2].floats[c]);
    }
    return only(std::move(result));
}

/// The elements, as often as they fill the shape.
SharedFloats stretched(const ValuePtr& value, const Shape& shape)
{
    if (value->shape == shape)
        return sharedFloats(value);
    std::vector<float> all;
    walk(shape, std::array{broadcastStrides(value->shape, shape)},
         [&](const auto& offsets) { all.push_back(value->floats[at(offsets[0])]); });
    return all;
}

Result<Outputs> layerNormalization(Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    const Shape& shape = call[0].shape;
    const Shape inner(shape.begin() + *axis, shape.end());
    for (std::size_t i = 1; i < call.count(); ++i)
        if (const auto wide = call.has(i) ? broadcastShape(call[i].shape, inner) : Result<Shape>(inner);
            !wide || *wide != inner)
            return fail("expected scale and bias that stretch to ", toText(inner), ", found the shape ",
                        toText(call[i].shape));
    Shape momentShape = shape;
    std::fill(momentShape.begin() + *axis, momentShape.end(), 1);
    Outputs outputs;
    if (!call.known()) {
        outputs = {shapeOnly(call[0].type, shape), shapeOnly(ElementType::Float32, momentShape),
                   shapeOnly(ElementType::Float32, momentShape)};
        outputs.resize(std::max<std::size_t>(1, std::min<std::size_t>(3, call.node.outputs.size())));
        return outputs;
    }
    const double epsilon = call.node.number("epsilon", 1e-5F);
    const std::int64_t length = elementCount(inner);
    const ValuePtr scale = call.inputs[1];
    const ValuePtr bias = call.has(2) ? call.inputs[2] : nullptr;
    const SharedFloats factors = stretched(scale, inner);
    const SharedFloats shifts = bias ? stretched(bias, inner) : SharedFloats(std::vector<float>(at(length), 0.0F));
    auto means = newValueToFill(ElementType::Float32, momentShape);
    auto inverse = newValueToFill(ElementType::Float32, momentShape);
    const ValuePtr data = std::exchange(call.inputs[0], nullptr);
    const auto result = isOwn(data) ? std::const_pointer_cast<Value>(data) : newValueToFill(data->type, shape);
    for (std::size_t row = 0; row < means->floats.size(); ++row) {
        const float* const x = std::as_const(data->floats).data() + static_cast<std::int64_t>(row) * length;
        float* const y = result->floats.data() + static_cast<std::int64_t>(row) * length;
        if (x != y)
            std::copy_n(x, length, y);
        const Moments moments = momentsOf(y, length, epsilon);
        means->floats[row] = static_cast<float>(moments.mean);
        inverse->floats[row] = static_cast<float>(moments.scale);
        kernels::best().normalizeRow(y, at(length), moments.mean, moments.scale, factors.data(), shifts.data());
    }
    outputs = {std::move(result), std::move(means), std::move(inverse)};
    outputs.resize(std::max<std::size_t>(1, std::min<std::size_t>(3, call.node.outputs.size())));
    return outputs;
}

/// y = x / (bias + alpha/size · Σ of squares over neighbouring channels)^beta
Result<Outputs> localResponse(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Value& x = call[0];
    const std::int64_t size = call.node.integer("size", 1);
    if (x.rank() < 2 || size < 1)
        return fail("expected an input of batch and channels and a size from 1, found the shape ", toText(x.shape),
                    " and ", size);
    if (!call.known())
        return only(shapeOnly(x.type, x.shape));
    const double alpha = call.node.number("alpha", 1e-4F);
    const double beta = call.node.number("beta", 0.75F);
    const double bias = call.node.number("bias", 1.0F);
    const std::int64_t channels = x.shape[1];
    const std::int64_t pixels = x.size() == 0 ? 0 : x.size() / (x.shape[0] * channels);
    auto result = newValue(x.type, x.shape);
    for (std::int64_t place = 0; place < x.size(); ++place) {
        const std::int64_t c = place / pixels % channels;
        double squares = 0.0;
        for (std::int64_t other = std::max<std::int64_t>(0, c - (size - 1) / 2);
             other <= std::min(channels - 1, c + size / 2); ++other) {
            const double value = x.floats[at(place + (other - c) * pixels)];
            squares += value * value;
        }
        result->floats[at(place)] = static_cast<float>(
            x.floats[at(place)] / std::pow(bias + alpha / static_cast<double>(size) * squares, beta));
    }
    return only(std::move(result));
}

/// values: a row; they become e^(value − the largest). Their sum, in float64.
struct Powers {
    float largest = 0.0F;
    double sum = 0.0;

    explicit Powers(std::span<float> values)
    {
        Eigen::Map<Eigen::ArrayXf> all(values.data(), std::ssize(values));
        largest = all.maxCoeff();
        if (std::isnan((all - largest).sum())) {
            sum = std::numeric_limits<double>::quiet_NaN();
            all.setConstant(std::numeric_limits<float>::quiet_NaN());
            return;
        }
        sum = kernels::best().powers(values.data(), values.size(), largest);
    }
};

/// Along one axis from opset 13 on; before, over all axes from one on.
template <bool Logarithm>
Result<Outputs> softmax(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const bool together = call.opset < 13;
    const Result<std::int64_t> axis = axisOf(call.node.integer("axis", together ? 1 : -1), call[0].rank());
    if (!axis)
        return tl::unexpected(axis.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    const Shape& shape = call[0].shape;
    const std::int64_t step = together ? 1 : countOf(shape, *axis + 1, call[0].rank());
    const std::int64_t count = together ? countOf(shape, *axis, call[0].rank()) : shape[at(*axis)];
    auto result = take(call, 0);
    const std::int64_t rows = count == 0 ? 0 : result->size() / (count * step);
    std::vector<float> row(at(count));
    for (std::int64_t i = 0; i < rows * step; ++i) {
        float* const x = result->floats.data() + i / step * count * step + i % step;
        if (!Logarithm && step == 1) {
            const Powers powers({x, at(count)});
            Eigen::Map<Eigen::ArrayXf>(x, count) /= static_cast<float>(powers.sum);
            continue;
        }
        for (std::int64_t k = 0; k < count; ++k)
            row[at(k)] = x[k * step];
        const Powers powers(row);
        const auto sum = static_cast<float>(powers.sum);
        const double shift = powers.largest + std::log(powers.sum);
        for (std::int64_t k = 0; k < count; ++k)
            x[k * step] = Logarithm ? static_cast<float>(x[k * step] - shift) : row[at(k)] / sum;
    }
    return only(std::move(result));
}

constexpr Operator normalizationsTable[] = {
    {"BatchNormalization", batchNormalization, 5, 5, "f:epsilon -:is_test f:momentum i:spatial=1 i:training_mode"},
    {"InstanceNormalization", instanceNormalization, 3, 3, "f:epsilon"},
    {"LRN", localResponse, 1, 1, "f:alpha f:beta f:bias i:size"},
    {"LayerNormalization", layerNormalization, 2, 3, "i:axis f:epsilon i:stash_type=1"},
    {"LogSoftmax", softmax<true>, 1, 1, "i:axis"},
    {"Softmax", softmax<false>, 1, 1, "i:axis"},
};

} // namespace

std::span<const Operator> normalizations()
{
    return normalizationsTable;
}

} // namespace termscope::ops
