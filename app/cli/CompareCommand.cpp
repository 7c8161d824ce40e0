// compare: two networks, or one at two settings, tensor by tensor and sample by sample.
#include "app/cli/Command.h"
#include "app/cli/EvaluatorOptions.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Options.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/SettingsJson.h"
#include "app/cli/TableOptions.h"
#include "app/cli/TextTable.h"
#include "app/cli/VariantText.h"

#include "core/base/Text.h"
#include "core/study/NetworkComparison.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace termscope::cli {
namespace {

/// What there is to say of both.
struct Compared {
    ComparedNetwork a;
    ComparedNetwork b;
    WeightComparison weights;
    std::string data; ///< empty: they were not run
    std::optional<OutputComparison> outputs;
    std::optional<std::pair<Evaluation, Evaluation>> texts;
};

/// "TR, HESE, g = 8, …" in the words that --a and --b take.
std::string variantText(const Variant& variant)
{
    const Settings& s = variant.settings;
    std::string words(nameOf(variant.method));
    if (variant.method == Method::Quantized || variant.method == Method::Revealed)
        words += text(",weight-bits=", s.weightBits, ",data-bits=", s.dataBits);
    if (variant.method == Method::Revealed)
        words += text(",g=", s.groupSize, ",k=", s.budget, ",s=", s.dataTerms);
    return words;
}

/// "∞" where nothing differs, "-∞" where A is all zeros and B is not.
std::string sqnrText(double sqnr)
{
    return !std::isinf(sqnr) ? fixed(sqnr, 1) : sqnr > 0.0 ? "∞" : "-∞";
}

double pairsOf(const ComparedNetwork& of)
{
    const NetworkPtr network = quantizedNetwork(of.network, of.variant.settings);
    return provisionedPairs(*network, NetworkPlan(*network, of.variant.method, of.variant.settings));
}

bool hasPairs(const Variant& variant)
{
    return variant.method != Method::Float;
}

Json finiteOr(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json sideJson(const Compared& compared, bool first)
{
    const ComparedNetwork& side = first ? compared.a : compared.b;
    Json json{{"network", side.network->name}, {"settings", settingsJson(side.variant.method, side.variant.settings)}};
    json["pairs_per_mac_provisioned"] = hasPairs(side.variant) ? Json(pairsOf(side)) : Json(nullptr);
    json["score"] = nullptr;
    if (compared.texts)
        json["score"] = scoreOf(first ? compared.texts->first : compared.texts->second);
    else if (compared.outputs && compared.outputs->judged > 0)
        json["score"] = compared.outputs->top1(first ? compared.outputs->correctInA : compared.outputs->correctInB);
    return json;
}

Json flipsJson(const OutputComparison& outputs)
{
    Json list = Json::array();
    for (const Flip& flip : outputs.flips)
        list.push_back({{"image", flip.sample},
                        {"label", flip.label < 0 ? Json(nullptr) : Json(flip.label)},
                        {"a", flip.a},
                        {"b", flip.b}});
    if (!outputs.hasClasses)
        return {{"samples", outputs.samples}, {"sqnr_output_db", finiteOr(outputs.sqnr)}};
    return {{"images", outputs.samples},
            {"judged", outputs.judged},
            {"agreement", outputs.agreement()},
            {"right_to_wrong", outputs.rightToWrong},
            {"wrong_to_right", outputs.wrongToRight},
            {"other_wrong", outputs.otherWrong},
            {"kl", outputs.divergence},
            {"sqnr_output_db", finiteOr(outputs.sqnr)},
            {"flipped", list}};
}

std::string compareJson(const Compared& compared)
{
    Json tensors = Json::array();
    for (const TensorDifference& tensor : compared.weights.tensors)
        tensors.push_back({{"name", tensor.name},
                           {"tensor", tensor.bias ? "bias" : "weight"},
                           {"shape", tensor.shape},
                           {"sqnr_db", finiteOr(tensor.sqnr)},
                           {"max_difference", tensor.largest},
                           {"range", tensor.range}});
    return toText(Json{{"a", sideJson(compared, true)},
                       {"b", sideJson(compared, false)},
                       {"data", compared.data.empty() ? Json(nullptr) : Json(compared.data)},
                       {"score", compared.texts ? "perplexity" : "top1"},
                       {"tensors", tensors},
                       {"only_in_a", compared.weights.onlyInA},
                       {"only_in_b", compared.weights.onlyInB},
                       {"other_shapes", compared.weights.otherShapes},
                       {"outputs", compared.outputs ? flipsJson(*compared.outputs) : Json(nullptr)}})
           + "\n";
}

std::string namesText(const char* what, const std::vector<std::string>& names)
{
    constexpr std::size_t named = 12;
    std::string words;
    for (std::size_t i = 0; i < std::min(named, names.size()); ++i)
        words += (i == 0 ? "" : ", ") + printable(names[i]);
    return names.empty() ? "" : text(what, words, names.size() > named ? ", …" : "", '\n');
}

std::string outputsText(const OutputComparison& outputs)
{
    if (!outputs.hasClasses)
        return text("SQNR of B's outputs ", sqnrText(outputs.sqnr), " dB\n");
    std::string words;
    const bool labelled = outputs.judged > 0;
    if (labelled)
        words += text("Top-1: A ", fixed(outputs.top1(outputs.correctInA), 2), " %, B ",
                      fixed(outputs.top1(outputs.correctInB), 2), " %\n");
    words += text("Same class: ", fixed(outputs.agreement(), 2), " %, KL of B from A ",
                  significant(outputs.divergence, 3), ", SQNR of B's outputs ", sqnrText(outputs.sqnr), " dB\n");
    if (labelled)
        words += text("Flipped: right to wrong ", outputs.rightToWrong, ", wrong to right ", outputs.wrongToRight,
                      ", wrong to another wrong ", outputs.otherWrong, '\n');
    return words;
}

std::string compareText(const Compared& compared)
{
    std::string words;
    for (const auto& [letter, side] : {std::pair{"A", &compared.a}, std::pair{"B", &compared.b}})
        words += text(letter, ": ", printable(side->network->name), ", ", variantText(side->variant),
                      hasPairs(side->variant) ? text(", ", fixed(pairsOf(*side), 3), " pairs") : "", '\n');
    if (!compared.data.empty())
        words += text("On ", printable(compared.data), ", ",
                      compared.outputs ? compared.outputs->samples : compared.texts->first.evaluated,
                      !compared.outputs              ? " tokens"
                      : compared.outputs->hasClasses ? " images"
                                                     : " samples",
                      "\n\n");
    if (compared.outputs)
        words += outputsText(*compared.outputs);
    if (compared.texts)
        words += text("Perplexity: A ", fixed(scoreOf(compared.texts->first), 2), ", B ",
                      fixed(scoreOf(compared.texts->second), 2), '\n');
    TextTable table({"tensor", "shape", "SQNR dB", "max |A - B|", "max |A|"}, 2);
    for (const TensorDifference& tensor : compared.weights.tensors)
        table.addRow({printable(tensor.name) + (tensor.bias ? " (bias)" : ""), toText(tensor.shape),
                      sqnrText(tensor.sqnr), significant(tensor.largest, 3), significant(tensor.range, 3)});
    words += "\n" + table.toText();
    const std::string left = namesText("Only in A: ", compared.weights.onlyInA)
                             + namesText("Only in B: ", compared.weights.onlyInB)
                             + namesText("Of other shapes: ", compared.weights.otherShapes);
    return left.empty() ? words : words + "\n" + left;
}

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
               "both perplexities. Layers that only one has are named.\n"
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
    Result<Variant> variantOf(const std::optional<std::string>& words, const Network& network,
                              const std::string& option) const;
    Result<Compared> compared();
    Result<void> runBoth(Compared& result);
    std::vector<std::filesystem::path> inputs() const;
    bool isOne() const { return choices_.size() == 1; }
    const NetworkChoice& choiceOf(std::size_t side) const { return choices_[isOne() ? 0 : side]; }

    std::vector<std::string> files_;
    std::vector<std::string> examples_;
    std::vector<NetworkChoice> choices_; ///< one, or two
    NetworkPtr networks_[2];
    EvaluatorOptions on_;
    Settings settings_;
    std::optional<std::string> a_;
    std::optional<std::string> b_;
    TableOptions table_;
    bool weightsAlone_ = false;
};

void CompareCommand::addOptions(CLI::App& app)
{
    addText(app, "--a", "SETTINGS", a_,
            "How A runs: float, qt, tr or given, and KEY=VALUE by a setting's name or symbol, separated by commas; "
            "plan=FILE for layers with settings of their own. [default: float, or given where the file has quantized]");
    addText(app, "--b", "SETTINGS", b_, "How B runs, likewise; needed where there is one network.");
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
                   "An embedded network in place of a file, after those; its data are used where no others are given. "
                   "The option may be given twice. [digits, fashion, fashion-int8, verses, verses-transformer]")
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
    return paths;
}

