#include "core/evaluate/TextEvaluator.h"

#include "core/base/Index.h"
#include "core/base/ParallelFor.h"
#include "core/base/Text.h"
#include "core/evaluate/EmbeddedWords.h"
#include "core/evaluate/LayerPreparation.h"
#include "core/graph/FoldNormalization.h"
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

double TextEvaluation::perplexity() const
{
    return predicted == 0 ? 0.0 : std::exp(loss / static_cast<double>(predicted));
}

Interval TextEvaluation::perplexityInterval() const
{
    if (predicted < 2)
        return {0.0, std::numeric_limits<double>::infinity()};
    const auto n = static_cast<double>(predicted);
    const double mean = loss / n;
    const double variance = std::max(0.0, squaredLoss / n - mean * mean) * n / (n - 1.0);
    const double half = 1.959963984540054 * std::sqrt(variance / n);
    return {std::exp(mean - half), std::exp(mean + half)};
}

/// What the tokens of one thread and batch cost.
struct Losses {
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t count = 0;
};

struct TextEvaluator::State {
    NetworkPtr network;
    NetworkPtr folded;
    std::shared_ptr<const TokenText> text;
    TextConfig config;
    TokenStreams streams;
    ModelInputs inputs;
    int timeAxis = 0; ///< of the tokens
    std::optional<std::int64_t> knownWords;
    std::optional<GraphRunner> floats;
    std::map<int, std::vector<MagnitudeHistogram>> seen;
    std::optional<LayerPreparation> preparation; ///< of the folded network
    std::optional<LayerPreparation> unfolded;    ///< of the network as it is
    /// The network at the last setting that was asked for.
    std::optional<std::tuple<Method, Settings, GraphRunner>> prepared;

    State(NetworkPtr model, std::shared_ptr<const TokenText> tokens, const TextConfig& configured, TokenStreams cut)
        : network(std::move(model)), folded(withFoldedNormalization(network)), text(std::move(tokens)),
          config(configured), streams(cut)
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
    Result<void> findInputs();
    Result<void> findTimeAxis();
    /// Of the graph's input.
    Shape shapeOfTokens(std::int64_t steps, std::int64_t count) const
    {
        return timeAxis == 0 ? Shape{steps, count} : Shape{count, steps};
    }
    Result<void> checkWords();
    StreamRun freshRun(std::int64_t first, std::int64_t count) const;
    std::vector<StreamRun> freshRuns() const;
    /// The layers as they are quantized: BatchNormalization folded into them, or kept after them.
    LayerPreparation& preparationAt(const Settings& settings)
    {
        return settings.foldNormalization ? *preparation : *unfolded;
    }
    Result<const GraphRunner*> runnerAt(Method method, const Settings& settings);
    std::vector<ValuePtr> inputsOf(const StreamRun& run, std::vector<std::int64_t> tokens, std::int64_t steps) const;
    Result<ValuePtr> step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch, LayerLog* log) const;
    Result<const std::vector<MagnitudeHistogram>*> calibrationOf(int samples);
    Result<Losses> judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const;
};

Result<void> TextEvaluator::State::findInputs()
{
    const Graph& graph = *network->graph;
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        if (isFloating(graph.inputs[i].type)) {
            if (!graph.inputs[i].shape)
                return fail(network->name, ": expected the shape of the state ",
                            inQuotes(graph.names[at(graph.inputs[i].value)]), ", found none");
            inputs.states.push_back(i);
        } else {
            inputs.tokens = i;
            ++tokens;
        }
    }
    if (tokens != 1 || graph.outputs.size() != inputs.states.size() + 1)
        return fail(
            network->name,
            ": expected a language model with one input of tokens and an output for each of its states after the "
            "logits, found ",
            tokens, " inputs of integers, ", inputs.states.size(), " of floats and ", graph.outputs.size(), " outputs");
    return {};
}

/// Error: a token of the text that the embedding has no row for; no way to tell, see timeAxis().
Result<void> TextEvaluator::State::findTimeAxis()
{
    const std::int64_t largest = *std::ranges::max_element(text->tokens);
    knownWords = embeddedWords(*network->graph, inputs.tokens);
    if (knownWords && largest >= *knownWords)
        return fail(text->name, ": expected tokens 0 to ", *knownWords - 1, ", as the network knows ", *knownWords,
                    " words, found token ", largest);
    std::vector<std::int32_t> distinct = text->tokens;
    std::ranges::sort(distinct);
    distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
    const Result<int> axis = termscope::timeAxis(*network, *floats, inputs, distinct, config.order);
    if (!axis)
        return tl::unexpected(axis.error());
    timeAxis = *axis;
    return {};
}

