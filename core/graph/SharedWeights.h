// Weights that several nodes multiply by: a layer that is used several times is one layer.
#pragma once

#include "core/graph/Network.h"

#include <vector>

namespace termscope {

/// Linear layers of one tensor, in one orientation, with equal biases and integers, become one layer with as many
/// WeightLayer::uses; the numbers of all layers behind them change. Layers that have one tensor and equal weights, and
/// are no one layer (convolutions, whose images may differ in size, layers of different biases, and a matrix that one
/// of them turns over, whose groups lie along its other axis there), are told by WeightLayer::sharesWith. Of nodes of
/// the graph itself: what graphs inside of nodes multiply by stays as it is, and so does what BatchNormalization
/// follows, which may make different weights of one.
void joinUses(Graph& graph, std::vector<WeightLayer>& layers);

} // namespace termscope
