// What zero points cost hardware that streams the integers of a file as they are stored.
//
// With w = w_q − z_w and x = x_q − z_x an output is
//
//     Σ w·x = Σ w_q·x_q − z_w·Σx_q − z_x·Σw
//
// An array of term cells takes the terms of w and x, which a zero point has none of, and needs nothing. Hardware that
// multiplies w_q and x_q takes the rest away again:
//
// - z_x·Σw, where data have a zero point: a number for each output, made once when the network is loaded and folded
//   into the bias. K additions and a multiplication an output. Where data are quantized as they come, every sample has
//   a z_x of its own: Σw is made once, the product for every sample and output, and taken from every sum.
// - z_w·Σx_q, where weights have one: Σx_q at every position, an addition for each value that is streamed; a
//   multiplication for every different z_w that meets the sum; and an addition for every output (and block of its row)
//   whose z_w is not 0.
//
// Where weights have a scale for each block of a row, every block has a sum of its own, and so have the corrections.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/timing/LayerShape.h"

#include <optional>

namespace termscope {

struct ZeroPointCorrection {
    std::int64_t additions = 0; ///< whenever the samples are run
    std::int64_t multiplications = 0;
    std::int64_t onceAdditions = 0; ///< when the network is loaded
    std::int64_t onceMultiplications = 0;

    friend bool operator==(const ZeroPointCorrection&, const ZeroPointCorrection&) = default;
};

/// Error: a sum beyond 64 bits.
Result<ZeroPointCorrection> addCorrections(const ZeroPointCorrection& a, const ZeroPointCorrection& b);

/// Of a layer that runs on the integers of its file, `shape` being its own for so many samples, or the first of its
/// products. None where neither its weights nor its data have a zero point. A recurrent layer is its input weights.
/// Error: counts beyond 64 bits. Cost: all the layer's zero points are read.
Result<std::optional<ZeroPointCorrection>> zeroPointCorrection(const WeightLayer& layer, const LayerShape& shape,
                                                               std::int64_t samples);

} // namespace termscope
