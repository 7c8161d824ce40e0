// From a network's operations to the steps that run it, and what cannot be run.
#include "core/run/ActivationTable.h"
#include "core/run/Plan.h"
#include "core/settings/LayerChoice.h"
#include "core/terms/Reveal.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <bit>
#include <cmath>

using namespace termscope;

namespace {

Network twoLayers()
{
    return *samples::mlp(1, {4, 3, 2}, OperationKind::Relu, true);
}

QString messageOf(const Network& network)
{
    const Result<Plan> plan = planOf(network);
    return plan ? QString() : QString::fromStdString(plan.error().message);
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT

private slots:
    void reluJoinsTheLayerBeforeIt();
    void reshapeAndLastSoftmaxDisappear();
    void whatCannotRun();
    void steps();
    void whichLayersAreRevealed();
    void activations();
};

void TestPlan::reluJoinsTheLayerBeforeIt()
{
    Network network;
    network.inputFeatures = 4;
    std::mt19937 random(1);
    samples::append(network, OperationKind::Relu);
    samples::appendLinear(network, random, 3, true);
    samples::append(network, OperationKind::Relu);
    samples::append(network, OperationKind::Softmax);
    samples::append(network, OperationKind::Relu);
    samples::appendLinear(network, random, 2, true);
    const Result<Plan> plan = planOf(network);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->size(), std::size_t{5});
    QVERIFY((*plan)[0].kind == StepKind::Relu);
    QVERIFY((*plan)[1].kind == StepKind::Linear && (*plan)[1].relu && (*plan)[1].layer == 0);
    QVERIFY((*plan)[2].kind == StepKind::Softmax);
    QVERIFY((*plan)[3].kind == StepKind::Relu);
    QVERIFY((*plan)[4].kind == StepKind::Linear && !(*plan)[4].relu && (*plan)[4].layer == 1);
}

void TestPlan::reshapeAndLastSoftmaxDisappear()
{
    Network network;
    network.inputFeatures = 4;
    std::mt19937 random(1);
    samples::append(network, OperationKind::Reshape);
    samples::appendLinear(network, random, 3, true);
    samples::append(network, OperationKind::LogSoftmax);
    const Result<Plan> plan = planOf(network);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->size(), std::size_t{1});
    QVERIFY(plan->front().kind == StepKind::Linear);
}

void TestPlan::whatCannotRun()
{
    Network weightsOnly = twoLayers();
    weightsOnly.operations.clear();
    QVERIFY(messageOf(weightsOnly).startsWith("mlp: holds weights only"));

    Network branch = twoLayers();
    branch.operations.back().input = 0;
    QCOMPARE(messageOf(branch), QString("mlp: node node2 does not read the node before it; only chains can be run"));

    Network widths = twoLayers();
    std::mt19937 random(1);
    widths.layers[1] = samples::randomLayer(random, "fc2", LayerKind::Linear, {2, 5}, false);
    QCOMPARE(messageOf(widths), QString("mlp: layer fc2 takes 5 values, but layer fc1 has 3"));
    widths = twoLayers();
    widths.inputFeatures = 9;
    QCOMPARE(messageOf(widths), QString("mlp: layer fc1 takes 4 values, but the input has 9"));

    Network convolution = twoLayers();
    convolution.layers[0].kind = LayerKind::Convolution;
    QCOMPARE(messageOf(convolution), QString("mlp: layer fc1 is not linear and cannot be run"));

    Network noLayer;
    noLayer.name = "empty";
    samples::append(noLayer, OperationKind::Relu);
    QCOMPARE(messageOf(noLayer), QString("empty: has no layer with weights"));
    QVERIFY(messageOf(twoLayers()).isEmpty());
}

void TestPlan::steps()
{
    const std::vector<float> given{-1.0F, 0.0F, 2.0F, 1000.0F};
    std::vector<float> row = given;
    applyStep(StepKind::Relu, row);
    QVERIFY((row == std::vector<float>{0.0F, 0.0F, 2.0F, 1000.0F}));
    row = {1.0F, 2.0F, 3.0F};
    applyStep(StepKind::Softmax, row);
    const double sum = std::exp(-2.0) + std::exp(-1.0) + 1.0;
    QCOMPARE(row[0], static_cast<float>(std::exp(-2.0) / sum));
    QCOMPARE(row[2], static_cast<float>(1.0 / sum));
    row = {1.0F, 2.0F, 3.0F};
    applyStep(StepKind::LogSoftmax, row);
    QCOMPARE(row[1], static_cast<float>(-1.0 - std::log(sum)));
    row = given;
    applyStep(StepKind::Softmax, row); // e^1000 does not fit a double
    QCOMPARE(row[3], 1.0F);
    QCOMPARE(row[0], 0.0F);
}

void TestPlan::whichLayersAreRevealed()
{
    std::mt19937 random(1);
    Network network;
    const auto add = [&](LayerKind kind, Shape shape) {
        network.layers.push_back(samples::randomLayer(random, "x", kind, std::move(shape), false));
    };
    add(LayerKind::Linear, {4, 8});
    add(LayerKind::Convolution, {4, 16, 3, 3}); // the first one
    add(LayerKind::Convolution, {16, 1, 3, 3}); // depthwise
    add(LayerKind::Convolution, {4, 8, 1, 1});
    add(LayerKind::Convolution, {4, 7, 3, 3});
    const auto revealed = [&](int groupSize) {
        std::vector<bool> layers;
        for (int i = 0; i < 5; ++i)
            layers.push_back(isRevealedByDefault(network, i, groupSize));
        return layers;
    };
    QVERIFY((revealed(8) == std::vector<bool>{true, false, false, true, false}));
    QVERIFY((revealed(7) == std::vector<bool>{true, false, false, true, true}));
    QVERIFY((revealed(1) == std::vector<bool>{true, false, false, true, true}));
    QVERIFY((revealed(9) == std::vector<bool>{false, false, false, false, false}));
}

void TestPlan::activations()
{
    for (const Encoding encoding : allEncodings)
        for (const int bits : {2, 8, 11})
            for (int dataTerms = 0; dataTerms <= 4; ++dataTerms) {
                const ActivationTable table = activationTable(bits, Quantizer::Symmetric, encoding, dataTerms);
                std::int64_t most = 0;
                for (std::int64_t q = -table.largest; q <= table.largest; ++q) {
                    const RevealedGroup kept = revealGroup({&q, 1}, dataTerms == 0 ? 64 : dataTerms, encoding);
                    const auto& entry = table.at(static_cast<std::int32_t>(q));
                    QCOMPARE(static_cast<std::int64_t>(entry.value), kept.values[0].revealed);
                    QCOMPARE(static_cast<int>(entry.terms), kept.keptTerms);
                    if (bits <= 8)
                        QCOMPARE(std::bit_cast<float>(static_cast<std::uint32_t>(entry.bfloat16) << 16), entry.value);
                    most = std::max(most, std::abs(kept.values[0].revealed));
                }
                QCOMPARE(static_cast<std::int64_t>(table.largestKept()), most);
            }
    // One term of 127 in HESE is 128.
    QCOMPARE(activationTable(8, Quantizer::Symmetric, Encoding::Hese, 1).largestKept(), 128);
}

TERMSCOPE_TEST(TestPlan)
#include "TestPlan.moc"
