#include "core/formats/gguf/GgufTypes.h"

#include "core/base/ByteOrder.h"
#include "core/files/FloatBytes.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

using enum GgufForm;

constexpr std::array types{
    GgufType{0, "F32", 1, 4, Float},
    GgufType{1, "F16", 1, 2, Float},
    GgufType{2, "Q4_0", 32, 18, Integers},
    GgufType{3, "Q4_1", 32, 20, Integers},
    GgufType{6, "Q5_0", 32, 22, Integers},
    GgufType{7, "Q5_1", 32, 24, Integers},
    GgufType{8, "Q8_0", 32, 34, Integers},
    GgufType{9, "Q8_1", 32, 36},
    GgufType{10, "Q2_K", 256, 84},
    GgufType{11, "Q3_K", 256, 110},
    GgufType{12, "Q4_K", 256, 144, Integers},
    GgufType{13, "Q5_K", 256, 176, Integers},
    GgufType{14, "Q6_K", 256, 210, Integers},
    GgufType{15, "Q8_K", 256, 292},
    GgufType{16, "IQ2_XXS", 256, 66},
    GgufType{17, "IQ2_XS", 256, 74},
    GgufType{18, "IQ3_XXS", 256, 98},
    GgufType{19, "IQ1_S", 256, 50},
    GgufType{20, "IQ4_NL", 32, 18},
    GgufType{21, "IQ3_S", 256, 110},
    GgufType{22, "IQ2_S", 256, 82},
    GgufType{23, "IQ4_XS", 256, 136},
    GgufType{24, "I8", 1, 1},
    GgufType{25, "I16", 1, 2},
    GgufType{26, "I32", 1, 4},
    GgufType{27, "I64", 1, 8},
    GgufType{28, "F64", 1, 8, Float},
    GgufType{29, "IQ1_M", 256, 56},
    GgufType{30, "BF16", 1, 2, Float},
    GgufType{34, "TQ1_0", 256, 54},
    GgufType{35, "TQ2_0", 256, 66},
    GgufType{39, "MXFP4", 32, 17, Mxfp4},
};

unsigned byteAt(const std::byte* block, std::size_t place)
{
    return std::to_integer<unsigned>(block[place]);
}

float halfAt(const std::byte* block, std::size_t place)
{
    return floatFromHalf(loadLittleEndian<std::uint16_t>(block + place));
}

/// Sixteen bytes with two values each: low halves, then high halves.
void nibbles(const std::byte* from, std::int32_t* to)
{
    for (std::size_t i = 0; i < 16; ++i) {
        to[i] = static_cast<std::int32_t>(byteAt(from, i) & 0xFU);
        to[i + 16] = static_cast<std::int32_t>(byteAt(from, i) >> 4);
    }
}

/// The same, with a fifth bit each in a word of 32.
void fiveBits(const std::byte* high, const std::byte* from, std::int32_t* to)
{
    nibbles(from, to);
    const auto word = loadLittleEndian<std::uint32_t>(high);
    for (std::size_t i = 0; i < 32; ++i)
        to[i] += static_cast<std::int32_t>((word >> i & 1U) << 4);
}

void shift(std::int32_t* values, std::size_t count, std::int32_t by)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] += by;
}

void oneScale(const std::byte* block, float* scales, float*)
{
    scales[0] = halfAt(block, 0);
}

void scaleAndOffset(const std::byte* block, float* scales, float* offsets)
{
    scales[0] = halfAt(block, 0);
    offsets[0] = halfAt(block, 2);
}

/// Q4_K, Q5_K: eight scales and eight minima of six bits in twelve bytes, each times one for all.
void sixBitScales(const std::byte* block, float* scales, float* offsets)
{
    const float scale = halfAt(block, 0);
    const float minimum = halfAt(block, 2);
    const std::byte* const packed = block + 4;
    for (std::size_t i = 0; i < 8; ++i) {
        const bool plain = i < 4;
        const unsigned s = plain ? byteAt(packed, i) & 63U
                                 : (byteAt(packed, i + 4) & 0xFU) | byteAt(packed, i - 4) >> 6 << 4;
        const unsigned m = plain ? byteAt(packed, i + 4) & 63U
                                 : byteAt(packed, i + 4) >> 4 | byteAt(packed, i) >> 6 << 4;
        scales[i] = scale * static_cast<float>(s);
        offsets[i] = -(minimum * static_cast<float>(m));
    }
}

