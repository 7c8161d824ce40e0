// Images as they lie between convolutions: [n, ⌈channels / lanes⌉, space…, lanes], where lanes neighbouring channels
// lie side by side and zeros fill up the last block. That is how vector units of this width like to read and write
// them.
#pragma once

#include "core/tensor/Value.h"

#include <mutex>

namespace termscope {

/// Lanes on this machine: 16 or 8.
std::int64_t imageLanes();

/// Memory that is given back and used again. Thread-safe; what is given out keeps its pool alive.
class BufferPool : public std::enable_shared_from_this<BufferPool> {
public:
    /// At least `bytes`, aligned to 64, of any content. `given`: gets how many they are.
    std::shared_ptr<void> take(std::size_t bytes, std::size_t* given = nullptr);
    /// Frees what waits, and from now on what is given back.
    void close();

private:
    struct Buffer;
    void giveBack(std::unique_ptr<Buffer> buffer);

    std::mutex mutex_;
    bool closed_ = false;
    std::vector<std::unique_ptr<Buffer>> free_;

public:
    BufferPool();
    ~BufferPool();
};

struct BlockedImage {
    Shape shape; ///< [n, channels, space…]: one to three axes of space
    std::shared_ptr<float> floats;
    std::size_t roomBytes = 0; ///< that `floats` take, and what the buffer has beyond them

    std::int64_t blocks() const { return (shape[1] + imageLanes() - 1) / imageLanes(); }
    /// Elements in memory.
    std::int64_t size() const;
};

using BlockedImagePtr = std::shared_ptr<const BlockedImage>;

/// An image with room for its elements, which are not set.
std::shared_ptr<BlockedImage> newBlockedImage(Shape shape, BufferPool& pool);

/// True for what toImage takes: float32 values with a batch, channels and one to three axes of space, none of size 0.
bool canBeImage(const Value& value);
BlockedImagePtr toImage(const Value& value, BufferPool& pool);
ValuePtr toValue(const BlockedImage& image);

} // namespace termscope
