#include "core/data/Preprocessing.h"

#include "core/data/images/Resample.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

Image grey(const Image& image)
{
    Image result{image.height, image.width, 1, {}};
    result.pixels.resize(image.pixels.size() / 3);
    for (std::size_t i = 0; i < result.pixels.size(); ++i) {
        const std::uint8_t* rgb = image.pixels.data() + 3 * i;
        // 0.299, 0.587 and 0.114 of 65536
        result.pixels[i] = static_cast<std::uint8_t>((rgb[0] * 19595U + rgb[1] * 38470U + rgb[2] * 7471U + 0x8000U)
                                                     >> 16);
    }
    return result;
}

Image coloured(const Image& image)
{
    Image result{image.height, image.width, 3, {}};
    result.pixels.resize(3 * image.pixels.size());
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        std::fill_n(result.pixels.begin() + static_cast<std::ptrdiff_t>(3 * i), 3, image.pixels[i]);
    return result;
}

/// The side that goes with a shorter side of `resize`: rounded down, as torchvision has it.
std::int32_t longerSide(std::int32_t longer, std::int32_t shorter, int resize)
{
    const auto side = static_cast<std::int64_t>(static_cast<double>(std::int64_t{resize} * longer) / shorter);
    return static_cast<std::int32_t>(side);
}

/// Where a square starts that is `excess` pixels smaller: half of it, a half to the even neighbour (Python's round).
std::int32_t cropStart(std::int32_t excess)
{
    return static_cast<std::int32_t>(std::nearbyint(excess / 2.0));
}

/// The image in the middle of black, at least `side` high and wide; the odd pixel goes below and to the right.
Image padded(const Image& image, std::int32_t side)
{
    Image result{std::max(image.height, side), std::max(image.width, side), image.channels, {}};
    const auto channels = static_cast<std::size_t>(image.channels);
    const auto stride = static_cast<std::size_t>(result.width) * channels;
    const auto length = static_cast<std::size_t>(image.width) * channels;
    result.pixels.resize(static_cast<std::size_t>(result.height) * stride);
    const auto top = static_cast<std::size_t>((result.height - image.height) / 2);
    const auto left = static_cast<std::size_t>((result.width - image.width) / 2) * channels;
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        std::copy_n(image.pixels.data() + y * length, length, result.pixels.data() + (top + y) * stride + left);
    return result;
}

Image sized(const Image& image, const Preprocessing& preprocessing)
{
    std::int32_t height = image.height;
    std::int32_t width = image.width;
    if (preprocessing.resize > 0) {
        const bool upright = width <= height;
        height = upright ? longerSide(image.height, image.width, preprocessing.resize) : preprocessing.resize;
        width = upright ? preprocessing.resize : longerSide(image.width, image.height, preprocessing.resize);
    }
    const int crop = preprocessing.crop;
    if (crop == 0 || (height == crop && width == crop)) {
        const bool same = height == image.height && width == image.width;
        return same ? image : resized(image, height, width, {0, 0, height, width});
    }
    if (height < crop || width < crop) {
        Preprocessing rest;
        rest.crop = crop;
        return sized(padded(resized(image, height, width, {0, 0, height, width}), crop), rest);
    }
    return resized(image, height, width, {cropStart(height - crop), cropStart(width - crop), crop, crop});
}

} // namespace

std::optional<Layout> layoutOf(std::span<const std::int64_t> inputShape)
{
    const auto areColours = [](std::int64_t size) { return size == 1 || size == 3; };
    if (inputShape.size() != 4 || areColours(inputShape[1]) == areColours(inputShape[3]))
        return std::nullopt;
    return areColours(inputShape[1]) ? Layout::Nchw : Layout::Nhwc;
}

Image shaped(const Image& image, const Preprocessing& preprocessing)
{
    const bool wantsGrey = preprocessing.channels == Channels::Grey;
    const bool keeps = preprocessing.channels == Channels::Stored || wantsGrey == (image.channels == 1);
    if (keeps)
        return sized(image, preprocessing);
    return sized(wantsGrey ? grey(image) : coloured(image), preprocessing);
}

std::string toText(const SampleShape& shape)
{
    return text(shape.height, "×", shape.width, shape.channels == 1 ? "" : text("×", shape.channels));
}

Result<PixelScaler> PixelScaler::create(const Preprocessing& preprocessing, std::int32_t channels,
                                        const std::string& file)
{
    const auto differ = [](const std::array<float, 3>& values) {
        return values[1] != values[0] || values[2] != values[0];
    };
    if (channels == 1 && (differ(preprocessing.mean) || differ(preprocessing.deviation)))
        return fail(file,
                    ": expected a colour image, as mean and std have three numbers, found a grey one (channels=rgb "
                    "makes three of it)");
    PixelScaler scaler;
    scaler.layout_ = preprocessing.layout;
    if (preprocessing.channels == Channels::Bgr)
        scaler.place_ = {2, 1, 0};
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t pixel = 0; pixel < 256; ++pixel) {
            const float scaled = static_cast<float>(pixel) / preprocessing.scale;
            scaler.table_[c][pixel] = (scaled - preprocessing.mean[c]) / preprocessing.deviation[c];
        }
    return scaler;
}

void PixelScaler::toSample(const Image& image, std::span<float> values) const
{
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t count = image.pixels.size() / channels;
    for (std::size_t c = 0; c < channels; ++c) {
        const std::array<float, 256>& table = table_[c];
        const std::size_t place = channels == 1 ? 0 : place_[c];
        const std::uint8_t* pixel = image.pixels.data() + c;
        float* value = values.data() + (layout_ == Layout::Nchw ? place * count : place);
        const std::size_t step = layout_ == Layout::Nchw ? 1 : channels;
        for (std::size_t i = 0; i < count; ++i)
            value[i * step] = table[pixel[i * channels]];
    }
}

} // namespace termscope
