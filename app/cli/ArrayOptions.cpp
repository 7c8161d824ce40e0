#include "app/cli/ArrayOptions.h"

#include "hwmodel/operands/ProductTerms.h"
#include "hwmodel/registers/ControlRegisters.h"

#include <array>
#include <charconv>

namespace termscope::cli {

void addShapeOptions(CLI::App& app, ArrayOptions& options)
{
    addInteger(app, "--rows", options.rows, {1, largestSide},
               text("Rows of the array. [1…", largestSide, "; default 128]"));
    addInteger(app, "--cols", options.columns, {1, largestSide},
               text("Columns of the array. [1…", largestSide, "; default 64]"));
    addChoice(app, "--dataflow", options.dataflow, {"os", "ws", "is"},
              "What stays in the cells: outputs, weights or inputs. [os, ws, is; default os]");
}

void addArrayOptions(CLI::App& app, ArrayOptions& options)
{
    addShapeOptions(app, options);
    addChoice(app, "--mac", options.mac, {"pmac", "tmac"}, "Bit-parallel or term cells. [pmac, tmac; default pmac]");
    addChoice(app, "--mode", options.mode, {"tr", "qt"},
              "Of term cells: revealed or plain quantized operands. [tr, qt; default tr]");
    addSettings(app, options.settings, {"group_size", "budget", "data_terms", "weight_bits", "data_bits"});
    addSkewOption(app, options);
    addFlag(app, "--drain", options.drain, "Charge R cycles a fold to shift the results out (pmac, os).");
}

void addSkewOption(CLI::App& app, ArrayOptions& options)
{
    addChoice(app, "--skew", options.skew, {"step", "clock"},
              "Operands of term cells hop once a step or once a clock. [step, clock; default step]");
}

void applyShapeOptions(const ArrayOptions& options, ArrayConfig& array)
{
    array.rows = static_cast<int>(options.rows.value_or(array.rows));
    array.columns = static_cast<int>(options.columns.value_or(array.columns));
    if (options.dataflow)
        array.dataflow = *dataflowFromName(*options.dataflow);
}

Outcome applyArrayOptions(const ArrayOptions& options, TimingConfig& timing)
{
    ArrayConfig& array = timing.array;
    applyShapeOptions(options, array);
    array.drain = options.drain;
    if (array.drain && (options.isTerm() || array.dataflow != Dataflow::OutputStationary))
        return badInput("--drain: is of output-stationary pmac arrays alone");
    const Settings& settings = options.settings;
    timing.terms.weightBits = settings.weightBits;
    timing.terms.dataBits = settings.dataBits;
    if (!options.isTerm())
        return {};
    timing.mac = MacKind::Term;
    if (Outcome checked = checkOptions(settings); !checked)
        return checked;
    timing.terms = termMacConfig(settings, options.mode == "qt" ? TermMode::Quantized : TermMode::Revealed,
                                 options.skew == "clock" ? Skew::Clock : Skew::Step);
    if (const auto registers = registersFor(timing.terms); !registers)
        return badInput("the control registers cannot hold ", registers.error().message);
    return {};
}

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

Result<RawOperands> randomProduct(const GemmShape& shape, const TermMacConfig& terms, std::uint64_t seed)
{
    TermMacConfig plain = terms;
    plain.mode = TermMode::Quantized;
    const Result<ProductTerms> random = randomOperands("gemm", shape, 1, plain, seed);
    if (!random)
        return tl::unexpected(random.error());
    RawOperands raw{shape, {random->inputValues.begin(), random->inputValues.end()}, {}};
    raw.w.reserve(random->weightValues.size());
    for (std::int64_t k = 0; k < shape.k; ++k)
        for (std::int64_t n = 0; n < shape.n; ++n)
            raw.w.push_back(random->weightValues[static_cast<std::size_t>(n * shape.k + k)]);
    return raw;
}

} // namespace termscope::cli
