// Products whose weight stands elsewhere than on the right, as those that have it there.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// Weights are found as layers, quantized and revealed where they are the right factor of a product of rows. So
///   Gemm with transA        turns its rows around before it;
///   MatMul with a constant on the left, W·x, becomes (xᵀ·Wᵀ)ᵀ;
///   ConvTranspose of one group becomes what it is: the channels of each place of the image times a matrix, [channels,
///                           outputs × kernel], and the products put where the kernel lies (termscope.PlaceKernels);
///   one of several groups   likewise, its products being a convolution of one pixel in as many groups.
/// The weight has to be a constant of floats.
void putWeightsRight(Graph& graph);

} // namespace termscope
