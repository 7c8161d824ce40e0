#include "core/study/RevealedWeights.h"

#include "core/graph/FoldNormalization.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/LayerSettings.h"

namespace termscope {

std::vector<std::vector<float>> revealedWeights(const Network& network, Method method, const Settings& settings)
{
    std::vector<std::vector<float>> weights;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        const auto [own, s] = settingsOf(network, static_cast<int>(i), method, settings);
        if (own == Method::Float) {
            weights.push_back(layer.weight.values.toVector());
            continue;
        }
        QuantizedMatrix matrix = layerMatrix(layer, s);
        if (own == Method::Revealed)
            matrix.values = revealMatrix(matrix, s.encoding, s.groupSize, s.budget).values;
        std::vector<float> floats(matrix.values.size());
        const auto columns = static_cast<std::size_t>(matrix.columns);
        for (std::size_t at = 0; at < floats.size(); ++at)
            floats[at] = static_cast<float>(matrix.values[at])
                         * matrix.scaleAt(static_cast<std::int64_t>(at / columns),
                                          static_cast<std::int64_t>(at % columns));
        weights.push_back(inLayerOrder(layer, std::move(floats)));
    }
    return weights;
}

Result<ExportedNetwork> exportedNetwork(const NetworkPtr& network, Method method, const Settings& settings)
{
    for (const WeightLayer& layer : network->layers)
        if (const Result<void> finite = checkLayer(*network, layer); !finite)
            return tl::unexpected(finite.error());
    const NetworkPtr quantized = quantizedNetwork(network, settings);
    auto replaced = neutralNormalization(*network, *quantized);
    if (!replaced)
        return tl::unexpected(replaced.error());
    return ExportedNetwork{quantized, revealedWeights(*quantized, method, settings), std::move(*replaced)};
}

std::vector<std::pair<std::string, std::string>> exportMetadata(Method method, const Settings& settings)
{
    std::vector<std::pair<std::string, std::string>> metadata{{"method", std::string(nameOf(method))}};
    for (const SettingInfo& info : settingsTable()) {
        const bool ofWeights = info.key == "weight_bits" || info.key == "quantizer" || info.key == "per_channel"
                               || info.key == "fold_normalization";
        const bool ofRevealing = info.key == "encoding" || info.key == "group_size" || info.key == "budget";
        if (ofWeights || (ofRevealing && method == Method::Revealed))
            metadata.emplace_back(info.key, valueText(info, settings));
    }
    for (const auto& [name, layer] : settings.layers)
        metadata.emplace_back("layer " + name, toText(layer));
    return metadata;
}

} // namespace termscope
