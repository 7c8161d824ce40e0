// sensitivity: what each layer of a network loses at a setting, alone and within all others.
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/ScoreText.h"
#include "app/cli/SettingsJson.h"
#include "app/cli/TableOptions.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"
#include "core/study/Sensitivity.h"

#include <cmath>

namespace termscope::cli {
namespace {

/// A number of dB, "∞" without error, "-" where it is not known.
std::string decibels(const std::optional<double>& value)
{
    return !value ? "-" : std::isinf(*value) ? "∞" : fixed(*value, 1);
}

/// JSON knows no infinity: an error of nothing is null, as is what is not known.
Json finite(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

std::string sensitivityJson(const std::string& network, const std::string& data, const Sensitivity& found)
{
    const ScoreWords words = wordsOf(found.floats.scoreKind());
    const bool ofValues = found.floats.scoreKind() == ScoreKind::Sqnr;
    Json layers = Json::array();
    for (const LayerSensitivity& layer : found.layers)
        layers.push_back({{"name", layer.name},
                          {"only", scoreJson(layer.only)},
                          {"all_but", scoreJson(layer.allBut)},
                          {"sqnr_output_db", finite(layer.sqnrOfOutput)},
                          {"sqnr_weights_db", finite(layer.sqnrOfWeights)},
                          {ofValues ? "noise" : "kl", orNull(layer.divergence)},
                          {"pairs_share", layer.pairsShare}});
    if (found.floats.evaluated == 0)
        return toText(Json{{"network", network},
                           {"data", data},
                           {"settings", settingsJson(found.method, found.settings)},
                           {"layers", layers}})
               + "\n";
    return toText(Json{{"network", network},
                       {"data", data},
                       {words.samples, found.floats.evaluated},
                       {"score", words.key},
                       {"settings", settingsJson(found.method, found.settings)},
                       {"layers", layers},
                       {"float", scoreJson(found.floats)},
                       {"all", scoreJson(found.all)}})
           + "\n";
}

/// Of --no-scores: what is known without evaluating the network.
std::string errorsText(const std::string& network, const std::string& data, const Sensitivity& found,
                       std::span<const std::size_t> order)
{
    TextTable table({"layer", "runs as", "SQNR out dB", "SQNR w dB", "pairs %"}, 2);
    for (const std::size_t i : order) {
        const LayerSensitivity& layer = found.layers[i];
        table.addRow({printable(layer.name), describe(layer.plan), decibels(layer.sqnrOfOutput),
                      decibels(layer.sqnrOfWeights), fixed(100.0 * layer.pairsShare, 1)});
    }
    return text(printable(network), " on ", printable(data), ", no scores\n\n", table.toText());
}

std::string sensitivityText(const std::string& network, const std::string& data, const Sensitivity& found,
                            std::span<const std::size_t> order)
{
    if (found.floats.evaluated == 0)
        return errorsText(network, data, found, order);
    const ScoreWords words = wordsOf(found.floats.scoreKind());
    const bool ofValues = found.floats.scoreKind() == ScoreKind::Sqnr;
    TextTable table({"layer", "runs as", text("only", words.unit), text("all but", words.unit), "SQNR out dB",
                     "SQNR w dB", ofValues ? "noise" : "KL", "pairs %"},
                    2);
    const auto score = [](const Evaluation& of) { return of.evaluated == 0 ? "-" : scoreText(of); };
    for (const std::size_t i : order) {
        const LayerSensitivity& layer = found.layers[i];
        table.addRow({printable(layer.name), describe(layer.plan), score(layer.only), score(layer.allBut),
                      decibels(layer.sqnrOfOutput), decibels(layer.sqnrOfWeights),
                      layer.divergence ? significant(*layer.divergence, 3) : "-", fixed(100.0 * layer.pairsShare, 1)});
    }
    return text(printable(network), " on ", printable(data), ", ", found.floats.evaluated, ' ', samplesOf(found.floats),
                "\n\n", words.title, ": float ", scoreText(found.floats), words.unit, ", all layers at the setting ",
                scoreText(found.all), words.unit, "\n\n", table.toText());
}

class SensitivityCommand : public Command {
public:
    std::string name() const override { return "sensitivity"; }
    std::string summary() const override
    {
        return "Measure what each layer loses at a setting, alone and within all others.";
    }
    std::string examples() const override
    {
        return "A row per layer: the score with only this layer at the setting and all others in float32; with all\n"
               "layers at it but this one; the SQNR of its outputs and of its weights; the Kullback-Leibler "
               "divergence\n"
               "of the network's classes from those of float32, with only this layer; its share of the provisioned\n"
               "pairs. What layers have in common is run once.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli sensitivity --limit 1000 --budget 8\n"
               "  termscope-cli sensitivity cnn.onnx --data test_batch.bin --sort only\n"
               "  termscope-cli sensitivity cnn.onnx --data val,val_labels.txt --method qt --weight-bits 4 --json\n"
               "  termscope-cli sensitivity cnn.onnx --data val,val_labels.txt --no-scores     the ranking by SQNR, at "
               "once\n";
    }

    void addOptions(CLI::App& app) override
    {
        addWorkloadOptions(app, on_);
        addChoice(app, "--method", method_, {"qt", "tr"}, "Quantize, or quantize and reveal. [default tr]");
        addSettingsOf(app, settings_, WeightSpec | RevealSpec | DataSpec | AttentionSpec);
        calibrationSamples_ = app.get_option("--calibration-samples");
        addLayerRules(app, layers_);
        addLimitOptions(app, on_);
        addInteger(app, "--noise-samples", noiseSamples_, {1, 4096},
                   "Samples that tell the SQNR of outputs. [1…4096; default 16]");
        addFlag(
            app, "--no-scores", noScores_,
            text("The SQNR of outputs and of weights and the share of pairs alone, which take no run of all samples; "
                 "the layer with most noise in its outputs first. --calibration-samples is ",
                 rankingSamples, " by default then."));
        addChoice(app, "--sort", sort_, {"depth", "only", "sqnr"},
                  "Rows in the network's order, or the layer that loses most alone first, by score or by the SQNR of "
                  "its outputs. [default depth; sqnr without scores]");
        addText(app, "--csv", "FILE", table_.csv,
                "Write the table as CSV to a file; - prints it in place of the text.");
        addFlag(app, "--json", table_.json, "Print JSON.");
        addNetworkChoice(app, network_);
    }

    Outcome run(Output& output) override
    {
        if (Outcome checked = checkOptions(settings_); !checked)
            return checked;
        if (noScores_ && sort_ == "only")
            return badInput("--sort: expected depth or sqnr beside --no-scores, found only");
        if (Outcome checked = checkEvaluatorOptions(on_, network_); !checked)
            return checked;
        if (Outcome checked = checkTableOptions(table_, filesOf(on_, network_)); !checked)
            return checked;
        const Result<NetworkPtr> network = openNetwork(network_);
        if (!network)
            return badInput(network.error());
        if (Outcome applied = applyLayerRules(settings_, layers_, **network); !applied)
            return applied;
        const Result<Study> study = interruptibleStudy(*network);
        if (!study)
            return badInput(study.error());
        if (const Result<void> same = unchanged(**network); !same)
            return badInput(same.error());
        return write((*network)->name, *study, output);
    }

private:
    struct Study {
        std::string data;
        Sensitivity found;
    };

    Result<Study> interruptibleStudy(const NetworkPtr& network)
    {
        const InterruptScope interruptible;
        const Result<OpenedEvaluator> opened = openEvaluator(on_, network_, network, settings_);
        if (!opened)
            return tl::unexpected(opened.error());
        SensitivityConfig config{method_ == "qt" ? Method::Quantized : Method::Revealed, settings_};
        config.noiseSamples = noiseSamples_.value_or(config.noiseSamples);
        config.scores = !noScores_;
        if (noScores_ && calibrationSamples_->count() == 0)
            config.settings.calibrationSamples = std::min(config.settings.calibrationSamples, rankingSamples);
        ProgressLine line;
        Result<Sensitivity> found = sensitivityOf(*opened->evaluator, config,
                                                  [&](double fraction) { line.show(fraction); });
        checkCancelled();
        if (!found)
            return tl::unexpected(found.error());
        return Study{opened->evaluator->dataName(), std::move(*found)};
    }

    std::vector<std::size_t> order(const Sensitivity& found) const
    {
        const std::string sort = sort_.value_or(noScores_ ? "sqnr" : "depth");
        std::vector<std::size_t> rows = worstFirst(found,
                                                   sort == "sqnr" ? SensitivityRank::Noise : SensitivityRank::Score);
        if (sort == "depth")
            std::ranges::sort(rows);
        return rows;
    }

    Outcome write(const std::string& network, const Study& study, Output& output) const
    {
        return writeTable(table_,
                          {[&] { return sensitivityCsv(study.found); },
                           [&] { return sensitivityJson(network, study.data, study.found); },
                           [&] { return sensitivityText(network, study.data, study.found, order(study.found)); }},
                          output);
    }

    EvaluatorOptions on_;
    NetworkChoice network_;
    Settings settings_;
    std::vector<LayerRule> layers_;
    std::optional<std::string> method_;
    std::optional<std::string> sort_;
    const CLI::Option* calibrationSamples_ = nullptr;
    bool noScores_ = false;
    TableOptions table_;
    std::optional<std::int64_t> noiseSamples_;
};

} // namespace

std::unique_ptr<Command> makeSensitivityCommand()
{
    return std::make_unique<SensitivityCommand>();
}

} // namespace termscope::cli
