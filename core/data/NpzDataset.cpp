#include "core/data/NpzDataset.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/quant/Quantizer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr std::array<std::string_view, 3> imageNames{"x", "images", "x_test"};
constexpr std::array<std::string_view, 3> labelNames{"y", "labels", "y_test"};

std::optional<std::size_t> findAny(const NpzArchive& archive, const std::array<std::string_view, 3>& names)
{
    for (const std::string_view name : names) {
        if (const auto index = archive.find(name))
            return index;
    }
    return std::nullopt;
}

std::string listOf(const NpzArchive& archive)
{
    constexpr std::size_t longest = 5;
    std::string list;
    for (std::size_t i = 0; i < archive.names().size() && i < longest; ++i)
        list += (i == 0 ? "" : ", ") + printable(archive.names()[i]);
    return list + (archive.names().size() > longest ? ", …" : "");
}

/// The only array of two or more axes, where no array has one of the usual names.
Result<NpyArray> onlyMatrix(const NpzArchive& archive, const std::string& file)
{
    std::optional<NpyArray> found;
    for (std::size_t i = 0; i < archive.names().size(); ++i) {
        const bool labels = std::find(labelNames.begin(), labelNames.end(), archive.names()[i]) != labelNames.end();
        if (labels)
            continue;
        auto array = archive.read(i);
        if (!array)
            return array;
        if (array->shape.size() < 2)
            continue;
        if (found)
            return fail(file, ": expected an array x with the images, found ", listOf(archive));
        found = std::move(*array);
    }
    if (!found)
        return fail(file, ": expected an array x with the images, found ", listOf(archive));
    return std::move(*found);
}

Result<StoredImages> imagesOf(const NpyArray& array, const std::string& where)
{
    StoredImages images;
    images.shape = array.shape;
    if (floatType(array)) {
        images.numbers = floatValues(array);
        if (const auto finite = checkFinite(images.numbers, where); !finite)
            return tl::unexpected(finite.error());
        return images;
    }
    if (array.kind != 'u' || array.itemSize != 1)
        return fail(where, ": expected images of bytes ('|u1') or floating-point numbers, found ",
                    inQuotes(array.type));
    const auto values = integerValues(array);
    images.bytes.resize(values->size());
    std::ranges::transform(*values, images.bytes.begin(),
                           [](std::int64_t value) { return static_cast<std::byte>(value); });
    return images;
}

/// The array's values as numbers, whatever their type. None: they are no real numbers.
std::optional<std::vector<double>> numbersOf(const NpyArray& array)
{
    if (floatType(array)) {
        const auto values = floatValues(array);
        return std::vector<double>(values.begin(), values.end());
    }
    const auto values = integerValues(array);
    return values ? std::optional(std::vector<double>(values->begin(), values->end())) : std::nullopt;
}

/// Rows with one 1 and otherwise 0 as the position of the 1.
Result<std::vector<double>> classesOfRows(const std::vector<double>& rows, const NpyArray& array,
                                          const std::string& where)
{
    const auto width = static_cast<std::size_t>(array.shape[1]);
    std::vector<double> classes;
    for (std::size_t start = 0; width > 0 && start < rows.size(); start += width) {
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(start);
        const auto end = begin + static_cast<std::ptrdiff_t>(width);
        const auto one = std::find(begin, end, 1.0);
        if (one == end || std::count(begin, end, 0.0) != static_cast<std::ptrdiff_t>(width) - 1)
            return fail(where, ": expected one label per image, or rows with a single 1, found the shape ",
                        toText(array.shape), " with other values in row ", start / width);
        classes.push_back(static_cast<double>(one - begin));
    }
    return classes;
}

Result<std::vector<std::int32_t>> labelsOf(const NpyArray& array, const std::string& where)
{
    auto numbers = numbersOf(array);
    if (!numbers)
        return fail(where, ": expected labels as whole numbers, found ", inQuotes(array.type));
    const bool column = array.shape.size() == 2 && array.shape[1] == 1;
    if (array.shape.size() == 2 && !column) {
        auto classes = classesOfRows(*numbers, array, where);
        if (!classes)
            return tl::unexpected(classes.error());
        numbers = std::move(*classes);
    } else if (array.shape.size() != 1 && !column) {
        return fail(where, ": expected labels of one axis, found the shape ", toText(array.shape));
    }
    std::vector<std::int32_t> labels;
    labels.reserve(numbers->size());
    for (const double number : *numbers) {
        if (!(number >= 0 && number <= limits::label) || number != std::floor(number))
            return fail(where, ": expected labels as whole numbers from 0 to ", limits::label, ", found ", number,
                        " for image ", labels.size());
        labels.push_back(static_cast<std::int32_t>(number));
    }
    return labels;
}

} // namespace

bool hasLabels(ByteView bytes)
{
    const auto archive = NpzArchive::open(bytes, "");
    return archive && findAny(*archive, labelNames);
}

Result<StoredImages> imagesFromNpz(ByteView bytes, const std::string& file)
{
    const auto archive = NpzArchive::open(bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    const auto imageIndex = findAny(*archive, imageNames);
    const auto array = imageIndex ? archive->read(*imageIndex) : onlyMatrix(*archive, file);
    if (!array)
        return tl::unexpected(array.error());
    auto images = imagesOf(*array, imageIndex ? archive->where(*imageIndex) : file);
    if (!images)
        return images;
    if (const auto index = findAny(*archive, labelNames)) {
        const auto labelArray = archive->read(*index);
        if (!labelArray)
            return tl::unexpected(labelArray.error());
        images->hasLabels = true;
        if (labelArray->shape.size() > 2) {
            Result<PlaceLabels> places = placeLabels(*labelArray, images->shape.at(0), archive->where(*index));
            if (!places)
                return tl::unexpected(places.error());
            images->places = std::move(*places);
            return images;
        }
        auto labels = labelsOf(*labelArray, archive->where(*index));
        if (!labels)
            return tl::unexpected(labels.error());
        images->labels = std::move(*labels);
    }
    return images;
}

Result<std::vector<std::int32_t>> labelsFromNpz(ByteView bytes, const std::string& file)
{
    const auto archive = NpzArchive::open(bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    auto index = findAny(*archive, labelNames);
    if (!index && archive->names().size() == 1)
        index = 0;
    if (!index)
        return fail(file, ": expected an array y with the labels, found ", listOf(*archive));
    const auto array = archive->read(*index);
    if (!array)
        return tl::unexpected(array.error());
    return labelsOf(*array, archive->where(*index));
}

} // namespace termscope
