// How sums of products of integers are cut so that floats hold them exactly.
//
// bfloat16 operands where every magnitude is at most 256 (their eight significant bits hold it), float32 where not. In
// both cases sums are float32, so that the inputs are cut into runs whose sums stay below 2^24; what cannot be kept
// below needs float64.
#pragma once

#include "core/run/Operands.h"

#include <span>
#include <vector>

namespace termscope {

/// Inputs whose products are summed as floats.
struct InputRun {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

struct ExactSplit {
    OperandType type = OperandType::Float64;
    std::vector<InputRun> runs; ///< none where the type is Float64
};

/// Of a layer's weights [outputs, inputs, taps], whole numbers below 2^17 as std::int32_t or float. largestData: the
/// largest magnitude that data can have. bfloat16: whether the product has code for it on this machine.
template <class Number>
ExactSplit exactSplit(std::span<const Number> weights, std::int64_t outputs, std::int64_t inputs,
                      std::int32_t largestData, bool bfloat16);

/// What holds weights that are no integers and data up to `largestData`: bfloat16 where it holds all of them.
OperandType operandTypeFor(std::span<const float> weights, std::int32_t largestData, bool bfloat16);

} // namespace termscope
