#include "core/study/NetworkComparison.h"

#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/evaluate/VariantRuns.h"
#include "core/files/Lines.h"
#include "core/study/RevealedWeights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace termscope {
namespace {

/// Σa², Σ(a − b)² and the largest of both.
struct DifferenceSums {
    double signal = 0.0;
    double noise = 0.0;
    double largest = 0.0;
    double range = 0.0;

    void add(std::span<const float> a, std::span<const float> b)
    {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double value = a[i];
            const double difference = value - static_cast<double>(b[i]);
            signal += value * value;
            noise += difference * difference;
            largest = std::max(largest, std::abs(difference));
            range = std::max(range, std::abs(value));
        }
    }

    double sqnr() const { return Fidelity{signal, noise}.sqnr(); }
};

constexpr int comparedBins = 96;

Histogram histogramOver(std::span<const float> values, double reach)
{
    Histogram histogram{-reach, reach, std::vector<double>(comparedBins, 0.0)};
    for (const float value : values) {
        const auto bin = static_cast<int>((value + reach) / histogram.binWidth());
        histogram.counts[static_cast<std::size_t>(std::clamp(bin, 0, comparedBins - 1))] += 1.0;
    }
    return histogram;
}

TensorDifference differenceOf(const WeightLayer& layer, bool bias, std::span<const float> a, std::span<const float> b)
{
    DifferenceSums sums;
    sums.add(a, b);
    const Shape shape = bias ? Shape{std::ssize(a)} : layer.weight.shape;
    double reach = sums.range;
    for (const float value : b)
        reach = std::max(reach, static_cast<double>(std::abs(value)));
    if (reach == 0.0)
        reach = 1.0;
    return {layer.name,
            bias,
            shape,
            sums.sqnr(),
            sums.largest,
            sums.range,
            histogramOver(a, reach),
            histogramOver(b, reach)};
}

/// A network's weights at its setting.
struct SettledWeights {
    NetworkPtr network;
    std::vector<std::vector<float>> weights;
};

Result<SettledWeights> settled(const ComparedNetwork& of)
{
    for (const WeightLayer& layer : of.network->layers)
        if (const Result<void> finite = checkLayer(*of.network, layer); !finite)
            return tl::unexpected(finite.error());
    checkCancelled();
    const NetworkPtr network = quantizedNetwork(of.network, of.variant.settings);
    return SettledWeights{network, revealedWeights(*network, of.variant.method, of.variant.settings)};
}

/// "conv1", "fc2", …
std::string firstNames(const Network& network)
{
    constexpr std::size_t named = 3;
    std::string names;
    for (std::size_t i = 0; i < std::min(named, network.layers.size()); ++i)
        names += (i == 0 ? "" : ", ") + inQuotes(network.layers[i].name);
    return network.layers.empty() ? "none" : network.layers.size() > named ? names + ", …" : names;
}

void compareLayer(WeightComparison& result, const SettledWeights& a, std::size_t ofA, const SettledWeights& b,
                  std::size_t ofB)
{
    const WeightLayer& layer = a.network->layers[ofA];
    const WeightLayer& other = b.network->layers[ofB];
    if (layer.weight.shape != other.weight.shape)
        result.otherShapes.push_back(
            text(layer.name, ": ", toText(layer.weight.shape), " and ", toText(other.weight.shape)));
    else
        result.tensors.push_back(differenceOf(layer, false, a.weights[ofA], b.weights[ofB]));
    if (layer.bias.empty() && other.bias.empty())
        return;
    // A bias that one of them lacks is zeros.
    const std::vector<float> none(std::max(layer.bias.size(), other.bias.size()), 0.0f);
    const std::vector<float>& bias = layer.bias.empty() ? none : layer.bias;
    const std::vector<float>& otherBias = other.bias.empty() ? none : other.bias;
    if (bias.size() == otherBias.size())
        result.tensors.push_back(differenceOf(layer, true, bias, otherBias));
    else
        result.otherShapes.push_back(text(layer.name, " (bias): ", bias.size(), " and ", otherBias.size()));
}

