// Integers or codes of a byte or two each, with scales beside them.

#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"
#include "core/formats/packed/PackedMatrix.h"

#include <numeric>

namespace termscope {
namespace {

/// Which scale belongs to which value of a matrix.
struct ScaleGrid {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t rowBlock = 0;    ///< 0: all rows
    std::int64_t columnBlock = 0; ///< 0: all columns
    std::int64_t across = 1;      ///< scales beside each other

    std::int64_t indexOf(std::int64_t row, std::int64_t column) const
    {
        return (rowBlock == 0 ? 0 : row / rowBlock) * across + (columnBlock == 0 ? 0 : column / columnBlock);
    }
    /// Consecutive values of a row that share a scale, as many everywhere; 0 for all of them.
    std::int64_t block() const { return columnBlock == 0 ? 0 : std::gcd(columns, columnBlock); }
    /// One scale, one a row, or [rows, blocks] lie so already.
    bool isPlain() const { return (rowBlock == 0 && columnBlock == 0) || (rowBlock == 1 && block() == columnBlock); }
    std::string blocksText() const
    {
        if (columnBlock == 0)
            return rowBlock == 0 ? "per tensor" : "per channel";
        return rowBlock == 1 ? text("in blocks of ", columnBlock) : text("in blocks of ", rowBlock, "×", columnBlock);
    }
};

/// How the rows and columns of a tensor are seen: those of a stack of matrices under one another, if its scales are
/// such a stack.
struct MatrixView {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    Shape shape;     ///< of the tensor that it becomes
    Shape fileShape; ///< empty if that is the same
    Shape scales;    ///< shape of the scales, in rows and columns
};

MatrixView viewOf(const Shape& shape, const Shape& scales)
{
    const bool stack = shape.size() == 3 && scales.size() == 3 && scales[0] == shape[0] && scales[1] * scales[2] > 1
                       && shape[1] % std::max<std::int64_t>(scales[1], 1) == 0;
    if (stack)
        return {
            shape[0] * shape[1], shape[2], {shape[0] * shape[1], shape[2]}, shape, {scales[0] * scales[1], scales[2]}};
    // [rows, 1, 1] is [rows]; of anything else the axes tell what the blocks are.
    const bool perRow = !scales.empty() && scales[0] == shape[0] && elementCount(scales) == shape[0];
    const Shape plain = perRow ? Shape{shape[0]} : scales;
    return {shape[0], elementCount(shape) / shape[0], shape, {}, plain};
}

Result<ScaleGrid> gridOf(const MatrixView& view, const std::string& where, const std::string& name)
{
    constexpr std::int64_t side = 128; // of the blocks that need not divide the matrix
    const auto ceiling = [](std::int64_t count) { return (count + side - 1) / side; };
    ScaleGrid grid{view.rows, view.columns};
    const std::int64_t count = elementCount(view.scales);
    if (count == 1 && view.rows > 0)
        return grid;
    if (view.scales == Shape{view.rows}) {
        grid.rowBlock = 1;
        return grid;
    }
    if (view.scales.size() == 2 && view.scales[0] > 0 && view.scales[1] > 0) {
        grid.across = view.scales[1];
        if (view.scales[0] != view.rows && view.scales[0] == ceiling(view.rows)
            && view.scales[1] == ceiling(view.columns)) {
            grid.rowBlock = grid.columnBlock = side;
            return grid;
        }
        if (view.scales[0] <= view.rows && view.rows % view.scales[0] == 0) {
            if (view.columns % view.scales[1] != 0)
                return fail(where, ": expected blocks that divide the ", view.columns, " values of a row, found ",
                            view.scales[1], " scales for them in ", printable(name));
            grid.rowBlock = view.rows / view.scales[0];
            grid.columnBlock = view.columns / view.scales[1];
            return grid;
        }
    }
    return fail(where, ": expected one scale, ", view.rows, " (one for each output), or those of blocks in ",
                printable(name), ", found ", toText(view.scales));
}

/// In the order of PackedMatrix.
SharedFloats inOrder(const SharedFloats& scales, const ScaleGrid& grid)
{
    if (grid.isPlain())
        return scales;
    const std::int64_t blocks = grid.block() == 0 ? 1 : grid.columns / grid.block();
    const auto read = [scales, grid, blocks](std::size_t first, std::span<float> to) {
        const auto across = static_cast<std::size_t>(grid.across);
        visitRows(first, to.size(), blocks, [&](std::int64_t row, std::int64_t block, std::size_t at, std::size_t n) {
            const std::vector<float> own =
                scales.part(static_cast<std::size_t>(grid.indexOf(row, 0)), across).toVector();
            for (std::size_t i = 0; i < n; ++i) {
                const std::int64_t column = (block + static_cast<std::int64_t>(i)) * grid.block();
                to[at + i] = own[static_cast<std::size_t>(grid.indexOf(0, column))];
            }
        });
    };
    return lazily(computedFloats(static_cast<std::size_t>(grid.rows * blocks), read));
}

/// Powers of two as bytes, where a format has them without saying so.
SharedFloats scaleFloats(StoredArray scales)
{
    if (scales.kind.isWhole())
        scales.kind = {NumberFamily::Code, 8, FloatType::F32, FloatCode::E8M0};
    return floatsOf(scales);
}

Result<void> checkZeros(const StoredArray& zeros, const StoredArray& head, const std::string& where)
{
    const bool isSigned = head.kind.family == NumberFamily::Signed;
    const std::int64_t lowest = isSigned ? -(std::int64_t{1} << (head.kind.bits - 1)) : 0;
    const std::int64_t highest = (std::int64_t{1} << (head.kind.bits - (isSigned ? 1 : 0))) - 1;
    for (std::int64_t i = 0; i < zeros.size(); ++i) {
        const std::int64_t zero = wholeAt(zeros.source.bytes.data(), static_cast<std::size_t>(i), zeros.kind,
                                          zeros.bigEndian);
        if (zero < lowest || zero > highest)
            return fail(where, ": expected zero points from ", lowest, " to ", highest, " as ", wholeTypeOf(head.kind),
                        " has them, found ", zero, " in ", printable(zeros.name));
    }
    return {};
}

Result<FoundTensor> integersWithScales(ArrayTable& table, const StoredArray& head, const StoredArray& scales,
                                       const MatrixView& view, const ScaleGrid& grid)
{
    const bool isSigned = head.kind.family == NumberFamily::Signed;
    PackedMatrix matrix{wholeTypeOf(head.kind), grid.rows, grid.columns, grid.block()};
    matrix.lowest = isSigned ? -(1 << (head.kind.bits - 1)) : 0;
    matrix.highest = (1 << (head.kind.bits - (isSigned ? 1 : 0))) - 1;
    matrix.scales = inOrder(scaleFloats(scales), grid);
    const KeptBytes bytes(head.source);
    matrix.read = [bytes, kind = head.kind, big = head.bigEndian,
                   columns = grid.columns](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
        const auto start = static_cast<std::size_t>(row * columns + first);
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<std::int32_t>(wholeAt(bytes.data(), start + i, kind, big));
    };
    matrix.release = [bytes, size = static_cast<std::size_t>(head.kind.bits / 8)](
                         std::size_t first, std::size_t count) { bytes.release(first * size, count * size); };
    const StoredArray* const zeros = table.find(head.name + "_zero_point");
    if (zeros != nullptr) {
        if (!zeros->kind.isWhole())
            return fail(table.where(head), ": expected zero points that are whole numbers, found ", zeros->type, " in ",
                        printable(zeros->name));
        if (zeros->size() != scales.size() && zeros->size() != 1)
            return fail(table.where(head), ": expected as many zero points as scales, ", scales.size(), ", found ",
                        zeros->size(), " in ", printable(zeros->name));
        if (const auto fits = checkZeros(*zeros, head, table.where(head)); !fits)
            return tl::unexpected(fits.error());
        table.take(zeros);
        const bool one = zeros->size() == 1;
        matrix.zero = [kept = KeptBytes(zeros->source), kind = zeros->kind, big = zeros->bigEndian, grid,
                       one](std::int64_t row, std::int64_t block) {
            const std::int64_t index = one ? 0 : grid.indexOf(row, block * grid.block());
            return static_cast<std::int32_t>(wholeAt(kept.data(), static_cast<std::size_t>(index), kind, big));
        };
    }
    FoundTensor found = foundTensor(head.name, view.shape, std::move(matrix));
    found.fileShape = view.fileShape;
    return found;
}

FoundTensor codesWithScales(const StoredArray& head, const StoredArray& scales, const MatrixView& view,
                            const ScaleGrid& grid)
{
    const SharedFloats codes = floatsOf(head);
    ScaledNumbers numbers{grid.rows,
                          grid.columns,
                          grid.block(),
                          inOrder(scaleFloats(scales), grid),
                          {},
                          [codes](std::size_t first, std::span<float> to) {
                              std::ranges::copy(codes.part(first, to.size()).toVector(), to.begin());
                          }};
    const std::string stored = text(nameOf(head.kind.code), " ", grid.blocksText());
    return {head.name, {view.shape, scaledFloats(std::move(numbers))}, nullptr, stored, view.fileShape};
}

/// Bytes with two FP4 each, scales of FP8 in blocks, and one more for all.
bool isPackedFp4(const StoredArray& head, const StoredArray& scales)
{
    return head.kind.family == NumberFamily::Unsigned && head.kind.bits == 8 && head.shape.size() == 2
           && scales.kind.family == NumberFamily::Code && scales.shape.size() == 2 && scales.shape[0] == head.shape[0]
           && scales.shape[1] > 0 && head.shape[1] * 2 % scales.shape[1] == 0;
}

} // namespace

JoinedTensor scaledTensor(ArrayTable& table, const StoredArray& head)
{
    const bool integers = head.kind.isWhole() && head.kind.bits <= 16;
    if (!integers && head.kind.family != NumberFamily::Code)
        return std::nullopt;
    const StoredArray* scales = table.find(head.name + "_scale");
    if (scales == nullptr)
        scales = table.find(head.name + "_scale_inv");
    const bool hasZeros = table.find(head.name + "_zero_point") != nullptr;
    if (scales == nullptr) {
        if (hasZeros && integers)
            table.leaveOut(head, "its zero points are there, but not its scales (…_scale)");
        return std::nullopt;
    }
    const bool ofBytes = scales->kind.family == NumberFamily::Unsigned && scales->kind.bits == 8 && !integers;
    if (!scales->kind.isFloating() && !ofBytes)
        return std::nullopt;
    if (head.shape.size() < 2 || head.shape.size() > 5 || head.size() == 0)
        return std::nullopt;
    if (const StoredArray* const over = table.find(head.name + "_scale_2");
        over != nullptr && over->kind.isFloating() && over->size() == 1 && isPackedFp4(head, *scales)) {
        const float factor = floatsOf(*over)[0];
        std::vector<float> all = floatsOf(*scales).toVector();
        for (float& scale : all)
            scale *= factor;
        table.take(scales);
        table.take(over);
        const std::int64_t columns = 2 * head.shape[1];
        const std::int64_t block = columns / scales->shape[1];
        return fourBitFloats(head.name, head, head.shape[0], columns, block, std::move(all),
                             text("FP4 E2M1 in blocks of ", block));
    }
    const MatrixView view = viewOf(head.shape, scales->shape);
    const auto grid = gridOf(view, table.where(head), scales->name);
    if (!grid)
        return tl::unexpected(grid.error());
    table.take(scales);
    if (!integers)
        return codesWithScales(head, *scales, view, *grid);
    auto found = integersWithScales(table, head, *scales, view, *grid);
    if (!found)
        return tl::unexpected(found.error());
    return std::move(*found);
}

} // namespace termscope
