// QuantizeLinear and the DequantizeLinear that reads it, as one node that rounds floats; and a Quant of QONNX as that.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// The operator of the joined node, [x, scale, zero point]: (clamp(round(x / scale) + z) − z) · scale, halves to even.
/// The attributes lowest and highest bound what is not bounded by the zero point's type.
inline constexpr std::string_view quantizedFloats = "termscope.QuantizeDequantize";

/// What a joined node rounds to: whole multiples of the scale, lowest ≤ 0 ≤ highest of them.
struct FloatLevels {
    float scale = 1.0F;
    float lowest = 0.0F;
    float highest = 0.0F;
};

/// Of a joined node; none for any other.
std::optional<FloatLevels> levelsOf(const Graph& graph, const Node& node);

/// The same network with every pair that has one scale joined: no integers are made in between, and images may stay in
/// lanes. The values are the same. The same network where there is no such pair.
NetworkPtr withJoinedPairs(const NetworkPtr& network);

} // namespace termscope
