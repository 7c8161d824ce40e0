#include "app/worker/NextWordStudy.h"
#include "core/evaluate/TextEvaluator.h"

namespace termscope {

Result<NextWords> NextWordStudy::nextWords(TextEvaluator& evaluator, const Settings& settings, std::int64_t token)
{
    const std::span<const std::int32_t> context = evaluator.contextOf(token);
    if (referenceToken_ != token) {
        Result<std::vector<float>> reference = evaluator.nextLogits(Method::Float, settings, context);
        if (!reference)
            return tl::unexpected(reference.error());
        reference_ = std::move(*reference);
        referenceToken_ = token;
    }
    const Result<std::vector<float>> current = evaluator.nextLogits(Method::Revealed, settings, context);
    if (!current)
        return tl::unexpected(current.error());
    NextWords found = compareNextWords(reference_, *current, evaluator.text().tokens[static_cast<std::size_t>(token)],
                                       shownWords);
    found.place = token;
    found.context = std::ssize(context);
    return found;
}

} // namespace termscope
