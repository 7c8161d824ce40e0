#include "app/jobs/Workbench.h"

#include "app/jobs/ArrayStudy.h"
#include "resources/Tables.h"

#include <algorithm>
#include <chrono>

namespace termscope {
namespace {

using namespace std::chrono_literals;

/// How long nothing must have changed before the curve is worked on.
constexpr auto restTime = 200ms;
constexpr int summaryBins = 40;
/// Curve points kept for settings seen before.
constexpr std::size_t mostKnownRows = 2000;

/// The points of the curve: float, QT at 2…8 bits, TR at several budgets with the data terms chosen.
std::vector<std::pair<Method, Settings>> curvePoints(const Settings& settings)
{
    std::vector<std::pair<Method, Settings>> points{{Method::Float, Settings{}}};
    for (int bits = 2; bits <= 8; ++bits) {
        Settings at = settings;
        at.weightBits = at.dataBits = bits;
        // What does not matter to QT is set alike, so that known rows are found again.
        at.groupSize = Settings{}.groupSize;
        at.budget = Settings{}.budget;
        at.dataTerms = Settings{}.dataTerms;
        points.emplace_back(Method::Quantized, at);
    }
    for (const int budget : usualBudgets(settings.groupSize)) {
        Settings at = settings;
        at.budget = budget;
        points.emplace_back(Method::Revealed, at);
    }
    return points;
}

LayerSummariesPtr summariesOf(const Network& network)
{
    auto summaries = std::make_shared<std::vector<LayerSummary>>();
    for (const WeightLayer& layer : network.layers)
        summaries->push_back({statisticsOf(layer.weight.values), histogramOf(layer.weight.values, summaryBins)});
    return summaries;
}

} // namespace

/// A view as the jobs see it.
struct Workbench::Task {
    NetworkPtr network;
    DatasetPtr dataset;
    ViewState view;
    UnitCosts costs;
    quint64 fileNumber = 0;
};

/// What a race depends on besides the files.
struct Workbench::ArrayKey {
    Settings settings;
    ArrayChoice array;
    int layer = -1;
    UnitCosts costs;

    friend bool operator==(const ArrayKey&, const ArrayKey&) = default;
};

/// What a job keeps from one run to the next.
struct Workbench::Bench {
    quint64 fileNumber = 0;
    LayerStudy study;
    std::optional<Evaluator> evaluator;
    QString obstacle;
    // Results are kept, not only told: a delivery that came too late for its own job is made by the next one.
    LayerSummariesPtr summaries;
    EvaluationPtr reference;
    EvaluationPtr evaluation; ///< exact
    DistributionPtr distribution;
    Settings distributionSettings;
    std::vector<SweepRow> known; ///< points of curves
    ArrayStudy arrays;
    ArrayKey arrayKey; ///< what the race and the times are of
    ArrayRacePtr race;
    NetworkTimesPtr networkTimes;

    /// Starts over if other files are open.
    void prepare(const Task& task)
    {
        if (fileNumber == task.fileNumber)
            return;
        *this = Bench{};
        fileNumber = task.fileNumber;
        if (!task.dataset) {
            obstacle = QObject::tr("No images are open.");
            return;
        }
        Result<Evaluator> made = Evaluator::create(task.network, task.dataset);
        if (made)
            evaluator.emplace(std::move(*made));
        else
            obstacle = QString::fromStdString(made.error().message);
    }

    DistributionPtr distributionOf(const Task& task)
    {
        const Settings& settings = task.view.settings;
        const int layer = task.view.layer;
        if (!distribution || distribution->layer != layer || distributionSettings != settings) {
            distribution = std::make_shared<const LayerDistribution>(study.distribution(task.network, layer, settings));
            distributionSettings = settings;
        }
        return distribution;
    }

    GroupViewPtr groupOf(const Task& task)
    {
        const ViewState& view = task.view;
        GroupView group = groupView(*task.network, view.address(), view.settings);
        if (evaluator)
            addData(group, evaluator->layerInput(view.layer, view.image),
                    evaluator->dataScale(view.layer, Method::Revealed, view.settings), view.image);
        return std::make_shared<const GroupView>(std::move(group));
    }

