// rtl: an array as SystemVerilog, with the operands of one product and a test bench that checks them.
#include "app/cli/ArrayOptions.h"
#include "app/cli/Command.h"
#include "app/cli/ProductOptions.h"

#include "core/files/Files.h"
#include "hwmodel/rtl/NewFolder.h"
#include "hwmodel/rtl/RtlFolder.h"
#include "resources/RtlSources.h"

#include <cstdlib>

namespace termscope::cli {
namespace {

constexpr std::int64_t mostRtlProducts = std::int64_t{1} << 30;

class RtlCommand : public Command {
public:
    std::string name() const override { return "rtl"; }
    std::string summary() const override
    {
        return "Write an array as SystemVerilog, with a product and its test bench.";
    }
    std::string examples() const override
    {
        return "The folder holds the sources, operands and expected outputs of one product, a test bench, and a "
               "Makefile whose\n"
               "targets verilator, icarus and yosys simulate the product, print \"cycles=N outputs=OK\", and fail on a "
               "difference.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli rtl --rows 4 --cols 4 --mac tmac --gemm 8x32x8 --out array\n"
               "  termscope-cli rtl --example digits --layer fc3 --batch 16 --rows 8 --cols 8 --out fc3 --check\n"
               "  termscope-cli rtl --mac pmac --dataflow ws --operands layer.npz --out array --check\n";
    }

    void addOptions(CLI::App& app) override
    {
        addText(app, "--out", "DIR", out_, "The folder, which is new or empty. Required.");
        addProductOptions(app, product_, options_.settings);
        addInteger(app, "--rows", options_.rows, {1, ArrayDesign::mostSide},
                   text("Rows of the array. [1…", ArrayDesign::mostSide, "; default 4]"));
        addInteger(app, "--cols", options_.columns, {1, ArrayDesign::mostSide},
                   text("Columns of the array. [1…", ArrayDesign::mostSide, "; default 4]"));
        addChoice(app, "--dataflow", options_.dataflow, {"os", "ws"},
                  "What stays in the cells: outputs or weights. [os, ws; default os]");
        addChoice(app, "--mac", options_.mac, {"pmac", "tmac"},
                  "Bit-parallel or term cells. [pmac, tmac; default tmac]");
        addChoice(app, "--mode", options_.mode, {"tr", "qt"},
                  "Of the product; registers switch the array. [tr, qt; default tr, of pmac qt]");
        addSettings(app, options_.settings, {"group_size", "budget", "data_terms", "weight_bits", "data_bits"});
        addFlag(app, "--drain", options_.drain, "Charge R cycles a fold to shift the results out (pmac, os).");
        addText(app, "--coefficient-bits", "auto|N", coefficientBits_,
                "Bits of a coefficient: as many as its bound needs, or more. [default auto]");
        addInteger(app, "--accumulator-length", length_, {1, ArrayDesign::mostCount},
                   "Values that a sum adds up at most. [default K]");
        addFlag(app, "--check", check_, "Run the test bench by Verilator and say what it found.");
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Outcome runTestBench(Output& output) const;

    std::optional<std::string> out_, coefficientBits_;
    std::optional<std::int64_t> length_;
    ProductOptions product_;
    ArrayOptions options_;
    TimingConfig timing_;
    DesignRange range_;
    bool check_ = false;
};

Outcome RtlCommand::prepare()
{
    if (!out_)
        return badInput("--out: expected a folder, found none");
    if (Outcome checked = checkProductOptions(product_, options_.settings); !checked)
        return checked;
    timing_.array.rows = timing_.array.columns = 4;
    options_.mac = options_.mac.value_or("tmac");
    if (const Outcome applied = applyArrayOptions(options_, timing_); !applied)
        return applied;
    if (!options_.isTerm()) {
        if (coefficientBits_)
            return badInput("--coefficient-bits: is of tmac arrays alone");
        if (Outcome checked = checkOptions(options_.settings); !checked)
            return checked;
        timing_.terms = termMacConfig(options_.settings,
                                      options_.mode == "tr" ? TermMode::Revealed : TermMode::Quantized, Skew::Step);
    }
    if (coefficientBits_ && *coefficientBits_ != "auto") {
        char* end = nullptr;
        const long bits = std::strtol(coefficientBits_->c_str(), &end, 10);
        if (*end != '\0' || bits < 2 || bits > 32)
            return badInput("--coefficient-bits: expected auto or 2…32, found ", *coefficientBits_);
        range_.coefficientBits = static_cast<int>(bits);
    }
    range_.accumulatorLength = length_.value_or(0);
    if (const Result<void> writable = checkNewFolder(*out_); !writable)
        return badInput(writable.error());
    if (check_ && std::system("command -v verilator >/dev/null 2>&1") != 0)
        return badInput("--check: needs Verilator, which is not installed (Debian's package verilator)");
    return {};
}

Outcome RtlCommand::run(Output& output)
{
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const ProductCheck check = [](const TermMacConfig&, const GemmShape& shape, std::int64_t) {
        return checkMemories(shape, mostRtlProducts);
    };
    const Result<OpenedProduct> opened = openProduct(product_, options_.settings, timing_, {8, 32, 8}, check);
    if (!opened)
        return badInput(opened.error());
    RtlFolder folder;
    folder.config = {timing_.array, timing_.mac, StepLength::Provisioned};
    folder.operands = opened->operands;
    folder.product = opened->source;
    folder.sources = embedded::rtlSources();
    folder.bench = embedded::rtlTestBench();
    if (const Result<void> prepared = prepareFolder(folder, range_); !prepared)
        return badInput("rtl: ", product_.layer ? text("layer ", *product_.layer, ": ") : "", prepared.error().message);
    if (const Result<void> written = writeFolder(*out_, filesOf(folder)); !written)
        return badInput(written.error());
    std::string told = product_.layer ? text("operands           ", opened->source, "\n") : "";
    told += text("cycles             ", folder.memory.cycles, "\n");
    if (options_.isTerm())
        told += text("coefficients       ", folder.operands->config.weightBits + folder.operands->config.dataBits - 1,
                     " of ", folder.design.coefficientBits, " bits in each cell\n");
    output.write(told + text("written            ", *out_, "\n"));
    return check_ ? runTestBench(output) : Outcome{};
}

/// Runs the folder's own test bench.
Outcome RtlCommand::runTestBench(Output& output) const
{
    const std::filesystem::path log = std::filesystem::path(*out_) / "verilator.log";
    std::string folder;
    for (const char letter : *out_) // in quotes for the shell
        folder += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    const int status = std::system(("make -C '" + folder + "' verilator >/dev/null 2>&1").c_str());
    const Result<Bytes> said = readFile(log, 1 << 20);
    if (status != 0 || !said)
        return failed("--check: the test bench fails; `make verilator` in ", *out_, " says where");
    const std::string_view lines(reinterpret_cast<const char*>(said->data()), said->size());
    const std::size_t line = lines.find("cycles=");
    output.write(text("verilator          ", lines.substr(line, lines.find('\n', line) - line), "\n"));
    return {};
}

} // namespace

std::unique_ptr<Command> makeRtlCommand()
{
    return std::make_unique<RtlCommand>();
}

} // namespace termscope::cli
