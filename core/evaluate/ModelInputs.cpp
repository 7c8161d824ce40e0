#include "core/evaluate/ModelInputs.h"

#include "core/base/Index.h"
#include "core/base/Text.h"

#include <algorithm>
#include <cctype>

namespace termscope {
namespace {

/// In lower case.
std::string nameOfInput(const Graph& graph, std::size_t input)
{
    std::string name = graph.names[at(graph.inputs[input].value)];
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

bool speaks(std::string_view name, std::string_view part)
{
    return name.find(part) != std::string_view::npos;
}

/// By type and name alone: what is a token or a state is left to be seen.
std::optional<InputRole> namedRole(const Graph& graph, std::size_t input)
{
    const GraphInput& given = graph.inputs[input];
    const std::string name = nameOfInput(graph, input);
    if (isFloating(given.type))
        return speaks(name, "past") ? InputRole::Past : speaks(name, "mask") ? InputRole::Mask : InputRole::State;
    if (speaks(name, "mask"))
        return InputRole::Mask;
    if (speaks(name, "position"))
        return InputRole::Positions;
    if (speaks(name, "token_type") || speaks(name, "segment"))
        return InputRole::Kinds;
    return given.type == ElementType::Bool ? std::optional(InputRole::UsesPast) : std::nullopt;
}

/// Of the integers that no name tells: the only one, or the one of the usual name.
Result<std::size_t> findTokens(const Network& network, const std::vector<std::optional<InputRole>>& roles)
{
    const Graph& graph = *network.graph;
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < roles.size(); ++i)
        if (!roles[i])
            left.push_back(i);
    const auto usual = std::ranges::find_if(left, [&](std::size_t i) { return nameOfInput(graph, i) == "input_ids"; });
    if (usual != left.end())
        return *usual;
    if (left.size() == 1)
        return left.front();
    const auto states = std::ranges::count(roles, std::optional(InputRole::State));
    return fail(network.name,
                ": expected a language model with one input of tokens and an output for each of its states after the "
                "logits, found ",
                left.size(), " inputs of integers, ", states, " of floats and ", graph.outputs.size(), " outputs");
}

bool isBatchAxis(const GraphInput& input, std::size_t axis)
{
    const std::string& name = axis < input.axisNames.size() ? input.axisNames[axis] : std::string();
    return speaks(name, "batch") || speaks(name, "stream");
}

/// Keys or values of no token: axes of any size are as many as there are streams where they are named so (or come
/// first, where none is), and empty else.
ValuePtr noPast(const GraphInput& input, std::int64_t streams)
{
    Shape shape = *input.shape;
    bool named = false;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        named = named || (shape[axis] < 0 && isBatchAxis(input, axis));
    bool first = true;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] >= 0)
            continue;
        shape[axis] = (named ? isBatchAxis(input, axis) : first) ? streams : 0;
        first = false;
    }
    return newValue(input.type, std::move(shape));
}

Result<void> checkPast(const Network& network, std::size_t input)
{
    const GraphInput& past = network.graph->inputs[input];
    if (past.shape && std::find(past.shape->begin(), past.shape->end(), 0) != past.shape->end())
        return {};
    const bool open = past.shape && elementCount(noPast(past, 1)->shape) == 0;
    return open ? Result<void>()
                : fail(network.name, ": input ", inQuotes(network.graph->names[at(past.value)]),
                       ": expected keys or values of any number of tokens, so that there may be none, found ",
                       past.shape ? toText(*past.shape) : "no shape");
}

/// One number for every place.
template <class Number>
ValuePtr forTokens(ElementType type, const Shape& shape, const Number& number)
{
    const std::shared_ptr<Value> made = newValue(type, shape);
    for (std::int64_t i = 0; i < made->size(); ++i)
        if (isFloating(type))
            made->floats[at(i)] = static_cast<float>(number(i));
        else
            made->integers[at(i)] = number(i);
    return made;
}

/// Positions may be declared as [time] alone.
ValuePtr positions(const GraphInput& input, const ModelTokens& tokens)
{
    const std::int64_t steps = tokens.shape[at(tokens.timeAxis)];
    if (input.shape && input.shape->size() == 1)
        return forTokens(input.type, Shape{steps}, [](std::int64_t i) { return i; });
    const std::int64_t streams = elementCount(tokens.shape) / std::max<std::int64_t>(steps, 1);
    return forTokens(input.type, tokens.shape,
                     [&](std::int64_t i) { return tokens.timeAxis == 0 ? i / streams : i % steps; });
}

} // namespace

Result<ModelInputs> modelInputs(const Network& network)
{
    const Graph& graph = *network.graph;
    std::vector<std::optional<InputRole>> roles;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
        roles.push_back(namedRole(graph, i));
    const Result<std::size_t> tokens = findTokens(network, roles);
    if (!tokens)
        return tl::unexpected(tokens.error());
    ModelInputs inputs;
    inputs.tokens = *tokens;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const InputRole role = i == *tokens ? InputRole::Tokens : roles[i].value_or(InputRole::Kinds);
        if (role == InputRole::State && !graph.inputs[i].shape)
            return fail(network.name, ": expected the shape of the state ",
                        inQuotes(graph.names[at(graph.inputs[i].value)]), ", found none");
        if (role == InputRole::Past)
            if (const Result<void> open = checkPast(network, i); !open)
                return tl::unexpected(open.error());
        if (role == InputRole::State)
            inputs.states.push_back(i);
        inputs.roles.push_back(role);
    }
    if (graph.outputs.empty() || (!inputs.stateless() && graph.outputs.size() != inputs.states.size() + 1))
        return fail(
            network.name,
            ": expected a language model with one input of tokens and an output for each of its states after the "
            "logits, found 1 input of integers, ",
            inputs.states.size(), " of floats and ", graph.outputs.size(), " outputs");
    for (std::size_t i = 0; i < graph.outputs.size() && inputs.stateless(); ++i)
        if (graph.names[at(graph.outputs[i])] == "logits")
            inputs.logits = i;
    return inputs;
}

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

std::vector<ValuePtr> inputValues(const Graph& graph, const ModelInputs& inputs, ModelTokens tokens,
                                  const std::vector<ValuePtr>& states)
{
    std::vector<ValuePtr> values(graph.inputs.size());
    const std::int64_t streams = tokens.shape[at(1 - tokens.timeAxis)];
    for (std::size_t i = 0; i < values.size(); ++i) {
        const GraphInput& input = graph.inputs[i];
        switch (inputs.roles[i]) {
        case InputRole::Mask: values[i] = forTokens(input.type, tokens.shape, [](std::int64_t) { return 1; }); break;
        case InputRole::Kinds: values[i] = forTokens(input.type, tokens.shape, [](std::int64_t) { return 0; }); break;
        case InputRole::Positions: values[i] = positions(input, tokens); break;
        case InputRole::Past: values[i] = noPast(input, streams); break;
        case InputRole::UsesPast: values[i] = newValue(input.type, input.shape.value_or(Shape{})); break;
        case InputRole::Tokens:
        case InputRole::State: break;
        }
    }
    for (std::size_t i = 0; i < states.size(); ++i)
        values[inputs.states[i]] = states[i];
    values[inputs.tokens] = integerValue(tokens.shape, std::move(tokens.tokens), graph.inputs[inputs.tokens].type);
    return values;
}

} // namespace termscope
