#include "app/worker/Workbench.h"

#include "app/worker/WorkerState.h"
#include "core/run/ThreadBuffers.h"
#include "resources/Tables.h"

#include <algorithm>
#include <chrono>
#include <new>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// How long nothing must have changed before the curve is worked on.
constexpr auto restTime = 200ms;
/// Between two estimates that are shown.
constexpr auto estimateTime = 50ms;

double doneOf(const Evaluation& sofar)
{
    return static_cast<double>(sofar.evaluated) / static_cast<double>(std::max<std::int64_t>(sofar.total, 1));
}

/// The points of the curve: float, QT at 2…8 bits, TR at several budgets with the data terms chosen.
std::vector<std::pair<Method, Settings>> curvePoints(const Settings& settings)
{
    std::vector<std::pair<Method, Settings>> points{{Method::Float, Settings{}}};
    for (int bits = 2; bits <= 8; ++bits) {
        Settings at = settings;
        at.weightBits = at.dataBits = bits;
        points.emplace_back(Method::Quantized, heeded(Method::Quantized, at)); // known rows are found again
    }
    for (const int budget : usualBudgets(settings.groupSize)) {
        Settings at = settings;
        at.budget = budget;
        points.emplace_back(Method::Revealed, at);
    }
    return points;
}

} // namespace

Workbench::Workbench(Session& session, QObject* parent)
    : QObject(parent), session_(session), viewState_(std::make_unique<WorkerState>()),
      curveState_(std::make_unique<WorkerState>())
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
        emit runningChanged(running || curveJob_.isRunning());
        checkSettled();
    });
    connect(&curveJob_, &LatestJob::runningChanged, this, [this](bool running) {
        emit runningChanged(running || viewJob_.isRunning());
        checkSettled();
    });
    connect(&viewJob_, &LatestJob::runningChanged, this, &Workbench::viewRunning);
    connect(&viewJob_, &LatestJob::progressChanged, this, &Workbench::viewProgress);
    connect(&curveJob_, &LatestJob::runningChanged, this, &Workbench::curveRunning);
    connect(&curveJob_, &LatestJob::progressChanged, this, &Workbench::curveProgress);
    connect(&viewJob_, &LatestJob::failed, this, &Workbench::failed);
    connect(&curveJob_, &LatestJob::failed, this, &Workbench::failed);
    if (session_.network())
        forget();
}

Workbench::~Workbench() = default;

bool Workbench::isSettled() const
{
    return isViewThere() && !curveJob_.isRunning() && !rest_.isActive();
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
}

/// Nothing of the old files may be shown beside the new ones.
void Workbench::forget()
{
    cancel();
    ++fileNumber_;
    weights_.reset();
    summaries_.reset();
    distribution_.reset();
    group_.reset();
    reference_.reset();
    evaluation_.reset();
    curve_.reset();
    textEvaluation_.reset();
    nextWords_.reset();
    pairs_.reset();
    race_.reset();
    networkTimes_.reset();
    pairsObstacle_.clear();
    raceObstacle_.clear();
    obstacle_.clear();
    for (const auto signal : {&Workbench::weightsChanged, &Workbench::summariesChanged, &Workbench::distributionChanged,
                              &Workbench::groupChanged, &Workbench::referenceChanged, &Workbench::evaluationChanged,
                              &Workbench::curveChanged, &Workbench::textEvaluationChanged, &Workbench::nextWordsChanged,
                              &Workbench::pairsChanged, &Workbench::raceChanged, &Workbench::networkTimesChanged,
                              &Workbench::obstacleChanged})
        emit(this->*signal)();
    // Other files may come with the very same view.
    start();
}

void Workbench::start()
{
    if (!session_.network() || session_.network()->layers.empty())
        return;
    curveJob_.cancel();
    if (isCurveThere())
        rest_.stop();
    else
        rest_.start();
    followLater_ = false; // the task has the group that is followed
    viewJob_.submit([this, task = presentTask()](const JobToken& token) {
        withinMemory(*viewState_, task, token, [&] { runTask(task, token); });
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
            if (viewState_->distributionOf(task))
                deliver(token, &Workbench::group_, viewState_->groupOf(task), &Workbench::groupChanged);
        });
    });
}

