// Perplexity of a language model on a text, at any setting: exp of the mean negative log likelihood per predicted
// token.
//
// The text is cut into streams that run side by side; states are carried on from batch to batch (TokenText.h). The
// model takes token numbers [time, streams] or [streams, time] (TimeAxis.h) and, for each state, a tensor that it also
// gives back: the floating-point inputs in order are the outputs after the first in order. The first output are the
// logits of every token, in the order of the tokens.
#pragma once

#include "core/data/text/TokenText.h"
#include "core/evaluate/Evaluation.h"
#include "core/evaluate/TokenOrder.h"
#include "core/run/PreparedNetwork.h"

#include <functional>

namespace termscope {

struct TextConfig {
    std::int64_t streams = 10;
    std::int64_t steps = TokenStreams::usualSteps; ///< of a batch
    std::int64_t limit = 0;                        ///< tokens to predict, rounded up to one of every stream; 0 for all
    TokenOrder order = TokenOrder::FoundOut;
};

struct TextEvaluation {
    Method method = Method::Float;
    Settings settings;
    std::int64_t predicted = 0; ///< tokens so far
    std::int64_t total = 0;     ///< tokens asked for
    double loss = 0.0;          ///< Σ of −log likelihood, natural logarithm
    double squaredLoss = 0.0;   ///< Σ of its squares
    std::optional<Work> work;   ///< none for float
    std::string failure;        ///< why it stopped before the end: tokens that cannot be run or judged; else empty

    bool exact() const { return predicted == total && failure.empty(); }
    double perplexity() const;
    /// 95 % by the spread of the tokens' losses, taken as independent.
    Interval perplexityInterval() const;
};

/// Whether the network has an input of integers, as language models have.
bool takesTokens(const Network& network);

/// Called now and then with what is known; false cancels.
using TextPartial = std::function<bool(const TextEvaluation&)>;

/// Not thread-safe: one per thread; it uses all cores itself, each with streams of its own.
class TextEvaluator {
public:
    /// Errors: the graph cannot be run, has inputs or outputs that are none of a language model, knows fewer tokens
    /// than the text, its tokens' time axis cannot be told, or the text is too short for the streams.
    static Result<TextEvaluator> create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                        const TextConfig& config);
    ~TextEvaluator();
    TextEvaluator(TextEvaluator&&) noexcept;
    TextEvaluator& operator=(TextEvaluator&&) noexcept;

    /// Calibration runs over the first batches that hold settings.calibrationSamples tokens, be they beyond the limit.
    /// A run that is cancelled, or comes to tokens that cannot be run and says why (TextEvaluation::failure), returns
    /// what it had: exact() is false.
    TextEvaluation evaluate(Method method, const Settings& settings, const TextPartial& partial = {});

    /// The logits of the token after `context`, read as one stream from states of zeros. [words] Error: no context, or
    /// a network that does not take one stream. Keeps the network of the last setting: the next place costs its run
    /// alone.
    Result<std::vector<float>> nextLogits(Method method, const Settings& settings,
                                          std::span<const std::int32_t> context);

    /// The float32 values that enter every layer while `context` is read as one stream from states of zeros, by layer:
    /// a row of inputs() for each token. Error: the network does not take one stream.
    Result<std::vector<std::vector<float>>> layerData(std::span<const std::int32_t> context);

    /// The scale of the data at a layer's input. Method::Revealed counts the data terms in where the layer is revealed.
    /// Error: the tokens that calibrate cannot be run.
    Result<float> dataScale(int layer, Method method, const Settings& settings);

    /// One layer at a setting, as evaluate runs it. Error: as dataScale.
    Result<PreparedLayer> prepareLayer(int layer, Method method, const Settings& settings);

    const Network& network() const;
    const TokenText& text() const;

private:
    struct State;
    explicit TextEvaluator(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
