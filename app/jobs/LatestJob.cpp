#include "app/jobs/LatestJob.h"

#include "core/base/Cancel.h"
#include "core/base/HandOver.h"

#include <QScopeGuard>
#include <QtConcurrentRun>

#include <algorithm>
#include <exception>
#include <utility>

namespace termscope {
namespace {

constexpr int progressSteps = 1000;

} // namespace

void JobToken::deliver(std::function<void()> show) const
{
    if (!cancelled())
        owner_.post(number_, std::move(show));
}

void JobToken::report(double fraction) const
{
    promise_.setProgressValue(static_cast<int>(std::clamp(fraction, 0.0, 1.0) * progressSteps));
}

Progress JobToken::progress() const
{
    return [this](double fraction) {
        report(fraction);
        return !cancelled();
    };
}

LatestJob::LatestJob(QObject* parent) : QObject(parent)
{
    pool_.setMaxThreadCount(1);
    pool_.setExpiryTimeout(-1);
    connect(&watcher_, &QFutureWatcher<void>::progressValueChanged, this, [this](int value) {
        if (running_)
            emit progressChanged(static_cast<double>(value) / progressSteps);
    });
    connect(&watcher_, &QFutureWatcher<void>::finished, this, [this] { setRunning(false); });
}

LatestJob::~LatestJob()
{
    // The pool is waited for here, not in its own destructor: work still posts to this object.
    watcher_.disconnect(this);
    watcher_.cancel();
    pool_.waitForDone();
    takeOver(this);
}

void LatestJob::submit(Work work)
{
    // A cancelled job that still waits in the pool is not started at all.
    watcher_.cancel();
    const quint64 number = ++latest_;
    handOver(&pool_);
    watcher_.setFuture(QtConcurrent::run(
        &pool_, [this, number, work = std::move(work)](QPromise<void>& promise) { runWork(work, promise, number); }));
    setRunning(true);
}

void LatestJob::cancel()
{
    watcher_.cancel();
    ++latest_;
    setRunning(false);
}

void LatestJob::runWork(const Work& work, QPromise<void>& promise, quint64 number)
{
    takeOver(&pool_);
    const auto done = qScopeGuard([this] { handOver(this); });
    promise.setProgressRange(0, progressSteps);
    QString message;
    const CancelScope::Stop stop = [&promise] { return promise.isCanceled(); };
    const CancelScope scope(&stop);
    try {
        work(JobToken(*this, promise, number));
        return;
    } catch (const Cancelled&) {
        return; // who cancelled wants to hear no more of it
    } catch (const std::exception& error) {
        message = QString::fromUtf8(error.what());
    } catch (...) {
        message = QStringLiteral("unknown exception");
    }
    post(number, [this, message] { emit failed(tr("The computation stopped: %1").arg(message)); });
}

void LatestJob::post(quint64 number, std::function<void()> show)
{
    handOver(this);
    QMetaObject::invokeMethod(
        this,
        [this, number, show = std::move(show)] {
            takeOver(this);
            if (number == latest_)
                show();
        },
        Qt::QueuedConnection);
}

void LatestJob::setRunning(bool running)
{
    if (std::exchange(running_, running) != running)
        emit runningChanged(running);
}

} // namespace termscope
