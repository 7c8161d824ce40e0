#include "core/study/LayerDistribution.h"

#include "core/base/Cancel.h"
#include "core/base/ParallelFor.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/LayerBlocks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>

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
Histogram levelBins(float scale, std::int32_t largest)
{
    const int levels = 2 * largest + 1;
    if (levels <= aboutBins)
        return emptyHistogram(0.5 * levels * scale, levels * oddBelow(aboutBins / levels));
    const int levelsPerBin = oddBelow(levels / aboutBins) + 2;
    const int bins = oddBelow((levels + levelsPerBin - 1) / levelsPerBin + 1);
    return emptyHistogram(0.5 * bins * levelsPerBin * scale, bins);
}

/// The same for a file's own integers of one scale, of 8 bits or less a bar for every level.
Histogram givenBins(float scale, std::int32_t largest)
{
    constexpr int mostBars = 1024;
    const int levels = 2 * largest + 1;
    return levels > aboutBins && levels < mostBars ? emptyHistogram(0.5 * levels * scale, levels)
                                                   : levelBins(scale, largest);
}

void count(Histogram& histogram, double value, double times = 1.0)
{
    const auto bins = static_cast<double>(histogram.counts.size());
    const double place = std::floor((value - histogram.low) / (histogram.high - histogram.low) * bins);
    histogram.counts[static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1.0))] += times;
}

/// Integers of one scale: those that are equal are counted together.
void countAlike(Histogram& histogram, FineHistogram& fine, std::span<const std::int32_t> values, float scale,
                std::vector<std::int64_t>& counts)
{
    const auto reach = static_cast<std::int32_t>(counts.size() / 2);
    std::ranges::fill(counts, 0);
    for (const std::int32_t value : values)
        ++counts[static_cast<std::size_t>(value + reach)];
    for (std::int32_t value = -reach; value <= reach; ++value)
        if (const auto times = counts[static_cast<std::size_t>(value + reach)]; times > 0) {
            count(histogram, static_cast<double>(value) * scale, static_cast<double>(times));
            fine.add(static_cast<float>(value) * scale, static_cast<double>(times));
        }
}

/// How often every value occurs: whole numbers and their sums, which do not depend on the order.
void countIntegers(Histogram& histogram, FineHistogram& fine, std::span<const std::int32_t> values,
                   const QuantizedMatrix& matrix)
{
    // A revealed value may exceed q_max, but never twice it.
    std::vector<std::int64_t> counts(4 * static_cast<std::size_t>(matrix.largest) + 3);
    if (matrix.scales.size() == 1) {
        countAlike(histogram, fine, values, matrix.scales[0], counts);
        return;
    }
    const auto columns = static_cast<std::size_t>(matrix.columns);
    const std::size_t alike = matrix.block == 0 ? columns : static_cast<std::size_t>(matrix.block);
    if (alike > counts.size()) {
        for (std::size_t row = 0; row < values.size(); row += columns)
            for (std::size_t column = 0; column < columns; column += alike)
                countAlike(histogram, fine, values.subspan(row + column, std::min(alike, columns - column)),
                           matrix.scaleAt(static_cast<std::int64_t>(row / columns), static_cast<std::int64_t>(column)),
                           counts);
        return;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float scale = matrix.scaleAt(static_cast<std::int64_t>(i / columns),
                                           static_cast<std::int64_t>(i % columns));
        count(histogram, static_cast<double>(values[i]) * scale);
        fine.add(static_cast<float>(values[i]) * scale, 1.0);
    }
}

