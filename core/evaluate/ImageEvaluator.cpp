#include "core/evaluate/ImageEvaluator.h"

#include "core/base/ParallelFor.h"
#include "core/base/Text.h"
#include "core/data/DatasetReader.h"
#include "core/data/SampleStream.h"
#include "core/evaluate/CurveCache.h"
#include "core/evaluate/ImagePreparation.h"
#include "core/evaluate/LayerNoise.h"
#include "core/evaluate/VariantRuns.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace termscope {
namespace {

/// Blocks of the first estimate, and of each step after it.
constexpr std::int64_t firstWave = 4;
constexpr std::int64_t laterWave = ImagePreparation::blocksAtOnce;

/// What a block gives, and of images without labels what the float network gives.
struct BlockOutputs {
    Result<std::vector<float>> own;
    Result<std::vector<float>> reference;

    /// Null: none.
    const Error* error() const { return !own ? &own.error() : !reference ? &reference.error() : nullptr; }
};

/// Everything that the network gives for a sample. The float network is there already.
Result<Outputs> wholeRun(ImagePreparation& shared, const Variant& variant, std::span<const float> sample)
{
    if (variant.method == Method::Float)
        return shared.path.runWhole(shared.path.reference(), sample);
    const Result<GraphRunner> runner = runnerOf(shared, variant);
    return runner ? shared.path.runWhole(*runner, sample) : tl::unexpected(runner.error());
}

/// Some samples of a wave.
struct SampleBlock {
    std::span<const float> samples; ///< [rows, features]
    std::int64_t rows = 0;
    std::int64_t index = 0; ///< of all blocks
};

} // namespace

struct ImageEvaluator::State {
    std::shared_ptr<ImagePreparation> shared;
    const GraphPath& path;
    CurveCache curve;
    std::unique_ptr<State> unfolded; ///< for settings that keep BatchNormalization; made when it is asked for
    std::optional<std::pair<std::int64_t, std::vector<std::vector<float>>>> lastSample;
    std::map<int, ActivationOperands> lastProducts; ///< of activations with each other, of that sample
    std::vector<SkippedImage> skipped;              ///< by the last evaluation of a stream

    explicit State(std::shared_ptr<ImagePreparation> of) : shared(std::move(of)), path(shared->path) {}

    /// The state of networks whose weights are quantized as the settings say. Error: the network cannot be run so.
    Result<State*> at(const Settings& settings)
    {
        if (settings.foldNormalization || !path.folds())
            return this;
        if (!unfolded) {
            Result<std::shared_ptr<ImagePreparation>> kept = shared->withoutFolding();
            if (!kept)
                return tl::unexpected(kept.error());
            unfolded = std::make_unique<State>(std::move(*kept));
        }
        return unfolded.get();
    }

    /// The layer as it is quantized.
    const WeightLayer& layerAt(int layer) const { return path.folded()->layers[static_cast<std::size_t>(layer)]; }
    Evaluation evaluate(Method method, const Settings& settings, const SampleRange& range, const Partial& partial);

    template <class RunBlock>
    void runWave(Evaluation& evaluation, std::int64_t begin, const SampleRows& wave, RunBlock runBlock);
    template <class RunBlock, class AfterWave>
    void runWaves(Evaluation& evaluation, const SampleRange& range, RunBlock runBlock, AfterWave afterWave);
};

