// The model a network was read from, with other weights.

#include "core/base/Text.h"
#include "core/formats/ExportTensors.h"
#include "core/formats/onnx/OnnxGraph.h"
#include "core/formats/onnx/OnnxIntegers.h"
#include "core/graph/InnerGraphs.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace termscope {
namespace {

using Tensors = std::map<std::string, onnx::TensorProto*>;

/// Every tensor that is a weight in the file, to be changed: initializers and the values of Constant nodes, those of
/// graphs inside of nodes too. Null: graphs beside each other have different ones of that name.
void addTensors(onnx::GraphProto& graph, Tensors& tensors)
{
    const auto add = [&](const std::string& name, onnx::TensorProto* tensor) {
        if (const auto [entry, first] = tensors.emplace(name, tensor); !first)
            entry->second = nullptr;
    };
    for (onnx::TensorProto& tensor : *graph.mutable_initializer())
        add(tensor.name(), &tensor);
    for (onnx::NodeProto& node : *graph.mutable_node())
        for (onnx::AttributeProto& entry : *node.mutable_attribute()) {
            if (entry.has_g())
                addTensors(*entry.mutable_g(), tensors);
            if (entry.name() == "value" && entry.has_t() && node.op_type() == "Constant" && node.output_size() == 1)
                add(node.output(0), entry.mutable_t());
        }
}

std::set<std::string> nodesWithLayers(const Network& network)
{
    std::set<std::string> names;
    if (network.graph)
        visitNodes(*network.graph, [&](const Node& node) {
            if (!node.layers.empty() && !network.layers[static_cast<std::size_t>(node.layers[0])].given)
                names.insert(node.name);
        });
    return names;
}

/// A layer's weights have alpha in them already; integers do not.
void setAlphaToOne(onnx::NodeProto& node)
{
    for (onnx::AttributeProto& entry : *node.mutable_attribute()) {
        if (entry.name() == "alpha")
            entry.set_f(1.0F);
    }
}

/// Error: a quantizer of QONNX that reads the tensor would make other integers of the layer's weights than they are.
Result<void> checkLevels(const WeightLayer& layer, std::span<const float> weights, const onnx::GraphProto& graph,
                         const std::string& where)
{
    for (const onnx::NodeProto& node : graph.node())
        for (const onnx::AttributeProto& entry : node.attribute())
            if (node.input_size() > 0 && node.input(0) == layer.tensorName && entry.name() == "rounding_mode"
                && entry.s() != "ROUND" && entry.s() != "round")
                return fail(where, ": cannot be written with other weights: node ", inQuotes(node.name()),
                            " rounds them by ", printable(entry.s()), "; safetensors and npz hold any");
    return onnxfile::checkLevels(layer, weights, where);
}

/// `path`: what the names of unnamed nodes begin with, as when they were read.
void setAlphasToOne(onnx::GraphProto& graph, const std::set<std::string>& withLayers, const std::string& path)
{
    for (int i = 0; i < graph.node_size(); ++i) {
        onnx::NodeProto& node = *graph.mutable_node(i);
        const std::string name = (node.name().empty() ? path : "") + onnxfile::labelOf(node, i);
        if (node.op_type() == "Gemm" && withLayers.contains(name))
            setAlphaToOne(node);
        for (onnx::AttributeProto& entry : *node.mutable_attribute())
            if (entry.has_g())
                setAlphasToOne(*entry.mutable_g(), withLayers, text(name, "/", printable(entry.name()), "/"));
    }
}

} // namespace

Result<Bytes> onnxBytes(const Network& network, const LayerWeights& weights, ByteView source,
                        const std::vector<NamedTensor>& replaced)
{
    auto tensors = weightTensors(network, weights);
    if (!tensors)
        return tl::unexpected(tensors.error());
    const auto given = std::ranges::find_if(network.layers,
                                            [](const WeightLayer& layer) { return layer.given != nullptr; });
    if (given != network.layers.end() && !replaced.empty())
        return fail(network.name, ": cannot be written with BatchNormalization folded: layer ", printable(given->name),
                    " is stored as ", storedAs(*given), "; it can be written with BatchNormalization kept");
    tensors->insert(tensors->end(), replaced.begin(), replaced.end());
    onnx::ModelProto model;
    if (source.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())
        || !model.ParseFromArray(source.data(), static_cast<int>(source.size())))
        return fail(network.name, ": expected the ONNX file that the network was read from, found none");
    Tensors targets;
    addTensors(*model.mutable_graph(), targets);
    for (const NamedTensor& entry : *tensors) {
        const auto target = targets.find(entry.name);
        const auto layer = std::ranges::find(network.layers, entry.name, &WeightLayer::tensorName);
        const std::string where = text(network.name, ": tensor ", printable(entry.name));
        if (target != targets.end() && target->second == nullptr)
            return fail(where, ": cannot be written with other weights: graphs inside of nodes hold different tensors "
                               "of that name");
        if (target != targets.end() && layer != network.layers.end() && layer->given) {
            const LayerWeights::value_type& own = weights[static_cast<std::size_t>(layer - network.layers.begin())];
            // What a Quant makes integers of are floats in the file: they are written so that it gives them again.
            const bool floats = onnxfile::floatType(*target->second).has_value();
            const Result<void> fits = floats ? checkLevels(*layer, own, model.graph(), where)
                                             : onnxfile::replaceIntegers(*target->second, *layer, own, where);
            if (!fits)
                return tl::unexpected(fits.error());
            if (!floats)
                continue;
        }
        if (target != targets.end() && layer != network.layers.end() && !layer->storedType.empty())
            return fail(where, ": cannot be written with other weights: its layer is stored as ", storedAs(*layer),
                        ", which holds few numbers; safetensors and npz hold any");
        if (target != targets.end() && !onnxfile::floatType(*target->second))
            return fail(where, ": cannot be written with other weights: expected floating-point numbers, found ",
                        onnxfile::typeName(target->second->data_type()));
        const bool fits = target != targets.end()
                          && Shape(target->second->dims().begin(), target->second->dims().end()) == entry.tensor.shape;
        if (!fits)
            return fail(network.name, ": expected the ONNX file that the network was read from, found one without a ",
                        toText(entry.tensor.shape), " tensor ", printable(entry.name));
        const auto written = onnxfile::replaceValues(*target->second, entry.tensor.values, where);
        if (!written)
            return tl::unexpected(written.error());
    }
    for (const onnx::FunctionProto& function : model.functions())
        for (const onnx::NodeProto& node : function.node())
            for (const onnx::AttributeProto& entry : node.attribute())
                if (node.op_type() == "Gemm" && entry.name() == "alpha")
                    return fail(network.name, ": cannot be written with other weights: its function ",
                                inQuotes(function.name()), " multiplies weights by a factor");
    setAlphasToOne(*model.mutable_graph(), nodesWithLayers(network), "");
    std::string serialized;
    if (!model.SerializeToString(&serialized))
        return fail(network.name, ": cannot be written as ONNX: it is larger than 2 GB");
    return Bytes(bytesOf(serialized).begin(), bytesOf(serialized).end());
}

} // namespace termscope
