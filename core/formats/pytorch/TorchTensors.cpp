#include "core/formats/pytorch/TorchTensors.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/formats/packed/PackedMatrix.h"
#include "core/formats/pytorch/NumPyArrays.h"
#include "core/formats/pytorch/TorchView.h"

#include <set>

namespace termscope {
namespace {

class Walk {
public:
    Walk(const FindTorchStorage& find, const std::string& file) : numbers_(find), file_(file) {}

    Result<void> visit(const PickleValue& value, const std::string& name, int depth)
    {
        if (++visited_ > limits::pickleValues)
            return fail(file_, ": expected at most ", limits::pickleValues, " values in its dicts and lists");
        if (isTorchTensor(value))
            return addTensor(value, name.empty() ? "tensor" : unpacked(name));
        if (value.kind == PickleKind::Call && hasTorchRole(value, TorchRole::NumPyArray))
            return addArray(value, name.empty() ? "array" : name);
        if ((value.kind == PickleKind::Call || value.kind == PickleKind::Name) && value.whole < 0)
            return skip(value, name);
        if (depth > limits::pickleDepth)
            return fail(file_, ": expected dicts and lists of at most ", limits::pickleDepth, " levels, found more at ",
                        printable(name));
        if (value.kind == PickleKind::Call && hasTorchRole(value, TorchRole::RebuildParameter) && !value.items->empty())
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

    Result<void> visitDict(const PickleItems& items, const std::string& name, int depth)
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
        if (hasTorchRole(value, TorchRole::RebuildQuantized))
            return addQuantized(value, *view, name, where);
        if (!view->type->floats) {
            found.leftOut.add(name, std::string(view->type->type.empty() ? "bytes" : view->type->type));
            return {};
        }
        auto values = numbers_.floatsIn(*view, where);
        if (!values)
            return tl::unexpected(values.error());
        NumberKind kind{NumberFamily::Float};
        kind.floats = *view->type->floats;
        found.tensors.push_back({name, {view->shape, std::move(*values)}, nullptr, storedTypeOf(kind)});
        return {};
    }

    /// int8 or uint8 with a scale and a zero point, or with those of each output.
    Result<void> addQuantized(const PickleValue& value, const TorchView& view, const std::string& name,
                              const std::string& where)
    {
        const PickleItems& arguments = *value.items;
        const bool isSigned = view.type->type == "qint8";
        if (arguments.size() <= QuantizerArgument || arguments[QuantizerArgument].kind != PickleKind::Tuple
            || arguments[QuantizerArgument].items->size() < 3)
            return fail(where, ": expected a quantizer with scales and zero points");
        const PickleItems& quantizer = *arguments[QuantizerArgument].items;
        const bool perChannel = hasTorchRole(quantizer[0], TorchRole::PerChannel);
        if ((!isSigned && view.type->type != "quint8")
            || (!perChannel && !hasTorchRole(quantizer[0], TorchRole::PerTensor))) {
            found.leftOut.addWhy(name, text("its quantizer of ", view.type->type, " is not read"));
            return {};
        }
        if (perChannel && (quantizer.size() < 4 || quantizer[3].kind != PickleKind::Whole || quantizer[3].whole != 0)) {
            found.leftOut.addWhy(name, "its scales are not those of its outputs, the first axis");
            return {};
        }
        const auto scales = numbers_.numbersIn(quantizer[1], where);
        if (!scales)
            return tl::unexpected(scales.error());
        const auto zeros = numbers_.numbersIn(quantizer[2], where);
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
        const auto bytes = numbers_.bytesIn(view, where);
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

    TorchNumbers numbers_;
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
    for (const PickleItems& items : pickle.containers)
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
