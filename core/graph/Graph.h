// How a network's values come from each other: nodes in the order in which they run.
//
// Values are numbered. A value is the output of one node, an input of the graph, or a constant.
#pragma once

#include "core/ops/Node.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace termscope {

struct GraphInput {
    int value = 0;
    ElementType type = ElementType::Float32;
    std::optional<Shape> shape;         ///< −1 where an axis may have any size; none where not even the rank is known
    std::vector<std::string> axisNames; ///< of the axes that may have any size; "" for the others
};

/// Immutable once read.
struct Graph {
    std::string file; ///< what messages call it
    int opset = 13;
    std::vector<std::string> names;  ///< by value
    std::vector<ValuePtr> constants; ///< by value: null where computed; only a shape where it is a layer's weight
    std::vector<Node> nodes;         ///< every node after those whose outputs it reads
    std::vector<GraphInput> inputs;  ///< without those that have a constant as default
    std::size_t captures = 0; ///< of a graph inside of a node: as many last inputs are values of the scope around
    std::vector<int> outputs; ///< values

    /// "net.onnx: node "fc1"": opens messages about a node.
    std::string where(const Node& node) const;
    int addValue(std::string name, ValuePtr constant);
};

enum class Passthroughs { Fold, Keep };

/// Runs what depends on constants alone, as exporters' shape arithmetic does, and drops what nobody reads. Nodes with
/// layers stay; so does what cannot be run, or would give more elements than it reads and than 2^22. Graphs inside of
/// nodes are folded too, with the constants that they read from around them, and the branch of an If whose condition is
/// known takes its place. Passthroughs::Keep
/// leaves Identity, Cast and Transpose of floating-point constants in place: behind them stand weights that the file
/// holds otherwise.
void foldConstants(Graph& graph, Passthroughs passthroughs);

/// How many values constants may be computed to: as many as the file has itself, and some more.
std::int64_t foldingLimit(const Graph& graph);

/// Drops nodes of which no output is read, and constants that no node reads.
void dropUnread(Graph& graph);

} // namespace termscope
