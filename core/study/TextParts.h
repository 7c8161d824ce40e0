// A text in two parts for a search: the first tokens to search on, the others to score on, each read as a text of its
// own in as many streams.
#pragma once

#include "core/evaluate/TextConfig.h"
#include "core/study/PlanSearch.h"

#include <memory>

namespace termscope {

struct TextParts {
    std::unique_ptr<Evaluator> searchOn;
    std::unique_ptr<Evaluator> scoreOn;
    std::int64_t border = 0; ///< the first token of the second part

    SearchParts parts() const { return {*searchOn, *scoreOn, border}; }
};

/// `searchTokens`: of the first part; 0: a quarter of what is predicted. `scoreTokens`: at most so many are predicted
/// of the second; 0: all. TextConfig::limit holds for both together. Errors: as many tokens searched on as there are;
/// those of TextEvaluator::create.
Result<TextParts> textParts(const NetworkPtr& network, const TokenText& text, const TextConfig& config,
                            std::int64_t searchTokens, std::int64_t scoreTokens);

} // namespace termscope
