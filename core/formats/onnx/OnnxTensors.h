// Tensors as an ONNX file holds them. Internal to core/formats/onnx: it carries the protobuf headers.
#pragma once

#include "core/base/Error.h"
#include "core/files/FloatBytes.h"
#include "core/files/MappedFile.h"
#include "core/tensor/Value.h"

#include <filesystem>
#include <map>
#include <onnx/onnx_pb.h>
#include <optional>
#include <span>

namespace termscope::onnxfile {

/// The floating-point type of the tensor; none for the others.
std::optional<FloatType> floatType(const onnx::TensorProto& tensor);

/// The type of ONNX's number; none for text, complex numbers and types that this version does not know.
std::optional<ElementType> elementType(int type);

/// "FLOAT", "INT64"; "type 99" for one that this version of ONNX does not know.
std::string typeName(int type);

/// The folder from which a model's external data may come; none for a model from memory.
using DataFolder = std::optional<std::filesystem::path>;

/// Where the data of a model's tensors are.
struct TensorData {
    using Files = std::map<std::string, MappedFilePtr>;

    DataFolder folder;
    const std::vector<ByteView>* places =
        nullptr;        ///< of raw data, see OnnxParts.h; null where tensors have it themselves
    MappedFilePtr file; ///< that the places are in; null for one from memory
    std::shared_ptr<Files> others =
        std::make_shared<Files>(); ///< files with external data, by location, as they are opened
};

/// The tensor's elements, in the file's own shape; null for a type that holds no numbers (text, complex numbers). Large
/// ones of float32 stay in the file where it is mapped. `where` opens every message: "net.onnx: tensor fc1.weight".
/// Errors: a shape that does not match the data; external data that are missing, too short, or outside of the folder
/// (by "..", an absolute path, or a symbolic link).
Result<ValuePtr> tensorValue(const onnx::TensorProto& tensor, const TensorData& data, const std::string& where);

/// Puts `values` in place of the tensor's own, in its own type and shape. Error: one is too large for the type.
Result<void> replaceValues(onnx::TensorProto& tensor, std::span<const float> values, const std::string& where);

} // namespace termscope::onnxfile
