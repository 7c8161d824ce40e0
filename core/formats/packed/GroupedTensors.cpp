// GPTQ and AWQ: a matrix [inputs, outputs] packed into words of 32 bits, with scales and zero points [groups, outputs].
//
// GPTQ packs along the inputs, as a stream of bits for each output, and its zero points (less one, or in its second
// version as they are) along the outputs. AWQ packs both along the outputs, eight in a word in the order 0, 2, 4, 6, 1,
// 3, 5, 7.

#include "core/base/ByteOrder.h"
#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"
#include "core/formats/packed/PackedMatrix.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

struct Parts {
    const StoredArray* weight = nullptr;
    const StoredArray* zeros = nullptr;
    const StoredArray* scales = nullptr;
    const StoredArray* groups = nullptr;
};

/// Number `index` of a stream of bits in words that lie `stride` words apart.
std::int32_t streamed(const KeptBytes& words, std::int64_t first, std::int64_t stride, std::int64_t index, int bits)
{
    const std::int64_t at = index * bits;
    const auto word = [&](std::int64_t i) {
        return std::uint64_t{loadLittleEndian<std::uint32_t>(words.data() + 4 * (first + i * stride))};
    };
    const auto shift = static_cast<int>(at % 32);
    std::uint64_t gathered = word(at / 32);
    if (shift + bits > 32)
        gathered |= word(at / 32 + 1) << 32;
    return static_cast<std::int32_t>(gathered >> shift & ((1U << bits) - 1));
}

/// Output `index` of a row of AWQ's words.
std::int32_t interleaved(const KeptBytes& words, std::int64_t first, std::int64_t index)
{
    constexpr std::array<int, 8> nibbles{0, 4, 1, 5, 2, 6, 3, 7};
    const auto word = loadLittleEndian<std::uint32_t>(words.data() + 4 * (first + index / 8));
    return static_cast<std::int32_t>(word >> (4 * nibbles[static_cast<std::size_t>(index % 8)]) & 0xFU);
}

/// The zero points of symmetric weights: all in the middle, which less one would be just beside it.
bool areInTheMiddle(const KeptBytes& zeros, std::int64_t groups, std::int64_t outputs, int bits)
{
    const std::int64_t across = outputs * bits / 32;
    for (std::int64_t group = 0; group < groups; ++group)
        for (std::int64_t output = 0; output < outputs; ++output)
            if (streamed(zeros, group * across, 1, output, bits) != 1 << (bits - 1))
                return false;
    return true;
}

/// Where the integers of a layer lie beside its zero points: the mean of q − z, with z as it is stored and with one
/// more.
struct MeanLevels {
    double asStored = 0.0;
    double oneMore = 0.0;
};

MeanLevels meanLevels(const Parts& parts, const KeptBytes& words, const KeptBytes& zeros, int bits)
{
    constexpr std::int64_t most = 128; // outputs, and inputs of each
    const std::int64_t outputs = parts.scales->shape[1];
    const std::int64_t groups = parts.scales->shape[0];
    const std::int64_t inputs = parts.weight->shape[0] * 32 / bits;
    const bool ordered = parts.groups == nullptr || !parts.groups->kind.isWhole() || parts.groups->size() != inputs;
    const std::int64_t perGroup = std::max<std::int64_t>(inputs / std::max<std::int64_t>(groups, 1), 1);
    const std::int64_t stepOut = std::max<std::int64_t>(outputs / most, 1);
    const std::int64_t stepIn = std::max<std::int64_t>(inputs / most, 1);
    MeanLevels mean;
    double count = 0.0;
    for (std::int64_t input = 0; input < inputs; input += stepIn) {
        const std::int64_t group = ordered ? input / perGroup
                                           : wholeAt(parts.groups->source.bytes.data(), static_cast<std::size_t>(input),
                                                     parts.groups->kind, parts.groups->bigEndian);
        for (std::int64_t output = 0; group >= 0 && group < groups && output < outputs; output += stepOut) {
            const std::int32_t q = streamed(words, output, outputs, input, bits);
            const std::int32_t stored = streamed(zeros, group * (outputs * bits / 32), 1, output, bits);
            mean.asStored += q - stored;
            mean.oneMore += q - ((stored + 1) & ((1 << bits) - 1));
            count += 1.0;
        }
    }
    words.release();
    return {mean.asStored / std::max(count, 1.0), mean.oneMore / std::max(count, 1.0)};
}

