// The JSON header of a safetensors file. Source: https://github.com/huggingface/safetensors, "Format".
//
// 8 bytes: N, the length of the header, little-endian; N bytes: a JSON object; the rest: the data of the tensors.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"
#include "core/formats/packed/StoredArray.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace termscope {

struct SafetensorsEntry {
    std::string name;
    std::string type; ///< "F32"
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> offsets; ///< begin and end, counted from the start of the data
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries; ///< in the order of the header
    std::size_t dataStart = 0;             ///< position in the file
};

/// What "F8_E4M3" stands for; none for a type that is not known.
std::optional<NumberKind> safetensorsKind(const std::string& type);

/// Reads the header and checks every name, type, shape and offset against each other and the file's size: what is
/// returned can be read without further checks, but for tensors of a type that is not known.
Result<SafetensorsHeader> readSafetensorsHeader(ByteView bytes, const std::string& file);

} // namespace termscope
