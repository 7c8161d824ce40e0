// Passthroughs the session into results: listens to what the user wants to see and delivers what core finds out about
// it.
//
// Two jobs, each the newest only. The view job answers a slider: histogram, group, first estimate, exact accuracy. The
// curve job fills the accuracy curve whenever the user rests; it gives way as soon as a control moves, and keeps what
// it had.
#pragma once

#include "app/session/Session.h"
#include "app/worker/ArrayResults.h"
#include "app/worker/LatestJob.h"
#include "app/worker/Results.h"

#include <QTimer>

#include <functional>

namespace termscope {

struct WorkerState;
struct Task;

class Workbench : public QObject {
    Q_OBJECT

public:
    explicit Workbench(Session& session, QObject* parent = nullptr);
    ~Workbench() override;

    /// The newest of each; null while there is none. A result may be of an older view for some milliseconds.
    /// The network whose weights are shown and quantized: BatchNormalization folded into them or not.
    const NetworkPtr& weights() const { return weights_; }
    const LayerSummariesPtr& summaries() const { return summaries_; }
    const DistributionPtr& distribution() const { return distribution_; }
    const GroupViewPtr& group() const { return group_; }
    const EvaluationPtr& reference() const { return reference_; }
    const EvaluationPtr& evaluation() const { return evaluation_; }
    const CurvePtr& curve() const { return curve_; }
    /// Of a language model.
    const TextEvaluationPtr& textEvaluation() const { return textEvaluation_; }
    /// Made only while the Accuracy page is shown.
    const NextWordsPtr& nextWords() const { return nextWords_; }
    /// Made only while the Terms page is shown.
    const PairComparisonPtr& pairs() const { return pairs_; }
    /// Why there are no pairs: a sentence, empty when there are some.
    const QString& pairsObstacle() const { return pairsObstacle_; }
    /// Made only while the Array page is shown.
    const ArrayRacePtr& race() const { return race_; }
    const NetworkTimesPtr& networkTimes() const { return networkTimes_; }
    /// Why there is no race, or no times of the network beside it: a sentence, else empty.
    const QString& raceObstacle() const { return raceObstacle_; }
    /// Why there is no accuracy: a sentence, empty when there is some.
    const QString& obstacle() const { return obstacle_; }

    /// What the energy model costs things with; the embedded table unless it was set.
    const UnitCosts& unitCosts() const { return costs_; }
    void setUnitCosts(const UnitCosts& costs);

    /// Everything that belongs to the present view is there.
    bool isSettled() const;
    /// Everything but the curve is there.
    bool isViewThere() const { return !viewJob_.isRunning() && !followLater_; }

public slots:
    /// Stops the jobs; the next change starts them again.
    void cancel();

signals:
    void weightsChanged();
    void summariesChanged();
    void distributionChanged();
    void groupChanged();
    void referenceChanged();  ///< the float evaluation
    void evaluationChanged(); ///< an estimate or the exact one
    void curveChanged();
    void textEvaluationChanged(); ///< an estimate or the exact one
    void nextWordsChanged();
    void pairsChanged();
    void raceChanged(); ///< the race or its obstacle
    void networkTimesChanged();
    void obstacleChanged();
    void runningChanged(bool running);
    /// The job of the view, the curve's: whether it runs, and how far it is, 0…1.
    void viewRunning(bool running);
    void viewProgress(double fraction);
    void curveRunning(bool running);
    void curveProgress(double fraction);
    void failed(const QString& message);
    void settled();

private:
    void start();
    void startCurve();
    void follow();
    Task presentTask() const;
    bool isCurveThere() const;
    void forget();
    void withinMemory(WorkerState& state, const Task& task, const JobToken& token, const std::function<void()>& work);
    void showFailure(const JobToken& token, const std::string& failure);
    void dropEstimates(const JobToken& token);
    void runTask(const Task& task, const JobToken& token);
    void runCurve(const Task& task, const JobToken& token);
    void summarise(WorkerState& state, const Task& task, const JobToken& token);
    bool evaluate(WorkerState& state, const Settings& settings, const JobToken& token);
    template <class T>
    void deliver(const JobToken& token, std::shared_ptr<const T> Workbench::*place, std::shared_ptr<const T> result,
                 void (Workbench::*signal)());
    void setObstacle(const JobToken& token, const QString& sentence);
    void runText(WorkerState& state, const Task& task, const JobToken& token);
    void runPairs(WorkerState& state, const Task& task, const JobToken& token);
    void deliverPairs(const JobToken& token, PairComparisonPtr pairs, const QString& obstacle);
    void runArray(WorkerState& state, const Task& task, const JobToken& token);
    void deliverRace(const JobToken& token, ArrayRacePtr race, const QString& obstacle);
    void checkSettled();

    Session& session_;
    NetworkPtr weights_;
    LayerSummariesPtr summaries_;
    DistributionPtr distribution_;
    GroupViewPtr group_;
    EvaluationPtr reference_;
    EvaluationPtr evaluation_;
    CurvePtr curve_;
    TextEvaluationPtr textEvaluation_;
    NextWordsPtr nextWords_;
    PairComparisonPtr pairs_;
    ArrayRacePtr race_;
    NetworkTimesPtr networkTimes_;
    UnitCosts costs_;
    QString pairsObstacle_;
    QString raceObstacle_;
    QString obstacle_;
    quint64 fileNumber_ = 0; ///< grows with every opened file, so that states know when to start over

    bool followLater_ = false; ///< another group is followed, and the view job is not done yet

    QTimer rest_;                             ///< runs out when the user has not changed anything for a while
    std::unique_ptr<WorkerState> viewState_;  ///< touched by the view job's thread only
    std::unique_ptr<WorkerState> curveState_; ///< touched by the curve job's thread only
    LatestJob viewJob_;                       ///< the jobs go first: they use the states
    LatestJob curveJob_;
};

} // namespace termscope
