// What a file is, by its first bytes.
#pragma once

#include "core/files/Files.h"

#include <string>

namespace termscope {

enum class FileKind { Empty, Onnx, Safetensors, Zip, Gzip, Idx, Npy, Hdf5, Pickle, Image, Json, Text, Unknown };

FileKind fileKind(ByteView bytes);

/// "an empty file", "a file that starts with the bytes 89 50 4e 47": the end of "expected …, found …".
std::string describeContents(ByteView bytes);

} // namespace termscope
