// Floats to the nearest multiples of a scale, between two of them.
#pragma once

#include <span>

namespace termscope::ops {

/// clamp(round(x / scale), lowest, highest) · scale, halves to even. NaN goes to 0. lowest, highest: whole numbers below
/// 2^17. `result` has the size of `values` and may be it.
void roundToLevels(std::span<const float> values, float scale, float lowest, float highest, float* result);

} // namespace termscope::ops
