// What a convolution's node says of its operands, for every element type.
#pragma once

#include "core/ops/Operator.h"
#include "core/ops/SlidingWindow.h"

namespace termscope::ops {

struct ConvolutionSizes {
    std::int64_t batch = 0;
    std::int64_t groups = 1;
    std::int64_t inputs = 0;  ///< channels of one group
    std::int64_t outputs = 0; ///< of one group
    SlidingWindow window;

    std::int64_t taps() const { return elementCount(window.kernel); }
    std::int64_t pixels() const { return elementCount(window.inputs); }
    /// [batch, channels, places…]
    Shape result() const { return window.imageShape(batch, outputs * groups); }
};

/// The axes after batch and channels.
Shape spatialOf(const Shape& shape);

/// Of Conv: the image is input 0, the weight [outputs, inputs of a group, kernel…] that of number `weight`. Error: the
/// two do not fit, a result that is too large.
Result<ConvolutionSizes> convolutionSizes(const Call& call, std::size_t weight);

/// Of ConvTranspose, whose weight is [inputs, outputs of a group, kernel…].
Result<ConvolutionSizes> transposedConvolutionSizes(const Call& call, std::size_t weight);

} // namespace termscope::ops
