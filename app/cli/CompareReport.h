// What compare prints: JSON, and text for the terminal. (The CSV is core/study/NetworkComparison.h's.)
#pragma once

#include "core/study/NetworkComparison.h"

#include <optional>
#include <string>
#include <utility>

namespace termscope::cli {

/// What there is to say of both.
struct Compared {
    ComparedNetwork a;
    ComparedNetwork b;
    WeightComparison weights;
    std::string data;                        ///< empty: they were not run
    bool arrays = false;                     ///< they are arrays by the networks' inputs, no images
    std::optional<OutputComparison> outputs; ///< of samples, or of a text's tokens
    std::optional<std::pair<Evaluation, Evaluation>> texts;
    std::vector<CurveDifference> curves; ///< of --budgets
};

/// {"a":{…},"b":{…},"data","score","tensors":[…],"outputs":{…},"curves":[…]}; ends in a new line.
std::string compareJson(const Compared& compared);
std::string compareText(const Compared& compared);

} // namespace termscope::cli
