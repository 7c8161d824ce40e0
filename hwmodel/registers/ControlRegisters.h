// The registers that make one array of term MACs compute under QT or under TR. (arXiv 2007.06389, section V, control
// registers of the TR system)
//
// Two words. The mode word is {bit_width[6:2], comparator_on[1], hese_on[0]}; the term word has 16 bits:
// {data_terms[15:12], group_budget[11:5], group_size[4:0]}. Under QT encoder and comparator are off, and group_budget
// and data_terms are not looked at: every one of the g·(b−1) bits of a group has its slot.
#pragma once

#include "core/base/Error.h"
#include "hwmodel/ArrayConfig.h"

#include <cstdint>

namespace termscope {

struct ControlRegisters {
    static constexpr int largestGroupSize = 31;    ///< 5 bits; 0 is no group
    static constexpr int largestGroupBudget = 127; ///< 7 bits
    static constexpr int largestDataTerms = 15;    ///< 4 bits
    static constexpr int largestBitWidth = 31;     ///< 5 bits; 2 at least: a sign and one magnitude bit

    bool heseOn = true;
    bool comparatorOn = true;
    int bitWidth = 8;
    int groupSize = 8;
    int groupBudget = 12;
    int dataTerms = 3;

    TermMode mode() const { return comparatorOn ? TermMode::Revealed : TermMode::Quantized; }

    friend bool operator==(const ControlRegisters&, const ControlRegisters&) = default;
};

/// Errors: a field its register cannot hold, for example "group_budget: expected 0…127, found 200"; a group of 0
/// values.
Result<std::uint16_t> packTermWord(const ControlRegisters& registers);

/// Errors: bit_width outside 2…31.
Result<std::uint16_t> packModeWord(const ControlRegisters& registers);

/// Errors: group_size 0, bit_width below 2, bits set above the mode word's seven.
Result<ControlRegisters> unpackRegisters(std::uint16_t modeWord, std::uint16_t termWord);

/// The registers for a configuration. Weight and data bits must agree under the one bit width: the larger is written.
/// Errors: a field that does not fit. Under QT budget and data terms keep what `before` holds.
Result<ControlRegisters> registersFor(const TermMacConfig& config, const ControlRegisters& before = {});

/// The same array in the other mode: encoder and comparator on (TR) or off (QT); nothing else changes.
ControlRegisters switched(ControlRegisters registers, TermMode mode);

/// What an array becomes when its registers are written, and what that costs.
struct RegisterWrite {
    TermMacConfig config;
    std::int64_t delay = 0; ///< cycles, switchDelay; 0 where the words change nothing
};

/// Writes both words to an array that runs `config`. The bit width holds for weights and data alike; under QT budget
/// and data terms stay as they were; data_terms 0 under TR are as many as HESE needs at that width. Skew is wiring and
/// stays. Errors: those of unpackRegisters; group_budget 0 under TR: "group_budget: expected 1…127, found 0".
Result<RegisterWrite> writeRegisters(const ArrayConfig& array, const TermMacConfig& config, std::uint16_t modeWord,
                                     std::uint16_t termWord);

/// Cycles between the write of the registers and the first step of the new mode: the two words are written, one a
/// cycle, while what is in flight leaves the array. Step skew: max(2, (R + C − 2)·B) cycles, clock skew max(2, B + R +
/// C − 2), B being the provisioned step of the mode that is left. Compare it with one layer's cycles.
std::int64_t switchDelay(const ArrayConfig& array, const TermMacConfig& leaving);

} // namespace termscope
