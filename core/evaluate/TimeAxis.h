// Which axis of a language model's tokens is time: models take [time, streams] or [streams, time], and no file says
// which.
//
// What a model does tells it best: the output at a place may change with the tokens before it, but neither with those
// after it nor with those of other streams. So the model is run on random tokens, then with one of them changed, and
// the places of the output that change are seen. Where nothing but the changed token's own place does, the names of the
// axes, those that tokens and states share, and an axis of one decide; where they do not tell either, the user is
// asked.
#pragma once

#include "core/evaluate/ModelRun.h"
#include "core/evaluate/TokenOrder.h"

#include <span>

namespace termscope {

/// 0 or 1. `words`: tokens that the model knows, to run it on. Error: it cannot be told; the output changes with later
/// tokens along either axis.
Result<int> timeAxis(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                     std::span<const std::int32_t> words, TokenOrder order);

} // namespace termscope
