// When an accuracy is doubted, and which preprocessing is found to be the right one.
#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/ImagesTaken.h"
#include "core/evaluate/Plausibility.h"
#include "core/evaluate/PreprocessingTrial.h"
#include "core/formats/NetworkReader.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

DatasetPtr shapesWith(const char* preprocessing)
{
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(preprocessing));
    return samples::unwrap(readDataset(fixtures::path("shapes.bin.gz"), {}, config));
}

NetworkPtr residual()
{
    return samples::unwrap(readNetwork(fixtures::path("residual.onnx")));
}

Evaluation floatOf(const NetworkPtr& network, const DatasetPtr& dataset)
{
    return samples::unwrap(ImageEvaluator::create(network, dataset)).evaluate(Method::Float, Settings{});
}

} // namespace

class TestPlausibility : public QObject {
    Q_OBJECT

private slots:
    void doubts_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<int>("evaluated");
        QTest::addColumn<int>("classes");
        QTest::addColumn<double>("confidence");
        QTest::addColumn<int>("doubt");
        const auto row = [](const char* name, int correct, int evaluated, int classes, double confidence, Doubt doubt) {
            QTest::newRow(name) << correct << evaluated << classes << confidence << static_cast<int>(doubt);
        };
        row("as good as it says", 915, 1000, 10, 0.95, Doubt::None);
        row("better than it says", 804, 1000, 1000, 0.60, Doubt::None);
        row("a bad network that knows it", 300, 1000, 10, 0.33, Doubt::None);
        row("less than half of what it says", 401, 1000, 10, 0.84, Doubt::BelowConfidence);
        row("the same of few samples", 21, 49, 10, 0.84, Doubt::None);
        row("few, but enough", 20, 60, 10, 0.84, Doubt::BelowConfidence);
        row("a little less, of few", 38, 60, 10, 0.84, Doubt::None);
        row("guessing", 98, 1000, 10, 0.12, Doubt::AtChance);
        row("none of a thousand classes", 0, 500, 1000, 0.02, Doubt::AtChance);
        row("one class alone", 50, 60, 1, 1.0, Doubt::None);
    }

    void doubts()
    {
        QFETCH(int, correct);
        QFETCH(int, evaluated);
        QFETCH(int, classes);
        QFETCH(double, confidence);
        QFETCH(int, doubt);
        Evaluation evaluation;
        evaluation.correct = correct;
        evaluation.evaluated = evaluation.total = evaluated;
        evaluation.classes = classes;
        evaluation.confidence = confidence * evaluated;
        QCOMPARE(static_cast<int>(plausibilityOf(evaluation).doubt), doubt);
        QCOMPARE(toText(plausibilityOf(evaluation)).empty(), doubt == 0);
        evaluation.method = Method::Revealed; // which may well be bad
        QCOMPARE(static_cast<int>(plausibilityOf(evaluation).doubt), static_cast<int>(Doubt::None));
        evaluation.method = Method::Float;
        evaluation.fidelity.emplace();
        QCOMPARE(static_cast<int>(plausibilityOf(evaluation).doubt), static_cast<int>(Doubt::None));
    }

    /// The softmax of what is predicted, worked out in the plainest way.
    void confidence()
    {
        const NetworkPtr network = samples::mlp(7, {24, 20, 7}, "Relu", true);
        const DatasetPtr dataset = samples::randomDataset(8, 90, 24, 7);
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, dataset));
        double sum = 0.0;
        for (std::int64_t i = 0; i < 90; ++i) {
            const auto scores = samples::unwrap(evaluator.scoresOf(Method::Float, {}, dataset->image(i)));
            double all = 0.0;
            double best = 0.0;
            for (const float score : scores) {
                all += std::exp(static_cast<double>(score));
                best = std::max(best, std::exp(static_cast<double>(score)));
            }
            sum += best / all;
        }
        const Evaluation found = evaluator.evaluate(Method::Float, Settings{});
        QVERIFY(std::abs(found.confidence - sum) < 1e-4 * sum);
        QVERIFY(std::abs(found.meanConfidence() - 100.0 * sum / 90.0) < 0.01);
    }

    /// What the fixture was trained with is found among the presets, whatever is set.
    void trials()
    {
        const auto trials = samples::unwrap(tryPreprocessings(residual(), shapesWith("raw:mean=0.9,std=0.05")));
        QCOMPARE(QString::fromUtf8(trials.front().preprocessing.preset.data()), QString("cifar"));
        QVERIFY(trials.front().top1 > 90.0);
        QVERIFY(trials.front().evaluated <= triedImages);
        QCOMPARE(std::ranges::count_if(
                     trials, [](const auto& trial) { return toText(trial.preprocessing) == "raw:mean=0.9,std=0.05"; }),
                 1);
        for (std::size_t i = 1; i < trials.size() && trials[i].failure.empty(); ++i)
            QVERIFY(trials[i - 1].top1 >= trials[i].top1);
        const Evaluation all = floatOf(residual(), shapesWith("cifar"));
        QVERIFY(std::abs(all.top1() - trials.front().top1) < 15.0);
        QCOMPARE(static_cast<int>(plausibilityOf(all).doubt), static_cast<int>(Doubt::None));
    }

    void refusedTrials()
    {
        Dataset without = *shapesWith("cifar");
        without.labels.clear();
        QCOMPARE(tryPreprocessings(residual(), std::make_shared<const Dataset>(without)).error().message,
                 std::string("shapes.bin.gz: expected images with labels, found none"));
        const auto numbers = tryPreprocessings(residual(), samples::randomDataset(1, 60, 24, 3));
        QCOMPARE(numbers.error().message,
                 std::string("random: expected pictures, found numbers, which are preprocessed already"));
    }

    void realNetworks_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("images");
        QTest::addColumn<QString>("preprocessing");
        QTest::addColumn<bool>("doubted");
        const auto row = [](const char* network, const char* images, const char* preprocessing, bool doubted) {
            QTest::addRow("%s, %s", network, preprocessing)
                << QString(network) << QString(images) << QString(preprocessing) << doubted;
        };
        const char* resnet = "cifar10/resnet20.onnx";
        const char* cifar = "cifar10/test_batch_1000.bin";
        row(resnet, cifar, "cifar", false);
        row(resnet, cifar, "raw", true);
        row(resnet, cifar, "raw:scale=1", true);
        const char* mobilenet = "imagenet/mobilenet_v2.onnx";
        row(mobilenet, "imagenet/val", "torchvision", false);
        row(mobilenet, "imagenet/val", "raw:scale=1,resize=256,crop=224", true);
    }

    /// Networks on images as they were trained with are not doubted, on others they are.
    void realNetworks()
    {
        QFETCH(QString, network);
        QFETCH(QString, images);
        QFETCH(QString, preprocessing);
        SKIP_WITHOUT_SHARED_DATA(network.toUtf8().constData(), images.toUtf8().constData());
        DatasetConfig config;
        config.preprocessing = samples::unwrap(parsePreprocessing(preprocessing.toStdString()));
        const std::filesystem::path path = sharedData(images.toUtf8().constData());
        std::optional<std::filesystem::path> labels;
        if (std::filesystem::is_directory(path))
            labels = sharedData("imagenet/val_labels.txt");
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(samples::unwrap(readNetwork(sharedData(network.toUtf8().constData()))),
                                   samples::unwrap(readDataset(path, labels, config)), labels ? 100 : 1000));
        const Plausibility found = plausibilityOf(evaluator.evaluate(Method::Float, Settings{}));
        qInfo("right %.2f %%, confidence %.2f %%", found.top1, found.confidence);
        QTEST(found.doubt != Doubt::None, "doubted");
    }

    /// What ResNet-20 was trained with is found.
    void realTrials()
    {
        SKIP_WITHOUT_SHARED_DATA("cifar10/resnet20.onnx", "cifar10/test_batch_1000.bin");
        const auto trials = samples::unwrap(
            tryPreprocessings(samples::unwrap(readNetwork(sharedData("cifar10/resnet20.onnx"))),
                              samples::unwrap(readDataset(sharedData("cifar10/test_batch_1000.bin")))));
        QCOMPARE(QString::fromUtf8(trials.front().preprocessing.preset.data()), QString("cifar"));
        QVERIFY(trials.front().top1 > 85.0);
    }

    void wordsOfImages_data()
    {
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QString>("words");
        QTest::newRow("colours") << QList{-1, 3, 224, 224} << "3×224×224 colour images";
        QTest::newRow("grey") << QList{1, 1, 28, 28} << "1×28×28 grey images";
        QTest::newRow("channels last") << QList{-1, 224, 224, 3} << "224×224×3 colour images";
        QTest::newRow("any size") << QList{-1, 3, -1, -1} << "colour images of any size";
        QTest::newRow("any width") << QList{-1, 3, 32, -1} << "3×32×any colour images";
        QTest::newRow("other channels") << QList{-1, 4, 32, 32} << "4×32×32 images";
        QTest::newRow("values") << QList{-1, 784} << "784 values";
        QTest::newRow("any") << QList{-1, -1, -1, -1} << "images of any size";
    }

    void wordsOfImages()
    {
        QFETCH(QList<int>, shape);
        Network network = samples::emptyNetwork("n", 1);
        Graph graph = *network.graph;
        graph.inputs[0].shape = Shape(shape.begin(), shape.end());
        network.graph = std::make_shared<const Graph>(std::move(graph));
        QTEST(QString::fromStdString(imagesTaken(network)), "words");
    }
};

TERMSCOPE_TEST(TestPlausibility)
#include "TestPlausibility.moc"
