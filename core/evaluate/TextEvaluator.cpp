#include "core/evaluate/TextEvaluator.h"

#include "core/base/Index.h"
#include "core/base/ParallelFor.h"
#include "core/base/PatientLock.h"
#include "core/base/Text.h"
#include "core/evaluate/LanguageModel.h"
#include "core/evaluate/LayerPreparation.h"
#include "core/graph/FoldNormalization.h"
#include "core/graph/WithoutQuantization.h"
#include "core/run/GraphRunner.h"
#include "core/run/MatrixProduct.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <omp.h>

namespace termscope {
namespace {

/// −log of the share that softmax gives to `target`.
double lossOf(const float* logits, std::int64_t count, std::int64_t target)
{
    const Eigen::Map<const Eigen::ArrayXf> row(logits, count);
    const float largest = row.maxCoeff();
    // Sums of a few hundred terms in float32, those in float64.
    double sum = 0.0;
    constexpr std::int64_t run = 512;
    for (std::int64_t first = 0; first < count; first += run)
        sum += static_cast<double>((row.segment(first, std::min(run, count - first)) - largest).exp().sum());
    return std::log(sum) + largest - logits[target];
}

/// Streams of one thread, and their state.
struct StreamRun {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::vector<ValuePtr> states;
};

} // namespace

/// What the tokens of one thread and batch cost.
struct Losses {
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t count = 0;
};

/// What evaluators beside each other share: the model in float32, calibration, quantized weights.
struct TextEvaluator::Shared {
    const NetworkPtr network;
    const NetworkPtr folded;
    const std::shared_ptr<const TokenText> text;
    const TextConfig config;
    const TokenStreams streams;
    const LanguageModel model;

    std::timed_mutex mutex; ///< of what follows
    std::map<int, std::vector<MagnitudeHistogram>> seen;
    LayerPreparation preparation; ///< of the folded network
    LayerPreparation unfolded;    ///< of the network as it is

    Shared(NetworkPtr given, std::shared_ptr<const TokenText> tokens, const TextConfig& configured, TokenStreams cut,
           LanguageModel found)
        : network(std::move(given)), folded(withFoldedNormalization(network)), text(std::move(tokens)),
          config(configured), streams(cut), model(std::move(found)),
          preparation(folded, [this](int samples) { return calibrationOf(samples); }),
          unfolded(network, [this](int samples) { return calibrationOf(samples); })
    {
    }

    /// Tokens of every stream that are predicted.
    std::int64_t length() const
    {
        const std::int64_t all = streams.length() - 1;
        return config.limit > 0 ? std::min(all, (config.limit - 1) / config.streams + 1) : all;
    }
    /// The last one may be cut short by the limit.
    TokenBatch batch(std::int64_t index) const
    {
        TokenBatch batch = streams.batch(index);
        batch.steps = std::min(batch.steps, length() - index * config.steps);
        return batch;
    }
    std::int64_t batches() const { return (length() - 1) / config.steps + 1; }
    /// The first ones that hold so many tokens; 0 for all.
    std::int64_t batchesOf(std::int64_t tokens) const
    {
        const std::int64_t perBatch = config.streams * config.steps;
        return tokens > 0 ? std::min((tokens - 1) / perBatch + 1, batches()) : batches();
    }
    Result<void> checkModel() const;
    StreamRun freshRun(std::int64_t first, std::int64_t count) const;
    std::vector<StreamRun> freshRuns() const;
    Result<std::vector<PreparedLayer>> prepare(const NetworkPlan& plan, const Settings& settings)
    {
        const auto lock = patientLock(mutex);
        return preparationAt(settings).layers(plan);
    }
    Result<PreparedLayer> prepareLayer(int layer, const LayerPlan& plan)
    {
        const auto lock = patientLock(mutex);
        return preparationAt(plan.settings).layer(layer, plan);
    }
    Result<float> dataScale(int layer, const LayerPlan& plan)
    {
        const auto lock = patientLock(mutex);
        return preparationAt(plan.settings).dataScale(layer, plan);
    }
    std::vector<std::int64_t> tokensOf(const StreamRun& run, const TokenBatch& batch) const;
    Result<ValuePtr> step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch, LayerLog* log) const;
    Result<Losses> judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const;

private:
    /// The layers as they are quantized: BatchNormalization folded into them, or kept after them.
    LayerPreparation& preparationAt(const Settings& settings)
    {
        return settings.foldNormalization ? preparation : unfolded;
    }
    Result<const std::vector<MagnitudeHistogram>*> calibrationOf(int samples);
};

