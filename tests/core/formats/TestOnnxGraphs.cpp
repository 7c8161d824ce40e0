// What an ONNX file may hold beside a plain chain of known operators: graphs inside of nodes, functions of its own,
// attributes and operators that nobody knows, values that are not finite, sizes that stay open.
#include "core/formats/NetworkReader.h"
#include "core/formats/NetworkWriter.h"
#include "core/run/GraphRunner.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace termscope;
using namespace termscope::samples;

namespace {

constexpr int int64Type = 7;

Result<NetworkPtr> parsed(const std::string& bytes)
{
    return parseNetwork(bytesOf(bytes), "net.onnx");
}

std::string graphAttribute(const std::string& name, const std::string& graph)
{
    return content(1, name) + content(6, graph) + number(20, 5);
}

std::string textAttribute(const std::string& name, const std::string& text)
{
    return content(1, name) + content(4, text) + number(20, 3);
}

/// A ValueInfoProto of which only the name is known.
std::string named(const std::string& name)
{
    return content(1, name);
}

/// An input of tokens: an axis is a size, or a name for any size.
std::string tokens(const std::string& name, const std::vector<std::string>& axes)
{
    std::string shape;
    for (const std::string& axis : axes)
        shape += content(1, content(2, axis));
    return content(1, name) + content(2, content(1, number(1, int64Type) + content(2, shape)));
}

std::string ramp(const std::string& name, std::int64_t rows, std::int64_t columns, float step = 1.0F)
{
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = step * static_cast<float>(i);
    return content(5, rawTensor(name, {rows, columns}, values));
}

/// y = x · w, then · v where Σx > 0, else · u: w is read inside of the If alone, v is inside, u around it.
std::string branchingModel(const std::string& condition = node("Greater", "greater", {"s", "zero"}, "c"))
{
    const std::string then = content(1, node("MatMul", "then", {"h", "v"}, "t")) + content(2, "then") + ramp("v", 3, 2)
                             + content(12, named("t"));
    const std::string otherwise = content(1, node("MatMul", "else", {"h", "u"}, "e")) + content(2, "else")
                                  + content(12, named("e"));
    const std::vector<float> zero{0.0F};
    return model(content(1, node("MatMul", "fc", {"x", "w"}, "h")) + content(1, node("ReduceSum", "sum", {"x"}, "s"))
                 + content(1, condition)
                 + content(1, node("If", "if", {"c"}, "y", graphAttribute("then_branch", then))
                                  + content(5, graphAttribute("else_branch", otherwise)))
                 + content(2, "g") + ramp("w", 4, 3) + ramp("u", 3, 2, -1.0F)
                 + content(5, rawTensor("zero", {1, 1}, zero)) + content(11, valueInfo("x", 4))
                 + content(12, named("y")));
}

std::vector<std::string> namesOf(const Network& network)
{
    std::vector<std::string> names;
    for (const WeightLayer& layer : network.layers)
        names.push_back(layer.name);
    return names;
}

std::vector<float> outputOf(const NetworkPtr& network, std::vector<float> x)
{
    const GraphRunner runner = unwrap(GraphRunner::create(network));
    const auto size = static_cast<std::int64_t>(x.size());
    return unwrap(runner.run({floatValue({1, size}, std::move(x))})).front()->floats.toVector();
}

/// A Gemm of x [1, 4], and what follows it.
std::string gemmModel(const std::string& following, const std::string& output, const std::string& initializers = {})
{
    return model(content(1, node("Gemm", "fc", {"x", "w"}, "h")) + following + content(2, "g") + ramp("w", 4, 3)
                 + initializers + content(11, valueInfo("x", 4)) + content(12, named(output)));
}

std::string failureOf(const NetworkPtr& network)
{
    const auto runner = GraphRunner::create(network);
    return runner ? "" : runner.error().message;
}

} // namespace

class TestOnnxGraphs : public QObject {
    Q_OBJECT

private slots:
    void layersInsideOfBranches();
    void branchIsRun();
    void knownConditionIsFolded();
    void branchIsWritten();
    void loopIsRun();
    void deepGraphsAreRefused();
    void functionIsInlined();
    void unheededAttribute();
    void attributeOfAnotherType();
    void missingOperators();
    void refusedShapes();
    void notFinite();
    void newerOpset();
    void fusedOperators();
    void productOfActivations();
    void openLength();
};

