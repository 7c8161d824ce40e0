#include "core/data/ArrayTable.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/data/PlaceLabels.h"
#include "core/files/FileKind.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/quant/Quantizer.h"

#include <algorithm>

namespace termscope {
namespace {

/// An array of the file for an input, as numbers.
struct InputArray {
    const TableInput* input = nullptr;
    std::string where;
    Shape shape;
    std::vector<float> values;
};

/// Whole numbers of this size and less are float32 without loss.
constexpr std::int64_t largestWhole = std::int64_t{1} << 24;

Result<std::vector<float>> valuesFor(const TableInput& input, const NpyArray& array, const std::string& where)
{
    if (floatType(array)) {
        if (!isFloating(input.type))
            return fail(where, ": expected whole numbers, as the network takes them, found ", inQuotes(array.type));
        std::vector<float> values = floatValues(array);
        const Result<void> finite = checkFinite(values, where);
        return finite ? Result<std::vector<float>>(std::move(values)) : tl::unexpected(finite.error());
    }
    const auto integers = integerValues(array);
    if (!integers)
        return fail(where, ": expected numbers, found ", inQuotes(array.type));
    std::vector<float> values;
    values.reserve(integers->size());
    for (const std::int64_t integer : *integers) {
        if (integer > largestWhole || integer < -largestWhole)
            return fail(where, ": expected whole numbers up to ", largestWhole, ", found ", integer, " at place ",
                        values.size());
        values.push_back(static_cast<float>(integer));
    }
    return values;
}

bool isLabelName(std::string_view name)
{
    return name == "y" || name == "labels" || name == "y_test";
}

/// The array of the input's name; the only one that holds no labels, where there is one input.
std::optional<std::size_t> arrayFor(const NpzArchive& archive, const TableInput& input, bool alone)
{
    if (const auto named = archive.find(input.name))
        return named;
    std::optional<std::size_t> only;
    for (std::size_t i = 0; alone && i < archive.names().size(); ++i) {
        if (isLabelName(archive.names()[i]))
            continue;
        if (only)
            return std::nullopt;
        only = i;
    }
    return only;
}

std::string namesOf(const NpzArchive& archive)
{
    constexpr std::size_t most = 8;
    std::string list;
    for (std::size_t i = 0; i < archive.names().size() && i < most; ++i)
        list += (i == 0 ? "" : ", ") + printable(archive.names()[i]);
    return list + (archive.names().size() > most ? ", …" : "");
}

Result<std::vector<InputArray>> arraysOf(const NpzArchive& archive, const std::string& file,
                                         std::span<const TableInput> inputs)
{
    std::vector<InputArray> arrays;
    for (const TableInput& input : inputs) {
        const std::optional<std::size_t> place = arrayFor(archive, input, inputs.size() == 1);
        if (!place)
            return fail(file, ": expected an array for each input of the network, found none for ",
                        inQuotes(input.name), " (it has ", namesOf(archive), ")");
        const Result<NpyArray> array = archive.read(*place);
        if (!array)
            return tl::unexpected(array.error());
        Result<std::vector<float>> values = valuesFor(input, *array, archive.where(*place));
        if (!values)
            return tl::unexpected(values.error());
        arrays.push_back({&input, archive.where(*place), array->shape, std::move(*values)});
    }
    return arrays;
}

/// What the network declares of an axis: open or one, so that any number of samples may lie along it.
bool takesAny(const TableInput& input, std::size_t axis)
{
    return !input.shape || (*input.shape)[axis] < 0 || (axis == input.batchAxis && (*input.shape)[axis] == 1);
}

/// Error: the array has not the shape that the network declares, but for the axis of samples.
Result<void> checkShape(const InputArray& array, std::optional<std::size_t> samples)
{
    if (!array.input->shape)
        return {};
    const Shape& declared = *array.input->shape;
    bool fits = declared.size() == array.shape.size();
    for (std::size_t axis = 0; fits && axis < declared.size(); ++axis)
        fits = declared[axis] < 0 || declared[axis] == array.shape[axis] || samples == axis;
    return fits ? Result<void>()
                : fail(array.where, ": expected an array of ", toText(declared),
                       ", as the network takes (-1: any), "
                       "found ",
                       toText(array.shape));
}

/// Whether any number of samples may lie along the batch's axis.
bool takesAnyNumber(const InputArray& array)
{
    const std::size_t batch = array.input->batchAxis;
    const bool isThere = batch < array.shape.size() && (!array.input->shape || batch < array.input->shape->size());
    return isThere && takesAny(*array.input, batch);
}

/// The axis along which the samples lie. None: the array is the same for all. Error: it fits neither. `fixed`: no input
/// takes any number of samples.
Result<std::optional<std::size_t>> samplesAxis(const InputArray& array, std::int64_t count, bool fixed)
{
    const std::size_t rank = array.shape.size();
    if (array.input->shape && array.input->shape->size() != rank)
        return checkShape(array, {}).map([] { return std::optional<std::size_t>(); });
    std::optional<std::size_t> found;
    // The batch's axis of any size is that of the samples; another one is where it is something else.
    const std::size_t batch = array.input->batchAxis;
    const bool known = batch < rank && takesAny(*array.input, batch);
    for (std::size_t axis = known ? batch : 0; axis < (known ? batch + 1 : rank) && !found; ++axis)
        if (array.shape[axis] == count && takesAny(*array.input, axis))
            found = axis;
    if (!found && fixed && rank > 0 && array.shape[0] == count && array.input->shape && (*array.input->shape)[0] > 1
        && count % (*array.input->shape)[0] == 0)
        found = 0; // as many run together as the file says
    const bool alone = rank == 0 || !known;
    if (!found && !alone)
        return fail(array.where, ": expected ", count, " samples along an axis, as the first array has, found ",
                    toText(array.shape));
    return checkShape(array, found).map([&] { return found; });
}

/// Samples: as many as lie along the batch's axis of the first array that may have any number.
std::int64_t sampleCount(const std::vector<InputArray>& arrays)
{
    for (const InputArray& array : arrays)
        if (takesAnyNumber(array))
            return array.shape[array.input->batchAxis];
    for (const InputArray& array : arrays)
        if (!array.shape.empty())
            return array.shape[0];
    return 0;
}

ValuePtr sharedValue(const InputArray& array)
{
    const Shape shape = array.input->shape && array.input->shape->empty() ? Shape{} : array.shape;
    if (isFloating(array.input->type)) {
        const auto value = newValue(array.input->type, shape);
        std::ranges::copy(array.values, value->floats.begin());
        return value;
    }
    std::vector<std::int64_t> integers(array.values.begin(), array.values.end());
    return integerValue(shape, std::move(integers), array.input->type);
}

/// Puts the values of every sample into its place.
void addPart(Dataset& table, const InputArray& array, const SamplePart& part, std::int64_t count, std::int64_t features)
{
    const auto before = array.shape.begin() + static_cast<std::ptrdiff_t>(part.axis);
    const std::int64_t outer = elementCount(Shape(array.shape.begin(), before));
    const std::int64_t inner = elementCount(Shape(before + 1, array.shape.end()));
    for (std::int64_t o = 0; o < outer; ++o)
        for (std::int64_t sample = 0; sample < count; ++sample)
            std::copy_n(array.values.begin() + (o * count + sample) * inner, inner,
                        table.pixels.begin() + sample * features + part.offset + o * inner);
}

/// A single number where the network takes one, however it is held.
bool isSingle(const InputArray& array)
{
    return array.values.size() == 1 && array.input->shape && array.input->shape->empty();
}

Result<Dataset> tableOf(const std::vector<InputArray>& arrays, const std::string& file)
{
    Dataset table;
    const std::int64_t count = sampleCount(arrays);
    if (count < 1)
        return fail(file, ": expected samples, found none");
    const bool fixed = std::ranges::none_of(arrays, takesAnyNumber);
    std::int64_t features = 0;
    for (const InputArray& array : arrays) {
        SamplePart part{array.input->name, array.shape, 0, features, nullptr, array.input->isTokens};
        const Result<std::optional<std::size_t>> axis = isSingle(array) ? std::optional<std::size_t>()
                                                                        : samplesAxis(array, count, fixed);
        if (!axis)
            return tl::unexpected(axis.error());
        if (*axis) {
            part.axis = **axis;
            part.shape.erase(part.shape.begin() + static_cast<std::ptrdiff_t>(part.axis));
            features += elementCount(part.shape);
        } else {
            part.shared = sharedValue(array);
        }
        table.parts.push_back(std::move(part));
    }
    if (features < 1)
        return fail(file, ": expected arrays with a value for each of ", count, " samples, found none");
    table.height = 1;
    table.width = features;
    table.pixels.resize(at(count * features));
    for (std::size_t i = 0; i < arrays.size(); ++i)
        if (!table.parts[i].shared)
            addPart(table, arrays[i], table.parts[i], count, features);
    return table;
}

} // namespace

bool isArrayTable(ByteView bytes, std::span<const TableInput> inputs)
{
    if (inputs.empty() || fileKind(bytes) != FileKind::Zip)
        return false;
    const auto rank = inputs[0].shape ? inputs[0].shape->size() : 0;
    if (inputs.size() == 1 && isFloating(inputs[0].type) && (rank == 0 || rank == 2 || rank == 4))
        return false;
    const auto archive = NpzArchive::open(bytes, "");
    return archive && std::ranges::any_of(inputs, [&](const TableInput& input) {
               return arrayFor(*archive, input, inputs.size() == 1).has_value();
           });
}

Result<Dataset> tableOfArrays(ByteView bytes, const std::string& file, std::span<const TableInput> inputs)
{
    const auto archive = NpzArchive::open(bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    const Result<std::vector<InputArray>> arrays = arraysOf(*archive, file, inputs);
    if (!arrays)
        return tl::unexpected(arrays.error());
    Result<Dataset> table = tableOf(*arrays, file);
    if (!table)
        return table;
    for (std::size_t i = 0; i < archive->names().size(); ++i) {
        const std::string& name = archive->names()[i];
        const bool isInput = std::ranges::any_of(inputs, [&](const TableInput& input) { return input.name == name; });
        if (!isLabelName(name) || isInput || !table->labels.empty())
            continue;
        const Result<NpyArray> labels = archive->read(i);
        if (!labels)
            return tl::unexpected(labels.error());
        Result<PlaceLabels> read = placeLabels(*labels, table->count(), archive->where(i));
        if (!read)
            return tl::unexpected(read.error());
        attach(*table, std::move(*read));
    }
    return table;
}

} // namespace termscope
