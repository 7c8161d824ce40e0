#include "core/formats/gguf/GgufHeader.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace termscope {
namespace {

constexpr std::uint32_t stringType = 8;
constexpr std::uint32_t arrayType = 9;
constexpr std::array<std::uint64_t, 13> valueBytes{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8}; ///< 0: of any length

/// Takes the header apart from its start on; once something is missing, all that follows is none.
class HeaderCursor {
public:
    HeaderCursor(ByteView bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    std::size_t at() const { return at_; }
    std::size_t left() const { return bytes_.size() - at_; }
    const std::string& problem() const { return problem_; }

    template <class T>
    std::optional<T> take(std::string_view what)
    {
        if (left() < sizeof(T))
            return ends(what);
        const T value = loadLittleEndian<T>(bytes_.data() + at_);
        at_ += sizeof(T);
        return value;
    }

    std::optional<std::string_view> takeText(std::string_view what)
    {
        const auto length = take<std::uint64_t>(what);
        if (!length)
            return std::nullopt;
        if (*length > left())
            return ends(what);
        const std::string_view characters(reinterpret_cast<const char*>(bytes_.data()) + at_, *length);
        at_ += *length;
        return characters;
    }

    /// False: it is not there whole.
    bool skip(std::uint32_t type, int depth = 0)
    {
        constexpr int deepest = 4;
        if (type == stringType)
            return takeText("a text").has_value();
        if (type >= valueBytes.size() || depth > deepest) {
            problem_ = type >= valueBytes.size() ? text("expected values of the types 0 to 12, found ", type)
                                                 : "expected arrays of at most 4 levels, found more";
            return false;
        }
        if (type != arrayType)
            return skipBytes(valueBytes[type]);
        const auto of = take<std::uint32_t>("an array");
        const auto count = of ? take<std::uint64_t>("an array") : std::nullopt;
        if (!count)
            return false;
        const std::uint64_t each = *of < valueBytes.size() ? std::max<std::uint64_t>(valueBytes[*of], 1) : 1;
        if (*count > left() / each) {
            ends("an array");
            return false;
        }
        if (*of < valueBytes.size() && valueBytes[*of] != 0)
            return skipBytes(*count * valueBytes[*of]);
        for (std::uint64_t i = 0; i < *count; ++i)
            if (!skip(*of, depth + 1))
                return false;
        return true;
    }

private:
    std::nullopt_t ends(std::string_view what)
    {
        if (problem_.empty())
            problem_ = text("expected a whole GGUF header, found that the file ends within ", what, " (at byte ", at_,
                            ")");
        return std::nullopt;
    }

    bool skipBytes(std::uint64_t count)
    {
        if (count > left()) {
            ends("a value");
            return false;
        }
        at_ += count;
        return true;
    }

    ByteView bytes_;
    std::size_t at_;
    std::string problem_;
};

/// A whole number of a key that matters; none for other types.
std::optional<std::uint64_t> wholeValue(ByteView bytes, std::size_t at, std::uint32_t type)
{
    if (type >= valueBytes.size() || type == 6 || type == 7 || type == 12 || valueBytes[type] == 0
        || bytes.size() - at < valueBytes[type])
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = valueBytes[type]; i-- > 0;)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
    return value;
}

struct Keys {
    std::uint64_t alignment = 32;
    std::uint64_t splitCount = 1;
};

std::optional<Keys> takeKeys(HeaderCursor& cursor, ByteView bytes, std::uint64_t count)
{
    Keys keys;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto key = cursor.takeText("a key");
        const auto type = key ? cursor.take<std::uint32_t>("a key") : std::nullopt;
        if (!type)
            return std::nullopt;
        const auto value = wholeValue(bytes, cursor.at(), *type);
        if (value && *key == "general.alignment")
            keys.alignment = *value;
        else if (value && *key == "split.count")
            keys.splitCount = *value;
        if (!cursor.skip(*type))
            return std::nullopt;
    }
    return keys;
}

/// Name, axes, type, place; not checked yet.
std::optional<GgufTensor> takeTensor(HeaderCursor& cursor, std::string& problem)
{
    constexpr std::uint32_t mostAxes = 4;
    const auto name = cursor.takeText("the list of tensors");
    const auto axes = name ? cursor.take<std::uint32_t>("the list of tensors") : std::nullopt;
    if (!axes)
        return std::nullopt;
    if (name->empty() || name->size() > limits::tensorName || name->find('\0') != std::string_view::npos) {
        problem = text("expected names of tensors of 1 to ", limits::tensorName, " bytes that are not zero, found ",
                       inQuotes(*name));
        return std::nullopt;
    }
    if (*axes > mostAxes) {
        problem = text("tensor ", printable(*name), ": expected at most ", mostAxes, " axes, found ", *axes);
        return std::nullopt;
    }
    GgufTensor tensor{std::string(*name), {}};
    for (std::uint32_t i = 0; i < *axes; ++i) {
        const auto axis = cursor.take<std::uint64_t>("the list of tensors");
        if (!axis)
            return std::nullopt;
        tensor.shape.insert(tensor.shape.begin(), static_cast<std::int64_t>(*axis));
    }
    const auto number = cursor.take<std::uint32_t>("the list of tensors");
    const auto offset = number ? cursor.take<std::uint64_t>("the list of tensors") : std::nullopt;
    if (!offset)
        return std::nullopt;
    tensor.number = *number;
    tensor.type = ggufType(*number);
    tensor.offset = *offset;
    return tensor;
}

