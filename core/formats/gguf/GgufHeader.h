// What a GGUF file says before its data. Source: ggml, docs/gguf.md, versions 2 and 3.
//
// "GGUF", the version, the numbers of tensors and of key-value pairs, the pairs, the tensors' names, shapes, types and
// places; then, at a multiple of the alignment, the data. All little-endian.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"
#include "core/formats/gguf/GgufTypes.h"
#include "core/tensor/Tensor.h"

#include <string>
#include <vector>

namespace termscope {

struct GgufTensor {
    std::string name;
    Shape shape; ///< the last axis contiguous: the file's order the other way round
    std::uint32_t number = 0;
    const GgufType* type = nullptr; ///< null for a number that is not known: it has no size
    std::uint64_t offset = 0;       ///< in the data
    std::uint64_t bytes = 0;
};

struct GgufHeader {
    std::vector<GgufTensor> tensors; ///< in the order of the header
    std::uint64_t splitCount = 1;    ///< files that the network is in
    std::size_t dataStart = 0;       ///< position in the file
};

/// Checks every length, name, shape and place against the file's size: tensors of known types can be read without
/// further checks.
Result<GgufHeader> readGgufHeader(ByteView bytes, const std::string& file);

} // namespace termscope
