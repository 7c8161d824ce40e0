#include "core/formats/packed/PackedMatrix.h"

#include "core/formats/packed/StoredArray.h"

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

class ComputedIntegers : public StoredIntegers {
public:
    ComputedIntegers(std::size_t size, std::function<void(std::size_t, std::span<std::int32_t>)> make)
        : size_(size), make_(std::move(make))
    {
    }

    std::size_t size() const override { return size_; }
    void read(std::size_t first, std::span<std::int32_t> values) const override
    {
        if (!values.empty())
            make_(first, values);
    }

private:
    std::size_t size_;
    std::function<void(std::size_t, std::span<std::int32_t>)> make_;
};

/// Of the zero points of all blocks.
std::pair<std::int32_t, std::int32_t> rangeOfZeros(const PackedMatrix& matrix)
{
    if (!matrix.zero)
        return {0, 0};
    std::int32_t low = std::numeric_limits<std::int32_t>::max();
    std::int32_t high = std::numeric_limits<std::int32_t>::min();
    for (std::int64_t row = 0; row < matrix.rows; ++row)
        for (std::int64_t block = 0; block < matrix.blocks(); ++block) {
            const std::int32_t zero = matrix.zero(row, block);
            low = std::min(low, zero);
            high = std::max(high, zero);
        }
    return {low, high};
}

void subtractZeros(const PackedMatrix& matrix, std::int64_t row, std::int64_t column, std::span<std::int32_t> values)
{
    if (!matrix.zero)
        return;
    for (std::size_t done = 0; done < values.size();) {
        const std::int64_t at = column + static_cast<std::int64_t>(done);
        const std::int64_t block = matrix.block == 0 ? 0 : at / matrix.block;
        const std::int64_t end = matrix.block == 0 ? matrix.columns : (block + 1) * matrix.block;
        const auto taken = std::min(static_cast<std::size_t>(end - at), values.size() - done);
        const std::int32_t zero = matrix.zero(row, block);
        for (std::int32_t& value : values.subspan(done, taken))
            value -= zero;
        done += taken;
    }
}

/// Of a matrix whose blocks lie anywhere in a row.
SharedFloats scatteredFloats(PackedMatrix matrix)
{
    const auto size = static_cast<std::size_t>(matrix.rows * matrix.columns);
    const auto shared = std::make_shared<const PackedMatrix>(std::move(matrix));
    return lazily(computedFloats(size, [shared](std::size_t first, std::span<float> to) {
        std::vector<std::int32_t> row(static_cast<std::size_t>(shared->columns));
        const auto blocks = static_cast<std::size_t>(shared->blocks());
        visitRows(first, to.size(), shared->columns,
                  [&](std::int64_t r, std::int64_t c, std::size_t at, std::size_t n) {
                      const std::span<std::int32_t> values = std::span(row).first(n);
                      shared->read(r, c, values);
                      const std::vector<float> scales =
                          shared->scales.part(static_cast<std::size_t>(r) * blocks, blocks).toVector();
                      for (std::size_t i = 0; i < n; ++i) {
                          const std::int32_t block = shared->groupOf[static_cast<std::size_t>(c) + i];
                          const std::int32_t zero = shared->zero ? shared->zero(r, block) : 0;
                          to[at + i] = static_cast<float>(values[i] - zero) * scales[static_cast<std::size_t>(block)];
                      }
                  });
        shared->release(first, to.size());
    }));
}

} // namespace

StoredIntegersPtr computedIntegers(std::size_t size, std::function<void(std::size_t, std::span<std::int32_t>)> read)
{
    return std::make_shared<const ComputedIntegers>(size, std::move(read));
}

