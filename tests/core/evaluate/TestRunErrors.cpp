// What cannot be run stays an error: no zeros stand for an image or a token, and nothing that failed counts as
// evaluated or as cancelled.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/study/PairStudy.h"
#include "core/sweep/SweepShard.h"
#include "tests/core/evaluate/FailingNetworks.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

constexpr std::int64_t images = 12;
constexpr std::int64_t failing = 6; ///< the number of the image or of the first token

/// Labels of 0: zeros in place of an output would be right.
DatasetPtr imagesWithOne(std::int64_t bad)
{
    Dataset dataset;
    dataset.name = "images";
    dataset.height = dataset.width = 2;
    dataset.pixels.assign(static_cast<std::size_t>(4 * images), 0.2F);
    dataset.pixels[static_cast<std::size_t>(4 * bad)] = 1.0F;
    dataset.labels.assign(static_cast<std::size_t>(images), 0);
    dataset.classes = 1;
    return std::make_shared<const Dataset>(std::move(dataset));
}

ImageEvaluator evaluator(std::int64_t limit = 0)
{
    return samples::unwrap(ImageEvaluator::create(samples::parsed(samples::failingImageNetwork(), "images.onnx"),
                                                  imagesWithOne(failing), limit));
}

/// One stream of words 0 to 9 and, from `failing` on, one that the table does not hold.
TextEvaluator textEvaluator(std::int64_t limit = 0)
{
    auto text = std::make_shared<TokenText>();
    text->name = "words";
    for (std::int32_t i = 0; i < 40; ++i)
        text->tokens.push_back(i == failing ? 20 : i % 10);
    return samples::unwrap(TextEvaluator::create(samples::parsed(samples::failingTextNetwork(), "text.onnx"), text,
                                                 {.streams = 1, .steps = 3, .limit = limit}));
}

Settings calibratedOn(int samples)
{
    Settings settings;
    settings.calibrationSamples = samples;
    settings.groupSize = 2;
    settings.budget = 3;
    return settings;
}

SweepConfig fewRows(const Settings& settings)
{
    SweepConfig config;
    config.base = settings;
    config.qtBits = {8};
    config.budgets = {3};
    config.dataTerms = {2};
    return config;
}

const std::string ofImages = "images.onnx: node \"lookup\": ";
const std::string ofText = "text.onnx: node \"lookup\": ";

bool begins(const Error& error, const std::string& sentence)
{
    return error.message.starts_with(sentence);
}

} // namespace

class TestRunErrors : public QObject {
    Q_OBJECT

private slots:
    /// Those before it are judged; the run says why it went no further, and nothing is made of what is missing.
    void anImageThatCannotBeRun()
    {
        ImageEvaluator subject = evaluator();
        for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
            const Evaluation found = subject.evaluate(method, calibratedOn(4));
            QVERIFY(!found.exact());
            QVERIFY2(found.failure.starts_with(ofImages), found.failure.c_str());
            QCOMPARE(found.evaluated, failing);
            QCOMPARE(std::ssize(found.predictions), failing);
        }
        // A second setting goes on from blocks that are kept (CurveCache), and comes to the same.
        Settings other = calibratedOn(4);
        other.budget = 2;
        QVERIFY(subject.evaluate(Method::Revealed, other).failure.starts_with(ofImages));
        const auto rows = runSweep(subject, fewRows(calibratedOn(4)));
        QVERIFY(!rows);
        QVERIFY2(begins(rows.error(), ofImages), rows.error().message.c_str());
        const auto shard = runShard(subject, fewRows(calibratedOn(4)), {1, 1}, {});
        QVERIFY(!shard && begins(shard.error(), ofImages));
    }

    /// Calibration goes beyond the limit: float alone does not need it.
    void anImageThatCannotCalibrate()
    {
        ImageEvaluator subject = evaluator(failing);
        const Settings settings = calibratedOn(images);
        for (const Method method : {Method::Quantized, Method::Revealed}) {
            const Evaluation found = subject.evaluate(method, settings);
            QVERIFY2(found.failure.starts_with(ofImages), found.failure.c_str());
            QCOMPARE(found.evaluated, 0);
            const auto scale = subject.dataScale(0, planOf(subject.network(), method, settings)[0]);
            QVERIFY(!scale && begins(scale.error(), ofImages));
            const auto layer = subject.prepareLayer(0, planOf(subject.network(), method, settings)[0]);
            QVERIFY(!layer && begins(layer.error(), ofImages));
            const auto network = subject.prepare(method, settings);
            QVERIFY(!network && begins(network.error(), ofImages));
        }
        QVERIFY(subject.evaluate(Method::Float, settings).exact());
        QVERIFY(subject.evaluate(Method::Revealed, calibratedOn(4)).exact());
    }

    void dataOfALayer()
    {
        ImageEvaluator subject = evaluator();
        const auto none = subject.layerData(0, failing);
        QVERIFY(!none && begins(none.error(), ofImages));
        const auto row = subject.layerInput(0, {failing});
        QVERIFY(!row && begins(row.error(), ofImages));
        QCOMPARE(samples::unwrap(subject.layerData(0, 0)).size(), std::size_t{4});
        PairStudy study;
        const auto pairs = study.compare(subject, 0, calibratedOn(4), images);
        QVERIFY(!pairs && begins(pairs.error(), ofImages));
        QVERIFY(study.compare(subject, 0, calibratedOn(4), 4));
    }

    /// A run that failed is not one that was cancelled.
    void aTokenThatCannotBeRun()
    {
        TextEvaluator subject = textEvaluator();
        for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
            const Evaluation found = subject.evaluate(method, calibratedOn(3));
            QVERIFY(!found.exact());
            QVERIFY2(found.failure.starts_with(ofText), found.failure.c_str());
            QCOMPARE(found.evaluated, failing);
            const auto words = subject.nextLogits(method, calibratedOn(3), subject.text().tokens);
            QVERIFY(!words && begins(words.error(), ofText));
        }
        const auto rows = runSweep(subject, fewRows(calibratedOn(3)));
        QVERIFY(!rows);
        QVERIFY2(begins(rows.error(), ofText), rows.error().message.c_str());
        const auto shard = runShard(subject, fewRows(calibratedOn(3)), {1, 1}, {});
        QVERIFY(!shard && begins(shard.error(), ofText));
        const auto data = subject.layerData(subject.text().tokens);
        QVERIFY(!data && begins(data.error(), ofText));
        PairStudy study;
        const auto pairs = study.compare(subject, 0, calibratedOn(3), 40);
        QVERIFY(!pairs && begins(pairs.error(), ofText));
    }

    void aTokenThatCannotCalibrate()
    {
        TextEvaluator subject = textEvaluator(failing);
        const Settings settings = calibratedOn(30);
        const Evaluation found = subject.evaluate(Method::Revealed, settings);
        QVERIFY2(found.failure.starts_with(ofText), found.failure.c_str());
        const auto scale = subject.dataScale(0, planOf(subject.network(), Method::Revealed, settings)[0]);
        QVERIFY(!scale && begins(scale.error(), ofText));
        const auto layer = subject.prepareLayer(0, planOf(subject.network(), Method::Revealed, settings)[0]);
        QVERIFY(!layer && begins(layer.error(), ofText));
        QVERIFY(subject.evaluate(Method::Float, settings).exact());
        QVERIFY(subject.evaluate(Method::Revealed, calibratedOn(3)).exact());
    }
};

TERMSCOPE_TEST(TestRunErrors)
#include "TestRunErrors.moc"
