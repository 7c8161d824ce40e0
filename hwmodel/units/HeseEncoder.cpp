#include "hwmodel/units/HeseEncoder.h"

namespace termscope {

void HeseEncoder::start(bool negative)
{
    negative_ = negative;
    run_ = false;
    bit_.reset();
}

std::optional<int> HeseEncoder::clock(int bit)
{
    const std::optional<int> lower = bit_;
    bit_ = bit;
    if (!lower)
        return std::nullopt;
    const bool x = *lower != 0;
    const bool n = on_ && bit != 0;
    const bool there = x != run_;
    run_ = (x && n) || (x && run_) || (n && run_);
    return there ? (n != negative_ ? -1 : +1) : 0;
}

} // namespace termscope
