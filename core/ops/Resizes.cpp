// Resize (nearest, linear, cubic) and its forerunner Upsample: axis after axis, each place a weighted sum of a few.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <array>
#include <cmath>
#include <optional>

namespace termscope::ops {
namespace {

struct Sizing {
    std::vector<double> scales; ///< by axis
    Shape shape;
    std::vector<float> region; ///< starts of all axes, then their ends; empty where none is given
};

/// What the node says about how places are found.
struct Method {
    std::string mode;
    std::string coordinates;
    std::string nearest;
    double cubic = -0.75;
    bool antialias = false;
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
    const double half = (x + 0.5) / scale - 0.5;
    if (method.coordinates == "half_pixel_symmetric") {
        // The middle of the input lies under the middle of the output, though the output's length was rounded.
        const auto length = static_cast<double>(from);
        return length / 2.0 * (1.0 - static_cast<double>(to) / (length * scale)) + half;
    }
    return half; // half_pixel
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

/// The interpolating function around 0 (linear: a triangle; cubic: Keys), 0 from its reach on.
double kernelAt(const Method& method, double d)
{
    d = std::abs(d);
    if (method.mode == "linear")
        return std::max(0.0, 1.0 - d);
    const double a = method.cubic;
    if (d <= 1.0)
        return ((a + 2.0) * d - (a + 3.0)) * d * d + 1.0;
    return d < 2.0 ? ((a * d - 5.0 * a) * d + 8.0 * a) * d - 4.0 * a : 0.0;
}

/// The two or four places around x.
Taps nearTaps(const Method& method, double x)
{
    const double floor = std::floor(x);
    const double t = x - floor;
    const auto first = static_cast<std::int64_t>(floor);
    if (method.mode == "linear")
        return {{first, 1.0 - t}, {first + 1, t}};
    return {{first - 1, kernelAt(method, t + 1.0)},
            {first, kernelAt(method, t)},
            {first + 1, kernelAt(method, 1.0 - t)},
            {first + 2, kernelAt(method, 2.0 - t)}};
}

/// Antialiasing: the kernel, wider by 1 / scale, at all places that it reaches around x. Range: 0 < scale < 1.
Taps wideTaps(const Method& method, double x, double scale)
{
    const double reach = (method.mode == "linear" ? 1.0 : 2.0) / scale;
    const auto last = static_cast<std::int64_t>(std::floor(x + reach));
    Taps taps;
    for (auto place = static_cast<std::int64_t>(std::ceil(x - reach)); place <= last; ++place)
        taps.emplace_back(place, kernelAt(method, (static_cast<double>(place) - x) * scale));
    return taps;
}

/// `scale`: of the output to the input.
Taps tapsOf(const Method& method, double x, std::int64_t size, double scale)
{
    if (method.mode == "nearest")
        return {{std::clamp<std::int64_t>(nearestOf(method, x), 0, size - 1), 1.0}};
    const bool widens = method.antialias && scale < 1.0;
    Taps taps = widens ? wideTaps(method, x, scale) : nearTaps(method, x);
    // Two places around x weigh the same whether the one outside is left out or moved to the edge.
    const bool excludes = method.excludeOutside && (widens || method.mode == "cubic");
    double sum = 0.0;
    for (auto& [place, weight] : taps)
        sum += weight = excludes && (place < 0 || place >= size) ? 0.0 : weight;
    for (auto& [place, weight] : taps) {
        weight = excludes || widens ? weight / sum : weight;
        place = std::clamp<std::int64_t>(place, 0, size - 1);
    }
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
        const Taps taps = tapsOf(method, source, from, scale);
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

/// The axes that scales, sizes and region are of, in that order: all of them where the node names none. Error: one is
/// none of the input's, or named twice.
Result<std::vector<std::size_t>> sizedAxes(const Call& call)
{
    std::vector<std::size_t> axes(call[0].shape.size());
    std::iota(axes.begin(), axes.end(), std::size_t{0});
    if (!call.node.has("axes"))
        return axes;
    const std::vector<std::int64_t> given = call.node.integers("axes");
    if (const auto sorted = axesOf(given, call[0].rank()); !sorted)
        return tl::unexpected(sorted.error());
    axes.clear();
    for (const std::int64_t axis : given)
        axes.push_back(at(axis < 0 ? axis + call[0].rank() : axis));
    return axes;
}

/// Sizes of which none is larger, or none smaller, than asked for, while all axes keep one scale.
Result<Sizing> keepingAspectRatio(const Call& call, Sizing sizing, const std::vector<std::size_t>& axes)
{
    const std::string policy = call.node.text("keep_aspect_ratio_policy", "stretch");
    if (policy == "stretch" || axes.empty())
        return sizing;
    if (policy != "not_larger" && policy != "not_smaller")
        return fail("expected keep_aspect_ratio_policy stretch, not_larger or not_smaller, found ", printable(policy));
    double scale = sizing.scales[axes[0]];
    for (const std::size_t axis : axes)
        scale = policy == "not_larger" ? std::min(scale, sizing.scales[axis]) : std::max(scale, sizing.scales[axis]);
    for (const std::size_t axis : axes) {
        const double size = std::floor(scale * static_cast<double>(call[0].shape[axis]) + 0.5);
        if (!(size < 2147483648.0))
            return fail("expected sizes below 2^31, found a scale of ", scale, " on the shape ", toText(call[0].shape));
        sizing.scales[axis] = scale;
        sizing.shape[axis] = static_cast<std::int64_t>(size);
    }
    return sizing;
}

Result<Sizing> fromSizes(const Call& call, const std::vector<std::int64_t>& sizes, const std::vector<std::size_t>& axes)
{
    const Shape& shape = call[0].shape;
    if (sizes.size() != axes.size())
        return fail("expected ", axes.size(), " sizes, found ", sizes.size());
    Sizing sizing{std::vector<double>(shape.size(), 1.0), shape, {}};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::int64_t from = shape[axes[i]];
        sizing.shape[axes[i]] = sizes[i];
        sizing.scales[axes[i]] = from == 0 ? 1.0 : static_cast<double>(sizes[i]) / static_cast<double>(from);
    }
    return keepingAspectRatio(call, std::move(sizing), axes);
}

Result<Sizing> fromScales(const Call& call, const std::vector<float>& scales, const std::vector<std::size_t>& axes)
{
    const Shape& shape = call[0].shape;
    if (scales.size() != axes.size())
        return fail("expected ", axes.size(), " scales, found ", scales.size());
    Sizing sizing{std::vector<double>(shape.size(), 1.0), shape, {}};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const double size = std::floor(static_cast<double>(shape[axes[i]]) * scales[i]);
        if (!(scales[i] > 0.0F) || !(size < 2147483648.0))
            return fail("expected scales above 0 and sizes below 2^31, found a scale of ", scales[i], " on the shape ",
                        toText(shape));
        sizing.shape[axes[i]] = static_cast<std::int64_t>(size);
        sizing.scales[axes[i]] = scales[i];
    }
    return sizing;
}

/// Error: scales, sizes or a region that do not fit the input.
Result<Sizing> sizingOf(const Call& call, const std::vector<float>& scales, const std::vector<std::int64_t>& sizes,
                        const std::vector<float>& region)
{
    const auto axes = sizedAxes(call);
    if (!axes)
        return tl::unexpected(axes.error());
    Result<Sizing> sizing = sizes.empty() ? fromScales(call, scales, *axes) : fromSizes(call, sizes, *axes);
    if (!sizing || region.size() != 2 * axes->size())
        return sizing;
    const std::size_t rank = call[0].shape.size();
    sizing->region.assign(rank, 0.0F);
    sizing->region.resize(2 * rank, 1.0F);
    for (std::size_t i = 0; i < axes->size(); ++i) {
        sizing->region[(*axes)[i]] = region[i];
        sizing->region[rank + (*axes)[i]] = region[axes->size() + i];
    }
    return sizing;
}

Result<Outputs> resized(Call& call, const Sizing& sizing, const Method& method)
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
        const bool crops = method.coordinates == "tf_crop_and_resize" && !sizing.region.empty();
        const double start = crops ? sizing.region[axis] : 0.0;
        const double end = crops ? sizing.region[rank + axis] : 1.0;
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

constexpr std::array<std::string_view, 7> coordinateModes{
    "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners",
    "asymmetric", "tf_half_pixel_for_nn", "tf_crop_and_resize"};
constexpr std::array<std::string_view, 4> nearestModes{"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"};

Result<Method> methodOf(const Node& node, int opset)
{
    Method method;
    method.mode = node.text("mode", "nearest");
    // Opset 10 had neither attribute: places were asymmetric and rounded down.
    method.coordinates = node.text("coordinate_transformation_mode", opset < 11 ? "asymmetric" : "half_pixel");
    method.nearest = node.text("nearest_mode", opset < 11 ? "floor" : "round_prefer_floor");
    method.cubic = node.number("cubic_coeff_a", -0.75F);
    method.antialias = node.integer("antialias", 0) != 0;
    method.excludeOutside = node.integer("exclude_outside", 0) != 0;
    method.extrapolation = node.number("extrapolation_value", 0.0F);
    if (method.mode != "nearest" && method.mode != "linear" && method.mode != "bilinear" && method.mode != "cubic")
        return fail("expected mode nearest, linear or cubic, found ", printable(method.mode));
    if (method.mode == "bilinear")
        method.mode = "linear";
    if (std::ranges::find(coordinateModes, method.coordinates) == coordinateModes.end())
        return fail("expected a coordinate_transformation_mode of ONNX's, found ", printable(method.coordinates));
    if (std::ranges::find(nearestModes, method.nearest) == nearestModes.end())
        return fail("expected nearest_mode round_prefer_floor, round_prefer_ceil, floor or ceil, found ",
                    printable(method.nearest));
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
    const Result<Sizing> sizing = sizingOf(
        call, call.has(scales) ? call[scales].floats.toVector() : std::vector<float>{},
        call.has(3) ? call[3].integers : std::vector<std::int64_t>{},
        scales == 2 && call.has(1) ? call[1].floats.toVector() : std::vector<float>{});
    if (!sizing)
        return tl::unexpected(sizing.error());
    return resized(call, *sizing, *method);
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
                                           {}, {});
    if (!sizing)
        return tl::unexpected(sizing.error());
    return resized(call, *sizing, *method);
}

constexpr Operator resizesTable[] = {
    {"Resize", resize, 1, 4,
     "i:antialias I:axes s:coordinate_transformation_mode f:cubic_coeff_a i:exclude_outside f:extrapolation_value "
     "s:keep_aspect_ratio_policy s:mode s:nearest_mode"},
    {"Upsample", upsample, 1, 2, "s:mode F:scales"}};

} // namespace

std::span<const Operator> resizes()
{
    return resizesTable;
}

} // namespace termscope::ops
