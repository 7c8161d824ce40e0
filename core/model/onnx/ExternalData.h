// Tensor data that an ONNX model keeps in files beside it. Internal to core/model/onnx.
#pragma once

#include "core/base/Files.h"
#include "core/model/onnx/OnnxTensors.h"

namespace termscope::onnxfile {

/// The bytes that the tensor's external_data names: a file within `folder` or below, from an offset on. No part of the path
/// may be "..", absolute, or a symbolic link. Errors open with `where`.
Result<Bytes> readExternalData(const onnx::TensorProto& tensor, const DataFolder& folder, const std::string& where);

} // namespace termscope::onnxfile
