#include "core/study/Evaluator.h"

#include "core/data/DatasetReader.h"
#include "core/infer/BlockRunner.h"
#include "core/infer/FloatRunner.h"
#include "core/study/CurveCache.h"
#include "core/study/LayerPreparation.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace termscope {
namespace {

constexpr std::int64_t blockRows = MatrixProduct::blockRows;
/// Blocks of the first estimate, and of each step after it.
constexpr std::int64_t firstWave = 4;
constexpr std::int64_t laterWave = 8;

/// What decides the quantized inputs of the first layer; the bits are 0 where it runs in float32.
using InputKey = std::tuple<float, int, Quantizer, Encoding, int, ProductRoad>;
/// Adds the rows of a block to what is known.
void judge(Evaluation& evaluation, std::span<const float> outputs, std::span<const std::int32_t> labels)
{
    const auto classes = static_cast<std::size_t>(evaluation.classes);
    for (std::size_t r = 0; r < labels.size(); ++r) {
        const std::span<const float> row = outputs.subspan(r * classes, classes);
        const auto label = static_cast<std::size_t>(labels[r]);
        const auto predicted = static_cast<std::size_t>(std::ranges::max_element(row) - row.begin());
        std::size_t better = 0;
        for (std::size_t c = 0; c < classes; ++c)
            better += row[c] > row[label] || (row[c] == row[label] && c < label) ? 1 : 0;
        evaluation.correct += predicted == label ? 1 : 0;
        evaluation.correctTop5 += better < 5 ? 1 : 0;
        evaluation.predictions.push_back(static_cast<std::int32_t>(predicted));
        ++evaluation.confusion[label * classes + predicted];
        ++evaluation.evaluated;
    }
}

/// Multiply-accumulates of a sample in the layers that are quantized.
double quantizedMacs(const PreparedNetwork& prepared)
{
    double macs = 0.0;
    for (const Step& step : prepared.plan)
        if (step.kind == StepKind::Linear && !prepared.layers[static_cast<std::size_t>(step.layer)].inFloat())
            macs += static_cast<double>(prepared.layers[static_cast<std::size_t>(step.layer)].macs());
    return macs;
}

} // namespace

struct Evaluator::State {
    NetworkPtr network;
    DatasetPtr dataset;
    std::int64_t limit = 0;
    Plan plan;
    FloatRunner floatRunner;
    std::optional<GraphRoad> graph; ///< of a network that is no chain; then the plan is empty
    CurveCache curve;               ///< of the graph

    std::map<int, std::vector<MagnitudeHistogram>> seen; ///< by calibration samples: one per layer
    LayerPreparation preparation;
    std::optional<std::pair<InputKey, FirstInputs>> inputs;
    std::optional<std::pair<std::int64_t, std::vector<std::vector<float>>>> lastSample;

    State(NetworkPtr networkPtr, DatasetPtr datasetPtr, std::int64_t samples, Plan steps, std::optional<GraphRoad> road)
        : network(std::move(networkPtr)), dataset(std::move(datasetPtr)), limit(samples), plan(std::move(steps)),
          floatRunner(*network, plan), graph(std::move(road)),
          preparation(graph ? graph->folded() : network, [this](int count) -> const auto& { return calibrationOf(count); })
    {
    }

    std::span<const float> samples(std::int64_t first, std::int64_t count) const
    {
        const auto features = static_cast<std::size_t>(dataset->features());
        return std::span<const float>(dataset->pixels).subspan(static_cast<std::size_t>(first) * features,
                                                               static_cast<std::size_t>(count) * features);
    }

    /// Samples of a block.
    std::int64_t rowsOf() const { return graph ? graph->blockRows() : blockRows; }
    /// The layer as it is quantized.
    const WeightLayer& layerAt(int layer) const { return (graph ? *graph->folded() : *network).layers[static_cast<std::size_t>(layer)]; }
    Evaluation evaluateGraph(Method method, const Settings& settings, const std::function<bool(const Evaluation&)>& report);

    const std::vector<MagnitudeHistogram>& calibrationOf(int sampleCount);
    PreparedNetwork prepare(Method method, const Settings& settings);
    const FirstInputs& firstInputs(const BlockRunner& runner, const PreparedNetwork& prepared, Method method, const Settings& settings);
    Evaluation begin(Method method, const Settings& settings) const;
    template <class RunBlock, class AfterWave>
    void runWaves(Evaluation& evaluation, RunBlock runBlock, AfterWave afterWave) const;
};

