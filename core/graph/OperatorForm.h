// Networks in operator form (QLinearConv, MatMulInteger, …) as the same networks in QDQ form.
#pragma once

#include "core/base/Error.h"
#include "core/graph/Graph.h"

namespace termscope {

/// Puts float operators between DequantizeLinear and QuantizeLinear in place of operators on quantized values, so that
/// one path reads and runs both forms:
///   QLinearConv, QLinearMatMul, QGemm, QLinearAdd, QLinearMul, QLinearConcat, QLinear(Global)AveragePool,
///   QLinearSigmoid, QLinearLeakyRelu, QLinearSoftmax; what moves quantized values (MaxPool, Pad, Reshape, …);
///   MatMulInteger and ConvInteger of DynamicQuantizeLinear with the Cast and Mul that follow: the ordinary node with
///   the attribute dynamicData (Layers.h); MatMulNBits with constant weights: a MatMul of weights in blocks.
/// Sums are exact in both forms; what is rounded once here may have been rounded by another product of scales there, so
/// that a value that lies between two levels may go to the other one. Nodes that fit none of these stay. Quant,
/// BipolarQuant and Trunc get the names of core/ops/QonnxQuantizers.h. Error: a scale or zero point that such a node
/// must have is missing; the weights, scales or zero points of a MatMulNBits are not as many as its attributes say.
Result<void> toPairs(Graph& graph);

} // namespace termscope
