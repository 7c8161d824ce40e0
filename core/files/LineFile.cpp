#include "core/files/LineFile.h"

#include "core/base/Limits.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace termscope {
namespace {

/// The rest of the file from where it stands.
bool readAll(int file, std::string& bytes)
{
    std::string block(1 << 16, '\0');
    for (;;) {
        const ssize_t count = ::read(file, block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0;
        bytes.append(block, 0, static_cast<std::size_t>(count));
    }
}

bool writeAt(int file, std::string_view bytes, std::uintmax_t place)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
        place += static_cast<std::uintmax_t>(count);
    }
    return true;
}

} // namespace

Result<LineFile> LineFile::open(const std::filesystem::path& path)
{
    const auto failed = [&] {
        return fail(path.string(), ": cannot be read and written (", std::strerror(errno), ")");
    };
    LineFile opened;
    opened.path_ = path;
    opened.file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (opened.file_ < 0)
        return failed();
    struct stat info {};
    if (::fstat(opened.file_, &info) != 0)
        return failed();
    if (!S_ISREG(info.st_mode))
        return fail(path.string(), ": expected a regular file");
    if (static_cast<std::uintmax_t>(info.st_size) > limits::lineFile)
        return fail(path.string(), ": expected at most 1 GB, found ", info.st_size, " bytes");
    if (::flock(opened.file_, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? fail(path.string(), ": is in use by another program") : failed();
    std::string bytes;
    if (!readAll(opened.file_, bytes))
        return failed();
    std::size_t first = 0;
    for (std::size_t end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', first)) {
        opened.lines_.push_back(bytes.substr(first, end - first));
        first = end + 1;
    }
    opened.torn_ = bytes.substr(first);
    opened.end_ = first;
    return opened;
}

LineFile::LineFile(LineFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), lines_(std::move(other.lines_)),
      torn_(std::move(other.torn_)), end_(other.end_)
{
}

LineFile::~LineFile()
{
    if (file_ >= 0)
        ::close(file_);
}

Result<void> LineFile::append(std::string_view line)
{
    const std::string whole = std::string(line) + '\n';
    const bool done = (torn_.empty() || ::ftruncate(file_, static_cast<off_t>(end_)) == 0)
                      && writeAt(file_, whole, end_) && ::fdatasync(file_) == 0;
    if (!done)
        return fail(path_.string(), ": cannot be written (", std::strerror(errno), ")");
    torn_.clear();
    end_ += whole.size();
    lines_.emplace_back(line);
    return {};
}

} // namespace termscope
