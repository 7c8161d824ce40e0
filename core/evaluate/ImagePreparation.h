// What evaluators of images beside each other share, whatever they run: the network in float32, calibration, quantized
// weights. Each is made once.
#pragma once

#include "core/evaluate/GraphPath.h"
#include "core/evaluate/LayerPreparation.h"

#include <map>
#include <mutex>

namespace termscope {

/// Thread-safe. Waits where another thread makes what it needs; may be cancelled meanwhile (base/Cancel.h).
class ImagePreparation {
public:
    /// Blocks of samples that are run together; of a stream so many are read at a time.
    static constexpr std::int64_t blocksAtOnce = 8;

    ImagePreparation(NetworkPtr networkPtr, DatasetPtr datasetPtr, std::int64_t samples, GraphPath graphPath)
        : network(std::move(networkPtr)), dataset(std::move(datasetPtr)), limit(samples), path(std::move(graphPath)),
          preparation_(path.folded(), [this](int count) { return calibrationOf(count); })
    {
    }

    /// Of networks whose weights are not folded. Error: the network cannot be run so.
    Result<std::shared_ptr<ImagePreparation>> withoutFolding();

    /// An evaluation of this range of samples, none of which has been run. Range: see Evaluator::evaluate.
    Evaluation begin(Method method, const Settings& settings, const SampleRange& range = {}) const;

    /// Error of all: the samples that calibrate cannot be run.
    Result<PreparedNetwork> prepare(const NetworkPlan& plan);
    Result<PreparedLayer> prepareLayer(int layer, const LayerPlan& plan);
    Result<float> dataScale(int layer, const LayerPlan& plan);

    /// What the float network makes of a block of samples [rows, classes], run once for all settings where all of it
    /// takes little memory. `block`: number of these samples, the same whoever asks. Thread-safe, and waits for nobody.
    Result<std::vector<float>> floatOutputs(std::int64_t block, std::span<const float> samples, std::int64_t rows);

    bool isLabelled() const { return !dataset->labels.empty(); }

    const NetworkPtr network;
    const DatasetPtr dataset;
    const std::int64_t limit; ///< samples that are evaluated
    const GraphPath path;

private:
    Result<const std::vector<MagnitudeHistogram>*> calibrationOf(int sampleCount);
    Result<void> visitSamples(std::int64_t count, std::int64_t atOnce, const GraphPath::SeeSamples& see) const;

    std::mutex outputsMutex_;                            ///< of the outputs
    std::map<std::int64_t, std::vector<float>> outputs_; ///< of the float network, by block
    std::size_t outputBytes_ = 0;
    std::timed_mutex mutex_;                              ///< of what follows
    std::map<int, std::vector<MagnitudeHistogram>> seen_; ///< by calibration samples: one per layer
    LayerPreparation preparation_;
    std::shared_ptr<ImagePreparation> unfolded_; ///< for settings that keep BatchNormalization
};

} // namespace termscope
