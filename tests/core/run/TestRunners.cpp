// The fast runner, the integer runner and the term-by-term one give the same outputs and count the same term pairs.
#include "core/run/BlockRunner.h"
#include "core/run/FloatRunner.h"
#include "core/run/IntegerRunner.h"
#include "tests/core/Samples.h"
#include "tests/core/SlowNetwork.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>

using namespace termscope;

namespace {

struct Case {
    NetworkPtr network;
    Method method = Method::Revealed;
    Settings settings;
    std::int64_t samples = 60;
};

NetworkPtr softmaxInTheMiddle()
{
    std::mt19937 random(5);
    Network network;
    network.name = "softmax";
    network.inputFeatures = 20;
    samples::appendLinear(network, random, 16, true);
    samples::append(network, OperationKind::Softmax);
    samples::appendLinear(network, random, 12, true);
    samples::append(network, OperationKind::LogSoftmax);
    samples::appendLinear(network, random, 5, true);
    samples::append(network, OperationKind::Softmax);
    return std::make_shared<const Network>(std::move(network));
}

NetworkPtr startsWithRelu()
{
    std::mt19937 random(6);
    Network network;
    network.name = "relu first";
    network.inputFeatures = 20;
    samples::append(network, OperationKind::Reshape);
    samples::append(network, OperationKind::Relu);
    samples::appendLinear(network, random, 16, true);
    samples::append(network, OperationKind::Relu);
    samples::appendLinear(network, random, 5, true);
    return std::make_shared<const Network>(std::move(network));
}

/// What the fast runner gives for all samples, block after block.
struct FastRun {
    std::vector<float> outputs;
    double pairs = 0.0;
};

FastRun runBlocks(const PreparedNetwork& prepared, const Dataset& dataset)
{
    const BlockRunner runner(prepared);
    const std::int64_t count = dataset.count();
    const FirstInputs inputs = runner.firstInputs(dataset.pixels, count);
    TermSums sums = runner.emptySums();
    FastRun all;
    for (std::int64_t first = 0; first < count; first += MatrixProduct::blockRows) {
        std::vector<float> outputs;
        runner.run(inputs, first / MatrixProduct::blockRows, std::min(MatrixProduct::blockRows, count - first), outputs,
                   sums);
        all.outputs.insert(all.outputs.end(), outputs.begin(), outputs.end());
    }
    all.pairs = runner.pairs(sums);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestRunners : public QObject {
    Q_OBJECT

private slots:
    void roadsAgree_data();
    void roadsAgree();
    void partBlocks_data();
    void partBlocks();
    void floatRunnerAgainstPlainLoops();
};

void TestRunners::roadsAgree_data()
{
    QTest::addColumn<Case>("example");
    const auto add = [](const char* name, const Case& example) { QTest::newRow(name) << example; };
    const NetworkPtr usual = samples::mlp(1, {20, 16, 12, 5}, OperationKind::Relu, true);
    const NetworkPtr noRelu = samples::mlp(2, {20, 16, 5}, OperationKind::Reshape, true);
    const NetworkPtr noBias = samples::mlp(3, {21, 17, 5}, OperationKind::Relu, false);
    const auto with = [](auto change) {
        Settings settings;
        change(settings);
        return settings;
    };
    add("revealed", {usual, Method::Revealed, {}});
    add("quantized", {usual, Method::Quantized, {}});
    add("negative activations", {noRelu, Method::Revealed, {}});
    add("negative activations, quantized", {noRelu, Method::Quantized, {}});
    add("no bias, short last groups", {noBias, Method::Revealed, {}});
    add("softmax in the middle", {softmaxInTheMiddle(), Method::Revealed, {}});
    add("starts with relu", {startsWithRelu(), Method::Revealed, {}});
    add("per channel", {usual, Method::Revealed, with([](Settings& s) { s.perChannel = true; })});
    add("per channel, quantized", {noBias, Method::Quantized, with([](Settings& s) { s.perChannel = true; })});
    add("all data terms", {usual, Method::Revealed, with([](Settings& s) { s.dataTerms = 0; })});
    add("one data term", {usual, Method::Revealed, with([](Settings& s) { s.dataTerms = 1; })});
    add("one term for 16 weights", {usual, Method::Revealed, with([](Settings& s) {
                                        s.groupSize = 16;
                                        s.budget = 1;
                                    })});
    add("a layer smaller than the group", {usual, Method::Revealed, with([](Settings& s) {
                                               s.groupSize = 14;
                                               s.budget = 20;
                                           })});
    add("maximum calibration", {usual, Method::Revealed, with([](Settings& s) { s.calibration = Calibration::Max; })});
    for (const Encoding encoding : allEncodings)
        QTest::newRow(std::string(nameOf(encoding)).c_str()) << Case{noRelu, Method::Revealed, with([&](Settings& s) {
                                                                         s.encoding = encoding;
                                                                         s.dataTerms = 2;
                                                                     })};
    for (const int bits : {2, 3, 4, 9, 12, 16}) {
        const auto narrow = [&](Settings& s) { s.weightBits = s.dataBits = bits; };
        const auto of2020 = [&](Settings& s) {
            s.weightBits = s.dataBits = bits;
            s.quantizer = Quantizer::Reference2020;
        };
        const std::string name = std::to_string(bits) + " bits";
        add((name + ", revealed").c_str(), {usual, Method::Revealed, with(narrow)});
        add((name + ", quantized").c_str(), {noRelu, Method::Quantized, with(narrow)});
        add((name + " of 2020").c_str(), {usual, Method::Revealed, with(of2020)});
    }
}

void TestRunners::roadsAgree()
{
    QFETCH(Case, example);
    const DatasetPtr dataset = samples::randomDataset(9, example.samples, example.network->inputFeatures, 5);
    Evaluator evaluator = samples::unwrap(Evaluator::create(example.network, dataset));
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(example.method, example.settings));
    const slow::TermNetwork terms(evaluator, example.method, example.settings);
    const FastRun fast = runBlocks(prepared, *dataset);
    const auto classes = static_cast<std::size_t>(example.network->outputFeatures);
    std::int64_t pairs = 0;
    for (std::int64_t i = 0; i < dataset->count(); ++i) {
        const slow::NetworkRun slow = terms.run(dataset->image(i));
        QVERIFY(runInteger(prepared, dataset->image(i)) == slow.outputs);
        QVERIFY(std::ranges::equal(std::span(fast.outputs).subspan(static_cast<std::size_t>(i) * classes, classes),
                                   slow.outputs));
        QCOMPARE(countPairs(prepared, dataset->image(i)), slow.pairs);
        pairs += slow.pairs;
    }
    QVERIFY(pairs > 0);
    QCOMPARE(fast.pairs, static_cast<double>(pairs));
    const Evaluation evaluation = evaluator.evaluate(example.method, example.settings);
    std::int64_t macs = 0;
    for (const WeightLayer& layer : example.network->layers)
        macs += layer.weight.size();
    QCOMPARE(evaluation.work->measured, static_cast<double>(pairs) / static_cast<double>(macs * dataset->count()));
}

void TestRunners::partBlocks_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 249, 250, 251, 613})
        QTest::newRow(std::to_string(count).c_str()) << count;
}

