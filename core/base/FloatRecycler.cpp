#include "core/base/FloatRecycler.h"

#include <utility>

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

std::vector<float> FloatRecycler::any(std::size_t count)
{
    if (current != nullptr && count >= leastSize) {
        std::vector<float>* best = nullptr;
        for (std::vector<float>& buffer : current->buffers_)
            if (buffer.capacity() >= count && buffer.capacity() <= count + count / 4
                && (best == nullptr || buffer.capacity() < best->capacity()))
                best = &buffer;
        if (best != nullptr) {
            current->numbers_ -= best->capacity();
            std::vector<float> found = std::move(*best);
            *best = {};
            found.resize(count);
            return found;
        }
    }
    return std::vector<float>(count);
}

void FloatRecycler::giveUp(std::vector<float>&& buffer) noexcept
{
    const std::size_t size = buffer.capacity();
    if (current == nullptr || size < leastSize || current->numbers_ + size > mostNumbers)
        return;
    for (std::vector<float>& place : current->buffers_)
        if (place.capacity() == 0) {
            current->numbers_ += size;
            place = std::move(buffer);
            return;
        }
}

} // namespace termscope