struct TextEvaluator::State {
    std::shared_ptr<Shared> shared;
    /// The network at the last setting that was asked for.
    std::optional<std::tuple<Method, Settings, GraphRunner>> prepared;
    std::int64_t dataToken = -1;
    std::vector<std::vector<float>> placeData; ///< what enters the layers for the place dataToken

    explicit State(std::shared_ptr<Shared> of) : shared(std::move(of)) {}

    Result<const GraphRunner*> runnerAt(Method method, const Settings& settings);
};

/// Streams with states of zeros.
StreamRun TextEvaluator::Shared::freshRun(std::int64_t first, std::int64_t count) const
{
    return {first, count, model.zeroStates(count)};
}

/// The streams shared out over the cores.
std::vector<StreamRun> TextEvaluator::Shared::freshRuns() const
{
    const std::int64_t threads = std::min<std::int64_t>(omp_get_max_threads(), config.streams);
    std::vector<StreamRun> runs;
    for (std::int64_t t = 0; t < threads; ++t) {
        const std::int64_t first = config.streams * t / threads;
        runs.push_back(freshRun(first, config.streams * (t + 1) / threads - first));
    }
    return runs;
}

/// Error: the tokens that calibrate cannot be run.
Result<const GraphRunner*> TextEvaluator::State::runnerAt(Method method, const Settings& settings)
{
    if (method == Method::Float)
        return &shared->model.reference();
    if (!prepared || std::get<Method>(*prepared) != method || std::get<Settings>(*prepared) != settings) {
        const NetworkPlan plan(*shared->network, method, settings);
        Result<std::vector<PreparedLayer>> layers = shared->prepare(plan, settings);
        if (!layers)
            return tl::unexpected(layers.error());
        const NetworkPtr& running = settings.foldNormalization ? shared->folded : shared->network;
        Result<GraphRunner> runner = GraphRunner::create(plan.runsAsGiven() ? running : withoutQuantization(running),
                                                         std::move(*layers));
        if (!runner)
            return tl::unexpected(runner.error());
        prepared.emplace(method, settings, std::move(*runner));
    }
    return &std::get<GraphRunner>(*prepared);
}

/// [steps, streams of the run].
std::vector<std::int64_t> TextEvaluator::Shared::tokensOf(const StreamRun& run, const TokenBatch& batch) const
{
    std::vector<std::int64_t> tokens;
    for (std::int64_t t = 0; t < batch.steps; ++t)
        tokens.insert(tokens.end(), batch.inputs.begin() + t * config.streams + run.first,
                      batch.inputs.begin() + t * config.streams + run.first + run.count);
    return tokens;
}

/// Runs some steps of a thread's streams, carries its states on, and returns the logits.
Result<ValuePtr> TextEvaluator::Shared::step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch,
                                             LayerLog* log) const
{
    return model.run(runner, tokensOf(run, batch), batch.steps, run.states, log);
}

/// Two steps show that the model runs, and for how many words it has logits: each that comes next must be among them.
Result<void> TextEvaluator::Shared::checkModel() const
{
    TokenBatch first = batch(0);
    first.steps = std::min<std::int64_t>(first.steps, 2);
    return model.check(*text, tokensOf(freshRuns().front(), first), first.steps);
}

Result<const std::vector<MagnitudeHistogram>*> TextEvaluator::Shared::calibrationOf(int samples)
{
    const std::int64_t perBatch = config.streams * config.steps;
    const auto count = static_cast<int>(
        std::clamp<std::int64_t>((samples + perBatch - 1) / perBatch, 1, streams.batches()));
    if (const auto found = seen.find(count); found != seen.end())
        return &found->second;
    std::vector<std::vector<float>> values(folded->layers.size());
    StreamRun all = freshRun(0, config.streams);
    LayerLog log = model.reference().emptyLog();
    log.observe = [&](int layer, std::span<const float> data) {
        values[at(layer)].insert(values[at(layer)].end(), data.begin(), data.end());
    };
    for (std::int64_t batch = 0; batch < count; ++batch)
        if (const auto logits = step(model.reference(), all, streams.batch(batch), &log); !logits)
            return tl::unexpected(logits.error());
    std::vector<MagnitudeHistogram> histograms;
    for (const auto& entered : values)
        histograms.push_back(magnitudeHistogram(entered));
    return &(seen[count] = std::move(histograms));
}

