// Weights as signed bytes, for exact sums of products of bytes.
//
// What a byte does not hold is divided between the output's own byte and that of a further output, whose sums count
// furtherFactor times: w = own + 128 · further. A revealed weight of 8 bits reaches 128 in both signs (127 is 128 − 1,
// whose small term is the first to go), and a byte holds −128 alone. So an output with 128 and without −128 has the
// signs of all its weights turned; one that has both takes a further output, turned first if that makes the 128s fewer.
// Weights of more bits take one too, and where a machine's products are exact for smaller bytes alone, those beyond.
#pragma once

#include "core/run/Operands.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

struct ByteWeights {
    std::vector<std::int8_t> values;  ///< [outputs, then further ones; fan-in]
    std::vector<float> scales;        ///< by output: what one stands for, a power of two; negative where signs are turned
    std::vector<std::int32_t> owners; ///< of each further output, the one that it is added to; ascending
};

/// How weights become bytes.
struct ByteUse {
    std::int32_t largestData = 127; ///< the largest magnitude that data can have
    std::int32_t largestByte = 128; ///< by largestByteFor() (ByteProducts.h); 128 stands for −128 … 127
    /// Weights are whole, and float(Σ x·w) is what comes out. Else they are any floats, and a sum of two parts may be
    /// rounded twice more, as float32 products are at every step.
    bool isExact = true;
    bool takesWider = false; ///< magnitudes beyond 128, for which the other choice is float32
};

/// weights: [outputs, fan-in]. None where bytes cannot hold the data or a weight, and where sums are not what ByteUse
/// asks for: those of oneDNN stay below 2^31, and exact ones below 2^24 where two floats are added.
template <class Number>
std::optional<ByteWeights> byteWeights(std::span<const Number> weights, std::int64_t outputs, const ByteUse& use);

} // namespace termscope
