// Formats that are sets of levels, against a search through all of them.
#include "tests/core/quant/FormatSamples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <set>

using namespace termscope;
using namespace termscope::samples;

class TestLevelFormats : public QObject {
    Q_OBJECT

private slots:
    void additiveLevels();
    void levelsAreNearest_data();
    void levelsAreNearest();
    void scalesAreOfLeastSquares();
    void levelsOfTinyWeights();
    void bitMod();
};

/// The paper's set for 4 bits of magnitude in two terms, before it is scaled: {0, 2^0, 2^−2, 2^−4} + {0, 2^−1, 2^−3,
/// 2^−5}; all sums differ, so that no code is lost.
void TestLevelFormats::additiveLevels()
{
    std::vector<float> levels;
    for (const double a : {0.0, 1.0, 0.25, 0.0625})
        for (const double b : {0.0, 0.5, 0.125, 0.03125})
            levels.push_back(static_cast<float>((a + b) / 1.5));
    std::ranges::sort(levels);
    QCOMPARE(levels.size(), std::size_t{16});
    // A row that is nothing but these levels is hit exactly, at the scale of its largest.
    std::vector<float> values;
    for (const float level : levels)
        values.insert(values.end(), {level, -level});
    const FormattedWeights found = made("apot-5", {values, 1, std::ssize(values), 1, true, Encoding::Hese});
    for (std::size_t i = 0; i < values.size(); ++i)
        QVERIFY(std::abs(weightOf(found, i, std::ssize(values)) - values[i]) < 1e-6F);
    for (const std::uint8_t terms : found.terms)
        QVERIFY(terms <= 2);
}

void TestLevelFormats::levelsAreNearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QList<int>>("magnitudes");
    const auto powers = [](int count) {
        QList<int> list{0};
        for (int i = 0; i < count; ++i)
            list << (1 << i);
        return list;
    };
    QTest::newRow("pow2-3") << "pow2-3" << powers(3);
    QTest::newRow("pow2-4") << "pow2-4" << powers(7);
    QTest::newRow("pow2-5") << "pow2-5" << powers(15);
    QTest::newRow("apot-3") << "apot-3" << QList<int>{0, 1, 2, 4};
    QTest::newRow("apot-4") << "apot-4" << QList<int>{0, 1, 2, 3, 4, 6, 8, 10};
    QTest::newRow("apot-5") << "apot-5" << QList<int>{0, 1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 32, 33, 36, 48};
    QList<int> five;
    for (const int a : {0, 64, 16, 2})
        for (const int b : {0, 32, 8, 1})
            for (const int c : {0, 4})
                five << a + b + c;
    QTest::newRow("apot-6") << "apot-6" << five;
    QList<int> six;
    for (const int a : {0, 256, 32, 4})
        for (const int b : {0, 128, 16, 2})
            for (const int c : {0, 64, 8, 1})
                six << a + b + c;
    QTest::newRow("apot-7") << "apot-7" << six;
}

void TestLevelFormats::levelsAreNearest()
{
    QFETCH(QString, name);
    QFETCH(QList<int>, magnitudes);
    const int bits = name.back().digitValue();
    QCOMPARE(magnitudes.size(), 1 << (bits - 1)); // every code is a level of its own
    for (const bool perChannel : {true, false}) {
        const Sample sample = sampleOf(24, perChannel);
        const FormattedWeights found = made(name.toStdString(), sample.weights);
        QCOMPARE(found.scales.size(), perChannel ? std::size_t{27} : std::size_t{1});
        for (std::size_t i = 0; i < sample.values.size(); ++i) {
            const float scale = found.scales[perChannel ? i / 24 : 0];
            double nearest = 1e9;
            for (const int magnitude : magnitudes)
                nearest = std::min(nearest, std::abs(std::abs(sample.values[i]) - magnitude * double(scale)));
            const double distance = std::abs(double(sample.values[i]) - weightOf(found, i, 24));
            QVERIFY(distance <= nearest + 1e-7);
            const float number = weightOf(found, i, 24) / scale;
            QVERIFY(magnitudes.contains(static_cast<int>(std::lround(std::abs(number)))));
            QCOMPARE(int(found.terms[i]), termsOfNumber(std::round(number)));
        }
    }
}

