// Convolutions with what follows them, on images in lanes, against one node after the other on plain values: exactly
// where quantized, closely in float32; and term pairs counted from classes of places against a count window by window.
#include "core/base/Text.h"
#include "core/graph/Graph.h"
#include "core/run/ByteProducts.h"
#include "core/run/ByteWeights.h"
#include "core/run/GraphRunner.h"
#include "core/run/LayerChain.h"
#include "core/run/MatrixProduct.h"
#include "core/run/TermClasses.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <numeric>

using namespace termscope;

namespace {

std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

/// Grows a graph of one input, node by node.
class Builder {
public:
    Builder(unsigned seed, std::int64_t channels) : random_(seed)
    {
        graph_.file = "built.onnx";
        graph_.opset = 11;
        channels_.push_back(channels);
        graph_.inputs.push_back({graph_.addValue("x", nullptr), ElementType::Float32, std::nullopt, {}});
    }

    int convolution(int input, std::int64_t outputs, std::int64_t kernel, std::int64_t stride, std::int64_t groups,
                    bool bias)
    {
        const std::int64_t inputs = channels_[at(input)] / groups;
        const Shape shape{outputs, inputs, kernel, kernel};
        const int layer = static_cast<int>(layers_.size());
        layers_.push_back(
            samples::randomLayer(random_, "conv" + std::to_string(layer), LayerKind::Convolution, shape, bias));
        layers_.back().groups = groups;
        // So that values keep their size from layer to layer, and a clip hides no rounding of larger ones.
        std::vector<float> weights = layers_.back().weight.values.toVector();
        for (float& value : weights)
            value /= std::sqrt(static_cast<float>(inputs * kernel * kernel));
        layers_.back().weight.values = std::move(weights);
        const int weight = value(0, shapeOnly(ElementType::Float32, shape));
        Node node{layers_.back().name, "Conv", {}, {input, weight}, {}, {layer}};
        node.attributes = {{"strides", Shape{stride, stride}}, {"group", groups}, {"pads", Shape(4, kernel / 2)}};
        return add(std::move(node), outputs);
    }
    int relu(int input) { return add({"relu", "Relu", {}, {input}, {}, {}}, channels_[at(input)]); }
    int clip(int input, float low, float high)
    {
        const int lowest = value(0, floatValue({}, {low}));
        const int highest = value(0, floatValue({}, {high}));
        return add({"clip", "Clip", {}, {input, lowest, highest}, {}, {}}, channels_[at(input)]);
    }
    int sum(int a, int b) { return add({"sum", "Add", {}, {a, b}, {}, {}}, channels_[at(a)]); }
    int normalization(int input)
    {
        const std::int64_t channels = channels_[at(input)];
        std::vector<int> inputs{input};
        for (const float least : {-1.0F, -1.0F, -1.0F, 0.5F}) {
            std::uniform_real_distribution<float> uniform(least, 1.5F);
            std::vector<float> parameter(at(channels));
            std::ranges::generate(parameter, [&] { return uniform(random_); });
            inputs.push_back(value(0, floatValue({channels}, std::move(parameter))));
        }
        return add({"normalization", "BatchNormalization", {}, std::move(inputs), {}, {}}, channels);
    }
    int average(int input) { return add({"average", "GlobalAveragePool", {}, {input}, {}, {}}, channels_[at(input)]); }
    int pool(int input)
    {
        Node node{"pool", "MaxPool", {{"kernel_shape", Shape{2, 2}}, {"strides", Shape{1, 1}}}, {input}, {}, {}};
        return add(std::move(node), channels_[at(input)]);
    }

    NetworkPtr network(std::vector<int> outputs)
    {
        auto network = std::make_shared<Network>();
        network->name = "built";
        network->layers = layers_;
        graph_.outputs = std::move(outputs);
        network->graph = std::make_shared<const Graph>(graph_);
        return network;
    }

private:
    int value(std::int64_t channels, ValuePtr constant)
    {
        channels_.push_back(channels);
        return graph_.addValue("v" + std::to_string(channels_.size()), std::move(constant));
    }
    int add(Node node, std::int64_t channels)
    {
        node.outputs = {value(channels, nullptr)};
        graph_.nodes.push_back(std::move(node));
        return graph_.nodes.back().outputs[0];
    }

