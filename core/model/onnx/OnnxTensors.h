// Tensors as an ONNX file holds them. Internal to core/model/onnx: it carries the protobuf headers.
#pragma once

#include "core/base/Error.h"
#include "core/base/FloatBytes.h"
#include "core/model/Tensor.h"

#include <onnx/onnx_pb.h>
#include <optional>
#include <span>

namespace termscope::onnxfile {

/// The floating-point type of the tensor; none for the others.
std::optional<FloatType> floatType(const onnx::TensorProto& tensor);

/// "FLOAT", "INT64"; "type 99" for one that this version of ONNX does not know.
std::string typeName(int type);

/// The values as float32, in the file's own shape. `where` opens every message: "net.onnx: tensor fc1.weight".
/// Errors: another type, data in another file, a shape that does not match the data, values not finite.
Result<Tensor> floatTensor(const onnx::TensorProto& tensor, const std::string& where);

/// The values of a small INT64 tensor (a shape); errors as above.
Result<std::vector<std::int64_t>> integerTensor(const onnx::TensorProto& tensor, const std::string& where);

/// Puts `values` in place of the tensor's own, in its own type and shape. Error: one is too large for the type.
Result<void> replaceValues(onnx::TensorProto& tensor, std::span<const float> values, const std::string& where);

} // namespace termscope::onnxfile
