// Revealing in bulk: the same results as revealGroups (Reveal.h), for whole tensors.
//
// No loop runs over bits: all digits of a value come from a few word operations (SignedDigits.h); a transposition
// puts the terms of a group into the order in which the waterline meets them; keeping the first k of them is then one
// deposit of k ones. Digits are made anew each time: that is cheaper than reading stored ones.
#pragma once

#include "core/terms/Encoding.h"

#include <cstdint>
#include <span>

namespace termscope {

struct RevealConfig {
    Encoding encoding = Encoding::Hese;
    std::int32_t largest = 127; ///< q_max: every |value| is at most this; < 2^17
    int groupSize = 8;          ///< g, 1…64
    int budget = 12;            ///< k ≥ 0
};

/// Reveals one row of quantized values, cut into groups from its start (the last may be short).
/// `revealed` has the row's size (it may be the row itself); `keptTerms` has it too, or is empty.
/// Thread-safe. Cost a value, where the machine has x86-64-v3: below a nanosecond at g = 8 and largest ≤ 127, one to
/// two and a half at other g, some ten above 127.
void revealRow(const RevealConfig& config, std::span<const std::int32_t> row, std::span<std::int32_t> revealed,
               std::span<std::uint8_t> keptTerms = {});

/// Quantizes one row of finite floats with `scale`, reveals it and scales back: float to float.
void revealFloatRow(const RevealConfig& config, std::span<const float> row, float scale, std::span<float> revealed);

/// Terms of every value, nothing dropped. |value| < 2^17.
void countTerms(Encoding encoding, std::span<const std::int32_t> values, std::span<std::uint8_t> terms);

} // namespace termscope
