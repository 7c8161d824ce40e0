// Scales of activations against the definition: all candidates, all bins, in scalar code.
#include "core/base/Error.h"
#include "core/quant/Calibration.h"
#include "core/terms/Reveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace termscope;

namespace {

constexpr int candidates = 2048;

enum class Shape { Normal, Positive, HeavyTail, TwoLevels };

std::vector<float> sample(Shape shape, std::size_t count)
{
    std::mt19937 random(31);
    std::normal_distribution<float> normal(0.0F, 1.0F);
    std::vector<float> values(count);
    for (float& value : values) {
        const float x = normal(random);
        switch (shape) {
        case Shape::Normal: value = x; break;
        case Shape::Positive: value = std::max(x, 0.0F); break;
        case Shape::HeavyTail: value = x * x * x * std::abs(x); break;
        case Shape::TwoLevels: value = x > 1.0F ? 1.0F : 0.25F; break;
        }
    }
    return values;
}

/// What the magnitudes 0…q_max become with s terms, one by one.
std::vector<double> keptOf(const CalibrationConfig& config)
{
    std::vector<double> kept;
    for (std::int64_t m = 0; m <= largestMagnitude(config.bits, config.quantizer); ++m)
        kept.push_back(static_cast<double>(
            config.dataTerms == 0 ? m : revealGroup({&m, 1}, config.dataTerms, config.encoding).values[0].revealed));
    return kept;
}

/// Σ over the bins of count · (centre − what it becomes)².
double slowError(const MagnitudeHistogram& seen, const std::vector<double>& kept, double scale)
{
    double error = 0.0;
    for (int bin = 0; bin < MagnitudeHistogram::binCount; ++bin) {
        const auto count = static_cast<double>(seen.counts[static_cast<std::size_t>(bin)]);
        if (count == 0.0)
            continue;
        const double centre = seen.centre(bin);
        const double level = std::min(std::floor(centre / scale + 0.5), static_cast<double>(kept.size() - 1));
        const double difference = centre - kept[static_cast<std::size_t>(level)] * scale;
        error += count * difference * difference;
    }
    return error;
}

} // namespace

Q_DECLARE_METATYPE(termscope::CalibrationConfig)
Q_DECLARE_METATYPE(Shape)

class TestCalibration : public QObject {
    Q_OBJECT

private slots:
    void histogramOfMagnitudes();
    void maximum();
    void nothingButZeros();
    void leastSquaredError_data();
    void leastSquaredError();
    void fewerTermsNeverCostLess();
    void namesGoThereAndBack();
};

void TestCalibration::histogramOfMagnitudes()
{
    const std::vector<float> values{0.0F, -0.0F, 8.0F, -8.0F, 7.9999F, 0.0001F, -4.0F, 3.9999F, 8.0F / 8192.0F};
    const MagnitudeHistogram seen = magnitudeHistogram(values);
    QCOMPARE(seen.largest, 8.0F);
    QCOMPARE(seen.counts.size(), std::size_t{8192});
    QCOMPARE(seen.counts[8191], std::uint64_t{3}); // the largest belongs to the last bin
    QCOMPARE(seen.counts[0], std::uint64_t{1});    // exact zeros are left out
    QCOMPARE(seen.counts[1], std::uint64_t{1});
    QCOMPARE(seen.counts[4096], std::uint64_t{1});
    QCOMPARE(seen.counts[4095], std::uint64_t{1});
    QCOMPARE(std::accumulate(seen.counts.begin(), seen.counts.end(), std::uint64_t{0}), std::uint64_t{7});
    QCOMPARE(seen.centre(0), 8.0 / 8192.0 / 2.0);
    const std::vector<float> tiny{std::numeric_limits<float>::denorm_min()};
    QCOMPARE(magnitudeHistogram(tiny).counts[8191], std::uint64_t{1});
}

void TestCalibration::maximum()
{
    const MagnitudeHistogram seen = magnitudeHistogram(std::vector<float>{0.5F, -2.54F, 1.0F});
    QCOMPARE(calibratedScale(seen, {Calibration::Max, 8, Quantizer::Symmetric, Encoding::Hese, 3}), 2.54F / 127.0F);
    QCOMPARE(calibratedScale(seen, {Calibration::Max, 8, Quantizer::Reference2020, Encoding::Hese, 0}), 2.54F / 128.0F);
    QCOMPARE(calibratedScale(seen, {Calibration::Max, 2, Quantizer::Symmetric, Encoding::Binary, 1}), 2.54F);
}

void TestCalibration::nothingButZeros()
{
    const MagnitudeHistogram seen = magnitudeHistogram(std::vector<float>(10, 0.0F));
    for (const Calibration calibration : {Calibration::Max, Calibration::Mse})
        QCOMPARE(calibratedScale(seen, {calibration, 8, Quantizer::Symmetric, Encoding::Hese, 0}), 1.0F);
    QCOMPARE(calibratedScale(magnitudeHistogram({}), {}), 1.0F);
}

