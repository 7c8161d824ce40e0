#include "core/evaluate/Evaluation.h"

#include "core/run/QuantizedLayer.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace termscope {

Interval wilsonInterval(std::int64_t hits, std::int64_t trials)
{
    constexpr double z = 1.959963984540054; // 97.5 % point of the normal distribution
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(hits) / n;
    const double centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    const double half = z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double Fidelity::sqnr() const
{
    if (noise == 0.0)
        return std::numeric_limits<double>::infinity();
    return 10.0 * std::log10(signal / noise);
}

double Fidelity::noiseShare() const
{
    return noise == 0.0 ? 0.0 : noise / signal;
}

Fidelity fidelityOf(std::span<const Fidelity> outputs)
{
    if (outputs.size() == 1)
        return outputs.front();
    Fidelity all;
    for (const Fidelity& output : outputs) {
        all.signal += output.signal > 0.0 ? 1.0 : 0.0;
        all.noise += output.signal > 0.0 ? output.noiseShare() : 0.0;
    }
    return all;
}

ScoreKind Evaluation::scoreKind() const
{
    if (workload == Workload::Text)
        return ScoreKind::Perplexity;
    return !fidelity ? ScoreKind::Top1 : classes > 0 ? ScoreKind::Agreement : ScoreKind::Sqnr;
}

Interval Evaluation::top1Interval() const
{
    if (judged() == 0)
        return {0.0, 100.0};
    if (exact())
        return {top1(), top1()};
    const Interval share = wilsonInterval(correct, judged());
    return {100.0 * share.low, 100.0 * share.high};
}

std::optional<double> Evaluation::meanIoU() const
{
    if (places == 1 || confusion.empty())
        return std::nullopt;
    const auto count = static_cast<std::size_t>(classes);
    double sum = 0.0;
    int present = 0;
    for (std::size_t c = 0; c < count; ++c) {
        std::int64_t either = -confusion[c * count + c];
        for (std::size_t other = 0; other < count; ++other)
            either += confusion[c * count + other] + confusion[other * count + c];
        if (either == 0)
            continue;
        sum += static_cast<double>(confusion[c * count + c]) / static_cast<double>(either);
        ++present;
    }
    return present == 0 ? 0.0 : 100.0 * sum / present;
}

double Evaluation::perplexity() const
{
    return evaluated == 0 ? 0.0 : std::exp(loss / static_cast<double>(evaluated));
}

Interval Evaluation::perplexityInterval() const
{
    if (evaluated < 2)
        return {0.0, std::numeric_limits<double>::infinity()};
    const auto n = static_cast<double>(evaluated);
    const double mean = loss / n;
    const double variance = std::max(0.0, squaredLoss / n - mean * mean) * n / (n - 1.0);
    const double half = 1.959963984540054 * std::sqrt(variance / n);
    return {std::exp(mean - half), std::exp(mean + half)};
}

std::string_view nameOf(Judged judged)
{
    switch (judged) {
    case Judged::Samples: return "samples";
    case Judged::Places: return "places";
    case Judged::Images: break;
    }
    return "images";
}

Workload workloadOf(const Network& network)
{
    const bool integers = network.graph && std::ranges::any_of(network.graph->inputs, [](const auto& input) {
                              return !isFloating(input.type);
                          });
    return integers ? Workload::Text : Workload::Images;
}

double scoreOf(const Evaluation& evaluation)
{
    switch (evaluation.scoreKind()) {
    case ScoreKind::Perplexity: return evaluation.perplexity();
    case ScoreKind::Sqnr: return evaluation.fidelity->sqnr();
    case ScoreKind::Top1:
    case ScoreKind::Agreement: break;
    }
    return evaluation.top1();
}

namespace {

/// The softmax of the largest score.
double confidenceOf(std::span<const float> scores, float largest)
{
    double sum = 0.0;
    for (const float score : scores)
        sum += std::exp(static_cast<double>(score) - static_cast<double>(largest));
    return 1.0 / sum;
}

} // namespace

std::int32_t likeliestClass(std::span<const float> scores)
{
    return static_cast<std::int32_t>(std::ranges::max_element(scores) - scores.begin());
}

void judge(Evaluation& evaluation, std::span<const float> outputs, std::span<const std::int32_t> labels)
{
    const auto classes = static_cast<std::size_t>(evaluation.classes);
    for (std::size_t r = 0; r < labels.size(); ++r) {
        const std::span<const float> row = outputs.subspan(r * classes, classes);
        if (labels[r] < 0) {
            ++evaluation.unlabelled;
            continue;
        }
        const auto label = static_cast<std::size_t>(labels[r]);
        const auto predicted = static_cast<std::size_t>(likeliestClass(row));
        std::size_t better = 0;
        for (std::size_t c = 0; c < classes; ++c)
            better += row[c] > row[label] || (row[c] == row[label] && c < label) ? 1 : 0;
        evaluation.correct += predicted == label ? 1 : 0;
        evaluation.correctTop5 += better < 5 ? 1 : 0;
        if (evaluation.places == 1)
            evaluation.predictions.push_back(static_cast<std::int32_t>(predicted));
        if (!evaluation.confusion.empty())
            ++evaluation.confusion[label * classes + predicted];
        evaluation.confidence += confidenceOf(row, row[predicted]);
    }
    evaluation.evaluated += std::ssize(labels) / evaluation.places;
}

namespace {

/// The values of one output of a sample, own and of the float network.
void addNoise(Fidelity& sums, std::span<const float> outputs, std::span<const float> reference)
{
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const double signal = reference[i];
        const double noise = static_cast<double>(outputs[i]) - signal;
        sums.signal += signal * signal;
        sums.noise += noise * noise;
    }
}

} // namespace

