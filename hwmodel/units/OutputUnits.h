// The units after a column of term MACs, one behind the other: converter, ReLU and requantizer, HESE encoder, term
// comparator. What leaves are the terms of an activation of the next layer. (arXiv 2007.06389, section V)
//
// A unit takes what the one before it gave in the cycle before. Cycles from the first coefficient to the last term:
//
//     converter    W              the word leaves while the carries ripple up
//     requantizer  p + b + 1      p bits of multiplier: a register, p + 1 to empty it, b − 1 for the magnitude
//     encoder      3              a register, and the two digits after the last bit
//     comparator   1 + s          a register, and the slots it held back; s = 0 (off): as many slots as digits, b
//
// each beyond those of the unit before it, so that their sum is the latency of the chain: W + p + b + s + 5.
#pragma once

#include "hwmodel/units/BinaryConverter.h"
#include "hwmodel/units/HeseEncoder.h"
#include "hwmodel/units/Requantizer.h"
#include "hwmodel/units/TermComparator.h"

#include <string>
#include <vector>

namespace termscope {

struct OutputUnitsConfig {
    RequantizerConfig requantizer; ///< its W and b are those of the whole chain
    bool heseOn = true;            ///< off: one term for every bit that is 1
    int dataTerms = 3;             ///< s; 0: the comparator is off and all terms pass

    int termSlots() const { return dataTerms == 0 ? requantizer.bits : dataTerms; }
};

/// A unit as a picture shows it.
struct OutputUnit {
    std::string name;
    std::string does;    ///< a sentence
    int busyCycles = 0;  ///< for one word, from its first input to its last output
    int addedCycles = 0; ///< to the latency of the chain
};

/// The four units in order.
std::vector<OutputUnit> outputUnits(const OutputUnitsConfig& config);

/// Cycles from the first coefficient to the last slot of the comparator.
int outputLatency(const OutputUnitsConfig& config);

/// Cycles between two words: the busiest unit's.
int outputInterval(const OutputUnitsConfig& config);

/// The chain, a cycle at a time.
class OutputUnits {
public:
    /// Range: checkRequantizer(config.requantizer), dataTerms ≥ 0.
    explicit OutputUnits(const OutputUnitsConfig& config);

    void load(std::span<const std::int32_t> coefficients);

    /// One cycle of all units.
    void clock();

    bool done() const { return comparator_.done(); }
    int cyclesDone() const { return cyclesDone_; }              ///< since load()
    std::span<const GroupTerm> terms() const { return terms_; } ///< that have left, largest first

    /// What each unit gave in the last cycle.
    std::optional<int> wordBit() const { return wordBit_; }
    std::optional<int> magnitudeBit() const { return magnitudeBit_; }
    std::optional<int> digit() const { return digit_; }
    bool negative() const { return requantizer_.negative(); }
    const TermComparator& comparator() const { return comparator_; }

private:
    BinaryConverter converter_;
    Requantizer requantizer_;
    HeseEncoder encoder_;
    TermComparator comparator_;
    int bits_;
    int encoded_ = 0; ///< bits the encoder has taken, the two zeros among them
    int cyclesDone_ = 0;
    std::optional<int> wordBit_;
    std::optional<int> magnitudeBit_;
    std::optional<int> digit_;
    std::vector<GroupTerm> terms_;
};

} // namespace termscope
