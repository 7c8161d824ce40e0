// The fast runner, the integer runner and the term-by-term one give the same outputs and count the same term pairs.
#include "core/evaluate/ImageEvaluator.h"
#include "core/run/GraphRunner.h"
#include "core/run/IntegerRunner.h"
#include "core/run/MatrixProduct.h"
#include "tests/core/Samples.h"
#include "tests/core/SlowNetwork.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>

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
    Network network = samples::emptyNetwork("softmax", 20);
    samples::appendLinear(network, random, 16, true);
    samples::append(network, "Softmax");
    samples::appendLinear(network, random, 12, true);
    samples::append(network, "LogSoftmax");
    samples::appendLinear(network, random, 5, true);
    samples::append(network, "Softmax");
    return std::make_shared<const Network>(std::move(network));
}

NetworkPtr startsWithRelu()
{
    std::mt19937 random(6);
    Network network = samples::emptyNetwork("relu first", 20);
    samples::append(network, "Identity");
    samples::append(network, "Relu");
    samples::appendLinear(network, random, 16, true);
    samples::append(network, "Relu");
    samples::appendLinear(network, random, 5, true);
    return std::make_shared<const Network>(std::move(network));
}

/// What the fast runner gives for all samples, block after block.
struct FastRun {
    std::vector<float> outputs;
    double pairs = 0.0;
};

/// `pausing`: every block stops once the first layer has quantized its data, and goes on in another runner.
FastRun runBlocks(const PreparedNetwork& prepared, const Dataset& dataset, bool pausing = false)
{
    const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    const GraphRunner other = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    LayerLog log = runner.emptyLog();
    FastRun all;
    const std::int64_t features = dataset.features();
    for (std::int64_t first = 0; first < dataset.count(); first += MatrixProduct::blockRows) {
        const std::int64_t rows = std::min(MatrixProduct::blockRows, dataset.count() - first);
        const auto pixels = dataset.pixels.begin() + first * features;
        std::vector<ValuePtr> inputs{
            floatValue({rows, features}, std::vector<float>(pixels, pixels + rows * features))};
        Outputs outputs;
        if (pausing) {
            const GraphPausePtr pause = samples::unwrap(runner.runUntil(std::move(inputs), runner.firstLayerStop()));
            outputs = samples::unwrap(other.runFrom(*pause, &log));
        } else {
            outputs = samples::unwrap(runner.run(std::move(inputs), &log));
        }
        const FloatBuffer& values = outputs.front()->floats;
        all.outputs.insert(all.outputs.end(), values.begin(), values.end());
    }
    all.pairs = std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestRunners : public QObject {
    Q_OBJECT

private slots:
    void runnersAgree_data();
    void runnersAgree();
    void partBlocks_data();
    void partBlocks();
    void floatsAgainstPlainLoops();
    void keptDataServeAnotherBudget();
};

void TestRunners::runnersAgree_data()
{
    QTest::addColumn<Case>("example");
    const auto add = [](const char* name, const Case& example) { QTest::newRow(name) << example; };
    const NetworkPtr usual = samples::mlp(1, {20, 16, 12, 5}, "Relu", true);
    const NetworkPtr noRelu = samples::mlp(2, {20, 16, 5}, "Identity", true);
    const NetworkPtr noBias = samples::mlp(3, {21, 17, 5}, "Relu", false);
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
    add("per tensor", {usual, Method::Revealed, with([](Settings& s) { s.perChannel = false; })});
    add("per tensor, quantized", {noBias, Method::Quantized, with([](Settings& s) { s.perChannel = false; })});
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

void TestRunners::runnersAgree()
{
    QFETCH(Case, example);
    const DatasetPtr dataset = samples::randomDataset(9, example.samples, example.network->inputFeatures, 5);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(example.network, dataset));
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(example.method, example.settings));
    const slow::TermNetwork terms(evaluator, example.method, example.settings);
    const FastRun fast = runBlocks(prepared, *dataset);
    const FastRun paused = runBlocks(prepared, *dataset, true);
    QVERIFY(paused.outputs == fast.outputs);
    QCOMPARE(paused.pairs, fast.pairs);
    const auto classes = static_cast<std::size_t>(example.network->outputFeatures);
    std::int64_t pairs = 0;
    for (std::int64_t i = 0; i < dataset->count(); ++i) {
        const slow::NetworkRun slow = terms.run(dataset->image(i));
        const IntegerRun integers = samples::unwrap(runInteger(prepared, dataset->image(i)));
        QVERIFY(integers.outputs == slow.outputs);
        QCOMPARE(integers.pairs, slow.pairs);
        QVERIFY(std::ranges::equal(std::span(fast.outputs).subspan(static_cast<std::size_t>(i) * classes, classes),
                                   slow.outputs));
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
    const NetworkPtr network = samples::mlp(4, {30, 24, 6}, "Relu", true);
    const DatasetPtr dataset = samples::randomDataset(10, count, 30, 6);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, dataset));
    for (const int bits : {8, 10, 16}) { // an operand type each
        Settings settings;
        settings.weightBits = settings.dataBits = bits;
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
        const FastRun fast = runBlocks(prepared, *dataset);
        QCOMPARE(fast.outputs.size(), static_cast<std::size_t>(count) * 6);
        std::int64_t pairs = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const IntegerRun expected = samples::unwrap(runInteger(prepared, dataset->image(i)));
            QVERIFY(std::ranges::equal(std::span(fast.outputs).subspan(static_cast<std::size_t>(i) * 6, 6),
                                       expected.outputs));
            pairs += expected.pairs;
        }
        QCOMPARE(fast.pairs, static_cast<double>(pairs));
        const FastRun paused = runBlocks(prepared, *dataset, true);
        QVERIFY(paused.outputs == fast.outputs);
        QCOMPARE(paused.pairs, fast.pairs);
    }
}

