// The ways a magnitude is written as signed powers of two.
//
//   binary    one term per set bit
//   booth4    radix-4 modified Booth: digits −2…2 at even exponents, each one term
//   hese      one pass of a two-bit window with a mode bit; always the fewest terms (the non-adjacent form)
//   hese2020  what the code published with the paper does: a three-bit window from the top, not minimal
//
// A negative value flips every sign of its magnitude's terms.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace termscope {

enum class Encoding { Binary, Booth4, Hese, Hese2020 };

inline constexpr std::array allEncodings{Encoding::Binary, Encoding::Booth4, Encoding::Hese, Encoding::Hese2020};

/// "binary", "booth4", "hese", "hese2020": the names used in files and on the command line.
std::string_view nameOf(Encoding encoding);

/// The name for the screen: "Binary", "Booth radix-4", "HESE", "HESE 2020".
std::string_view titleOf(Encoding encoding);

std::optional<Encoding> encodingFromName(std::string_view name);

/// Most terms any magnitude 0…largest needs (hese, 127: 4; binary, 127: 7). Exact, by enumeration; the answer is
/// kept for the widths in use. Range: 0 ≤ largest < 2^17.
int maxTerms(Encoding encoding, std::uint32_t largest);

/// Highest exponent any term of a magnitude 0…largest has, −1 for largest = 0 (hese, 127: 7; binary, 127: 6).
int maxExponent(Encoding encoding, std::uint32_t largest);

} // namespace termscope
