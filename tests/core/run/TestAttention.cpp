// Products of two activations: found as layers, run exactly when they are quantized and revealed, seen group by group.
#include "core/run/AttentionKernel.h"
#include "core/run/GraphRunner.h"
#include "core/run/IntegerRunner.h"
#include "core/study/GroupView.h"
#include "core/study/PairStudy.h"
#include "tests/core/AttentionNetwork.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace termscope;
using namespace termscope::samples::attention;

namespace {

Settings withAttention(Attention attention)
{
    Settings settings;
    settings.attention = attention;
    return settings;
}

} // namespace

Q_DECLARE_METATYPE(Settings)

class TestAttention : public QObject {
    Q_OBJECT

private slots:
    void productsAreLayers();
    void othersAreNone();
    void withoutWeights();
    void methodOfAProduct();
    void fastRunEqualsPlainLoops_data();
    void fastRunEqualsPlainLoops();
    void inFloatNothingChanges();
    void exactAtAnyWidth_data();
    void exactAtAnyWidth();
    void groupOfKeys();
    void pairsOfADotProduct();
};

void TestAttention::productsAreLayers()
{
    const NetworkPtr network = samples::attentionNetwork();
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    const int sv = samples::indexOf(*network, "blocks.0.attention.sv");
    QCOMPARE(qk, 4); // behind the layers with weights
    QCOMPARE(sv, 5);
    const WeightLayer& keys = network->layers[4];
    QCOMPARE(nameOf(keys.kind), "attention");
    QCOMPARE(keys.parameters(), 0);
    QCOMPARE(keys.inputs(), headSize);
    QCOMPARE(keys.outputs(), heads * words);
    QCOMPARE(keys.groups, heads);
    QCOMPARE(keys.positions.value(), words);
    QCOMPARE(keys.macs.value(), heads * words * words * headSize);
    const WeightLayer& values = network->layers[5];
    QCOMPARE(values.inputs(), words);
    QCOMPARE(values.outputs(), heads * headSize);
    QCOMPARE(values.macs.value(), heads * words * words * headSize);
}

/// Products of what no layer has made are no work of the network's: angles of positions, constants.
void TestAttention::othersAreNone()
{
    samples::Builder builder;
    const int a = builder.input("a", ElementType::Float32, {2, 3, 4});
    const int b = builder.input("b", ElementType::Float32, {2, 4, 3});
    builder.graph.outputs = {builder.node("MatMul", {a, b}, 1)[0]};
    QVERIFY(builder.network()->layers.empty());
}

/// Attention of what a network is given, as PyTorch exports scaled_dot_product_attention alone: quantized, revealed and
/// counted as in any other network.
void TestAttention::withoutWeights()
{
    constexpr std::int64_t count = 6;
    samples::Builder builder;
    const Shape shape{-1, heads, words, headSize};
    const int q = builder.input("q", ElementType::Float32, shape);
    const int k = builder.input("k", ElementType::Float32, shape);
    const int v = builder.input("v", ElementType::Float32, shape);
    const int scores = builder.node("MatMul", {q, builder.turned(k, {0, 1, 3, 2})}, 1)[0];
    builder.graph.nodes.back().name = "/attention/MatMul";
    const int scaled = builder.node("Mul", {scores, builder.constant("scale", floatValue({}, {0.25F}))}, 1)[0];
    const int shares = builder.node("Softmax", {scaled}, 1, {{"axis", std::int64_t{-1}}})[0];
    builder.graph.outputs = builder.node("MatMul", {shares, v}, 1);
    const NetworkPtr network = builder.network();
    QCOMPARE(network->layers.size(), std::size_t{2});
    QCOMPARE(network->layers[0].name, std::string("attention.qk"));
    QVERIFY(network->layers[1].name.ends_with(".sv"));
    std::mt19937 random(4);
    Dataset table;
    table.name = "qkv.npz";
    table.height = 1;
    table.width = 3 * heads * words * headSize;
    table.pixels = samples::normalFloats(random, static_cast<std::size_t>(count * table.width));
    for (const char* name : {"q", "k", "v"})
        table.parts.push_back({name, {heads, words, headSize}, 0, std::ssize(table.parts) * table.width / 3, nullptr});
    const DatasetPtr data = std::make_shared<const Dataset>(std::move(table));
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, data));
    const auto sqnrAt = [&](Attention attention, int budget) {
        Settings settings = withAttention(attention);
        settings.budget = budget;
        const Evaluation found = evaluator.evaluate(Method::Revealed, settings);
        return found.fidelity ? found.fidelity->sqnr() : 0.0;
    };
    QVERIFY(std::isinf(sqnrAt(Attention::Float, 12)));
    QVERIFY(sqnrAt(Attention::Quantized, 12) > 35.0);
    QVERIFY(sqnrAt(Attention::Revealed, 16) > 30.0);
    QVERIFY(sqnrAt(Attention::Revealed, 4) < sqnrAt(Attention::Revealed, 16) - 6.0);
    const Evaluation found = evaluator.evaluate(Method::Revealed, withAttention(Attention::Revealed));
    QVERIFY(found.work && found.work->measured > 0.0 && found.work->measured < 49.0); // those of QT
}

