// The rows of machines that change no value, beside those of a sweep (core/study/CostLines.h).
#pragma once

#include "core/sweep/Sweep.h"

namespace termscope::cli {

/// A row for each machine at each of `bits`, of weights and data alike; at those of the sweep's settings where there
/// are none. It is QT's row there, but for what is measured. Errors: an evaluation that failed; those of costLines.
Result<void> addCostLines(Evaluator& evaluator, const SweepConfig& config, const std::vector<int>& bits,
                          std::vector<SweepRow>& rows);

} // namespace termscope::cli
