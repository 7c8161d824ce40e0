#include "core/evaluate/LanguageModel.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/evaluate/EmbeddedWords.h"
#include "core/graph/WithoutQuantization.h"

#include <algorithm>

namespace termscope {

Result<LanguageModel> LanguageModel::create(NetworkPtr network, const TokenText& text, TokenOrder order)
{
    Result<GraphRunner> floats = GraphRunner::create(withoutQuantization(network));
    if (!floats)
        return tl::unexpected(floats.error());
    LanguageModel model(std::move(network), std::move(*floats));
    Result<ModelInputs> inputs = modelInputs(*model.network_);
    if (!inputs)
        return tl::unexpected(inputs.error());
    model.inputs_ = std::move(*inputs);
    if (const Result<void> found = model.findTimeAxis(text, order); !found)
        return tl::unexpected(found.error());
    return model;
}

/// Error: a token of the text that the embedding has no row for; no way to tell, see termscope::timeAxis.
Result<void> LanguageModel::findTimeAxis(const TokenText& text, TokenOrder order)
{
    const std::int64_t largest = *std::ranges::max_element(text.tokens);
    knownWords_ = embeddedWords(*network_->graph, inputs_.tokens);
    if (knownWords_ && largest >= *knownWords_)
        return fail(text.name, ": expected tokens 0 to ", *knownWords_ - 1, ", as the network knows ", *knownWords_,
                    " words, found token ", largest);
    std::vector<std::int32_t> distinct = text.tokens;
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    const Result<int> axis = termscope::timeAxis(*network_, floats_, inputs_, distinct, order);
    if (!axis)
        return tl::unexpected(axis.error());
    timeAxis_ = *axis;
    return {};
}

std::vector<ValuePtr> LanguageModel::zeroStates(std::int64_t streams) const
{
    return termscope::zeroStates(*network_->graph, inputs_, streams);
}

std::optional<std::int64_t> LanguageModel::declared(int axis) const
{
    const std::optional<Shape>& shape = network_->graph->inputs[inputs_.tokens].shape;
    return stateless() && shape && (*shape)[at(axis)] > 0 ? std::optional((*shape)[at(axis)]) : std::nullopt;
}

/// Error: the network does not run so many tokens of the text; a shorter text is read over and over.
Result<void> LanguageModel::tryWindow(const TokenText& text, std::int64_t steps) const
{
    const std::int64_t streams = declaredStreams().value_or(1);
    std::vector<std::int64_t> tokens;
    for (std::int64_t i = 0; i < steps * streams; ++i)
        tokens.push_back(text.tokens[at(i / streams) % text.tokens.size()]);
    std::vector<ValuePtr> states;
    return run(floats_, std::move(tokens), steps, states).map([](const ValuePtr&) {});
}

Result<std::int64_t> LanguageModel::longestWindow(const TokenText& text, std::int64_t most) const
{
    if (const auto fixed = declaredSteps())
        return *fixed;
    if (tryWindow(text, most))
        return most;
    std::int64_t runs = 2;
    if (const Result<void> two = tryWindow(text, runs); !two)
        return tl::unexpected(two.error());
    for (std::int64_t fails = most; fails - runs > 1;) {
        const std::int64_t middle = (runs + fails) / 2;
        (tryWindow(text, middle) ? runs : fails) = middle;
    }
    return runs;
}

/// As the model takes them. Where it takes a fixed number of steps, more follow that nobody reads.
ModelTokens LanguageModel::inOrder(std::vector<std::int64_t> tokens, std::int64_t steps) const
{
    const std::int64_t streams = std::ssize(tokens) / steps;
    const std::int64_t length = std::max(steps, declaredSteps().value_or(steps));
    tokens.resize(at(length * streams));
    if (timeAxis_ == 0)
        return {{length, streams}, 0, std::move(tokens)};
    ModelTokens turned{{streams, length}, 1, {}};
    for (std::int64_t stream = 0; stream < streams; ++stream)
        for (std::int64_t t = 0; t < length; ++t)
            turned.tokens.push_back(tokens[at(t * streams + stream)]);
    return turned;
}

/// The logits of the first tokens of every stream.
ValuePtr LanguageModel::firstSteps(const Value& logits, std::int64_t steps) const
{
    const std::int64_t length = *declaredSteps();
    const std::int64_t words = logits.shape.back();
    const std::int64_t streams = logits.size() / (length * words);
    const std::int64_t runs = timeAxis_ == 0 ? 1 : streams; // of values that follow each other
    const std::int64_t run = logits.size() / runs / length;
    Shape shape = timeAxis_ == 0 ? Shape{steps, streams, words} : Shape{streams, steps, words};
    const std::shared_ptr<Value> first = newValue(logits.type, std::move(shape));
    for (std::int64_t i = 0; i < runs; ++i)
        std::copy_n(logits.floats.begin() + i * length * run, steps * run, first->floats.begin() + i * steps * run);
    return first;
}

Result<ValuePtr> LanguageModel::run(const GraphRunner& runner, std::vector<std::int64_t> tokens, std::int64_t steps,
                                    std::vector<ValuePtr>& states, LayerLog* log) const
{
    const bool cut = steps < declaredSteps().value_or(0);
    return runModel(*network_, runner, inputs_, inOrder(std::move(tokens), steps), states, log)
        .map([&](ValuePtr logits) { return cut ? firstSteps(*logits, steps) : std::move(logits); });
}

Result<void> LanguageModel::check(const TokenText& text, std::vector<std::int64_t> tokens, std::int64_t steps) const
{
    std::vector<ValuePtr> states = zeroStates(std::ssize(tokens) / steps);
    const Result<ValuePtr> logits = run(floats_, std::move(tokens), steps, states);
    if (!logits)
        return tl::unexpected(logits.error());
    const std::int64_t outputs = (*logits)->shape.back();
    const std::int64_t largest = *std::ranges::max_element(text.tokens);
    if (largest < outputs)
        return {};
    if (knownWords_ && *knownWords_ > outputs)
        return fail(network_->name, ": expected logits for each of the ", *knownWords_,
                    " words that it knows, as language models have, found ", outputs, " outputs for a token");
    return fail(text.name, ": expected tokens 0 to ", outputs - 1, ", as the network knows ", outputs,
                " words, found token ", largest);
}

} // namespace termscope
