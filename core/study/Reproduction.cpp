#include "core/study/Reproduction.h"

#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/study/LayerDistribution.h"
#include "core/study/PairStudy.h"
#include "core/study/RevealedWeights.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

/// Points of top-1, or percent of perplexity, within which two settings count as equally good.
constexpr double equalPoints = 0.5;
constexpr double equalShare = 0.01;

/// What is told of progress: so many evaluations.
class Steps {
public:
    Steps(const Progress& progress, std::size_t all) : progress_(progress), all_(all) {}
    void next()
    {
        checkCancelled();
        report(progress_, static_cast<double>(++done_) / static_cast<double>(std::max<std::size_t>(1, all_)));
    }

private:
    const Progress& progress_;
    std::size_t all_;
    std::size_t done_ = 0;
};

/// `asPublished`: by the rules of the published code; its MLP multiplies activations that are not quantized, to which
/// those of 16 bits come closest.
Settings settingsOf(const StudiedPoint& point, bool asPublished, bool isMlp = false)
{
    Settings settings;
    settings.weightBits = point.weightBits;
    settings.dataBits = point.dataBits;
    settings.groupSize = point.groupSize;
    settings.budget = point.budget;
    settings.dataTerms = std::min(point.dataTerms, 16);
    settings.perChannel = !asPublished;
    settings.quantizer = asPublished ? Quantizer::Reference2020 : Quantizer::Symmetric;
    settings.encoding = asPublished ? Encoding::Hese2020 : Encoding::Hese;
    settings.source = Source::Requantize;
    if (asPublished && isMlp) {
        settings.dataBits = largestBits;
        settings.dataTerms = 0;
    }
    return settings;
}

double pairsOf(Method method, const StudiedPoint& point)
{
    const double most = static_cast<double>(point.weightBits - 1) * (point.dataBits - 1);
    return method == Method::Quantized
               ? most
               : std::min(most, static_cast<double>(point.dataTerms) * point.budget / point.groupSize);
}

std::string settingText(Method method, const StudiedPoint& point)
{
    return method == Method::Quantized
               ? text("QT, ", point.weightBits, " bits")
               : text("TR, g = ", point.groupSize, ", k = ", point.budget, ", s = ", point.dataTerms);
}

Result<double> scoreAt(Evaluator& evaluator, Method method, const Settings& settings)
{
    const Evaluation evaluation = evaluator.evaluate(method, settings);
    if (!evaluation.failure.empty())
        return fail(evaluation.failure);
    return scoreOf(evaluation);
}

/// Of the rows, the fewest pairs of a method that are as good as the best QT row, by the scores of a column.
struct Cheapest {
    std::optional<double> quantized;
    std::optional<double> revealed;
};

/// A curve's points in the order of the table's rows.
struct MeasuredPoint {
    Method method = Method::Quantized;
    double pairs = 0.0;
    double published = 0.0;
    double own = 0.0;
    double asPublished = 0.0;
};

/// The best QT of a column; none of no points.
std::optional<double> bestQuantized(const std::vector<MeasuredPoint>& points, double MeasuredPoint::*score,
                                    bool perplexity)
{
    std::optional<double> best;
    for (const MeasuredPoint& point : points)
        if (point.method == Method::Quantized && (!best || (perplexity ? point.*score < *best : point.*score > *best)))
            best = point.*score;
    return best;
}

Cheapest cheapestOf(const std::vector<MeasuredPoint>& points, double MeasuredPoint::*score, bool perplexity)
{
    const std::optional<double> best = bestQuantized(points, score, perplexity);
    Cheapest found;
    for (const MeasuredPoint& point : points) {
        const bool good =
            best && (perplexity ? point.*score <= *best * (1.0 + equalShare) : point.*score >= *best - equalPoints);
        std::optional<double>& least = point.method == Method::Quantized ? found.quantized : found.revealed;
        if (good && (!least || point.pairs < *least))
            least = point.pairs;
    }
    return found;
}

std::string cheapestText(std::string_view whose, const Cheapest& found)
{
    if (!found.quantized || !found.revealed)
        return text(whose, ": no ", found.quantized ? "TR" : "QT", " setting as good as the best QT");
    return text(whose, ": QT from ", fixedText(*found.quantized, 2), " pairs per MAC, TR from ",
                fixedText(*found.revealed, 2), ", ", fixedText(*found.quantized / *found.revealed, 1), " times fewer");
}

