// Memory that products need while they run, kept by each thread from one product to the next.
#pragma once

#include <cstddef>

namespace termscope {

/// What is needed at the same time by one thread has buffers of its own.
enum class ThreadBuffer {
    RowValues,
    RowResults,
    RowSums,
    ByteRows,
    ByteSums,
    MatrixScratch,
    ConvolutionSource,
    ConvolutionResult,
    ConvolutionScratch
};

/// At least `bytes` bytes, aligned for any number; what stood in them is undefined. Valid on this thread until the next
/// call for the same buffer, or freeThreadBuffers().
void* threadBuffer(ThreadBuffer buffer, std::size_t bytes);

template <class T>
T* threadBufferFor(ThreadBuffer buffer, std::size_t count)
{
    return static_cast<T*>(threadBuffer(buffer, count * sizeof(T)));
}

/// Bytes that the calling thread and its OpenMP team keep.
std::size_t threadBufferBytes();

/// Gives them back. A program that goes from one network to another calls it in between, on each thread that ran one:
/// otherwise the largest product ever run stays in memory, once for each thread.
void freeThreadBuffers();

} // namespace termscope
