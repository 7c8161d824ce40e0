#include "core/graph/InputShapes.h"

#include "core/base/Index.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/graph/BatchAxis.h"
#include "core/graph/Layers.h"
#include "core/graph/ShapeInference.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

/// The first node reads the input as a linear layer does: without a shape of its own the input is rows for that layer.
std::optional<Shape> rowsOfFirstLayer(const Network& network, const Graph& graph)
{
    const bool linear = graph.inputs.size() == 1 && isFloating(graph.inputs[0].type) && !graph.nodes.empty()
                        && !graph.nodes[0].layers.empty() && graph.nodes[0].inputs[0] == graph.inputs[0].value
                        && network.layers[static_cast<std::size_t>(graph.nodes[0].layers[0])].kind == LayerKind::Linear;
    if (!linear)
        return std::nullopt;
    return Shape{1, network.layers[static_cast<std::size_t>(graph.nodes[0].layers[0])].inputs()};
}

/// The same with one step in place of an open time that comes first: what refuses that is wrong at any length.
std::vector<std::optional<Shape>> ofOneStep(const Graph& graph, std::vector<std::optional<Shape>> samples)
{
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i] || !graph.inputs[i].shape || graph.inputs[i].shape->empty())
            continue;
        Shape shape = *graph.inputs[i].shape;
        for (const std::size_t axis : {std::size_t{0}, batchAxisOf(graph, graph.inputs[i])})
            shape[axis] = shape[axis] < 0 ? 1 : shape[axis];
        if (std::ranges::find(shape, -1) == shape.end())
            samples[i] = std::move(shape);
    }
    return samples;
}

/// Sizes by the names of axes, of all inputs that are given.
using NamedSizes = std::map<std::string, std::int64_t>;

std::string shapeText(const Shape& shape)
{
    std::string all;
    for (const std::int64_t size : shape)
        all += (all.empty() ? "" : "x") + (size < 0 ? std::string("?") : std::to_string(size));
    return all;
}

/// `batch`: the axis along which samples lie, which stays as it is. Error: the shape contradicts what the file says, or
/// another shape.
Result<void> giveShape(GraphInput& input, std::size_t batch, const Shape& shape, NamedSizes& sizes,
                       const std::string& what)
{
    if (!input.shape) {
        input.shape = shape;
        input.shape->front() = -1;
        input.axisNames.assign(shape.size(), "");
        return {};
    }
    if (input.shape->size() != shape.size())
        return fail(what, ": expected ", input.shape->size(), " sizes, as the file declares ", shapeText(*input.shape),
                    ", found ", shapeText(shape));
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        std::int64_t& own = (*input.shape)[axis];
        if (own >= 0 && own != shape[axis])
            return fail(what, ": expected ", own, " along axis ", axis, ", as the file says, found ", shape[axis]);
        if (own >= 0 || axis == batch)
            continue;
        const std::string& name = axis < input.axisNames.size() ? input.axisNames[axis] : std::string();
        if (const auto [known, added] = sizes.emplace(name, shape[axis]);
            !name.empty() && !added && known->second != shape[axis])
            return fail(what, ": expected ", known->second, " along axis ", axis, ", ", inQuotes(name),
                        ", as another input has it, found ", shape[axis]);
        own = shape[axis];
    }
    return {};
}

/// Axes of the names that have sizes now, in the inputs that were not given.
void followNames(Graph& graph, const NamedSizes& sizes)
{
    for (GraphInput& input : graph.inputs)
        for (std::size_t axis = 0; input.shape && axis < input.shape->size(); ++axis) {
            const auto known = axis != batchAxisOf(graph, input) && axis < input.axisNames.size()
                                       && !input.axisNames[axis].empty()
                                   ? sizes.find(input.axisNames[axis])
                                   : sizes.end();
            if ((*input.shape)[axis] < 0 && known != sizes.end())
                (*input.shape)[axis] = known->second;
        }
}

} // namespace

