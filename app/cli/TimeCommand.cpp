// time: cycles of a network's layers, or of one matrix product, on a systolic array.
#include "app/cli/ArrayOptions.h"
#include "app/cli/Command.h"
#include "app/cli/DataOptions.h"
#include "app/cli/Inputs.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/TimeTable.h"
#include "app/cli/UnitCostOptions.h"

#include "core/data/BatchReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/settings/NetworkPlan.h"
#include "hwmodel/operands/ProductTerms.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/study/NetworkTiming.h"
#include "hwmodel/topology/Topology.h"
#include "resources/Tables.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace termscope::cli {
namespace {

constexpr int largestSramKb = 1 << 30;
constexpr std::int64_t largestBatch = std::int64_t{1} << 31;

class TimeCommand : public Command {
public:
    std::string name() const override { return "time"; }
    std::string summary() const override { return "Cycles of layers or of one matrix product on a systolic array."; }
    std::string examples() const override
    {
        return "A pMAC does one multiply-accumulate a cycle; a tMAC one term pair a cycle of a group, and\n"
               "every step lasts the bound (g·(b_w-1)·(b_d-1) under QT; k·s under TR, never more) unless --sync says "
               "otherwise.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli time --gemm 128x784x512 --rows 128 --cols 64 --dataflow ws\n"
               "  termscope-cli time --mac tmac --mode tr --group-size 8 --budget 12 --data-terms 3 --batch 100\n"
               "  termscope-cli time net.onnx --mac tmac --mode qt --json\n"
               "  termscope-cli time --topology alexnet.csv --config scale.cfg --compat scale-sim-v2 --csv "
               "alexnet_time.csv\n"
               "  termscope-cli time --mac tmac --layer fc3:g=4,k=6,s=2\n"
               "  termscope-cli time --batch 100 --sram-kb 64,64,64 --dram-words-per-cycle 8\n";
    }