/// Adds up samples that both have put out.
class OutputSums {
public:
    void add(const SampleOutputs& a, const SampleOutputs& b)
    {
        const auto classes = static_cast<std::size_t>(a.classes);
        const auto places = static_cast<std::size_t>(classes > 0 ? a.places : 0);
        const auto size = static_cast<std::size_t>(std::accumulate(a.sizes.begin(), a.sizes.end(), std::int64_t{0}));
        result_.hasClasses = classes > 0;
        sums_.resize(a.sizes.size());
        for (std::size_t sample = 0; sample < static_cast<std::size_t>(a.rows); ++sample) {
            addValues(a, b, sample * size);
            const std::int64_t number = a.numbers.empty() ? result_.samples + static_cast<std::int64_t>(sample)
                                                          : a.numbers[sample];
            for (std::size_t place = 0; place < places; ++place) {
                const std::size_t first = sample * size + place * classes;
                const std::size_t label = sample * places + place;
                const auto ofA = std::span(a.values).subspan(first, classes);
                const auto ofB = std::span(b.values).subspan(first, classes);
                divergence_ += divergenceOf(ofA, ofB);
                judge({number, a.labels.empty() ? -1 : a.labels[label], likeliestClass(ofA), likeliestClass(ofB)});
            }
        }
        result_.samples += a.rows;
        result_.places += a.rows * static_cast<std::int64_t>(places);
    }

    OutputComparison result()
    {
        result_.divergence = result_.places == 0 ? 0.0 : divergence_ / static_cast<double>(result_.places);
        std::vector<Fidelity> outputs;
        for (const DifferenceSums& sums : sums_)
            outputs.push_back({sums.signal, sums.noise});
        result_.sqnr = outputs.empty() ? 0.0 : fidelityOf(outputs).sqnr();
        return std::move(result_);
    }

private:
    /// The values of a sample, which begin at `first`.
    void addValues(const SampleOutputs& a, const SampleOutputs& b, std::size_t first)
    {
        for (std::size_t i = 0; i < a.sizes.size(); ++i) {
            const auto count = static_cast<std::size_t>(a.sizes[i]);
            sums_[i].add(std::span(a.values).subspan(first, count), std::span(b.values).subspan(first, count));
            first += count;
        }
    }

    void judge(const Flip& seen)
    {
        result_.same += seen.a == seen.b ? 1 : 0;
        if (seen.a != seen.b && result_.flips.size() < OutputComparison::mostFlips)
            result_.flips.push_back(seen);
        if (seen.label < 0)
            return;
        const bool right = seen.a == seen.label;
        const bool still = seen.b == seen.label;
        ++result_.judged;
        result_.correctInA += right ? 1 : 0;
        result_.correctInB += still ? 1 : 0;
        result_.rightToWrong += right && !still ? 1 : 0;
        result_.wrongToRight += !right && still ? 1 : 0;
        result_.otherWrong += !right && !still && seen.a != seen.b ? 1 : 0;
    }

    OutputComparison result_;
    std::vector<DifferenceSums> sums_; ///< by output
    double divergence_ = 0.0;
};

} // namespace

Result<WeightComparison> compareWeights(const ComparedNetwork& a, const ComparedNetwork& b)
{
    const Result<SettledWeights> ofA = settled(a);
    if (!ofA)
        return tl::unexpected(ofA.error());
    const Result<SettledWeights> ofB = settled(b);
    if (!ofB)
        return tl::unexpected(ofB.error());
    WeightComparison result;
    std::set<int> met;
    const std::vector<WeightLayer>& layers = ofA->network->layers;
    const std::vector<WeightLayer>& others = ofB->network->layers;
    bool common = false;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        checkCancelled();
        const std::optional<int> found = findLayer(*ofB->network, layers[i].name);
        if (!found || !met.insert(*found).second) {
            result.onlyInA.push_back(layers[i].name);
            continue;
        }
        common = true;
        if (!layers[i].isAttention() && !others[static_cast<std::size_t>(*found)].isAttention())
            compareLayer(result, *ofA, i, *ofB, static_cast<std::size_t>(*found));
    }
    for (int i = 0; i < static_cast<int>(others.size()); ++i)
        if (!met.contains(i))
            result.onlyInB.push_back(others[static_cast<std::size_t>(i)].name);
    if (!common)
        return fail("expected layers of the same names in ", a.network->name, " and ", b.network->name, ", found ",
                    firstNames(*ofA->network), " and ", firstNames(*ofB->network));
    return result;
}

