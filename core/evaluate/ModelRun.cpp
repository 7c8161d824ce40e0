#include "core/evaluate/ModelRun.h"

#include "core/base/Text.h"

#include <algorithm>

namespace termscope {
namespace {

/// Error: they are not one row for each token, in the tokens' order.
Result<void> checkLogits(const Network& network, const Value& logits, const Shape& tokens)
{
    const std::int64_t words = logits.shape.empty() ? 0 : logits.shape.back();
    const bool inOrder = logits.rank() != 3 || std::equal(tokens.begin(), tokens.end(), logits.shape.begin());
    if (!logits.floating() || words < 1 || logits.size() != words * elementCount(tokens) || !inOrder)
        return fail(network.name, ": expected logits for each of ", toText(tokens),
                    " tokens, found an output of shape ", toText(logits.shape));
    return {};
}

} // namespace

std::vector<ValuePtr> zeroStates(const Graph& graph, const ModelInputs& inputs, std::int64_t streams)
{
    std::vector<ValuePtr> states;
    for (const std::size_t input : inputs.states) {
        Shape shape = *graph.inputs[input].shape;
        for (std::int64_t& axis : shape)
            axis = axis < 0 ? streams : axis;
        states.push_back(newValue(ElementType::Float32, std::move(shape)));
    }
    return states;
}

Result<ValuePtr> runModel(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                          ModelTokens tokens, std::vector<ValuePtr>& states, LayerLog* log)
{
    const Graph& graph = *network.graph;
    std::vector<ValuePtr> values(graph.inputs.size());
    values[inputs.tokens] = integerValue(tokens.shape, std::move(tokens.tokens), graph.inputs[inputs.tokens].type);
    for (std::size_t i = 0; i < states.size(); ++i)
        values[inputs.states[i]] = states[i];
    Result<Outputs> outputs = runner.run(std::move(values), log);
    if (!outputs)
        return tl::unexpected(outputs.error());
    if (const Result<void> right = checkLogits(network, *outputs->front(), tokens.shape); !right)
        return tl::unexpected(right.error());
    for (std::size_t i = 0; i < states.size(); ++i)
        if (const Shape& found = (*outputs)[i + 1]->shape; found != states[i]->shape)
            return fail(network.name, ": expected output ", i + 1, " to be the state ", i, " of shape ",
                        toText(states[i]->shape), ", found the shape ", toText(found));
    std::copy(outputs->begin() + 1, outputs->end(), states.begin());
    return outputs->front();
}

} // namespace termscope
