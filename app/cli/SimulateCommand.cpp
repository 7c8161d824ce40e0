// simulate: one matrix product on a systolic array, cycle by cycle with real values, held to the integer product and to
// the closed form.
#include "app/cli/ArrayOptions.h"
#include "app/cli/Command.h"
#include "app/cli/Inputs.h"
#include "app/cli/Interrupt.h"
#include "app/cli/SimulateReport.h"

#include "hwmodel/operands/OperandFile.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/simulate/MemoryFiles.h"
#include "hwmodel/simulate/VcdTrace.h"
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
               "  termscope-cli simulate --gemm 20x64x20 --rows 8 --cols 8 --mac tmac --sync adaptive --json\n"
               "  termscope-cli simulate --operands layer.npz --rows 4 --cols 4 --mac tmac --trace run.vcd --readmemh "
               "run\n";
    }

    void addOptions(CLI::App& app) override
    {
        addText(app, "--gemm", "MxKxN", gemm_,
                "The product of an M×K and a K×N matrix, of random integers unless --operands is given.");
        addText(app, "--operands", "NPZ", operandFile_,
                "The operands: arrays x [M, K] and w [K, N] (or inputs, weights) of whole numbers that fit the bits.");
        addInteger(app, "--seed", seed_, {0, std::numeric_limits<std::int64_t>::max()},
                   "Of random operands. [default 1]");
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
        addFlag(app, "--json", json_, "Print JSON.");
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Result<RawOperands> rawOperands();
    Outcome checkWork(const TimingConfig& timing, const GemmShape& shape) const;
    Result<std::int64_t> closedForm(const ProductOperands& operands) const;
    Outcome simulate(ArraySimulator& simulator);
    Result<ArrayTiming> provisionedTiming(const GemmShape& shape) const;

    std::optional<std::string> gemm_, operandFile_, sync_, trace_, folder_;
    std::optional<std::int64_t> seed_;
    ArrayOptions options_;
    TimingConfig timing_;
    SimulationConfig config_;
    std::optional<GemmShape> shape_;
    bool json_ = false;
};

Outcome SimulateCommand::prepare()
{
    if (!gemm_ && !operandFile_)
        return badInput("simulate: expected --gemm or --operands, found neither");
    if (seed_ && operandFile_)
        return badInput("--seed: is of random operands, not of --operands");
    if (gemm_) {
        const Result<GemmShape> shape = shapeFrom(*gemm_);
        if (!shape)
            return badInput(shape.error());
        shape_ = *shape;
    }
    if (const Outcome applied = applyArrayOptions(options_, timing_); !applied)
        return applied;
    if (sync_ && !options_.isTerm())
        return badInput("--sync: ", *sync_, " is of tmac arrays alone");
    if (!options_.isTerm()) {
        if (Outcome checked = checkOptions(options_.settings); !checked)
            return checked;
        timing_.terms = termMacConfig(options_.settings,
                                      options_.mode == "tr" ? TermMode::Revealed : TermMode::Quantized, Skew::Step);
    }
    config_ = {timing_.array, timing_.mac, sync_ == "adaptive" ? StepLength::Adaptive : StepLength::Provisioned};
    if (trace_) {
        std::vector<std::filesystem::path> inputs;
        if (operandFile_)
            inputs.emplace_back(*operandFile_);
        if (const Result<void> writable = checkOutputPath(*trace_, inputs); !writable)
            return badInput(writable.error());
    }
    if (folder_)
        if (const Result<void> writable = checkMemoryFolder(*folder_); !writable)
            return badInput(writable.error());
    return {};
}

Result<ArrayTiming> SimulateCommand::provisionedTiming(const GemmShape& shape) const
{
    return timing_.mac == MacKind::Parallel
               ? parallelTiming(timing_.array, shape)
               : termTiming(timing_.array, timing_.terms, shape, static_cast<double>(timing_.terms.provisionedStep()));
}

