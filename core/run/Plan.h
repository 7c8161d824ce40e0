// The steps in which a network is run: its operations, checked to be a chain, with ReLU joined to the layer before it.
#pragma once

#include "core/base/Error.h"
#include "core/graph/Network.h"

#include <span>

namespace termscope {

enum class StepKind { Linear, Relu, Softmax, LogSoftmax };

struct Step {
    StepKind kind = StepKind::Linear;
    int layer = -1;    ///< Linear: index into Network::layers
    bool relu = false; ///< Linear: max(y, 0) follows
};

using Plan = std::vector<Step>;

/// Error: weights only, no layer, an operation that does not read the one before it, or widths that do not follow.
Result<Plan> planOf(const Network& network);

/// A step other than Linear, on one row in place.
void applyStep(StepKind kind, std::span<float> row);

} // namespace termscope
