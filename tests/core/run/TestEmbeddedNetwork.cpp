// The embedded network on its 10,000 digits: the matrix products give every output that the 64-bit integers give.
#include "core/base/ParallelFor.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/run/GraphRunner.h"
#include "core/run/IntegerRunner.h"
#include "core/run/MatrixProduct.h"
#include "tests/core/Samples.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <atomic>
#include <cstring>
#include <filesystem>

using namespace termscope;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::int64_t stride = 100; // instrumented, all of them take minutes in 64-bit integers
#else
constexpr std::int64_t stride = 1;
#endif

/// The blocks that hold a stride-th image, on all cores: images whose outputs of the two runners differ in any bit.
std::int64_t differingImages(const PreparedNetwork& prepared, const Dataset& dataset, std::int64_t every)
{
    const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    const auto features = static_cast<std::ptrdiff_t>(dataset.features());
    std::atomic<std::int64_t> differing = 0;
    parallelFor((dataset.count() + MatrixProduct::blockRows - 1) / MatrixProduct::blockRows, [&](std::int64_t block) {
        const std::int64_t first = block * MatrixProduct::blockRows;
        const std::int64_t rows = std::min<std::int64_t>(MatrixProduct::blockRows, dataset.count() - first);
        Shape shape = prepared.sample;
        shape.insert(shape.begin(), rows);
        const auto pixels = dataset.pixels.begin() + first * features;
        Result<Outputs> fast = [&] {
            const SingleThreadScope alone;
            return runner.run({floatValue(shape, std::vector<float>(pixels, pixels + rows * features))});
        }();
        const std::size_t classes = fast ? fast->front()->floats.size() / static_cast<std::size_t>(rows) : 0;
        for (std::int64_t row = 0; row < rows; ++row) {
            if ((first + row) % every != 0)
                continue;
            const Result<IntegerRun> exact = runInteger(prepared, dataset.image(first + row));
            if (!fast || !exact || exact->outputs.size() != classes
                || std::memcmp(fast->front()->floats.data() + static_cast<std::size_t>(row) * classes,
                               exact->outputs.data(), classes * sizeof(float))
                       != 0)
                ++differing;
        }
    });
    return differing;
}

} // namespace

class TestEmbeddedNetwork : public QObject {
    Q_OBJECT

private slots:
    void floatAccuracy();
    void sameOutputsOnAllDigits_data();
    void sameOutputsOnAllDigits();
    void publishedTestSet();
};

void TestEmbeddedNetwork::floatAccuracy()
{
    ImageEvaluator evaluator = samples::unwrap(
        ImageEvaluator::create(samples::embeddedNetwork(), samples::embeddedDigits()));
    const Evaluation evaluation = evaluator.evaluate(Method::Float, {});
    QCOMPARE(evaluation.evaluated, 10000);
    QVERIFY2(evaluation.top1() >= 98.0, text("top-1 ", evaluation.top1()).c_str());
    QVERIFY(evaluation.top5() >= 99.8);
}

void TestEmbeddedNetwork::sameOutputsOnAllDigits_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("groupSize");
    QTest::addColumn<int>("budget");
    QTest::addColumn<int>("dataTerms");
    QTest::newRow("QT, 8 bits") << static_cast<int>(Method::Quantized) << 8 << 12 << 3;
    QTest::newRow("TR, g = 8, k = 12, s = 3") << static_cast<int>(Method::Revealed) << 8 << 12 << 3;
    QTest::newRow("TR, g = 16, k = 8, s = 1") << static_cast<int>(Method::Revealed) << 16 << 8 << 1;
}

void TestEmbeddedNetwork::sameOutputsOnAllDigits()
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
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(samples::embeddedNetwork(), digits));
    QCOMPARE(digits->count(), 10000);
    QCOMPARE(
        differingImages(samples::unwrap(evaluator.prepare(static_cast<Method>(method), settings)), *digits, stride), 0);
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
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(samples::embeddedNetwork(), digits));
    const Evaluation evaluation = evaluator.evaluate(Method::Float, {});
    QVERIFY2(evaluation.top1() >= 98.0, text("top-1 ", evaluation.top1()).c_str());
}

TERMSCOPE_TEST(TestEmbeddedNetwork)
#include "TestEmbeddedNetwork.moc"
