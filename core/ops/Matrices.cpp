// The last two axes as matrices: Trilu, EyeLike, Det; and what goes on along an axis: CumSum, CumProd.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include <Eigen/LU>

namespace termscope::ops {
namespace {

/// A diagonal far enough out to lie beyond any matrix does as well as one farther out.
std::int64_t bounded(std::int64_t diagonal)
{
    constexpr std::int64_t most = std::int64_t{1} << 40;
    return std::clamp(diagonal, -most, most);
}

/// What lies above or below a diagonal becomes 0.
Result<Outputs> trilu(Call& call)
{
    if (call[0].rank() < 2)
        return fail("expected matrices, found the shape ", toText(call[0].shape));
    const bool upper = call.node.integer("upper", 1) != 0;
    const Result<std::int64_t> asked = call.has(1) && call[1].known ? singleInteger(call, 1) : Result<std::int64_t>(0);
    if (!asked)
        return tl::unexpected(asked.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    const std::int64_t diagonal = bounded(*asked);
    auto result = take(call, 0);
    const std::int64_t columns = result->shape.back();
    const std::int64_t rows = result->shape[result->shape.size() - 2];
    for (std::int64_t i = 0; i < result->size(); ++i) {
        const std::int64_t distance = i % columns - i / columns % rows;
        if (upper ? distance >= diagonal : distance <= diagonal)
            continue;
        if (result->floating())
            result->floats[at(i)] = 0.0F;
        else
            result->integers[at(i)] = 0;
    }
    return only(std::move(result));
}

/// Ones on a diagonal of a matrix as large as the input.
Result<Outputs> eyeLike(Call& call)
{
    if (call[0].rank() != 2)
        return fail("expected a matrix, found the shape ", toText(call[0].shape));
    const auto type = call.node.has("dtype") ? typeFromNumber(call.node.integer("dtype", 0))
                                             : std::optional(call[0].type);
    if (!type)
        return fail("expected a dtype of numbers, found ", call.node.integer("dtype", 0));
    if (!call[0].known)
        return only(shapeOnly(*type, call[0].shape));
    auto result = newValue(*type, call[0].shape);
    const std::int64_t diagonal = bounded(call.node.integer("k", 0));
    const std::int64_t columns = result->shape[1];
    for (std::int64_t row = std::max<std::int64_t>(0, -diagonal); row < result->shape[0]; ++row) {
        if (row + diagonal >= columns)
            break;
        if (result->floating())
            result->floats[at(row * columns + row + diagonal)] = 1.0F;
        else
            result->integers[at(row * columns + row + diagonal)] = 1;
    }
    return only(std::move(result));
}

Result<Outputs> determinant(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Shape& shape = call[0].shape;
    const std::int64_t n = shape.empty() ? 0 : shape.back();
    if (shape.size() < 2 || shape[shape.size() - 2] != n)
        return fail("expected square matrices, found the shape ", toText(shape));
    TERMSCOPE_TRY(checkWork({call[0].size(), n}));
    const Shape stack(shape.begin(), shape.end() - 2);
    if (!call.known())
        return only(shapeOnly(call[0].type, stack));
    auto result = newValue(call[0].type, stack);
    using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Matrix matrix(n, n);
    for (std::int64_t i = 0; i < result->size(); ++i) {
        std::copy_n(call[0].floats.data() + i * n * n, n * n, matrix.data());
        result->floats[at(i)] = static_cast<float>(n == 0 ? 1.0 : matrix.partialPivLu().determinant());
    }
    return only(std::move(result));
}

/// Sums (products) of all elements up to each along an axis: in float64 for floats, exact for integers.
template <bool Product>
Result<Outputs> cumulate(Call& call)
{
    if (!call[1].known)
        return only(shapeOnly(call[0].type, call[0].shape));
    const Result<std::int64_t> asked = singleInteger(call, 1);
    const Result<std::int64_t> axis = asked ? axisOf(*asked, call[0].rank()) : asked;
    if (!axis)
        return tl::unexpected(axis.error());
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    const bool exclusive = call.node.integer("exclusive", 0) != 0;
    const bool reverse = call.node.integer("reverse", 0) != 0;
    const std::int64_t size = call[0].shape[at(*axis)];
    const std::int64_t step = countOf(call[0].shape, *axis + 1, call[0].rank());
    const std::int64_t runs = size == 0 ? 0 : call[0].size() / size;
    auto result = take(call, 0);
    const auto run = [&](auto& values, auto sum, auto join) {
        for (std::int64_t r = 0; r < runs; ++r) {
            const std::int64_t first = r / step * size * step + r % step;
            auto total = sum;
            for (std::int64_t i = 0; i < size; ++i) {
                auto& x = values[at(first + (reverse ? size - 1 - i : i) * step)];
                const auto with = join(total, x);
                x = static_cast<std::decay_t<decltype(x)>>(exclusive ? total : with);
                total = with;
            }
        }
    };
    if (result->floating())
        run(result->floats, Product ? 1.0 : 0.0, [](double a, float b) { return Product ? a * b : a + b; });
    else
        run(result->integers, std::int64_t{Product ? 1 : 0}, [&](std::int64_t a, std::int64_t b) {
            const auto x = static_cast<std::uint64_t>(a);
            const auto y = static_cast<std::uint64_t>(b);
            return wrapped(static_cast<std::int64_t>(Product ? x * y : x + y), result->type);
        });
    roundAll(*result);
    return only(std::move(result));
}

constexpr Operator matricesTable[] = {
    {"CumProd", cumulate<true>, 2, 2, "i:exclusive i:reverse"},
    {"CumSum", cumulate<false>, 2, 2, "i:exclusive i:reverse"},
    {"Det", determinant, 1, 1},
    {"EyeLike", eyeLike, 1, 1, "i:dtype i:k"},
    {"Trilu", trilu, 1, 2, "i:upper"},
};

} // namespace

std::span<const Operator> matrices()
{
    return matricesTable;
}

} // namespace termscope::ops