    std::mt19937 random_;
    Graph graph_;
    std::vector<std::int64_t> channels_; ///< by value
    std::vector<WeightLayer> layers_;
};

/// Two blocks with a residual each, a pool, a value with two readers, a Clip that lets no 0 through; channels that fill
/// whole lanes and others.
NetworkPtr manyChains(unsigned seed)
{
    std::mt19937 random(seed);
    const auto pick = [&](std::vector<std::int64_t> from) { return from[random() % from.size()]; };
    Builder b(seed, pick({1, 3, 5, 16}));
    const std::int64_t width = pick({16, 20, 24, 32});
    const int first = b.relu(b.convolution(0, width, pick({1, 3}), pick({1, 2}), 1, true));
    const std::int64_t wide = 2 * width;
    int y = b.clip(b.convolution(first, wide, 1, 1, 1, true), 0.0F, 1.5F);
    y = b.clip(b.convolution(y, wide, 3, 1, wide, random() % 2 == 0), -0.75F, 1.0F);
    const int second = b.sum(b.convolution(y, width, 1, 1, 1, true), first);
    y = b.relu(b.convolution(second, width, 3, 1, pick({1, 1, 4}), false));
    y = b.relu(b.sum(second, b.normalization(b.convolution(y, width, 3, 1, 1, true))));
    const int left = b.clip(b.convolution(y, width, 3, pick({1, 2}), 1, true), 0.25F, 2.0F);
    // An Add and a Clip that are in no chain, as another reads what they read.
    const int pooled = b.pool(y);
    const int right = b.convolution(b.normalization(b.sum(b.clip(pooled, -1.0F, 0.5F), pooled)), width, 1, 1, 1, true);
    return b.network({left, right, b.relu(b.convolution(left, 7, 1, 1, 1, false))});
}

struct Form {
    int weightBits = 8;
    int bits = 8;      ///< of data
    int dataTerms = 2; ///< where revealed
    bool asValues = false;
};

PreparedLayer prepare(const WeightLayer& layer, const Form& form, bool revealed)
{
    const QuantizedMatrix matrix = quantizeLayer(layer, form.weightBits, Quantizer::Symmetric, revealed);
    RevealedMatrix kept = revealed ? revealMatrix(matrix, Encoding::Hese, 2, 3)
                                   : unrevealedMatrix(matrix, Encoding::Hese);
    PreparedLayer prepared;
    prepared.outputs = layer.outputs();
    prepared.inputs = layer.inputs();
    prepared.weights = std::move(kept.values);
    prepared.weightTerms = std::move(kept.keptTerms);
    prepared.bias = layer.bias;
    prepared.dataScale = 6.0F / static_cast<float>(1 << (form.bits - 1));
    prepared.table = activationTable(form.bits, Quantizer::Symmetric, Encoding::Hese, revealed ? form.dataTerms : 0);
    prepared.revealed = revealed;
    // Multiples of a step that differs from output to output, small enough that float32 sums of them are exact too.
    const std::int64_t row = layer.fanIn();
    for (std::size_t i = 0; form.asValues && i < prepared.weights.size(); ++i)
        prepared.values.push_back(std::ldexp(static_cast<float>(prepared.weights[i]),
                                             static_cast<int>(static_cast<std::int64_t>(i) / row % 5) - 9));
    if (form.asValues)
        prepared.weights.clear();
    for (const float scale : matrix.scales)
        prepared.scales.push_back(scale * prepared.dataScale);
    return prepared;
}

/// Node after node on plain values.
Outputs runPlainly(const Network& network, std::span<const PreparedLayer> prepared, ValuePtr x, LayerLog* log)
{
    const Graph& graph = *network.graph;
    std::vector<ValuePtr> values = graph.constants;
    values[0] = std::move(x);
    for (const Node& node : graph.nodes) {
        Call call{node, graph.opset, {}};
        for (const int input : node.inputs)
            call.inputs.push_back(values[at(input)]);
        const auto outputs = node.layers.empty() ? runOperator(call)
                                                 : makeKernel(node, network.layers, prepared)->run(call, log);
        values[at(node.outputs[0])] = samples::unwrap(outputs)[0];
    }
    Outputs results;
    for (const int output : graph.outputs)
        results.push_back(values[at(output)]);
    return results;
}

ValuePtr someImages(unsigned seed, const Network& network, std::int64_t batch, std::int64_t height = 9,
                    std::int64_t width = 10)
{
    std::mt19937 random(seed);
    const Shape shape{batch, network.layers[0].inputs(), height, width};
    return floatValue(shape, samples::normalFloats(random, at(elementCount(shape))));
}

} // namespace

