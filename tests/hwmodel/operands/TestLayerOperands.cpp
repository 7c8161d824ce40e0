// A convolution's operands as a matrix product (im2col) against the convolution written out as loops.
#include "hwmodel/operands/ProductTerms.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

struct Example {
    WeightLayer source;
    PreparedLayer prepared;
    std::vector<float> images; ///< whole numbers
    std::int64_t batch = 1;
};

Example randomExample(std::mt19937& random)
{
    const auto upTo = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)) + 1; };
    Example example;
    WeightLayer& source = example.source;
    source.name = "conv";
    source.kind = LayerKind::Convolution;
    source.groups = upTo(3);
    const std::int64_t channels = upTo(5);
    const std::int64_t outputs = source.groups * upTo(4);
    SlidingWindow window;
    for (int axis = 0; axis < 2; ++axis) {
        window.kernel.push_back(upTo(3));
        window.strides.push_back(upTo(2));
        window.dilations.push_back(upTo(2));
        window.before.push_back(upTo(3) - 1);
        window.after.push_back(upTo(3) - 1);
        window.inputs.push_back(5 + upTo(4));
        const auto a = static_cast<std::size_t>(axis);
        window.outputs.push_back(
            (window.inputs[a] + window.before[a] + window.after[a] - window.dilations[a] * (window.kernel[a] - 1) - 1)
                / window.strides[a]
            + 1);
    }
    source.window = window;
    source.weight.shape = {outputs, channels, window.kernel[0], window.kernel[1]};
    source.weight.values = std::vector<float>(static_cast<std::size_t>(elementCount(source.weight.shape)));
    example.batch = upTo(2);
    PreparedLayer& prepared = example.prepared;
    prepared.outputs = outputs;
    prepared.inputs = channels;
    prepared.table = activationTable(6, Quantizer::Symmetric, Encoding::Hese, 0);
    for (std::int64_t i = 0; i < outputs * channels * window.kernel[0] * window.kernel[1]; ++i)
        prepared.weights.push_back(static_cast<std::int32_t>(random() % 31) - 15);
    prepared.weightTerms.resize(prepared.weights.size());
    countTerms(Encoding::Hese, prepared.weights, prepared.weightTerms);
    for (std::int64_t i = 0; i < example.batch * channels * source.groups * window.inputs[0] * window.inputs[1]; ++i)
        example.images.push_back(static_cast<float>(static_cast<int>(random() % 63) - 31));
    return example;
}

/// Output (sample, o, y, x); weights in group order [outputs, kernel row, kernel column, channels].
std::int64_t convolved(const Example& example, std::int64_t sample, std::int64_t o, std::int64_t y, std::int64_t x)
{
    const SlidingWindow& window = *example.source.window;
    const std::int64_t channels = example.prepared.inputs;
    const std::int64_t first = o / (example.prepared.outputs / example.source.groups) * channels;
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < window.kernel[0]; ++i)
        for (std::int64_t j = 0; j < window.kernel[1]; ++j)
            for (std::int64_t c = 0; c < channels; ++c) {
                const std::int64_t row = y * window.strides[0] - window.before[0] + i * window.dilations[0];
                const std::int64_t column = x * window.strides[1] - window.before[1] + j * window.dilations[1];
                if (row < 0 || row >= window.inputs[0] || column < 0 || column >= window.inputs[1])
                    continue;
                const std::int64_t at = ((sample * channels * example.source.groups + first + c) * window.inputs[0]
                                         + row)
                                            * window.inputs[1]
                                        + column;
                const std::int64_t weight = ((o * window.kernel[0] + i) * window.kernel[1] + j) * channels + c;
                sum += static_cast<std::int64_t>(example.images[static_cast<std::size_t>(at)])
                       * example.prepared.weights[static_cast<std::size_t>(weight)];
            }
    return sum;
}

} // namespace

