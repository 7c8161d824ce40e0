#include "core/formats/pytorch/TorchView.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"

#include <algorithm>

namespace termscope {
namespace {

const TorchName* nameIn(const PickleValue& value)
{
    const bool named = value.kind == PickleKind::Name && value.whole >= 0;
    return named ? &torchNames()[static_cast<std::size_t>(value.whole)] : nullptr;
}

std::optional<Shape> wholes(const PickleValue& value)
{
    // torch.Size is called with the tuple of its axes.
    const bool isSize = value.kind == PickleKind::Call && hasTorchRole(value, TorchRole::Other)
                        && value.items->size() == 1;
    const PickleValue& list = isSize ? value.items->front() : value;
    if (list.kind != PickleKind::Tuple || list.items->size() > limits::axes)
        return std::nullopt;
    Shape numbers;
    for (const PickleValue& item : *list.items) {
        if (item.kind != PickleKind::Whole || item.whole < 0)
            return std::nullopt;
        numbers.push_back(item.whole);
    }
    return numbers;
}

Result<TorchView> checkedView(TorchView view, const std::string& where)
{
    const auto reach = view.reach();
    const std::int64_t numbers = view.bytes / static_cast<std::int64_t>(view.type->size);
    if (!reach || *reach > numbers || view.offset > numbers - *reach)
        return fail(where, ": expected its ", toText(view.shape), " values within the ", numbers,
                    " of its storage, found offset ", view.offset, " and strides ", listed(view.strides));
    // A stride of 0 repeats numbers: a few bytes may stand for any amount.
    const auto ratio = static_cast<std::int64_t>(limits::unpackRatio);
    const auto unsuspicious = static_cast<std::int64_t>(limits::unpackUnsuspicious / view.type->size);
    if (view.count > unsuspicious && view.count / ratio > numbers)
        return fail(where, ": expected at most ", ratio, " times the ", numbers, " values of its storage, found ",
                    toText(view.shape));
    return view;
}

} // namespace

bool TorchView::isRow() const
{
    std::int64_t step = 1;
    for (std::size_t axis = shape.size(); axis-- > 0; step *= shape[axis])
        if (shape[axis] != 1 && strides[axis] != step)
            return false;
    return true;
}

std::optional<std::int64_t> TorchView::reach() const
{
    std::int64_t last = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        std::int64_t way = 0;
        if (__builtin_mul_overflow(shape[axis] - 1, strides[axis], &way) || __builtin_add_overflow(last, way, &last))
            return std::nullopt;
    }
    return count == 0 ? 0 : last + 1;
}

bool hasTorchRole(const PickleValue& value, TorchRole role)
{
    return (value.kind == PickleKind::Call || value.kind == PickleKind::Name) && value.whole >= 0
           && torchNames()[static_cast<std::size_t>(value.whole)].role == role;
}

bool isTorchTensor(const PickleValue& value)
{
    return value.kind == PickleKind::Call
           && (hasTorchRole(value, TorchRole::RebuildTensor) || hasTorchRole(value, TorchRole::RebuildTypedTensor)
               || hasTorchRole(value, TorchRole::RebuildQuantized));
}

std::optional<TorchStorageId> storageIn(const PickleValue& value)
{
    const PickleValue* const id = value.kind == PickleKind::Persistent ? &value.items->front() : nullptr;
    if (id == nullptr || id->kind != PickleKind::Tuple || id->items->size() < 5)
        return std::nullopt;
    const PickleItems& parts = *id->items;
    TorchStorageId found{nameIn(parts[1]), std::string(parts[2].text), 0};
    const bool good = found.type != nullptr && found.type->role == TorchRole::Storage && parts[0].text == "storage"
                      && parts[2].kind == PickleKind::Text && parts[4].kind == PickleKind::Whole && parts[4].whole >= 0
                      && !__builtin_mul_overflow(parts[4].whole, static_cast<std::int64_t>(found.type->size),
                                                 &found.bytes);
    return good ? std::optional(found) : std::nullopt;
}