/// Runs the blocks of a wave, which begins with sample `begin`, and judges them up to the first that cannot be run.
template <class RunBlock>
void ImageEvaluator::State::runWave(Evaluation& evaluation, std::int64_t begin, const SampleRows& wave,
                                    RunBlock runBlock)
{
    const std::int64_t size = path.blockRows();
    const std::int64_t blocks = (wave.count + size - 1) / size;
    const auto features = static_cast<std::size_t>(shared->dataset->features());
    const bool labelled = shared->isLabelled();
    std::vector<BlockOutputs> outputs(static_cast<std::size_t>(blocks));
    parallelFor(blocks, [&](std::int64_t i) {
        const SingleThreadScope alone;
        const std::int64_t rows = std::min(size, wave.count - i * size);
        const auto samples = wave.values.subspan(static_cast<std::size_t>(i * size) * features,
                                                 static_cast<std::size_t>(rows) * features);
        const SampleBlock block{samples, rows, begin / size + i};
        BlockOutputs& found = outputs[static_cast<std::size_t>(i)];
        found.own = runBlock(block);
        if (!labelled && evaluation.method != Method::Float)
            found.reference = shared->floatOutputs(block.index, samples, rows);
    });
    for (std::int64_t i = 0; i < blocks; ++i) {
        const BlockOutputs& found = outputs[static_cast<std::size_t>(i)];
        if (const Error* const error = found.error()) {
            evaluation.failure = error->message;
            return;
        }
        const auto rows = static_cast<std::size_t>(std::min(size, wave.count - i * size));
        const auto places = static_cast<std::size_t>(path.places());
        if (labelled)
            judge(evaluation, *found.own,
                  wave.labels.subspan(static_cast<std::size_t>(i * size) * places, rows * places));
        else
            judgeByFloat(evaluation, *found.own, evaluation.method == Method::Float ? *found.own : *found.reference);
    }
}

/// Runs the blocks in waves, a few in parallel, so that an estimate is there soon. Of a stream, the next wave is
/// decoded meanwhile.
template <class RunBlock, class AfterWave>
void ImageEvaluator::State::runWaves(Evaluation& evaluation, const SampleRange& range, RunBlock runBlock,
                                     AfterWave afterWave)
{
    const std::int64_t size = path.blockRows();
    SampleStream stream(shared->dataset, range.first, range.count);
    while (evaluation.evaluated < evaluation.total && evaluation.failure.empty()) {
        checkCancelled();
        const std::int64_t done = evaluation.evaluated;
        const std::int64_t wanted = std::min(evaluation.total - done, (done == 0 ? firstWave : laterWave) * size);
        const Result<SampleRows> wave = stream.take(wanted);
        if (!wave)
            evaluation.failure = wave.error().message;
        if (!wave || wave->count == 0)
            break;
        runWave(evaluation, range.first + done, *wave, runBlock);
        afterWave();
    }
    if (!shared->dataset->streamed() || !evaluation.failure.empty())
        return;
    skipped = stream.skipped();
    evaluation.total = evaluation.evaluated;
    if (evaluation.evaluated == 0)
        evaluation.failure = text(shared->dataset->name, ": expected images that can be read, found none; ",
                                  toText(skipped, std::ssize(skipped)));
}

/// The layers' integers on the graph; float32 on the graph as the file has it.
Evaluation ImageEvaluator::State::evaluate(Method method, const Settings& settings, const SampleRange& range,
                                           const Partial& partial)
{
    Evaluation evaluation = shared->begin(method, settings, range);
    const auto tell = [&] {
        if (partial)
            partial(evaluation);
    };
    if (method == Method::Float) {
        runWaves(
            evaluation, range,
            [&](const SampleBlock& block) {
                return shared->isLabelled() ? path.run(path.reference(), block.samples, block.rows)
                                            : shared->floatOutputs(block.index, block.samples, block.rows);
            },
            tell);
        return evaluation;
    }
    const NetworkPlan plan(*shared->network, method, settings);
    Result<PreparedNetwork> prepared = shared->prepare(plan);
    Result<GraphRunner> made = prepared ? GraphRunner::create(std::move(prepared->network), std::move(prepared->layers))
                                        : Result<GraphRunner>(tl::unexpected(prepared.error()));
    if (!made) {
        evaluation.failure = made.error().message;
        return evaluation;
    }
    const auto runner = std::make_shared<const GraphRunner>(std::move(*made));
    curve.begin(runner);
    const Work work{provisionedPairs(*shared->network, plan), 0.0, shareInFloat(*shared->network, plan)};
    double pairs = 0.0;
    double products = 0.0;
    std::mutex mutex;
    runWaves(
        evaluation, range,
        [&](const SampleBlock& block) {
            LayerLog log = runner->emptyLog();
            Result<std::vector<float>> outputs = curve.run(path, block.index, block.samples, block.rows, log);
            const std::lock_guard adding(mutex);
            pairs += std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
            products += std::accumulate(log.products.begin(), log.products.end(), 0.0);
            return outputs;
        },
        [&] {
            evaluation.work = Work{work.provisioned, products > 0.0 ? pairs / products : 0.0, work.inFloat, pairs,
                                   products};
            tell();
        });
    return evaluation;
}

