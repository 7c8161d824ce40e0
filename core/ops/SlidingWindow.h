// Where the windows of a convolution or a pool lie, along each spatial axis.
//
// Output size: ⌊(in + before + after − reach) / stride⌋ + 1 with reach = dilation·(kernel − 1) + 1; rounded up with
// ceil_mode, but no window may begin beyond the input and its front padding. SAME_UPPER and SAME_LOWER pad so that the
// output has ⌈in / stride⌉ places, the odd one after or before; VALID pads nothing. (ONNX, Conv and AveragePool.)
#pragma once

#include "core/ops/Node.h"

namespace termscope {

/// One entry per spatial axis everywhere.
struct SlidingWindow {
    Shape kernel;
    Shape strides;
    Shape dilations;
    Shape before; ///< padding in front
    Shape after;
    Shape inputs;  ///< sizes of the input
    Shape outputs; ///< sizes of the output

    std::size_t axes() const { return kernel.size(); }
    std::int64_t positions() const { return elementCount(outputs); }
    /// Of images that it gives: [batch, channels, outputs…].
    Shape imageShape(std::int64_t batch, std::int64_t channels) const;
};

/// The window of a node with attributes kernel_shape (or `kernel`), strides, pads, dilations, auto_pad, ceil_mode, on
/// an input with spatial sizes `inputs`. Error: attributes of the wrong length or range, an output without any place.
Result<SlidingWindow> windowOf(const Node& node, const Shape& kernel, const Shape& inputs);

/// The window of a transposed convolution: `inputs` and `outputs` as the node has them, so that the window slides over
/// the output. Attributes output_padding and output_shape besides.
Result<SlidingWindow> transposedWindowOf(const Node& node, const Shape& kernel, const Shape& inputs);

/// Where a window's kernel position reads: the number of that place in the input, −1 in the padding. All three count
/// along the axes, the last one fastest. Range: 0 ≤ place < positions(), 0 ≤ position < elementCount(kernel).
std::int64_t inputPlace(const SlidingWindow& window, std::int64_t place, std::int64_t position);

} // namespace termscope
