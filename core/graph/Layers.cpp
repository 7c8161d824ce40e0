#include "core/graph/Layers.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/AttentionProducts.h"
#include "core/graph/FloatTables.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/LayerNames.h"
#include "core/graph/SharedWeights.h"
#include "core/graph/WeightsOnly.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

class Extraction {
public:
    /// `found`: gets the layers; those of the graphs around are there already.
    Extraction(Graph& graph, const std::function<void(const std::string&)>& taken, ExtractedLayers& found)
        : graph_(graph), taken_(taken), tracer_(graph), found_(found), layers_(found.layers)
    {
    }

    Result<void> run();

private:
    Result<void> addConvolution(Node& node);
    Result<void> addLinear(Node& node);
    Result<void> addRecurrent(Node& node);
    Result<void> addWeight(Node& node, std::size_t input, WeightLayer layer, const Traced& weight);
    void nameLayer(WeightLayer& layer, const Node& node, std::size_t input, const Traced& weight) const;
    std::optional<std::vector<float>> biasOf(const Traced& bias, std::int64_t outputs) const;
    void tellFinite(std::span<const float> values, const std::string& where) const;
    Result<void> joinBiases();
    std::optional<GivenData> dataOf(const Node& node) const;

    Graph& graph_;
    const std::function<void(const std::string&)>& taken_;
    ConstantTracer tracer_;
    ExtractedLayers& found_;
    std::vector<WeightLayer>& layers_;
};

Result<void> Extraction::run()
{
    for (Node& node : graph_.nodes) {
        Result<void> added;
        if (node.op == "Conv")
            added = addConvolution(node);
        if (node.op == "Gemm" || node.op == "MatMul")
            added = addLinear(node);
        if (node.op == "LSTM" || node.op == "GRU" || node.op == "RNN")
            added = addRecurrent(node);
        if (tracer_.wrong())
            return tl::unexpected(*tracer_.wrong());
        if (!added)
            return added;
        changeInnerGraphs(node, [&](Graph& inner) {
            if (added)
                added = Extraction(inner, taken_, found_).run();
        });
        if (!added)
            return added;
    }
    return joinBiases();
}

/// A bias as [outputs]: a scalar is spread, leading axes of size 1 are dropped. None for any other shape.
std::optional<std::vector<float>> Extraction::biasOf(const Traced& bias, std::int64_t outputs) const
{
    const Shape& shape = bias.constant->shape;
    const std::int64_t size = bias.constant->size();
    const bool row = shape.empty() || shape.back() == size;
    if (!row || (size != outputs && size != 1) || (bias.transposed && size != 1))
        return std::nullopt;
    std::vector<float> values = bias.constant->floats.toVector();
    if (size == 1)
        values.assign(static_cast<std::size_t>(outputs), values[0]);
    tellFinite(values, text(graph_.file, ": tensor ", printable(bias.name)));
    return values;
}

/// Notes values that are not finite: the layer cannot be used, all others can.
void Extraction::tellFinite(std::span<const float> values, const std::string& where) const
{
    if (const auto finite = checkFinite(values, where); !finite)
        found_.notFinite.push_back(finite.error().message);
}

/// How the file quantizes what the node reads.
std::optional<GivenData> Extraction::dataOf(const Node& node) const
{
    if (node.has(dynamicData))
        return GivenData{"uint8", 1.0F, -255, 255, true};
    return givenData(graph_, tracer_.producers(), node.inputs[0]);
}

/// Of a recurrent node's two weights that have no names, which it is stands behind the node's.
void Extraction::nameLayer(WeightLayer& layer, const Node& node, std::size_t input, const Traced& weight) const
{
    // Exporters stack a layer's matrices by nodes whose outputs say nothing of it: "/lstm/Unsqueeze_output_0".
    const bool readable = isReadableName(weight.name) && weight.name.find("_output_") == std::string::npos;
    const bool byNode = layer.isRecurrent() && !readable;
    const std::string which = byNode ? (input == 1 ? " W" : " R") : "";
    layer.name = uniqueName(layerName(node, weight, layers_) + which, layers_);
    layer.formerName = uniqueName((byNode ? node.name : formerLayerName(node, weight, layers_)) + which, layers_);
    if (layer.formerName == layer.name)
        layer.formerName.clear();
}