/// The zero points of GPTQ are stored less one; later files (GPTQ v2) have them as they are, and say so beside the
/// file, not in it. Those of symmetric weights tell. Others do by the weights: those of a layer are about 0 in the
/// mean, so that q − z is off by one level where z is. Of eight bits a level is too little to tell: less one, as most
/// are.
bool storesZerosAsTheyAre(const Parts& parts, const KeptBytes& words, const KeptBytes& zeros, int bits)
{
    constexpr double near = 0.25;
    if (areInTheMiddle(zeros, parts.scales->shape[0], parts.scales->shape[1], bits))
        return true;
    if (bits > 4)
        return false;
    const MeanLevels mean = meanLevels(parts, words, zeros, bits);
    return std::abs(mean.asStored) < near && std::abs(mean.oneMore) > 1.0 - near;
}

/// Scales [groups, outputs] as [outputs, groups].
SharedFloats turnedScales(const StoredArray& scales)
{
    if (!scales.floats.empty() || scales.kind.family != NumberFamily::Float)
        return transposed({scales.shape, floatsOf(scales)}).values;
    return storedFloats(
        scales.source,
        {scales.kind.floats, scales.bigEndian, {scales.shape[1], scales.shape[0]}, {1, scales.shape[1]}});
}

/// Bits of a value, by the words of a row of zero points; none where the parts do not fit each other.
std::optional<int> gptqBits(const Parts& parts)
{
    const std::int64_t outputs = parts.scales->shape[1];
    const Shape& zeros = parts.zeros->shape;
    if (parts.weight->shape[1] != outputs || outputs == 0 || zeros[0] != parts.scales->shape[0])
        return std::nullopt;
    for (const int bits : {2, 3, 4, 8})
        if (outputs * bits % 32 == 0 && zeros[1] == outputs * bits / 32 && parts.weight->shape[0] * 32 % bits == 0)
            return bits;
    return std::nullopt;
}

bool isAwq(const Parts& parts)
{
    const Shape& scales = parts.scales->shape;
    return parts.weight->shape[1] * 8 == scales[1] && parts.zeros->shape == Shape{scales[0], scales[1] / 8};
}

Result<PackedMatrix> sized(ArrayTable& table, const Parts& parts, std::int64_t inputs, int bits)
{
    const std::int64_t groups = parts.scales->shape[0];
    if (groups == 0 || inputs % groups != 0)
        return fail(table.where(*parts.weight), ": expected groups that divide its ", inputs, " inputs, found ", groups,
                    " rows of scales in ", printable(parts.scales->name));
    PackedMatrix matrix{text("uint", bits), parts.scales->shape[1], inputs, groups == 1 ? 0 : inputs / groups};
    matrix.highest = (1 << bits) - 1;
    matrix.scales = turnedScales(*parts.scales);
    return matrix;
}

Result<PackedMatrix> gptqMatrix(ArrayTable& table, const Parts& parts, int bits)
{
    auto matrix = sized(table, parts, parts.weight->shape[0] * 32 / bits, bits);
    if (!matrix)
        return matrix;
    const KeptBytes words(parts.weight->source);
    const KeptBytes zeros(parts.zeros->source);
    const std::int64_t outputs = matrix->rows;
    const std::int64_t across = outputs * bits / 32;
    const int added = storesZerosAsTheyAre(parts, words, zeros, bits) ? 0 : 1;
    matrix->read = [words, outputs, bits](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = streamed(words, row, outputs, first + static_cast<std::int64_t>(i), bits);
    };
    matrix->zero = [zeros, across, bits, added](std::int64_t row, std::int64_t block) {
        return (streamed(zeros, block * across, 1, row, bits) + added) & ((1 << bits) - 1);
    };
    matrix->release = [words](std::size_t, std::size_t) { words.release(); };
    return matrix;
}