std::vector<std::string> measureNetwork(Network& network, Graph& graph)
{
    std::vector<std::optional<Shape>> samples = sampleShapes(graph);
    if (samples.size() == 1 && !samples[0])
        if (const std::optional<Shape> rows = rowsOfFirstLayer(network, graph)) {
            samples[0] = rows;
            graph.inputs[0].shape = Shape{-1, rows->back()};
            graph.inputs[0].axisNames = {"", ""};
        }
    Inferred inferred = inferShapes(graph, samples);
    measureLayers(network.layers, graph, inferred.values);
    if (inferred.refusals.empty() && !std::ranges::all_of(samples, [](const auto& shape) { return shape.has_value(); }))
        inferred.refusals = inferShapes(graph, ofOneStep(graph, samples)).refusals;
    if (samples.size() != 1 || graph.outputs.size() != 1 || !samples[0] || samples[0]->empty())
        return inferred.refusals;
    const auto linear = [](const WeightLayer& layer) { return layer.kind == LayerKind::Linear || layer.isAttention(); };
    if (isFloating(graph.inputs[0].type) && std::ranges::all_of(network.layers, linear))
        network.inputFeatures = elementCount(*samples[0]) / std::max<std::int64_t>(1, samples[0]->front());
    const ValuePtr& output = inferred.values[static_cast<std::size_t>(graph.outputs[0])];
    if (output && output->floating() && output->rank() == 2 && output->shape[0] == samples[0]->front())
        network.outputFeatures = output->shape[1];
    return inferred.refusals;
}

Result<InputShape> parseInputShape(std::string_view given)
{
    const auto wrong = [&] {
        return fail("expected an input and its shape such as x=1x3x48x320, found ",
                    given.empty() ? "nothing" : inQuotes(given));
    };
    const std::size_t equals = given.rfind('=');
    InputShape result;
    if (equals != std::string_view::npos)
        result.name = given.substr(0, equals);
    std::string_view rest = equals == std::string_view::npos ? given : given.substr(equals + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('x'), rest.size());
        const std::optional<std::int64_t> size = wholeNumber(rest.substr(0, end));
        if (!size || *size < 1 || end + 1 == rest.size())
            return wrong();
        result.shape.push_back(*size);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::optional<std::int64_t> count = checkedElementCount(result.shape);
    if (result.shape.empty() || result.shape.size() > limits::axes || !count || *count > limits::inferredValue)
        return wrong();
    return result;
}

Result<std::vector<InputShape>> parseInputShapes(std::string_view given)
{
    std::vector<InputShape> all;
    while (!given.empty()) {
        const std::size_t end = std::min(given.find(';'), given.size());
        Result<InputShape> one = parseInputShape(trimmed(given.substr(0, end)));
        if (!one)
            return tl::unexpected(one.error());
        all.push_back(std::move(*one));
        given.remove_prefix(std::min(end + 1, given.size()));
    }
    return all;
}

std::string toText(std::span<const InputShape> shapes)
{
    std::string all;
    for (const InputShape& one : shapes)
        all += text(all.empty() ? "" : ";", one.name, one.name.empty() ? "" : "=", shapeText(one.shape));
    return all;
}

Result<NetworkPtr> withInputShapes(const NetworkPtr& network, std::span<const InputShape> shapes)
{
    if (shapes.empty())
        return network;
    if (!network->graph)
        return fail(network->name,
                    ": expected a network that says how it is run beside an input's shape, found weights "
                    "alone");
    auto graph = std::make_shared<Graph>(*network->graph);
    NamedSizes sizes;
    for (const InputShape& one : shapes) {
        const auto input = std::ranges::find_if(graph->inputs, [&](const GraphInput& each) {
            return one.name.empty() ? graph->inputs.size() == 1 : graph->names[at(each.value)] == one.name;
        });
        if (input == graph->inputs.end()) {
            std::string names;
            for (const GraphInput& each : graph->inputs)
                names += text(names.empty() ? "" : ", ", printable(graph->names[at(each.value)]));
            return fail(network->name, ": has no input ", inQuotes(one.name), "; its inputs are ", names);
        }
        const std::string what = text(network->name, ": input ", inQuotes(graph->names[at(input->value)]));
        if (const Result<void> given = giveShape(*input, batchAxisOf(*graph, *input), one.shape, sizes, what); !given)
            return tl::unexpected(given.error());
    }
    followNames(*graph, sizes);
    auto shaped = std::make_shared<Network>(*network);
    if (const std::vector<std::string> refusals = measureNetwork(*shaped, *graph);
        !refusals.empty() && network->obstacle.empty())
        return fail(refusals[0]);
    shaped->graph = std::move(graph);
    return shaped;
}

std::vector<InputShape> openInputs(const Network& network)
{
    std::vector<InputShape> open;
    if (!network.graph)
        return open;
    for (const GraphInput& input : network.graph->inputs)
        for (std::size_t axis = 0; input.shape && axis < input.shape->size(); ++axis)
            if ((*input.shape)[axis] < 0 && axis != batchAxisOf(*network.graph, input)) {
                open.push_back({network.graph->names[at(input.value)], *input.shape});
                break;
            }
    return open;
}

} // namespace termscope
