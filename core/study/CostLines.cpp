#include "core/study/CostLines.h"

#include "core/base/Cancel.h"
#include "core/base/Translatable.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace termscope {
namespace {

constexpr std::int64_t waitingLanes = 16;
constexpr std::int64_t weightsOfBitlet = 64;
constexpr std::int64_t mostPlaces = 64; ///< of a layer's data, spread over the samples

constexpr std::array machines{
    CostMachine{"bit-parallel", TERMSCOPE_TRANSLATABLE("core", "Bit-parallel"),
                TERMSCOPE_TRANSLATABLE("core", "nothing waits")},
    CostMachine{"stripes", "Stripes",
                TERMSCOPE_TRANSLATABLE("core", "a layer waits for the bits of its largest datum")},
    CostMachine{"pragmatic", "Pragmatic",
                TERMSCOPE_TRANSLATABLE("core", "16 channels wait for the datum with the most terms")},
    CostMachine{"laconic", "Laconic",
                TERMSCOPE_TRANSLATABLE("core", "16 products wait for the one with the most pairs")},
    CostMachine{"bitlet", "Bitlet", TERMSCOPE_TRANSLATABLE("core", "64 weights wait for their fullest bit column")},
};

/// Mean over what a layer has.
struct MeanOf {
    double sum = 0.0;
    double count = 0.0;

    void add(double value, double weight)
    {
        sum += value * weight;
        count += weight;
    }
    double mean() const { return count == 0.0 ? 0.0 : sum / count; }
};

/// Terms of the data at some places of a layer: of each all channels.
struct PlacesOfData {
    std::int64_t channels = 0;
    std::vector<std::uint8_t> terms; ///< [places, channels]
    std::int32_t largest = 0;        ///< magnitude over all data, at other places too

    std::int64_t count() const { return channels == 0 ? 0 : std::ssize(terms) / channels; }
};

PlacesOfData placesOf(const WeightLayer& layer, const PreparedLayer& prepared, std::span<const float> data,
                      std::int64_t samples)
{
    PlacesOfData found;
    const bool image = layer.kind == LayerKind::Convolution;
    found.channels = layer.inputs() * layer.groups;
    const std::int64_t perSample = image ? std::ssize(data) / samples : found.channels;
    const std::int64_t pixels = perSample / std::max<std::int64_t>(1, found.channels);
    const std::int64_t all = pixels * (perSample == 0 ? 0 : std::ssize(data) / perSample);
    const auto entryOf = [&](float value) {
        const std::int32_t integer = quantize(value, prepared.dataScale, prepared.table.largest);
        found.largest = std::max(found.largest, std::abs(integer));
        return prepared.table.at(integer).terms;
    };
    for (const float value : data)
        entryOf(value);
    const std::int64_t step = std::max<std::int64_t>(1, (all + mostPlaces - 1) / mostPlaces);
    for (std::int64_t place = 0; place < all; place += step)
        for (std::int64_t channel = 0; channel < found.channels; ++channel) {
            const std::int64_t index = place / pixels * perSample + channel * pixels + place % pixels;
            found.terms.push_back(static_cast<std::uint8_t>(entryOf(data[static_cast<std::size_t>(index)])));
        }
    return found;
}

/// The mean over runs of 16 channels of the most terms that one of them has.
double mostTermsOfLanes(const PlacesOfData& data)
{
    MeanOf mean;
    for (std::int64_t place = 0; place < data.count(); ++place)
        for (std::int64_t first = 0; first < data.channels; first += waitingLanes) {
            const std::int64_t count = std::min(waitingLanes, data.channels - first);
            const auto begin = data.terms.begin() + place * data.channels + first;
            mean.add(*std::max_element(begin, begin + count), static_cast<double>(count));
        }
    return mean.mean();
}

/// The mean over runs of 16 products of the most pairs that one of them has.
double mostPairsOfLanes(const WeightLayer& layer, const PreparedLayer& prepared, const PlacesOfData& data)
{
    const std::int64_t inputs = layer.inputs();
    const std::int64_t rows = std::ssize(prepared.weightTerms) / inputs;
    const std::int64_t perGroup = std::max<std::int64_t>(1, rows / layer.groups);
    double sum = 0.0;
    double products = 0.0;
#pragma omp parallel for schedule(static) reduction(+ : sum, products)
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::uint8_t* const weights = prepared.weightTerms.data() + row * inputs;
        const std::int64_t channel = row / perGroup * inputs;
        for (std::int64_t place = 0; place < data.count(); ++place) {
            const std::uint8_t* const terms = data.terms.data() + place * data.channels + channel;
            for (std::int64_t first = 0; first < inputs; first += waitingLanes) {
                const std::int64_t count = std::min(waitingLanes, inputs - first);
                int most = 0;
                for (std::int64_t i = first; i < first + count; ++i)
                    most = std::max(most, weights[i] * terms[i]);
                sum += static_cast<double>(most * count); // whole numbers: the order of adding does not matter
                products += static_cast<double>(count);
            }
        }
    }
    return products == 0.0 ? 0.0 : sum / products;
}