/// Mean of what a column loses against its best QT: points of top-1, or percent of perplexity.
double meanLoss(const std::vector<MeasuredPoint>& points, double MeasuredPoint::*score, bool perplexity)
{
    const double best = bestQuantized(points, score, perplexity).value_or(1.0);
    double sum = 0.0;
    for (const MeasuredPoint& point : points)
        sum += perplexity ? 100.0 * (point.*score / best - 1.0) : best - point.*score;
    return points.empty() ? 0.0 : sum / static_cast<double>(points.size());
}

std::vector<std::string> accuracyFindings(const std::vector<MeasuredPoint>& points, bool perplexity)
{
    std::vector<std::string> findings;
    findings.push_back(
        text("As good as the best QT (within ", perplexity ? "1 % of its perplexity" : "half a point of top-1", "):"));
    findings.push_back(cheapestText("Published", cheapestOf(points, &MeasuredPoint::published, perplexity)));
    findings.push_back(cheapestText("Here", cheapestOf(points, &MeasuredPoint::own, perplexity)));
    findings.push_back(
        cheapestText("Here, by the published rules", cheapestOf(points, &MeasuredPoint::asPublished, perplexity)));
    const auto loss = [&](double MeasuredPoint::*score) { return fixedText(meanLoss(points, score, perplexity), 2); };
    findings.push_back(text("Mean loss over these settings against the best QT of each: published ",
                            loss(&MeasuredPoint::published), ", here ", loss(&MeasuredPoint::own),
                            ", by the published rules ", loss(&MeasuredPoint::asPublished),
                            perplexity ? " % of perplexity" : " points",
                            ": what the rules do not account for is the network's and the data's"));
    return findings;
}

/// All weights of the network, folded, in float32.
struct WeightSums {
    double signal = 0.0;
    double noise = 0.0;
};

double sqnrOfWeights(const Network& network, Method method, const Settings& settings,
                     const std::vector<std::vector<float>>& floats)
{
    const std::vector<std::vector<float>> weights = revealedWeights(network, method, settings);
    WeightSums sums;
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (std::size_t j = 0; j < weights[i].size(); ++j) {
            const double difference = static_cast<double>(floats[i][j]) - weights[i][j];
            sums.signal += static_cast<double>(floats[i][j]) * floats[i][j];
            sums.noise += difference * difference;
        }
    return Fidelity{sums.signal, sums.noise}.sqnr();
}

std::string settingsHere(std::string_view network, std::string_view data, std::int64_t samples, bool ofText)
{
    return text("Here: ", network, " on ", data, ", ", samples, ofText ? " tokens" : " images");
}

} // namespace

std::string_view publishedCounterpart(const Network& network, Workload workload)
{
    if (workload == Workload::Text)
        return "LSTM";
    const bool convolves = std::ranges::any_of(
        network.layers, [](const WeightLayer& layer) { return layer.kind == LayerKind::Convolution; });
    return convolves ? "ResNet-18" : "MLP";
}

