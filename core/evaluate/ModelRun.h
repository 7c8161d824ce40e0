// One run of a language model's graph: tokens and states in, logits and states out.
#pragma once

#include "core/run/GraphRunner.h"

namespace termscope {

/// The inputs of a language model's graph.
struct ModelInputs {
    std::size_t tokens = 0;
    std::vector<std::size_t> states; ///< in order; each is an output after the logits
};

/// Zeros for every state: axes of any size are `streams` long.
std::vector<ValuePtr> zeroStates(const Graph& graph, const ModelInputs& inputs, std::int64_t streams);

/// Tokens as the model's input takes them.
struct ModelTokens {
    Shape shape; ///< of the input
    std::vector<std::int64_t> tokens;
};

/// Runs the tokens, carries the states on, and returns the logits: one row for each token, in the tokens' order.
/// Errors: the tokens cannot be run; the logits are others; an output is not the state it should be. Thread-safe.
Result<ValuePtr> runModel(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                          ModelTokens tokens, std::vector<ValuePtr>& states, LayerLog* log = nullptr);

} // namespace termscope
