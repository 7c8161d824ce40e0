#include "core/graph/GivenWeights.h"

#include "core/base/Text.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>

namespace termscope {
namespace {

class IntegersInMemory : public StoredIntegers {
public:
    explicit IntegersInMemory(std::vector<std::int32_t> values) : values_(std::move(values)) {}

    std::size_t size() const override { return values_.size(); }
    void read(std::size_t first, std::span<std::int32_t> values) const override
    {
        std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(first), values.size(), values.begin());
    }

private:
    std::vector<std::int32_t> values_;
};

} // namespace

StoredIntegersPtr storedIntegers(std::vector<std::int32_t> values)
{
    return std::make_shared<const IntegersInMemory>(std::move(values));
}

int GivenWeights::magnitudeBits() const
{
    const auto largest = static_cast<std::uint32_t>(std::max(std::abs(lowest), std::abs(highest)));
    return largest <= 1 ? static_cast<int>(largest) : std::bit_width(largest - 1);
}

std::string GivenWeights::storedAs() const
{
    if (block > 0)
        return text(type, " in blocks of ", block);
    return text(type, scales.size() > 1 ? " per channel" : " per tensor");
}

} // namespace termscope
