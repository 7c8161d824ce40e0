// The nodes of an ONNX graph, checked and put in the order in which they run. Internal to core/model/onnx.
//
// Only chains are read: every value is made by one node from one other value and from constants.
#pragma once

#include "core/model/onnx/OnnxTensors.h"

#include <map>
#include <string_view>

namespace termscope::onnxfile {

/// A tensor known before the network runs: an initializer or a Constant node, seen through Identity and Transpose.
struct Constant {
    const onnx::TensorProto* tensor = nullptr;
    std::string name;        ///< the initializer's, or the Constant node's output
    bool transposed = false; ///< the graph transposes it before use
};

/// Refers to the model it was made from, which must outlive it.
class Graph {
public:
    /// Errors: an operator that is not supported, names used twice, a value that nothing produces, a cycle, more than
    /// one output. `file` opens every message.
    static Result<Graph> read(const onnx::ModelProto& model, const std::string& file);

    /// The nodes from the input to the output, without those whose result is constant.
    const std::vector<const onnx::NodeProto*>& chain() const { return chain_; }

    /// The input the chain starts from.
    const onnx::ValueInfoProto& input() const { return *input_; }

    /// What `value` is, when it does not depend on the input.
    std::optional<Constant> constant(const std::string& value) const;

    /// Number of times `value` is read, counting the graph's output.
    int uses(const std::string& value) const;

    /// The node's own name, or "Gemm_3" for the unnamed node with index 3.
    std::string label(const onnx::NodeProto& node) const;

    /// "net.onnx: node "fc1"": opens messages about a node.
    std::string where(const onnx::NodeProto& node) const;
    /// "net.onnx: tensor fc1.weight"
    std::string where(const Constant& constant) const;

    /// Every floating-point initializer and Constant, in the file's order.
    std::vector<Constant> floatConstants() const;

private:
    explicit Graph(std::string file) : file_(std::move(file)) {}

    Result<void> indexNames(const onnx::GraphProto& graph);
    Result<void> indexNode(const onnx::NodeProto& node, int index);
    Result<void> findChain(const onnx::GraphProto& graph);
    Result<std::string> dataInput(const onnx::NodeProto& node) const;
    Result<void> checkReadable(const onnx::NodeProto& node) const;

    std::string file_;
    std::map<std::string, const onnx::ValueInfoProto*> inputs_;
    std::map<std::string, const onnx::TensorProto*> initializers_;
    std::map<std::string, const onnx::NodeProto*> producers_;
    std::map<const onnx::NodeProto*, int> indices_;
    std::map<std::string, int> uses_;
    std::vector<Constant> floatConstants_;
    std::vector<const onnx::NodeProto*> chain_;
    const onnx::ValueInfoProto* input_ = nullptr;
};

/// The attribute of that name; null for none.
const onnx::AttributeProto* attribute(const onnx::NodeProto& node, std::string_view name);
std::int64_t integerAttribute(const onnx::NodeProto& node, std::string_view name, std::int64_t otherwise);
float floatAttribute(const onnx::NodeProto& node, std::string_view name, float otherwise);

} // namespace termscope::onnxfile
