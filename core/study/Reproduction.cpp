#include "core/study/Reproduction.h"

#include "core/base/Text.h"
#include "core/study/LayerDistribution.h"
#include "core/study/ReproductionParts.h"
#include "core/study/RevealedWeights.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

/// Points of top-1, or percent of perplexity, within which two settings count as equally good.
constexpr double equalPoints = 0.5;
constexpr double equalShare = 0.01;

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
    ReproductionSteps steps(progress, count + 1);
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
    ReproductionSteps steps(progress, curve.points.size());
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
    ReproductionSteps steps(progress, groupings.size() * allEncodings.size());
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

} // namespace termscope
