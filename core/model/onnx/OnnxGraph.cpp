#include "core/model/onnx/OnnxGraph.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <set>

namespace termscope::onnxfile {
namespace {

/// What a user may expect in the file, and what is computed away besides.
constexpr std::string_view expectedOperators = "Gemm, MatMul, Add, Relu, Flatten, Reshape, Softmax, LogSoftmax";
constexpr std::array<std::string_view, 12> knownOperators{"Gemm",    "MatMul",     "Add",      "Relu",
                                                          "Flatten", "Reshape",    "Softmax",  "LogSoftmax",
                                                          "Identity", "Dropout",   "Constant", "Transpose"};

/// The tensor of a Constant node; null when it holds something else (a number, a list).
const onnx::TensorProto* constantTensor(const onnx::NodeProto& node)
{
    const onnx::AttributeProto* value = attribute(node, "value");
    return node.op_type() == "Constant" && value != nullptr && value->has_t() ? &value->t() : nullptr;
}

/// True when a Transpose swaps the two axes of a matrix.
bool swapsAxes(const onnx::NodeProto& node)
{
    const onnx::AttributeProto* permutation = attribute(node, "perm");
    if (permutation == nullptr)
        return true;
    return permutation->ints_size() == 2 && permutation->ints(0) == 1 && permutation->ints(1) == 0;
}

bool keepsAxes(const onnx::NodeProto& node)
{
    const onnx::AttributeProto* permutation = attribute(node, "perm");
    return permutation != nullptr && permutation->ints_size() == 2 && permutation->ints(0) == 0
        && permutation->ints(1) == 1;
}

} // namespace

const onnx::AttributeProto* attribute(const onnx::NodeProto& node, std::string_view name)
{
    for (const onnx::AttributeProto& entry : node.attribute()) {
        if (entry.name() == name)
            return &entry;
    }
    return nullptr;
}

std::int64_t integerAttribute(const onnx::NodeProto& node, std::string_view name, std::int64_t otherwise)
{
    const onnx::AttributeProto* entry = attribute(node, name);
    return entry != nullptr && entry->has_i() ? entry->i() : otherwise;
}

float floatAttribute(const onnx::NodeProto& node, std::string_view name, float otherwise)
{
    const onnx::AttributeProto* entry = attribute(node, name);
    return entry != nullptr && entry->has_f() ? entry->f() : otherwise;
}

Result<Graph> Graph::read(const onnx::ModelProto& model, const std::string& file)
{
    Graph result(file);
    const onnx::GraphProto& graph = model.graph();
    if (graph.sparse_initializer_size() > 0)
        return fail(file, ": sparse initializers are not supported; expected dense ones");
    if (const auto indexed = result.indexNames(graph); !indexed)
        return tl::unexpected(indexed.error());
    if (const auto found = result.findChain(graph); !found)
        return tl::unexpected(found.error());
    return result;
}

Result<void> Graph::indexNames(const onnx::GraphProto& graph)
{
    for (const onnx::TensorProto& tensor : graph.initializer()) {
        if (tensor.name().empty() || !isUtf8(tensor.name()))
            return fail(file_, ": expected every initializer to have a name, found ", inQuotes(tensor.name()));
        if (!initializers_.emplace(tensor.name(), &tensor).second)
            return fail(file_, ": expected every tensor name once, found ", inQuotes(tensor.name()), " twice");
        if (floatType(tensor))
            floatConstants_.push_back({&tensor, tensor.name(), false});
    }
    for (const onnx::ValueInfoProto& input : graph.input()) {
        // Older files list the initializers among the inputs.
        if (!initializers_.contains(input.name()) && !inputs_.emplace(input.name(), &input).second)
            return fail(file_, ": expected every input name once, found ", inQuotes(input.name()), " twice");
    }
    int index = 0;
    for (const onnx::NodeProto& node : graph.node()) {
        if (const auto indexed = indexNode(node, index++); !indexed)
            return indexed;
    }
    for (const onnx::ValueInfoProto& output : graph.output())
        ++uses_[output.name()];
    return {};
}

Result<void> Graph::indexNode(const onnx::NodeProto& node, int index)
{
    indices_[&node] = index;
    const bool standard = node.domain().empty() || node.domain() == "ai.onnx";
    if (!standard || std::find(knownOperators.begin(), knownOperators.end(), node.op_type()) == knownOperators.end())
        return fail(file_, ": operator ", standard ? "" : printable(node.domain()) + ".", printable(node.op_type()),
                    " of node ", inQuotes(label(node)), " is not supported; expected ", expectedOperators);
    for (const std::string& output : node.output()) {
        if (output.empty())
            continue;
        if (!isUtf8(output))
            return fail(where(node), ": expected an output name in UTF-8, found ", inQuotes(output));
        if (initializers_.contains(output) || inputs_.contains(output) || !producers_.emplace(output, &node).second)
            return fail(where(node), ": expected a new name for its output, found ", inQuotes(output),
                        ", which is taken");
    }
    for (const std::string& input : node.input())
        ++uses_[input];
    const onnx::TensorProto* tensor = constantTensor(node);
    if (tensor != nullptr && floatType(*tensor) && node.output_size() == 1)
        floatConstants_.push_back({tensor, node.output(0), false});
    return {};
}

std::optional<Constant> Graph::constant(const std::string& value) const
{
    std::string name = value;
    bool transposed = false;
    // No chain of nodes is longer than there are nodes, unless it is a cycle.
    for (std::size_t steps = 0; steps <= indices_.size(); ++steps) {
        if (const auto initializer = initializers_.find(name); initializer != initializers_.end())
            return Constant{initializer->second, name, transposed};
        const auto producer = producers_.find(name);
        if (producer == producers_.end())
            return std::nullopt;
        const onnx::NodeProto& node = *producer->second;
        if (const onnx::TensorProto* tensor = constantTensor(node))
            return Constant{tensor, name, transposed};
        if (node.input_size() == 0 || (node.op_type() != "Identity" && node.op_type() != "Transpose"))
            return std::nullopt;
        if (node.op_type() == "Transpose") {
            if (!swapsAxes(node) && !keepsAxes(node))
                return std::nullopt;
            transposed ^= swapsAxes(node);
        }
        name = node.input(0);
    }
    return std::nullopt;
}

Result<void> Graph::checkReadable(const onnx::NodeProto& node) const
{
    for (const std::string& input : node.input()) {
        if (!input.empty() && !inputs_.contains(input) && !initializers_.contains(input) && !producers_.contains(input))
            return fail(where(node), ": reads ", inQuotes(input), ", which nothing in the graph produces");
    }
    return {};
}

Result<std::string> Graph::dataInput(const onnx::NodeProto& node) const
{
    if (const auto readable = checkReadable(node); !readable)
        return tl::unexpected(readable.error());
    const std::string& op = node.op_type();
    const bool binary = op == "Add" || op == "MatMul" || op == "Gemm";
    const bool reshapes = op == "Reshape" && attribute(node, "shape") == nullptr;
    const int needed = binary || reshapes ? 2 : 1;
    if (node.input_size() < needed || node.input(0).empty() || (needed == 2 && node.input(1).empty()))
        return fail(where(node), ": expected ", needed, needed == 1 ? " input" : " inputs", ", found ",
                    node.input_size() - std::count(node.input().begin(), node.input().end(), ""));
    if (op == "Transpose")
        return fail(where(node), ": Transpose is supported for weights only, found it on ", inQuotes(node.input(0)));
    if (!binary)
        return node.input(0);
    if (op == "Add" && constant(node.input(0)))
        return node.input(1);
    if (!constant(node.input(1)))
        return fail(where(node), ": expected a constant ",
                    op == "Add" ? "operand (a bias)" : "weight as second operand", ", found ",
                    inQuotes(node.input(1)), ", which is computed");
    return node.input(0);
}

Result<void> Graph::findChain(const onnx::GraphProto& graph)
{
    if (graph.output_size() != 1)
        return fail(file_, ": expected one output, found ", graph.output_size());
    std::set<std::string> seen;
    std::string value = graph.output(0).name();
    if (!inputs_.contains(value) && !producers_.contains(value))
        return fail(file_, ": the output ", inQuotes(value), " is produced by no node");
    while (!inputs_.contains(value)) {
        const auto producer = producers_.find(value);
        if (producer == producers_.end() || producer->second->op_type() == "Constant")
            return fail(file_, ": expected the output to depend on an input, found that it ends at ", inQuotes(value));
        const onnx::NodeProto& node = *producer->second;
        if (!seen.insert(value).second)
            return fail(where(node), ": depends on its own output ", inQuotes(value));
        if (node.output(0) != value)
            return fail(where(node), ": expected its first output to be used, found ", inQuotes(value));
        chain_.push_back(&node);
        const auto input = dataInput(node);
        if (!input)
            return tl::unexpected(input.error());
        value = *input;
    }
    input_ = inputs_.at(value);
    std::reverse(chain_.begin(), chain_.end());
    return {};
}

int Graph::uses(const std::string& value) const
{
    const auto found = uses_.find(value);
    return found == uses_.end() ? 0 : found->second;
}

std::string Graph::label(const onnx::NodeProto& node) const
{
    return node.name().empty() ? text(printable(node.op_type()), "_", indices_.at(&node)) : printable(node.name());
}

std::string Graph::where(const onnx::NodeProto& node) const
{
    return text(file_, ": node ", inQuotes(label(node)));
}

std::string Graph::where(const Constant& constant) const
{
    return text(file_, ": tensor ", printable(constant.name));
}

std::vector<Constant> Graph::floatConstants() const
{
    return floatConstants_;
}

} // namespace termscope::onnxfile
