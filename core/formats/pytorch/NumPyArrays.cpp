#include "core/formats/pytorch/NumPyArrays.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Floats.h"
#include "core/formats/packed/StoredArray.h"
#include "core/formats/pytorch/TorchNames.h"

#include <charconv>

namespace termscope {
namespace {

bool hasRole(const PickleValue& value, TorchRole role)
{
    return value.kind == PickleKind::Call && value.whole >= 0
           && torchNames()[static_cast<std::size_t>(value.whole)].role == role;
}

/// "<f4" of dtype("f4", …) with the state (3, "<", …). None for types that are not so simple.
std::optional<std::string> typeIn(const PickleValue& value)
{
    if (!hasRole(value, TorchRole::NumPyType) || value.items->empty() || value.items->front().kind != PickleKind::Text)
        return std::nullopt;
    const PickleValue& state = value.items->back();
    if (state.kind != PickleKind::Tuple || state.items->size() < 2 || (*state.items)[1].kind != PickleKind::Text)
        return std::nullopt;
    return std::string((*state.items)[1].text) + std::string(value.items->front().text);
}

/// Bytes, or the text that protocol 2 has in their place: each byte as the character of its number.
std::optional<Bytes> bytesOfValue(const PickleValue& value)
{
    const bool encoded = hasRole(value, TorchRole::EncodedText) && !value.items->empty()
                         && value.items->front().kind == PickleKind::Text;
    if (value.kind == PickleKind::Raw)
        return Bytes(bytesOf(value.text).begin(), bytesOf(value.text).end());
    if (!encoded)
        return std::nullopt;
    Bytes bytes;
    const std::string_view characters = value.items->front().text;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const auto first = static_cast<unsigned char>(characters[i]);
        if (first < 0x80) {
            bytes.push_back(static_cast<std::byte>(first));
            continue;
        }
        if ((first != 0xC2 && first != 0xC3) || i + 1 == characters.size())
            return std::nullopt;
        const auto second = static_cast<unsigned char>(characters[++i]);
        bytes.push_back(static_cast<std::byte>((first & 0x03) << 6 | (second & 0x3F)));
    }
    return bytes;
}

std::optional<Shape> shapeIn(const PickleValue& value)
{
    if (value.kind != PickleKind::Tuple || value.items->size() > limits::axes)
        return std::nullopt;
    Shape shape;
    for (const PickleValue& axis : *value.items) {
        if (axis.kind != PickleKind::Whole || axis.whole < 0)
            return std::nullopt;
        shape.push_back(axis.whole);
    }
    return shape;
}

std::optional<FloatType> floatTypeIn(const std::string& type)
{
    const std::string_view name = std::string_view(type).substr(std::min<std::size_t>(1, type.size()));
    if (name == "f8")
        return FloatType::F64;
    if (name == "f4")
        return FloatType::F32;
    if (name == "f2")
        return FloatType::F16;
    return std::nullopt;
}

/// Values with the first axis contiguous, in row order.
std::vector<float> inRows(const std::vector<float>& values, const Shape& shape)
{
    std::vector<float> rows(values.size());
    Shape position(shape.size(), 0);
    for (float& value : rows) {
        std::int64_t from = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;)
            from = from * shape[axis] + position[axis];
        value = values[static_cast<std::size_t>(from)];
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            if (++position[axis] < shape[axis])
                break;
            position[axis] = 0;
        }
    }
    return rows;
}

} // namespace

Result<PickledArray> numPyArray(const PickleValue& value, const std::string& where)
{
    const PickleValue* const state = value.items->empty() ? nullptr : &value.items->back();
    if (state == nullptr || state->kind != PickleKind::Tuple || state->items->size() != 5)
        return fail(where, ": expected an array with a shape, a type, an order and bytes");
    const std::vector<PickleValue>& parts = *state->items;
    const auto shape = shapeIn(parts[1]);
    const auto type = typeIn(parts[2]);
    if (!shape)
        return fail(where, ": expected a shape of at most ", limits::axes, " axes, none below 0");
    const auto floats = type ? floatTypeIn(*type) : std::nullopt;
    if (!floats)
        return PickledArray{type.value_or("Python objects"), {}, std::nullopt};
    const auto bytes = bytesOfValue(parts[4]);
    const auto count = checkedElementCount(*shape);
    std::int64_t expected = 0;
    if (!count || __builtin_mul_overflow(*count, static_cast<std::int64_t>(byteSize(*floats)), &expected))
        return fail(where, ": expected a shape that fits the file, found ", toText(*shape));
    if (!bytes || bytes->size() != static_cast<std::uint64_t>(expected))
        return fail(where, ": expected ", expected, " bytes for ", printable(*type), " ", toText(*shape), ", found ",
                    bytes ? std::to_string(bytes->size()) : "none");
    std::vector<float> values = floatsFromBytes(*bytes, *floats, type->front() == '>');
    const bool fortran = parts[3].kind == PickleKind::Truth && parts[3].whole != 0 && shape->size() > 1;
    NumberKind kind{NumberFamily::Float};
    kind.floats = *floats;
    return PickledArray{*type, storedTypeOf(kind),
                        Tensor{*shape, fortran ? inRows(values, *shape) : std::move(values)}};
}

} // namespace termscope