/// Another page, layer, image or budget leaves the curve as it is.
bool Workbench::isCurveThere() const
{
    if (!curve_ || !curve_->complete)
        return false;
    Settings shown = session_.settings();
    shown.budget = curve_->settings.budget;
    return shown == curve_->settings;
}

void Workbench::startCurve()
{
    curveJob_.submit([this, task = presentTask()](const JobToken& token) {
        withinMemory(*curveState_, task, token, [&] { runCurve(task, token); });
    });
}

/// Runs a job. Where memory does not suffice, what its state has kept is given back, and a sentence stands where the
/// figures would: the window lives on, with what it shows and for settings that take less.
void Workbench::withinMemory(WorkerState& state, const Task& task, const JobToken& token,
                             const std::function<void()>& work)
{
    try {
        work();
    } catch (const std::bad_alloc&) {
        state = WorkerState();
        freeThreadBuffers();
        const QString sentence = tr("%1: computing this view needs more memory than there is.")
                                     .arg(QString::fromStdString(task.network->name));
        setObstacle(token, sentence);
        if (&state != viewState_.get())
            return;
        dropEstimates(token);
        if (needsOf(task.view.page).pairs)
            deliverPairs(token, nullptr, sentence);
        if (needsOf(task.view.page).arrays)
            deliverRace(token, nullptr, sentence);
    }
}

/// An evaluation's, in place of its figures.
void Workbench::showFailure(const JobToken& token, const std::string& failure)
{
    setObstacle(token, QString::fromStdString(failure));
    dropEstimates(token);
}

/// Those that will never become exact.
void Workbench::dropEstimates(const JobToken& token)
{
    token.deliver([this] {
        if (evaluation_ && !evaluation_->exact()) {
            evaluation_.reset();
            emit evaluationChanged();
        }
        if (textEvaluation_ && !textEvaluation_->exact()) {
            textEvaluation_.reset();
            emit textEvaluationChanged();
        }
    });
}

template <class T>
void Workbench::deliver(const JobToken& token, std::shared_ptr<const T> Workbench::*place,
                        std::shared_ptr<const T> result, void (Workbench::*signal)())
{
    token.deliver([this, place, result = std::move(result), signal] {
        if (this->*place == result)
            return;
        this->*place = result;
        emit(this->*signal)();
    });
}

void Workbench::setObstacle(const JobToken& token, const QString& sentence)
{
    token.deliver([this, sentence] {
        if (obstacle_ == sentence)
            return;
        obstacle_ = sentence;
        emit obstacleChanged();
    });
}

void Workbench::runTask(const Task& task, const JobToken& token)
{
    WorkerState& state = *viewState_;
    state.prepare(task);
    deliver(token, &Workbench::weights_, state.weightsOf(task), &Workbench::weightsChanged);
    if (needsOf(task.view.page).arrays)
        runArray(state, task, token);
    Result<DistributionPtr> distribution = state.distributionOf(task);
    if (!distribution) {
        const QString sentence = QString::fromStdString(distribution.error().message);
        token.deliver([this, sentence] { emit failed(sentence); });
        setObstacle(token, sentence);
        return;
    }
    deliver(token, &Workbench::distribution_, *distribution, &Workbench::distributionChanged);
    deliver(token, &Workbench::group_, state.groupOf(task), &Workbench::groupChanged);
    const Result<void> same = unchanged(*task.network);
    setObstacle(token, same ? state.obstacle : QString::fromStdString(same.error().message));
    if (needsOf(task.view.page).pairs)
        runPairs(state, task, token);
    if (state.text)
        runText(state, task, token);
    if (state.evaluator && !evaluate(state, task.view.settings, token))
        return;
    summarise(state, task, token);
    if (!state.evaluator)
        return;
    if (!state.reference) {
        const Evaluation reference = state.evaluator->evaluate(Method::Float, task.view.settings,
                                                               [&](const Evaluation& sofar) {
                                                                   token.report(doneOf(sofar));
                                                                   return !token.cancelled();
                                                               });
        if (!reference.failure.empty())
            setObstacle(token, QString::fromStdString(reference.failure));
        if (!reference.exact())
            return;
        state.reference = std::make_shared<const Evaluation>(reference);
    }
    deliver(token, &Workbench::reference_, state.reference, &Workbench::referenceChanged);
}

