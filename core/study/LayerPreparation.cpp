#include "core/study/LayerPreparation.h"

#include "core/infer/LayerChoice.h"

namespace termscope {

int LayerPreparation::dataTerms(int layer, Method method, const Settings& settings) const
{
    return method == Method::Revealed && isRevealed(*network_, layer, settings.groupSize) ? settings.dataTerms : 0;
}

float LayerPreparation::dataScale(int layer, Method method, const Settings& settings)
{
    const int terms = dataTerms(layer, method, settings);
    const ScaleKey key{layer, settings.calibrationSamples, settings.calibration, settings.dataBits, settings.quantizer,
                       settings.encoding, terms};
    const auto found = scales_.find(key);
    if (found != scales_.end())
        return found->second;
    const MagnitudeHistogram& histogram = histograms_(settings.calibrationSamples)[static_cast<std::size_t>(layer)];
    return scales_[key] = calibratedScale(
               histogram, {settings.calibration, settings.dataBits, settings.quantizer, settings.encoding, terms});
}

const QuantizedMatrix& LayerPreparation::quantizedWeights(int layer, const Settings& settings)
{
    const WeightKey key{settings.weightBits, settings.quantizer, settings.perChannel};
    const auto found = weights_.find(layer);
    if (found != weights_.end() && found->second.key == key)
        return found->second.matrix;
    CachedWeights& cached = weights_[layer];
    cached = {key, quantizeLayer(network_->layers[static_cast<std::size_t>(layer)], settings.weightBits, settings.quantizer,
                                 settings.perChannel)};
    return cached.matrix;
}

PreparedLayer LayerPreparation::layer(int layer, Method method, const Settings& settings)
{
    const WeightLayer& source = network_->layers[static_cast<std::size_t>(layer)];
    const QuantizedMatrix& matrix = quantizedWeights(layer, settings);
    PreparedLayer prepared;
    prepared.outputs = source.outputs();
    prepared.inputs = source.inputs();
    prepared.bias = source.bias;
    prepared.revealed = method == Method::Revealed && isRevealed(*network_, layer, settings.groupSize);
    RevealedMatrix revealed = prepared.revealed
        ? revealMatrix(matrix, settings.encoding, settings.groupSize, settings.budget)
        : unrevealedMatrix(matrix, settings.encoding);
    prepared.weights = std::move(revealed.values);
    prepared.weightTerms = std::move(revealed.keptTerms);
    prepared.dataScale = dataScale(layer, method, settings);
    prepared.table = activationTable(settings.dataBits, settings.quantizer, settings.encoding, dataTerms(layer, method, settings));
    for (const float scale : matrix.scales)
        prepared.scales.push_back(scale * prepared.dataScale);
    return prepared;
}

} // namespace termscope
