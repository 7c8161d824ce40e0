// Whole counts (cycles, words, folds) that know when they no longer fit 64 bits.
#pragma once

#include <concepts>
#include <cstdint>

namespace termscope {

/// A sum or product of counts; once one of them did not fit, none that comes of it does.
class Count {
public:
    constexpr Count() = default;
    constexpr Count(std::integral auto value) : value_(static_cast<std::int64_t>(value)) {}

    constexpr bool fits() const { return fits_; }
    /// Meaningless unless fits().
    constexpr std::int64_t value() const { return value_; }

    friend constexpr Count operator+(Count a, Count b)
    {
        Count sum;
        sum.fits_ = !__builtin_add_overflow(a.value_, b.value_, &sum.value_) && a.fits_ && b.fits_;
        return sum;
    }
    friend constexpr Count operator*(Count a, Count b)
    {
        Count product;
        product.fits_ = !__builtin_mul_overflow(a.value_, b.value_, &product.value_) && a.fits_ && b.fits_;
        return product;
    }
    constexpr Count& operator+=(Count other) { return *this = *this + other; }

private:
    std::int64_t value_ = 0;
    bool fits_ = true;
};

/// ⌈a / b⌉ for a ≥ 0, b ≥ 1.
constexpr std::int64_t ceilDivide(std::int64_t a, std::int64_t b)
{
    return a / b + (a % b != 0 ? 1 : 0);
}

} // namespace termscope
