#include "core/ops/SlidingWindow.h"

#include "core/base/Text.h"
#include "core/ops/Helpers.h"

namespace termscope {
namespace {

/// Larger numbers would overflow, and are nonsense.
constexpr std::int64_t largest = std::int64_t{1} << 31;

Result<Shape> perAxis(const Node& node, const char* key, std::size_t count, std::int64_t otherwise, std::int64_t least)
{
    if (!node.has(key))
        return Shape(count, otherwise);
    const std::vector<std::int64_t> values = node.integers(key);
    const auto inRange = [least](std::int64_t value) { return value >= least && value < largest; };
    if (values.size() != count || !std::ranges::all_of(values, inRange))
        return fail("expected ", count, " ", key, " from ", least, ", found [", listed(values), "]");
    return values;
}

struct Slides {
    SlidingWindow window;
    Shape reach;
    std::string autoPad;
};

/// All but the padding and the sizes.
Result<Slides> slidesOf(const Node& node, const Shape& kernel, const Shape& inputs)
{
    Slides slides;
    SlidingWindow& window = slides.window;
    window.inputs = inputs;
    window.kernel = kernel;
    if (node.has("kernel_shape") && !kernel.empty() && node.integers("kernel_shape") != kernel)
        return fail("expected a kernel_shape as the weight's, ", toText(kernel), ", found [",
                    listed(node.integers("kernel_shape")), "]");
    if (kernel.empty()) {
        window.kernel = node.integers("kernel_shape");
        if (window.kernel.size() != inputs.size())
            return fail("expected a kernel_shape of ", inputs.size(), " sizes, found [", listed(window.kernel), "]");
    }
    if (window.kernel.size() != inputs.size())
        return fail("expected a kernel of ", inputs.size(), " axes as the input has after batch and channels, found ",
                    toText(kernel));
    for (const std::int64_t size : window.kernel)
        if (size < 1 || size >= largest)
            return fail("expected kernel sizes from 1, found ", toText(window.kernel));
    for (const std::int64_t size : inputs)
        if (size < 0 || size >= largest)
            return fail("expected input sizes from 0, found ", toText(inputs));
    for (auto& [key, to] : {std::pair{"strides", &window.strides}, std::pair{"dilations", &window.dilations}}) {
        Result<Shape> values = perAxis(node, key, inputs.size(), 1, 1);
        if (!values)
            return tl::unexpected(values.error());
        *to = std::move(*values);
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(window.dilations[i], window.kernel[i] - 1, &reach) || reach >= largest)
            return fail("expected a kernel that reaches less than 2^31, found ", toText(window.kernel),
                        " with dilations ", toText(window.dilations));
        slides.reach.push_back(reach + 1);
    }
    slides.autoPad = node.text("auto_pad", "NOTSET");
    if (slides.autoPad.empty())
        slides.autoPad = "NOTSET";
    if (slides.autoPad != "NOTSET" && slides.autoPad != "VALID" && slides.autoPad != "SAME_UPPER"
        && slides.autoPad != "SAME_LOWER")
        return fail("expected auto_pad NOTSET, VALID, SAME_UPPER or SAME_LOWER, found ", printable(slides.autoPad));
    window.before.assign(inputs.size(), 0);
    window.after.assign(inputs.size(), 0);
    if (slides.autoPad == "NOTSET") {
        const Result<Shape> pads = perAxis(node, "pads", 2 * inputs.size(), 0, -largest + 1);
        if (!pads)
            return tl::unexpected(pads.error());
        const auto middle = pads->begin() + static_cast<std::ptrdiff_t>(inputs.size());
        window.before.assign(pads->begin(), middle);
        window.after.assign(middle, pads->end());
    }
    return slides;
}

/// Shares out padding, the odd one where auto_pad says.
void share(SlidingWindow& window, std::size_t axis, std::int64_t total, bool upper)
{
    const std::int64_t less = total / 2;
    window.before[axis] = upper ? less : total - less;
    window.after[axis] = upper ? total - less : less;
}

} // namespace

Result<SlidingWindow> windowOf(const Node& node, const Shape& kernel, const Shape& inputs)
{
    Result<Slides> slides = slidesOf(node, kernel, inputs);
    if (!slides)
        return tl::unexpected(slides.error());
    SlidingWindow& window = slides->window;
    const bool ceiling = node.integer("ceil_mode", 0) != 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::int64_t stride = window.strides[i];
        if (slides->autoPad.starts_with("SAME")) {
            const std::int64_t places = (inputs[i] + stride - 1) / stride;
            const std::int64_t total = std::max<std::int64_t>(0, (places - 1) * stride + slides->reach[i] - inputs[i]);
            share(window, i, total, slides->autoPad == "SAME_UPPER");
        }
        const std::int64_t room = inputs[i] + window.before[i] + window.after[i] - slides->reach[i];
        if (room < 0)
            return fail("expected an input with room for the kernel of ", toText(window.kernel), ", found ",
                        toText(inputs), " and padding of ", window.before[i] + window.after[i]);
        std::int64_t places = (ceiling ? (room + stride - 1) / stride : room / stride) + 1;
        if (ceiling && (places - 1) * stride >= inputs[i] + window.before[i])
            --places;
        window.outputs.push_back(places);
    }
    return std::move(window);
}

Result<SlidingWindow> transposedWindowOf(const Node& node, const Shape& kernel, const Shape& inputs)
{
    Result<Slides> slides = slidesOf(node, kernel, inputs);
    if (!slides)
        return tl::unexpected(slides.error());
    SlidingWindow& window = slides->window;
    const Result<Shape> extra = perAxis(node, "output_padding", inputs.size(), 0, 0);
    if (!extra)
        return tl::unexpected(extra.error());
    const bool given = node.has("output_shape");
    const Result<Shape> shape = perAxis(node, "output_shape", inputs.size(), 1, 1);
    if (!shape)
        return tl::unexpected(shape.error());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::int64_t full = window.strides[i] * (inputs[i] - 1) + (*extra)[i] + slides->reach[i];
        const bool same = slides->autoPad.starts_with("SAME");
        if (given || same) {
            const std::int64_t wanted = given ? (*shape)[i] : inputs[i] * window.strides[i];
            // Opset 11 says so; opset 1 had the sides the other way round, and was corrected.
            share(window, i, std::max<std::int64_t>(0, full - wanted), slides->autoPad == "SAME_UPPER");
            window.outputs.push_back(wanted);
        } else {
            window.outputs.push_back(full - window.before[i] - window.after[i]);
        }
        if (window.outputs.back() < 1 || window.outputs.back() >= largest)
            return fail("expected an output with places, found a size of ", window.outputs.back());
    }
    return std::move(window);
}

Shape SlidingWindow::imageShape(std::int64_t batch, std::int64_t channels) const
{
    Shape shape{batch, channels};
    shape.insert(shape.end(), outputs.begin(), outputs.end());
    return shape;
}

std::int64_t inputPlace(const SlidingWindow& window, std::int64_t place, std::int64_t position)
{
    std::int64_t found = 0;
    std::int64_t stride = 1;
    for (std::size_t axis = window.axes(); axis-- > 0;) {
        const std::int64_t at = place % window.outputs[axis] * window.strides[axis] - window.before[axis]
                                + position % window.kernel[axis] * window.dilations[axis];
        if (at < 0 || at >= window.inputs[axis])
            return -1;
        found += at * stride;
        stride *= window.inputs[axis];
        place /= window.outputs[axis];
        position /= window.kernel[axis];
    }
    return found;
}

} // namespace termscope
