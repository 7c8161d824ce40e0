// A network's layers at a setting: quantized, revealed where the design says so, with calibrated scales.
#pragma once

#include "core/base/Error.h"
#include "core/evaluate/Evaluation.h"
#include "core/run/PreparedNetwork.h"
#include "core/settings/NetworkPlan.h"

#include <functional>
#include <map>

namespace termscope {

/// Keeps what settings have in common: scales, and the quantized weights of the last setting. One thread at a time.
class LayerPreparation {
public:
    /// The magnitudes that enter every layer over the first so many samples, by operandCount(network); valid until it
    /// is called again. Error: the network cannot be run on them.
    using Histograms = std::function<Result<const std::vector<MagnitudeHistogram>*>(int samples)>;

    /// `network`: the one whose weights are quantized, BatchNormalization folded or not.
    LayerPreparation(NetworkPtr network, Histograms histograms)
        : network_(std::move(network)), histograms_(std::move(histograms))
    {
    }

    const Network& network() const { return *network_; }

    /// The scale of the data at the layer's input; where it runs in float32, that of plain quantization. Error: that of
    /// the histograms.
    Result<float> dataScale(int layer, const LayerPlan& plan);
    /// Of the operand of a product of activations that stays in the array: calibrated like data, at the bits of
    /// weights, all of its terms there. Error: as dataScale.
    Result<float> stayingScale(int layer, const LayerPlan& plan);
    /// Error: as dataScale; none of a layer that runs in float32.
    Result<PreparedLayer> layer(int layer, const LayerPlan& plan);
    Result<std::vector<PreparedLayer>> layers(const NetworkPlan& plan);

private:
    struct CachedWeights {
        SpecKey key;
        QuantizedMatrix matrix;
    };

    const QuantizedMatrix& quantizedWeights(int layer, const Settings& settings);
    Result<const MagnitudeHistogram*> histogramOf(int operand, const Settings& settings);
    Result<float> scaleOfOperand(int operand, const Settings& settings);
    Result<PreparedLayer> attention(int layer, const LayerPlan& plan);

    NetworkPtr network_;
    Histograms histograms_;
    std::map<std::pair<int, SpecKey>, float> scales_; ///< by operand and data spec
    std::map<int, CachedWeights> weights_;
};

} // namespace termscope
