#include "core/graph/GivenWeights.h"

#include "core/base/Text.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>

namespace termscope {
namespace {

template <class Number>
class IntegersInMemory : public StoredIntegers {
public:
    explicit IntegersInMemory(std::span<const std::int32_t> values) : values_(values.begin(), values.end()) {}

    std::size_t size() const override { return values_.size(); }
    void read(std::size_t first, std::span<std::int32_t> values) const override
    {
        std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(first), values.size(), values.begin());
    }

private:
    std::vector<Number> values_;
};

template <class Number>
bool holdsAll(std::span<const std::int32_t> values)
{
    return std::ranges::all_of(values, [](std::int32_t value) { return std::in_range<Number>(value); });
}

/// Integers that lie in a row among others.
class SomeIntegers : public StoredIntegers {
public:
    SomeIntegers(StoredIntegersPtr all, std::size_t first, std::size_t count)
        : all_(std::move(all)), first_(first), count_(count)
    {
    }

    std::size_t size() const override { return count_; }
    void read(std::size_t first, std::span<std::int32_t> values) const override { all_->read(first_ + first, values); }

private:
    StoredIntegersPtr all_;
    std::size_t first_;
    std::size_t count_;
};

/// ⌈log2 of the largest magnitude⌉.
int magnitudeBitsOf(std::int32_t lowest, std::int32_t highest)
{
    const auto largest = static_cast<std::uint32_t>(std::max(std::abs(lowest), std::abs(highest)));
    return largest <= 1 ? static_cast<int>(largest) : std::bit_width(largest - 1);
}

} // namespace

StoredIntegersPtr storedIntegers(std::vector<std::int32_t> values)
{
    if (holdsAll<std::int8_t>(values))
        return std::make_shared<const IntegersInMemory<std::int8_t>>(values);
    if (holdsAll<std::int16_t>(values))
        return std::make_shared<const IntegersInMemory<std::int16_t>>(values);
    return std::make_shared<const IntegersInMemory<std::int32_t>>(values);
}

std::int32_t GivenWeights::zeroAt(std::int64_t output, std::int64_t column, std::int64_t row) const
{
    std::int32_t zero = 0;
    if (zeros)
        zeros->read(placeOf(zeros->size(), output, column, row), {&zero, 1});
    return zero;
}

std::size_t GivenWeights::placeOf(std::size_t count, std::int64_t output, std::int64_t column, std::int64_t row) const
{
    if (count <= 1)
        return 0;
    const std::int64_t blocks = block > 0 ? (row + block - 1) / block : 1;
    return static_cast<std::size_t>(output * blocks + (block > 0 ? column / block : 0));
}

std::vector<std::int32_t> GivenWeights::allZeros() const
{
    std::vector<std::int32_t> values(zeros ? zeros->size() : 0);
    if (zeros)
        zeros->read(0, values);
    return values;
}

int GivenWeights::magnitudeBits() const
{
    return magnitudeBitsOf(lowest, highest);
}

std::int32_t GivenWeights::largest() const
{
    return std::max(std::abs(lowest), std::abs(highest));
}

int GivenData::magnitudeBits() const
{
    return magnitudeBitsOf(lowest, highest);
}

std::int32_t GivenData::largest() const
{
    return std::max(std::abs(lowest), std::abs(highest));
}

GivenWeightsPtr outputsOf(const GivenWeightsPtr& given, std::int64_t first, std::int64_t count, std::int64_t outputs)
{
    auto part = std::make_shared<GivenWeights>(*given);
    const auto some = [&](const SharedFloats& values) {
        const std::size_t perOutput = values.size() / static_cast<std::size_t>(outputs);
        return values.size() <= 1 ? values
                                  : values.part(static_cast<std::size_t>(first) * perOutput,
                                                static_cast<std::size_t>(count) * perOutput);
    };
    const std::size_t row = given->integers->size() / static_cast<std::size_t>(outputs);
    part->integers = std::make_shared<const SomeIntegers>(given->integers, static_cast<std::size_t>(first) * row,
                                                          static_cast<std::size_t>(count) * row);
    part->scales = some(given->scales);
    part->offsets = some(given->offsets);
    if (given->zeros && given->zeros->size() > 1) {
        const std::size_t perOutput = given->zeros->size() / static_cast<std::size_t>(outputs);
        part->zeros = std::make_shared<const SomeIntegers>(given->zeros, static_cast<std::size_t>(first) * perOutput,
                                                           static_cast<std::size_t>(count) * perOutput);
    }
    return part;
}

GivenWeightsPtr scaled(const GivenWeights& given, std::span<const float> factors)
{
    auto result = std::make_shared<GivenWeights>(given);
    const auto times = [&](const SharedFloats& values) -> std::vector<float> {
        const std::size_t count = values.size() == 1 ? factors.size() : values.size();
        const std::size_t perOutput = count / factors.size();
        std::vector<float> products;
        for (std::size_t i = 0; i < count; ++i)
            products.push_back(values.data()[values.size() == 1 ? 0 : i] * factors[i / perOutput]);
        return products;
    };
    if (given.scales.size() > 0 && !factors.empty())
        result->scales = times(given.scales);
    if (given.offsets.size() > 0 && !factors.empty())
        result->offsets = times(given.offsets);
    return result;
}

std::string GivenWeights::storedAs() const
{
    if (block > 0)
        return text(type, " in blocks of ", block);
    return text(type, scales.size() > 1 ? " per channel" : " per tensor");
}

} // namespace termscope
