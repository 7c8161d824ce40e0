// Samples as arrays by the names of a network's inputs: several inputs, whole numbers, classes at every place.
#include "core/data/ArrayTable.h"
#include "core/evaluate/GraphPath.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/files/Zip.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/numpy/Npy.h"
#include "core/formats/numpy/NpzArchive.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

/// An array of an npz file; of whole numbers where `integers` says so.
struct Array {
    std::string name;
    Shape shape;
    std::vector<float> values;
    bool integers = false;
};

/// A .npy of the array: of integers, NumPy's int32.
Bytes npyOf(const Array& array)
{
    if (!array.integers)
        return npyBytes(array.shape, array.values);
    Bytes bytes = npyBytes(array.shape, array.values);
    const std::string_view floats = "<f4";
    const auto type = std::search(bytes.begin(), bytes.end(), floats.begin(), floats.end(),
                                  [](std::byte a, char b) { return std::to_integer<char>(a) == b; });
    type[1] = std::byte{'i'};
    auto value = bytes.end() - static_cast<std::ptrdiff_t>(4 * array.values.size());
    for (const float number : array.values) {
        const auto integer = static_cast<std::int32_t>(number);
        for (int shift = 0; shift < 32; shift += 8)
            *value++ = static_cast<std::byte>((integer >> shift) & 0xff);
    }
    return bytes;
}

Bytes npzOf(const std::vector<Array>& arrays)
{
    std::vector<Bytes> kept;
    for (const Array& array : arrays)
        kept.push_back(npyOf(array));
    std::vector<ZipInput> members;
    for (std::size_t i = 0; i < arrays.size(); ++i)
        members.push_back({arrays[i].name + ".npy", kept[i]});
    return samples::unwrap(zipBytes(members));
}

DatasetPtr tableFor(const Network& network, const std::vector<Array>& arrays)
{
    DatasetConfig config;
    config.inputs = tableInputs(network);
    return samples::unwrap(parseDataset(npzOf(arrays), {}, "table.npz", config));
}

std::string refusal(const Network& network, const std::vector<Array>& arrays)
{
    DatasetConfig config;
    config.inputs = tableInputs(network);
    const auto table = parseDataset(npzOf(arrays), {}, "table.npz", config);
    return table ? "none" : table.error().message;
}

constexpr std::int64_t words = 12;
constexpr std::int64_t width = 5;

/// The mean of the embedded tokens that a mask leaves, and a row of three classes.
NetworkPtr encoder()
{
    samples::Builder builder;
    const int table = builder.weights("embedding", {words, width});
    const int head = builder.weights("head.weight", {width, 3});
    const int ids = builder.input("input_ids", ElementType::Int64, {-1, -1}, {"batch", "sequence"});
    const int mask = builder.input("attention_mask", ElementType::Int64, {-1, -1}, {"batch", "sequence"});
    const int x = builder.node("Gather", {table, ids}, 1)[0];
    const int weights = builder.node("Cast", {mask}, 1, {{"to", std::int64_t{1}}})[0];
    const int last = builder.constant("last", integerValue({1}, {2}));
    const int second = builder.constant("second", integerValue({1}, {1}));
    const int column = builder.node("Unsqueeze", {weights, last}, 1)[0];
    const int sum = builder.node("ReduceSum", {builder.node("Mul", {x, column}, 1)[0], second}, 1,
                                 {{"keepdims", std::int64_t{0}}})[0];
    const int count = builder.node("ReduceSum", {weights, second}, 1)[0];
    const int mean = builder.node("Div", {sum, count}, 1)[0];
    builder.graph.outputs = builder.node("MatMul", {mean, head}, 1);
    return builder.network();
}

/// A 1×1 convolution of an image to classes, as [batch, classes, rows, columns], beside a number that scales them.
NetworkPtr segmenter()
{
    samples::Builder builder;
    const int x = builder.input("pixels", ElementType::Float32, {-1, 2, -1, -1}, {"batch", "", "h", "w"});
    const int scale = builder.input("scale", ElementType::Float32, {}, {});
    const int y = builder.node("Conv", {x, builder.weights("conv.weight", {3, 2, 1, 1})}, 1)[0];
    builder.graph.outputs = builder.node("Mul", {y, scale}, 1);
    return builder.network();
}

