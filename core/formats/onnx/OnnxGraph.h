// The graph of an ONNX model. Internal to core/formats/onnx: it carries the protobuf headers.
#pragma once

#include "core/formats/onnx/OnnxTensors.h"
#include "core/graph/Graph.h"

namespace termscope::onnxfile {

/// Nodes in running order, every initializer and Constant as a constant. Calls of the file's own functions become their
/// nodes. Graphs inside of nodes are read with them (core/graph/InnerGraphs.h). What an attribute holds that no
/// operator reads is Unread. Errors: names used twice, a value that nothing produces, a cycle, tensors that do not
/// match their shapes. `file` opens every message.
Result<Graph> readGraph(const onnx::ModelProto& model, const TensorData& data, const std::string& file);

/// The node's own name, or "Gemm_3" for the unnamed node with index 3.
std::string labelOf(const onnx::NodeProto& node, int index);

/// Values that the file itself holds as tensors, in its order: initializers, then the values of Constant nodes.
std::vector<std::string> tensorNames(const onnx::ModelProto& model);

} // namespace termscope::onnxfile
