// Whole files in, whole files out.
#pragma once

#include "core/base/Error.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace termscope {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// Reads a whole regular file. Error: it is missing, a folder, unreadable, or larger than `limit` bytes.
Result<Bytes> readFile(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t{1} << 34);

/// Writes a file whole or not at all: into a temporary file of the same folder, flushed, then renamed over `path`.
/// On an error the old file is as it was and nothing else is left behind.
Result<void> writeFile(const std::filesystem::path& path, ByteView bytes);
Result<void> writeFile(const std::filesystem::path& path, std::string_view text);

inline ByteView bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

} // namespace termscope