std::vector<float> randomWhole(std::mt19937& random, std::size_t count, unsigned below)
{
    std::vector<float> numbers(count);
    for (float& number : numbers)
        number = static_cast<float>(random() % below);
    return numbers;
}

int largest(std::span<const double> scores)
{
    return static_cast<int>(std::ranges::max_element(scores) - scores.begin());
}

} // namespace

class TestArrayTables : public QObject {
    Q_OBJECT

private slots:
    /// The same as the mean written out by hand.
    void tokens()
    {
        constexpr std::size_t count = 37;
        constexpr std::size_t length = 6;
        std::mt19937 random(4);
        const std::vector<float> ids = randomWhole(random, count * length, words);
        std::vector<float> mask = randomWhole(random, count * length, 2);
        for (std::size_t sample = 0; sample < count; ++sample)
            mask[sample * length] = 1.0F;
        const std::vector<float> labels = randomWhole(random, count, 3);
        const NetworkPtr network = encoder();
        const DatasetPtr table = tableFor(*network, {{"attention_mask", {count, length}, mask, true},
                                                     {"input_ids", {count, length}, ids, true},
                                                     {"y", {count}, labels, true}});
        QCOMPARE(table->count(), std::int64_t(count));
        QCOMPARE(table->parts.size(), std::size_t{2});
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, table));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QVERIFY2(found.exact(), found.failure.c_str());
        QCOMPARE(found.places, 1);
        const auto& embedding = network->graph->constants[0]->floats;
        const Tensor& head = network->layers.at(0).weight; // [3, width]
        std::int64_t correct = 0;
        for (std::size_t sample = 0; sample < count; ++sample) {
            std::vector<double> scores(3, 0.0);
            for (std::size_t t = 0; t < length; ++t)
                for (std::size_t i = 0; i < width; ++i)
                    for (std::size_t c = 0; c < 3; ++c)
                        scores[c] += static_cast<double>(mask[sample * length + t])
                                     * embedding[static_cast<std::size_t>(ids[sample * length + t]) * width + i]
                                     * head.values[c * width + i];
            QCOMPARE(found.predictions[sample], largest(scores));
            correct += largest(scores) == static_cast<int>(labels[sample]) ? 1 : 0;
        }
        QCOMPARE(found.correct, correct);
        const Evaluation revealed = evaluator.evaluate(Method::Revealed, {});
        QVERIFY2(revealed.exact() && revealed.work, revealed.failure.c_str());
        // In parts as in the whole.
        std::int64_t sum = 0;
        for (const auto& [first, some] : {std::pair{0, 16}, {16, 21}})
            sum += evaluator.evaluate(Method::Revealed, {}, {first, some}).correct;
        QCOMPARE(sum, revealed.correct);
    }

    /// A class for every pixel; some have none.
    void pixels()
    {
        constexpr std::size_t count = 5;
        constexpr std::size_t area = 4 * 3;
        std::mt19937 random(4);
        const std::vector<float> images = samples::normalFloats(random, count * 2 * area);
        std::vector<float> labels = randomWhole(random, count * area, 3);
        labels[7] = 255.0F;
        labels[30] = -1.0F;
        const NetworkPtr network = segmenter();
        const DatasetPtr table = tableFor(
            *network,
            {{"pixels", {count, 2, 4, 3}, images}, {"scale", {1}, {2.0F}}, {"y", {count, 4, 3}, labels, true}});
        QVERIFY(table->parts[1].shared != nullptr);
        QCOMPARE(table->places(), std::int64_t(area));
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, table));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QVERIFY2(found.exact(), found.failure.c_str());
        QCOMPARE(found.evaluated, std::int64_t(count));
        QCOMPARE(found.judged(), std::int64_t(count * area - 2));
        const Tensor& weight = network->layers[0].weight; // [3, 2, 1, 1]
        std::vector<std::vector<double>> confusion(3, std::vector<double>(3, 0.0));
        double correct = 0.0;
        for (std::size_t place = 0; place < count * area; ++place) {
            const std::size_t sample = place / area;
            std::vector<double> scores(3, 0.0);
            for (std::size_t c = 0; c < 3; ++c)
                for (std::size_t i = 0; i < 2; ++i)
                    scores[c] += static_cast<double>(images[(sample * 2 + i) * area + place % area])
                                 * weight.values[c * 2 + i];
            if (labels[place] < 0.0F || labels[place] > 2.0F)
                continue;
            const auto label = static_cast<std::size_t>(labels[place]);
            confusion[label][static_cast<std::size_t>(largest(scores))] += 1.0;
            correct += static_cast<std::size_t>(largest(scores)) == label ? 1.0 : 0.0;
        }
        QCOMPARE(found.correct, static_cast<std::int64_t>(correct));
        double shares = 0.0;
        for (std::size_t c = 0; c < 3; ++c) {
            double either = -confusion[c][c];
            for (std::size_t other = 0; other < 3; ++other)
                either += confusion[c][other] + confusion[other][c];
            shares += confusion[c][c] / either / 3.0;
        }
        QVERIFY(found.meanIoU() && std::abs(*found.meanIoU() - 100.0 * shares) < 1e-9);
        QVERIFY(!evaluator.blockRows());
    }

    /// Samples lie along another axis where the network says so, and one number is for all of them.
    void axes()
    {
        samples::Builder builder;
        const int state = builder.input("state", ElementType::Float32, {2, -1, 4}, {"", "batch"});
        const int x = builder.input("x", ElementType::Float32, {-1, 3}, {"batch"});
        const int first = builder.node("Gather", {state, builder.constant("zero", integerValue({}, {0}))}, 1,
                                       {{"axis", std::int64_t{0}}})[0];
        const int both = builder.node("Concat", {first, x}, 1, {{"axis", std::int64_t{1}}})[0];
        builder.graph.outputs = builder.node("MatMul", {both, builder.weights("fc.weight", {7, 2})}, 1);
        const NetworkPtr network = builder.network();
        std::mt19937 random(4);
        const std::vector<float> states = samples::normalFloats(random, 2 * 9 * 4);
        const std::vector<float> rows = samples::normalFloats(random, 9 * 3);
        const DatasetPtr table = tableFor(
            *network,
            {{"state", {2, 9, 4}, states}, {"x", {9, 3}, rows}, {"y", {9}, std::vector<float>(9, 0.0F), true}});
        QCOMPARE(table->parts[0].axis, std::size_t{1});
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, table));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QVERIFY2(found.exact(), found.failure.c_str());
        const Tensor& weight = network->layers[0].weight; // [2, 7]
        for (std::size_t sample = 0; sample < 9; ++sample) {
            std::vector<double> scores(2, 0.0);
            for (std::size_t c = 0; c < 2; ++c) {
                for (std::size_t i = 0; i < 4; ++i)
                    scores[c] += static_cast<double>(states[sample * 4 + i]) * weight.values[c * 7 + i];
                for (std::size_t i = 0; i < 3; ++i)
                    scores[c] += static_cast<double>(rows[sample * 3 + i]) * weight.values[c * 7 + 4 + i];
            }
            QCOMPARE(found.predictions[sample], largest(scores));
        }
        // Four samples that lie along the axis of the states are no batch of two: that would run, on other numbers.
        const std::vector<Array> turned{{"state", {4, 2, 4}, std::vector<float>(32, 1.0F)},
                                        {"x", {4, 3}, std::vector<float>(12, 1.0F)}};
        QCOMPARE(refusal(*network, turned),
                 std::string("table.npz: array state: expected an array of 2×-1×4, as the network takes (-1: any), "
                             "found 4×2×4"));
    }

    /// The same where the file has no names for its axes.
    void axesWithoutNames()
    {
        samples::Builder builder;
        const int x = builder.input("x", ElementType::Float32, {-1, 3});
        const int state = builder.input("state", ElementType::Float32, {2, -1, 4});
        const int first = builder.node("Gather", {state, builder.constant("zero", integerValue({}, {0}))}, 1,
                                       {{"axis", std::int64_t{0}}})[0];
        const int both = builder.node("Concat", {first, x}, 1, {{"axis", std::int64_t{1}}})[0];
        builder.graph.outputs = builder.node("MatMul", {both, builder.weights("fc.weight", {7, 2})}, 1);
        const NetworkPtr network = builder.network();
        const auto arrays = [](Shape shape) {
            return std::vector<Array>{{"x", {4, 3}, std::vector<float>(12, 1.0F)},
                                      {"state", std::move(shape), std::vector<float>(32, 1.0F)}};
        };
        QCOMPARE(tableFor(*network, arrays({2, 4, 4}))->parts[1].axis, std::size_t{1});
        QCOMPARE(refusal(*network, arrays({4, 2, 4})),
                 std::string("table.npz: array state: expected an array of 2×-1×4, as the network takes (-1: any), "
                             "found 4×2×4"));
    }

    void refuses()
    {
        const NetworkPtr network = encoder();
        const std::vector<float> six(6, 1.0F);
        QCOMPARE(refusal(*network, {{"input_ids", {2, 3}, six, true}, {"y", {2}, {0, 1}, true}}),
                 std::string("table.npz: expected an array for each input of the network, found none for "
                             "\"attention_mask\" (it has input_ids, y)"));
        QCOMPARE(refusal(*network, {{"input_ids", {2, 3}, six}, {"attention_mask", {2, 3}, six, true}}),
                 std::string("table.npz: array input_ids: expected whole numbers, as the network takes them, found "
                             "\"<f4\""));
        QCOMPARE(refusal(*network, {{"input_ids", {2, 3}, six, true}, {"attention_mask", {3, 2}, six, true}}),
                 std::string("table.npz: array attention_mask: expected 2 samples along an axis, as the first array "
                             "has, found 3×2"));
        QCOMPARE(refusal(*network, {{"input_ids", {6}, six, true}, {"attention_mask", {6}, six, true}}),
                 std::string("table.npz: array input_ids: expected an array of -1×-1, as the network takes (-1: any), "
                             "found 6"));
        QCOMPARE(refusal(*network, {{"input_ids", {2, 3}, six, true},
                                    {"attention_mask", {2, 3}, six, true},
                                    {"y", {2}, {0, -1}, true}}),
                 std::string("table.npz: array y: expected labels as whole numbers from 0 to 65535, found -1 for "
                             "sample 1"));
        // Words that the network does not know, and a mask of another length: told when they are met, with the node.
        const auto failure = [&](const std::vector<Array>& arrays) {
            auto evaluator = ImageEvaluator::create(network, tableFor(*network, arrays));
            return evaluator ? evaluator->evaluate(Method::Float, {}).failure : evaluator.error().message;
        };
        QVERIFY(failure({{"input_ids", {2, 3}, {0, 1, 2, 3, 4, 99}, true},
                         {"attention_mask", {2, 3}, six, true},
                         {"y", {2}, {0, 1}, true}})
                    .starts_with("model.onnx: node \"Gather_0\": "));
        QVERIFY(failure({{"input_ids", {2, 3}, six, true},
                         {"attention_mask", {2, 4}, std::vector<float>(8, 1.0F), true},
                         {"y", {2}, {0, 1}, true}})
                    .starts_with("model.onnx: node \"Mul_"));
    }

    /// PyTorch's encoder: the classes that PyTorch gives.
    void pyTorch()
    {
        SKIP_WITHOUT_SHARED_DATA("today/bert_s_op20.onnx", "today/bert_s_data.npz");
        const NetworkPtr network = samples::unwrap(readNetwork(sharedData("today/bert_s_op20.onnx")));
        DatasetConfig config;
        config.inputs = tableInputs(*network);
        const DatasetPtr table = samples::unwrap(readDataset(sharedData("today/bert_s_data.npz"), {}, config));
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, table));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QVERIFY2(found.exact(), found.failure.c_str());
        QCOMPARE(found.correct, found.evaluated);
        QCOMPARE(found.evaluated, 32);
        const Bytes bytes = samples::unwrap(readFile(sharedData("today/bert_s_data.npz")));
        const NpzArchive archive = samples::unwrap(NpzArchive::open(bytes, "bert_s_data.npz"));
        const std::vector<float> expected = floatValues(samples::unwrap(archive.read(*archive.find("logits"))));
        const auto [low, high] = std::ranges::minmax(expected);
        const GraphPath path = samples::unwrap(GraphPath::create(network, *table));
        const std::vector<float> logits = samples::unwrap(path.run(path.reference(), table->image(0), 1));
        for (std::size_t c = 0; c < logits.size(); ++c)
            QVERIFY(std::abs(logits[c] - expected[c]) < 1e-4F * (high - low));
    }
};

TERMSCOPE_TEST(TestArrayTables)
#include "TestArrayTables.moc"
