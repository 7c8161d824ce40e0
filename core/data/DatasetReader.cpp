#include "core/data/DatasetReader.h"

#include "core/base/Limits.h"
#include "core/data/Cifar.h"
#include "core/data/Idx.h"
#include "core/data/NpzDataset.h"
#include "core/data/StoredImages.h"
#include "core/data/images/ClassNames.h"
#include "core/data/images/ImageDecoder.h"
#include "core/data/images/ImageFolder.h"
#include "core/data/images/MemoryImages.h"
#include "core/files/FileKind.h"
#include "core/files/Gzip.h"

#include <algorithm>

namespace termscope {
namespace {

namespace fs = std::filesystem;

Result<StoredImages> imagesFromIdx(ByteView bytes, const std::string& file)
{
    auto array = parseIdx(bytes, file);
    if (!array)
        return tl::unexpected(array.error());
    StoredImages images;
    images.shape = std::move(array->shape);
    images.bytes = std::move(array->values);
    return images;
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

/// Gives the tokens of arrays their words.
Result<void> nameTokens(Dataset& dataset, const fs::path& vocabulary)
{
    if (std::ranges::none_of(dataset.parts, &SamplePart::isTokens))
        return fail(vocabulary.string(), ": expected tokens that it has words for, found none among the inputs of ",
                    dataset.name);
    Result<Vocabulary> words = Vocabulary::readFile(vocabulary);
    if (!words)
        return tl::unexpected(words.error());
    dataset.words = std::make_shared<const Vocabulary>(std::move(*words));
    return {};
}

/// Gives a dataset its class names and its tokens' words, if there are some to give.
Result<DatasetPtr> finished(Dataset dataset, const DatasetConfig& config)
{
    if (config.vocabulary && !dataset.parts.empty())
        if (const Result<void> named = nameTokens(dataset, *config.vocabulary); !named)
            return tl::unexpected(named.error());
    if (config.classNames && dataset.classNames.empty()) {
        const auto classes = ClassNames::readFile(*config.classNames);
        if (!classes)
            return tl::unexpected(classes.error());
        dataset.classNames = classes->names();
    }
    if (const std::int64_t named = std::ssize(dataset.classNames); config.classNames && dataset.classes > named)
        return fail(config.classNames->string(), ": expected a name for each of the ", dataset.classes, " classes of ",
                    dataset.name, ", found ", named);
    return std::make_shared<const Dataset>(std::move(dataset));
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

/// The images of a file, with their labels where it has them.
Result<Dataset> parseImages(ByteView bytes, const std::string& file, const DatasetConfig& config)
{
    const bool idx = isIdx(bytes);
    if (isArrayTable(bytes, config.inputs))
        return tableOfArrays(bytes, file, config.inputs);
    if (!idx && fileKind(bytes) != FileKind::Zip) {
        if (!isCifar(bytes) && !file.ends_with(".bin"))
            return fail(file, ": expected IDX, npz or CIFAR, found ", describeContents(bytes));
        auto images = parseCifar(bytes, file);
        return images ? datasetOf(std::move(*images), config.preprocessing, true) : tl::unexpected(images.error());
    }
    auto images = idx ? imagesFromIdx(bytes, file) : imagesFromNpz(bytes, file);
    if (!images)
        return tl::unexpected(images.error());
    const bool hasLabels = images->hasLabels;
    std::vector<std::int32_t> labels = std::move(images->labels);
    std::optional<PlaceLabels> places = std::move(images->places);
    auto dataset = datasetOf(std::move(*images), config.preprocessing, file, config.networkInput);
    if (dataset && places && dataset->streamed())
        return fail(file, ": expected images that keep their size, as they have a label for each pixel, found a "
                          "preprocessing that changes it");
    if (dataset && places)
        attach(*dataset, std::move(*places));
    else if (dataset && hasLabels)
        if (const auto attached = attachLabels(*dataset, std::move(labels), file, file); !attached)
            return tl::unexpected(attached.error());
    return dataset;
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
                             const std::string& labelsFile, const DatasetConfig& config)
{
    auto dataset = parseImages(images, imagesFile, config);
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
    return finished(std::move(*dataset), config);
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

/// As isCifar, of what a gzipped file holds too.
bool isCifarFile(ByteView bytes)
{
    if (fileKind(bytes) != FileKind::Gzip)
        return isCifar(bytes);
    const auto unpacked = gunzip(bytes, limits::cifarBytes, "");
    return unpacked && isCifar(*unpacked);
}

Result<DatasetPtr> readCifarFiles(const std::vector<fs::path>& files, const DatasetConfig& config)
{
    auto images = readCifar(files);
    if (!images)
        return tl::unexpected(images.error());
    if (config.classNames)
        images->classNames.clear(); // these count for more than those beside the file
    auto dataset = datasetOf(std::move(*images), config.preprocessing, true);
    return dataset ? finished(std::move(*dataset), config) : tl::unexpected(dataset.error());
}

/// "data_batch_1.bin,data_batch_2.bin": all files that are there, the first one of CIFAR's.
std::optional<std::vector<fs::path>> cifarFiles(const std::string& argument)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (std::size_t start = 0; start <= argument.size();) {
        const std::size_t comma = std::min(argument.find(',', start), argument.size());
        files.emplace_back(argument.substr(start, comma - start));
        if (!fs::is_regular_file(files.back(), error))
            return std::nullopt;
        start = comma + 1;
    }
    const auto bytes = readFile(files[0], limits::imagesFile);
    return bytes && isCifarFile(*bytes) ? std::optional(files) : std::nullopt;
}

/// One picture, which has no label.
Result<DatasetPtr> readPicture(ByteView bytes, const fs::path& file, const DatasetConfig& config)
{
    const Result<Image> image = decodeImage(bytes, file.string());
    if (!image)
        return tl::unexpected(image.error());
    const ByteView pixels = std::as_bytes(std::span(image->pixels));
    LabelledImages images;
    images.name = file.filename().string();
    images.source = memoryImages(Bytes(pixels.begin(), pixels.end()), {image->height, image->width, image->channels},
                                 file.string());
    auto dataset = datasetOf(std::move(images), config.preprocessing, true);
    return dataset ? finished(std::move(*dataset), config) : tl::unexpected(dataset.error());
}

/// A folder of pictures; or the test set of CIFAR's, in its folder.
Result<DatasetPtr> readFolder(const fs::path& folder, const std::optional<fs::path>& labels,
                              const DatasetConfig& config)
{
    std::error_code error;
    for (const char* name : {"test_batch.bin", "test.bin"})
        if (!labels && fs::is_regular_file(folder / name, error))
            return readCifarFiles({folder / name}, config);
    ImageFolderConfig folderConfig{folder, labels, {}};
    if (config.classNames) {
        auto classes = ClassNames::readFile(*config.classNames);
        if (!classes)
            return tl::unexpected(classes.error());
        folderConfig.classes = std::move(*classes);
    }
    auto images = openImageFolder(folderConfig);
    if (!images)
        return tl::unexpected(images.error());
    auto dataset = datasetOf(std::move(*images), config.preprocessing, false);
    return dataset ? finished(std::move(*dataset), config) : tl::unexpected(dataset.error());
}

} // namespace

void followInput(DatasetConfig& config, const Shape& networkInput, std::string_view preprocessingText)
{
    config.networkInput = networkInput;
    if (preprocessingText.find("layout=") == std::string_view::npos)
        config.preprocessing.layout = layoutOf(networkInput).value_or(config.preprocessing.layout);
}

Result<DatasetPtr> readDataset(const fs::path& images, const std::optional<fs::path>& labels,
                               const DatasetConfig& config)
{
    std::error_code error;
    if (fs::is_directory(images, error))
        return readFolder(images, labels, config);
    const auto imageBytes = readFile(images, limits::imagesFile);
    if (!imageBytes)
        return tl::unexpected(imageBytes.error());
    if (!labels && fileKind(*imageBytes) == FileKind::Image)
        return readPicture(*imageBytes, images, config);
    if (!labels && !isIdx(*imageBytes) && isCifarFile(*imageBytes))
        return readCifarFiles({images}, config);
    const auto labelsPath = labels ? labels : isIdx(*imageBytes) ? labelsBeside(images) : std::nullopt;
    if (!labelsPath)
        return parseBoth(*imageBytes, {}, images.string(), {}, config);
    const auto labelBytes = readFile(*labelsPath, limits::imagesFile);
    if (!labelBytes)
        return tl::unexpected(labelBytes.error());
    if (labelBytes->empty())
        return fail(labelsPath->string(), ": expected IDX or npz, found an empty file");
    return parseBoth(*imageBytes, *labelBytes, images.string(), labelsPath->string(), config);
}

Result<DatasetPtr> parseDataset(ByteView images, ByteView labels, const std::string& name, const DatasetConfig& config)
{
    return parseBoth(images, labels, name, name, config);
}

Result<DatasetPtr> readDatasetArgument(const std::string& argument, const DatasetConfig& config)
{
    std::error_code error;
    if (fs::exists(argument, error))
        return readDataset(argument, {}, config);
    // File names may hold commas: the comma that counts has files on both sides or, failing that, on its left.
    const std::size_t first = argument.find(',');
    if (first == std::string::npos)
        return readDataset(argument, {}, config);
    if (const auto files = cifarFiles(argument))
        return readCifarFiles(*files, config);
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
    return readDataset(argument.substr(0, chosen), argument.substr(chosen + 1), config);
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
                    outputFeatures, " classes, found label ", *beyond, " of ",
                    dataset.parts.empty() ? "image " : "sample ", (beyond - dataset.labels.begin()) / dataset.places());
    }
    return {};
}

std::int32_t backgroundClasses(const Dataset& dataset, std::int64_t outputFeatures)
{
    constexpr std::int64_t imageNet = 1000;
    return outputFeatures == imageNet + 1 && dataset.classes <= imageNet
                   && std::ssize(dataset.classNames) != imageNet + 1
               ? 1
               : 0;
}

Result<DatasetPtr> withLabelsShifted(const DatasetPtr& dataset, std::int32_t shift)
{
    if (shift == 0)
        return dataset;
    const auto smallest = std::ranges::min_element(dataset->labels);
    if (smallest != dataset->labels.end() && *smallest + shift < 0)
        return fail(dataset->name, ": expected labels of ", -shift, " or more to take ", -shift, " off, found ",
                    *smallest);
    auto result = std::make_shared<Dataset>(*dataset);
    for (std::int32_t& label : result->labels)
        label += label < 0 ? 0 : shift; // below 0: none
    result->classes = dataset->classes == 0 ? 0 : dataset->classes + shift;
    std::vector<std::string>& names = result->classNames;
    if (shift > 0 && !names.empty())
        names.insert(names.begin(), static_cast<std::size_t>(shift), "background");
    else
        names.erase(names.begin(), names.begin() + std::min<std::ptrdiff_t>(std::max(-shift, 0), std::ssize(names)));
    return result;
}

} // namespace termscope
