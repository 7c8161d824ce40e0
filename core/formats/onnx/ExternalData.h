// Tensor data that an ONNX model keeps in files beside it. Internal to core/formats/onnx.
#pragma once

#include "core/files/Files.h"
#include "core/formats/onnx/OnnxTensors.h"

namespace termscope::onnxfile {

/// The bytes that the tensor's external_data names: a file within the folder or below, from an offset on. No part of
/// the path may be "..", absolute, or a symbolic link. Files are opened once, and kept in `data`. Errors open with
/// `where`.
Result<FileBytes> externalData(const onnx::TensorProto& tensor, const TensorData& data, const std::string& where);

} // namespace termscope::onnxfile
