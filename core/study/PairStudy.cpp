#include "core/study/PairStudy.h"

#include "core/base/Text.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {

Result<PairComparison> PairStudy::compare(Evaluator& evaluator, int layer, const Settings& settings,
                                          std::optional<std::int64_t> samples)
{
    const std::int64_t count = std::min(samples.value_or(usualSamples(evaluator.workload())),
                                        evaluator.availableSamples());
    if (layer_ != layer || samples_ != count) {
        Result<std::vector<float>> data = evaluator.firstData(layer, count);
        if (!data)
            return tl::unexpected(data.error());
        quantized_.reset();
        data_ = std::move(*data);
        layer_ = layer;
        samples_ = count;
    }
    return comparison(evaluator, layer, settings);
}

/// Of the data that are kept, from as many samples.
Result<PairComparison> PairStudy::comparison(Evaluator& evaluator, int layer, const Settings& settings)
{
    const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)];
    const LayerPlan own = planOf(evaluator.network(), Method::Revealed, settings)[layer];
    if (own.method == Method::Float)
        return fail("layer ", inQuotes(source.name),
                    ": runs in float32 by its own settings; term pairs are of quantized layers");
    if (own.settings.source == Source::Given && source.givenData && source.givenData->dynamic)
        return fail(
            "layer ", inQuotes(source.name),
            ": its data get their scale from every sample when it is run; term pairs are shown of data with one "
            "scale (source: requantize)");
    if (const Settings wanted = heeded(Method::Quantized, settings); !quantized_ || quantizedSettings_ != wanted) {
        const LayerPlan plan = planOf(evaluator.network(), Method::Quantized, settings)[layer];
        const Result<PreparedLayer> plain = evaluator.prepareLayer(layer, plan);
        if (!plain)
            return tl::unexpected(plain.error());
        Result<PairHistogram> quantized = pairHistogram(source, *plain, data_, samples_,
                                                        provisionedPairs(Method::Quantized, plan.settings));
        if (!quantized)
            return tl::unexpected(quantized.error());
        quantized_ = std::move(*quantized);
        quantizedSettings_ = wanted;
    }
    PairComparison comparison;
    comparison.layer = layer;
    comparison.workload = evaluator.workload();
    comparison.settings = own.settings;
    comparison.samples = samples_;
    comparison.quantized = *quantized_;
    const Result<PreparedLayer> prepared = evaluator.prepareLayer(layer, own);
    if (!prepared)
        return tl::unexpected(prepared.error());
    comparison.revealed = prepared->revealed;
    Result<PairHistogram> current = pairHistogram(source, *prepared, data_, samples_,
                                                  provisionedPairs(own.method, own.settings));
    if (!current)
        return tl::unexpected(current.error());
    comparison.current = std::move(*current);
    return comparison;
}

} // namespace termscope
