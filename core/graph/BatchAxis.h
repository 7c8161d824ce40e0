// Along which axis of an input samples lie beside each other: the first, unless the network takes time first, as
// recurrent layers do: [time, streams, …], and states [layers, streams, …].
//
// The names of the axes tell it where they say time and batch; else which axis of a recurrent layer's data the input's
// axes become, through look-ups, transpositions and what leaves leading axes as they are.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// "seq_len", "time", "T"; "batch", "streams", "N": whether an axis of this name is one of time, or of samples.
bool namesTime(const std::string& axis);
bool namesBatch(const std::string& axis);

/// 0 or 1. Cost: a walk over the nodes.
std::size_t batchAxisOf(const Graph& graph, const GraphInput& input);

} // namespace termscope
