// Confidence intervals against published values, and provisioned work against the design's formulas.
#include "core/evaluate/Evaluation.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>

using namespace termscope;

namespace {

Settings revealedAt(int groupSize, int budget, int dataTerms, Encoding encoding = Encoding::Hese)
{
    Settings settings;
    settings.groupSize = groupSize;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    settings.encoding = encoding;
    return settings;
}

WeightLayer layerOf(LayerKind kind, Shape shape, std::optional<std::int64_t> macs)
{
    WeightLayer layer;
    layer.kind = kind;
    layer.weight = {shape, std::vector<float>(static_cast<std::size_t>(elementCount(shape)), 1.0F)};
    layer.macs = macs;
    return layer;
}

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT

private slots:
    void wilson_data();
    void wilson();
    void intervalOfAnEvaluation();
    void provisioned();
    void provisionedOverANetwork();
    void names();
};

void TestEvaluation::wilson_data()
{
    QTest::addColumn<int>("hits");
    QTest::addColumn<int>("trials");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    // E. B. Wilson's score interval without continuity correction, to the four digits that tables give.
    QTest::newRow("9 of 10") << 9 << 10 << 0.5958 << 0.9821;
    QTest::newRow("0 of 10") << 0 << 10 << 0.0 << 0.2775;
    QTest::newRow("10 of 10") << 10 << 10 << 0.7225 << 1.0;
    QTest::newRow("50 of 100") << 50 << 100 << 0.4038 << 0.5962;
    QTest::newRow("1 of 1") << 1 << 1 << 0.2065 << 1.0;
    QTest::newRow("15 of 148") << 15 << 148 << 0.0624 << 0.1605;
}

void TestEvaluation::wilson()
{
    QFETCH(int, hits);
    QFETCH(int, trials);
    QFETCH(double, low);
    QFETCH(double, high);
    const Interval interval = wilsonInterval(hits, trials);
    QVERIFY2(std::abs(interval.low - low) < 6e-5, std::to_string(interval.low).c_str());
    QVERIFY2(std::abs(interval.high - high) < 6e-5, std::to_string(interval.high).c_str());
    const Interval mirrored = wilsonInterval(trials - hits, trials);
    QVERIFY(std::abs(mirrored.low - (1.0 - interval.high)) < 1e-12);
    QVERIFY(interval.low >= 0.0 && interval.high <= 1.0);
}

void TestEvaluation::intervalOfAnEvaluation()
{
    Evaluation evaluation;
    QCOMPARE(evaluation.top1(), 0.0);
    QCOMPARE(evaluation.top1Interval().high, 100.0);
    evaluation.total = 100;
    evaluation.evaluated = 10;
    evaluation.correct = 9;
    evaluation.correctTop5 = 10;
    QCOMPARE(evaluation.top1(), 90.0);
    QCOMPARE(evaluation.top5(), 100.0);
    QVERIFY(std::abs(evaluation.top1Interval().low - 59.58) < 0.01);
    evaluation.total = 10; // exact: nothing is left to estimate
    QCOMPARE(evaluation.top1Interval().low, 90.0);
    QCOMPARE(evaluation.top1Interval().high, 90.0);
}

void TestEvaluation::provisioned()
{
    QCOMPARE(provisionedPairs(Method::Float, Settings{}), 0.0);
    QCOMPARE(provisionedPairs(Method::Quantized, Settings{}), 49.0);
    Settings narrow;
    narrow.weightBits = 4;
    narrow.dataBits = 6;
    QCOMPARE(provisionedPairs(Method::Quantized, narrow), 15.0);
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(8, 12, 3)), 4.5);
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(16, 8, 1)), 0.5);
    // s = 0 counts as the most terms 8 bits can need: 4 in hese, 7 in binary.
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(8, 12, 0)), 4.0 * 12 / 8);
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(8, 12, 0, Encoding::Binary)), 7.0 * 12 / 8);
    // Never more than plain quantization.
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(1, 8, 0, Encoding::Binary)), 49.0);
    QCOMPARE(provisionedPairs(Method::Revealed, revealedAt(8, 64, 16)), 49.0);
}

void TestEvaluation::provisionedOverANetwork()
{
    Network network;
    network.layers.push_back(layerOf(LayerKind::Convolution, {4, 16, 3, 3}, 1000)); // the first one: QT
    network.layers.push_back(layerOf(LayerKind::Convolution, {4, 8, 1, 1}, 200));
    network.layers.push_back(layerOf(LayerKind::Linear, {10, 6}, std::nullopt)); // fewer than g inputs: QT, 60 products
    network.layers.push_back(layerOf(LayerKind::Linear, {5, 8}, 40));
    const Settings settings = revealedAt(8, 12, 3);
    QCOMPARE(provisionedPairs(network, planOf(network, Method::Quantized, settings)), 49.0);
    QCOMPARE(provisionedPairs(network, planOf(network, Method::Revealed, settings)),
             (1060 * 49.0 + 240 * 4.5) / 1300.0);
    QCOMPARE(provisionedPairs(network, planOf(network, Method::Float, settings)), 0.0);
    QCOMPARE(provisionedPairs(Network{}, planOf(Network{}, Method::Quantized, settings)), 0.0);
}

void TestEvaluation::names()
{
    QVERIFY(nameOf(Method::Float) == "float");
    QVERIFY(nameOf(Method::Quantized) == "qt");
    QVERIFY(nameOf(Method::Revealed) == "tr");
}

TERMSCOPE_TEST(TestEvaluation)
#include "TestEvaluation.moc"
