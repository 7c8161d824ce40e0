// Memory that products need while they run, kept by each thread from one product to the next.
#pragma once

#include <cstddef>

namespace termscope {

/// What is needed at the same time by one thread has rooms of its own.
enum class ThreadRoom {
    RowValues,
    RowResults,
    MatrixScratch,
    ConvolutionSource,
    ConvolutionResult,
    ConvolutionScratch
};

/// At least `bytes` bytes, aligned for any number; what stood in them is undefined. Valid on this thread until the next
/// call for the same room, or freeThreadRooms().
void* threadRoom(ThreadRoom room, std::size_t bytes);

template <class T>
T* threadRoomFor(ThreadRoom room, std::size_t count)
{
    return static_cast<T*>(threadRoom(room, count * sizeof(T)));
}

/// Bytes that the calling thread and its OpenMP team keep.
std::size_t threadRoomBytes();

/// Gives them back. A program that goes from one network to another calls it in between, on each thread that ran one:
/// otherwise the largest product ever run stays in memory, once for each thread.
void freeThreadRooms();

} // namespace termscope
