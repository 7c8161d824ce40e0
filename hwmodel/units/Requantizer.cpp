#include "hwmodel/units/Requantizer.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace termscope {
namespace {

constexpr int largestMultiplierBits = 24;
constexpr int largestProduct = 62;

Result<void> within(std::string_view name, std::int64_t value, std::int64_t smallest, std::int64_t largest)
{
    if (value < smallest || value > largest)
        return fail(name, ": expected ", smallest, "…", largest, ", found ", value);
    return {};
}

} // namespace

Result<void> checkRequantizer(const RequantizerConfig& config)
{
    if (const auto legal = within("bits", config.bits, 2, 16); !legal)
        return legal;
    if (const auto legal = within("multiplier bits", config.multiplierBits, 1, largestMultiplierBits); !legal)
        return legal;
    if (const auto legal = within("multiplier", config.multiplier, 1, (std::int64_t{1} << config.multiplierBits) - 1);
        !legal)
        return legal;
    if (const auto legal = within("word bits", config.wordBits, 2, largestProduct - config.multiplierBits - 1); !legal)
        return legal;
    return within("shift", config.shift, 0, config.wordBits + config.multiplierBits);
}

Result<RequantizerConfig> requantizerFor(double ratio, int wordBits, int multiplierBits, int bits, bool relu)
{
    if (!std::isfinite(ratio) || ratio <= 0.0)
        return fail("ratio of scales: expected a positive number, found ", ratio);
    RequantizerConfig config{wordBits, 1, multiplierBits, 0, bits, relu};
    if (const auto legal = checkRequantizer(config); !legal)
        return tl::unexpected(legal.error());
    int exponent = 0;
    std::frexp(ratio, &exponent); // ratio < 2^exponent
    config.shift = std::min(multiplierBits - exponent, wordBits + multiplierBits);
    double multiplier = config.shift < 0 ? std::ldexp(1.0, 62) : std::round(std::ldexp(ratio, config.shift));
    if (multiplier == std::ldexp(1.0, multiplierBits) && config.shift > 0)
        multiplier = std::round(std::ldexp(ratio, --config.shift));
    if (multiplier < 1.0 || multiplier >= std::ldexp(1.0, multiplierBits))
        return fail("ratio of scales: expected one that a multiplier of ", multiplierBits,
                    " bits and a shift of at most ", wordBits + multiplierBits, " can make, found ", ratio);
    config.multiplier = static_cast<std::int64_t>(multiplier);
    for (; config.multiplier % 2 == 0 && config.shift > 0; --config.shift)
        config.multiplier /= 2;
    return config;
}

Requantizer::Requantizer(const RequantizerConfig& config) : config_(config)
{
    reset();
}

void Requantizer::reset()
{
    kept_.clear();
    sum_ = config_.shift == 0 ? 0 : (std::int64_t{1} << (config_.shift - 1)) - 1;
    taken_ = product_ = sent_ = carry_ = 0;
    droppedOnes_ = config_.shift > 0;
    keptOnes_ = keptZeros_ = aboveOnes_ = aboveZeros_ = true;
    negative_ = saturated_ = silenced_ = false;
}

std::optional<int> Requantizer::clock(int bit)
{
    if (product_ < config_.productBits()) {
        if (takesBit()) {
            const bool sign = ++taken_ == config_.wordBits;
            sum_ += (sign ? -bit : bit) * config_.multiplier;
        }
        const bool one = (sum_ & 1) != 0;
        sum_ >>= 1;
        if (product_ < config_.shift) {
            droppedOnes_ = droppedOnes_ && one;
        } else if (product_ < config_.shift + config_.bits - 1) {
            kept_.push_back(one ? 1 : 0);
            (one ? keptZeros_ : keptOnes_) = false;
        } else {
            (one ? aboveZeros_ : aboveOnes_) = false;
        }
        negative_ = one; // the last bit of the product is its sign
        if (++product_ == config_.productBits())
            decide();
        return std::nullopt;
    }
    if (done())
        return std::nullopt;
    const auto position = static_cast<std::size_t>(sent_++);
    if (silenced_)
        return 0;
    if (saturated_)
        return 1;
    const int inverted = kept_[position] ^ (negative_ ? 1 : 0);
    const int out = inverted ^ carry_;
    carry_ &= inverted;
    return out;
}

void Requantizer::decide()
{
    // A shift near its end leaves less than b − 1 bits: the rest of the word is its sign.
    kept_.resize(static_cast<std::size_t>(config_.bits - 1), negative_ ? 1 : 0);
    carry_ = negative_ || droppedOnes_ ? 1 : 0;
    saturated_ = negative_ ? !aboveOnes_ || keptZeros_ : !aboveZeros_ || (keptOnes_ && carry_ == 1);
    silenced_ = config_.relu && negative_;
    if (silenced_)
        negative_ = saturated_ = false;
}

} // namespace termscope
