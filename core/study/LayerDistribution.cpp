#include "core/study/LayerDistribution.h"

#include "core/infer/QuantizedLayer.h"
#include "core/study/LayerSettings.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr int aboutBins = 128;

Histogram emptyHistogram(double reach, int bins)
{
    return {-reach, reach, std::vector<double>(static_cast<std::size_t>(bins), 0.0)};
}

/// The largest odd number that is no larger, at least 1.
int oddBelow(int number)
{
    return std::max(1, number - (number % 2 == 0 ? 1 : 0));
}

/// About 128 bins in which quantization levels lie evenly: an odd number of bins to a level, or of levels to a bin,
/// with level 0 in the middle. Anything else would show as a comb that is not in the data.
Histogram levelBins(const QuantizedMatrix& matrix)
{
    const float scale = *std::ranges::max_element(matrix.scales);
    const int levels = 2 * matrix.largest + 1;
    if (levels <= aboutBins)
        return emptyHistogram(0.5 * levels * scale, levels * oddBelow(aboutBins / levels));
    const int levelsPerBin = oddBelow(levels / aboutBins) + 2;
    const int bins = oddBelow((levels + levelsPerBin - 1) / levelsPerBin + 1);
    return emptyHistogram(0.5 * bins * levelsPerBin * scale, bins);
}

void count(Histogram& histogram, double value, double times = 1.0)
{
    const auto bins = static_cast<double>(histogram.counts.size());
    const double place = std::floor((value - histogram.low) / (histogram.high - histogram.low) * bins);
    histogram.counts[static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1.0))] += times;
}

Histogram counted(Histogram histogram, std::span<const float> values)
{
    for (const float value : values)
        count(histogram, value);
    return histogram;
}

/// How often every integer −reach…reach occurs, scale by scale alike.
Histogram histogramOf(const Histogram& like, std::span<const std::int32_t> values, const QuantizedMatrix& matrix)
{
    Histogram histogram{like.low, like.high, std::vector<double>(like.counts.size(), 0.0)};
    if (matrix.scales.size() == 1) {
        // A revealed value may exceed q_max, but never twice it.
        const std::int32_t reach = 2 * matrix.largest + 1;
        std::vector<std::int64_t> counts(2 * static_cast<std::size_t>(reach) + 1, 0);
        for (const std::int32_t value : values)
            ++counts[static_cast<std::size_t>(value + reach)];
        for (std::int32_t value = -reach; value <= reach; ++value)
            if (const auto times = counts[static_cast<std::size_t>(value + reach)]; times > 0)
                count(histogram, static_cast<double>(value) * matrix.scales[0], static_cast<double>(times));
        return histogram;
    }
    const auto columns = static_cast<std::size_t>(matrix.columns);
    for (std::size_t i = 0; i < values.size(); ++i)
        count(histogram, static_cast<double>(values[i]) * matrix.scaleOf(static_cast<std::int64_t>(i / columns)));
    return histogram;
}

TermHistogram countsToHistogram(std::span<const std::uint8_t> terms, int most)
{
    std::vector<std::int64_t> counts(256, 0);
    for (const std::uint8_t n : terms)
        ++counts[n];
    counts.resize(static_cast<std::size_t>(most) + 1);
    return {counts};
}

/// How often each magnitude 0…q_max occurs.
using MagnitudeCounts = std::vector<std::int64_t>;

void countMagnitudes(std::span<const std::int32_t> values, MagnitudeCounts& counts)
{
    for (const std::int32_t value : values)
        ++counts[static_cast<std::size_t>(std::abs(value))];
}

/// Terms depend on the magnitude alone.
TermHistogram termHistogramOf(const MagnitudeCounts& byMagnitude, Encoding encoding)
{
    std::vector<std::int32_t> magnitudes(byMagnitude.size());
    std::vector<std::uint8_t> terms(byMagnitude.size());
    for (std::size_t i = 0; i < magnitudes.size(); ++i)
        magnitudes[i] = static_cast<std::int32_t>(i);
    countTerms(encoding, magnitudes, terms);
    TermHistogram histogram;
    histogram.counts.assign(
        static_cast<std::size_t>(maxTerms(encoding, static_cast<std::uint32_t>(byMagnitude.size() - 1))) + 1, 0);
    for (std::size_t i = 0; i < terms.size(); ++i)
        histogram.counts[terms[i]] += byMagnitude[i];
    return histogram;
}

