#include "core/study/PairStudy.h"

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
    const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)];
    if (const Settings wanted = forQuantized(settings); !quantized_ || quantizedSettings_ != wanted) {
        Result<PairHistogram> quantized = pairHistogram(source, evaluator.prepareLayer(layer, Method::Quantized, wanted), data_, count,
                                                        provisionedPairs(Method::Quantized, wanted));
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
    const Method method = prepared.revealed ? Method::Revealed : Method::Quantized;
    Result<PairHistogram> current = pairHistogram(source, prepared, data_, count, provisionedPairs(method, settings));
    if (!current)
        return tl::unexpected(current.error());
    comparison.current = std::move(*current);
    return comparison;
}

} // namespace termscope
