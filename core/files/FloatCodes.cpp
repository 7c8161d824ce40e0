#include "core/files/FloatCodes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace termscope {
namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinite = std::numeric_limits<float>::infinity();

enum class Specials {
    None,     ///< every code is a number
    LastCode, ///< all bits set, of either sign: not a number
    Ieee,     ///< the largest exponent: infinity and not a number
    Fnuz      ///< where negative zero would be: not a number
};

/// A sign, then an exponent, then a fraction.
struct Layout {
    int exponentBits = 0;
    int fractionBits = 0;
    int bias = 0;
    Specials specials = Specials::None;
};

float valueOf(unsigned code, const Layout& layout)
{
    const int magnitudeBits = layout.exponentBits + layout.fractionBits;
    const unsigned magnitude = code & ((1U << magnitudeBits) - 1);
    const bool negative = (code >> magnitudeBits) != 0;
    const auto exponent = static_cast<int>(magnitude >> layout.fractionBits);
    const unsigned fraction = magnitude & ((1U << layout.fractionBits) - 1);
    if (layout.specials == Specials::LastCode && magnitude == (1U << magnitudeBits) - 1)
        return notANumber;
    if (layout.specials == Specials::Fnuz && negative && magnitude == 0)
        return notANumber;
    if (layout.specials == Specials::Ieee && exponent == (1 << layout.exponentBits) - 1)
        return fraction != 0 ? notANumber : negative ? -infinite : infinite;
    const unsigned whole = exponent == 0 ? fraction : fraction | 1U << layout.fractionBits;
    const int power = (exponent == 0 ? 1 : exponent) - layout.bias - layout.fractionBits;
    const float value = std::ldexp(static_cast<float>(whole), power);
    return negative ? -value : value;
}

std::vector<float> allOf(const Layout& layout)
{
    std::vector<float> values(std::size_t{2} << (layout.exponentBits + layout.fractionBits));
    for (unsigned code = 0; code < values.size(); ++code)
        values[code] = valueOf(code, layout);
    return values;
}

/// Powers of two alone: 2^(code − 127); the last is no number.
std::vector<float> exponents()
{
    std::vector<float> values(256);
    for (int code = 0; code < 255; ++code)
        values[static_cast<std::size_t>(code)] = std::ldexp(1.0F, code - 127);
    values[255] = notANumber;
    return values;
}

/// The numbers from 0 up to the largest: the code is the index.
std::span<const float> magnitudesOf(FloatCode code)
{
    const std::span<const float> all = valuesOf(code);
    const std::span<const float> positive = all.first(code == FloatCode::E8M0 ? all.size() : all.size() / 2);
    const auto end = std::ranges::find_if(positive, [](float value) { return !std::isfinite(value); });
    return positive.first(static_cast<std::size_t>(end - positive.begin()));
}

float roundedPower(float magnitude, PowerRounding rounding, bool saturated)
{
    const std::span<const float> powers = magnitudesOf(FloatCode::E8M0);
    if (!std::isfinite(magnitude))
        return notANumber;
    if (magnitude > powers.back())
        return rounding == PowerRounding::Down || saturated ? powers.back() : notANumber;
    const auto above = std::ranges::lower_bound(powers, magnitude);
    if (*above == magnitude || above == powers.begin())
        return *above;
    const float below = *(above - 1);
    const bool up = rounding == PowerRounding::Up || (rounding == PowerRounding::Nearest && magnitude >= 1.5F * below);
    return up ? *above : below;
}

} // namespace

int bitsOf(FloatCode code)
{
    switch (code) {
    case FloatCode::E2M1: return 4;
    case FloatCode::E2M3:
    case FloatCode::E3M2: return 6;
    default: return 8;
    }
}

std::string_view nameOf(FloatCode code)
{
    switch (code) {
    case FloatCode::E4M3: return "FP8 E4M3";
    case FloatCode::E5M2: return "FP8 E5M2";
    case FloatCode::E4M3Fnuz: return "FP8 E4M3FNUZ";
    case FloatCode::E5M2Fnuz: return "FP8 E5M2FNUZ";
    case FloatCode::E8M0: return "FP8 E8M0";
    case FloatCode::E2M1: return "FP4 E2M1";
    case FloatCode::E2M3: return "FP6 E2M3";
    case FloatCode::E3M2: return "FP6 E3M2";
    }
    return "";
}

std::span<const float> valuesOf(FloatCode code)
{
    // In the order of the enumeration.
    static const std::array<std::vector<float>, 8> tables{allOf({4, 3, 7, Specials::LastCode}),
                                                          allOf({5, 2, 15, Specials::Ieee}),
                                                          allOf({4, 3, 8, Specials::Fnuz}),
                                                          allOf({5, 2, 16, Specials::Fnuz}),
                                                          exponents(),
                                                          allOf({2, 1, 1}),
                                                          allOf({2, 3, 1}),
                                                          allOf({3, 2, 3})};
    return tables[static_cast<std::size_t>(code)];
}

float roundedTo(float value, FloatCode code, bool saturated, PowerRounding powers)
{
    const float magnitude = std::abs(value);
    if (code == FloatCode::E8M0)
        return roundedPower(magnitude, powers, saturated);
    const std::span<const float> magnitudes = magnitudesOf(code);
    const float largest = magnitudes.back();
    if (std::isnan(value))
        return code == FloatCode::E2M1 || code == FloatCode::E2M3 || code == FloatCode::E3M2 ? -0.0F : value;
    const bool fnuz = code == FloatCode::E4M3Fnuz || code == FloatCode::E5M2Fnuz;
    // The number that would follow the largest ends what is rounded to it.
    const float beyond = largest + (largest - magnitudes[magnitudes.size() - 2]);
    const float middle = largest + (beyond - largest) / 2;
    const bool fits = magnitude < middle || (magnitude == middle && magnitudes.size() % 2 == 1);
    float result = largest;
    if (magnitude <= largest) {
        const auto above = static_cast<std::size_t>(std::ranges::lower_bound(magnitudes, magnitude)
                                                    - magnitudes.begin());
        const float up = magnitudes[above];
        const float down = above == 0 ? up : magnitudes[above - 1];
        const bool nearerUp = up - magnitude < magnitude - down
                              || (up - magnitude == magnitude - down && above % 2 == 0);
        result = up == magnitude || nearerUp ? up : down;
    } else if (!fits && !saturated) {
        const bool infinity = code == FloatCode::E5M2;
        const bool bounded = magnitudesOf(code).size() == valuesOf(code).size() / 2 && !fnuz; // every code is a number
        result = infinity ? infinite : bounded ? largest : notANumber;
    }
    return value < 0.0F || (std::signbit(value) && !fnuz) ? -result : result;
}

std::uint32_t packedNumber(const std::byte* from, std::size_t index, int bits)
{
    const std::size_t first = index * static_cast<std::size_t>(bits);
    const std::byte* const start = from + first / 8;
    const auto skipped = static_cast<int>(first % 8);
    std::uint32_t gathered = 0;
    for (int i = 0; 8 * i < skipped + bits; ++i)
        gathered |= std::to_integer<std::uint32_t>(start[i]) << (8 * i);
    return gathered >> skipped & ((1U << bits) - 1);
}

} // namespace termscope
