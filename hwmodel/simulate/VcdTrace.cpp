#include "hwmodel/simulate/VcdTrace.h"

#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::int64_t cycleTime = 10; // ns
constexpr int countWidth = 32;
constexpr int sumWidth = 64;
constexpr std::size_t bufferSize = std::size_t{1} << 20;

int rowsWritten(const ArraySimulator& simulator)
{
    return std::min(simulator.config().array.rows, VcdTrace::mostSide);
}

int columnsWritten(const ArraySimulator& simulator)
{
    return std::min(simulator.config().array.columns, VcdTrace::mostSide);
}

bool isTerm(const ArraySimulator& simulator)
{
    return simulator.config().mac == MacKind::Term;
}

/// Number `index` in digits of the printable characters.
std::string identifierOf(std::size_t index)
{
    constexpr std::size_t characters = '~' - '!' + 1;
    std::string identifier;
    do {
        identifier += static_cast<char>('!' + index % characters);
        index /= characters;
    } while (index > 0);
    return identifier;
}

} // namespace

Result<VcdTrace> VcdTrace::open(const std::filesystem::path& path, const ArraySimulator& simulator)
{
    Result<FileWriter> file = FileWriter::open(path);
    if (!file)
        return tl::unexpected(file.error());
    VcdTrace trace(std::move(*file));
    trace.declare(simulator);
    trace.record(simulator);
    return trace;
}

void VcdTrace::add(const char* name, int width)
{
    signals_.push_back({identifierOf(signals_.size()), width, 0});
    text_ += text("$var wire ", width, " ", signals_.back().identifier, " ", name,
                  width > 1 ? text(" [", width - 1, ":0]") : std::string(), " $end\n");
}

void VcdTrace::declareCell(const ArraySimulator& simulator, int row, int column)
{
    const TermMacConfig& config = simulator.operands().config;
    text_ += text("$scope module cell_", row, "_", column, " $end\n");
    add("active", 1);
    if (isTerm(simulator)) {
        for (const char* const name : {"input_line", "weight_line", "group", "pairs", "pairs_left", "exponent"})
            add(name, countWidth);
        add("negative", 1);
        for (int i = 0; i < coefficientCount(config.weightBits, config.dataBits); ++i)
            add(text("c", i).c_str(), countWidth);
    } else {
        // A revealed value of b bits reaches 2^(b−1), which b bits of two's complement do not hold.
        add("input", config.dataBits + 1);
        add("weight", config.weightBits + 1);
    }
    add("sum", sumWidth);
    if (simulator.fold().outputsStay()) {
        add("out_valid", 1);
        add("out", sumWidth);
    }
    text_ += "$upscope $end\n";
}

void VcdTrace::declare(const ArraySimulator& simulator)
{
    text_ += text("$version TermScope $end\n$comment ", nameOf(simulator.config().mac), ", ",
                  nameOf(simulator.config().array.dataflow), ", ", simulator.config().array.rows, "x",
                  simulator.config().array.columns, " cells, of which ", rowsWritten(simulator), "x",
                  columnsWritten(simulator), " are written $end\n$timescale 1 ns $end\n$scope module array $end\n");
    add("clk", 1);
    add("cycle", sumWidth);
    for (const char* const name : {"fold", "phase", "step", "cycle_in_step", "step_length"})
        add(name, countWidth);
    for (int r = 0; r < rowsWritten(simulator); ++r)
        for (int c = 0; c < columnsWritten(simulator); ++c)
            declareCell(simulator, r, c);
    for (int c = 0; c < columnsWritten(simulator) && !simulator.fold().outputsStay(); ++c) {
        text_ += text("$scope module south_", c, " $end\n");
        add("valid", 1);
        add("m", countWidth);
        add("n", countWidth);
        add("out", sumWidth);
        text_ += "$upscope $end\n";
    }
    text_ += "$upscope $end\n$enddefinitions $end\n";
}

