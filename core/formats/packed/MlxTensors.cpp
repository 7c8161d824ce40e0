// MLX: a matrix [outputs, words] of 32 bits, NAME.weight, with NAME.scales and NAME.biases [outputs, groups].
//
// The values of a row are a stream of bits, the first in the lowest; w = q · scale + bias. Without biases the scales
// are bytes: MXFP4 (a power of two for 32 values) or NVFP4 (an FP8 for 16). How many bits a value has is said beside
// the file, not in it: it follows from how MLX quantizes.

#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"
#include "core/formats/packed/PackedMatrix.h"

#include <array>

namespace termscope {
namespace {

struct MlxParts {
    const StoredArray* weight = nullptr;
    const StoredArray* scales = nullptr;
    const StoredArray* biases = nullptr;
};

/// A stack of matrices is one under another.
struct MlxSize {
    std::int64_t rows = 0;
    std::int64_t words = 0;  ///< of a row
    std::int64_t groups = 0; ///< of a row

    /// Bits of all values of a group.
    std::int64_t groupBits() const { return 32 * words / groups; }
};

/// None where the parts do not fit each other.
std::optional<MlxSize> sizeOf(const MlxParts& parts)
{
    const Shape& words = parts.weight->shape;
    const Shape& scales = parts.scales->shape;
    const bool fits = scales.size() == words.size() && std::equal(words.begin(), words.end() - 1, scales.begin())
                      && scales.back() > 0 && 32 * words.back() % scales.back() == 0;
    if (!fits || (parts.biases != nullptr && parts.biases->shape != scales))
        return std::nullopt;
    return MlxSize{parts.weight->size() / words.back(), words.back(), scales.back()};
}

/// Whether groups of `count` values of `bits` bits have a 0 each: the value that a group is quantized from has it.
bool everyGroupHasZero(const KeptBytes& words, const MlxSize& size, int bits, std::int64_t count)
{
    constexpr std::int64_t enough = 1000;
    const std::int64_t groups = std::min(enough, size.rows * size.groups);
    for (std::int64_t group = 0; group < groups; ++group) {
        bool found = false;
        for (std::int64_t i = 0; i < count && !found; ++i)
            found = packedNumber(words.data(), static_cast<std::size_t>(group * count + i), bits) == 0;
        if (!found)
            return false;
    }
    return true;
}

/// Of the numbers of bits that fit the shapes the largest at which every group has its 0: fewer bits of the same words
/// find zeros among the parts of larger values. Where there is none, that of groups of 64, MLX's own choice.
std::optional<int> mlxBits(const KeptBytes& words, const MlxSize& size)
{
    std::optional<int> usual;
    for (const int bits : {8, 6, 5, 4, 3, 2})
        for (const std::int64_t count : {32, 64, 128}) {
            if (bits * count != size.groupBits() || 32 * size.words % bits != 0)
                continue;
            if (everyGroupHasZero(words, size, bits, count))
                return bits;
            usual = !usual || count == 64 ? bits : *usual;
        }
    return usual;
}

PackedMatrix mlxMatrix(const MlxParts& parts, const MlxSize& size, int bits)
{
    const KeptBytes words(parts.weight->source);
    const std::int64_t columns = 32 * size.words / bits;
    PackedMatrix matrix{text("uint", bits), size.rows, columns, size.groups == 1 ? 0 : columns / size.groups};
    matrix.highest = (1 << bits) - 1;
    matrix.scales = floatsOf(*parts.scales);
    matrix.offsets = floatsOf(*parts.biases);
    matrix.read = [words, columns, bits](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<std::int32_t>(
                packedNumber(words.data(), static_cast<std::size_t>(row * columns + first) + i, bits));
    };
    matrix.release = [words, bits](std::size_t first, std::size_t count) {
        const std::size_t begin = first * static_cast<std::size_t>(bits) / 8;
        words.release(begin, std::min(count * static_cast<std::size_t>(bits) / 8 + 1, words.size() - begin));
    };
    return matrix;
}

/// FP4 whose scales are bytes.
FoundTensor mlxFloats(const std::string& name, const MlxParts& parts, const MlxSize& size)
{
    const bool powers = size.groupBits() == 4 * 32;
    StoredArray scales = *parts.scales;
    scales.kind = {NumberFamily::Code, 8, FloatType::F32, powers ? FloatCode::E8M0 : FloatCode::E4M3};
    return fourBitFloats(name, *parts.weight, size.rows, 8 * size.words, powers ? 32 : 16, floatsOf(scales),
                         powers ? "MXFP4 in blocks of 32" : "FP4 E2M1 in blocks of 16");
}

void stack(FoundTensor& found, const Shape& words)
{
    if (words.size() < 3)
        return;
    found.fileShape.assign(words.begin(), words.end() - 1);
    found.fileShape.push_back(found.tensor.shape[1]);
}

} // namespace

JoinedTensor mlxTensor(ArrayTable& table, const StoredArray& head)
{
    constexpr std::string_view ending = ".weight";
    if (!head.name.ends_with(ending) || head.kind.family != NumberFamily::Unsigned || head.kind.bits != 32
        || head.shape.size() < 2 || head.shape.size() > 3 || head.size() == 0)
        return std::nullopt;
    const std::string stem = head.name.substr(0, head.name.size() - ending.size());
    const MlxParts parts{&head, table.find(stem + ".scales"), table.find(stem + ".biases")};
    if (parts.scales == nullptr && parts.biases == nullptr)
        return std::nullopt;
    const bool bytes = parts.scales != nullptr && parts.scales->kind.family == NumberFamily::Unsigned
                       && parts.scales->kind.bits == 8 && parts.biases == nullptr;
    if (parts.scales == nullptr || (parts.biases == nullptr && !bytes)) {
        table.leaveOut(head, parts.scales == nullptr ? "its scales (….scales) are not in the file"
                                                     : "its offsets (….biases) are not in the file");
        table.take(parts.scales);
        table.take(parts.biases);
        return std::nullopt;
    }
    const bool floats = parts.biases != nullptr && parts.scales->kind.isFloating() && parts.biases->kind.isFloating();
    const auto size = bytes || floats ? sizeOf(parts) : std::nullopt;
    const auto bits = size && floats ? mlxBits(KeptBytes(head.source), *size) : std::nullopt;
    const bool fp4 = size && bytes && (size->groupBits() == 4 * 32 || size->groupBits() == 4 * 16);
    if (!bits && !fp4)
        return fail(table.where(head), ": expected scales of groups that fit its ", toText(head.shape),
                    " words, found scales ", toText(parts.scales->shape),
                    parts.biases == nullptr ? "" : text(" and offsets ", toText(parts.biases->shape)));
    table.take(parts.scales);
    table.take(parts.biases);
    FoundTensor found;
    if (fp4) {
        found = mlxFloats(head.name, parts, *size);
    } else {
        PackedMatrix matrix = mlxMatrix(parts, *size, *bits);
        const Shape shape{matrix.rows, matrix.columns};
        found = foundTensor(head.name, shape, std::move(matrix));
    }
    stack(found, head.shape);
    return found;
}

} // namespace termscope
