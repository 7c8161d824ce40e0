// Constants and data behind the quantizers of QONNX (core/ops/QonnxQuantizers.h), as integers with scales.
#pragma once

#include "core/graph/QuantizedConstant.h"
#include "core/ops/Operator.h"

#include <span>

namespace termscope {

/// What a Quant or BipolarQuant of constants makes: the integers q, zero points that are whole numbers, and scales
/// along one axis; the range is none where they are otherwise. `name`, `value`: of the constant. Error: the operator's
/// own.
Result<QuantizedConstant> quantConstant(Call& call, const std::string& name, int value);

/// How a Quant, BipolarQuant or Trunc quantizes data. `levels`: its inputs after the data, null where they are no
/// constants. `isSigned`: of what a Trunc reads, as far as it is known. None without one constant scale and a zero
/// point that is a whole number.
std::optional<GivenData> quantData(const Node& node, std::span<const ValuePtr> levels, std::optional<bool> isSigned);

} // namespace termscope
