// Conv and ConvTranspose, of any number of spatial axes: the input's windows as a matrix, times the weights. (Eigen)
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"
#include "core/ops/SlidingWindow.h"

#include <Eigen/Core>

namespace termscope::ops {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;

Shape spatialOf(const Shape& shape)
{
    return {shape.begin() + 2, shape.end()};
}

/// For every kernel place and every window, calls visit(kernel place, window, place in the image or −1). `image` sizes
/// the side over which windows slide, `windows` counts them.
template <class Visit>
void visitWindows(const SlidingWindow& window, const Shape& image, const Shape& windows, Visit visit)
{
    const std::int64_t places = elementCount(window.kernel);
    const std::int64_t count = elementCount(windows);
    const Shape steps = stridesOf(image);
    Shape tap(window.axes(), 0);
    for (std::int64_t place = 0; place < places; ++place) {
        Shape at0(window.axes(), 0);
        for (std::int64_t w = 0; w < count; ++w) {
            std::int64_t offset = 0;
            bool inside = true;
            for (std::size_t i = 0; i < window.axes(); ++i) {
                const std::int64_t x = at0[i] * window.strides[i] - window.before[i] + tap[i] * window.dilations[i];
                inside = inside && x >= 0 && x < image[i];
                offset += x * steps[i];
            }
            visit(place, w, inside ? offset : -1);
            for (std::size_t i = window.axes(); i-- > 0;) {
                if (++at0[i] < windows[i])
                    break;
                at0[i] = 0;
            }
        }
        for (std::size_t i = window.axes(); i-- > 0;) {
            if (++tap[i] < window.kernel[i])
                break;
            tap[i] = 0;
        }
    }
}

struct Sizes {
    std::int64_t batch = 0, groups = 1, inputs = 0, outputs = 0; ///< channels of one group
    std::int64_t taps = 0;
};

Result<void> check(const Call& call, const Sizes& sizes, std::int64_t outputs)
{
    const Value& x = call[0];
    if (sizes.groups < 1 || sizes.inputs * sizes.groups != x.shape[1])
        return fail("expected an input of ", sizes.inputs * sizes.groups, " channels for the weight of shape ",
                    toText(call[1].shape), " in ", sizes.groups, sizes.groups == 1 ? " group" : " groups",
                    ", found the shape ", toText(x.shape));
    if (outputs % sizes.groups != 0)
        return fail("expected output channels that ", sizes.groups, " groups share, found ", outputs);
    if (call.has(2) && call[2].shape != Shape{outputs})
        return fail("expected a bias of ", outputs, " values, found the shape ", toText(call[2].shape));
    return {};
}

Result<void> checkRanks(const Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    if (call[0].rank() < 3 || call[1].rank() != call[0].rank())
        return fail("expected an input of batch, channels and space and a weight of as many axes, found ",
                    toText(call[0].shape), " and ", toText(call[1].shape));
    return {};
}

void addBias(Value& result, const Call& call, std::int64_t positions)
{
    if (!call.has(2))
        return;
    const std::int64_t channels = call[2].size();
    for (std::int64_t row = 0; row < result.shape[0] * channels; ++row)
        for (std::int64_t p = 0; p < positions; ++p)
            result.floats[at(row * positions + p)] += call[2].floats[at(row % channels)];
}

Result<Outputs> convolution(Call& call)
{
    TERMSCOPE_TRY(checkRanks(call));
    const Value& x = call[0];
    const Value& w = call[1];
    Sizes sizes{x.shape[0], call.node.integer("group", 1), w.shape[1], 0, elementCount(spatialOf(w.shape))};
    TERMSCOPE_TRY(check(call, sizes, w.shape[0]));
    sizes.outputs = w.shape[0] / sizes.groups;
    const Result<SlidingWindow> window = windowOf(call.node, spatialOf(w.shape), spatialOf(x.shape));
    if (!window)
        return tl::unexpected(window.error());
    Shape shape{x.shape[0], w.shape[0]};
    shape.insert(shape.end(), window->outputs.begin(), window->outputs.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(x.type, std::move(shape)));
    auto result = newValue(x.type, std::move(shape));
    const std::int64_t positions = window->positions();
    const std::int64_t pixels = elementCount(window->inputs);
    Matrix columns(sizes.inputs * sizes.taps, positions);
    for (std::int64_t image = 0; image < sizes.batch * sizes.groups; ++image) {
        const float* from = x.floats.data() + image * sizes.inputs * pixels;
        visitWindows(*window, window->inputs, window->outputs,
                     [&](std::int64_t tap, std::int64_t place, std::int64_t offset) {
                         for (std::int64_t c = 0; c < sizes.inputs; ++c)
                             columns(c * sizes.taps + tap, place) = offset < 0 ? 0.0F : from[c * pixels + offset];
                     });
        const std::int64_t group = image % sizes.groups;
        Map(result->floats.data() + image * sizes.outputs * positions, sizes.outputs, positions) =
            ConstMap(w.floats.data() + group * sizes.outputs * columns.rows(), sizes.outputs, columns.rows()) * columns;
    }
    addBias(*result, call, positions);
    return only(std::move(result));
}

Result<Outputs> transposedConvolution(Call& call)
{
    TERMSCOPE_TRY(checkRanks(call));
    const Value& x = call[0];
    const Value& w = call[1];
    Sizes sizes{x.shape[0], call.node.integer("group", 1), 0, w.shape[1], elementCount(spatialOf(w.shape))};
    if (sizes.groups < 1 || w.shape[0] % sizes.groups != 0)
        return fail("expected input channels that ", sizes.groups, " groups share, found ", w.shape[0]);
    sizes.inputs = w.shape[0] / sizes.groups;
    TERMSCOPE_TRY(check(call, sizes, sizes.outputs * sizes.groups));
    const Result<SlidingWindow> window = transposedWindowOf(call.node, spatialOf(w.shape), spatialOf(x.shape));
    if (!window)
        return tl::unexpected(window.error());
    Shape shape{x.shape[0], sizes.outputs * sizes.groups};
    shape.insert(shape.end(), window->outputs.begin(), window->outputs.end());
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(x.type, std::move(shape)));
    auto result = newValue(x.type, std::move(shape));
    const std::int64_t pixels = elementCount(window->inputs);
    const std::int64_t positions = window->positions();
    for (std::int64_t image = 0; image < sizes.batch * sizes.groups; ++image) {
        const std::int64_t group = image % sizes.groups;
        const Matrix columns = ConstMap(w.floats.data() + group * sizes.inputs * sizes.outputs * sizes.taps,
                                        sizes.inputs, sizes.outputs * sizes.taps)
                                   .transpose()
                               * ConstMap(x.floats.data() + image * sizes.inputs * pixels, sizes.inputs, pixels);
        float* to = result->floats.data() + image * sizes.outputs * positions;
        visitWindows(*window, window->outputs, window->inputs,
                     [&](std::int64_t tap, std::int64_t place, std::int64_t offset) {
                         for (std::int64_t c = 0; offset >= 0 && c < sizes.outputs; ++c)
                             to[c * positions + offset] += columns(c * sizes.taps + tap, place);
                     });
    }
    addBias(*result, call, positions);
    return only(std::move(result));
}

constexpr Operator convolutionsTable[] = {
    {"Conv", convolution, 2, 3,
     "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides i:termscope_dynamic_data"},
    {"ConvTranspose", transposedConvolution, 2, 3,
     "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides I:output_padding I:output_shape"}};

} // namespace

std::span<const Operator> convolutions()
{
    return convolutionsTable;
}

} // namespace termscope::ops