void TestAttention::methodOfAProduct()
{
    const NetworkPtr network = samples::attentionNetwork();
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    const int sv = samples::indexOf(*network, "blocks.0.attention.sv");
    const auto methodAt = [&](int layer, Method method, const Settings& settings) {
        return planOf(*network, method, settings)[layer].method;
    };
    const Settings usual;
    const Settings quantized = withAttention(Attention::Quantized);
    const Settings revealed = withAttention(Attention::Revealed);
    QVERIFY(methodAt(qk, Method::Revealed, usual) == Method::Float);
    QVERIFY(methodAt(qk, Method::Quantized, usual) == Method::Float);
    QVERIFY(methodAt(qk, Method::Revealed, quantized) == Method::Quantized);
    QVERIFY(methodAt(qk, Method::Revealed, revealed) == Method::Revealed);
    QVERIFY(methodAt(qk, Method::Quantized, revealed) == Method::Quantized);
    QVERIFY(methodAt(qk, Method::Float, revealed) == Method::Float);
    // A reduction of five is shorter than g = 8.
    QVERIFY(methodAt(sv, Method::Revealed, revealed) == Method::Quantized);
    Settings own = usual;
    own.layers["blocks.0.attention.sv"] = samples::unwrap(parseLayerOverride("tr,k=3"));
    QVERIFY(methodAt(sv, Method::Revealed, own) == Method::Revealed);
    QCOMPARE(planOf(*network, Method::Revealed, own)[sv].settings.budget, 3);
    own.layers["blocks.0.attention.sv"] = samples::unwrap(parseLayerOverride("bits=6"));
    QVERIFY(methodAt(sv, Method::Revealed, own) == Method::Float);
    own.attention = Attention::Revealed;
    own.layers["blocks.0.attention.qk"] = samples::unwrap(parseLayerOverride("float"));
    QVERIFY(methodAt(qk, Method::Revealed, own) == Method::Float);
}

void TestAttention::fastRunEqualsPlainLoops_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<Settings>("settings");
    const auto add = [](const char* name, Method method, auto change) {
        Settings settings = withAttention(Attention::Revealed);
        change(settings);
        QTest::newRow(name) << static_cast<int>(method) << settings;
    };
    add("tr", Method::Revealed, [](Settings&) {});
    add("tr, groups of 3", Method::Revealed, [](Settings& s) {
        s.groupSize = 3;
        s.budget = 4;
        s.dataTerms = 2;
    });
    add("tr, one term for 16", Method::Revealed, [](Settings& s) {
        s.groupSize = 16;
        s.budget = 1;
    });
    add("tr, all data terms, binary", Method::Revealed, [](Settings& s) {
        s.dataTerms = 0;
        s.encoding = Encoding::Binary;
    });
    add("qt", Method::Revealed, [](Settings& s) { s.attention = Attention::Quantized; });
    add("qt of a quantized network", Method::Quantized, [](Settings& s) { s.weightBits = 5; });
    add("float", Method::Revealed, [](Settings& s) { s.attention = Attention::Float; });
    for (const int bits : {3, 9, 14, 16})
        add(QByteArray::number(bits).constData(), Method::Revealed,
            [bits](Settings& s) { s.weightBits = s.dataBits = bits; });
}

