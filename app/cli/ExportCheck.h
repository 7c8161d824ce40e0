// Reads an export back before it is put in its place: every weight must be there. In safetensors and npz exactly;
// in ONNX up to the rounding of the type its initializers have, which may be of 16 bits.
#pragma once

#include "core/files/Files.h"
#include "core/formats/NetworkWriter.h"

#include <string>

namespace termscope::cli {

/// `weights` in canonical order, as they went into the writer. Error: what came back otherwise, and where.
Result<void> checkExport(const Network& network, const LayerWeights& weights, ByteView bytes, const std::string& out);

} // namespace termscope::cli
