// x · Sigmoid(x), as exporters write SiLU, as one Swish.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// The same network with every product of a value and its own sigmoid as one node, so that the value is read once and
/// not copied. The values are the same. The same network where there is no such product, or where values may be rounded
/// to half a float in between.
NetworkPtr withJoinedGates(const NetworkPtr& network);

} // namespace termscope
