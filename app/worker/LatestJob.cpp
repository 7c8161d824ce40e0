#include "app/worker/LatestJob.h"

#include "core/base/Cancel.h"
#include "core/base/HandOver.h"
#include "core/base/Memory.h"

#include <QCoreApplication>
#include <QEvent>
#include <QRunnable>

#include <algorithm>
#include <exception>
#include <utility>

namespace termscope {
namespace {

constexpr int progressSteps = 1000;

} // namespace

/// One submission, made by the GUI thread and given to the pool's.
class LatestJob::Task : public QRunnable {
public:
    Task(LatestJob& job, Work work, quint64 number) : job_(job), work_(std::move(work)), number_(number)
    {
        promise_.start();
    }

    QFuture<void> future() const { return promise_.future(); }

    void run() override
    {
        takeOver(this);
        if (!promise_.isCanceled())
            job_.runWork(work_, promise_, number_);
        work_ = {}; // what it holds goes before anyone hears that it has finished
        handOver(&job_);
        promise_.finish();
    }

private:
    LatestJob& job_;
    Work work_;
    QPromise<void> promise_;
    quint64 number_;
};

/// What a job has to show, on its way to the GUI thread.
class LatestJob::Delivery : public QEvent {
public:
    Delivery(quint64 numberOfJob, std::function<void()> shows)
        : QEvent(User), number(numberOfJob), show(std::move(shows))
    {
    }
    ~Delivery() override { takeOver(this); } // also of one that nobody receives any more

    const quint64 number;
    const std::function<void()> show;
};

void JobToken::deliver(std::function<void()> show) const
{
    if (!promise_.isCanceled())
        owner_.post(number_, std::move(show));
}

void JobToken::report(double fraction) const
{
    promise_.setProgressValue(static_cast<int>(std::clamp(fraction, 0.0, 1.0) * progressSteps));
}

Progress JobToken::progress() const
{
    return [this](double fraction) { report(fraction); };
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
    auto* const task = new Task(*this, std::move(work), ++latest_);
    watcher_.setFuture(task->future());
    handOver(task);
    pool_.start(task); // which deletes it
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
    promise.setProgressRange(0, progressSteps);
    QString message;
    const CancelScope::Stop stop = [&promise] { return promise.isCanceled(); };
    const CancelScope scope(&stop);
    try {
        if (!fitsInMemory([&] { work(JobToken(*this, promise, number)); }))
            post(number, [this] { emit failed(tr("The computation stopped: it needs more memory than there is.")); });
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
    auto* const delivery = new Delivery(number, std::move(show));
    handOver(delivery);
    QCoreApplication::postEvent(this, delivery); // which deletes it
}

bool LatestJob::event(QEvent* event)
{
    auto* const delivery = dynamic_cast<Delivery*>(event);
    if (delivery == nullptr)
        return QObject::event(event);
    takeOver(delivery);
    if (delivery->number == latest_)
        delivery->show();
    return true;
}

void LatestJob::setRunning(bool running)
{
    if (std::exchange(running_, running) != running)
        emit runningChanged(running);
}

} // namespace termscope
