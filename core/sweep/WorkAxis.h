// What the score of a row is set against: how much work the setting is, or how much its weights take.
//
// Provisioned and measured term pairs per multiply-accumulate; bits per weight and the size of all weights, scales
// included (evaluate/StoredBits.h); cycles on an array of term cells, provisioned steps (hwmodel/study/PlanCosts.h).
// A machine of study/CostLines.h has the pairs that it reserves on both axes of pairs, and no place on the others,
// as it changes no value.
#pragma once

#include "core/sweep/Sweep.h"

#include <optional>
#include <span>
#include <string_view>

namespace termscope {

enum class WorkAxis { Provisioned, Measured, BitsPerWeight, Size, Cycles };

/// All of them, in this order.
std::span<const WorkAxis> workAxes();

/// "provisioned", "measured", "bits", "size", "cycles".
std::string_view nameOf(WorkAxis axis);
std::optional<WorkAxis> workAxisFrom(std::string_view name);

/// Pairs, bits, bytes or cycles. None of float, where the row does not say, or where there is nothing: an axis of
/// logarithms has no place for 0.
std::optional<double> workOf(const SweepRow& row, WorkAxis axis);

/// With the bits and the bytes that its weights take.
SweepRow withStored(SweepRow row, const Network& network);

} // namespace termscope
