#include "core/evaluate/GraphPath.h"

#include "core/base/ParallelFor.h"
#include "core/base/Text.h"
#include "core/evaluate/EmbeddedWords.h"
#include "core/evaluate/ImagesTaken.h"
#include "core/graph/BatchAxis.h"
#include "core/graph/FoldNormalization.h"
#include "core/graph/JoinGates.h"
#include "core/graph/JoinPairs.h"
#include "core/graph/ShapeInference.h"
#include "core/graph/WithGraph.h"
#include "core/graph/WithoutQuantization.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

namespace termscope {
namespace {

/// Samples of a block at most.
constexpr std::int64_t mostRows = 16;
/// The same where all layers are linear: what their products take at a time.
constexpr std::int64_t mostLinearRows = MatrixProduct::blockRows;
/// What the largest value of a block may take: a core's share of the last cache, about.
constexpr std::int64_t cachedBytes = std::int64_t{12} << 20;

/// Whether two shapes have the same axes with the channels at the other end: as many values, but of other places.
bool channelsElsewhere(const Shape& a, const Shape& b)
{
    const auto withoutOnes = [](Shape shape) {
        std::erase(shape, 1);
        return shape;
    };
    const bool turned = a.size() == 3 && b.size() == 3
                        && (a == Shape{b[1], b[2], b[0]} || a == Shape{b[2], b[0], b[1]});
    return turned && withoutOnes(a) != withoutOnes(b);
}

/// The shape of one sample, as the graph declares it; where it does not, as the dataset has it.
Result<Shape> sampleShapeOf(const Network& network, const Dataset& dataset)
{
    const Graph& graph = *network.graph;
    if (graph.inputs.size() != 1 || !isFloating(graph.inputs[0].type))
        return fail(network.name, ": expected one input of images, found ", graph.inputs.size(),
                    graph.inputs.size() == 1 ? " of " : " inputs",
                    graph.inputs.size() == 1 ? nameOf(graph.inputs[0].type) : "");
    const Shape own = dataset.layout == Layout::Nchw ? Shape{dataset.channels, dataset.height, dataset.width}
                                                     : Shape{dataset.height, dataset.width, dataset.channels};
    if (!graph.inputs[0].shape)
        return own;
    Shape shape(graph.inputs[0].shape->begin() + (graph.inputs[0].shape->empty() ? 0 : 1),
                graph.inputs[0].shape->end());
    if (shape == Shape{-1})
        return Shape{dataset.features()};
    const bool open = std::ranges::find(shape, -1) != shape.end();
    for (std::size_t axis = 0; open && shape.size() == own.size() && axis < shape.size(); ++axis)
        shape[axis] = shape[axis] < 0 ? own[axis] : shape[axis];
    const auto count = checkedElementCount(shape);
    if (!count || *count != dataset.features() || channelsElsewhere(shape, own))
        return fail(network.name, ": takes ", imagesTaken(network), "; those of ", dataset.name, " are ", toText(own));
    return shape;
}

/// Bytes of the largest value that a sample gives; 0 where its shape is not known.
std::int64_t largestValue(const Graph& graph, const Shape& sample)
{
    Shape shape = sample;
    shape.insert(shape.begin(), 1);
    const KnownValues known = inferShapes(graph, {shape}).values;
    std::int64_t largest = 0;
    for (std::size_t value = 0; value < known.size(); ++value)
        if (known[value] && !graph.constants[value])
            largest = std::max(largest, known[value]->size() * static_cast<std::int64_t>(sizeof(float)));
    return largest;
}

bool isLinear(const Network& network)
{
    return std::ranges::all_of(network.layers, [](const WeightLayer& layer) {
        return layer.kind == LayerKind::Linear || layer.isAttention();
    });
}

/// Samples at a time: many, where the graph takes any number of them, but no more than leave values in the cache. A
/// graph of linear layers may take many though it declares one.
std::vector<std::int64_t> blockSizes(const Network& network, const Shape& sample)
{
    const auto& shape = network.graph->inputs[0].shape;
    const std::int64_t declared = shape && !shape->empty() && shape->front() > 0 ? shape->front() : 0;
    const bool linear = isLinear(network);
    if (declared > 1 || (declared == 1 && !linear))
        return {declared};
    std::int64_t rows = linear ? mostLinearRows : mostRows;
    for (const std::int64_t bytes = largestValue(*network.graph, sample); rows > 1 && rows * bytes > cachedBytes;)
        rows /= 2;
    return rows > 1 ? std::vector<std::int64_t>{rows, 1} : std::vector<std::int64_t>{1};
}

/// The parts of a sample in the order of the graph's inputs. Error: an input without one.
Result<std::vector<SamplePart>> partsByInput(const Network& network, const Dataset& dataset)
{
    std::vector<SamplePart> parts;
    for (const GraphInput& input : network.graph->inputs) {
        const std::string& name = network.graph->names[static_cast<std::size_t>(input.value)];
        const auto part = std::ranges::find(dataset.parts, name, &SamplePart::input);
        if (part == dataset.parts.end())
            return fail(dataset.name, ": expected an array for each input of ", network.name, ", found none for ",
                        inQuotes(name));
        parts.push_back(*part);
    }
    return parts;
}

/// Where outputs have their samples: along the first axis, unless all inputs take time first.
std::size_t samplesAxisOf(std::span<const SamplePart> parts)
{
    std::size_t axis = SIZE_MAX;
    for (const SamplePart& part : parts)
        axis = part.shared ? axis : std::min(axis, part.axis);
    return axis == SIZE_MAX ? 0 : axis;
}

/// The same as blockSizes, of samples of several parts.
std::vector<std::int64_t> tableBlockSizes(const Network& network, std::span<const SamplePart> parts)
{
    const Graph& graph = *network.graph;
    std::vector<std::optional<Shape>> shapes;
    std::int64_t declared = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Shape shape = parts[i].shared ? parts[i].shared->shape : parts[i].shape;
        if (!parts[i].shared) {
            shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(parts[i].axis), 1);
            if (const auto& own = graph.inputs[i].shape; own && (*own)[parts[i].axis] > 0)
                declared = (*own)[parts[i].axis];
        }
        shapes.emplace_back(std::move(shape));
    }
    if (declared > 0)
        return {declared};
    std::int64_t largest = 0;
    const KnownValues known = inferShapes(graph, shapes).values;
    for (std::size_t value = 0; value < known.size(); ++value)
        if (known[value] && !graph.constants[value])
            largest = std::max(largest, known[value]->size() * static_cast<std::int64_t>(sizeof(float)));
    std::int64_t rows = mostRows;
    while (rows > 1 && rows * largest > cachedBytes)
        rows /= 2;
    return rows > 1 ? std::vector<std::int64_t>{rows, 1} : std::vector<std::int64_t>{1};
}

