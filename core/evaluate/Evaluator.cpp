#include "core/evaluate/Evaluator.h"

#include "core/base/ParallelFor.h"
#include "core/data/DatasetReader.h"
#include "core/data/SampleStream.h"
#include "core/evaluate/CurveCache.h"
#include "core/evaluate/LayerPreparation.h"
#include "core/run/BlockRunner.h"
#include "core/run/FloatRunner.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <tuple>

namespace termscope {
namespace {

constexpr std::int64_t chainRows = MatrixProduct::blockRows;
/// Blocks of the first estimate, and of each step after it.
constexpr std::int64_t firstWave = 4;
constexpr std::int64_t laterWave = 8;

/// What decides the quantized inputs of the first layer: its scale, the data spec (empty where it runs in float32), and
/// how they are multiplied.
using InputKey = std::tuple<float, SpecKey, OperandType>;

/// Some samples of a wave.
struct SampleBlock {
    std::span<const float> samples; ///< [rows, features]
    std::int64_t rows = 0;
    std::int64_t index = 0;  ///< of all blocks
    std::int64_t inWave = 0; ///< of those of the wave
};

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
    std::optional<GraphPath> graph; ///< of a network that is no chain; then the plan is empty
    CurveCache curve;               ///< of the graph

    std::map<int, std::vector<MagnitudeHistogram>> seen; ///< by calibration samples: one per layer
    LayerPreparation preparation;
    std::optional<std::pair<InputKey, FirstInputs>> inputs;
    std::unique_ptr<State> unfolded; ///< for settings that keep BatchNormalization; made when it is asked for
    std::optional<std::pair<std::int64_t, std::vector<std::vector<float>>>> lastSample;
    std::vector<SkippedImage> skipped; ///< by the last evaluation of a stream

    State(NetworkPtr networkPtr, DatasetPtr datasetPtr, std::int64_t samples, Plan steps, std::optional<GraphPath> path)
        : network(std::move(networkPtr)), dataset(std::move(datasetPtr)), limit(samples), plan(std::move(steps)),
          floatRunner(*network, plan), graph(std::move(path)),
          preparation(graph ? graph->folded() : network, [this](int count) { return calibrationOf(count); })
    {
    }

    /// The state of networks whose weights are quantized as the settings say. Error: the network cannot be run so.
    Result<State*> at(const Settings& settings)
    {
        if (settings.foldNormalization || !graph || graph->folded() == network)
            return this;
        if (!unfolded) {
            Result<GraphPath> path = GraphPath::create(network, *dataset, false);
            if (!path)
                return tl::unexpected(path.error());
            unfolded = std::make_unique<State>(network, dataset, limit, Plan{}, std::move(*path));
        }
        return unfolded.get();
    }

    /// Samples of a block.
    std::int64_t rowsOf() const { return graph ? graph->blockRows() : chainRows; }
    /// The layer as it is quantized.
    const WeightLayer& layerAt(int layer) const
    {
        return (graph ? *graph->folded() : *network).layers[static_cast<std::size_t>(layer)];
    }
    Evaluation evaluateGraph(Method method, const Settings& settings, const SampleRange& range,
                             const std::function<bool(const Evaluation&)>& report);

