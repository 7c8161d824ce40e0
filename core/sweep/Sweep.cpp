#include "core/sweep/Sweep.h"

#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/evaluate/StoredBits.h"
#include "core/files/Lines.h"
#include "core/quant/WeightFormat.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// The settings with every layer but one in float32.
Settings withLayerAlone(Settings settings, const std::string& layer, const std::vector<std::string>& layers)
{
    LayerOverride inFloat;
    inFloat.method = Method::Float;
    for (const std::string& other : layers)
        if (other != layer)
            settings.layers[other] = inFloat;
    return settings;
}

std::vector<SweepPoint> pointsOf(const SweepConfig& config)
{
    std::vector<SweepPoint> points{{Method::Float, config.base}};
    if (!config.eachLayer.empty()) {
        Settings settings = config.base;
        settings.budget = config.budgets.empty() ? settings.budget : config.budgets.front();
        settings.dataTerms = config.dataTerms.empty() ? settings.dataTerms : config.dataTerms.front();
        for (const std::string& layer : config.eachLayer)
            points.push_back({Method::Revealed, withLayerAlone(settings, layer, config.eachLayer), layer});
        return points;
    }
    if (config.given)
        points.push_back({Method::Given, config.base});
    for (const int bits : config.qtBits) {
        Settings settings = config.base;
        settings.weightBits = bits;
        if (config.qtDataBitsFollow)
            settings.dataBits = bits;
        points.push_back({Method::Quantized, settings});
    }
    for (const int dataTerms : config.dataTerms)
        for (const int budget : config.budgets) {
            Settings settings = config.base;
            settings.dataTerms = dataTerms;
            settings.budget = budget;
            points.push_back({Method::Revealed, settings});
        }
    for (const std::string_view name : config.formats) {
        Settings settings = config.base;
        settings.dataTerms = config.formatDataTerms;
        settings.format = name;
        if (const WeightFormat* const format = findWeightFormat(name))
            settings = inFormat(settings, *format, config.dataFormat);
        points.push_back({Method::Format, settings});
    }
    return points;
}

/// The cells between the settings and the work.
std::string scoreCells(const SweepRow& row)
{
    if (row.text)
        return text(row.text->tokens, ',', shortestText(row.text->perplexity), ',',
                    shortestText(row.text->interval.low), ',', shortestText(row.text->interval.high));
    const std::string sqnr = !row.fidelity || row.method == Method::Float ? "" : shortestText(row.fidelity->sqnr());
    if (!row.hasClasses)
        return text(row.total, ',', sqnr);
    return text(row.correct, ',', row.total, ',', shortestText(row.top1()), ',',
                row.fidelity ? sqnr : shortestText(row.meanIoU.value_or(row.top5())));
}

std::string_view scoreColumns(std::span<const SweepRow> rows)
{
    if (rows.empty())
        return "correct,total,top1,top5";
    const SweepRow& first = rows.front();
    return first.text          ? "tokens,perplexity,perplexity_low,perplexity_high"
           : !first.hasClasses ? "total,sqnr_db"
           : first.fidelity    ? "agreeing,total,agreement,sqnr_db"
           : first.meanIoU     ? "correct,total,top1,mean_iou"
                               : "correct,total,top1,top5";
}

/// What a sweep was asked for beside pairs.
struct AskedColumns {
    bool bytes = false;
    bool cycles = false;
    bool dataFormat = false;
};

AskedColumns askedOf(std::span<const SweepRow> rows)
{
    return {std::ranges::any_of(rows, [](const SweepRow& row) { return row.storedBytes.has_value(); }),
            std::ranges::any_of(rows, [](const SweepRow& row) { return row.cycles.has_value(); }),
            hasOwnDataFormats(rows)};
}

std::string askedCells(const SweepRow& row, const AskedColumns& columns)
{
    const auto cell = [](bool asked, const std::optional<double>& value) {
        return !asked ? std::string() : "," + (value ? shortestText(*value) : std::string());
    };
    const std::string_view dataFormat = row.method == Method::Format ? nameOf(row.settings.dataFormat) : "";
    return cell(columns.bytes, row.storedBytes) + cell(columns.cycles, row.cycles)
           + (columns.dataFormat ? text(',', dataFormat) : "");
}

std::string csvLine(const SweepRow& row, bool withGiven, const AskedColumns& columns)
{
    const Settings& s = row.settings;
    const bool quantized = row.method != Method::Float;
    const bool revealed = row.method == Method::Revealed;
    // On its file's integers a network has no bits to set.
    const bool onGiven = row.method == Method::Given || (withGiven && revealed && s.source == Source::Given);
    const bool formatted = row.method == Method::Format;
    const bool ownData = s.dataFormat == DataFormat::Own;
    const bool bits = quantized && !onGiven;
    const auto when = [](bool applies, const auto& value) { return applies ? text(value) : std::string(); };
    return text(methodName(row), ',', when(bits && !formatted, s.weightBits), ',', when(bits && !ownData, s.dataBits),
                ',', when(revealed, s.groupSize), ',', when(revealed, s.budget), ',',
                when(revealed || (formatted && !ownData), s.dataTerms), ',', when(quantized, nameOf(s.encoding)), ',',
                scoreCells(row), ',', row.work ? shortestText(row.work->provisioned) : "", ',',
                row.work ? shortestText(row.work->measured) : "",
                row.bitsPerWeight ? "," + shortestText(*row.bitsPerWeight) : "", askedCells(row, columns),
                s.layers.empty() ? "" : "," + when(quantized, csvCell(toText(s.layers))));
}

} // namespace

