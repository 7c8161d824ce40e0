// An ONNX model taken apart: the message without the data of its tensors, and where in the file those are.
//
// Protobuf copies whatever it parses, and parses no more than 2 GB. So the file's wire format is walked here (source:
// the encoding page of protobuf's documentation), as far as raw_data is, and libonnx is given the rest. Internal to
// core/formats/onnx: it carries the protobuf headers.
#pragma once

#include "core/files/MappedFile.h"

#include <onnx/onnx_pb.h>
#include <optional>
#include <vector>

namespace termscope::onnxfile {

struct ModelParts {
    onnx::ModelProto model; ///< the tensors of initializers and attributes have a place's number as raw_data: placeOf()
    std::vector<ByteView> places; ///< views into the bytes that were parsed
};

/// None: the bytes are no whole message, or what remains of it is larger than 2 GB. Long packed float_data count as raw
/// data.
std::optional<ModelParts> takeApart(ByteView bytes);

/// The place of a tensor's raw data.
ByteView placeOf(const onnx::TensorProto& tensor, const std::vector<ByteView>& places);

} // namespace termscope::onnxfile
