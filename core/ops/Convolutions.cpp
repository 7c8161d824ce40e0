// Conv and ConvTranspose, of any number of spatial axes: the input's windows as a matrix, times the weights. (Eigen)
#include "core/ops/ConvolutionSizes.h"
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <Eigen/Core>

namespace termscope::ops {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;

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

/// What `sizesOf` says of a call with floats and a bias that fits.
template <class SizesOf>
Result<ConvolutionSizes> checkedSizes(const Call& call, SizesOf sizesOf)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    Result<ConvolutionSizes> sizes = sizesOf(call, 1);
    if (!sizes)
        return sizes;
    const std::int64_t outputs = sizes->outputs * sizes->groups;
    if (call.has(2) && call[2].shape != Shape{outputs})
        return fail("expected a bias of ", outputs, " values, found the shape ", toText(call[2].shape));
    return sizes;
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
    const Result<ConvolutionSizes> sizes = checkedSizes(call, convolutionSizes);
    if (!sizes)
        return tl::unexpected(sizes.error());
    const Value& x = call[0];
    if (!call.known())
        return only(shapeOnly(x.type, sizes->result()));
    auto result = newValue(x.type, sizes->result());
    const auto& [batch, groups, inputs, outputs, window] = *sizes;
    const std::int64_t taps = sizes->taps();
    const std::int64_t positions = window.positions();
    const std::int64_t pixels = sizes->pixels();
    Matrix columns(inputs * taps, positions);
    for (std::int64_t image = 0; image < batch * groups; ++image) {
        const float* from = x.floats.data() + image * inputs * pixels;
        const auto gather = [&, inputs = inputs](std::int64_t tap, std::int64_t place, std::int64_t offset) {
            for (std::int64_t c = 0; c < inputs; ++c)
                columns(c * taps + tap, place) = offset < 0 ? 0.0F : from[c * pixels + offset];
        };
        visitWindows(window, window.inputs, window.outputs, gather);
        const std::int64_t group = image % groups;
        Map(result->floats.data() + image * outputs * positions, outputs, positions) =
            ConstMap(call[1].floats.data() + group * outputs * columns.rows(), outputs, columns.rows()) * columns;
    }
    addBias(*result, call, positions);
    return only(std::move(result));
}

Result<Outputs> transposedConvolution(Call& call)
{
    const Result<ConvolutionSizes> sizes = checkedSizes(call, transposedConvolutionSizes);
    if (!sizes)
        return tl::unexpected(sizes.error());
    const Value& x = call[0];
    if (!call.known())
        return only(shapeOnly(x.type, sizes->result()));
    auto result = newValue(x.type, sizes->result());
    const auto& [batch, groups, inputs, outputs, window] = *sizes;
    const std::int64_t taps = sizes->taps();
    const std::int64_t pixels = sizes->pixels();
    const std::int64_t positions = window.positions();
    for (std::int64_t image = 0; image < batch * groups; ++image) {
        const std::int64_t group = image % groups;
        const Matrix columns =
            ConstMap(call[1].floats.data() + group * inputs * outputs * taps, inputs, outputs * taps).transpose()
            * ConstMap(x.floats.data() + image * inputs * pixels, inputs, pixels);
        float* to = result->floats.data() + image * outputs * positions;
        const auto scatter = [&, outputs = outputs](std::int64_t tap, std::int64_t place, std::int64_t offset) {
            for (std::int64_t c = 0; offset >= 0 && c < outputs; ++c)
                to[c * positions + offset] += columns(c * taps + tap, place);
        };
        visitWindows(window, window.outputs, window.inputs, scatter);
    }
    addBias(*result, call, positions);
    return only(std::move(result));
}

/// What a transposed convolution does with its products, [batch, places…, outputs · kernel]: puts them where the kernel
/// lies, and adds the bias (core/graph/ProductForm.h).
Result<Outputs> placeKernels(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Shape kernel = call.node.integers("kernel_shape");
    const Shape& products = call[0].shape;
    const std::int64_t taps = elementCount(kernel);
    if (products.size() != kernel.size() + 2 || taps < 1 || products.back() % taps != 0)
        return fail("expected products of ", taps, " kernel places at ", kernel.size(), " axes, found the shape ",
                    toText(products));
    const std::int64_t outputs = products.back() / taps;
    if (call.has(1) && call[1].shape != Shape{outputs})
        return fail("expected a bias of ", outputs, " values, found the shape ", toText(call[1].shape));
    const Result<SlidingWindow> window = transposedWindowOf(call.node, kernel,
                                                            {products.begin() + 1, products.end() - 1});
    if (!window)
        return tl::unexpected(window.error());
    const Shape image = window->imageShape(products[0], outputs);
    TERMSCOPE_TRY(checkSize(image));
    if (!call.known())
        return only(shapeOnly(call[0].type, image));
    auto result = newValue(call[0].type, image);
    const std::int64_t positions = window->positions();
    const std::int64_t places = elementCount(window->inputs);
    for (std::int64_t n = 0; n < products[0]; ++n) {
        const float* const from = call[0].floats.data() + n * places * outputs * taps;
        float* const to = result->floats.data() + n * outputs * positions;
        const auto scatter = [&](std::int64_t tap, std::int64_t place, std::int64_t offset) {
            for (std::int64_t c = 0; offset >= 0 && c < outputs; ++c)
                to[c * positions + offset] += from[place * outputs * taps + c * taps + tap];
        };
        visitWindows(*window, window->outputs, window->inputs, scatter);
    }
    for (std::int64_t row = 0; call.has(1) && row < products[0] * outputs; ++row)
        for (std::int64_t p = 0; p < positions; ++p)
            result->floats[at(row * positions + p)] += call[1].floats[at(row % outputs)];
    return only(std::move(result));
}

constexpr Operator convolutionsTable[] = {
    {"Conv", convolution, 2, 3,
     "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides i:termscope_dynamic_data "
     "I:termscope_file_shape"},
    {"ConvTranspose", transposedConvolution, 2, 3,
     "s:auto_pad I:dilations i:group I:kernel_shape I:pads I:strides I:output_padding I:output_shape"},
    {"termscope.PlaceKernels", placeKernels, 1, 2,
     "s:auto_pad I:dilations I:kernel_shape I:pads I:strides I:output_padding I:output_shape"}};

} // namespace

std::span<const Operator> convolutions()
{
    return convolutionsTable;
}

} // namespace termscope::ops
