// Binary stream converter: the coefficients of a term MAC become one two's complement word. (arXiv 2007.06389, section
// V)
//
// One coefficient a cycle, the lowest first: it is added to what was carried up, the lowest bit of the sum leaves, the
// rest is carried to the next exponent. After the last coefficient the carry itself leaves, sign extended, until the
// word is whole. Latency: the first bit leaves in the first cycle, the last one in cycle W, W being the bits of the
// word.
#pragma once

#include "hwmodel/ArrayConfig.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

/// W for dot products of `depth` ≥ 1 values: operands are revealed to at most 2^(b−1), so the sum stays within
/// depth·2^(b_w+b_d−2), and a sign comes on top: ⌊log2 depth⌋ + b_w + b_d.
int resultBits(int weightBits, int dataBits, std::int64_t depth);

class BinaryConverter {
public:
    /// Range: 1 ≤ wordBits ≤ 62.
    explicit BinaryConverter(int wordBits) : wordBits_(wordBits), sent_(wordBits) {}

    /// Starts on these coefficients, c_0 first. Range: Σ c_i·2^i fits the word.
    void load(std::span<const std::int32_t> coefficients);

    /// One cycle: the next bit, least significant first; none when the word has left.
    std::optional<int> clock();

    bool done() const { return sent_ == wordBits_; }
    std::int64_t carry() const { return carry_; } ///< what ripples up, for pictures
    int cycles() const { return wordBits_; }      ///< from load() to the last bit

private:
    std::vector<std::int32_t> coefficients_;
    std::int64_t carry_ = 0;
    int wordBits_;
    int sent_;
};

} // namespace termscope