class TestConvolutionChains : public QObject {
    Q_OBJECT

private:
    SingleThreadScope alone_; ///< as studies run it: several blocks at once

private slots:
    void findsChains();
    void quantizedIsExact_data();
    void quantizedIsExact();
    void floatsAreClose();
    void addsOtherShapes();
    void seesWhatEnters();
    void goesOnFromAPause();
    void aPauseOutlivesItsRunner();
    void classesCountPairs();
};

/// What has another reader, or lets no 0 through, is in no chain.
void TestConvolutionChains::findsChains()
{
    Builder b(1, 3);
    const int first = b.relu(b.convolution(0, 16, 1, 1, 1, true));                     // nodes 0, 1
    const int second = b.sum(b.convolution(first, 16, 1, 1, 1, true), first);          // 2, 3: read twice
    const int third = b.clip(b.convolution(second, 16, 1, 1, 1, true), 0.5F, 2.0F);    // 4, 5
    const int fourth = b.relu(b.sum(second, b.convolution(third, 16, 1, 1, 1, true))); // 6, 7, 8
    const NetworkPtr network = b.network({fourth});
    const auto chains = layerChains(*network->graph, network->layers);
    QCOMPARE(chains.size(), std::size_t{4});
    QCOMPARE(chains[0].nodes, (std::vector<int>{0, 1}));
    QCOMPARE(chains[0].lowest, 0.0F);
    QCOMPARE(chains[1].nodes, (std::vector<int>{2, 3}));
    QCOMPARE(chains[1].addend, first);
    QCOMPARE(chains[2].nodes, (std::vector<int>{4}));
    QCOMPARE(chains[3].nodes, (std::vector<int>{6, 7, 8}));
    QCOMPARE(chains[3].addend, second);
}

void TestConvolutionChains::quantizedIsExact_data()
{
    QTest::addColumn<int>("weightBits");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("dataTerms");
    QTest::addColumn<bool>("asValues");
    QTest::addColumn<bool>("divides"); // some weights between two bytes
    QTest::newRow("8 bits") << 8 << 8 << 2 << false << true;
    QTest::newRow("4 bits") << 8 << 4 << 2 << false << true;
    QTest::newRow("9 bits of data: bytes where they are positive") << 8 << 9 << 2 << false << true;
    QTest::newRow("128 kept of data") << 8 << 8 << 1 << false << true;
    QTest::newRow("10 bits of weights: two bytes") << 10 << 8 << 2 << false << true;
    QTest::newRow("numbers that bytes hold") << 7 << 8 << 2 << true << false;
    QTest::newRow("numbers that two bytes hold") << 10 << 8 << 2 << true << true;
    QTest::newRow("12 bits: float32 operands") << 8 << 12 << 2 << false << false;
    QTest::newRow("16 bits: sums in parts") << 8 << 16 << 2 << false << false;
}

void TestConvolutionChains::quantizedIsExact()
{
    QFETCH(int, weightBits);
    QFETCH(int, bits);
    QFETCH(int, dataTerms);
    QFETCH(bool, asValues);
    QFETCH(bool, divides);
    std::size_t further = 0; // outputs that bytes need besides (ByteWeights.h)
    for (unsigned seed = 0; seed < 12; ++seed) {
        const NetworkPtr network = manyChains(seed);
        std::vector<PreparedLayer> prepared;
        for (const WeightLayer& layer : network->layers) {
            prepared.push_back(
                prepare(layer, {weightBits, bits, dataTerms, asValues}, layer.groups == 1 && seed % 3 != 0));
            const PreparedLayer& last = prepared.back();
            const std::int32_t largest = last.table.largestKept();
            const ByteUse use{largest, largestByteFor(largest), !asValues, true};
            const auto bytes = asValues ? byteWeights<float>(last.values, last.outputs, use)
                                        : byteWeights<std::int32_t>(last.weights, last.outputs, use);
            if (bytes)
                further += bytes->owners.size();
        }
        const auto runner = samples::unwrap(GraphRunner::create(network, prepared));
        std::vector<ValuePtr> images{someImages(seed, *network, 1), someImages(seed, *network, 3)};
        if (seed < 3) // the sums of one are more than run together (ImagePieces.h)
            images.push_back(someImages(seed, *network, 2, 75, 90));
        for (const ValuePtr& x : images) {
            LayerLog plainLog = runner.emptyLog();
            LayerLog log = runner.emptyLog();
            const Outputs expected = runPlainly(*network, prepared, x, &plainLog);
            const Outputs found = samples::unwrap(runner.run({x}, &log));
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(found[i]->shape, expected[i]->shape);
                QCOMPARE(found[i]->floats, expected[i]->floats);
            }
            QCOMPARE(log.pairs, plainLog.pairs);
            QCOMPARE(log.products, plainLog.products);
            QVERIFY(log.pairs[0] > 0.0);
        }
    }
    QCOMPARE(further > 0, divides);
}

