// What a file is, by its first bytes.
#pragma once

#include "core/files/Files.h"

#include <string>

namespace termscope {

enum class FileKind {
    Empty,
    Onnx,
    Safetensors,
    Gguf,
    Zip,
    Gzip,
    Idx,
    Npy,
    Hdf5,
    TfLite,
    Pickle,
    Image,
    LfsPointer, ///< what Git LFS has in place of a large file
    Html,
    Json,
    Text,
    Unknown
};

FileKind fileKind(ByteView bytes);

/// "an empty file", "a file that starts with the bytes 89 50 4e 47": the end of "expected …, found …". Of a kind that
/// people take for a network, with what to do.
std::string describeContents(ByteView bytes);

} // namespace termscope
