// Accuracy of a network on labelled images or arrays, at any setting; on those without labels, how close its outputs
// stay to those of the float network.
#pragma once

#include "core/evaluate/Evaluator.h"

namespace termscope {

/// What a network puts out for samples that follow each other.
struct SampleOutputs {
    std::int64_t rows = 0;
    std::int64_t places = 1;          ///< of a sample, with a row of classes each
    std::int64_t classes = 0;         ///< 0: the outputs are values
    std::vector<std::int64_t> sizes;  ///< values of a sample, by output that is judged: places × classes of the first
    std::vector<float> values;        ///< [rows, Σ sizes]
    std::vector<std::int32_t> labels; ///< [rows, places], or empty
    std::vector<std::int64_t> numbers = {}; ///< of each row, where they are not 0, 1, …: the token that it predicts
};

/// An output of the network for one sample, whatever it is judged by.
struct NamedOutput {
    std::string name;
    Shape shape; ///< without the axis of samples
    std::vector<float> values;
};

struct RunOutputs {
    std::vector<NamedOutput> outputs;
    std::int64_t classes = 0; ///< 0: the outputs are values
    std::int64_t places = 1;
    std::vector<float> scores; ///< [places, classes]
};

/// Evaluates one network on one dataset, in memory or streamed: then the pictures are decoded anew for every setting,
/// beside the network that runs, and the memory taken does not depend on their number.
class ImageEvaluator : public Evaluator {
public:
    /// Error: the network holds weights only, there are no images, or the two do not fit.
    /// `limit`: evaluate the first so many samples (of a stream: that can be read); 0 for all. Calibration may use
    /// samples beyond it.
    static Result<ImageEvaluator> create(NetworkPtr network, DatasetPtr dataset, std::int64_t limit = 0);
    ~ImageEvaluator() override;
    ImageEvaluator(ImageEvaluator&&) noexcept;
    ImageEvaluator& operator=(ImageEvaluator&&) noexcept;

    std::unique_ptr<Evaluator> beside() const override;
    Workload workload() const override { return Workload::Images; }
    ScoreKind scoreKind() const override;
    const Network& network() const override;
    const std::string& dataName() const override;
    std::int64_t availableSamples() const override;
    std::int64_t sampleCount() const override;
    std::optional<std::int64_t> blockRows() const override;
    std::optional<std::int64_t> partRows() const override;
    const std::vector<SkippedImage>& skipped() const override;

    VariantScores evaluateVariants(const Variant& trunk, std::span<const Variant> variants, const SampleRange& range,
                                   const OnVariant& tell) override;
    Result<std::vector<std::optional<double>>> outputNoise(const Variant& trunk, std::span<const Variant> variants,
                                                           std::span<const int> layers, std::int64_t samples) override;

    Result<float> dataScale(int layer, const LayerPlan& plan) override;
    Result<PreparedLayer> prepareLayer(int layer, const LayerPlan& plan) override;
    Result<std::vector<float>> layerInput(int layer, const DataPlace& place) override;
    Result<std::vector<float>> firstData(int layer, std::int64_t samples) override;
    Result<ActivationOperands> productOperands(int layer, std::int64_t sample) override;

    /// What is judged of one sample [features], which need not be one of the dataset: the classes' scores as evaluate
    /// has them at this setting, before any softmax (JudgedOutputs::take). Errors: those of prepare, and the network
    /// cannot be run on it.
    Result<std::vector<float>> scoresOf(Method method, const Settings& settings, std::span<const float> sample);

    /// All float32 values that enter a layer for one sample: linear rows of inputs(), images as [channels, …].
    /// Error: the network cannot be run on it, or no image of a stream from there on can be read.
    Result<void> readSample(std::int64_t sample);
    Result<std::vector<float>> layerData(int layer, std::int64_t sample);

    /// What the network puts out for one sample, as evaluate runs it. [classes] Errors: those of layerData and prepare.
    Result<std::vector<float>> outputs(Method method, const Settings& settings, std::int64_t sample);

    /// Everything that the network puts out for one sample. Errors: those of outputs.
    Result<RunOutputs> allOutputs(const Variant& variant, std::int64_t sample);

    /// What is judged of all samples of a range, those of a stream that cannot be read left out. Memory: that of the
    /// outputs. Range: as that of evaluate. May be cancelled, see base/Cancel.h. Errors: those of outputs.
    Result<SampleOutputs> outputsOf(const Variant& variant, const SampleRange& range);

    /// The network at a setting, as evaluate runs it: for IntegerRunner. Error: as dataScale.
    Result<PreparedNetwork> prepare(Method method, const Settings& settings);

    const Dataset& dataset() const;

private:
    Evaluation evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                             const Partial& partial) override;

    struct State;
    explicit ImageEvaluator(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
