#include "hwmodel/simulate/MemoryFiles.h"

#include "core/files/Files.h"
#include "hwmodel/registers/ControlRegisters.h"

#include <string_view>

namespace termscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view readmeName = "README.txt";
constexpr std::string_view readmeStart = "TermScope: operands and outputs of one product for $readmemh.\n";
constexpr std::int64_t mostSlots = std::int64_t{1} << 26;
constexpr int outputBits = 64;
constexpr int termBits = 16;
constexpr int registerBits = 16;

/// Words of `bits` bits, one a line.
class HexWords {
public:
    HexWords(int bits, const std::string& comment) : bits_(bits), text_("// " + comment + "\n") {}

    void add(std::int64_t value)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        const std::uint64_t mask = bits_ == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits_) - 1;
        const std::uint64_t word = static_cast<std::uint64_t>(value) & mask;
        for (int digit = (bits_ + 3) / 4; digit-- > 0;)
            text_ += digits[word >> (4 * digit) & 15];
        text_ += '\n';
    }
    const std::string& text() const { return text_; }

private:
    int bits_;
    std::string text_;
};

/// Slots of a group's terms.
struct Slots {
    std::int64_t inputs = 0;
    std::int64_t weights = 0;
};

Slots slotsOf(const TermMacConfig& config)
{
    const std::int64_t group = config.groupSize;
    if (config.mode == TermMode::Revealed)
        return {group * config.dataTerms, config.budget};
    return {group * (config.dataBits - 1), group * (config.weightBits - 1)};
}

std::string valueWords(const OperandSide& side, int bits, const std::string& comment)
{
    HexWords words(bits + 1, comment);
    for (const std::int32_t value : side.values)
        words.add(value);
    return words.text();
}

std::string termWords(const OperandSide& side, std::int64_t slots, const std::string& comment)
{
    HexWords words(termBits, comment);
    for (std::int64_t line = 0; line < side.lines; ++line)
        for (std::int64_t group = 0; group < side.groups; ++group) {
            const std::span<const GroupTerm> terms = side.group(line, group).all();
            for (const GroupTerm term : terms)
                words.add(1 << 15 | (term.sign < 0 ? 1 << 14 : 0) | term.value << 8 | term.exponent);
            for (auto slot = static_cast<std::int64_t>(terms.size()); slot < slots; ++slot)
                words.add(0);
        }
    return words.text();
}

/// What must come out, by plain multiplication.
std::string outputWords(const ProductOperands& operands, const std::string& comment)
{
    HexWords words(outputBits, comment);
    for (std::int64_t m = 0; m < operands.shape.m; ++m)
        for (std::int64_t n = 0; n < operands.shape.n; ++n) {
            std::int64_t sum = 0;
            for (std::int64_t k = 0; k < operands.shape.k; ++k)
                sum += std::int64_t{operands.inputs.value(m, k)} * operands.weights.value(n, k);
            words.add(sum);
        }
    return words.text();
}

/// A file and its line of the README.
struct MemoryFile {
    std::string name;
    std::string what;
    std::string content;
};

Result<std::vector<MemoryFile>> termFiles(const ProductOperands& operands)
{
    const TermMacConfig& config = operands.config;
    const Slots slots = slotsOf(config);
    const Count words = Count(operands.inputs.lines) * operands.inputs.groups * slots.inputs
                        + Count(operands.weights.lines) * operands.weights.groups * slots.weights;
    if (!words.fits() || words.value() > mostSlots)
        return fail("term slots: expected at most ", mostSlots, " in files, found ",
                    words.fits() ? text(words.value()) : "more");
    const Result<ControlRegisters> registers = registersFor(config);
    if (!registers)
        return fail("the control registers cannot hold ", registers.error().message);
    HexWords control(registerBits, "mode word, term word");
    control.add(*packModeWord(*registers));
    control.add(*packTermWord(*registers));
    const auto comment = [&](const OperandSide& side, std::int64_t perGroup) {
        return text(
            "[", side.lines, ", ", side.groups, ", ", perGroup, "] terms of ", termBits,
            " bits: {valid[15], negative[14], value in the group[13:8], 000[7:5], exponent[4:0]}, empty slots 0");
    };
    const std::string inputs = comment(operands.inputs, slots.inputs);
    const std::string weights = comment(operands.weights, slots.weights);
    return std::vector<MemoryFile>{{"input_terms.hex", inputs, termWords(operands.inputs, slots.inputs, inputs)},
                                   {"weight_terms.hex", weights, termWords(operands.weights, slots.weights, weights)},
                                   {"registers.hex",
                                    "[2] words of 16 bits: mode {bit_width[6:2], comparator_on[1], hese_on[0]}, "
                                    "terms {data_terms[15:12], group_budget[11:5], group_size[4:0]}",
                                    control.text()}};
}