ImageEvaluator::ImageEvaluator(std::unique_ptr<State> state) : state_(std::move(state)) {}
ImageEvaluator::~ImageEvaluator() = default;
ImageEvaluator::ImageEvaluator(ImageEvaluator&&) noexcept = default;
ImageEvaluator& ImageEvaluator::operator=(ImageEvaluator&&) noexcept = default;

Result<ImageEvaluator> ImageEvaluator::create(NetworkPtr network, DatasetPtr dataset, std::int64_t limit)
{
    if (!network->graph)
        return fail(network->name, ": holds weights only; accuracy needs a network that says how it is run (ONNX)");
    if (dataset->count() == 0)
        return fail(dataset->name, ": holds no images");
    for (const WeightLayer& layer : network->layers)
        if (const Result<void> finite = checkLayer(*network, layer); !finite)
            return tl::unexpected(finite.error());
    // Images of rows and columns are told apart by their shape, further down; rows of values by how many there are.
    const auto& taken = network->graph->inputs.empty() ? std::nullopt : network->graph->inputs[0].shape;
    const std::int64_t values = taken && taken->size() == 4 ? 0 : network->inputFeatures;
    if (const Result<void> fits = checkFits(*dataset, values, 0); !fits)
        return tl::unexpected(fits.error());
    Result<GraphPath> path = GraphPath::create(network, *dataset);
    if (!path)
        return tl::unexpected(path.error());
    if (const Result<void> fits = checkFits(*dataset, 0, path->classes()); !fits)
        return tl::unexpected(fits.error());
    const std::int64_t samples = limit > 0 ? std::min(limit, dataset->count()) : dataset->count();
    return ImageEvaluator(std::make_unique<State>(
        std::make_shared<ImagePreparation>(std::move(network), std::move(dataset), samples, std::move(*path))));
}

Evaluation ImageEvaluator::evaluateRange(Method method, const Settings& settings, const SampleRange& range,
                                         const Partial& partial)
{
    checkCancelled();
    const Result<State*> state = state_->at(settings);
    if (!state) {
        Evaluation evaluation = state_->shared->begin(method, settings, range);
        evaluation.failure = state.error().message;
        return evaluation;
    }
    Evaluation evaluation = (*state)->evaluate(method, settings, range, partial);
    if (*state != state_.get())
        state_->skipped = (*state)->skipped;
    return evaluation;
}

Result<PreparedLayer> ImageEvaluator::prepareLayer(int layer, const LayerPlan& plan)
{
    const Result<State*> state = state_->at(plan.settings);
    return state ? (*state)->shared->prepareLayer(layer, plan) : tl::unexpected(state.error());
}

Result<PreparedNetwork> ImageEvaluator::prepare(Method method, const Settings& settings)
{
    const Result<State*> state = state_->at(settings);
    return state ? (*state)->shared->prepare({network(), method, settings}) : tl::unexpected(state.error());
}

Result<std::vector<float>> ImageEvaluator::scoresOf(Method method, const Settings& settings,
                                                    std::span<const float> sample)
{
    const Result<State*> state = state_->at(settings);
    if (!state)
        return tl::unexpected(state.error());
    const GraphPath& path = (*state)->path;
    if (method == Method::Float) {
        LayerLog log = path.reference().emptyLog();
        return path.run(path.reference(), sample, 1, &log);
    }
    Result<PreparedNetwork> prepared = (*state)->shared->prepare({network(), method, settings});
    if (!prepared)
        return tl::unexpected(prepared.error());
    const Result<GraphRunner> runner = GraphRunner::create(std::move(prepared->network), std::move(prepared->layers));
    if (!runner)
        return tl::unexpected(runner.error());
    LayerLog log = runner->emptyLog();
    return path.run(*runner, sample, 1, &log);
}

