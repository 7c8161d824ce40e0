#include "hwmodel/rtl/RtlFolder.h"

#include "hwmodel/timing/ArrayTiming.h"

namespace termscope {
namespace {

constexpr std::string_view benchName = "term_array_bench";
constexpr int clockPeriod = 10; ///< nanoseconds of the constraint

/// Room of a bank of each of the test bench's memories, for this product.
std::vector<std::pair<std::string, std::int64_t>> memorySizes(const RtlFolder& folder)
{
    const ProductOperands& operands = *folder.operands;
    const bool isTerm = folder.design.mac == MacKind::Term;
    const bool stay = folder.design.array.dataflow == Dataflow::OutputStationary;
    const std::int64_t units = isTerm ? operands.inputs.groups : operands.shape.k;
    const std::int64_t slots = isTerm ? stationarySlots(Dataflow::WeightStationary, operands.config) : 1;
    return {{"WestWords", operands.shape.m * units},
            {"NorthWords", stay ? operands.shape.n * units : 1},
            {"LoadWords", stay ? 1 : operands.shape.n * units * slots},
            {"OutputWords", operands.shape.m * operands.shape.n}};
}

std::string fileList(const RtlFolder& folder)
{
    std::string list;
    for (const RtlSource& source : folder.sources)
        list += text("rtl/", source.name, ".sv\n");
    return list;
}

/// "-GRows=8 -GTermCells=\"1'b1\" …": Verilator wants a number of one bit for a parameter of one bit.
std::string verilatorParameters(const std::vector<std::pair<std::string, std::int64_t>>& parameters)
{
    std::string list;
    for (const auto& [name, value] : parameters)
        list += ArrayDesign::isFlag(name) ? text(" -G", name, "=\"1'b", value, "\"") : text(" -G", name, "=", value);
    return list;
}

/// "-PRows=8 -PColumns=8 …" with `before` in front of each and `between` in the middle.
std::string assignments(const std::vector<std::pair<std::string, std::int64_t>>& parameters, std::string_view before,
                        std::string_view between)
{
    std::string list;
    for (const auto& [name, value] : parameters)
        list += text(list.empty() ? "" : " ", before, name, between, value);
    return list;
}

std::string makefile(const RtlFolder& folder)
{
    // What the top is built with, and what the bench needs beside it.
    std::vector<std::pair<std::string, std::int64_t>> top = folder.design.parameters();
    const bool isTerm = folder.design.mac == MacKind::Term;
    top.emplace_back("DataUnit",
                     isTerm ? 2 * folder.design.values * folder.design.dataBits : folder.design.dataBits + 1);
    top.emplace_back("WeightUnit",
                     isTerm ? 2 * folder.design.values * folder.design.weightBits : folder.design.weightBits + 1);
    std::vector<std::pair<std::string, std::int64_t>> bench = folder.design.parameters();
    for (auto& size : memorySizes(folder))
        bench.push_back(std::move(size));
    std::string make =
        "# Each target simulates the product in memory/, prints \"cycles=N outputs=OK\", and fails where an\n"
        "# output or the cycles differ from what the files say.\n\n";
    make += text("VERILATOR_PARAMETERS :=", verilatorParameters(bench), "\n");
    make += text("ICARUS_PARAMETERS := ", assignments(bench, text("-P", benchName, "."), "="), "\n");
    make += text("YOSYS_PARAMETERS := ", assignments(top, "-chparam ", " "), "\n");
    make += text("SOURCES := $(shell cat rtl.f)\nBENCH := rtl/", benchName, ".sv\n");
    make += R"(CASE := +case=memory
# A line that says OK, or no success.
JUDGE = tee $@.log && grep -q "outputs=OK" $@.log

.PHONY: all verilator icarus yosys lint clean
all: verilator icarus

# A compiled simulation.
verilator:
	mkdir -p build
	verilator --binary --timing -O3 --top-module term_array_bench $(VERILATOR_PARAMETERS) --Mdir build/verilator \
	    $(SOURCES) $(BENCH) >build.log 2>&1 || { cat build.log; exit 1; }
	./build/verilator/Vterm_array_bench $(CASE) | $(JUDGE)

# Another simulator's opinion.
icarus:
	mkdir -p build
	iverilog -g2012 -s term_array_bench $(ICARUS_PARAMETERS) -o build/bench.vvp $(SOURCES) $(BENCH)
	vvp -n build/bench.vvp $(CASE) | $(JUDGE)

# What Yosys reads, as a netlist, simulated in place of the sources; then the gates that it makes of it, counted in yosys.stat.
yosys:
	mkdir -p build
	yosys -q -p "read_verilog -sv $(SOURCES); hierarchy -top term_array $(YOSYS_PARAMETERS); proc; opt; \
	    write_verilog -noattr build/netlist.v; synth; tee -q -o yosys.stat stat"
	iverilog -g2012 -DNETLIST -s term_array_bench $(ICARUS_PARAMETERS) -o build/netlist.vvp build/netlist.v $(BENCH)
	vvp -n build/netlist.vvp $(CASE) | $(JUDGE)

lint:
	verilator --lint-only -Wall --top-module term_array $(SOURCES)

clean:
	rm -rf build build.log verilator.log icarus.log yosys.log yosys.stat
)";
    return make;
}

std::string cellsOf(const RtlFolder& folder)
{
    const TermMacConfig& terms = folder.operands->config;
    const ArrayDesign& design = folder.design;
    if (design.mac == MacKind::Parallel)
        return text("Cells multiply values of ", design.dataBits + 1, " and ", design.weightBits + 1,
                    " bits and add them up in ", design.wordBits, ".\n");
    return text("Cells hold groups of up to ", design.values, " values of ", design.weightBits, "-bit weights and ",
                design.dataBits, "-bit data, and ", design.weightBits + design.dataBits - 1, " coefficients of ",
                design.coefficientBits, " bits.\nThe registers of this run say ",
                terms.mode == TermMode::Revealed
                    ? text("TR with a budget of ", terms.budget, " and ", terms.dataTerms, " data terms")
                    : std::string("QT"),
                ", ", terms.provisionedStep(), " cycles a step.\n");
}

std::string readme(const RtlFolder& folder)
{
    const GemmShape& shape = folder.operands->shape;
    const ArrayConfig& array = folder.design.array;
    std::string page = text(
        "# A systolic array of ", array.rows, "x", array.columns, " ", nameOf(folder.design.mac), " cells, ",
        array.dataflow == Dataflow::OutputStationary ? "output" : "weight",
        "-stationary\n\nWritten by TermScope's `termscope-cli rtl`. SystemVerilog that Verilator 5, Icarus "
        "Verilog 11 and Yosys 0.23 read.\n\n");
    page += cellsOf(folder);
    page += text("\n    make verilator      compile and run the test bench\n"
                 "    make icarus         the same by Icarus Verilog\n"
                 "    make yosys          run the test bench on what Yosys reads, and count its gates (yosys.stat)\n"
                 "    make lint           verilator --lint-only -Wall\n\n"
                 "The run is the product ",
                 shape.m, "x", shape.k, "x", shape.n, " (", folder.product, "): ", folder.memory.cycles,
                 " cycles, as TermScope's simulator says.\nEach target prints `cycles=", folder.memory.cycles,
                 " outputs=OK`, or what is different and fails.\n\n");
    page += R"(## Files

- `rtl/` the sources, one module a file; `term_array.sv` is the top, `term_array_bench.sv` the test bench. `rtl.f` lists what is
  synthesized, `constraints/clock.sdc` has the clock. `output_units.sv` and what it holds stand behind a column, and
  `group_revealer.sv` before the array; the top does not hold them.
- `memory/` words for `$readmemh`: `layer.hex` what the registers are told and how long the run takes; `west.hex`, and `north.hex` or
  `loads.hex`, the operands; `outputs.hex` what must come out. The head of each source tells the words it takes.

## Registers

| address | word |
|---|---|
| 0 | mode: bit_width[6:2], comparator_on[1], hese_on[0]; comparator on is TR, off QT |
| 1 | terms: start[31], bank[30], data_terms[15:12], group_budget[11:5], group_size[4:0] |
| 2, 3, 4 | M, groups (pmac: values) along K, N |

A write with `start` asks for a layer. While another one runs it waits, and begins in the cycle after that one's last: a layer may
run in another mode than the one before it. Operands come from memories that answer a cycle after they are asked; a bank holds one
layer's. Results leave as words, with the place where they belong; weight-stationary ones of later folds are to be added up there.

What the cycles count: from the layer's first cycle to its last, folds and their loading. The pipeline's two cycles and, of
output-stationary arrays, the rows that the last fold's results take to leave come after.
)";
    return page;
}

} // namespace

