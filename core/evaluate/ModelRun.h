// One run of a language model's graph: tokens and states in, logits and states out.
#pragma once

#include "core/evaluate/ModelInputs.h"
#include "core/run/GraphRunner.h"

namespace termscope {

/// Runs the tokens, carries the states on, and returns the logits: one row for each token, in the tokens' order.
/// Errors: the tokens cannot be run; the logits are others; an output is not the state it should be. Thread-safe.
Result<ValuePtr> runModel(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                          ModelTokens tokens, std::vector<ValuePtr>& states, LayerLog* log = nullptr);

} // namespace termscope
