// inspect: the layers of a network, their values, and how many terms the values have; of one layer, its term pairs.
#include "app/cli/Command.h"
#include "app/cli/Inputs.h"
#include "app/cli/JsonText.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/OutputsReport.h"
#include "app/cli/PairsReport.h"
#include "app/cli/TermsReport.h"
#include "app/cli/TextTable.h"

#include "core/base/Index.h"
#include "core/formats/Formats.h"
#include "core/graph/FloatTables.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/LayerDistribution.h"

#include <cmath>

namespace termscope::cli {
namespace {

/// What takes going over the weights.
struct ValueReport {
    ValueStatistics statistics;
    std::vector<TermHistogram> terms; ///< in the order of allEncodings
};

struct LayerReport {
    const WeightLayer* layer = nullptr;
    const WeightLayer* sharesWith = nullptr; ///< the one that it has its weights from; null where they are its own
    LayerPlan own;                           ///< under TR
    std::string runsAs;                      ///< the same in words
    std::optional<ValueReport> values;       ///< none where they are not wanted, or not all of them finite
    std::string notFinite;                   ///< which are not; empty where they all are
};

LayerReport reportOn(const Network& network, int index, const LayerPlan& own, bool withValues)
{
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(index)];
    const WeightLayer* const shared = layer.sharesWith ? &network.layers[at(*layer.sharesWith)] : nullptr;
    LayerReport report{&layer, shared, own, describe(own), {}, {}};
    if (!withValues)
        return report;
    const ValueStatistics statistics = statisticsOf(layer.weight.values);
    if (!std::isfinite(statistics.mean))
        if (const Result<void> finite = checkLayer(network, layer); !finite) {
            report.notFinite = finite.error().message;
            return report;
        }
    report.values = ValueReport{statistics, termHistograms(layer, own.settings, reachOf(statistics))};
    return report;
}

/// The share of values with 0, 1, 2, … terms, up to the most that occur.
std::vector<double> shares(const TermHistogram& histogram)
{
    std::vector<double> result;
    for (std::size_t terms = 0; terms < histogram.counts.size(); ++terms)
        result.push_back(histogram.share(static_cast<int>(terms)));
    while (!result.empty() && result.back() == 0.0)
        result.pop_back();
    return result;
}

/// What the layer runs at under TR; null what does not apply.
Json settingsJson(const LayerPlan& own)
{
    const auto when = [](bool applies, int value) { return applies ? Json(value) : Json(nullptr); };
    const bool quantized = own.method != Method::Float;
    const bool revealed = own.method == Method::Revealed;
    return {{"method", nameOf(own.method)},
            {"weight_bits", when(quantized, own.settings.weightBits)},
            {"data_bits", when(quantized, own.settings.dataBits)},
            {"group_size", when(revealed, own.settings.groupSize)},
            {"budget", when(revealed, own.settings.budget)},
            {"data_terms", when(revealed, own.settings.dataTerms)}};
}

Json layerJson(const LayerReport& report)
{
    const WeightLayer& layer = *report.layer;
    Json json{{"name", layer.name},          {"kind", layer.tied ? nameOf(layer.kind) : kindOf(layer)},
              {"shape", layer.weight.shape}, {"parameters", layer.parameters()},
              {"macs", orNull(layer.macs)},  {"settings", settingsJson(report.own)}};
    if (layer.tied)
        json["tied"] = true;
    if (layer.uses > 1)
        json["uses"] = layer.uses;
    if (report.sharesWith)
        json["shares_with"] = report.sharesWith->name;
    if (storedAs(layer) != "float32")
        json["stored_as"] = storedAs(layer);
    if (!report.values)
        return json;
    const auto& [statistics, histograms] = *report.values;
    Json terms = Json::object();
    for (std::size_t i = 0; i < allEncodings.size(); ++i)
        terms[std::string(nameOf(allEncodings[i]))] = {{"mean", histograms[i].mean()},
                                                       {"share", shares(histograms[i])}};
    json["min"] = statistics.minimum;
    json["max"] = statistics.maximum;
    json["mean"] = statistics.mean;
    json["std"] = statistics.deviation;
    json["terms"] = std::move(terms);
    return json;
}

std::string layerTable(const std::vector<LayerReport>& reports, bool withValues)
{
    // Where all layers are float32, a column would say nothing.
    const bool stored = std::ranges::any_of(
        reports, [](const LayerReport& report) { return storedAs(*report.layer) != "float32"; });
    std::vector<std::string> header{"layer", "kind", "shape", "runs as", "parameters", "macs"};
    if (stored)
        header.insert(header.begin() + 3, "stored as");
    if (withValues)
        header.insert(header.end(), {"min", "max", "mean", "std"});
    TextTable table(std::move(header), stored ? 5 : 4);
    for (const LayerReport& report : reports) {
        const WeightLayer& layer = *report.layer;
        std::vector<std::string> row{
            printable(layer.name),
            layer.uses > 1 ? text(kindOf(layer), " ×", layer.uses) : std::string(kindOf(layer)),
            termscope::toText(layer.weight.shape),
            report.runsAs,
            report.sharesWith ? text("those of ", printable(report.sharesWith->name)) : text(layer.parameters()),
            layer.macs ? text(*layer.macs) : "-"};
        if (stored)
            row.insert(row.begin() + 3, storedAs(layer));
        if (withValues && !report.values)
            row.insert(row.end(), 4, "-");
        if (report.values) {
            const ValueStatistics& values = report.values->statistics;
            for (const double value : {values.minimum, values.maximum, values.mean, values.deviation})
                row.push_back(significant(value, 4));
        }
        table.addRow(std::move(row));
    }
    return table.toText();
}

/// What is no layer. Empty: there is none.
Json tablesJson(const Network& network)
{
    Json list = Json::array();
    for (const FloatTable& table : floatTables(network))
        list.push_back({{"name", table.name},
                        {"kind", table.kind},
                        {"shape", table.shape},
                        {"parameters", table.parameters},
                        {"tied_to", table.layer ? Json(network.layers[at(*table.layer)].name) : Json(nullptr)}});
    return list;
}

std::string tablesText(const Network& network)
{
    const std::vector<FloatTable> tables = floatTables(network);
    if (tables.empty())
        return {};
    TextTable shown({"stays in float32", "kind", "shape", "parameters"}, 3);
    for (const FloatTable& table : tables)
        shown.addRow({table.name, std::string(table.kind), termscope::toText(table.shape),
                      table.layer ? text("those of ", printable(network.layers[at(*table.layer)].name))
                                  : text(table.parameters)});
    return "\n" + shown.toText();
}

/// What the network says of itself, and of what was found when its values were gone through.
std::vector<std::string> warningsOf(const Network& network, const std::vector<LayerReport>& reports)
{
    std::vector<std::string> warnings = network.warnings;
    for (const LayerReport& report : reports) {
        const std::string tensor = "tensor " + printable(report.layer->tensorName) + ":";
        const bool told = std::ranges::any_of(network.warnings, [&](const std::string& warning) {
            return warning.find(tensor) != std::string::npos || warning.find("not finite") != std::string::npos;
        });
        if (!report.notFinite.empty() && !told)
            warnings.push_back(report.notFinite);
    }
    return warnings;
}

/// One row for each layer and encoding; the columns go to the most terms that occur.
std::string termTable(const std::vector<LayerReport>& reports)
{
    std::size_t columns = 0;
    for (const LayerReport& report : reports)
        for (std::size_t i = 0; report.values && i < allEncodings.size(); ++i)
            columns = std::max(columns, shares(report.values->terms[i]).size());
    std::vector<std::string> header{"layer", "encoding", "mean"};
    for (std::size_t terms = 0; terms < columns; ++terms)
        header.push_back(text(terms));
    TextTable table(std::move(header), 2);
    for (const LayerReport& report : reports)
        for (std::size_t i = 0; report.values && i < allEncodings.size(); ++i) {
            std::vector<std::string> row{printable(report.layer->name), std::string(nameOf(allEncodings[i])),
                                         fixed(report.values->terms[i].mean(), 3)};
            for (const double share : shares(report.values->terms[i]))
                row.push_back(fixed(100.0 * share, 2));
            table.addRow(std::move(row));
        }
    return table.toText();
}

class InspectCommand : public Command {
public:
    std::string name() const override { return "inspect"; }
    std::string summary() const override { return "List the layers of a network, their values and terms per value."; }
    std::string examples() const override
    {
        return "Examples:\n"
               "  termscope-cli inspect                           the embedded digits network, at 8 bits\n"
               "  termscope-cli inspect net.safetensors --bits 6\n"
               "  termscope-cli inspect model.safetensors.index.json --no-values\n"
               "  termscope-cli inspect net.onnx --budget 8 --layer 'fc*:k=12,bits=6'\n"
               "  termscope-cli inspect net.onnx --json | jq '.layers[].terms.hese.mean'\n"
               "  termscope-cli inspect net.onnx --terms fc2 --row 3 --group 5\n"
               "  termscope-cli inspect net.onnx --pairs conv5 --data photos,labels.txt --preprocess torchvision\n"
               "  termscope-cli inspect net.onnx --data arrays.npz --outputs outputs.npz     what it gives, for other "
               "tools\n";
    }

