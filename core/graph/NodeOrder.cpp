#include "core/graph/NodeOrder.h"

#include "core/base/Text.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace termscope {

Result<void> sortNodes(Graph& graph)
{
    std::vector<int> missing(graph.nodes.size(), 0); // inputs not made yet
    std::map<int, std::vector<std::size_t>> readers; // by value
    std::set<int> pending;
    for (const Node& node : graph.nodes)
        pending.insert(node.outputs.begin(), node.outputs.end());
    pending.erase(-1);
    std::set<std::size_t> ready;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const int input : graph.nodes[i].inputs) {
            if (!pending.contains(input))
                continue;
            ++missing[i];
            readers[input].push_back(i);
        }
        if (missing[i] == 0)
            ready.insert(i);
    }
    std::vector<Node> sorted;
    std::vector<bool> placed(graph.nodes.size(), false);
    while (!ready.empty()) {
        const std::size_t next = *ready.begin();
        ready.erase(ready.begin());
        placed[next] = true;
        for (const int output : graph.nodes[next].outputs)
            for (const std::size_t reader : readers[output])
                if (--missing[reader] == 0)
                    ready.insert(reader);
        sorted.push_back(graph.nodes[next]);
    }
    if (sorted.size() < graph.nodes.size()) {
        const auto left = static_cast<std::size_t>(std::ranges::find(placed, false) - placed.begin());
        return fail(graph.where(graph.nodes[left]), ": depends on its own output, or on that of a node that does");
    }
    graph.nodes = std::move(sorted);
    return {};
}

} // namespace termscope