void TestOnnxGraphs::layersInsideOfBranches()
{
    const NetworkPtr network = unwrap(parsed(branchingModel()));
    QCOMPARE(namesOf(*network), (std::vector<std::string>{"w", "v", "u"}));
    QVERIFY(network->warnings.empty());
    QCOMPARE(network->layers[0].macs, std::optional<std::int64_t>(12));
    QCOMPARE(network->layers[1].macs, std::optional<std::int64_t>(6));
    QCOMPARE(network->layers[2].weight.values[1], -2.0F); // turned around: [2, 3]
}

void TestOnnxGraphs::branchIsRun()
{
    const NetworkPtr network = unwrap(parsed(branchingModel()));
    // x · w = [9, 10, 11] for the last row; v = [0 1; 2 3; 4 5], u = −v.
    QCOMPARE(outputOf(network, {0, 0, 0, 1}), (std::vector<float>{64, 94}));
    QCOMPARE(outputOf(network, {0, 0, 0, -1}), (std::vector<float>{64, 94}));
    QCOMPARE(outputOf(network, {0, 1, 0, -2}), (std::vector<float>{100, 148}));
}

void TestOnnxGraphs::knownConditionIsFolded()
{
    // 0 > 0 is false: the other branch is what there is.
    const NetworkPtr network = unwrap(parsed(branchingModel(node("Greater", "greater", {"zero", "zero"}, "c"))));
    QCOMPARE(namesOf(*network), (std::vector<std::string>{"w", "u"}));
    for (const Node& one : network->graph->nodes)
        QVERIFY(one.op != "If");
    QCOMPARE(outputOf(network, {0, 0, 0, 1}), (std::vector<float>{-64, -94}));
}

void TestOnnxGraphs::branchIsWritten()
{
    const std::string bytes = branchingModel();
    const NetworkPtr network = unwrap(parsed(bytes));
    LayerWeights weights;
    for (const WeightLayer& layer : network->layers) {
        weights.emplace_back();
        for (const float value : layer.weight.values)
            weights.back().push_back(2.0F * value);
    }
    const Bytes written = unwrap(onnxBytes(*network, weights, bytesOf(bytes)));
    const NetworkPtr again = unwrap(parseNetwork(written, "again.onnx"));
    QCOMPARE(outputOf(again, {0, 0, 0, 1}), (std::vector<float>{4 * 64, 4 * 94}));
    QCOMPARE(outputOf(again, {0, 0, 0, -1}), (std::vector<float>{4 * 64, 4 * 94}));
}

void TestOnnxGraphs::loopIsRun()
{
    // Three times a = a + h, h being of the scope around; and what each round gave.
    const std::string body = content(1, node("Add", "add", {"a", "h"}, "b"))
                             + content(1, node("Identity", "same", {"go"}, "on"))
                             + content(1, node("Identity", "seen", {"b"}, "each")) + content(2, "body")
                             + content(11, named("i")) + content(11, named("go")) + content(11, named("a"))
                             + content(12, named("on")) + content(12, named("b")) + content(12, named("each"));
    const std::int64_t three = 3;
    const std::string trips = content(5, number(2, int64Type) + content(8, "trips")
                                             + content(9, {reinterpret_cast<const char*>(&three), 8}));
    const std::string loop = content(1, "trips") + content(1, "") + content(1, "h") + content(2, "last")
                             + content(2, "all") + content(3, "loop") + content(4, "Loop")
                             + content(5, graphAttribute("body", body));
    const NetworkPtr network = unwrap(parsed(gemmModel(content(1, loop), "last", trips)));
    QCOMPARE(outputOf(network, {1, 0, 0, 0}), (std::vector<float>{0, 4, 8}));
}

void TestOnnxGraphs::deepGraphsAreRefused()
{
    std::string graph = content(1, node("Identity", "leaf", {"h"}, "y")) + content(2, "g") + content(12, named("y"));
    for (int depth = 0; depth < 12; ++depth)
        graph = content(1, node("If", "if", {"c"}, "y", graphAttribute("then_branch", graph))) + content(2, "g")
                + content(12, named("y"));
    const auto read = parsed(model(graph + content(11, valueInfo("h", 3)) + content(11, valueInfo("c", 1))));
    QVERIFY(!read);
    QVERIFY2(read.error().message.find("expected at most 8 graphs inside each other") != std::string::npos,
             read.error().message.c_str());
}

