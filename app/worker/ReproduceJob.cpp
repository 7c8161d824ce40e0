#include "app/worker/ReproduceJob.h"

#include "core/study/Reproduction.h"
#include "resources/Tables.h"

namespace termscope {
namespace {

/// Error: also that there is nothing to evaluate the network on.
Result<ReproducedTable> reproducedFigure(const std::string& figure, WorkerState& state, const Task& task,
                                         const PublishedStudies& studies, const Progress& progress)
{
    if (figure == "hardware")
        return embedded::reproducedHardware(studies);
    if (figure == "error")
        return reproduceError(task.network);
    state.prepare(task);
    if (!state.evaluator)
        return fail(state.obstacle.toStdString());
    if (figure == "accuracy")
        return reproduceAccuracy(*state.evaluator, studies, progress);
    if (figure == "group-size")
        return reproduceGroups(*state.evaluator, studies, progress);
    if (figure == "encodings")
        return reproduceEncodings(*state.evaluator, progress);
    return reproducePairs(*state.evaluator, studies, progress);
}

} // namespace

void runReproduceJob(WorkerState& state, const Task& task, const std::vector<std::string>& figures,
                     const JobToken& token, Findings& findings)
{
    findings.deliver(token, &Findings::reproduction, nullptr);
    const auto refuse = [&](const Error& error) {
        findings.deliver(token, &Findings::reproduction, nullptr, QString::fromStdString(error.message));
    };
    const Result<PublishedStudies> studies = embedded::readPublishedStudies();
    if (!studies)
        return refuse(studies.error());
    ReproduceStudy study{figures, task.network->name, {}, false};
    for (const std::string& figure : figures) {
        const auto done = static_cast<double>(study.tables.size());
        const auto all = static_cast<double>(figures.size());
        Result<ReproducedTable> table = reproducedFigure(figure, state, task, *studies,
                                                         [&](double part) { token.report((done + part) / all); });
        if (!table)
            return refuse(table.error());
        study.tables.push_back(std::move(*table));
        study.complete = study.tables.size() == figures.size();
        findings.deliver(token, &Findings::reproduction, std::make_shared<const ReproduceStudy>(study));
    }
}

} // namespace termscope