/// Layer by layer, since those of a large file take their time.
void Workbench::summarise(WorkerState& state, const Task& task, const JobToken& token)
{
    const auto show = [&](const LayerSummariesPtr& summaries) {
        token.report(static_cast<double>(summaries->size()) / static_cast<double>(task.network->layers.size()));
        deliver(token, &Workbench::summaries_, summaries, &Workbench::summariesChanged);
    };
    show(state.summariesOf(*state.weightsOf(task), show));
}

/// The next word first, which is what a drag through the text is answered with.
void Workbench::runText(WorkerState& state, const Task& task, const JobToken& token)
{
    const Settings& settings = task.view.settings;
    summarise(state, task, token);
    if (needsOf(task.view.page).nextWords && task.view.token > 0) {
        Result<NextWords> words = state.text->nextWords(settings, task.view.token);
        if (words)
            deliver(token, &Workbench::nextWords_, std::make_shared<const NextWords>(*std::move(words)),
                    &Workbench::nextWordsChanged);
        else
            setObstacle(token, QString::fromStdString(words.error().message));
    }
    if (!state.textEvaluation || state.textEvaluation->settings != settings) {
        auto shown = std::chrono::steady_clock::time_point();
        TextEvaluation exact = state.text->evaluator().evaluate(
            Method::Revealed, settings, [&](const TextEvaluation& sofar) {
                token.report(static_cast<double>(sofar.predicted)
                             / static_cast<double>(std::max<std::int64_t>(sofar.total, 1)));
                if (const auto now = std::chrono::steady_clock::now(); now - shown > estimateTime && !sofar.exact()) {
                    deliver(token, &Workbench::textEvaluation_, std::make_shared<const TextEvaluation>(sofar),
                            &Workbench::textEvaluationChanged);
                    shown = now;
                }
                return !token.cancelled();
            });
        if (!exact.failure.empty())
            showFailure(token, exact.failure);
        if (!exact.exact())
            return;
        state.textEvaluation = std::make_shared<const TextEvaluation>(std::move(exact));
    }
    deliver(token, &Workbench::textEvaluation_, state.textEvaluation, &Workbench::textEvaluationChanged);
}

void Workbench::runPairs(WorkerState& state, const Task& task, const JobToken& token)
{
    QString obstacle = state.obstacle;
    PairComparisonPtr pairs;
    if (state.evaluator || state.text) {
        const ViewState& view = task.view;
        Result<PairComparison> found = state.text
                                           ? state.pairs.compare(state.text->evaluator(), view.layer, view.settings)
                                           : state.pairs.compare(*state.evaluator, view.layer, view.settings);
        if (found)
            pairs = std::make_shared<const PairComparison>(*std::move(found));
        else
            obstacle = QString::fromStdString(found.error().message);
    }
    deliverPairs(token, pairs, obstacle);
}

void Workbench::deliverPairs(const JobToken& token, PairComparisonPtr pairs, const QString& obstacle)
{
    token.deliver([this, pairs = std::move(pairs), obstacle] {
        pairs_ = pairs;
        pairsObstacle_ = obstacle;
        emit pairsChanged();
    });
}

