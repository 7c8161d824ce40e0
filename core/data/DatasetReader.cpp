#include "core/data/DatasetReader.h"

#include "core/base/FileKind.h"
#include "core/data/Idx.h"
#include "core/data/NpzDataset.h"
#include "core/model/Tensor.h"

#include <algorithm>

namespace termscope {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largestFile = std::uintmax_t{1} << 32;

/// Takes the shape [count], [count, features], [count, height, width] or [count, height, width, channels] apart.
Result<Dataset> datasetOfShape(const Shape& shape, const std::string& file)
{
    Dataset dataset;
    if (shape.size() < 2 || shape.size() > 4)
        return fail(file, ": expected images of 2 to 4 axes, found the shape ", toText(shape),
                    shape.size() == 1 ? " (labels? The images come first)" : "");
    dataset.height = shape.size() == 2 ? 1 : shape[1];
    dataset.width = shape.size() == 2 ? shape[1] : shape[2];
    dataset.channels = shape.size() == 4 ? shape[3] : 1;
    if (elementCount(shape) == 0)
        return fail(file, ": expected at least one image with pixels, found the shape ", toText(shape));
    return dataset;
}

Result<Dataset> imagesFromIdx(ByteView bytes, const std::string& file)
{
    const auto array = parseIdx(bytes, file);
    if (!array)
        return tl::unexpected(array.error());
    auto dataset = datasetOfShape(array->shape, file);
    if (!dataset)
        return dataset;
    dataset->pixels.resize(array->values.size());
    std::transform(array->values.begin(), array->values.end(), dataset->pixels.begin(),
                   [](std::byte value) { return static_cast<float>(std::to_integer<int>(value)) / 255.0F; });
    return dataset;
}

Result<std::vector<std::int32_t>> labelsFromIdx(ByteView bytes, const std::string& file)
{
    const auto array = parseIdx(bytes, file);
    if (!array)
        return tl::unexpected(array.error());
    if (array->shape.size() != 1)
        return fail(file, ": expected labels of one axis, found the shape ", toText(array->shape),
                    " (images? The labels come second)");
    std::vector<std::int32_t> labels(array->values.size());
    std::transform(array->values.begin(), array->values.end(), labels.begin(),
                   [](std::byte value) { return std::to_integer<std::int32_t>(value); });
    return labels;
}

Result<void> attachLabels(Dataset& dataset, std::vector<std::int32_t> labels, const std::string& labelsFile,
                          const std::string& imagesFile)
{
    if (static_cast<std::int64_t>(labels.size()) != dataset.count())
        return fail(labelsFile, ": expected ", dataset.count(), " labels, one for each image of ", imagesFile,
                    ", found ", labels.size());
    dataset.labels = std::move(labels);
    dataset.classes = *std::max_element(dataset.labels.begin(), dataset.labels.end()) + 1;
    return {};
}

Result<Dataset> datasetFromNpz(ByteView bytes, const std::string& file)
{
    auto images = imagesFromNpz(bytes, file);
    if (!images)
        return tl::unexpected(images.error());
    auto dataset = datasetOfShape(images->shape, file);
    if (!dataset)
        return dataset;
    dataset->pixels = std::move(images->pixels);
    if (images->hasLabels) {
        const auto attached = attachLabels(*dataset, std::move(images->labels), file, file);
        if (!attached)
            return tl::unexpected(attached.error());
    }
    return dataset;
}

/// The images of a file, with their labels where it has them.
Result<Dataset> parseImages(ByteView bytes, const std::string& file)
{
    if (isIdx(bytes))
        return imagesFromIdx(bytes, file);
    if (fileKind(bytes) == FileKind::Zip)
        return datasetFromNpz(bytes, file);
    return fail(file, ": expected IDX or npz, found ", describeContents(bytes));
}

Result<std::vector<std::int32_t>> parseLabels(ByteView bytes, const std::string& file)
{
    if (isIdx(bytes))
        return labelsFromIdx(bytes, file);
    if (fileKind(bytes) == FileKind::Zip)
        return labelsFromNpz(bytes, file);
    return fail(file, ": expected IDX or npz, found ", describeContents(bytes));
}

Result<DatasetPtr> parseBoth(ByteView images, ByteView labels, const std::string& imagesFile,
                             const std::string& labelsFile)
{
    auto dataset = parseImages(images, imagesFile);
    if (!dataset)
        return tl::unexpected(dataset.error());
    if (!labels.empty()) {
        auto values = parseLabels(labels, labelsFile);
        if (!values)
            return tl::unexpected(values.error());
        if (const auto attached = attachLabels(*dataset, std::move(*values), labelsFile, imagesFile); !attached)
            return tl::unexpected(attached.error());
    }
    dataset->name = fs::path(imagesFile).filename().string();
    return std::make_shared<const Dataset>(std::move(*dataset));
}

/// The file with the labels beside a file with images, by MNIST's names, gzipped or not.
std::optional<fs::path> labelsBeside(const fs::path& images)
{
    std::string name = images.filename().string();
    for (const auto& [from, to] : {std::pair{"images-idx3", "labels-idx1"}, std::pair{"images.idx3", "labels.idx1"}}) {
        const std::size_t position = name.rfind(from);
        if (position == std::string::npos)
            continue;
        name.replace(position, std::string_view(from).size(), to);
        const std::string other = name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name + ".gz";
        std::error_code error;
        for (const std::string& candidate : {name, other}) {
            if (const fs::path path = images.parent_path() / candidate; fs::is_regular_file(path, error))
                return path;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Result<DatasetPtr> readDataset(const fs::path& images, const std::optional<fs::path>& labels)
{
    const auto imageBytes = readFile(images, largestFile);
    if (!imageBytes)
        return tl::unexpected(imageBytes.error());
    const auto labelsPath = labels ? labels : isIdx(*imageBytes) ? labelsBeside(images) : std::nullopt;
    if (!labelsPath)
        return parseBoth(*imageBytes, {}, images.string(), {});
    const auto labelBytes = readFile(*labelsPath, largestFile);
    if (!labelBytes)
        return tl::unexpected(labelBytes.error());
    if (labelBytes->empty())
        return fail(labelsPath->string(), ": expected IDX or npz, found an empty file");
    return parseBoth(*imageBytes, *labelBytes, images.string(), labelsPath->string());
}

Result<DatasetPtr> parseDataset(ByteView images, ByteView labels, const std::string& name)
{
    return parseBoth(images, labels, name, name);
}

Result<DatasetPtr> readDatasetArgument(const std::string& argument)
{
    std::error_code error;
    if (fs::exists(argument, error))
        return readDataset(argument);
    // File names may hold commas: the comma that counts has files on both sides or, failing that, on its left.
    const std::size_t first = argument.find(',');
    if (first == std::string::npos)
        return readDataset(argument);
    std::size_t chosen = first;
    bool hasImages = false;
    for (std::size_t comma = first; comma != std::string::npos; comma = argument.find(',', comma + 1)) {
        if (!fs::exists(argument.substr(0, comma), error))
            continue;
        const bool hasLabels = fs::exists(argument.substr(comma + 1), error);
        if (hasLabels || !hasImages)
            chosen = comma;
        hasImages = true;
        if (hasLabels)
            break;
    }
    if (chosen + 1 == argument.size())
        return fail(argument, ": expected IMAGES,LABELS, found nothing behind the comma");
    return readDataset(argument.substr(0, chosen), argument.substr(chosen + 1));
}

Result<void> checkFits(const Dataset& dataset, std::int64_t inputFeatures, std::int64_t outputFeatures)
{
    if (inputFeatures > 0 && dataset.features() != inputFeatures)
        return fail(dataset.name, ": expected images of ", inputFeatures, " values, as the network takes, found ",
                    dataset.features(), " (", dataset.height, "×", dataset.width,
                    dataset.channels == 1 ? "" : text("×", dataset.channels), ")");
    if (outputFeatures > 0 && dataset.classes > outputFeatures) {
        const auto beyond = std::find_if(dataset.labels.begin(), dataset.labels.end(),
                                         [&](std::int32_t label) { return label >= outputFeatures; });
        return fail(dataset.name, ": expected labels 0 to ", outputFeatures - 1, ", as the network has ",
                    outputFeatures, " classes, found label ", *beyond, " of image ", beyond - dataset.labels.begin());
    }
    return {};
}

} // namespace termscope
