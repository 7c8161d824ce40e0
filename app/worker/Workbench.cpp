#include "app/worker/Workbench.h"

#include "app/worker/CompareJob.h"
#include "app/worker/CurveJob.h"
#include "app/worker/ReproduceJob.h"
#include "app/worker/StudyJob.h"
#include "app/worker/ViewJob.h"
#include "app/worker/WorkerState.h"
#include "core/base/Memory.h"
#include "core/run/ThreadBuffers.h"
#include "resources/Tables.h"

#include <QScopeGuard>

#include <chrono>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// How long nothing must have changed before the curve is worked on.
constexpr auto restTime = 200ms;

} // namespace

Workbench::Workbench(Session& session, QObject* parent)
    : Findings(parent), session_(session),
      viewState_(std::make_unique<WorkerState>(std::make_shared<EvaluatorSource>())),
      curveState_(std::make_unique<WorkerState>(viewState_->source)),
      studyState_(std::make_unique<WorkerState>(viewState_->source))
{
    if (Result<UnitCosts> costs = embedded::readUnitCosts())
        costs_ = std::move(*costs);
    rest_.setSingleShot(true);
    rest_.setInterval(restTime);
    connect(&rest_, &QTimer::timeout, this, &Workbench::startCurve);
    connect(&session_, &Session::filesChanged, this, &Workbench::forget);
    connect(&session_, &Session::viewChanged, this, &Workbench::start);
    connect(&session_, &Session::followedChanged, this, &Workbench::follow);
    connect(&viewJob_, &LatestJob::runningChanged, this, [this](bool running) {
        if (!running && followLater_) // not before everybody has heard that the job has finished
            QMetaObject::invokeMethod(
                this, [this] { followLater_ ? follow() : void(); }, Qt::QueuedConnection);
    });
    for (LatestJob* job : {&viewJob_, &curveJob_, &studyJob_}) {
        connect(job, &LatestJob::runningChanged, this, [this] {
            emit runningChanged(viewJob_.isRunning() || curveJob_.isRunning() || studyJob_.isRunning());
            checkSettled();
        });
        connect(job, &LatestJob::failed, this, &Workbench::failed);
    }
    connect(&viewJob_, &LatestJob::runningChanged, this, &Workbench::viewRunning);
    connect(&viewJob_, &LatestJob::progressChanged, this, &Workbench::viewProgress);
    connect(&curveJob_, &LatestJob::runningChanged, this, &Workbench::curveRunning);
    connect(&curveJob_, &LatestJob::progressChanged, this, &Workbench::curveProgress);
    connect(&studyJob_, &LatestJob::runningChanged, this, &Workbench::studyRunning);
    connect(&studyJob_, &LatestJob::progressChanged, this, &Workbench::studyProgress);
    if (session_.network())
        forget();
}

Workbench::~Workbench() = default;

bool Workbench::isSettled() const
{
    return isViewThere() && !curveJob_.isRunning() && !rest_.isActive() && !studyJob_.isRunning();
}

/// Another table is chosen: it takes the place of what was edited.
void Workbench::takeUnitCosts()
{
    const UnitCostSet wanted = session_.view().array.unitCosts;
    if (wanted == costSet_)
        return;
    costSet_ = wanted;
    if (Result<UnitCosts> costs = embedded::readUnitCosts(wanted))
        costs_ = std::move(*costs);
    emit unitCostsChanged();
}

void Workbench::setUnitCosts(const UnitCosts& costs)
{
    costs_ = costs;
    start();
}

void Workbench::cancel()
{
    followLater_ = false;
    rest_.stop();
    viewJob_.cancel();
    curveJob_.cancel();
    studyJob_.cancel();
}

void Workbench::stop()
{
    cancel();
    if (session_.network() && !isCurveThere())
        setStopped(session_.settings());
}

void Workbench::goOn()
{
    setStopped({});
    start();
}

void Workbench::setStopped(const std::optional<Settings>& settings)
{
    stoppedAt_ = settings;
    stoppedSweep_ = session_.view().sweep;
    emit curveStopped(stoppedAt_.has_value());
}

bool Workbench::isCurveStopped() const
{
    return stoppedAt_ && hasCurveOf(*stoppedAt_) && stoppedSweep_ == session_.view().sweep;
}

/// Nothing of the old files may be shown beside the new ones.
void Workbench::forget()
{
    cancel();
    setStopped({});
    ++fileNumber_;
    forgetAll();
    // Other files may come with the very same view.
    start();
}

void Workbench::start()
{
    takeUnitCosts();
    if (!session_.network() || session_.network()->layers.empty())
        return;
    curveJob_.cancel();
    if (stoppedAt_ && !isCurveStopped())
        setStopped({});
    if (isCurveThere() || stoppedAt_)
        rest_.stop();
    else
        rest_.start();
    followLater_ = false; // the task has the group that is followed
    viewJob_.submit([this, task = presentTask()](const JobToken& token) {
        withinMemory(*viewState_, task, token, [&] { ViewJob(*viewState_, task, token, *this).run(); });
    });
}

