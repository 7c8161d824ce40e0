// compressed-tensors: a matrix [outputs, inputs] whose rows are packed into words of 32 bits; or a convolution's
// weights as one, as our own writer has them.
//
// A word has ⌊32 / b⌋ values of b bits, the first in the lowest bits, each plus 2^(b−1). Zero points are bytes, or
// packed in the same way from output to output.

#include "core/base/ByteOrder.h"
#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"
#include "core/formats/packed/JoinedTensors.h"
#include "core/formats/packed/PackedMatrix.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

std::int32_t packedValue(const KeptBytes& words, std::int64_t word, std::int64_t place, int bits)
{
    const auto value = loadLittleEndian<std::uint32_t>(words.data() + 4 * word) >> (bits * static_cast<int>(place))
                       & ((1U << bits) - 1);
    return static_cast<std::int32_t>(value) - (1 << (bits - 1));
}

/// [outputs, inputs, kernel…] of the array NAME_shape.
std::optional<Shape> declaredShape(const StoredArray* shape)
{
    constexpr std::int64_t mostAxes = 5; // of a layer
    if (shape == nullptr || !shape->kind.isWhole() || shape->size() < 2 || shape->size() > mostAxes)
        return std::nullopt;
    Shape found;
    for (std::size_t i = 0; i < static_cast<std::size_t>(shape->size()); ++i)
        found.push_back(wholeAt(shape->source.bytes.data(), i, shape->kind, shape->bigEndian));
    return found;
}

/// Values of an output; 0 where the shape is none.
std::int64_t columnsOf(const Shape& shape)
{
    const auto count = std::ranges::min(shape) > 0 ? checkedElementCount(shape) : std::nullopt;
    return count ? *count / shape[0] : 0;
}

struct Names {
    std::string weight; ///< "fc.weight"
    const StoredArray* scales = nullptr;
    const StoredArray* zeros = nullptr;
    const StoredArray* groups = nullptr;
};

/// z of an output's block, if there are zero points. Error: their number does not fit.
Result<void> addZeros(ArrayTable& table, const StoredArray& head, const Names& names, int bits, PackedMatrix& matrix)
{
    const StoredArray* const zeros = names.zeros;
    if (zeros == nullptr)
        return {};
    if (!zeros->kind.isWhole())
        return fail(table.where(head), ": expected zero points that are whole numbers, found ", zeros->type, " in ",
                    printable(zeros->name));
    const std::int64_t blocks = matrix.blocks();
    const std::int64_t perWord = 32 / bits;
    const bool packed = zeros->kind.bits == 32;
    const std::int64_t expected = (packed ? (matrix.rows + perWord - 1) / perWord : matrix.rows) * blocks;
    if (zeros->size() != expected)
        return fail(table.where(head), ": expected ", expected, " zero points of its ", matrix.rows, "×", blocks,
                    " blocks in ", printable(zeros->name), ", found ", toText(zeros->shape));
    table.take(zeros);
    const KeptBytes bytes(zeros->source);
    for (std::int64_t i = 0; !packed && i < expected; ++i)
        if (const std::int64_t zero = wholeAt(bytes.data(), static_cast<std::size_t>(i), zeros->kind, false);
            zero < matrix.lowest || zero > matrix.highest)
            return fail(table.where(head), ": expected zero points from ", matrix.lowest, " to ", matrix.highest,
                        " as ", matrix.type, " has them, found ", zero, " in ", printable(zeros->name));
    matrix.zero = [bytes, kind = zeros->kind, packed, blocks, perWord, bits](std::int64_t row, std::int64_t block) {
        return packed ? packedValue(bytes, row / perWord * blocks + block, row % perWord, bits)
                      : static_cast<std::int32_t>(
                          wholeAt(bytes.data(), static_cast<std::size_t>(row * blocks + block), kind, false));
    };
    return {};
}

Result<void> addGroups(ArrayTable& table, const StoredArray& head, const Names& names, PackedMatrix& matrix)
{
    const StoredArray* const groups = names.groups;
    if (groups == nullptr || !groups->kind.isWhole() || matrix.block == 0)
        return {};
    if (groups->size() != matrix.columns)
        return fail(table.where(head), ": expected a group for each of its ", matrix.columns, " inputs in ",
                    printable(groups->name), ", found ", groups->size());
    table.take(groups);
    std::vector<std::int32_t> groupOf(static_cast<std::size_t>(matrix.columns));
    bool inOrder = true;
    bool unset = true;
    for (std::size_t i = 0; i < groupOf.size(); ++i) {
        const std::int64_t group = wholeAt(groups->source.bytes.data(), i, groups->kind, groups->bigEndian);
        unset = unset && group == -1;
        if (group < (unset ? -1 : 0) || group >= matrix.blocks())
            return fail(table.where(head), ": expected groups from 0 to ", matrix.blocks() - 1, " in ",
                        printable(groups->name), ", found ", group);
        groupOf[i] = static_cast<std::int32_t>(group);
        inOrder = inOrder && group == static_cast<std::int64_t>(i) / matrix.block;
    }
    if (!inOrder && !unset)
        matrix.groupOf = std::move(groupOf);
    return {};
}