void TestOnnxGraphs::functionIsInlined()
{
    // twice(a, b; axis) = Concat(a · b, a · b)
    const std::string axis = content(1, "axis") + content(21, "along") + number(20, 2);
    const std::string function = content(1, "twice") + content(4, "a") + content(4, "b") + content(5, "r")
                                 + content(6, "along") + content(7, node("MatMul", "product", {"a", "b"}, "p"))
                                 + content(7, node("Concat", "", {"p", "p"}, "r", axis))
                                 + content(9, content(1, "") + number(2, 13)) + content(10, "own");
    const std::string call = node("twice", "call", {"x", "w"}, "y", intAttribute("along", 1)) + content(7, "own");
    const std::string bytes = model(content(1, call) + content(2, "g") + ramp("w", 4, 3)
                                    + content(11, valueInfo("x", 4)) + content(12, named("y")))
                              + content(25, function);
    const NetworkPtr network = unwrap(parsed(bytes));
    QCOMPARE(namesOf(*network), std::vector<std::string>{"w"});
    QCOMPARE(outputOf(network, {0, 1, 0, 0}), (std::vector<float>{3, 4, 5, 3, 4, 5}));
}

void TestOnnxGraphs::unheededAttribute()
{
    const NetworkPtr network = unwrap(
        parsed(gemmModel(content(1, node("Relu", "act", {"h"}, "a", intAttribute("slope", 1)))
                             + content(1, node("Tanh", "end", {"a"}, "y", intAttribute("slope", 1))),
                         "y")));
    QCOMPARE(network->layers.size(), std::size_t{1});
    QCOMPARE(network->warnings,
             (std::vector<std::string>{"net.onnx: node \"act\": operator Relu does not heed the attribute \"slope\" "
                                       "(and 1 more such node): the network cannot be run, its weights can be shown"}));
    QVERIFY2(failureOf(network).find("node \"act\": operator Relu does not heed the attribute \"slope\"")
                 != std::string::npos,
             failureOf(network).c_str());
}

void TestOnnxGraphs::attributeOfAnotherType()
{
    const NetworkPtr network = unwrap(
        parsed(gemmModel(content(1, node("Softmax", "end", {"h"}, "y", textAttribute("axis", "1"))), "y")));
    QCOMPARE(network->warnings, (std::vector<std::string>{
                                    "net.onnx: node \"end\": expected attribute \"axis\" to hold an integer, found a "
                                    "text: the network cannot be run, its weights can be shown"}));
}

void TestOnnxGraphs::missingOperators()
{
    const NetworkPtr network = unwrap(
        parsed(gemmModel(content(1, node("Foo", "one", {"h"}, "a")) + content(1, node("Foo", "two", {"a"}, "b"))
                             + content(1, node("Bar", "three", {"b"}, "y")),
                         "y")));
    QCOMPARE(network->warnings,
             (std::vector<std::string>{"operators Foo (2 nodes, first \"one\"), Bar (1 node, \"three\") are not "
                                       "supported: the network cannot be run, its weights can be shown"}));
}

void TestOnnxGraphs::refusedShapes()
{
    // Three columns added to four.
    const NetworkPtr network = unwrap(parsed(gemmModel(content(1, node("Add", "skip", {"h", "x"}, "y")), "y")));
    QCOMPARE(network->layers.size(), std::size_t{1});
    const std::string why = "net.onnx: node \"skip\": expected shapes that stretch to each other, found 1×3 and 1×4";
    QCOMPARE(network->warnings,
             (std::vector<std::string>{why + ": the network cannot be run, its weights can be shown"}));
    QCOMPARE(failureOf(network), why);
}

void TestOnnxGraphs::notFinite()
{
    const std::vector<float> values{1.0F, std::numeric_limits<float>::quiet_NaN(), 2.0F};
    const NetworkPtr network = unwrap(parsed(gemmModel(content(1, node("MatMul", "last", {"h", "v"}, "y")), "y",
                                                       content(5, rawTensor("v", {3, 1}, values)))));
    QCOMPARE(namesOf(*network), (std::vector<std::string>{"w", "v"}));
    QCOMPARE(network->warnings, (std::vector<std::string>{
                                    "net.onnx: tensor v: expected finite values, found 1 not a number and 0 infinite "
                                    "of 3: its layer can be listed, not revealed or run"}));
    QVERIFY(checkLayer(*network, network->layers[0]).has_value());
    QVERIFY(!checkLayer(*network, network->layers[1]).has_value());
}

