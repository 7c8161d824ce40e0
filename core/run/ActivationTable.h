// What every quantized activation becomes: its s largest terms, and how many those are. One entry per integer.
#pragma once

#include "core/quant/Calibration.h"
#include "core/terms/Kernels.h"

namespace termscope {

struct ActivationTable {
    std::int32_t largest = 0;                      ///< q_max
    std::vector<kernels::ActivationEntry> entries; ///< [2 · largest + 1], index = quantized value + largest

    const kernels::ActivationEntry& at(std::int32_t quantized) const
    {
        return entries[static_cast<std::size_t>(quantized + largest)];
    }
    /// Largest magnitude that an entry holds (it may exceed q_max: +128 is what s = 1 keeps of 127).
    std::int32_t largestKept() const;
    friend bool operator==(const ActivationTable&, const ActivationTable&) = default;
};

/// dataTerms 0 keeps all. Of data that a file quantizes, `largest` is the larger side of their range: what comes lies
/// within it, as their own QuantizeLinear saturates.
ActivationTable activationTable(std::int32_t largest, Encoding encoding, int dataTerms);
ActivationTable activationTable(int bits, Quantizer quantizer, Encoding encoding, int dataTerms);

} // namespace termscope
