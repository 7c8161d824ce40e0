// compare: two networks, or one at two settings, tensor by tensor and sample by sample.
#include "app/cli/Command.h"
#include "app/cli/CompareReport.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/TableOptions.h"
#include "app/cli/VariantText.h"

#include "core/base/Text.h"
#include "resources/Examples.h"

#include <cstdio>

namespace termscope::cli {
namespace {

class CompareCommand : public Command {
public:
    std::string name() const override { return "compare"; }
    std::string summary() const override { return "Two networks, or one at two settings, side by side."; }
    std::string examples() const override
    {
        return "Of every tensor that both have by name: SQNR in dB and the largest difference of B from A. On the "
               "same\n"
               "data: both scores, the samples that flip (right to wrong, wrong to right, to another wrong class), "
               "how\n"
               "often both give the same class, and the Kullback-Leibler divergence of B's classes from A's. Of text:\n"
               "both perplexities, and the tokens whose likeliest next word flips. Layers that only one has are "
               "named.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli compare float.onnx int8.onnx --data images.gz,labels.gz\n"
               "  termscope-cli compare epoch10.onnx epoch20.onnx --data val,val_labels.txt --json\n"
               "  termscope-cli compare net.onnx --a qt,bits=8 --b tr,k=8,s=2\n"
               "  termscope-cli compare --example fashion --example fashion-int8\n"
               "  termscope-cli compare cnn.onnx --b plan=cnn.plan.json --limit 1000\n"
               "  termscope-cli compare a.safetensors b.safetensors\n";
    }

    void addOptions(CLI::App& app) override;
    Outcome run(Output& output) override;

private:
    Outcome openBoth();
    Result<Variant> variantOf(const std::optional<std::string>& words, const std::vector<LayerRule>& rules,
                              const Network& network, const std::string& option) const;
    Result<Compared> compared();
    Result<void> runBoth(Compared& result);
    Result<void> curvesOf(Compared& result, Evaluator& a, Evaluator& b) const;
    std::vector<std::filesystem::path> inputs() const;
    bool isOne() const { return choices_.size() == 1; }
    const NetworkChoice& choiceOf(std::size_t side) const { return choices_[isOne() ? 0 : side]; }

