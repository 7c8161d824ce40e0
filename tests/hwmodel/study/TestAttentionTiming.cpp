// Products of two activations on the array.
#include "core/run/AttentionKernel.h"
#include "hwmodel/study/NetworkTiming.h"
#include "tests/core/AttentionNetwork.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;
using namespace termscope::samples::attention;

class TestAttentionTiming : public QObject {
    Q_OBJECT

private slots:
    void everyHeadIsAProduct();
};

/// Every head of every sample is a product of its own; the terms that meet on the array are those of the run.
void TestAttentionTiming::everyHeadIsAProduct()
{
    const NetworkPtr network = samples::attentionNetwork();
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    ImageEvaluator evaluator = samples::attentionEvaluator(network);
    const Settings settings = [] {
        Settings own;
        own.attention = Attention::Revealed;
        return own;
    }();
    TimingTask task(*network, settings);
    task.evaluator = &evaluator;
    task.samples = 2;
    task.steps = StepLength::Adaptive;
    task.config.mac = MacKind::Term;
    task.config.terms = termMacConfig(settings, TermMode::Revealed, {});
    const ArrayLayers layers = layersOnArray(task);
    const auto place = std::ranges::find(layers.shapes.layers, qk);
    QVERIFY(place != layers.shapes.layers.end());
    const LayerShape& shape = layers.shapes.shapes[static_cast<std::size_t>(place - layers.shapes.layers.begin())];
    QCOMPARE(shape.gemm.m, words);
    QCOMPARE(shape.gemm.k, headSize);
    QCOMPARE(shape.gemm.n, words);
    QCOMPARE(shape.repeats, 2 * heads);
    NetworkTiming timing;
    const TimedLayer timed = samples::unwrap(timing.time(task, shape, qk));
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
    PreparedLayer layer = prepared.layers[static_cast<std::size_t>(qk)];
    double pairs = 0.0;
    for (std::int64_t sample = 0; sample < 2; ++sample) {
        const ActivationOperands operands = samples::unwrap(evaluator.productOperands(qk, sample));
        const Node node{"product", "MatMul", {}, {0, 1}, {2}, {0}};
        Call call{node,
                  13,
                  {floatValue({heads, words, headSize}, operands.x), floatValue({heads, headSize, words}, operands.y)}};
        LayerLog log;
        log.pairs = log.products = {0.0};
        samples::unwrap(makeAttentionKernel(0, 1, &layer)->run(call, &log));
        pairs += log.pairs[0];
    }
    const double groups = 2.0 * heads * words * words * headSize / settings.groupSize;
    QVERIFY(std::abs(timed.meanPairs.value() - pairs / groups) < 1e-9);
    // In float32 it takes no place on the array.
    const ArrayLayers without = layersOnArray(TimingTask(*network, Settings{}));
    QVERIFY(std::ranges::find(without.shapes.layers, qk) == without.shapes.layers.end());
    QVERIFY(std::ranges::find(without.inFloat, "blocks.0.attention.qk") != without.inFloat.end());
}

TERMSCOPE_TEST(TestAttentionTiming)
#include "TestAttentionTiming.moc"
