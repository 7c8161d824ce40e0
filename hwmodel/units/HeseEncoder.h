// HESE encoder: the bits of a magnitude become signed digits, one a cycle, the least significant first. (arXiv
// 2007.06389, section V; the rule is that of core/terms/Encoding.h)
//
// It sees two bits, x and the next higher one n, and keeps one mode bit r (a run is on). In gates:
//     a digit is there     x ⊕ r
//     it is negative       n
//     r after it           at least two of x, n, r
// Switched off (QT) every bit is a digit of its own.
//
// Latency: a digit leaves in the cycle in which the next higher bit comes, one after its own; m = b − 1 bits make b
// digits, so after the last bit two zeros have to follow: b + 1 cycles, of which the first gives nothing.
#pragma once

#include <optional>

namespace termscope {

class HeseEncoder {
public:
    explicit HeseEncoder(bool on = true) : on_(on) {}

    /// Starts on a new magnitude; the digits of a negative value have the other sign.
    void start(bool negative);

    /// One cycle: takes the next bit (0 after the last) and gives the digit below it, −1, 0 or +1; none in the first
    /// cycle.
    std::optional<int> clock(int bit);

    bool inRun() const { return run_; }

    /// From the first bit in to the last digit out, for values of `bits` bits with their sign.
    static int cycles(int bits) { return bits + 1; }

private:
    bool on_;
    bool negative_ = false;
    bool run_ = false;
    std::optional<int> bit_; ///< the window's lower bit
};

} // namespace termscope
