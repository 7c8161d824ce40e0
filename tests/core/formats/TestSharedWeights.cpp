// A weight that several nodes multiply by: one layer that is used several times where one can be run for all, layers
// that are told to share their weights where not.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/StoredBits.h"
#include "core/graph/InputShapes.h"
#include "core/graph/LayerSources.h"
#include "core/run/GraphRunner.h"
#include "core/run/IntegerRunner.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>

using namespace termscope;

namespace {

constexpr std::int64_t width = 16;

struct Shared {
    bool sameTensor = true; ///< else the second product multiplies by a copy of the first one's weight
    bool sameBias = true;
    bool normalized = false; ///< BatchNormalization follows the second product
};

/// Two products of the same values, Relu between them, and a head.
NetworkPtr twice(const Shared& how)
{
    samples::Builder builder;
    const int weight = builder.weights("fc.weight", {width, width});
    const int bias = builder.weights("fc.bias", {width});
    const int copy = how.sameTensor ? weight : builder.constant("again.weight", builder.graph.constants[0]);
    const int other = how.sameBias ? bias : builder.weights("other.bias", {width});
    const int x = builder.input("x", ElementType::Float32, {-1, width});
    const auto layer = [&](int from, int by, int and_) {
        return builder.node("Add", {builder.node("MatMul", {from, by}, 1)[0], and_}, 1)[0];
    };
    const int first = builder.node("Relu", {layer(x, weight, bias)}, 1)[0];
    int second = layer(first, copy, other);
    if (how.normalized) {
        const int ones = builder.constant("ones", floatValue({width}, std::vector<float>(width, 1.0F)));
        second = builder.node("BatchNormalization", {second, ones, ones, ones, ones}, 1)[0];
    }
    builder.graph.outputs = builder.node("MatMul", {second, builder.weights("head.weight", {width, 3})}, 1);
    return builder.network();
}

DatasetPtr data(std::int64_t count = 40)
{
    std::mt19937 random(3);
    Dataset dataset;
    dataset.name = "rows";
    dataset.height = 1;
    dataset.width = width;
    dataset.pixels = samples::normalFloats(random, static_cast<std::size_t>(count * width));
    dataset.labels.assign(static_cast<std::size_t>(count), 0);
    dataset.classes = 3;
    return std::make_shared<const Dataset>(std::move(dataset));
}

ImageEvaluator evaluatorOf(const NetworkPtr& network)
{
    return samples::unwrap(ImageEvaluator::create(network, data()));
}

/// A convolution of the image, and of what a pool leaves of it.
NetworkPtr pyramid()
{
    samples::Builder builder;
    const int weight = builder.weights("head.weight", {4, 2, 3, 3});
    const int x = builder.input("x", ElementType::Float32, {-1, 2, 8, 8});
    const int small = builder.node(
        "MaxPool", {x}, 1,
        {{"kernel_shape", std::vector<std::int64_t>{2, 2}}, {"strides", std::vector<std::int64_t>{2, 2}}})[0];
    builder.graph.outputs = {builder.node("Conv", {x, weight}, 1)[0], builder.node("Conv", {small, weight}, 1)[0]};
    return builder.network();
}

/// A product with a matrix, and one with the same turned over, as an autoencoder with tied weights has it.
NetworkPtr thereAndBack()
{
    constexpr std::int64_t inner = 24;
    samples::Builder builder;
    const int weight = builder.weights("fc.weight", {width, inner});
    const int x = builder.input("x", ElementType::Float32, {-1, width});
    const int there = builder.node("Relu", builder.node("MatMul", {x, weight}, 1), 1)[0];
    const int back = builder.node("MatMul", {there, builder.turned(weight, {1, 0})}, 1)[0];
    builder.graph.outputs = builder.node("MatMul", {back, builder.weights("head.weight", {width, 3})}, 1);
    return builder.network();
}

} // namespace

class TestSharedWeights : public QObject {
    Q_OBJECT

private slots:
    void oneLayer()
    {
        const NetworkPtr network = twice({});
        QCOMPARE(network->layers.size(), std::size_t{2});
        QCOMPARE(network->layers[0].name, std::string("fc"));
        QCOMPARE(network->layers[0].uses, 2);
        QCOMPARE(network->layers[1].uses, 1);
        std::vector<int> used;
        for (const Node& node : network->graph->nodes)
            used.insert(used.end(), node.layers.begin(), node.layers.end());
        QCOMPARE(used, (std::vector<int>{0, 0, 1}));
        const std::vector<LayerSources> sources = layerSources(*network);
        QVERIFY(sources[0].data.empty()); // not itself
        QCOMPARE(sources[1].data, std::vector<int>{0});
    }

    void countsAllUses()
    {
        const NetworkPtr network = samples::unwrap(
            withInputShapes(twice({}), samples::unwrap(parseInputShapes("x=1x16"))));
        QCOMPARE(network->layers[0].positions, std::optional<std::int64_t>(2));
        QCOMPARE(network->layers[0].macs, std::optional<std::int64_t>(2 * width * width));
        QCOMPARE(network->layers[1].macs, std::optional<std::int64_t>(3 * width));
        // Measured anew they are not added to what was there.
        const NetworkPtr again = samples::unwrap(withInputShapes(network, samples::unwrap(parseInputShapes("x=1x16"))));
        QCOMPARE(again->layers[0].macs, network->layers[0].macs);
    }

    /// The weights, and what they are stored in, are those of one matrix.
    void storedOnce()
    {
        const Settings settings;
        const NetworkPtr once = twice({});
        const NetworkPtr copied = twice({false, true, false});
        QCOMPARE(copied->layers.size(), std::size_t{3});
        const double matrix = storedBits(copied->layers[0], planOf(*copied, Method::Revealed, settings)[0]);
        QCOMPARE(storedBits(*once, planOf(*once, Method::Revealed, settings)) + matrix,
                 storedBits(*copied, planOf(*copied, Method::Revealed, settings)));
    }

