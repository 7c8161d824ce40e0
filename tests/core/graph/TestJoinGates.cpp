// SiLU as exporters write it: joined where it is one, with the values of the nodes one by one.
#include "core/graph/Graph.h"
#include "core/graph/JoinGates.h"
#include "core/run/GraphRunner.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// Operators of values: the input is 0, and each operator's output the next number.
using Operations = std::vector<std::pair<std::string, std::vector<int>>>;

NetworkPtr networkOf(const Operations& operations, std::vector<int> outputs)
{
    Graph graph;
    graph.file = "gates.onnx";
    graph.opset = 17;
    graph.inputs.push_back({graph.addValue("x", nullptr), ElementType::Float32, Shape{-1, 12}, {}});
    for (const auto& [op, inputs] : operations) {
        const int output = graph.addValue(op, nullptr);
        graph.nodes.push_back({op, op, {}, inputs, {output}, {}});
    }
    graph.outputs = std::move(outputs);
    auto network = std::make_shared<Network>();
    network->name = "gates";
    network->graph = std::make_shared<const Graph>(std::move(graph));
    return network;
}

std::vector<std::string> operatorsOf(const NetworkPtr& network)
{
    std::vector<std::string> ops;
    for (const Node& node : network->graph->nodes)
        ops.push_back(node.op);
    return ops;
}

} // namespace

class TestJoinGates : public QObject {
    Q_OBJECT

private slots:
    void joins_data();
    void joins();
    void leavesOthers();
};

void TestJoinGates::joins_data()
{
    using Names = std::vector<std::string>;
    QTest::addColumn<Operations>("operations");
    QTest::addColumn<std::vector<int>>("outputs");
    QTest::addColumn<Names>("expected");
    QTest::newRow("the gate last") << Operations{{"Sigmoid", {0}}, {"Mul", {0, 1}}} << std::vector{2}
                                   << Names{"termscope.Gate"};
    QTest::newRow("the gate first") << Operations{{"Sigmoid", {0}}, {"Mul", {1, 0}}} << std::vector{2}
                                    << Names{"termscope.Gate"};
    QTest::newRow("of a value between") << Operations{{"Neg", {0}}, {"Sigmoid", {1}}, {"Mul", {1, 2}}} << std::vector{3}
                                        << Names{"Neg", "termscope.Gate"};
    QTest::newRow("the gate read by others too") << Operations{{"Sigmoid", {0}}, {"Mul", {0, 1}}, {"Neg", {1}}}
                                                 << std::vector{2, 3} << Names{"Sigmoid", "termscope.Gate", "Neg"};
    QTest::newRow("the gate an output") << Operations{{"Sigmoid", {0}}, {"Mul", {0, 1}}} << std::vector{2, 1}
                                        << Names{"Sigmoid", "termscope.Gate"};
}

void TestJoinGates::joins()
{
    QFETCH(const Operations, operations);
    QFETCH(const std::vector<int>, outputs);
    QFETCH(const std::vector<std::string>, expected);
    const NetworkPtr network = networkOf(operations, outputs);
    const NetworkPtr joined = withJoinedGates(network);
    QVERIFY(operatorsOf(joined) == expected);
    std::mt19937 random(61);
    std::vector<float> values = samples::normalFloats(random, 36);
    values[5] = 100.0F;
    values[6] = -100.0F;
    for (const ElementType type : {ElementType::Float32, ElementType::Float16, ElementType::BFloat16}) {
        auto x = std::make_shared<Value>(*floatValue({3, 12}, values));
        x->type = type;
        for (float& value : x->floats)
            value = rounded(value, type);
        const Outputs plain = samples::unwrap(samples::unwrap(GraphRunner::create(network)).run({x}));
        const Outputs found = samples::unwrap(samples::unwrap(GraphRunner::create(joined)).run({x}));
        QCOMPARE(found.size(), plain.size());
        for (std::size_t i = 0; i < plain.size(); ++i) {
            QCOMPARE(found[i]->type, type);
            QVERIFY(std::ranges::equal(found[i]->floats, plain[i]->floats));
        }
    }
}

/// Another value's sigmoid, nodes with attributes, and a file that leaves out what the sigmoid is of.
void TestJoinGates::leavesOthers()
{
    const NetworkPtr other = networkOf({{"Neg", {0}}, {"Sigmoid", {1}}, {"Mul", {0, 2}}}, {3});
    QCOMPARE(withJoinedGates(other), other);
    const NetworkPtr square = networkOf({{"Sigmoid", {0}}, {"Mul", {1, 1}}}, {2});
    QCOMPARE(withJoinedGates(square), square);
    for (const std::vector<int>& inputs : {std::vector<int>{}, {-1}}) {
        const NetworkPtr ofNothing = networkOf({{"Sigmoid", inputs}, {"Mul", {0, 1}}, {"Mul", {-1, 1}}}, {2, 3});
        QCOMPARE(withJoinedGates(ofNothing), ofNothing);
    }
    for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
        Graph graph = *networkOf({{"Sigmoid", {0}}, {"Mul", {0, 1}}}, {2})->graph;
        graph.nodes[which].attributes = {{"broadcast", std::int64_t{0}}};
        auto network = std::make_shared<Network>();
        network->graph = std::make_shared<const Graph>(std::move(graph));
        QCOMPARE(withJoinedGates(network), NetworkPtr(network));
    }
}

TERMSCOPE_TEST(TestJoinGates)
#include "TestJoinGates.moc"