/// An addend that is no image of the result's shape, or is one that comes after what the convolution reads.
void TestConvolutionChains::addsOtherShapes()
{
    for (const int order : {0, 1, 2}) {
        Builder b(3, 3);
        const int x = b.relu(b.convolution(0, 16, 3, 1, 1, true));
        int addend = order == 0 ? b.average(x) : -1;
        const int y = b.relu(b.convolution(x, 16, 3, 1, 1, true));
        const int z = b.convolution(y, 16, 3, 1, 1, true);
        if (addend < 0)
            addend = order == 1 ? b.average(x) : b.convolution(x, 16, 1, 1, 1, true);
        const NetworkPtr network = b.network({b.relu(b.sum(z, addend))});
        std::vector<PreparedLayer> prepared;
        for (const WeightLayer& layer : network->layers)
            prepared.push_back(prepare(layer, {}, true));
        for (const auto& layers : {prepared, std::vector<PreparedLayer>()}) {
            const auto runner = samples::unwrap(GraphRunner::create(network, layers));
            const ValuePtr images = someImages(4, *network, 2);
            LayerLog plainLog = runner.emptyLog();
            LayerLog log = runner.emptyLog();
            const Outputs expected = runPlainly(*network, layers, images, &plainLog);
            const Outputs found = samples::unwrap(runner.run({images}, &log));
            QCOMPARE(log.pairs, plainLog.pairs);
            QCOMPARE(log.products, plainLog.products);
            QCOMPARE(found[0]->shape, expected[0]->shape);
            for (std::size_t i = 0; i < expected[0]->floats.size(); ++i)
                QVERIFY(std::abs(found[0]->floats[i] - expected[0]->floats[i]) <= (layers.empty() ? 1e-4F : 0.0F));
        }
    }
}

void TestConvolutionChains::floatsAreClose()
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const NetworkPtr network = manyChains(seed);
        const auto runner = samples::unwrap(GraphRunner::create(network));
        const ValuePtr x = someImages(seed, *network, 2);
        const Outputs expected = runPlainly(*network, {}, x, nullptr);
        for (int time = 0; time < 2; ++time) { // the second takes rooms that the first has left dirty
            const Outputs found = samples::unwrap(runner.run({x}));
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(found[i]->shape, expected[i]->shape);
                float largest = 0.0F;
                for (const float value : expected[i]->floats)
                    largest = std::max(largest, std::abs(value));
                float worst = 0.0F;
                for (std::size_t k = 0; k < expected[i]->floats.size(); ++k)
                    worst = std::max(worst, std::abs(found[i]->floats[k] - expected[i]->floats[k]));
                QVERIFY2(worst <= 1e-5F * largest,
                         text("seed ", seed, " output ", i, " time ", time, ": ", worst, " of ", largest).c_str());
            }
        }
    }
}

/// The values that enter each layer, in the order of the file: as the plain operators read them.
void TestConvolutionChains::seesWhatEnters()
{
    const NetworkPtr network = manyChains(5);
    const ValuePtr x = someImages(5, *network, 2);
    std::vector<std::vector<float>> expected(network->layers.size());
    std::vector<std::vector<float>> found(network->layers.size());
    const auto into = [](auto& seen) {
        return [&seen](int layer, std::span<const float> data) { seen[at(layer)].assign(data.begin(), data.end()); };
    };
    LayerLog plainLog;
    plainLog.observe = into(expected);
    LayerLog log;
    log.observe = into(found);
    runPlainly(*network, {}, x, &plainLog);
    QVERIFY(samples::unwrap(GraphRunner::create(network)).run({x}, &log));
    for (std::size_t layer = 0; layer < expected.size(); ++layer) {
        QCOMPARE(found[layer].size(), expected[layer].size());
        float worst = 0.0F;
        float largest = 0.0F;
        for (std::size_t i = 0; i < expected[layer].size(); ++i) {
            worst = std::max(worst, std::abs(found[layer][i] - expected[layer][i]));
            largest = std::max(largest, std::abs(expected[layer][i]));
        }
        QVERIFY2(worst <= 1e-5F * largest, text("layer ", layer, ": ", worst, " of ", largest).c_str());
    }
}

