#include "core/formats/onnx/OnnxGraph.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/formats/onnx/OnnxFunctions.h"
#include "core/graph/NodeOrder.h"

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

/// What all graphs of a file share.
struct FileScope {
    const TensorData& data;
    const std::string& file;
    int opset = 13;
    std::map<std::pair<std::string, std::string>, const onnx::FunctionProto*> functions = {}; ///< by domain and name
    std::int64_t nodes = 0;                                                                   ///< of all graphs so far
};

class GraphReader {
public:
    /// `outer`: of the graph around, null for the file's own; `path`: what the names of unnamed nodes begin with.
    explicit GraphReader(FileScope& scope, GraphReader* outer = nullptr, std::string path = {})
        : scope_(scope), outer_(outer), path_(std::move(path)), depth_(outer == nullptr ? 0 : outer->depth_ + 1)
    {
        graph_.file = scope.file;
        graph_.opset = scope.opset;
    }

    Result<Graph> read(const onnx::GraphProto& graph);
    /// Of the graph around: what this one reads of it, in the order of its last inputs.
    const std::vector<int>& captured() const { return captured_; }

private:
    Result<void> readInitializers(const onnx::GraphProto& graph);
    Result<void> readInputs(const onnx::GraphProto& graph);
    Result<void> readNode(const onnx::NodeProto& node, int index);
    Result<bool> readCall(const onnx::NodeProto& from, const Node& node);
    void inlineBody(const Graph& body, const Node& node);
    Result<void> readAttributes(const onnx::NodeProto& from, Node& node);
    Result<std::optional<Attribute>> readAttribute(const onnx::NodeProto& from, const onnx::AttributeProto& entry,
                                                   Node& node);
    Result<Attribute> readInner(const onnx::AttributeProto& entry, Node& node);
    Result<void> readOutputs(const onnx::GraphProto& graph);
    void captureRest();
    Result<void> checkInputs() const;
    int valueOf(const std::string& name);

    FileScope& scope_;
    GraphReader* outer_;
    std::string path_;
    std::size_t depth_;
    Graph graph_;
    std::map<std::string, int> values_;
    std::set<int> made_; ///< values that something produces
    std::set<std::string> initializers_;
    std::vector<int> captured_;
};

Result<Graph> GraphReader::read(const onnx::GraphProto& graph)
{
    if (graph.sparse_initializer_size() > 0)
        return fail(graph_.file, ": sparse initializers are not supported; expected dense ones");
    scope_.nodes += graph.node_size();
    if (scope_.nodes > limits::onnxNodes)
        return fail(graph_.file, ": expected at most ", limits::onnxNodes, " nodes, found ", scope_.nodes);
    if (graph.initializer_size() > limits::onnxTensors)
        return fail(graph_.file, ": expected at most ", limits::onnxTensors, " initializers, found ",
                    graph.initializer_size());
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
    captureRest();
    if (const auto checked = checkInputs(); !checked)
        return tl::unexpected(checked.error());
    if (const auto sorted = sortNodes(graph_); !sorted)
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
        auto value = tensorValue(tensor, scope_.data, text(graph_.file, ": tensor ", printable(tensor.name())));
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
        // Older files list the initializers among the inputs. Inside of a node every input has its place.
        if (outer_ == nullptr && initializers_.contains(input.name()))
            continue;
        const int number = valueOf(input.name());
        graph_.constants[static_cast<std::size_t>(number)] = nullptr;
        if (!made_.insert(number).second && !initializers_.contains(input.name()))
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
    node.name = from.name().empty() ? path_ + labelOf(from, index) : labelOf(from, index);
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
    const Result<bool> called = readCall(from, node);
    if (!called || *called)
        return called ? Result<void>{} : tl::unexpected(called.error());
    if (const auto read = readAttributes(from, node); !read)
        return read;
    if (const ValuePtr value = node.op == "Constant" && node.outputs.size() == 1 ? node.value("value") : nullptr) {
        graph_.constants[static_cast<std::size_t>(node.outputs[0])] = value;
        return {};
    }
    graph_.nodes.push_back(std::move(node));
    return {};
}

/// A call of one of the file's own functions becomes the function's nodes. False: it is none.
Result<bool> GraphReader::readCall(const onnx::NodeProto& from, const Node& node)
{
    const auto function = scope_.functions.find({from.domain(), from.op_type()});
    if (function == scope_.functions.end() || depth_ + 1 > limits::innerGraphs)
        return false;
    const std::optional<onnx::GraphProto> body = bodyFor(*function->second, from, graph_.opset);
    if (!body)
        return false;
    GraphReader reader(scope_, nullptr, node.name + "/");
    reader.depth_ = depth_ + 1;
    const Result<Graph> graph = reader.read(*body);
    if (!graph)
        return tl::unexpected(graph.error());
    inlineBody(*graph, node);
    return true;
}

/// The function's nodes on values of this graph.
void GraphReader::inlineBody(const Graph& body, const Node& node)
{
    std::vector<std::optional<int>> value(body.names.size()); // of this graph
    for (std::size_t i = 0; i < body.inputs.size(); ++i)
        value[static_cast<std::size_t>(body.inputs[i].value)] = node.input(i);
    std::vector<std::pair<int, int>> passed; // values of this graph: what an input goes to
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        std::optional<int>& own = value[static_cast<std::size_t>(body.outputs[i])];
        if (node.outputs[i] >= 0 && own)
            passed.emplace_back(*own, node.outputs[i]);
        else if (node.outputs[i] >= 0)
            own = node.outputs[i];
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (!value[i]) {
            value[i] = graph_.addValue(node.name + "/" + body.names[i], body.constants[i]);
            made_.insert(*value[i]);
        } else if (body.constants[i] && *value[i] >= 0) {
            graph_.constants[static_cast<std::size_t>(*value[i])] = body.constants[i];
        }
    }
    const auto here = [&](int number) { return number < 0 ? -1 : *value[static_cast<std::size_t>(number)]; };
    for (Node one : body.nodes) {
        std::ranges::transform(one.inputs, one.inputs.begin(), here);
        std::ranges::transform(one.outputs, one.outputs.begin(), here);
        graph_.nodes.push_back(std::move(one));
    }
    for (const auto& [from, to] : passed)
        graph_.nodes.push_back({node.name, "Identity", {}, {from}, {to}, {}});
}

