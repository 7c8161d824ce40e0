// Runs one network on one dataset at any setting, and tells its accuracy and its work.
#pragma once

#include "core/base/Error.h"
#include "core/evaluate/Evaluation.h"
#include "core/evaluate/LayerRow.h"
#include "core/run/PreparedNetwork.h"

#include <functional>

namespace termscope {

/// Called with what is known after the first samples and now and then after; false cancels.
using Partial = std::function<bool(const Evaluation&)>;

/// Evaluates one network on one dataset, in memory or streamed: then the pictures are decoded anew for every setting,
/// beside the network that runs, and the memory taken does not depend on their number. Keeps what settings have in
/// common (float activations, calibration, quantized inputs). Not thread-safe: one per thread; it uses
/// all cores itself. Long steps ask checkCancelled() (base/Cancel.h): in the scope of one that says stop, any call
/// throws Cancelled and leaves the evaluator as it was.
class Evaluator {
public:
    /// Error: the network holds weights only, the dataset has no labels, or the two do not fit.
    /// `limit`: evaluate the first so many samples (of a stream: that can be read); 0 for all. Calibration may use
    /// samples beyond it.
    static Result<Evaluator> create(NetworkPtr network, DatasetPtr dataset, std::int64_t limit = 0);
    ~Evaluator();
    Evaluator(Evaluator&&) noexcept;
    Evaluator& operator=(Evaluator&&) noexcept;

    /// Method::Quantized ignores group size, budget and data terms. A cancelled run returns what it had: exact() is
    /// false. So does one that comes to images that cannot be run, and says why (Evaluation::failure).
    Evaluation evaluate(Method method, const Settings& settings, const Partial& partial = {});

    /// The same of some samples, calibrated as for all: where they begin at a multiple of blockRows(), each gives bit
    /// for bit what it gives in the whole, and correct, correctTop5, Work::pairs and Work::products of ranges that
    /// follow each other add up to those of the whole. Of a stream, the range counts those that cannot be read too.
    /// Range: first + count ≤ sampleCount(), or count 0 and first 0.
    Evaluation evaluate(Method method, const Settings& settings, const SampleRange& range, const Partial& partial = {});

    /// Samples that run together.
    std::int64_t blockRows() const;
    /// Samples that are evaluated: the limit, or all.
    std::int64_t sampleCount() const;

    /// The scale of the data at a layer's input. Method::Revealed counts the data terms in where the layer is revealed.
    /// Error: the images that calibrate cannot be run.
    Result<float> dataScale(int layer, Method method, const Settings& settings);

    /// The float32 activations that one row of a layer's weights meets, for one sample: see layerRow. [layer.inputs()]
    /// Errors: those of layerData.
    Result<std::vector<float>> layerInput(int layer, std::int64_t sample, const ImagePlace& place = {},
                                          std::optional<std::int64_t> row = {});

    /// All float32 values that enter a layer for one sample: linear rows of inputs(), images as [channels, …].
    /// Error: the network cannot be run on it, or no image of a stream from there on can be read.
    Result<std::vector<float>> layerData(int layer, std::int64_t sample);

    /// One layer at a setting, as evaluate runs it. Error: as dataScale.
    Result<PreparedLayer> prepareLayer(int layer, Method method, const Settings& settings);

    /// The network at a setting, as evaluate runs it: for IntegerRunner. Error: as dataScale.
    Result<PreparedNetwork> prepare(Method method, const Settings& settings);

    /// The images of a stream that the last evaluation left out.
    const std::vector<SkippedImage>& skipped() const;

    const Network& network() const;
    const Dataset& dataset() const;

private:
    struct State;
    explicit Evaluator(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