/// The mean over runs of 64 weights of the share of them that the fullest bit column has.
double fullestColumns(const PreparedLayer& prepared, std::int64_t fanIn)
{
    MeanOf mean;
    for (std::int64_t row = 0; row < prepared.outputs; ++row)
        for (std::int64_t first = 0; first < fanIn; first += weightsOfBitlet) {
            const std::int64_t count = std::min(weightsOfBitlet, fanIn - first);
            std::array<int, 17> columns{};
            for (std::int64_t i = 0; i < count; ++i) {
                auto rest = static_cast<std::uint32_t>(
                    std::abs(prepared.weights[static_cast<std::size_t>(row * fanIn + first + i)]));
                for (; rest != 0; rest &= rest - 1)
                    ++columns[static_cast<std::size_t>(std::countr_zero(rest))];
            }
            mean.add(static_cast<double>(*std::ranges::max_element(columns)) / static_cast<double>(count),
                     static_cast<double>(count));
        }
    return mean.mean();
}

} // namespace

std::span<const CostMachine, 5> costMachines()
{
    return machines;
}

const CostMachine* findCostMachine(std::string_view name)
{
    const auto found = std::ranges::find(machines, name, &CostMachine::name);
    return found == machines.end() ? nullptr : &*found;
}

Result<std::array<CostLine, 5>> costLines(Evaluator& evaluator, const Settings& settings, const Progress& progress)
{
    const Network& network = evaluator.network();
    const NetworkPlan plan(network, Method::Quantized, settings);
    const bool ofText = evaluator.workload() == Workload::Text;
    const std::int64_t samples = std::min(ofText ? costLineTokens : costLineSamples, evaluator.availableSamples());
    std::array<MeanOf, 5> means;
    for (int i = 0; i < plan.size(); ++i) {
        checkCancelled();
        report(progress, static_cast<double>(i) / plan.size());
        const WeightLayer& layer = network.layers[static_cast<std::size_t>(i)];
        if (plan[i].method != Method::Quantized || layer.isAttention())
            continue;
        const Result<PreparedLayer> prepared = evaluator.prepareLayer(i, plan[i]);
        if (!prepared)
            return tl::unexpected(prepared.error());
        const Result<std::vector<float>> values = evaluator.firstData(i, samples);
        if (!values)
            return tl::unexpected(values.error());
        const PlacesOfData data = placesOf(layer, *prepared, *values, samples);
        const double weightBits = plan[i].settings.weightBits - 1.0;
        const double dataBits = plan[i].settings.dataBits - 1.0;
        const auto macs = static_cast<double>(layer.macs.value_or(layer.weight.size()));
        means[0].add(weightBits * dataBits, macs);
        means[1].add(static_cast<int>(std::bit_width(static_cast<std::uint32_t>(data.largest))) * weightBits, macs);
        means[2].add(mostTermsOfLanes(data) * weightBits, macs);
        means[3].add(mostPairsOfLanes(layer, *prepared, data), macs);
        means[4].add(fullestColumns(*prepared, layer.fanIn()) * weightBits * dataBits, macs);
    }
    if (means[0].count == 0.0)
        return fail(network.name, ": expected layers that are quantized, found none");
    std::array<CostLine, 5> lines;
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i] = {machines[i].name, means[i].mean()};
    return lines;
}

} // namespace termscope
