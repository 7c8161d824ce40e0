// All terms of a magnitude at once, without a loop over bits: two words, one bit per term.
#pragma once

#include "core/terms/Encoding.h"

#include <bit>

namespace termscope {

#include "core/terms/DigitFormulas.inc"

template <class Word>
constexpr SignedDigits<Word> signedDigits(Word magnitude, Encoding encoding)
{
    return withEncoding(encoding, [magnitude]<Encoding known> { return digitsAs<known>(magnitude); });
}

/// Terms: no bit is in both words.
template <class Word>
constexpr int termCount(const SignedDigits<Word>& digits)
{
    return std::popcount(digits.all());
}

} // namespace termscope