    std::vector<std::string> files_;
    std::vector<std::string> examples_;
    std::optional<std::string> with_;    ///< B's file
    std::vector<NetworkChoice> choices_; ///< one, or two
    NetworkPtr networks_[2];
    EvaluatorOptions on_;
    Settings settings_;
    std::optional<std::string> a_;
    std::optional<std::string> b_;
    std::vector<LayerRule> rulesOfA_;
    std::vector<LayerRule> rulesOfB_;
    std::vector<int> budgets_;
    TableOptions table_;
    bool weightsAlone_ = false;
};

void CompareCommand::addOptions(CLI::App& app)
{
    addText(app, "--a", "SETTINGS", a_,
            "How A runs: float, qt, tr or given, and KEY=VALUE by a setting's name or symbol, separated by commas; "
            "plan=FILE for layers with settings of their own. [default: float, or given where the file has quantized]");
    addText(app, "--b", "SETTINGS", b_, "How B runs, likewise; needed where there is one network.");
    addText(app, "--with", "FILE", with_, "B's network, in place of a second FILE; A may then be an embedded one.");
    addLayerRulesOfSide(app, "--a-layer", rulesOfA_);
    addLayerRulesOfSide(app, "--b-layer", rulesOfB_);
    const SettingInfo& budget = *findSetting("budget");
    addList(app, "--budgets", budgets_, {budget.minimum, budget.maximum},
            "Also the curves of both and their difference: the scores at these k of TR, each at its own settings.");
    addWorkloadOptions(app, on_);
    addSettingsOf(app, settings_, WeightSpec | RevealSpec | DataSpec);
    addLimitOptions(app, on_);
    addFlag(app, "--weights-only", weightsAlone_, "Compare the tensors, and run nothing.");
    addText(app, "--csv", "FILE", table_.csv,
            "Write the table of tensors as CSV to a file; - prints it in place of the text.");
    addFlag(app, "--json", table_.json, "Print JSON.");
    app.add_option("FILES", files_, "A and B, or one network at two settings. [default: the embedded digits network]")
        ->type_name("")
        ->expected(0, 2);
    std::vector<std::string> names;
    for (const embedded::Example& example : embedded::examples())
        names.emplace_back(example.name);
    app.add_option("--example", examples_,
                   text("An embedded network in place of a file, after those; its data are used where no others are "
                        "given. The option may be given twice. [",
                        embedded::exampleNames(), "]"))
        ->type_name("NAME")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

std::vector<std::filesystem::path> CompareCommand::inputs() const
{
    std::vector<std::filesystem::path> paths = filesOf(on_, choices_.front());
    for (const std::string& file : files_)
        paths.emplace_back(file);
    if (with_)
        paths.emplace_back(*with_);
    return paths;
}

Outcome CompareCommand::openBoth()
{
    for (const std::string& file : files_)
        choices_.push_back({file, std::nullopt, {}});
    for (const std::string& example : examples_) {
        if (!embedded::findExample(example))
            return badInput("--example: expected one of ", embedded::exampleNames(), ", found ", example);
        choices_.push_back({std::nullopt, example, {}});
    }
    if (choices_.empty())
        choices_.emplace_back();
    if (with_)
        choices_.push_back({with_, std::nullopt, {}});
    if (choices_.size() > 2)
        return badInput("compare: expected two networks, found ", choices_.size());
    if (isOne() && !b_)
        return badInput("compare: expected two networks, or the settings of the second in --b, found one network");
    if (Outcome checked = checkOptions(settings_); !checked)
        return checked;
    if (Outcome checked = checkEvaluatorOptions(on_, choices_.front()); !checked)
        return checked;
    if (Outcome checked = checkTableOptions(table_, inputs()); !checked)
        return checked;
    for (std::size_t side = 0; side < choices_.size(); ++side) {
        const Result<NetworkPtr> network = openNetwork(choices_[side]);
        if (!network)
            return badInput(network.error());
        networks_[side] = *network;
    }
    if (isOne())
        networks_[1] = networks_[0];
    return {};
}

Result<Variant> CompareCommand::variantOf(const std::optional<std::string>& words, const std::vector<LayerRule>& rules,
                                          const Network& network, const std::string& option) const
{
    Variant variant{hasGivenLayers(network) ? Method::Given : Method::Float, settings_};
    if (words) {
        Result<Variant> parsed = parseVariant(*words, variant, network);
        if (!parsed)
            return fail(option, ": ", parsed.error().message);
        variant = std::move(*parsed);
    }
    if (rules.empty())
        return variant;
    Result<LayerOverrides> layers = overridesOf(network, rules);
    if (!layers)
        return tl::unexpected(layers.error());
    layers->merge(variant.settings.layers); // those of a plan, below them
    variant.settings.layers = std::move(*layers);
    if (const Result<void> legal = checkSettings(variant.settings); !legal)
        return fail(option, "-layer: ", legal.error().message);
    return variant;
}

/// What both make of the same samples.
Result<void> CompareCommand::runBoth(Compared& result)
{
    const Variant& ofA = result.a.variant;
    const Variant& ofB = result.b.variant;
    Result<OpenedEvaluator> a = openEvaluator(on_, choiceOf(0), networks_[0], ofA.settings);
    if (!a)
        return tl::unexpected(a.error());
    // Data of the second network's own would be other data.
    NetworkChoice second = choiceOf(1);
    second.exampleName = choiceOf(0).exampleName;
    Result<OpenedEvaluator> b = isOne() ? OpenedEvaluator{a->evaluator->beside(), a->images, a->text}
                                        : openEvaluator(on_, second, networks_[1], ofB.settings);
    if (!b)
        return tl::unexpected(b.error());
    result.data = a->evaluator->dataName();
    result.arrays = a->images && !a->images->parts.empty();
    ProgressLine line;
    const auto show = [&](double fraction) { line.show(fraction); };
    auto* const imagesOfA = dynamic_cast<ImageEvaluator*>(a->evaluator.get());
    auto* const imagesOfB = dynamic_cast<ImageEvaluator*>(b->evaluator.get());
    if (imagesOfA && imagesOfB) {
        Result<OutputComparison> outputs = compareOutputs(*imagesOfA, ofA, *imagesOfB, ofB, show);
        if (!outputs)
            return tl::unexpected(outputs.error());
        result.outputs = std::move(*outputs);
        return curvesOf(result, *a->evaluator, *b->evaluator);
    }
    if (a->evaluator->workload() != b->evaluator->workload())
        return fail("expected two networks on the same data, found one on images and one on text");
    auto* const textOfA = dynamic_cast<TextEvaluator*>(a->evaluator.get());
    auto* const textOfB = dynamic_cast<TextEvaluator*>(b->evaluator.get());
    Result<TextComparison> texts = compareTexts(*textOfA, ofA, *textOfB, ofB, show);
    if (!texts)
        return tl::unexpected(texts.error());
    result.outputs = std::move(texts->outputs);
    result.texts.emplace(std::move(texts->a), std::move(texts->b));
    return curvesOf(result, *a->evaluator, *b->evaluator);
}

Result<void> CompareCommand::curvesOf(Compared& result, Evaluator& a, Evaluator& b) const
{
    Result<std::vector<CurveDifference>> curves = compareCurves(a, result.a.variant.settings, b,
                                                                result.b.variant.settings, budgets_);
    if (!curves)
        return tl::unexpected(curves.error());
    result.curves = std::move(*curves);
    return {};
}

Result<Compared> CompareCommand::compared()
{
    const Result<Variant> ofA = variantOf(a_, rulesOfA_, *networks_[0], "--a");
    if (!ofA)
        return tl::unexpected(ofA.error());
    const Result<Variant> ofB = variantOf(b_, rulesOfB_, *networks_[1], "--b");
    if (!ofB)
        return tl::unexpected(ofB.error());
    const InterruptScope interruptible;
    Compared result{{networks_[0], *ofA}, {networks_[1], *ofB}, {}, {}, {}, {}, {}, {}};
    Result<WeightComparison> weights = compareWeights(result.a, result.b);
    if (!weights)
        return tl::unexpected(weights.error());
    result.weights = std::move(*weights);
    const bool runs = networks_[0]->graph && networks_[1]->graph;
    if (runs && !weightsAlone_)
        if (const Result<void> ran = runBoth(result); !ran)
            return tl::unexpected(ran.error());
    if (!runs && !weightsAlone_)
        std::fprintf(stderr, "warning: %s: holds weights only, and no score: the tensors alone are compared\n",
                     (networks_[0]->graph ? networks_[1] : networks_[0])->name.c_str());
    return result;
}

Outcome CompareCommand::run(Output& output)
{
    if (Outcome opened = openBoth(); !opened)
        return opened;
    const Result<Compared> found = compared();
    if (!found)
        return badInput(found.error());
    for (const NetworkPtr& network : networks_)
        if (const Result<void> same = unchanged(*network); !same)
            return badInput(same.error());
    return writeTable(table_,
                      {[&] { return comparisonCsv(found->weights); }, [&] { return compareJson(*found); },
                       [&] { return compareText(*found); }},
                      output);
}

} // namespace

std::unique_ptr<Command> makeCompareCommand()
{
    return std::make_unique<CompareCommand>();
}

} // namespace termscope::cli
