// Floating-point numbers where a mapped file has them, in a form that is not this machine's float32 in a row: binary64,
// binary16 or bfloat16, in the other byte order, or apart by strides; or as codes and blocks, which their readers know.
// They are converted whenever they are read, so that a file of many gigabytes costs the memory of a part.
#pragma once

#include "core/files/FloatBytes.h"
#include "core/files/MappedFile.h"

#include <functional>
#include <memory>
#include <mutex>

namespace termscope {

struct NumberForm {
    FloatType type = FloatType::F32;
    bool bigEndian = false;
    /// Of an array that is not in a row: its axes, and how many numbers each step along one of them goes on. Both empty
    /// for all numbers in order.
    std::vector<std::int64_t> shape = {};
    std::vector<std::int64_t> strides = {};
};

/// Numbers that are made whenever they are read. Immutable; thread-safe.
class StoredFloats {
public:
    StoredFloats() = default;
    virtual ~StoredFloats() = default;
    StoredFloats(const StoredFloats&) = delete;
    StoredFloats& operator=(const StoredFloats&) = delete;

    virtual std::size_t size() const = 0;

    /// Numbers `first`, `first` + 1, … in row order, as many as `to` has room for. The memory that the file's part
    /// takes is let go of.
    virtual void read(std::size_t first, std::span<float> to) const = 0;

    /// All of them in memory, which they take until this is destroyed.
    std::span<const float> all() const;

private:
    mutable std::once_flag once_;
    mutable std::vector<float> all_;
};

using StoredFloatsPtr = std::shared_ptr<const StoredFloats>;

/// Numbers of a form in a mapped file.
class MappedFloats : public StoredFloats {
public:
    /// Range: the source holds every number of the form (a multiple of byteSize; each place within).
    MappedFloats(FileBytes source, NumberForm form);

    std::size_t size() const override { return size_; }
    void read(std::size_t first, std::span<float> to) const override;

private:
    void readRow(std::size_t first, std::span<float> to) const;
    void gather(std::size_t first, std::span<float> to) const;

    FileBytes source_;
    NumberForm form_;
    std::size_t size_ = 0;
};

/// `read` makes any part of the numbers, on several threads at once.
StoredFloatsPtr computedFloats(std::size_t size, std::function<void(std::size_t first, std::span<float> to)> read);

} // namespace termscope