/// Adds how often every number of terms occurs. Neighbours are counted apart: equal ones need not wait for each other.
void countTermNumbers(std::span<const std::uint8_t> terms, std::vector<std::int64_t>& counts)
{
    constexpr std::size_t apart = 4;
    std::array<std::array<std::int64_t, 256>, apart> parts{};
    std::size_t i = 0;
    for (; i + apart <= terms.size(); i += apart)
        for (std::size_t part = 0; part < apart; ++part)
            ++parts[part][terms[i + part]];
    for (; i < terms.size(); ++i)
        ++parts[0][terms[i]];
    for (const auto& part : parts)
        std::ranges::transform(counts, part, counts.begin(), std::plus<>());
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

/// Adds what is seen of some outputs, the first of them `first`, to the pictures of their layer.
void addToPictures(WeightPictures& pictures, const WeightLayer& layer, std::int32_t largest, const OutputBlock& block,
                   std::int64_t first)
{
    const auto length = static_cast<std::size_t>(layer.fanIn());
    const std::int64_t positions = kernelPositions(layer);
    const std::span<const float> values = block.values();
    pictures.floats.add(values);
    for (std::size_t begin = 0; begin < values.size(); begin += length) {
        const auto [low, high] = std::ranges::minmax(values.subspan(begin, length));
        ChannelExtent extent{low, high, 0.0F};
        const auto row = static_cast<std::int64_t>(begin / length) * positions;
        for (std::int64_t column = 0; column < block.matrix.columns && block.matrix.rows > 0;
             column += block.matrix.block > 0 ? block.matrix.block : block.matrix.columns)
            extent.range = std::max(extent.range,
                                    std::abs(block.matrix.scaleAt(row, column)) * static_cast<float>(largest));
        pictures.channels.push_back(extent);
    }
    WeightMap& map = pictures.map;
    const std::int64_t rows = static_cast<std::int64_t>(values.size()) / map.columns;
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::int64_t cellRow = (first * positions + row) / map.rowsOfCell;
        for (std::int64_t column = 0; column < map.columns; ++column) {
            float& cell = map.cells[static_cast<std::size_t>(cellRow * map.cellColumns() + column / map.columnsOfCell)];
            const float value = values[static_cast<std::size_t>(row * map.columns + column)];
            if (std::abs(value) > std::abs(cell))
                cell = value;
        }
    }
}

WeightMap emptyMap(const WeightLayer& layer)
{
    constexpr std::int64_t mostCells = 256; // of a side: no screen shows more of them
    WeightMap map;
    map.rows = layer.outputs() * kernelPositions(layer);
    map.columns = layer.inputs();
    map.rowsOfCell = (map.rows + mostCells - 1) / mostCells;
    map.columnsOfCell = (map.columns + mostCells - 1) / mostCells;
    map.cells.assign(static_cast<std::size_t>(map.cellRows() * map.cellColumns()), 0.0F);
    return map;
}

/// After all outputs were added.
void finishPictures(WeightPictures& pictures, double largest)
{
    pictures.reach = typicalReach(pictures.floats, largest);
    if (pictures.channels.empty())
        return;
    const auto [least, most] = std::ranges::minmax(pictures.channels, {}, &ChannelExtent::range);
    pictures.leastRange = least.range;
    pictures.mostRange = most.range;
    if (least.range != most.range)
        pictures.step = 0.0;
}