std::vector<TermHistogram> termHistogramsOf(const MagnitudeCounts& byMagnitude)
{
    std::vector<TermHistogram> histograms;
    for (const Encoding encoding : allEncodings)
        histograms.push_back(termHistogramOf(byMagnitude, encoding));
    return histograms;
}

QuantizationError errorOf(std::span<const float> floats, std::span<const std::int32_t> values,
                          const QuantizedMatrix& matrix)
{
    double signal = 0.0;
    double noise = 0.0;
    double absolute = 0.0;
    const auto columns = static_cast<std::size_t>(matrix.columns);
    for (std::size_t first = 0; first < values.size(); first += columns) {
        const float scale = matrix.scaleOf(static_cast<std::int64_t>(first / columns));
        for (std::size_t i = first; i < first + columns; ++i) {
            const double x = floats[i];
            const double difference = x - static_cast<double>(values[i]) * scale;
            signal += x * x;
            noise += difference * difference;
            absolute += std::abs(difference);
        }
    }
    const double sqnr = noise == 0.0 ? std::numeric_limits<double>::infinity() : 10.0 * std::log10(signal / noise);
    return {sqnr, values.empty() ? 0.0 : absolute / static_cast<double>(values.size())};
}

} // namespace

std::int64_t TermHistogram::total() const
{
    std::int64_t sum = 0;
    for (const std::int64_t n : counts)
        sum += n;
    return sum;
}

double TermHistogram::mean() const
{
    double sum = 0.0;
    for (std::size_t terms = 0; terms < counts.size(); ++terms)
        sum += static_cast<double>(terms) * static_cast<double>(counts[terms]);
    return total() == 0 ? 0.0 : sum / static_cast<double>(total());
}

double TermHistogram::share(int terms) const
{
    if (terms < 0 || terms >= static_cast<int>(counts.size()) || total() == 0)
        return 0.0;
    return static_cast<double>(counts[static_cast<std::size_t>(terms)]) / static_cast<double>(total());
}

double TermHistogram::cumulativeShare(int terms) const
{
    std::int64_t sum = 0;
    for (int n = 0; n <= std::min(terms, static_cast<int>(counts.size()) - 1); ++n)
        sum += counts[static_cast<std::size_t>(n)];
    return total() == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(total());
}

int TermHistogram::termsCovering(double fraction) const
{
    int terms = 0;
    while (terms + 1 < static_cast<int>(counts.size()) && cumulativeShare(terms) < fraction)
        ++terms;
    return terms;
}

ValueStatistics statisticsOf(const SharedFloats& values)
{
    ValueStatistics statistics;
    if (values.empty())
        return statistics;
    double sum = 0.0;
    statistics.minimum = statistics.maximum = values[0];
    values.visitParts([&](std::span<const float> part) {
        for (const float value : part) {
            sum += value;
            statistics.minimum = std::min<double>(statistics.minimum, value);
            statistics.maximum = std::max<double>(statistics.maximum, value);
        }
    });
    statistics.mean = sum / static_cast<double>(values.size());
    double squares = 0.0;
    values.visitParts([&](std::span<const float> part) {
        for (const float value : part)
            squares += (value - statistics.mean) * (value - statistics.mean);
    });
    statistics.deviation = std::sqrt(squares / static_cast<double>(values.size()));
    return statistics;
}

Histogram histogramOf(const SharedFloats& values, int bins)
{
    const double reach = largestAbsoluteByParts(values);
    Histogram histogram = emptyHistogram(reach > 0.0 ? reach : 1.0, bins);
    values.visitParts([&](std::span<const float> part) {
        for (const float value : part)
            count(histogram, value);
    });
    return histogram;
}

