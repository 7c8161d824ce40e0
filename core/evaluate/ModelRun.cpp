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

Result<ValuePtr> runModel(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                          ModelTokens tokens, std::vector<ValuePtr>& states, LayerLog* log)
{
    const Shape shape = tokens.shape;
    Result<Outputs> outputs = runner.run(inputValues(*network.graph, inputs, std::move(tokens), states), log);
    if (!outputs)
        return tl::unexpected(outputs.error());
    if (const Result<void> right = checkLogits(network, *(*outputs)[inputs.logits], shape); !right)
        return tl::unexpected(right.error());
    for (std::size_t i = 0; i < states.size(); ++i)
        if (const Shape& found = (*outputs)[i + 1]->shape; found != states[i]->shape)
            return fail(network.name, ": expected output ", i + 1, " to be the state ", i, " of shape ",
                        toText(states[i]->shape), ", found the shape ", toText(found));
    std::copy_n(outputs->begin() + 1, states.size(), states.begin());
    return (*outputs)[inputs.logits];
}

} // namespace termscope
