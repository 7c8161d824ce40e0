// Term pairs per dot product: against loops over the definition, for linear layers and for convolutions with strides,
// padding, dilation and groups; and samples against the whole.
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/run/QuantizedLayer.h"
#include "core/study/PairStudy.h"
#include "core/terms/Encoder.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

constexpr float dataScale = 0.02F;

WeightLayer convolution(std::mt19937& random, Shape shape, std::int64_t groups, SlidingWindow window)
{
    WeightLayer layer = samples::randomLayer(random, "conv", LayerKind::Convolution, std::move(shape), false);
    layer.groups = groups;
    layer.window = std::move(window);
    return layer;
}

PreparedLayer prepared(const WeightLayer& layer, int dataTerms)
{
    PreparedLayer result;
    result.outputs = layer.outputs();
    result.inputs = layer.inputs();
    RevealedMatrix matrix = revealMatrix(quantizeLayer(layer, 8, Quantizer::Symmetric, false), Encoding::Hese, 8, 10);
    result.weights = std::move(matrix.values);
    result.weightTerms = std::move(matrix.keptTerms);
    result.dataScale = dataScale;
    result.table = activationTable(8, Quantizer::Symmetric, Encoding::Hese, dataTerms);
    return result;
}

std::int64_t termsOf(std::int64_t value, int most)
{
    const auto count = static_cast<std::int64_t>(encodeTerms(value, Encoding::Hese).size());
    return most > 0 ? std::min<std::int64_t>(count, most) : count;
}

std::int64_t quantized(float value)
{
    const auto magnitude = std::min(std::floor(std::abs(value) / dataScale + 0.5F), 127.0F);
    return static_cast<std::int64_t>(value < 0 ? -magnitude : magnitude);
}

/// The value at (sample, channel, y, x), 0 outside the image.
float pixel(const std::vector<float>& data, const WeightLayer& layer, std::int64_t sample, std::int64_t channel,
            std::int64_t y, std::int64_t x)
{
    const Shape& size = layer.window->inputs;
    if (y < 0 || x < 0 || y >= size[0] || x >= size[1])
        return 0.0F;
    const std::int64_t channels = layer.inputs() * layer.groups;
    return data[static_cast<std::size_t>(((sample * channels + channel) * size[0] + y) * size[1] + x)];
}

/// counts[n] by the definition, for a convolution with two kernel axes.
std::map<std::int64_t, std::int64_t> slowPairs(const WeightLayer& layer, const PreparedLayer& at,
                                               const std::vector<float>& data, std::int64_t samples, int dataTerms,
                                               std::int64_t length)
{
    std::map<std::int64_t, std::int64_t> counts;
    const SlidingWindow& w = *layer.window;
    const std::int64_t inputs = layer.inputs();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        for (std::int64_t row = 0; row < w.outputs[0]; ++row)
            for (std::int64_t column = 0; column < w.outputs[1]; ++column)
                for (std::int64_t output = 0; output < layer.outputs(); ++output)
                    for (std::int64_t ky = 0; ky < w.kernel[0]; ++ky)
                        for (std::int64_t kx = 0; kx < w.kernel[1]; ++kx)
                            for (std::int64_t first = 0; first < inputs; first += length) {
                                std::int64_t pairs = 0;
                                for (std::int64_t c = first; c < std::min(inputs, first + length); ++c) {
                                    const std::int64_t channel = output / (layer.outputs() / layer.groups) * inputs + c;
                                    const float x = pixel(data, layer, sample, channel,
                                                          row * w.strides[0] - w.before[0] + ky * w.dilations[0],
                                                          column * w.strides[1] - w.before[1] + kx * w.dilations[1]);
                                    const std::int64_t weightRow = (output * w.kernel[0] + ky) * w.kernel[1] + kx;
                                    pairs += termsOf(at.weights[static_cast<std::size_t>(weightRow * inputs + c)], 0)
                                             * termsOf(quantized(x), dataTerms);
                                }
                                ++counts[pairs];
                            }
    return counts;
}

