#include "app/worker/WorkerState.h"

#include "core/base/Cancel.h"
#include "core/run/ThreadBuffers.h"
#include "core/settings/NetworkPlan.h"

#include <QObject>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr int summaryBins = 40;
/// Between two times that summaries are shown while they are made.
constexpr auto showTime = std::chrono::milliseconds(200);
/// Curve points kept for settings seen before.
constexpr std::size_t mostKnownRows = 2000;
/// Tokens of a first estimate, and how many times as many a text must have for one to be worth it.
constexpr std::int64_t estimateTokens = 4000;
constexpr std::int64_t fewTimes = 4;

const SweepRow* findRow(const std::vector<SweepRow>& rows, Method method, const Settings& settings)
{
    const auto found = std::ranges::find_if(
        rows, [&](const SweepRow& row) { return row.method == method && row.settings == settings; });
    return found == rows.end() ? nullptr : &*found;
}

/// Tells how much of an evaluation is done.
Partial told(const Progress& progress)
{
    if (!progress)
        return {};
    return [progress](const Evaluation& sofar) {
        report(progress,
               static_cast<double>(sofar.evaluated) / static_cast<double>(std::max<std::int64_t>(sofar.total, 1)));
    };
}

void keep(std::vector<SweepRow>& rows, SweepRow row)
{
    if (rows.size() >= mostKnownRows)
        rows.clear();
    rows.push_back(std::move(row));
}

/// Of a layer with values that are not finite, no figures: distributionOf() tells what it has.
LayerSummary summaryOf(const WeightLayer& layer)
{
    const ValueStatistics statistics = statisticsOf(layer.weight.values);
    if (!std::isfinite(statistics.mean)) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {{none, none, none, none}, {}};
    }
    return {statistics, histogramOf(layer.weight.values, summaryBins, reachOf(statistics))};
}

} // namespace

void WorkerState::prepare(const Task& task)
{
    if (fileNumber == task.fileNumber)
        return;
    *this = WorkerState(source);
    freeThreadBuffers(); // sized by the network before
    EvaluatorSource::Made made = source->make(task);
    evaluator = std::move(made.evaluator);
    obstacle = made.obstacle;
    text = dynamic_cast<TextEvaluator*>(evaluator.get());
    fileNumber = task.fileNumber; // not before: making these may be cancelled
}

const NetworkPtr& WorkerState::weightsOf(const Task& task)
{
    const bool folds = task.view.settings.foldNormalization;
    if (!weights || weightsFolded != folds) {
        weights = quantizedNetwork(task.network, task.view.settings);
        weightsFolded = folds;
        summaries.reset();
    }
    return weights;
}

const LayerSummariesPtr& WorkerState::summariesOf(const Network& network,
                                                  const std::function<void(const LayerSummariesPtr&)>& show)
{
    auto made = summaries ? *summaries : std::vector<LayerSummary>();
    auto shown = std::chrono::steady_clock::now();
    while (made.size() < network.layers.size()) {
        checkCancelled();
        made.push_back(summaryOf(network.layers[made.size()]));
        const auto now = std::chrono::steady_clock::now();
        if (made.size() < network.layers.size() && now - shown < showTime)
            continue;
        summaries = std::make_shared<const std::vector<LayerSummary>>(made);
        if (made.size() < network.layers.size())
            show(summaries);
        shown = now;
    }
    return summaries;
}

Result<void> WorkerState::checkLayerOf(const Task& task)
{
    const Network& network = *weightsOf(task);
    return checkLayer(network, network.layers[static_cast<std::size_t>(task.view.layer)]);
}

Result<DistributionPtr> WorkerState::distributionOf(const Task& task)
{
    const Settings& settings = task.view.settings;
    const int layer = task.view.layer;
    if (!distribution || distribution->layer != layer)
        if (const Result<void> finite = checkLayerOf(task); !finite)
            return tl::unexpected(finite.error());
    if (!distribution || distribution->layer != layer || distributionSettings != settings) {
        distribution = std::make_shared<const LayerDistribution>(
            study.distribution(weightsOf(task), layer, planOf(*weightsOf(task), Method::Revealed, settings)[layer]));
        distributionSettings = settings;
    }
    return distribution;
}

