// A file whose bytes are read where the disk cache has them, so that a large one costs no memory of its own.
//
// The file may be changed, cut short or taken away by others while it is mapped. Replacing it (as saving does) leaves
// the old contents here. What others write into it shows; what they cut off reads as zero, where the system would
// otherwise end the program; unchanged() tells either. Files of less than 1 MB are read into memory instead.
#pragma once

#include "core/files/Files.h"

#include <memory>

namespace termscope {

class MappedFile;
using MappedFilePtr = std::shared_ptr<const MappedFile>;

class MappedFile {
public:
    static constexpr std::uintmax_t smallest = std::uintmax_t{1} << 20;

    /// Error: those of readFile. Thread-safe, as all of this class.
    static Result<MappedFilePtr> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    /// Good as long as this lives. Of a small file, in memory.
    ByteView bytes() const { return bytes_; }
    bool mapped() const { return file_ >= 0; }

    /// Lets go of the memory that these bytes take, part of bytes() or not, until they are read again.
    void release(const void* first, std::size_t count) const;

    /// Error: the file has another size or time than when it was opened, or lost its end. The sentence names it.
    Result<void> unchanged() const;

private:
    MappedFile() = default;

    std::string name_;
    Bytes small_;
    ByteView bytes_;
    int file_ = -1;
    int guard_ = -1;           ///< of the ranges in which a lost page reads as zero
    std::int64_t seconds_ = 0; ///< when it was last changed, as opened
    std::int64_t nanoseconds_ = 0;
};

/// Bytes to parse, and what keeps them: a parser may hold on to the file in place of copying. Without one, the bytes
/// are only good during the call.
struct FileBytes {
    ByteView bytes;
    MappedFilePtr file = nullptr;

    FileBytes(ByteView view) : bytes(view) {}
    explicit FileBytes(MappedFilePtr from) : bytes(from->bytes()), file(std::move(from)) {}
    FileBytes(ByteView view, MappedFilePtr from) : bytes(view), file(std::move(from)) {}

    FileBytes part(std::size_t first, std::size_t count) const { return {bytes.subspan(first, count), file}; }
    bool mapped() const { return file != nullptr && file->mapped(); }
    /// See MappedFile::release.
    void release() const
    {
        if (mapped())
            file->release(bytes.data(), bytes.size());
    }
};

/// Tensors of fewer bytes are copied, so that a network keeps no file for them.
inline constexpr std::size_t smallestMapped = std::size_t{1} << 16;

/// Bytes that outlive their reading: where a mapped file has them, if they are many; else a copy. Cheap to copy.
class KeptBytes {
public:
    KeptBytes() = default;
    explicit KeptBytes(const FileBytes& source);

    std::size_t size() const { return view_.bytes.size(); }
    const std::byte* data() const { return view_.bytes.data(); }
    ByteView bytes() const { return view_.bytes; }
    /// Lets go of the memory that this part of a mapped file takes, until it is read again.
    void release(std::size_t first, std::size_t count) const { view_.part(first, count).release(); }
    void release() const { view_.release(); }

private:
    FileBytes view_{ByteView()};
    std::shared_ptr<const Bytes> owner_;
};

} // namespace termscope
