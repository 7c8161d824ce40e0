#include "core/evaluate/TextEvaluator.h"

#include "core/base/Index.h"
#include "core/base/ParallelFor.h"
#include "core/base/PatientLock.h"
#include "core/base/Text.h"
#include "core/evaluate/LayerPreparation.h"
#include "core/evaluate/StreamedText.h"
#include "core/graph/FoldNormalization.h"
#include "core/graph/WithoutQuantization.h"
#include "core/run/GraphRunner.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace termscope {

/// What evaluators beside each other share: the model in float32, calibration, quantized weights.
struct TextEvaluator::Shared {
    const NetworkPtr network;
    const NetworkPtr folded;
    const StreamedText streamed;

    std::timed_mutex mutex; ///< of what follows
    std::map<int, std::vector<MagnitudeHistogram>> seen;
    LayerPreparation preparation; ///< of the folded network
    LayerPreparation unfolded;    ///< of the network as it is

    Shared(NetworkPtr given, StreamedText text)
        : network(std::move(given)), folded(withFoldedNormalization(network)), streamed(std::move(text)),
          preparation(folded, [this](int samples) { return calibrationOf(samples); }),
          unfolded(network, [this](int samples) { return calibrationOf(samples); })
    {
    }

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
    std::map<int, ActivationOperands> placeProducts;
    std::vector<StreamRun> reading; ///< of readBatch

    explicit State(std::shared_ptr<Shared> of) : shared(std::move(of)) {}

    Result<const GraphRunner*> runnerAt(Method method, const Settings& settings);
};

