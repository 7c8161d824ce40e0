// simulate: one matrix product on a systolic array, cycle by cycle with real values, held to the integer product and to
// the closed form.
#include "app/cli/ArrayOptions.h"
#include "app/cli/Command.h"
#include "app/cli/Interrupt.h"
#include "app/cli/ProductOptions.h"
#include "app/cli/SimulateReport.h"

#include "hwmodel/simulate/MemoryFiles.h"
#include "hwmodel/simulate/VcdTrace.h"
#include "hwmodel/simulate/WaveText.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <numeric>

namespace termscope::cli {
namespace {

constexpr std::int64_t mostProducts = std::int64_t{1} << 36;
constexpr std::int64_t mostValues = std::int64_t{1} << 27; // of an operand, or outputs
constexpr std::int64_t mostCellSteps = std::int64_t{1} << 40;
constexpr std::int64_t stepOverhead = 256;                 // what a step costs beside its cells, in cells
constexpr std::int64_t chunkCells = std::int64_t{1} << 29; // that work between two looks at Ctrl-C

class SimulateCommand : public Command {
public:
    std::string name() const override { return "simulate"; }
    std::string summary() const override
    {
        return "Step one matrix product through an array, with real values, and check it.";
    }
    std::string examples() const override
    {
        return "The run is right when every output equals the integer product of the operands and the cycles equal the "
               "closed\n"
               "form (adaptive steps: the largest term counts of the active cells); else the exit code is 1.\n"
               "A pmac array multiplies plain quantized values unless --mode tr is given; then it multiplies revealed "
               "ones.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli simulate --gemm 64x128x32 --rows 16 --cols 16 --dataflow ws\n"
               "  termscope-cli simulate --example digits --layer fc3 --batch 16 --rows 8 --cols 8 --mac tmac\n"
               "  termscope-cli simulate --gemm 20x64x20 --rows 8 --cols 8 --mac tmac --sync adaptive --json\n"
               "  termscope-cli simulate --gemm 1x8x1 --group-size 4 --budget 3 --rows 1 --cols 1 --mac tmac --waves "
               "16\n"
               "  termscope-cli simulate --operands layer.npz --rows 4 --cols 4 --mac tmac --trace run.vcd --readmemh "
               "run\n";
    }

