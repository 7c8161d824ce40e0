#include "app/cli/SweepTable.h"

#include "app/cli/JsonText.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/TextTable.h"

#include <algorithm>
#include <cmath>

namespace termscope::cli {
namespace {

bool isQuantized(const SweepRow& row)
{
    return row.method != Method::Float;
}

/// Of a network on its file's integers there are no bits to set.
bool hasBits(const SweepRow& row, std::span<const SweepRow> rows)
{
    const bool given = std::ranges::find(rows, Method::Given, &SweepRow::method) != rows.end();
    const bool onGiven = given && row.method == Method::Revealed && row.settings.source == Source::Given;
    return isQuantized(row) && row.method != Method::Given && !onGiven;
}

bool hasTermBudget(const SweepRow& row)
{
    return row.method == Method::Revealed;
}

bool hasCycles(std::span<const SweepRow> rows)
{
    return std::ranges::any_of(rows, [](const SweepRow& row) { return row.cycles.has_value(); });
}

Json scoreJson(const SweepRow& row)
{
    if (row.text)
        return {{"tokens", row.text->tokens},
                {"perplexity", row.text->perplexity},
                {"perplexity_low", row.text->interval.low},
                {"perplexity_high", row.text->interval.high}};
    if (row.fidelity) {
        const double sqnr = row.fidelity->sqnr();
        const Json finite = std::isfinite(sqnr) ? Json(sqnr) : Json(nullptr);
        if (!row.hasClasses)
            return {{"total", row.total}, {"sqnr_db", finite}};
        return {{"agreeing", row.correct}, {"total", row.total}, {"agreement", row.top1()}, {"sqnr_db", finite}};
    }
    Json json{{"correct", row.correct}, {"total", row.total}, {"top1", row.top1()}, {"top5", row.top5()}};
    if (row.meanIoU)
        json["mean_iou"] = *row.meanIoU;
    return json;
}

Json rowJson(const SweepRow& row, std::span<const SweepRow> rows)
{
    const auto when = [](bool applies, Json value) { return applies ? std::move(value) : Json(nullptr); };
    const Settings& settings = row.settings;
    const Work work = row.work.value_or(Work{});
    const bool formatted = row.method == Method::Format;
    const bool ownData = settings.dataFormat == DataFormat::Own;
    Json json{{"method", methodName(row)},
              {"weight_bits", when(hasBits(row, rows) && !formatted, settings.weightBits)},
              {"data_bits", when(hasBits(row, rows) && !ownData, settings.dataBits)},
              {"group_size", when(hasTermBudget(row), settings.groupSize)},
              {"budget", when(hasTermBudget(row), settings.budget)},
              {"data_terms", when(hasTermBudget(row) || (formatted && !ownData), settings.dataTerms)},
              {"encoding", when(isQuantized(row), nameOf(settings.encoding))}};
    json.update(scoreJson(row));
    json["pairs_per_mac_provisioned"] = when(row.work.has_value(), work.provisioned);
    json["pairs_per_mac_measured"] = when(row.work.has_value(), work.measured);
    if (row.bitsPerWeight)
        json["bits_per_weight"] = *row.bitsPerWeight;
    if (row.storedBytes)
        json["model_bytes"] = *row.storedBytes;
    if (hasCycles(rows))
        json["cycles"] = when(row.cycles.has_value(), row.cycles.value_or(0.0));
    if (hasOwnDataFormats(rows))
        json["data_format"] = when(formatted, nameOf(settings.dataFormat));
    if (row.layer)
        json["layer"] = *row.layer;
    return json;
}

double macsInFloat(std::span<const SweepRow> rows)
{
    double share = 0.0;
    for (const SweepRow& row : rows)
        share = std::max(share, row.work ? row.work->inFloat : 0.0);
    return share;
}

/// "8", or "8/6" where the data have other bits.
std::string bitsText(const Settings& settings)
{
    return settings.weightBits == settings.dataBits ? text(settings.weightBits)
                                                    : text(settings.weightBits, "/", settings.dataBits);
}

/// "-/8", or "-/own" where the data are in the format too.
std::string formatBitsText(const Settings& settings)
{
    return settings.dataFormat == DataFormat::Own ? text("-/", nameOf(settings.dataFormat))
                                                  : text("-/", settings.dataBits);
}

std::string sqnrText(const SweepRow& row)
{
    return row.method == Method::Float ? "-" : fixed(row.fidelity->sqnr(), 2);
}

std::string scoreText(const SweepRow& row)
{
    if (row.text)
        return fixed(row.text->perplexity, 2);
    return row.hasClasses ? fixed(row.top1(), 2) : sqnrText(row);
}

/// What stands beside the score.
std::string secondScore(const SweepRow& row)
{
    if (row.text)
        return text(fixed(row.text->interval.low, 2), "…", fixed(row.text->interval.high, 2));
    if (!row.fidelity)
        return fixed(row.meanIoU.value_or(row.top5()), 2);
    return row.hasClasses ? sqnrText(row) : fixed(100.0 * row.fidelity->noiseShare(), 4);
}

/// What scores are of, and what stands beside them.
struct ScoreTitles {
    const char* score;
    const char* second;
    const char* loss;
};

ScoreTitles titlesOf(std::span<const SweepRow> rows)
{
    if (!rows.empty() && rows.front().text)
        return {"perplexity", "95 % interval", "growth"};
    if (!rows.empty() && !rows.front().hasClasses)
        return {"SQNR dB", "noise %", "noise %"};
    if (!rows.empty() && rows.front().fidelity)
        return {"agreement %", "SQNR dB", "loss"};
    if (!rows.empty() && rows.front().meanIoU)
        return {"top-1 %", "mean IoU %", "loss"};
    return {"top-1 %", "top-5 %", "loss"};
}

std::vector<std::string> rowText(const SweepRow& row, std::span<const SweepRow> rows)
{
    const auto when = [](bool applies, const std::string& value) { return applies ? value : std::string("-"); };
    const Settings& settings = row.settings;
    const Work work = row.work.value_or(Work{});
    const bool formatted = row.method == Method::Format;
    std::vector<std::string> cells{
        std::string(methodName(row)),
        when(hasBits(row, rows), formatted ? formatBitsText(settings) : bitsText(settings)),
        when(hasTermBudget(row), text(settings.groupSize)),
        when(hasTermBudget(row), text(settings.budget)),
        when(hasTermBudget(row) || formatted, settings.dataTerms == 0 ? "all" : text(settings.dataTerms)),
        scoreText(row),
        secondScore(row),
        when(row.work.has_value(), fixed(work.provisioned, 3)),
        when(row.work.has_value(), fixed(work.measured, 3))};
    if (row.bitsPerWeight)
        cells.push_back(fixed(*row.bitsPerWeight, 3));
    if (row.storedBytes)
        cells.push_back(fixed(*row.storedBytes, 0));
    if (hasCycles(rows))
        cells.push_back(when(row.cycles.has_value(), fixed(row.cycles.value_or(0.0), 0)));
    return cells;
}

/// What a layer costs alone: points of top-1, by how much the perplexity grows, or the noise in percent of the signal.
double lossOf(const SweepRow& row, const SweepRow& reference)
{
    if (!row.hasClasses)
        return 100.0 * row.fidelity->noiseShare();
    return row.text ? row.text->perplexity - reference.text->perplexity : reference.top1() - row.top1();
}

/// The rows for each layer, the one that loses most first.
std::string layersText(std::span<const SweepRow> rows)
{
    const SweepRow& reference = rows.front();
    std::vector<SweepRow> sorted(rows.begin() + 1, rows.end());
    std::ranges::stable_sort(sorted, std::greater(), [&](const SweepRow& row) { return lossOf(row, reference); });
    const ScoreTitles titles = titlesOf(rows);
    TextTable table({"layer", titles.score, titles.loss, "pairs provisioned", "pairs measured"}, 1);
    table.addRow({"(float)", scoreText(reference), "-", "-", "-"});
    for (const SweepRow& row : sorted)
        table.addRow({*row.layer, scoreText(row), fixed(lossOf(row, reference), 2), fixed(row.work->provisioned, 3),
                      fixed(row.work->measured, 3)});
    return text("Each layer alone quantized and revealed, all others in float32; the largest loss first.\n\n",
                table.toText());
}

} // namespace

std::string sweepJson(const std::string& network, const std::string& dataset, std::span<const SweepRow> rows)
{
    Json list = Json::array();
    for (const SweepRow& row : rows)
        list.push_back(rowJson(row, rows));
    Json json{{"network", network}, {"dataset", dataset}};
    if (!rows.empty() && !rows.front().settings.layers.empty()) {
        json["layers"] = overridesJson(rows.front().settings.layers);
        json["macs_in_float"] = macsInFloat(rows);
    }
    json["rows"] = std::move(list);
    return toText(json) + "\n";
}

std::string sweepText(const std::string& network, const std::string& dataset, std::span<const SweepRow> rows)
{
    const bool ofText = !rows.empty() && rows.front().text;
    const bool ofValues = !rows.empty() && !rows.front().hasClasses;
    const ScoreTitles titles = titlesOf(rows);
    std::vector<std::string> columns{
        "method", "bits", "g", "k", "s", titles.score, titles.second, "pairs provisioned", "pairs measured"};
    if (!rows.empty() && rows.front().bitsPerWeight)
        columns.emplace_back("bits per weight");
    if (!rows.empty() && rows.front().storedBytes)
        columns.emplace_back("bytes");
    if (hasCycles(rows))
        columns.emplace_back("cycles");
    TextTable table(columns, 1);
    for (const SweepRow& row : rows)
        table.addRow(rowText(row, rows));
    const bool ofLayers = rows.size() > 1 && rows[1].layer;
    const auto extent = [&] {
        return ofText         ? text(rows.front().text->tokens, " tokens")
               : rows.empty() ? std::string("0 images")
                              : text(rows.front().total, ' ', nameOf(rows.front().judged));
    };
    std::string own;
    if (!rows.empty() && !rows.front().settings.layers.empty())
        own = text("Layers with settings of their own: ", termscope::toText(rows.front().settings.layers), "\n");
    if (ofValues)
        own += "The data have no labels, and the outputs are values, not classes: the score is their SQNR against "
               "float's.\n";
    else if (!rows.empty() && rows.front().fidelity)
        own += text("The ", nameOf(rows.front().judged),
                    " have no labels: agreement is with the float network's class, SQNR of the outputs against "
                    "float's.\n");
    if (const double share = macsInFloat(rows); share > 0.0 && !ofLayers)
        own += text(fixed(100.0 * share, 2), " % of the multiply-accumulates run in float32 and count as no pairs.\n");
    return text(printable(network), " on ", printable(dataset), ", ", extent(), "\n", own, "\n",
                ofLayers ? layersText(rows) : table.toText());
}

std::string trialsJson(std::span<const PreprocessingTrial> trials)
{
    Json list = Json::array();
    for (const PreprocessingTrial& trial : trials) {
        const bool failed = !trial.failure.empty();
        list.push_back({{"preprocess", termscope::toText(trial.preprocessing)},
                        {"images", trial.evaluated},
                        {"top1", failed ? Json(nullptr) : Json(trial.top1)},
                        {"failure", failed ? Json(trial.failure) : Json(nullptr)}});
    }
    return toText(Json{{"trials", std::move(list)}}) + "\n";
}

std::string trialsText(std::span<const PreprocessingTrial> trials)
{
    TextTable table({"--preprocess", "float top-1 %", "images"}, 1);
    std::string failures;
    for (const PreprocessingTrial& trial : trials) {
        const std::string way = termscope::toText(trial.preprocessing);
        if (trial.failure.empty())
            table.addRow({way, fixed(trial.top1, 2), text(trial.evaluated)});
        else
            failures += text(way, ": ", trial.failure, "\n");
    }
    return text(table.toText(), failures.empty() ? "" : "\n", failures);
}

} // namespace termscope::cli
