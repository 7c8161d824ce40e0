// The terms of the operands that `time` needs for adaptive and ideal steps: of a real layer and real images, or random.
#pragma once

#include "core/study/Evaluator.h"
#include "hwmodel/timing/AdaptiveTiming.h"

namespace termscope::cli {

struct OperandCounts {
    TermCounts inputs;
    TermCounts weights;
};

/// Weights of a prepared network's layer and the activations that reach it for the first `batch` images. Error: the
/// dataset has fewer.
Result<OperandCounts> realCounts(Evaluator& evaluator, const PreparedNetwork& prepared, int layer, std::int64_t batch,
                                 int groupSize);

/// Operands uniform over all quantized values, the same for the same seed; TR: revealed HESE terms, QT: binary ones.
/// Error: more than 2^27 values or 2^38 products.
Result<OperandCounts> randomCounts(const LayerShape& layer, const TermMacConfig& config, std::uint64_t seed);

} // namespace termscope::cli