Result<void> checkMemories(const GemmShape& shape, std::int64_t mostProducts)
{
    constexpr std::int64_t mostWords = std::int64_t{1} << 22;
    const auto& [m, k, n] = shape;
    for (const auto& [name, value] : {std::pair{"M", m}, {"K", k}, {"N", n}})
        if (value < 1 || value > ArrayDesign::mostCount)
            return fail("rtl: expected ", name, " of 1…", ArrayDesign::mostCount, ", found ", value);
    if (m * k > mostWords || k * n > mostWords || m * n > mostWords || m * k * n > mostProducts)
        return fail("rtl: expected matrices of at most ", mostWords, " values and ", mostProducts, " products, found ",
                    m, "x", k, "x", n);
    return {};
}

Result<void> prepareFolder(RtlFolder& folder, const DesignRange& range)
{
    const Result<ArrayDesign> design = arrayDesign(folder.config, *folder.operands, range);
    if (!design)
        return tl::unexpected(design.error());
    folder.design = *design;
    Result<ProductMemory> memory = productMemory(*design, folder.config, folder.operands);
    if (!memory)
        return tl::unexpected(memory.error());
    folder.memory = std::move(*memory);
    return {};
}

std::vector<DesignFile> filesOf(const RtlFolder& folder)
{
    std::vector<DesignFile> files{
        {"README.md", readme(folder)},
        {"Makefile", makefile(folder)},
        {"rtl.f", fileList(folder)},
        {"constraints/clock.sdc", text("create_clock -name clk -period ", clockPeriod, ".0 [get_ports clk_i]\n")}};
    for (const RtlSource& source : folder.sources)
        files.push_back({text("rtl/", source.name, ".sv"), std::string(source.text)});
    const RtlSource bench = folder.bench;
    files.push_back({text("rtl/", bench.name, ".sv"), std::string(bench.text)});
    for (const DesignFile& file : folder.memory.files)
        files.push_back({"memory/" + file.name, file.content});
    return files;
}

} // namespace termscope