    const SweepRow* find(Method method, const Settings& settings) const
    {
        const auto found = std::ranges::find_if(
            known, [&](const SweepRow& row) { return row.method == method && row.settings == settings; });
        return found == known.end() ? nullptr : &*found;
    }
};

Workbench::Workbench(Session& session, QObject* parent)
    : QObject(parent), session_(session), viewBench_(std::make_unique<Bench>()), curveBench_(std::make_unique<Bench>())
{
    if (Result<UnitCosts> costs = embedded::readUnitCosts())
        costs_ = std::move(*costs);
    rest_.setSingleShot(true);
    rest_.setInterval(restTime);
    connect(&rest_, &QTimer::timeout, this, &Workbench::startCurve);
    connect(&session_, &Session::filesChanged, this, &Workbench::forget);
    connect(&session_, &Session::viewChanged, this, &Workbench::start);
    connect(&viewJob_, &LatestJob::runningChanged, this, [this](bool running) {
        emit runningChanged(running || curveJob_.isRunning());
        checkSettled();
    });
    connect(&curveJob_, &LatestJob::runningChanged, this, [this](bool running) {
        emit runningChanged(running || viewJob_.isRunning());
        checkSettled();
    });
    connect(&viewJob_, &LatestJob::failed, this, &Workbench::failed);
    connect(&curveJob_, &LatestJob::failed, this, &Workbench::failed);
    connect(&curveJob_, &LatestJob::progressChanged, this, &Workbench::progressChanged);
    if (session_.network())
        forget();
}

Workbench::~Workbench() = default;

bool Workbench::isSettled() const
{
    return !viewJob_.isRunning() && !curveJob_.isRunning() && !rest_.isActive();
}

void Workbench::setUnitCosts(const UnitCosts& costs)
{
    costs_ = costs;
    start();
}

void Workbench::cancel()
{
    rest_.stop();
    viewJob_.cancel();
    curveJob_.cancel();
}

/// Nothing of the old files may be shown beside the new ones.
void Workbench::forget()
{
    cancel();
    ++fileNumber_;
    summaries_.reset();
    distribution_.reset();
    group_.reset();
    reference_.reset();
    evaluation_.reset();
    curve_.reset();
    race_.reset();
    networkTimes_.reset();
    raceObstacle_.clear();
    obstacle_.clear();
    for (const auto signal : {&Workbench::summariesChanged, &Workbench::distributionChanged, &Workbench::groupChanged,
                              &Workbench::referenceChanged, &Workbench::evaluationChanged, &Workbench::curveChanged,
                              &Workbench::raceChanged, &Workbench::networkTimesChanged, &Workbench::obstacleChanged})
        emit(this->*signal)();
    // Other files may come with the very same view.
    start();
}

void Workbench::start()
{
    if (!session_.network() || session_.network()->layers.empty())
        return;
    curveJob_.cancel();
    rest_.start();
    const Task task{session_.network(), session_.dataset(), session_.view(), costs_, fileNumber_};
    viewJob_.submit([this, task](const JobToken& token) { runTask(task, token); });
}

void Workbench::startCurve()
{
    const Task task{session_.network(), session_.dataset(), session_.view(), costs_, fileNumber_};
    curveJob_.submit([this, task](const JobToken& token) { runCurve(task, token); });
}

template <class T>
void Workbench::deliver(const JobToken& token, std::shared_ptr<const T> Workbench::* place, std::shared_ptr<const T> result,
                        void (Workbench::*signal)())
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
    Bench& bench = *viewBench_;
    bench.prepare(task);
    if (task.view.page == QLatin1String("array"))
        runArray(bench, task, token);
    deliver(token, &Workbench::distribution_, bench.distributionOf(task), &Workbench::distributionChanged);
    deliver(token, &Workbench::group_, bench.groupOf(task), &Workbench::groupChanged);
    setObstacle(token, bench.obstacle);
    if (bench.evaluator && !evaluate(bench, task.view.settings, token))
        return;
    if (!bench.summaries)
        bench.summaries = summariesOf(*task.network);
    deliver(token, &Workbench::summaries_, bench.summaries, &Workbench::summariesChanged);
    if (!bench.evaluator)
        return;
    if (!bench.reference) {
        const Evaluation reference = bench.evaluator->evaluate(Method::Float, task.view.settings,
                                                               [&](const Evaluation&) { return !token.cancelled(); });
        if (!reference.exact())
            return;
        bench.reference = std::make_shared<const Evaluation>(reference);
    }
    deliver(token, &Workbench::reference_, bench.reference, &Workbench::referenceChanged);
}

