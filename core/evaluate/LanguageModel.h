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

    /// Nothing is carried on from batch to batch: a network without states reads windows, each by itself.
    bool stateless() const { return inputs_.stateless(); }
    /// Of a network without states: streams that the file says run together, where it says how many.
    std::optional<std::int64_t> declaredStreams() const { return declared(1 - timeAxis_); }
    /// Of a network without states: tokens of a stream that the file says run together. Fewer run with others behind
    /// them, which they do not see.
    std::optional<std::int64_t> declaredSteps() const { return declared(timeAxis_); }
    /// The most tokens of a stream that a network without states runs at a time, up to `most`: its table of positions
    /// may have no more. Error: that of two tokens, which do not run either. Cost: a few runs where `most` do not run.
    Result<std::int64_t> longestWindow(const TokenText& text, std::int64_t most) const;

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
    std::optional<std::int64_t> declared(int axis) const;
    Result<void> tryWindow(const TokenText& text, std::int64_t steps) const;
    ModelTokens inOrder(std::vector<std::int64_t> tokens, std::int64_t steps) const;
    ValuePtr firstSteps(const Value& logits, std::int64_t steps) const;

    NetworkPtr network_;
    GraphRunner floats_;
    ModelInputs inputs_;
    int timeAxis_ = 0;
    std::optional<std::int64_t> knownWords_;
};

} // namespace termscope
