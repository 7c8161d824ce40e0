#include "core/run/ImagePieces.h"

#include <algorithm>
#include <optional>

namespace termscope {
namespace {

/// Slices `first` … `first + count − 1` of the first axis. None where they read padding alone.
std::optional<ImagePiece> sliceOf(const SlidingWindow& whole, std::int64_t first, std::int64_t count)
{
    const std::int64_t reach = whole.dilations[0] * (whole.kernel[0] - 1) + 1;
    const std::int64_t begin = first * whole.strides[0] - whole.before[0];
    const std::int64_t end = begin + (count - 1) * whole.strides[0] + reach;
    const std::int64_t there = std::max<std::int64_t>(begin, 0);
    const std::int64_t size = std::min(end, whole.inputs[0]) - there;
    if (size < 1)
        return std::nullopt;
    const std::int64_t rowsOfSlice = whole.axes() == 3 ? whole.outputs[1] : 1;
    ImagePiece piece{0, 1, first * rowsOfSlice, count * rowsOfSlice, there, whole};
    for (std::size_t axis = 1; axis < whole.axes(); ++axis)
        piece.inputPlace *= whole.inputs[axis];
    piece.window.before[0] = there - begin;
    piece.window.after[0] = end - there - size;
    piece.window.inputs[0] = size;
    piece.window.outputs[0] = count;
    return piece;
}

/// One image in slices of about the same size; empty where it cannot be cut.
std::vector<ImagePiece> slicesOf(const SlidingWindow& whole, std::int64_t mostPlaces)
{
    const std::int64_t slices = whole.outputs[0];
    const std::int64_t most = std::max<std::int64_t>(1, mostPlaces / (whole.positions() / slices));
    const std::int64_t pieces = (slices + most - 1) / most;
    std::vector<ImagePiece> all;
    for (std::int64_t i = 0; i < pieces; ++i) {
        const std::int64_t first = slices * i / pieces;
        const auto slice = sliceOf(whole, first, slices * (i + 1) / pieces - first);
        if (!slice)
            return {};
        all.push_back(*slice);
    }
    return all;
}

} // namespace

std::vector<ImagePiece> imagePieces(const SlidingWindow& window, std::int64_t batch, std::int64_t mostPlaces)
{
    const std::int64_t places = window.positions();
    std::vector<ImagePiece> slices;
    if (places > mostPlaces && window.axes() > 1)
        slices = slicesOf(window, mostPlaces);
    std::vector<ImagePiece> all;
    if (slices.empty()) {
        const std::int64_t atOnce = std::max<std::int64_t>(1, mostPlaces / std::max<std::int64_t>(1, places));
        for (std::int64_t image = 0; image < batch; image += atOnce)
            all.push_back({image, std::min(atOnce, batch - image), 0, places / window.outputs.back(), 0, window});
        return all;
    }
    for (std::int64_t image = 0; image < batch; ++image)
        for (ImagePiece slice : slices) {
            slice.image = image;
            all.push_back(std::move(slice));
        }
    return all;
}

} // namespace termscope
