#include "hwmodel/units/OutputUnits.h"

#include "core/base/Error.h"
#include "core/base/Translatable.h"

#include <algorithm>

namespace termscope {

std::vector<OutputUnit> outputUnits(const OutputUnitsConfig& config)
{
    const RequantizerConfig& requantizer = config.requantizer;
    const int bits = requantizer.bits;
    const int slots = config.termSlots();
    return {{TERMSCOPE_TRANSLATABLE("core", "Binary stream converter"),
             "Adds the coefficients up, lowest exponent first, and sends one bit of the sum a cycle.",
             requantizer.wordBits, requantizer.wordBits},
            {requantizer.relu ? TERMSCOPE_TRANSLATABLE("core", "ReLU and requantizer")
                              : TERMSCOPE_TRANSLATABLE("core", "Requantizer"),
             text(requantizer.relu ? "Sets negative sums to 0, s" : "S", "cales, rounds and saturates the others to ",
                  bits, " bits; the sign comes last, so it waits for the whole word."),
             requantizer.productBits() + bits - 1, 1 + requantizer.multiplierBits + 1 + bits - 1},
            {config.heseOn ? TERMSCOPE_TRANSLATABLE("core", "HESE encoder")
                           : TERMSCOPE_TRANSLATABLE("core", "HESE encoder (off)"),
             config.heseOn ? "Looks at two bits and one mode bit, and sends one signed digit a cycle."
                           : "Passes every bit on as a digit.",
             HeseEncoder::cycles(bits), 3},
            {config.dataTerms == 0 ? TERMSCOPE_TRANSLATABLE("core", "Term comparator (off)")
                                   : TERMSCOPE_TRANSLATABLE("core", "Term comparator"),
             config.dataTerms == 0
                 ? std::string("Passes all terms on, largest first.")
                 : text("Keeps the ", slots, " largest terms; they come last, so it holds them back."),
             bits + slots, 1 + slots}};
}

int outputLatency(const OutputUnitsConfig& config)
{
    int cycles = 0;
    for (const OutputUnit& unit : outputUnits(config))
        cycles += unit.addedCycles;
    return cycles;
}

int outputInterval(const OutputUnitsConfig& config)
{
    int cycles = 0;
    for (const OutputUnit& unit : outputUnits(config))
        cycles = std::max(cycles, unit.busyCycles);
    return cycles;
}

OutputUnits::OutputUnits(const OutputUnitsConfig& config)
    : converter_(config.requantizer.wordBits), requantizer_(config.requantizer), encoder_(config.heseOn),
      comparator_(1, config.termSlots(), config.requantizer.bits), bits_(config.requantizer.bits)
{
}

void OutputUnits::load(std::span<const std::int32_t> coefficients)
{
    converter_.load(coefficients);
    requantizer_.reset();
    comparator_.reset();
    encoded_ = cyclesDone_ = 0;
    wordBit_.reset();
    magnitudeBit_.reset();
    digit_.reset();
    terms_.clear();
}

void OutputUnits::clock()
{
    // From the last unit to the first, so that each sees what stood in its predecessor's register.
    if (digit_ || !comparator_.takesDigits()) {
        const int digit = digit_.value_or(0);
        if (const auto term = comparator_.clock({&digit, 1}))
            terms_.push_back(*term);
    }
    digit_.reset();
    if (magnitudeBit_ || (encoded_ > 0 && encoded_ < HeseEncoder::cycles(bits_))) {
        if (encoded_++ == 0)
            encoder_.start(requantizer_.negative());
        digit_ = encoder_.clock(magnitudeBit_.value_or(0));
    }
    magnitudeBit_.reset();
    if (wordBit_ || !requantizer_.takesBit())
        magnitudeBit_ = requantizer_.clock(wordBit_.value_or(0));
    wordBit_ = converter_.clock();
    ++cyclesDone_;
}

} // namespace termscope
