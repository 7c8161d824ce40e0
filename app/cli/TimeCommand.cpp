// time: cycles of a network's layers, or of one matrix product, on a systolic array.
#include "app/cli/Command.h"
#include "app/cli/Inputs.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/TextTable.h"

#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/timing/ScaleSim.h"

#include <charconv>

namespace termscope::cli {
namespace {

constexpr std::int64_t largestSide = 65536;
constexpr std::int64_t largestBatch = std::int64_t{1} << 31;

struct Product {
    std::string name;
    GemmShape shape;
};

struct Row {
    Product product;
    ArrayTiming timing;
};

/// "64x128x32": M, K and N.
Result<GemmShape> shapeFrom(const std::string& word)
{
    std::array<std::int64_t, 3> numbers{};
    const char* at = word.data();
    const char* const end = word.data() + word.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [rest, error] = std::from_chars(at, end, numbers[i]);
        const bool ends = i + 1 == numbers.size();
        if (error != std::errc() || (ends ? rest != end : rest == end || *rest != 'x'))
            return fail("--gemm: expected MxKxN such as 64x128x32, found ", word);
        at = ends ? rest : rest + 1;
    }
    return GemmShape{numbers[0], numbers[1], numbers[2]};
}

/// A pMAC array's timing with the figures SCALE-Sim v2 prints in place of its own.
Result<ArrayTiming> compatibleTiming(const ArrayConfig& array, const GemmShape& shape)
{
    Result<ArrayTiming> timing = parallelTiming(array, shape);
    const Result<ScaleSimReport> report = scaleSimReport(array, shape);
    if (!timing || !report)
        return timing;
    timing->cycles = static_cast<double>(report->totalCycles);
    timing->utilisation = report->overallUtilisation;
    timing->sram.outputWrites = report->outputWrites;
    return timing;
}

class TimeCommand : public Command {
public:
    std::string name() const override { return "time"; }
    std::string summary() const override { return "Cycles of layers or of one matrix product on a systolic array."; }
    std::string examples() const override
    {
        return "Closed forms. A pMAC does one multiply-accumulate a cycle; a tMAC one term pair a cycle of a group, and\n"
               "every step lasts the bound: k·s under TR, g·(b_w-1)·(b_d-1) under QT.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli time --gemm 128x784x512 --rows 128 --cols 64 --dataflow ws\n"
               "  termscope-cli time --mac tmac --mode tr --group-size 8 --budget 12 --data-terms 3 --batch 100\n"
               "  termscope-cli time net.onnx --mac tmac --mode qt --json\n";
    }

