// The term pairs of one layer under QT and under TR, side by side, over the first samples of a dataset or tokens of a
// text.
#pragma once

#include "core/evaluate/Evaluator.h"
#include "core/study/PairHistogram.h"

namespace termscope {

struct PairComparison {
    int layer = 0;
    std::int64_t samples = 0;             ///< whose data are counted: the first ones
    Workload workload = Workload::Images; ///< what the samples are: images, or tokens
    bool arrays = false;                  ///< the samples are arrays by the network's inputs, no images
    Settings settings;                    ///< of the layer; see LayerPlan
    bool revealed = true;                 ///< false: the layer stays at plain quantization, and both are the same
    PairHistogram quantized;
    PairHistogram current; ///< TR at the settings
};

/// Keeps what a slider leaves alone: the data of the last layer, and its pairs under QT. One per thread.
class PairStudy {
public:
    /// Images, or tokens.
    static constexpr std::int64_t usualSamples(Workload workload) { return workload == Workload::Text ? 256 : 8; }

    /// The first `samples` of the evaluator's data (none: usualSamples), or as many as it has. A study belongs to one
    /// evaluator. Errors: those of pairHistogram, Evaluator::firstData and prepareLayer; the layer's own settings keep
    /// it in float32.
    Result<PairComparison> compare(Evaluator& evaluator, int layer, const Settings& settings,
                                   std::optional<std::int64_t> samples = {});

private:
    Result<PairComparison> comparison(Evaluator& evaluator, int layer, const Settings& settings);
    Result<void> readData(Evaluator& evaluator, int layer, std::int64_t count);
    Result<PairHistogram> histogram(const WeightLayer& source, const PreparedLayer& layer, double pairsPerMac) const;

    int layer_ = -1;
    std::int64_t samples_ = 0;
    std::vector<float> data_;
    std::vector<ActivationOperands> products_; ///< of a layer that multiplies activations, in place of data
    Settings quantizedSettings_;
    std::optional<PairHistogram> quantized_;
};

} // namespace termscope