void TestRunners::floatsAgainstPlainLoops()
{
    for (const NetworkPtr& network : {samples::mlp(1, {20, 16, 5}, "Relu", true), softmaxInTheMiddle(),
                                      startsWithRelu(), samples::mlp(3, {20, 17, 5}, "Identity", false)}) {
        const DatasetPtr dataset = samples::randomDataset(11, 100, 20, 5);
        const GraphRunner runner = samples::unwrap(GraphRunner::create(network));
        std::vector<std::vector<float>> inputs(network->layers.size());
        LayerLog log = runner.emptyLog();
        log.observe = [&](int layer, std::span<const float> data) {
            inputs[static_cast<std::size_t>(layer)].assign(data.begin(), data.end());
        };
        const Outputs outputs = samples::unwrap(runner.run({floatValue({100, 20}, dataset->pixels)}, &log));
        QCOMPARE(outputs.front()->size(), 500);
        // Layers of no terms at all run in float64 sums, and their network in plain operators.
        PreparedNetwork floats{network, {20}, {}};
        for (const WeightLayer& layer : network->layers) {
            PreparedLayer prepared;
            prepared.outputs = layer.outputs();
            prepared.inputs = layer.inputs();
            prepared.bias = layer.bias;
            prepared.floats = layer.weight.values.toVector();
            prepared.scales = {1.0F};
            floats.layers.push_back(std::move(prepared));
        }
        for (std::int64_t i = 0; i < 100; ++i) {
            const IntegerRun expected = samples::unwrap(runInteger(floats, dataset->image(i)));
            for (std::size_t c = 0; c < 5; ++c)
                QVERIFY(std::abs(outputs.front()->floats[static_cast<std::size_t>(i) * 5 + c] - expected.outputs[c])
                        < 1e-3F);
        }
        const float* const first = dataset->pixels.data();
        for (std::size_t i = 0; i < inputs[0].size(); ++i)
            QCOMPARE(inputs[0][i], network->graph->nodes[0].op == "Gemm" ? first[i] : std::max(first[i], 0.0F));
    }
}

/// What a first layer makes of its data does not depend on the weights: two budgets share it, two data widths do not.
void TestRunners::keptDataServeAnotherBudget()
{
    const NetworkPtr network = samples::mlp(1, {20, 16, 5}, "Relu", true);
    const DatasetPtr dataset = samples::randomDataset(12, 60, 20, 5);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, dataset));
    Settings settings;
    const auto runnerAt = [&] {
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
        return samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    };
    const GraphRunner twelve = runnerAt();
    settings.budget = 6;
    const GraphRunner six = runnerAt();
    QVERIFY((twelve.commonStop(six) == GraphStop{0, true}));
    const std::vector<ValuePtr> inputs{floatValue({60, 20}, dataset->pixels)};
    const GraphPausePtr pause = samples::unwrap(twelve.runUntil(inputs, twelve.commonStop(six)));
    QVERIFY(bytesOf(*pause) > 60U * 20U * sizeof(std::uint16_t));
    LayerLog straight = six.emptyLog();
    LayerLog resumed = six.emptyLog();
    const Outputs expected = samples::unwrap(six.run(inputs, &straight));
    const Outputs found = samples::unwrap(six.runFrom(*pause, &resumed));
    QVERIFY(found.front()->floats == expected.front()->floats);
    QVERIFY(resumed.pairs == straight.pairs && resumed.products == straight.products);
    settings.dataBits = 5;
    const GraphRunner narrow = runnerAt();
    QVERIFY((narrow.commonStop(six) == GraphStop{}));
    const Result<Outputs> refused = narrow.runFrom(*pause);
    QVERIFY(!refused && refused.error().message.find("operands of another layer") != std::string::npos);
}

TERMSCOPE_TEST(TestRunners)
#include "TestRunners.moc"
