// Histograms, term counts and errors of a layer, against direct counts over its weights.
#include "core/study/LayerDistribution.h"
#include "core/study/RevealedWeights.h"
#include "core/terms/Encoder.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace termscope;

namespace {

NetworkPtr someNetwork()
{
    std::mt19937 random(61);
    Network network;
    network.layers.push_back(samples::randomLayer(random, "first", LayerKind::Convolution, {4, 16, 3, 3}, false));
    network.layers.push_back(samples::randomLayer(random, "linear", LayerKind::Linear, {40, 50}, true));
    network.layers.push_back(samples::randomLayer(random, "conv", LayerKind::Convolution, {8, 20, 3, 3}, false));
    network.layers.push_back(samples::randomLayer(random, "narrow", LayerKind::Linear, {6, 5}, false));
    return std::make_shared<const Network>(std::move(network));
}

double sumOf(const Histogram& histogram)
{
    return std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
}

/// Counts of the values in the bins of another histogram.
std::vector<double> countsLike(const Histogram& like, const std::vector<float>& values)
{
    std::vector<double> counts(like.counts.size(), 0.0);
    for (const float value : values) {
        std::size_t bin = 0; // the last bin that begins at or below the value
        while (bin + 1 < counts.size() && like.low + static_cast<double>(bin + 1) * like.binWidth() <= value)
            ++bin;
        ++counts[bin];
    }
    return counts;
}

/// Values that rounding puts on the other side of an edge between bins are allowed: the sum of differences.
double distance(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(a[i] - b[i]);
    return sum;
}

bool near(double a, double b, double relative = 1e-9)
{
    return a == b || std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

/// Signal to noise, and mean absolute error.
QuantizationError directError(const std::vector<float>& floats, const std::vector<float>& values)
{
    double signal = 0.0;
    double noise = 0.0;
    double absolute = 0.0;
    for (std::size_t i = 0; i < floats.size(); ++i) {
        const double difference = static_cast<double>(floats[i]) - values[i];
        signal += static_cast<double>(floats[i]) * floats[i];
        noise += difference * difference;
        absolute += std::abs(difference);
    }
    return {10.0 * std::log10(signal / noise), absolute / static_cast<double>(floats.size())};
}

} // namespace

class TestLayerDistribution : public QObject {
    Q_OBJECT

private slots:
    void everyLayer_data();
    void everyLayer();
    void cacheForgetsNothing();
    void byBlocks();
    void equalIntegers();
    void termHistograms();
    void termHistogramFunctions();
    void statistics();
    void histograms();
    void allZeros();
};

void TestLayerDistribution::everyLayer_data()
{
    QTest::addColumn<int>("layer");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("perChannel");
    for (int layer = 0; layer < 4; ++layer)
        for (const int bits : {3, 8, 12})
            for (const bool perChannel : {false, true})
                QTest::addRow("layer %d, %d bits%s", layer, bits, perChannel ? ", per channel" : "")
                    << layer << bits << perChannel;
}

void TestLayerDistribution::everyLayer()
{
    QFETCH(int, layer);
    QFETCH(int, bits);
    QFETCH(bool, perChannel);
    Settings settings;
    settings.weightBits = bits;
    settings.perChannel = perChannel;
    settings.budget = 7;
    const NetworkPtr network = someNetwork();
    LayerStudy study;
    const LayerDistribution found = study.distribution(network, layer,
                                                       planOf(*network, Method::Revealed, settings)[layer]);
    const auto index = static_cast<std::size_t>(layer);
    const std::vector<float> floats = network->layers[index].weight.values.toVector();
    const std::vector<float> quantized = revealedWeights(*network, Method::Quantized, settings)[index];
    const std::vector<float> revealed = revealedWeights(*network, Method::Revealed, settings)[index];
    QCOMPARE(found.layer, layer);
    const auto count = static_cast<double>(floats.size());
    for (const auto& [histogram, values] : {std::pair(&found.floats, &floats), std::pair(&found.quantized, &quantized),
                                            std::pair(&found.revealed, &revealed)}) {
        QCOMPARE(sumOf(*histogram), count);
        QCOMPARE(histogram->low, -histogram->high);
        QCOMPARE(histogram->high, found.floats.high);
        QCOMPARE(histogram->counts.size(), found.floats.counts.size());
        QVERIFY(distance(histogram->counts, countsLike(found.floats, *values)) <= 0.02 * count);
    }
    const QuantizationError quantization = directError(floats, quantized);
    QVERIFY(near(found.quantization.sqnr, quantization.sqnr, 1e-5));
    QVERIFY(near(found.quantization.meanAbsolute, quantization.meanAbsolute, 1e-4));
    const QuantizationError revealing = directError(floats, revealed);
    QVERIFY(near(found.revealing.sqnr, revealing.sqnr, 1e-5));
    QVERIFY(near(found.revealing.meanAbsolute, revealing.meanAbsolute, 1e-4));
    QVERIFY(found.revealing.sqnr <= found.quantization.sqnr);

    QCOMPARE(found.terms.size(), allEncodings.size());
    for (const TermHistogram& histogram : found.terms)
        QCOMPARE(histogram.total(), static_cast<std::int64_t>(floats.size()));
    QCOMPARE(found.revealedTerms.total(), static_cast<std::int64_t>(floats.size()));
    const bool staysQuantized = layer == 0 || layer == 3;
    QCOMPARE(found.termsKept == found.termsTotal, staysQuantized);
    if (!staysQuantized)
        QVERIFY(found.termsKept <= 7 * ((network->layers[index].inputs() + 7) / 8) * found.revealedTerms.total()
                                       / network->layers[index].inputs());
}

void TestLayerDistribution::cacheForgetsNothing()
{
    const NetworkPtr network = someNetwork();
    LayerStudy kept;
    const auto check = [&](int layer, const Settings& settings) {
        const LayerDistribution a = kept.distribution(network, layer,
                                                      planOf(*network, Method::Revealed, settings)[layer]);
        const LayerDistribution b = LayerStudy().distribution(network, layer,
                                                              planOf(*network, Method::Revealed, settings)[layer]);
        bool same = a.layer == b.layer && a.revealed.counts == b.revealed.counts
                    && a.quantized.counts == b.quantized.counts && a.floats.counts == b.floats.counts
                    && a.revealedTerms.counts == b.revealedTerms.counts && a.termsKept == b.termsKept
                    && a.termsTotal == b.termsTotal && a.revealing.sqnr == b.revealing.sqnr;
        for (std::size_t i = 0; i < a.terms.size(); ++i)
            same = same && a.terms[i].counts == b.terms[i].counts;
        return same;
    };
    Settings settings;
    for (int round = 0; round < 2; ++round) {
        for (const int budget : {12, 3, 20}) {
            settings.budget = budget;
            QVERIFY(check(1, settings));
        }
        settings.encoding = Encoding::Binary;
        QVERIFY(check(1, settings));
        settings.weightBits = 5;
        QVERIFY(check(1, settings));
        settings.perChannel = false;
        QVERIFY(check(1, settings));
        settings.quantizer = Quantizer::Reference2020;
        QVERIFY(check(1, settings));
        QVERIFY(check(2, settings));
        settings = {};
    }
}

/// A layer that is not kept is read a block of outputs at a time; the figures are the same to the last bit.
void TestLayerDistribution::byBlocks()
{
    std::mt19937 random(17);
    Network network;
    network.layers = {samples::randomLayer(random, "wide", LayerKind::Linear, {700, 3001}, false),
                      samples::randomLayer(random, "long", LayerKind::Linear, {3, 1200000}, false),
                      samples::randomLayer(random, "conv", LayerKind::Convolution, {260, 520, 3, 3}, false)};
    const auto shared = std::make_shared<const Network>(network);
    for (int layer = 0; layer < 3; ++layer)
        for (const bool perChannel : {false, true})
            for (const Method method : {Method::Revealed, Method::Quantized}) {
                Settings settings;
                settings.perChannel = perChannel;
                settings.budget = 9;
                if (method == Method::Quantized)
                    settings.layers[network.layers[static_cast<std::size_t>(layer)].name].method = Method::Quantized;
                LayerStudy byBlocks(0);
                byBlocks.distribution(shared, layer, planOf(*shared, Method::Revealed, {})[layer]);
                const LayerDistribution a = byBlocks.distribution(shared, layer,
                                                                  planOf(*shared, Method::Revealed, settings)[layer]);
                const LayerDistribution b = LayerStudy().distribution(
                    shared, layer, planOf(*shared, Method::Revealed, settings)[layer]);
                QCOMPARE(a.method, b.method);
                QVERIFY(a.floats.counts == b.floats.counts && a.quantized.counts == b.quantized.counts);
                QVERIFY(a.revealed.counts == b.revealed.counts);
                QVERIFY(a.revealedTerms.counts == b.revealedTerms.counts && a.termsKept == b.termsKept);
                QCOMPARE(a.quantization.sqnr, b.quantization.sqnr);
                QCOMPARE(a.revealing.sqnr, b.revealing.sqnr);
                QCOMPARE(a.revealing.meanAbsolute, b.revealing.meanAbsolute);
                for (std::size_t i = 0; i < a.terms.size(); ++i)
                    QVERIFY(a.terms[i].counts == b.terms[i].counts);
            }
}

/// Rows and blocks of one scale in which most integers occur often, against every value counted by itself.
void TestLayerDistribution::equalIntegers()
{
    std::mt19937 random(18);
    Network network;
    network.layers = {samples::randomLayer(random, "rows", LayerKind::Linear, {6, 1000}, false),
                      samples::randomLayer(random, "blocks", LayerKind::Linear, {4, 300}, false)};
    WeightLayer& layer = network.layers[1];
    auto given = std::make_shared<GivenWeights>();
    given->type = "int5"; // wide enough for what is left of 7 when its small term goes
    given->block = 64;    // the last of a row has 44 values
    given->lowest = -16;
    given->highest = 15;
    std::vector<std::int32_t> integers;
    std::vector<float> scales, values;
    for (int i = 0; i < 4 * 5; ++i)
        scales.push_back(std::uniform_real_distribution<float>(0.01F, 1.0F)(random));
    for (std::size_t i = 0; i < 1200; ++i) {
        integers.push_back(static_cast<std::int32_t>(random() % 16) - 8);
        values.push_back(static_cast<float>(integers.back()) * scales[i / 300 * 5 + i % 300 / 64]);
    }
    given->integers = storedIntegers(integers);
    given->scales = scales;
    layer.given = given;
    layer.weight.values = values;
    const auto shared = std::make_shared<const Network>(network);
    for (int index = 0; index < 2; ++index)
        for (const int budget : {1, 5, 12, 40}) {
            Settings settings;
            settings.perChannel = true;
            settings.budget = budget;
            const LayerDistribution found = LayerStudy().distribution(
                shared, index, planOf(*shared, Method::Revealed, settings)[index]);
            const std::vector<float> revealed = revealedWeights(*shared, Method::Revealed,
                                                                settings)[static_cast<std::size_t>(index)];
            FineHistogram expected(FineHistogram::Kind::Levels);
            for (const float value : revealed)
                expected.add(value, 1.0);
            const auto count = static_cast<double>(revealed.size());
            QCOMPARE(sumOf(found.revealed), count);
            QVERIFY(distance(found.revealed.counts, countsLike(found.floats, revealed)) <= 0.02 * count);
            for (const int bins : {7, 64, 1001})
                QCOMPARE(found.fineRevealed->binned(found.floats.low, found.floats.high, bins).counts,
                         expected.binned(found.floats.low, found.floats.high, bins).counts);
            QCOMPARE(found.revealedTerms.total(), static_cast<std::int64_t>(revealed.size()));
            QCOMPARE(found.fineRevealed->zeros(), expected.zeros());
        }
}

void TestLayerDistribution::termHistograms()
{
    const NetworkPtr network = someNetwork();
    const WeightLayer& layer = network->layers[1];
    Settings settings;
    settings.perChannel = false;
    const float scale = scaleFor(largestAbsolute(layer.weight.values), 8, Quantizer::Symmetric);
    LayerStudy study;
    const LayerDistribution found = study.distribution(network, 1, planOf(*network, Method::Revealed, settings)[1]);
    for (const Encoding encoding : allEncodings) {
        std::vector<std::int64_t> counts(static_cast<std::size_t>(maxTerms(encoding, 127)) + 1, 0);
        std::int64_t total = 0;
        for (const float value : layer.weight.values) {
            const std::size_t terms = encodeTerms(quantize(value, scale, 127), encoding).size();
            ++counts[terms];
            total += static_cast<std::int64_t>(terms);
        }
        QVERIFY(termscope::termHistograms(layer, settings)[static_cast<std::size_t>(encoding)].counts == counts);
        QVERIFY(found.terms[static_cast<std::size_t>(encoding)].counts == counts);
        if (encoding == settings.encoding)
            QCOMPARE(found.termsTotal, total);
    }
}

void TestLayerDistribution::termHistogramFunctions()
{
    const TermHistogram histogram{{10, 50, 30, 9, 1}};
    QCOMPARE(histogram.total(), 100);
    QCOMPARE(histogram.mean(), 1.41);
    QCOMPARE(histogram.share(1), 0.5);
    QCOMPARE(histogram.share(5), 0.0);
    QCOMPARE(histogram.share(-1), 0.0);
    QCOMPARE(histogram.cumulativeShare(-1), 0.0);
    QCOMPARE(histogram.cumulativeShare(2), 0.9);
    QCOMPARE(histogram.cumulativeShare(99), 1.0);
    QCOMPARE(histogram.termsCovering(0.99), 3); // 99 % of the values need at most 3 terms
    QCOMPARE(histogram.termsCovering(0.991), 4);
    QCOMPARE(histogram.termsCovering(0.0), 0);
    QCOMPARE(histogram.termsCovering(1.0), 4);
    QCOMPARE(TermHistogram{}.mean(), 0.0);
}

void TestLayerDistribution::statistics()
{
    const ValueStatistics found = statisticsOf(std::vector<float>{2.0F, 4.0F, 4.0F, 4.0F, 5.0F, 5.0F, 7.0F, 9.0F});
    QCOMPARE(found.minimum, 2.0);
    QCOMPARE(found.maximum, 9.0);
    QCOMPARE(found.mean, 5.0);
    QCOMPARE(found.deviation, 2.0);
    QCOMPARE(statisticsOf({}).deviation, 0.0);
    // Of several parts, which have means of their own.
    std::vector<float> many(3'000'000);
    double sum = 0.0;
    for (std::size_t i = 0; i < many.size(); ++i)
        sum += many[i] = static_cast<float>(i % 1000) / 7.0F + static_cast<float>(i) * 1e-4F;
    double squares = 0.0;
    for (const float value : many)
        squares += (value - sum / 3e6) * (value - sum / 3e6);
    const ValueStatistics parts = statisticsOf(many);
    QVERIFY(std::abs(parts.mean / (sum / 3e6) - 1.0) < 1e-12);
    QVERIFY(std::abs(parts.deviation / std::sqrt(squares / 3e6) - 1.0) < 1e-12);
    QCOMPARE(parts.minimum, 0.0);
    QCOMPARE(parts.maximum, static_cast<double>(*std::ranges::max_element(many)));
}

void TestLayerDistribution::histograms()
{
    const Histogram histogram = histogramOf(std::vector<float>{-4.0F, -3.5F, -0.1F, 0.0F, 3.0F, 4.0F}, 4);
    QCOMPARE(histogram.low, -4.0);
    QCOMPARE(histogram.high, 4.0);
    QCOMPARE(histogram.binWidth(), 2.0);
    QVERIFY((histogram.counts == std::vector<double>{2, 1, 1, 2})); // the greatest value belongs to the last bin
    const Histogram zeros = histogramOf(std::vector<float>(3, 0.0F), 2);
    QCOMPARE(zeros.low, -1.0);
    QCOMPARE(sumOf(zeros), 3.0);
}

void TestLayerDistribution::allZeros()
{
    Network network;
    WeightLayer layer;
    layer.weight = {{4, 8}, std::vector<float>(32, 0.0F)};
    network.layers.push_back(layer);
    LayerStudy study;
    const LayerDistribution found = study.distribution(std::make_shared<const Network>(network), 0,
                                                       planOf(network, Method::Revealed, {})[0]);
    QVERIFY(std::isinf(found.quantization.sqnr));
    QCOMPARE(found.termsTotal, 0);
    QCOMPARE(found.termsKept, 0);
    QCOMPARE(found.terms[2].share(0), 1.0);
    QCOMPARE(sumOf(found.revealed), 32.0);
}

TERMSCOPE_TEST(TestLayerDistribution)
#include "TestLayerDistribution.moc"
