// How each number format makes its numbers: for the table of WeightFormat.h.
#pragma once

#include "core/quant/WeightFormat.h"

#include <array>

namespace termscope {

/// A floating-point element: a sign, `fractionBits` of fraction, and powers of two from `lowestExponent` on; below it
/// numbers are spaced evenly.
struct FloatElement {
    int fractionBits = 0;
    int lowestExponent = 0;  ///< of normal numbers
    int highestExponent = 0; ///< of the largest number
    float largest = 0.0F;
};

// OCP Microscaling Formats (MX) v1.0, section 5.3; E4M3 and E5M2 as in OCP 8-bit Floating Point v1.0.
inline constexpr FloatElement elementE2M1{1, 0, 2, 6.0F};
inline constexpr FloatElement elementE2M3{3, 0, 2, 7.5F};
inline constexpr FloatElement elementE3M2{2, -2, 4, 28.0F};
inline constexpr FloatElement elementE4M3{3, -6, 8, 448.0F};
inline constexpr FloatElement elementE5M2{2, -14, 15, 57344.0F};
inline constexpr FloatElement elementInt8{6, 0, 0, 127.0F / 64.0F}; ///< MXINT8: whole 64ths, −2 left unused

/// The nearest number of the element, of two the one with the even fraction; beyond the largest: the largest. Range:
/// finite.
float roundToElement(float value, const FloatElement& element);

/// Terms of every magnitude up to 256 in an encoding.
using TermTable = std::array<std::uint8_t, 257>;
TermTable termsOfMagnitudes(Encoding encoding);

/// Values that share a scale, and where their numbers and the terms of their elements go.
struct NumbersOfBlock {
    std::span<const float> values;
    float* numbers = nullptr;
    std::uint8_t* terms = nullptr;
};
/// The scale is a power of two (E8M0), and within the numbers.
void writeMxBlock(const NumbersOfBlock& block, const FloatElement& element, const TermTable& table);
/// The scale is an E4M3, and within the numbers; `whole` is the tensor's.
void writeNvFp4Block(const NumbersOfBlock& block, float whole, const TermTable& table);
/// E4M3 with one scale for all.
void writeFp8(const NumbersOfBlock& block, float scale, const TermTable& table);
/// The tensor's scale that puts the largest scale of a block, or the largest number, at E4M3's largest.
float wholeScaleOfNvFp4(float largest);
float scaleOfFp8(float largest);

/// Runs of weights that share a scale: one, or one for each output; and what each of their rows has of it.
std::int64_t partsOf(const WeightsInRows& weights);
std::vector<float> scalesOfRows(const WeightsInRows& weights, std::span<const float> scalesOfParts);

// Blocks of elements with a power of two (E8M0) as their scale; NVFP4; FP8.
FormattedWeights quantizeMx(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeNvFp4(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeFp8(const WeightFormat& format, const WeightsInRows& weights);

// Levels of any kind: the nearest one.
FormattedWeights quantizePowerOfTwo(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeApot(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeBitMod(const WeightFormat& format, const WeightsInRows& weights);

// Made of 8-bit integers.
constexpr int blockOfBbs = 32;
FormattedWeights quantizeTopTerms(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeBbsAverage(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeBbsShift(const WeightFormat& format, const WeightsInRows& weights);
FormattedWeights quantizeBitWave(const WeightFormat& format, const WeightsInRows& weights);

} // namespace termscope
