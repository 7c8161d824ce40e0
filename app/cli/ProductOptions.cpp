#include "app/cli/ProductOptions.h"

#include "app/cli/Interrupt.h"
#include "core/base/Text.h"
#include "core/settings/NetworkPlan.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/study/NetworkTiming.h"

#include <algorithm>

namespace termscope::cli {
namespace {

/// What makes a layer's integers, and says nothing of other products.
const std::initializer_list<std::string_view> layerSettings{"per_channel",         "calibration", "fold_normalization",
                                                            "calibration_samples", "source",      "attention"};

/// A layer that is to be run, and what it runs at.
struct ChosenLayer {
    int index = 0;
    LayerShape shape;
    LayerPlan plan;
};

/// What the user says of the layer; its name alone says nothing.
Result<LayerRule> ruleOf(const std::string& option, const Network& network)
{
    if (findLayer(network, option) || option.find(':') == std::string::npos)
        return LayerRule{option, {}};
    Result<LayerRule> rule = parseLayerRule(option);
    return rule ? rule : fail("--layer: ", rule.error().message);
}

Result<ChosenLayer> chosenLayer(const TimingTask& task, const std::string& name)
{
    const std::optional<int> index = findLayer(*task.network, name);
    if (!index) // a name with a *, as any other name has been refused
        return fail("--layer: expected the name of one layer, found ", inQuotes(name));
    const bool revealed = task.config.terms.mode == TermMode::Revealed;
    ChosenLayer chosen{*index, {}, (revealed ? task.revealed : task.quantized)[*index]};
    const WeightLayer& layer = task.network->layers[static_cast<std::size_t>(*index)];
    const std::string of = "layer " + inQuotes(layer.name);
    if (chosen.plan.method == Method::Float)
        return fail(of, ": expected one that an array runs, found one in float32 (",
                    layer.isAttention() ? "--attention qt or tr" : "--layer NAME:qt or NAME:tr", " quantizes it)");
    if (layer.given && layer.given->block > 0 && layer.given->block < layer.fanIn()
        && chosen.plan.settings.source == Source::Given)
        return fail(of, ": expected one product, found one for every ", layer.given->block,
                    " inputs, which have scales of their own (--source requantize makes it one)");
    const NetworkShapes shapes = shapesOf(*task.network, task.samples);
    const auto found = std::ranges::find(shapes.layers, *index);
    if (found == shapes.layers.end())
        return layer.isRecurrent() || shapes.warnings.empty()
                   ? fail(of, ": expected a linear layer or a convolution, found a recurrent one")
                   : fail(of, ": its size is not known: ", shapes.warnings.front(), openSizesHint(*task.network));
    chosen.shape = shapes.shapes[static_cast<std::size_t>(found - shapes.layers.begin())];
    return chosen;
}

Result<void> checkProduct(const ChosenLayer& chosen, const TimingConfig& config, const GemmShape& shape,
                          const ProductCheck& check)
{
    if (const auto registers = registersFor(config.terms); config.mac == MacKind::Term && !registers)
        return fail("layer ", inQuotes(chosen.shape.name), ": the control registers cannot hold ",
                    registers.error().message);
    return check(config.terms, shape, chosen.shape.kernelPositions);
}

Result<OpenedProduct> layerProduct(const ProductOptions& options, Settings settings, const TimingConfig& timing,
                                   const ProductCheck& check)
{
    const Result<NetworkPtr> network = openNetwork(options.network);
    if (!network)
        return tl::unexpected(network.error());
    const Result<LayerRule> rule = ruleOf(*options.layer, **network);
    if (!rule)
        return tl::unexpected(rule.error());
    if (const auto known = overridesOf(**network, {&*rule, 1}); !known)
        return fail("--layer: ", known.error().message);
    std::vector<LayerRule> rules = options.plan;
    if (rule->layer != LayerOverride{})
        rules.push_back(*rule);
    if (const Outcome applied = applyLayerRules(settings, rules, **network); !applied)
        return fail(applied.error().sentence);
    TimingTask task(**network, settings);
    task.config = timing;
    task.samples = options.batch.value_or(1);
    const Result<ChosenLayer> chosen = chosenLayer(task, rule->name);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const std::int64_t number = options.number.value_or(0);
    if (number >= chosen->shape.repeats)
        return fail("--product: expected 0…", chosen->shape.repeats - 1, ", as layer ", inQuotes(chosen->shape.name),
                    " takes ", chosen->shape.repeats, ", found ", number);
    const TimingConfig config = configOf(task, chosen->index);
    if (const auto fits = checkProduct(*chosen, config, chosen->shape.gemm, check); !fits)
        return tl::unexpected(fits.error());
    EvaluatorOptions workload = options.workload;
    workload.limit = task.samples;
    const Result<OpenedEvaluator> opened = openEvaluator(workload, options.network, *network, settings);
    if (!opened)
        return tl::unexpected(opened.error());
    task.evaluator = opened->evaluator.get();
    const InterruptScope interruptible;
    const auto product = NetworkTiming().product(task, chosen->shape, chosen->index, number);
    if (!product)
        return tl::unexpected(product.error());
    if (const auto fits = checkProduct(*chosen, config, (*product)->shape, check); !fits)
        return tl::unexpected(fits.error());
    const std::string part = chosen->shape.repeats > 1 ? text(", product ", number, " of 0…", chosen->shape.repeats - 1)
                                                       : "";
    return OpenedProduct{operandsOf(**product, config.terms),
                         text("of layer ", chosen->shape.name, " of ", (*network)->name, ", ", describe(chosen->plan),
                              part, ", ", task.samples, task.samples == 1 ? " sample of " : " samples of ",
                              task.evaluator->dataName())};
}

Result<RawOperands> rawOperands(const ProductOptions& options, const TimingConfig& timing,
                                const std::optional<GemmShape>& shape)
{
    if (!options.operandFile)
        return randomProduct(*shape, timing.terms, static_cast<std::uint64_t>(options.seed.value_or(1)));
    Result<RawOperands> read = readOperandFile(*options.operandFile);
    if (read && shape && *shape != read->shape)
        return fail(*options.operandFile, ": expected the product ", *options.gemm, ", found ", read->shape.m, "x",
                    read->shape.k, "x", read->shape.n);
    return read;
}

} // namespace

void addProductOptions(CLI::App& app, ProductOptions& options, Settings& settings)
{
    addText(app, "--gemm", "MxKxN", options.gemm,
            "The product of an M×K and a K×N matrix, of random integers unless --operands is given.");
    addText(app, "--operands", "NPZ", options.operandFile,
            "The operands: arrays x [M, K] and w [K, N] (or inputs, weights) of whole numbers that fit the bits.");
    addInteger(app, "--seed", options.seed, {0, std::numeric_limits<std::int64_t>::max()},
               "Of random operands. [default 1]");
    addText(app, "--layer", "NAME[:SETTINGS]", options.layer,
            "The operands: this layer's weights, and what enters it for the first samples of the data. After a colon "
            "what the layer has of its own, such as fc3:k=8,s=2, conv1:tr or fc1:qt,bits=6.");
    addInteger(app, "--product", options.number, {0, std::numeric_limits<std::int64_t>::max()},
               "Which of the layer's products: its groups of channels, or samples and their heads. [default 0]");
    addInteger(app, "--batch", options.batch, {1, std::int64_t{1} << 31},
               "Samples that enter the layer: M of a linear one. [default 1]");
    addPlan(app, options.plan);
    addSettings(app, settings, layerSettings);
    addWorkloadOptions(app, options.workload);
    addNetworkChoice(app, options.network);
}

Outcome checkProductOptions(const ProductOptions& options, const Settings& settings)
{
    if (options.seed && (options.operandFile || options.layer))
        return badInput("--seed: is of random operands, not of ", options.layer ? "--layer" : "--operands");
    if (options.gemm)
        if (const Result<GemmShape> shape = shapeFrom(*options.gemm); !shape)
            return badInput(shape.error());
    if (options.layer && (options.gemm || options.operandFile))
        return badInput("--layer: is another product than that of ", options.gemm ? "--gemm" : "--operands");
    if (options.layer)
        return checkEvaluatorOptions(options.workload, options.network);
    if (options.network.given() || !options.network.shapes.empty())
        return badInput("--layer: expected the name of a layer beside a network, found none");
    for (const auto& [name, isGiven] : {std::pair{"--batch", options.batch.has_value()},
                                        {"--product", options.number.has_value()},
                                        {"--plan", !options.plan.empty()},
                                        {"--data", options.workload.data.data.has_value()},
                                        {"--tokens", options.workload.text.tokens.has_value()}})
        if (isGiven)
            return badInput(name, ": is of a layer's product (--layer)");
    for (const std::string_view key : layerSettings)
        if (const SettingInfo& info = *findSetting(key); info.get(settings) != info.get(Settings{}))
            return badInput(optionName(key), ": is of a layer's product (--layer)");
    return {};
}

Result<OpenedProduct> openProduct(const ProductOptions& options, const Settings& settings, const TimingConfig& timing,
                                  const GemmShape& usual, const ProductCheck& check)
{
    if (options.layer)
        return layerProduct(options, settings, timing, check);
    std::optional<GemmShape> shape;
    if (options.gemm)
        shape = *shapeFrom(*options.gemm);
    else if (!options.operandFile)
        shape = usual;
    if (shape)
        if (const Result<void> fits = check(timing.terms, *shape, 1); !fits)
            return tl::unexpected(fits.error());
    const Result<RawOperands> raw = rawOperands(options, timing, shape);
    if (!raw)
        return tl::unexpected(raw.error());
    if (const Result<void> fits = check(timing.terms, raw->shape, 1); !fits)
        return tl::unexpected(fits.error());
    auto operands = makeOperands(raw->shape, timing.terms, raw->x, raw->w);
    if (!operands)
        return fail(options.operandFile.value_or("operands"), ": array ", operands.error().message);
    return OpenedProduct{std::move(*operands),
                         options.operandFile ? "of " + std::filesystem::path(*options.operandFile).filename().string()
                                             : text("random, seed ", options.seed.value_or(1))};
}

} // namespace termscope::cli
