// Latest wins: what is outdated is never shown, and nobody waits for it.
#include "app/worker/LatestJob.h"
#include "core/base/Cancel.h"
#include "tests/support/TestClass.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSemaphore>
#include <QtTest>

#include <atomic>
#include <new>
#include <stdexcept>

using namespace termscope;

namespace {

/// Work that lasts until it is cancelled, and is not ended by it.
void waitForCancel(const JobToken&)
{
    try {
        while (true) {
            checkCancelled();
            QThread::msleep(1);
        }
    } catch (const Cancelled&) {
    }
}

} // namespace

class TestLatestJob : public QObject {
    Q_OBJECT

private slots:
    void deliversOnTheGuiThread();
    void onlyTheNewestOfManyIsShown();
    void whatWaitsIsNeverStarted();
    void aFinishedButOutdatedResultIsDropped();
    void deliveriesKeepTheirOrder();
    void cancelIsQuickAndSilent();
    void destroyingInMidJobIsQuickAndSilent();
    void destroyedByItsOwnDelivery();
    void exceptionsBecomeASentence();
    void lackOfMemoryBecomesASentence();
    void outdatedExceptionsAreDropped();
    void runningFollowsTheNewestJob();
    void progressArrives();
    void cancelStopsCoreFunctions();
    void oneThreadForAllJobs();
};

void TestLatestJob::deliversOnTheGuiThread()
{
    LatestJob job;
    QThread* worker = nullptr;
    QThread* shown = nullptr;
    job.submit([&](const JobToken& token) {
        worker = QThread::currentThread();
        token.deliver([&] { shown = QThread::currentThread(); });
    });
    QTRY_VERIFY(shown);
    QCOMPARE(shown, thread());
    QVERIFY(worker != thread());
}

void TestLatestJob::onlyTheNewestOfManyIsShown()
{
    LatestJob job;
    std::vector<int> shown;
    for (int i = 0; i < 1000; ++i) {
        job.submit([&shown, i](const JobToken& token) { token.deliver([&shown, i] { shown.push_back(i); }); });
        if (i % 100 == 99)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!job.isRunning());
    QVERIFY(!shown.empty());
    QCOMPARE(shown.back(), 999);
    QVERIFY(std::is_sorted(shown.begin(), shown.end()));
    QVERIFY(std::adjacent_find(shown.begin(), shown.end()) == shown.end());
}

void TestLatestJob::whatWaitsIsNeverStarted()
{
    LatestJob job;
    std::atomic<int> started = 0;
    QSemaphore first;
    QSemaphore hold;
    job.submit([&](const JobToken&) {
        ++started;
        first.release();
        hold.acquire();
    });
    first.acquire();
    for (int i = 0; i < 1000; ++i)
        job.submit([&](const JobToken&) { ++started; });
    hold.release();
    QTRY_VERIFY(!job.isRunning());
    QCOMPARE(started.load(), 2);
}

void TestLatestJob::aFinishedButOutdatedResultIsDropped()
{
    LatestJob job;
    QSemaphore posted;
    bool outdatedShown = false;
    bool newestShown = false;
    job.submit([&](const JobToken& token) {
        token.deliver([&] { outdatedShown = true; });
        posted.release();
    });
    posted.acquire(); // the result lies in the event queue, unseen
    job.submit([&](const JobToken& token) { token.deliver([&] { newestShown = true; }); });
    QTRY_VERIFY(newestShown);
    QVERIFY(!outdatedShown);
}

void TestLatestJob::deliveriesKeepTheirOrder()
{
    LatestJob job;
    std::vector<int> shown;
    bool runningAtLast = false;
    job.submit([&](const JobToken& token) {
        for (int i = 0; i < 500; ++i)
            token.deliver([&, i] {
                shown.push_back(i);
                runningAtLast = job.isRunning();
            });
    });
    QTRY_VERIFY(!job.isRunning());
    QCOMPARE(shown.size(), std::size_t{500});
    QVERIFY(std::is_sorted(shown.begin(), shown.end()));
    QVERIFY(runningAtLast); // "finished" comes after the last result
}

void TestLatestJob::cancelIsQuickAndSilent()
{
    LatestJob job;
    QSemaphore started;
    QSemaphore ended;
    bool shown = false;
    job.submit([&](const JobToken& token) {
        started.release();
        waitForCancel(token);
        token.deliver([&] { shown = true; });
        ended.release();
    });
    started.acquire();
    QElapsedTimer clock;
    clock.start();
    job.cancel();
    QVERIFY(!job.isRunning());
    QVERIFY(ended.tryAcquire(1, 5000));
    QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
    QTest::qWait(20);
    QVERIFY(!shown);
}