/// The graph up to the classes' scores: without the Softmax at its end.
NetworkPtr upToScores(const NetworkPtr& network)
{
    const Graph& graph = *network->graph;
    int scores = graph.outputs.empty() ? -1 : graph.outputs[0];
    for (bool found = true; found;) {
        found = false;
        for (const Node& node : graph.nodes) {
            if (node.outputs.empty() || node.outputs[0] != scores)
                continue;
            const std::int64_t axis = node.integer("axis", -1);
            found = (node.op == "Softmax" || node.op == "LogSoftmax") && (axis == -1 || axis == 1)
                    && node.input(0) >= 0; // a file may leave it out
            scores = found ? node.input(0) : scores;
            break;
        }
    }
    if (graph.outputs.empty() || scores == graph.outputs[0])
        return network;
    auto upTo = std::make_shared<Graph>(graph);
    upTo->outputs[0] = scores;
    return withGraph(*network, std::move(upTo));
}

/// Numbers between −1 and 1 that look random.
std::vector<float> probeSamples(std::size_t count)
{
    std::vector<float> values(count);
    std::uint32_t state = 1;
    for (float& value : values) {
        state = state * 1664525U + 1013904223U;
        value = static_cast<float>(static_cast<std::int32_t>(state)) / 2147483648.0F;
    }
    return values;
}

} // namespace

