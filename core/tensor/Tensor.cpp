#include "core/tensor/Tensor.h"

#include <algorithm>
#include <bit>

namespace termscope {

std::optional<std::int64_t> checkedElementCount(const Shape& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t axis : shape) {
        if (axis < 0 || __builtin_mul_overflow(count, axis, &count))
            return std::nullopt;
    }
    return count;
}

std::string toText(const Shape& shape)
{
    if (shape.empty())
        return "scalar";
    std::string text;
    for (const std::int64_t axis : shape)
        text += (text.empty() ? "" : "×") + std::to_string(axis);
    return text;
}

Tensor transposed(const Tensor& matrix)
{
    constexpr std::size_t smallestStored = std::size_t{1} << 24; // bytes; what is smaller is quicker in memory
    const std::span<const std::byte> bytes = std::as_bytes(std::span(matrix.values.data(), matrix.values.size()));
    if (matrix.values.file() && matrix.values.file()->mapped() && bytes.size() >= smallestStored) {
        const NumberForm form{FloatType::F32,
                              std::endian::native == std::endian::big,
                              {matrix.shape[1], matrix.shape[0]},
                              {1, matrix.shape[1]}};
        return {form.shape, storedFloats({bytes, matrix.values.file()}, form)};
    }
    // In tiles, so that a line of the cache that is written is written whole.
    constexpr std::int64_t tile = 32;
    const std::int64_t rows = matrix.shape[0];
    const std::int64_t columns = matrix.shape[1];
    const float* const from = matrix.values.data();
    const std::shared_ptr<float[]> buffer = unsetFloats(matrix.values.size());
    float* const to = buffer.get();
#pragma omp parallel for schedule(dynamic) if (rows * columns > (1 << 20))
    for (std::int64_t top = 0; top < rows; top += tile) {
        const std::int64_t bottom = std::min(top + tile, rows);
        for (std::int64_t left = 0; left < columns; left += tile)
            for (std::int64_t column = left; column < std::min(left + tile, columns); ++column)
                for (std::int64_t row = top; row < bottom; ++row)
                    to[column * rows + row] = from[row * columns + column];
        matrix.values.release({from + top * columns, static_cast<std::size_t>((bottom - top) * columns)});
    }
    return {{columns, rows}, SharedFloats({to, matrix.values.size()}, buffer)};
}

} // namespace termscope
