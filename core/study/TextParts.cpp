#include "core/study/TextParts.h"

#include "core/evaluate/TextEvaluator.h"

#include <algorithm>

namespace termscope {
namespace {

Result<std::unique_ptr<Evaluator>> evaluatorOf(const NetworkPtr& network, const TokenText& text,
                                               std::span<const std::int32_t> tokens, TextConfig config,
                                               std::int64_t limit)
{
    auto part = std::make_shared<TokenText>();
    part->name = text.name;
    part->numbers = text.numbers;
    part->tokens.assign(tokens.begin(), tokens.end());
    config.limit = limit;
    Result<TextEvaluator> evaluator = TextEvaluator::create(network, std::move(part), config);
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    return std::unique_ptr<Evaluator>(std::make_unique<TextEvaluator>(std::move(*evaluator)));
}

} // namespace

Result<TextParts> textParts(const NetworkPtr& network, const TokenText& text, const TextConfig& config,
                            std::int64_t searchTokens, std::int64_t scoreTokens)
{
    const std::int64_t there = std::ssize(text.tokens);
    const std::int64_t all = config.limit > 0 ? std::min(config.limit, there) : there;
    const std::int64_t searched = searchTokens > 0 ? searchTokens : (all + 3) / 4;
    if (searched >= all)
        return fail(text.name, ": expected fewer tokens to search on than the ", all,
                    " that there are, as the rest tell the score, found ", searched);
    const std::span<const std::int32_t> tokens(text.tokens);
    const auto border = static_cast<std::size_t>(searched);
    Result<std::unique_ptr<Evaluator>> first = evaluatorOf(network, text, tokens.first(border), config, 0);
    if (!first)
        return tl::unexpected(first.error());
    const std::int64_t left = config.limit > 0 ? all - searched : 0;
    const std::int64_t scored = scoreTokens == 0 ? left : left == 0 ? scoreTokens : std::min(left, scoreTokens);
    Result<std::unique_ptr<Evaluator>> second = evaluatorOf(network, text, tokens.subspan(border), config, scored);
    if (!second)
        return tl::unexpected(second.error());
    return TextParts{std::move(*first), std::move(*second), searched};
}

} // namespace termscope