std::vector<TableInput> tableInputs(const Network& network)
{
    std::vector<TableInput> inputs;
    if (!network.graph)
        return inputs;
    const Graph& graph = *network.graph;
    std::vector<std::int64_t> words; // that the network knows, by input: kinds of tokens and positions are few
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        const GraphInput& input = graph.inputs[i];
        inputs.push_back(
            {graph.names[static_cast<std::size_t>(input.value)], input.type, input.shape, batchAxisOf(graph, input)});
        words.push_back(isFloating(input.type) ? 0 : embeddedWords(graph, i).value_or(0));
    }
    for (std::size_t i = 0; i < inputs.size(); ++i)
        inputs[i].isTokens = words[i] > 0 && words[i] == std::ranges::max(words);
    return inputs;
}

Result<GraphPath> GraphPath::create(NetworkPtr network, const Dataset& dataset, bool fold)
{
    GraphPath path;
    path.folded_ = fold && network->graph ? withFoldedNormalization(network) : network;
    path.folds_ = path.folded_ != network;
    if (network->graph) {
        NetworkPtr whole = path.folded_;
        path.folded_ = upToScores(whole);
        path.hadSoftmax_ = path.folded_ != whole;
        path.folded_ = withJoinedGates(path.folded_);
    }
    path.given_ = withJoinedPairs(path.folded_);
    path.plain_ = withoutQuantization(path.folded_);
    Result<GraphRunner> floats = GraphRunner::create(path.plain_);
    if (!floats)
        return tl::unexpected(floats.error());
    const Result<Shape> sample = dataset.parts.empty() ? sampleShapeOf(*network, dataset)
                                                       : Result<Shape>(Shape{dataset.features()});
    if (!sample)
        return tl::unexpected(sample.error());
    if (!dataset.parts.empty()) {
        Result<std::vector<SamplePart>> parts = partsByInput(*network, dataset);
        if (!parts)
            return tl::unexpected(parts.error());
        path.parts_ = std::move(*parts);
    }
    if (!dataset.labels.empty())
        path.labelShape_ = dataset.labelShape;
    path.floats_ = std::make_shared<const GraphRunner>(std::move(*floats));
    path.sampleShape_ = *sample;
    const auto& declared = network->graph->inputs[0].shape;
    const bool one = path.parts_.empty() && declared && !declared->empty() && declared->front() == 1;
    Error last;
    for (const std::int64_t rows :
         path.parts_.empty() ? blockSizes(*network, *sample) : tableBlockSizes(*network, path.parts_)) {
        const Result<void> fits = path.probe(rows, one && rows > 1);
        if (fits)
            return path;
        last = fits.error();
    }
    return tl::unexpected(last);
}

Result<void> GraphPath::fits(const Network& network, const Dataset& dataset)
{
    return sampleShapeOf(network, dataset).map([](const Shape&) {});
}

/// Runs a block of so many rows to see that it can and what comes out. `alone`: the graph declares one sample; each has
/// to give in the block what it gives alone.
Result<void> GraphPath::probe(std::int64_t rows, bool alone)
{
    const std::vector<float> samples = alone ? probeSamples(static_cast<std::size_t>(2 * elementCount(sampleShape_)))
                                             : std::vector<float>();
    blockRows_ = rows;
    const Result<Outputs> outputs = runBlock(*floats_, samples, alone ? 2 : 0, nullptr);
    if (!outputs)
        return tl::unexpected(outputs.error());
    OutputQuestion question{folded_->name, {}, labelShape_, rows, 0, parts_.empty(), hadSoftmax_};
    for (const int value : folded_->graph->outputs)
        question.names.push_back(folded_->graph->names[static_cast<std::size_t>(value)]);
    if (!parts_.empty())
        question.samplesAxis = samplesAxisOf(parts_);
    Result<JudgedOutputs> judged = JudgedOutputs::create(question, *outputs);
    if (!judged)
        return tl::unexpected(judged.error());
    judged_ = std::move(*judged);
    return alone ? checkAlone(samples, *outputs, rows) : Result<void>();
}

