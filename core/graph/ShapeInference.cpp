#include "core/graph/ShapeInference.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/graph/BatchAxis.h"
#include "core/graph/InnerGraphs.h"

#include <algorithm>
#include <set>

namespace termscope {
namespace {

/// Did sampleShapes guess more than batch axes? Then a mismatch may be the guess's fault.
bool guessesAxes(const Graph& graph)
{
    for (const GraphInput& input : graph.inputs)
        for (std::size_t axis = 0; input.shape && axis < input.shape->size(); ++axis)
            if ((*input.shape)[axis] < 0 && axis != 0 && axis != batchAxisOf(graph, input))
                return true;
    return false;
}

bool isRecurrent(const Graph& graph)
{
    bool found = false;
    visitNodes(graph,
               [&](const Node& node) { found = found || node.op == "LSTM" || node.op == "GRU" || node.op == "RNN"; });
    return found;
}

} // namespace

std::vector<std::optional<Shape>> sampleShapes(const Graph& graph)
{
    const bool recurrent = isRecurrent(graph);
    const auto isOne = [&](const GraphInput& input, std::size_t axis) {
        return axis == batchAxisOf(graph, input) || (recurrent && !isFloating(input.type));
    };
    std::set<std::string> ones;
    for (const GraphInput& input : graph.inputs)
        for (std::size_t axis = 0; input.shape && axis < input.shape->size(); ++axis)
            if ((*input.shape)[axis] < 0 && !input.axisNames[axis].empty() && isOne(input, axis))
                ones.insert(input.axisNames[axis]);
    std::vector<std::optional<Shape>> shapes;
    for (const GraphInput& input : graph.inputs) {
        std::optional<Shape> shape = input.shape;
        for (std::size_t axis = 0; shape && axis < shape->size(); ++axis) {
            if ((*shape)[axis] >= 0)
                continue;
            if (isOne(input, axis) || ones.contains(input.axisNames[axis]))
                (*shape)[axis] = 1;
            else
                shape.reset();
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

Inferred inferShapes(const Graph& graph, const std::vector<std::optional<Shape>>& inputs)
{
    std::vector<ValuePtr> values;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i)
        values.push_back(inputs[i] ? shapeOnly(graph.inputs[i].type, *inputs[i]) : nullptr);
    return inferValues(graph, values);
}

Inferred inferValues(const Graph& graph, const std::vector<ValuePtr>& inputs)
{
    const bool guessed = guessesAxes(graph);
    Inferred inferred{graph.constants, {}};
    KnownValues& values = inferred.values;
    std::int64_t room = limits::foldedValues;
    for (std::size_t i = 0; i < graph.inputs.size() && i < inputs.size(); ++i)
        if (inputs[i])
            values[static_cast<std::size_t>(graph.inputs[i].value)] = inputs[i];
    for (const Node& node : graph.nodes) {
        Call call{node, graph.opset, {}, &plainCaller()};
        bool ready = findOperator(node.op) != nullptr;
        for (const int input : node.inputs) {
            call.inputs.push_back(input < 0 ? nullptr : values[static_cast<std::size_t>(input)]);
            ready = ready && (input < 0 || call.inputs.back());
        }
        // How long a loop takes is for a run to find out.
        if (!ready || (node.op != "If" && hasInnerGraphs(node)))
            continue;
        const bool known = call.known();
        const OutputLimit limit(known ? std::min(limits::foldedValue, room) : limits::inferredValue);
        const Result<Outputs> outputs = runOperator(call);
        if (!outputs && !known && !guessed)
            inferred.refusals.push_back(text(graph.where(node), ": ", outputs.error().message));
        for (std::size_t i = 0; outputs && i < outputs->size() && i < node.outputs.size(); ++i) {
            const ValuePtr& output = (*outputs)[i];
            room -= output && output->known ? output->size() : 0;
            if (node.outputs[i] >= 0)
                values[static_cast<std::size_t>(node.outputs[i])] = output;
        }
    }
    return inferred;
}

} // namespace termscope
