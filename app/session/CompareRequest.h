// What a comparison is asked for, with the settings of both sides.
#pragma once

#include "core/evaluate/Evaluator.h"

#include <QString>

#include <vector>

namespace termscope {

struct CompareRequest {
    Variant a;
    Variant b;
    QString second;           ///< file of B's network; empty: A's
    std::vector<int> budgets; ///< of both curves; none: they are not asked for
};

} // namespace termscope
