// What a language model expects next at one place of its text, for the views. Keeps what settings have in common. One
// per thread.
#pragma once

#include "core/evaluate/NextWords.h"
#include "core/evaluate/TextEvaluator.h"

namespace termscope {

class NextWordStudy {
public:
    static constexpr int shownWords = 10;

    /// TR at the settings against float, for the token number `token` of the evaluator's text. A study belongs to one
    /// evaluator. Range: 1 ≤ token < tokens of the text. Errors: those of nextLogits.
    Result<NextWords> nextWords(TextEvaluator& evaluator, const Settings& settings, std::int64_t token);

private:
    std::int64_t referenceToken_ = -1;
    std::vector<float> reference_; ///< float logits at referenceToken_
};

} // namespace termscope
