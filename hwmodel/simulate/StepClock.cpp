#include "hwmodel/simulate/StepClock.h"

#include <algorithm>

namespace termscope {

StepClock::StepClock(bool everyClock, std::int64_t stream, std::int64_t hops, std::optional<std::int64_t> uniform)
    : everyClock_(everyClock), stream_(stream), hops_(hops), uniform_(uniform)
{
}

bool StepClock::needsLength(std::int64_t upTo) const
{
    return known() < beats() && (ends_.empty() || ends_.back() <= upTo);
}

void StepClock::append(std::int64_t length)
{
    ends_.push_back((ends_.empty() ? 0 : ends_.back()) + length);
}

std::int64_t StepClock::end(std::int64_t beat) const
{
    return uniform_ ? (beat + 1) * *uniform_ : ends_[static_cast<std::size_t>(beat)];
}

std::optional<std::int64_t> StepClock::total() const
{
    if (known() < beats())
        return std::nullopt;
    return end(beats() - 1) + (everyClock_ ? hops_ : 0);
}

bool StepClock::over() const
{
    const std::optional<std::int64_t> cycles = total();
    return cycles && elapsed_ >= *cycles;
}

std::int64_t StepClock::endedBy(std::int64_t cycles) const
{
    if (cycles < 0)
        return 0;
    if (uniform_)
        return std::min(cycles / *uniform_, beats());
    return std::ranges::upper_bound(ends_, cycles) - ends_.begin();
}

std::int64_t StepClock::itemsDone(std::int64_t distance, std::int64_t elapsed) const
{
    return everyClock_ ? endedBy(elapsed - distance)
                       : std::clamp<std::int64_t>(endedBy(elapsed) - distance, 0, stream_);
}

std::int64_t StepClock::reach(std::int64_t item) const
{
    if (!everyClock_)
        return std::max<std::int64_t>(beat() - item, 0);
    return item < known() ? std::max<std::int64_t>(elapsed_ - end(item) + 1, 0) : 0;
}

StepClock::Place StepClock::place(std::int64_t distance) const
{
    const std::int64_t local = everyClock_ ? elapsed_ - distance : elapsed_;
    if (local < 0)
        return {};
    const std::int64_t beat = endedBy(local);
    const std::int64_t item = everyClock_ ? beat : beat - distance;
    if (beat == beats() || item < 0 || item >= stream_)
        return {};
    return {item, local - (beat > 0 ? end(beat - 1) : 0)};
}

} // namespace termscope