/// `outputs`: of the block that begins with the two samples.
Result<void> GraphPath::checkAlone(std::span<const float> samples, const Outputs& outputs, std::int64_t rows)
{
    const Result<std::vector<float>> together = judged_.take(outputs, 2);
    if (!together)
        return tl::unexpected(together.error());
    const auto features = static_cast<std::size_t>(elementCount(sampleShape_));
    for (std::size_t sample = 0; sample < 2; ++sample) {
        blockRows_ = 1;
        const auto own = run(*floats_, samples.subspan(sample * features, features), 1);
        blockRows_ = rows;
        if (!own)
            return tl::unexpected(own.error());
        for (std::size_t i = 0; i < own->size(); ++i) {
            const float other = (*together)[sample * own->size() + i];
            if (!(std::abs((*own)[i] - other) <= 1e-3F * std::max(1.0F, std::abs((*own)[i]))))
                return fail(folded_->name, ": expected images that do not act on each other, found that they do");
        }
    }
    return {};
}

/// The arrays of `filled` samples, those beyond `rows` zero.
std::vector<ValuePtr> GraphPath::partsOf(std::span<const float> samples, std::int64_t rows, std::int64_t filled) const
{
    std::vector<ValuePtr> inputs;
    const std::int64_t features = sampleShape_[0];
    rows = std::min(rows, static_cast<std::int64_t>(samples.size()) / features);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const SamplePart& part = parts_[i];
        if (part.shared) {
            inputs.push_back(part.shared);
            continue;
        }
        const auto before = part.shape.begin() + static_cast<std::ptrdiff_t>(part.axis);
        const std::int64_t outer = elementCount(Shape(part.shape.begin(), before));
        const std::int64_t inner = elementCount(Shape(before, part.shape.end()));
        Shape shape = part.shape;
        shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(part.axis), filled);
        const auto value = newValue(folded_->graph->inputs[i].type, std::move(shape));
        for (std::int64_t o = 0; o < outer; ++o)
            for (std::int64_t row = 0; row < rows; ++row) {
                const float* const from = samples.data() + row * features + part.offset + o * inner;
                const std::int64_t to = (o * filled + row) * inner;
                if (value->floating())
                    std::copy_n(from, inner, value->floats.begin() + to);
                else
                    std::copy_n(from, inner, value->integers.begin() + to);
            }
        inputs.push_back(value);
    }
    return inputs;
}

/// fills: the batch has blockRows() samples, those beyond `rows` zero.
std::vector<ValuePtr> GraphPath::inputsOf(std::span<const float> samples, std::int64_t rows, bool fills) const
{
    if (!parts_.empty())
        return partsOf(samples, rows, fills ? blockRows_ : rows);
    Shape shape = sampleShape_;
    shape.insert(shape.begin(), fills ? blockRows_ : rows);
    auto input = newValue(ElementType::Float32, std::move(shape));
    std::copy_n(samples.begin(), std::min(samples.size(), static_cast<std::size_t>(rows * elementCount(sampleShape_))),
                input->floats.begin());
    std::vector<ValuePtr> inputs;
    inputs.push_back(std::move(input));
    return inputs;
}

Result<Outputs> GraphPath::runBlock(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                                    LayerLog* log) const
{
    // A log is of real samples alone; without one, a block is filled up, so that every block has one size.
    return runner.run(inputsOf(samples, rows, log == nullptr || blockRows_ == 1), log);
}

Result<std::vector<float>> GraphPath::judgedOf(const Result<Outputs>& outputs, std::int64_t rows) const
{
    return outputs ? judged_.take(*outputs, rows) : tl::unexpected(outputs.error());
}

Result<std::vector<float>> GraphPath::run(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                                          LayerLog* log) const
{
    return judgedOf(runBlock(runner, samples, rows, log), rows);
}

