// Runs work off the GUI thread, and only the newest counts: a submission cancels the one before it, and what an
// outdated one still has to say is dropped before it is painted.
//
// All work of one LatestJob runs on one thread that stays the same, one after another: objects that are "one per
// thread" may be kept between jobs, and OpenMP keeps its team of workers.
#pragma once

#include "core/base/Progress.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>

namespace termscope {

class LatestJob;

/// What work knows of its job. Valid while the work runs, and on its thread. Once a newer job was submitted, or the job
/// was cancelled, checkCancelled() (core/base/Cancel.h) ends the work.
class JobToken {
public:
    /// Runs `show` on the GUI thread, in the order of the calls, unless the job is outdated by then.
    void deliver(std::function<void()> show) const;

    /// Finished fraction, 0…1.
    void report(double fraction) const;

    /// For core functions. Valid as long as the token.
    Progress progress() const;

private:
    friend class LatestJob;
    JobToken(LatestJob& owner, QPromise<void>& promise, quint64 number)
        : owner_(owner), promise_(promise), number_(number)
    {
    }

    LatestJob& owner_;
    QPromise<void>& promise_;
    quint64 number_;
};

/// Lives on the GUI thread; so do its signals. Destroying it cancels the job and waits for it: work that calls
/// checkCancelled() often makes that short. Work must not refer to what dies before the LatestJob.
class LatestJob : public QObject {
    Q_OBJECT

public:
    using Work = std::function<void(const JobToken&)>;

    explicit LatestJob(QObject* parent = nullptr);
    ~LatestJob() override;

    /// Runs `work` as soon as the thread is free. What was submitted before is cancelled, or never started.
    void submit(Work work);
    /// Nothing more is delivered; returns at once.
    void cancel();
    /// A job was submitted and neither finished nor cancelled.
    bool isRunning() const { return running_; }

signals:
    void runningChanged(bool running);
    /// 0…1; a few times a second at most.
    void progressChanged(double fraction);
    /// The newest job threw an exception: a sentence.
    void failed(const QString& message);

protected:
    bool event(QEvent* event) override;

private:
    class Task;
    class Delivery;
    friend class JobToken;
    void runWork(const Work& work, QPromise<void>& promise, quint64 number);
    /// Called on any thread.
    void post(quint64 number, std::function<void()> show);
    void setRunning(bool running);

    QThreadPool pool_;
    QFutureWatcher<void> watcher_;
    quint64 latest_ = 0; ///< number of the newest job; GUI thread only
    bool running_ = false;
};

} // namespace termscope
