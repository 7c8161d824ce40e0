// Integers as bits: BitShift, BitwiseAnd, BitwiseOr, BitwiseXor, BitwiseNot; and BitCast, the same bits as another
// type.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/ByteOrder.h"
#include "core/base/Text.h"
#include "core/files/FloatBytes.h"

#include <bit>
#include <functional>

namespace termscope::ops {
namespace {

/// function(x, y) of the bits of two integers of one type that stretch to each other.
template <class Function>
Result<Outputs> bitwise(Call& call, Function function)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    TERMSCOPE_TRY(expectAlike(call[0], call[1]));
    const Result<Shape> wide = broadcastShape(call[0].shape, call[1].shape);
    if (!wide)
        return tl::unexpected(wide.error());
    const ElementType type = call[0].type;
    if (!call.known())
        return only(shapeOnly(type, *wide));
    auto result = newValue(type, *wide);
    auto to = result->integers.begin();
    walk(*wide, std::array{broadcastStrides(call[0].shape, *wide), broadcastStrides(call[1].shape, *wide)},
         [&](const auto& offsets) {
             const auto x = static_cast<std::uint64_t>(call[0].integers[at(offsets[0])]);
             const auto y = static_cast<std::uint64_t>(call[1].integers[at(offsets[1])]);
             *to++ = wrapped(static_cast<std::int64_t>(function(x, y)), type);
         });
    return only(std::move(result));
}

Result<Outputs> bitwiseAnd(Call& call)
{
    return bitwise(call, std::bit_and<>());
}

Result<Outputs> bitwiseOr(Call& call)
{
    return bitwise(call, std::bit_or<>());
}

Result<Outputs> bitwiseXor(Call& call)
{
    return bitwise(call, std::bit_xor<>());
}

Result<Outputs> bitwiseNot(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    auto result = take(call, 0);
    for (std::int64_t& x : result->integers)
        x = wrapped(~x, result->type);
    return only(std::move(result));
}

/// What is shifted out at either end is lost; 64 places or more leave nothing.
Result<Outputs> bitShift(Call& call)
{
    const std::string direction = call.node.text("direction", "");
    if (direction == "LEFT")
        return bitwise(call, [](std::uint64_t x, std::uint64_t y) { return y > 63 ? 0 : x << y; });
    if (direction == "RIGHT")
        return bitwise(call, [](std::uint64_t x, std::uint64_t y) { return y > 63 ? 0 : x >> y; });
    return fail("expected direction LEFT or RIGHT, found ", inQuotes(direction));
}

/// Bytes of an element; none for types that share bytes.
std::optional<int> widthOf(ElementType type)
{
    using enum ElementType;
    switch (type) {
    case Int8:
    case UInt8:
    case Bool: return 1;
    case Int16:
    case UInt16:
    case Float16:
    case BFloat16: return 2;
    case Int32:
    case UInt32:
    case Float32: return 4;
    case Int64:
    case UInt64:
    case Float64: return 8;
    default: return std::nullopt;
    }
}

FloatType floatTypeOf(ElementType type)
{
    return type == ElementType::Float16    ? FloatType::F16
           : type == ElementType::BFloat16 ? FloatType::BF16
                                           : FloatType::F32;
}

std::int64_t bitsOf(float x, ElementType type)
{
    const Bytes bytes = bytesFromFloats({&x, 1}, floatTypeOf(type));
    return bytes.size() == 2 ? loadLittleEndian<std::uint16_t>(bytes.data())
                             : loadLittleEndian<std::uint32_t>(bytes.data());
}

float floatOf(std::int64_t bits, ElementType type)
{
    if (type == ElementType::Float64) // rounded, as all of that type are here
        return static_cast<float>(std::bit_cast<double>(bits));
    std::array<std::byte, 4> bytes{};
    storeLittleEndian<std::uint32_t>(static_cast<std::uint32_t>(bits), bytes.data());
    const std::size_t width = type == ElementType::Float32 ? 4 : 2;
    return floatsFromBytes(ByteView(bytes).first(width), floatTypeOf(type))[0];
}

Result<Outputs> bitCast(Call& call)
{
    const auto type = typeFromNumber(call.node.integer("to", 0));
    const auto from = widthOf(call[0].type);
    const auto to = type ? widthOf(*type) : std::nullopt;
    if (!from || !to || call[0].type == ElementType::Float64) // of float64, float32 is all that is kept
        return fail("expected types of 1, 2, 4 or 8 bytes, and none from double, found ", nameOf(call[0].type), " and ",
                    type ? nameOf(*type) : "another one");
    if (*from != *to)
        return fail("expected types of one width, found ", nameOf(call[0].type), " and ", nameOf(*type));
    if (!call.known())
        return only(shapeOnly(*type, call[0].shape));
    auto result = newValue(*type, call[0].shape);
    for (std::int64_t i = 0; i < result->size(); ++i) {
        const std::int64_t bits = call[0].floating() ? bitsOf(call[0].floats[at(i)], call[0].type)
                                                     : call[0].integers[at(i)];
        if (result->floating())
            result->floats[at(i)] = floatOf(bits, *type);
        else
            result->integers[at(i)] = wrapped(bits, *type);
    }
    return only(std::move(result));
}

constexpr Operator bitsTable[] = {
    {"BitCast", bitCast, 1, 1, "i:to"}, {"BitShift", bitShift, 2, 2, "s:direction"},
    {"BitwiseAnd", bitwiseAnd, 2, 2},   {"BitwiseNot", bitwiseNot, 1, 1},
    {"BitwiseOr", bitwiseOr, 2, 2},     {"BitwiseXor", bitwiseXor, 2, 2},
};

} // namespace

std::span<const Operator> bits()
{
    return bitsTable;
}

} // namespace termscope::ops
