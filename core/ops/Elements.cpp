#include "core/ops/Elements.h"

#include <cstring>

#ifdef __SSE__
#include <xmmintrin.h>
#endif

namespace termscope::ops {
namespace {

/// to[r, c] = from[c · step + r] for four rows and columns; rows of `to` are `columns` apart.
void turnFour(const float* from, std::int64_t step, float* to, std::int64_t columns)
{
#ifdef __SSE__
    __m128 a = _mm_loadu_ps(from);
    __m128 b = _mm_loadu_ps(from + step);
    __m128 c = _mm_loadu_ps(from + 2 * step);
    __m128 d = _mm_loadu_ps(from + 3 * step);
    _MM_TRANSPOSE4_PS(a, b, c, d);
    _mm_storeu_ps(to, a);
    _mm_storeu_ps(to + columns, b);
    _mm_storeu_ps(to + 2 * columns, c);
    _mm_storeu_ps(to + 3 * columns, d);
#else
    for (std::int64_t row = 0; row < 4; ++row)
        for (std::int64_t column = 0; column < 4; ++column)
            to[row * columns + column] = from[column * step + row];
#endif
}

/// to[r, c] = from[c · step + r].
void turn(const float* from, std::int64_t step, std::int64_t rows, std::int64_t columns, float* to)
{
    const std::int64_t wholeRows = rows / 4 * 4;
    const std::int64_t wholeColumns = columns / 4 * 4;
    for (std::int64_t row = 0; row < wholeRows; row += 4) {
        for (std::int64_t column = 0; column < wholeColumns; column += 4)
            turnFour(from + column * step + row, step, to + row * columns + column, columns);
        for (std::int64_t column = wholeColumns; column < columns; ++column)
            for (std::int64_t i = row; i < row + 4; ++i)
                to[i * columns + column] = from[column * step + i];
    }
    for (std::int64_t row = wholeRows; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            to[row * columns + column] = from[column * step + row];
}

/// Where the last two axes are a matrix whose columns lie in a row: all such matrices, turned. False where they are
/// not.
bool turnMatrices(const float* from, WalkAxes<1> axes, float* to)
{
    const std::size_t rank = axes.sizes.size();
    if (rank < 2 || axes.steps[rank - 2][0] != 1)
        return false;
    const std::int64_t rows = axes.sizes[rank - 2];
    const std::int64_t columns = axes.sizes[rank - 1];
    const std::int64_t step = axes.steps[rank - 1][0];
    axes.sizes.resize(rank - 2);
    axes.steps.resize(rank - 2);
    walkRows(axes, [&](const WalkRow<1>& matrices) {
        for (std::int64_t i = 0; i < matrices.count; ++i, to += rows * columns)
            turn(from + matrices.offsets[0] + i * matrices.steps[0], step, rows, columns, to);
    });
    return true;
}

/// A row of a few numbers is there before a call for it has begun: those of an attention head are often so long.
template <class Number>
void copyRow(const Number* from, std::int64_t count, Number* to)
{
    if (count == 16)
        std::memcpy(to, from, 16 * sizeof(Number));
    else if (count == 32)
        std::memcpy(to, from, 32 * sizeof(Number));
    else
        std::copy_n(from, count, to);
}

} // namespace

ValuePtr picked(const ValuePtr& from, Shape shape, const Shape& steps, std::int64_t offset)
{
    const WalkAxes<1> axes(shape, {steps});
    const std::int64_t count = elementCount(shape);
    const bool inOrder = axes.sizes.empty() || (axes.sizes.size() == 1 && axes.steps[0][0] == 1);
    if (inOrder && offset == 0 && count == from->size())
        return inShape(from, std::move(shape));
    auto result = newValueToFill(from->type, std::move(shape));
    if (count == 0)
        return result;
    if (from->floating() && turnMatrices(from->floats.data() + offset, axes, result->floats.data()))
        return result;
    withElements(*from, *result, [&](const auto& x, auto& y) {
        auto* to = y.data();
        walkRows(axes, [&](const WalkRow<1>& row) {
            const auto* const first = x.data() + offset + row.offsets[0];
            if (row.steps[0] == 1)
                copyRow(first, row.count, to);
            else
                for (std::int64_t i = 0; i < row.count; ++i)
                    to[i] = first[i * row.steps[0]];
            to += row.count;
        });
    });
    return result;
}

} // namespace termscope::ops