/// `layer` has its kind and geometry; its weight's shape is that of the file, or what fileShape was set for.
Result<void> Extraction::addWeight(Node& node, std::size_t input, WeightLayer layer, const Traced& weight)
{
    found_.weightBytes += std::ssize(layer.weight.values) * static_cast<std::int64_t>(sizeof(float));
    if (found_.weightBytes <= checkedBytes)
        if (const auto finite = checkFiniteByParts(layer.weight.values,
                                                   text(graph_.file, ": tensor ", printable(weight.name)));
            !finite)
            found_.notFinite.push_back(finite.error().message);
    if (layer.weight.values.empty())
        return fail(graph_.file, ": tensor ", printable(weight.name), ": expected values as weight of node ",
                    inQuotes(node.name), ", found the shape ", toText(weight.constant->shape));
    nameLayer(layer, node, input, weight);
    layer.tensorName = weight.name;
    layer.storedType = weight.storedType();
    Shape shape = weight.constant->shape;
    if (weight.transposed)
        std::ranges::reverse(shape);
    node.inputs[input] = graph_.addValue(
        graph_.names[at(node.inputs[input])],
        shapeOnly(floatCode(weight.constant->type) ? ElementType::Float32 : weight.constant->type, std::move(shape)));
    node.layers.push_back(static_cast<int>(layers_.size()));
    layers_.push_back(std::move(layer));
    if (taken_)
        taken_(weight.name);
    if (weight.alone) // a copy of its own, turned around, is all that is needed from now on
        graph_.constants[at(weight.value)] = nullptr;
    return {};
}

Result<void> Extraction::addConvolution(Node& node)
{
    const auto weight = node.inputs.size() > 1 ? tracer_.trace(node.inputs[1]) : std::nullopt;
    if (!weight || weight->transposed || weight->constant->rank() < 3)
        return {};
    WeightLayer layer;
    layer.kind = LayerKind::Convolution;
    layer.groups = node.integer("group", 1);
    if (layer.groups < 1 || weight->constant->shape[0] % layer.groups != 0)
        layer.groups = 1; // told where shapes are checked
    layer.fileShape = node.integers(fileShapeOfWeight);
    layer.placesKernels = node.has(fileShapeOfWeight);
    layer.weight = {weight->constant->shape, sharedFloats(weight->constant)};
    layer.given = weight->given();
    layer.givenData = dataOf(node);
    if (node.inputs.size() > 2 && node.inputs[2] >= 0) {
        const auto bias = tracer_.trace(node.inputs[2]);
        if (!bias)
            return {};
        auto values = biasOf(*bias, layer.weight.shape[0]);
        if (!values)
            return {}; // the wrong number of them: told where shapes are checked
        layer.bias = std::move(*values);
    }
    return addWeight(node, 1, std::move(layer), *weight);
}

Result<void> Extraction::addLinear(Node& node)
{
    const bool gemm = node.op == "Gemm";
    const auto weight = node.inputs.size() > 1 ? tracer_.trace(node.inputs[1]) : std::nullopt;
    if (!weight || weight->constant->rank() != 2 || node.integer("transA", 0) != 0)
        return {};
    const bool outputsFirst = gemm && node.integer("transB", 0) != 0;
    WeightLayer layer;
    layer.transposed = outputsFirst == weight->transposed;
    layer.fileShape = node.integers(fileShapeOfWeight);
    layer.placesKernels = node.has(fileShapeOfWeight);
    layer.weight = {weight->constant->shape, sharedFloats(weight->constant)};
    if (layer.weight.values.empty())
        return addWeight(node, 1, std::move(layer), *weight);
    if (layer.transposed)
        layer.weight = transposed(layer.weight);
    const float alpha = gemm ? node.number("alpha", 1.0F) : 1.0F;
    layer.given = weight->given(layer.transposed, alpha);
    layer.givenData = dataOf(node);
    if (alpha != 1.0F) {
        std::vector<float> scaled = layer.weight.values.toVector();
        for (float& value : scaled)
            value *= alpha;
        layer.weight.values = std::move(scaled);
        tellFinite(layer.weight.values, graph_.where(node) + ": weight times alpha");
    }
    if (gemm && node.inputs.size() > 2 && node.inputs[2] >= 0) {
        const auto bias = tracer_.trace(node.inputs[2]);
        if (!bias)
            return {};
        auto values = biasOf(*bias, layer.outputs());
        if (!values)
            return {};
        const float beta = node.number("beta", 1.0F);
        for (float& value : *values)
            value *= beta;
        tellFinite(*values, graph_.where(node) + ": bias times beta");
        layer.bias = std::move(*values);
    }
    return addWeight(node, 1, std::move(layer), *weight);
}

