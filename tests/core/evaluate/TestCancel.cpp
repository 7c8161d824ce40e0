// Work that is cancelled ends wherever it is, on every thread, and leaves what it works with as it was.
#include "core/base/ParallelFor.h"
#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <atomic>
#include <new>
#include <stdexcept>

using namespace termscope;

namespace {

/// Says stop from the `allowed`-th question on.
class StopAfter {
public:
    explicit StopAfter(int allowed) : left_(allowed), scope_(&stop_) {}

    int asked() const { return asked_; }

private:
    std::atomic<int> left_;
    std::atomic<int> asked_ = 0;
    CancelScope::Stop stop_ = [this] {
        ++asked_;
        return left_-- <= 0;
    };
    CancelScope scope_;
};

ImageEvaluator clothes()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    return samples::unwrap(ImageEvaluator::create(
        samples::unwrap(parseNetwork(example.network, example.networkName)),
        samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config)), 300));
}

} // namespace

class TestCancel : public QObject {
    Q_OBJECT

private slots:
    void withoutAScopeNothingIsAsked()
    {
        checkCancelled();
        const CancelScope scope(nullptr);
        checkCancelled();
        QVERIFY(CancelScope::stop() == nullptr);
    }

    void theInnermostScopeIsAsked()
    {
        const CancelScope::Stop no = [] { return false; };
        const CancelScope::Stop yes = [] { return true; };
        const CancelScope outer(&yes);
        {
            const CancelScope inner(&no);
            checkCancelled();
        }
        QVERIFY_EXCEPTION_THROWN(checkCancelled(), Cancelled);
    }

    /// Every body runs once; a cancelled one ends the loop with the exception, in which ever thread it was.
    void loopsRunAllAndStop()
    {
        std::vector<std::atomic<int>> ran(1000);
        parallelFor(1000, [&](std::int64_t i) { ++ran[static_cast<std::size_t>(i)]; });
        for (const std::atomic<int>& times : ran)
            QCOMPARE(times.load(), 1);

        std::atomic<int> count = 0;
        const CancelScope::Stop stop = [&] { return count > 20; };
        const CancelScope scope(&stop);
        const auto body = [&](std::int64_t) {
            checkCancelled();
            ++count;
        };
        QVERIFY_EXCEPTION_THROWN(parallelFor(1000000, body), Cancelled);
        QVERIFY(count < 1000);
    }

    /// What a body throws does not end the process: the caller gets it, and the loop can be used again.
    void whatABodyThrowsIsCarriedOut()
    {
        std::atomic<int> ran = 0;
        const auto body = [&](std::int64_t i) {
            ++ran;
            if (i == 7)
                throw std::bad_alloc();
        };
        QVERIFY_EXCEPTION_THROWN(parallelFor(1000000, body), std::bad_alloc);
        QVERIFY(ran < 1000000);
        const auto words = [](std::int64_t) { throw std::runtime_error("told"); };
        QVERIFY_EXCEPTION_THROWN(parallelFor(8, words), std::runtime_error);
        std::atomic<int> all = 0;
        parallelFor(100, [&](std::int64_t) { ++all; });
        QCOMPARE(all.load(), 100);
    }

    /// Stopped at the first step, in calibration, between images: the figures are those of one that never was.
    void aCancelledEvaluationIsNotHalfThere()
    {
        Settings settings;
        settings.budget = 10;
        ImageEvaluator whole = clothes();
        const Evaluation expected = whole.evaluate(Method::Revealed, settings);
        QVERIFY(expected.exact());
        ImageEvaluator evaluator = clothes();
        int stops = 0;
        for (int allowed = 0;; allowed = allowed * 2 + 1) {
            const StopAfter scope(allowed);
            try {
                const Evaluation found = evaluator.evaluate(Method::Revealed, settings);
                QVERIFY(found.exact());
                QCOMPARE(found.correct, expected.correct);
                QCOMPARE(found.predictions, expected.predictions);
                QCOMPARE(found.work->measured, expected.work->measured);
                break;
            } catch (const Cancelled&) {
                ++stops;
                QVERIFY(scope.asked() > allowed);
            }
        }
        // In calibration, which asks hundreds of times, and after it.
        QVERIFY(stops >= 8);
        QCOMPARE(samples::unwrap(evaluator.dataScale(1, planOf(whole.network(), Method::Revealed, settings)[1])),
                 samples::unwrap(whole.dataScale(1, planOf(whole.network(), Method::Revealed, settings)[1])));
    }
};

TERMSCOPE_TEST(TestCancel)
#include "TestCancel.moc"
