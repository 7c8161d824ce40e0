#include "core/formats/pytorch/TorchTensors.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/formats/packed/PackedMatrix.h"
#include "core/formats/packed/StoredArray.h"
#include "core/formats/pytorch/NumPyArrays.h"
#include "core/formats/pytorch/TorchNames.h"

#include <set>

namespace termscope {
namespace {

using Items = std::vector<PickleValue>;

/// The arguments of a rebuilding function.
enum Argument : std::size_t {
    StorageArgument,
    OffsetArgument,
    SizeArgument,
    StrideArgument,
    QuantizerArgument,
    TypeArgument = 6
};

/// Where a tensor's numbers are in its storage, counted in numbers.
struct TorchView {
    const TorchName* type = nullptr;
    std::string key;
    std::int64_t bytes = 0; ///< of the storage
    std::int64_t offset = 0;
    Shape shape = {};
    Shape strides = {};
    std::int64_t count = 0;

    /// Numbers in a row, the last axis first.
    bool isRow() const
    {
        std::int64_t step = 1;
        for (std::size_t axis = shape.size(); axis-- > 0; step *= shape[axis])
            if (shape[axis] != 1 && strides[axis] != step)
                return false;
        return true;
    }

    /// One more than the last number's place, from the offset on; none where it does not fit 64 bits.
    std::optional<std::int64_t> reach() const
    {
        std::int64_t last = 0;
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            std::int64_t way = 0;
            if (__builtin_mul_overflow(shape[axis] - 1, strides[axis], &way)
                || __builtin_add_overflow(last, way, &last))
                return std::nullopt;
        }
        return count == 0 ? 0 : last + 1;
    }
};

const TorchName* nameIn(const PickleValue& value)
{
    const bool named = value.kind == PickleKind::Name && value.whole >= 0;
    return named ? &torchNames()[static_cast<std::size_t>(value.whole)] : nullptr;
}

bool isRole(const PickleValue& value, TorchRole role)
{
    return (value.kind == PickleKind::Call || value.kind == PickleKind::Name) && value.whole >= 0
           && torchNames()[static_cast<std::size_t>(value.whole)].role == role;
}

bool isTensor(const PickleValue& value)
{
    return value.kind == PickleKind::Call
           && (isRole(value, TorchRole::RebuildTensor) || isRole(value, TorchRole::RebuildTypedTensor)
               || isRole(value, TorchRole::RebuildQuantized));
}

struct StorageId {
    const TorchName* type = nullptr;
    std::string key;
    std::int64_t bytes = 0;
};

/// ("storage", class, key, place, numbers): what stands for a storage in the pickle. None for anything else.
std::optional<StorageId> storageIn(const PickleValue& value)
{
    const PickleValue* const id = value.kind == PickleKind::Persistent ? &value.items->front() : nullptr;
    if (id == nullptr || id->kind != PickleKind::Tuple || id->items->size() < 5)
        return std::nullopt;
    const Items& parts = *id->items;
    StorageId found{nameIn(parts[1]), std::string(parts[2].text), 0};
    const bool good = found.type != nullptr && found.type->role == TorchRole::Storage && parts[0].text == "storage"
                      && parts[2].kind == PickleKind::Text && parts[4].kind == PickleKind::Whole && parts[4].whole >= 0
                      && !__builtin_mul_overflow(parts[4].whole, static_cast<std::int64_t>(found.type->size),
                                                 &found.bytes);
    return good ? std::optional(found) : std::nullopt;
}

std::optional<Shape> wholes(const PickleValue& value)
{
    // torch.Size is called with the tuple of its axes.
    const bool isSize = value.kind == PickleKind::Call && isRole(value, TorchRole::Other) && value.items->size() == 1;
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

class Walk {
public:
    Walk(const FindTorchStorage& find, const std::string& file) : find_(find), file_(file) {}

    Result<void> visit(const PickleValue& value, const std::string& name, int depth)
    {
        if (++visited_ > limits::pickleValues)
            return fail(file_, ": expected at most ", limits::pickleValues, " values in its dicts and lists");
        if (isTensor(value))
            return addTensor(value, name.empty() ? "tensor" : unpacked(name));
        if (value.kind == PickleKind::Call && isRole(value, TorchRole::NumPyArray))
            return addArray(value, name.empty() ? "array" : name);
        if ((value.kind == PickleKind::Call || value.kind == PickleKind::Name) && value.whole < 0)
            return skip(value, name);
        if (depth > limits::pickleDepth)
            return fail(file_, ": expected dicts and lists of at most ", limits::pickleDepth, " levels, found more at ",
                        printable(name));
        if (value.kind == PickleKind::Call && isRole(value, TorchRole::RebuildParameter) && !value.items->empty())
            return visit(value.items->front(), name, depth + 1);
        if (value.kind == PickleKind::Dict)
            return visitDict(*value.items, name, depth);
        if (value.kind != PickleKind::List && value.kind != PickleKind::Tuple)
            return {};
        for (std::size_t i = 0; i < value.items->size(); ++i)
            if (auto done = visit((*value.items)[i], joined(name, std::to_string(i)), depth + 1); !done)
                return done;
        return {};
    }

    TorchTensors found;

private:
    static std::string joined(const std::string& name, std::string_view key)
    {
        return name.empty() ? std::string(key) : text(name, ".", key);
    }

    /// Of a quantized linear module, which keeps its weight and bias together: "fc._packed_params._packed_params.0".
    static std::string unpacked(const std::string& name)
    {
        constexpr std::string_view packed = "_packed_params._packed_params.";
        const std::size_t place = name.rfind(packed);
        if (place == std::string::npos || place + packed.size() + 1 != name.size())
            return name;
        return name.substr(0, place) + (name.back() == '0' ? "weight" : "bias");
    }

    /// An object that is no tensor: nothing is made of it.
    Result<void> skip(const PickleValue& value, const std::string& name)
    {
        const std::string advice = name.empty() ? ": of a whole module, save the weights with "
                                                  "torch.save(module.state_dict(), …)"
                                                : "";
        found.leftOut.addWhy(name.empty() ? "object" : name, text("no tensor but ", printable(value.text), advice),
                             "value");
        return {};
    }

    Result<void> addArray(const PickleValue& value, const std::string& name)
    {
        const std::string where = text(file_, ": array ", printable(name));
        if (!names_.insert(name).second)
            return fail(file_, ": expected every tensor name once, found ", inQuotes(name), " twice");
        auto array = numPyArray(value, where);
        if (!array)
            return tl::unexpected(array.error());
        if (array->floats)
            found.tensors.push_back({name, std::move(*array->floats), nullptr, array->storedType});
        else
            found.leftOut.addWhy(name, text("it holds ", printable(array->type), ", not floating-point numbers"),
                                 "array");
        return {};
    }

    Result<void> visitDict(const Items& items, const std::string& name, int depth)
    {
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            const PickleValue& key = items[i];
            const std::string own = key.kind == PickleKind::Text    ? std::string(key.text)
                                    : key.kind == PickleKind::Whole ? std::to_string(key.whole)
                                                                    : text("#", i / 2);
            if (name.size() + own.size() > limits::tensorName)
                return fail(file_, ": expected names of at most ", limits::tensorName, " bytes, found a longer one at ",
                            printable(joined(name, own)));
            if (auto done = visit(items[i + 1], joined(name, own), depth + 1); !done)
                return done;
        }
        return {};
    }

    Result<void> addTensor(const PickleValue& value, const std::string& name)
    {
        const std::string where = text(file_, ": tensor ", printable(name));
        if (!names_.insert(name).second)
            return fail(file_, ": expected every tensor name once, found ", inQuotes(name), " twice");
        const auto view = viewOf(value, where);
        if (!view)
            return tl::unexpected(view.error());
        if (isRole(value, TorchRole::RebuildQuantized))
            return addQuantized(value, *view, name, where);
        if (!view->type->floats) {
            found.leftOut.add(name, std::string(view->type->type.empty() ? "bytes" : view->type->type));
            return {};
        }
        auto values = floatsIn(*view, where);
        if (!values)
            return tl::unexpected(values.error());
        NumberKind kind{NumberFamily::Float};
        kind.floats = *view->type->floats;
        found.tensors.push_back({name, {view->shape, std::move(*values)}, nullptr, storedTypeOf(kind)});
        return {};
    }

    /// The part of its storage that a view reaches over.
    Result<TorchStorage> partOf(const TorchView& view, const std::string& where) const
    {
        auto storage = find_(view.key, view.bytes);
        if (!storage)
            return fail(where, ": ", storage.error().message);
        const auto offset = static_cast<std::size_t>(view.offset) * view.type->size;
        const auto size = static_cast<std::size_t>(view.isRow() ? view.count : *view.reach()) * view.type->size;
        storage->bytes = storage->bytes.part(offset, size);
        return storage;
    }

    Result<SharedFloats> floatsIn(const TorchView& view, const std::string& where) const
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

    /// Bytes of a view in row order.
    Result<KeptBytes> bytesIn(const TorchView& view, const std::string& where) const
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

    /// A vector of numbers of any kind that a quantizer has.
    Result<std::vector<double>> numbersIn(const PickleValue& value, const std::string& where) const
    {
        if (value.kind == PickleKind::Fraction || value.kind == PickleKind::Whole)
            return std::vector<double>{value.kind == PickleKind::Whole ? static_cast<double>(value.whole)
                                                                       : value.fraction};
        if (!isTensor(value) || isRole(value, TorchRole::RebuildQuantized))
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

    /// int8 or uint8 with a scale and a zero point, or with those of each output.
    Result<void> addQuantized(const PickleValue& value, const TorchView& view, const std::string& name,
                              const std::string& where)
    {
        const Items& arguments = *value.items;
        const bool isSigned = view.type->type == "qint8";
        if (arguments.size() <= QuantizerArgument || arguments[QuantizerArgument].kind != PickleKind::Tuple
            || arguments[QuantizerArgument].items->size() < 3)
            return fail(where, ": expected a quantizer with scales and zero points");
        const Items& quantizer = *arguments[QuantizerArgument].items;
        const bool perChannel = isRole(quantizer[0], TorchRole::PerChannel);
        if ((!isSigned && view.type->type != "quint8")
            || (!perChannel && !isRole(quantizer[0], TorchRole::PerTensor))) {
            found.leftOut.addWhy(name, text("its quantizer of ", view.type->type, " is not read"));
            return {};
        }
        if (perChannel && (quantizer.size() < 4 || quantizer[3].kind != PickleKind::Whole || quantizer[3].whole != 0)) {
            found.leftOut.addWhy(name, "its scales are not those of its outputs, the first axis");
            return {};
        }
        const auto scales = numbersIn(quantizer[1], where);
        if (!scales)
            return tl::unexpected(scales.error());
        const auto zeros = numbersIn(quantizer[2], where);
        if (!zeros)
            return tl::unexpected(zeros.error());
        const std::size_t expected = perChannel && !view.shape.empty() ? static_cast<std::size_t>(view.shape[0]) : 1;
        if (scales->size() != expected || zeros->size() != expected)
            return fail(where, ": expected ", expected, " scales and zero points, found ", scales->size(), " and ",
                        zeros->size());
        const int lowest = isSigned ? -128 : 0;
        for (const double zero : *zeros)
            if (!(zero >= lowest && zero <= lowest + 255))
                return fail(where, ": expected zero points from ", lowest, " to ", lowest + 255, " as ",
                            view.type->type, " has them, found ", zero);
        const auto bytes = bytesIn(view, where);
        if (!bytes)
            return tl::unexpected(bytes.error());
        found.tensors.push_back(quantizedTensor(name, view, *bytes, isSigned, *scales, *zeros));
        return {};
    }

    static FoundTensor quantizedTensor(const std::string& name, const TorchView& view, const KeptBytes& bytes,
                                       bool isSigned, const std::vector<double>& scales,
                                       const std::vector<double>& zeros)
    {
        const std::int64_t rows = view.shape.empty() ? 1 : view.shape[0];
        const std::int64_t columns = rows == 0 ? 0 : view.count / rows;
        PackedMatrix matrix{isSigned ? "int8" : "uint8", rows, columns};
        matrix.lowest = isSigned ? -128 : 0;
        matrix.highest = matrix.lowest + 255;
        std::vector<float> single(scales.begin(), scales.end());
        matrix.scales = std::move(single);
        const NumberKind kind{isSigned ? NumberFamily::Signed : NumberFamily::Unsigned, 8};
        matrix.read = [bytes, kind, columns](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
            for (std::size_t i = 0; i < to.size(); ++i)
                to[i] = static_cast<std::int32_t>(
                    wholeAt(bytes.data(), static_cast<std::size_t>(row * columns + first) + i, kind, false));
        };
        matrix.release = [bytes](std::size_t first, std::size_t count) { bytes.release(first, count); };
        matrix.zero = [zeros](std::int64_t row, std::int64_t) {
            return static_cast<std::int32_t>(zeros[zeros.size() == 1 ? 0 : static_cast<std::size_t>(row)]);
        };
        return foundTensor(name, view.shape, std::move(matrix));
    }

    static Result<TorchView> viewOf(const PickleValue& value, const std::string& where)
    {
        const Items& arguments = *value.items;
        const bool typed = isRole(value, TorchRole::RebuildTypedTensor);
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
        if (offset.kind != PickleKind::Whole || offset.whole < 0 || !shape || !strides
            || shape->size() != strides->size())
            return fail(where, ": expected an offset, and as many strides as axes, up to ", limits::axes,
                        ", none below 0");
        view.offset = offset.whole;
        view.shape = *shape;
        view.strides = *strides;
        const auto count = checkedElementCount(view.shape);
        if (!count)
            return fail(where, ": expected a shape that fits the file, found ", toText(view.shape));
        view.count = *count;
        return checkedView(std::move(view), where);
    }

    static Result<TorchView> checkedView(TorchView view, const std::string& where)
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

    const FindTorchStorage& find_;
    const std::string& file_;
    std::set<std::string> names_;
    std::size_t visited_ = 0;
};

} // namespace

const PickleNames& torchPickleNames()
{
    static const PickleNames names = torchNameOf;
    return names;
}

std::map<std::string, TorchStorageSize> torchStorageSizes(const Pickle& pickle)
{
    std::map<std::string, TorchStorageSize> sizes;
    for (const Items& items : pickle.containers)
        for (const PickleValue& value : items)
            if (const auto storage = storageIn(value))
                sizes[storage->key] = {static_cast<std::int64_t>(storage->type->size), storage->bytes};
    return sizes;
}

Result<TorchTensors> torchTensors(const Pickle& pickle, const FindTorchStorage& find, const std::string& file)
{
    Walk walk(find, file);
    if (const auto done = walk.visit(pickle.root, "", 0); !done)
        return tl::unexpected(done.error());
    return std::move(walk.found);
}

} // namespace termscope
