// Images read between their pixels: GridSample, AffineGrid, RoiAlign, DeformConv.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cmath>

namespace termscope::ops {
namespace {

enum class Outside { Zero, Edge, Mirror };

struct Sampling {
    std::string mode; ///< nearest, linear, cubic
    Outside outside = Outside::Zero;
    bool corners = false; ///< −1 and 1 are the centres of the outermost pixels, not their outer edges
};

Result<Sampling> samplingOf(const Node& node)
{
    Sampling sampling{node.text("mode", "linear"), Outside::Zero, node.integer("align_corners", 0) != 0};
    // Opset 16 called them so.
    if (sampling.mode == "bilinear")
        sampling.mode = "linear";
    if (sampling.mode == "bicubic")
        sampling.mode = "cubic";
    if (sampling.mode != "linear" && sampling.mode != "nearest" && sampling.mode != "cubic")
        return fail("expected mode linear, nearest or cubic, found ", inQuotes(sampling.mode));
    const std::string padding = node.text("padding_mode", "zeros");
    if (padding != "zeros" && padding != "border" && padding != "reflection")
        return fail("expected padding_mode zeros, border or reflection, found ", inQuotes(padding));
    sampling.outside = padding == "border" ? Outside::Edge : padding == "reflection" ? Outside::Mirror : Outside::Zero;
    return sampling;
}

/// x turned back at both borders until it lies between them.
double mirrored(double x, double low, double high)
{
    const double range = high - low;
    if (!(range > 0.0) || !std::isfinite(x))
        return low;
    double distance = std::fmod(std::abs(x - low), 2.0 * range);
    distance = distance > range ? 2.0 * range - distance : distance;
    return low + distance;
}

/// A place along an axis of `size`, with its weight; −1: outside, where zeros are.
struct Sample {
    std::int64_t place = -1;
    double weight = 0.0;
};

/// Reads along one axis at a coordinate from −1 to 1.
class AxisReader {
public:
    AxisReader(const Sampling& sampling, std::int64_t size)
        : sampling_(sampling), size_(size), low_(sampling.corners ? 0.0 : -0.5),
          high_(static_cast<double>(size) - (sampling.corners ? 1.0 : 0.5))
    {
    }

    std::vector<Sample> at(double coordinate) const
    {
        const auto length = static_cast<double>(size_);
        double x = sampling_.corners ? (coordinate + 1.0) / 2.0 * (length - 1.0)
                                     : ((coordinate + 1.0) * length - 1.0) / 2.0;
        // As the standard's other runtimes do, which hold places as float32.
        x = static_cast<float>(x);
        if (!(std::abs(x) < 1e15))
            x = 2.0 * length + 2.0; // as far outside as can be told
        if (sampling_.mode == "nearest")
            x = std::nearbyint(x); // halves to the even neighbour
        if (x < low_ || x > high_) {
            if (sampling_.outside == Outside::Edge)
                x = std::clamp(x, 0.0, length - 1.0);
            if (sampling_.outside == Outside::Mirror)
                x = mirrored(x, low_, high_);
        }
        if (sampling_.mode == "nearest")
            return {{inside(static_cast<std::int64_t>(x)), 1.0}};
        const double floor = std::floor(x);
        const double t = x - floor;
        const auto first = static_cast<std::int64_t>(floor);
        if (sampling_.mode == "linear")
            return {{inside(first), 1.0 - t}, {inside(first + 1), t}};
        return {{inside(first - 1), cubic(1.0 + t)},
                {inside(first), cubic(t)},
                {inside(first + 1), cubic(1.0 - t)},
                {inside(first + 2), cubic(2.0 - t)}};
    }

private:
    std::int64_t inside(std::int64_t place) const
    {
        if (place >= 0 && place < size_)
            return place;
        if (sampling_.outside == Outside::Zero)
            return -1;
        if (sampling_.outside == Outside::Edge)
            return std::clamp<std::int64_t>(place, 0, size_ - 1);
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(mirrored(static_cast<double>(place), low_, high_)), 0,
                                        size_ - 1);
    }

    static double cubic(double d)
    {
        constexpr double a = -0.75;
        if (d <= 1.0)
            return ((a + 2.0) * d - (a + 3.0)) * d * d + 1.0;
        return ((a * d - 5.0 * a) * d + 8.0 * a) * d - 4.0 * a;
    }