/// Error: the tokens that calibrate cannot be run.
Result<const GraphRunner*> TextEvaluator::State::runnerAt(Method method, const Settings& settings)
{
    if (method == Method::Float)
        return &shared->streamed.model().reference();
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

Result<const std::vector<MagnitudeHistogram>*> TextEvaluator::Shared::calibrationOf(int samples)
{
    const auto count = static_cast<int>(streamed.wholeBatches(samples));
    if (const auto found = seen.find(count); found != seen.end())
        return &found->second;
    std::vector<std::vector<float>> values(operandCount(*folded));
    std::vector<StreamRun> runs = streamed.runsOfAll();
    const GraphRunner& reference = streamed.model().reference();
    LayerLog log = reference.emptyLog();
    log.observe = [&](int layer, std::span<const float> data) {
        values[at(layer)].insert(values[at(layer)].end(), data.begin(), data.end());
    };
    for (std::int64_t batch = 0; batch < count; ++batch)
        for (StreamRun& run : runs)
            if (const auto logits = streamed.step(reference, run, streamed.wholeBatch(batch), &log); !logits)
                return tl::unexpected(logits.error());
    std::vector<MagnitudeHistogram> histograms;
    for (const auto& entered : values)
        histograms.push_back(magnitudeHistogram(entered));
    return &(seen[count] = std::move(histograms));
}

TextEvaluator::TextEvaluator(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextEvaluator::~TextEvaluator() = default;
TextEvaluator::TextEvaluator(TextEvaluator&&) noexcept = default;
TextEvaluator& TextEvaluator::operator=(TextEvaluator&&) noexcept = default;

Result<TextEvaluator> TextEvaluator::create(NetworkPtr network, std::shared_ptr<const TokenText> text,
                                            const TextConfig& config)
{
    for (const WeightLayer& layer : network->layers)
        if (const Result<void> finite = checkLayer(*network, layer); !finite)
            return tl::unexpected(finite.error());
    Result<StreamedText> streamed = StreamedText::create(network, std::move(text), config);
    if (!streamed)
        return tl::unexpected(streamed.error());
    return TextEvaluator(std::make_unique<State>(std::make_shared<Shared>(std::move(network), std::move(*streamed))));
}

Evaluation TextEvaluator::evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                                        const Partial& partial)
{
    const StreamedText& text = state_->shared->streamed;
    Evaluation evaluation;
    evaluation.workload = Workload::Text;
    evaluation.method = method;
    evaluation.settings = settings;
    evaluation.window = text.window().value_or(0);
    const std::int64_t batches = text.batches(range.count);
    evaluation.total = text.predicted(batches);
    const Result<const GraphRunner*> found = state_->runnerAt(method, settings);
    if (!found) {
        evaluation.failure = found.error().message;
        return evaluation;
    }
    const GraphRunner& runner = **found;
    const bool logged = method != Method::Float;
    std::vector<StreamRun> runs = text.freshRuns();
    const NetworkPlan plan(network(), method, settings);
    Work work{provisionedPairs(network(), plan), 0.0, shareInFloat(network(), plan)};
    const double weightsInFloat = work.inFloat;
    const bool attends = std::ranges::any_of(network().layers, &WeightLayer::isAttention);
    double pairs = 0.0;
    double products = 0.0;
    double floatProducts = 0.0;
    std::vector<double> byLayer(network().layers.size(), 0.0);
    std::mutex mutex;
    for (std::int64_t index = 0; index < batches; ++index) {
        checkCancelled();
        const TokenBatch batch = text.batch(index);
        std::vector<Result<Losses>> losses(runs.size());
        parallelFor(std::ssize(runs), [&](std::int64_t i) {
            const auto t = static_cast<std::size_t>(i);
            const SingleThreadScope alone;
            LayerLog log = runner.emptyLog();
            const Result<ValuePtr> logits = text.step(runner, runs[t], batch, logged ? &log : nullptr);
            losses[t] = logits ? text.judge(**logits, runs[t], batch) : tl::unexpected(logits.error());
            const std::lock_guard adding(mutex);
            pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
            products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
            floatProducts += log.floatProducts;
            std::ranges::transform(byLayer, log.products, byLayer.begin(), std::plus<>());
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
        if (attends && logged) { // what activations multiply depends on the window
            work.provisioned = provisionedPairs(network(), plan, byLayer);
            work.inFloat = weightsInFloat + (products > 0.0 ? floatProducts / (products + floatProducts) : 0.0);
        }
        if (method != Method::Float)
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat, pairs,
                                   products};
        if (partial)
            partial(evaluation);
    }
    return evaluation;
}

std::int64_t TextEvaluator::batches() const
{
    return state_->shared->streamed.batches();
}

Result<SampleOutputs> TextEvaluator::readBatch(const Variant& variant, std::int64_t index, Evaluation& evaluation)
{
    const StreamedText& text = state_->shared->streamed;
    const Result<const GraphRunner*> runner = state_->runnerAt(variant.method, variant.settings);
    if (!runner)
        return tl::unexpected(runner.error());
    std::vector<StreamRun>& runs = state_->reading;
    if (index == 0)
        runs = text.freshRuns();
    checkCancelled();
    const TokenBatch batch = text.batch(index);
    std::vector<Result<ValuePtr>> logits(runs.size());
    parallelFor(std::ssize(runs), [&](std::int64_t i) {
        const SingleThreadScope alone;
        logits[at(i)] = text.step(**runner, runs[at(i)], batch, nullptr);
    });
    SampleOutputs outputs;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Result<Losses> losses = logits[i] ? text.judge(**logits[i], runs[i], batch)
                                                : tl::unexpected(logits[i].error());
        if (!losses)
            return tl::unexpected(losses.error());
        evaluation.loss += losses->sum;
        evaluation.squaredLoss += losses->squares;
        evaluation.evaluated += losses->count;
        outputs.rows += losses->count;
        outputs.classes = (*logits[i])->shape.back();
        outputs.sizes = {outputs.classes};
        const FloatBuffer& values = (*logits[i])->floats;
        outputs.values.insert(outputs.values.end(), values.begin(), values.end());
        for (const StreamedText::Target& target : text.targetsOf(runs[i], batch, index)) {
            outputs.labels.push_back(target.token);
            outputs.numbers.push_back(target.number);
        }
    }
    return outputs;
}

Result<std::vector<float>> TextEvaluator::nextLogits(Method method, const Settings& settings,
                                                     std::span<const std::int32_t> context)
{
    const LanguageModel& model = state_->shared->streamed.model();
    if (context.empty())
        return fail(dataName(), ": expected tokens before the one that is predicted, found none");
    const auto steps = static_cast<std::int64_t>(context.size());
    const Result<const GraphRunner*> runner = state_->runnerAt(method, settings);
    if (!runner)
        return tl::unexpected(runner.error());
    std::vector<ValuePtr> states = model.zeroStates(1);
    const Result<ValuePtr> logits = model.run(**runner, {context.begin(), context.end()}, steps, states);
    if (!logits)
        return tl::unexpected(logits.error());
    const FloatBuffer& floats = (*logits)->floats;
    return std::vector<float>(floats.end() - (*logits)->shape.back(), floats.end());
}

namespace {

/// Of what a run of `steps` tokens added behind `begin`, once a use of the layer, what belongs to the first `kept`.
void keepSteps(std::vector<float>& data, std::size_t begin, std::size_t uses, std::size_t steps, std::size_t kept)
{
    const std::size_t use = (data.size() - begin) / uses;
    for (std::size_t i = 1; i < uses; ++i)
        std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(begin + i * use), use / steps * kept,
                    data.begin() + static_cast<std::ptrdiff_t>(begin + i * (use / steps * kept)));
    data.resize(begin + uses * (use / steps * kept));
}

/// Of what the operand of a layer's product has the number of: that stays in the array, too.
std::size_t usesOf(const Network& network, std::size_t operand)
{
    return operand < network.layers.size() ? static_cast<std::size_t>(network.layers[operand].uses) : 1;
}

} // namespace

