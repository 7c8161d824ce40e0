// A network that its file quantizes, as the float network it was made from.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// The network with every pair of QuantizeLinear and DequantizeLinear taken out of its graph, where both have the same
/// scale and zero point, and every Quant of more than one bit: data are float32 as they come, weights what their
/// integers stand for. Of a pair that lets nothing below 0 through a Clip to its range stays: quantizers leave out the
/// Relu or Relu6 before it. Layers keep their order, names and integers. The same network where there is no pair.
NetworkPtr withoutQuantization(const NetworkPtr& network);

} // namespace termscope