    const Sampling& sampling_;
    std::int64_t size_;
    double low_, high_; ///< where the image ends
};

/// Places of a plane with their weights: all combinations of those along the axes.
std::vector<Sample> combined(const std::vector<std::vector<Sample>>& axes, const Shape& steps)
{
    std::vector<Sample> all{{0, 1.0}};
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        std::vector<Sample> wider;
        for (const Sample& before : all)
            for (const Sample& one : axes[axis])
                if (one.place >= 0)
                    wider.push_back({before.place + one.place * steps[axis], before.weight * one.weight});
        all = std::move(wider);
    }
    return all;
}

Result<Outputs> gridSample(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Result<Sampling> sampling = samplingOf(call.node);
    if (!sampling)
        return tl::unexpected(sampling.error());
    const Shape& shape = call[0].shape;
    const Shape& grid = call[1].shape;
    const std::size_t axes = shape.size() < 3 ? 0 : shape.size() - 2;
    if (axes == 0 || axes > 3 || grid.size() != shape.size() || grid[0] != shape[0]
        || grid.back() != static_cast<std::int64_t>(axes) || call[0].size() == 0)
        return fail("expected images and a grid of as many axes with a coordinate for each axis of space, found ",
                    toText(shape), " and ", toText(grid));
    Shape result{shape[0], shape[1]};
    result.insert(result.end(), grid.begin() + 1, grid.end() - 1);
    TERMSCOPE_TRY(checkSize(result));
    if (!call.known())
        return only(shapeOnly(call[0].type, result));
    const Shape space(shape.begin() + 2, shape.end());
    const Shape steps = stridesOf(space);
    std::vector<AxisReader> readers;
    for (const std::int64_t size : space)
        readers.emplace_back(*sampling, size);
    auto y = newValue(call[0].type, result);
    const std::int64_t places = countOf(result, 2, static_cast<std::int64_t>(result.size()));
    const std::int64_t pixels = elementCount(space);
    std::vector<std::vector<Sample>> along(axes);
    for (std::int64_t i = 0; i < shape[0] * places; ++i) {
        // The last coordinate is of the first axis.
        for (std::size_t axis = 0; axis < axes; ++axis)
            along[axis] = readers[axis].at(
                call[1].floats[at(i * static_cast<std::int64_t>(axes) + static_cast<std::int64_t>(axes - 1 - axis))]);
        const std::vector<Sample> samples = combined(along, steps);
        for (std::int64_t c = 0; c < shape[1]; ++c) {
            const std::int64_t plane = i / places * shape[1] + c;
            double sum = 0.0;
            for (const Sample& sample : samples)
                sum += sample.weight * call[0].floats[at(plane * pixels + sample.place)];
            y->floats[at(plane * places + i % places)] = rounded(static_cast<float>(sum), y->type);
        }
    }
    return only(std::move(y));
}

/// The coordinates that a transformation of the plane (of space) gives to the pixels of an image.
Result<Outputs> affineGrid(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectIntegers(call, 1));
    if (!call[1].known)
        return Outputs{};
    const std::vector<std::int64_t>& size = call[1].integers;
    const auto axes = static_cast<std::int64_t>(size.size()) - 2;
    if ((axes != 2 && axes != 3) || std::ranges::any_of(size, [](std::int64_t n) { return n < 1; })
        || call[0].shape != Shape{size[0], axes, axes + 1})
        return fail("expected a matrix for each image of a size of batch, channels and space, found ",
                    toText(call[0].shape), " and [", listed(size), "]");
    Shape shape{size[0]};
    shape.insert(shape.end(), size.begin() + 2, size.end());
    shape.push_back(axes);
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const bool corners = call.node.integer("align_corners", 0) != 0;
    const auto coordinate = [&](std::int64_t place, std::int64_t length) {
        const auto x = static_cast<double>(place);
        const auto n = static_cast<double>(length);
        return corners ? (length == 1 ? -1.0 : 2.0 * x / (n - 1.0) - 1.0) : (2.0 * x + 1.0) / n - 1.0;
    };
    auto result = newValue(call[0].type, shape);
    const Shape space(size.begin() + 2, size.end());
    const Shape steps = stridesOf(space);
    const std::int64_t pixels = elementCount(space);
    for (std::int64_t i = 0; i < size[0] * pixels; ++i)
        for (std::int64_t row = 0; row < axes; ++row) {
            const float* const theta = call[0].floats.data() + (i / pixels * axes + row) * (axes + 1);
            double sum = theta[axes];
            for (std::int64_t axis = 0; axis < axes; ++axis) // the first factor is of the last axis
                sum += theta[axes - 1 - axis]
                       * coordinate(i % pixels / steps[at(axis)] % space[at(axis)], space[at(axis)]);
            result->floats[at(i * axes + row)] = rounded(static_cast<float>(sum), result->type);
        }
    return only(std::move(result));
}