std::vector<TermHistogram> termHistograms(const WeightLayer& layer, const Settings& settings)
{
    MagnitudeCounts counts(static_cast<std::size_t>(largestMagnitude(settings.weightBits, settings.quantizer)) + 1, 0);
    const SharedFloats& values = layer.weight.values;
    const std::int64_t scales = settings.perChannel ? layer.outputs() : 1;
    const std::size_t length = values.size() / static_cast<std::size_t>(scales);
    for (std::size_t first = 0; first < values.size(); first += length) {
        const SharedFloats row = values.part(first, length);
        const float clip = largestAbsoluteByParts(row);
        row.visitParts([&](std::span<const float> part) {
            countMagnitudes(quantizeMatrix(part, 1, settings.weightBits, settings.quantizer, false, clip).values,
                            counts);
        });
    }
    return termHistogramsOf(counts);
}

/// What does not depend on the budget.
struct LayerStudy::Cache {
    NetworkPtr network;
    int layer = -1;
    Settings settings;
    SharedFloats floats; ///< in group order
    QuantizedMatrix matrix;
    LayerDistribution base; ///< everything but the revealed side

    bool fits(const NetworkPtr& wanted, int index, const Settings& s) const
    {
        return network == wanted && layer == index && settings.weightBits == s.weightBits
               && settings.quantizer == s.quantizer && settings.perChannel == s.perChannel;
    }
};

LayerStudy::LayerStudy() : cache_(std::make_unique<Cache>()) {}
LayerStudy::~LayerStudy() = default;
LayerStudy::LayerStudy(LayerStudy&&) noexcept = default;
LayerStudy& LayerStudy::operator=(LayerStudy&&) noexcept = default;

LayerDistribution LayerStudy::distribution(const NetworkPtr& network, int layer, const Settings& shared)
{
    const auto [method, settings] = settingsOf(*network, layer, Method::Revealed, shared);
    const WeightLayer& weights = network->layers[static_cast<std::size_t>(layer)];
    if (!cache_->fits(network, layer, settings)) {
        Cache fresh{network,
                    layer,
                    settings,
                    inGroupOrder(weights),
                    quantizeLayer(weights, settings.weightBits, settings.quantizer, settings.perChannel),
                    {}};
        fresh.base.layer = layer;
        fresh.base.statistics = statisticsOf(fresh.floats);
        fresh.base.floats = counted(levelBins(fresh.matrix), {fresh.floats.data(), fresh.floats.size()});
        fresh.base.quantized = histogramOf(fresh.base.floats, fresh.matrix.values, fresh.matrix);
        MagnitudeCounts counts(static_cast<std::size_t>(fresh.matrix.largest) + 1, 0);
        countMagnitudes(fresh.matrix.values, counts);
        fresh.base.terms = termHistogramsOf(counts);
        fresh.base.quantization = errorOf({fresh.floats.data(), fresh.floats.size()}, fresh.matrix.values,
                                          fresh.matrix);
        *cache_ = std::move(fresh);
    }
    const QuantizedMatrix& matrix = cache_->matrix;
    const RevealedMatrix revealed = method == Method::Revealed
                                        ? revealMatrix(matrix, settings.encoding, settings.groupSize, settings.budget)
                                        : unrevealedMatrix(matrix, settings.encoding);
    LayerDistribution result = cache_->base;
    result.method = method;
    result.settings = settings;
    result.revealed = histogramOf(result.floats, revealed.values, matrix);
    result.revealedTerms = countsToHistogram(revealed.keptTerms,
                                             maxTerms(settings.encoding, static_cast<std::uint32_t>(matrix.largest)));
    result.revealing = errorOf({cache_->floats.data(), cache_->floats.size()}, revealed.values, matrix);
    if (method == Method::Float) {
        result.revealed = result.floats;
        result.revealing = {std::numeric_limits<double>::infinity(), 0.0};
    }
    const TermHistogram& before = result.terms[static_cast<std::size_t>(settings.encoding)];
    const auto sum = [](const TermHistogram& histogram) {
        return static_cast<std::int64_t>(std::llround(histogram.mean() * static_cast<double>(histogram.total())));
    };
    result.termsTotal = sum(before);
    result.termsKept = sum(result.revealedTerms);
    return result;
}

} // namespace termscope