    void floatIsTheSame()
    {
        const DatasetPtr rows = data();
        const std::vector<ValuePtr> inputs{floatValue({40, width}, rows->pixels)};
        const auto outputs = [&](const Shared& how) {
            return samples::unwrap(samples::unwrap(GraphRunner::create(twice(how))).run(inputs)).front();
        };
        QVERIFY(outputs({})->floats == outputs({false, true, false})->floats);
    }

    /// One scale for the data of all uses, made of what enters at all of them; both runners and the pairs agree.
    void quantized_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("QT") << static_cast<int>(Method::Quantized);
        QTest::newRow("TR") << static_cast<int>(Method::Revealed);
    }

    void quantized()
    {
        QFETCH(int, method);
        Settings settings;
        settings.calibration = Calibration::Max;
        const NetworkPtr network = twice({});
        ImageEvaluator evaluator = evaluatorOf(network);
        ImageEvaluator apart = evaluatorOf(twice({false, true, false}));
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(static_cast<Method>(method), settings));
        const PreparedNetwork two = samples::unwrap(apart.prepare(static_cast<Method>(method), settings));
        QVERIFY(prepared.layers[0].weights == two.layers[1].weights);
        QCOMPARE(prepared.layers[0].dataScale, std::max(two.layers[0].dataScale, two.layers[1].dataScale));
        const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
        const DatasetPtr rows = data();
        LayerLog log = runner.emptyLog();
        const Outputs fast = samples::unwrap(runner.run({floatValue({40, width}, rows->pixels)}, &log));
        std::int64_t pairs = 0;
        for (std::int64_t i = 0; i < rows->count(); ++i) {
            const IntegerRun integers = samples::unwrap(runInteger(prepared, rows->image(i)));
            QVERIFY(std::ranges::equal(std::span(fast.front()->floats).subspan(static_cast<std::size_t>(i) * 3, 3),
                                       integers.outputs));
            pairs += integers.pairs;
        }
        QCOMPARE(std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0), static_cast<double>(pairs));
        QCOMPARE(log.products[0], 2.0 * 40 * width * width);
    }

    /// Layers that cannot be one name the first; what one of them is set to holds for both.
    void sharing_data()
    {
        QTest::addColumn<bool>("convolves");
        QTest::newRow("other bias") << false;
        QTest::newRow("convolution of another image") << true;
    }

    void sharing()
    {
        QFETCH(bool, convolves);
        const NetworkPtr network = convolves ? pyramid() : twice({true, false, false});
        const WeightLayer& second = network->layers.at(1);
        QCOMPARE(second.sharesWith, std::optional(0));
        QVERIFY(!network->layers[0].sharesWith);
        QCOMPARE(network->layers[0].uses, 1);
        Settings settings;
        const double bits = storedBits(*network, planOf(*network, Method::Quantized, settings));
        double own = 0.0;
        for (std::size_t i = 0; i < network->layers.size(); ++i)
            own += i == 1 ? 0.0
                          : storedBits(network->layers[i],
                                       planOf(*network, Method::Quantized, settings)[static_cast<int>(i)]);
        QCOMPARE(bits, own);
        settings.layers[second.name].weightBits = 5;
        const NetworkPlan both(*network, Method::Quantized, settings);
        QCOMPARE(both[0].settings.weightBits, 5);
        QCOMPARE(both[1].settings.weightBits, 5);
        settings.layers[network->layers[0].name].weightBits = 6;
        const NetworkPlan apart(*network, Method::Quantized, settings);
        QCOMPARE(apart[0].settings.weightBits, 6);
        QCOMPARE(apart[1].settings.weightBits, 5);
    }

    /// Folded, BatchNormalization makes other weights of the second use.
    void normalized()
    {
        const NetworkPtr network = twice({true, true, true});
        QCOMPARE(network->layers.size(), std::size_t{3});
        QVERIFY(!network->layers[1].sharesWith);
    }

    /// Two layers, as groups and scales lie along different axes; the weights are there once, and what is said of one
    /// is said of both.
    void turnedOver()
    {
        const NetworkPtr network = thereAndBack();
        QCOMPARE(network->layers.size(), std::size_t{3});
        QCOMPARE(network->layers[0].uses, 1);
        QCOMPARE(network->layers[0].weight.shape, (Shape{24, width}));
        QCOMPARE(network->layers[1].weight.shape, (Shape{width, 24}));
        QCOMPARE(network->layers[1].sharesWith, std::optional<int>(0));
        QVERIFY(!network->layers[2].sharesWith);
        Settings settings;
        QCOMPARE(bitsPerWeight(*network, planOf(*network, Method::Float, settings)), 32.0);
        QCOMPARE(storedBits(*network, planOf(*network, Method::Float, settings)), 32.0 * (24 * width + 3 * width));
        settings.layers["fc"].method = Method::Quantized;
        const NetworkPlan plan(*network, Method::Revealed, settings);
        QCOMPARE(plan[0].method, Method::Quantized);
        QCOMPARE(plan[1].method, Method::Quantized);
        QCOMPARE(plan[2].method, Method::Revealed);
        ImageEvaluator evaluator = evaluatorOf(network);
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
        const std::vector<float> fast = samples::unwrap(evaluator.outputs(Method::Revealed, settings, 3));
        QCOMPARE(fast, samples::unwrap(runInteger(prepared, data()->image(3))).outputs);
    }
};

TERMSCOPE_TEST(TestSharedWeights)
#include "TestSharedWeights.moc"
