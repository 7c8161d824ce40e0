// The term pairs of one layer under QT and under TR, side by side, over the first samples of a dataset or tokens of a
// text.
#pragma once

#include "core/evaluate/Evaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/study/PairHistogram.h"

namespace termscope {

struct PairComparison {
    int layer = 0;
    std::int64_t samples = 0; ///< whose data are counted: the first ones
    bool ofText = false;      ///< samples are tokens
    Settings settings;        ///< of the layer; see settingsOf
    bool revealed = true;     ///< false: the layer stays at plain quantization, and both are the same
    PairHistogram quantized;
    PairHistogram current; ///< TR at the settings
};

/// Keeps what a slider leaves alone: the data of the last layer, and its pairs under QT. One per thread.
class PairStudy {
public:
    static constexpr std::int64_t usualSamples = 8;
    static constexpr std::int64_t usualTokens = 256;

    /// The first `samples` of the evaluator's dataset, or as many as it has. A study belongs to one evaluator. Errors:
    /// those of pairHistogram, Evaluator::layerData and prepareLayer; the layer's own settings keep it in float32.
    Result<PairComparison> compare(Evaluator& evaluator, int layer, const Settings& settings,
                                   std::int64_t samples = usualSamples);
    /// The first tokens of the evaluator's text, read as one stream.
    Result<PairComparison> compare(TextEvaluator& evaluator, int layer, const Settings& settings,
                                   std::int64_t tokens = usualTokens);

private:
    template <class AnyEvaluator>
    Result<PairComparison> comparison(AnyEvaluator& evaluator, int layer, const Settings& settings);

    int layer_ = -1;
    std::int64_t samples_ = 0;
    std::vector<float> data_;
    Settings quantizedSettings_;
    std::optional<PairHistogram> quantized_;
};

} // namespace termscope
