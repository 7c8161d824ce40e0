// A network at one setting: every layer's weights quantized (and revealed) to integers, its activations' scale and
// what each quantized activation becomes. The fast runner and the exact integer one both read this.
#pragma once

#include "core/graph/Network.h"
#include "core/quant/DataWriter.h"
#include "core/run/ActivationTable.h"
#include "core/run/QuantizedLayer.h"

#include <vector>

namespace termscope {

/// What becomes of the operand of a product of activations that stays in the array, when it is run: quantized, and
/// revealed in groups along the reduction.
struct StayingOperand {
    float scale = 1.0F;
    std::int32_t largest = 127; ///< q_max
    Encoding encoding = Encoding::Hese;
    int groupSize = 0; ///< 0: nothing is dropped
    int budget = 0;

    friend bool operator==(const StayingOperand&, const StayingOperand&) = default;
};

/// One layer with weights, as integers; or (inFloat) as it is, with scales of 1. The result of a row: y[n] = float(Σ_k
/// x[k]·w[n,k]) · (w_scale[n] · x_scale) + bias[n], float32.
struct PreparedLayer {
    std::int64_t outputs = 0;
    std::int64_t inputs = 0;
    std::vector<std::int32_t> weights; ///< [outputs, inputs]
    /// In place of `weights`, where these are no integers that are worth exact sums: x·w is then summed as float32 does, or nearer.
    std::vector<float> values;
    std::vector<std::uint8_t> weightTerms; ///< terms of each
    std::vector<float> scales; ///< w_scale · x_scale: 1, or [outputs]; in blocks, [outputs, blocks of a row]
    std::int64_t block = 0;    ///< inputs that share a scale: their products are scaled, then added
    std::vector<float> bias;   ///< [outputs] or empty
    float dataScale = 1.0F;
    ActivationTable table;
    bool revealed = false;
    bool dynamicData = false; ///< each sample has a data scale of its own, made of its values; dataScale is 1
    /// In place of `table`: the data are written in a number format, dataScale being what is of all of them. Then the
    /// weights are `values`.
    std::optional<DataForm> dataForm;
    std::vector<float> floats;  ///< [outputs, inputs…] of a layer that runs in float32; then there are no integers
    bool ofActivations = false; ///< both operands are: it has neither weights nor `floats`
    std::optional<StayingOperand> staying; ///< of such a product; none where it runs in float32

    bool inFloat() const { return ofActivations ? !staying : !floats.empty(); }
    std::int64_t macs() const { return outputs * inputs; }
    friend bool operator==(const PreparedLayer&, const PreparedLayer&) = default;
};

struct PreparedNetwork {
    NetworkPtr network;                ///< whose layers are prepared, and whose graph runs them
    Shape sample;                      ///< of what enters, without the batch
    std::vector<PreparedLayer> layers; ///< by layer of the network
};

} // namespace termscope
