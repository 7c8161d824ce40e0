#include "core/evaluate/LayerPreparation.h"

#include "core/quant/WeightFormat.h"

namespace termscope {

namespace {

/// s is 0, which is all terms, where the layer is not revealed.
Settings settingsOf(const LayerPlan& plan)
{
    Settings settings = plan.settings;
    if (plan.method != Method::Revealed && plan.method != Method::Format)
        settings.dataTerms = 0;
    return settings;
}

/// Whether the data are in the number format of the weights.
bool isInOwnFormat(const LayerPlan& plan)
{
    return plan.method == Method::Format && plan.settings.dataFormat == DataFormat::Own;
}

/// Weights in another number format.
void takeFormat(PreparedLayer& prepared, const WeightLayer& layer, const Settings& settings)
{
    const WeightFormat& format = *findWeightFormat(settings.format);
    const SharedFloats values = inGroupOrder(layer);
    const std::int64_t positions = kernelPositions(layer);
    FormattedWeights made = format.quantize(format,
                                            {std::span<const float>(values), layer.outputs() * positions,
                                             layer.inputs(), positions, settings.perChannel, settings.encoding});
    values.release();
    prepared.weights = std::move(made.integers);
    prepared.values = std::move(made.values);
    prepared.weightTerms = std::move(made.terms);
    for (const float scale : made.scales)
        prepared.scales.push_back(scale * prepared.dataScale);
}

} // namespace

Result<float> LayerPreparation::dataScale(int layer, const LayerPlan& plan)
{
    const Settings settings = settingsOf(plan);
    if (const auto& given = network_->layers[static_cast<std::size_t>(layer)].givenData;
        given && settings.source == Source::Given)
        return given->scale;
    if (!isInOwnFormat(plan))
        return scaleOfOperand(layer, settings);
    const auto histogram = histogramOf(layer, settings);
    if (!histogram)
        return tl::unexpected(histogram.error());
    return scaleOfData(*findWeightFormat(settings.format), (*histogram)->largest);
}

Result<float> LayerPreparation::stayingScale(int layer, const LayerPlan& plan)
{
    Settings settings = plan.settings;
    settings.dataBits = settings.weightBits;
    settings.dataTerms = 0;
    return scaleOfOperand(stayingOperand(*network_, layer), settings);
}

Result<const MagnitudeHistogram*> LayerPreparation::histogramOf(int operand, const Settings& settings)
{
    const auto histograms = histograms_(settings.calibrationSamples);
    if (!histograms)
        return tl::unexpected(histograms.error());
    return &(**histograms)[static_cast<std::size_t>(operand)];
}

Result<float> LayerPreparation::scaleOfOperand(int operand, const Settings& settings)
{
    const std::pair key{operand, keyOf(DataSpec, settings)};
    const auto found = scales_.find(key);
    if (found != scales_.end())
        return found->second;
    const auto histogram = histogramOf(operand, settings);
    if (!histogram)
        return tl::unexpected(histogram.error());
    return scales_[key] = calibratedScale(**histogram, {settings.calibration, settings.dataBits, settings.quantizer,
                                                        settings.encoding, settings.dataTerms});
}

const QuantizedMatrix& LayerPreparation::quantizedWeights(int layer, const Settings& settings)
{
    const SpecKey key = keyOf(WeightSpec, settings);
    const auto found = weights_.find(layer);
    if (found != weights_.end() && found->second.key == key)
        return found->second.matrix;
    CachedWeights& cached = weights_[layer];
    const WeightLayer& weights = network_->layers[static_cast<std::size_t>(layer)];
    cached = {key, layerMatrix(weights, settings)};
    return cached.matrix;
}

/// A product of two activations.
Result<PreparedLayer> LayerPreparation::attention(int layer, const LayerPlan& plan)
{
    const Settings s = settingsOf(plan);
    PreparedLayer prepared;
    prepared.ofActivations = true;
    prepared.revealed = plan.method == Method::Revealed;
    prepared.scales = {1.0F};
    if (plan.method == Method::Float)
        return prepared;
    const Result<float> scaleOfData = dataScale(layer, plan);
    const Result<float> scale = scaleOfData ? stayingScale(layer, plan) : scaleOfData;
    if (!scale)
        return tl::unexpected(scale.error());
    prepared.dataScale = *scaleOfData;
    prepared.table = activationTable(s.dataBits, s.quantizer, s.encoding, s.dataTerms);
    prepared.staying = StayingOperand{*scale, largestMagnitude(s.weightBits, s.quantizer), s.encoding,
                                      prepared.revealed ? s.groupSize : 0, prepared.revealed ? s.budget : 0};
    prepared.scales = {*scale * *scaleOfData};
    return prepared;
}

Result<PreparedLayer> LayerPreparation::layer(int layer, const LayerPlan& plan)
{
    const WeightLayer& source = network_->layers[static_cast<std::size_t>(layer)];
    if (source.isAttention())
        return attention(layer, plan);
    const Settings s = settingsOf(plan);
    PreparedLayer prepared;
    prepared.outputs = source.outputs();
    prepared.inputs = source.inputs();
    prepared.bias = source.bias;
    prepared.revealed = plan.method == Method::Revealed;
    if (plan.method == Method::Float) {
        prepared.floats = source.weight.values.toVector();
        prepared.scales = {1.0F};
        return prepared;
    }
    const Result<float> scaleOfData = dataScale(layer, plan);
    if (!scaleOfData)
        return tl::unexpected(scaleOfData.error());
    prepared.dataScale = *scaleOfData;
    if (s.source == Source::Given && source.givenData) {
        prepared.table = activationTable(source.givenData->largest(), s.encoding, s.dataTerms);
        prepared.dynamicData = source.givenData->dynamic;
    } else {
        prepared.table = activationTable(s.dataBits, s.quantizer, s.encoding, s.dataTerms);
    }
    if (plan.method == Method::Format) {
        if (isInOwnFormat(plan))
            prepared.dataForm = DataForm{findWeightFormat(s.format), s.encoding};
        takeFormat(prepared, source, s);
        return prepared;
    }
    const QuantizedMatrix& matrix = quantizedWeights(layer, s);
    RevealedMatrix revealed = prepared.revealed ? revealMatrix(matrix, s.encoding, s.groupSize, s.budget)
                                                : unrevealedMatrix(matrix, s.encoding);
    prepared.weights = std::move(revealed.values);
    prepared.weightTerms = std::move(revealed.keptTerms);
    prepared.block = matrix.block;
    for (const float scale : matrix.scales)
        prepared.scales.push_back(scale * prepared.dataScale);
    return prepared;
}

Result<std::vector<PreparedLayer>> LayerPreparation::layers(const NetworkPlan& plan)
{
    std::vector<PreparedLayer> all;
    for (int i = 0; i < plan.size(); ++i) {
        Result<PreparedLayer> made = layer(i, plan[i]);
        if (!made)
            return tl::unexpected(made.error());
        all.push_back(std::move(*made));
    }
    return all;
}

} // namespace termscope