/// Of two settings that differ from some layer on, one goes on where the other has stopped: outputs, pairs and products
/// are those of a whole run, twice in a row.
void TestConvolutionChains::goesOnFromAPause()
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const NetworkPtr network = manyChains(seed);
        std::vector<PreparedLayer> first;
        for (const WeightLayer& layer : network->layers)
            first.push_back(prepare(layer, {}, layer.groups == 1));
        std::vector<PreparedLayer> second = first;
        const std::size_t differs = seed % first.size();
        second[differs] = prepare(network->layers[differs], {8, 8 - static_cast<int>(seed % 2)}, false);
        second[differs].dataScale *= 0.5F;
        const auto a = samples::unwrap(GraphRunner::create(network, first));
        const auto b = samples::unwrap(GraphRunner::create(network, second));
        const std::size_t common = a.commonStop(b).step;
        QVERIFY(differs == 0 ? common == 0 : common > 0);
        QVERIFY(a.commonStop(a).step > common);
        const ValuePtr x = someImages(seed, *network, 2);
        LayerLog expectedLog = b.emptyLog();
        const Outputs expected = samples::unwrap(b.run({x}, &expectedLog));
        for (std::size_t step = 0; step <= common; ++step) {
            const GraphPausePtr pause = samples::unwrap(a.runUntil({x}, {step}));
            QVERIFY(bytesOf(*pause) > 0);
            for (int time = 0; time < 2; ++time) {
                LayerLog log = b.emptyLog();
                const Outputs found = samples::unwrap(b.runFrom(*pause, &log));
                for (std::size_t i = 0; i < expected.size(); ++i)
                    QCOMPARE(found[i]->floats, expected[i]->floats);
                QCOMPARE(log.pairs, expectedLog.pairs);
                QCOMPARE(log.products, expectedLog.products);
            }
        }
    }
}

/// A pause lives on when its runner has gone, and other runners come to lie where that one lay: none takes what was
/// made for a kernel of the first. Of another network it is refused.
void TestConvolutionChains::aPauseOutlivesItsRunner()
{
    Builder b(5, 16);
    const int first = b.convolution(0, 16, 1, 1, 1, true);
    std::vector<int> outputs;
    for (int reader = 0; reader < 3; ++reader)
        outputs.push_back(b.convolution(first, 16, 3, 1, 1, true));
    const NetworkPtr network = b.network(outputs);
    std::vector<PreparedLayer> layers;
    for (const WeightLayer& layer : network->layers) {
        layers.push_back(prepare(layer, {}, true));
        layers.back().dataScale *= 1.0F / static_cast<float>(1 + layers.size()); // each makes operands of its own
    }
    const ValuePtr x = someImages(5, *network, 2);
    auto runner = std::make_unique<GraphRunner>(samples::unwrap(GraphRunner::create(network, layers)));
    const Outputs expected = samples::unwrap(runner->run({x}));
    const GraphPausePtr pause = samples::unwrap(runner->runUntil({x}, {2})); // one of the three has read
    // The value that is still to be read, and the first output, which is as large.
    const std::size_t values = 2 * static_cast<std::size_t>(expected[0]->size()) * sizeof(float);
    QVERIFY(bytesOf(*pause) > values);
    const GraphRunner other = samples::unwrap(GraphRunner::create(std::make_shared<const Network>(*network), layers));
    const auto refused = other.runFrom(*pause);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, std::string("built: expected a run of its own that stopped, found one of built"));
    runner.reset();
    std::vector<GraphRunner> later;
    for (int i = 0; i < 64; ++i) {
        later.push_back(samples::unwrap(GraphRunner::create(network, layers)));
        const Outputs found = samples::unwrap(later.back().runFrom(*pause));
        for (std::size_t o = 0; o < expected.size(); ++o)
            QCOMPARE(found[o]->floats, expected[o]->floats);
    }
}

