// Starts and stops the jobs: listens to the session, and lets core compute what the page in sight needs.
//
// Three jobs, each the newest only. The view job answers a slider: histogram, group, first estimate, exact accuracy.
// The curve job fills the accuracy curve whenever the user rests; it gives way as soon as a control moves, and keeps
// what it had. The study job is started and stopped by the user alone: it runs on while controls move, at the settings
// that it began with.
#pragma once

#include "app/session/Session.h"
#include "app/worker/Findings.h"
#include "app/worker/LatestJob.h"

#include <QTimer>

#include <functional>
#include <optional>

namespace termscope {

struct WorkerState;
struct Task;

class Workbench : public Findings {
    Q_OBJECT

public:
    explicit Workbench(Session& session, QObject* parent = nullptr);
    ~Workbench() override;

    /// What the energy model costs things with; the embedded table that the array's choice names unless it was set.
    const UnitCosts& unitCosts() const { return costs_; }
    void setUnitCosts(const UnitCosts& costs);

    /// Everything that belongs to the present view is there.
    bool isSettled() const;
    /// Everything but the curve is there.
    bool isViewThere() const { return !viewJob_.isRunning() && !followLater_; }

    /// Studies the open files at the present settings, one study at a time: the newest.
    void startSensitivity(Method method);
    void startSearch(const SearchChoice& choice);
    void startComparison(const CompareRequest& request);
    /// Of keys of reproducedFigures().
    void startReproduction(const std::vector<std::string>& asked);
    void stopStudy();
    bool isStudyRunning() const { return studyJob_.isRunning(); }

    /// The user has stopped the curve of these settings.
    bool isCurveStopped() const;

public slots:
    /// Stops the jobs; the next change starts them again.
    void cancel();
    /// The same for a user who wants no more of it: the curve stays as it is while its settings do, whatever else is
    /// looked at.
    void stop();
    /// Takes stop() back.
    void goOn();

signals:
    /// By the array's choice, not by setUnitCosts.
    void unitCostsChanged();
    void runningChanged(bool running);
    /// The job of the view, the curve's: whether it runs, and how far it is, 0…1.
    void viewRunning(bool running);
    void viewProgress(double fraction);
    void curveRunning(bool running);
    void curveProgress(double fraction);
    void studyStarted();
    void studyRunning(bool running);
    void studyProgress(double fraction);
    /// Was stopped by the user, or is no longer.
    void curveStopped(bool stopped);
    void settled();

private:
    void start();
    void takeUnitCosts();
    void startCurve();
    void follow();
    Task presentTask() const;
    bool isCurveThere() const;
    bool hasCurveOf(const Settings& settings) const;
    void setStopped(const std::optional<Settings>& settings);
    void forget();
    void startStudy(std::function<void(const Task&, const JobToken&)> study,
                    std::function<void(const JobToken&, const QString&)> refuse);
    std::optional<QString> failureOfMemory(WorkerState& state, const Task& task, const std::function<void()>& work);
    void withinMemory(WorkerState& state, const Task& task, const JobToken& token, const std::function<void()>& work);
    void checkSettled();

    Session& session_;
    UnitCosts costs_;
    UnitCostSet costSet_ = UnitCostSet::Quoted; ///< what costs_ was at first
    quint64 fileNumber_ = 0; ///< grows with every opened file, so that states know when to start over

    std::optional<Settings> stoppedAt_; ///< the settings whose curve the user has stopped
    SweepChoice stoppedSweep_;          ///< and what it was to sweep
    bool followLater_ = false;          ///< another group is followed, and the view job is not done yet

    QTimer rest_;                             ///< runs out when the user has not changed anything for a while
    std::unique_ptr<WorkerState> viewState_;  ///< touched by the view job's thread only
    std::unique_ptr<WorkerState> curveState_; ///< touched by the curve job's thread only
    std::unique_ptr<WorkerState> studyState_; ///< touched by the study job's thread only
    LatestJob viewJob_;                       ///< the jobs go first: they use the states
    LatestJob curveJob_;
    LatestJob studyJob_;
};

} // namespace termscope
