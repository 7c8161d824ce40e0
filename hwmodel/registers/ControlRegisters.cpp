#include "hwmodel/registers/ControlRegisters.h"

#include "core/terms/Encoding.h"

#include <algorithm>
#include <string_view>

namespace termscope {
namespace {

constexpr int writeCycles = 2;

Result<unsigned> field(std::string_view name, int value, int smallest, int largest)
{
    if (value < smallest || value > largest)
        return fail(name, ": expected ", smallest, "…", largest, ", found ", value);
    return static_cast<unsigned>(value);
}

/// The registers, if both words can hold them.
Result<ControlRegisters> checked(const ControlRegisters& registers)
{
    if (const auto packed = packModeWord(registers); !packed)
        return tl::unexpected(packed.error());
    if (const auto packed = packTermWord(registers); !packed)
        return tl::unexpected(packed.error());
    return registers;
}

} // namespace

Result<std::uint16_t> packTermWord(const ControlRegisters& registers)
{
    const auto size = field("group_size", registers.groupSize, 1, ControlRegisters::largestGroupSize);
    if (!size)
        return tl::unexpected(size.error());
    const auto budget = field("group_budget", registers.groupBudget, 0, ControlRegisters::largestGroupBudget);
    if (!budget)
        return tl::unexpected(budget.error());
    const auto terms = field("data_terms", registers.dataTerms, 0, ControlRegisters::largestDataTerms);
    if (!terms)
        return tl::unexpected(terms.error());
    return static_cast<std::uint16_t>(*terms << 12 | *budget << 5 | *size);
}

Result<std::uint16_t> packModeWord(const ControlRegisters& registers)
{
    const auto width = field("bit_width", registers.bitWidth, 2, ControlRegisters::largestBitWidth);
    if (!width)
        return tl::unexpected(width.error());
    return static_cast<std::uint16_t>(*width << 2 | (registers.comparatorOn ? 2U : 0U) | (registers.heseOn ? 1U : 0U));
}

Result<ControlRegisters> unpackRegisters(std::uint16_t modeWord, std::uint16_t termWord)
{
    if (modeWord >> 7 != 0)
        return fail("mode word: expected seven bits, found ", modeWord);
    ControlRegisters registers;
    registers.heseOn = (modeWord & 1) != 0;
    registers.comparatorOn = (modeWord & 2) != 0;
    registers.bitWidth = modeWord >> 2;
    registers.groupSize = termWord & 31;
    registers.groupBudget = termWord >> 5 & 127;
    registers.dataTerms = termWord >> 12;
    return checked(registers);
}

Result<ControlRegisters> registersFor(const TermMacConfig& config, const ControlRegisters& before)
{
    ControlRegisters registers = switched(before, config.mode);
    registers.bitWidth = std::max(config.weightBits, config.dataBits);
    registers.groupSize = config.groupSize;
    if (config.mode == TermMode::Revealed) {
        registers.groupBudget = config.budget;
        registers.dataTerms = config.dataTerms;
    }
    return checked(registers);
}

ControlRegisters switched(ControlRegisters registers, TermMode mode)
{
    registers.heseOn = mode == TermMode::Revealed;
    registers.comparatorOn = mode == TermMode::Revealed;
    return registers;
}

Result<RegisterWrite> writeRegisters(const ArrayConfig& array, const TermMacConfig& config, std::uint16_t modeWord,
                                     std::uint16_t termWord)
{
    const Result<ControlRegisters> registers = unpackRegisters(modeWord, termWord);
    if (!registers)
        return tl::unexpected(registers.error());
    RegisterWrite write{config, 0};
    write.config.mode = registers->mode();
    write.config.weightBits = write.config.dataBits = registers->bitWidth;
    write.config.groupSize = registers->groupSize;
    if (registers->mode() == TermMode::Revealed) {
        const auto budget = field("group_budget", registers->groupBudget, 1, ControlRegisters::largestGroupBudget);
        if (!budget)
            return tl::unexpected(budget.error());
        write.config.budget = registers->groupBudget;
        const std::uint32_t largest = (1U << (std::min(registers->bitWidth, 16) - 1)) - 1;
        write.config.dataTerms = registers->dataTerms > 0 ? registers->dataTerms : maxTerms(Encoding::Hese, largest);
    }
    if (!(write.config == config))
        write.delay = switchDelay(array, config);
    return write;
}

std::int64_t switchDelay(const ArrayConfig& array, const TermMacConfig& leaving)
{
    const std::int64_t hops = std::int64_t{array.rows} + array.columns - 2;
    const std::int64_t step = leaving.provisionedStep();
    const std::int64_t drain = leaving.skew == Skew::Step ? hops * step : step + hops;
    return std::max<std::int64_t>(writeCycles, drain);
}

} // namespace termscope
