#include "core/study/PairStudy.h"

#include "core/base/Text.h"
#include "core/settings/LayerSettings.h"

#include <algorithm>

namespace termscope {

Result<PairComparison> PairStudy::compare(Evaluator& evaluator, int layer, const Settings& settings,
                                          std::int64_t samples)
{
    const std::int64_t count = std::min(samples, evaluator.dataset().count());
    if (layer_ != layer || samples_ != count) {
        std::vector<float> all;
        for (std::int64_t sample = 0; sample < count; ++sample) {
            const Result<std::vector<float>> data = evaluator.layerData(layer, sample);
            if (!data)
                return tl::unexpected(data.error());
            all.insert(all.end(), data->begin(), data->end());
        }
        quantized_.reset();
        data_ = std::move(all);
        layer_ = layer;
        samples_ = count;
    }
    return comparison(evaluator, layer, settings);
}

Result<PairComparison> PairStudy::compare(TextEvaluator& evaluator, int layer, const Settings& settings,
                                          std::int64_t tokens)
{
    const std::span<const std::int32_t> all(evaluator.text().tokens);
    const std::int64_t count = std::min(tokens, static_cast<std::int64_t>(all.size()));
    if (layer_ != layer || samples_ != count) {
        Result<std::vector<std::vector<float>>> data = evaluator.layerData(all.first(static_cast<std::size_t>(count)));
        if (!data)
            return tl::unexpected(data.error());
        quantized_.reset();
        data_ = std::move((*data)[static_cast<std::size_t>(layer)]);
        layer_ = layer;
        samples_ = count;
    }
    Result<PairComparison> found = comparison(evaluator, layer, settings);
    if (found)
        found->ofText = true;
    return found;
}

/// Of the data that are kept, from as many samples.
template <class AnyEvaluator>
Result<PairComparison> PairStudy::comparison(AnyEvaluator& evaluator, int layer, const Settings& settings)
{
    const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)];
    const LayerSettings own = settingsOf(evaluator.network(), layer, Method::Revealed, settings);
    if (own.method == Method::Float)
        return fail("layer ", inQuotes(source.name),
                    ": runs in float32 by its own settings; term pairs are of quantized layers");
    if (own.settings.source == Source::Given && source.givenData && source.givenData->dynamic)
        return fail(
            "layer ", inQuotes(source.name),
            ": its data get their scale from every sample when it is run; term pairs are shown of data with one "
            "scale (source: requantize)");
    if (const Settings wanted = heeded(Method::Quantized, settings); !quantized_ || quantizedSettings_ != wanted) {
        const Result<PreparedLayer> plain = evaluator.prepareLayer(layer, Method::Quantized, wanted);
        if (!plain)
            return tl::unexpected(plain.error());
        const Settings plainSettings = settingsOf(evaluator.network(), layer, Method::Quantized, settings).settings;
        Result<PairHistogram> quantized = pairHistogram(source, *plain, data_, samples_,
                                                        provisionedPairs(Method::Quantized, plainSettings));
        if (!quantized)
            return tl::unexpected(quantized.error());
        quantized_ = std::move(*quantized);
        quantizedSettings_ = wanted;
    }
    PairComparison comparison;
    comparison.layer = layer;
    comparison.settings = own.settings;
    comparison.samples = samples_;
    comparison.quantized = *quantized_;
    const Result<PreparedLayer> prepared = evaluator.prepareLayer(layer, Method::Revealed, settings);
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