/// `products`: gets the operands of those of activations, of the last tokens that run together.
Result<std::vector<std::vector<float>>> TextEvaluator::layerData(std::span<const std::int32_t> context,
                                                                 std::map<int, ActivationOperands>* products)
{
    std::vector<std::vector<float>> data(operandCount(*state_->shared->folded));
    const LanguageModel& model = state_->shared->streamed.model();
    LayerLog log = model.reference().emptyLog();
    log.observe = [&](int layer, std::span<const float> values) {
        data[at(layer)].insert(data[at(layer)].end(), values.begin(), values.end());
    };
    if (products != nullptr)
        log.observeProduct = [products](int layer, ActivationOperands operands) {
            (*products)[layer] = std::move(operands);
        };
    std::vector<ValuePtr> states = model.zeroStates(1);
    const auto atATime = static_cast<std::size_t>(state_->shared->streamed.window().value_or(std::ssize(context)));
    for (std::size_t first = 0; first < context.size(); first += atATime) {
        const std::span<const std::int32_t> some = context.subspan(first, std::min(atATime, context.size() - first));
        std::vector<std::size_t> before;
        for (const auto& values : data)
            before.push_back(values.size());
        if (const auto logits = model.run(model.reference(), {some.begin(), some.end()}, std::ssize(some), states,
                                          &log);
            !logits)
            return tl::unexpected(logits.error());
        // What a network of a fixed number of steps makes of the ones behind the text is no data of it.
        if (const auto steps = static_cast<std::size_t>(model.declaredSteps().value_or(0)); steps > some.size())
            for (std::size_t i = 0; i < data.size(); ++i)
                keepSteps(data[i], before[i], usesOf(*state_->shared->folded, i), steps, some.size());
    }
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
    const std::int64_t most = std::min(state_->shared->streamed.window().value_or(contextTokens), contextTokens);
    const std::int64_t count = std::min(token, most);
    return std::span<const std::int32_t>(state_->shared->streamed.text().tokens).subspan(at(token - count), at(count));
}

/// Reads the tokens before a place, unless they were read last.
Result<void> TextEvaluator::readTo(std::int64_t token)
{
    if (state_->dataToken == token)
        return {};
    state_->placeProducts.clear();
    Result<std::vector<std::vector<float>>> data = layerData(contextOf(token), &state_->placeProducts);
    if (!data)
        return tl::unexpected(data.error());
    state_->placeData = std::move(*data);
    state_->dataToken = token;
    return {};
}

Result<ActivationOperands> TextEvaluator::productOperands(int layer, std::int64_t sample)
{
    if (const Result<void> read = readTo(sample); !read)
        return tl::unexpected(read.error());
    const auto found = state_->placeProducts.find(layer);
    if (found == state_->placeProducts.end() && network().layers[at(layer)].isAttention())
        return fail(dataName(), ": expected tokens before the place, found none");
    if (found == state_->placeProducts.end())
        return fail("layer ", inQuotes(network().layers[at(layer)].name),
                    ": expected a product of two activations, found weights");
    return found->second;
}

Result<std::vector<float>> TextEvaluator::layerInput(int layer, const DataPlace& place)
{
    if (const Result<void> read = readTo(place.sample); !read)
        return tl::unexpected(read.error());
    const std::vector<float>& all = state_->placeData[at(layer)];
    const WeightLayer& weights = network().layers[at(layer)];
    if (std::ssize(all) < weights.inputs())
        return fail("layer ", inQuotes(weights.name), ": expected data that enter it, found none");
    return std::vector<float>(all.end() - weights.inputs(), all.end());
}

Result<std::vector<float>> TextEvaluator::firstData(int layer, std::int64_t samples)
{
    return layerData(std::span<const std::int32_t>(state_->shared->streamed.text().tokens).first(at(samples)))
        .map([&](std::vector<std::vector<float>> data) { return std::move(data[at(layer)]); });
}

const std::string& TextEvaluator::dataName() const
{
    return state_->shared->streamed.text().name;
}

std::int64_t TextEvaluator::availableSamples() const
{
    return std::ssize(state_->shared->streamed.text().tokens);
}

std::int64_t TextEvaluator::sampleCount() const
{
    return state_->shared->streamed.predicted();
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
    return state_->shared->streamed.text();
}

std::optional<std::int64_t> TextEvaluator::window() const
{
    return state_->shared->streamed.window();
}

} // namespace termscope
