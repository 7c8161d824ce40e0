// Weights as signed bytes, for exact sums of products of bytes.
//
// A revealed weight of 8 bits reaches 128 in both signs: 127 is 128 − 1, whose small term is the first to go. A byte
// holds −128 alone. So an output with 128 and without −128 has the signs of all its weights turned, and where it has
// both, 128 becomes 127 and the rest a further output's, whose sums are added to the first one's; turned first, if that
// makes the 128s fewer.
#pragma once

#include "core/run/Operands.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

struct ByteWeights {
    std::vector<std::int8_t> values;  ///< [outputs, then further ones; fan-in]
    std::vector<float> signs;         ///< by output: −1 where its sums come out turned, else 1
    std::vector<std::int32_t> owners; ///< of each further output, the one that it is added to; ascending
};

/// The largest magnitude that data of Int8 or Uint8 can have.
constexpr std::int32_t largestOf(OperandType bytes)
{
    return bytes == OperandType::Int8 ? 127 : 255;
}

/// weights: [outputs, fan-in], whole numbers. largestData: the largest magnitude that data can have, at most 255. None
/// where a byte cannot hold the data or a weight, or where float(Σ x·w) would not be what comes out: sums stay below
/// 2^31, and below 2^24 where two floats are added.
template <class Number>
std::optional<ByteWeights> byteWeights(std::span<const Number> weights, std::int64_t outputs, std::int32_t largestData);

/// The data of which this machine's products with weights of bytes are exact.
enum class ByteProducts {
    None,
    Positive, ///< 0 … 127: without VNNI two products are added in 16 bits, which hold ±2 · 127 · 128
    All       ///< Int8 and Uint8
};

/// What oneDNN gets right in trials with large sums, made once. TERMSCOPE_INT8 in the environment: 0 says None, 7
/// Positive at most.
ByteProducts byteProducts();

} // namespace termscope
