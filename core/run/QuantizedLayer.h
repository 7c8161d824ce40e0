// A layer's weights as integers, laid out so that groups are consecutive.
//
// Group order: one row per output and kernel position, one column per input (feature or channel). For a linear layer
// that is the weight matrix itself; a convolution [out, in, kernel…] becomes rows (out, kernel…) of `in` values.
#pragma once

#include "core/graph/Network.h"
#include "core/quant/Quantizer.h"
#include "core/settings/Settings.h"
#include "core/terms/TermRevealer.h"

namespace termscope {

/// Kernel positions of a layer: 1 for linear.
std::int64_t kernelPositions(const WeightLayer& layer);

/// The float weights in group order; shared with the layer where that is its own and they lie there as float32.
SharedFloats inGroupOrder(const WeightLayer& layer);

/// Values in group order back in the layer's own order.
std::vector<float> inLayerOrder(const WeightLayer& layer, std::vector<float> values);

/// Quantized weights in group order: inputs() columns; one scale per tensor, or (perChannel) one per row, equal for the
/// rows of one output.
QuantizedMatrix quantizeLayer(const WeightLayer& layer, int bits, Quantizer quantizer, bool perChannel);

/// The same from inGroupOrder(layer). `clip`: as that of quantizeMatrix.
QuantizedMatrix quantizeInGroupOrder(const WeightLayer& layer, const SharedFloats& values, int bits,
                                     Quantizer quantizer, bool perChannel, std::optional<float> clip = {});

/// The integers that a layer's file holds, in group order; one scale per tensor, per row, or per block of a row. q_max
/// is their largest magnitude. Range: layer.given; blocks in linear layers alone.
QuantizedMatrix givenMatrix(const WeightLayer& layer);

/// The integers that a layer runs on at settings of its own (LayerPlan): the file's, or made of its weights; and the
/// largest magnitude that they may have.
QuantizedMatrix layerMatrix(const WeightLayer& layer, const Settings& settings);
std::int32_t largestInteger(const WeightLayer& layer, const Settings& settings);

/// Outputs `first`, `first` + 1, … of a layer, `count` of them, as a layer; it shares the values.
WeightLayer outputsOf(const WeightLayer& layer, std::int64_t first, std::int64_t count);

/// What revealing leaves of a matrix.
struct RevealedMatrix {
    std::vector<std::int32_t> values;    ///< as QuantizedMatrix::values
    std::vector<std::uint8_t> keptTerms; ///< terms of each
};

/// Reveals every row; groups never cross rows, nor the borders of blocks. Uses all cores.
RevealedMatrix revealMatrix(const QuantizedMatrix& matrix, Encoding encoding, int groupSize, int budget);

/// The same with nothing dropped: the values themselves and their terms.
RevealedMatrix unrevealedMatrix(const QuantizedMatrix& matrix, Encoding encoding);

} // namespace termscope