void TestLatestJob::destroyingInMidJobIsQuickAndSilent()
{
    std::atomic<bool> ended = false;
    bool shown = false;
    QElapsedTimer clock;
    {
        LatestJob job;
        QSemaphore started;
        job.submit([&](const JobToken& token) {
            token.deliver([&] { shown = true; });
            started.release();
            waitForCancel(token);
            QThread::msleep(5);
            token.deliver([&] { shown = true; });
            ended = true;
        });
        started.acquire();
        clock.start();
    }
    QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(ended); // joined, not abandoned
    QTest::qWait(20);
    QVERIFY(!shown);
}

/// A result may close the window it belongs to.
void TestLatestJob::destroyedByItsOwnDelivery()
{
    auto* job = new LatestJob;
    bool destroyed = false;
    connect(job, &QObject::destroyed, this, [&] { destroyed = true; });
    job->submit([&](const JobToken& token) {
        token.deliver([job] { job->deleteLater(); });
        waitForCancel(token);
    });
    QTRY_VERIFY(destroyed);
}

void TestLatestJob::exceptionsBecomeASentence()
{
    LatestJob job;
    QSignalSpy failed(&job, &LatestJob::failed);
    job.submit([](const JobToken&) { throw std::runtime_error("out of numbers"); });
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().toString(), QString("The computation stopped: out of numbers"));
    QTRY_VERIFY(!job.isRunning());
    // The thread is as good as before.
    bool shown = false;
    job.submit([&](const JobToken& token) { token.deliver([&] { shown = true; }); });
    QTRY_VERIFY(shown);
}

void TestLatestJob::lackOfMemoryBecomesASentence()
{
    LatestJob job;
    QSignalSpy failed(&job, &LatestJob::failed);
    job.submit([](const JobToken&) { throw std::bad_alloc(); });
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().toString(),
             QString("The computation stopped: it needs more memory than there is."));
    bool shown = false;
    job.submit([&](const JobToken& token) { token.deliver([&] { shown = true; }); });
    QTRY_VERIFY(shown);
}

void TestLatestJob::outdatedExceptionsAreDropped()
{
    LatestJob job;
    QSignalSpy failed(&job, &LatestJob::failed);
    job.submit([](const JobToken& token) {
        waitForCancel(token);
        throw std::runtime_error("too late");
    });
    bool shown = false;
    job.submit([&](const JobToken& token) { token.deliver([&] { shown = true; }); });
    QTRY_VERIFY(shown);
    QTest::qWait(10);
    QCOMPARE(failed.count(), 0);
}

void TestLatestJob::runningFollowsTheNewestJob()
{
    LatestJob job;
    QSignalSpy running(&job, &LatestJob::runningChanged);
    job.submit(waitForCancel);
    job.submit(waitForCancel);
    job.submit([](const JobToken&) {});
    QVERIFY(job.isRunning());
    QTRY_COMPARE(running.count(), 2);
    QCOMPARE(running[0][0].toBool(), true);
    QCOMPARE(running[1][0].toBool(), false);
    QTest::qWait(20);
    QCOMPARE(running.count(), 2);
}

void TestLatestJob::progressArrives()
{
    LatestJob job;
    QSignalSpy progress(&job, &LatestJob::progressChanged);
    job.submit([](const JobToken& token) {
        for (int i = 0; i <= 10; ++i) {
            token.report(i / 10.0);
            QThread::msleep(50);
        }
    });
    QTRY_VERIFY(!job.isRunning());
    QVERIFY(progress.count() >= 5);
    double last = 0.0;
    for (const QList<QVariant>& arguments : progress) {
        QVERIFY(arguments[0].toDouble() >= last && arguments[0].toDouble() <= 1.0);
        last = arguments[0].toDouble();
    }
    QVERIFY(last >= 0.9);
}

void TestLatestJob::cancelStopsCoreFunctions()
{
    LatestJob job;
    QSemaphore started;
    std::atomic<bool> stopped = false;
    job.submit([&](const JobToken&) {
        const auto atTheEnd = qScopeGuard([&] { stopped = true; });
        started.release();
        while (true) {
            checkCancelled();
            QThread::msleep(1);
        }
    });
    started.acquire();
    job.cancel();
    QTRY_VERIFY(stopped);
}

void TestLatestJob::oneThreadForAllJobs()
{
    LatestJob job;
    std::vector<QThread*> threads;
    for (int i = 0; i < 5; ++i) {
        job.submit([&](const JobToken&) { threads.push_back(QThread::currentThread()); });
        QTRY_VERIFY(!job.isRunning());
    }
    QCOMPARE(threads.size(), std::size_t{5});
    QVERIFY(std::all_of(threads.begin(), threads.end(), [&](QThread* each) { return each == threads.front(); }));
}

TERMSCOPE_TEST(TestLatestJob)
#include "TestLatestJob.moc"
