// All terms of a magnitude at once, without a loop over bits: two words, one bit per term.
//
// The formulas work on every lane of an unsigned type alike, so a compiler turns a loop over them into vector code.
// Source of the non-adjacent form by carry-free words: h = x>>1, t = x+h, c = h^t (Prodinger's identity 3x ^ x in
// halves). The room above the magnitude must hold the highest digit: one spare bit for hese, hese2020 and booth4.
#pragma once

#include "core/terms/Encoding.h"

#include <bit>
#include <concepts>

namespace termscope {

/// Bit e of `positive` is the term +2^e, bit e of `negative` the term −2^e. No bit is in both.
template <std::unsigned_integral Word>
struct SignedDigits {
    Word positive;
    Word negative;

    constexpr int count() const { return std::popcount(positive) + std::popcount(negative); }
    constexpr Word all() const { return positive | negative; }
};

template <std::unsigned_integral Word>
constexpr SignedDigits<Word> heseDigits(Word x)
{
    const Word h = static_cast<Word>(x >> 1);
    const Word t = static_cast<Word>(x + h);
    const Word c = static_cast<Word>(h ^ t);
    return {static_cast<Word>(t & c), static_cast<Word>(h & c)};
}

/// Digit j of radix 4 is −2·b(2j+1) + b(2j) + b(2j−1): ±1 is a term at exponent 2j, ±2 one at 2j+1.
template <std::unsigned_integral Word>
constexpr SignedDigits<Word> booth4Digits(Word x)
{
    const Word even = static_cast<Word>(0x5555555555555555u);
    const Word low = static_cast<Word>(x << 1);
    const Word high = static_cast<Word>(x >> 1);
    const Word one = static_cast<Word>((x ^ low) & even);
    const Word two = static_cast<Word>(~(x ^ low) & (high ^ x) & even);
    const Word positive = static_cast<Word>((one & ~high) | ((two & ~high) << 1));
    const Word negative = static_cast<Word>((one & high) | ((two & high) << 1));
    return {positive, negative};
}

/// Window (b(i+1) b(i) b(i−1)) from the top: 010 is +2^i, 011 is +2^(i+1), 110 is −2^i, everything else nothing.
template <std::unsigned_integral Word>
constexpr SignedDigits<Word> hese2020Digits(Word x)
{
    const Word below = static_cast<Word>(x << 1); // bit i holds b(i−1)
    const Word above = static_cast<Word>(x >> 1); // bit i holds b(i+1)
    const Word isolated = static_cast<Word>(x & ~below & ~above);
    const Word runTop = static_cast<Word>(x & below & ~above);
    const Word runEnd = static_cast<Word>(x & ~below & above);
    return {static_cast<Word>(isolated | (runTop << 1)), runEnd};
}

template <std::unsigned_integral Word>
constexpr SignedDigits<Word> signedDigits(Word magnitude, Encoding encoding)
{
    switch (encoding) {
    case Encoding::Binary: return {magnitude, Word{0}};
    case Encoding::Booth4: return booth4Digits(magnitude);
    case Encoding::Hese: return heseDigits(magnitude);
    case Encoding::Hese2020: return hese2020Digits(magnitude);
    }
    return {magnitude, Word{0}};
}

} // namespace termscope
