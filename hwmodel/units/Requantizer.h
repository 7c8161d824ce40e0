// ReLU and requantizer: a word from the converter becomes an activation of b bits for the next layer.
//
//     q = min(⌊|x|·multiplier / 2^shift + 1/2⌋, 2^(b−1) − 1), with the sign of x; with ReLU a negative x gives 0
//
// The ratio scale_in·scale_weights / scale_out of two layers is any number, so a shift alone would force all scales to
// powers of two; an integer multiplier of few bits and a shift come as near to it as wished (multiplier 1 is the plain
// shift). Rounding and saturation are those of the quantizer (core/quant/Quantizer.h) where the ratio is exact.
//
// Bit by bit, least significant first: a serial-parallel multiplier adds the multiplier for every bit that is 1 (and
// takes it away for the sign bit), one bit of the product leaves a cycle. The sum starts at 2^(shift−1) − 1, which
// rounds a negative product away from zero; a positive one needs one more where all dropped bits are 1. The first
// `shift` bits are dropped, b − 1 are kept, and of the rest it is remembered whether they differ from the sign. The
// sign comes last, so nothing can leave before: then the magnitude leaves, inverted where the sign says so, with a
// carry.
//
// Latency: W cycles in, multiplier bits + 1 to empty the multiplier, b − 1 out.
#pragma once

#include "core/base/Error.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace termscope {

struct RequantizerConfig {
    int wordBits = 25;           ///< W
    std::int64_t multiplier = 1; ///< from 1, below 2^multiplierBits
    int multiplierBits = 1;      ///< 1…24
    int shift = 0;               ///< 0…W + multiplierBits
    int bits = 8;                ///< b, 2…16
    bool relu = true;

    int productBits() const { return wordBits + multiplierBits + 1; }
};

/// Errors: a field out of range, W + multiplierBits beyond 61: "shift: expected 0…33, found 40".
Result<void> checkRequantizer(const RequantizerConfig& config);

/// Multiplier and shift nearest to a ratio: as many of `multiplierBits` as help are used. Relative error at most
/// 2^−multiplierBits unless the shift reaches its range. Errors: a ratio that is not positive or too large or small.
Result<RequantizerConfig> requantizerFor(double ratio, int wordBits, int multiplierBits, int bits, bool relu);

class Requantizer {
public:
    /// Range: checkRequantizer.
    explicit Requantizer(const RequantizerConfig& config);

    /// Starts on a new word.
    void reset();

    /// One cycle: takes a bit of the word while it needs one (takesBit; else the argument has no meaning) and gives a
    /// bit of the magnitude, least significant first, once they leave.
    std::optional<int> clock(int bit);

    bool takesBit() const { return taken_ < config_.wordBits; }
    bool done() const { return sent_ == config_.bits - 1; }
    bool negative() const { return negative_; } ///< the sign beside the magnitude; from the first bit that leaves
    bool saturated() const { return saturated_; }
    int cycles() const
    {
        return config_.productBits() + config_.bits - 1;
    } ///< from the first bit in to the last bit out

private:
    void decide();

    RequantizerConfig config_;
    std::vector<int> kept_;
    std::int64_t sum_ = 0;
    int taken_ = 0;   ///< bits of the word
    int product_ = 0; ///< bits of the product that have left the multiplier
    int sent_ = 0;
    bool droppedOnes_ = false; ///< all dropped bits are 1, and there are some
    bool keptOnes_ = true;
    bool keptZeros_ = true;
    bool aboveOnes_ = true;
    bool aboveZeros_ = true;
    bool negative_ = false;
    bool saturated_ = false;
    bool silenced_ = false; ///< by ReLU
    int carry_ = 0;
};

} // namespace termscope