/// The race first, since it is what a slider's drag is answered with.
void Workbench::runArray(WorkerState& state, const Task& task, const JobToken& token)
{
    const ArrayKey key{task.view.settings, task.view.array, task.view.layer, task.costs};
    if (state.race && state.networkTimes && state.arrayKey == key) {
        deliverRace(token, state.race, {});
        deliver(token, &Workbench::networkTimes_, state.networkTimes, &Workbench::networkTimesChanged);
        return;
    }
    state.race.reset();
    state.networkTimes.reset();
    if (const Result<void> finite = state.checkLayerOf(task); !finite) {
        deliverRace(token, nullptr, QString::fromStdString(finite.error().message));
        return;
    }
    Evaluator* const evaluator = state.evaluator ? &*state.evaluator : nullptr;
    const Progress progress = [&token](double) { return !token.cancelled(); };
    Result<ArrayRace> race = state.arrays.race(*task.network, evaluator, task.view, task.costs, progress);
    if (token.cancelled())
        return;
    const QString obstacle = race ? QString() : QString::fromStdString(race.error().message);
    if (race)
        state.race = std::make_shared<const ArrayRace>(*std::move(race));
    deliverRace(token, state.race, obstacle);
    Result<NetworkTimes> times = state.arrays.networkTimes(*task.network, evaluator, task.view, task.costs, progress);
    if (token.cancelled())
        return;
    state.arrayKey = key;
    if (!times) {
        const QString sentence = QString::fromStdString(times.error().message);
        token.deliver([this, sentence] {
            networkTimes_.reset();
            raceObstacle_ = sentence;
            emit networkTimesChanged();
        });
        return;
    }
    state.networkTimes = std::make_shared<const NetworkTimes>(*std::move(times));
    deliver(token, &Workbench::networkTimes_, state.networkTimes, &Workbench::networkTimesChanged);
}

void Workbench::deliverRace(const JobToken& token, ArrayRacePtr race, const QString& obstacle)
{
    token.deliver([this, race = std::move(race), obstacle] {
        if (race_ == race && raceObstacle_ == obstacle)
            return;
        race_ = race;
        raceObstacle_ = obstacle;
        emit raceChanged();
    });
}

/// Estimates, then the exact figure. False if it was cancelled on the way, or failed.
bool Workbench::evaluate(WorkerState& state, const Settings& settings, const JobToken& token)
{
    if (!state.evaluation || state.evaluation->settings != settings) {
        Evaluation exact = state.evaluator->evaluate(Method::Revealed, settings, [&](const Evaluation& sofar) {
            token.report(doneOf(sofar));
            if (!sofar.exact())
                deliver(token, &Workbench::evaluation_, std::make_shared<const Evaluation>(sofar),
                        &Workbench::evaluationChanged);
            return !token.cancelled();
        });
        if (!exact.failure.empty())
            showFailure(token, exact.failure);
        if (!exact.exact())
            return false;
        state.evaluation = std::make_shared<const Evaluation>(std::move(exact));
    }
    deliver(token, &Workbench::evaluation_, state.evaluation, &Workbench::evaluationChanged);
    return true;
}

void Workbench::runCurve(const Task& task, const JobToken& token)
{
    WorkerState& state = *curveState_;
    state.prepare(task);
    if (!state.evaluator && !state.text)
        return;
    const auto points = curvePoints(task.view.settings);
    const auto proceed = [&token] { return !token.cancelled(); };
    Curve curve;
    curve.settings = task.view.settings;
    // Of a long text all points are estimated before any of them is made exact.
    for (const bool exact : {false, true}) {
        if (exact && !state.text)
            break;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto& [method, settings] = points[i];
            const Result<std::optional<SweepRow>> row = exact ? state.rowAt(method, settings, proceed)
                                                              : state.estimateAt(method, settings, proceed);
            if (!row)
                setObstacle(token, QString::fromStdString(row.error().message));
            if (!row || !*row)
                return;
            if (exact)
                curve.rows[i] = **row;
            else
                curve.rows.push_back(**row);
            curve.estimates = static_cast<int>(
                std::ranges::count_if(curve.rows, [&](const SweepRow& each) { return state.isEstimate(each); }));
            curve.complete = i + 1 == points.size() && (exact || !state.text);
            token.report(static_cast<double>(i + 1) / static_cast<double>(points.size()));
            deliver(token, &Workbench::curve_, std::make_shared<const Curve>(curve), &Workbench::curveChanged);
        }
    }
}

void Workbench::checkSettled()
{
    if (isSettled())
        emit settled();
}

} // namespace termscope
