// ONNX chains of matrix products to a Network.

#include "core/base/Text.h"
#include "core/model/FormatReaders.h"
#include "core/model/onnx/OnnxGraph.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace termscope {
namespace {

using onnxfile::Constant;
using onnxfile::Graph;

/// Axes of one sample, without the batch; −1 where the file does not tell. None when not even the rank is known.
using SampleShape = std::optional<Shape>;

/// Product of the axes; −1 when one of them is not known.
std::int64_t featuresOf(const Shape& sample)
{
    if (std::find(sample.begin(), sample.end(), -1) != sample.end())
        return -1;
    return checkedElementCount(sample).value_or(-1);
}

std::string withoutSuffix(const std::string& name, std::string_view suffix)
{
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

/// False for the names that exporters make up: numbers, "onnx::MatMul_12".
bool isReadableName(const std::string& name)
{
    return name.find("::") == std::string::npos
        && std::any_of(name.begin(), name.end(), [](unsigned char letter) { return std::isdigit(letter) == 0; });
}

/// Walks the chain once, keeping the shape of the value at hand.
class NetworkBuilder {
public:
    NetworkBuilder(const Graph& graph, std::string file) : graph_(graph), file_(std::move(file)) {}

    Result<Network> build();

private:
    using Node = onnx::NodeProto;

    Result<void> readInput();
    Result<void> addNode(const Node& node);
    Result<void> addLinear(const Node& node);
    Result<void> addBias(const Node& node);
    Result<void> addFlatten(const Node& node);
    Result<void> addReshape(const Node& node);
    Result<void> addSoftmax(const Node& node);
    void addOperation(OperationKind kind, const Node& node, int layer = -1);

    Result<WeightLayer> readLayer(const Node& node);
    Result<std::vector<float>> readBias(const Node& node, const std::string& value, std::int64_t outputs);
    std::string layerName(const Node& node, const std::string& tensorName) const;
    Result<void> addOtherTensors();

    const Graph& graph_;
    std::string file_;
    Network network_;
    SampleShape sample_;
    std::int64_t batch_ = -1; ///< −1 where the file does not tell
};

Result<Network> NetworkBuilder::build()
{
    if (const auto read = readInput(); !read)
        return tl::unexpected(read.error());
    const SampleShape declared = sample_;
    for (const Node* node : graph_.chain()) {
        if (const auto added = addNode(*node); !added)
            return tl::unexpected(added.error());
    }
    if (network_.layers.empty())
        return fail(file_, ": expected at least one Gemm or MatMul, found none between the input and the output");
    if (const auto added = addOtherTensors(); !added)
        return tl::unexpected(added.error());
    network_.format = NetworkFormat::Onnx;
    network_.inputFeatures = network_.layers.front().inputs();
    network_.outputFeatures = network_.layers.back().outputs();
    return std::move(network_);
}

Result<void> NetworkBuilder::readInput()
{
    const onnx::ValueInfoProto& input = graph_.input();
    const auto& type = input.type().tensor_type();
    onnx::TensorProto probe;
    probe.set_data_type(type.elem_type());
    if (type.elem_type() != onnx::TensorProto::UNDEFINED && !onnxfile::floatType(probe))
        return fail(file_, ": input ", inQuotes(input.name()), ": expected a floating-point tensor, found ",
                    onnxfile::typeName(type.elem_type()));
    if (!type.has_shape())
        return {};
    Shape shape;
    for (const auto& dimension : type.shape().dim())
        shape.push_back(dimension.has_dim_value() && dimension.dim_value() > 0 ? dimension.dim_value() : -1);
    if (shape.size() < 2)
        return fail(file_, ": input ", inQuotes(input.name()), ": expected a batch axis and features, found the shape ",
                    toText(shape));
    batch_ = shape[0];
    sample_ = Shape(shape.begin() + 1, shape.end());
    return {};
}

Result<void> NetworkBuilder::addNode(const Node& node)
{
    const std::string& op = node.op_type();
    if (op == "Gemm" || op == "MatMul")
        return addLinear(node);
    if (op == "Add")
        return addBias(node);
    if (op == "Relu")
        addOperation(OperationKind::Relu, node);
    if (op == "Flatten")
        return addFlatten(node);
    if (op == "Reshape")
        return addReshape(node);
    if (op == "Softmax" || op == "LogSoftmax")
        return addSoftmax(node);
    return {}; // Identity and Dropout change nothing.
}

void NetworkBuilder::addOperation(OperationKind kind, const Node& node, int layer)
{
    Operation operation;
    operation.kind = kind;
    operation.name = graph_.label(node);
    operation.input = static_cast<int>(network_.operations.size());
    operation.layer = layer;
    network_.operations.push_back(std::move(operation));
}

Result<void> NetworkBuilder::addLinear(const Node& node)
{
    if (sample_ && sample_->size() != 1)
        return fail(graph_.where(node), ": expected one axis of features per sample, found ", toText(*sample_),
                    " (a Flatten is missing)");
    auto layer = readLayer(node);
    if (!layer)
        return tl::unexpected(layer.error());
    const std::int64_t features = sample_ ? sample_->front() : -1;
    if (features >= 0 && features != layer->inputs()) {
        return fail(file_, ": layer ", layer->name, ": expected ", features, " inputs, as ",
                    network_.layers.empty() ? std::string("the network's input has features")
                                            : "layer " + network_.layers.back().name + " has outputs",
                    ", found ", layer->inputs());
    }
    sample_ = Shape{layer->outputs()};
    addOperation(OperationKind::Linear, node, static_cast<int>(network_.layers.size()));
    network_.layers.push_back(std::move(*layer));
    return {};
}

Result<WeightLayer> NetworkBuilder::readLayer(const Node& node)
{
    const bool gemm = node.op_type() == "Gemm";
    const Constant weight = *graph_.constant(node.input(1));
    auto tensor = onnxfile::floatTensor(*weight.tensor, graph_.where(weight));
    if (!tensor)
        return tl::unexpected(tensor.error());
    if (tensor->shape.size() != 2 || tensor->values.empty())
        return fail(graph_.where(weight), ": expected a matrix with values as weight of node ",
                    inQuotes(graph_.label(node)), ", found the shape ", toText(tensor->shape));
    if (gemm && onnxfile::integerAttribute(node, "transA", 0) != 0)
        return fail(graph_.where(node), ": expected transA 0, found ", onnxfile::integerAttribute(node, "transA", 0));
    const bool holdsOutputsFirst = gemm && onnxfile::integerAttribute(node, "transB", 0) != 0;
    WeightLayer layer;
    layer.transposed = holdsOutputsFirst == weight.transposed;
    layer.weight = layer.transposed ? transposed(*tensor) : std::move(*tensor);
    layer.tensorName = weight.name;
    layer.name = layerName(node, weight.name);
    layer.macs = layer.weight.size();
    if (!gemm)
        return layer;
    if (const float alpha = onnxfile::floatAttribute(node, "alpha", 1.0F); alpha != 1.0F) {
        for (float& value : layer.weight.values)
            value *= alpha;
        if (const auto finite = checkFinite(layer.weight.values, graph_.where(node) + ": weight times alpha"); !finite)
            return tl::unexpected(finite.error());
    }
    if (node.input_size() > 2 && !node.input(2).empty()) {
        auto bias = readBias(node, node.input(2), layer.outputs());
        if (!bias)
            return tl::unexpected(bias.error());
        const float beta = onnxfile::floatAttribute(node, "beta", 1.0F);
        for (float& value : *bias)
            value *= beta;
        if (const auto finite = checkFinite(*bias, graph_.where(node) + ": bias times beta"); !finite)
            return tl::unexpected(finite.error());
        layer.bias = std::move(*bias);
    }
    return layer;
}

/// A bias as [outputs]: a scalar is spread, leading axes of size 1 are dropped.
Result<std::vector<float>> NetworkBuilder::readBias(const Node& node, const std::string& value, std::int64_t outputs)
{
    const auto constant = graph_.constant(value);
    if (!constant)
        return fail(graph_.where(node), ": expected a constant bias, found ", inQuotes(value));
    auto tensor = onnxfile::floatTensor(*constant->tensor, graph_.where(*constant));
    if (!tensor)
        return tl::unexpected(tensor.error());
    const bool row = tensor->shape.empty() || tensor->shape.back() == tensor->size();
    if (!row || tensor->shape.size() > 2 || (tensor->size() != outputs && tensor->size() != 1)
        || (constant->transposed && tensor->size() != 1))
        return fail(graph_.where(*constant), ": expected a bias of ", outputs, " values for node ",
                    inQuotes(graph_.label(node)), ", found the shape ", toText(tensor->shape));
    if (tensor->size() == 1)
        tensor->values.assign(static_cast<std::size_t>(outputs), tensor->values[0]);
    return std::move(tensor->values);
}

std::string NetworkBuilder::layerName(const Node& node, const std::string& tensorName) const
{
    std::string name = printable(withoutSuffix(tensorName, ".weight"));
    if (!isReadableName(tensorName)) {
        name = graph_.label(node);
        // The exporter of PyTorch names the weight of a MatMul by number, the node by its path.
        if (node.op_type() == "MatMul" && name.ends_with("/MatMul") && name.size() > 8)
            name = name.substr(name[0] == '/' ? 1 : 0, name.size() - (name[0] == '/' ? 8 : 7));
    }
    const auto taken = [&](const std::string& candidate) {
        return std::any_of(network_.layers.begin(), network_.layers.end(),
                           [&](const WeightLayer& layer) { return layer.name == candidate; });
    };
    std::string unique = name;
    for (int number = 2; taken(unique); ++number)
        unique = text(name, " (", number, ")");
    return unique;
}

Result<void> NetworkBuilder::addBias(const Node& node)
{
    const std::string& value = graph_.constant(node.input(0)) ? node.input(1) : node.input(0);
    const std::string& bias = graph_.constant(node.input(0)) ? node.input(0) : node.input(1);
    const bool follows = !network_.operations.empty() && network_.operations.back().kind == OperationKind::Linear;
    if (!follows || graph_.uses(value) != 1)
        return fail(graph_.where(node),
                    ": expected the Add of a bias to follow a Gemm or MatMul that nothing else reads");
    WeightLayer& layer = network_.layers.back();
    auto values = readBias(node, bias, layer.outputs());
    if (!values)
        return tl::unexpected(values.error());
    if (layer.bias.empty())
        layer.bias.assign(static_cast<std::size_t>(layer.outputs()), 0.0F);
    std::transform(layer.bias.begin(), layer.bias.end(), values->begin(), layer.bias.begin(), std::plus<>());
    return checkFinite(layer.bias, graph_.where(node) + ": sum of the biases");
}

Result<void> NetworkBuilder::addFlatten(const Node& node)
{
    const std::int64_t axis = onnxfile::integerAttribute(node, "axis", 1);
    const bool fromTheEnd = sample_ && axis < 0 && axis + static_cast<std::int64_t>(sample_->size()) + 1 == 1;
    if (axis != 1 && !fromTheEnd)
        return fail(graph_.where(node), ": expected Flatten with axis 1, found axis ", axis);
    sample_ = Shape{sample_ ? featuresOf(*sample_) : -1};
    addOperation(OperationKind::Reshape, node);
    return {};
}

Result<void> NetworkBuilder::addReshape(const Node& node)
{
    std::vector<std::int64_t> shape;
    if (const auto* old = onnxfile::attribute(node, "shape"); old != nullptr) {
        shape.assign(old->ints().begin(), old->ints().end());
    } else {
        const auto constant = graph_.constant(node.input(1));
        if (!constant)
            return fail(graph_.where(node), ": expected a constant shape, found ", inQuotes(node.input(1)));
        auto values = onnxfile::integerTensor(*constant->tensor, graph_.where(*constant));
        if (!values)
            return tl::unexpected(values.error());
        shape = std::move(*values);
    }
    const std::int64_t features = sample_ ? featuresOf(*sample_) : -1;
    const auto refuse = [&] {
        return fail(graph_.where(node), ": expected Reshape to keep the samples apart, as [-1, ",
                    features < 0 ? "features" : text(features), "], found [", listed(shape), "]");
    };
    if (shape.size() < 2 || std::count(shape.begin(), shape.end(), -1) > 1
        || std::any_of(shape.begin(), shape.end(), [](std::int64_t axis) { return axis < -1; })
        || (onnxfile::integerAttribute(node, "allowzero", 0) != 0 && std::count(shape.begin(), shape.end(), 0) > 0))
        return refuse();
    Shape sample(shape.begin() + 1, shape.end());
    for (std::size_t axis = 0; axis < sample.size(); ++axis) {
        if (sample[axis] == 0) // "As in the input": known only where the input has that axis.
            sample[axis] = sample_ && axis < sample_->size() ? (*sample_)[axis] : -1;
    }
    const std::int64_t result = featuresOf(sample);
    const bool sameBatch = shape[0] == 0 || (shape[0] > 0 && shape[0] == batch_);
    const bool sameFeatures = result >= 0 && (result == features || features < 0);
    // Either the first axis is the batch, or the rest holds exactly one sample.
    if (!(sameFeatures || (sameBatch && result < 0)))
        return refuse();
    if (sample.size() == 1 && sample[0] < 0)
        sample[0] = features;
    sample_ = std::move(sample);
    addOperation(OperationKind::Reshape, node);
    return {};
}

Result<void> NetworkBuilder::addSoftmax(const Node& node)
{
    const std::int64_t axis = onnxfile::integerAttribute(node, "axis", -1);
    if (sample_ && sample_->size() != 1)
        return fail(graph_.where(node), ": expected one axis of features per sample, found ", toText(*sample_));
    if (axis != -1 && axis != 1)
        return fail(graph_.where(node), ": expected ", node.op_type(), " along the last axis, found axis ", axis);
    addOperation(node.op_type() == "Softmax" ? OperationKind::Softmax : OperationKind::LogSoftmax, node);
    return {};
}

Result<void> NetworkBuilder::addOtherTensors()
{
    for (const Constant& constant : graph_.floatConstants()) {
        const bool isWeight =
            std::any_of(network_.layers.begin(), network_.layers.end(),
                        [&](const WeightLayer& layer) { return layer.tensorName == constant.name; });
        if (isWeight)
            continue;
        auto tensor = onnxfile::floatTensor(*constant.tensor, graph_.where(constant));
        if (!tensor)
            return tl::unexpected(tensor.error());
        network_.otherTensors.push_back({constant.name, std::move(*tensor)});
    }
    return {};
}

} // namespace

Result<Network> parseOnnx(ByteView bytes, const std::string& file)
{
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return fail(file, ": expected an ONNX model of less than 2 GB, found ", bytes.size(), " bytes");
    onnx::ModelProto model;
    if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return fail(file, ": expected a whole ONNX model, found one that is damaged or cut short (", bytes.size(),
                    " bytes)");
    if (!model.has_graph() || model.graph().node_size() == 0)
        return fail(file, ": expected an ONNX model with nodes, found none");
    const auto graph = Graph::read(model, file);
    if (!graph)
        return tl::unexpected(graph.error());
    return NetworkBuilder(*graph, file).build();
}

} // namespace termscope
