#include "core/study/RevealedWeights.h"

#include "core/base/Text.h"
#include "core/graph/FoldNormalization.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {

namespace {

/// Keeps the integers within the file's type, at the zero points that they have.
void clampToType(QuantizedMatrix& matrix, const WeightLayer& layer, std::vector<std::string>* warnings)
{
    const GivenWeights& given = *layer.given;
    const std::vector<std::int32_t> zeros = given.allZeros();
    const auto [low, high] = zeros.empty() ? std::ranges::minmax_result<std::int32_t>{0, 0}
                                           : std::ranges::minmax(zeros);
    const std::int64_t positions = matrix.rows / layer.outputs();
    std::int64_t beyond = 0;
    for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i) / matrix.columns;
        const auto column = static_cast<std::int64_t>(i) % matrix.columns;
        const std::int32_t zero = zeros.empty()
                                      ? 0
                                      : zeros[given.placeOf(zeros.size(), row / positions, column, matrix.columns)];
        const std::int32_t kept = std::clamp(matrix.values[i], given.lowest + high - zero, given.highest + low - zero);
        beyond += kept == matrix.values[i] ? 0 : 1;
        matrix.values[i] = kept;
    }
    if (beyond > 0 && warnings != nullptr)
        warnings->push_back(text("layer ", printable(layer.name), ": ", beyond,
                                 beyond == 1 ? " weight is" : " weights are", " written as the largest that ",
                                 layer.given->type, " holds: revealing leaves one more"));
}

/// What every weight has beside its integer, in the order of the matrix; empty for nothing.
std::vector<float> offsetsOf(const QuantizedMatrix& matrix, const WeightLayer& layer)
{
    const SharedFloats offsets = layer.given->offsets.loaded();
    std::vector<float> values(offsets.empty() ? 0 : matrix.values.size());
    const std::int64_t positions = matrix.rows / layer.outputs();
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] =
            offsets[layer.given->placeOf(offsets.size(), static_cast<std::int64_t>(i) / matrix.columns / positions,
                                         static_cast<std::int64_t>(i) % matrix.columns, matrix.columns)];
    return values;
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
        if (own.method == Method::Float || layer.isAttention()) {
            weights.push_back(layer.weight.values.toVector());
            continue;
        }
        QuantizedMatrix matrix = layerMatrix(layer, s);
        if (own.method == Method::Revealed)
            matrix.values = revealMatrix(matrix, s.encoding, s.groupSize, s.budget).values;
        const bool given = layer.given && s.source == Source::Given;
        if (given)
            clampToType(matrix, layer, warnings);
        const std::vector<float> offsets = given ? offsetsOf(matrix, layer) : std::vector<float>();
        std::vector<float> floats(matrix.values.size());
        const auto columns = static_cast<std::size_t>(matrix.columns);
        for (std::size_t at = 0; at < floats.size(); ++at) {
            const float scaled = static_cast<float>(matrix.values[at])
                                 * matrix.scaleAt(static_cast<std::int64_t>(at / columns),
                                                  static_cast<std::int64_t>(at % columns));
            floats[at] = offsets.empty() ? scaled : scaled + offsets[at]; // rounded before the offset is added
        }
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
