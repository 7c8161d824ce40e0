#include "core/evaluate/ImagePreparation.h"

#include "core/base/PatientLock.h"
#include "core/data/SampleStream.h"

#include <algorithm>

namespace termscope {
namespace {

/// Outputs of the float network that are kept: those of 50,000 images of 1,000 classes, about.
constexpr std::size_t mostOutputBytes = std::size_t{256} << 20;

} // namespace

Result<std::shared_ptr<ImagePreparation>> ImagePreparation::withoutFolding()
{
    const auto lock = patientLock(mutex_);
    if (!unfolded_) {
        Result<GraphPath> kept = GraphPath::create(network, *dataset, false);
        if (!kept)
            return tl::unexpected(kept.error());
        unfolded_ = std::make_shared<ImagePreparation>(network, dataset, limit, std::move(*kept));
    }
    return unfolded_;
}

Evaluation ImagePreparation::begin(Method method, const Settings& settings, const SampleRange& range) const
{
    Evaluation evaluation;
    evaluation.method = method;
    evaluation.settings = settings;
    evaluation.total = range.count > 0 ? range.count : limit;
    evaluation.classes = static_cast<std::int32_t>(path.classes());
    evaluation.places = path.places();
    evaluation.arrays = !dataset->parts.empty();
    if (!isLabelled())
        for (const JudgedOutput& output : path.judged().list())
            evaluation.sizes.push_back(output.size());
    if (evaluation.classes <= mostConfused)
        evaluation.confusion.assign(
            static_cast<std::size_t>(evaluation.classes) * static_cast<std::size_t>(evaluation.classes), 0);
    evaluation.predictions.reserve(static_cast<std::size_t>(evaluation.total));
    if (!isLabelled())
        evaluation.fidelity.emplace();
    return evaluation;
}

Result<PreparedNetwork> ImagePreparation::prepare(const NetworkPlan& plan)
{
    const auto lock = patientLock(mutex_);
    return preparation_.layers(plan).map([&](std::vector<PreparedLayer> layers) {
        return PreparedNetwork{plan.runsAsGiven() ? path.given() : path.plain(), path.sampleShape(), std::move(layers)};
    });
}

Result<PreparedLayer> ImagePreparation::prepareLayer(int layer, const LayerPlan& plan)
{
    const auto lock = patientLock(mutex_);
    return preparation_.layer(layer, plan);
}

Result<float> ImagePreparation::dataScale(int layer, const LayerPlan& plan)
{
    const auto lock = patientLock(mutex_);
    return preparation_.dataScale(layer, plan);
}

Result<std::vector<float>> ImagePreparation::floatOutputs(std::int64_t block, std::span<const float> samples,
                                                          std::int64_t rows)
{
    const auto wanted = static_cast<std::size_t>(rows * path.judged().size());
    {
        const std::scoped_lock lock(outputsMutex_);
        const auto found = outputs_.find(block);
        if (found != outputs_.end() && found->second.size() >= wanted)
            return std::vector<float>(found->second.begin(),
                                      found->second.begin() + static_cast<std::ptrdiff_t>(wanted));
    }
    Result<std::vector<float>> outputs = path.run(path.reference(), samples, rows);
    if (!outputs)
        return outputs;
    const std::scoped_lock lock(outputsMutex_);
    const std::size_t bytes = outputs->size() * sizeof(float);
    if (outputBytes_ + bytes <= mostOutputBytes && outputs_.emplace(block, *outputs).second)
        outputBytes_ += bytes;
    return outputs;
}

/// The magnitudes that reach every layer over the first samples, in the float network.
Result<const std::vector<MagnitudeHistogram>*> ImagePreparation::calibrationOf(int sampleCount)
{
    const auto count = static_cast<int>(std::min<std::int64_t>(sampleCount, dataset->count()));
    const auto found = seen_.find(count);
    if (found != seen_.end())
        return &found->second;
    const std::int64_t atOnce = dataset->streamed() ? blocksAtOnce * path.blockRows() : count;
    Result<std::vector<MagnitudeHistogram>> magnitudes = path.magnitudes(
        [&](const GraphPath::SeeSamples& see) { return visitSamples(count, atOnce, see); });
    if (!magnitudes)
        return tl::unexpected(magnitudes.error());
    return &(seen_[count] = std::move(*magnitudes));
}

/// Shows the first samples, `atOnce` or fewer at a time.
Result<void> ImagePreparation::visitSamples(std::int64_t count, std::int64_t atOnce,
                                            const GraphPath::SeeSamples& see) const
{
    SampleStream stream(dataset);
    while (count > 0) {
        checkCancelled();
        const Result<SampleRows> rows = stream.take(std::min(atOnce, count));
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->count == 0)
            break;
        if (Result<void> shown = see(rows->values, rows->count); !shown)
            return shown;
        count -= rows->count;
    }
    return {};
}

} // namespace termscope
