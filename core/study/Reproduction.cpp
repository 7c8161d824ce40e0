#include "core/study/Reproduction.h"

#include "core/base/Text.h"
#include "core/base/Translatable.h"
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

Sentence settingMessage(Method method, const StudiedPoint& point)
{
    if (method == Method::Quantized)
        return {TERMSCOPE_TRANSLATABLE("core", "QT, %1 bits"), {point.weightBits}};
    return {TERMSCOPE_TRANSLATABLE("core", "TR, g = %1, k = %2, s = %3"),
            {point.groupSize, point.budget, point.dataTerms}};
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

/// Whose settings a sentence is of: its patterns where both methods have one as good, or one of them has none.
struct CheapestWords {
    std::string_view both;
    std::string_view none; ///< %1: the method
};

constexpr CheapestWords publishedWords{
    TERMSCOPE_TRANSLATABLE("core", "Published: QT from %1 pairs per MAC, TR from %2, %3 times fewer"),
    TERMSCOPE_TRANSLATABLE("core", "Published: no %1 setting as good as the best QT")};
constexpr CheapestWords hereWords{
    TERMSCOPE_TRANSLATABLE("core", "Here: QT from %1 pairs per MAC, TR from %2, %3 times fewer"),
    TERMSCOPE_TRANSLATABLE("core", "Here: no %1 setting as good as the best QT")};
constexpr CheapestWords byRulesWords{
    TERMSCOPE_TRANSLATABLE("core",
                           "Here, by the published rules: QT from %1 pairs per MAC, TR from %2, %3 times fewer"),
    TERMSCOPE_TRANSLATABLE("core", "Here, by the published rules: no %1 setting as good as the best QT")};

Sentence cheapestMessage(const CheapestWords& words, const Cheapest& found)
{
    if (!found.quantized || !found.revealed)
        return {words.none, {found.quantized ? "TR" : "QT"}};
    return {words.both,
            {FixedNumber{*found.quantized, 2}, FixedNumber{*found.revealed, 2},
             FixedNumber{*found.quantized / *found.revealed, 1}}};
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

std::vector<Sentence> accuracyFindings(const std::vector<MeasuredPoint>& points, bool perplexity)
{
    std::vector<Sentence> findings;
    findings.push_back(
        {perplexity ? TERMSCOPE_TRANSLATABLE("core", "As good as the best QT (within 1 % of its perplexity):")
                    : TERMSCOPE_TRANSLATABLE("core", "As good as the best QT (within half a point of top-1):")});
    findings.push_back(cheapestMessage(publishedWords, cheapestOf(points, &MeasuredPoint::published, perplexity)));
    findings.push_back(cheapestMessage(hereWords, cheapestOf(points, &MeasuredPoint::own, perplexity)));
    findings.push_back(cheapestMessage(byRulesWords, cheapestOf(points, &MeasuredPoint::asPublished, perplexity)));
    const auto loss = [&](double MeasuredPoint::*score) { return FixedNumber{meanLoss(points, score, perplexity), 2}; };
    findings.push_back(
        {perplexity ? TERMSCOPE_TRANSLATABLE(
             "core",
             "Mean loss over these settings against the best QT of each: published %1, here %2, by the published rules "
             "%3 % of perplexity: what the rules do not account for is the network's and the data's")
                    : TERMSCOPE_TRANSLATABLE(
                        "core",
                        "Mean loss over these settings against the best QT of each: published %1, here %2, by the "
                        "published rules %3 points: what the rules do not account for is the network's and the data's"),
         {loss(&MeasuredPoint::published), loss(&MeasuredPoint::own), loss(&MeasuredPoint::asPublished)}});
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
    ReproducedTable table{"accuracy",
                          {perplexity ? TERMSCOPE_TRANSLATABLE("core", "Perplexity against term pairs")
                                      : TERMSCOPE_TRANSLATABLE("core", "Accuracy against term pairs")},
                          {},
                          {},
                          {},
                          {}};
    table.columns = {{"pairs", {TERMSCOPE_TRANSLATABLE("core", "pairs per MAC")}, 2},
                     {"published",
                      {perplexity ? TERMSCOPE_TRANSLATABLE("core", "published perplexity")
                                  : TERMSCOPE_TRANSLATABLE("core", "published top-1 %")},
                      2},
                     {"here", {TERMSCOPE_TRANSLATABLE("core", "here")}, 2},
                     {"by_published_rules", {TERMSCOPE_TRANSLATABLE("core", "by the published rules")}, 2}};
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
            table.rows.push_back({settingMessage(curve.method, point),
                                  {measured.pairs, measured.published, measured.own, measured.asPublished}});
        }
    table.settings = {
        {TERMSCOPE_TRANSLATABLE("core",
                                "Published: %1; weights per tensor, scale max|w| / 2^(b-1), the code's own recoding"),
         {curves.empty() ? std::string() : curves.front().network}},
        {perplexity ? TERMSCOPE_TRANSLATABLE("core", "Here: %1 on %2, %3 tokens; float %4; weights per channel, HESE")
                    : TERMSCOPE_TRANSLATABLE("core", "Here: %1 on %2, %3 images; float %4; weights per channel, HESE"),
         {evaluator.network().name, evaluator.dataName(), evaluator.sampleCount(), FixedNumber{*floats, 2}}},
        {isMlp
             ? TERMSCOPE_TRANSLATABLE(
                 "core", "By the published rules: the same network, per tensor, quantizer reference2020, encoding "
                         "hese2020, activations of 16 bits, as that code multiplies unquantized ones")
             : TERMSCOPE_TRANSLATABLE(
                 "core",
                 "By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020")}};
    table.findings = accuracyFindings(points, perplexity);
    return table;
}

Result<ReproducedTable> reproduceGroups(Evaluator& evaluator, const PublishedStudies& published,
                                        const Progress& progress)
{
    const StudiedCurve& curve = published.groups;
    const bool perplexity = evaluator.workload() == Workload::Text;
    ReproducedTable table{
        "group-size", {TERMSCOPE_TRANSLATABLE("core", "Effect of the group size at equal α")}, {}, {}, {}, {}};
    table.columns = {{"alpha", {"α"}, 3},
                     {"published", {TERMSCOPE_TRANSLATABLE("core", "published top-1 %")}, 2},
                     {"here",
                      {perplexity ? TERMSCOPE_TRANSLATABLE("core", "here, perplexity")
                                  : TERMSCOPE_TRANSLATABLE("core", "here, top-1 %")},
                      2}};
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
        table.rows.push_back({{"g = %1, k = %2", {point.groupSize, point.budget}}, {alpha, point.value, *score}});
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
    table.settings = {{TERMSCOPE_TRANSLATABLE("core", "Published: %1, 8 bits, s = %2"),
                       {curve.network, curve.points.empty() ? 0 : curve.points.front().dataTerms}},
                      {perplexity
                           ? TERMSCOPE_TRANSLATABLE(
                               "core", "Here: %1 on %2, %3 tokens; weights per channel, HESE, the same bits and s")
                           : TERMSCOPE_TRANSLATABLE(
                               "core", "Here: %1 on %2, %3 images; weights per channel, HESE, the same bits and s"),
                       {evaluator.network().name, evaluator.dataName(), evaluator.sampleCount()}}};
    table.findings = {
        {perplexity
             ? TERMSCOPE_TRANSLATABLE("core", "At α = 1, from g = 1 to g = 32: published %1, here %2 of perplexity")
             : TERMSCOPE_TRANSLATABLE("core", "At α = 1, from g = 1 to g = 32: published %1, here %2 points of top-1"),
         {FixedNumber{spread[0], 2}, FixedNumber{spread[1], 2}}}};
    const auto share = [&](std::size_t side) {
        return FixedNumber{best[side] == alone[side] ? 0.0 : 100.0 * spread[side] / (best[side] - alone[side]), 0};
    };
    table.findings.push_back(
        {TERMSCOPE_TRANSLATABLE("core", "g = 1 at α = 1 is %1 from the best of the table as published, %2 here; groups "
                                        "of 32 take back %3 % and %4 % of that"),
         {FixedNumber{std::abs(best[0] - alone[0]), 2}, FixedNumber{std::abs(best[1] - alone[1]), 2}, share(0),
          share(1)}});
    return table;
}

Result<ReproducedTable> reproduceEncodings(Evaluator& evaluator, const Progress& progress)
{
    struct Grouping {
        const char* key;
        int groupSize;
        int budget;
    };
    constexpr std::array groupings{Grouping{"g1_k1", 1, 1}, Grouping{"g1_k2", 1, 2}, Grouping{"g8_k8", 8, 8},
                                   Grouping{"g8_k16", 8, 16}};
    const bool perplexity = evaluator.workload() == Workload::Text;
    ReproducedTable table{"encodings", {TERMSCOPE_TRANSLATABLE("core", "Encodings apart from grouping")}, {}, {}, {},
                          {}};
    table.columns = {{"terms", {TERMSCOPE_TRANSLATABLE("core", "terms of a weight")}, 3}};
    for (const Grouping& grouping : groupings)
        table.columns.push_back({grouping.key, {"g = %1, k = %2", {grouping.groupSize, grouping.budget}}, 2});
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
        ReproducedRow row{{nameOf(allEncodings[e])}, {weights > 0.0 ? terms / weights : 0.0}};
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
    table.settings = {
        {nothingPublished},
        {perplexity ? TERMSCOPE_TRANSLATABLE(
             "core", "Here: %1 on %2, %3 tokens; perplexity, 8 bits, weights per channel, s = 3 in the same encoding")
                    : TERMSCOPE_TRANSLATABLE(
                        "core",
                        "Here: %1 on %2, %3 images; top-1 %, 8 bits, weights per channel, s = 3 in the same encoding"),
         {evaluator.network().name, evaluator.dataName(), evaluator.sampleCount()}}};
    const auto gain = [&](Encoding encoding, std::size_t column) {
        const auto cell = [&](Encoding of, std::size_t at) {
            return *table.rows[static_cast<std::size_t>(of)].cells[at];
        };
        return FixedNumber{cell(encoding, column) - cell(Encoding::Binary, 1), 2};
    };
    table.findings = {{TERMSCOPE_TRANSLATABLE("core", "Encoding alone (g = 1, k = 1): HESE over binary %1"),
                       {gain(Encoding::Hese, 1)}},
                      {TERMSCOPE_TRANSLATABLE("core", "Grouping alone (binary, α = 1): g = 8 over g = 1 %1"),
                       {gain(Encoding::Binary, 3)}},
                      {TERMSCOPE_TRANSLATABLE("core", "Both (α = 1): %1"), {gain(Encoding::Hese, 3)}}};
    return table;
}

} // namespace termscope
