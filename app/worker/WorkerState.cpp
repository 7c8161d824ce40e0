#include "app/worker/WorkerState.h"

#include "core/base/Cancel.h"
#include "core/run/ThreadBuffers.h"
#include "core/settings/NetworkPlan.h"

#include <QObject>

#include <algorithm>
#include <chrono>

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

LayerSummary summaryOf(const WeightLayer& layer)
{
    LayerSummary summary;
    summary.statistics = statisticsOf(layer.weight.values);
    const FineHistogram fine = fineHistogramOf(layer.weight.values, summary.statistics.isFinite());
    const double reach = typicalReach(fine, reachOf(summary.statistics));
    summary.histogram = fine.binned(-reach, reach, summaryBins);
    summary.leastOfMost = fine.magnitudeQuantile(0.01, false);
    summary.lowerQuarter = fine.magnitudeQuantile(0.25, false);
    summary.median = fine.magnitudeQuantile(0.5, false);
    summary.upperQuarter = fine.magnitudeQuantile(0.75, false);
    summary.zeros = fine.zeros() / std::max(fine.total(), 1.0);
    return summary;
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
        figures.reset();
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

const FiguresOfLayersPtr& WorkerState::figuresOf(const Task& task,
                                                 const std::function<void(const FiguresOfLayersPtr&)>& show)
{
    const Network& network = *weightsOf(task);
    const Settings& settings = task.view.settings;
    if (figures && figures->settings == settings)
        return figures;
    const NetworkPlan plan = planOf(network, Method::Revealed, settings);
    const NetworkPlan before = planOf(network, Method::Revealed, figures ? figures->settings : settings);
    FiguresOfLayers made{settings, {}};
    auto shown = std::chrono::steady_clock::now();
    while (made.layers.size() < network.layers.size()) {
        checkCancelled();
        const std::size_t index = made.layers.size();
        const int layer = static_cast<int>(index);
        const ValueStatistics& statistics = (*summaries)[index].statistics;
        // What one layer has of its own changes no other.
        if (figures && plan[layer] == before[layer])
            made.layers.push_back(figures->layers[index]);
        else if (!statistics.isFinite())
            made.layers.emplace_back();
        else
            made.layers.emplace_back(termscope::figuresOf(network.layers[index], plan[layer], reachOf(statistics)));
        if (const auto now = std::chrono::steady_clock::now(); now - shown >= showTime) {
            show(std::make_shared<const FiguresOfLayers>(made));
            shown = now;
        }
    }
    figures = std::make_shared<const FiguresOfLayers>(std::move(made));
    return figures;
}

Result<void> WorkerState::checkLayerOf(const Task& task)
{
    const Network& network = *weightsOf(task);
    return checkLayer(network, network.layers[static_cast<std::size_t>(task.view.layer)]);
}

DistributionPtr WorkerState::distributionOf(const Task& task)
{
    const Settings& settings = task.view.settings;
    const int layer = task.view.layer;
    if (distribution && distribution->layer == layer && distributionSettings == settings)
        return distribution;
    const NetworkPtr& network = weightsOf(task);
    const LayerPlan plan = planOf(*network, Method::Revealed, settings)[layer];
    if (!distribution || distribution->layer != layer) {
        const Result<void> finite = checkLayerOf(task);
        unusable = finite ? std::string() : finite.error().message;
    }
    distribution = std::make_shared<const LayerDistribution>(
        unusable.empty() ? study.distribution(network, layer, plan) : floatDistribution(*network, layer, plan));
    distributionSettings = settings;
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

Result<std::array<CostLine, 5>> WorkerState::costLinesAt(const Settings& settings)
{
    if (const auto found = std::ranges::find(machines, settings, &std::pair<Settings, std::array<CostLine, 5>>::first);
        found != machines.end())
        return found->second;
    const Result<std::array<CostLine, 5>> lines = costLines(*evaluator, settings);
    if (lines)
        machines.emplace_back(settings, *lines);
    return lines;
}

bool WorkerState::knowsCostLines(const Settings& settings) const
{
    return std::ranges::find(machines, settings, &std::pair<Settings, std::array<CostLine, 5>>::first)
           != machines.end();
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
