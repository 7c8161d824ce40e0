#include "core/study/PairHistogram.h"

#include "core/base/ParallelFor.h"
#include "core/base/Text.h"
#include "core/run/QuantizedLayer.h"

#include <algorithm>
#include <mutex>
#include <omp.h>
#include <random>

namespace termscope {
namespace {

// Of a sample:
constexpr std::int64_t mostOutputs = 256; ///< of a chunk of data
/// Each chunk of data costs as much as some ten dot products, which counts where it meets few outputs.
constexpr std::int64_t mostChunks = std::int64_t{1} << 17;

/// How a layer's product is cut: chunks of data are numbered row by row, then by output group, kernel position, chunk.
struct Cut {
    std::int64_t inputs = 0;    ///< of an output group
    std::int64_t groups = 1;    ///< of outputs
    std::int64_t positions = 1; ///< of the kernel
    std::int64_t places = 1;    ///< rows of data per sample
    std::int64_t chunks = 1;    ///< of a row of weights
    std::int64_t outputs = 0;   ///< of an output group
    std::int64_t taken = 0;     ///< of those
    std::int64_t length = 0;

    std::int64_t lengthOf(std::int64_t chunk) const { return std::min(length, inputs - chunk * length); }
    std::int64_t output(std::int64_t group, std::int64_t number) const
    {
        return group * outputs + number * outputs / taken;
    }
};

Result<Cut> cutOf(const WeightLayer& source, std::int64_t values, int length)
{
    Cut cut;
    cut.inputs = source.inputs();
    cut.groups = source.groups;
    cut.positions = kernelPositions(source);
    cut.outputs = source.outputs() / source.groups;
    cut.taken = cut.outputs;
    cut.length = std::min<std::int64_t>(length, cut.inputs);
    cut.chunks = (cut.inputs + cut.length - 1) / cut.length;
    if (source.kind != LayerKind::Convolution) {
        cut.places = values / cut.inputs;
        return cut;
    }
    if (!source.window)
        return fail("layer ", inQuotes(source.name), ": the size of this convolution's images is not known");
    cut.places = source.window->positions();
    return cut;
}

/// The weights' terms with outputs side by side: [groups, positions, inputs, taken].
std::vector<std::uint16_t> outputsSideBySide(const Cut& cut, const PreparedLayer& layer)
{
    std::vector<std::uint16_t> terms(static_cast<std::size_t>(cut.groups * cut.positions * cut.inputs * cut.taken));
    for (std::int64_t group = 0; group < cut.groups; ++group)
        for (std::int64_t number = 0; number < cut.taken; ++number)
            for (std::int64_t position = 0; position < cut.positions; ++position) {
                const std::uint8_t* const row = layer.weightTerms.data()
                                                + (cut.output(group, number) * cut.positions + position) * cut.inputs;
                std::uint16_t* const column = terms.data() + (group * cut.positions + position) * cut.inputs * cut.taken
                                              + number;
                for (std::int64_t i = 0; i < cut.inputs; ++i)
                    column[i * cut.taken] = row[i];
            }
    return terms;
}

/// Reads the terms of the data that one chunk of a row of data has.
class DataTerms {
public:
    DataTerms(const WeightLayer& source, const PreparedLayer& layer, const Cut& cut, std::span<const float> data,
              std::int64_t samples)
        : window_(source.kind == LayerKind::Convolution ? &*source.window : nullptr), layer_(layer), cut_(cut),
          data_(data), perSample_(static_cast<std::int64_t>(data.size()) / samples)
    {
    }

    void read(std::int64_t row, std::int64_t group, std::int64_t position, std::int64_t chunk,
              std::uint16_t* terms) const
    {
        const std::int64_t count = cut_.lengthOf(chunk);
        const std::int64_t first = chunk * cut_.length;
        std::int64_t start = row * cut_.inputs + first;
        std::int64_t stride = 1;
        if (window_ != nullptr) {
            const std::int64_t pixel = inputPlace(*window_, row % cut_.places, position);
            if (pixel < 0) {
                std::fill_n(terms, count, std::uint16_t{0});
                return;
            }
            stride = elementCount(window_->inputs);
            start = row / cut_.places * perSample_ + (group * cut_.inputs + first) * stride + pixel;
        }
        for (std::int64_t i = 0; i < count; ++i) {
            const float value = data_[static_cast<std::size_t>(start + i * stride)];
            terms[i] = layer_.table.at(quantize(value, layer_.dataScale, layer_.table.largest)).terms;
        }
    }

private:
    const SlidingWindow* window_;
    const PreparedLayer& layer_;
    const Cut& cut_;
    std::span<const float> data_;
    std::int64_t perSample_;
};

/// The chunks of data that are counted, in order.
std::vector<std::int64_t> chosenChunks(std::int64_t all, std::int64_t wanted, std::uint64_t seed)
{
    const std::int64_t count = std::min(all, std::max<std::int64_t>(wanted, 1));
    std::vector<std::int64_t> chosen(static_cast<std::size_t>(count));
    std::mt19937_64 random(seed);
    // One of every stretch; no product overflows, as a stretch is all / count long.
    const std::int64_t whole = all / count;
    const std::int64_t rest = all % count;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t begin = i * whole + std::min(i, rest);
        const std::int64_t size = whole + (i < rest ? 1 : 0);
        chosen[static_cast<std::size_t>(i)] = begin
                                              + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size));
    }
    return chosen;
}

