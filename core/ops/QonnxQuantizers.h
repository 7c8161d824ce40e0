// QONNX's Quant, BipolarQuant and Trunc: quantizers that take floats and give floats.
//
// Source: github.com/fastmachinelearning/qonnx, docs/qonnx-custom-ops. A Quant gives (q − z) · scale, with q = x /
// scale
// + z clamped to the integers of its bits and then rounded; a BipolarQuant ±scale; a Trunc drops bits of such integers.
#pragma once

#include "core/ops/Node.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace termscope {

inline constexpr std::string_view quantOperator = "qonnx.custom_op.general.Quant";
inline constexpr std::string_view bipolarOperator = "qonnx.custom_op.general.BipolarQuant";
inline constexpr std::string_view truncOperator = "qonnx.custom_op.general.Trunc";

/// The name of one of the three, also where a file calls Quant IntQuant, or names the domain of FINN or Brevitas; `op`
/// as it is for any other.
std::string qonnxName(const std::string& op);

/// The integers of a quantizer, before the zero point is taken off.
struct QuantRange {
    std::string type; ///< "int4", "uint3", "bipolar"
    int bits = 8;
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
};

/// Of a Quant, or of a Trunc that clamps, with so many bits; bipolar where a Quant has one bit and a sign. None for
/// other numbers of bits than 1 to 16.
std::optional<QuantRange> quantRange(const Node& node, float bits);

/// Whether a Quant rounds to the nearest integer, of two to the even one.
bool roundsToEven(const Node& node);

/// A number of a value of any type.
float floatAt(const Value& value, std::size_t place);

} // namespace termscope