/// The kind of an attribute; what files before IR version 2 leave open follows from what is there.
onnx::AttributeProto::AttributeType kindOf(const onnx::AttributeProto& entry)
{
    if (entry.type() != onnx::AttributeProto::UNDEFINED)
        return entry.type();
    return entry.has_i()             ? onnx::AttributeProto::INT
           : entry.has_f()           ? onnx::AttributeProto::FLOAT
           : entry.has_s()           ? onnx::AttributeProto::STRING
           : entry.has_t()           ? onnx::AttributeProto::TENSOR
           : entry.ints_size() > 0   ? onnx::AttributeProto::INTS
           : entry.floats_size() > 0 ? onnx::AttributeProto::FLOATS
                                     : onnx::AttributeProto::UNDEFINED;
}

Result<void> GraphReader::readAttributes(const onnx::NodeProto& from, Node& node)
{
    for (const onnx::AttributeProto& entry : from.attribute()) {
        Result<std::optional<Attribute>> attribute = readAttribute(from, entry, node);
        if (!attribute)
            return tl::unexpected(attribute.error());
        if (*attribute)
            node.attributes.push_back(std::move(**attribute));
    }
    return {};
}

/// None for an empty list, of which older files do not tell the kind.
Result<std::optional<Attribute>> GraphReader::readAttribute(const onnx::NodeProto& from,
                                                            const onnx::AttributeProto& entry, Node& node)
{
    Attribute attribute{entry.name(), std::int64_t{0}};
    switch (kindOf(entry)) {
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
        auto value = tensorValue(entry.t(), scope_.data, where);
        if (!value)
            return tl::unexpected(value.error());
        attribute.content = std::move(*value);
        break;
    }
    case onnx::AttributeProto::GRAPH: {
        Result<Attribute> inner = readInner(entry, node);
        if (!inner)
            return tl::unexpected(inner.error());
        return std::optional(std::move(*inner));
    }
    case onnx::AttributeProto::UNDEFINED: return std::nullopt;
    default: attribute.content = Unread{};
    }
    return attribute;
}

/// A graph inside of the node: what it reads of this one comes behind the node's inputs.
Result<Attribute> GraphReader::readInner(const onnx::AttributeProto& entry, Node& node)
{
    if (depth_ + 1 > limits::innerGraphs)
        return fail(graph_.where(node), ": expected at most ", limits::innerGraphs,
                    " graphs inside each other, found more");
    GraphReader reader(scope_, this, text(node.name, "/", printable(entry.name()), "/"));
    Result<Graph> inner = reader.read(entry.g());
    if (!inner)
        return tl::unexpected(inner.error());
    node.inputs.insert(node.inputs.end(), reader.captured().begin(), reader.captured().end());
    return Attribute{entry.name(), GraphPtr(std::make_shared<Graph>(std::move(*inner)))};
}

Result<void> GraphReader::readOutputs(const onnx::GraphProto& graph)
{
    if (graph.output_size() == 0)
        return fail(graph_.file, ": expected an output, found none");
    for (const onnx::ValueInfoProto& output : graph.output()) {
        const auto found = values_.find(output.name());
        if (outer_ == nullptr && (found == values_.end() || !made_.contains(found->second)))
            return fail(graph_.file, ": the output ", inQuotes(output.name()), " is produced by no node");
        graph_.outputs.push_back(valueOf(output.name()));
    }
    return {};
}

/// What nothing in a graph inside of a node makes comes from the graph around it.
void GraphReader::captureRest()
{
    if (outer_ == nullptr)
        return;
    for (std::size_t value = 0; value < graph_.names.size(); ++value) {
        const int number = static_cast<int>(value);
        if (!made_.insert(number).second)
            continue;
        captured_.push_back(outer_->valueOf(graph_.names[value]));
        graph_.inputs.push_back({number, ElementType::Float32, std::nullopt, {}});
        ++graph_.captures;
    }
}

Result<void> GraphReader::checkInputs() const
{
    for (const Node& node : graph_.nodes)
        for (const int input : node.inputs)
            if (input >= 0 && !made_.contains(input))
                return fail(graph_.where(node), ": reads ", inQuotes(graph_.names[static_cast<std::size_t>(input)]),
                            ", which nothing in the graph produces");
    return {};
}

} // namespace

Result<Graph> readGraph(const onnx::ModelProto& model, const TensorData& data, const std::string& file)
{
    FileScope scope{data, file};
    for (const auto& set : model.opset_import())
        if (set.domain().empty() || set.domain() == "ai.onnx")
            scope.opset = static_cast<int>(std::clamp<std::int64_t>(set.version(), 1, 1000));
    for (const onnx::FunctionProto& function : model.functions())
        if (!function.domain().empty() && function.domain() != "ai.onnx")
            scope.functions.emplace(std::pair{function.domain(), function.name()}, &function);
    return GraphReader(scope).read(model.graph());
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