std::int64_t largestOf(const std::vector<std::uint8_t>& terms)
{
    return terms.empty() ? 0 : *std::ranges::max_element(terms);
}

std::int64_t mostDataTerms(const ActivationTable& table)
{
    std::int64_t most = 0;
    for (const auto& entry : table.entries)
        most = std::max<std::int64_t>(most, entry.terms);
    return most;
}

/// counts[n] for all chosen chunks with all outputs taken.
std::vector<std::int64_t> countPairs(const Cut& cut, const DataTerms& data, const std::vector<std::uint16_t>& weights,
                                     const std::vector<std::int64_t>& chosen, std::size_t size)
{
    std::vector<std::int64_t> counts(size, 0);
    std::mutex mutex;
    const auto count = static_cast<std::int64_t>(chosen.size());
    const auto parts = std::min<std::int64_t>(count, omp_get_max_threads());
    parallelFor(parts, [&](std::int64_t part) {
        std::vector<std::uint16_t> terms(static_cast<std::size_t>(cut.length));
        std::vector<std::uint16_t> sums(static_cast<std::size_t>(cut.taken));
        std::vector<std::int64_t> own(size, 0);
        for (std::int64_t i = count * part / parts; i < count * (part + 1) / parts; ++i) {
            std::int64_t number = chosen[static_cast<std::size_t>(i)];
            const std::int64_t chunk = number % cut.chunks;
            number /= cut.chunks;
            const std::int64_t position = number % cut.positions;
            number /= cut.positions;
            const std::int64_t group = number % cut.groups;
            data.read(number / cut.groups, group, position, chunk, terms.data());
            std::ranges::fill(sums, std::uint16_t{0});
            const std::uint16_t* row =
                weights.data() + ((group * cut.positions + position) * cut.inputs + chunk * cut.length) * cut.taken;
            std::uint16_t* const sum = sums.data();
            for (std::int64_t v = 0; v < cut.lengthOf(chunk); ++v, row += cut.taken) {
                const std::uint16_t factor = terms[static_cast<std::size_t>(v)];
                if (factor == 0)
                    continue;
                for (std::int64_t o = 0; o < cut.taken; ++o)
                    sum[o] = static_cast<std::uint16_t>(sum[o] + factor * row[o]);
            }
            for (const std::uint16_t pairs : sums)
                ++own[pairs];
        }
        const std::lock_guard adding(mutex);
        std::ranges::transform(counts, own, counts.begin(), std::plus<>());
    });
    return counts;
}

} // namespace

Result<PairHistogram> pairHistogram(const WeightLayer& source, const PreparedLayer& layer, std::span<const float> data,
                                    std::int64_t samples, double pairsPerMac, const PairSampling& sampling)
{
    if (data.empty() || samples < 1)
        return fail("layer ", inQuotes(source.name), ": expected data that enter it, found none");
    const auto perSample = static_cast<std::int64_t>(data.size()) / samples;
    Result<Cut> cut = cutOf(source, perSample, sampling.length);
    if (!cut)
        return tl::unexpected(cut.error());
    const std::int64_t chunks = samples * cut->places * cut->groups * cut->positions * cut->chunks;
    PairHistogram histogram;
    histogram.length = static_cast<int>(cut->length);
    histogram.all = chunks * cut->outputs;
    histogram.bound = pairsPerMac * static_cast<double>(cut->length);
    std::int64_t wanted = chunks;
    if (histogram.all > sampling.most) {
        cut->taken = std::min(cut->outputs, mostOutputs);
        wanted = std::min(mostChunks, sampling.most / cut->taken);
    }
    const std::vector<std::int64_t> chosen = chosenChunks(chunks, wanted, sampling.seed);
    histogram.counted = static_cast<std::int64_t>(chosen.size()) * cut->taken;
    const auto size = static_cast<std::size_t>(cut->length * largestOf(layer.weightTerms) * mostDataTerms(layer.table)
                                               + 1);
    histogram.pairs.counts = countPairs(*cut, DataTerms(source, layer, *cut, data, samples),
                                        outputsSideBySide(*cut, layer), chosen, size);
    return histogram;
}

} // namespace termscope
