// Perplexity of a language model on a text, at any setting: exp of the mean negative log likelihood per predicted
// token.
//
// The text is cut into streams that run side by side. The model takes token numbers [time, streams] or [streams, time]
// (TimeAxis.h) and gives the logits of every token, in the order of the tokens. States of a recurrent one are carried
// on from batch to batch (TokenText.h): the floating-point inputs in order are the outputs after the first in order. A
// decoder of a transformer has none: it reads every batch as a window of its own, and each token is predicted once,
// from those before it in its window (ModelInputs.h says what else it may take).
#pragma once

#include "core/evaluate/Evaluator.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextConfig.h"

namespace termscope {

/// Uses all cores itself, each with streams of its own.
class TextEvaluator : public Evaluator {
public:
    /// Tokens before a place that are read for it, from states of zeros: a drag through the text is answered in its
    /// frame.
    static constexpr std::int64_t contextTokens = 64;

    /// Errors: the graph cannot be run, has inputs or outputs that are none of a language model, knows fewer tokens
    /// than the text, its tokens' time axis cannot be told, or the text is too short for the streams.
    static Result<TextEvaluator> create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                        const TextConfig& config);
    ~TextEvaluator() override;
    TextEvaluator(TextEvaluator&&) noexcept;
    TextEvaluator& operator=(TextEvaluator&&) noexcept;

    std::unique_ptr<Evaluator> beside() const override;
    Workload workload() const override { return Workload::Text; }
    ScoreKind scoreKind() const override { return ScoreKind::Perplexity; }
    const Network& network() const override;
    const std::string& dataName() const override;
    /// Tokens of the text.
    std::int64_t availableSamples() const override;
    std::int64_t sampleCount() const override;
    std::optional<std::int64_t> blockRows() const override { return std::nullopt; }
    const std::vector<SkippedImage>& skipped() const override;

    /// Calibration runs over the first batches that hold settings.calibrationSamples tokens, be they beyond the limit.
    Result<float> dataScale(int layer, const LayerPlan& plan) override;
    Result<PreparedLayer> prepareLayer(int layer, const LayerPlan& plan) override;
    /// At the token before place.sample, after the context of that place. Range: 1 ≤ place.sample < availableSamples().
    Result<std::vector<float>> layerInput(int layer, const DataPlace& place) override;
    Result<std::vector<float>> firstData(int layer, std::int64_t samples) override;
    Result<ActivationOperands> productOperands(int layer, std::int64_t sample) override;

    /// The tokens that are read for a place. Range: 1 ≤ token < availableSamples().
    std::span<const std::int32_t> contextOf(std::int64_t token) const;
    Result<void> readTo(std::int64_t token);

    /// The logits of the token after `context`, read as one stream from states of zeros. [words] Error: no context, or
    /// a network that does not take one stream. Keeps the network of the last setting: the next place costs its run
    /// alone.
    Result<std::vector<float>> nextLogits(Method method, const Settings& settings,
                                          std::span<const std::int32_t> context);

    /// The float32 values that enter every layer while `context` is read as one stream from states of zeros, by layer:
    /// a row of inputs() for each token. Error: the network does not take one stream.
    Result<std::vector<std::vector<float>>> layerData(std::span<const std::int32_t> context,
                                                      std::map<int, ActivationOperands>* products = nullptr);

    /// Batches that evaluate runs.
    std::int64_t batches() const;
    /// The logits of every token of a batch, as evaluate runs it, and what each was to predict; `evaluation` gets what
    /// evaluate would add to it. Batches come in order, the first one anew: states are carried on. Range: 0 ≤ batch <
    /// batches(). Memory: that of the logits. Errors: those of evaluate.
    Result<SampleOutputs> readBatch(const Variant& variant, std::int64_t batch, Evaluation& evaluation);

    const TokenText& text() const;
    /// Tokens that a network without states sees at a time; none where states are carried on.
    std::optional<std::int64_t> window() const;

private:
    Evaluation evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                             const Partial& partial) override;

    struct Shared;
    struct State;
    explicit TextEvaluator(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