Result<Outputs> GraphPath::runWhole(const GraphRunner& runner, std::span<const float> sample) const
{
    LayerLog log = runner.emptyLog();
    return runBlock(runner, sample, 1, &log);
}

const std::string& GraphPath::outputName(std::size_t index) const
{
    return folded_->graph->names[static_cast<std::size_t>(folded_->graph->outputs[index])];
}

Result<GraphPausePtr> GraphPath::pause(const GraphRunner& runner, std::span<const float> samples, std::int64_t rows,
                                       GraphStop stop) const
{
    return runner.runUntil(inputsOf(samples, rows, blockRows_ == 1), stop);
}

Result<std::vector<float>> GraphPath::resume(const GraphRunner& runner, const GraphPause& pause, std::int64_t rows,
                                             LayerLog& log) const
{
    return judgedOf(runner.runFrom(pause, &log), rows);
}

Result<std::vector<MagnitudeHistogram>>
GraphPath::magnitudes(const std::function<Result<void>(const SeeSamples&)>& visit) const
{
    std::vector<MagnitudeHistogram> histograms(operandCount(*folded_));
    const auto features = static_cast<std::size_t>(elementCount(sampleShape_));
    const auto pass = [&](const auto& see) {
        return visit([&](std::span<const float> samples, std::int64_t count) -> Result<void> {
            const std::int64_t blocks = (count + blockRows_ - 1) / blockRows_;
            std::vector<Result<void>> ran(static_cast<std::size_t>(blocks));
            parallelFor(blocks, [&](std::int64_t block) {
                const SingleThreadScope alone;
                const std::int64_t rows = std::min(blockRows_, count - block * blockRows_);
                LayerLog log;
                log.observe = see;
                log.observesAnyOrder = true;
                const auto outputs = run(*floats_,
                                         samples.subspan(static_cast<std::size_t>(block * blockRows_) * features,
                                                         static_cast<std::size_t>(rows) * features),
                                         rows, &log);
                if (!outputs)
                    ran[static_cast<std::size_t>(block)] = tl::unexpected(outputs.error());
            });
            const auto failed = std::ranges::find_if(ran, [](const Result<void>& each) { return !each; });
            return failed == ran.end() ? Result<void>() : *failed;
        });
    };
    std::mutex mutex;
    const Result<void> first = pass([&](int layer, std::span<const float> data) {
        const float largest = largestAbsolute(data);
        const std::lock_guard adding(mutex);
        histograms[static_cast<std::size_t>(layer)].largest = std::max(
            histograms[static_cast<std::size_t>(layer)].largest, largest);
    });
    if (!first)
        return tl::unexpected(first.error());
    for (MagnitudeHistogram& histogram : histograms)
        histogram.counts.assign(MagnitudeHistogram::binCount, 0);
    const Result<void> second = pass([&](int layer, std::span<const float> data) {
        MagnitudeHistogram& histogram = histograms[static_cast<std::size_t>(layer)];
        MagnitudeHistogram own{histogram.largest, std::vector<std::uint64_t>(MagnitudeHistogram::binCount, 0)};
        addMagnitudes(own, data);
        const std::lock_guard adding(mutex);
        std::ranges::transform(histogram.counts, own.counts, histogram.counts.begin(), std::plus<>());
    });
    if (!second)
        return tl::unexpected(second.error());
    return histograms;
}

Result<std::vector<std::vector<float>>> GraphPath::layerData(std::span<const float> sample,
                                                             std::map<int, ActivationOperands>* products) const
{
    std::vector<std::vector<float>> data(operandCount(*folded_));
    LayerLog log;
    log.observe = [&](int layer, std::span<const float> values) {
        auto& seen = data[static_cast<std::size_t>(layer)];
        seen.insert(seen.end(), values.begin(), values.end());
    };
    if (products != nullptr)
        log.observeProduct = [products](int layer, ActivationOperands operands) {
            (*products)[layer] = std::move(operands);
        };
    if (const auto outputs = run(*floats_, sample, 1, &log); !outputs)
        return tl::unexpected(outputs.error());
    return data;
}

} // namespace termscope
