#include "core/formats/numpy/Npy.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <string_view>

namespace termscope {
namespace {

/// Reads the header: a Python dict literal with exactly the keys descr, fortran_order and shape.
class HeaderParser {
public:
    explicit HeaderParser(std::string_view header) : rest_(header) {}

    /// False: the header is not of that form.
    bool parse(NpyArray& array)
    {
        bool hasType = false;
        bool hasOrder = false;
        bool hasShape = false;
        if (!take("{"))
            return false;
        while (!take("}")) {
            std::string key;
            if (!takeString(key) || !take(":"))
                return false;
            bool* seen = key == "descr"           ? &hasType
                         : key == "shape"         ? &hasShape
                         : key == "fortran_order" ? &hasOrder
                                                  : nullptr;
            if (seen == nullptr || *seen)
                return false;
            *seen = key == "descr"   ? takeString(array.type)
                    : key == "shape" ? takeShape(array.shape)
                                     : takeTruth(array.fortranOrder);
            if (!*seen || (!take(",") && !peek("}")))
                return false;
        }
        skipSpace();
        return hasType && hasOrder && hasShape && rest_.empty();
    }

private:
    void skipSpace()
    {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\n' || rest_[0] == '\t' || rest_[0] == '\r'))
            rest_.remove_prefix(1);
    }

    bool peek(std::string_view token)
    {
        skipSpace();
        return rest_.starts_with(token);
    }

    bool take(std::string_view token)
    {
        if (!peek(token))
            return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    bool takeString(std::string& value)
    {
        const bool single = take("'");
        if (!single && !take("\""))
            return false;
        const std::size_t end = rest_.find(single ? '\'' : '"');
        if (end == std::string_view::npos || end > 256)
            return false;
        value = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return value.find('\\') == std::string::npos;
    }

    bool takeTruth(bool& value)
    {
        value = peek("True");
        return take("True") || take("False");
    }

    bool takeShape(Shape& shape)
    {
        if (!take("("))
            return false;
        while (!take(")")) {
            std::int64_t axis = 0;
            skipSpace();
            const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), axis);
            if (error != std::errc() || axis < 0 || shape.size() == limits::axes)
                return false;
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            take("L"); // written by Python 2
            shape.push_back(axis);
            if (!take(",") && !peek(")"))
                return false;
        }
        return true;
    }

    std::string_view rest_;
};

/// Takes "<f4" apart. False: it is not a simple type.
bool readType(NpyArray& array)
{
    const std::string_view type = array.type;
    if (type.size() < 3 || std::string_view("<>|=").find(type[0]) == std::string_view::npos)
        return false;
    const auto [end, error] = std::from_chars(type.data() + 2, type.data() + type.size(), array.itemSize);
    array.bigEndian = type[0] == '>';
    array.kind = type[1];
    if (array.kind == 'U')
        array.itemSize *= 4; // counted in characters of four bytes
    return error == std::errc() && end == type.data() + type.size() && array.itemSize <= limits::npyItem;
}

/// For each position with the last axis contiguous, the position with the first axis contiguous: visit(to, from).
template <class Visit>
void visitFortran(const Shape& shape, Visit visit)
{
    const std::int64_t count = elementCount(shape);
    Shape position(shape.size(), 0);
    for (std::int64_t to = 0; to < count; ++to) {
        std::int64_t from = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;)
            from = from * shape[axis] + position[axis];
        visit(static_cast<std::size_t>(to), static_cast<std::size_t>(from));
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            if (++position[axis] < shape[axis])
                break;
            position[axis] = 0;
        }
    }
}

template <class T>
std::vector<T> inRowOrder(const NpyArray& array, std::vector<T> values)
{
    if (!array.fortranOrder || array.shape.size() < 2)
        return values;
    std::vector<T> result(values.size());
    visitFortran(array.shape, [&](std::size_t to, std::size_t from) { result[to] = values[from]; });
    return result;
}

/// A whole number of 1, 2, 4 or 8 bytes.
std::int64_t loadInteger(const std::byte* from, std::size_t size, bool isSigned, bool bigEndian)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < size; ++i)
        bits = bits << 8 | std::to_integer<std::uint64_t>(from[bigEndian ? i : size - 1 - i]);
    const auto unused = static_cast<int>(64 - 8 * size);
    return isSigned ? static_cast<std::int64_t>(bits << unused) >> unused : static_cast<std::int64_t>(bits);
}

} // namespace

Result<NpyArray> parseNpy(Bytes bytes, const std::string& where)
{
    Result<NpyArray> array = parseNpyHeader(bytes, where);
    if (array)
        array->file = std::move(bytes);
    return array;
}