class TestLayerOperands : public QObject {
    Q_OBJECT

private slots:
    void convolutions()
    {
        std::mt19937 random(8);
        for (int i = 0; i < 200; ++i) {
            const Example example = randomExample(random);
            const SlidingWindow& window = *example.source.window;
            TermMacConfig config;
            config.groupSize = 4;
            const std::int64_t outputs = example.prepared.outputs / example.source.groups;
            for (std::int64_t group = 0; group < example.source.groups; ++group) {
                const auto product = layerOperands(example.source, example.prepared,
                                                   quantizedInputs(example.prepared, example.images), example.batch,
                                                   config, group);
                QVERIFY2(product, product ? "" : product.error().message.c_str());
                const std::int64_t k = product->shape.k;
                QCOMPARE(k, window.kernel[0] * window.kernel[1] * example.prepared.inputs);
                QCOMPARE(product->shape.n, outputs);
                for (std::int64_t m = 0; m < product->shape.m; ++m)
                    for (std::int64_t n = 0; n < outputs; ++n) {
                        std::int64_t dot = 0;
                        for (std::int64_t at = 0; at < k; ++at)
                            dot += std::int64_t{product->inputValues[static_cast<std::size_t>(m * k + at)]}
                                   * product->weightValues[static_cast<std::size_t>(n * k + at)];
                        const std::int64_t places = window.outputs[0] * window.outputs[1];
                        QCOMPARE(dot, convolved(example, m / places, group * outputs + n,
                                                m % places / window.outputs[1], m % window.outputs[1]));
                    }
                // The counts are those of the values, position by position.
                const std::int64_t perPosition = (example.prepared.inputs + 3) / 4;
                QCOMPARE(product->inputs.groups, window.kernel[0] * window.kernel[1] * perPosition);
                for (std::int64_t j = 0; j < product->inputs.groups; ++j) {
                    const GroupTerms terms = inputGroup(*product, 0, j);
                    for (int v = 0; v < 4; ++v)
                        QCOMPARE(int{product->inputs.counts[static_cast<std::size_t>(j * 4 + v)]},
                                 terms.view().count(v));
                }
            }
        }
    }

    /// A linear layer of 8 inputs in blocks of 4, groups of 3: a group of three and one of one in each block.
    void blocksCutGroups()
    {
        WeightLayer source;
        source.name = "fc";
        source.weight = {{1, 8}, std::vector<float>(8)};
        PreparedLayer prepared;
        prepared.outputs = 1;
        prepared.inputs = 8;
        prepared.block = 4;
        prepared.table = activationTable(6, Quantizer::Symmetric, Encoding::Hese, 0);
        prepared.weights = {1, 3, 5, 7, 9, 11, 13, 15};
        prepared.weightTerms.resize(8);
        countTerms(Encoding::Hese, prepared.weights, prepared.weightTerms);
        const std::vector<float> data{1, 2, 3, 4, 5, 6, 7, 8};
        TermMacConfig config;
        config.groupSize = 3;
        const auto product = layerOperands(source, prepared, quantizedInputs(prepared, data), 1, config);
        QVERIFY2(product, product ? "" : product.error().message.c_str());
        QCOMPARE(product->weights.groups, std::int64_t{4});
        QCOMPARE(product->inputs.groups, std::int64_t{4});
        const std::vector<std::vector<std::int32_t>> expected{{1, 3, 5}, {7, 0, 0}, {9, 11, 13}, {15, 0, 0}};
        for (std::int64_t group = 0; group < 4; ++group)
            QCOMPARE(weightGroup(*product, 0, group).values, expected[static_cast<std::size_t>(group)]);
    }

    void whatCannotBe()
    {
        std::mt19937 random(9);
        Example example = randomExample(random);
        example.source.window.reset();
        const auto product = layerOperands(example.source, example.prepared,
                                           quantizedInputs(example.prepared, example.images), example.batch, {}, 0);
        QVERIFY(!product);
        QCOMPARE(product.error().message,
                 std::string("layer \"conv\": the size of this convolution's images is not known"));
    }
};

TERMSCOPE_TEST(TestLayerOperands)
#include "TestLayerOperands.moc"