/// Sets the bytes that its values take.
Result<void> checkTensor(GgufTensor& tensor, std::uint64_t alignment, std::uint64_t dataSize, const std::string& where)
{
    const auto count = checkedElementCount(tensor.shape);
    if (!count)
        return fail(where, ": expected a shape that fits the file, found ", toText(tensor.shape));
    if (tensor.type == nullptr)
        return {};
    const std::int64_t row = tensor.shape.empty() ? 1 : tensor.shape.back();
    if (row % tensor.type->values != 0)
        return fail(where, ": expected rows of whole blocks of ", tensor.type->values, " values as ", tensor.type->name,
                    " has them, found ", toText(tensor.shape));
    std::int64_t bytes = 0;
    if (__builtin_mul_overflow(*count / tensor.type->values, tensor.type->bytes, &bytes))
        return fail(where, ": expected a shape that fits the file, found ", toText(tensor.shape));
    tensor.bytes = static_cast<std::uint64_t>(bytes);
    if (tensor.offset % alignment != 0)
        return fail(where, ": expected its data at a multiple of ", alignment, " bytes, found ", tensor.offset);
    if (tensor.offset > dataSize || tensor.bytes > dataSize - tensor.offset)
        return fail(where, ": expected ", tensor.bytes, " bytes for ", tensor.type->name, " ", toText(tensor.shape),
                    " within the ", dataSize, " bytes of data, found them from ", tensor.offset, " on");
    return {};
}

/// No two tensors share a byte.
Result<void> checkPlaces(const std::vector<GgufTensor>& tensors, const std::string& file)
{
    std::vector<const GgufTensor*> sorted;
    for (const GgufTensor& tensor : tensors)
        if (tensor.bytes > 0)
            sorted.push_back(&tensor);
    std::ranges::sort(sorted, {}, &GgufTensor::offset);
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i]->offset < sorted[i - 1]->offset + sorted[i - 1]->bytes)
            return fail(file, ": tensor ", printable(sorted[i]->name),
                        ": expected data of its own, found that it overlaps tensor ", printable(sorted[i - 1]->name));
    return {};
}

Result<void> checkVersion(std::uint32_t version, const std::string& file)
{
    if (version == 2 || version == 3)
        return {};
    if (version != 0 && (version & 0xFFFFU) == 0)
        return fail(file, ": expected a little-endian GGUF file, found a big-endian one: convert it with "
                          "gguf_convert_endian.py of llama.cpp");
    return fail(file, ": expected GGUF version 2 or 3, found ", version);
}

} // namespace

Result<GgufHeader> readGgufHeader(ByteView bytes, const std::string& file)
{
    if (fileKind(bytes) != FileKind::Gguf)
        return fail(file, ": expected a GGUF file, found ", describeContents(bytes));
    HeaderCursor cursor(bytes, 4);
    const auto version = cursor.take<std::uint32_t>("its version");
    if (!version)
        return fail(file, ": ", cursor.problem());
    if (const auto known = checkVersion(*version, file); !known)
        return tl::unexpected(known.error());
    const auto count = cursor.take<std::uint64_t>("its numbers of tensors and keys");
    const auto keyCount = count ? cursor.take<std::uint64_t>("its numbers of tensors and keys") : std::nullopt;
    constexpr std::uint64_t leastKey = 13;    // bytes: no name, a type, a value of one byte
    constexpr std::uint64_t leastTensor = 25; // bytes: a name of one, no axes, a type, a place
    if (keyCount && (*keyCount > cursor.left() / leastKey || *count > cursor.left() / leastTensor))
        return fail(file, ": expected as many tensors and keys as fit its ", bytes.size(), " bytes, found ", *count,
                    " and ", *keyCount);
    const auto keys = keyCount ? takeKeys(cursor, bytes, *keyCount) : std::nullopt;
    if (!keys)
        return fail(file, ": ", cursor.problem());
    if (keys->alignment == 0 || keys->alignment > (std::uint64_t{1} << 20))
        return fail(file, ": expected an alignment of 1 to 1048576 bytes, found ", keys->alignment);
    GgufHeader header;
    header.splitCount = keys->splitCount;
    std::set<std::string> names;
    for (std::uint64_t i = 0; i < *count; ++i) {
        std::string problem;
        auto tensor = takeTensor(cursor, problem);
        if (!tensor)
            return fail(file, ": ", problem.empty() ? cursor.problem() : problem);
        if (!names.insert(tensor->name).second)
            return fail(file, ": expected every tensor name once, found ", inQuotes(tensor->name), " twice");
        header.tensors.push_back(std::move(*tensor));
    }
    const std::uint64_t start = (cursor.at() + keys->alignment - 1) / keys->alignment * keys->alignment;
    header.dataStart = static_cast<std::size_t>(std::min<std::uint64_t>(start, bytes.size()));
    const std::uint64_t dataSize = bytes.size() - header.dataStart;
    for (GgufTensor& tensor : header.tensors)
        if (const auto checked = checkTensor(tensor, keys->alignment, dataSize,
                                             text(file, ": tensor ", printable(tensor.name)));
            !checked)
            return tl::unexpected(checked.error());
    if (const auto checked = checkPlaces(header.tensors, file); !checked)
        return tl::unexpected(checked.error());
    return header;
}

} // namespace termscope
