// Data that are quantized when they are run: as DynamicQuantizeLinear does, one scale and zero point for each sample.
#pragma once

#include <span>

namespace termscope {

/// x_q − z of each value, as float32, and the scale: 8 bits without a sign over [min(0, x), max(0, x)], rounded half to
/// even. The scale of nothing but zeros is 1. `integers` has the size of `sample` and may be it. |integer| ≤ 255.
float dynamicIntegers(std::span<const float> sample, std::span<float> integers);

/// z of the same sample: 0…255.
int dynamicZero(std::span<const float> sample);

} // namespace termscope