Result<std::vector<MemoryFile>> filesOf(const ProductOperands& operands, const SimulationConfig& config)
{
    const auto& [m, k, n] = operands.shape;
    const std::string inputs = text("[", m, ", ", k, "] input values of ", operands.config.dataBits + 1,
                                    " bits, two's complement");
    const std::string weights = text("[", n, ", ", k, "] weight values of ", operands.config.weightBits + 1,
                                     " bits, two's complement, column after column");
    const std::string outputs = text("[", m, ", ", n, "] outputs of ", outputBits, " bits, two's complement");
    std::vector<MemoryFile> files{
        {"inputs.hex", inputs, valueWords(operands.inputs, operands.config.dataBits, inputs)},
        {"weights.hex", weights, valueWords(operands.weights, operands.config.weightBits, weights)},
        {"outputs.hex", outputs, outputWords(operands, outputs)}};
    if (config.mac == MacKind::Term) {
        Result<std::vector<MemoryFile>> terms = termFiles(operands);
        if (!terms)
            return tl::unexpected(terms.error());
        std::move(terms->begin(), terms->end(), std::back_inserter(files));
    }
    return files;
}

std::string readmeOf(const ProductOperands& operands, const SimulationConfig& config,
                     const std::vector<MemoryFile>& files)
{
    const ArrayConfig& array = config.array;
    std::string readme(readmeStart);
    readme += text("\nM = ", operands.shape.m, ", K = ", operands.shape.k, ", N = ", operands.shape.n, " on ",
                   array.rows, "x", array.columns, " ", nameOf(config.mac), " cells, dataflow ", nameOf(array.dataflow),
                   ".\n");
    if (config.mac == MacKind::Term)
        readme += text("Groups of ", operands.config.groupSize,
                       " values along K, the last of a line padded with zeros: ", operands.inputs.groups,
                       " of them.\n");
    readme += "\nHexadecimal words, one a line, the last index of a shape fastest:\n\n";
    for (const MemoryFile& file : files)
        readme += text("  ", file.name, std::string(18 - file.name.size(), ' '), file.what, "\n");
    return readme + "\nThe outputs are the product of the values; the terms of a group add up to its values.\n";
}

bool holdsExport(const fs::path& folder)
{
    const Result<Bytes> readme = readFile(folder / readmeName, 1 << 16);
    if (!readme)
        return false;
    const std::string_view start(reinterpret_cast<const char*>(readme->data()),
                                 std::min(readme->size(), readmeStart.size()));
    return start == readmeStart;
}

} // namespace

Result<void> checkMemoryFolder(const fs::path& folder)
{
    const Result<bool> fresh = isFreshFolder(folder);
    if (!fresh)
        return tl::unexpected(fresh.error());
    if (!*fresh && !holdsExport(folder))
        return fail(folder.string(), ": expected a folder that is empty or holds an earlier export, found other files");
    return {};
}

Result<void> writeMemoryFiles(const fs::path& folder, const ProductOperands& operands, const SimulationConfig& config)
{
    if (const Result<void> checked = checkMemoryFolder(folder); !checked)
        return checked;
    const Result<std::vector<MemoryFile>> files = filesOf(operands, config);
    if (!files)
        return tl::unexpected(files.error());
    std::error_code error;
    fs::create_directory(folder, error);
    if (!fs::is_directory(folder))
        return fail(folder.string(), ": cannot be made (", error.message(), ")");
    // First what says whose files these are: an export that was cut short can be made again.
    if (const Result<void> written = writeFile(folder / readmeName, readmeOf(operands, config, *files)); !written)
        return written;
    for (const MemoryFile& file : *files)
        if (const Result<void> written = writeFile(folder / file.name, file.content); !written)
            return written;
    // An earlier export may have been of term cells.
    if (config.mac != MacKind::Term)
        for (const char* const name : {"input_terms.hex", "weight_terms.hex", "registers.hex"})
            fs::remove(folder / name, error);
    return {};
}

} // namespace termscope
