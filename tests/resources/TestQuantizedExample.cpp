// The embedded network that a quantizer has written: it runs as onnxruntime runs it, and what the lesson about it says
// is so.

#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/settings/NetworkPlan.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <fstream>
#include <functional>
#include <numeric>

using namespace termscope;
using embedded::Example;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::int64_t sampleLimit = 100; // it is instrumented
#else
constexpr std::int64_t sampleLimit = 0; // all
#endif

/// The classes that onnxruntime gives, made by resources/models/quantize_fashion_cnn.py.
std::vector<std::int32_t> classesOfOnnxruntime()
{
    std::ifstream file(TERMSCOPE_SOURCE "/tests/resources/fashion_cnn_int8_classes.txt");
    std::vector<std::int32_t> classes;
    for (std::int32_t one = 0; file >> one;)
        classes.push_back(one);
    return classes;
}

Settings at(int budget, int dataTerms = 3)
{
    Settings settings;
    settings.groupSize = 8;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    return settings;
}

} // namespace

class TestQuantizedExample : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void layersAreTheQuantizers();
    void classesAreOnnxruntimes();
    void floatIsTheSameWithoutItsPairs();
    void whatTheLessonSays();

private:
    NetworkPtr network_;
    std::optional<ImageEvaluator> evaluator_;
    Evaluation given_;
};

void TestQuantizedExample::initTestCase()
{
    const Example& example = *embedded::findExample("fashion-int8");
    network_ = samples::unwrap(parseNetwork(example.network, example.networkName));
    const DatasetPtr images = samples::unwrap(parseDataset(example.images, example.labels, example.dataName));
    evaluator_.emplace(samples::unwrap(ImageEvaluator::create(network_, images, sampleLimit)));
    given_ = evaluator_->evaluate(Method::Given, {});
}

/// int8 weights with a scale for each channel, of which −128 is left out; int8 data from the zero point −128 on.
void TestQuantizedExample::layersAreTheQuantizers()
{
    QCOMPARE(network_->layers.size(), std::size_t{10});
    for (const WeightLayer& layer : network_->layers) {
        QVERIFY2(layer.isGiven(), layer.name.c_str());
        QVERIFY2(layer.name.find("ConvBnFusion") == std::string::npos, layer.name.c_str());
        QCOMPARE(storedAs(layer), std::string("int8 per channel"));
        QCOMPARE(layer.given->lowest, -128);
        QCOMPARE(layer.given->magnitudeBits(), 7);
        std::vector<std::int32_t> integers(layer.given->integers->size());
        layer.given->integers->read(0, integers);
        const auto [least, most] = std::ranges::minmax(integers);
        QCOMPARE(least, -127);
        QCOMPARE(most, 127);
        QCOMPARE(layer.givenData->type, std::string("int8"));
        QCOMPARE(layer.givenData->lowest, 0);
        QCOMPARE(layer.givenData->highest, 255);
        QCOMPARE(layer.givenData->magnitudeBits(), 8);
    }
}

void TestQuantizedExample::classesAreOnnxruntimes()
{
    const std::vector<std::int32_t> expected = classesOfOnnxruntime();
    QCOMPARE(expected.size(), std::size_t{2000});
    QVERIFY(given_.exact());
    const auto differ = std::inner_product(given_.predictions.begin(), given_.predictions.end(), expected.begin(), 0,
                                           std::plus<>(), std::not_equal_to<>());
    QVERIFY2(200 * differ <= given_.evaluated, qPrintable(QString::number(differ))); // the same on 99.5 %
    if (sampleLimit == 0)
        QVERIFY2(std::abs(given_.correct - 1866) <= 2, qPrintable(QString::number(given_.correct))); // 93.30 %
}

void TestQuantizedExample::floatIsTheSameWithoutItsPairs()
{
    const Evaluation found = evaluator_->evaluate(Method::Float, {});
    QVERIFY2(std::abs(found.top1() - given_.top1()) <= (sampleLimit == 0 ? 0.5 : 3.0),
             qPrintable(QString::number(found.top1())));
}

void TestQuantizedExample::whatTheLessonSays()
{
    QCOMPARE(network_->layers[9].name, std::string("classify"));
    const std::vector<float> data = samples::unwrap(evaluator_->layerInput(9, {}));
    QCOMPARE(std::lround(data[1] / network_->layers[9].givenData->scale), 8L); // x[1] on the page of terms
    if (sampleLimit > 0)
        QSKIP("its figures are those of all images");
    const auto top1 = [this](const Settings& settings) {
        return evaluator_->evaluate(Method::Revealed, settings).top1();
    };
    Settings again = at(8);
    again.source = Source::Requantize;
    again.perChannel = false;
    const double own = top1(at(8));
    const double oneScale = top1(again);
    again.perChannel = true;
    const double scales = top1(again);
    const auto all = [&] { return qPrintable(QStringLiteral("%1 %2 %3").arg(own).arg(oneScale).arg(scales)); };
    QVERIFY2(own > oneScale + 1.0, all());                                  // what is lost without the file's integers
    QVERIFY2(own - scales < (own - oneScale) / 2.0, all());                 // most of it by the one scale of a layer
    QVERIFY(top1(at(16)) > given_.top1() - 1.0);                            // where the learner begins to drag k
    QVERIFY(top1(at(6)) < given_.top1() - 1.0);                             // and comes to
    const Evaluation cheap = evaluator_->evaluate(Method::Revealed, at(8)); // one way to do the task at the end
    QVERIFY(cheap.work->provisioned < 5.0 && cheap.top1() >= given_.top1() - 0.5);
    QVERIFY(provisionedPairs(*network_, planOf(*network_, Method::Revealed, at(16))) > 5.0);
    QCOMPARE(provisionedPairs(*network_, planOf(*network_, Method::Given, at(16))), 56.0);
}

TERMSCOPE_TEST(TestQuantizedExample)
#include "TestQuantizedExample.moc"
