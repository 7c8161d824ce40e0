// Images that are decoded as they are needed: the figures of those in memory, whatever cannot be read among them, in
// bounded memory.
#include "core/data/BatchReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/sweep/Sweep.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <algorithm>
#include <atomic>
#include <set>

using namespace termscope;

namespace {

/// The pictures of a dataset, of which some are made unreadable or wide; counts those that were asked for.
class WatchedPictures : public ImageSource {
public:
    WatchedPictures(ImageSourcePtr source, std::int64_t count) : source_(std::move(source)), count_(count) {}

    std::int64_t count() const override { return count_; }
    std::string nameOf(std::int64_t index) const override { return text("picture ", index); }
    Result<Image> read(std::int64_t index) const override
    {
        ++reads;
        if (broken.contains(index))
            return fail(nameOf(index), ": broken");
        Result<Image> image = source_->read(index);
        if (index == wide) {
            image->width *= 2;
            image->height /= 2;
        }
        return image;
    }

    std::set<std::int64_t> broken;
    std::int64_t wide = -1;
    mutable std::atomic<std::int64_t> reads = 0;

private:
    ImageSourcePtr source_;
    std::int64_t count_;
};

struct Subject {
    NetworkPtr network;
    std::shared_ptr<WatchedPictures> pictures;
    DatasetPtr streamed;

    Subject(const char* name, std::int64_t count)
    {
        const embedded::Example& example = *embedded::findExample(name);
        network = samples::unwrap(parseNetwork(example.network, example.networkName));
        DatasetConfig config;
        config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
        Dataset dataset = *samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config));
        pictures = std::make_shared<WatchedPictures>(dataset.source, count);
        dataset.source = pictures;
        dataset.pixels.clear();
        dataset.labels.resize(static_cast<std::size_t>(count));
        streamed = std::make_shared<const Dataset>(std::move(dataset));
    }
    ImageEvaluator evaluator(std::int64_t limit = 0) const
    {
        return samples::unwrap(ImageEvaluator::create(network, streamed, limit));
    }
    ImageEvaluator inMemory(std::int64_t limit = 0) const
    {
        return samples::unwrap(ImageEvaluator::create(network, samples::unwrap(loaded(streamed)), limit));
    }
};

} // namespace