std::map<std::int64_t, std::int64_t> occurring(const TermHistogram& pairs)
{
    std::map<std::int64_t, std::int64_t> counts;
    for (std::size_t n = 0; n < pairs.counts.size(); ++n)
        if (pairs.counts[n] > 0)
            counts[static_cast<std::int64_t>(n)] = pairs.counts[n];
    return counts;
}

} // namespace

class TestPairHistogram : public QObject {
    Q_OBJECT

private slots:
    void convolutions_data()
    {
        QTest::addColumn<int>("channels"); // of a group
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("dilation");
        QTest::addColumn<int>("dataTerms");
        QTest::newRow("one whole chunk") << 16 << 1 << 1 << 1 << 0;
        QTest::newRow("a short last chunk") << 21 << 1 << 2 << 1 << 3;
        QTest::newRow("groups") << 5 << 3 << 1 << 2 << 2;
        QTest::newRow("depthwise") << 1 << 6 << 2 << 1 << 3;
    }

    /// Padding is one before and none after, so that it has to be on the right side.
    void convolutions()
    {
        QFETCH(const int, channels);
        QFETCH(const int, groups);
        QFETCH(const int, stride);
        QFETCH(const int, dilation);
        QFETCH(const int, dataTerms);
        std::mt19937 random(5);
        SlidingWindow window{{3, 2}, {stride, 1}, {1, dilation}, {1, 1}, {0, 0}, {7, 6}, {}};
        window.outputs = {(7 + 1 - 3) / stride + 1, 6 + 1 - dilation - 1 + 1};
        const WeightLayer layer = convolution(random, {2 * groups, channels, 3, 2}, groups, window);
        const PreparedLayer at = prepared(layer, dataTerms);
        const std::vector<float> data = samples::normalFloats(random,
                                                              static_cast<std::size_t>(3 * channels * groups * 42));
        const PairHistogram found = samples::unwrap(pairHistogram(layer, at, data, 3, 4.5));
        const auto expected = slowPairs(layer, at, data, 3, dataTerms, 16);
        QVERIFY(found.exact());
        QVERIFY(occurring(found.pairs) == expected);
        QCOMPARE(found.length, std::min(channels, 16));
        QCOMPARE(found.bound, 4.5 * found.length);
        QCOMPARE(found.pairs.total(), found.counted);
    }

    /// A linear layer by hand: 7 = +2^3 −2^0 has two terms, 64 one, 0 none.
    void linear()
    {
        WeightLayer layer;
        layer.name = "fc";
        layer.weight = {{2, 3}, {7, 64, 0, 127, 127, 127}};
        PreparedLayer at = prepared(layer, 0);
        RevealedMatrix matrix = unrevealedMatrix(quantizeLayer(layer, 8, Quantizer::Symmetric, false), Encoding::Hese);
        at.weightTerms = matrix.keptTerms; // 2 1 0, 2 2 2
        const std::vector<float> data{7 * dataScale, 1 * dataScale, 3 * dataScale, 0, 0,
                                      21 * dataScale}; // 2 1 2, 0 0 3
        const PairHistogram found = samples::unwrap(pairHistogram(layer, at, data, 2, 49.0));
        const std::map<std::int64_t, std::int64_t> expected{{5, 1}, {10, 1}, {0, 1}, {6, 1}};
        QVERIFY(occurring(found.pairs) == expected);
        QCOMPARE(found.bound, 147.0);
    }

