// Resize (nearest, linear, cubic) and its forerunner Upsample: axis after axis, each place a weighted sum of a few.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cmath>
#include <optional>

namespace termscope::ops {
namespace {

struct Sizing {
    std::vector<double> scales; ///< by axis
    Shape shape;
};

/// What the node says about how places are found.
struct Method {
    std::string mode;
    std::string coordinates;
    std::string nearest;
    double cubic = -0.75;
    bool excludeOutside = false;
    float extrapolation = 0.0F;
};

double sourceOf(const Method& method, std::int64_t place, std::int64_t from, std::int64_t to, double scale,
                double start, double end)
{
    const auto x = static_cast<double>(place);
    if (method.coordinates == "asymmetric")
        return x / scale;
    if (method.coordinates == "align_corners")
        // The resized length is not rounded here.
        return to == 1 ? 0.0 : x * static_cast<double>(from - 1) / (static_cast<double>(from) * scale - 1.0);
    if (method.coordinates == "pytorch_half_pixel")
        return to > 1 ? (x + 0.5) / scale - 0.5 : 0.0;
    if (method.coordinates == "tf_half_pixel_for_nn")
        return (x + 0.5) / scale;
    if (method.coordinates == "tf_crop_and_resize")
        return to > 1 ? start * static_cast<double>(from - 1)
                            + x * (end - start) * static_cast<double>(from - 1) / static_cast<double>(to - 1)
                      : 0.5 * (start + end) * static_cast<double>(from - 1);
    return (x + 0.5) / scale - 0.5; // half_pixel
}

std::int64_t nearestOf(const Method& method, double x)
{
    if (method.nearest == "floor")
        return static_cast<std::int64_t>(std::floor(x));
    if (method.nearest == "ceil")
        return static_cast<std::int64_t>(std::ceil(x));
    if (method.nearest == "round_prefer_ceil")
        return static_cast<std::int64_t>(std::floor(x + 0.5));
    return static_cast<std::int64_t>(std::ceil(x - 0.5)); // round_prefer_floor
}

/// The places that one output place draws on, with their weights.
using Taps = std::vector<std::pair<std::int64_t, double>>;

Taps tapsOf(const Method& method, double x, std::int64_t size)
{
    if (method.mode == "nearest")
        return {{std::clamp<std::int64_t>(nearestOf(method, x), 0, size - 1), 1.0}};
    const double floor = std::floor(x);
    const double t = x - floor;
    const auto first = static_cast<std::int64_t>(floor);
    Taps taps;
    if (method.mode == "linear") {
        taps = {{first, 1.0 - t}, {first + 1, t}};
    } else {
        const double a = method.cubic;
        const auto near = [a](double d) { return ((a + 2.0) * d - (a + 3.0)) * d * d + 1.0; };
        const auto far = [a](double d) { return ((a * d - 5.0 * a) * d + 8.0 * a) * d - 4.0 * a; };
        taps = {{first - 1, far(t + 1.0)}, {first, near(t)}, {first + 1, near(1.0 - t)}, {first + 2, far(2.0 - t)}};
        if (method.excludeOutside) {
            double sum = 0.0;
            for (auto& [place, weight] : taps)
                sum += weight = place < 0 || place >= size ? 0.0 : weight;
            for (auto& [place, weight] : taps)
                weight /= sum;
        }
    }
    for (auto& [place, weight] : taps)
        place = std::clamp<std::int64_t>(place, 0, size - 1);
    return taps;
}

/// Resizes one axis of `x`. A place outside of the input (tf_crop_and_resize) becomes the extrapolation value.
std::vector<float> alongAxis(const std::vector<float>& x, const Shape& shape, std::size_t axis, std::int64_t size,
                             const Method& method, double scale, double start, double end)
{
    const std::int64_t inner = countOf(shape, static_cast<std::int64_t>(axis) + 1,
                                       static_cast<std::int64_t>(shape.size()));
    const std::int64_t outer = countOf(shape, 0, static_cast<std::int64_t>(axis));
    const std::int64_t from = shape[axis];
    std::vector<float> result(at(outer * size * inner));
    for (std::int64_t place = 0; place < size; ++place) {
        const double source = sourceOf(method, place, from, size, scale, start, end);
        const bool outside = method.coordinates == "tf_crop_and_resize"
                             && (source < 0.0 || source > static_cast<double>(from - 1));
        const Taps taps = tapsOf(method, source, from);
        for (std::int64_t o = 0; o < outer; ++o)
            for (std::int64_t i = 0; i < inner; ++i) {
                double sum = 0.0;
                for (const auto& [tap, weight] : taps)
                    sum += weight * x[at((o * from + tap) * inner + i)];
                result[at((o * size + place) * inner + i)] = outside ? method.extrapolation : static_cast<float>(sum);
            }
    }
    return result;
}

/// Error: scales or sizes that do not fit the input.
Result<Sizing> sizingOf(const Call& call, const std::vector<float>& scales, const std::vector<std::int64_t>& sizes)
{
    const Shape& shape = call[0].shape;
    Sizing sizing;
    if (!sizes.empty()) {
        if (sizes.size() != shape.size())
            return fail("expected ", shape.size(), " sizes, found ", sizes.size());
        sizing.shape = sizes;
        for (std::size_t i = 0; i < shape.size(); ++i)
            sizing.scales.push_back(shape[i] == 0 ? 1.0
                                                  : static_cast<double>(sizes[i]) / static_cast<double>(shape[i]));
        return sizing;
    }
    if (scales.size() != shape.size())
        return fail("expected ", shape.size(), " scales, found ", scales.size());
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const double size = std::floor(static_cast<double>(shape[i]) * scales[i]);
        if (!(scales[i] > 0.0F) || !(size < 2147483648.0))
            return fail("expected scales above 0 and sizes below 2^31, found a scale of ", scales[i], " on the shape ",
                        toText(shape));
        sizing.shape.push_back(static_cast<std::int64_t>(size));
        sizing.scales.push_back(scales[i]);
    }
    return sizing;
}

Result<Outputs> resized(Call& call, const Sizing& sizing, const Method& method, const std::vector<float>& region)
{
    TERMSCOPE_TRY(checkSize(sizing.shape));
    for (std::size_t i = 0; i < sizing.shape.size(); ++i)
        if ((call[0].shape[i] == 0) != (sizing.shape[i] == 0))
            return fail("expected an input and an output with elements, found ", toText(call[0].shape), " and ",
                        toText(sizing.shape));
    if (!call[0].known)
        return only(shapeOnly(call[0].type, sizing.shape));
    std::vector<float> x = call[0].floating() ? call[0].floats.toVector()
                                              : std::vector<float>(call[0].integers.begin(), call[0].integers.end());
    Shape shape = call[0].shape;
    const std::size_t rank = shape.size();
    for (std::size_t axis = 0; axis < rank; ++axis) {
        const bool crops = method.coordinates == "tf_crop_and_resize" && region.size() == 2 * rank;
        const double start = crops ? region[axis] : 0.0;
        const double end = crops ? region[rank + axis] : 1.0;
        if (shape[axis] == sizing.shape[axis] && sizing.scales[axis] == 1.0 && start == 0.0 && end == 1.0)
            continue;
        x = alongAxis(x, shape, axis, sizing.shape[axis], method, sizing.scales[axis], start, end);
        shape[axis] = sizing.shape[axis];
    }
    auto result = newValue(call[0].type, shape);
    if (result->floating())
        result->floats = std::move(x);
    else
        std::ranges::transform(x, result->integers.begin(), [](float v) { return static_cast<std::int64_t>(v); });
    return only(std::move(result));
}

Result<Method> methodOf(const Node& node, int opset)
{
    Method method;
    method.mode = node.text("mode", "nearest");
    // Opset 10 had neither attribute: places were asymmetric and rounded down.
    method.coordinates = node.text("coordinate_transformation_mode", opset < 11 ? "asymmetric" : "half_pixel");
    method.nearest = node.text("nearest_mode", opset < 11 ? "floor" : "round_prefer_floor");
    method.cubic = node.number("cubic_coeff_a", -0.75F);
    method.excludeOutside = node.integer("exclude_outside", 0) != 0;
    method.extrapolation = node.number("extrapolation_value", 0.0F);
    if (method.mode != "nearest" && method.mode != "linear" && method.mode != "bilinear" && method.mode != "cubic")
        return fail("expected mode nearest, linear or cubic, found ", printable(method.mode));
    if (method.mode == "bilinear")
        method.mode = "linear";
    return method;
}

Result<Outputs> resize(Call& call)
{
    const Result<Method> method = methodOf(call.node, call.opset);
    if (!method)
        return tl::unexpected(method.error());
    // Opset 10: X, scales. From 11 on: X, roi, scales, sizes.
    const std::size_t scales = call.opset < 11 ? 1 : 2;
    TERMSCOPE_TRY(expectFloats(call, scales));
    TERMSCOPE_TRY(expectIntegers(call, 3));
    for (std::size_t i = 1; i < call.count(); ++i)
        if (call.has(i) && !call[i].known)
            return Outputs{};
    const Result<Sizing> sizing = sizingOf(call,
                                           call.has(scales) ? call[scales].floats.toVector() : std::vector<float>{},
                                           call.has(3) ? call[3].integers : std::vector<std::int64_t>{});
    if (!sizing)
        return tl::unexpected(sizing.error());
    return resized(call, *sizing, *method,
                   scales == 2 && call.has(1) ? call[1].floats.toVector() : std::vector<float>{});
}

/// Scales: an input in opset 9, an attribute before.
Result<Outputs> upsample(Call& call)
{
    Result<Method> method = methodOf(call.node, 10);
    if (!method)
        return tl::unexpected(method.error());
    if (call.has(1) && !call[1].known)
        return Outputs{};
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Result<Sizing> sizing = sizingOf(call, call.has(1) ? call[1].floats.toVector() : call.node.numbers("scales"),
                                           {});
    if (!sizing)
        return tl::unexpected(sizing.error());
    return resized(call, *sizing, *method, {});
}

constexpr Operator resizesTable[] = {{"Resize", resize, 1, 4}, {"Upsample", upsample, 1, 2}};

} // namespace

std::span<const Operator> resizes()
{
    return resizesTable;
}

} // namespace termscope::ops
