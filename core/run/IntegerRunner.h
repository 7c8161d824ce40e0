// Runs a network by plain loops over 64-bit integers. Slow and plain to read; tests compare the fast runners with it.
// Layers in float32 are summed in float64 here, so that with them the two agree but for rounding.
#pragma once

#include "core/run/PreparedNetwork.h"

#include <span>

namespace termscope {

/// The network's outputs for one sample. Thread-safe.
std::vector<float> runInteger(const PreparedNetwork& network, std::span<const float> sample);

/// Term pairs of all products for one sample, counted product by product.
std::int64_t countPairs(const PreparedNetwork& network, std::span<const float> sample);

} // namespace termscope
