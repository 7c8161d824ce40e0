// A network as a language model: which inputs of its graph take the tokens and the states, how tokens lie in theirs,
// and how many words it knows. Runs tokens of some streams side by side and carries their states on.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/evaluate/TimeAxis.h"

#include <optional>

namespace termscope {

class LanguageModel {
public:
    /// Errors: the graph cannot be run, has inputs or outputs that are none of a language model, knows fewer tokens
    /// than the text, or its tokens' time axis cannot be told.
    static Result<LanguageModel> create(NetworkPtr network, const TokenText& text, TokenOrder order);

    /// In float32.
    const GraphRunner& reference() const { return floats_; }
    /// Of the tokens and of the logits: 0 for [time, streams], 1 for [streams, time].
    int timeAxis() const { return timeAxis_; }

    std::vector<ValuePtr> zeroStates(std::int64_t streams) const;
    /// Runs tokens [steps, streams], at least one step, whatever the order in the model, carries the states on, and
    /// returns the logits. Errors: those of runModel. Thread-safe.
    Result<ValuePtr> run(const GraphRunner& runner, std::vector<std::int64_t> tokens, std::int64_t steps,
                         std::vector<ValuePtr>& states, LayerLog* log = nullptr) const;

    /// Runs tokens [steps, streams] of the text to see that it can. Errors: those of run; a token of the text has no
    /// logit.
    Result<void> check(const TokenText& text, std::vector<std::int64_t> tokens, std::int64_t steps) const;

private:
    LanguageModel(NetworkPtr network, GraphRunner floats) : network_(std::move(network)), floats_(std::move(floats)) {}

    Result<void> findInputs();
    Result<void> findTimeAxis(const TokenText& text, TokenOrder order);
    ModelTokens inOrder(std::vector<std::int64_t> tokens, std::int64_t steps) const;

    NetworkPtr network_;
    GraphRunner floats_;
    ModelInputs inputs_;
    int timeAxis_ = 0;
    std::optional<std::int64_t> knownWords_;
};

} // namespace termscope
