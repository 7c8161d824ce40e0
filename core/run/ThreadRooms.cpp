#include "core/run/ThreadRooms.h"

#include <array>
#include <vector>

namespace termscope {
namespace {

using Rooms = std::array<std::vector<std::byte>, static_cast<std::size_t>(ThreadRoom::ConvolutionScratch) + 1>;

Rooms& roomsOfThread()
{
    thread_local Rooms rooms;
    return rooms;
}

} // namespace

void* threadRoom(ThreadRoom room, std::size_t bytes)
{
    std::vector<std::byte>& kept = roomsOfThread()[static_cast<std::size_t>(room)];
    if (kept.size() < bytes) {
        kept = {}; // nothing in it is of use: never both the old and the new
        kept.resize(bytes);
    }
    return kept.data();
}

std::size_t threadRoomBytes()
{
    std::size_t bytes = 0;
#pragma omp parallel reduction(+ : bytes)
    for (const std::vector<std::byte>& kept : roomsOfThread())
        bytes += kept.size();
    return bytes;
}

void freeThreadRooms()
{
#pragma omp parallel
    roomsOfThread() = {};
}

} // namespace termscope
