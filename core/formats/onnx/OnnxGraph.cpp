#include "core/formats/onnx/OnnxGraph.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <algorithm>
#include <map>
#include <set>

namespace termscope::onnxfile {
namespace {

/// The tensor of a Constant node; null when it holds something else (a number, a list).
const onnx::TensorProto* constantTensor(const onnx::NodeProto& node)
{
    if (node.op_type() != "Constant")
        return nullptr;
    for (const onnx::AttributeProto& entry : node.attribute())
        if (entry.name() == "value" && entry.has_t())
            return &entry.t();
    return nullptr;
}

class GraphReader {
public:
    GraphReader(const TensorData& data, const std::string& file) : data_(data) { graph_.file = file; }

    Result<Graph> read(const onnx::ModelProto& model);

private:
    Result<void> readInitializers(const onnx::GraphProto& graph);
    Result<void> readInputs(const onnx::GraphProto& graph);
    Result<void> readNode(const onnx::NodeProto& node, int index);
    Result<void> readAttributes(const onnx::NodeProto& from, Node& node);
    Result<void> readOutputs(const onnx::GraphProto& graph);
    Result<void> sort();
    int valueOf(const std::string& name);

    const TensorData& data_;
    Graph graph_;
    std::map<std::string, int> values_;
    std::set<int> made_; ///< values that something produces
    std::set<std::string> initializers_;
};

Result<Graph> GraphReader::read(const onnx::ModelProto& model)
{
    const onnx::GraphProto& graph = model.graph();
    if (graph.sparse_initializer_size() > 0)
        return fail(graph_.file, ": sparse initializers are not supported; expected dense ones");
    if (graph.node_size() > limits::onnxNodes)
        return fail(graph_.file, ": expected at most ", limits::onnxNodes, " nodes, found ", graph.node_size());
    if (graph.initializer_size() > limits::onnxTensors)
        return fail(graph_.file, ": expected at most ", limits::onnxTensors, " initializers, found ",
                    graph.initializer_size());
    for (const auto& set : model.opset_import())
        if (set.domain().empty() || set.domain() == "ai.onnx")
            graph_.opset = static_cast<int>(std::clamp<std::int64_t>(set.version(), 1, 1000));
    if (const auto read = readInitializers(graph); !read)
        return tl::unexpected(read.error());
    if (const auto read = readInputs(graph); !read)
        return tl::unexpected(read.error());
    int index = 0;
    for (const onnx::NodeProto& node : graph.node())
        if (const auto read = readNode(node, index++); !read)
            return tl::unexpected(read.error());
    if (const auto read = readOutputs(graph); !read)
        return tl::unexpected(read.error());
    if (const auto sorted = sort(); !sorted)
        return tl::unexpected(sorted.error());
    return std::move(graph_);
}

int GraphReader::valueOf(const std::string& name)
{
    const auto found = values_.find(name);
    return found != values_.end() ? found->second : values_[name] = graph_.addValue(name, nullptr);
}

Result<void> GraphReader::readInitializers(const onnx::GraphProto& graph)
{
    for (const onnx::TensorProto& tensor : graph.initializer()) {
        if (tensor.name().empty() || !isUtf8(tensor.name()))
            return fail(graph_.file, ": expected every initializer to have a name, found ", inQuotes(tensor.name()));
        if (!initializers_.insert(tensor.name()).second)
            return fail(graph_.file, ": expected every tensor name once, found ", inQuotes(tensor.name()), " twice");
        auto value = tensorValue(tensor, data_, text(graph_.file, ": tensor ", printable(tensor.name())));
        if (!value)
            return tl::unexpected(value.error());
        const int number = valueOf(tensor.name());
        graph_.constants[static_cast<std::size_t>(number)] = std::move(*value);
        made_.insert(number);
    }
    return {};
}

Result<void> GraphReader::readInputs(const onnx::GraphProto& graph)
{
    for (const onnx::ValueInfoProto& input : graph.input()) {
        if (initializers_.contains(input.name()))
            continue; // older files list the initializers among the inputs
        const int number = valueOf(input.name());
        if (!made_.insert(number).second)
            return fail(graph_.file, ": expected every input name once, found ", inQuotes(input.name()), " twice");
        const auto& type = input.type().tensor_type();
        const auto elements = elementType(type.elem_type());
        if (type.elem_type() != onnx::TensorProto::UNDEFINED && !elements)
            return fail(graph_.file, ": input ", inQuotes(input.name()), ": expected a tensor of numbers, found ",
                        typeName(type.elem_type()));
        GraphInput entry{number, elements.value_or(ElementType::Float32), std::nullopt, {}};
        if (type.has_shape()) {
            if (static_cast<std::size_t>(type.shape().dim_size()) > limits::axes)
                return fail(graph_.file, ": input ", inQuotes(input.name()), ": expected at most ", limits::axes,
                            " axes, found ", type.shape().dim_size());
            entry.shape.emplace();
            for (const auto& axis : type.shape().dim()) {
                const bool fixed = axis.has_dim_value() && axis.dim_value() > 0;
                entry.shape->push_back(fixed ? axis.dim_value() : -1);
                entry.axisNames.push_back(fixed ? "" : axis.dim_param());
            }
        }
        graph_.inputs.push_back(std::move(entry));
    }
    return {};
}

Result<void> GraphReader::readNode(const onnx::NodeProto& from, int index)
{
    const bool standard = from.domain().empty() || from.domain() == "ai.onnx";
    Node node;
    node.op = (standard ? "" : printable(from.domain()) + ".") + printable(from.op_type());
    node.name = labelOf(from, index);
    for (const std::string& input : from.input())
        node.inputs.push_back(input.empty() ? -1 : valueOf(input));
    for (const std::string& output : from.output()) {
        if (!isUtf8(output))
            return fail(graph_.where(node), ": expected an output name in UTF-8, found ", inQuotes(output));
        node.outputs.push_back(output.empty() ? -1 : valueOf(output));
        if (!output.empty() && !made_.insert(node.outputs.back()).second)
            return fail(graph_.where(node), ": expected a new name for its output, found ", inQuotes(output),
                        ", which is taken");
    }
    if (const auto read = readAttributes(from, node); !read)
        return read;
    if (const ValuePtr value = node.op == "Constant" && node.outputs.size() == 1 ? node.value("value") : nullptr) {
        graph_.constants[static_cast<std::size_t>(node.outputs[0])] = value;
        return {};
    }
    graph_.nodes.push_back(std::move(node));
    return {};
}

Result<void> GraphReader::readAttributes(const onnx::NodeProto& from, Node& node)
{
    for (const onnx::AttributeProto& entry : from.attribute()) {
        Attribute attribute{entry.name(), std::int64_t{0}};
        switch (entry.type()) {
        case onnx::AttributeProto::INT: attribute.content = std::int64_t{entry.i()}; break;
        case onnx::AttributeProto::FLOAT: attribute.content = entry.f(); break;
        case onnx::AttributeProto::STRING: attribute.content = entry.s(); break;
        case onnx::AttributeProto::INTS:
            attribute.content = std::vector<std::int64_t>(entry.ints().begin(), entry.ints().end());
            break;
        case onnx::AttributeProto::FLOATS:
            attribute.content = std::vector<float>(entry.floats().begin(), entry.floats().end());
            break;
        case onnx::AttributeProto::STRINGS:
            attribute.content = std::vector<std::string>(entry.strings().begin(), entry.strings().end());
            break;
        case onnx::AttributeProto::TENSOR: {
            // What a Constant node holds is named by its output, as everywhere else.
            const std::string where = node.op == "Constant" && from.output_size() == 1
                                          ? text(graph_.file, ": tensor ", printable(from.output(0)))
                                          : text(graph_.where(node), ": attribute ", printable(entry.name()));
            auto value = tensorValue(entry.t(), data_, where);
            if (!value)
                return tl::unexpected(value.error());
            attribute.content = std::move(*value);
            break;
        }
        default: continue;
        }
        node.attributes.push_back(std::move(attribute));
    }
    return {};
}

Result<void> GraphReader::readOutputs(const onnx::GraphProto& graph)
{
    if (graph.output_size() == 0)
        return fail(graph_.file, ": expected an output, found none");
    for (const onnx::ValueInfoProto& output : graph.output()) {
        const auto found = values_.find(output.name());
        if (found == values_.end() || (!made_.contains(found->second)))
            return fail(graph_.file, ": the output ", inQuotes(output.name()), " is produced by no node");
        graph_.outputs.push_back(found->second);
    }
    for (const Node& node : graph_.nodes)
        for (const int input : node.inputs)
            if (input >= 0 && !made_.contains(input))
                return fail(graph_.where(node), ": reads ", inQuotes(graph_.names[static_cast<std::size_t>(input)]),
                            ", which nothing in the graph produces");
    return {};
}

/// Every node after those it reads from; files should be in that order already.
Result<void> GraphReader::sort()
{
    std::vector<int> missing(graph_.nodes.size(), 0); // inputs not made yet
    std::map<int, std::vector<std::size_t>> readers;  // by value
    std::set<int> pending;
    for (const Node& node : graph_.nodes)
        pending.insert(node.outputs.begin(), node.outputs.end());
    pending.erase(-1);
    std::set<std::size_t> ready;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        for (const int input : graph_.nodes[i].inputs) {
            if (!pending.contains(input))
                continue;
            ++missing[i];
            readers[input].push_back(i);
        }
        if (missing[i] == 0)
            ready.insert(i);
    }
    std::vector<Node> sorted;
    std::vector<bool> placed(graph_.nodes.size(), false);
    while (!ready.empty()) {
        const std::size_t next = *ready.begin();
        ready.erase(ready.begin());
        placed[next] = true;
        for (const int output : graph_.nodes[next].outputs)
            for (const std::size_t reader : readers[output])
                if (--missing[reader] == 0)
                    ready.insert(reader);
        sorted.push_back(graph_.nodes[next]);
    }
    if (sorted.size() < graph_.nodes.size()) {
        const auto left = static_cast<std::size_t>(std::ranges::find(placed, false) - placed.begin());
        return fail(graph_.where(graph_.nodes[left]), ": depends on its own output, or on that of a node that does");
    }
    graph_.nodes = std::move(sorted);
    return {};
}

} // namespace

Result<Graph> readGraph(const onnx::ModelProto& model, const TensorData& data, const std::string& file)
{
    return GraphReader(data, file).read(model);
}

std::string labelOf(const onnx::NodeProto& node, int index)
{
    return node.name().empty() ? text(printable(node.op_type()), "_", index) : printable(node.name());
}

std::vector<std::string> tensorNames(const onnx::ModelProto& model)
{
    std::vector<std::string> names;
    for (const onnx::TensorProto& tensor : model.graph().initializer())
        names.push_back(tensor.name());
    for (const onnx::NodeProto& node : model.graph().node())
        if (constantTensor(node) != nullptr && node.output_size() == 1)
            names.push_back(node.output(0));
    return names;
}

} // namespace termscope::onnxfile
