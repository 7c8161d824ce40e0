// A network on the samples of a dataset: what Evaluator runs it with.
//
// Weight layers are quantized after BatchNormalization is folded into them, unless it is kept; the float32 reference
// runs folded. Softmax at the end is left out: it changes no order of the classes, but its rounding could make ties.
#pragma once

#include "core/data/ArrayTable.h"
#include "core/evaluate/JudgedOutputs.h"
#include "core/quant/Calibration.h"
#include "core/run/GraphRunner.h"

#include <functional>

namespace termscope {

/// The network's inputs, for arrays by their names (DatasetConfig::inputs); none of weights alone.
std::vector<TableInput> tableInputs(const Network& network);

class GraphPath {
public:
    /// Runs a sample of zeros to see that it can. Errors: an operator is missing, the graph takes anything but one
    /// batch of images of the dataset's size, or arrays by the dataset's names, or what it gives cannot be judged
    /// (JudgedOutputs). `fold`: BatchNormalization becomes part of the layers before they are quantized; else it runs
    /// in float32 after them.
    static Result<GraphPath> create(NetworkPtr network, const Dataset& dataset, bool fold = true);

    /// Whether the graph declares an input that takes the dataset's samples. Error: what it takes, and what they are.
    static Result<void> fits(const Network& network, const Dataset& dataset);

    /// Samples that run together.
    std::int64_t blockRows() const { return blockRows_; }
    const JudgedOutputs& judged() const { return judged_; }
    std::int64_t classes() const { return judged_.classes(); }
    std::int64_t places() const { return judged_.places(); }
    /// With the layers to be quantized: BatchNormalization folded, if it was asked for.
    const NetworkPtr& folded() const { return folded_; }
    /// The same as it runs on its file's integers: pairs of QuantizeLinear and DequantizeLinear are joined.
    const NetworkPtr& given() const { return given_; }
    /// `folded` without the file's QuantizeLinear and DequantizeLinear of data: what is run on other integers.
    const NetworkPtr& plain() const { return plain_; }
    /// Whether folding changed anything.
    bool folds() const { return folds_; }
    /// Of a sample, as the graph takes it.
    const Shape& sampleShape() const { return sampleShape_; }
    /// In float32, of `plain`.
    const GraphRunner& reference() const { return *floats_; }

    /// What is judged (JudgedOutputs::take) of up to blockRows() samples [rows, features]. Error: the graph cannot be
    /// run on them, though it could on zeros: an index is out of range, say. Thread-safe.
    Result<std::vector<float>> run(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                                   LayerLog* log = nullptr) const;

    /// Everything that the graph gives for one sample. Errors: those of run. Thread-safe.
    Result<Outputs> runWhole(const GraphRunner& runner, std::span<const float> sample) const;
    const std::string& outputName(std::size_t index) const;

    /// What is judged, in two parts (GraphRunner::runUntil, runFrom). Errors: those of run.
    Result<GraphPausePtr> pause(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                                GraphStop stop) const;
    Result<std::vector<float>> resume(const GraphRunner& runner, const GraphPause& pause, std::int64_t rows,
                                      LayerLog& log) const;

    /// What is told of samples [count, features]; an error ends the telling.
    using SeeSamples = std::function<Result<void>(std::span<const float> samples, std::int64_t count)>;

    /// The magnitudes that enter every layer, in float32. `visit` shows the samples to what it is given, many at a
    /// time, from the first to the last; it is called twice: nothing is kept but the histograms. Errors: those of run
    /// and of `visit`.
    Result<std::vector<MagnitudeHistogram>>
    magnitudes(const std::function<Result<void>(const SeeSamples&)>& visit) const;

    /// The values that enter every layer for one sample: images as [channels, …]; recurrent layers all time steps.
    /// Errors: those of run.
    Result<std::vector<std::vector<float>>> layerData(std::span<const float> sample,
                                                      std::map<int, ActivationOperands>* products = nullptr) const;

private:
    std::vector<ValuePtr> inputsOf(std::span<const float> samples, std::int64_t rows, bool fills) const;
    Result<std::vector<float>> judgedOf(const Result<Outputs>& outputs, std::int64_t rows) const;
    std::vector<ValuePtr> partsOf(std::span<const float> samples, std::int64_t rows, std::int64_t filled) const;
    Result<void> probe(std::int64_t rows, bool alone);
    Result<void> checkAlone(std::span<const float> samples, const Outputs& outputs, std::int64_t rows);
    Result<Outputs> runBlock(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                             LayerLog* log) const;

    NetworkPtr folded_;
    NetworkPtr given_;
    NetworkPtr plain_;
    bool folds_ = false;
    std::shared_ptr<const GraphRunner> floats_;
    Shape sampleShape_;
    std::int64_t blockRows_ = 0;
    JudgedOutputs judged_;
    bool hadSoftmax_ = false;         ///< at the end of the graph
    std::vector<SamplePart> parts_;   ///< Dataset::parts, by input of the graph
    std::optional<Shape> labelShape_; ///< Dataset::labelShape; none where there are no labels
};

} // namespace termscope
