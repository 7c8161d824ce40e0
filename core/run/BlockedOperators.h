// Operators that run on images in lanes as they lie: MaxPool, Relu, Clip, Add, BatchNormalization. They
// give what the plain ones give.
#pragma once

#include "core/graph/Graph.h"
#include "core/run/BlockedImage.h"

#include <span>

namespace termscope {

/// True for a node that runBlocked may take; then its inputs before the first constant are images.
bool mayRunOnLanes(const Graph& graph, const Node& node);

/// Of such a node: whether no value of its image is negative where none that it reads is, or whatever it reads.
bool keepsPositive(const Node& node);
bool givesPositive(const Graph& graph, const Node& node);

/// Null where it is not one of these after all: images of different shapes, a window without any place.
BlockedImagePtr runBlocked(const Graph& graph, const Node& node, std::span<const BlockedImagePtr> images,
                           BufferPool& pool);

} // namespace termscope