/// Windows of every kind, one to three axes: classes against every tap of every window.
void TestConvolutionChains::classesCountPairs()
{
    std::mt19937 random(7);
    const auto upTo = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)) + 1; };
    int ofOneClass = 0;
    for (int round = 0; round < 66; ++round) {
        const bool alike = round >= 60; // every place is met by the one kernel position
        SlidingWindow window;
        for (int axis = 0; axis < round % 3 + 1; ++axis) {
            window.kernel.push_back(alike ? 1 : upTo(4));
            window.strides.push_back(alike ? 1 : upTo(3));
            window.dilations.push_back(upTo(2));
            window.before.push_back(alike ? 0 : upTo(3) - 1);
            window.after.push_back(alike ? 0 : upTo(3) - 1);
            const std::int64_t reach = window.dilations.back() * (window.kernel.back() - 1) + 1;
            window.inputs.push_back(reach + upTo(6) - 1);
            window.outputs.push_back((window.inputs.back() + window.before.back() + window.after.back() - reach)
                                         / window.strides.back()
                                     + 1);
        }
        const std::int64_t groups = upTo(3);
        const std::int64_t inputs = upTo(7);
        const std::int64_t positions = elementCount(window.kernel);
        const std::int64_t pixels = elementCount(window.inputs);
        std::vector<std::uint64_t> columns(at(groups * positions * inputs));
        for (auto& column : columns)
            column = random() % 100;
        std::vector<std::uint8_t> terms(at(groups * inputs * pixels));
        for (auto& term : terms)
            term = static_cast<std::uint8_t>(random() % 9);
        double expected = 0.0;
        for (std::int64_t place = 0; place < window.positions(); ++place)
            for (std::int64_t tap = 0; tap < positions; ++tap) {
                std::int64_t p = place, t = tap, offset = 0, step = 1;
                bool inside = true;
                for (std::size_t axis = window.axes(); axis-- > 0;) {
                    const std::int64_t x = p % window.outputs[axis] * window.strides[axis] - window.before[axis]
                                           + t % window.kernel[axis] * window.dilations[axis];
                    inside = inside && x >= 0 && x < window.inputs[axis];
                    offset += x * step;
                    step *= window.inputs[axis];
                    p /= window.outputs[axis];
                    t /= window.kernel[axis];
                }
                for (std::int64_t c = 0; inside && c < groups * inputs; ++c)
                    expected += static_cast<double>(columns[at((c / inputs * positions + tap) * inputs + c % inputs)])
                                * terms[at(c * pixels + offset)];
            }
        for (const std::int64_t lanes : {1, 8, 16}) {
            const TermClasses classes(window, columns, groups, lanes);
            double pairs = 0.0;
            for (std::int64_t block = 0; block * lanes < groups * inputs; ++block) {
                auto sums = classes.noSums();
                for (std::int64_t row = 0; row < classes.rows(); ++row) {
                    std::vector<std::uint8_t> inLanes(at(classes.width() * lanes), 0);
                    for (std::int64_t x = 0; x < classes.width(); ++x)
                        for (std::int64_t lane = 0; lane < lanes && block * lanes + lane < groups * inputs; ++lane)
                            inLanes[at(x * lanes + lane)] =
                                terms[at((block * lanes + lane) * pixels + row * classes.width() + x)];
                    classes.addRow(inLanes.data(), row, sums.data());
                }
                if (classes.isOne()) {
                    QCOMPARE(std::ssize(sums), lanes);
                    std::vector<std::uint32_t> total(at(lanes), 0);
                    for (std::int64_t c = block * lanes; c < std::min((block + 1) * lanes, groups * inputs); ++c)
                        total[at(c % lanes)] = std::accumulate(&terms[at(c * pixels)], &terms[at(c * pixels)] + pixels,
                                                               0U);
                    QCOMPARE(sums, total);
                    ++ofOneClass;
                }
                pairs += classes.pairs(sums, block);
            }
            QCOMPARE(pairs, expected);
            QVERIFY(classes.isOne() || !alike);
        }
    }
    QVERIFY(ofOneClass > 0);
}

TERMSCOPE_TEST(TestConvolutionChains)
#include "TestConvolutionChains.moc"