/// Two steps show that it runs, and for how many words it has logits: each that comes next must be among them.
Result<void> TextEvaluator::State::checkWords()
{
    StreamRun run = freshRuns().front();
    TokenBatch batch = this->batch(0);
    batch.steps = std::min<std::int64_t>(batch.steps, 2);
    const Result<ValuePtr> logits = step(*floats, run, batch, nullptr);
    if (!logits)
        return tl::unexpected(logits.error());
    const std::int64_t outputs = (*logits)->shape.back();
    const std::int64_t largest = *std::ranges::max_element(text->tokens);
    if (largest < outputs)
        return {};
    if (knownWords && *knownWords > outputs)
        return fail(network->name, ": expected logits for each of the ", *knownWords,
                    " words that it knows, as language models have, found ", outputs, " outputs for a token");
    return fail(text->name, ": expected tokens 0 to ", outputs - 1, ", as the network knows ", outputs,
                " words, found token ", largest);
}

/// Streams with states of zeros.
StreamRun TextEvaluator::State::freshRun(std::int64_t first, std::int64_t count) const
{
    return {first, count, zeroStates(*network->graph, inputs, count)};
}

/// The streams shared out over the cores.
std::vector<StreamRun> TextEvaluator::State::freshRuns() const
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
        return &*floats;
    if (!prepared || std::get<Method>(*prepared) != method || std::get<Settings>(*prepared) != settings) {
        LayerPreparation& preparing = preparationAt(settings);
        std::vector<PreparedLayer> layers;
        for (int layer = 0; layer < static_cast<int>(folded->layers.size()); ++layer) {
            Result<PreparedLayer> made = preparing.layer(layer, method, settings);
            if (!made)
                return tl::unexpected(made.error());
            layers.push_back(std::move(*made));
        }
        Result<GraphRunner> runner = GraphRunner::create(settings.foldNormalization ? folded : network,
                                                         std::move(layers));
        if (!runner)
            return tl::unexpected(runner.error());
        prepared.emplace(method, settings, std::move(*runner));
    }
    return &std::get<GraphRunner>(*prepared);
}

/// The graph's inputs: tokens, given as [steps, streams of the run], and its states.
std::vector<ValuePtr> TextEvaluator::State::inputsOf(const StreamRun& run, std::vector<std::int64_t> tokens,
                                                     std::int64_t steps) const
{
    if (timeAxis == 1) {
        std::vector<std::int64_t> turned;
        for (std::int64_t stream = 0; stream < run.count; ++stream)
            for (std::int64_t t = 0; t < steps; ++t)
                turned.push_back(tokens[at(t * run.count + stream)]);
        tokens = std::move(turned);
    }
    std::vector<ValuePtr> values(network->graph->inputs.size());
    values[inputs.tokens] = integerValue(shapeOfTokens(steps, run.count), std::move(tokens),
                                         network->graph->inputs[inputs.tokens].type);
    for (std::size_t i = 0; i < inputs.states.size(); ++i)
        values[inputs.states[i]] = run.states[i];
    return values;
}

/// Runs some steps of a thread's streams, carries its states on, and returns the logits.
Result<ValuePtr> TextEvaluator::State::step(const GraphRunner& runner, StreamRun& run, const TokenBatch& batch,
                                            LayerLog* log) const
{
    std::vector<std::int64_t> tokens;
    for (std::int64_t t = 0; t < batch.steps; ++t)
        tokens.insert(tokens.end(), batch.inputs.begin() + t * config.streams + run.first,
                      batch.inputs.begin() + t * config.streams + run.first + run.count);
    Result<Outputs> outputs = runner.run(inputsOf(run, std::move(tokens), batch.steps), log);
    if (!outputs)
        return tl::unexpected(outputs.error());
    const ValuePtr logits = (*outputs)[0];
    if (const auto words = wordsOf(*network, *logits, shapeOfTokens(batch.steps, run.count)); !words)
        return tl::unexpected(words.error());
    for (std::size_t i = 0; i < inputs.states.size(); ++i) {
        if ((*outputs)[i + 1]->shape != run.states[i]->shape)
            return fail(network->name, ": expected output ", i + 1, " to be the state ", i, " of shape ",
                        toText(run.states[i]->shape), ", found the shape ", toText((*outputs)[i + 1]->shape));
        run.states[i] = (*outputs)[i + 1];
    }
    return logits;
}

Result<const std::vector<MagnitudeHistogram>*> TextEvaluator::State::calibrationOf(int samples)
{
    const std::int64_t perBatch = config.streams * config.steps;
    const auto count = static_cast<int>(
        std::clamp<std::int64_t>((samples + perBatch - 1) / perBatch, 1, streams.batches()));
    if (const auto found = seen.find(count); found != seen.end())
        return &found->second;
    std::vector<std::vector<float>> values(folded->layers.size());
    StreamRun all = freshRun(0, config.streams);
    LayerLog log = floats->emptyLog();
    log.observe = [&](int layer, std::span<const float> data) {
        values[at(layer)].insert(values[at(layer)].end(), data.begin(), data.end());
    };
    for (std::int64_t batch = 0; batch < count; ++batch)
        if (const auto logits = step(*floats, all, streams.batch(batch), &log); !logits)
            return tl::unexpected(logits.error());
    std::vector<MagnitudeHistogram> histograms;
    for (const auto& entered : values)
        histograms.push_back(magnitudeHistogram(entered));
    return &(seen[count] = std::move(histograms));
}

