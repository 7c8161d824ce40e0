#include "core/evaluate/LayerRow.h"

#include "core/run/QuantizedLayer.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// The pixel at a place, along one axis of a window's input.
std::int64_t pixelAt(const SlidingWindow& window, std::size_t axis, const ImagePlace& place)
{
    const double fraction = axis + 1 == window.axes() ? place.column : axis + 2 == window.axes() ? place.row : 0.5;
    const auto pixel = static_cast<std::int64_t>(fraction * static_cast<double>(window.inputs[axis]));
    return std::clamp<std::int64_t>(pixel, 0, window.inputs[axis] - 1);
}

} // namespace

std::int64_t windowAt(const SlidingWindow& window, const ImagePlace& place)
{
    std::int64_t number = 0;
    for (std::size_t axis = 0; axis < window.axes(); ++axis) {
        const std::int64_t start = pixelAt(window, axis, place) + window.before[axis]
                                   - window.kernel[axis] / 2 * window.dilations[axis];
        const auto nearest = std::llround(static_cast<double>(start) / static_cast<double>(window.strides[axis]));
        number = number * window.outputs[axis] + std::clamp<std::int64_t>(nearest, 0, window.outputs[axis] - 1);
    }
    return number;
}

std::vector<float> layerRow(const WeightLayer& layer, std::span<const float> data, const ImagePlace& place,
                            std::optional<std::int64_t> row)
{
    const auto inputs = static_cast<std::size_t>(layer.inputs());
    if (layer.kind != LayerKind::Convolution || !layer.window) {
        const std::span<const float> first = data.first(std::min(inputs, data.size()));
        return {first.begin(), first.end()};
    }
    const SlidingWindow& window = *layer.window;
    const std::int64_t positions = kernelPositions(layer);
    const std::int64_t group = row ? *row / positions / (layer.outputs() / layer.groups) : 0;
    std::int64_t pixel = 0;
    for (std::size_t axis = 0; axis < window.axes(); ++axis)
        pixel = pixel * window.inputs[axis] + pixelAt(window, axis, place);
    if (row)
        pixel = inputPlace(window, windowAt(window, place), *row % positions);
    std::vector<float> values(inputs, 0.0F);
    if (pixel < 0)
        return values;
    const auto pixels = static_cast<std::size_t>(elementCount(window.inputs));
    const std::size_t first = static_cast<std::size_t>(group) * inputs;
    for (std::size_t c = 0; c < inputs; ++c)
        values[c] = data[(first + c) * pixels + static_cast<std::size_t>(pixel)];
    return values;
}

} // namespace termscope
