#include "core/tensor/Value.h"

#include "core/files/FloatBytes.h"

#include <array>
#include <bit>

namespace termscope {

std::string_view nameOf(ElementType type)
{
    constexpr std::array<std::string_view, 23> names{
        "float", "double",       "float16",        "bfloat16",   "int8",           "int16",      "int32",     "int64",
        "uint8", "uint16",       "uint32",         "uint64",     "bool",           "int4",       "uint4",     "int2",
        "uint2", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "float8e8m0", "float4e2m1"};
    return names[static_cast<std::size_t>(type)];
}

std::optional<ElementType> typeFromNumber(std::int64_t number)
{
    using enum ElementType;
    constexpr std::array<std::optional<ElementType>, 27> types{
        std::nullopt,   Float32,    UInt8,          Int8,   UInt16, Int16,      Int32,      Int64,    {},
        Bool,           Float16,    Float64,        UInt32, UInt64, {},         {},         BFloat16, Float8E4M3Fn,
        Float8E4M3Fnuz, Float8E5M2, Float8E5M2Fnuz, UInt4,  Int4,   Float4E2M1, Float8E8M0, UInt2,    Int2};
    return number >= 0 && number < std::ssize(types) ? types[static_cast<std::size_t>(number)] : std::nullopt;
}

bool isFloating(ElementType type)
{
    return type <= ElementType::BFloat16 || floatCode(type);
}

std::optional<FloatCode> floatCode(ElementType type)
{
    switch (type) {
    case ElementType::Float8E4M3Fn: return FloatCode::E4M3;
    case ElementType::Float8E4M3Fnuz: return FloatCode::E4M3Fnuz;
    case ElementType::Float8E5M2: return FloatCode::E5M2;
    case ElementType::Float8E5M2Fnuz: return FloatCode::E5M2Fnuz;
    case ElementType::Float8E8M0: return FloatCode::E8M0;
    case ElementType::Float4E2M1: return FloatCode::E2M1;
    default: return std::nullopt;
    }
}

std::int64_t wrapped(std::int64_t value, ElementType type)
{
    switch (type) {
    case ElementType::Int8: return static_cast<std::int8_t>(value);
    case ElementType::Int16: return static_cast<std::int16_t>(value);
    case ElementType::Int32: return static_cast<std::int32_t>(value);
    case ElementType::UInt8: return static_cast<std::uint8_t>(value);
    case ElementType::UInt16: return static_cast<std::uint16_t>(value);
    case ElementType::UInt32: return static_cast<std::uint32_t>(value);
    case ElementType::Bool: return value != 0 ? 1 : 0;
    case ElementType::Int4: return ((value & 15) ^ 8) - 8;
    case ElementType::UInt4: return value & 15;
    case ElementType::Int2: return ((value & 3) ^ 2) - 2;
    case ElementType::UInt2: return value & 3;
    default: return value;
    }
}

std::optional<std::pair<std::int32_t, std::int32_t>> integerRange(ElementType type)
{
    switch (type) {
    case ElementType::Int8: return std::pair{-128, 127};
    case ElementType::UInt8: return std::pair{0, 255};
    case ElementType::Int16: return std::pair{-32768, 32767};
    case ElementType::UInt16: return std::pair{0, 65535};
    case ElementType::Int4: return std::pair{-8, 7};
    case ElementType::UInt4: return std::pair{0, 15};
    case ElementType::Int2: return std::pair{-2, 1};
    case ElementType::UInt2: return std::pair{0, 3};
    default: return std::nullopt;
    }
}

float rounded(float value, ElementType type)
{
    if (const auto code = floatCode(type))
        return roundedTo(value, *code);
    if (type != ElementType::Float16 && type != ElementType::BFloat16)
        return value;
    const FloatType narrow = type == ElementType::Float16 ? FloatType::F16 : FloatType::BF16;
    return floatsFromBytes(bytesFromFloats({&value, 1}, narrow), narrow)[0];
}

SharedFloats sharedFloats(const ValuePtr& value)
{
    const FloatBuffer& floats = value->floats;
    return floats.isShared() ? floats.shared() : SharedFloats({floats.data(), floats.size()}, value);
}

std::shared_ptr<Value> newValue(ElementType type, Shape shape)
{
    auto value = newValueToFill(type, std::move(shape));
    std::fill(value->floats.begin(), value->floats.end(), 0.0F);
    return value;
}

std::shared_ptr<Value> newValueToFill(ElementType type, Shape shape)
{
    auto value = std::make_shared<Value>();
    value->type = type;
    value->shape = std::move(shape);
    const auto count = static_cast<std::size_t>(value->size());
    if (value->floating())
        value->floats.becomeAny(count);
    else
        value->integers.resize(count);
    return value;
}

ValuePtr shapeOnly(ElementType type, Shape shape)
{
    auto value = std::make_shared<Value>();
    value->type = type;
    value->shape = std::move(shape);
    value->known = false;
    return value;
}

ValuePtr floatValue(Shape shape, FloatBuffer elements)
{
    auto value = std::make_shared<Value>();
    value->shape = std::move(shape);
    value->floats = std::move(elements);
    return value;
}

ValuePtr integerValue(Shape shape, std::vector<std::int64_t> elements, ElementType type)
{
    auto value = std::make_shared<Value>();
    value->type = type;
    value->shape = std::move(shape);
    value->integers = std::move(elements);
    return value;
}

} // namespace termscope