    /// A sample has as many as asked for, the same ones each time, and none that the whole has not.
    void samplesTheWhole()
    {
        std::mt19937 random(8);
        const WeightLayer layer = samples::randomLayer(random, "fc", LayerKind::Linear, {600, 160}, false);
        const PreparedLayer at = prepared(layer, 3);
        const std::vector<float> data = samples::normalFloats(random, 400 * 160);
        PairSampling everything;
        everything.most = std::int64_t{400} * 600 * 10;
        const PairHistogram whole = samples::unwrap(pairHistogram(layer, at, data, 400, 4.5, everything));
        QVERIFY(whole.exact());
        const PairHistogram sample = samples::unwrap(pairHistogram(layer, at, data, 400, 4.5));
        const PairHistogram again = samples::unwrap(pairHistogram(layer, at, data, 400, 4.5));
        QCOMPARE(sample.all, std::int64_t{400} * 600 * 10);
        QCOMPARE(sample.counted, std::int64_t{4000} * 256); // all chunks of data, 256 outputs
        QVERIFY(!sample.exact());
        QCOMPARE(again.pairs.counts, sample.pairs.counts);
        PairSampling few;
        few.most = 256 * 100;
        const PairHistogram less = samples::unwrap(pairHistogram(layer, at, data, 400, 4.5, few));
        QCOMPARE(less.counted, 25600);
        for (const PairHistogram* part : {&sample, &less}) {
            QVERIFY(std::abs(part->pairs.mean() / whole.pairs.mean() - 1.0) < 0.05);
            QCOMPARE(part->pairs.counts.size(), whole.pairs.counts.size());
            for (std::size_t n = 0; n < part->pairs.counts.size(); ++n)
                QVERIFY(part->pairs.counts[n] <= whole.pairs.counts[n]);
        }
    }

    void refuses()
    {
        std::mt19937 random(1);
        WeightLayer layer = samples::randomLayer(random, "c", LayerKind::Convolution, {2, 3, 1, 1}, false);
        const std::vector<float> data(12, 1.0F);
        QCOMPARE(pairHistogram(layer, prepared(layer, 0), data, 1, 1.0).error().message,
                 std::string("layer \"c\": the size of this convolution's images is not known"));
        QVERIFY(!pairHistogram(layer, prepared(layer, 0), {}, 0, 1.0));
    }

    /// One layer, so that the evaluation's data are the same: the mean makes the work that the evaluation measures.
    void agreesWithEvaluation()
    {
        const NetworkPtr network = samples::mlp(4, {83, 12}, "Relu", true);
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(network, samples::randomDataset(6, 50, 83, 12)));
        for (const Method method : {Method::Quantized, Method::Revealed}) {
            std::vector<float> data;
            for (std::int64_t sample = 0; sample < 50; ++sample)
                std::ranges::copy(samples::unwrap(evaluator.layerData(0, sample)), std::back_inserter(data));
            const PairHistogram found = samples::unwrap(pairHistogram(
                network->layers[0], samples::unwrap(evaluator.prepareLayer(0, planOf(*network, method, {})[0])), data,
                50, 1.0));
            QVERIFY(found.exact());
            const double pairs = found.pairs.mean() * static_cast<double>(found.counted) / (50.0 * 83 * 12);
            const double measured = evaluator.evaluate(method, {}).work->measured;
            QVERIFY2(std::abs(pairs / measured - 1.0) < 1e-9, qPrintable(QString::number(pairs - measured)));
        }
    }

    /// QT is kept while the budget moves, and counted anew where the bits change; provisioned pairs by the design.
    void studyFollowsSettings()
    {
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(samples::embeddedNetwork(), samples::embeddedDigits(), 8));
        PairStudy study;
        Settings settings;
        const PairComparison first = samples::unwrap(study.compare(evaluator, 0, settings));
        QCOMPARE(first.samples, 8);
        QVERIFY(first.revealed);
        QCOMPARE(first.quantized.bound, 784.0);
        QCOMPARE(first.current.bound, 72.0); // 16·3·12/8
        QVERIFY(first.current.pairs.mean() < first.quantized.pairs.mean());
        settings.budget = 4;
        const PairComparison less = samples::unwrap(study.compare(evaluator, 0, settings));
        QCOMPARE(less.quantized.pairs.counts, first.quantized.pairs.counts);
        QVERIFY(less.current.pairs.mean() < first.current.pairs.mean());
        settings.weightBits = settings.dataBits = 5;
        const PairComparison narrow = samples::unwrap(study.compare(evaluator, 0, settings));
        QCOMPARE(narrow.quantized.bound, 256.0);
        QVERIFY(narrow.quantized.pairs.mean() < first.quantized.pairs.mean());
        QVERIFY(samples::unwrap(study.compare(evaluator, 1, settings)).quantized.pairs.counts
                != narrow.quantized.pairs.counts);
    }
};

TERMSCOPE_TEST(TestPairHistogram)
#include "TestPairHistogram.moc"