SharedFloats scaledFloats(ScaledNumbers numbers)
{
    const auto size = static_cast<std::size_t>(numbers.rows * numbers.columns);
    const auto shared = std::make_shared<const ScaledNumbers>(std::move(numbers));
    return lazily(computedFloats(size, [shared](std::size_t first, std::span<float> to) {
        shared->base(first, to);
        const bool one = shared->scales.size() == 1;
        const std::int64_t block = shared->block == 0 ? shared->columns : shared->block;
        const std::int64_t blocks = (shared->columns + block - 1) / block;
        const auto indexOf = [&](std::size_t place) {
            const auto at = static_cast<std::int64_t>(place);
            return static_cast<std::size_t>(one ? 0 : at / shared->columns * blocks + at % shared->columns / block);
        };
        const std::size_t begin = indexOf(first);
        const std::size_t end = to.empty() ? begin : indexOf(first + to.size() - 1) + 1;
        const std::vector<float> scales = shared->scales.part(begin, end - begin).toVector();
        const std::vector<float> offsets = shared->offsets.empty()
                                               ? std::vector<float>()
                                               : shared->offsets.part(begin, end - begin).toVector();
        visitRows(first, to.size(), shared->columns, [&](std::int64_t, std::int64_t c, std::size_t at, std::size_t n) {
            for (std::size_t done = 0; done < n;) {
                const std::int64_t column = c + static_cast<std::int64_t>(done);
                const auto left = static_cast<std::size_t>(block - column % block);
                const std::size_t taken = std::min(left, n - done);
                const std::size_t index = indexOf(first + at + done) - begin;
                const float offset = offsets.empty() ? 0.0F : offsets[index];
                for (float& value : to.subspan(at + done, taken)) {
                    const float scaled = value * scales[index]; // rounded before the offset is added, as formats say
                    value = scaled + offset;
                }
                done += taken;
            }
        });
    }));
}

FoundTensor foundTensor(const std::string& name, const Shape& shape, PackedMatrix matrix)
{
    const auto size = static_cast<std::size_t>(matrix.rows * matrix.columns);
    if (!matrix.groupOf.empty()) {
        const std::string stored = matrix.type + " in groups of any order";
        return {name, {shape, scatteredFloats(std::move(matrix))}, nullptr, stored};
    }
    const auto [lowZero, highZero] = rangeOfZeros(matrix);
    auto given = std::make_shared<GivenWeights>();
    given->type = matrix.type;
    given->scales = matrix.scales;
    given->offsets = matrix.offsets;
    given->block = matrix.block;
    given->lowest = matrix.lowest - highZero;
    given->highest = matrix.highest - lowZero;
    const auto shared = std::make_shared<const PackedMatrix>(std::move(matrix));
    if (shared->zero && (lowZero != 0 || highZero != 0))
        given->zeros = computedIntegers(static_cast<std::size_t>(shared->rows * shared->blocks()),
                                        [shared](std::size_t first, std::span<std::int32_t> to) {
                                            visitRows(
                                                first, to.size(), shared->blocks(),
                                                [&](std::int64_t r, std::int64_t b, std::size_t at, std::size_t n) {
                                                    for (std::size_t i = 0; i < n; ++i)
                                                        to[at + i] = shared->zero(r, b + static_cast<std::int64_t>(i));
                                                });
                                        });
    given->integers = computedIntegers(size, [shared](std::size_t first, std::span<std::int32_t> to) {
        visitRows(first, to.size(), shared->columns,
                  [&](std::int64_t r, std::int64_t c, std::size_t at, std::size_t n) {
                      const std::span<std::int32_t> part = to.subspan(at, n);
                      shared->read(r, c, part);
                      subtractZeros(*shared, r, c, part);
                  });
        shared->release(first, to.size());
    });
    ScaledNumbers numbers{shared->rows,
                          shared->columns,
                          shared->block,
                          given->scales,
                          given->offsets,
                          [integers = given->integers](std::size_t first, std::span<float> to) {
                              std::vector<std::int32_t> values(to.size());
                              integers->read(first, values);
                              std::ranges::copy(values, to.begin());
                          }};
    return {name, {shape, scaledFloats(std::move(numbers))}, given};
}

} // namespace termscope