void TestCalibration::leastSquaredError_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<CalibrationConfig>("config");
    const auto add = [](const char* name, Shape shape, int bits, Quantizer quantizer, Encoding encoding,
                        int dataTerms) {
        QTest::newRow(name) << shape << CalibrationConfig{Calibration::Mse, bits, quantizer, encoding, dataTerms};
    };
    add("2 bits", Shape::Normal, 2, Quantizer::Symmetric, Encoding::Hese, 0);
    add("4 bits", Shape::Positive, 4, Quantizer::Symmetric, Encoding::Hese, 0);
    add("8 bits", Shape::Normal, 8, Quantizer::Symmetric, Encoding::Hese, 0);
    add("8 bits, a heavy tail", Shape::HeavyTail, 8, Quantizer::Symmetric, Encoding::Hese, 0);
    add("8 bits, one term", Shape::Positive, 8, Quantizer::Symmetric, Encoding::Hese, 1);
    add("8 bits, two terms", Shape::HeavyTail, 8, Quantizer::Symmetric, Encoding::Hese, 2);
    add("8 bits, three terms", Shape::Positive, 8, Quantizer::Symmetric, Encoding::Hese, 3);
    add("8 bits, two binary terms", Shape::Normal, 8, Quantizer::Symmetric, Encoding::Binary, 2);
    add("8 bits, two Booth terms", Shape::Normal, 8, Quantizer::Symmetric, Encoding::Booth4, 2);
    add("7 bits, two terms of 2020", Shape::Normal, 7, Quantizer::Reference2020, Encoding::Hese2020, 2);
    add("8 bits of 2020", Shape::Positive, 8, Quantizer::Reference2020, Encoding::Hese, 0);
    add("8 bits of 2020, two terms", Shape::Positive, 8, Quantizer::Reference2020, Encoding::Hese, 2);
    add("8 bits, two levels", Shape::TwoLevels, 8, Quantizer::Symmetric, Encoding::Hese, 1);
    add("12 bits", Shape::HeavyTail, 12, Quantizer::Symmetric, Encoding::Hese, 0);
    add("13 bits of 2020, more levels than bins", Shape::Normal, 13, Quantizer::Reference2020, Encoding::Hese, 3);
    add("16 bits", Shape::Normal, 16, Quantizer::Symmetric, Encoding::Hese, 0);
    add("16 bits, two terms", Shape::Normal, 16, Quantizer::Symmetric, Encoding::Hese, 2);
}

void TestCalibration::leastSquaredError()
{
    QFETCH(Shape, shape);
    QFETCH(CalibrationConfig, config);
    const MagnitudeHistogram seen = magnitudeHistogram(sample(shape, 20000));
    const std::vector<double> kept = keptOf(config);
    const float chosen = calibratedScale(seen, config);
    double least = std::numeric_limits<double>::infinity();
    float best = 0.0F;
    bool isCandidate = false;
    for (int i = 1; i <= candidates; ++i) {
        const float scale = scaleFor(seen.largest * static_cast<float>(i) / candidates, config.bits, config.quantizer);
        isCandidate = isCandidate || scale == chosen;
        const double error = slowError(seen, kept, scale);
        if (error < least) {
            least = error;
            best = scale;
        }
    }
    QVERIFY(isCandidate);
    const double error = slowError(seen, kept, chosen);
    QVERIFY2(chosen == best || error <= least * (1.0 + 1e-9),
             text("scale ", chosen, " has error ", error, ", scale ", best, " has ", least).c_str());
}

void TestCalibration::fewerTermsNeverCostLess()
{
    const MagnitudeHistogram seen = magnitudeHistogram(sample(Shape::Positive, 20000));
    double before = std::numeric_limits<double>::infinity();
    for (int dataTerms = 1; dataTerms <= 4; ++dataTerms) {
        const CalibrationConfig config{Calibration::Mse, 8, Quantizer::Symmetric, Encoding::Hese, dataTerms};
        const double error = slowError(seen, keptOf(config), calibratedScale(seen, config));
        QVERIFY(error <= before);
        before = error;
    }
    // Four terms are all an 8-bit value can have.
    QCOMPARE(calibratedScale(seen, {Calibration::Mse, 8, Quantizer::Symmetric, Encoding::Hese, 4}),
             calibratedScale(seen, {Calibration::Mse, 8, Quantizer::Symmetric, Encoding::Hese, 0}));
}

void TestCalibration::namesGoThereAndBack()
{
    QVERIFY(calibrationFromName("max") == Calibration::Max);
    QVERIFY(calibrationFromName("mse") == Calibration::Mse);
    QVERIFY(!calibrationFromName("least").has_value());
}

TERMSCOPE_TEST(TestCalibration)
#include "TestCalibration.moc"
