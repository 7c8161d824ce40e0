#include "core/study/RevealedWeights.h"

#include "core/base/Text.h"
#include "core/graph/FoldNormalization.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {

namespace {

/// Keeps the integers within the file's type.
void clampToType(QuantizedMatrix& matrix, const WeightLayer& layer, std::vector<std::string>* warnings)
{
    std::int64_t beyond = 0;
    for (std::int32_t& value : matrix.values) {
        const std::int32_t kept = std::clamp(value, layer.given->lowest, layer.given->highest);
        beyond += kept == value ? 0 : 1;
        value = kept;
    }
    if (beyond > 0 && warnings != nullptr)
        warnings->push_back(text("layer ", printable(layer.name), ": ", beyond,
                                 beyond == 1 ? " weight is" : " weights are", " written as the largest that ",
                                 layer.given->type, " holds: revealing leaves one more"));
}

} // namespace

std::vector<std::vector<float>> revealedWeights(const Network& network, Method method, const Settings& settings,
                                                std::vector<std::string>* warnings)
{
    const NetworkPlan plan(network, method, settings);
    std::vector<std::vector<float>> weights;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        const LayerPlan& own = plan[static_cast<int>(i)];
        const Settings& s = own.settings;
        if (own.method == Method::Float) {
            weights.push_back(layer.weight.values.toVector());
            continue;
        }
        QuantizedMatrix matrix = layerMatrix(layer, s);
        if (own.method == Method::Revealed)
            matrix.values = revealMatrix(matrix, s.encoding, s.groupSize, s.budget).values;
        if (layer.given && s.source == Source::Given)
            clampToType(matrix, layer, warnings);
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
    ExportedNetwork exported{quantized, {}, std::move(*replaced), {}};
    exported.weights = revealedWeights(*quantized, method, settings, &exported.warnings);
    return exported;
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
