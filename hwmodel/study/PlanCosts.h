// What a plan costs on an array of term cells, for the search of plans: cycles, or energy by the model of Energy.h.
//
// Layers run one after the other, each under TR or QT as its plan says, steps as long as the bound (provisioned); pairs
// are bounded alike, so that energy is an upper bound. A layer in float32, or whose size is not known, costs nothing.
// One whose weights are in another number format runs as if revealed, every weight having the most terms of that
// format.
#pragma once

#include "core/study/PlanSearch.h"
#include "hwmodel/ArrayConfig.h"
#include "hwmodel/energy/UnitCosts.h"

namespace termscope {

enum class ArrayCost { Cycles, Energy };

struct ArrayCostConfig {
    ArrayCost cost = ArrayCost::Cycles;
    ArrayConfig array;
    Skew skew = Skew::Step;
    std::int64_t samples = 1; ///< that the array takes at once
    UnitCosts costs;          ///< of energy
};

/// Cycles, or microjoules, for the samples. The network outlives it. Error: no layer's size is known. What it gives has
/// the errors of timeLayer; a format of whole bit columns, which term cells do not take.
Result<PlanCost> planCostOn(const Network& network, const ArrayCostConfig& config);

/// Of all layers. Errors: those of `cost`.
Result<double> costOfPlan(const PlanCost& cost, const NetworkPlan& plan);

} // namespace termscope