void judgeByFloat(Evaluation& evaluation, std::span<const float> outputs, std::span<const float> reference)
{
    const auto classes = static_cast<std::size_t>(evaluation.classes);
    const std::size_t scores = classes * static_cast<std::size_t>(evaluation.places);
    const std::vector<std::int64_t> sizes = evaluation.sizes.empty() ? std::vector{static_cast<std::int64_t>(scores)}
                                                                     : evaluation.sizes;
    const auto size = static_cast<std::size_t>(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}));
    evaluation.outputs.resize(sizes.size());
    std::vector<std::int32_t> classesOfFloat(static_cast<std::size_t>(evaluation.places));
    for (std::size_t sample = 0; size > 0 && sample + size <= reference.size(); sample += size) {
        if (classes > 0) {
            for (std::size_t place = 0; place < classesOfFloat.size(); ++place)
                classesOfFloat[place] = likeliestClass(reference.subspan(sample + place * classes, classes));
            judge(evaluation, outputs.subspan(sample, scores), classesOfFloat);
        } else {
            ++evaluation.evaluated;
        }
        std::size_t first = sample;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const auto count = static_cast<std::size_t>(sizes[i]);
            addNoise(evaluation.outputs[i], outputs.subspan(first, count), reference.subspan(first, count));
            first += count;
        }
    }
    evaluation.fidelity = fidelityOf(evaluation.outputs);
}

namespace {

double macsOf(const WeightLayer& layer)
{
    return static_cast<double>(layer.macs.value_or(layer.weight.size()));
}

/// Provisioned pairs of a layer that is quantized, per product.
double pairsOfProduct(const WeightLayer& layer, const LayerPlan& plan)
{
    if (plan.method == Method::Float)
        return 0.0;
    Settings settings = plan.settings;
    if (!layer.isAttention()) // the reduction of products of activations may be of any length
        settings.groupSize = static_cast<int>(std::min<std::int64_t>(settings.groupSize, layer.inputs()));
    if (settings.source == Source::Given && layer.given && layer.given->block > 0) // groups are cut at block borders
        settings.groupSize = static_cast<int>(std::min<std::int64_t>(settings.groupSize, layer.given->block));
    return provisionedPairs(plan.method, settings);
}

} // namespace

std::vector<double> provisionedPairsOfLayers(const Network& network, const NetworkPlan& plan)
{
    std::vector<double> pairs;
    for (std::size_t i = 0; i < network.layers.size(); ++i)
        pairs.push_back(macsOf(network.layers[i]) * pairsOfProduct(network.layers[i], plan[static_cast<int>(i)]));
    return pairs;
}

double provisionedPairs(const Network& network, const NetworkPlan& plan, std::span<const double> products)
{
    double pairs = 0.0;
    double macs = 0.0;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const LayerPlan& own = plan[static_cast<int>(i)];
        if (own.method == Method::Float)
            continue;
        pairs += products[i] * pairsOfProduct(network.layers[i], own);
        macs += products[i];
    }
    return macs == 0.0 ? 0.0 : pairs / macs;
}

double provisionedPairs(const Network& network, const NetworkPlan& plan)
{
    std::vector<double> macs;
    for (const WeightLayer& layer : network.layers)
        macs.push_back(macsOf(layer));
    return provisionedPairs(network, plan, macs);
}

double shareInFloat(const Network& network, const NetworkPlan& plan)
{
    double floats = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const double macs = macsOf(network.layers[i]);
        all += macs;
        floats += plan[static_cast<int>(i)].method == Method::Float ? macs : 0.0;
    }
    return all == 0.0 ? 0.0 : floats / all;
}

} // namespace termscope
