#include "core/evaluate/PreprocessingTrial.h"

#include "core/base/Cancel.h"
#include "core/base/Index.h"
#include "core/data/BatchReader.h"
#include "core/data/StoredImages.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/ImagesTaken.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

/// Some pictures of another source.
class SomePictures : public ImageSource {
public:
    SomePictures(ImageSourcePtr all, std::vector<std::int64_t> chosen)
        : all_(std::move(all)), chosen_(std::move(chosen))
    {
    }

    std::int64_t count() const override { return std::ssize(chosen_); }
    std::string nameOf(std::int64_t index) const override { return all_->nameOf(chosen_[at(index)]); }
    Result<Image> read(std::int64_t index) const override { return all_->read(chosen_[at(index)]); }

private:
    ImageSourcePtr all_;
    std::vector<std::int64_t> chosen_;
};

/// Samples that stand for all: the first, or, of images sorted by class, some at equal distances.
std::vector<std::int64_t> triedSamples(const Dataset& dataset, std::int64_t count)
{
    const std::int64_t all = dataset.count();
    std::vector<std::int64_t> samples(at(std::min(count, all)));
    std::iota(samples.begin(), samples.end(), std::int64_t{0});
    const bool sorted = std::is_sorted(dataset.labels.begin(), dataset.labels.end());
    for (std::int64_t& sample : samples)
        sample = sorted ? sample * all / std::ssize(samples) : sample;
    return samples;
}

/// How the samples' pictures look like to the network when they are sized as this preprocessing says.
bool fitsSize(const Preprocessing& preprocessing, const ImageSize& taken, const Image& picture)
{
    const Image sized = shaped(picture, preprocessing);
    return (taken.height == 0 || sized.height == taken.height) && (taken.width == 0 || sized.width == taken.width);
}

/// The preset with the size that the network takes: as the pictures are, or cut from the middle as ImageNet's are.
void fitSize(Preprocessing& preprocessing, const ImageSize& taken, const Image& picture)
{
    constexpr double resizeToCrop = 256.0 / 224.0;
    constexpr std::int64_t small = 64; // pictures of so few pixels are not enlarged for a network that takes any size
    const bool anySize = taken.height == 0 || taken.width == 0;
    if (!anySize && fitsSize(preprocessing, taken, picture))
        return;
    preprocessing.resize = 0;
    preprocessing.crop = 0;
    if (anySize ? std::min(picture.height, picture.width) <= small : fitsSize(preprocessing, taken, picture))
        return;
    const std::int64_t side = anySize ? 224 : std::min(taken.height, taken.width);
    preprocessing.crop = static_cast<int>(side);
    preprocessing.resize = static_cast<int>(std::lround(resizeToCrop * static_cast<double>(side)));
}

Preprocessing fitted(Preprocessing preprocessing, const Network& network, const Image& picture)
{
    const std::optional<ImageSize> taken = imageSizeTaken(network);
    if (!taken) // rows of values: as many as the pictures have
        return preprocessing;
    if (const auto layout = layoutOf(*network.graph->inputs[0].shape))
        preprocessing.layout = *layout;
    if (taken->channels == 1)
        preprocessing.channels = Channels::Grey;
    else if (taken->channels == 3 && preprocessing.channels != Channels::Bgr)
        preprocessing.channels = Channels::Rgb;
    fitSize(preprocessing, *taken, picture);
    return preprocessing;
}

/// Whether both make the same of such pictures, whatever preset they began with.
bool sameValues(Preprocessing a, Preprocessing b, const Image& picture)
{
    a.preset = b.preset;
    const Channels own = picture.channels == 3 ? Channels::Rgb : Channels::Grey;
    for (Preprocessing* each : {&a, &b})
        each->channels = each->channels == Channels::Stored ? own : each->channels;
    return a == b;
}

Result<DatasetPtr> datasetWith(const Dataset& all, std::vector<std::int64_t> samples, const Preprocessing& how)
{
    LabelledImages images;
    images.name = all.name;
    images.classNames = all.classNames;
    for (std::int64_t& sample : samples) {
        images.labels.push_back(all.labels[at(sample)]);
        sample = all.pictureOf(sample);
    }
    images.source = std::make_shared<SomePictures>(all.source, std::move(samples));
    Result<Dataset> dataset = datasetOf(std::move(images), how, false);
    if (!dataset)
        return tl::unexpected(dataset.error());
    return loaded(std::make_shared<const Dataset>(std::move(*dataset)));
}

PreprocessingTrial trialOf(const NetworkPtr& network, const Dataset& all, const std::vector<std::int64_t>& samples,
                           const Preprocessing& how)
{
    PreprocessingTrial trial{how, 0, 0.0, {}};
    const Result<DatasetPtr> dataset = datasetWith(all, samples, how);
    Result<ImageEvaluator> evaluator = dataset ? ImageEvaluator::create(network, *dataset)
                                               : Result<ImageEvaluator>(tl::unexpected(dataset.error()));
    if (!evaluator) {
        trial.failure = evaluator.error().message;
        return trial;
    }
    const Evaluation found = evaluator->evaluate(Method::Float, Settings{});
    trial.failure = found.failure;
    trial.evaluated = found.evaluated;
    trial.top1 = found.top1();
    return trial;
}

} // namespace

std::vector<Preprocessing> preprocessingsToTry(const Network& network, const Preprocessing& now, const Image& picture)
{
    std::vector<Preprocessing> ways{now};
    const auto add = [&](std::string_view words) {
        const Preprocessing way = fitted(*parsePreprocessing(words), network, picture);
        if (std::ranges::none_of(ways, [&](const Preprocessing& other) { return sameValues(other, way, picture); }))
            ways.push_back(way);
    };
    for (const std::string_view preset : preprocessingPresets())
        add(preset);
    add("raw:scale=1"); // 0…255, as some networks scale themselves
    return ways;
}

Result<std::vector<PreprocessingTrial>> tryPreprocessings(const NetworkPtr& network, const DatasetPtr& dataset,
                                                          std::int64_t count, const Progress& progress)
{
    if (dataset->labels.empty())
        return fail(dataset->name, ": expected images with labels, found none");
    if (!dataset->source)
        return fail(dataset->name, ": expected pictures, found numbers, which are preprocessed already");
    const std::vector<std::int64_t> samples = triedSamples(*dataset, count);
    const Result<Image> picture = dataset->source->read(dataset->pictureOf(samples.front()));
    if (!picture)
        return tl::unexpected(picture.error());
    const std::vector<Preprocessing> ways = preprocessingsToTry(*network, dataset->preprocessing, *picture);
    std::vector<PreprocessingTrial> trials;
    for (const Preprocessing& way : ways) {
        checkCancelled();
        trials.push_back(trialOf(network, *dataset, samples, way));
        report(progress, static_cast<double>(trials.size()) / static_cast<double>(ways.size()));
    }
    std::stable_sort(trials.begin(), trials.end(), [](const PreprocessingTrial& a, const PreprocessingTrial& b) {
        if (a.failure.empty() != b.failure.empty())
            return a.failure.empty();
        return a.top1 != b.top1 ? a.top1 > b.top1 : toText(a.preprocessing).size() < toText(b.preprocessing).size();
    });
    return trials;
}

} // namespace termscope
