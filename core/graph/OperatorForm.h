// Networks in operator form (QLinearConv, MatMulInteger, …) as the same networks in QDQ form.
#pragma once

#include "core/graph/Graph.h"

namespace termscope {

/// Puts float operators between DequantizeLinear and QuantizeLinear in place of operators on quantized values, so that
/// one path reads and runs both forms:
///   QLinearConv, QLinearMatMul, QGemm, QLinearAdd, QLinearMul, QLinearConcat, QLinear(Global)AveragePool,
///   QLinearSigmoid, QLinearLeakyRelu, QLinearSoftmax; what moves quantized values (MaxPool, Pad, Reshape, …);
///   MatMulInteger and ConvInteger of DynamicQuantizeLinear with the Cast and Mul that follow: the ordinary node with
///   the attribute dynamicData (Layers.h); MatMulNBits with constant weights: a MatMul of weights in blocks.
/// Sums are exact in both forms; what is rounded once here may have been rounded by another product of scales there, so
/// that a value that lies between two levels may go to the other one. Nodes that fit none of these stay.
void toPairs(Graph& graph);

} // namespace termscope
