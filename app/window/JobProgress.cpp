#include "app/window/JobProgress.h"

#include "app/files/FileActions.h"
#include "app/worker/Workbench.h"
#include "widgets/controls/ProgressPanel.h"
#include "widgets/language/Translated.h"

namespace termscope {
namespace {

QString stoppedSentence(const Curve* curve)
{
    if (curve == nullptr || curve->rows.empty())
        return tr("Accuracy curve stopped");
    return tr("Accuracy curve stopped at %1 of %2").arg(curve->exactPoints()).arg(curve->points);
}

} // namespace

ProgressPanel* newJobProgress(FileActions& files, Workbench& workbench)
{
    auto* panel = new ProgressPanel;
    const int file = panel->addJob({});
    const int view = panel->addJob(tr("Evaluating"));
    const int study = panel->addJob(tr("Study"));
    const int curve = panel->addJob(tr("Accuracy curve"));
    QObject::connect(&files, &FileActions::busyChanged, panel, [=](bool busy, const QString& what) {
        panel->setTitle(file, what);
        panel->setRunning(file, busy);
    });
    QObject::connect(&files, &FileActions::progressChanged, panel, [=](double done) { panel->report(file, done); });
    QObject::connect(&workbench, &Workbench::viewRunning, panel, [=](bool on) { panel->setRunning(view, on); });
    QObject::connect(&workbench, &Workbench::viewProgress, panel, [=](double done) { panel->report(view, done); });
    QObject::connect(&workbench, &Workbench::curveRunning, panel, [=](bool on) { panel->setRunning(curve, on); });
    QObject::connect(&workbench, &Workbench::curveStepChanged, panel,
                     [=](const QString& what) { panel->setTitle(curve, tr("Accuracy curve: %1").arg(what)); });
    QObject::connect(&workbench, &Workbench::curveProgress, panel, [=](double done) { panel->report(curve, done); });
    QObject::connect(&workbench, &Workbench::studyRunning, panel, [=](bool on) { panel->setRunning(study, on); });
    QObject::connect(&workbench, &Workbench::studyProgress, panel, [=](double done) { panel->report(study, done); });
    QObject::connect(panel, &ProgressPanel::stopRequested, panel, [&files, &workbench, file, study](int job) {
        if (job == file)
            files.cancel();
        else if (job == study)
            workbench.stopStudy();
        else
            workbench.stop();
    });
    // Points that are known when it was stopped may still be on their way: the sentence follows them.
    const auto tellStopped = [=, &workbench] {
        panel->setStopped(curve, workbench.isCurveStopped() ? stoppedSentence(workbench.curve().get()) : QString());
    };
    QObject::connect(&workbench, &Workbench::curveStopped, panel, tellStopped);
    QObject::connect(&workbench, &Workbench::curveChanged, panel, tellStopped);
    QObject::connect(panel, &ProgressPanel::continueRequested, &workbench, &Workbench::goOn);
    return panel;
}

} // namespace termscope
