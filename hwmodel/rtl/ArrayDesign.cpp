#include "hwmodel/rtl/ArrayDesign.h"

#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/timing/ArrayTiming.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "hwmodel/units/BinaryConverter.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace termscope {
namespace {

/// Words of a $readmemh file, one a line, each made of bits.
class MemoryWords {
public:
    explicit MemoryWords(int bits) : digits_(static_cast<std::size_t>((bits + 3) / 4), 0) {}

    void set(int bit) { digits_[static_cast<std::size_t>(bit / 4)] |= 1 << bit % 4; }

    /// Sets the lowest bits to those of `value`, two's complement, and ends the word.
    void add(std::int64_t value, int bits)
    {
        for (int bit = 0; bit < bits; ++bit)
            if ((static_cast<std::uint64_t>(value) >> bit & 1) != 0)
                set(bit);
        end();
    }

    void end()
    {
        for (std::size_t digit = digits_.size(); digit-- > 0;)
            text_ += "0123456789abcdef"[digits_[digit]];
        text_ += '\n';
        std::ranges::fill(digits_, 0);
    }
    std::string text() && { return std::move(text_); }

private:
    std::vector<int> digits_; ///< of the word at work, the lowest first
    std::string text_;
};

/// The groups of a side as the queues hold them, or its values.
std::string hoppingWords(const OperandSide& side, MacKind mac, int values, int bits)
{
    if (mac == MacKind::Parallel) {
        MemoryWords words(bits + 1);
        for (const std::int32_t value : side.values)
            words.add(value, bits + 1);
        return std::move(words).text();
    }
    MemoryWords words(2 * values * bits);
    for (std::int64_t line = 0; line < side.lines; ++line)
        for (std::int64_t group = 0; group < side.groups; ++group) {
            for (const GroupTerm term : side.group(line, group).all()) {
                const int place = term.value * bits + term.exponent;
                words.set(place);
                if (term.sign < 0)
                    words.set(values * bits + place);
            }
            words.end();
        }
    return std::move(words).text();
}

/// Slot by slot: terms, empty slots 0, or values.
std::string loadWords(const OperandSide& side, MacKind mac, std::int64_t slots)
{
    constexpr int bits = 16;
    MemoryWords words(bits);
    if (mac == MacKind::Parallel) {
        for (const std::int32_t value : side.values)
            words.add(value, bits);
        return std::move(words).text();
    }
    for (std::int64_t line = 0; line < side.lines; ++line)
        for (std::int64_t group = 0; group < side.groups; ++group) {
            const std::span<const GroupTerm> terms = side.group(line, group).all();
            for (const GroupTerm term : terms)
                words.add(1 << 15 | (term.sign < 0 ? 1 << 14 : 0) | term.value << 8 | term.exponent, bits);
            for (auto slot = static_cast<std::int64_t>(terms.size()); slot < slots; ++slot)
                words.add(0, bits);
        }
    return std::move(words).text();
}

/// By plain multiplication.
std::string outputWords(const ProductOperands& operands)
{
    constexpr int bits = 64;
    MemoryWords words(bits);
    for (std::int64_t m = 0; m < operands.shape.m; ++m)
        for (std::int64_t n = 0; n < operands.shape.n; ++n) {
            std::int64_t sum = 0;
            for (std::int64_t k = 0; k < operands.shape.k; ++k)
                sum += std::int64_t{operands.inputs.value(m, k)} * operands.weights.value(n, k);
            words.add(sum, bits);
        }
    return std::move(words).text();
}

Result<void> checkRange(std::string_view name, std::int64_t value, std::int64_t smallest, std::int64_t largest)
{
    if (value < smallest || value > largest)
        return fail(name, ": expected ", smallest, "…", largest, ", found ", value);
    return {};
}

Result<void> checkDesign(const SimulationConfig& config, const ProductOperands& operands)
{
    const TermMacConfig& terms = operands.config;
    const auto& [m, k, n] = operands.shape;
    if (config.array.dataflow == Dataflow::InputStationary)
        return fail("dataflow: expected os or ws, found is");
    if (config.mac == MacKind::Term && (config.sync != StepLength::Provisioned || terms.skew != Skew::Step))
        return fail("steps: expected provisioned ones, in which operands hop once a step");
    for (const auto& [name, value, smallest, largest] :
         {std::tuple{std::string_view("rows"), std::int64_t{config.array.rows}, 1, std::int64_t{ArrayDesign::mostSide}},
          {"cols", config.array.columns, 1, ArrayDesign::mostSide},
          {"weight_bits", terms.weightBits, 2, ArrayDesign::mostBits},
          {"data_bits", terms.dataBits, 2, ArrayDesign::mostBits},
          {"M", m, 1, ArrayDesign::mostCount},
          {"K", k, 1, ArrayDesign::mostCount},
          {"N", n, 1, ArrayDesign::mostCount}})
        if (const Result<void> legal = checkRange(name, value, smallest, largest); !legal)
            return legal;
    if (config.mac == MacKind::Term)
        if (const Result<ControlRegisters> registers = registersFor(terms); !registers)
            return fail("the control registers cannot hold ", registers.error().message);
    return {};
}

} // namespace