/// The magnitudes that reach every layer over the first samples, in the float network.
const std::vector<MagnitudeHistogram>& Evaluator::State::calibrationOf(int sampleCount)
{
    const auto count = static_cast<int>(std::min<std::int64_t>(sampleCount, dataset->count()));
    const auto found = seen.find(count);
    if (found != seen.end())
        return found->second;
    if (graph)
        return seen[count] = graph->magnitudes(samples(0, count), count);
    std::vector<std::vector<float>> layerInputs(network->layers.size());
    for (std::int64_t first = 0; first < count; first += blockRows) {
        const std::int64_t rows = std::min(blockRows, count - first);
        floatRunner.run(samples(first, rows), rows, &layerInputs);
    }
    std::vector<MagnitudeHistogram> histograms;
    for (const auto& values : layerInputs)
        histograms.push_back(magnitudeHistogram(values));
    return seen[count] = std::move(histograms);
}

PreparedNetwork Evaluator::State::prepare(Method method, const Settings& settings)
{
    PreparedNetwork prepared{plan, std::vector<PreparedLayer>(network->layers.size())};
    for (const Step& step : plan)
        if (step.kind == StepKind::Linear)
            prepared.layers[static_cast<std::size_t>(step.layer)] = preparation.layer(step.layer, method, settings);
    for (int layer = 0; graph && layer < static_cast<int>(network->layers.size()); ++layer)
        prepared.layers[static_cast<std::size_t>(layer)] = preparation.layer(layer, method, settings);
    return prepared;
}

const FirstInputs& Evaluator::State::firstInputs(const BlockRunner& runner, const PreparedNetwork& prepared, Method method,
                                                 const Settings& settings)
{
    const int number = std::ranges::find(plan, StepKind::Linear, &Step::kind)->layer;
    const PreparedLayer& layer = prepared.layers[static_cast<std::size_t>(number)];
    const Settings own = preparation.at(number, method, settings).settings;
    const InputKey key{layer.dataScale, layer.inFloat() ? 0 : own.dataBits, own.quantizer, own.encoding, own.dataTerms,
                       runner.firstRoad()};
    if (!inputs || inputs->first != key)
        inputs.emplace(key, runner.firstInputs(samples(0, limit), limit));
    return inputs->second;
}

Evaluation Evaluator::State::begin(Method method, const Settings& settings) const
{
    Evaluation evaluation;
    evaluation.method = method;
    evaluation.settings = settings;
    evaluation.total = limit;
    evaluation.classes = static_cast<std::int32_t>(graph ? graph->classes() : network->outputFeatures);
    evaluation.confusion.assign(static_cast<std::size_t>(evaluation.classes) * static_cast<std::size_t>(evaluation.classes), 0);
    evaluation.predictions.reserve(static_cast<std::size_t>(limit));
    return evaluation;
}

/// Runs the blocks in waves, a few in parallel, so that an estimate is there soon and a cancel is answered soon.
template <class RunBlock, class AfterWave>
void Evaluator::State::runWaves(Evaluation& evaluation, RunBlock runBlock, AfterWave afterWave) const
{
    const std::int64_t size = rowsOf();
    const std::int64_t blocks = (limit + size - 1) / size;
    for (std::int64_t first = 0; first < blocks;) {
        const std::int64_t count = std::min(first == 0 ? firstWave : laterWave, blocks - first);
        std::vector<std::vector<float>> outputs(static_cast<std::size_t>(count));
#pragma omp parallel for schedule(dynamic)
        for (std::int64_t i = 0; i < count; ++i) {
            const SingleThreadScope alone;
            const std::int64_t block = first + i;
            outputs[static_cast<std::size_t>(i)] = runBlock(block, std::min(size, limit - block * size));
        }
        for (std::int64_t i = 0; i < count; ++i) {
            const auto begin = static_cast<std::size_t>((first + i) * size);
            const auto rows = std::min(static_cast<std::size_t>(size), static_cast<std::size_t>(limit) - begin);
            judge(evaluation, outputs[static_cast<std::size_t>(i)], std::span(dataset->labels).subspan(begin, rows));
        }
        first += count;
        if (!afterWave())
            return;
    }
}

/// The layers' integers on the graph; float32 on the graph as the file has it.
Evaluation Evaluator::State::evaluateGraph(Method method, const Settings& settings, const std::function<bool(const Evaluation&)>& report)
{
    Evaluation evaluation = begin(method, settings);
    const std::int64_t size = rowsOf();
    if (method == Method::Float) {
        runWaves(
            evaluation,
            [&](std::int64_t block, std::int64_t rows) { return graph->run(graph->reference(), samples(block * size, rows), rows); },
            [&] { return report(evaluation); });
        return evaluation;
    }
    // GraphRoad has made runners of this network before, so this one can be made.
    const auto runner = std::make_shared<const GraphRunner>(std::move(*GraphRunner::create(graph->folded(), prepare(method, settings).layers)));
    curve.begin(runner);
    const Work work{provisionedPairs(*network, method, settings), 0.0, shareInFloat(*network, method, settings)};
    double pairs = 0.0;
    double products = 0.0;
    runWaves(
        evaluation,
        [&](std::int64_t block, std::int64_t rows) {
            LayerLog log = runner->emptyLog();
            std::vector<float> outputs = curve.run(*graph, block, samples(block * size, rows), rows, log);
#pragma omp critical(termscope_term_sums)
            {
                pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
                products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
            }
            return outputs;
        },
        [&] {
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat};
            return report(evaluation);
        });
    return evaluation;
}

