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

std::vector<ValuePtr> LanguageModel::inputsOf(std::vector<std::int64_t> tokens, std::int64_t steps,
                                              std::int64_t streams, const std::vector<ValuePtr>& states) const
{
    if (timeAxis_ == 1) {
        std::vector<std::int64_t> turned;
        for (std::int64_t stream = 0; stream < streams; ++stream)
            for (std::int64_t t = 0; t < steps; ++t)
                turned.push_back(tokens[at(t * streams + stream)]);
        tokens = std::move(turned);
    }
    std::vector<ValuePtr> values(network_->graph->inputs.size());
    values[inputs_.tokens] = integerValue(shapeOfTokens(steps, streams), std::move(tokens),
                                          network_->graph->inputs[inputs_.tokens].type);
    for (std::size_t i = 0; i < inputs_.states.size(); ++i)
        values[inputs_.states[i]] = states[i];
    return values;
}

Result<std::int64_t> LanguageModel::wordsOf(const Value& logits, std::int64_t steps, std::int64_t streams) const
{
    return termscope::wordsOf(*network_, logits, shapeOfTokens(steps, streams));
}

Result<ValuePtr> LanguageModel::run(const GraphRunner& runner, std::vector<std::int64_t> tokens, std::int64_t steps,
                                    std::vector<ValuePtr>& states, LayerLog* log) const
{
    const std::int64_t streams = std::ssize(tokens) / steps;
    Result<Outputs> outputs = runner.run(inputsOf(std::move(tokens), steps, streams, states), log);
    if (!outputs)
        return tl::unexpected(outputs.error());
    const ValuePtr logits = (*outputs)[0];
    if (const auto words = wordsOf(*logits, steps, streams); !words)
        return tl::unexpected(words.error());
    for (std::size_t i = 0; i < inputs_.states.size(); ++i) {
        if ((*outputs)[i + 1]->shape != states[i]->shape)
            return fail(network_->name, ": expected output ", i + 1, " to be the state ", i, " of shape ",
                        toText(states[i]->shape), ", found the shape ", toText((*outputs)[i + 1]->shape));
        states[i] = (*outputs)[i + 1];
    }
    return logits;
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
