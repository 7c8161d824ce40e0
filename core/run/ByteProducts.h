// Which sums of products of bytes this machine gets right.
#pragma once

#include "core/run/Operands.h"

#include <cstdint>

namespace termscope {

/// The largest magnitude that data can have.
constexpr std::int32_t largestOf(OperandType bytes)
{
    return bytes == OperandType::Int8 ? 127 : 255;
}

/// The data of which this machine's products with weights of bytes are exact.
enum class ByteProducts {
    None,
    Positive, ///< not negative: without VNNI two products are added in 16 bits, and have to fit them
    All       ///< Int8 and Uint8
};

/// What oneDNN gets right in trials with large sums, made once. TERMSCOPE_INT8 in the environment: 0 says None, 7
/// Positive at most.
ByteProducts byteProducts();

/// The largest magnitude of a weight's byte at which the machine's products with such data are exact.
std::int32_t largestByteFor(std::int32_t largestData);

} // namespace termscope
