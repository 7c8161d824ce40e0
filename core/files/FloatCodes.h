// Floating-point numbers of eight bits and less, as the codes of a small table.
//
// Sources: OCP 8-bit Floating Point Specification (E4M3, E5M2), OCP Microscaling Formats v1.0 (E2M1, E2M3, E3M2, E8M0),
// and for the kinds without infinity and negative zero (FNUZ) arXiv 2206.02915.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace termscope {

enum class FloatCode { E4M3, E5M2, E4M3Fnuz, E5M2Fnuz, E8M0, E2M1, E2M3, E3M2 };

/// 8, 6 or 4.
int bitsOf(FloatCode code);

/// "FP8 E4M3", "FP4 E2M1".
std::string_view nameOf(FloatCode code);

/// The value of every code, the code as index: 256, 64 or 16 of them; not a number and infinity where the format has
/// them.
std::span<const float> valuesOf(FloatCode code);

/// Where a number goes that lies between two powers of two of E8M0.
enum class PowerRounding { Up, Down, Nearest };

/// `value` as the format holds it: the nearest of its numbers, of two the one with the even code; of E8M0 a power of
/// two for the magnitude. Beyond the largest: the largest, or (not `saturated`) infinity, or not a number where there
/// is none. Not a number stays so; the formats that have none take it as −0, as ONNX's own cases do.
float roundedTo(float value, FloatCode code, bool saturated = true, PowerRounding powers = PowerRounding::Up);

/// Number `index` of those that lie one after another from the lowest bit of the first byte on, each of so many bits
/// (at most 16).
std::uint32_t packedNumber(const std::byte* from, std::size_t index, int bits);

} // namespace termscope
