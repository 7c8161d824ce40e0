// Numbers as products of matrices and of convolutions take them.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace termscope {

/// What enters a product: std::int8_t or std::uint8_t for Int8 or Uint8, bfloat16 bits (std::uint16_t) for Bfloat16,
/// float otherwise.
enum class OperandType { Int8, Uint8, Bfloat16, Float32, Float64 };

/// Bytes of an operand.
constexpr std::size_t widthOf(OperandType type)
{
    if (type == OperandType::Int8 || type == OperandType::Uint8)
        return sizeof(std::int8_t);
    return type == OperandType::Bfloat16 ? sizeof(std::uint16_t) : sizeof(float);
}

/// The bits of a value that bfloat16 holds.
inline std::uint16_t bfloat16Bits(float value)
{
    return static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(value) >> 16);
}

class Operands {
public:
    Operands() = default;
    /// Zeros.
    Operands(OperandType type, std::size_t count) : type_(type), bytes_(count * widthOf(type)) {}
    /// Range: the type holds the values.
    template <class Number>
    Operands(OperandType type, std::span<const Number> values) : Operands(type, values.size())
    {
        if (type == OperandType::Int8)
            std::ranges::transform(values, static_cast<std::int8_t*>(from(0)),
                                   [](Number value) { return static_cast<std::int8_t>(value); });
        else if (type == OperandType::Uint8)
            std::ranges::transform(values, static_cast<std::uint8_t*>(from(0)),
                                   [](Number value) { return static_cast<std::uint8_t>(value); });
        else if (type == OperandType::Bfloat16)
            std::ranges::transform(values, static_cast<std::uint16_t*>(from(0)),
                                   [](Number value) { return bfloat16Bits(static_cast<float>(value)); });
        else
            std::ranges::transform(values, static_cast<float*>(from(0)),
                                   [](Number value) { return static_cast<float>(value); });
    }

    OperandType type() const { return type_; }
    std::size_t bytes() const { return bytes_.size(); }
    /// The operand with this number, and those after it.
    void* from(std::size_t index) { return bytes_.data() + index * widthOf(type_); }
    const void* from(std::size_t index) const { return bytes_.data() + index * widthOf(type_); }

    std::vector<float> asFloats() const
    {
        std::vector<float> values(bytes_.size() / widthOf(type_));
        if (type_ == OperandType::Int8)
            std::copy_n(static_cast<const std::int8_t*>(from(0)), values.size(), values.begin());
        else if (type_ == OperandType::Uint8)
            std::copy_n(static_cast<const std::uint8_t*>(from(0)), values.size(), values.begin());
        else if (type_ == OperandType::Bfloat16)
            std::transform(static_cast<const std::uint16_t*>(from(0)),
                           static_cast<const std::uint16_t*>(from(values.size())), values.begin(),
                           [](std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); });
        else
            std::copy_n(static_cast<const float*>(from(0)), values.size(), values.begin());
        return values;
    }

private:
    OperandType type_ = OperandType::Float32;
    std::vector<std::byte> bytes_;
};

} // namespace termscope
