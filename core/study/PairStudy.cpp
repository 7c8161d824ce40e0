#include "core/study/PairStudy.h"

#include "core/base/Text.h"
#include "core/run/AttentionKernel.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {

/// What enters the layer for the first samples.
Result<void> PairStudy::readData(Evaluator& evaluator, int layer, std::int64_t count)
{
    std::vector<float> data;
    std::vector<ActivationOperands> products;
    if (!evaluator.network().layers[static_cast<std::size_t>(layer)].isAttention()) {
        Result<std::vector<float>> read = evaluator.firstData(layer, count);
        if (!read)
            return tl::unexpected(read.error());
        data = std::move(*read);
    } else {
        // Of a text, the tokens before one are read together.
        const bool together = evaluator.workload() == Workload::Text;
        for (std::int64_t sample = together ? count : 0; sample < count + (together ? 1 : 0); ++sample) {
            Result<ActivationOperands> operands = evaluator.productOperands(layer, sample);
            if (!operands)
                return tl::unexpected(operands.error());
            products.push_back(std::move(*operands));
        }
    }
    quantized_.reset();
    data_ = std::move(data);
    products_ = std::move(products);
    layer_ = layer;
    samples_ = count;
    return {};
}

namespace {

void add(PairHistogram& all, const PairHistogram& more)
{
    all.length = more.length;
    all.bound = more.bound;
    all.counted += more.counted;
    all.all += more.all;
    all.pairs.counts.resize(std::max(all.pairs.counts.size(), more.pairs.counts.size()), 0);
    for (std::size_t i = 0; i < more.pairs.counts.size(); ++i)
        all.pairs.counts[i] += more.pairs.counts[i];
}

} // namespace

/// Of the data that are kept; products of activations one after the other, each with what stays of it as weights.
Result<PairHistogram> PairStudy::histogram(const WeightLayer& source, const PreparedLayer& layer,
                                           double pairsPerMac) const
{
    if (!source.isAttention())
        return pairHistogram(source, layer, data_, samples_, pairsPerMac);
    PairHistogram all;
    for (const ActivationOperands& operands : products_)
        for (std::int64_t product = 0; product < operands.count; ++product) {
            WeightLayer one;
            one.name = source.name;
            one.kind = LayerKind::Attention;
            one.weight.shape = {operands.n, operands.k};
            StayingValues kept = stayingValues(*layer.staying, operands.stayingOf(product), operands.k, operands.n);
            PreparedLayer own = layer;
            own.outputs = operands.n;
            own.inputs = operands.k;
            own.weights = std::move(kept.values);
            own.weightTerms = std::move(kept.keptTerms);
            const Result<PairHistogram> counted = pairHistogram(one, own, operands.dataOf(product), 1, pairsPerMac);
            if (!counted)
                return counted;
            add(all, *counted);
        }
    return all;
}

Result<PairComparison> PairStudy::compare(Evaluator& evaluator, int layer, const Settings& settings,
                                          std::optional<std::int64_t> samples)
{
    const std::int64_t count = std::min(samples.value_or(usualSamples(evaluator.workload())),
                                        evaluator.availableSamples());
    if (layer_ != layer || samples_ != count)
        if (const Result<void> read = readData(evaluator, layer, count); !read)
            return tl::unexpected(read.error());
    return comparison(evaluator, layer, settings);
}

/// Of the data that are kept, from as many samples.
Result<PairComparison> PairStudy::comparison(Evaluator& evaluator, int layer, const Settings& settings)
{
    const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)];
    const LayerPlan own = planOf(evaluator.network(), Method::Revealed, settings)[layer];
    if (own.method == Method::Float)
        return fail("layer ", inQuotes(source.name), ": runs in float32 by ",
                    source.isAttention() && own.own == LayerOverride{} ? "the setting of attention"
                                                                       : "its own settings",
                    "; term pairs are of quantized layers");
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
        Result<PairHistogram> quantized = histogram(source, *plain, provisionedPairs(Method::Quantized, plan.settings));
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
    Result<PairHistogram> current = histogram(source, *prepared, provisionedPairs(own.method, own.settings));
    if (!current)
        return tl::unexpected(current.error());
    comparison.current = std::move(*current);
    return comparison;
}

} // namespace termscope
