// Functions that a file defines itself: a node that calls one stands for the function's nodes.
#pragma once

#include <onnx/onnx_pb.h>

#include <optional>

namespace termscope::onnxfile {

/// The function's body for the node that calls it: its attributes are those of the call. None where it cannot be read
/// so: it is of another opset than the file's, takes fewer inputs or gives fewer outputs than the call has, or an
/// attribute has a default, which ONNX's message of before 1.13 does not hold.
std::optional<onnx::GraphProto> bodyFor(const onnx::FunctionProto& function, const onnx::NodeProto& caller, int opset);

} // namespace termscope::onnxfile