void TestRunners::partBlocks()
{
    QFETCH(int, count);
    const NetworkPtr network = samples::mlp(4, {30, 24, 6}, OperationKind::Relu, true);
    const DatasetPtr dataset = samples::randomDataset(10, count, 30, 6);
    Evaluator evaluator = samples::unwrap(Evaluator::create(network, dataset));
    for (const int bits : {8, 10, 16}) { // an operand type each
        Settings settings;
        settings.weightBits = settings.dataBits = bits;
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
        const FastRun fast = runBlocks(prepared, *dataset);
        QCOMPARE(fast.outputs.size(), static_cast<std::size_t>(count) * 6);
        std::int64_t pairs = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::vector<float> expected = runInteger(prepared, dataset->image(i));
            QVERIFY(std::ranges::equal(std::span(fast.outputs).subspan(static_cast<std::size_t>(i) * 6, 6), expected));
            pairs += countPairs(prepared, dataset->image(i));
        }
        QCOMPARE(fast.pairs, static_cast<double>(pairs));
    }
}

void TestRunners::floatRunnerAgainstPlainLoops()
{
    for (const NetworkPtr& network : {samples::mlp(1, {20, 16, 5}, OperationKind::Relu, true), softmaxInTheMiddle(),
                                      startsWithRelu(), samples::mlp(3, {20, 17, 5}, OperationKind::Reshape, false)}) {
        const DatasetPtr dataset = samples::randomDataset(11, 100, 20, 5);
        const Plan plan = samples::unwrap(planOf(*network));
        const FloatRunner runner(*network, plan);
        std::vector<std::vector<float>> inputs(network->layers.size());
        const std::vector<float> outputs = runner.run(dataset->pixels, 100, &inputs);
        QCOMPARE(outputs.size(), std::size_t{500});
        for (std::int64_t i = 0; i < 100; ++i) {
            std::vector<float> row(dataset->image(i).begin(), dataset->image(i).end());
            for (const Step& step : plan) {
                if (step.kind != StepKind::Linear) {
                    applyStep(step.kind, row);
                    continue;
                }
                const WeightLayer& layer = network->layers[static_cast<std::size_t>(step.layer)];
                for (std::size_t k = 0; k < row.size(); ++k)
                    QVERIFY(
                        std::abs(
                            inputs[static_cast<std::size_t>(step.layer)][static_cast<std::size_t>(i) * row.size() + k]
                            - row[k])
                        < 1e-3F);
                std::vector<float> next;
                for (std::size_t n = 0; n < static_cast<std::size_t>(layer.outputs()); ++n) {
                    double sum = layer.bias.empty() ? 0.0 : layer.bias[n];
                    for (std::size_t k = 0; k < row.size(); ++k)
                        sum += static_cast<double>(layer.weight.values[n * row.size() + k]) * row[k];
                    next.push_back(static_cast<float>(step.relu ? std::max(sum, 0.0) : sum));
                }
                row = std::move(next);
            }
            for (std::size_t c = 0; c < 5; ++c)
                QVERIFY(std::abs(outputs[static_cast<std::size_t>(i) * 5 + c] - row[c]) < 1e-3F);
        }
    }
}

TERMSCOPE_TEST(TestRunners)
#include "TestRunners.moc"