    void addOptions(CLI::App& app) override
    {
        addText(app, "--gemm", "MxKxN", gemm_, "Time one product of an M×K and a K×N matrix in place of a network.");
        addText(app, "--topology", "CSV", topology_,
                "Time the layers of a SCALE-Sim topology: convolutions or products; v3's Sparsity leaves N of every M "
                "weights "
                "along K. Convolutions are not padded.");
        addText(app, "--config", "CFG", config_,
                "A SCALE-Sim configuration: array, dataflow, SRAM sizes, bandwidth. Options given beside it count "
                "more; what "
                "has no effect here is named.");
        addInteger(app, "--batch", batch_, {1, largestBatch}, "Samples: M of a network's linear layers. [default 1]");
        addArrayOptions(app, options_);
        addSettings(app, options_.settings, {"source", "attention"});
        addChoice(app, "--sync", sync_, {"provisioned", "adaptive", "ideal"},
                  "A step of term cells lasts the bound, its slowest cell, or the mean. Networks take real images, "
                  "products and "
                  "topologies random operands. [provisioned, adaptive, ideal; default provisioned]");
        addDataOptions(app, images_);
        addInteger(app, "--seed", seed_, {0, std::numeric_limits<std::int64_t>::max()},
                   "Of random operands. [default 1]");
        addList(app, "--sram-kb", sramKb_, {1, largestSramKb},
                "Sizes of the ifmap, filter and ofmap SRAM in kB; a word is a byte for up to 8 bits. [default "
                "256,256,256]");
        addInteger(app, "--dram-words-per-cycle", wordsPerCycle_, {1, std::numeric_limits<std::int64_t>::max()},
                   "Words between DRAM and SRAM in a cycle; without it nothing waits for DRAM.");
        addChoice(
            app, "--compat", compat_, {"scale-sim-v2"},
            "Print what this tool prints: one cycle less a layer, its ofmap and utilisation formulas. [scale-sim-v2]");
        addUnitCostOptions(app, costOptions_);
        addText(app, "--write-costs", "JSON", writtenCosts_, "Write the unit costs in use to a file, to be edited.");
        addText(app, "--csv", "FILE", csv_, "Write the table as CSV to a file; - prints it in place of the text.");
        addFlag(app, "--json", json_, "Print JSON, named as the columns of the CSV.");
        addLayerRules(app, rules_);
        addNetworkChoice(app, choice_);
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Outcome prepareConfig();
    Outcome prepareDram();
    void warnOfConfig() const;
    Outcome prepareCosts();
    Result<std::vector<LayerShape>> shapes();
    Outcome checkRegisters() const;
    Outcome openImages(const NetworkPtr& network);
    TimingConfig timingOf(std::size_t index) const { return configOf(task_, layerAt(index)); }
    TimingTask task();
    Result<TimeRow> rowOf(const LayerShape& layer, std::size_t index);
    Result<std::vector<ModeRatio>> ratiosOf(const std::vector<LayerShape>& layers) const;
    Outcome write(const TimeReport& report, Output& output) const;
    bool isActual() const { return sync_ == "adaptive" || sync_ == "ideal"; }
    bool isTerm() const { return options_.isTerm(); }
    /// Of the network; −1 for products and topologies.
    int layerAt(std::size_t index) const { return network_ ? layers_[index] : -1; }

    NetworkChoice choice_;
    std::optional<std::string> gemm_, topology_, config_, sync_, compat_, csv_, writtenCosts_;
    UnitCostOptions costOptions_;
    std::optional<std::int64_t> batch_, wordsPerCycle_, seed_;
    std::vector<int> sramKb_;
    ArrayOptions options_;
    std::vector<LayerRule> rules_;
    ScaleSimConfig scaleSim_;
    TimingConfig timing_;
    TimingTask task_;
    NetworkTiming networkTiming_;
    UnitCosts costs_;
    std::vector<int> layers_; ///< of the network, of each shape
    NetworkPtr network_;      ///< none for products and topologies
    std::optional<ImageEvaluator> evaluator_;
    DataOptions images_;
    bool json_ = false;
};

/// The array, from its options or else the .cfg.
Outcome TimeCommand::prepareConfig()
{
    if (config_) {
        Result<ScaleSimConfig> read = readScaleSimConfig(*config_);
        if (!read)
            return badInput(read.error());
        scaleSim_ = std::move(*read);
    }
    ArrayConfig& array = timing_.array;
    array.rows = scaleSim_.rows.value_or(array.rows);
    array.columns = scaleSim_.columns.value_or(array.columns);
    array.dataflow = scaleSim_.dataflow.value_or(array.dataflow);
    if (const Outcome applied = applyArrayOptions(options_, timing_); !applied)
        return applied;
    if (array.rows > largestSide || array.columns > largestSide)
        return badInput(*config_, ": expected an array of at most ", largestSide, " rows and columns, found ",
                        array.rows, "x", array.columns);
    return {};
}

/// What the .cfg says to no effect, so that nobody takes it for counted.
void TimeCommand::warnOfConfig() const
{
    std::vector<std::string> keys = scaleSim_.withoutEffect;
    const auto add = [&](bool given, bool counts, const char* key) {
        if (given && !counts)
            keys.emplace_back(key);
    };
    const bool dram = timing_.dram.has_value();
    add(scaleSim_.ifmapKb.has_value(), dram, "IfmapSramSzkB");
    add(scaleSim_.filterKb.has_value(), dram, "FilterSramSzkB");
    add(scaleSim_.ofmapKb.has_value(), dram, "OfmapSramSzkB");
    add(scaleSim_.wordsPerCycle.has_value(), dram, "Bandwidth");
    add(scaleSim_.sparsity.has_value(), topology_.has_value(), "SparsitySupport");
    std::string listed;
    for (const std::string& key : keys)
        listed += (listed.empty() ? "" : ", ") + key;
    if (!listed.empty())
        std::fprintf(stderr, "warning: %s: without effect here: %s\n", config_->c_str(), listed.c_str());
}

/// A DRAM that the array can wait for: where its bandwidth is given.
Outcome TimeCommand::prepareDram()
{
    if (!sramKb_.empty() && sramKb_.size() != 3)
        return badInput("--sram-kb: expected the sizes of ifmap, filter and ofmap SRAM, found ", sramKb_.size(),
                        " of 3");
    if (!sramKb_.empty() && !wordsPerCycle_ && !scaleSim_.wordsPerCycle)
        return badInput("--sram-kb: expected --dram-words-per-cycle beside it, found none");
    if (!wordsPerCycle_ && !scaleSim_.wordsPerCycle)
        return {};
    DramConfig dram;
    dram.ifmapKb = sramKb_.empty() ? scaleSim_.ifmapKb.value_or(dram.ifmapKb) : sramKb_[0];
    dram.filterKb = sramKb_.empty() ? scaleSim_.filterKb.value_or(dram.filterKb) : sramKb_[1];
    dram.ofmapKb = sramKb_.empty() ? scaleSim_.ofmapKb.value_or(dram.ofmapKb) : sramKb_[2];
    dram.wordsPerCycle = wordsPerCycle_ ? *wordsPerCycle_ : *scaleSim_.wordsPerCycle;
    dram.bytesPerWord = timing_.terms.bytesPerWord();
    if (!compat_)
        timing_.dram = dram;
    return {};
}

/// The user's unit costs or the embedded ones.
Outcome TimeCommand::prepareCosts()
{
    Result<UnitCosts> costs = readUnitCosts(costOptions_);
    if (!costs)
        return badInput(costs.error());
    costs_ = std::move(*costs);
    return {};
}

Outcome TimeCommand::prepare()
{
    if (gemm_.has_value() + choice_.given() + topology_.has_value() > 1)
        return badInput("time: expected one of --gemm, --topology or a FILE, found more");
    if (csv_ == "-" && json_)
        return badInput("--csv: - and --json would both write to standard output");
    std::vector<std::filesystem::path> inputs;
    for (const std::optional<std::string>& input : {choice_.file, topology_, config_, costOptions_.file})
        if (input)
            inputs.emplace_back(*input);
    for (const std::optional<std::string>& out : {csv_ == "-" ? std::nullopt : csv_, writtenCosts_})
        if (out)
            if (const Result<void> writable = checkOutputPath(*out, inputs); !writable)
                return badInput(writable.error());
    if (Outcome prepared = prepareConfig(); !prepared)
        return prepared;
    if (Outcome prepared = prepareDram(); !prepared)
        return prepared;
    if (Outcome prepared = prepareCosts(); !prepared)
        return prepared;
    if (compat_ && (isTerm() || timing_.array.drain))
        return badInput("--compat: is of pmac arrays without --drain alone");
    if (isActual() && !isTerm())
        return badInput("--sync: ", *sync_, " is of tmac arrays alone");
    if (Outcome checked = checkDataOptions(images_); !checked)
        return checked;
    if (images_.data && (!isActual() || gemm_ || topology_))
        return badInput("--data: is for the actual steps of a network's layers (--sync adaptive or ideal)");
    if (!rules_.empty() && (gemm_ || topology_))
        return badInput("--layer: is of a network's layers, not of --gemm or --topology");
    return {};
}

Result<std::vector<LayerShape>> TimeCommand::shapes()
{
    if (gemm_) {
        const Result<GemmShape> shape = shapeFrom(*gemm_);
        if (!shape)
            return tl::unexpected(shape.error());
        return std::vector<LayerShape>{{"gemm", *shape, 1, 1}};
    }
    if (topology_) {
        std::vector<std::string> warnings;
        const bool sparsity = scaleSim_.sparsity.value_or(true);
        auto read = readTopology(*topology_, {compat_ ? OutputRounding::ScaleSimV2 : OutputRounding::Down, sparsity},
                                 &warnings);
        if (read && compat_ && sparsity && !warnings.empty())
            return fail("--compat: scale-sim-v2 knows no Sparsity, found ", warnings.front());
        if (read)
            printWarnings(warnings);
        return read;
    }
    const Result<NetworkPtr> network = openNetwork(choice_);
    if (!network)
        return tl::unexpected(network.error());
    if (const Outcome applied = applyLayerRules(options_.settings, rules_, **network); !applied)
        return fail(applied.error().sentence);
    network_ = *network;
    task_ = task();
    auto [found, inFloat] = layersOnArray(task_);
    // Arrays multiply integers: layers that stay in float32 run elsewhere.
    if (inFloat.size() == 1)
        found.warnings.push_back(text("layer ", inFloat[0], " runs in float32, not on the array: it is left out"));
    else if (!inFloat.empty())
        found.warnings.push_back(text(inFloat.size(), " layers run in float32, not on the array: they are left out (",
                                      inFloat[0], ", ", inFloat[1], inFloat.size() > 2 ? ", …)" : ")"));
    if (found.shapes.empty())
        return fail((*network)->name, ": expected layers with weights, found none whose size is known",
                    openSizesHint(**network));
    printWarnings(**network);
    for (const std::string& warning : found.warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    layers_ = found.layers;
    if (const Outcome fits = checkRegisters(); !fits)
        return fail(fits.error().sentence);
    if (isActual())
        if (const Outcome opened = openImages(*network); !opened)
            return fail(opened.error().sentence);
    return std::move(found.shapes);
}

Outcome TimeCommand::openImages(const NetworkPtr& network)
{
    const Result<DatasetPtr> opened = openDataset(images_, *network, choice_.example());
    if (!opened)
        return badInput(opened.error());
    // As many as are run or calibrate.
    const Result<DatasetPtr> data = loaded(
        *opened, std::max<std::int64_t>(batch_.value_or(1), options_.settings.calibrationSamples));
    if (!data)
        return badInput(data.error());
    Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, *data);
    if (!evaluator)
        return badInput(evaluator.error());
    evaluator_ = std::move(*evaluator);
    return {};
}

/// Of layers with settings of their own; the others' have been checked.
Outcome TimeCommand::checkRegisters() const
{
    for (std::size_t i = 0; isTerm() && !rules_.empty() && i < layers_.size(); ++i)
        if (const auto registers = registersFor(timingOf(i).terms); !registers)
            return badInput("layer ", network_->layers[static_cast<std::size_t>(layers_[i])].name,
                            ": the control registers cannot hold ", registers.error().message);
    return {};
}

/// What is known of it so far: a network counts as soon as it is open, images where steps are actual ones.
TimingTask TimeCommand::task()
{
    TimingTask task = network_ ? TimingTask(*network_, options_.settings) : TimingTask();
    task.evaluator = evaluator_ ? &*evaluator_ : nullptr;
    task.config = timing_;
    task.steps = sync_ ? *stepLengthFromName(*sync_) : StepLength::Provisioned;
    task.samples = batch_.value_or(1);
    task.seed = static_cast<std::uint64_t>(seed_.value_or(1));
    return task;
}

Result<TimeRow> TimeCommand::rowOf(const LayerShape& layer, std::size_t index)
{
    Result<TimedLayer> timed = networkTiming_.time(task_, layer, layerAt(index));
    if (!timed)
        return tl::unexpected(timed.error());
    TimeRow row{std::move(timed->timing), std::nullopt, timed->meanPairs, std::nullopt, {}, timed->correction};
    if (!compat_) {
        const TimingConfig config = timingOf(index);
        row.energy = energyOf(row.timing, operationsOf(layer, config, row.meanPairs), config, costs_, row.correction);
        return row;
    }
    row.correction.reset(); // that tool knows none
    if (layer.repeats > 1)
        return fail("layer ", layer.name, ": --compat knows no convolutions in groups, found ", layer.repeats);
    const Result<ScaleSimReport> report = scaleSimReport(timing_.array, layer.gemm);
    if (!report)
        return tl::unexpected(report.error());
    row.scaleSim = *report;
    for (std::int64_t* count : {&row.scaleSim->totalCycles, &row.scaleSim->inputReads, &row.scaleSim->weightReads,
                                &row.scaleSim->outputWrites})
        *count *= layer.repeats; // timeLayer has bounded them
    return row;
}

Outcome TimeCommand::run(Output& output)
{
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const Result<std::vector<LayerShape>> wanted = shapes();
    if (!wanted)
        return badInput(wanted.error());
    warnOfConfig();
    task_ = task();
    TimeReport report;
    for (const LayerShape& layer : *wanted) {
        Result<TimeRow> row = rowOf(layer, report.rows.size());
        if (!row)
            return badInput(row.error());
        const std::size_t index = report.rows.size();
        if (isTerm())
            row->switchCycles = index == 0 || timingOf(index - 1).terms == timingOf(index).terms
                                    ? 0
                                    : switchDelay(timing_.array, timingOf(index - 1).terms);
        report.rows.push_back(std::move(*row));
    }
    if (std::ranges::any_of(report.rows, [](const TimeRow& row) { return row.correction.has_value(); }))
        for (TimeRow& row : report.rows)
            row.correction = row.correction.value_or(ZeroPointCorrection{});
    if (!compat_) {
        report.costs = costs_.title;
        report.area = areaOf(timing_, costs_);
    }
    if (isTerm() && !isActual() && timing_.terms.mode == TermMode::Revealed) {
        Result<std::vector<ModeRatio>> ratios = ratiosOf(*wanted);
        if (!ratios)
            return badInput(ratios.error());
        report.ratios = std::move(*ratios);
    }
    return write(report, output);
}

/// QT over TR on these cells, by the model, and the published ones beside it.
Result<std::vector<ModeRatio>> TimeCommand::ratiosOf(const std::vector<LayerShape>& layers) const
{
    const Result<PublishedFigures> published = embedded::readPublishedFigures();
    if (!published)
        return tl::unexpected(published.error());
    std::vector<TermMacConfig> own;
    for (std::size_t i = 0; i < layers.size(); ++i)
        own.push_back(timingOf(i).terms);
    Result<ModeComparison> comparison = compareModes(layers, timing_, costs_, *published, own);
    if (!comparison)
        return tl::unexpected(comparison.error());
    return std::move(comparison->ratios);
}

Outcome TimeCommand::write(const TimeReport& report, Output& output) const
{
    const Result<std::string> shown = json_ ? timeJson(report) : csv_ == "-" ? timeCsv(report) : timeText(report);
    if (!shown)
        return badInput(shown.error());
    if (csv_ && csv_ != "-")
        if (const Result<void> written = writeFile(*csv_, *timeCsv(report)); !written)
            return badInput(written.error());
    if (writtenCosts_)
        if (const Result<void> written = writeUnitCosts(*writtenCosts_, costs_); !written)
            return badInput(written.error());
    output.write(*shown);
    return {};
}

} // namespace

std::unique_ptr<Command> makeTimeCommand()
{
    return std::make_unique<TimeCommand>();
}

} // namespace termscope::cli