Result<OutputComparison> compareOutputs(ImageEvaluator& a, const Variant& ofA, ImageEvaluator& b, const Variant& ofB,
                                        const Progress& progress)
{
    constexpr std::int64_t samplesAtOnce = 1024;
    const std::int64_t count = a.sampleCount();
    if (b.sampleCount() != count)
        return fail("expected as many samples for both networks, found ", count, " and ", b.sampleCount());
    OutputSums sums;
    for (std::int64_t first = 0; first < count; first += samplesAtOnce) {
        const SampleRange range{first, std::min(samplesAtOnce, count - first)};
        const Result<SampleOutputs> outputs = a.outputsOf(ofA, range);
        if (!outputs)
            return tl::unexpected(outputs.error());
        const Result<SampleOutputs> others = b.outputsOf(ofB, range);
        if (!others)
            return tl::unexpected(others.error());
        if (outputs->classes != others->classes || outputs->places != others->places || outputs->rows != others->rows)
            return fail("expected the outputs of ", b.network().name, " to be as those of ", a.network().name, ", ",
                        outputs->classes, " classes for each of ", outputs->places, " places, found ", others->classes,
                        " for ", others->places);
        if (outputs->sizes != others->sizes)
            return fail("expected the outputs of ", b.network().name, " to be as those of ", a.network().name, ", ",
                        toText(outputs->sizes), " values for each sample, found ", toText(others->sizes));
        sums.add(*outputs, *others);
        report(progress, static_cast<double>(range.first + range.count) / static_cast<double>(count));
    }
    return sums.result();
}

Result<TextComparison> compareTexts(TextEvaluator& a, const Variant& ofA, TextEvaluator& b, const Variant& ofB,
                                    const Progress& progress)
{
    if (a.sampleCount() != b.sampleCount() || a.batches() != b.batches())
        return fail("expected as many tokens for both networks, found ", a.sampleCount(), " and ", b.sampleCount());
    OutputSums sums;
    TextComparison result;
    for (Evaluation* const of : {&result.a, &result.b}) {
        of->workload = Workload::Text;
        of->total = a.sampleCount();
    }
    for (std::int64_t batch = 0; batch < a.batches(); ++batch) {
        const Result<SampleOutputs> outputs = a.readBatch(ofA, batch, result.a);
        if (!outputs)
            return tl::unexpected(outputs.error());
        const Result<SampleOutputs> others = b.readBatch(ofB, batch, result.b);
        if (!others)
            return tl::unexpected(others.error());
        if (outputs->classes != others->classes || outputs->numbers != others->numbers)
            return fail("expected both networks to know the same words, found ", outputs->classes, " and ",
                        others->classes);
        sums.add(*outputs, *others);
        report(progress, static_cast<double>(batch + 1) / static_cast<double>(a.batches()));
    }
    result.outputs = sums.result();
    return result;
}

Result<std::vector<CurveDifference>> compareCurves(Evaluator& a, const Settings& ofA, Evaluator& b, const Settings& ofB,
                                                   std::span<const int> budgets, const Progress& progress)
{
    std::vector<CurveDifference> curves;
    for (const int budget : budgets) {
        CurveDifference& point = curves.emplace_back();
        point.budget = budget;
        struct Side {
            Evaluator& evaluator;
            Settings settings;
            double& score;
            double& pairs;
        };
        for (Side side : {Side{a, ofA, point.a, point.pairsOfA}, Side{b, ofB, point.b, point.pairsOfB}}) {
            checkCancelled();
            side.settings.budget = std::min(budget, maximumBudget(side.settings.groupSize));
            const Evaluation found = side.evaluator.evaluate(Method::Revealed, side.settings);
            if (!found.failure.empty())
                return fail(found.failure);
            side.score = scoreOf(found);
            side.pairs = found.work ? found.work->provisioned : 0.0;
        }
        report(progress, static_cast<double>(curves.size()) / static_cast<double>(budgets.size()));
    }
    return curves;
}

std::string comparisonCsv(const WeightComparison& weights)
{
    std::string csv = "layer,tensor,shape,sqnr_db,max_difference,range\n";
    for (const TensorDifference& tensor : weights.tensors)
        csv += text(csvCell(tensor.name), ',', tensor.bias ? "bias" : "weight", ',', toText(tensor.shape), ',',
                    shortestText(tensor.sqnr), ',', shortestText(tensor.largest), ',', shortestText(tensor.range),
                    '\n');
    return csv;
}

} // namespace termscope