/// The values of a part that are finite.
std::vector<float> finiteOf(std::span<const float> part)
{
    std::vector<float> finite;
    std::ranges::copy_if(part, std::back_inserter(finite), [](float value) { return std::isfinite(value); });
    return finite;
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

/// Parts are joined by the rule of Chan, Golub and LeVeque (1979), so that the values are read once.
ValueStatistics statisticsOf(const SharedFloats& values)
{
    ValueStatistics statistics;
    if (values.empty())
        return statistics;
    statistics.minimum = std::numeric_limits<double>::infinity();
    statistics.maximum = -statistics.minimum;
    double count = 0.0;
    double squares = 0.0; // of the distances to the mean
    std::vector<float> finite;
    values.visitParts([&](std::span<const float> part) {
        double sum = std::accumulate(part.begin(), part.end(), 0.0);
        if (!std::isfinite(sum)) { // floats that are all finite have a sum in double
            for (const float value : part) {
                statistics.notNumbers += std::isnan(value) ? 1 : 0;
                statistics.infinite += std::isinf(value) ? 1 : 0;
            }
            finite = finiteOf(part);
            part = finite;
            sum = std::accumulate(part.begin(), part.end(), 0.0);
        }
        if (part.empty())
            return;
        for (const float value : part) {
            statistics.minimum = std::min<double>(statistics.minimum, value);
            statistics.maximum = std::max<double>(statistics.maximum, value);
        }
        const auto size = static_cast<double>(part.size());
        const double mean = sum / size;
        for (const float value : part)
            squares += (value - mean) * (value - mean);
        const double apart = mean - statistics.mean;
        squares += apart * apart * count * size / (count + size);
        count += size;
        statistics.mean += apart * size / count;
    });
    if (count == 0.0)
        statistics.minimum = statistics.maximum = 0.0;
    else
        statistics.deviation = std::sqrt(squares / count);
    return statistics;
}

FineHistogram fineHistogramOf(const SharedFloats& values, bool allFinite)
{
    FineHistogram histogram;
    values.visitParts([&](std::span<const float> part) {
        checkCancelled();
        if (allFinite)
            histogram.add(part);
        else
            histogram.add(finiteOf(part));
    });
    return histogram;
}

float reachOf(const ValueStatistics& statistics)
{
    return static_cast<float>(std::max(std::abs(statistics.minimum), std::abs(statistics.maximum)));
}

Histogram histogramOf(const SharedFloats& values, int bins, std::optional<float> known)
{
    const float reach = known ? *known : largestAbsoluteByParts(values);
    Histogram histogram = emptyHistogram(reach > 0.0F ? reach : 1.0F, bins);
    values.visitParts([&](std::span<const float> part) {
        for (const float value : part)
            count(histogram, value);
    });
    return histogram;
}

std::vector<TermHistogram> termHistograms(const WeightLayer& layer, const Settings& settings,
                                          std::optional<float> reach)
{
    MagnitudeCounts counts(static_cast<std::size_t>(largestInteger(layer, settings)) + 1, 0);
    if (settings.source == Source::Given && layer.given) {
        countMagnitudes(givenMatrix(layer).values, counts);
        return termHistogramsOf(counts);
    }
    const SharedFloats& values = layer.weight.values;
    const std::int64_t scales = settings.perChannel ? layer.outputs() : 1;
    const std::size_t length = values.size() / static_cast<std::size_t>(scales);
    for (std::size_t first = 0; first < values.size(); first += length) {
        const SharedFloats row = values.part(first, length);
        const float clip = reach && !settings.perChannel ? *reach : largestAbsoluteByParts(row);
        row.visitParts([&](std::span<const float> part) {
            checkCancelled();
            countMagnitudes(quantizeMatrix(part, 1, settings.weightBits, settings.quantizer, false, clip).values,
                            counts);
        });
    }
    return termHistogramsOf(counts);
}

LayerDistribution floatDistribution(const Network& network, int layer, const LayerPlan& plan)
{
    const WeightLayer& weights = network.layers[static_cast<std::size_t>(layer)];
    LayerDistribution result;
    result.layer = layer;
    result.method = Method::Float;
    result.settings = plan.settings;
    result.statistics = statisticsOf(weights.weight.values);
    const double reach = reachOf(result.statistics);
    auto pictures = std::make_shared<WeightPictures>();
    pictures->floats = fineHistogramOf(weights.weight.values, result.statistics.isFinite());
    pictures->reach = typicalReach(pictures->floats, reach);
    const double shown = reach > 0.0 ? reach : 1.0;
    result.floats = pictures->floats.binned(-shown, shown, aboutBins);
    result.pictures = std::move(pictures);
    return result;
}

/// What does not depend on the budget.
struct LayerStudy::Cache {
    NetworkPtr network;
    int layer = -1;
    Settings settings;
    std::optional<OutputBlock> whole; ///< of a layer that is not too large
    LayerDistribution base;           ///< everything but the revealed side

    bool fits(const NetworkPtr& wanted, int index, const Settings& s) const
    {
        return network == wanted && layer == index && keyOf(WeightSpec, settings) == keyOf(WeightSpec, s);
    }
};

LayerStudy::LayerStudy(std::int64_t mostKept) : mostKept_(mostKept), cache_(std::make_unique<Cache>()) {}
LayerStudy::~LayerStudy() = default;
LayerStudy::LayerStudy(LayerStudy&&) noexcept = default;
LayerStudy& LayerStudy::operator=(LayerStudy&&) noexcept = default;

void LayerStudy::makeBase(const NetworkPtr& network, int layer, const Settings& settings)
{
    const WeightLayer& weights = network->layers[static_cast<std::size_t>(layer)];
    Cache fresh{network, layer, settings, {}, {}};
    LayerDistribution& base = fresh.base;
    base.layer = layer;
    base.statistics = statisticsOf(weights.weight.values);
    const float reach = reachOf(base.statistics);
    const std::int32_t largest = largestInteger(weights, settings);
    // The bars of a file's own integers are its levels, where they have one scale.
    const bool oneScale = settings.source == Source::Given && weights.given && weights.given->scales.size() == 1;
    base.floats = oneScale
                      ? givenBins(std::abs(weights.given->scales[0]), largest)
                      : levelBins(weights.given && settings.source == Source::Given
                                      ? std::max(reach, std::numeric_limits<float>::min()) / static_cast<float>(largest)
                                      : scaleFor(reach, settings.weightBits, settings.quantizer),
                                  largest);
    base.quantized = base.floats;
    MagnitudeCounts counts(static_cast<std::size_t>(largest) + 1, 0);
    ErrorSums errors;
    auto pictures = std::make_shared<WeightPictures>();
    pictures->map = emptyMap(weights);
    visitBlocks(weights, settings, reach, mostKept_, [&](OutputBlock& block, std::int64_t first) {
        for (const float value : block.values())
            count(base.floats, value);
        countIntegers(base.quantized, pictures->quantized, block.matrix.values, block.matrix);
        addToPictures(*pictures, weights, largest, block, first);
        if (block.matrix.scales.size() == 1)
            pictures->step = std::abs(block.matrix.scales[0]);
        countMagnitudes(block.matrix.values, counts);
        errors.add(block.values(), block.matrix.values, block.matrix);
        if (weights.weight.size() <= mostKept_)
            fresh.whole = std::move(block);
    });
    finishPictures(*pictures, reach);
    base.pictures = std::move(pictures);
    base.terms = termHistogramsOf(counts);
    base.quantization = errors.error();
    *cache_ = std::move(fresh);
}

LayerDistribution LayerStudy::distribution(const NetworkPtr& network, int layer, const LayerPlan& plan)
{
    const Method method = plan.method;
    const Settings& settings = plan.settings;
    if (!cache_->fits(network, layer, settings))
        makeBase(network, layer, settings);
    LayerDistribution result = cache_->base;
    result.method = method;
    result.settings = settings;
    result.revealed = {result.floats.low, result.floats.high, std::vector<double>(result.floats.counts.size(), 0.0)};
    std::vector<std::int64_t> kept(256, 0);
    ErrorSums errors;
    auto fine = std::make_shared<FineHistogram>(FineHistogram::Kind::Levels);
    const auto add = [&](const OutputBlock& block, std::int64_t) {
        const RevealedMatrix revealed = method == Method::Revealed ? revealMatrix(block.matrix, settings.encoding,
                                                                                  settings.groupSize, settings.budget)
                                                                   : unrevealedMatrix(block.matrix, settings.encoding);
        // Two passes of about the same length.
        parallelFor(2, [&](std::int64_t pass) {
            if (pass == 0) {
                errors.add(block.values(), revealed.values, block.matrix);
                return;
            }
            countIntegers(result.revealed, *fine, revealed.values, block.matrix);
            countTermNumbers(revealed.keptTerms, kept);
        });
    };
    if (cache_->whole)
        add(*cache_->whole, 0);
    else
        visitBlocks(network->layers[static_cast<std::size_t>(layer)], settings, reachOf(result.statistics), mostKept_,
                    add);
    const auto largest = static_cast<std::uint32_t>(
        largestInteger(network->layers[static_cast<std::size_t>(layer)], settings));
    kept.resize(static_cast<std::size_t>(maxTerms(settings.encoding, largest)) + 1);
    result.revealedTerms = {kept};
    result.revealing = errors.error();
    result.fineRevealed = std::move(fine);
    if (method == Method::Float) {
        result.revealed = result.floats;
        result.fineRevealed = nullptr;
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
