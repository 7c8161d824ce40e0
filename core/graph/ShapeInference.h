// What is known of a graph's values before it runs: their shapes for one sample, and the small ones that follow from
// shapes.
//
// Axes of any size are taken as 1 where they lead an input (the batch) or where the input holds integers (tokens: one
// step, one stream), and wherever else their names occur; an input with another such axis is unknown, and so is what
// follows.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// By value of the graph: null where not even the shape is known.
using KnownValues = std::vector<ValuePtr>;

/// Shapes of the inputs as above; none where they are not known.
std::vector<std::optional<Shape>> sampleShapes(const Graph& graph);

/// Runs the graph on shapes alone. Operators that are missing leave their outputs unknown.
/// Error: an operator refuses its inputs, and no axis but the batch was guessed; the sentence names file and node.
Result<KnownValues> inferShapes(const Graph& graph, const std::vector<std::optional<Shape>>& inputs);

} // namespace termscope
