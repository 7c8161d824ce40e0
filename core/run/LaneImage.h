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
class RoomPool : public std::enable_shared_from_this<RoomPool> {
public:
    /// At least `bytes`, aligned to 64, of any content. `given`: gets how many they are.
    std::shared_ptr<void> take(std::size_t bytes, std::size_t* given = nullptr);
    /// Frees what waits, and from now on what is given back.
    void close();

private:
    struct Room;
    void giveBack(std::unique_ptr<Room> room);

    std::mutex mutex_;
    bool closed_ = false;
    std::vector<std::unique_ptr<Room>> free_;

public:
    RoomPool();
    ~RoomPool();
};

struct LaneImage {
    Shape shape; ///< [n, channels, space…]: one to three axes of space
    std::shared_ptr<float> floats;
    std::size_t roomBytes = 0; ///< that `floats` take, and what the room has beyond them

    std::int64_t blocks() const { return (shape[1] + imageLanes() - 1) / imageLanes(); }
    /// Elements in memory.
    std::int64_t size() const;
};

using LaneImagePtr = std::shared_ptr<const LaneImage>;

/// An image with room for its elements, which are not set.
std::shared_ptr<LaneImage> newLaneImage(Shape shape, RoomPool& pool);

/// True for what toImage takes: float32 values with a batch, channels and one to three axes of space, none of size 0.
bool canBeImage(const Value& value);
LaneImagePtr toImage(const Value& value, RoomPool& pool);
ValuePtr toValue(const LaneImage& image);

} // namespace termscope