void VcdTrace::writeValue(const Signal& signal)
{
    if (signal.width == 1) {
        text_ += (signal.value & 1) != 0 ? '1' : '0';
    } else {
        // Two's complement; zeros in front are left out, as readers extend by them.
        const auto bits = static_cast<std::uint64_t>(signal.value);
        int bit = signal.width - 1;
        while (bit > 0 && (bits >> bit & 1) == 0)
            --bit;
        text_ += 'b';
        for (; bit >= 0; --bit)
            text_ += (bits >> bit & 1) != 0 ? '1' : '0';
        text_ += ' ';
    }
    text_ += signal.identifier;
    text_ += '\n';
}

/// The value of the next signal.
void VcdTrace::put(std::int64_t value)
{
    Signal& signal = signals_[next_++];
    if (!first_ && signal.value == value)
        return;
    signal.value = value;
    writeValue(signal);
}

void VcdTrace::sampleCell(const ArraySimulator& simulator, int row, int column)
{
    const ProductOperands& operands = simulator.operands();
    const SimulatedCell cell = simulator.cell(row, column);
    put(cell.active() ? 1 : 0);
    if (isTerm(simulator)) {
        const std::optional<CellPair> pair = simulator.pairUnderWay(row, column);
        for (const std::int64_t value : {cell.input.line, cell.weight.line, cell.weight.unit, cell.pairs,
                                         cell.pairsLeft(), pair ? std::int64_t{pair->exponent()} : 0})
            put(value);
        put(pair && pair->sign() < 0 ? 1 : 0);
        for (const std::int32_t count : simulator.coefficients(row, column))
            put(count);
    } else {
        put(cell.active() ? operands.inputs.value(cell.input.line, cell.input.unit) : 0);
        put(cell.active() ? operands.weights.value(cell.weight.line, cell.weight.unit) : 0);
    }
    put(simulator.value(row, column));
    if (!simulator.fold().outputsStay())
        return;
    const std::optional<LeavingOutput> left = leaving_.ofCell(simulator, row, column);
    put(left ? 1 : 0);
    put(left ? left->value : 0);
}

/// What the cycle before has let out of a column: at most one item.
void VcdTrace::sampleSouth(const ArraySimulator& simulator, int column)
{
    const std::optional<LeavingOutput> left = leaving_.ofColumn(simulator, column);
    put(left ? 1 : 0);
    put(left ? left->m : 0);
    put(left ? left->n : 0);
    put(left ? left->value : 0);
}

void VcdTrace::sample(const ArraySimulator& simulator)
{
    next_ = 0;
    put(1);
    put(simulator.cycle());
    put(simulator.fold().index);
    put(static_cast<std::int64_t>(simulator.phase()));
    put(simulator.phase() == FoldPhase::Working ? simulator.step() : 0);
    put(simulator.phase() == FoldPhase::Working ? simulator.cycleInStep() : 0);
    put(simulator.stepLength());
    for (int r = 0; r < rowsWritten(simulator); ++r)
        for (int c = 0; c < columnsWritten(simulator); ++c)
            sampleCell(simulator, r, c);
    for (int c = 0; c < columnsWritten(simulator) && !simulator.fold().outputsStay(); ++c)
        sampleSouth(simulator, c);
}

bool VcdTrace::record(const ArraySimulator& simulator)
{
    const std::int64_t time = simulator.cycle() * cycleTime;
    text_ += text("#", time, "\n", first_ ? "$dumpvars\n" : "");
    sample(simulator);
    text_ += first_ ? "$end\n" : "";
    first_ = false;
    signals_.front().value = 0; // the clock falls in the middle of a cycle
    text_ += text("#", time + cycleTime / 2, "\n");
    writeValue(signals_.front());
    leaving_.remember(simulator, columnsWritten(simulator));
    return flush(bufferSize);
}

bool VcdTrace::flush(std::size_t atLeast)
{
    if (text_.size() < atLeast)
        return true;
    const bool written = file_.write(bytesOf(text_));
    text_.clear();
    return written;
}

Result<void> VcdTrace::finish()
{
    flush(0);
    return file_.finish();
}

} // namespace termscope
