// Large buffers of numbers that are used again within a run: memory that was just given back to the system costs a page
// fault for every 4 KiB when it is asked for again.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace termscope {

/// Memory for numbers, of one owner: a vector's, or such as nobody has filled.
class FloatRoom {
public:
    FloatRoom() = default;
    FloatRoom(std::vector<float> numbers) noexcept
        : numbers_(std::move(numbers)), data_(numbers_.data()), size_(numbers_.size())
    {
    }
    /// Room for `count` numbers of any value.
    static FloatRoom unset(std::size_t count)
    {
        FloatRoom room;
        room.unset_ = std::make_unique_for_overwrite<float[]>(count);
        room.data_ = room.unset_.get();
        room.size_ = count;
        return room;
    }
    FloatRoom(FloatRoom&& other) noexcept
        : numbers_(std::move(other.numbers_)), unset_(std::move(other.unset_)),
          data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0))
    {
    }
    FloatRoom& operator=(FloatRoom&& other) noexcept
    {
        numbers_ = std::move(other.numbers_);
        unset_ = std::move(other.unset_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }
    ~FloatRoom() = default;

    float* data() const { return data_; }
    std::size_t size() const { return size_; } ///< numbers that it has room for
    /// Numbers that its memory has: a vector's may be more.
    std::size_t held() const { return unset_ ? size_ : numbers_.capacity(); }
    /// Its first `count` numbers, whose number may then change; they move where they are a vector's.
    std::vector<float> toVector(std::size_t count) &&
    {
        if (unset_)
            return {data_, data_ + count};
        numbers_.resize(count);
        return std::move(numbers_);
    }

private:
    std::vector<float> numbers_;
    std::unique_ptr<float[]> unset_;
    float* data_ = nullptr; ///< of either
    std::size_t size_ = 0;
};

/// While it lives, buffers that this thread gives up serve what it asks for next; then they go. Inside of another one
/// it does nothing. Of a thread alone.
class FloatRecycler {
public:
    FloatRecycler();
    ~FloatRecycler();
    FloatRecycler(const FloatRecycler&) = delete;
    FloatRecycler& operator=(const FloatRecycler&) = delete;

    /// Room for at least `count` numbers of any value: some that was given up where it is not much larger.
    static FloatRoom any(std::size_t count);
    /// Keeps the room where there is a recycler and it is worth keeping.
    static void giveUp(FloatRoom&& room) noexcept;

private:
    static constexpr std::size_t leastSize = std::size_t{1} << 14;   ///< numbers; smaller ones cost nothing
    static constexpr std::size_t mostNumbers = std::size_t{1} << 24; ///< that are kept in all: 64 MiB

    std::array<FloatRoom, 16> rooms_;
    std::size_t numbers_ = 0; ///< that their memory has
    bool innermost_ = false;  ///< it is the thread's own one
    static thread_local FloatRecycler* current;
};

} // namespace termscope
