// ONNX models to a Network.

#include "core/base/Text.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/onnx/OnnxGraph.h"
#include "core/formats/onnx/OnnxParts.h"
#include "core/graph/Layers.h"
#include "core/graph/OperatorForm.h"
#include "core/graph/WeightsOnly.h"
#include "core/ops/Operator.h"

#include <algorithm>
#include <map>
#include <set>

namespace termscope {
namespace {

/// A sentence for each operator that is missing.
std::vector<std::string> missingOperators(const Graph& graph)
{
    std::vector<std::string> sentences;
    std::set<std::string> seen;
    for (const Node& node : graph.nodes)
        if (findOperator(node.op) == nullptr && seen.insert(node.op).second)
            sentences.push_back(text("operator ", node.op, " of node ", inQuotes(node.name),
                                     " is not supported: the network cannot be run, its weights can be shown"));
    return sentences;
}

using NamedValues = std::vector<std::pair<std::string, ValuePtr>>;

/// What the file itself holds as tensors, in its order.
NamedValues namedConstants(const onnx::ModelProto& model, const Graph& graph)
{
    std::map<std::string_view, ValuePtr> byName;
    for (std::size_t i = 0; i < graph.names.size(); ++i)
        byName.emplace(graph.names[i], graph.constants[i]);
    NamedValues constants;
    for (const std::string& name : onnxfile::tensorNames(model))
        constants.emplace_back(name, byName[name]);
    return constants;
}

std::vector<NamedTensor> tensorsBut(const std::vector<WeightLayer>& layers, const NamedValues& constants)
{
    std::vector<NamedTensor> others;
    for (const auto& [name, value] : constants)
        if (value && value->floating() && std::ranges::find(layers, name, &WeightLayer::tensorName) == layers.end())
            others.push_back({name, {value->shape, sharedFloats(value)}});
    return others;
}

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

/// Shapes of a sample, and what they tell of the layers and of the network's ends.
Result<void> measure(Network& network, Graph& graph)
{
    std::vector<std::optional<Shape>> samples = sampleShapes(graph);
    if (samples.size() == 1 && !samples[0])
        if (const std::optional<Shape> rows = rowsOfFirstLayer(network, graph)) {
            samples[0] = rows;
            graph.inputs[0].shape = Shape{-1, rows->back()};
            graph.inputs[0].axisNames = {"", ""};
        }
    const Result<KnownValues> known = inferShapes(graph, samples);
    if (!known)
        return tl::unexpected(known.error());
    measureLayers(network.layers, graph, *known);
    if (samples.size() != 1 || graph.outputs.size() != 1 || !samples[0] || samples[0]->empty())
        return {};
    const auto linear = [](const WeightLayer& layer) { return layer.kind == LayerKind::Linear; };
    if (isFloating(graph.inputs[0].type) && std::ranges::all_of(network.layers, linear))
        network.inputFeatures = elementCount(*samples[0]) / std::max<std::int64_t>(1, samples[0]->front());
    const ValuePtr& output = (*known)[static_cast<std::size_t>(graph.outputs[0])];
    if (output && output->floating() && output->rank() == 2 && output->shape[0] == samples[0]->front())
        network.outputFeatures = output->shape[1];
    return {};
}

Result<Network> networkFrom(const onnx::ModelProto& model, const onnxfile::TensorData& data, const std::string& file)
{
    Result<Graph> read = onnxfile::readGraph(model, data, file);
    if (!read)
        return tl::unexpected(read.error());
    auto graph = std::make_shared<Graph>(std::move(*read));
    NamedValues constants = namedConstants(model, *graph);
    if (const Result<void> paired = toPairs(*graph); !paired)
        return tl::unexpected(paired.error());
    foldConstants(*graph, Passthroughs::Keep);
    Result<std::vector<WeightLayer>> layers = extractLayers(*graph, [&](const std::string& weight) {
        std::erase_if(constants, [&](const auto& entry) { return entry.first == weight; });
    });
    if (!layers)
        return tl::unexpected(layers.error());
    foldConstants(*graph, Passthroughs::Fold);
    Network network;
    network.layers = std::move(*layers);
    std::int64_t weights = 0;
    for (const WeightLayer& layer : network.layers)
        weights += layer.weight.size();
    network.checked = weights <= checkedBytes / static_cast<std::int64_t>(sizeof(float));
    network.warnings = missingOperators(*graph);
    if (network.layers.empty()) {
        // What is wrong with the shapes says more than that there is nothing to show.
        if (const Result<KnownValues> known = inferShapes(*graph, sampleShapes(*graph)); !known)
            return tl::unexpected(known.error());
        return fail(
            file,
            ": expected at least one Conv, Gemm, MatMul, LSTM, GRU or RNN with constant weights between the input and "
            "the output, found none",
            network.warnings.empty() ? "" : "; ", network.warnings.empty() ? "" : network.warnings[0]);
    }
    if (const Result<void> measured = measure(network, *graph); !measured)
        return tl::unexpected(measured.error());
    network.otherTensors = tensorsBut(network.layers, constants);
    if (data.file && data.file->mapped())
        network.files.push_back(data.file);
    for (const auto& [location, other] : *data.others)
        if (other && other->mapped())
            network.files.push_back(other);
    network.graph = std::move(graph);
    return network;
}

} // namespace

Result<Network> parseOnnx(const FileBytes& source, const std::string& file,
                          const std::optional<std::filesystem::path>& folder)
{
    const auto parts = onnxfile::takeApart(source.bytes);
    if (!parts)
        return fail(file, ": expected a whole ONNX model, found one that is damaged or cut short (",
                    source.bytes.size(), " bytes)");
    if (!parts->model.has_graph() || parts->model.graph().node_size() == 0)
        return fail(file, ": expected an ONNX model with nodes, found none");
    return networkFrom(parts->model, {folder, &parts->places, source.file}, file);
}

} // namespace termscope