/// The four pixels around a point, with their weights; empty outside of the image.
std::vector<Sample> aroundPoint(double y, double x, std::int64_t height, std::int64_t width)
{
    if (!(y >= -1.0 && y <= static_cast<double>(height) && x >= -1.0 && x <= static_cast<double>(width)))
        return {};
    const auto along = [](double at, std::int64_t size) {
        const double inside = std::clamp(at, 0.0, static_cast<double>(size - 1));
        const auto low = static_cast<std::int64_t>(inside);
        return std::array<Sample, 2>{{{low, 1.0 - (inside - static_cast<double>(low))},
                                      {std::min(low + 1, size - 1), inside - static_cast<double>(low)}}};
    };
    std::vector<Sample> samples;
    for (const Sample& row : along(y, height))
        for (const Sample& column : along(x, width))
            samples.push_back({row.place * width + column.place, row.weight * column.weight});
    return samples;
}

struct Regions {
    std::int64_t height = 1, width = 1, ratio = 0; ///< of the output; samples along a side of a cell, 0: by its size
    double scale = 1.0;
    bool half = true; ///< pixels' centres lie between whole numbers
    bool largest = false;
};

/// Samples of one cell of one region. Error: more than can be.
struct Cell {
    double y = 0.0, x = 0.0, height = 0.0, width = 0.0;
    std::int64_t rows = 0, columns = 0;
};

float poolCell(const Cell& cell, const Regions& regions, const float* plane, const Shape& shape)
{
    double sum = 0.0;
    bool any = false;
    for (std::int64_t i = 0; i < cell.rows; ++i)
        for (std::int64_t j = 0; j < cell.columns; ++j) {
            const double y = cell.y + (static_cast<double>(i) + 0.5) * cell.height / static_cast<double>(cell.rows);
            const double x = cell.x + (static_cast<double>(j) + 0.5) * cell.width / static_cast<double>(cell.columns);
            double value = 0.0;
            bool first = true;
            for (const Sample& sample : aroundPoint(y, x, shape[2], shape[3])) {
                // The largest is that of the weighted pixels, not of their sums.
                const double part = sample.weight * plane[sample.place];
                value = regions.largest && !first ? std::max(value, part) : value + part;
                first = false;
            }
            sum = regions.largest ? (any ? std::max(sum, value) : value) : sum + value;
            any = true;
        }
    const auto count = static_cast<double>(std::max<std::int64_t>(1, cell.rows * cell.columns));
    return static_cast<float>(regions.largest ? sum : sum / count);
}

Result<Regions> regionsOf(const Call& call)
{
    const Node& node = call.node;
    const std::string mode = node.text("mode", "avg");
    const std::string coordinates = node.text("coordinate_transformation_mode",
                                              call.opset < 16 ? "output_half_pixel" : "half_pixel");
    if (mode != "avg" && mode != "max")
        return fail("expected mode avg or max, found ", inQuotes(mode));
    if (coordinates != "half_pixel" && coordinates != "output_half_pixel")
        return fail("expected coordinate_transformation_mode half_pixel or output_half_pixel, found ",
                    inQuotes(coordinates));
    Regions regions{node.integer("output_height", 1),  node.integer("output_width", 1),
                    node.integer("sampling_ratio", 0), node.number("spatial_scale", 1.0F),
                    coordinates == "half_pixel",       mode == "max"};
    constexpr std::int64_t most = 4096;
    if (regions.height < 1 || regions.width < 1 || regions.ratio < 0 || regions.height > most || regions.width > most
        || regions.ratio > most)
        return fail("expected an output and a sampling_ratio of at most ", most, ", found ", regions.height, "×",
                    regions.width, " and ", regions.ratio);
    return regions;
}

