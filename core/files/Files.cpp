#include "core/files/Files.h"

#include "core/base/Limits.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace termscope {
namespace {

namespace fs = std::filesystem;

std::string systemReason()
{
    return std::strerror(errno);
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    int get() const { return fd_; }
    bool close()
    {
        const int fd = std::exchange(fd_, -1);
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int fd_;
};

bool writeAll(int fd, ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// The permissions a new file would get, or those of the file that is replaced.
mode_t permissionsFor(const fs::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0)
        return info.st_mode & 07777;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

} // namespace

Result<Bytes> readFile(const fs::path& path)
{
    return readFile(path, limits::file);
}

Result<Bytes> readFile(const fs::path& path, std::uintmax_t limit)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return fail(path.string(), ": no such file");
    if (fs::is_directory(status))
        return fail(path.string(), ": expected a file, found a folder");
    if (!fs::is_regular_file(status))
        return fail(path.string(), ": expected a regular file");
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return fail(path.string(), ": cannot be read (", systemReason(), ")");
    const std::uintmax_t size = fs::file_size(path, error);
    if (error)
        return fail(path.string(), ": cannot be read (", error.message(), ")");
    if (size > limit)
        return fail(path.string(), ": expected at most ", limit, " bytes, found ", size);
    Bytes bytes(size);
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(path.string(), ": cannot be read (", systemReason(), ")");
        if (got == 0)
            return fail(path.string(), ": expected ", bytes.size(), " bytes, found ", done,
                        " (it shrank while being read)");
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

Result<FileWriter> FileWriter::open(const fs::path& target)
{
    std::error_code error;
    // A symbolic link stays a link: what it points to is replaced.
    const fs::path resolved = fs::is_symlink(target, error) ? fs::weakly_canonical(target, error) : target;
    FileWriter writer;
    writer.target_ = target;
    writer.path_ = resolved.empty() ? target : resolved;
    if (fs::is_directory(writer.path_, error))
        return fail(target.string(), ": cannot be written (it is a folder)");
    std::string temporary = writer.path_.string() + ".XXXXXX";
    writer.file_ = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (writer.file_ < 0)
        return fail(target.string(), ": cannot be written (", systemReason(), ")");
    writer.temporary_ = std::move(temporary);
    return writer;
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : target_(std::move(other.target_)), path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, -1)), reason_(other.reason_)
{
}

FileWriter::~FileWriter()
{
    if (file_ >= 0)
        ::close(file_);
    if (!temporary_.empty())
        ::unlink(temporary_.c_str());
}

bool FileWriter::write(ByteView bytes)
{
    if (reason_ == 0 && !writeAll(file_, bytes))
        reason_ = errno;
    return reason_ == 0;
}

Result<void> FileWriter::failed() const
{
    return fail(target_.string(), ": cannot be written (", std::strerror(reason_), ")");
}

Result<void> FileWriter::finish()
{
    if (reason_ != 0)
        return failed();
    Descriptor file(std::exchange(file_, -1));
    const bool placed = ::fchmod(file.get(), permissionsFor(path_)) == 0 && ::fsync(file.get()) == 0 && file.close()
                        && ::rename(temporary_.c_str(), path_.c_str()) == 0;
    if (!placed) {
        reason_ = errno;
        return failed();
    }
    temporary_.clear();
    return {};
}

Result<void> writeFile(const fs::path& target, ByteView bytes)
{
    Result<FileWriter> writer = FileWriter::open(target);
    if (!writer)
        return tl::unexpected(writer.error());
    writer->write(bytes);
    return writer->finish();
}

Result<void> writeFile(const fs::path& path, std::string_view text)
{
    return writeFile(path, bytesOf(text));
}

Result<bool> isFreshFolder(const std::filesystem::path& folder)
{
    namespace fs = std::filesystem;
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) {
        const fs::path named = folder.has_filename() ? folder : folder.parent_path(); // without a last slash
        const fs::path parent = named.has_parent_path() ? named.parent_path() : fs::path(".");
        if (!fs::is_directory(parent, error))
            return fail(folder.string(), ": cannot be made (", parent.string(), " is no folder)");
        return true;
    }
    if (!fs::is_directory(folder, error))
        return fail(folder.string(), ": expected a folder, found a file");
    const bool empty = fs::is_empty(folder, error);
    if (error)
        return fail(folder.string(), ": cannot be read (", error.message(), ")");
    return empty;
}

} // namespace termscope
