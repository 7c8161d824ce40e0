// A text in streams side by side, as a language model reads it and is judged by it.
#pragma once

#include "core/evaluate/LanguageModel.h"
#include "core/evaluate/TextConfig.h"

namespace termscope {

/// Streams of one thread, and their state.
struct StreamRun {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::vector<ValuePtr> states;
};

/// What the tokens of one thread and batch cost.
struct Losses {
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t count = 0;
};

class StreamedText {
public:
    /// Errors: the text is too short for the streams; those of LanguageModel::create and check.
    static Result<StreamedText> create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                       const TextConfig& config);

    const TokenText& text() const { return *text_; }
    const LanguageModel& model() const { return model_; }
    /// Tokens that a network without states sees at a time; none where states are carried on.
    std::optional<std::int64_t> window() const
    {
        return model_.stateless() ? std::optional(config_.steps) : std::nullopt;
    }

    /// Batches up to the limit; the first ones that hold so many tokens, 0 for all.
    std::int64_t batches(std::int64_t tokens = 0) const;
    /// The last one may be cut short by the limit.
    TokenBatch batch(std::int64_t index) const;
    /// Tokens that so many batches predict; all up to the limit.
    std::int64_t predicted(std::int64_t batches) const;
    std::int64_t predicted() const { return predicted(batches()); }

    /// The first batches that hold so many tokens, whatever the limit: at least one, at most all.
    std::int64_t wholeBatches(std::int64_t tokens) const;
    TokenBatch wholeBatch(std::int64_t index) const { return streams_.batch(index); }

    /// All streams, with states of zeros: together, and shared out over the cores. Where the file says how many run
    /// together, as many in both.
    std::vector<StreamRun> runsOfAll() const;
    std::vector<StreamRun> freshRuns() const;

    /// Runs some steps of a thread's streams, carries its states on, and returns the logits.
    Result<ValuePtr> step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch, LayerLog* log) const;
    /// Error: the text has a token that the network does not know.
    Result<Losses> judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const;
    /// What each row of logits is to predict: the token, and its number in the text.
    struct Target {
        std::int32_t token = 0;
        std::int64_t number = 0;
    };
    std::vector<Target> targetsOf(const StreamRun& run, const TokenBatch& batch, std::int64_t index) const;

private:
    StreamedText(std::shared_ptr<const TokenText> text, const TextConfig& config, TokenStreams streams,
                 LanguageModel model)
        : text_(std::move(text)), config_(config), streams_(streams), model_(std::move(model))
    {
    }

    struct RowPlace {
        std::int64_t step = 0;
        std::int64_t stream = 0; ///< of the run
    };

    RowPlace placeOf(std::int64_t row, const StreamRun& run, const TokenBatch& batch) const;
    std::int64_t length() const;
    std::vector<StreamRun> freshRuns(std::int64_t count) const;
    StreamRun freshRun(std::int64_t first, std::int64_t count) const;
    std::vector<std::int64_t> tokensOf(const StreamRun& run, const TokenBatch& batch) const;
    Result<void> checkModel() const;

    std::shared_ptr<const TokenText> text_;
    TextConfig config_;
    TokenStreams streams_;
    LanguageModel model_;
};

} // namespace termscope