Result<ReproducedTable> reproduceAccuracy(Evaluator& evaluator, const PublishedStudies& published,
                                          const Progress& progress)
{
    const auto curves = published.curvesOf(publishedCounterpart(evaluator.network(), evaluator.workload()));
    const bool perplexity = evaluator.workload() == Workload::Text;
    const bool isMlp = publishedCounterpart(evaluator.network(), evaluator.workload()) == "MLP";
    std::size_t count = 0;
    for (const StudiedCurve& curve : curves)
        count += 2 * curve.points.size();
    Steps steps(progress, count + 1);
    const Result<double> floats = scoreAt(evaluator, Method::Float, {});
    if (!floats)
        return tl::unexpected(floats.error());
    steps.next();
    const std::string unit = perplexity ? "perplexity" : "top-1 %";
    ReproducedTable table{"accuracy", text(perplexity ? "Perplexity" : "Accuracy", " against term pairs"), {}, {}, {},
                          {}};
    table.columns = {{"pairs", "pairs per MAC", 2},
                     {"published", "published " + unit, 2},
                     {"here", "here", 2},
                     {"by_published_rules", "by the published rules", 2}};
    std::vector<MeasuredPoint> points;
    for (const StudiedCurve& curve : curves)
        for (const StudiedPoint& point : curve.points) {
            MeasuredPoint measured{curve.method, pairsOf(curve.method, point), point.value, 0.0, 0.0};
            for (const bool asPublished : {false, true}) {
                const Result<double> score = scoreAt(evaluator, curve.method, settingsOf(point, asPublished, isMlp));
                if (!score)
                    return tl::unexpected(score.error());
                (asPublished ? measured.asPublished : measured.own) = *score;
                steps.next();
            }
            points.push_back(measured);
            table.rows.push_back({settingText(curve.method, point),
                                  {measured.pairs, measured.published, measured.own, measured.asPublished}});
        }
    table.settings = {
        text("Published: ", curves.empty() ? "" : curves.front().network,
             "; weights per tensor, scale max|w| / 2^(b-1), the code's own recoding"),
        settingsHere(evaluator.network().name, evaluator.dataName(), evaluator.sampleCount(), perplexity)
            + text("; float ", fixedText(*floats, 2), "; weights per channel, HESE"),
        text("By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020",
             isMlp ? ", activations of 16 bits, as that code multiplies unquantized ones" : "")};
    table.findings = accuracyFindings(points, perplexity);
    return table;
}

Result<ReproducedTable> reproduceGroups(Evaluator& evaluator, const PublishedStudies& published,
                                        const Progress& progress)
{
    const StudiedCurve& curve = published.groups;
    const bool perplexity = evaluator.workload() == Workload::Text;
    ReproducedTable table{"group-size", "Effect of the group size at equal α", {}, {}, {}, {}};
    table.columns = {{"alpha", "α", 3},
                     {"published", "published top-1 %", 2},
                     {"here", perplexity ? "here, perplexity" : "here, top-1 %", 2}};
    Steps steps(progress, curve.points.size());
    std::array<double, 2> spread{}; // of α = 1: g = 32 over g = 1, published and here
    std::array<double, 2> alone{};  // g = 1 there
    std::array<double, 2> best{};   // of all
    for (const StudiedPoint& point : curve.points) {
        const Result<double> score = scoreAt(evaluator, Method::Revealed, settingsOf(point, false));
        if (!score)
            return tl::unexpected(score.error());
        steps.next();
        const double alpha = static_cast<double>(point.budget) / point.groupSize;
        table.rows.push_back({text("g = ", point.groupSize, ", k = ", point.budget), {alpha, point.value, *score}});
        const std::array<double, 2> scores{point.value, *score};
        for (std::size_t side = 0; side < scores.size(); ++side) {
            const bool better = perplexity && side == 1 ? scores[side] < best[side] : scores[side] > best[side];
            best[side] = table.rows.size() == 1 || better ? scores[side] : best[side];
            if (point.budget == point.groupSize && point.groupSize == 1)
                alone[side] = scores[side];
            if (point.budget == point.groupSize && point.groupSize == 32)
                spread[side] = scores[side] - alone[side];
        }
    }
    table.settings = {
        text("Published: ", curve.network, ", 8 bits, s = ", curve.points.empty() ? 0 : curve.points.front().dataTerms),
        settingsHere(evaluator.network().name, evaluator.dataName(), evaluator.sampleCount(), perplexity)
            + "; weights per channel, HESE, the same bits and s"};
    table.findings = {text("At α = 1, from g = 1 to g = 32: published ", fixedText(spread[0], 2), ", here ",
                           fixedText(spread[1], 2), perplexity ? " of perplexity" : " points of top-1")};
    const auto share = [&](std::size_t side) {
        return fixedText(best[side] == alone[side] ? 0.0 : 100.0 * spread[side] / (best[side] - alone[side]), 0);
    };
    table.findings.push_back(text("g = 1 at α = 1 is ", fixedText(std::abs(best[0] - alone[0]), 2),
                                  " from the best of the table as published, ",
                                  fixedText(std::abs(best[1] - alone[1]), 2), " here; groups of 32 take back ",
                                  share(0), " % and ", share(1), " % of that"));
    return table;
}

