// x · Sigmoid(x), as exporters write SiLU, as one node.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// The operator of the joined node, [x]: x · Sigmoid(x), each of both rounded as the value's type asks for.
inline constexpr std::string_view gatedBySigmoid = "termscope.Gate";

/// The same network with every product of a value and its own sigmoid joined, so that the value is read once and not
/// copied. The values are the same. The same network where there is no such product.
NetworkPtr withJoinedGates(const NetworkPtr& network);

} // namespace termscope
