// ONNX models to a Network.

#include "core/base/Text.h"
#include "core/model/FormatReaders.h"
#include "core/model/graph/Layers.h"
#include "core/model/onnx/OnnxGraph.h"
#include "core/ops/Operator.h"

#include <algorithm>
#include <limits>
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

std::vector<NamedTensor> tensorsBut(const std::vector<WeightLayer>& layers, const std::vector<std::pair<std::string, ValuePtr>>& constants)
{
    std::vector<NamedTensor> others;
    for (const auto& [name, value] : constants)
        if (value && value->floating() && std::ranges::find(layers, name, &WeightLayer::tensorName) == layers.end())
            others.push_back({name, {value->shape, value->floats}});
    return others;
}

/// Shapes and, for a chain, what its numbers of features are. A file that does not declare its input's shape may still hold
/// a chain: then the first layer tells.
Result<void> measure(Network& network, const Graph& graph)
{
    Result<KnownValues> known = inferShapes(graph, sampleShapes(graph));
    if (!known)
        return tl::unexpected(known.error());
    auto operations = chainOf(graph, network.layers, *known);
    if (!operations && graph.inputs.size() == 1 && !(*known)[static_cast<std::size_t>(graph.inputs[0].value)]) {
        Result<KnownValues> guess = inferShapes(graph, {Shape{1, network.layers.front().inputs()}});
        operations = guess ? chainOf(graph, network.layers, *guess) : std::nullopt;
        if (operations)
            known = std::move(guess);
    }
    measureLayers(network.layers, graph, *known);
    if (!operations)
        return {};
    network.operations = std::move(*operations);
    network.inputFeatures = network.layers.front().inputs();
    network.outputFeatures = network.layers.back().outputs();
    return {};
}

Result<Network> networkFrom(const onnx::ModelProto& model, const onnxfile::DataFolder& folder, const std::string& file)
{
    Result<Graph> read = onnxfile::readGraph(model, folder, file);
    if (!read)
        return tl::unexpected(read.error());
    auto graph = std::make_shared<Graph>(std::move(*read));
    std::map<std::string, ValuePtr> byName;
    for (std::size_t i = 0; i < graph->names.size(); ++i)
        byName.emplace(graph->names[i], graph->constants[i]);
    std::vector<std::pair<std::string, ValuePtr>> constants;
    for (const std::string& name : onnxfile::tensorNames(model))
        constants.emplace_back(name, byName[name]);
    foldConstants(*graph, Turns::Keep);
    Result<std::vector<WeightLayer>> layers = extractLayers(*graph);
    if (!layers)
        return tl::unexpected(layers.error());
    foldConstants(*graph, Turns::Fold);
    Network network;
    network.format = NetworkFormat::Onnx;
    network.layers = std::move(*layers);
    network.warnings = missingOperators(*graph);
    if (network.layers.empty()) {
        // What is wrong with the shapes says more than that there is nothing to show.
        if (const Result<KnownValues> known = inferShapes(*graph, sampleShapes(*graph)); !known)
            return tl::unexpected(known.error());
        return fail(file, ": expected at least one Conv, Gemm, MatMul, LSTM, GRU or RNN with constant weights between the input and "
                          "the output, found none", network.warnings.empty() ? "" : "; ", network.warnings.empty() ? "" : network.warnings[0]);
    }
    if (const Result<void> measured = measure(network, *graph); !measured)
        return tl::unexpected(measured.error());
    network.otherTensors = tensorsBut(network.layers, constants);
    network.graph = std::move(graph);
    return network;
}

} // namespace

Result<Network> parseOnnx(ByteView bytes, const std::string& file, const std::optional<std::filesystem::path>& folder)
{
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return fail(file, ": expected an ONNX model of less than 2 GB, found ", bytes.size(), " bytes");
    onnx::ModelProto model;
    if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return fail(file, ": expected a whole ONNX model, found one that is damaged or cut short (", bytes.size(),
                    " bytes)");
    if (!model.has_graph() || model.graph().node_size() == 0)
        return fail(file, ": expected an ONNX model with nodes, found none");
    return networkFrom(model, folder, file);
}

} // namespace termscope
