#include "app/worker/CompareJob.h"

#include "app/session/FileOpener.h"
#include "core/evaluate/TextEvaluator.h"
#include "widgets/language/Translated.h"

namespace termscope {
namespace {

/// B's evaluator, on the task's data.
Result<std::unique_ptr<Evaluator>> secondEvaluator(const WorkerState& state, const Task& task, const NetworkPtr& second)
{
    if (second == task.network)
        return state.evaluator->beside();
    Task other = task;
    other.network = second;
    EvaluatorSource::Made made = EvaluatorSource().make(other);
    if (!made.evaluator)
        return fail(made.obstacle.toStdString());
    return std::move(made.evaluator);
}

/// What both make of the same data.
Result<void> runBoth(Evaluator& a, Evaluator& b, CompareStudy& study, const Progress& progress)
{
    const CompareRequest& request = study.request;
    study.data = QString::fromStdString(a.dataName());
    if (a.workload() != b.workload())
        return fail("expected two networks on the same data, found one on images and one on text");
    if (auto* const images = dynamic_cast<ImageEvaluator*>(&a)) {
        Result<OutputComparison> outputs = compareOutputs(*images, request.a, dynamic_cast<ImageEvaluator&>(b),
                                                          request.b, progress);
        if (!outputs)
            return tl::unexpected(outputs.error());
        study.outputs = std::move(*outputs);
        return {};
    }
    Result<TextComparison> texts = compareTexts(dynamic_cast<TextEvaluator&>(a), request.a,
                                                dynamic_cast<TextEvaluator&>(b), request.b, progress);
    if (!texts)
        return tl::unexpected(texts.error());
    study.outputs = std::move(texts->outputs);
    study.perplexities.emplace(texts->a.perplexity(), texts->b.perplexity());
    return {};
}

Result<NetworkPtr> networkOfB(const Task& task, const CompareRequest& request)
{
    if (request.second.isEmpty())
        return task.network;
    OpenFiles files;
    files.network = request.second;
    return openNetworkFile(files);
}

/// Outputs and curves; what there is of them stays where it fails.
Result<void> compareRuns(WorkerState& state, const Task& task, const NetworkPtr& second, CompareStudy& study,
                         const JobToken& token, const std::function<void()>& show)
{
    const Result<std::unique_ptr<Evaluator>> other = secondEvaluator(state, task, second);
    if (!other)
        return tl::unexpected(other.error());
    const double share = study.request.budgets.empty() ? 1.0 : 0.3;
    if (Result<void> ran = runBoth(*state.evaluator, **other, study, [&](double part) { token.report(share * part); });
        !ran)
        return ran;
    show();
    Result<std::vector<CurveDifference>> curves = compareCurves(
        *state.evaluator, study.request.a.settings, **other, study.request.b.settings, study.request.budgets,
        [&](double part) { token.report(share + (1.0 - share) * part); });
    if (!curves)
        return tl::unexpected(curves.error());
    study.curves = std::move(*curves);
    return {};
}

} // namespace

void runCompareJob(WorkerState& state, const Task& task, const CompareRequest& request, const JobToken& token,
                   Findings& findings)
{
    findings.deliver(token, &Findings::comparison, nullptr);
    const auto refuse = [&](const Error& error) {
        findings.deliver(token, &Findings::comparison, nullptr, QString::fromStdString(error.message));
    };
    CompareStudy study;
    study.request = request;
    const auto show = [&] {
        findings.deliver(token, &Findings::comparison, std::make_shared<const CompareStudy>(study));
    };
    const Result<NetworkPtr> second = networkOfB(task, request);
    if (!second)
        return refuse(second.error());
    study.networkOfA = QString::fromStdString(task.network->name);
    study.networkOfB = QString::fromStdString((*second)->name);
    for (const auto& [network, variant] : {std::pair{task.network, request.a}, std::pair{*second, request.b}})
        if (variant.method == Method::Given && !hasGivenLayers(*network))
            return refuse(Error{network->name + ": has no layer on integers of its file"});
    Result<WeightComparison> weights = compareWeights({task.network, request.a}, {*second, request.b});
    if (!weights)
        return refuse(weights.error());
    study.weights = std::move(*weights);
    show();
    state.prepare(task);
    if (!state.evaluator) {
        study.left = state.obstacle;
    } else if (!(*second)->graph) {
        study.left = termscope::tr("%1 holds weights only: the tensors alone are compared.").arg(study.networkOfB);
    } else if (const Result<void> ran = compareRuns(state, task, *second, study, token, show); !ran) {
        study.left = QString::fromStdString(ran.error().message);
    }
    study.complete = true;
    show();
}

} // namespace termscope