Result<void> Extraction::addRecurrent(Node& node)
{
    std::vector<Traced> weights;
    for (const std::size_t input : {1, 2}) {
        const auto weight = node.inputs.size() > 2 ? tracer_.trace(node.inputs[input]) : std::nullopt;
        if (!weight || weight->transposed || weight->constant->rank() != 3)
            return {};
        weights.push_back(*weight);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const Shape& shape = weights[i].constant->shape;
        WeightLayer layer;
        layer.kind = node.op == "LSTM" ? LayerKind::Lstm : node.op == "GRU" ? LayerKind::Gru : LayerKind::Rnn;
        layer.fileShape = shape;
        layer.weight = {{shape[0] * shape[1], shape[2]}, sharedFloats(weights[i].constant)};
        layer.given = weights[i].given();
        if (i == 0) // the hidden state is quantized by nobody
            layer.givenData = dataOf(node);
        if (const Result<void> added = addWeight(node, i + 1, std::move(layer), weights[i]); !added)
            return added;
    }
    return {};
}

/// An Add of a constant row to a linear layer's output, which nothing else reads, becomes the layer's bias.
Result<void> Extraction::joinBiases()
{
    const std::map<int, int> uses = usesOfValues(graph_);
    std::map<int, Node*> linear; // by output
    std::vector<Node> left;
    left.reserve(graph_.nodes.size());
    for (Node& node : graph_.nodes) {
        bool joined = false;
        for (std::size_t side = 0; node.op == "Add" && node.inputs.size() == 2 && !joined && side < 2; ++side) {
            const auto found = linear.find(node.inputs[side]);
            const auto bias = found == linear.end() || uses.at(node.inputs[side]) != 1
                                  ? std::nullopt
                                  : tracer_.trace(node.inputs[1 - side]);
            if (!bias || bias->constant->rank() > 2)
                continue;
            WeightLayer& layer = layers_[at(found->second->layers[0])];
            const auto values = biasOf(*bias, layer.outputs());
            if (!values)
                continue;
            layer.bias.resize(static_cast<std::size_t>(layer.outputs()), 0.0F);
            std::ranges::transform(layer.bias, *values, layer.bias.begin(), std::plus<>());
            tellFinite(layer.bias, graph_.where(node) + ": sum of the biases");
            Node* const before = found->second;
            linear.erase(found);
            before->outputs[0] = node.outputs[0];
            linear[node.outputs[0]] = before;
            joined = true;
        }
        if (joined)
            continue;
        left.push_back(std::move(node));
        const Node& kept = left.back();
        if (kept.layers.size() == 1 && layers_[at(kept.layers[0])].kind == LayerKind::Linear)
            linear[kept.outputs[0]] = &left.back();
    }
    graph_.nodes = std::move(left);
    return {};
}

} // namespace

Result<ExtractedLayers> extractLayers(Graph& graph, const std::function<void(const std::string&)>& taken)
{
    ExtractedLayers found;
    if (const Result<void> ran = Extraction(graph, taken, found).run(); !ran)
        return tl::unexpected(ran.error());
    joinUses(graph, found.layers);
    addAttentionProducts(graph, found.layers);
    markTiedLayers(found.layers, graph);
    return found;
}

} // namespace termscope