Evaluator::Evaluator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Result<Evaluator> Evaluator::create(NetworkPtr network, DatasetPtr dataset, std::int64_t limit)
{
    // What runs: a chain, or else a graph.
    const bool isGraph = !network->canRun() && network->graph != nullptr;
    Result<Plan> plan = isGraph ? Result<Plan>(Plan{}) : planOf(*network);
    if (!plan)
        return tl::unexpected(plan.error());
    if (dataset->count() == 0)
        return fail(dataset->name, ": holds no images");
    if (dataset->streamed())
        return fail(dataset->name, ": expected images in memory, found a folder that is read as it is needed");
    if (dataset->labels.empty())
        return fail(dataset->name, ": holds no labels; accuracy needs them");
    std::optional<GraphRoad> graph;
    if (isGraph) {
        Result<GraphRoad> road = GraphRoad::create(network, *dataset);
        if (!road)
            return tl::unexpected(road.error());
        graph = std::move(*road);
    }
    if (const Result<void> fits = isGraph ? checkFits(*dataset, 0, graph->classes())
                                          : checkFits(*dataset, network->inputFeatures, network->outputFeatures);
        !fits)
        return tl::unexpected(fits.error());
    const std::int64_t samples = limit > 0 ? std::min(limit, dataset->count()) : dataset->count();
    return Evaluator(std::make_unique<State>(std::move(network), std::move(dataset), samples, std::move(*plan), std::move(graph)));
}

Evaluation Evaluator::evaluate(Method method, const Settings& settings, const Partial& partial)
{
    if (state_->graph)
        return state_->evaluateGraph(method, settings, [&](const Evaluation& known) { return !partial || partial(known); });
    Evaluation evaluation = state_->begin(method, settings);
    const auto report = [&] { return !partial || partial(evaluation); };
    if (method == Method::Float) {
        state_->runWaves(
            evaluation,
            [&](std::int64_t block, std::int64_t rows) {
                return state_->floatRunner.run(state_->samples(block * blockRows, rows), rows);
            },
            report);
        return evaluation;
    }
    const PreparedNetwork prepared = state_->prepare(method, settings);
    const BlockRunner runner(prepared);
    const FirstInputs& inputs = state_->firstInputs(runner, prepared, method, settings);
    TermSums sums = runner.emptySums();
    const Work work{provisionedPairs(*state_->network, method, settings), 0.0, shareInFloat(*state_->network, method, settings)};
    const double macs = quantizedMacs(prepared);
    state_->runWaves(
        evaluation,
        [&](std::int64_t block, std::int64_t rows) {
            std::vector<float> outputs;
            TermSums blockSums = runner.emptySums();
            runner.run(inputs, block, rows, outputs, blockSums);
#pragma omp critical(termscope_term_sums)
            for (std::size_t layer = 0; layer < sums.size(); ++layer)
                std::transform(sums[layer].begin(), sums[layer].end(), blockSums[layer].begin(), sums[layer].begin(), std::plus<>());
            return outputs;
        },
        [&] {
            const double products = macs * static_cast<double>(evaluation.evaluated);
            evaluation.work = Work{work.provisioned, products > 0.0 ? runner.pairs(sums) / products : 0.0, work.inFloat};
            return report();
        });
    return evaluation;
}

PreparedLayer Evaluator::prepareLayer(int layer, Method method, const Settings& settings)
{
    return state_->preparation.layer(layer, method, settings);
}

PreparedNetwork Evaluator::prepare(Method method, const Settings& settings)
{
    return state_->prepare(method, settings);
}

float Evaluator::dataScale(int layer, Method method, const Settings& settings)
{
    return state_->preparation.dataScale(layer, method, settings);
}

std::vector<float> Evaluator::layerData(int layer, std::int64_t sample)
{
    if (state_->graph && (!state_->lastSample || state_->lastSample->first != sample))
        state_->lastSample.emplace(sample, state_->graph->layerData(state_->samples(sample, 1)));
    if (!state_->lastSample || state_->lastSample->first != sample) {
        std::vector<std::vector<float>> inputs(state_->network->layers.size());
        state_->floatRunner.run(state_->samples(sample, 1), 1, &inputs);
        state_->lastSample.emplace(sample, std::move(inputs));
    }
    return state_->lastSample->second[static_cast<std::size_t>(layer)];
}

std::vector<float> Evaluator::layerInput(int layer, std::int64_t sample, const ImagePlace& place, std::optional<std::int64_t> row)
{
    const std::vector<float> data = layerData(layer, sample);
    return layerRow(state_->layerAt(layer), data, place, row);
}

const Network& Evaluator::network() const
{
    return *state_->network;
}

const Dataset& Evaluator::dataset() const
{
    return *state_->dataset;
}

} // namespace termscope