class TestStreamedEvaluation : public QObject {
    Q_OBJECT

private slots:
    void asInMemory_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("limit");
        QTest::newRow("a chain") << "digits" << 5000 << 0;
        QTest::newRow("a chain, limited") << "digits" << 5000 << 3001;
        QTest::newRow("a graph") << "fashion" << 300 << 0;
        QTest::newRow("a graph, limited") << "fashion" << 300 << 150;
    }

    void asInMemory()
    {
        QFETCH(const QString, name);
        QFETCH(const int, count);
        QFETCH(const int, limit);
        const Subject subject(name.toUtf8().constData(), count);
        subject.pictures->broken = {0, 17, 18, count - 1};
        ImageEvaluator streamed = subject.evaluator(limit);
        ImageEvaluator inMemory = subject.inMemory(limit);
        Settings settings;
        settings.calibrationSamples = 100;
        for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
            const Evaluation found = streamed.evaluate(method, settings);
            const Evaluation expected = inMemory.evaluate(method, settings);
            QVERIFY(found.exact());
            QCOMPARE(found.failure, std::string());
            QCOMPARE(found.total, limit == 0 ? count - 4 : limit);
            QCOMPARE(found.total, expected.total);
            QCOMPARE(found.predictions, expected.predictions);
            QCOMPARE(found.correct, expected.correct);
            QCOMPARE(found.correctTop5, expected.correctTop5);
            QCOMPARE(found.confusion, expected.confusion);
            QCOMPARE(found.work.has_value(), expected.work.has_value());
            if (found.work) {
                QCOMPARE(found.work->measured, expected.work->measured);
                QCOMPARE(found.work->provisioned, expected.work->provisioned);
            }
            QVERIFY(streamed.skipped().size() == (limit == 0 ? 4U : 3U));
            QCOMPARE(streamed.skipped()[1].reason, std::string("picture 17: broken"));
        }
        const NetworkPlan plan(*subject.network, Method::Revealed, settings);
        for (int layer = 0; layer < plan.size(); ++layer)
            QCOMPARE(samples::unwrap(streamed.dataScale(layer, plan[layer])),
                     samples::unwrap(inMemory.dataScale(layer, plan[layer])));
    }

    /// One sample out of the middle; the next one where it cannot be read.
    void oneSample()
    {
        const Subject subject("digits", 50);
        ImageEvaluator inMemory = subject.inMemory();
        subject.pictures->broken = {7};
        ImageEvaluator streamed = subject.evaluator();
        QCOMPARE(samples::unwrap(streamed.layerData(1, 30)), samples::unwrap(inMemory.layerData(1, 30)));
        QCOMPARE(samples::unwrap(streamed.layerData(0, 7)), samples::unwrap(inMemory.layerData(0, 8)));
    }

    /// What was decoded ahead of what was run is no more than two waves, however many pictures there are.
    void boundedMemory()
    {
        const Subject subject("fashion", 1500);
        ImageEvaluator evaluator = subject.evaluator();
        Settings settings;
        settings.calibrationSamples = 16;
        samples::unwrap(evaluator.dataScale(0, planOf(evaluator.network(), Method::Quantized, settings)[0]));
        subject.pictures->reads = 0;
        std::int64_t most = 0;
        const Evaluation found = evaluator.evaluate(Method::Float, settings, [&](const Evaluation& sofar) {
            most = std::max(most, subject.pictures->reads - sofar.evaluated);
        });
        QVERIFY(found.exact());
        QVERIFY2(most <= 250, text(most).c_str());
        QCOMPARE(subject.pictures->reads.load(), 1500);
    }

    void cancelled()
    {
        const Subject subject("fashion", 1500);
        ImageEvaluator evaluator = subject.evaluator();
        subject.pictures->reads = 0;
        Stopping stopping;
        const auto stop = [&](const Evaluation& sofar) {
            QVERIFY(sofar.evaluated > 0);
            stopping.stop();
        };
        QVERIFY_EXCEPTION_THROWN(evaluator.evaluate(Method::Float, {}, stop), Cancelled);
        QVERIFY(subject.pictures->reads < 1000);
    }

    /// A picture of another size is found out in the middle: no figure is given, and a sweep says why.
    void anotherSize()
    {
        const Subject subject("fashion", 300);
        subject.pictures->wide = 200;
        ImageEvaluator evaluator = subject.evaluator();
        Settings settings;
        settings.calibrationSamples = 50;
        const std::string sentence =
            "picture 200: expected 28×28 as the first image, found 14×56 (resize=… and crop=… of the preprocessing "
            "make images alike)";
        const Evaluation found = evaluator.evaluate(Method::Quantized, settings);
        QVERIFY(!found.exact());
        QCOMPARE(found.failure, sentence);
        SweepConfig config;
        config.base = settings;
        const auto rows = runSweep(evaluator, config);
        QVERIFY(!rows);
        QCOMPARE(rows.error().message, sentence);
        // Met while calibrating: the same.
        settings.calibrationSamples = 250;
        QCOMPARE(subject.evaluator().evaluate(Method::Quantized, settings).failure, sentence);
    }

    void noneReadable()
    {
        const Subject subject("fashion", 3);
        subject.pictures->broken = {0, 1, 2};
        QCOMPARE(subject.evaluator().evaluate(Method::Float, {}).failure,
                 subject.streamed->name
                     + ": expected images that can be read, found none; 3 of 3 images were skipped: picture 0: broken; "
                       "picture 1: broken; picture 2: broken");
        const auto data = subject.evaluator().layerData(0, 1);
        QVERIFY(!data);
        QCOMPARE(data.error().message,
                 subject.streamed->name + ": expected an image that can be read from image 1 on, found none");
    }
};

TERMSCOPE_TEST(TestStreamedEvaluation)
#include "TestStreamedEvaluation.moc"