/// Error: the text has a token that the network does not know.
Result<Losses> TextEvaluator::Shared::judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const
{
    const std::int64_t words = logits.size() / (batch.steps * run.count);
    Losses losses;
    for (std::int64_t row = 0; row < batch.steps * run.count; ++row) {
        const std::int64_t step = model.timeAxis() == 0 ? row / run.count : row % batch.steps;
        const std::int64_t stream = model.timeAxis() == 0 ? row % run.count : row / batch.steps;
        const std::int64_t target = batch.targets[at(step * config.streams + run.first + stream)];
        if (target >= words)
            return fail(text->name, ": expected tokens below ", words, ", as the network has so many logits, found ",
                        target);
        const double one = lossOf(logits.floats.data() + row * words, words, target);
        losses.sum += one;
        losses.squares += one * one;
        ++losses.count;
    }
    return losses;
}

TextEvaluator::TextEvaluator(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextEvaluator::~TextEvaluator() = default;
TextEvaluator::TextEvaluator(TextEvaluator&&) noexcept = default;
TextEvaluator& TextEvaluator::operator=(TextEvaluator&&) noexcept = default;

Result<TextEvaluator> TextEvaluator::create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                            const TextConfig& config)
{
    const Result<TokenStreams> streams = TokenStreams::create(*text, config.streams, config.steps);
    if (!streams)
        return tl::unexpected(streams.error());
    for (const WeightLayer& layer : network->layers)
        if (const Result<void> finite = checkLayer(*network, layer); !finite)
            return tl::unexpected(finite.error());
    Result<LanguageModel> model = LanguageModel::create(network, *text, config.order);
    if (!model)
        return tl::unexpected(model.error());
    auto shared = std::make_shared<Shared>(network, text, config, *streams, std::move(*model));
    if (const Result<void> right = shared->checkModel(); !right)
        return tl::unexpected(right.error());
    return TextEvaluator(std::make_unique<State>(std::move(shared)));
}

Evaluation TextEvaluator::evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                                        const Partial& partial)
{
    const Shared& state = *state_->shared;
    Evaluation evaluation;
    evaluation.workload = Workload::Text;
    evaluation.method = method;
    evaluation.settings = settings;
    const std::int64_t batches = state.batchesOf(range.count);
    evaluation.total = std::min(batches * state.config.steps, state.length()) * state.config.streams;
    const Result<const GraphRunner*> found = state_->runnerAt(method, settings);
    if (!found) {
        evaluation.failure = found.error().message;
        return evaluation;
    }
    const GraphRunner& runner = **found;
    const bool logged = method != Method::Float;
    std::vector<StreamRun> runs = state.freshRuns();
    const NetworkPlan plan(*state.network, method, settings);
    const Work work{provisionedPairs(*state.network, plan), 0.0, shareInFloat(*state.network, plan)};
    double pairs = 0.0;
    double products = 0.0;
    std::mutex mutex;
    for (std::int64_t index = 0; index < batches; ++index) {
        checkCancelled();
        const TokenBatch batch = state.batch(index);
        std::vector<Result<Losses>> losses(runs.size());
        parallelFor(std::ssize(runs), [&](std::int64_t i) {
            const auto t = static_cast<std::size_t>(i);
            const SingleThreadScope alone;
            LayerLog log = runner.emptyLog();
            const Result<ValuePtr> logits = state.step(runner, runs[t], batch, logged ? &log : nullptr);
            losses[t] = logits ? state.judge(**logits, runs[t], batch) : tl::unexpected(logits.error());
            const std::lock_guard adding(mutex);
            pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
            products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
        });
        if (const auto failed = std::ranges::find_if(losses, [](const auto& each) { return !each; });
            failed != losses.end()) {
            evaluation.failure = failed->error().message;
            break;
        }
        // One after the other: sums in another order would be other sums in their last digits.
        for (const Result<Losses>& each : losses) {
            evaluation.loss += each->sum;
            evaluation.squaredLoss += each->squares;
            evaluation.evaluated += each->count;
        }
        if (method != Method::Float)
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat, pairs,
                                   products};
        if (partial)
            partial(evaluation);
    }
    return evaluation;
}

