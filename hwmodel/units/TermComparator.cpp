#include "hwmodel/units/TermComparator.h"

namespace termscope {

void TermComparator::reset()
{
    slots_.clear();
    taken_ = sent_ = dropped_ = 0;
}

std::optional<GroupTerm> TermComparator::clock(std::span<const int> digits)
{
    if (takesDigits()) {
        for (int value = groupSize_; value-- > 0;) {
            const int digit = digits[static_cast<std::size_t>(value)];
            if (digit == 0)
                continue;
            slots_.push_front(
                {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(taken_), static_cast<std::int8_t>(digit)});
            if (static_cast<int>(slots_.size()) > budget_) {
                slots_.pop_back();
                ++dropped_;
            }
        }
        ++taken_;
        return std::nullopt;
    }
    if (done())
        return std::nullopt;
    ++sent_;
    if (slots_.empty())
        return std::nullopt;
    const GroupTerm largest = slots_.front();
    slots_.pop_front();
    return largest;
}

} // namespace termscope
