#include "core/study/PairStudy.h"

#include "core/base/Text.h"
#include "core/study/LayerSettings.h"

#include <algorithm>

namespace termscope {
namespace {

/// What does not matter to QT set alike.
Settings forQuantized(Settings settings)
{
    settings.groupSize = Settings{}.groupSize;
    settings.budget = Settings{}.budget;
    settings.dataTerms = Settings{}.dataTerms;
    return settings;
}

} // namespace

Result<PairComparison> PairStudy::compare(Evaluator& evaluator, int layer, const Settings& settings, std::int64_t samples)
{
    const Network& network = evaluator.network();
    const WeightLayer& source = network.layers[static_cast<std::size_t>(layer)];
    const LayerSettings own = settingsOf(network, layer, Method::Revealed, settings);
    if (own.method == Method::Float)
        return fail("layer ", inQuotes(source.name), ": runs in float32 by its own settings; term pairs are of quantized layers");
    const std::int64_t count = std::min(samples, evaluator.dataset().count());
    if (layer_ != layer || samples_ != count) {
        data_.clear();
        quantized_.reset();
        for (std::int64_t sample = 0; sample < count; ++sample) {
            const std::vector<float> data = evaluator.layerData(layer, sample);
            data_.insert(data_.end(), data.begin(), data.end());
        }
        layer_ = layer;
        samples_ = count;
    }
    if (const Settings wanted = forQuantized(settings); !quantized_ || quantizedSettings_ != wanted) {
        Result<PairHistogram> quantized = pairHistogram(source, evaluator.prepareLayer(layer, Method::Quantized, wanted), data_, count,
                                                        provisionedPairs(Method::Quantized, own.settings));
        if (!quantized)
            return tl::unexpected(quantized.error());
        quantized_ = std::move(*quantized);
        quantizedSettings_ = wanted;
    }
    PairComparison comparison;
    comparison.layer = layer;
    comparison.samples = count;
    comparison.quantized = *quantized_;
    const PreparedLayer prepared = evaluator.prepareLayer(layer, Method::Revealed, settings);
    comparison.revealed = prepared.revealed;
    Result<PairHistogram> current = pairHistogram(source, prepared, data_, count, provisionedPairs(own.method, own.settings));
    if (!current)
        return tl::unexpected(current.error());
    comparison.current = std::move(*current);
    return comparison;
}

} // namespace termscope
