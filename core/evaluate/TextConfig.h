// How a language model reads a text.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/evaluate/TokenOrder.h"

namespace termscope {

struct TextConfig {
    std::int64_t streams = 10;
    /// Of a batch: tokens of a stream that are read at a time. A network without states sees no token before them, so
    /// that they are its window. 0: the usual ones; for a network without states the most up to 128 that it runs.
    std::int64_t steps = 0;
    std::int64_t limit = 0; ///< tokens to predict, rounded up to one of every stream; 0 for all
    TokenOrder order = TokenOrder::FoundOut;
};

} // namespace termscope