Outcome CompareCommand::openBoth()
{
    for (const std::string& file : files_)
        choices_.push_back({file, std::nullopt, {}});
    for (const std::string& example : examples_) {
        if (!embedded::findExample(example))
            return badInput("--example: expected one of digits, fashion, fashion-int8, verses, verses-transformer, "
                            "found ",
                            example);
        choices_.push_back({std::nullopt, example, {}});
    }
    if (choices_.empty())
        choices_.emplace_back();
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

Result<Variant> CompareCommand::variantOf(const std::optional<std::string>& words, const Network& network,
                                          const std::string& option) const
{
    const Variant base{hasGivenLayers(network) ? Method::Given : Method::Float, settings_};
    if (!words)
        return base;
    Result<Variant> variant = parseVariant(*words, base, network);
    if (!variant)
        return fail(option, ": ", variant.error().message);
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
    ProgressLine line;
    const auto show = [&](double fraction) { line.show(fraction); };
    auto* const imagesOfA = dynamic_cast<ImageEvaluator*>(a->evaluator.get());
    auto* const imagesOfB = dynamic_cast<ImageEvaluator*>(b->evaluator.get());
    if (imagesOfA && imagesOfB) {
        Result<OutputComparison> outputs = compareOutputs(*imagesOfA, ofA, *imagesOfB, ofB, show);
        if (!outputs)
            return tl::unexpected(outputs.error());
        result.outputs = std::move(*outputs);
        return {};
    }
    if (a->evaluator->workload() != b->evaluator->workload())
        return fail("expected two networks on the same data, found one on images and one on text");
    Evaluation text = a->evaluator->evaluate(ofA.method, ofA.settings);
    Evaluation other = b->evaluator->evaluate(ofB.method, ofB.settings);
    for (const Evaluation* const of : {&text, &other})
        if (!of->failure.empty())
            return fail(of->failure);
    result.texts.emplace(std::move(text), std::move(other));
    return {};
}

Result<Compared> CompareCommand::compared()
{
    const Result<Variant> ofA = variantOf(a_, *networks_[0], "--a");
    if (!ofA)
        return tl::unexpected(ofA.error());
    const Result<Variant> ofB = variantOf(b_, *networks_[1], "--b");
    if (!ofB)
        return tl::unexpected(ofB.error());
    const InterruptScope interruptible;
    Compared result{{networks_[0], *ofA}, {networks_[1], *ofB}, {}, {}, {}, {}};
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
