#include "core/data/StoredImages.h"

#include "core/base/Text.h"
#include "core/data/ReadShaped.h"
#include "core/data/StoredOrder.h"
#include "core/data/images/MemoryImages.h"

#include <algorithm>

namespace termscope {
namespace {

/// How many pictures of a folder are tried before it is given up.
constexpr std::int64_t mostTried = 100;

/// Takes the shape [count, features], [count, height, width] or one of four axes apart.
Result<PictureFormat> formatOf(const Shape& shape, const std::string& file)
{
    if (shape.size() < 2 || shape.size() > 4)
        return fail(file, ": expected images of 2 to 4 axes, found the shape ", toText(shape),
                    shape.size() == 1 ? " (labels? The images come first)" : "");
    if (elementCount(shape) == 0)
        return fail(file, ": expected at least one image with pixels, found the shape ", toText(shape));
    const auto side = [&](std::size_t axis) { return static_cast<std::int32_t>(shape[axis]); };
    if (shape.size() == 2)
        return PictureFormat{1, side(1), 1};
    if (shape.size() == 3)
        return PictureFormat{side(1), side(2), 1};
    return PictureFormat{side(1), side(2), side(3)};
}

/// Of four axes: where the channels stand, and a warning where that is not certain.
std::vector<std::string> findChannels(PictureFormat& format, const Shape& shape, const Preprocessing& preprocessing,
                                      const Shape& networkInput, const std::string& file)
{
    if (shape.size() != 4)
        return {};
    const StoredOrder order = storedOrder(shape, preprocessing, networkInput);
    if (order.layout == Layout::Nchw)
        format = {format.width, format.channels, format.height, true};
    return order.warning.empty() ? std::vector<std::string>{} : std::vector{text(file, ": ", order.warning)};
}

/// Numbers that are no bytes: mean, std and layout are all that can be applied.
Result<Dataset> fromNumbers(std::vector<float> numbers, const PictureFormat& format, const Preprocessing& preprocessing,
                            const std::string& file)
{
    const bool threeGiven = preprocessing.mean[0] != preprocessing.mean[1]
                            || preprocessing.mean[0] != preprocessing.mean[2]
                            || preprocessing.deviation[0] != preprocessing.deviation[1]
                            || preprocessing.deviation[0] != preprocessing.deviation[2];
    const bool swaps = preprocessing.channels == Channels::Bgr;
    const bool fits = preprocessing.channels == Channels::Stored
                      || format.channels == (preprocessing.channels == Channels::Grey ? 1 : 3);
    if (preprocessing.resize > 0 || preprocessing.crop > 0 || !fits || (threeGiven && format.channels != 3))
        return fail(file, ": expected images of bytes for the preprocessing ", toText(preprocessing),
                    ", found numbers of ", format.channels,
                    " channels (resize=0,crop=0,channels=stored takes them as they are)");
    Dataset dataset;
    dataset.height = format.height;
    dataset.width = format.width;
    dataset.channels = format.channels;
    dataset.layout = preprocessing.layout;
    const bool asItIs = (format.planar ? Layout::Nchw : Layout::Nhwc) == dataset.layout || format.channels == 1;
    const bool unscaled = preprocessing.mean == Preprocessing().mean
                          && preprocessing.deviation == Preprocessing().deviation;
    if (asItIs && unscaled && !swaps) {
        dataset.pixels = std::move(numbers);
        return dataset;
    }
    dataset.pixels.resize(numbers.size());
    const auto features = static_cast<std::size_t>(dataset.features());
    for (std::size_t start = 0; start < numbers.size(); start += features)
        for (std::int64_t c = 0; c < dataset.channels; ++c) {
            const auto colour = static_cast<std::size_t>(threeGiven ? c : 0);
            for (std::int64_t row = 0; row < dataset.height; ++row)
                for (std::int64_t column = 0; column < dataset.width; ++column) {
                    const std::int64_t from = format.planar ? (c * dataset.height + row) * dataset.width + column
                                                            : (row * dataset.width + column) * dataset.channels + c;
                    const std::int64_t to = dataset.place(row, column, swaps ? 2 - c : c);
                    dataset.pixels[start + static_cast<std::size_t>(to)] =
                        (numbers[start + static_cast<std::size_t>(from)] - preprocessing.mean[colour])
                        / preprocessing.deviation[colour];
                }
        }
    return dataset;
}

/// The first picture that can be read, as the network takes it.
Result<Image> firstReadable(const ImageSource& source, const Preprocessing& preprocessing, const std::string& name)
{
    std::string reason;
    const std::int64_t tried = std::min(mostTried, source.count());
    for (std::int64_t i = 0; i < tried; ++i) {
        Result<Image> image = readShaped(source, i, preprocessing);
        if (image)
            return image;
        if (i == 0)
            reason = image.error().message;
    }
    return fail(name, ": expected images that can be read, found none among the first ", tried, ": ", reason);
}

} // namespace

Result<Dataset> datasetOf(LabelledImages images, const Preprocessing& preprocessing, bool inMemory)
{
    const Result<Image> first = firstReadable(*images.source, preprocessing, images.name);
    if (!first)
        return tl::unexpected(first.error());
    const Result<PixelScaler> scaler = PixelScaler::create(preprocessing, first->channels, images.source->nameOf(0));
    if (!scaler)
        return tl::unexpected(scaler.error());
    Dataset dataset;
    dataset.name = std::move(images.name);
    dataset.height = first->height;
    dataset.width = first->width;
    dataset.channels = first->channels;
    dataset.layout = preprocessing.layout;
    dataset.labels = std::move(images.labels);
    dataset.classes = dataset.labels.empty() ? 0 : *std::ranges::max_element(dataset.labels) + 1;
    dataset.classNames = std::move(images.classNames);
    dataset.source = std::move(images.source);
    dataset.preprocessing = preprocessing;
    dataset.warnings = std::move(images.warnings);
    if (!inMemory || preprocessing.resize > 0 || preprocessing.crop > 0)
        return dataset;
    const auto features = static_cast<std::size_t>(dataset.features());
    std::vector<float> values(features * static_cast<std::size_t>(dataset.source->count()));
    for (std::int64_t i = 0; i < dataset.source->count(); ++i)
        scaler->toSample(shaped(*dataset.source->read(i), preprocessing),
                         std::span(values).subspan(static_cast<std::size_t>(i) * features, features));
    dataset.pixels = std::move(values);
    return dataset;
}

Result<Dataset> datasetOf(StoredImages images, const Preprocessing& preprocessing, const std::string& file,
                          const Shape& networkInput)
{
    Result<PictureFormat> format = formatOf(images.shape, file);
    if (!format)
        return tl::unexpected(format.error());
    std::vector<std::string> warnings = findChannels(*format, images.shape, preprocessing, networkInput, file);
    const bool pictures = !images.bytes.empty() && (format->channels == 1 || format->channels == 3);
    if (pictures) {
        LabelledImages labelled;
        labelled.name = file;
        labelled.source = memoryImages(std::move(images.bytes), *format, file);
        labelled.warnings = std::move(warnings);
        return datasetOf(std::move(labelled), preprocessing, true);
    }
    for (const std::byte value : images.bytes)
        images.numbers.push_back(static_cast<float>(std::to_integer<int>(value)) / preprocessing.scale);
    Result<Dataset> dataset = fromNumbers(std::move(images.numbers), *format, preprocessing, file);
    if (dataset)
        dataset->warnings = std::move(warnings);
    return dataset;
}

} // namespace termscope
