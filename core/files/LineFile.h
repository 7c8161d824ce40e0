// A text file that grows by whole lines: what was written before a crash, a kill or a power cut can be read back, and a
// line that was torn then is as if it had never been begun.
#pragma once

#include "core/base/Error.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

class LineFile {
public:
    /// Opens the file, or makes it, and reads its whole lines. Nobody else can open it so until it is closed. Nothing
    /// is changed before the first append. Errors: it is no regular file, cannot be read and written, is larger than 1
    /// GB, or is in use.
    static Result<LineFile> open(const std::filesystem::path& path);
    LineFile(LineFile&& other) noexcept;
    LineFile& operator=(LineFile&&) = delete;
    ~LineFile();

    /// Without their ends.
    const std::vector<std::string>& lines() const { return lines_; }
    /// What stands behind the last whole line: of a line that was torn.
    const std::string& torn() const { return torn_; }

    /// Writes the line over what was torn, and returns when it is on the disk. Range: no line end in it. Error: the
    /// disk does not take it; the file then ends as before or in a torn line.
    Result<void> append(std::string_view line);

private:
    LineFile() = default;

    std::filesystem::path path_;
    int file_ = -1;
    std::vector<std::string> lines_;
    std::string torn_;
    std::uintmax_t end_ = 0; ///< of the last whole line
};

} // namespace termscope