Result<PackedMatrix> awqMatrix(ArrayTable& table, const Parts& parts)
{
    auto matrix = sized(table, parts, parts.weight->shape[0], 4);
    if (!matrix)
        return matrix;
    const KeptBytes words(parts.weight->source);
    const KeptBytes zeros(parts.zeros->source);
    const std::int64_t across = matrix->rows / 8;
    matrix->read = [words, across](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = interleaved(words, (first + static_cast<std::int64_t>(i)) * across, row);
    };
    matrix->zero = [zeros, across](std::int64_t row, std::int64_t block) {
        return interleaved(zeros, block * across, row);
    };
    matrix->release = [words](std::size_t, std::size_t) { words.release(); };
    return matrix;
}

/// Which group each input is of, if they are not in order. Error: a group that is not there.
Result<void> scatter(ArrayTable& table, const Parts& parts, PackedMatrix& matrix)
{
    if (parts.groups == nullptr || !parts.groups->kind.isWhole())
        return {};
    if (parts.groups->size() != matrix.columns)
        return fail(table.where(*parts.weight), ": expected a group for each of its ", matrix.columns, " inputs in ",
                    printable(parts.groups->name), ", found ", parts.groups->size());
    std::vector<std::int32_t> groupOf(static_cast<std::size_t>(matrix.columns));
    bool inOrder = true;
    for (std::size_t i = 0; i < groupOf.size(); ++i) {
        const std::int64_t group = wholeAt(parts.groups->source.bytes.data(), i, parts.groups->kind,
                                           parts.groups->bigEndian);
        if (group < 0 || group >= matrix.blocks())
            return fail(table.where(*parts.weight), ": expected groups from 0 to ", matrix.blocks() - 1, " in ",
                        printable(parts.groups->name), ", found ", group);
        groupOf[i] = static_cast<std::int32_t>(group);
        inOrder = inOrder && (matrix.block == 0 || group == static_cast<std::int64_t>(i) / matrix.block);
    }
    if (!inOrder)
        matrix.groupOf = std::move(groupOf);
    return {};
}

} // namespace

JoinedTensor groupedTensor(ArrayTable& table, const StoredArray& head)
{
    constexpr std::string_view ending = "qweight";
    const bool ends = head.name == ending || head.name.ends_with(".qweight");
    if (!ends || !head.kind.isWhole() || head.kind.bits != 32 || head.shape.size() != 2 || head.size() == 0)
        return std::nullopt;
    const std::string stem = head.name.substr(0, head.name.size() - ending.size());
    const Parts parts{&head, table.find(stem + "qzeros"), table.find(stem + "scales"), table.find(stem + "g_idx")};
    if (parts.zeros == nullptr || parts.scales == nullptr) {
        table.leaveOut(head, parts.scales == nullptr ? "its scales (….scales) are not in the file"
                                                     : "its zero points (….qzeros) are not in the file");
        table.take(parts.zeros);
        table.take(parts.scales);
        table.take(parts.groups);
        return std::nullopt;
    }
    const bool matrices = parts.scales->shape.size() == 2 && parts.zeros->shape.size() == 2
                          && parts.scales->kind.isFloating() && parts.zeros->kind.isWhole()
                          && parts.zeros->kind.bits == 32;
    const bool awq = matrices && isAwq(parts);
    const auto bits = matrices && !awq ? gptqBits(parts) : std::nullopt;
    if (!awq && !bits)
        return fail(table.where(head), ": expected scales and zero points that fit its ", toText(head.shape),
                    " words, found scales ", toText(parts.scales->shape), " and zero points ",
                    toText(parts.zeros->shape));
    auto matrix = awq ? awqMatrix(table, parts) : gptqMatrix(table, parts, *bits);
    if (!matrix)
        return tl::unexpected(matrix.error());
    if (const auto done = scatter(table, parts, *matrix); !done)
        return tl::unexpected(done.error());
    for (const StoredArray* const part : {parts.zeros, parts.scales, parts.groups})
        table.take(part);
    const Shape shape{matrix->rows, matrix->columns};
    return foundTensor(stem + "weight", shape, std::move(*matrix));
}

} // namespace termscope
