// The order in which a graph's nodes can run.
#pragma once

#include "core/base/Error.h"
#include "core/graph/Graph.h"

namespace termscope {

/// Puts every node after those that it reads from; nodes that do not depend on each other keep their order. Files
/// should be in such an order already. Errors: a node that depends on its own output.
Result<void> sortNodes(Graph& graph);

} // namespace termscope
