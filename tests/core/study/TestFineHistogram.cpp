// Counts that are binned anew, against direct counts; a crowd of values and one that is a thousand times as large;
// values that are no numbers.
#include "core/study/LayerDistribution.h"
#include "core/study/LayerFigures.h"
#include "core/study/RevealedWeights.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace termscope;

namespace {

/// Normal values of deviation 0.02, and 50.0 among them.
std::vector<float> crowdAndOutlier(std::size_t count = 20000)
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal(0.0F, 0.02F);
    std::vector<float> values(count);
    for (float& value : values)
        value = normal(random);
    values[count / 2] = 50.0F;
    return values;
}

NetworkPtr networkOf(std::vector<float> values, std::int64_t outputs, bool checked = true)
{
    Network network;
    WeightLayer layer;
    layer.name = "fc";
    layer.tensorName = "fc.weight";
    layer.weight = {{outputs, static_cast<std::int64_t>(values.size()) / outputs}, std::move(values)};
    network.layers.push_back(std::move(layer));
    network.checked = checked;
    return std::make_shared<const Network>(std::move(network));
}

double sumOf(const Histogram& histogram)
{
    return std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
}

} // namespace

class TestFineHistogram : public QObject {
    Q_OBJECT

private slots:
    void binsAnew();
    void levelsStayWhereTheyAre();
    void quantiles();
    void levelledBins();
    void outlierDoesNotHideTheCrowd();
    void channelsAndMap();
    void notFinite();
    void figures_data();
    void figures();
};

void TestFineHistogram::binsAnew()
{
    const std::vector<float> values = crowdAndOutlier();
    FineHistogram fine;
    fine.add(values);
    QCOMPARE(fine.total(), 20000.0);
    for (const auto& [low, high] : {std::pair(-0.1, 0.1), std::pair(-60.0, 60.0), std::pair(0.01, 0.02)}) {
        const Histogram found = fine.binned(low, high, 40);
        std::vector<double> direct(40, 0.0);
        for (const float value : values)
            if (value >= low && value < high)
                ++direct[static_cast<std::size_t>((value - low) / (high - low) * 40)];
        double apart = 0.0;
        for (std::size_t bin = 0; bin < direct.size(); ++bin)
            apart += std::abs(direct[bin] - found.counts[bin]);
        const double all = std::accumulate(direct.begin(), direct.end(), 0.0);
        QVERIFY2(apart <= 0.06 * all, qPrintable(QString::number(apart / all)));
        QVERIFY(std::abs(sumOf(found) - all) <= 0.01 * all + 1.0);
    }
    QCOMPARE(fine.beyond(-1.0, 1.0), 1.0);
    QCOMPARE(FineHistogram().binned(-1.0, 1.0, 4).counts, std::vector<double>(4, 0.0));
}

void TestFineHistogram::levelsStayWhereTheyAre()
{
    FineHistogram levels(FineHistogram::Kind::Levels);
    for (int level = -127; level <= 127; ++level)
        levels.add(0.01F * static_cast<float>(level), 2.0);
    const Bins bins = termscope::levelledBins(-0.3, 0.3, 0.01, 60);
    const Histogram found = levels.binned(bins.low, bins.high, bins.count);
    // A level to a bin: no bin is empty, none has two.
    for (const double count : found.counts)
        QCOMPARE(count, 2.0);
}

