// A term is a signed power of two; a value is a sum of terms, and zero has none. (arXiv 2007.06389, section III)
#pragma once

namespace termscope {

/// sign · 2^exponent, with sign −1 or +1 and exponent ≥ 0.
struct Term {
    int exponent = 0;
    int sign = 1;

    friend bool operator==(const Term&, const Term&) = default;
};

} // namespace termscope