void TestAttention::fastRunEqualsPlainLoops()
{
    QFETCH(const int, method);
    QFETCH(const Settings, settings);
    const NetworkPtr network = samples::attentionNetwork();
    ImageEvaluator evaluator = samples::attentionEvaluator(network);
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(static_cast<Method>(method), settings));
    const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    LayerLog log = runner.emptyLog();
    const Dataset& data = evaluator.dataset();
    const auto features = static_cast<std::size_t>(data.features());
    std::vector<float> pixels(data.pixels.begin(), data.pixels.end());
    const Outputs outputs = samples::unwrap(runner.run({floatValue({data.count(), data.features()}, pixels)}, &log));
    std::int64_t pairs = 0;
    for (std::size_t sample = 0; sample < static_cast<std::size_t>(data.count()); ++sample) {
        const IntegerRun own = samples::unwrap(
            runInteger(prepared, std::span<const float>(pixels).subspan(sample * features, features)));
        pairs += own.pairs;
        for (std::size_t c = 0; c < own.outputs.size(); ++c)
            QCOMPARE(outputs.front()->floats[sample * own.outputs.size() + c], own.outputs[c]);
    }
    QCOMPARE(std::accumulate(log.pairs.begin(), log.pairs.end(), 0.0), static_cast<double>(pairs));
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    const bool counted = settings.attention != Attention::Float;
    QCOMPARE(log.products[static_cast<std::size_t>(qk)],
             counted ? static_cast<double>(data.count() * *network->layers[static_cast<std::size_t>(qk)].macs) : 0.0);
}

/// What is at the default runs as it did when no product was a layer.
void TestAttention::inFloatNothingChanges()
{
    const NetworkPtr network = samples::attentionNetwork();
    Network before = *network;
    Graph graph = *network->graph;
    for (Node& node : graph.nodes)
        if (!node.layers.empty() && before.layers[static_cast<std::size_t>(node.layers[0])].isAttention())
            node.layers.clear();
    before.layers.resize(4);
    before.graph = std::make_shared<const Graph>(std::move(graph));
    ImageEvaluator now = samples::attentionEvaluator(network);
    ImageEvaluator then = samples::attentionEvaluator(std::make_shared<const Network>(std::move(before)));
    for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
        const Evaluation a = now.evaluate(method, {});
        const Evaluation b = then.evaluate(method, {});
        QCOMPARE(a.predictions, b.predictions);
        QCOMPARE(a.correct, b.correct);
        if (method == Method::Float)
            continue;
        QCOMPARE(a.work->provisioned, b.work->provisioned);
        QCOMPARE(a.work->pairs, b.work->pairs);
        QCOMPARE(a.work->products, b.work->products);
    }
}

void TestAttention::exactAtAnyWidth_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("k");
    QTest::newRow("one part") << 8 << 40;
    QTest::newRow("parts of the reduction") << 8 << 3000;
    QTest::newRow("wide values") << 12 << 100;
    QTest::newRow("in float64") << 16 << 300;
}

