// Sizes that a network's file leaves open, as a user gives them: what is known of its work then.
#include "core/graph/InputShapes.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// A convolution and a mean over an image of any size.
NetworkPtr openImages()
{
    samples::Builder builder;
    const int x = builder.input("x", ElementType::Float32, {-1, 3, -1, -1}, {"batch", "", "height", "width"});
    const int y = builder.node("Conv", {x, builder.weights("conv.weight", {8, 3, 3, 3})}, 1)[0];
    builder.graph.outputs = builder.node("GlobalAveragePool", {y}, 1);
    return builder.network();
}

/// Two sequences of one length, added and projected.
NetworkPtr openSequences()
{
    samples::Builder builder;
    const int a = builder.input("a", ElementType::Float32, {-1, -1, 4}, {"batch", "length"});
    const int b = builder.input("b", ElementType::Float32, {-1, -1, 4}, {"batch", "length"});
    const int sum = builder.node("Add", {a, b}, 1)[0];
    builder.graph.outputs = builder.node("MatMul", {sum, builder.weights("fc.weight", {4, 5})}, 1);
    return builder.network();
}

std::string refusal(const NetworkPtr& network, const char* shapes)
{
    const auto shaped = withInputShapes(network, samples::unwrap(parseInputShapes(shapes)));
    return shaped ? "none" : shaped.error().message;
}

} // namespace

class TestInputShapes : public QObject {
    Q_OBJECT

private slots:
    void parses()
    {
        const std::vector<InputShape> shapes = samples::unwrap(parseInputShapes("x=1x3x48x320; y=7"));
        QCOMPARE(shapes, (std::vector<InputShape>{{"x", {1, 3, 48, 320}}, {"y", {7}}}));
        QCOMPARE(toText(shapes), std::string("x=1x3x48x320;y=7"));
        QCOMPARE(samples::unwrap(parseInputShape("2x3")).name, std::string());
        for (const char* wrong : {"x=", "x", "x=0x3", "x=1x", "x=1xx2", "x=-1", "x=1x3.5", "x=9999999999x9999999999"}) {
            const auto parsed = parseInputShape(wrong);
            QVERIFY2(!parsed, wrong);
            QCOMPARE(parsed.error().message,
                     text("expected an input and its shape such as x=1x3x48x320, found \"", wrong, '"'));
        }
    }

    void workIsKnown()
    {
        const NetworkPtr network = openImages();
        QVERIFY(!network->layers[0].macs);
        const NetworkPtr shaped = samples::unwrap(
            withInputShapes(network, samples::unwrap(parseInputShapes("x=1x3x10x12"))));
        QCOMPARE(shaped->layers[0].macs, std::optional<std::int64_t>(8 * 10 * 8 * 27));
        QCOMPARE(shaped->layers[0].window->outputs, (Shape{8, 10}));
        QCOMPARE(shaped->graph->inputs[0].shape, std::optional(Shape{-1, 3, 10, 12}));
        QVERIFY(!network->layers[0].macs); // the other one stays as it was
        QCOMPARE(openInputs(*network), (std::vector<InputShape>{{"x", {-1, 3, -1, -1}}}));
        QVERIFY(openInputs(*shaped).empty());
        QCOMPARE(toText(openInputs(*network)), std::string("x=?x3x?x?"));
    }

    /// Axes of one name are as long as each other.
    void axesOfOneName()
    {
        const NetworkPtr shaped = samples::unwrap(
            withInputShapes(openSequences(), samples::unwrap(parseInputShapes("a=1x7x4"))));
        QCOMPARE(shaped->layers[0].macs, std::optional<std::int64_t>(7 * 20));
        QCOMPARE(shaped->graph->inputs[1].shape, std::optional(Shape{-1, 7, 4}));
    }

    void refuses()
    {
        QCOMPARE(refusal(openImages(), "y=1x3x8x8"), std::string("model.onnx: has no input \"y\"; its inputs are x"));
        QCOMPARE(refusal(openImages(), "x=1x3x8"),
                 std::string("model.onnx: input \"x\": expected 4 sizes, as the file declares ?x3x?x?, found 1x3x8"));
        QCOMPARE(refusal(openImages(), "x=1x4x8x8"),
                 std::string("model.onnx: input \"x\": expected 3 along axis 1, as the file says, found 4"));
        QCOMPARE(refusal(openSequences(), "a=1x7x4;b=1x8x4"),
                 std::string("model.onnx: input \"b\": expected 7 along axis 1, \"length\", as another input has it, "
                             "found 8"));
        QVERIFY(refusal(openImages(), "x=1x3x2x2").starts_with("model.onnx: node \"Conv_0\": "));
        Network weights = *openImages();
        weights.graph = nullptr;
        QCOMPARE(refusal(std::make_shared<const Network>(weights), "x=1"),
                 std::string("model.onnx: expected a network that says how it is run beside an input's shape, found "
                             "weights alone"));
    }
};

TERMSCOPE_TEST(TestInputShapes)
#include "TestInputShapes.moc"
