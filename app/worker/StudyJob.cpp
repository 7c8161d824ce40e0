#include "app/worker/StudyJob.h"

#include "core/study/SearchFronts.h"
#include "core/study/Sensitivity.h"
#include "core/study/TextParts.h"
#include "hwmodel/study/PlanCosts.h"

#include <chrono>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// Between two times that what is known is shown.
constexpr auto studyShowTime = 100ms;

std::optional<StudyScore> studyScore(const Evaluation& evaluation)
{
    if (evaluation.evaluated == 0)
        return std::nullopt;
    return StudyScore{scoreOf(evaluation), evaluation.exact()};
}

/// What is shown of it: the tables of confusion of many classes and layers would take gigabytes.
SensitivityStudy shownOf(const Sensitivity& found, std::int64_t samples, ScoreKind kind)
{
    SensitivityStudy study{found.method, found.settings, kind, samples, studyScore(found.floats), studyScore(found.all),
                           {},           false};
    for (const LayerSensitivity& layer : found.layers)
        study.rows.push_back({QString::fromStdString(layer.name), layer.plan, studyScore(layer.only),
                              studyScore(layer.allBut), layer.sqnrOfOutput, layer.sqnrOfWeights, layer.divergence,
                              layer.pairsShare});
    return study;
}

/// Calls `show` with what is known, a few times a second.
template <class T>
std::function<void(const T&)> nowAndThen(std::function<void(const T&)> show)
{
    return [show = std::move(show), shown = std::chrono::steady_clock::time_point()](const T& sofar) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - shown < studyShowTime)
            return;
        shown = now;
        show(sofar);
    };
}

PlanPoint planPoint(const SearchPoint& point, const SearchResult& of)
{
    return {point.method,          point.settings, of.groupsVary, point.cost, scoreOf(point.searched),
            scoreOf(point.scored), std::nullopt};
}

SearchStudy shownOf(const SearchResult& found, const Task& task, const SearchChoice& choice, ScoreKind kind)
{
    SearchStudy study;
    study.score = kind;
    study.settings = task.view.settings;
    study.choice = choice;
    study.array = task.view.array;
    study.searchSamples = found.searchSamples;
    study.scoreSamples = found.scoreSamples;
    study.floatsSearched = scoreOf(found.floatsSearched);
    study.floatsScored = scoreOf(found.floatsScored);
    for (const SearchPoint& point : found.front) {
        study.front.push_back(planPoint(point, found));
        study.front.back().gain = gainOver(point, found.uniform);
    }
    for (const SearchPoint& point : found.uniform)
        study.uniform.push_back(planPoint(point, found));
    for (const SearchPoint& point : found.quantized)
        study.quantized.push_back(planPoint(point, found));
    study.chosen = found.chosen;
    study.nearestLoss = found.nearestLoss;
    study.nearestCost = found.nearestCost;
    return study;
}

Result<SearchConfig> searchConfigOf(const Task& task, const SearchChoice& choice)
{
    const Settings& settings = task.view.settings;
    const auto orOwn = [](const std::vector<int>& wanted, int own) {
        return wanted.empty() ? std::vector<int>{own} : wanted;
    };
    SearchConfig config;
    config.settings = settings;
    config.budgets = orOwn(choice.budgets, settings.budget);
    config.groups = choice.groups;
    if (!choice.groups.empty()) { // what the tool does for the first of --group-sizes
        config.settings.groupSize = choice.groups.front().groupSize;
        config.budgets = choice.groups.front().budgets;
        config.settings.budget = std::min(config.budgets.front(), maximumBudget(config.settings.groupSize));
    }
    config.dataTerms = orOwn(choice.dataTerms, settings.dataTerms);
    config.bits = choice.bits;
    config.searchSamples = choice.searchSamples;
    config.scoreSamples = choice.scoreSamples;
    config.points = choice.points;
    config.mostLoss = choice.mostLoss;
    config.mostCost = choice.mostCost;
    if (choice.cost == CostKind::Pairs)
        return config;
    Result<PlanCost> cost = planCostOn(
        *task.network, {choice.cost == CostKind::Cycles ? ArrayCost::Cycles : ArrayCost::Energy,
                        task.view.array.array(), task.view.array.skew, task.view.array.samples, task.costs});
    if (!cost)
        return tl::unexpected(cost.error());
    config.planCost = std::move(*cost);
    return config;
}

/// Of a text, on its first part, scored on the rest.
Result<SearchResult> searchOf(WorkerState& state, const Task& task, const SearchConfig& config,
                              const Progress& progress, const OnSearch& tell)
{
    if (state.text == nullptr)
        return searchPlans(*state.evaluator, config, progress, tell);
    const OpenText& text = *task.text;
    const Result<TextParts> parts = textParts(
        task.network, *text.text,
        {.streams = text.streams, .steps = text.window, .limit = task.limit, .order = text.order}, config.searchSamples,
        config.scoreSamples);
    if (!parts)
        return tl::unexpected(parts.error());
    return searchPlans(parts->parts(), config, progress, tell);
}

} // namespace

void runSensitivityJob(WorkerState& state, const Task& task, Method method, const JobToken& token, Findings& findings)
{
    findings.deliver(token, &Findings::sensitivity, nullptr);
    state.prepare(task);
    if (!state.evaluator)
        return findings.deliver(token, &Findings::sensitivity, nullptr, state.obstacle);
    const std::int64_t samples = state.evaluator->sampleCount();
    const ScoreKind kind = state.evaluator->scoreKind();
    const auto show = [&](const Sensitivity& found, bool complete) {
        SensitivityStudy study = shownOf(found, samples, kind);
        study.complete = complete;
        findings.deliver(token, &Findings::sensitivity, std::make_shared<const SensitivityStudy>(std::move(study)));
    };
    const Result<Sensitivity> found = sensitivityOf(
        *state.evaluator, {method, task.view.settings}, token.progress(),
        nowAndThen<Sensitivity>([&](const Sensitivity& sofar) { show(sofar, false); }));
    if (!found)
        return findings.deliver(token, &Findings::sensitivity, nullptr, QString::fromStdString(found.error().message));
    show(*found, true);
}

void runSearchJob(WorkerState& state, const Task& task, const SearchChoice& choice, const JobToken& token,
                  Findings& findings)
{
    findings.deliver(token, &Findings::search, nullptr);
    const auto refuse = [&](const QString& sentence) { findings.deliver(token, &Findings::search, nullptr, sentence); };
    state.prepare(task);
    if (!state.evaluator)
        return refuse(state.obstacle);
    const Result<SearchConfig> config = searchConfigOf(task, choice);
    if (!config)
        return refuse(QString::fromStdString(config.error().message));
    const auto show = [&](const SearchResult& found, bool complete) {
        SearchStudy study = shownOf(found, task, choice, state.evaluator->scoreKind());
        study.complete = complete;
        findings.deliver(token, &Findings::search, std::make_shared<const SearchStudy>(std::move(study)));
    };
    const Result<SearchResult> found = searchOf(
        state, task, *config, token.progress(),
        nowAndThen<SearchResult>([&](const SearchResult& sofar) { show(sofar, false); }));
    if (!found)
        return refuse(QString::fromStdString(found.error().message));
    show(*found, true);
}

} // namespace termscope