void TestAttention::exactAtAnyWidth()
{
    QFETCH(const int, bits);
    QFETCH(const int, k);
    constexpr std::int64_t m = 3;
    constexpr std::int64_t n = 4;
    PreparedLayer layer;
    layer.ofActivations = true;
    layer.table = activationTable(bits, Quantizer::Symmetric, Encoding::Hese, 0);
    layer.staying = StayingOperand{1.0F, largestMagnitude(bits, Quantizer::Symmetric), Encoding::Hese, 0, 0};
    layer.scales = {0.5F};
    std::mt19937 random(7);
    const auto largest = static_cast<float>(layer.table.largest);
    std::uniform_real_distribution<float> values(0.7F * largest, largest); // of one sign: sums grow
    const auto some = [&](std::int64_t count) {
        std::vector<float> result(static_cast<std::size_t>(count));
        std::ranges::generate(result, [&] { return std::floor(values(random)); });
        return result;
    };
    const std::vector<float> x = some(2 * m * k);
    const std::vector<float> y = some(k * n); // serves both matrices of x
    const Node node{"product", "MatMul", {}, {0, 1}, {2}, {0}};
    Call call{node, 13, {floatValue({2, m, k}, x), floatValue({k, n}, y)}};
    LayerLog log;
    log.pairs = log.products = {0.0};
    const Outputs outputs = samples::unwrap(makeAttentionKernel(0, 1, &layer)->run(call, &log));
    QCOMPARE(outputs.front()->shape, (Shape{2, m, n}));
    for (std::int64_t row = 0; row < 2 * m; ++row)
        for (std::int64_t column = 0; column < n; ++column) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < k; ++i)
                sum += static_cast<std::int64_t>(x[static_cast<std::size_t>(row * k + i)])
                       * static_cast<std::int64_t>(y[static_cast<std::size_t>(i * n + column)]);
            QCOMPARE(outputs.front()->floats[static_cast<std::size_t>(row * n + column)],
                     static_cast<float>(sum) * 0.5F);
        }
    QCOMPARE(log.products[0], 2.0 * m * n * k);
}

void TestAttention::groupOfKeys()
{
    const NetworkPtr network = samples::attentionNetwork();
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    ImageEvaluator evaluator = samples::attentionEvaluator(network);
    const Settings settings = withAttention(Attention::Revealed);
    const ActivationOperands operands = samples::unwrap(evaluator.productOperands(qk, 2));
    QCOMPARE(operands.count, heads);
    QCOMPARE(operands.k, headSize);
    const PreparedLayer prepared = samples::unwrap(
        evaluator.prepareLayer(qk, planOf(*network, Method::Revealed, settings)[qk]));
    constexpr std::int64_t row = words + 3; // the fourth key of the second head
    GroupView view = groupView(*network, {qk, row, 1}, settings, operands, prepared.staying->scale);
    addData(view, operands.dataOf(1).last(headSize), prepared.dataScale, 2);
    QVERIFY(view.ofActivations && view.revealed);
    QCOMPARE(view.groupCount, 2);
    QCOMPARE(view.weights.values.size(), 8U);
    QVERIFY(view.weights.keptTerms <= settings.budget);
    double exact = 0.0;
    for (std::int64_t i = 8; i < 16; ++i)
        exact += static_cast<double>(operands.dataOf(1)[static_cast<std::size_t>((words - 1) * headSize + i)])
                 * operands.stayingOf(1)[static_cast<std::size_t>(i * words + 3)];
    QVERIFY(std::abs(view.floatDotProduct - exact) <= 1e-6 * std::abs(exact));
    QVERIFY(!evaluator.productOperands(0, 2));
}

/// The histogram counts every dot product of all heads once.
void TestAttention::pairsOfADotProduct()
{
    const NetworkPtr network = samples::attentionNetwork();
    const int qk = samples::indexOf(*network, "blocks.0.attention.qk");
    ImageEvaluator evaluator = samples::attentionEvaluator(network);
    const Settings settings = withAttention(Attention::Revealed);
    PairStudy study;
    const PairComparison found = samples::unwrap(study.compare(evaluator, qk, settings, 3));
    QCOMPARE(found.current.all, 3 * heads * words * words);
    QCOMPARE(found.current.counted, found.current.all);
    QVERIFY(found.current.pairs.mean() < found.quantized.pairs.mean());
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
    const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
    QVERIFY(!study.compare(evaluator, qk, Settings{}, 3));
}

TERMSCOPE_TEST(TestAttention)
#include "TestAttention.moc"