Result<ReproducedTable> reproduceEncodings(Evaluator& evaluator, const Progress& progress)
{
    struct Grouping {
        const char* key;
        const char* title;
        int groupSize;
        int budget;
    };
    constexpr std::array groupings{Grouping{"g1_k1", "g = 1, k = 1", 1, 1}, Grouping{"g1_k2", "g = 1, k = 2", 1, 2},
                                   Grouping{"g8_k8", "g = 8, k = 8", 8, 8}, Grouping{"g8_k16", "g = 8, k = 16", 8, 16}};
    const bool perplexity = evaluator.workload() == Workload::Text;
    ReproducedTable table{"encodings", "Encodings apart from grouping", {}, {}, {}, {}};
    table.columns = {{"terms", "terms of a weight", 3}};
    for (const Grouping& grouping : groupings)
        table.columns.push_back({grouping.key, grouping.title, 2});
    Steps steps(progress, groupings.size() * allEncodings.size());
    const NetworkPtr network = quantizedNetwork(std::make_shared<const Network>(evaluator.network()), {});
    for (std::size_t e = 0; e < allEncodings.size(); ++e) {
        Settings settings;
        settings.encoding = allEncodings[e];
        settings.source = Source::Requantize;
        LayerStudy study;
        double terms = 0.0;
        double weights = 0.0;
        for (int i = 0; i < static_cast<int>(network->layers.size()); ++i) {
            if (network->layers[static_cast<std::size_t>(i)].isAttention())
                continue;
            const LayerDistribution found = study.distribution(network, i,
                                                               planOf(*network, Method::Quantized, settings)[i]);
            const auto count = static_cast<double>(found.terms[e].total());
            terms += found.terms[e].mean() * count;
            weights += count;
        }
        ReproducedRow row{std::string(nameOf(allEncodings[e])), {weights > 0.0 ? terms / weights : 0.0}};
        for (const Grouping& grouping : groupings) {
            settings.groupSize = grouping.groupSize;
            settings.budget = grouping.budget;
            const Result<double> score = scoreAt(evaluator, Method::Revealed, settings);
            if (!score)
                return tl::unexpected(score.error());
            row.cells.emplace_back(*score);
            steps.next();
        }
        table.rows.push_back(std::move(row));
    }
    table.settings = {"Published: no numbers come with the code",
                      settingsHere(evaluator.network().name, evaluator.dataName(), evaluator.sampleCount(), perplexity)
                          + text("; ", perplexity ? "perplexity" : "top-1 %",
                                 ", 8 bits, weights per channel, s = 3 in the same encoding")};
    const auto cell = [&](Encoding encoding, std::size_t column) {
        return *table.rows[static_cast<std::size_t>(encoding)].cells[column];
    };
    table.findings = {text("Encoding alone (g = 1, k = 1): HESE over binary ",
                           fixedText(cell(Encoding::Hese, 1) - cell(Encoding::Binary, 1), 2)),
                      text("Grouping alone (binary, α = 1): g = 8 over g = 1 ",
                           fixedText(cell(Encoding::Binary, 3) - cell(Encoding::Binary, 1), 2)),
                      text("Both (α = 1): ", fixedText(cell(Encoding::Hese, 3) - cell(Encoding::Binary, 1), 2))};
    return table;
}

