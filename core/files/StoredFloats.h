// Floating-point numbers where a mapped file has them, in a form that is not this machine's float32 in a row: binary64,
// binary16 or bfloat16, in the other byte order, or apart by strides. They are converted whenever they are read, so
// that a file of many gigabytes costs the memory of a part.
#pragma once

#include "core/files/FloatBytes.h"
#include "core/files/MappedFile.h"

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

/// Immutable; thread-safe.
class StoredFloats {
public:
    /// Range: the source holds every number of the form (a multiple of byteSize; each place within).
    StoredFloats(FileBytes source, NumberForm form);

    std::size_t size() const { return size_; }

    /// Numbers `first`, `first` + 1, … in row order, as many as `to` has room for. The memory that the file's part
    /// takes is let go of.
    void read(std::size_t first, std::span<float> to) const;

    /// All of them in memory, which they take until this is destroyed.
    std::span<const float> all() const;

private:
    void readRow(std::size_t first, std::span<float> to) const;
    void gather(std::size_t first, std::span<float> to) const;

    FileBytes source_;
    NumberForm form_;
    std::size_t size_ = 0;
    mutable std::once_flag once_;
    mutable std::vector<float> all_;
};

using StoredFloatsPtr = std::shared_ptr<const StoredFloats>;

} // namespace termscope
