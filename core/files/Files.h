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
Result<Bytes> readFile(const std::filesystem::path& path, std::uintmax_t limit);
/// The same with the limit of core/base/Limits.h, 16 GB.
Result<Bytes> readFile(const std::filesystem::path& path);

/// Writes a file whole or not at all: into a temporary file of the same folder, flushed, then renamed over `path`.
/// On an error the old file is as it was and nothing else is left behind.
Result<void> writeFile(const std::filesystem::path& path, ByteView bytes);
Result<void> writeFile(const std::filesystem::path& path, std::string_view text);

/// Whether nothing is there yet but a folder that it can be made in, or an empty folder; false where it holds anything.
/// Errors: it cannot be made, is no folder, or cannot be read.
Result<bool> isFreshFolder(const std::filesystem::path& folder);

/// As writeFile, for a file that is written bit by bit: it is there, whole, only after finish().
class FileWriter {
public:
    /// Errors: `path` is a folder, or its folder does not take a new file.
    static Result<FileWriter> open(const std::filesystem::path& path);
    FileWriter(FileWriter&& other) noexcept;
    FileWriter& operator=(FileWriter&&) = delete;
    ~FileWriter(); ///< without finish() nothing is left behind

    /// Buffered by nobody: call it with some kilobytes at a time. False, from then on, when the disk did not take them.
    bool write(ByteView bytes);

    /// Puts the file in its place. Error: something could not be written.
    Result<void> finish();

private:
    FileWriter() = default;
    Result<void> failed() const;

    std::filesystem::path target_; ///< as given, for messages
    std::filesystem::path path_;   ///< a symbolic link's own target
    std::string temporary_;        ///< empty once it is gone
    int file_ = -1;
    int reason_ = 0; ///< errno of the first failure
};

inline ByteView bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

} // namespace termscope