Result<Outputs> roiAlign(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    TERMSCOPE_TRY(expectIntegers(call, 2));
    const Result<Regions> regions = regionsOf(call);
    if (!regions)
        return tl::unexpected(regions.error());
    const Shape& shape = call[0].shape;
    if (shape.size() != 4 || call[0].size() == 0 || call[1].rank() != 2 || call[1].shape[1] != 4
        || call[2].shape != Shape{call[1].shape[0]})
        return fail("expected images, four numbers for each region and its image, found ", toText(shape), ", ",
                    toText(call[1].shape), " and ", toText(call[2].shape));
    const std::int64_t count = call[1].shape[0];
    const Shape result{count, shape[1], regions->height, regions->width};
    TERMSCOPE_TRY(checkSize(result));
    if (!call.known())
        return only(shapeOnly(call[0].type, result));
    auto y = newValue(call[0].type, result);
    for (std::int64_t r = 0; r < count; ++r) {
        const std::int64_t image = call[2].integers[at(r)];
        if (image < 0 || image >= shape[0])
            return fail("expected images from 0 to ", shape[0] - 1, ", found ", image);
        const auto side = [&](std::int64_t i) {
            return call[1].floats[at(r * 4 + i)] * regions->scale - (regions->half ? 0.5 : 0.0);
        };
        const double least = regions->half ? -1e9 : 1.0; // regions of less than a pixel were one, before
        const double width = std::max(side(2) - side(0), least);
        const double height = std::max(side(3) - side(1), least);
        if (!(std::abs(width) < 1e6 && std::abs(height) < 1e6))
            return fail("expected regions of less than a million pixels a side, found ", width, "×", height);
        Cell cell{0.0,
                  0.0,
                  height / static_cast<double>(regions->height),
                  width / static_cast<double>(regions->width),
                  regions->ratio,
                  regions->ratio};
        if (regions->ratio == 0) {
            cell.rows = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ceil(cell.height)));
            cell.columns = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ceil(cell.width)));
        }
        TERMSCOPE_TRY(checkWork({countOf(result, 1, 4), cell.rows, cell.columns}));
        for (std::int64_t i = 0; i < countOf(result, 1, 4); ++i) {
            cell.y = side(1) + static_cast<double>(i / regions->width % regions->height) * cell.height;
            cell.x = side(0) + static_cast<double>(i % regions->width) * cell.width;
            const std::int64_t plane = image * shape[1] + i / (regions->width * regions->height);
            y->floats[at(r * countOf(result, 1, 4) + i)] = poolCell(
                cell, *regions, call[0].floats.data() + plane * shape[2] * shape[3], shape);
        }
    }
    return only(std::move(y));
}

/// The places and groups of a convolution whose kernel's places are moved.
struct Deformed {
    Shape strides{1, 1}, dilations{1, 1}, pads{0, 0, 0, 0};
    std::int64_t groups = 1, offsetGroups = 1;
    Shape result;
};

Result<Deformed> deformedOf(const Call& call)
{
    const Shape& x = call[0].shape;
    const Shape& w = call[1].shape;
    const Shape& offset = call[2].shape;
    Deformed deformed;
    deformed.groups = call.node.integer("group", 1);
    deformed.offsetGroups = call.node.integer("offset_group", 1);
    const auto list = [&](std::string_view key, Shape& to, std::int64_t least) {
        if (call.node.has(key) && call.node.integers(key).size() == to.size())
            to = call.node.integers(key);
        return std::ranges::all_of(to, [&](std::int64_t n) { return n >= least && n < 65536; })
               && (!call.node.has(key) || call.node.integers(key).size() == to.size());
    };
    if (!list("strides", deformed.strides, 1) || !list("dilations", deformed.dilations, 1)
        || !list("pads", deformed.pads, 0))
        return fail("expected two strides and dilations from 1 and four pads from 0 below 65536, found others");
    const std::int64_t groups = deformed.groups;
    const std::int64_t offsetGroups = deformed.offsetGroups;
    const bool fits = x.size() == 4 && w.size() == 4 && offset.size() == 4 && groups >= 1 && offsetGroups >= 1
                      && w[1] * groups == x[1] && w[0] % groups == 0 && x[1] % offsetGroups == 0 && offset[0] == x[0]
                      && call[0].size() > 0 && offset[1] == 2 * offsetGroups * w[2] * w[3] && offset[2] > 0
                      && offset[3] > 0;
    if (!fits)
        return fail("expected images, a weight and two offsets for each place of the kernel, found ", toText(x), ", ",
                    toText(w), " and ", toText(offset), " in ", groups, " and ", offsetGroups, " groups");
    if (call.node.has("kernel_shape") && call.node.integers("kernel_shape") != Shape{w[2], w[3]})
        return fail("expected a kernel_shape as the weight's, found [", listed(call.node.integers("kernel_shape")),
                    "]");
    if ((call.has(3) && call[3].shape != Shape{w[0]})
        || (call.has(4) && call[4].shape != Shape{x[0], offsetGroups * w[2] * w[3], offset[2], offset[3]}))
        return fail("expected a bias of ", w[0], " values and a factor for each place of the kernel, found ",
                    call.has(3) ? toText(call[3].shape) : "none", " and ",
                    call.has(4) ? toText(call[4].shape) : "none");
    deformed.result = {x[0], w[0], offset[2], offset[3]};
    return deformed;
}