std::vector<std::pair<std::string, std::int64_t>> ArrayDesign::parameters() const
{
    return {{"Rows", array.rows},
            {"Columns", array.columns},
            {"TermCells", mac == MacKind::Term ? 1 : 0},
            {"OutputStationary", array.dataflow == Dataflow::OutputStationary ? 1 : 0},
            {"Drain", array.drain ? 1 : 0},
            {"Values", values},
            {"WeightBits", weightBits},
            {"DataBits", dataBits},
            {"CoefficientBits", coefficientBits},
            {"WordBits", wordBits}};
}

bool ArrayDesign::isFlag(std::string_view parameter)
{
    return parameter == "TermCells" || parameter == "OutputStationary" || parameter == "Drain";
}

Result<ArrayDesign> arrayDesign(const SimulationConfig& config, const ProductOperands& operands,
                                const DesignRange& range)
{
    if (const Result<void> checked = checkDesign(config, operands); !checked)
        return tl::unexpected(checked.error());
    const TermMacConfig& terms = operands.config;
    const std::int64_t length = range.accumulatorLength > 0 ? range.accumulatorLength : operands.shape.k;
    if (length < operands.shape.k)
        return fail("accumulator length: expected at least K = ", operands.shape.k, ", found ", length);
    ArrayDesign design;
    design.array = config.array;
    design.mac = config.mac;
    design.values = config.mac == MacKind::Term ? terms.groupSize : 1;
    design.weightBits = terms.weightBits;
    design.dataBits = terms.dataBits;
    const std::int64_t bound = coefficientBound(terms, length, operands.shape.k / operands.inputs.positions);
    const int needed = std::bit_width(static_cast<std::uint64_t>(bound)) + 1;
    design.coefficientBits = range.coefficientBits > 0 ? range.coefficientBits : needed;
    if (config.mac == MacKind::Term && design.coefficientBits < needed)
        return fail("coefficient bits: expected at least ", needed, ", which hold ±", bound, " after ", length,
                    " values, found ", design.coefficientBits);
    design.wordBits = std::max(resultBits(terms.weightBits, terms.dataBits, length), design.coefficientBits + 1);
    return design;
}

Result<ProductMemory> productMemory(const ArrayDesign& design, const SimulationConfig& config,
                                    std::shared_ptr<const ProductOperands> operands)
{
    Result<ArraySimulator> simulator = ArraySimulator::create(config, operands);
    if (!simulator)
        return tl::unexpected(simulator.error());
    simulator->runToEnd();
    const bool isTerm = design.mac == MacKind::Term;
    const Result<ControlRegisters> registers = isTerm ? registersFor(operands->config) : ControlRegisters{};
    if (!registers)
        return fail("the control registers cannot hold ", registers.error().message);
    const bool stay = config.array.dataflow == Dataflow::OutputStationary;
    const std::int64_t slots = isTerm ? stationarySlots(Dataflow::WeightStationary, operands->config) : 1;
    constexpr int bits = 32;
    MemoryWords layer(bits);
    for (const std::int64_t word : {operands->shape.m, isTerm ? operands->inputs.groups : operands->shape.k,
                                    operands->shape.n, std::int64_t{config.array.columns << 16 | config.array.rows},
                                    std::int64_t{*packModeWord(*registers)}, std::int64_t{*packTermWord(*registers)},
                                    slots, simulator->cycle(), switchDelay(config.array, operands->config)})
        layer.add(word, bits);
    std::vector<DesignFile> files{
        {"layer.hex", std::move(layer).text()},
        {"west.hex", hoppingWords(operands->inputs, design.mac, design.values, design.dataBits)}};
    if (stay)
        files.push_back({"north.hex", hoppingWords(operands->weights, design.mac, design.values, design.weightBits)});
    else
        files.push_back({"loads.hex", loadWords(operands->weights, design.mac, slots)});
    files.push_back({"outputs.hex", outputWords(*operands)});
    return ProductMemory{simulator->cycle(), std::move(files)};
}

} // namespace termscope
