// The inputs of a language model's graph, each by what it takes: no file says so, their types and usual names do.
//
// Recurrent models take tokens and states of floats that they give back. Decoders of transformers take tokens and, as
// exporters write them, a mask of the tokens that count, the tokens' positions, the kinds of tokens, and the keys and
// values of tokens read before (`past…`): those may be empty, and the output of the new ones is not read.
#pragma once

#include "core/graph/Network.h"
#include "core/tensor/Value.h"

namespace termscope {

enum class InputRole {
    Tokens,
    State,     ///< zeros at first, then what the graph gave; one of the floating-point inputs
    Mask,      ///< ones: every token counts
    Positions, ///< 0, 1, 2, … along time
    Kinds,     ///< zeros: token_type_ids
    Past,      ///< keys or values of no token
    UsesPast,  ///< whether there is any past: false
};

struct ModelInputs {
    std::size_t tokens = 0;          ///< in Graph::inputs, as the others
    std::vector<std::size_t> states; ///< in order; each is an output after the logits
    std::vector<InputRole> roles;    ///< by input
    std::size_t logits = 0;          ///< in Graph::outputs: that of the name "logits", or the first

    /// Nothing is carried on from the tokens before: a batch of steps is a window of its own.
    bool stateless() const { return states.empty(); }
};

/// Tokens as the model's input takes them.
struct ModelTokens {
    Shape shape;      ///< of the input
    int timeAxis = 0; ///< of the shape
    std::vector<std::int64_t> tokens;
};

/// Errors: not one input of tokens; states without a shape; other outputs than those of the states; keys of the past
/// that cannot be none.
Result<ModelInputs> modelInputs(const Network& network);

/// Zeros for every state: axes of any size are `streams` long.
std::vector<ValuePtr> zeroStates(const Graph& graph, const ModelInputs& inputs, std::int64_t streams);

/// The graph's inputs for these tokens. Range: `states` as many as the model's.
std::vector<ValuePtr> inputValues(const Graph& graph, const ModelInputs& inputs, ModelTokens tokens,
                                  const std::vector<ValuePtr>& states);

} // namespace termscope