/// Each 32 bytes have 64 values: 32 low halves, then 32 high ones.
void integersOfQ4K(const std::byte* block, std::int32_t* to)
{
    for (std::size_t i = 0; i < 256; ++i) {
        const unsigned byte = byteAt(block, 16 + i / 64 * 32 + i % 32);
        to[i] = static_cast<std::int32_t>(i % 64 < 32 ? byte & 0xFU : byte >> 4);
    }
}

/// The same behind 32 bytes that have the fifth bits: byte i those of the values i, i + 32, …
void integersOfQ5K(const std::byte* block, std::int32_t* to)
{
    integersOfQ4K(block + 32, to);
    for (std::size_t i = 0; i < 256; ++i)
        to[i] += static_cast<std::int32_t>((byteAt(block, 16 + i % 32) >> (i / 32) & 1U) << 4);
}

/// 128 bytes of low halves, 64 of the upper two bits: each half of the block has 64 and 32 of them.
void integersOfQ6K(const std::byte* block, std::int32_t* to)
{
    for (std::size_t i = 0; i < 256; ++i) {
        const std::size_t half = i / 128;
        const std::size_t quarter = i % 128 / 32;
        const unsigned low = byteAt(block, half * 64 + quarter % 2 * 32 + i % 32);
        const unsigned high = byteAt(block, 128 + half * 32 + i % 32) >> (2 * quarter) & 3U;
        to[i] = static_cast<std::int32_t>((quarter < 2 ? low & 0xFU : low >> 4) | high << 4) - 32;
    }
}

void signedByteScales(const std::byte* block, float* scales, float*)
{
    const float scale = halfAt(block, 208);
    for (std::size_t i = 0; i < 16; ++i)
        scales[i] = scale * static_cast<float>(static_cast<std::int8_t>(byteAt(block, 192 + i)));
}

const std::array blocks{
    GgufBlocks{2, 32, -8, 7, false,
               [](const std::byte* block, std::int32_t* to) {
                   nibbles(block + 2, to);
                   shift(to, 32, -8);
               },
               oneScale},
    GgufBlocks{3, 32, 0, 15, true, [](const std::byte* block, std::int32_t* to) { nibbles(block + 4, to); },
               scaleAndOffset},
    GgufBlocks{6, 32, -16, 15, false,
               [](const std::byte* block, std::int32_t* to) {
                   fiveBits(block + 2, block + 6, to);
                   shift(to, 32, -16);
               },
               oneScale},
    GgufBlocks{7, 32, 0, 31, true, [](const std::byte* block, std::int32_t* to) { fiveBits(block + 4, block + 8, to); },
               scaleAndOffset},
    GgufBlocks{8, 32, -128, 127, false,
               [](const std::byte* block, std::int32_t* to) {
                   for (std::size_t i = 0; i < 32; ++i)
                       to[i] = static_cast<std::int8_t>(byteAt(block, 2 + i));
               },
               oneScale},
    GgufBlocks{12, 32, 0, 15, true, integersOfQ4K, sixBitScales},
    GgufBlocks{13, 32, 0, 31, true, integersOfQ5K, sixBitScales},
    GgufBlocks{14, 16, -32, 31, false, integersOfQ6K, signedByteScales},
};

} // namespace

const GgufType* ggufType(std::uint32_t number)
{
    const auto found = std::ranges::find(types, number, &GgufType::number);
    return found == types.end() ? nullptr : &*found;
}

const GgufBlocks& ggufBlocks(const GgufType& type)
{
    return *std::ranges::find(blocks, type.number, &GgufBlocks::number);
}

} // namespace termscope
