#include "core/files/FloatBytes.h"

#include "core/base/ByteOrder.h"

#include <bit>
#include <cmath>
#include <concepts>
#include <limits>

namespace termscope {
namespace {

template <std::unsigned_integral Bits, class Convert>
void convertAll(ByteView bytes, bool bigEndian, std::span<float> values, Convert convert)
{
    const std::byte* from = bytes.data();
    for (float& value : values) {
        value = convert(bigEndian ? loadBigEndian<Bits>(from) : loadLittleEndian<Bits>(from));
        from += sizeof(Bits);
    }
}

template <std::unsigned_integral Bits, class Convert>
Bytes storeAll(std::span<const float> values, Convert convert)
{
    Bytes bytes(values.size() * sizeof(Bits));
    std::byte* to = bytes.data();
    for (const float value : values) {
        storeLittleEndian<Bits>(convert(value), to);
        to += sizeof(Bits);
    }
    return bytes;
}

float floatFromDouble(std::uint64_t bits)
{
    const auto value = std::bit_cast<double>(bits);
    // Beyond the largest float32 the conversion is undefined in C++, so it is spelt out.
    if (std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
        return std::copysign(std::numeric_limits<float>::infinity(), value < 0 ? -1.0F : 1.0F);
    return static_cast<float>(value);
}

} // namespace

std::size_t byteSize(FloatType type)
{
    switch (type) {
    case FloatType::F64: return 8;
    case FloatType::F32: return 4;
    case FloatType::F16:
    case FloatType::BF16: return 2;
    }
    return 0;
}

float floatFromHalf(std::uint16_t bits)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16;
    const std::uint32_t exponent = (bits >> 10) & 0x1FU;
    const std::uint32_t fraction = bits & 0x3FFU;
    if (exponent == 0x1F)
        return std::bit_cast<float>(sign | 0x7F800000U | fraction << 13);
    if (exponent == 0) {
        const float magnitude = std::ldexp(static_cast<float>(fraction), -24);
        return sign != 0 ? -magnitude : magnitude;
    }
    return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
}

std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16 & 0x8000U;
    const float magnitude = std::abs(value);
    if (std::isnan(value))
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    if (magnitude >= 65520.0F)
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    // Scaled so that one unit is the spacing of binary16 numbers here; nearbyint rounds ties to even.
    const int exponent = magnitude < 0x1p-14F ? -14 : std::ilogb(magnitude);
    const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
    // A normal number has units 1024…2048; the leading 1 carries into the exponent, also when rounding gives 2048.
    const std::uint32_t field = static_cast<std::uint32_t>(exponent + 14) << 10;
    return static_cast<std::uint16_t>(sign | (field + units));
}

std::uint16_t bfloatFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (std::isnan(value))
        return static_cast<std::uint16_t>(bits >> 16 | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16);
}

void convertFloats(ByteView bytes, FloatType type, bool bigEndian, std::span<float> values)
{
    switch (type) {
    case FloatType::F64: return convertAll<std::uint64_t>(bytes, bigEndian, values, floatFromDouble);
    case FloatType::F32:
        return convertAll<std::uint32_t>(bytes, bigEndian, values,
                                         [](std::uint32_t bits) { return std::bit_cast<float>(bits); });
    case FloatType::F16: return convertAll<std::uint16_t>(bytes, bigEndian, values, floatFromHalf);
    case FloatType::BF16:
        return convertAll<std::uint16_t>(bytes, bigEndian, values, [](std::uint16_t bits) {
            return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
        });
    }
}

std::vector<float> floatsFromBytes(ByteView bytes, FloatType type, bool bigEndian)
{
    std::vector<float> values(bytes.size() / byteSize(type));
    convertFloats(bytes, type, bigEndian, values);
    return values;
}

Bytes bytesFromFloats(std::span<const float> values, FloatType type)
{
    switch (type) {
    case FloatType::F64:
        return storeAll<std::uint64_t>(
            values, [](float value) { return std::bit_cast<std::uint64_t>(static_cast<double>(value)); });
    case FloatType::F32:
        return storeAll<std::uint32_t>(values, [](float value) { return std::bit_cast<std::uint32_t>(value); });
    case FloatType::F16: return storeAll<std::uint16_t>(values, halfFromFloat);
    case FloatType::BF16: return storeAll<std::uint16_t>(values, bfloatFromFloat);
    }
    return {};
}

} // namespace termscope
