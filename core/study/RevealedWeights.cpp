#include "core/study/RevealedWeights.h"

#include "core/infer/LayerChoice.h"
#include "core/infer/QuantizedLayer.h"

namespace termscope {

std::vector<std::vector<float>> revealedWeights(const Network& network, Method method, const Settings& settings)
{
    std::vector<std::vector<float>> weights;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        if (method == Method::Float) {
            weights.push_back(layer.weight.values);
            continue;
        }
        QuantizedMatrix matrix = quantizeLayer(layer, settings.weightBits, settings.quantizer, settings.perChannel);
        if (method == Method::Revealed && isRevealed(network, static_cast<int>(i), settings.groupSize))
            matrix.values = revealMatrix(matrix, settings.encoding, settings.groupSize, settings.budget).values;
        std::vector<float> floats(matrix.values.size());
        const auto columns = static_cast<std::size_t>(matrix.columns);
        for (std::size_t at = 0; at < floats.size(); ++at)
            floats[at] = static_cast<float>(matrix.values[at]) * matrix.scaleOf(static_cast<std::int64_t>(at / columns));
        weights.push_back(inLayerOrder(layer, std::move(floats)));
    }
    return weights;
}

std::vector<std::pair<std::string, std::string>> exportMetadata(Method method, const Settings& settings)
{
    std::vector<std::pair<std::string, std::string>> metadata{{"method", std::string(nameOf(method))}};
    for (const SettingInfo& info : settingsTable()) {
        const bool ofWeights = info.key == "weight_bits" || info.key == "quantizer" || info.key == "per_channel";
        const bool ofRevealing = info.key == "encoding" || info.key == "group_size" || info.key == "budget";
        if (ofWeights || (ofRevealing && method == Method::Revealed))
            metadata.emplace_back(info.key, valueText(info, settings));
    }
    return metadata;
}

} // namespace termscope