/// What is seen, not only what was chosen: the group may be one that is followed.
Task Workbench::presentTask() const
{
    return {session_.network(), session_.dataset(), session_.text(), session_.shown(), session_.files().limit, costs_,
            fileNumber_};
}

/// Another group to show is no change of the view: it stops neither job. Only the page that shows it asks for it; every
/// other page gets it with the view.
void Workbench::follow()
{
    const bool wanted = needsOf(session_.view().page).followedGroup && session_.layer() != nullptr;
    followLater_ = wanted && viewJob_.isRunning();
    if (followLater_ || !wanted)
        return;
    viewJob_.submit([this, task = presentTask()](const JobToken& token) {
        withinMemory(*viewState_, task, token, [&] {
            viewState_->prepare(task);
            viewState_->distributionOf(task);
            if (viewState_->unusable.empty())
                deliver(token, &Findings::group, viewState_->groupOf(task));
        });
    });
}

/// Another page, layer, image or budget leaves the curve as it is.
bool Workbench::isCurveThere() const
{
    return curve() && curve()->complete && hasCurveOf(curve()->settings) && curve()->sweep == session_.view().sweep;
}

/// Whether the curve of the present settings is that of these: it has all budgets.
bool Workbench::hasCurveOf(const Settings& settings) const
{
    Settings shown = session_.settings();
    shown.budget = settings.budget;
    return shown == settings;
}

void Workbench::startCurve()
{
    curveJob_.submit([this, task = presentTask()](const JobToken& token) {
        withinMemory(*curveState_, task, token, [&] { runCurveJob(*curveState_, task, token, *this); });
    });
}

void Workbench::startStudy(std::function<void(const Task&, const JobToken&)> study,
                           std::function<void(const JobToken&, const QString&)> refuse)
{
    if (!session_.network() || session_.network()->layers.empty())
        return;
    studyJob_.submit(
        [this, task = presentTask(), study = std::move(study), refuse = std::move(refuse)](const JobToken& token) {
            // What a study prepares serves that study alone, and is large.
            const auto release = qScopeGuard([this] { *studyState_ = WorkerState(studyState_->source); });
            if (const auto failure = failureOfMemory(*studyState_, task, [&] { study(task, token); }))
                refuse(token, *failure);
        });
    emit studyStarted();
}

void Workbench::startSensitivity(Method method)
{
    startStudy([this, method](const Task& task,
                              const JobToken& token) { runSensitivityJob(*studyState_, task, method, token, *this); },
               [this](const JobToken& token, const QString& sentence) {
                   deliver(token, &Findings::sensitivity, nullptr, sentence);
               });
}

void Workbench::startSearch(const SearchChoice& choice)
{
    startStudy([this, choice](const Task& task,
                              const JobToken& token) { runSearchJob(*studyState_, task, choice, token, *this); },
               [this](const JobToken& token, const QString& sentence) {
                   deliver(token, &Findings::search, nullptr, sentence);
               });
}

void Workbench::startComparison(const CompareRequest& request)
{
    startStudy([this, request](const Task& task,
                               const JobToken& token) { runCompareJob(*studyState_, task, request, token, *this); },
               [this](const JobToken& token, const QString& sentence) {
                   deliver(token, &Findings::comparison, nullptr, sentence);
               });
}

void Workbench::startReproduction(const std::vector<std::string>& asked)
{
    startStudy([this, asked](const Task& task,
                             const JobToken& token) { runReproduceJob(*studyState_, task, asked, token, *this); },
               [this](const JobToken& token, const QString& sentence) {
                   deliver(token, &Findings::reproduction, nullptr, sentence);
               });
}

void Workbench::stopStudy()
{
    studyJob_.cancel();
}

/// Runs the work of a job. Where memory does not suffice, what its state has kept is given back, and the sentence that
/// says so is returned.
std::optional<QString> Workbench::failureOfMemory(WorkerState& state, const Task& task,
                                                  const std::function<void()>& work)
{
    if (fitsInMemory(work))
        return std::nullopt;
    state.source->forget();
    state = WorkerState(state.source);
    freeThreadBuffers();
    return tr("%1: computing this view needs more memory than there is.")
        .arg(QString::fromStdString(task.network->name));
}

/// Runs a job. Where memory does not suffice, a sentence stands where the figures would: the window lives on, with what
/// it shows and for settings that take less.
void Workbench::withinMemory(WorkerState& state, const Task& task, const JobToken& token,
                             const std::function<void()>& work)
{
    const std::optional<QString> sentence = failureOfMemory(state, task, work);
    if (!sentence)
        return;
    deliverObstacle(token, *sentence);
    if (&state != viewState_.get())
        return;
    dropEstimate(token);
    if (needsOf(task.view.page).pairs)
        deliver(token, &Findings::pairs, nullptr, *sentence);
    if (needsOf(task.view.page).arrays) {
        deliver(token, &Findings::race, nullptr, *sentence);
        deliver(token, &Findings::networkTimes, nullptr, *sentence);
    }
}

void Workbench::checkSettled()
{
    if (isSettled())
        emit settled();
}

} // namespace termscope
