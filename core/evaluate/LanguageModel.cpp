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
    if (const Result<void> found = model.findInputs(); !found)
        return tl::unexpected(found.error());
    if (const Result<void> found = model.findTimeAxis(text, order); !found)
        return tl::unexpected(found.error());
    return model;
}

Result<void> LanguageModel::findInputs()
{
    const Graph& graph = *network_->graph;
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        if (isFloating(graph.inputs[i].type)) {
            if (!graph.inputs[i].shape)
                return fail(network_->name, ": expected the shape of the state ",
                            inQuotes(graph.names[at(graph.inputs[i].value)]), ", found none");
            inputs_.states.push_back(i);
        } else {
            inputs_.tokens = i;
            ++tokens;
        }
    }
    if (tokens != 1 || graph.outputs.size() != inputs_.states.size() + 1)
        return fail(
            network_->name,
            ": expected a language model with one input of tokens and an output for each of its states after the "
            "logits, found ",
            tokens, " inputs of integers, ", inputs_.states.size(), " of floats and ", graph.outputs.size(),
            " outputs");
    return {};
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

/// As the model takes them.
ModelTokens LanguageModel::inOrder(std::vector<std::int64_t> tokens, std::int64_t steps) const
{
    const std::int64_t streams = std::ssize(tokens) / steps;
    if (timeAxis_ == 0)
        return {{steps, streams}, std::move(tokens)};
    ModelTokens turned{{streams, steps}, {}};
    for (std::int64_t stream = 0; stream < streams; ++stream)
        for (std::int64_t t = 0; t < steps; ++t)
            turned.tokens.push_back(tokens[at(t * streams + stream)]);
    return turned;
}

Result<ValuePtr> LanguageModel::run(const GraphRunner& runner, std::vector<std::int64_t> tokens, std::int64_t steps,
                                    std::vector<ValuePtr>& states, LayerLog* log) const
{
    return runModel(*network_, runner, inputs_, inOrder(std::move(tokens), steps), states, log);
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
