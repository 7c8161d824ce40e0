// The embedded network on its 10,000 digits: the fast road gives every output that the integer road gives.
#include "core/infer/IntegerRunner.h"
#include "core/study/Evaluator.h"
#include "tests/core/Samples.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <filesystem>
#include <thread>

using namespace termscope;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::int64_t stride = 100; // instrumented, all of them take minutes on the integer road
#else
constexpr std::int64_t stride = 1;
#endif

/// Classes the integer road predicts for every stride-th image, on all cores.
std::vector<std::int32_t> integerPredictions(const PreparedNetwork& prepared, const Dataset& dataset)
{
    std::vector<std::int32_t> predictions(static_cast<std::size_t>((dataset.count() + stride - 1) / stride));
    const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> threads;
    for (std::size_t worker = 0; worker < workers; ++worker)
        threads.emplace_back([&, worker] {
            for (std::size_t i = worker; i < predictions.size(); i += workers) {
                const std::vector<float> outputs = runInteger(prepared,
                                                              dataset.image(static_cast<std::int64_t>(i) * stride));
                predictions[i] = static_cast<std::int32_t>(std::ranges::max_element(outputs) - outputs.begin());
            }
        });
    threads.clear();
    return predictions;
}

} // namespace

class TestEmbeddedNetwork : public QObject {
    Q_OBJECT

private slots:
    void floatAccuracy();
    void samePredictionsOnAllDigits_data();
    void samePredictionsOnAllDigits();
    void publishedTestSet();
};

void TestEmbeddedNetwork::floatAccuracy()
{
    Evaluator evaluator = samples::unwrap(Evaluator::create(samples::embeddedNetwork(), samples::embeddedDigits()));
    const Evaluation evaluation = evaluator.evaluate(Method::Float, {});
    QCOMPARE(evaluation.evaluated, 10000);
    QVERIFY2(evaluation.top1() >= 98.0, text("top-1 ", evaluation.top1()).c_str());
    QVERIFY(evaluation.top5() >= 99.8);
}

void TestEmbeddedNetwork::samePredictionsOnAllDigits_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("groupSize");
    QTest::addColumn<int>("budget");
    QTest::addColumn<int>("dataTerms");
    QTest::newRow("QT, 8 bits") << static_cast<int>(Method::Quantized) << 8 << 12 << 3;
    QTest::newRow("TR, g = 8, k = 12, s = 3") << static_cast<int>(Method::Revealed) << 8 << 12 << 3;
    QTest::newRow("TR, g = 16, k = 8, s = 1") << static_cast<int>(Method::Revealed) << 16 << 8 << 1;
}

void TestEmbeddedNetwork::samePredictionsOnAllDigits()
{
    QFETCH(int, method);
    QFETCH(int, groupSize);
    QFETCH(int, budget);
    QFETCH(int, dataTerms);
    Settings settings;
    settings.groupSize = groupSize;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    const DatasetPtr digits = samples::embeddedDigits();
    Evaluator evaluator = samples::unwrap(Evaluator::create(samples::embeddedNetwork(), digits));
    const Evaluation fast = evaluator.evaluate(static_cast<Method>(method), settings);
    QCOMPARE(fast.predictions.size(), std::size_t{10000});
    const auto exact = integerPredictions(samples::unwrap(evaluator.prepare(static_cast<Method>(method), settings)),
                                          *digits);
    int differing = 0;
    for (std::size_t i = 0; i < exact.size(); ++i)
        differing += fast.predictions[i * stride] == exact[i] ? 0 : 1;
    QCOMPARE(differing, 0);
}

/// The 10,000 digits that MNIST is judged by; floatAccuracy holds the same ground on those that are embedded.
void TestEmbeddedNetwork::publishedTestSet()
{
    std::filesystem::path images = sharedData("mnist/t10k-images-idx3-ubyte");
    if (!std::filesystem::exists(images)) {
        SKIP_WITHOUT_SHARED_DATA("mnist/t10k-images-idx3-ubyte.gz");
        images += ".gz";
    }
    const DatasetPtr digits = samples::unwrap(readDataset(images));
    QCOMPARE(digits->count(), 10000);
    Evaluator evaluator = samples::unwrap(Evaluator::create(samples::embeddedNetwork(), digits));
    const Evaluation evaluation = evaluator.evaluate(Method::Float, {});
    QVERIFY2(evaluation.top1() >= 98.0, text("top-1 ", evaluation.top1()).c_str());
}

TERMSCOPE_TEST(TestEmbeddedNetwork)
#include "TestEmbeddedNetwork.moc"