Result<TorchView> viewOf(const PickleValue& value, const std::string& where)
{
    const PickleItems& arguments = *value.items;
    const bool typed = hasTorchRole(value, TorchRole::RebuildTypedTensor);
    if (arguments.size() < (typed ? TypeArgument : StrideArgument) + 1)
        return fail(where, ": expected a storage, an offset, a size and strides");
    const auto storage = storageIn(arguments[StorageArgument]);
    if (!storage)
        return fail(where, ": expected a storage with a type, a key and a number of values");
    TorchView view{typed ? nameIn(arguments[TypeArgument]) : storage->type, storage->key, storage->bytes};
    if (view.type == nullptr || (typed && view.type->role != TorchRole::NumberType))
        return fail(where, ": expected a type of numbers");
    const PickleValue& offset = arguments[OffsetArgument];
    const auto shape = wholes(arguments[SizeArgument]);
    const auto strides = wholes(arguments[StrideArgument]);
    if (offset.kind != PickleKind::Whole || offset.whole < 0 || !shape || !strides || shape->size() != strides->size())
        return fail(where, ": expected an offset, and as many strides as axes, up to ", limits::axes, ", none below 0");
    view.offset = offset.whole;
    view.shape = *shape;
    view.strides = *strides;
    const auto count = checkedElementCount(view.shape);
    if (!count)
        return fail(where, ": expected a shape that fits the file, found ", toText(view.shape));
    view.count = *count;
    return checkedView(std::move(view), where);
}

/// The part of its storage that a view reaches over.
Result<TorchStorage> TorchNumbers::partOf(const TorchView& view, const std::string& where) const
{
    auto storage = find_(view.key, view.bytes);
    if (!storage)
        return fail(where, ": ", storage.error().message);
    const auto offset = static_cast<std::size_t>(view.offset) * view.type->size;
    const auto size = static_cast<std::size_t>(view.isRow() ? view.count : *view.reach()) * view.type->size;
    storage->bytes = storage->bytes.part(offset, size);
    return storage;
}

Result<SharedFloats> TorchNumbers::floatsIn(const TorchView& view, const std::string& where) const
{
    const auto part = partOf(view, where);
    if (!part)
        return tl::unexpected(part.error());
    NumberForm form{*view.type->floats, part->bigEndian};
    if (!view.isRow()) {
        form.shape = view.shape;
        form.strides = view.strides;
    }
    return storedFloats(part->bytes, form);
}

Result<KeptBytes> TorchNumbers::bytesIn(const TorchView& view, const std::string& where) const
{
    const auto part = partOf(view, where);
    if (!part)
        return tl::unexpected(part.error());
    if (view.isRow())
        return KeptBytes(part->bytes);
    const std::size_t size = view.type->size;
    Bytes row(static_cast<std::size_t>(view.count) * size);
    Shape position(view.shape.size(), 0);
    for (std::size_t to = 0; to < row.size(); to += size) {
        std::int64_t place = 0;
        for (std::size_t axis = 0; axis < position.size(); ++axis)
            place += position[axis] * view.strides[axis];
        std::copy_n(part->bytes.bytes.begin() + place * static_cast<std::int64_t>(size), size,
                    row.begin() + static_cast<std::ptrdiff_t>(to));
        for (std::size_t axis = position.size(); axis-- > 0;) {
            if (++position[axis] < view.shape[axis])
                break;
            position[axis] = 0;
        }
    }
    return KeptBytes(FileBytes(ByteView(row)));
}

Result<std::vector<double>> TorchNumbers::numbersIn(const PickleValue& value, const std::string& where) const
{
    if (value.kind == PickleKind::Fraction || value.kind == PickleKind::Whole)
        return std::vector<double>{value.kind == PickleKind::Whole ? static_cast<double>(value.whole) : value.fraction};
    if (!isTorchTensor(value) || hasTorchRole(value, TorchRole::RebuildQuantized))
        return fail(where, ": expected scales and zero points as numbers or tensors");
    const auto view = viewOf(value, where);
    if (!view)
        return tl::unexpected(view.error());
    std::vector<double> numbers;
    if (view->type->floats) {
        const auto values = floatsIn(*view, where);
        if (!values)
            return tl::unexpected(values.error());
        for (const float number : *values)
            numbers.push_back(static_cast<double>(number));
        return numbers;
    }
    if (view->type->type != "int64" && view->type->type != "int32")
        return fail(where, ": expected zero points as whole numbers, found ", view->type->type);
    const auto bytes = bytesIn(*view, where);
    const auto part = partOf(*view, where);
    if (!bytes || !part)
        return tl::unexpected(bytes ? part.error() : bytes.error());
    const NumberKind kind{NumberFamily::Signed, static_cast<int>(8 * view->type->size)};
    for (std::int64_t i = 0; i < view->count; ++i)
        numbers.push_back(
            static_cast<double>(wholeAt(bytes->data(), static_cast<std::size_t>(i), kind, part->bigEndian)));
    return numbers;
}

} // namespace termscope
