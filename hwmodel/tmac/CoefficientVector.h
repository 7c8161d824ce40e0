// The coefficients of a term MAC: c_i counts, with sign, the term pairs whose exponents add up to i. (arXiv 2007.06389,
// section V: a dot product is Σ c_i·2^i)
//
// How many: the exponents of a b-bit operand reach b where the magnitude fills all b bits (255 = +2^8 −2^0), so a
// product needs i = 0…b_w+b_d, 17 coefficients for 8-bit operands.
//
// How wide: inside one value exponents differ, so to a given i each weight term has at most one partner among the data
// terms, and the other way round: a value adds at most p = min(t_w, t_d) to one coefficient, t being the most terms of
// an operand. A group holds at most k weight terms under TR, so it adds at most min(k, g·p). Over K values
//     |c_i| ≤ Σ over groups of min(k, size·p)      (QT: K·p),
// the groups being cut at every kernel position by itself: many short groups can count more than few full ones. A two's
// complement counter needs ⌈log2(bound + 1)⌉ + 1 bits.
#pragma once

#include "hwmodel/ArrayConfig.h"

#include <cstdint>
#include <span>

namespace termscope {

/// b_w + b_d + 1.
int coefficientCount(int weightBits, int dataBits);

/// The largest magnitude a coefficient can reach for a dot product of `depth` ≥ 1 values, `inPosition` ≥ 1 of each
/// kernel position (K where there is one; a last position may be shorter). HESE terms under TR, binary ones under QT.
/// The bound is reached under QT (all values 127·127: i = 6 is met seven times by each).
std::int64_t coefficientBound(const TermMacConfig& config, std::int64_t depth, std::int64_t inPosition);

/// Bits of one two's complement coefficient for such a dot product.
int coefficientWidth(const TermMacConfig& config, std::int64_t depth, std::int64_t inPosition);

/// Σ c_i·2^i. Range: the sum fits.
std::int64_t coefficientSum(std::span<const std::int32_t> coefficients);

} // namespace termscope