    Result<const std::vector<MagnitudeHistogram>*> calibrationOf(int sampleCount);
    Result<PreparedNetwork> prepare(Method method, const Settings& settings);
    const FirstInputs& firstInputs(const BlockRunner& runner, const PreparedNetwork& prepared, Method method,
                                   const Settings& settings);
    Evaluation begin(Method method, const Settings& settings, const SampleRange& range) const;
    Result<void> visitSamples(std::int64_t count, std::int64_t atOnce, const GraphPath::SeeSamples& see);
    template <class RunBlock>
    void runWave(Evaluation& evaluation, std::int64_t begin, const SampleRows& wave, RunBlock runBlock);
    template <class BeforeWave, class RunBlock, class AfterWave>
    void runWaves(Evaluation& evaluation, const SampleRange& range, BeforeWave beforeWave, RunBlock runBlock,
                  AfterWave afterWave);
};

/// Shows the first samples, `atOnce` or fewer at a time.
Result<void> Evaluator::State::visitSamples(std::int64_t count, std::int64_t atOnce, const GraphPath::SeeSamples& see)
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

/// The magnitudes that reach every layer over the first samples, in the float network.
Result<const std::vector<MagnitudeHistogram>*> Evaluator::State::calibrationOf(int sampleCount)
{
    const auto count = static_cast<int>(std::min<std::int64_t>(sampleCount, dataset->count()));
    const auto found = seen.find(count);
    if (found != seen.end())
        return &found->second;
    if (graph) {
        Result<std::vector<MagnitudeHistogram>> magnitudes = graph->magnitudes([&](const GraphPath::SeeSamples& see) {
            return visitSamples(count, dataset->streamed() ? laterWave * rowsOf() : count, see);
        });
        if (!magnitudes)
            return tl::unexpected(magnitudes.error());
        return &(seen[count] = std::move(*magnitudes));
    }
    std::vector<std::vector<float>> layerInputs(network->layers.size());
    const Result<void> visited = visitSamples(count, chainRows, [&](std::span<const float> rows, std::int64_t size) {
        floatRunner.run(rows, size, &layerInputs);
        return Result<void>();
    });
    if (!visited)
        return tl::unexpected(visited.error());
    std::vector<MagnitudeHistogram> histograms;
    for (const auto& values : layerInputs)
        histograms.push_back(magnitudeHistogram(values));
    return &(seen[count] = std::move(histograms));
}

Result<PreparedNetwork> Evaluator::State::prepare(Method method, const Settings& settings)
{
    std::vector<int> layers; // that run: of a chain, those of its plan
    for (const Step& step : plan)
        if (step.kind == StepKind::Linear)
            layers.push_back(step.layer);
    for (int layer = 0; graph && layer < static_cast<int>(network->layers.size()); ++layer)
        layers.push_back(layer);
    PreparedNetwork prepared{plan, std::vector<PreparedLayer>(network->layers.size())};
    for (const int layer : layers) {
        Result<PreparedLayer> made = preparation.layer(layer, method, settings);
        if (!made)
            return tl::unexpected(made.error());
        prepared.layers[static_cast<std::size_t>(layer)] = std::move(*made);
    }
    return prepared;
}

const FirstInputs& Evaluator::State::firstInputs(const BlockRunner& runner, const PreparedNetwork& prepared,
                                                 Method method, const Settings& settings)
{
    const int number = std::ranges::find(plan, StepKind::Linear, &Step::kind)->layer;
    const PreparedLayer& layer = prepared.layers[static_cast<std::size_t>(number)];
    const Settings own = preparation.at(number, method, settings).settings;
    const InputKey key{layer.dataScale, layer.inFloat() ? SpecKey{} : keyOf(DataSpec, own), runner.firstOperandType()};
    if (!inputs || inputs->first != key)
        inputs.emplace(key, runner.firstInputs(dataset->pixels, limit));
    return inputs->second;
}

Evaluation Evaluator::State::begin(Method method, const Settings& settings, const SampleRange& range) const
{
    Evaluation evaluation;
    evaluation.method = method;
    evaluation.settings = settings;
    evaluation.total = range.count > 0 ? range.count : limit;
    evaluation.classes = static_cast<std::int32_t>(graph ? graph->classes() : network->outputFeatures);
    evaluation.confusion.assign(
        static_cast<std::size_t>(evaluation.classes) * static_cast<std::size_t>(evaluation.classes), 0);
    evaluation.predictions.reserve(static_cast<std::size_t>(evaluation.total));
    return evaluation;
}

/// Runs the blocks of a wave, which begins with sample `begin`, and judges them up to the first that cannot be run.
template <class RunBlock>
void Evaluator::State::runWave(Evaluation& evaluation, std::int64_t begin, const SampleRows& wave, RunBlock runBlock)
{
    const std::int64_t size = rowsOf();
    const std::int64_t blocks = (wave.count + size - 1) / size;
    const auto features = static_cast<std::size_t>(dataset->features());
    std::vector<Result<std::vector<float>>> outputs(static_cast<std::size_t>(blocks));
    parallelFor(blocks, [&](std::int64_t i) {
        const SingleThreadScope alone;
        const std::int64_t rows = std::min(size, wave.count - i * size);
        const auto samples = wave.values.subspan(static_cast<std::size_t>(i * size) * features,
                                                 static_cast<std::size_t>(rows) * features);
        outputs[static_cast<std::size_t>(i)] = runBlock(SampleBlock{samples, rows, begin / size + i, i});
    });
    for (std::int64_t i = 0; i < blocks; ++i) {
        const Result<std::vector<float>>& found = outputs[static_cast<std::size_t>(i)];
        if (!found) {
            evaluation.failure = found.error().message;
            return;
        }
        const auto rows = static_cast<std::size_t>(std::min(size, wave.count - i * size));
        judge(evaluation, *found, wave.labels.subspan(static_cast<std::size_t>(i * size), rows));
    }
}

/// Runs the blocks in waves, a few in parallel, so that an estimate is there soon and a cancel is answered soon. Of a
/// stream, the next wave is decoded meanwhile.
template <class BeforeWave, class RunBlock, class AfterWave>
void Evaluator::State::runWaves(Evaluation& evaluation, const SampleRange& range, BeforeWave beforeWave,
                                RunBlock runBlock, AfterWave afterWave)
{
    const std::int64_t size = rowsOf();
    SampleStream stream(dataset, range.first, range.count);
    while (evaluation.evaluated < evaluation.total && evaluation.failure.empty()) {
        const std::int64_t done = evaluation.evaluated;
        const std::int64_t wanted = std::min(evaluation.total - done, (done == 0 ? firstWave : laterWave) * size);
        const Result<SampleRows> wave = stream.take(wanted);
        if (!wave)
            evaluation.failure = wave.error().message;
        if (!wave || wave->count == 0)
            break;
        beforeWave(*wave);
        runWave(evaluation, range.first + done, *wave, runBlock);
        if (!afterWave())
            return;
    }
    if (!dataset->streamed() || !evaluation.failure.empty())
        return;
    skipped = stream.skipped();
    evaluation.total = evaluation.evaluated;
    if (evaluation.evaluated == 0)
        evaluation.failure = text(dataset->name, ": expected images that can be read, found none; ",
                                  toText(skipped, std::ssize(skipped)));
}

/// The layers' integers on the graph; float32 on the graph as the file has it.
Evaluation Evaluator::State::evaluateGraph(Method method, const Settings& settings, const SampleRange& range,
                                           const std::function<bool(const Evaluation&)>& report)
{
    Evaluation evaluation = begin(method, settings, range);
    if (method == Method::Float) {
        runWaves(
            evaluation, range, [](const SampleRows&) {},
            [&](const SampleBlock& block) { return graph->run(graph->reference(), block.samples, block.rows); },
            [&] { return report(evaluation); });
        return evaluation;
    }
    Result<PreparedNetwork> prepared = prepare(method, settings);
    const NetworkPtr& running = runsAsGiven(*network, method, settings) ? graph->given() : graph->plain();
    Result<GraphRunner> made = prepared ? GraphRunner::create(running, std::move(prepared->layers))
                                        : Result<GraphRunner>(tl::unexpected(prepared.error()));
    if (!made) {
        evaluation.failure = made.error().message;
        return evaluation;
    }
    const auto runner = std::make_shared<const GraphRunner>(std::move(*made));
    curve.begin(runner);
    const Work work{provisionedPairs(*network, method, settings), 0.0, shareInFloat(*network, method, settings)};
    double pairs = 0.0;
    double products = 0.0;
    std::mutex mutex;
    runWaves(
        evaluation, range, [](const SampleRows&) {},
        [&](const SampleBlock& block) {
            LayerLog log = runner->emptyLog();
            Result<std::vector<float>> outputs = curve.run(*graph, block.index, block.samples, block.rows, log);
            const std::lock_guard adding(mutex);
            pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
            products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
            return outputs;
        },
        [&] {
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat, pairs,
                                   products};
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
    if (dataset->labels.empty())
        return fail(dataset->name, ": holds no labels; accuracy needs them");
    for (const WeightLayer& layer : network->layers)
        if (const Result<void> finite = checkLayer(*network, layer); !finite)
            return tl::unexpected(finite.error());
    std::optional<GraphPath> graph;
    if (isGraph) {
        Result<GraphPath> path = GraphPath::create(network, *dataset);
        if (!path)
            return tl::unexpected(path.error());
        graph = std::move(*path);
    }
    if (const Result<void> fits = isGraph ? checkFits(*dataset, 0, graph->classes())
                                          : checkFits(*dataset, network->inputFeatures, network->outputFeatures);
        !fits)
        return tl::unexpected(fits.error());
    const std::int64_t samples = limit > 0 ? std::min(limit, dataset->count()) : dataset->count();
    return Evaluator(
        std::make_unique<State>(std::move(network), std::move(dataset), samples, std::move(*plan), std::move(graph)));
}

Evaluation Evaluator::evaluate(Method method, const Settings& settings, const Partial& partial)
{
    return evaluate(method, settings, SampleRange{}, partial);
}

Evaluation Evaluator::evaluate(Method method, const Settings& settings, const SampleRange& range,
                               const Partial& partial)
{
    checkCancelled();
    Evaluation evaluation = state_->begin(method, settings, range);
    if (state_->graph) {
        const Result<State*> state = state_->at(settings);
        if (!state) {
            evaluation.failure = state.error().message;
            return evaluation;
        }
        evaluation = (*state)->evaluateGraph(method, settings, range,
                                             [&](const Evaluation& known) { return !partial || partial(known); });
        if (*state != state_.get())
            state_->skipped = (*state)->skipped;
        return evaluation;
    }
    const auto report = [&] { return !partial || partial(evaluation); };
    if (method == Method::Float) {
        state_->runWaves(
            evaluation, range, [](const SampleRows&) {},
            [&](const SampleBlock& block) { return state_->floatRunner.run(block.samples, block.rows); }, report);
        return evaluation;
    }
    const Result<PreparedNetwork> prepared = state_->prepare(method, settings);
    if (!prepared) {
        evaluation.failure = prepared.error().message;
        return evaluation;
    }
    const BlockRunner runner(*prepared);
    const bool streamed = state_->dataset->streamed();
    FirstInputs ofWave;
    const FirstInputs& inputs = streamed ? ofWave : state_->firstInputs(runner, *prepared, method, settings);
    TermSums sums = runner.emptySums();
    std::mutex mutex;
    const Work work{provisionedPairs(*state_->network, method, settings), 0.0,
                    shareInFloat(*state_->network, method, settings)};
    const double macs = quantizedMacs(*prepared);
    state_->runWaves(
        evaluation, range,
        [&](const SampleRows& wave) {
            if (streamed)
                ofWave = runner.firstInputs(wave.values, wave.count);
        },
        [&](const SampleBlock& block) {
            std::vector<float> outputs;
            TermSums blockSums = runner.emptySums();
            runner.run(inputs, streamed ? block.inWave : block.index, block.rows, outputs, blockSums);
            const std::lock_guard adding(mutex);
            for (std::size_t layer = 0; layer < sums.size(); ++layer)
                std::transform(sums[layer].begin(), sums[layer].end(), blockSums[layer].begin(), sums[layer].begin(),
                               std::plus<>());
            return outputs;
        },
        [&] {
            const double products = macs * static_cast<double>(evaluation.evaluated);
            const double pairs = runner.pairs(sums);
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat, pairs,
                                   products};
            return report();
        });
    return evaluation;
}

Result<PreparedLayer> Evaluator::prepareLayer(int layer, Method method, const Settings& settings)
{
    const Result<State*> state = state_->at(settings);
    return state ? (*state)->preparation.layer(layer, method, settings) : tl::unexpected(state.error());
}

Result<PreparedNetwork> Evaluator::prepare(Method method, const Settings& settings)
{
    const Result<State*> state = state_->at(settings);
    return state ? (*state)->prepare(method, settings) : tl::unexpected(state.error());
}

Result<float> Evaluator::dataScale(int layer, Method method, const Settings& settings)
{
    const Result<State*> state = state_->at(settings);
    return state ? (*state)->preparation.dataScale(layer, method, settings) : tl::unexpected(state.error());
}

Result<std::vector<float>> Evaluator::layerData(int layer, std::int64_t sample)
{
    if (!state_->lastSample || state_->lastSample->first != sample) {
        const Result<std::vector<float>> values = sampleValues(state_->dataset, sample);
        if (!values)
            return tl::unexpected(values.error());
        std::vector<std::vector<float>> inputs(state_->network->layers.size());
        if (state_->graph) {
            Result<std::vector<std::vector<float>>> data = state_->graph->layerData(*values);
            if (!data)
                return tl::unexpected(data.error());
            inputs = std::move(*data);
        } else {
            state_->floatRunner.run(*values, 1, &inputs);
        }
        state_->lastSample.emplace(sample, std::move(inputs));
    }
    return state_->lastSample->second[static_cast<std::size_t>(layer)];
}

Result<std::vector<float>> Evaluator::layerInput(int layer, std::int64_t sample, const ImagePlace& place,
                                                 std::optional<std::int64_t> row)
{
    return layerData(layer, sample).map([&](const std::vector<float>& data) {
        return layerRow(state_->layerAt(layer), data, place, row);
    });
}

std::int64_t Evaluator::blockRows() const
{
    return state_->rowsOf();
}

std::int64_t Evaluator::sampleCount() const
{
    return state_->limit;
}

const std::vector<SkippedImage>& Evaluator::skipped() const
{
    return state_->skipped;
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