Result<std::vector<float>> ImageEvaluator::outputs(Method method, const Settings& settings, std::int64_t sample)
{
    const Result<std::vector<float>> values = sampleValues(state_->shared->dataset, sample);
    return values ? scoresOf(method, settings, *values) : tl::unexpected(values.error());
}

Result<RunOutputs> ImageEvaluator::allOutputs(const Variant& variant, std::int64_t sample)
{
    const Result<std::vector<float>> values = sampleValues(state_->shared->dataset, sample);
    if (!values)
        return tl::unexpected(values.error());
    const Result<State*> state = state_->at(variant.settings);
    if (!state)
        return tl::unexpected(state.error());
    const GraphPath& path = (*state)->path;
    const Result<Outputs> outputs = wholeRun(*(*state)->shared, variant, *values);
    if (!outputs)
        return tl::unexpected(outputs.error());
    RunOutputs found;
    for (std::size_t i = 0; i < outputs->size(); ++i) {
        const Value& value = *(*outputs)[i];
        NamedOutput output{path.outputName(i), path.judged().withoutSamples(value.shape, 1), {}};
        if (value.floating())
            output.values.assign(value.floats.begin(), value.floats.end());
        else
            for (const std::int64_t integer : value.integers)
                output.values.push_back(static_cast<float>(integer));
        found.outputs.push_back(std::move(output));
    }
    if (path.classes() == 0)
        return found;
    found.classes = path.classes();
    found.places = path.places();
    Result<std::vector<float>> scores = path.judged().take(*outputs, 1);
    if (!scores)
        return tl::unexpected(scores.error());
    found.scores.assign(scores->begin(), scores->begin() + static_cast<std::ptrdiff_t>(found.classes * found.places));
    return found;
}

Result<SampleOutputs> ImageEvaluator::outputsOf(const Variant& variant, const SampleRange& range)
{
    checkCancelled();
    const Result<State*> state = state_->at(variant.settings);
    if (!state)
        return tl::unexpected(state.error());
    ImagePreparation& shared = *(*state)->shared;
    const GraphPath& path = shared.path;
    const Result<GraphRunner> runner = runnerOf(shared, variant);
    if (!runner)
        return tl::unexpected(runner.error());
    SampleOutputs all{0, path.places(), path.classes(), {}, {}, {}};
    for (const JudgedOutput& output : path.judged().list())
        all.sizes.push_back(output.size());
    SampleStream stream(shared.dataset, range.first, range.count);
    const auto features = static_cast<std::size_t>(shared.dataset->features());
    const std::int64_t size = path.blockRows();
    while (true) {
        checkCancelled();
        const Result<SampleRows> wave = stream.take(laterWave * size);
        if (!wave)
            return tl::unexpected(wave.error());
        if (wave->count == 0)
            return all;
        std::vector<Result<std::vector<float>>> blocks(static_cast<std::size_t>((wave->count + size - 1) / size));
        parallelFor(std::ssize(blocks), [&](std::int64_t i) {
            const SingleThreadScope alone;
            const std::int64_t rows = std::min(size, wave->count - i * size);
            LayerLog log = runner->emptyLog();
            blocks[static_cast<std::size_t>(i)] = path.run(
                *runner,
                wave->values.subspan(static_cast<std::size_t>(i * size) * features,
                                     static_cast<std::size_t>(rows) * features),
                rows, &log);
        });
        for (const Result<std::vector<float>>& block : blocks) {
            if (!block)
                return tl::unexpected(block.error());
            all.values.insert(all.values.end(), block->begin(), block->end());
        }
        all.labels.insert(all.labels.end(), wave->labels.begin(), wave->labels.end());
        all.rows += wave->count;
    }
}

VariantScores ImageEvaluator::evaluateVariants(const Variant& trunk, std::span<const Variant> variants,
                                               const SampleRange& range, const OnVariant& tell)
{
    checkCancelled();
    const Result<State*> state = state_->at(trunk.settings);
    if (!state)
        return {state_->shared->begin(trunk.method, trunk.settings, range), {}, state.error().message};
    return termscope::evaluateVariants(*(*state)->shared, trunk, variants, range, tell);
}

