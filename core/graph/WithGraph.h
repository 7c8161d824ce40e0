// A network whose graph is changed.
#pragma once

#include "core/graph/Network.h"

namespace termscope {

/// The same network with this graph in place of its own, less what nobody reads in it.
NetworkPtr withGraph(const Network& network, std::shared_ptr<Graph> graph);

} // namespace termscope
