// The activations that one row of a layer's weights meets: of a convolution, the channels at one place of the image.
#pragma once

#include "core/graph/Network.h"

#include <optional>
#include <span>

namespace termscope {

/// A place of an image as fractions of its height and width, 0…1, so that it means the same at every layer's size.
struct ImagePlace {
    double row = 0.5;
    double column = 0.5;

    friend bool operator==(const ImagePlace&, const ImagePlace&) = default;
};

/// The window of a convolution whose middle kernel position is nearest to `place`: its number among the places of the
/// output. Images have their rows along the last axis but one; a 1-D convolution takes the column alone.
std::int64_t windowAt(const SlidingWindow& window, const ImagePlace& place);

/// `data`: what enters the layer for one sample, as Evaluator::layerData gives it. Convolution: the input channels of
/// the row's output group at the row's kernel position in windowAt(place), zeros in the padding; `row` counts outputs ×
/// kernel positions as GroupAddress does; none: the first group's channels at the very place. Any other layer: the
/// first row of data (a recurrent one's first time step). [layer.inputs()]
std::vector<float> layerRow(const WeightLayer& layer, std::span<const float> data, const ImagePlace& place,
                            std::optional<std::int64_t> row);

} // namespace termscope