Result<ReproducedTable> reproducePairs(Evaluator& evaluator, const PublishedStudies& published,
                                       const Progress& progress)
{
    const DotProductClaim& claim = published.dotProducts;
    ReproducedTable table{"pairs", text("Term pairs of partial dot products of ", claim.length), {}, {}, {}, {}};
    table.columns = {{"binary_99", "99 % have at most, binary", 0},
                     {"binary_share", text("binary, below ", claim.below, ", %"), 2},
                     {"hese_99", "99 % have at most, HESE", 0},
                     {"hese_share", text("HESE, below ", claim.below, ", %"), 2}};
    const NetworkPtr network = std::make_shared<const Network>(evaluator.network());
    Steps steps(progress, 2 * network->layers.size());
    std::array<TermHistogram, 2> all;
    for (int i = 0; i < static_cast<int>(network->layers.size()); ++i) {
        if (network->layers[static_cast<std::size_t>(i)].isAttention())
            continue;
        ReproducedRow row{network->layers[static_cast<std::size_t>(i)].name, {}};
        for (std::size_t e = 0; e < all.size(); ++e) {
            Settings settings;
            settings.encoding = e == 0 ? Encoding::Binary : Encoding::Hese;
            settings.source = Source::Requantize;
            PairStudy study;
            const Result<PairComparison> found = study.compare(evaluator, i, settings);
            if (!found)
                return tl::unexpected(found.error());
            const TermHistogram& pairs = found->quantized.pairs;
            all[e].counts.resize(std::max(all[e].counts.size(), pairs.counts.size()));
            for (std::size_t n = 0; n < pairs.counts.size(); ++n)
                all[e].counts[n] += pairs.counts[n];
            row.cells.emplace_back(pairs.termsCovering(claim.share));
            row.cells.emplace_back(100.0 * pairs.cumulativeShare(claim.below - 1));
            steps.next();
        }
        table.rows.push_back(std::move(row));
    }
    ReproducedRow sum{"all", {}};
    for (const TermHistogram& pairs : all) {
        sum.cells.emplace_back(pairs.termsCovering(claim.share));
        sum.cells.emplace_back(100.0 * pairs.cumulativeShare(claim.below - 1));
    }
    table.rows.push_back(sum);
    table.settings = {text("Published: ", claim.network, ", 8 bits: ", fixedText(100.0 * claim.share, 0),
                           " % need fewer than ", claim.below, " of ", claim.length * 49, " pairs"),
                      settingsHere(network->name, evaluator.dataName(), PairStudy::usualSamples(evaluator.workload()),
                                   evaluator.workload() == Workload::Text)
                          + "; 8-bit QT, weights per channel"};
    table.findings = {text("Of all dot products here ", fixedText(*sum.cells[1], 2), " % (binary) and ",
                           fixedText(*sum.cells[3], 2), " % (HESE) need fewer than ", claim.below, " pairs")};
    return table;
}

ReproducedTable reproduceError(const NetworkPtr& network)
{
    const NetworkPtr folded = quantizedNetwork(network, {});
    const std::vector<std::vector<float>> floats = revealedWeights(*folded, Method::Float, {});
    ReproducedTable table{"error", "Quantization error of the weights", {}, {}, {}, {}};
    table.columns = {{"pairs_8bit_data", "weight terms per value", 3},
                     {"per_channel", "SQNR dB, per channel", 2},
                     {"per_tensor", "per tensor", 2}};
    const auto add = [&](std::string setting, double terms, Method method, Settings settings) {
        checkCancelled();
        settings.source = Source::Requantize;
        // Every layer, the first convolution too.
        for (const WeightLayer& layer : folded->layers)
            if (method == Method::Revealed)
                settings.layers[layer.name].method = Method::Revealed;
        ReproducedRow row{std::move(setting), {terms}};
        for (const bool perChannel : {true, false}) {
            settings.perChannel = perChannel;
            row.cells.emplace_back(sqnrOfWeights(*folded, method, settings, floats));
        }
        table.rows.push_back(std::move(row));
    };
    for (const int bits : {4, 5, 6, 7, 8}) {
        Settings settings;
        settings.weightBits = bits;
        add(text("QT, ", bits, " bits"), bits - 1, Method::Quantized, settings);
    }
    for (const int groupSize : {1, 8, 32})
        for (const int quarters : {4, 6, 8, 12}) {
            if (groupSize * quarters % 4 != 0)
                continue;
            Settings settings;
            settings.groupSize = groupSize;
            settings.budget = groupSize * quarters / 4;
            add(text("TR, 8 bits, g = ", groupSize, ", k = ", settings.budget), quarters / 4.0, Method::Revealed,
                settings);
        }
    table.settings = {"Published: no numbers come with the code",
                      text("Here: ", network->name, ", all layers, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)")};
    const auto cell = [&](std::size_t row) { return *table.rows[row].cells[1]; };
    table.findings = {text("At one term a weight, from g = 1 to g = 32: ", fixedText(cell(12) - cell(5), 2), " dB")};
    return table;
}

} // namespace termscope
