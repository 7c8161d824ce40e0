// What a language model makes of the open text, for the views: its perplexity, and the next word at one place. Keeps
// what settings have in common. One per thread.
#pragma once

#include "app/session/OpenText.h"
#include "core/evaluate/NextWords.h"
#include "core/evaluate/TextEvaluator.h"

namespace termscope {

class TextStudy {
public:
    /// Tokens before a place that are read for it, from states of zeros: a drag through the text is answered in its
    /// frame.
    static constexpr std::int64_t contextTokens = 64;
    static constexpr int shownWords = 10;

    /// `limit`: as in TextConfig. Errors: those of TextEvaluator::create.
    static Result<TextStudy> create(const NetworkPtr& network, OpenTextPtr text, std::int64_t limit);

    TextEvaluator& evaluator() { return evaluator_; }

    /// TR at the settings against float, for the token number `token`. Range: 1 ≤ token < tokens of the text. Errors:
    /// those of nextLogits.
    Result<NextWords> nextWords(const Settings& settings, std::int64_t token);

    /// The float32 activations that the layer's weights meet at the token before `token`, after the same context.
    /// [inputs of the layer] Range and errors: as nextWords; a layer that the network does not run.
    Result<std::vector<float>> layerInput(int layer, std::int64_t token);

private:
    std::span<const std::int32_t> contextOf(std::int64_t token) const;

    TextStudy(TextEvaluator evaluator, OpenTextPtr text) : evaluator_(std::move(evaluator)), text_(std::move(text)) {}

    TextEvaluator evaluator_;
    OpenTextPtr text_;
    std::int64_t referenceToken_ = -1;
    std::vector<float> reference_; ///< float logits at referenceToken_
    std::int64_t dataToken_ = -1;
    std::vector<std::vector<float>> data_; ///< what enters the layers for it
};

} // namespace termscope
