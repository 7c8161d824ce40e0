// Runs a network by plain loops over 64-bit integers, one sample at a time. Slow and plain to read; tests compare the
// fast runner with it. Layers in float32 are summed in float64 here, so that with them the two agree but for rounding.
#pragma once

#include "core/base/Error.h"
#include "core/run/PreparedNetwork.h"

#include <span>

namespace termscope {

struct IntegerRun {
    std::vector<float> outputs; ///< the network's first output
    std::int64_t pairs = 0;     ///< term pairs of all products, counted product by product
};

/// The network on one sample. Layers may be linear, convolutions or products of activations. Error: a recurrent layer;
/// else those of the operators. Thread-safe.
Result<IntegerRun> runInteger(const PreparedNetwork& network, std::span<const float> sample);

} // namespace termscope