void TestFineHistogram::quantiles()
{
    FineHistogram fine;
    std::vector<float> values(1000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = (i % 2 == 0 ? 1.0F : -1.0F) * static_cast<float>(i) / 1000.0F;
    fine.add(values);
    QVERIFY(std::abs(fine.magnitudeQuantile(0.5) - 0.5) < 0.005);
    QVERIFY(std::abs(fine.magnitudeQuantile(0.99) - 0.99) < 0.01);
    QCOMPARE(fine.zeros(), 1.0);
    fine.add(std::vector<float>(9000, -0.0F));
    QCOMPARE(fine.magnitudeQuantile(0.5), 0.0);
    QVERIFY(std::abs(fine.magnitudeQuantile(0.5, false) - 0.5) < 0.005);
}

void TestFineHistogram::levelledBins()
{
    for (const double step : {0.0, 0.001, 0.02, 0.5}) {
        const Bins bins = termscope::levelledBins(-0.13, 0.4, step, 128);
        const double width = (bins.high - bins.low) / bins.count;
        QVERIFY(bins.low <= -0.13 && bins.high >= 0.4);
        QVERIFY(bins.count >= 40 && bins.count <= 400);
        const double place = -bins.low / width; // of 0 among the bins: in the middle of one
        QVERIFY(std::abs(place - std::floor(place) - 0.5) < 1e-6);
    }
}

void TestFineHistogram::outlierDoesNotHideTheCrowd()
{
    const NetworkPtr network = networkOf(crowdAndOutlier(), 10);
    LayerStudy study;
    const LayerDistribution found = study.distribution(network, 0, planOf(*network, Method::Revealed, Settings())[0]);
    QVERIFY(found.pictures);
    QVERIFY2(found.pictures->reach > 0.04 && found.pictures->reach < 0.2,
             qPrintable(QString::number(found.pictures->reach)));
    const Histogram seen = found.pictures->floats.binned(-found.pictures->reach, found.pictures->reach, 64);
    QVERIFY(std::ranges::count_if(seen.counts, [](double count) { return count > 0.0; }) > 40);
    // Without one, all that there is.
    std::vector<float> plain = crowdAndOutlier();
    plain[plain.size() / 2] = 0.0F;
    const auto largest = std::abs(*std::ranges::max_element(plain, {}, [](float x) { return std::abs(x); }));
    FineHistogram fine;
    fine.add(plain);
    QCOMPARE(typicalReach(fine, largest), static_cast<double>(largest));
    QCOMPARE(typicalReach(FineHistogram(), 0.0), 1.0);
}

void TestFineHistogram::channelsAndMap()
{
    std::vector<float> values(6 * 1000, 0.25F);
    values[2500] = -3.0F;
    const NetworkPtr network = networkOf(values, 6);
    Settings settings;
    settings.perChannel = true;
    LayerStudy study;
    const LayerDistribution found = study.distribution(network, 0, planOf(*network, Method::Revealed, settings)[0]);
    const std::vector<ChannelExtent>& channels = found.pictures->channels;
    QCOMPARE(channels.size(), std::size_t{6});
    QCOMPARE(channels[2].low, -3.0F);
    QCOMPARE(channels[2].high, 0.25F);
    QVERIFY(std::abs(channels[2].range - 3.0F) < 1e-5F);
    QVERIFY(std::abs(channels[1].range - 0.25F) < 1e-6F);
    QVERIFY(std::abs(found.pictures->mostRange - 3.0) < 1e-5);
    QCOMPARE(found.pictures->step, 0.0); // each has its own
    const WeightMap& map = found.pictures->map;
    QCOMPARE(map.rows, std::int64_t{6});
    QCOMPARE(map.columnsOfCell, std::int64_t{4});
    QCOMPARE(map.at(2, 500 / 4), -3.0F);
    QCOMPARE(map.at(0, 0), 0.25F);
}

void TestFineHistogram::notFinite()
{
    std::vector<float> values = crowdAndOutlier(1000);
    values[3] = std::numeric_limits<float>::quiet_NaN();
    values[4] = std::numeric_limits<float>::infinity();
    values[5] = -std::numeric_limits<float>::infinity();
    const ValueStatistics statistics = statisticsOf(values);
    QCOMPARE(statistics.notNumbers, std::int64_t{1});
    QCOMPARE(statistics.infinite, std::int64_t{2});
    QVERIFY(!statistics.isFinite());
    QCOMPARE(statistics.maximum, 50.0);
    const NetworkPtr network = networkOf(values, 10, false);
    const LayerDistribution found = floatDistribution(*network, 0, planOf(*network, Method::Revealed, Settings())[0]);
    QCOMPARE(sumOf(found.floats), 996.0); // 1,000 less those three and the outlier, which lies beyond
    QVERIFY(found.quantized.counts.empty());
    QVERIFY(found.pictures->reach < 0.3);
    QCOMPARE(statisticsOf(std::vector<float>(3, std::numeric_limits<float>::quiet_NaN())).maximum, 0.0);
}

void TestFineHistogram::figures_data()
{
    QTest::addColumn<bool>("perChannel");
    QTest::addColumn<int>("bits");
    QTest::newRow("per tensor") << false << 8;
    QTest::newRow("per channel") << true << 8;
    QTest::newRow("few bits") << false << 4;
}

/// Against what the page's own distribution counts.
void TestFineHistogram::figures()
{
    QFETCH(bool, perChannel);
    QFETCH(int, bits);
    std::mt19937 random(17);
    Network some;
    some.layers.push_back(samples::randomLayer(random, "conv", LayerKind::Convolution, {12, 16, 3, 3}, false));
    some.layers.push_back(samples::randomLayer(random, "fc", LayerKind::Linear, {40, 50}, true));
    const auto network = std::make_shared<const Network>(std::move(some));
    Settings settings;
    settings.perChannel = perChannel;
    settings.weightBits = bits;
    settings.budget = 9;
    const NetworkPlan plan = planOf(*network, Method::Revealed, settings);
    for (int layer = 0; layer < 2; ++layer) {
        const auto index = static_cast<std::size_t>(layer);
        LayerStudy study;
        const LayerDistribution seen = study.distribution(network, layer, plan[layer]);
        const LayerFigures found = figuresOf(network->layers[index], plan[layer]);
        QVERIFY(std::abs(found.sqnr - seen.revealing.sqnr) < 1e-6);
        QVERIFY(std::abs(found.termsKept - static_cast<double>(seen.termsKept) / static_cast<double>(seen.termsTotal))
                < 1e-12);
        QVERIFY(std::abs(found.meanTerms - seen.revealedTerms.mean()) < 1e-12);
        const std::vector<float> revealed = revealedWeights(*network, Method::Revealed, settings)[index];
        const auto zeros = static_cast<double>(std::ranges::count(revealed, 0.0F));
        QVERIFY(std::abs(found.sparsity - zeros / static_cast<double>(revealed.size())) < 1e-12);
        QCOMPARE(found.clipped, 0.0); // the scale is that of the largest
        QVERIFY(std::abs(found.range - seen.pictures->mostRange) < 1e-6 * found.range);
    }
    Settings floats;
    floats.layers["fc"].method = Method::Float;
    const LayerFigures kept = figuresOf(network->layers[1], planOf(*network, Method::Revealed, floats)[1]);
    QVERIFY(std::isinf(kept.sqnr));
    QCOMPARE(kept.range, 0.0);
}

TERMSCOPE_TEST(TestFineHistogram)
#include "TestFineHistogram.moc"