/// The race first, since it is what a slider's drag is answered with.
void Workbench::runArray(Bench& bench, const Task& task, const JobToken& token)
{
    const ArrayKey key{task.view.settings, task.view.array, task.view.layer, task.costs};
    if (bench.race && bench.networkTimes && bench.arrayKey == key) {
        deliverRace(token, bench.race, {});
        deliver(token, &Workbench::networkTimes_, bench.networkTimes, &Workbench::networkTimesChanged);
        return;
    }
    bench.race.reset();
    bench.networkTimes.reset();
    Evaluator* const evaluator = bench.evaluator ? &*bench.evaluator : nullptr;
    const Progress progress = [&token](double) { return !token.cancelled(); };
    Result<ArrayRace> race = bench.arrays.race(*task.network, evaluator, task.view, task.costs, progress);
    if (token.cancelled())
        return;
    const QString obstacle = race ? QString() : QString::fromStdString(race.error().message);
    if (race)
        bench.race = std::make_shared<const ArrayRace>(*std::move(race));
    deliverRace(token, bench.race, obstacle);
    Result<NetworkTimes> times = bench.arrays.networkTimes(*task.network, evaluator, task.view, task.costs, progress);
    if (token.cancelled())
        return;
    if (times)
        bench.networkTimes = std::make_shared<const NetworkTimes>(*std::move(times));
    bench.arrayKey = key;
    deliver(token, &Workbench::networkTimes_, bench.networkTimes, &Workbench::networkTimesChanged);
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

/// Estimates, then the exact figure. False if it was cancelled on the way.
bool Workbench::evaluate(Bench& bench, const Settings& settings, const JobToken& token)
{
    if (!bench.evaluation || bench.evaluation->settings != settings) {
        Evaluation exact = bench.evaluator->evaluate(Method::Revealed, settings, [&](const Evaluation& sofar) {
            if (!sofar.exact())
                deliver(token, &Workbench::evaluation_, std::make_shared<const Evaluation>(sofar), &Workbench::evaluationChanged);
            return !token.cancelled();
        });
        if (!exact.exact())
            return false;
        bench.evaluation = std::make_shared<const Evaluation>(std::move(exact));
    }
    deliver(token, &Workbench::evaluation_, bench.evaluation, &Workbench::evaluationChanged);
    return true;
}

void Workbench::runCurve(const Task& task, const JobToken& token)
{
    Bench& bench = *curveBench_;
    bench.prepare(task);
    if (!bench.evaluator)
        return;
    const auto points = curvePoints(task.view.settings);
    Curve curve;
    for (const auto& [method, settings] : points) {
        const SweepRow* row = bench.find(method, settings);
        if (row == nullptr) {
            const Evaluation found = bench.evaluator->evaluate(method, settings, [&](const Evaluation&) { return !token.cancelled(); });
            if (!found.exact() || token.cancelled())
                return;
            if (bench.known.size() >= mostKnownRows)
                bench.known.clear();
            bench.known.push_back({method, settings, found.correct, found.correctTop5, found.total, found.work});
            row = &bench.known.back();
        }
        curve.rows.push_back(*row);
        curve.complete = curve.rows.size() == points.size();
        token.report(static_cast<double>(curve.rows.size()) / static_cast<double>(points.size()));
        deliver(token, &Workbench::curve_, std::make_shared<const Curve>(curve), &Workbench::curveChanged);
    }
}

void Workbench::checkSettled()
{
    if (isSettled())
        emit settled();
}

} // namespace termscope
