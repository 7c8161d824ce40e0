#include "core/graph/WithGraph.h"

namespace termscope {

NetworkPtr withGraph(const Network& network, std::shared_ptr<Graph> graph)
{
    dropUnread(*graph);
    auto result = std::make_shared<Network>(network);
    result->graph = std::move(graph);
    return result;
}

} // namespace termscope
