#include "core/base/FloatRecycler.h"

namespace termscope {

thread_local FloatRecycler* FloatRecycler::current = nullptr;

FloatRecycler::FloatRecycler() : innermost_(current == nullptr)
{
    if (innermost_)
        current = this;
}

FloatRecycler::~FloatRecycler()
{
    if (innermost_)
        current = nullptr;
}

FloatRoom FloatRecycler::any(std::size_t count)
{
    if (current != nullptr && count >= leastSize) {
        FloatRoom* best = nullptr;
        for (FloatRoom& room : current->rooms_)
            if (room.size() >= count && room.size() <= count + count / 4
                && (best == nullptr || room.size() < best->size()))
                best = &room;
        if (best != nullptr) {
            current->numbers_ -= best->held();
            return std::move(*best);
        }
    }
    return FloatRoom::unset(count);
}

void FloatRecycler::giveUp(FloatRoom&& room) noexcept
{
    if (current == nullptr || room.size() < leastSize || current->numbers_ + room.held() > mostNumbers)
        return;
    for (FloatRoom& place : current->rooms_)
        if (place.size() == 0) {
            current->numbers_ += room.held();
            place = std::move(room);
            return;
        }
}

} // namespace termscope
