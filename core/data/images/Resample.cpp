#include "core/data/images/Resample.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr int fractionBits = 22; // 8 bits for the pixel and 2 of headroom are left of 32
constexpr std::int32_t half = 1 << (fractionBits - 1);

/// Which pixels of a line make each pixel of the resized line, and how much of each.
struct Weights {
    struct Span {
        std::int32_t first = 0;
        std::int32_t count = 0;
    };
    std::vector<Span> spans;          ///< [pixels of the result]
    std::vector<std::int32_t> values; ///< [pixels of the result, stride], fractionBits fractional bits
    std::size_t stride = 0;

    const std::int32_t* of(std::int32_t index) const
    {
        return values.data() + static_cast<std::size_t>(index) * stride;
    }
};

/// Weights of the pixels first … first + count − 1 of a line of `from` pixels resized to `to`.
Weights weightsOf(std::int32_t from, std::int32_t to, std::int32_t first, std::int32_t count)
{
    const double scale = static_cast<double>(from) / to;
    const double support = std::max(scale, 1.0); // the triangle reaches one pixel of the coarser grid
    const double shrink = 1.0 / support;
    Weights weights;
    weights.stride = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
    weights.spans.resize(static_cast<std::size_t>(count));
    weights.values.resize(static_cast<std::size_t>(count) * weights.stride);
    std::vector<double> shares(weights.stride);
    for (std::int32_t i = 0; i < count; ++i) {
        const double centre = (first + i + 0.5) * scale;
        const auto begin = std::max(static_cast<std::int32_t>(centre - support + 0.5), 0);
        const auto end = std::min(static_cast<std::int32_t>(centre + support + 0.5), from);
        double sum = 0.0;
        for (std::int32_t x = begin; x < end; ++x) {
            const double distance = std::abs((x - centre + 0.5) * shrink);
            const double share = distance < 1.0 ? 1.0 - distance : 0.0;
            shares[static_cast<std::size_t>(x - begin)] = share;
            sum += share;
        }
        std::int32_t* values = weights.values.data() + static_cast<std::size_t>(i) * weights.stride;
        for (std::int32_t x = 0; x < end - begin; ++x) {
            const double share = shares[static_cast<std::size_t>(x)];
            values[x] = static_cast<std::int32_t>(0.5 + (sum != 0.0 ? share / sum : share) * (1 << fractionBits));
        }
        weights.spans[static_cast<std::size_t>(i)] = {begin, end - begin};
    }
    return weights;
}

std::uint8_t toByte(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> fractionBits, 0, 255));
}

/// One row of [width, channels] to one of [weights.spans.size(), channels].
template <int channels>
void resizeRow(const std::uint8_t* row, std::uint8_t* result, const Weights& weights)
{
    for (std::size_t i = 0; i < weights.spans.size(); ++i) {
        const Weights::Span span = weights.spans[i];
        const std::int32_t* values = weights.of(static_cast<std::int32_t>(i));
        const std::uint8_t* pixel = row + static_cast<std::ptrdiff_t>(span.first) * channels;
        std::int32_t sums[channels];
        std::fill_n(sums, channels, half);
        for (std::int32_t x = 0; x < span.count; ++x, pixel += channels)
            for (int c = 0; c < channels; ++c)
                sums[c] += pixel[c] * values[x];
        for (int c = 0; c < channels; ++c)
            result[i * channels + static_cast<std::size_t>(c)] = toByte(sums[c]);
    }
}

/// The rows first … first + count − 1 of the image, each cut or resized to the columns of the window.
Image resizedAlongRows(const Image& image, std::int32_t width, const Window& window, std::int32_t first,
                       std::int32_t count)
{
    Image result{count, window.width, image.channels, {}};
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t from = static_cast<std::size_t>(image.width) * channels;
    const std::size_t to = static_cast<std::size_t>(window.width) * channels;
    result.pixels.resize(static_cast<std::size_t>(count) * to);
    const bool copies = width == image.width;
    const Weights weights = copies ? Weights() : weightsOf(image.width, width, window.left, window.width);
    for (std::int32_t y = 0; y < count; ++y) {
        const std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(first + y) * from;
        std::uint8_t* target = result.pixels.data() + static_cast<std::size_t>(y) * to;
        if (copies)
            std::copy_n(row + static_cast<std::size_t>(window.left) * channels, to, target);
        else if (image.channels == 3)
            resizeRow<3>(row, target, weights);
        else
            resizeRow<1>(row, target, weights);
    }
    return result;
}

/// `rows` holds the image's rows from `first` on.
Image resizedAlongColumns(const Image& rows, std::int32_t first, const Weights& weights)
{
    Image result{static_cast<std::int32_t>(weights.spans.size()), rows.width, rows.channels, {}};
    const std::size_t length = static_cast<std::size_t>(rows.width) * static_cast<std::size_t>(rows.channels);
    result.pixels.resize(weights.spans.size() * length);
    std::vector<std::int32_t> sums(length);
    for (std::int32_t y = 0; y < result.height; ++y) {
        const Weights::Span span = weights.spans[static_cast<std::size_t>(y)];
        std::ranges::fill(sums, half);
        for (std::int32_t i = 0; i < span.count; ++i) {
            const std::int32_t weight = weights.of(y)[i];
            const std::uint8_t* row = rows.pixels.data() + static_cast<std::size_t>(span.first - first + i) * length;
            for (std::size_t x = 0; x < length; ++x)
                sums[x] += row[x] * weight;
        }
        std::transform(sums.begin(), sums.end(), result.pixels.begin() + y * static_cast<std::ptrdiff_t>(length),
                       toByte);
    }
    return result;
}

} // namespace

Image resized(const Image& image, std::int32_t height, std::int32_t width, const Window& window)
{
    if (height == image.height)
        return resizedAlongRows(image, width, window, window.top, window.height);
    const Weights weights = weightsOf(image.height, height, window.top, window.height);
    const std::int32_t first = weights.spans.front().first;
    const std::int32_t end = weights.spans.back().first + weights.spans.back().count;
    return resizedAlongColumns(resizedAlongRows(image, width, window, first, end - first), first, weights);
}

} // namespace termscope