Result<Outputs> deformableConvolution(Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    const Result<Deformed> deformed = deformedOf(call);
    if (!deformed)
        return tl::unexpected(deformed.error());
    TERMSCOPE_TRY(checkSize(deformed->result));
    const Shape& x = call[0].shape;
    const Shape& w = call[1].shape;
    TERMSCOPE_TRY(checkWork({elementCount(deformed->result), w[1], w[2], w[3]}));
    if (!call.known())
        return only(shapeOnly(call[0].type, deformed->result));
    auto result = newValue(call[0].type, deformed->result);
    const std::int64_t taps = w[2] * w[3];
    const std::int64_t places = deformed->result[2] * deformed->result[3];
    const auto moved = [&](std::int64_t n, std::int64_t group, std::int64_t tap, int axis, std::int64_t place) {
        return call[2].floats[at((((n * deformed->offsetGroups + group) * taps + tap) * 2 + axis) * places + place)];
    };
    for (std::int64_t i = 0; i < result->size(); ++i) {
        const std::int64_t place = i % places;
        const std::int64_t output = i / places % w[0];
        const std::int64_t n = i / places / w[0];
        double sum = call.has(3) ? call[3].floats[at(output)] : 0.0;
        for (std::int64_t c = 0; c < w[1]; ++c) {
            const std::int64_t channel = output / (w[0] / deformed->groups) * w[1] + c;
            const std::int64_t group = channel / (x[1] / deformed->offsetGroups);
            const float* const plane = call[0].floats.data() + (n * x[1] + channel) * x[2] * x[3];
            for (std::int64_t tap = 0; tap < taps; ++tap) {
                const double row = static_cast<double>(place / deformed->result[3] * deformed->strides[0]
                                                       - deformed->pads[0] + tap / w[3] * deformed->dilations[0])
                                   + moved(n, group, tap, 0, place);
                const double column = static_cast<double>(place % deformed->result[3] * deformed->strides[1]
                                                          - deformed->pads[1] + tap % w[3] * deformed->dilations[1])
                                      + moved(n, group, tap, 1, place);
                if (!(std::abs(row) < 1e9 && std::abs(column) < 1e9))
                    continue;
                const auto y0 = static_cast<std::int64_t>(std::floor(row));
                const auto x0 = static_cast<std::int64_t>(std::floor(column));
                double value = 0.0;
                for (const std::int64_t dy : {0, 1})
                    for (const std::int64_t dx : {0, 1})
                        if (y0 + dy >= 0 && y0 + dy < x[2] && x0 + dx >= 0 && x0 + dx < x[3])
                            value += (1.0 - std::abs(row - static_cast<double>(y0 + dy)))
                                     * (1.0 - std::abs(column - static_cast<double>(x0 + dx)))
                                     * plane[(y0 + dy) * x[3] + x0 + dx];
                const double factor =
                    call.has(4)
                        ? call[4].floats[at(((n * deformed->offsetGroups + group) * taps + tap) * places + place)]
                        : 1.0;
                sum += value * factor * call[1].floats[at((output * w[1] + c) * taps + tap)];
            }
        }
        result->floats[at(i)] = rounded(static_cast<float>(sum), result->type);
    }
    return only(std::move(result));
}

constexpr Operator samplingsTable[] = {
    {"AffineGrid", affineGrid, 2, 2, "i:align_corners"},
    {"DeformConv", deformableConvolution, 3, 5, "I:dilations i:group I:kernel_shape i:offset_group I:pads I:strides"},
    {"GridSample", gridSample, 2, 2, "i:align_corners s:mode s:padding_mode"},
    {"RoiAlign", roiAlign, 3, 3,
     "s:coordinate_transformation_mode s:mode i:output_height i:output_width i:sampling_ratio f:spatial_scale"},
};

} // namespace

std::span<const Operator> samplings()
{
    return samplingsTable;
}

} // namespace termscope::ops
