// Fixed-point quantization: float32 values to signed integers of b bits and one scale.
//
// symmetric      m = b − 1, q_max = 2^m − 1, scale = max|x| / q_max
// reference2020  q_max = 2^b − 1, scale = max|x| / 2^(b−1): the rule of the code published with the paper
//
// Both: q = sign(x) · min(⌊|x| / scale + 0.5⌋, q_max), in float32 arithmetic. An all-zero tensor has scale 1.
#pragma once

#include "core/base/Error.h"
#include "core/files/Floats.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

enum class Quantizer { Symmetric, Reference2020 };

/// A rule as a choice of the user.
struct QuantizerInfo {
    Quantizer quantizer;
    std::string_view name;  ///< "symmetric": in files and options
    std::string_view title; ///< on screen
};

/// In the order of the enum.
std::span<const QuantizerInfo> quantizers();
/// What the rules are, in a sentence each.
std::string_view quantizerHelp();

std::string_view nameOf(Quantizer quantizer);
std::optional<Quantizer> quantizerFromName(std::string_view name);

/// Range of bits everywhere: 2…16.
inline constexpr int smallestBits = 2;
inline constexpr int largestBits = 16;

/// Largest magnitude of a b-bit value.
std::int32_t largestMagnitude(int bits, Quantizer quantizer);

/// The scale at which `clip` ≥ 0 is the largest magnitude that is represented; 1 for clip = 0.
float scaleFor(float clip, int bits, Quantizer quantizer);

/// max|x|; 0 for an empty span.
float largestAbsolute(std::span<const float> values);
/// The same for values that may lie in a file; they take no memory afterwards.
float largestAbsoluteByParts(const SharedFloats& values);

/// Checks that all are finite. Error: "<name>: expected finite values, found 3 not a number and 1 infinite of 100".
Result<void> checkFinite(std::span<const float> values, const std::string& name);
/// The same for values that may lie in a file; they take no memory afterwards.
Result<void> checkFiniteByParts(const SharedFloats& values, const std::string& name);

/// One value, in float32 arithmetic.
std::int32_t quantize(float value, float scale, std::int32_t largest);

/// A matrix of signed integers: rows × columns, one scale per tensor, one per row, or one per block of a row.
struct QuantizedMatrix {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int32_t largest = 0;         ///< q_max
    std::vector<std::int32_t> values; ///< row after row, |value| ≤ largest
    std::vector<float> scales;        ///< 1, or `rows`; or, in blocks, [rows, blocks of a row]
    std::int64_t block = 0;           ///< columns that share a scale; 0: no blocks

    float scaleOf(std::int64_t row) const
    {
        return scales.size() == 1 ? scales[0] : scales[static_cast<std::size_t>(row)];
    }
    std::int64_t blocksOfRow() const { return block > 0 ? (columns + block - 1) / block : 1; }
    /// The scale of one value, blocks or not.
    float scaleAt(std::int64_t row, std::int64_t column) const
    {
        return block > 0 ? scales[static_cast<std::size_t>(row * blocksOfRow() + column / block)] : scaleOf(row);
    }
    std::span<const std::int32_t> row(std::int64_t index) const
    {
        return {values.data() + index * columns, static_cast<std::size_t>(columns)};
    }
};

/// Quantizes finite values of `rows` rows, with one scale or (perRow) one scale per row. `clip`: the largest magnitude
/// to be represented, where the values are a part of those it is of; none for their own.
QuantizedMatrix quantizeMatrix(std::span<const float> values, std::int64_t rows, int bits, Quantizer quantizer,
                               bool perRow, std::optional<float> clip = {});

} // namespace termscope
