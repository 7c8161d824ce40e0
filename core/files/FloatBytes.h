// Floating-point numbers as files hold them: IEEE 754 binary64, binary32, binary16, and bfloat16.
#pragma once

#include "core/files/Files.h"

#include <cstdint>
#include <span>
#include <vector>

namespace termscope {

enum class FloatType { F64, F32, F16, BF16 };

/// 8, 4, 2, 2.
std::size_t byteSize(FloatType type);

/// binary16 bits to float32; exact.
float floatFromHalf(std::uint16_t bits);
/// float32 to binary16 bits, to nearest, ties to even; too large becomes infinity.
std::uint16_t halfFromFloat(float value);
/// float32 to bfloat16 bits, to nearest, ties to even.
std::uint16_t bfloatFromFloat(float value);

/// All numbers of `bytes` (a multiple of byteSize) as float32; a binary64 outside its range becomes infinity.
std::vector<float> floatsFromBytes(ByteView bytes, FloatType type, bool bigEndian = false);

/// The same into `values`, one for each number.
void convertFloats(ByteView bytes, FloatType type, bool bigEndian, std::span<float> values);

/// The other way round, little-endian.
Bytes bytesFromFloats(std::span<const float> values, FloatType type = FloatType::F32);

} // namespace termscope
