// The plain encoder: one value, one term after another. Lessons and pictures show its steps, and tests compare the fast
// ones (SignedDigits.h, TermRevealer.h) with it.
#pragma once

#include "core/terms/Encoding.h"
#include "core/terms/Term.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace termscope {

/// Largest magnitude encodeTerms takes.
inline constexpr std::int64_t largestEncodable = (std::int64_t{1} << 62) - 1;

/// The terms of `value`, largest exponent first. Range: |value| ≤ largestEncodable (the caller makes sure).
std::vector<Term> encodeTerms(std::int64_t value, Encoding encoding);

/// Σ sign · 2^exponent. Range: exponents 0…62, the sum fits.
std::int64_t valueOf(std::span<const Term> terms);

/// "+2^5 -2^2 -2^0", and "0" for no terms.
std::string toText(std::span<const Term> terms);

/// One step of HESE: what the two-bit window sees at a bit position, and what it makes of it.
struct HeseStep {
    int position = 0;       ///< bit position of the window's lower bit
    int bit = 0;            ///< the bit at that position
    int nextBit = 0;        ///< the next higher bit
    bool runBefore = false; ///< mode bit before the step: false plain, true run
    bool runAfter = false;  ///< mode bit after the step
    int digit = 0;          ///< −1, 0 or +1 at this position
};

/// HESE over the bits of a magnitude, least significant first, until no bit and no run is left (at least one step).
/// Range: magnitude ≤ largestEncodable.
std::vector<HeseStep> traceHese(std::uint64_t magnitude);

} // namespace termscope
