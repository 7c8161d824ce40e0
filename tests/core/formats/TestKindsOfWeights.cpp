// What a network's weights are called: tied heads, tables and normalizations that stay in float32, transposed
// convolutions; and along which axis samples lie where time comes first.
#include "core/evaluate/ImageEvaluator.h"
#include "core/graph/BatchAxis.h"
#include "core/graph/FloatTables.h"
#include "core/graph/InputShapes.h"
#include "tests/core/GraphBuilder.h"
#include "tests/corpus/Corpus.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// An LSTM of data [time, streams, 5], whose axes have these names, and a linear layer of what it gives.
NetworkPtr recurrent(const std::vector<std::string>& names)
{
    constexpr std::int64_t hidden = 6;
    samples::Builder builder;
    const int x = builder.input("x", ElementType::Float32, {-1, -1, 5}, names);
    const int both = builder.node(
        "LSTM", {x, builder.weights("rnn.W", {1, 4 * hidden, 5}), builder.weights("rnn.R", {1, 4 * hidden, hidden})}, 1,
        {{"hidden_size", hidden}})[0];
    const int steps = builder.node("Squeeze", {both, builder.constant("one", integerValue({1}, {1}))}, 1)[0];
    builder.graph.outputs = builder.node("MatMul", {steps, builder.weights("head.weight", {hidden, 3})}, 1);
    return builder.network();
}

std::size_t batchAxis(const NetworkPtr& network)
{
    return batchAxisOf(*network->graph, network->graph->inputs[0]);
}

} // namespace

class TestKindsOfWeights : public QObject {
    Q_OBJECT

private slots:
    /// One matrix, looked up in and multiplied by: one layer, whose parameters are counted there.
    void tied()
    {
        const NetworkPtr network = corpus::network("good/tied.onnx");
        QVERIFY(network);
        QCOMPARE(network->layers.size(), std::size_t{1});
        const WeightLayer& head = network->layers[0];
        QCOMPARE(head.name, std::string("words"));
        QVERIFY(head.tied);
        QCOMPARE(kindOf(head), std::string_view("tied linear"));
        const std::vector<FloatTable> tables = floatTables(*network);
        QCOMPARE(tables.size(), std::size_t{2});
        QCOMPARE(tables[0].name, std::string("words"));
        QCOMPARE(tables[0].kind, std::string_view("embedding"));
        QCOMPARE(tables[0].layer, std::optional<int>(0));
        QCOMPARE(tables[1].name, std::string("norm"));
        QCOMPARE(tables[1].kind, std::string_view("layer norm"));
        QCOMPARE(tables[1].parameters, std::int64_t{8});
        QVERIFY(!tables[1].layer);
    }

    void notTied()
    {
        const NetworkPtr network = corpus::network("good/encoder.onnx");
        QVERIFY(network);
        QVERIFY(!network->layers.at(0).tied);
        const std::vector<FloatTable> tables = floatTables(*network);
        QCOMPARE(tables.size(), std::size_t{1});
        QVERIFY(!tables[0].layer);
        QCOMPARE(tables[0].parameters, std::int64_t{24});
    }

    void transposedConvolution()
    {
        const NetworkPtr network = corpus::network("good/transposing.onnx");
        QVERIFY(network);
        QCOMPARE(kindOf(network->layers.at(0)), std::string_view("conv"));
        QCOMPARE(kindOf(network->layers.at(1)), std::string_view("conv-transpose"));
    }

    void timeFirst_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<int>("axis");
        QTest::newRow("by the LSTM") << QStringList{"a", "b_", ""} << 1;
        QTest::newRow("by names") << QStringList{"time", "streams", ""} << 1;
        QTest::newRow("names come before") << QStringList{"batch", "seq", ""} << 0;
    }

    void timeFirst()
    {
        QFETCH(QStringList, names);
        QFETCH(int, axis);
        std::vector<std::string> axisNames;
        for (const QString& name : names)
            axisNames.push_back(name.toStdString());
        QCOMPARE(batchAxis(recurrent(axisNames)), static_cast<std::size_t>(axis));
    }

    /// Of [time, streams] it is time that a shape tells: 7 steps of one stream.
    void shapeOfTime()
    {
        const NetworkPtr network = recurrent({"time", "streams", ""});
        QCOMPARE(openInputs(*network).size(), std::size_t{1});
        const NetworkPtr shaped = samples::unwrap(
            withInputShapes(network, samples::unwrap(parseInputShapes("x=7x4x5"))));
        QVERIFY(openInputs(*shaped).empty());
        QCOMPARE(shaped->graph->inputs[0].shape, std::optional(Shape{7, -1, 5}));
        QCOMPARE(shaped->layers[0].positions, std::optional<std::int64_t>(7));
        QCOMPARE(shaped->layers[2].positions, std::optional<std::int64_t>(7));
        QCOMPARE(shaped->layers[2].macs, std::optional<std::int64_t>(7 * 18));
    }

    /// Arrays of streams beside each other: each stream gives what it gives alone.
    void streams()
    {
        constexpr std::int64_t time = 4;
        constexpr std::int64_t count = 9;
        const NetworkPtr network = recurrent({"time", "streams", ""});
        std::mt19937 random(8);
        Dataset table;
        table.name = "arrays.npz";
        table.height = 1;
        table.width = time * 5;
        table.pixels = samples::normalFloats(random, static_cast<std::size_t>(count * table.width));
        table.parts = {{"x", {time, 5}, 1, 0, nullptr}};
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(network, std::make_shared<const Dataset>(std::move(table))));
        const SampleOutputs all = samples::unwrap(evaluator.outputsOf({Method::Float, {}}, {}));
        QCOMPARE(all.rows, count);
        QCOMPARE(all.sizes, std::vector<std::int64_t>{time * 3});
        for (const std::int64_t sample : {0, 5, 8}) {
            const RunOutputs alone = samples::unwrap(evaluator.allOutputs({Method::Float, {}}, sample));
            QCOMPARE(alone.outputs.at(0).shape, (Shape{time, 3}));
            for (std::size_t i = 0; i < time * 3; ++i)
                QVERIFY(
                    std::abs(alone.outputs[0].values[i] - all.values[static_cast<std::size_t>(sample * time * 3) + i])
                    < 1e-5F);
        }
    }

    /// PyTorch's decoder: the head is the table of the tokens.
    void pyTorch()
    {
        SKIP_WITHOUT_SHARED_DATA("today/gpt_s_op20.onnx");
        const NetworkPtr network = samples::unwrap(readNetwork(sharedData("today/gpt_s_op20.onnx")));
        const auto tied = std::ranges::count_if(network->layers, &WeightLayer::tied);
        QCOMPARE(tied, std::ptrdiff_t{1});
        const std::vector<FloatTable> tables = floatTables(*network);
        QVERIFY(std::ranges::any_of(tables, [](const FloatTable& table) { return table.layer.has_value(); }));
        QCOMPARE(std::ranges::count(tables, std::string_view("layer norm"), &FloatTable::kind), std::ptrdiff_t{5});
    }
};

TERMSCOPE_TEST(TestKindsOfWeights)
#include "TestKindsOfWeights.moc"
