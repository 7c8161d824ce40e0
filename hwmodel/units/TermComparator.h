// Term comparator: of the digits of a group of g values, keeps the k largest terms. An activation is a group of one
// value with k = s. (arXiv 2007.06389, section V; the order is that of core/terms/Reveal.h)
//
// The digits of the g values come side by side, one exponent a cycle, the lowest first. So the largest term comes last,
// and nothing may leave before it: the unit holds back. It is a row of k slots. Every term that comes is larger than
// all that are held; it pushes them on, and what is pushed out of the last slot is dropped. Inside one exponent the
// values push in falling order, so that the first value's term is the last to be dropped.
//
// Latency: one cycle an exponent, then k cycles in which the slots empty, one term a cycle, largest first: L + k cycles
// for L digits (b for HESE of b-bit values); an empty slot takes its cycle too, so the timing does not depend on
// values.
#pragma once

#include "hwmodel/tmac/TermGroup.h"

#include <deque>
#include <optional>
#include <span>

namespace termscope {

class TermComparator {
public:
    /// Range: group 1…255 values, budget ≥ 0, digits 1…255. Switched off: a budget of group·digits.
    TermComparator(int groupSize, int budget, int digits) : groupSize_(groupSize), budget_(budget), digits_(digits) {}

    /// Starts on a new group.
    void reset();

    /// One cycle: takes the group's digits of the next exponent while it needs some (g of them; else they have no
    /// meaning), then gives what is in the next slot, if anything.
    std::optional<GroupTerm> clock(std::span<const int> digits);

    bool takesDigits() const { return taken_ < digits_; }
    bool done() const { return !takesDigits() && sent_ == budget_; }
    const std::deque<GroupTerm>& held() const { return slots_; } ///< largest first
    int dropped() const { return dropped_; }
    int cycles() const { return digits_ + budget_; } ///< from the first digits in to the last slot

private:
    int groupSize_;
    int budget_;
    int digits_;
    std::deque<GroupTerm> slots_;
    int taken_ = 0;
    int sent_ = 0;
    int dropped_ = 0;
};

} // namespace termscope
