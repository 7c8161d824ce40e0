#include "core/run/ThreadBuffers.h"

#include <array>
#include <vector>

namespace termscope {
namespace {

using Buffers = std::array<std::vector<std::byte>, static_cast<std::size_t>(ThreadBuffer::ConvolutionScratch) + 1>;

Buffers& buffersOfThread()
{
    thread_local Buffers buffers;
    return buffers;
}

} // namespace

void* threadBuffer(ThreadBuffer buffer, std::size_t bytes)
{
    std::vector<std::byte>& kept = buffersOfThread()[static_cast<std::size_t>(buffer)];
    if (kept.size() < bytes) {
        kept = {}; // nothing in it is of use: never both the old and the new
        kept.resize(bytes);
    }
    return kept.data();
}

std::size_t threadBufferBytes()
{
    std::size_t bytes = 0;
#pragma omp parallel reduction(+ : bytes)
    for (const std::vector<std::byte>& kept : buffersOfThread())
        bytes += kept.size();
    return bytes;
}

void freeThreadBuffers()
{
#pragma omp parallel
    buffersOfThread() = {};
}

} // namespace termscope