    void addOptions(CLI::App& app) override
    {
        addText(app, "--gemm", "MxKxN", gemm_, "Time one product of an M×K and a K×N matrix in place of a network.");
        addInteger(app, "--batch", batch_, {1, largestBatch}, "Samples: M of a network's linear layers. [default 1]");
        addInteger(app, "--rows", rows_, {1, largestSide}, text("Rows of the array. [1…", largestSide, "; default 128]"));
        addInteger(app, "--cols", columns_, {1, largestSide}, text("Columns of the array. [1…", largestSide, "; default 64]"));
        addChoice(app, "--dataflow", dataflow_, {"os", "ws", "is"},
                  "What stays in the cells: outputs, weights or inputs. [os, ws, is; default os]");
        addChoice(app, "--mac", mac_, {"pmac", "tmac"}, "Bit-parallel or term cells. [pmac, tmac; default pmac]");
        addChoice(app, "--mode", mode_, {"tr", "qt"}, "Of term cells: revealed or plain quantized operands. [tr, qt; default tr]");
        addSettings(app, settings_, {"group_size", "budget", "data_terms", "weight_bits", "data_bits"});
        addChoice(app, "--skew", skew_, {"step", "clock"}, "Operands of term cells hop once a step or once a clock. [step, clock; default step]");
        addFlag(app, "--drain", array_.drain, "Charge R cycles a fold to shift the results out (pmac, os).");
        addChoice(app, "--compat", compat_, {"scale-sim-v2"},
                  "Print what SCALE-Sim v2 prints for a pmac array: one cycle less a layer, its utilisation and writes. [scale-sim-v2]");
        addFlag(app, "--json", json_, "Print JSON.");
        addNetworkFile(app, file_);
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Result<std::vector<Product>> products() const;
    Result<ArrayTiming> timingOf(const GemmShape& shape) const;
    std::string asJson(const std::vector<Row>& rows) const;
    std::string asText(const std::vector<Row>& rows) const;
    bool isTerm() const { return mac_ == "tmac"; }

    std::optional<std::string> file_, gemm_, dataflow_, mac_, mode_, skew_, compat_;
    std::optional<std::int64_t> batch_, rows_, columns_;
    Settings settings_;
    ArrayConfig array_;
    TermMacConfig term_;
    bool json_ = false;
};

Outcome TimeCommand::prepare()
{
    if (gemm_ && file_)
        return badInput("time: expected --gemm or a FILE, found both");
    array_.rows = static_cast<int>(rows_.value_or(array_.rows));
    array_.columns = static_cast<int>(columns_.value_or(array_.columns));
    array_.dataflow = *dataflowFromName(dataflow_.value_or("os"));
    if (array_.drain && (isTerm() || array_.dataflow != Dataflow::OutputStationary))
        return badInput("--drain: is of output-stationary pmac arrays alone");
    if (compat_ && (isTerm() || array_.drain))
        return badInput("--compat: is of pmac arrays without --drain alone");
    if (!isTerm())
        return {};
    if (Outcome checked = checkOptions(settings_); !checked)
        return checked;
    term_.mode = mode_ == "qt" ? TermMode::Quantized : TermMode::Revealed;
    term_.groupSize = settings_.groupSize;
    term_.budget = settings_.budget;
    term_.dataTerms = settings_.dataTerms;
    term_.weightBits = settings_.weightBits;
    term_.dataBits = settings_.dataBits;
    term_.skew = skew_ == "clock" ? Skew::Clock : Skew::Step;
    if (const auto registers = registersFor(term_); !registers)
        return badInput("the control registers cannot hold ", registers.error().message);
    return {};
}

Result<std::vector<Product>> TimeCommand::products() const
{
    if (gemm_) {
        const Result<GemmShape> shape = shapeFrom(*gemm_);
        if (!shape)
            return tl::unexpected(shape.error());
        return std::vector<Product>{{"gemm", *shape}};
    }
    const Result<NetworkPtr> network = openNetwork(file_);
    if (!network)
        return tl::unexpected(network.error());
    std::vector<Product> products;
    for (const WeightLayer& layer : (*network)->layers) {
        if (layer.kind != LayerKind::Linear)
            return fail((*network)->name, ": layer ", layer.name, " is a convolution of unknown image size; expected linear layers");
        products.push_back({layer.name, {batch_.value_or(1), layer.inputs(), layer.outputs()}});
    }
    return products;
}

Result<ArrayTiming> TimeCommand::timingOf(const GemmShape& shape) const
{
    if (!isTerm())
        return compat_ ? compatibleTiming(array_, shape) : parallelTiming(array_, shape);
    return termTiming(array_, term_, shape, static_cast<double>(term_.provisionedStep()));
}

Outcome TimeCommand::run(Output& output)
{
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const Result<std::vector<Product>> wanted = products();
    if (!wanted)
        return badInput(wanted.error());
    std::vector<Row> rows;
    for (const Product& product : *wanted) {
        const Result<ArrayTiming> timing = timingOf(product.shape);
        if (!timing)
            return badInput(timing.error());
        rows.push_back({product, *timing});
    }
    output.write(json_ ? asJson(rows) : asText(rows));
    return {};
}

std::string TimeCommand::asJson(const std::vector<Row>& rows) const
{
    Json layers = Json::array();
    double total = 0.0;
    for (const auto& [product, timing] : rows) {
        total += timing.cycles;
        layers.push_back({{"name", product.name},
                          {"m", product.shape.m},
                          {"k", product.shape.k},
                          {"n", product.shape.n},
                          {"folds", timing.folds},
                          {"steps", timing.steps},
                          {"cycles", static_cast<std::int64_t>(timing.cycles)},
                          {"mapping_efficiency", timing.mappingEfficiency},
                          {"utilisation", timing.utilisation},
                          {"input_reads", timing.sram.inputReads},
                          {"weight_reads", timing.sram.weightReads},
                          {"output_writes", timing.sram.outputWrites},
                          {"partial_sum_reads", timing.sram.partialSumReads}});
    }
    return toText(Json{{"layers", std::move(layers)}, {"total", {{"cycles", static_cast<std::int64_t>(total)}}}}) + "\n";
}

std::string TimeCommand::asText(const std::vector<Row>& rows) const
{
    TextTable table({"layer", "M", "K", "N", "folds", "steps", "cycles", "mapping %", "utilisation %"}, 1);
    double total = 0.0;
    for (const auto& [product, timing] : rows) {
        total += timing.cycles;
        table.addRow({printable(product.name), text(product.shape.m), text(product.shape.k), text(product.shape.n),
                      text(timing.folds), text(timing.steps), fixed(timing.cycles, 0),
                      fixed(100.0 * timing.mappingEfficiency, 2), fixed(100.0 * timing.utilisation, 2)});
    }
    table.addRow({"total", "", "", "", "", "", fixed(total, 0)});
    return table.toText();
}

} // namespace

std::unique_ptr<Command> makeTimeCommand()
{
    return std::make_unique<TimeCommand>();
}

} // namespace termscope::cli
