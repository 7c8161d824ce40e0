// Products whose weight stands elsewhere than on the right: what they give is what their operators give, and their
// weights are layers that are quantized and revealed as any.
#include "core/graph/ProductForm.h"
#include "core/graph/WithoutQuantization.h"
#include "core/ops/Operator.h"
#include "core/run/GraphRunner.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

/// A node with weights, its data, and how the data are shaped.
struct Case {
    std::string op;
    std::vector<Attribute> attributes;
    Shape data;
    Shape weight;
    bool weightFirst = false;
    std::optional<Shape> bias = std::nullopt;
};

const std::vector<std::pair<const char*, Case>>& cases()
{
    using Integers = std::vector<std::int64_t>;
    static const std::vector<std::pair<const char*, Case>> all{
        {"Gemm with transA", {"Gemm", {{"transA", std::int64_t{1}}}, {6, 4}, {6, 5}, false, Shape{5}}},
        {"Gemm with both", {"Gemm", {{"transA", std::int64_t{1}}, {"transB", std::int64_t{1}}}, {6, 4}, {5, 6}}},
        {"MatMul from the left", {"MatMul", {}, {6, 4}, {5, 6}, true}},
        {"MatMul from the left, many", {"MatMul", {}, {2, 3, 6, 4}, {5, 6}, true}},
        {"MatMul from the left, one row", {"MatMul", {}, {6}, {5, 6}, true}},
        {"ConvTranspose", {"ConvTranspose", {}, {2, 3, 4, 5}, {3, 2, 3, 3}}},
        {"ConvTranspose by two",
         {"ConvTranspose", {{"strides", Integers{2, 2}}}, {2, 3, 4, 5}, {3, 2, 2, 2}, false, Shape{2}}},
        {"ConvTranspose with pads",
         {"ConvTranspose",
          {{"strides", Integers{2, 3}}, {"pads", Integers{1, 0, 0, 2}}, {"output_padding", Integers{1, 0}}},
          {2, 3, 4, 5},
          {3, 2, 3, 3},
          false,
          Shape{2}}},
        {"ConvTranspose with holes", {"ConvTranspose", {{"dilations", Integers{2}}}, {1, 3, 6}, {3, 4, 3}}},
        {"ConvTranspose to a size",
         {"ConvTranspose",
          {{"strides", Integers{2, 2}}, {"output_shape", Integers{9, 10}}},
          {1, 3, 4, 5},
          {3, 1, 3, 3}}},
    };
    return all;
}

/// The node alone, and what it reads.
struct Made {
    samples::Builder builder;
    Node node;
    std::vector<ValuePtr> inputs;
    ValuePtr data;
};

Made made(const Case& each)
{
    Made result;
    std::mt19937 random(9);
    const auto values = [&](const Shape& shape) {
        return floatValue(shape, samples::normalFloats(random, static_cast<std::size_t>(elementCount(shape))));
    };
    result.data = values(each.data);
    const ValuePtr weight = values(each.weight);
    Shape declared = each.data;
    const int x = result.builder.input("x", ElementType::Float32, declared);
    const int w = result.builder.constant("w", weight);
    std::vector<int> inputs = each.weightFirst ? std::vector<int>{w, x} : std::vector<int>{x, w};
    result.inputs = each.weightFirst ? std::vector<ValuePtr>{weight, result.data}
                                     : std::vector<ValuePtr>{result.data, weight};
    if (each.bias) {
        const ValuePtr bias = values(*each.bias);
        inputs.push_back(result.builder.constant("b", bias));
        result.inputs.push_back(bias);
    }
    result.builder.graph.outputs = result.builder.node(each.op.c_str(), inputs, 1, each.attributes);
    result.node = result.builder.graph.nodes[0];
    return result;
}

} // namespace

class TestProductForm : public QObject {
    Q_OBJECT

private slots:
    void equalsTheOperator_data()
    {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].first) << static_cast<int>(i);
    }

    void equalsTheOperator()
    {
        QFETCH(int, number);
        Made each = made(cases()[static_cast<std::size_t>(number)].second);
        Call call{each.node, each.builder.graph.opset, each.inputs};
        const Outputs expected = samples::unwrap(runOperator(call));
        putWeightsRight(each.builder.graph);
        foldConstants(each.builder.graph, Passthroughs::Keep);
        const NetworkPtr network = each.builder.network();
        QCOMPARE(network->layers.size(), std::size_t{1});
        QCOMPARE(network->layers[0].tensorName, std::string("w"));
        const GraphRunner runner = samples::unwrap(GraphRunner::create(network));
        const Outputs found = samples::unwrap(runner.run({each.data}));
        QCOMPARE(found[0]->shape, expected[0]->shape);
        for (std::size_t i = 0; i < found[0]->floats.size(); ++i)
            QVERIFY(std::abs(found[0]->floats[i] - expected[0]->floats[i]) < 1e-4F);
    }

    /// An export writes the weight back as the file had it.
    void shapeInTheFile()
    {
        Made each = made(cases()[6].second);
        putWeightsRight(each.builder.graph);
        foldConstants(each.builder.graph, Passthroughs::Keep);
        const NetworkPtr network = each.builder.network();
        const WeightLayer& layer = network->layers[0];
        QCOMPARE(layer.fileShape, (Shape{3, 2, 2, 2}));
        QVERIFY(layer.transposed);
        QCOMPARE(layer.weight.shape, (Shape{8, 3}));
        QCOMPARE(transposed(layer.weight).values.toVector(), each.inputs[1]->floats.toVector());
    }
};

TERMSCOPE_TEST(TestProductForm)
#include "TestProductForm.moc"