/// A group of keys or values of a sample, and the last query, or row of scores, that meets them.
GroupViewPtr WorkerState::groupOfActivations(const Task& task)
{
    const ViewState& view = task.view;
    const std::int64_t sample = text != nullptr ? view.token : view.image;
    GroupView group = groupView(*weightsOf(task), view.address(), view.settings);
    if (!evaluator || (text != nullptr && sample == 0))
        return std::make_shared<const GroupView>(std::move(group));
    LayerPlan plan = planOf(*task.network, Method::Revealed, view.settings)[view.layer];
    if (plan.method == Method::Float) // what quantization would make of it
        plan.method = Method::Quantized;
    const Result<ActivationOperands> operands = evaluator->productOperands(view.layer, sample);
    const Result<PreparedLayer> prepared = operands ? evaluator->prepareLayer(view.layer, plan)
                                                    : tl::unexpected(operands.error());
    if (!prepared) {
        group.dataFailure = prepared.error().message;
        return std::make_shared<const GroupView>(std::move(group));
    }
    GroupAddress address = view.address();
    address.row = std::min(address.row, operands->count * operands->n - 1);
    address.group = std::min(address.group, (operands->k - 1) / plan.settings.groupSize);
    group = groupView(*weightsOf(task), address, view.settings, *operands, prepared->staying->scale);
    const auto length = static_cast<std::size_t>(operands->k);
    addData(group, operands->dataOf(address.row / operands->n).last(length), prepared->dataScale, sample);
    return std::make_shared<const GroupView>(std::move(group));
}

GroupViewPtr WorkerState::groupOf(const Task& task)
{
    const ViewState& view = task.view;
    if (task.network->layers[static_cast<std::size_t>(view.layer)].isAttention())
        return groupOfActivations(task);
    const bool inSight = distribution && distribution->layer == view.layer;
    GroupView group = groupView(*weightsOf(task), view.address(), view.settings,
                                inSight ? std::optional(reachOf(distribution->statistics)) : std::nullopt);
    const auto add = [&](const Result<std::vector<float>>& data, const Result<float>& scale, std::int64_t place) {
        if (data && scale)
            addData(group, *data, *scale, place);
        else
            group.dataFailure = (data ? scale.error() : data.error()).message;
    };
    const std::int64_t sample = text != nullptr ? view.token : view.image;
    if (evaluator && (text == nullptr || sample > 0)) {
        const ImagePlace place = text == nullptr ? imagePlace(view, *task.dataset) : ImagePlace{};
        add(evaluator->layerInput(view.layer, {sample, place, view.row}),
            evaluator->dataScale(view.layer, planOf(*task.network, Method::Revealed, view.settings)[view.layer]),
            sample);
    }
    return std::make_shared<const GroupView>(std::move(group));
}

Result<SweepRow> WorkerState::rowAt(Method method, const Settings& settings, const Progress& progress)
{
    if (const SweepRow* row = findRow(known, method, settings))
        return *row;
    const Result<SweepRow> row = rowIfExact(evaluator->evaluate(method, settings, told(progress)));
    if (row)
        keep(known, *row);
    return row;
}

bool WorkerState::isEstimate(const SweepRow& row) const
{
    return text != nullptr && findRow(known, row.method, row.settings) == nullptr;
}

Result<SweepRow> WorkerState::estimateAt(Method method, const Settings& settings, const Progress& progress)
{
    for (const std::vector<SweepRow>* rows : {&known, &estimates})
        if (const SweepRow* row = findRow(*rows, method, settings))
            return *row;
    if (!estimatesFirst())
        return rowAt(method, settings, progress);
    const Result<SweepRow> row = rowIfExact(evaluator->evaluate(method, settings, {0, estimateTokens}, told(progress)));
    if (row)
        keep(estimates, *row);
    return row;
}

bool WorkerState::estimatesFirst() const
{
    return text != nullptr && text->sampleCount() >= fewTimes * estimateTokens;
}

double WorkerState::costOf(Method method, const Settings& settings, bool exact) const
{
    if (findRow(known, method, settings) != nullptr)
        return 0.0;
    if (exact)
        return 1.0;
    if (!estimatesFirst() || findRow(estimates, method, settings) != nullptr)
        return estimatesFirst() ? 0.0 : 1.0;
    return static_cast<double>(estimateTokens) / static_cast<double>(text->sampleCount());
}

} // namespace termscope