/// Error: the text has a token that the network does not know.
Result<Losses> TextEvaluator::State::judge(const Value& logits, const StreamRun& run, const TokenBatch& batch) const
{
    const std::int64_t words = logits.size() / (batch.steps * run.count);
    Losses losses;
    for (std::int64_t row = 0; row < batch.steps * run.count; ++row) {
        const std::int64_t step = timeAxis == 0 ? row / run.count : row % batch.steps;
        const std::int64_t stream = timeAxis == 0 ? row % run.count : row / batch.steps;
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

bool takesTokens(const Network& network)
{
    return network.graph
           && std::ranges::any_of(network.graph->inputs, [](const auto& input) { return !isFloating(input.type); });
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
    Result<GraphRunner> runs = GraphRunner::create(network);
    if (!runs)
        return tl::unexpected(runs.error());
    auto state = std::make_unique<State>(network, text, config, *streams);
    if (const Result<void> found = state->findInputs(); !found)
        return tl::unexpected(found.error());
    state->floats = std::move(*runs);
    State* const kept = state.get();
    const auto histograms = [kept](int samples) { return kept->calibrationOf(samples); };
    state->preparation.emplace(state->folded, histograms);
    state->unfolded.emplace(state->network, histograms);
    if (const Result<void> found = state->findTimeAxis(); !found)
        return tl::unexpected(found.error());
    if (const Result<void> right = state->checkWords(); !right)
        return tl::unexpected(right.error());
    return TextEvaluator(std::move(state));
}

TextEvaluation TextEvaluator::evaluate(Method method, const Settings& settings, const TextPartial& partial)
{
    State& state = *state_;
    TextEvaluation evaluation;
    evaluation.method = method;
    evaluation.settings = settings;
    evaluation.total = state.length() * state.config.streams;
    const Result<const GraphRunner*> found = state.runnerAt(method, settings);
    if (!found) {
        evaluation.failure = found.error().message;
        return evaluation;
    }
    const GraphRunner& runner = **found;
    const bool logged = method != Method::Float;
    std::vector<StreamRun> runs = state.freshRuns();
    const Work work{provisionedPairs(*state.network, method, settings), 0.0,
                    shareInFloat(*state.network, method, settings)};
    double pairs = 0.0;
    double products = 0.0;
    std::mutex mutex;
    for (std::int64_t index = 0; index < state.batches(); ++index) {
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
            evaluation.predicted += each->count;
        }
        if (method != Method::Float)
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat};
        if (partial && !partial(evaluation))
            break;
    }
    return evaluation;
}

Result<std::vector<float>> TextEvaluator::nextLogits(Method method, const Settings& settings,
                                                     std::span<const std::int32_t> context)
{
    State& state = *state_;
    if (context.empty())
        return fail(state.text->name, ": expected tokens before the one that is predicted, found none");
    const auto steps = static_cast<std::int64_t>(context.size());
    const Result<const GraphRunner*> runner = state.runnerAt(method, settings);
    if (!runner)
        return tl::unexpected(runner.error());
    const StreamRun run = state.freshRun(0, 1);
    const Result<Outputs> outputs = (*runner)->run(state.inputsOf(run, {context.begin(), context.end()}, steps));
    if (!outputs)
        return tl::unexpected(outputs.error());
    const Value& logits = *outputs->front();
    const Result<std::int64_t> words = wordsOf(*state.network, logits, state.shapeOfTokens(steps, 1));
    if (!words)
        return tl::unexpected(words.error());
    return std::vector<float>(logits.floats.end() - *words, logits.floats.end());
}

Result<std::vector<std::vector<float>>> TextEvaluator::layerData(std::span<const std::int32_t> context)
{
    std::vector<std::vector<float>> data(state_->folded->layers.size());
    LayerLog log = state_->floats->emptyLog();
    log.observe = [&](int layer, std::span<const float> values) {
        data[at(layer)].insert(data[at(layer)].end(), values.begin(), values.end());
    };
    const StreamRun run = state_->freshRun(0, 1);
    const auto steps = static_cast<std::int64_t>(context.size());
    if (const auto outputs = state_->floats->run(state_->inputsOf(run, {context.begin(), context.end()}, steps), &log);
        !outputs)
        return tl::unexpected(outputs.error());
    return data;
}

Result<float> TextEvaluator::dataScale(int layer, Method method, const Settings& settings)
{
    return state_->preparationAt(settings).dataScale(layer, method, settings);
}

Result<PreparedLayer> TextEvaluator::prepareLayer(int layer, Method method, const Settings& settings)
{
    return state_->preparationAt(settings).layer(layer, method, settings);
}

const Network& TextEvaluator::network() const
{
    return *state_->network;
}

const TokenText& TextEvaluator::text() const
{
    return *state_->text;
}

} // namespace termscope
