// What every workload offers alike: a network evaluated at any setting, its layers at it, and the data they meet.
//
// A workload is what a network is run on and how its outputs are judged: labelled images (ImageEvaluator), running text
// (TextEvaluator). A new one is a class beside these two.
#pragma once

#include "core/base/Error.h"
#include "core/data/images/ImageSource.h"
#include "core/evaluate/Evaluation.h"
#include "core/evaluate/LayerRow.h"
#include "core/run/LayerKernel.h"
#include "core/run/PreparedNetwork.h"

#include <functional>
#include <memory>

namespace termscope {

/// Called with what is known after the first samples and now and then after.
using Partial = std::function<void(const Evaluation&)>;

/// Where a row of a layer's weights meets data.
struct DataPlace {
    std::int64_t sample = 0;              ///< image; or token, whose row is met once those before it were read
    ImagePlace place = {};                ///< of images
    std::optional<std::int64_t> row = {}; ///< of the weights in group order: see layerRow
};

/// A setting among several.
struct Variant {
    Method method = Method::Revealed;
    Settings settings;
};

struct VariantScore {
    Evaluation evaluation;
    /// Mean over the samples of the Kullback-Leibler divergence Σ p·ln(p/q) of its classes q from those of the trunk,
    /// p; of outputs that are values, the share of noise in them against float (Fidelity::noiseShare). None where the
    /// outputs are not compared.
    std::optional<double> divergence;
};

struct VariantScores {
    Evaluation trunk;
    std::vector<VariantScore> variants; ///< in the order in which they were asked for
    std::string failure;                ///< why it stopped before the end; else empty
};

/// Told what is known of a variant so far.
using OnVariant = std::function<void(std::size_t variant, const VariantScore& score)>;

/// Keeps what settings have in common (float activations, calibration, quantized inputs). Not thread-safe: one per
/// thread, made by beside(); it uses all cores itself. Long steps ask checkCancelled() (base/Cancel.h): in the scope of
/// one that says stop, any call throws Cancelled and leaves the evaluator as it was.
class Evaluator {
public:
    virtual ~Evaluator() = default;

    /// Another one of the same network and data, for another thread: the two share the network in float32, calibration
    /// and quantized weights, and make each of them once.
    virtual std::unique_ptr<Evaluator> beside() const = 0;

    virtual Workload workload() const = 0;
    /// Of what evaluate() gives.
    virtual ScoreKind scoreKind() const = 0;
    virtual const Network& network() const = 0;
    /// For messages.
    virtual const std::string& dataName() const = 0;
    /// Samples that there are, and how many of them are evaluated: the limit, or all.
    virtual std::int64_t availableSamples() const = 0;
    virtual std::int64_t sampleCount() const = 0;
    /// Samples that run together: ranges that are evaluated apart begin at multiples. None where a part would give
    /// other figures than the whole: a text, whose sums of losses would be other sums in another order, and images
    /// without labels, whose errors are summed.
    virtual std::optional<std::int64_t> blockRows() const = 0;
    /// The same where a part is to be scored for itself, and need not add up to the whole bit for bit: none of a text.
    virtual std::optional<std::int64_t> partRows() const { return blockRows(); }
    /// The images of a stream that the last evaluation left out.
    virtual const std::vector<SkippedImage>& skipped() const = 0;

    /// All samples. Method::Quantized ignores group size, budget and data terms. A run that comes to samples that
    /// cannot be run returns what it had and says why (Evaluation::failure): exact() is false.
    Evaluation evaluate(Method method, const Settings& settings, const Partial& partial = {})
    {
        return evaluateRange(method, settings, {}, partial);
    }
    /// The same of some samples, calibrated as for all: where they begin at a multiple of blockRows(), each gives bit
    /// for bit what it gives in the whole, and correct, correctTop5, Work::pairs and Work::products of ranges that
    /// follow each other add up to those of the whole. Of a stream, the range counts those that cannot be read too.
    /// Where partRows() is none, the first samples alone can be asked for, and are rounded up to those that run
    /// together. Range: first + count ≤ sampleCount(), or count 0 and first 0; first 0 where partRows() is none.
    Evaluation evaluate(Method method, const Settings& settings, const SampleRange& range, const Partial& partial = {})
    {
        return evaluateRange(method, settings, range, partial);
    }

    /// Several settings beside a first one, the trunk, from which each differs in few layers: the samples of the range
    /// at each, as evaluate gives them, but for the confusion of more than 64 classes. A workload that can runs what
    /// they do like the trunk once; it is cheapest where later variants differ later in the network. May be cancelled.
    /// Range: as that of evaluate.
    virtual VariantScores evaluateVariants(const Variant& trunk, std::span<const Variant> variants,
                                           const SampleRange& range, const OnVariant& tell);

    /// For each variant and a layer in which it differs from the trunk: 10·log10(Σy² / Σ(y−ŷ)²) dB of the layer's own
    /// outputs (what follows it left out) on the first samples, y of the trunk, ŷ of the variant, the layer's data
    /// being the trunk's; infinity where they are the same. None of a layer inside of a node (If, Loop), or where the
    /// workload cannot tell. Range: layers.size() = variants.size(). Error: the network cannot be run on the samples.
    virtual Result<std::vector<std::optional<double>>> outputNoise(const Variant& trunk,
                                                                   std::span<const Variant> variants,
                                                                   std::span<const int> layers, std::int64_t samples);

    /// The scale of the data at a layer's input; the data terms count where the layer is revealed. Error: the samples
    /// that calibrate cannot be run.
    virtual Result<float> dataScale(int layer, const LayerPlan& plan) = 0;
    /// One layer by its plan, as evaluate runs it. Error: as dataScale.
    virtual Result<PreparedLayer> prepareLayer(int layer, const LayerPlan& plan) = 0;

    /// The float32 activations that one row of a layer's weights meets. [layer.inputs()] Error: the network cannot be
    /// run on them, or no sample from there on can be read.
    virtual Result<std::vector<float>> layerInput(int layer, const DataPlace& place) = 0;
    /// All float32 values that enter a layer for the first `samples`, sample after sample; of a text, for its first
    /// tokens read as one stream. Range: samples ≤ availableSamples(). Errors: those of layerInput.
    virtual Result<std::vector<float>> firstData(int layer, std::int64_t samples) = 0;

    /// The float32 operands of a layer that multiplies two activations, for one sample: an image, or the tokens before
    /// one. Error: those of layerInput; it is no such layer.
    virtual Result<ActivationOperands> productOperands(int layer, std::int64_t sample) = 0;

private:
    virtual Evaluation evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                                     const Partial& partial) = 0;
};

} // namespace termscope
