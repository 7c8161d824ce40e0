// Large buffers of numbers that are used again within a run: memory that was just given back to the system costs a page
// fault for every 4 KiB when it is asked for again.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace termscope {

/// While it lives, buffers that this thread gives up serve what it asks for next; then they go. Inside of another one
/// it does nothing. Of a thread alone.
class FloatRecycler {
public:
    FloatRecycler();
    ~FloatRecycler();
    FloatRecycler(const FloatRecycler&) = delete;
    FloatRecycler& operator=(const FloatRecycler&) = delete;

    /// `count` numbers of any value; in a buffer that was given up where one fits that is not much larger.
    static std::vector<float> any(std::size_t count);
    /// Keeps the buffer where there is a recycler and it is worth keeping.
    static void giveUp(std::vector<float>&& buffer) noexcept;

private:
    static constexpr std::size_t leastSize = std::size_t{1} << 14;   ///< numbers; smaller ones cost nothing
    static constexpr std::size_t mostNumbers = std::size_t{1} << 24; ///< that are kept in all: 64 MiB

    std::array<std::vector<float>, 16> buffers_;
    std::size_t numbers_ = 0; ///< room in them
    bool innermost_ = false;  ///< it is the thread's own one
    static thread_local FloatRecycler* current;
};

} // namespace termscope
