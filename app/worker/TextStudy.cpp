#include "app/worker/TextStudy.h"

#include "core/base/Text.h"

#include <algorithm>

namespace termscope {

Result<TextStudy> TextStudy::create(const NetworkPtr& network, OpenTextPtr text, std::int64_t limit)
{
    Result<TextEvaluator> evaluator = TextEvaluator::create(network, text->text,
                                                            {.streams = text->streams, .limit = limit, .order = text->order});
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    return TextStudy(std::move(*evaluator), std::move(text));
}

std::span<const std::int32_t> TextStudy::contextOf(std::int64_t token) const
{
    const std::int64_t count = std::min(token, contextTokens);
    return std::span<const std::int32_t>(text_->text->tokens)
        .subspan(static_cast<std::size_t>(token - count), static_cast<std::size_t>(count));
}

Result<std::vector<float>> TextStudy::layerInput(int layer, std::int64_t token)
{
    if (dataToken_ != token) {
        Result<std::vector<std::vector<float>>> data = evaluator_.layerData(contextOf(token));
        if (!data)
            return tl::unexpected(data.error());
        data_ = std::move(*data);
        dataToken_ = token;
    }
    const std::vector<float>& all = data_[static_cast<std::size_t>(layer)];
    const WeightLayer& weights = evaluator_.network().layers[static_cast<std::size_t>(layer)];
    if (static_cast<std::int64_t>(all.size()) < weights.inputs())
        return fail("layer ", inQuotes(weights.name), ": expected data that enter it, found none");
    return std::vector<float>(all.end() - weights.inputs(), all.end());
}

Result<NextWords> TextStudy::nextWords(const Settings& settings, std::int64_t token)
{
    const auto context = contextOf(token);
    if (referenceToken_ != token) {
        Result<std::vector<float>> reference = evaluator_.nextLogits(Method::Float, settings, context);
        if (!reference)
            return tl::unexpected(reference.error());
        reference_ = std::move(*reference);
        referenceToken_ = token;
    }
    const Result<std::vector<float>> current = evaluator_.nextLogits(Method::Revealed, settings, context);
    if (!current)
        return tl::unexpected(current.error());
    NextWords found = compareNextWords(reference_, *current, text_->text->tokens[static_cast<std::size_t>(token)],
                                       shownWords);
    found.place = token;
    found.context = static_cast<std::int64_t>(context.size());
    return found;
}

} // namespace termscope
