// Products whose weight stands elsewhere than on the right: what they give is what their operators give, and their
// weights are layers that are quantized and revealed as any.
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/ExportTensors.h"
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
        {"ConvTranspose in groups",
         {"ConvTranspose",
          {{"group", std::int64_t{2}}, {"strides", Integers{2, 2}}, {"pads", Integers{1, 0, 1, 0}}},
          {2, 6, 4, 5},
          {6, 2, 3, 2},
          false,
          Shape{4}}},
        {"ConvTranspose in groups along one axis",
         {"ConvTranspose", {{"group", std::int64_t{3}}, {"dilations", Integers{2}}}, {2, 6, 7}, {6, 4, 3}}},
        {"ConvTranspose of each channel",
         {"ConvTranspose", {{"group", std::int64_t{4}}, {"strides", Integers{2, 2}}}, {2, 4, 3, 3}, {4, 1, 4, 4}}},
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

    /// Against loops over what the definition says, with the layer's integers: of each group of channels by itself.
    void quantizedInGroups_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("QT") << static_cast<int>(Method::Quantized);
        QTest::newRow("TR") << static_cast<int>(Method::Revealed);
    }

    void quantizedInGroups()
    {
        QFETCH(int, method);
        constexpr std::int64_t batch = 3, groups = 2, inputs = 8, outputs = 3, rows = 4, columns = 5, kernel = 3;
        constexpr std::int64_t taps = kernel * kernel, tall = (rows - 1) * 2 + kernel,
                               wide = (columns - 1) * 2 + kernel;
        Made each = made({"ConvTranspose",
                          {{"group", groups}, {"strides", std::vector<std::int64_t>{2, 2}}},
                          {batch, groups * inputs, rows, columns},
                          {groups * inputs, outputs, kernel, kernel}});
        each.builder.graph.inputs[0].shape->front() = -1;
        putWeightsRight(each.builder.graph);
        foldConstants(each.builder.graph, Passthroughs::Keep);
        const NetworkPtr network = each.builder.network();
        Dataset dataset;
        dataset.channels = groups * inputs;
        dataset.height = rows;
        dataset.width = columns;
        dataset.pixels = each.data->floats.toVector();
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(network, std::make_shared<const Dataset>(std::move(dataset))));
        Settings settings;
        settings.budget = 6;
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(static_cast<Method>(method), settings));
        const PreparedLayer& layer = prepared.layers[0];
        QCOMPARE(layer.revealed, static_cast<Method>(method) == Method::Revealed);
        std::vector<double> expected(static_cast<std::size_t>(batch * groups * outputs * tall * wide), 0.0);
        for (std::int64_t n = 0; n < batch; ++n)
            for (std::int64_t channel = 0; channel < groups * outputs; ++channel)
                for (std::int64_t place = 0; place < rows * columns; ++place)
                    for (std::int64_t tap = 0; tap < taps; ++tap) {
                        const std::int64_t row = channel * taps + tap;
                        std::int64_t sum = 0;
                        for (std::int64_t c = 0; c < inputs; ++c) {
                            const std::int64_t from = channel / outputs * inputs + c;
                            const float x = each.data->floats[static_cast<std::size_t>(
                                (n * groups * inputs + from) * rows * columns + place)];
                            const auto q = static_cast<std::int32_t>(
                                std::clamp(std::floor(std::abs(x) / layer.dataScale + 0.5F), 0.0F, 127.0F));
                            sum += static_cast<std::int64_t>(layer.table.at(x < 0 ? -q : q).value)
                                   * layer.weights[static_cast<std::size_t>(row * inputs + c)];
                        }
                        const std::int64_t y = place / columns * 2 + tap / kernel;
                        const std::int64_t x = place % columns * 2 + tap % kernel;
                        expected[static_cast<std::size_t>(((n * groups * outputs + channel) * tall + y) * wide + x)] +=
                            static_cast<double>(sum) * layer.scales[static_cast<std::size_t>(row)];
                    }
        const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
        const Outputs found = samples::unwrap(runner.run({each.data}));
        QCOMPARE(found[0]->shape, (Shape{batch, groups * outputs, tall, wide}));
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(found[0]->floats[i] - expected[i]) < 1e-4);
        for (std::int64_t i = 0; i < std::ssize(layer.weights); i += 8) { // a group of 8 inputs has 6 terms
            int terms = 0;
            for (std::int64_t j = i; j < i + 8; ++j)
                terms += layer.weightTerms[static_cast<std::size_t>(j)];
            QVERIFY(static_cast<Method>(method) == Method::Quantized || terms <= 6);
        }
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

    void groupsInTheFile()
    {
        Made each = made(cases()[10].second);
        putWeightsRight(each.builder.graph);
        foldConstants(each.builder.graph, Passthroughs::Keep);
        const NetworkPtr network = each.builder.network();
        const WeightLayer& layer = network->layers[0];
        QCOMPARE(kindOf(layer), std::string_view("conv-transpose"));
        QCOMPARE(layer.weight.shape, (Shape{24, 3, 1, 1}));
        const std::vector<NamedTensor> written = samples::unwrap(
            weightTensors(*network, {layer.weight.values.toVector()}));
        QCOMPARE(written.at(0).tensor.shape, (Shape{6, 2, 3, 2}));
        QCOMPARE(written.at(0).tensor.values.toVector(), each.inputs[1]->floats.toVector());
    }
};

TERMSCOPE_TEST(TestProductForm)
#include "TestProductForm.moc"