Result<NpyArray> parseNpyHeader(ByteView view, const std::string& where)
{
    NpyArray array;
    if (fileKind(view) != FileKind::Npy || view.size() < 12)
        return fail(where, ": expected a NumPy array (.npy), found ", describeContents(view));
    const auto version = std::to_integer<int>(view[6]);
    if (version < 1 || version > 3)
        return fail(where, ": expected .npy version 1 to 3, found ", version);
    const std::size_t lengthEnd = version == 1 ? 10 : 12;
    const std::size_t length = version == 1 ? loadLittleEndian<std::uint16_t>(view.data() + 8)
                                            : loadLittleEndian<std::uint32_t>(view.data() + 8);
    if (length > view.size() - lengthEnd)
        return fail(where, ": expected a header of ", length, " bytes, found ", view.size() - lengthEnd);
    const std::string_view header(reinterpret_cast<const char*>(view.data()) + lengthEnd, length);
    array.dataStart = lengthEnd + length;
    if (!HeaderParser(header).parse(array))
        return fail(where, ": expected a header with descr, fortran_order and shape of a plain array, found ",
                    inQuotes(header.substr(0, header.find_last_not_of(" \n") + 1)));
    if (array.type.starts_with("|O") || array.type == "O") {
        array.kind = 'O';
        return array;
    }
    if (!readType(array))
        return fail(where, ": expected a simple type as '<f4', found ", inQuotes(array.type));
    const auto count = checkedElementCount(array.shape);
    std::int64_t expected = 0;
    const std::size_t found = view.size() - array.dataStart;
    if (!count || __builtin_mul_overflow(*count, static_cast<std::int64_t>(array.itemSize), &expected))
        return fail(where, ": expected a shape that fits the file, found ", toText(array.shape));
    if (static_cast<std::uint64_t>(expected) != found)
        return fail(where, ": expected ", expected, " bytes for ", printable(array.type), " ", toText(array.shape),
                    ", found ", found);
    return array;
}

std::optional<FloatType> floatType(const NpyArray& array)
{
    if (array.kind != 'f')
        return std::nullopt;
    switch (array.itemSize) {
    case 2: return FloatType::F16;
    case 4: return FloatType::F32;
    case 8: return FloatType::F64;
    default: return std::nullopt;
    }
}

std::vector<float> floatValues(const NpyArray& array)
{
    return inRowOrder(array, floatsFromBytes(array.data(), *floatType(array), array.bigEndian));
}

SharedFloats sharedFloats(NpyArray array)
{
    const bool asWanted = *floatType(array) == FloatType::F32 && !array.bigEndian
                          && (!array.fortranOrder || array.shape.size() < 2)
                          && std::endian::native == std::endian::little
                          && reinterpret_cast<std::uintptr_t>(array.data().data()) % alignof(float) == 0;
    if (!asWanted)
        return floatValues(array);
    const auto owner = std::make_shared<const NpyArray>(std::move(array));
    const ByteView data = owner->data();
    return {{reinterpret_cast<const float*>(data.data()), data.size() / sizeof(float)}, owner};
}

std::optional<std::vector<std::int64_t>> integerValues(const NpyArray& array)
{
    const bool whole = array.kind == 'i' || array.kind == 'u' || array.kind == 'b';
    const std::size_t size = array.itemSize;
    if (!whole || (size != 1 && size != 2 && size != 4 && size != 8))
        return std::nullopt;
    std::vector<std::int64_t> values(array.data().size() / size);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = loadInteger(array.data().data() + i * size, size, array.kind == 'i', array.bigEndian);
    return inRowOrder(array, std::move(values));
}

Bytes rowOrderBytes(const NpyArray& array)
{
    const ByteView from = array.data();
    Bytes bytes(from.begin(), from.end());
    if (!array.fortranOrder || array.shape.size() < 2)
        return bytes;
    visitFortran(array.shape, [&](std::size_t to, std::size_t at) {
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(at * array.itemSize), array.itemSize,
                    bytes.begin() + static_cast<std::ptrdiff_t>(to * array.itemSize));
    });
    return bytes;
}

Bytes npyBytes(const Shape& shape, std::span<const float> values)
{
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        header += text(axis == 0 ? "" : " ", shape[axis], axis == 0 || axis + 1 < shape.size() ? "," : "");
    header += "), }";
    constexpr std::size_t start = 10;
    header.resize((start + header.size() + 1 + 63) / 64 * 64 - start - 1, ' ');
    header += '\n';
    std::string prefix("\x93NUMPY\x01\x00", 8);
    prefix += static_cast<char>(header.size() & 0xFF);
    prefix += static_cast<char>(header.size() >> 8);
    prefix += header;
    Bytes bytes(bytesOf(prefix).begin(), bytesOf(prefix).end());
    const Bytes data = bytesFromFloats(values);
    bytes.insert(bytes.end(), data.begin(), data.end());
    return bytes;
}

} // namespace termscope
