#include "hwmodel/units/BinaryConverter.h"

#include <bit>

namespace termscope {

int resultBits(int weightBits, int dataBits, std::int64_t depth)
{
    return std::bit_width(static_cast<std::uint64_t>(depth)) - 1 + weightBits + dataBits;
}

void BinaryConverter::load(std::span<const std::int32_t> coefficients)
{
    coefficients_.assign(coefficients.begin(), coefficients.end());
    carry_ = 0;
    sent_ = 0;
}

std::optional<int> BinaryConverter::clock()
{
    if (done())
        return std::nullopt;
    const auto exponent = static_cast<std::size_t>(sent_++);
    const std::int64_t sum = carry_ + (exponent < coefficients_.size() ? coefficients_[exponent] : 0);
    carry_ = sum >> 1;
    return static_cast<int>(sum & 1);
}

} // namespace termscope
