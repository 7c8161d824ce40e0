#include "core/graph/Layers.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/QuantizedConstant.h"
#include "core/graph/WeightsOnly.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace termscope {
namespace {

std::string withoutSuffix(const std::string& name, std::string_view suffix)
{
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

/// The name that a weight had before a quantizer wrote it: without what onnxruntime's tools put around it.
std::string nameBeforeQuantizing(std::string name)
{
    constexpr std::array<std::string_view, 6> suffixes{
        "_DequantizeLinear_Output", "_quantized", "_quant", "_dequantized", "_Q4", "_Q8"};
    constexpr std::array<std::string_view, 2> prefixes{"ConvBnFusion_W_", "BnFusion_W_"};
    for (const std::string_view suffix : suffixes)
        name = withoutSuffix(name, suffix);
    for (const std::string_view prefix : prefixes)
        if (name.starts_with(prefix) && name.size() > prefix.size())
            name = name.substr(prefix.size());
    return name;
}

/// False for the names that exporters make up: numbers, "onnx::MatMul_12".
bool isReadableName(const std::string& name)
{
    return name.find("::") == std::string::npos
           && std::any_of(name.begin(), name.end(), [](unsigned char letter) { return std::isdigit(letter) == 0; });
}

/// A constant as the file holds it, seen through Identity, Cast, Transpose and DequantizeLinear.
struct Traced {
    ValuePtr constant; ///< dequantized
    int value = -1;    ///< of the graph
    std::string name;
    bool transposed = false;
    bool alone = true; ///< nothing else reads it
    std::optional<QuantizedConstant> quantized = std::nullopt;

    /// For a layer of `factor` times the constant, or (turned) times the matrix turned around.
    GivenWeightsPtr given(bool turned = false, float factor = 1.0F) const
    {
        return quantized ? givenWeights(*quantized, turned, factor) : nullptr;
    }
};

class Extraction {
public:
    /// `found`: gets the layers; those of the graphs around are there already.
    Extraction(Graph& graph, const std::function<void(const std::string&)>& taken, ExtractedLayers& found)
        : graph_(graph), taken_(taken), producers_(graph), found_(found), layers_(found.layers)
    {
    }

    Result<void> run();

private:
    std::optional<Traced> trace(int value) const;
    std::optional<QuantizedConstant> dequantized(int value, const Node& node) const;
    Result<void> addConvolution(Node& node);
    Result<void> addLinear(Node& node);
    Result<void> addRecurrent(Node& node);
    Result<void> addWeight(Node& node, std::size_t input, WeightLayer layer, const Traced& weight,
                           const std::string& name);
    std::optional<std::vector<float>> biasOf(const Traced& bias, std::int64_t outputs) const;
    void tellFinite(std::span<const float> values, const std::string& where) const;
    Result<void> joinBiases();
    std::string layerName(const Node& node, const Traced& weight) const;
    std::optional<GivenData> dataOf(const Node& node) const;
    std::string unique(const std::string& name) const;

    std::map<int, int> usesOfValues() const;

    Graph& graph_;
    const std::function<void(const std::string&)>& taken_;
    Producers producers_;
    std::map<int, int> uses_;                                             ///< by value: how often it is read
    mutable std::optional<Error> wrong_;                                  ///< with a constant that was traced
    mutable std::map<int, std::optional<QuantizedConstant>> dequantized_; ///< by value
    mutable std::int64_t room_ = 0;                                       ///< for values that are dequantized
    ExtractedLayers& found_;
    std::vector<WeightLayer>& layers_;
};

Result<void> Extraction::run()
{
    uses_ = usesOfValues();
    room_ = foldingLimit(graph_);
    for (Node& node : graph_.nodes) {
        Result<void> added;
        if (node.op == "Conv")
            added = addConvolution(node);
        if (node.op == "Gemm" || node.op == "MatMul")
            added = addLinear(node);
        if (node.op == "LSTM" || node.op == "GRU" || node.op == "RNN")
            added = addRecurrent(node);
        if (wrong_)
            return tl::unexpected(*wrong_);
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

/// What a DequantizeLinear gives at `value`; once for all that read it.
std::optional<QuantizedConstant> Extraction::dequantized(int value, const Node& node) const
{
    if (const auto known = dequantized_.find(value); known != dequantized_.end())
        return known->second;
    Result<std::optional<QuantizedConstant>> found = quantizedConstant(graph_, producers_, node);
    if (!found) {
        wrong_ = found.error();
        return std::nullopt;
    }
    // The same integers may be dequantized by any number of nodes; a file decides how much memory it takes by its size.
    room_ -= *found ? (*found)->integers->size() : 0;
    return dequantized_[value] = room_ < 0 ? std::nullopt : std::move(*found);
}

std::optional<Traced> Extraction::trace(int value) const
{
    Traced traced;
    const auto alone = [&](int read) {
        const auto found = uses_.find(read);
        return found == uses_.end() || found->second <= 1;
    };
    // No chain of nodes is longer than there are nodes.
    for (std::size_t steps = 0; value >= 0 && steps <= graph_.nodes.size(); ++steps) {
        traced.alone = traced.alone && alone(value);
        if (const ValuePtr& constant = graph_.constants[at(value)]) {
            if (!constant->floating() || !constant->known)
                return std::nullopt;
            traced.constant = constant;
            traced.value = value;
            traced.name = graph_.names[at(value)];
            return traced;
        }
        const Node* const producer = producers_.of(value);
        if (producer == nullptr || producer->inputs.empty())
            return std::nullopt;
        const Node& node = *producer;
        if (node.op == "DequantizeLinear") {
            traced.quantized = dequantized(value, node);
            if (!traced.quantized)
                return std::nullopt;
            traced.alone = traced.alone && alone(traced.quantized->value);
            traced.constant = traced.quantized->values;
            traced.value = traced.quantized->value;
            traced.name = traced.quantized->name;
            return traced;
        }
        if (node.op == "Transpose") {
            const std::vector<std::int64_t> order = node.integers("perm");
            if (order == std::vector<std::int64_t>{1, 0} || !node.has("perm"))
                traced.transposed = !traced.transposed;
            else if (order != std::vector<std::int64_t>{0, 1})
                return std::nullopt;
        } else if (node.op != "Identity" && node.op != "Cast") {
            return std::nullopt;
        }
        value = node.inputs[0];
    }
    return std::nullopt;
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

std::string Extraction::layerName(const Node& node, const Traced& weight) const
{
    if (isReadableName(weight.name)) {
        const std::string own = printable(withoutSuffix(weight.name, ".weight"));
        if (!weight.quantized)
            return own;
        const std::string before = printable(withoutSuffix(nameBeforeQuantizing(weight.name), ".weight"));
        return std::ranges::find(layers_, before, &WeightLayer::name) == layers_.end() ? before : own;
    }
    // The exporter of PyTorch names the weight of a MatMul by number, the node by its path.
    const std::string suffix = "/" + node.op;
    std::string name = node.name;
    if (node.op == "MatMul" && name.ends_with(suffix) && name.size() > suffix.size() + 1)
        name = name.substr(name[0] == '/' ? 1 : 0, name.size() - suffix.size() - (name[0] == '/' ? 1 : 0));
    return name;
}

/// How the file quantizes what the node reads.
std::optional<GivenData> Extraction::dataOf(const Node& node) const
{
    if (node.has(dynamicData))
        return GivenData{"uint8", 1.0F, -255, 255, true};
    return givenData(graph_, producers_, node.inputs[0]);
}

std::string Extraction::unique(const std::string& name) const
{
    const auto taken = [&](const std::string& candidate) {
        return std::ranges::find(layers_, candidate, &WeightLayer::name) != layers_.end();
    };
    std::string result = name;
    for (int number = 2; taken(result); ++number)
        result = text(name, " (", number, ")");
    return result;
}

/// `layer` has its kind and geometry; its weight's shape is that of the file, or what fileShape was set for.
Result<void> Extraction::addWeight(Node& node, std::size_t input, WeightLayer layer, const Traced& weight,
                                   const std::string& name)
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
    layer.name = unique(name);
    layer.tensorName = weight.name;
    Shape shape = weight.constant->shape;
    if (weight.transposed)
        std::ranges::reverse(shape);
    node.inputs[input] = graph_.addValue(graph_.names[at(node.inputs[input])],
                                         shapeOnly(weight.constant->type, std::move(shape)));
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
    const auto weight = node.inputs.size() > 1 ? trace(node.inputs[1]) : std::nullopt;
    if (!weight || weight->transposed || weight->constant->rank() < 3)
        return {};
    WeightLayer layer;
    layer.kind = LayerKind::Convolution;
    layer.groups = node.integer("group", 1);
    if (layer.groups < 1 || weight->constant->shape[0] % layer.groups != 0)
        layer.groups = 1; // told where shapes are checked
    layer.weight = {weight->constant->shape, sharedFloats(weight->constant)};
    layer.given = weight->given();
    layer.givenData = dataOf(node);
    if (node.inputs.size() > 2 && node.inputs[2] >= 0) {
        const auto bias = trace(node.inputs[2]);
        if (!bias)
            return {};
        auto values = biasOf(*bias, layer.weight.shape[0]);
        if (!values)
            return {}; // the wrong number of them: told where shapes are checked
        layer.bias = std::move(*values);
    }
    return addWeight(node, 1, std::move(layer), *weight, layerName(node, *weight));
}

Result<void> Extraction::addLinear(Node& node)
{
    const bool gemm = node.op == "Gemm";
    const auto weight = node.inputs.size() > 1 ? trace(node.inputs[1]) : std::nullopt;
    if (!weight || weight->constant->rank() != 2 || node.integer("transA", 0) != 0)
        return {};
    const bool outputsFirst = gemm && node.integer("transB", 0) != 0;
    WeightLayer layer;
    layer.transposed = outputsFirst == weight->transposed;
    layer.weight = {weight->constant->shape, sharedFloats(weight->constant)};
    if (layer.weight.values.empty())
        return addWeight(node, 1, std::move(layer), *weight, layerName(node, *weight));
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
        const auto bias = trace(node.inputs[2]);
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
    return addWeight(node, 1, std::move(layer), *weight, layerName(node, *weight));
}

Result<void> Extraction::addRecurrent(Node& node)
{
    std::vector<Traced> weights;
    for (const std::size_t input : {1, 2}) {
        const auto weight = node.inputs.size() > 2 ? trace(node.inputs[input]) : std::nullopt;
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
        const std::string name = isReadableName(weights[i].name) ? layerName(node, weights[i])
                                                                 : node.name + (i == 0 ? " W" : " R");
        if (const Result<void> added = addWeight(node, i + 1, std::move(layer), weights[i], name); !added)
            return added;
    }
    return {};
}

std::map<int, int> Extraction::usesOfValues() const
{
    std::map<int, int> uses;
    for (const Node& node : graph_.nodes)
        for (const int input : node.inputs)
            ++uses[input];
    for (const int output : graph_.outputs)
        ++uses[output];
    return uses;
}

/// An Add of a constant row to a linear layer's output, which nothing else reads, becomes the layer's bias.
Result<void> Extraction::joinBiases()
{
    const std::map<int, int> uses = usesOfValues();
    std::map<int, Node*> linear; // by output
    std::vector<Node> left;
    left.reserve(graph_.nodes.size());
    for (Node& node : graph_.nodes) {
        bool joined = false;
        for (std::size_t side = 0; node.op == "Add" && node.inputs.size() == 2 && !joined && side < 2; ++side) {
            const auto found = linear.find(node.inputs[side]);
            const auto bias = found == linear.end() || uses.at(node.inputs[side]) != 1 ? std::nullopt
                                                                                       : trace(node.inputs[1 - side]);
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
    return found;
}

namespace {

/// What the data of a layer's node tell of it.
void measureLayer(WeightLayer& layer, const Node& node, const Value& data, std::int64_t batch)
{
    layer.positions.reset();
    if (layer.kind == LayerKind::Convolution) {
        const Shape& kernel = layer.weight.shape;
        const auto window = data.rank() < 3 ? Result<SlidingWindow>(fail(""))
                                            : windowOf(node, {kernel.begin() + 2, kernel.end()},
                                                       {data.shape.begin() + 2, data.shape.end()});
        if (!window)
            return;
        layer.positions = window->positions();
        layer.window = *window;
    } else if (layer.isRecurrent()) {
        if (data.rank() != 3)
            return;
        layer.positions = data.shape[node.integer("layout", 0) != 0 ? 1 : 0];
    } else {
        const std::int64_t rows = data.size() / layer.inputs();
        layer.positions = rows % batch == 0 ? rows / batch : rows;
    }
    layer.macs = *layer.positions * layer.weight.size();
}

void measure(std::vector<WeightLayer>& layers, const Graph& graph, const KnownValues& known, std::int64_t batch)
{
    for (const Node& node : graph.nodes) {
        const ValuePtr data = node.input(0) < 0 ? nullptr : known[at(node.input(0))];
        for (const int index : node.layers)
            if (data)
                measureLayer(layers[at(index)], node, *data, batch);
        // How often the body of a loop runs is not known here.
        for (const InnerGraph& inner : node.op == "If" ? innerGraphs(node) : std::vector<InnerGraph>{}) {
            std::vector<ValuePtr> inputs;
            for (std::size_t i = 0; i < inner.graph->captures; ++i)
                inputs.push_back(known[at(node.inputs[inner.first + i])]);
            measure(layers, *inner.graph, inferValues(*inner.graph, inputs).values, batch);
        }
    }
}

} // namespace

void measureLayers(std::vector<WeightLayer>& layers, const Graph& graph, const KnownValues& known)
{
    // A batch that the file fixes is taken apart again.
    std::int64_t batch = 1;
    if (!graph.inputs.empty() && graph.inputs[0].shape && !graph.inputs[0].shape->empty())
        batch = std::max<std::int64_t>(1, graph.inputs[0].shape->front());
    measure(layers, graph, known, batch);
}

} // namespace termscope