/// Refuses what would not end, or not fit the memory, before any of it is made.
Outcome SimulateCommand::checkWork(const TimingConfig& timing, const GemmShape& shape) const
{
    const Result<ArrayTiming> closed = provisionedTiming(shape);
    if (!closed)
        return badInput(closed.error());
    const Count inputs = Count(shape.m) * shape.k;
    const Count weights = Count(shape.k) * shape.n;
    const Count outputs = Count(shape.m) * shape.n;
    const Count products = inputs * shape.n;
    for (const Count count : {inputs, weights, outputs})
        if (!count.fits() || count.value() > mostValues)
            return badInput("simulate: expected matrices of at most 2^27 values, found ", shape.m, "x", shape.k, "x",
                            shape.n);
    if (!products.fits() || products.value() > mostProducts)
        return badInput("simulate: expected at most 2^36 multiply-accumulates, found ", shape.m, "x", shape.k, "x",
                        shape.n);
    const Count cellSteps = Count(closed->steps)
                            * (std::int64_t{timing.array.rows} * timing.array.columns + stepOverhead);
    if (!cellSteps.fits() || cellSteps.value() > mostCellSteps)
        return badInput("simulate: expected at most 2^40 steps of cells, found ", closed->steps, " steps of ",
                        timing.array.rows, "×", timing.array.columns, " cells");
    if (trace_ && closed->cycles > static_cast<double>(VcdTrace::mostCycles))
        return badInput("--trace: expected at most ", VcdTrace::mostCycles, " cycles, found ",
                        std::int64_t(closed->cycles));
    return {};
}

Result<RawOperands> SimulateCommand::rawOperands()
{
    if (operandFile_) {
        Result<RawOperands> read = readOperandFile(*operandFile_);
        if (read && shape_ && *shape_ != read->shape)
            return fail(*operandFile_, ": expected the product ", *gemm_, ", found ", read->shape.m, "x", read->shape.k,
                        "x", read->shape.n);
        return read;
    }
    return randomProduct(*shape_, timing_.terms, static_cast<std::uint64_t>(seed_.value_or(1)));
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
    const Result<ArrayTiming> closed = provisionedTiming(operands.shape);
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
    if (shape_)
        if (Outcome fits = checkWork(timing_, *shape_); !fits)
            return fits;
    const Result<RawOperands> raw = rawOperands();
    if (!raw)
        return badInput(raw.error());
    if (Outcome fits = checkWork(timing_, raw->shape); !fits)
        return fits;
    const auto operands = makeOperands(raw->shape, timing_.terms, raw->x, raw->w);
    if (!operands)
        return badInput(*operandFile_, ": array ", operands.error().message);
    Result<ArraySimulator> simulator = ArraySimulator::create(config_, *operands);
    if (!simulator)
        return badInput(simulator.error());
    const Result<std::int64_t> closed = closedForm(**operands);
    const Result<ArrayTiming> timing = provisionedTiming(raw->shape);
    if (!closed)
        return badInput(closed.error());
    if (Outcome simulated = simulate(*simulator); !simulated)
        return simulated;
    SimulateReport report;
    report.config = config_;
    report.terms = timing_.terms;
    report.shape = raw->shape;
    report.folds = simulator->folds();
    report.steps = timing->steps;
    report.cycles = simulator->cycle();
    report.closedForm = *closed;
    report.mismatches = countMismatches(**operands, simulator->outputs());
    const std::int64_t products = raw->shape.m * raw->shape.k * raw->shape.n;
    if (report.isTerm()) {
        report.termPairs = pairsOf(**operands);
        report.coefficients = coefficientCount(timing_.terms.weightBits, timing_.terms.dataBits);
        report.coefficientWidth = coefficientWidth(timing_.terms, raw->shape.k, raw->shape.k);
    }
    report.utilisation = static_cast<double>(report.isTerm() ? report.termPairs : products)
                         / (static_cast<double>(report.cycles) * timing_.array.cells());
    if (trace_)
        report.files.push_back(*trace_);
    if (folder_) {
        if (const Result<void> written = writeMemoryFiles(*folder_, **operands, config_); !written)
            return badInput(written.error());
        report.files.push_back(*folder_);
    }
    output.write(json_ ? simulateJson(report) : simulateText(report));
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