Result<std::vector<std::optional<double>>> ImageEvaluator::outputNoise(const Variant& trunk,
                                                                       std::span<const Variant> variants,
                                                                       std::span<const int> layers,
                                                                       std::int64_t samples)
{
    checkCancelled();
    const Result<State*> state = state_->at(trunk.settings);
    if (!state)
        return tl::unexpected(state.error());
    return termscope::outputNoise(*(*state)->shared, trunk, variants, layers, samples);
}

Result<float> ImageEvaluator::dataScale(int layer, const LayerPlan& plan)
{
    const Result<State*> state = state_->at(plan.settings);
    return state ? (*state)->shared->dataScale(layer, plan) : tl::unexpected(state.error());
}

/// Runs a sample, unless it was run last.
Result<void> ImageEvaluator::readSample(std::int64_t sample)
{
    if (state_->lastSample && state_->lastSample->first == sample)
        return {};
    const Result<std::vector<float>> values = sampleValues(state_->shared->dataset, sample);
    if (!values)
        return tl::unexpected(values.error());
    state_->lastProducts.clear();
    Result<std::vector<std::vector<float>>> data = state_->path.layerData(*values, &state_->lastProducts);
    if (!data)
        return tl::unexpected(data.error());
    state_->lastSample.emplace(sample, std::move(*data));
    return {};
}

Result<std::vector<float>> ImageEvaluator::layerData(int layer, std::int64_t sample)
{
    if (const Result<void> read = readSample(sample); !read)
        return tl::unexpected(read.error());
    return state_->lastSample->second[static_cast<std::size_t>(layer)];
}

Result<ActivationOperands> ImageEvaluator::productOperands(int layer, std::int64_t sample)
{
    if (const Result<void> read = readSample(sample); !read)
        return tl::unexpected(read.error());
    const auto found = state_->lastProducts.find(layer);
    if (found == state_->lastProducts.end())
        return fail("layer ", inQuotes(network().layers[static_cast<std::size_t>(layer)].name),
                    ": expected a product of two activations, found weights");
    return found->second;
}

Result<std::vector<float>> ImageEvaluator::layerInput(int layer, const DataPlace& place)
{
    return layerData(layer, place.sample).map([&](const std::vector<float>& data) {
        return layerRow(state_->layerAt(layer), data, place.place, place.row);
    });
}

Result<std::vector<float>> ImageEvaluator::firstData(int layer, std::int64_t samples)
{
    std::vector<float> all;
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        const Result<std::vector<float>> data = layerData(layer, sample);
        if (!data)
            return data;
        all.insert(all.end(), data->begin(), data->end());
    }
    return all;
}

/// Sums of squares depend on the order in which they are added, as those of losses do: images without labels are not
/// cut.
std::optional<std::int64_t> ImageEvaluator::blockRows() const
{
    // Intersections and unions of classes do not follow from those of parts.
    return state_->shared->isLabelled() && state_->path.places() == 1 ? std::optional(state_->path.blockRows())
                                                                      : std::nullopt;
}

std::optional<std::int64_t> ImageEvaluator::partRows() const
{
    return state_->path.blockRows();
}

ScoreKind ImageEvaluator::scoreKind() const
{
    if (state_->shared->isLabelled())
        return ScoreKind::Top1;
    return state_->path.classes() > 0 ? ScoreKind::Agreement : ScoreKind::Sqnr;
}

std::int64_t ImageEvaluator::sampleCount() const
{
    return state_->shared->limit;
}

std::int64_t ImageEvaluator::availableSamples() const
{
    return state_->shared->dataset->count();
}

const std::string& ImageEvaluator::dataName() const
{
    return state_->shared->dataset->name;
}

const std::vector<SkippedImage>& ImageEvaluator::skipped() const
{
    return state_->skipped;
}

std::unique_ptr<Evaluator> ImageEvaluator::beside() const
{
    return std::unique_ptr<Evaluator>(new ImageEvaluator(std::make_unique<State>(state_->shared)));
}

const Network& ImageEvaluator::network() const
{
    return *state_->shared->network;
}

const Dataset& ImageEvaluator::dataset() const
{
    return *state_->shared->dataset;
}

} // namespace termscope
