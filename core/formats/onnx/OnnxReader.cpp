// ONNX models to a Network.

#include "core/base/Text.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/onnx/OnnxGraph.h"
#include "core/formats/onnx/OnnxParts.h"
#include "core/graph/AttentionForm.h"
#include "core/graph/FusedForm.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/InputShapes.h"
#include "core/graph/Layers.h"
#include "core/graph/OperatorForm.h"
#include "core/graph/ProductForm.h"
#include "core/graph/WeightsOnly.h"
#include "core/ops/Operator.h"

#include <algorithm>
#include <map>
#include <set>

namespace termscope {
namespace {

/// The newest opset whose operators were read in ONNX's standard.
constexpr int newestOpset = 28;

/// What a network whose nodes cannot all be run is still good for.
constexpr std::string_view onlyShown = ": the network cannot be run, its weights can be shown";

/// What stands in the way of running nodes, as one sentence: the operators that are missing, each with the first node
/// that needs it.
std::vector<std::string> missingOperators(const Graph& graph)
{
    struct Missing {
        std::string op, node;
        int count = 0;
    };
    std::vector<Missing> missing;
    visitNodes(graph, [&](const Node& node) {
        if (findOperator(node.op) != nullptr)
            return;
        auto found = std::ranges::find(missing, node.op, &Missing::op);
        if (found == missing.end())
            found = missing.insert(missing.end(), {node.op, node.name});
        ++found->count;
    });
    if (missing.empty())
        return {};
    if (missing.size() == 1 && missing[0].count == 1)
        return {
            text("operator ", missing[0].op, " of node ", inQuotes(missing[0].node), " is not supported", onlyShown)};
    std::string list;
    for (const Missing& one : missing)
        list += text(list.empty() ? "" : ", ", one.op, " (", one.count, one.count == 1 ? " node, " : " nodes, first ",
                     inQuotes(one.node), ")");
    return {text(missing.size() == 1 ? "operator " : "operators ", list,
                 missing.size() == 1 ? " is not supported" : " are not supported", onlyShown)};
}

/// One sentence for all of a kind: the first one, and how many more there are.
void warnOnce(std::vector<std::string>& warnings, const std::vector<std::string>& sentences, std::string_view others,
              std::string_view consequence)
{
    if (sentences.empty())
        return;
    const std::size_t more = sentences.size() - 1;
    warnings.push_back(
        text(sentences[0], more == 0 ? std::string() : text(" (and ", more, " more ", others, ")"), consequence));
}

/// Nodes with attributes that their operators do not heed.
std::vector<std::string> unheededAttributes(const Graph& graph)
{
    std::vector<std::string> sentences;
    visitNodes(graph, [&](const Node& node) {
        const Operator* const found = findOperator(node.op);
        if (found == nullptr)
            return;
        if (const Result<void> heeded = checkAttributes(*found, node); !heeded)
            sentences.push_back(text(graph.where(node), ": ", heeded.error().message));
    });
    return sentences;
}

/// Nodes with weights that are no layers: batched MatMul, Einsum, DeformConv. They run in float32, whatever
/// the settings.
std::vector<std::string> weightsInFloat(const Graph& graph)
{
    static const std::set<std::string_view> weighted{"Conv",   "ConvTranspose", "DeformConv", "Einsum", "Gemm",
                                                     "MatMul", "LSTM",          "GRU",        "RNN"};
    std::vector<std::string> sentences;
    for (const Node& node : graph.nodes) {
        const bool weights = std::ranges::any_of(node.inputs, [&](int input) {
            const ValuePtr constant = input < 0 ? nullptr : graph.constants[static_cast<std::size_t>(input)];
            return constant && constant->floating() && constant->rank() >= 2 && constant->size() > 1;
        });
        if (weights && node.layers.empty() && weighted.contains(node.op))
            sentences.push_back(text("the weight of node ", inQuotes(node.name), " (", node.op,
                                     ") stays in float32, as its kind is not quantized"));
        for (const InnerGraph& inner : innerGraphs(node))
            std::ranges::copy(weightsInFloat(*inner.graph), std::back_inserter(sentences));
    }
    return sentences;
}

/// A note where the file's opset is newer than any that was looked at.
std::vector<std::string> newerOpset(const Graph& graph)
{
    if (graph.opset <= newestOpset)
        return {};
    return {text("opset ", graph.opset, " is newer than ", newestOpset,
                 ", the newest that this version knows: operators that have changed since may come out otherwise")};
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

/// Fused operators taken apart, and those on quantized values as pairs, in all graphs.
Result<void> toPlainForm(Graph& graph)
{
    takeApartFused(graph);
    splitAttention(graph);
    putWeightsRight(graph);
    Result<void> paired = toPairs(graph);
    for (Node& node : graph.nodes)
        changeInnerGraphs(node, [&](Graph& inner) {
            if (paired)
                paired = toPlainForm(inner);
        });
    return paired;
}

/// Why a graph without layers is refused.
tl::unexpected<Error> nothingToShow(const Graph& graph, const std::vector<std::string>& missing)
{
    // What is wrong with the shapes says more than that there is nothing to show.
    if (const Inferred inferred = inferShapes(graph, sampleShapes(graph)); !inferred.refusals.empty())
        return fail(inferred.refusals[0]);
    return fail(graph.file,
                ": expected at least one Conv, Gemm, MatMul, LSTM, GRU or RNN with constant weights between the input "
                "and the output, found none",
                missing.empty() ? "" : "; ", missing.empty() ? "" : missing[0]);
}

Result<Network> networkFrom(const onnx::ModelProto& model, const onnxfile::TensorData& data, const std::string& file)
{
    Result<Graph> read = onnxfile::readGraph(model, data, file);
    if (!read)
        return tl::unexpected(read.error());
    auto graph = std::make_shared<Graph>(std::move(*read));
    NamedValues constants = namedConstants(model, *graph);
    if (const Result<void> plain = toPlainForm(*graph); !plain)
        return tl::unexpected(plain.error());
    foldConstants(*graph, Passthroughs::Keep);
    Result<ExtractedLayers> extracted = extractLayers(*graph, [&](const std::string& weight) {
        std::erase_if(constants, [&](const auto& entry) { return entry.first == weight; });
    });
    if (!extracted)
        return tl::unexpected(extracted.error());
    foldConstants(*graph, Passthroughs::Fold);
    Network network;
    network.layers = std::move(extracted->layers);
    network.checked = extracted->weightBytes <= checkedBytes && extracted->notFinite.empty();
    network.warnings = missingOperators(*graph);
    if (network.layers.empty())
        return nothingToShow(*graph, network.warnings);
    const std::vector<std::string> unheeded = unheededAttributes(*graph);
    const std::vector<std::string> refusals = measureNetwork(network, *graph);
    if (!refusals.empty())
        network.obstacle = refusals[0];
    warnOnce(network.warnings, unheeded, unheeded.size() == 2 ? "such node" : "such nodes", onlyShown);
    if (unheeded.empty())
        warnOnce(network.warnings, refusals, refusals.size() == 2 ? "such node" : "such nodes", onlyShown);
    warnOnce(network.warnings, extracted->notFinite, "with values that are not finite",
             ": its layer can be listed, not revealed or run");
    warnOnce(network.warnings, weightsInFloat(*graph), "such nodes", "");
    std::ranges::copy(newerOpset(*graph), std::back_inserter(network.warnings));
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
