// Graphs inside of nodes: the branches of an If, the bodies of Loop and Scan.
//
// Such a graph has values of its own. What it reads of the scope around it are its last inputs (Graph::captures), and
// the node that holds it reads the same values behind its own inputs (Node::inputs): who walks a graph's nodes sees
// everything that they read.
#pragma once

#include "core/graph/Graph.h"
#include "core/ops/Operator.h"

#include <functional>

namespace termscope {

struct InnerGraph {
    std::size_t attribute = 0; ///< of the node
    GraphPtr graph;
    std::size_t first = 0; ///< place in Node::inputs of the first value that it reads of the scope around
};

/// The graphs inside of a node, in the order of its attributes.
std::vector<InnerGraph> innerGraphs(const Node& node);
inline bool hasInnerGraphs(const Node& node)
{
    return !innerGraphs(node).empty();
}

/// Puts what `change` makes of each graph inside of the node in its place.
void changeInnerGraphs(Node& node, const std::function<void(Graph&)>& change);

/// Calls visit(node) for the nodes of the graph and of all graphs inside of them.
void visitNodes(const Graph& graph, const std::function<void(const Node&)>& visit);

/// The layers of the node and of all nodes in graphs inside of it.
std::vector<int> layersWithin(const Node& node);

/// Runs graphs inside of nodes by the plain operators; on shapes alone where values are not known.
const GraphCaller& plainCaller();

/// Gives each graph inside of the node the constants that it reads of the scope around, in place of inputs.
void takeInConstants(const Graph& graph, Node& node);

/// The nodes of the branch that an If with a known condition takes, on values of the graph; empty for any other node.
/// The values that the branch gives take the place of the If's own.
std::optional<std::vector<Node>> branchOf(Graph& graph, const Node& node);

} // namespace termscope
