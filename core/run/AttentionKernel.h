// A product of two activations at work: x [… M, K] · y [… K, N], Q·Kᵀ or scores·V of attention.
//
// Quantized: y is what stays in the array, as weights do. When it is run it is quantized and, under TR, revealed in
// groups along K, column by column; x is quantized and keeps its s terms. The product of the integers is exact:
// z = float(Σ x·y) · (scale of x · scale of y).
#pragma once

#include "core/run/LayerKernel.h"

namespace termscope {

/// What is left of an operand [K, N] that stays in the array, as the array has it: column after column.
struct StayingValues {
    std::vector<std::int32_t> values;    ///< [N, K]
    std::vector<std::uint8_t> keptTerms; ///< [N, K]
};
StayingValues stayingValues(const StayingOperand& operand, std::span<const float> values, std::int64_t k,
                            std::int64_t n);

/// `layer`, `staying`: the numbers by which a log knows the operands. `prepared`: outlives it; null for float32.
std::unique_ptr<LayerKernel> makeAttentionKernel(int layer, int staying, const PreparedLayer* prepared);

} // namespace termscope