Result<std::vector<float>> TextEvaluator::nextLogits(Method method, const Settings& settings,
                                                     std::span<const std::int32_t> context)
{
    const Shared& state = *state_->shared;
    if (context.empty())
        return fail(state.text->name, ": expected tokens before the one that is predicted, found none");
    const auto steps = static_cast<std::int64_t>(context.size());
    const Result<const GraphRunner*> runner = state_->runnerAt(method, settings);
    if (!runner)
        return tl::unexpected(runner.error());
    std::vector<ValuePtr> states = state.model.zeroStates(1);
    const Result<ValuePtr> logits = state.model.run(**runner, {context.begin(), context.end()}, steps, states);
    if (!logits)
        return tl::unexpected(logits.error());
    const FloatBuffer& floats = (*logits)->floats;
    return std::vector<float>(floats.end() - (*logits)->shape.back(), floats.end());
}

Result<std::vector<std::vector<float>>> TextEvaluator::layerData(std::span<const std::int32_t> context)
{
    std::vector<std::vector<float>> data(state_->shared->folded->layers.size());
    LayerLog log = state_->shared->model.reference().emptyLog();
    log.observe = [&](int layer, std::span<const float> values) {
        data[at(layer)].insert(data[at(layer)].end(), values.begin(), values.end());
    };
    const LanguageModel& model = state_->shared->model;
    const auto steps = static_cast<std::int64_t>(context.size());
    std::vector<ValuePtr> states = model.zeroStates(1);
    if (const auto logits = model.run(model.reference(), {context.begin(), context.end()}, steps, states, &log);
        !logits)
        return tl::unexpected(logits.error());
    return data;
}

Result<float> TextEvaluator::dataScale(int layer, const LayerPlan& plan)
{
    return state_->shared->dataScale(layer, plan);
}

Result<PreparedLayer> TextEvaluator::prepareLayer(int layer, const LayerPlan& plan)
{
    return state_->shared->prepareLayer(layer, plan);
}

std::unique_ptr<Evaluator> TextEvaluator::beside() const
{
    return std::unique_ptr<Evaluator>(new TextEvaluator(std::make_unique<State>(state_->shared)));
}

std::span<const std::int32_t> TextEvaluator::contextOf(std::int64_t token) const
{
    const std::int64_t count = std::min(token, contextTokens);
    return std::span<const std::int32_t>(state_->shared->text->tokens).subspan(at(token - count), at(count));
}

Result<std::vector<float>> TextEvaluator::layerInput(int layer, const DataPlace& place)
{
    if (state_->dataToken != place.sample) {
        Result<std::vector<std::vector<float>>> data = layerData(contextOf(place.sample));
        if (!data)
            return tl::unexpected(data.error());
        state_->placeData = std::move(*data);
        state_->dataToken = place.sample;
    }
    const std::vector<float>& all = state_->placeData[at(layer)];
    const WeightLayer& weights = network().layers[at(layer)];
    if (std::ssize(all) < weights.inputs())
        return fail("layer ", inQuotes(weights.name), ": expected data that enter it, found none");
    return std::vector<float>(all.end() - weights.inputs(), all.end());
}

Result<std::vector<float>> TextEvaluator::firstData(int layer, std::int64_t samples)
{
    return layerData(std::span<const std::int32_t>(state_->shared->text->tokens).first(at(samples)))
        .map([&](std::vector<std::vector<float>> data) { return std::move(data[at(layer)]); });
}

const std::string& TextEvaluator::dataName() const
{
    return state_->shared->text->name;
}

std::int64_t TextEvaluator::availableSamples() const
{
    return std::ssize(state_->shared->text->tokens);
}

std::int64_t TextEvaluator::sampleCount() const
{
    return state_->shared->length() * state_->shared->config.streams;
}

const std::vector<SkippedImage>& TextEvaluator::skipped() const
{
    static const std::vector<SkippedImage> none;
    return none;
}

const Network& TextEvaluator::network() const
{
    return *state_->shared->network;
}

const TokenText& TextEvaluator::text() const
{
    return *state_->shared->text;
}

} // namespace termscope