    void addOptions(CLI::App& app) override
    {
        addProductOptions(app, product_, options_.settings);
        addArrayOptions(app, options_);
        addChoice(app, "--sync", sync_, {"provisioned", "adaptive"},
                  "A step of term cells lasts the bound, or as long as its slowest cell. [provisioned, adaptive; "
                  "default provisioned]");
        addText(app, "--trace", "VCD", trace_,
                text("Write the run as a value change dump (GTKWave): at most ", VcdTrace::mostCycles,
                     " cycles, and the first ", VcdTrace::mostSide, "×", VcdTrace::mostSide, " cells."));
        addText(app, "--readmemh", "DIR", folder_,
                "Write operands, terms, registers and expected outputs for Verilog's $readmemh, and a README.txt, to a "
                "folder that is "
                "new, empty, or holds an earlier export.");
        addInteger(
            app, "--waves", waves_, {1, ArrayWaves::mostCycles},
            text("Print the first cycles as a timing diagram instead: of one cell its terms and coefficients, of "
                 "more what each is at, and what leaves. [1…",
                 ArrayWaves::mostCycles, "]"));
        addFlag(app, "--json", json_, "Print JSON.");
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Result<void> checkWork(const TermMacConfig& terms, const GemmShape& shape, std::int64_t positions) const;
    Result<std::int64_t> closedForm(const ProductOperands& operands) const;
    Outcome simulate(ArraySimulator& simulator);
    Result<ArrayTiming> provisionedTiming(const TermMacConfig& terms, const GemmShape& shape,
                                          std::int64_t positions) const;

    std::optional<std::string> sync_, trace_, folder_;
    std::optional<std::int64_t> waves_;
    ProductOptions product_;
    ArrayOptions options_;
    TimingConfig timing_;
    SimulationConfig config_;
    bool json_ = false;
};

Outcome SimulateCommand::prepare()
{
    if (Outcome checked = checkProductOptions(product_, options_.settings); !checked)
        return checked;
    if (!product_.given())
        return badInput("simulate: expected --gemm, --operands or --layer, found none of them");
    if (const Outcome applied = applyArrayOptions(options_, timing_); !applied)
        return applied;
    if (sync_ && !options_.isTerm())
        return badInput("--sync: ", *sync_, " is of tmac arrays alone");
    if (waves_ && json_)
        return badInput("--waves: is text, of which --json has none");
    if (!options_.isTerm()) {
        if (Outcome checked = checkOptions(options_.settings); !checked)
            return checked;
        timing_.terms = termMacConfig(options_.settings,
                                      options_.mode == "tr" ? TermMode::Revealed : TermMode::Quantized, Skew::Step);
    }
    config_ = {timing_.array, timing_.mac, sync_ == "adaptive" ? StepLength::Adaptive : StepLength::Provisioned};
    if (trace_) {
        std::vector<std::filesystem::path> inputs;
        if (product_.operandFile)
            inputs.emplace_back(*product_.operandFile);
        if (product_.layer)
            inputs = filesOf(product_.workload, product_.network);
        if (const Result<void> writable = checkOutputPath(*trace_, inputs); !writable)
            return badInput(writable.error());
    }
    if (folder_)
        if (const Result<void> writable = checkMemoryFolder(*folder_); !writable)
            return badInput(writable.error());
    return {};
}

Result<ArrayTiming> SimulateCommand::provisionedTiming(const TermMacConfig& terms, const GemmShape& shape,
                                                       std::int64_t positions) const
{
    return timing_.mac == MacKind::Parallel
               ? parallelTiming(timing_.array, shape)
               : termTiming(timing_.array, terms, shape, static_cast<double>(terms.provisionedStep()), positions);
}

/// Refuses what would not end, or not fit the memory, before any of it is made.
Result<void> SimulateCommand::checkWork(const TermMacConfig& terms, const GemmShape& shape,
                                        std::int64_t positions) const
{
    const Result<ArrayTiming> closed = provisionedTiming(terms, shape, positions);
    if (!closed)
        return tl::unexpected(closed.error());
    const ArrayConfig& array = timing_.array;
    const Count inputs = Count(shape.m) * shape.k;
    const Count weights = Count(shape.k) * shape.n;
    const Count outputs = Count(shape.m) * shape.n;
    const Count products = inputs * shape.n;
    for (const Count count : {inputs, weights, outputs})
        if (!count.fits() || count.value() > mostValues)
            return fail("simulate: expected matrices of at most 2^27 values, found ", shape.m, "x", shape.k, "x",
                        shape.n);
    if (!products.fits() || products.value() > mostProducts)
        return fail("simulate: expected at most 2^36 multiply-accumulates, found ", shape.m, "x", shape.k, "x",
                    shape.n);
    const Count cellSteps = Count(closed->steps) * (std::int64_t{array.rows} * array.columns + stepOverhead);
    if (!cellSteps.fits() || cellSteps.value() > mostCellSteps)
        return fail("simulate: expected at most 2^40 steps of cells, found ", closed->steps, " steps of ", array.rows,
                    "×", array.columns, " cells");
    if (trace_ && closed->cycles > static_cast<double>(VcdTrace::mostCycles))
        return fail("--trace: expected at most ", VcdTrace::mostCycles, " cycles, found ",
                    std::int64_t(closed->cycles));
    return {};
}

Result<std::int64_t> SimulateCommand::closedForm(const ProductOperands& operands) const
{
    if (config_.sync == StepLength::Adaptive) {
        const Result<std::vector<std::int64_t>> folds = adaptiveFolds(timing_, termCounts(operands.inputs),
                                                                      termCounts(operands.weights));
        if (!folds)
            return tl::unexpected(folds.error());
        return std::accumulate(folds->begin(), folds->end(), std::int64_t{0});
    }
    const Result<ArrayTiming> closed = provisionedTiming(operands.config, operands.shape, operands.inputs.positions);
    if (!closed)
        return tl::unexpected(closed.error());
    return static_cast<std::int64_t>(closed->cycles);
}

/// The whole run, traced where that is asked for.
Outcome SimulateCommand::simulate(ArraySimulator& simulator)
{
    const InterruptScope interruptible;
    std::optional<VcdTrace> trace;
    if (trace_) {
        Result<VcdTrace> opened = VcdTrace::open(*trace_, simulator);
        if (!opened)
            return badInput(opened.error());
        trace.emplace(std::move(*opened));
    }
    const std::int64_t chunk = trace ? 1 : std::max<std::int64_t>(1, chunkCells / timing_.array.cells());
    while (!simulator.done()) {
        simulator.run(simulator.cycle() + chunk);
        checkCancelled();
        if (trace && !trace->record(simulator))
            break;
    }
    if (trace)
        if (const Result<void> finished = trace->finish(); !finished)
            return badInput(finished.error());
    return {};
}

/// Outputs that are not the product of the revealed values, multiplied plainly.
std::int64_t countMismatches(const ProductOperands& operands, const std::vector<std::int64_t>& outputs)
{
    std::int64_t mismatches = 0;
    auto output = outputs.begin();
    for (std::int64_t m = 0; m < operands.shape.m; ++m)
        for (std::int64_t n = 0; n < operands.shape.n; ++n) {
            const std::int32_t* const x = operands.inputs.line(m);
            const std::int32_t* const w = operands.weights.line(n);
            std::int64_t sum = 0;
            for (std::int64_t k = 0; k < operands.shape.k; ++k)
                sum += std::int64_t{x[k]} * w[k];
            mismatches += *output++ != sum ? 1 : 0;
        }
    return mismatches;
}

std::int64_t pairsOf(const ProductOperands& operands)
{
    const TermCounts x = termCounts(operands.inputs);
    const TermCounts w = termCounts(operands.weights);
    const auto depth = static_cast<std::size_t>(x.groups * x.groupSize);
    std::int64_t pairs = 0;
    for (std::size_t k = 0; k < depth; ++k) {
        const auto sum = [&](const TermCounts& side) {
            std::int64_t terms = 0;
            for (std::size_t i = k; i < side.counts.size(); i += depth)
                terms += side.counts[i];
            return terms;
        };
        pairs += sum(x) * sum(w);
    }
    return pairs;
}

Outcome SimulateCommand::run(Output& output)
{
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const ProductCheck check = [this](const auto&... product) { return checkWork(product...); };
    const Result<OpenedProduct> opened = openProduct(product_, options_.settings, timing_, {}, check);
    if (!opened)
        return badInput(opened.error());
    const std::shared_ptr<const ProductOperands>& operands = opened->operands;
    const auto& [m, k, n] = operands->shape;
    timing_.terms = operands->config;
    Result<ArraySimulator> simulator = ArraySimulator::create(config_, operands);
    if (!simulator)
        return badInput(simulator.error());
    const Result<std::int64_t> closed = closedForm(*operands);
    const Result<ArrayTiming> timing = provisionedTiming(timing_.terms, operands->shape, operands->inputs.positions);
    if (!closed)
        return badInput(closed.error());
    const std::string waves = waves_ ? waveText(0, ArrayWaves::of(*simulator, *waves_)) : std::string();
    if (Outcome simulated = simulate(*simulator); !simulated)
        return simulated;
    SimulateReport report;
    report.config = config_;
    report.terms = timing_.terms;
    report.shape = operands->shape;
    if (product_.layer)
        report.source = opened->source;
    report.folds = simulator->folds();
    report.steps = timing->steps;
    report.cycles = simulator->cycle();
    report.closedForm = *closed;
    report.mismatches = countMismatches(*operands, simulator->outputs());
    const std::int64_t products = m * k * n;
    if (report.isTerm()) {
        report.termPairs = pairsOf(*operands);
        report.coefficients = coefficientCount(timing_.terms.weightBits, timing_.terms.dataBits);
        report.coefficientWidth = coefficientWidth(timing_.terms, k, k / operands->inputs.positions);
    }
    report.utilisation = static_cast<double>(report.isTerm() ? report.termPairs : products)
                         / (static_cast<double>(report.cycles) * timing_.array.cells());
    if (trace_)
        report.files.push_back(*trace_);
    if (folder_) {
        if (const Result<void> written = writeMemoryFiles(*folder_, *operands, config_); !written)
            return badInput(written.error());
        report.files.push_back(*folder_);
    }
    output.write(waves_ ? waves : json_ ? simulateJson(report) : simulateText(report));
    if (!report.isRight())
        return failed("simulate: the run does not agree with ",
                      report.mismatches == 0 ? "the closed form" : "the integer product");
    return {};
}

} // namespace

std::unique_ptr<Command> makeSimulateCommand()
{
    return std::make_unique<SimulateCommand>();
}

} // namespace termscope::cli