    void addOptions(CLI::App& app) override
    {
        addInteger(app, "--bits,--weight-bits", bits_, {smallestBits, largestBits},
                   text("Bits of a quantized weight, its sign included. [", smallestBits, "…", largestBits,
                        "; default ", Settings{}.weightBits, "]"));
        addSettingsOf(app, settings_, WeightSpec | RevealSpec | DataSpec | AttentionSpec, {"weight_bits"});
        addPairsOptions(app, pairs_);
        addOutputsOptions(app, outputs_);
        addTermsOptions(app, terms_);
        addLayerRules(app, layers_);
        addFlag(app, "--no-values", noValues_,
                "Leave out what takes going over the weights: a file of many gigabytes is listed at once.");
        addFlag(app, "--json", json_, "Print JSON; macs is null where the file cannot tell.");
        addNetworkChoice(app, network_);
    }

    Outcome run(Output& output) override
    {
        settings_.weightBits = static_cast<int>(bits_.value_or(settings_.weightBits));
        if (const Outcome checked = checkOptions(settings_); !checked)
            return checked;
        if (const Outcome checked = checkPairsOptions(pairs_, outputs_.out.has_value()); !checked)
            return checked;
        if (const Outcome checked = checkTermsOptions(terms_); !checked)
            return checked;
        if (pairs_.layer && terms_.layer)
            return badInput("inspect: expected one of --pairs and --terms, found both");
        if (outputs_.out && (pairs_.layer || terms_.layer))
            return badInput("inspect: expected one of --outputs, --pairs and --terms, found two");
        const Result<NetworkPtr> network = openNetwork(network_);
        if (!network)
            return badInput(network.error());
        if (Outcome applied = applyLayerRules(settings_, layers_, **network); !applied)
            return applied;
        if (outputs_.out) {
            outputs_.data = pairs_.images;
            outputs_.samples = pairs_.samples;
            return writeOutputs(outputs_, *network, network_, json_, output);
        }
        if (pairs_.layer)
            return reportPairs(pairs_, *network, network_.example(), settings_, json_, output);
        const NetworkPtr quantized = quantizedNetwork(*network, settings_);
        if (terms_.layer)
            return reportTerms(terms_, *quantized, settings_, json_, output);
        const NetworkPlan plan(*quantized, Method::Revealed, settings_);
        std::vector<LayerReport> reports;
        for (int layer = 0; layer < plan.size(); ++layer)
            reports.push_back(reportOn(*quantized, layer, plan[layer], !noValues_));
        if (const Result<void> same = unchanged(**network); !same)
            return badInput(same.error());
        if (json_)
            writeJson(*quantized, reports, output);
        else
            writeText(*quantized, reports, plan.runsAsGiven(), output);
        return {};
    }

private:
    void writeJson(const Network& network, const std::vector<LayerReport>& reports, Output& output) const
    {
        Json layers = Json::array();
        for (const LayerReport& report : reports)
            layers.push_back(layerJson(report));
        Json document{{"name", network.name},
                      {"format", network.format->title},
                      {"bits", settings_.weightBits},
                      {"layers", std::move(layers)},
                      {"warnings", warningsOf(network, reports)}};
        if (Json tables = tablesJson(network); !tables.empty())
            document["float_tables"] = std::move(tables);
        output.write(toText(document) + "\n");
    }

    void writeText(const Network& network, const std::vector<LayerReport>& reports, bool given, Output& output) const
    {
        output.write(text(printable(network.name), " (", network.format->title, ")\n\n",
                          layerTable(reports, !noValues_), tablesText(network)));
        if (!noValues_)
            output.write(
                text("\nTerms per value ",
                     given ? std::string("of the file's integers") : text("at ", settings_.weightBits, " bits"),
                     ": the mean, and the percentage of values with 0, 1, 2, … terms\n\n", termTable(reports)));
        printWarnings(warningsOf(network, reports));
    }

    NetworkChoice network_;
    std::optional<std::int64_t> bits_;
    Settings settings_;
    PairsRequest pairs_;
    TermsRequest terms_;
    OutputsRequest outputs_;
    std::vector<LayerRule> layers_;
    bool noValues_ = false;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand()
{
    return std::make_unique<InspectCommand>();
}

} // namespace termscope::cli
