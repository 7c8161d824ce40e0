// Four-bit floating-point numbers in blocks: MXFP4 with a power of two for 32 values, NVFP4 with an FP8 scale for 16.

#include "core/base/Text.h"
#include "core/formats/packed/ArrayTable.h"
#include "core/formats/packed/PackedMatrix.h"

namespace termscope {

FoundTensor fourBitFloats(const std::string& name, const StoredArray& codes, std::int64_t rows, std::int64_t columns,
                          std::int64_t block, SharedFloats scales, const std::string& storedType)
{
    const KeptBytes bytes(codes.source);
    const std::span<const float> values = valuesOf(FloatCode::E2M1);
    ScaledNumbers numbers{
        rows, columns, block, std::move(scales), {}, [bytes, values](std::size_t first, std::span<float> to) {
            for (std::size_t i = 0; i < to.size(); ++i)
                to[i] = values[packedNumber(bytes.data(), first + i, 4)];
            bytes.release(first / 2, std::min(to.size() / 2 + 1, bytes.size() - first / 2));
        }};
    return {name, {{rows, columns}, scaledFloats(std::move(numbers))}, nullptr, storedType};
}

JoinedTensor microscalingTensor(ArrayTable& table, const StoredArray& head)
{
    constexpr std::string_view ending = "_blocks";
    constexpr std::int64_t blockBytes = 16;
    const bool bytes = head.kind.family == NumberFamily::Unsigned && head.kind.bits == 8;
    if (!bytes || !head.name.ends_with(ending) || head.name.size() == ending.size() || head.shape.size() < 3
        || head.shape.back() != blockBytes || head.size() == 0)
        return std::nullopt;
    const std::string name = head.name.substr(0, head.name.size() - ending.size());
    const StoredArray* const scales = table.find(name + "_scales");
    if (scales == nullptr) {
        table.leaveOut(head, "its scales (…_scales) are not in the file");
        return std::nullopt;
    }
    const Shape expected(head.shape.begin(), head.shape.end() - 1);
    const bool powers = (scales->kind.family == NumberFamily::Unsigned && scales->kind.bits == 8)
                        || (scales->kind.family == NumberFamily::Code && scales->kind.code == FloatCode::E8M0);
    if (!powers || scales->shape != expected)
        return fail(table.where(head), ": expected a scale of a byte for each of its ", toText(expected), " blocks in ",
                    printable(scales->name), ", found ", scales->type, " ", toText(scales->shape));
    table.take(scales);
    StoredArray exponents = *scales;
    exponents.kind = {NumberFamily::Code, 8, FloatType::F32, FloatCode::E8M0};
    const std::int64_t columns = expected.back() * 2 * blockBytes;
    const std::int64_t rows = 2 * head.size() / columns;
    FoundTensor found = fourBitFloats(name, head, rows, columns, 2 * blockBytes, floatsOf(exponents),
                                      "MXFP4 in blocks of 32");
    if (expected.size() > 2) {
        found.fileShape.assign(expected.begin(), expected.end() - 1);
        found.fileShape.push_back(columns);
    }
    return found;
}

} // namespace termscope