/// FP4, two in a byte. The scales of blocks are FP8, divided by the global one (NVFP4), or powers of two (MXFP4).
JoinedTensor fourBit(ArrayTable& table, const StoredArray& head, const Names& names)
{
    StoredArray scales = *names.scales;
    const bool powers = scales.kind.family == NumberFamily::Unsigned && scales.kind.bits == 8;
    if (powers)
        scales.kind = {NumberFamily::Code, 8, FloatType::F32, FloatCode::E8M0};
    const std::int64_t columns = 2 * head.shape[1];
    if (scales.shape.size() != 2 || scales.shape[0] != head.shape[0] || scales.shape[1] == 0
        || columns % scales.shape[1] != 0 || !scales.kind.isFloating())
        return fail(table.where(head), ": expected scales of blocks of its ", head.shape[0], "×", columns,
                    " values in ", printable(scales.name), ", found ", toText(scales.shape));
    SharedFloats factors = floatsOf(scales);
    const StoredArray* const global = table.find(names.weight + "_global_scale");
    if (global != nullptr && global->kind.isFloating() && global->size() == 1) {
        const float divisor = floatsOf(*global)[0];
        std::vector<float> divided = factors.toVector();
        for (float& scale : divided)
            scale /= divisor;
        factors = std::move(divided);
        table.take(global);
    }
    table.take(names.scales);
    const std::int64_t block = columns / scales.shape[1];
    return fourBitFloats(names.weight, head, head.shape[0], columns, block, std::move(factors),
                         text(powers ? "MXFP4" : "FP4 E2M1", " in blocks of ", block));
}

Result<PackedMatrix> matrixOf(ArrayTable& table, const StoredArray& head, const Names& names, const Shape& shape)
{
    const std::string where = table.where(head);
    const std::int64_t columns = columnsOf(shape);
    const bool plausible = columns > 0 && shape[0] == head.shape[0] && columns / 32 <= head.shape[1];
    const auto bits = plausible ? packedWidth(columns, head.shape[1]) : std::nullopt;
    if (!bits)
        return fail(where, ": expected the words of a matrix of ", toText(shape), ", as its shape says, found ",
                    toText(head.shape));
    const std::int64_t count = names.scales->size();
    const bool blocked = count > shape[0] && count % shape[0] == 0;
    if (!names.scales->kind.isFloating() || (count != 1 && count != shape[0] && !blocked))
        return fail(where, ": expected one scale, ", shape[0], " (one for each output), or those of blocks in ",
                    printable(names.scales->name), ", found ", toText(names.scales->shape));
    const std::int64_t blocks = blocked ? count / shape[0] : 1;
    if (columns % blocks != 0)
        return fail(where, ": expected blocks that divide the ", columns, " values of a row, found ", blocks,
                    " scales for them in ", printable(names.scales->name));
    PackedMatrix matrix{text("int", *bits), shape[0], columns, blocked ? columns / blocks : 0};
    matrix.lowest = -(1 << (*bits - 1));
    matrix.highest = (1 << (*bits - 1)) - 1;
    matrix.scales = floatsOf(*names.scales);
    const KeptBytes words(head.source);
    matrix.read = [words, bits = *bits, across = head.shape[1]](std::int64_t row, std::int64_t first,
                                                                std::span<std::int32_t> to) {
        const std::int64_t perWord = 32 / bits;
        for (std::size_t i = 0; i < to.size(); ++i) {
            const std::int64_t column = first + static_cast<std::int64_t>(i);
            to[i] = packedValue(words, row * across + column / perWord, column % perWord, bits);
        }
    };
    matrix.release = [words, columns = static_cast<std::size_t>(columns),
                      across = static_cast<std::size_t>(head.shape[1])](std::size_t first, std::size_t values) {
        const std::size_t begin = first / columns * across * 4;
        words.release(begin, std::min((values / columns + 2) * across * 4, words.size() - begin));
    };
    if (const auto added = addZeros(table, head, names, *bits, matrix); !added)
        return tl::unexpected(added.error());
    if (const auto added = addGroups(table, head, names, matrix); !added)
        return tl::unexpected(added.error());
    return matrix;
}

} // namespace

std::optional<int> packedWidth(std::int64_t columns, std::int64_t words)
{
    for (const int bits : {4, 8, 2, 3, 6, 5, 1})
        if ((columns + 32 / bits - 1) / (32 / bits) == words)
            return bits;
    return std::nullopt;
}

JoinedTensor compressedTensor(ArrayTable& table, const StoredArray& head)
{
    constexpr std::string_view ending = "_packed";
    if (!head.name.ends_with(ending) || head.name.size() == ending.size() || !head.kind.isWhole()
        || head.shape.size() != 2 || head.size() == 0)
        return std::nullopt;
    Names names{head.name.substr(0, head.name.size() - ending.size())};
    const StoredArray* const shapeArray = table.find(names.weight + "_shape");
    const auto shape = declaredShape(shapeArray);
    names.scales = table.find(names.weight + "_scale");
    names.zeros = table.find(names.weight + "_zero_point");
    names.groups = table.find(names.weight + "_g_idx");
    const bool fourBits = head.kind.bits == 8;
    if (names.scales == nullptr || (!shape && !fourBits)) {
        table.leaveOut(head, names.scales == nullptr ? "its scales (…_scale) are not in the file"
                                                     : "its shape (…_shape) is not in the file");
        for (const StoredArray* const part : {shapeArray, names.scales, names.zeros, names.groups})
            table.take(part);
        return std::nullopt;
    }
    if (fourBits)
        return fourBit(table, head, names);
    if (head.kind.bits != 32)
        return std::nullopt;
    auto matrix = matrixOf(table, head, names, *shape);
    if (!matrix)
        return tl::unexpected(matrix.error());
    table.take(names.scales);
    table.take(shapeArray);
    return foundTensor(names.weight, *shape, std::move(*matrix));
}

} // namespace termscope
