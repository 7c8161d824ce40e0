#include "core/formats/packed/StoredArray.h"

#include "core/base/Error.h"

namespace termscope {
namespace {

SharedFloats floatsOfCodes(const StoredArray& array)
{
    const KeptBytes bytes(array.source);
    const std::span<const float> values = valuesOf(array.kind.code);
    const int bits = bitsOf(array.kind.code);
    const auto read = [bytes, values, bits](std::size_t first, std::span<float> to) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = values[packedNumber(bytes.data(), first + i, bits)];
        const std::size_t begin = first * static_cast<std::size_t>(bits) / 8;
        bytes.release(begin, std::min(to.size(), bytes.size() - begin));
    };
    return lazily(computedFloats(static_cast<std::size_t>(array.size()), read));
}

} // namespace

SharedFloats floatsOf(const StoredArray& array)
{
    if (!array.floats.empty())
        return array.floats;
    if (array.kind.family == NumberFamily::Code)
        return floatsOfCodes(array);
    return storedFloats(array.source, {array.kind.floats, array.bigEndian});
}

std::string storedTypeOf(const NumberKind& kind)
{
    if (kind.family == NumberFamily::Code)
        return std::string(nameOf(kind.code));
    switch (kind.floats) {
    case FloatType::F64: return "float64";
    case FloatType::F16: return "float16";
    case FloatType::BF16: return "bfloat16";
    case FloatType::F32: break;
    }
    return "";
}

std::int64_t wholeAt(const std::byte* bytes, std::size_t index, const NumberKind& kind, bool bigEndian)
{
    const auto size = static_cast<std::size_t>(kind.bits / 8);
    const std::byte* const from = bytes + index * size;
    std::uint64_t gathered = 0;
    for (std::size_t i = 0; i < size; ++i)
        gathered = gathered << 8 | std::to_integer<std::uint64_t>(from[bigEndian ? i : size - 1 - i]);
    const int unused = 64 - kind.bits;
    return kind.family == NumberFamily::Signed ? static_cast<std::int64_t>(gathered << unused) >> unused
                                               : static_cast<std::int64_t>(gathered);
}

std::string wholeTypeOf(const NumberKind& kind)
{
    return text(kind.family == NumberFamily::Signed ? "int" : "uint", kind.bits);
}

SharedFloats lazily(StoredFloatsPtr floats)
{
    if (floats->size() * sizeof(float) >= smallestMapped)
        return SharedFloats(std::move(floats));
    std::vector<float> values(floats->size());
    floats->read(0, values);
    return values;
}

} // namespace termscope