void TestOnnxGraphs::newerOpset()
{
    const std::string graph = linearGraph(3, 4) + ramp("w", 3, 4);
    const std::string bytes = number(1, 8) + content(8, content(1, "") + number(2, 99)) + content(7, graph);
    const NetworkPtr network = unwrap(parsed(bytes));
    QCOMPARE(network->warnings.size(), std::size_t{1});
    QVERIFY2(network->warnings[0].starts_with("opset 99 is newer than "), network->warnings[0].c_str());
    QCOMPARE(outputOf(network, {0, 1, 0, 0}), (std::vector<float>{1, 5, 9}));
}

std::string microsoft(const std::string& nodeBytes)
{
    return content(1, nodeBytes + content(7, "com.microsoft"));
}

std::string floatAttribute(const std::string& name, float value)
{
    return content(1, name) + varint(2 << 3 | 5) + std::string(reinterpret_cast<const char*>(&value), 4)
           + number(20, 1);
}

/// What onnxruntime's optimizer writes: a weight turned around and scaled, a bias within its activation, a sum within
/// its normalization.
void TestOnnxGraphs::fusedOperators()
{
    const std::vector<float> bias{0.5F, -0.5F, 0.0F};
    const std::vector<float> ones(3, 1.0F);
    const std::string bytes = model(
        microsoft(node("FusedMatMul", "product", {"x", "w"}, "h", intAttribute("transB", 1))
                  + content(5, floatAttribute("alpha", 2.0F)))
        + microsoft(node("BiasGelu", "gelu", {"h", "bias"}, "a"))
        + microsoft(node("SkipLayerNormalization", "norm", {"a", "h", "gamma"}, "y", floatAttribute("epsilon", 0.0F)))
        + content(2, "g") + ramp("w", 3, 4, 0.1F) + content(5, rawTensor("bias", {3}, bias))
        + content(5, rawTensor("gamma", {3}, ones)) + content(11, valueInfo("x", 4)) + content(12, named("y")));
    const NetworkPtr network = unwrap(parsed(bytes));
    QCOMPARE(namesOf(*network), std::vector<std::string>{"w"});
    QVERIFY(network->warnings.empty());
    std::vector<double> sums;
    for (int i = 0; i < 3; ++i) {
        const double h = 2.0 * 0.1 * (4 * i + 1); // x picks the second column
        const double z = h + bias[static_cast<std::size_t>(i)];
        sums.push_back(0.5 * z * (1.0 + std::erf(z / std::sqrt(2.0))) + h);
    }
    const double mean = (sums[0] + sums[1] + sums[2]) / 3.0;
    double squares = 0.0;
    for (const double sum : sums)
        squares += (sum - mean) * (sum - mean) / 3.0;
    const std::vector<float> found = outputOf(network, {0, 1, 0, 0});
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(std::abs(found[i] - (sums[i] - mean) / std::sqrt(squares)) < 1e-4);
}

void TestOnnxGraphs::productOfActivations()
{
    const std::string bytes = gemmModel(
        microsoft(node("FusedMatMul", "scores", {"h", "h"}, "y", intAttribute("transB", 1))
                  + content(5, floatAttribute("alpha", 0.5F))),
        "y");
    const NetworkPtr network = unwrap(parsed(bytes));
    QCOMPARE(outputOf(network, {1, 0, 0, 0}), std::vector<float>{2.5F}); // (0 + 1 + 4) / 2
}

void TestOnnxGraphs::openLength()
{
    // A table of four words of three values, then a product: how many words a text has is not known.
    const auto bytes = [](const std::vector<std::string>& axes) {
        return model(content(1, node("Gather", "embed", {"table", "ids"}, "e"))
                     + content(1, node("MatMul", "fc", {"e", "w"}, "y")) + content(2, "g") + ramp("table", 4, 3)
                     + ramp("w", 3, 2) + content(11, tokens("ids", axes)) + content(12, named("y")));
    };
    QCOMPARE(unwrap(parsed(bytes({"batch"})))->layers[0].macs, std::optional<std::int64_t>(6));
    QVERIFY(!unwrap(parsed(bytes({"batch", "sequence"})))->layers[0].macs);
}

TERMSCOPE_TEST(TestOnnxGraphs)
#include "TestOnnxGraphs.moc"
