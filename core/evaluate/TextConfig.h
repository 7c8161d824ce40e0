// How a language model reads a text.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/evaluate/TokenOrder.h"

namespace termscope {

struct TextConfig {
    std::int64_t streams = 10;
    std::int64_t steps = TokenStreams::usualSteps; ///< of a batch
    std::int64_t limit = 0;                        ///< tokens to predict, rounded up to one of every stream; 0 for all
    TokenOrder order = TokenOrder::FoundOut;
};

} // namespace termscope