void TestLevelFormats::scalesAreOfLeastSquares()
{
    const Sample sample = sampleOf(24);
    const std::vector<float> magnitudes{0, 1, 2, 3, 4, 6, 8, 10};
    const FormattedWeights found = made("apot-4", sample.weights);
    for (std::size_t output = 0; output < 3; ++output) {
        const std::span<const float> values = std::span(sample.values).subspan(output * 216, 216);
        const auto errorAt = [&](double scale) {
            double error = 0.0;
            for (const float value : values) {
                double nearest = 1e9;
                for (const float magnitude : magnitudes)
                    nearest = std::min(nearest, std::abs(std::abs(value) - magnitude * scale));
                error += nearest * nearest;
            }
            return error;
        };
        const double own = errorAt(found.scales[output * 9]);
        bool isCandidate = false;
        for (int i = 5; i <= 20; ++i) {
            const double scale = double(largestOf(values)) * i / 20 / 10;
            isCandidate = isCandidate || std::abs(scale - found.scales[output * 9]) < 1e-6 * scale;
            QVERIFY(own <= errorAt(scale) * (1.0 + 1e-5));
        }
        QVERIFY(isCandidate);
    }
}

/// The paper's table of special values, in units in which all levels are whole numbers.
/// Of weights whose scale has no finite inverse unless it is kept above: zeros stay, and the others are not lost.
void TestLevelFormats::levelsOfTinyWeights()
{
    for (const char* name : {"pow2-3", "pow2-4", "pow2-5", "apot-3", "apot-4", "apot-5", "apot-6", "apot-7"})
        for (const float tiny : {1e-35F, 1e-37F, 1e-38F, 1e-41F, std::numeric_limits<float>::denorm_min()}) {
            const std::vector<float> values{0.0F, tiny, -tiny, -0.0F};
            const FormattedWeights weights = made(name, {values, 1, 4, 1, true, Encoding::Hese});
            QCOMPARE(weightOf(weights, 0, 4), 0.0F);
            QCOMPARE(weightOf(weights, 3, 4), 0.0F);
            QCOMPARE(weightOf(weights, 2, 4), -weightOf(weights, 1, 4));
            QVERIFY(std::abs(weightOf(weights, 1, 4) - tiny)
                    <= std::max(0.5F * tiny, std::numeric_limits<float>::min()));
        }
}

void TestLevelFormats::bitMod()
{
    for (const int bits : {3, 4})
        for (const std::int64_t columns : {7, 128, 200}) {
            const Sample sample = sampleOf(columns);
            const FormattedWeights found = made(bits == 3 ? "bitmod-3" : "bitmod-4", sample.weights);
            const std::vector<double> plain = bits == 3 ? std::vector<double>{-4, -2, -1, 0, 1, 2, 4}
                                                        : std::vector<double>{-12, -8, -6, -4, -3, -2, -1, 0,
                                                                              1,   2,  3,  4,  6,  8,  12};
            forSlowBlocks(sample.weights, 128, [&](std::size_t first, std::size_t count) {
                double least = 1e9;
                for (const double special :
                     bits == 3 ? std::vector<double>{3, -3, 6, -6} : std::vector<double>{10, -10, 16, -16}) {
                    const double most = std::max(plain.back(), std::abs(special));
                    const double exact = largestOf(std::span(sample.values).subspan(first, count)) / most;
                    int exponent = 0; // a scale of float16: 11 significant bits
                    const double fraction = std::frexp(exact, &exponent);
                    const double scale = exact == 0.0 ? 1.0
                                                      : std::ldexp(std::nearbyint(fraction * 2048), exponent - 11);
                    double error = 0.0;
                    for (std::size_t i = first; i < first + count; ++i) {
                        double nearest = std::abs(sample.values[i] - special * scale);
                        for (const double level : plain)
                            nearest = std::min(nearest, std::abs(sample.values[i] - level * scale));
                        error += nearest * nearest;
                    }
                    least = std::min(least, error);
                }
                double own = 0.0;
                for (std::size_t i = first; i < first + count; ++i) {
                    own += std::pow(double(found.values[i]) - sample.values[i], 2);
                    QVERIFY(found.terms[i] <= 2);
                }
                QVERIFY2(std::abs(own - least) <= 1e-6 * least + 1e-15,
                         qPrintable(QStringLiteral("%1 %2").arg(own).arg(least)));
            });
        }
}

TERMSCOPE_TEST(TestLevelFormats)
#include "TestLevelFormats.moc"
