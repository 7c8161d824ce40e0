// What is known of a graph's values before it runs: their shapes for one sample, and the small ones that follow from
// shapes.
//
// An axis of any size is taken as 1 where samples lie along it (BatchAxis.h), and wherever else its name occurs. Of
// tokens for a recurrent network all are: one step of one stream. An input with another such axis is unknown, and so is
// what follows: how much work a text takes is not known before its length is.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// By value of the graph: null where not even the shape is known.
using KnownValues = std::vector<ValuePtr>;

/// Shapes of the inputs as above; none where they are not known.
std::vector<std::optional<Shape>> sampleShapes(const Graph& graph);

struct Inferred {
    KnownValues values;
    std::vector<std::string> refusals; ///< of operators that refuse their inputs, with file and node; none where other
                                       ///< axes than the batch were guessed, which may be the reason
};

/// Runs the graph on shapes alone. Operators that are missing or refuse their inputs leave their outputs unknown.
Inferred inferShapes(const Graph& graph, const std::vector<std::optional<Shape>>& inputs);

/// The same, for inputs of which more may be known; null where nothing is.
Inferred inferValues(const Graph& graph, const std::vector<ValuePtr>& inputs);

} // namespace termscope