Result<std::vector<SweepPoint>> sweepPoints(const SweepConfig& config)
{
    std::vector<SweepPoint> points = pointsOf(config);
    for (const SweepPoint& point : points) {
        if (const Result<void> legal = checkSettings(point.settings); !legal)
            return tl::unexpected(legal.error());
        if (point.method == Method::Format && findWeightFormat(point.settings.format) == nullptr)
            return fail("expected a number format, found ", inQuotes(point.settings.format));
    }
    return points;
}

std::string_view methodName(const SweepRow& row)
{
    if (!row.costLine.empty())
        return row.costLine;
    return row.method == Method::Format ? row.settings.format : nameOf(row.method);
}

bool hasOwnDataFormats(std::span<const SweepRow> rows)
{
    return std::ranges::any_of(rows, [](const SweepRow& row) { return row.settings.dataFormat == DataFormat::Own; });
}

SweepRow namedRow(SweepRow row, const SweepPoint& point, const SweepConfig& config)
{
    if (point.layer) {
        row.layer = point.layer;
        row.settings.layers = config.base.layers;
    }
    return row;
}

SweepRow withBits(SweepRow row, const Network& network, const SweepConfig& config)
{
    row.bitsPerWeight.reset(); // a record of another sweep may have had some
    if (!config.formats.empty())
        row.bitsPerWeight = bitsPerWeight(network, planOf(network, row.method, row.settings));
    return row;
}

ScoreKind scoreKindOf(const SweepRow& row)
{
    return row.text          ? ScoreKind::Perplexity
           : !row.hasClasses ? ScoreKind::Sqnr
           : row.fidelity    ? ScoreKind::Agreement
                             : ScoreKind::Top1;
}

SweepRow rowOf(const Evaluation& evaluation)
{
    SweepRow row{evaluation.method, evaluation.settings, 0, 0, 0, evaluation.work};
    switch (evaluation.workload) {
    case Workload::Images:
        row.correct = evaluation.correct;
        row.correctTop5 = evaluation.correctTop5;
        row.total = evaluation.judged();
        row.hasClasses = evaluation.scoreKind() != ScoreKind::Sqnr;
        row.judged = evaluation.judgedOnes();
        row.meanIoU = evaluation.meanIoU();
        row.fidelity = evaluation.fidelity;
        break;
    case Workload::Text:
        row.text = TextScore{evaluation.evaluated, evaluation.perplexity(), evaluation.perplexityInterval()};
        break;
    }
    return row;
}

Result<SweepRow> rowIfExact(const Evaluation& evaluation)
{
    if (!evaluation.failure.empty())
        return fail(evaluation.failure);
    return rowOf(evaluation);
}

std::vector<int> usualBudgets(int groupSize)
{
    std::vector<int> budgets;
    for (const double alpha : {0.375, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0}) {
        const int budget = std::max(1, static_cast<int>(std::lround(alpha * groupSize)));
        if (budgets.empty() || budgets.back() != budget)
            budgets.push_back(budget);
    }
    return budgets;
}

Result<std::vector<SweepRow>> runSweep(Evaluator& evaluator, const SweepConfig& config, const Progress& progress,
                                       const OnRow& onRow)
{
    const Result<std::vector<SweepPoint>> points = sweepPoints(config);
    if (!points)
        return tl::unexpected(points.error());
    std::vector<SweepRow> rows;
    for (const SweepPoint& point : *points) {
        const auto tell = [&](double part) {
            report(progress, (static_cast<double>(rows.size()) + part) / static_cast<double>(points->size()));
        };
        if (const std::optional<SweepRow> known = config.known ? config.known(point.method, point.settings)
                                                               : std::nullopt) {
            rows.push_back(*known);
            continue;
        }
        const Evaluation found = evaluator.evaluate(point.method, point.settings, [&](const Evaluation& sofar) {
            tell(static_cast<double>(sofar.evaluated) / static_cast<double>(sofar.total));
        });
        const Result<SweepRow> row = rowIfExact(found);
        if (row && config.seen)
            config.seen(found);
        if (!row)
            return tl::unexpected(row.error());
        tell(1.0);
        checkCancelled();
        rows.push_back(*row);
        if (const Result<void> told = onRow ? onRow(rows.back()) : Result<void>(); !told)
            return tl::unexpected(told.error());
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = withBits(namedRow(std::move(rows[i]), (*points)[i], config), evaluator.network(), config);
    return rows;
}

std::string sweepCsv(std::span<const SweepRow> rows)
{
    const bool ofLayers = std::ranges::any_of(rows, [](const SweepRow& row) { return row.layer.has_value(); });
    const AskedColumns columns = askedOf(rows);
    std::string csv = text(
        "method,weight_bits,data_bits,group_size,budget,data_terms,encoding,", scoreColumns(rows),
        ",pairs_per_mac_provisioned,pairs_per_mac_measured",
        !rows.empty() && rows.front().bitsPerWeight ? ",bits_per_weight" : "", columns.bytes ? ",model_bytes" : "",
        columns.cycles ? ",cycles" : "", columns.dataFormat ? ",data_format" : "",
        rows.empty() || rows.front().settings.layers.empty() ? "" : ",layers", ofLayers ? ",layer\n" : "\n");
    const bool withGiven = std::ranges::find(rows, Method::Given, &SweepRow::method) != rows.end();
    for (const SweepRow& row : rows) {
        csv += csvLine(row, withGiven, columns);
        if (ofLayers)
            csv += "," + csvCell(row.layer.value_or(""));
        csv += '\n';
    }
    return csv;
}

} // namespace termscope
