// The bit-serial units give, bit by bit, what integer arithmetic and the readable encoder give, in the cycles they say.
#include "core/quant/Quantizer.h"
#include "core/terms/Encoder.h"
#include "core/terms/Reveal.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "hwmodel/units/OutputUnits.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

/// Two's complement bits, least significant first.
int bitOf(std::int64_t value, int position)
{
    return static_cast<int>(value >> position & 1);
}

/// Round half away from zero and saturate, in plain integers.
std::int64_t requantized(std::int64_t x, const RequantizerConfig& config)
{
    const std::int64_t product = std::abs(x) * config.multiplier;
    const std::int64_t half = config.shift == 0 ? 0 : std::int64_t{1} << (config.shift - 1);
    const std::int64_t magnitude = std::min((product + half) >> config.shift,
                                            (std::int64_t{1} << (config.bits - 1)) - 1);
    return x >= 0 ? magnitude : config.relu ? 0 : -magnitude;
}

/// The unit's answer, and whether it took the cycles it says.
std::int64_t passed(Requantizer& unit, std::int64_t x, int& cycles)
{
    unit.reset();
    std::int64_t magnitude = 0;
    int position = 0;
    int in = 0;
    for (cycles = 0; !unit.done(); ++cycles) {
        const bool takes = unit.takesBit();
        if (const auto bit = unit.clock(takes ? bitOf(x, in) : 1))
            magnitude |= std::int64_t{*bit} << position++;
        in += takes ? 1 : 0;
    }
    return unit.negative() ? -magnitude : magnitude;
}

std::vector<Term> encoded(std::int64_t value, int bits, bool on)
{
    HeseEncoder encoder(on);
    encoder.start(value < 0);
    std::vector<Term> terms;
    for (int cycle = 0; cycle < HeseEncoder::cycles(bits); ++cycle) {
        const auto digit = encoder.clock(cycle < bits - 1 ? bitOf(std::abs(value), cycle) : 0);
        if (digit && *digit != 0)
            terms.insert(terms.begin(), {cycle - 1, *digit});
    }
    return terms;
}

/// Terms of the digits of a group, as the comparator lets them go.
std::vector<GroupTerm> kept(std::span<const std::int64_t> values, int budget, int bits, TermComparator& unit)
{
    std::vector<GroupTerm> terms;
    int cycles = 0;
    unit.reset();
    for (; !unit.done(); ++cycles) {
        std::vector<int> digits(values.size(), 0);
        for (std::size_t i = 0; i < values.size(); ++i)
            for (const Term& term : encodeTerms(values[i], Encoding::Hese))
                if (term.exponent == cycles)
                    digits[i] = term.sign;
        if (const auto term = unit.clock(digits))
            terms.push_back(*term);
    }
    return cycles == bits + budget ? terms : std::vector<GroupTerm>{};
}

} // namespace

class TestOutputUnits : public QObject {
    Q_OBJECT

private slots:
    /// 2·2^0 − 3·2^1 + 1·2^2 = 0, and 3·2^0 − 1·2^2 = −1: ones up to the sign.
    void carriesByHand()
    {
        BinaryConverter converter(5);
        for (const auto& [coefficients, bits] : {std::pair<std::vector<std::int32_t>, const char*>{{2, -3, 1}, "00000"},
                                                 {{3, 0, -1}, "11111"},
                                                 {{1, 1, 1}, "11100"}}) {
            converter.load(coefficients);
            QByteArray found;
            while (const auto bit = converter.clock())
                found += static_cast<char>('0' + *bit);
            QCOMPARE(found, QByteArray(bits));
            QVERIFY(converter.done());
        }
    }

    void converterGivesTheSum()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 20000; ++round) {
            const int count = 1 + static_cast<int>(random() % 20);
            std::vector<std::int32_t> coefficients(static_cast<std::size_t>(count));
            for (auto& c : coefficients)
                c = static_cast<std::int32_t>(random() % 4001) - 2000;
            BinaryConverter converter(count + 12);
            converter.load(coefficients);
            std::int64_t found = 0;
            int cycles = 0;
            for (; !converter.done(); ++cycles) {
                const std::int64_t bit = *converter.clock();
                found += (cycles + 1 == converter.cycles() ? -bit : bit) * (std::int64_t{1} << cycles);
            }
            QCOMPARE(cycles, converter.cycles());
            QCOMPARE(found, coefficientSum(coefficients));
        }
    }

    /// The largest sums there are fit the word, and no bit is spare.
    void wordIsWideEnough()
    {
        for (const std::int64_t depth : {1, 2, 3, 784, 1023, 1024}) {
            const std::int64_t largest = depth << 14; // revealed 8-bit values reach 128
            QVERIFY(largest < std::int64_t{1} << (resultBits(8, 8, depth) - 1));
            QVERIFY(largest >= std::int64_t{1} << (resultBits(8, 8, depth) - 2));
        }
    }

    /// All words of 16 bits; shift alone, odd multipliers, ties, a shift beyond the word.
    void requantizerRoundsAndSaturates_data()
    {
        QTest::addColumn<int>("multiplier");
        QTest::addColumn<int>("multiplierBits");
        QTest::addColumn<int>("shift");
        QTest::addColumn<int>("bits");
        QTest::newRow("as it is") << 1 << 1 << 0 << 16;
        QTest::newRow("shift by 1") << 1 << 1 << 1 << 8;
        QTest::newRow("shift by 9") << 1 << 1 << 9 << 8;
        QTest::newRow("multiplier 3") << 3 << 2 << 4 << 8;
        QTest::newRow("multiplier 45771") << 45771 << 16 << 24 << 8;
        QTest::newRow("two bits") << 5 << 3 << 14 << 2;
        QTest::newRow("nothing left") << 1 << 1 << 17 << 8;
        QTest::newRow("most bits") << 7 << 4 << 3 << 16;
    }

    void requantizerRoundsAndSaturates()
    {
        QFETCH(int, multiplier);
        QFETCH(int, multiplierBits);
        QFETCH(int, shift);
        QFETCH(int, bits);
        for (const bool relu : {true, false}) {
            const RequantizerConfig config{16, multiplier, multiplierBits, shift, bits, relu};
            QVERIFY(checkRequantizer(config).has_value());
            Requantizer unit(config);
            for (std::int64_t x = -32768; x < 32768; ++x) {
                int cycles = 0;
                const std::int64_t found = passed(unit, x, cycles);
                if (found != requantized(x, config) || cycles != unit.cycles())
                    QFAIL(qPrintable(QString("%1 gives %2 in %3 cycles").arg(x).arg(found).arg(cycles)));
            }
        }
    }

    /// Where the ratio is a power of two, float arithmetic is exact: the quantizer says the same.
    void requantizerIsTheQuantizer()
    {
        for (const int shift : {3, 7, 9}) {
            Requantizer unit({16, 1, 1, shift, 8, false});
            for (std::int64_t x = -32768; x < 32768; ++x) {
                int cycles = 0;
                QCOMPARE(passed(unit, x, cycles),
                         std::int64_t{quantize(static_cast<float>(x), std::ldexp(1.0F, shift), 127)});
            }
        }
    }

    void ratiosBecomeMultiplierAndShift()
    {
        std::mt19937 random(12);
        for (int round = 0; round < 2000; ++round) {
            const double ratio = std::exp2(-12.0 * static_cast<double>(random()) / 4294967296.0);
            const Result<RequantizerConfig> config = requantizerFor(ratio, 25, 16, 8, true);
            QVERIFY(config.has_value());
            QVERIFY(checkRequantizer(*config).has_value());
            const double made = std::ldexp(static_cast<double>(config->multiplier), -config->shift);
            QVERIFY(std::abs(made / ratio - 1.0) <= std::ldexp(1.0, -16));
        }
        const Result<RequantizerConfig> plain = requantizerFor(0.0078125, 25, 16, 8, true);
        QCOMPARE(plain->multiplier, 1);
        QCOMPARE(plain->shift, 7);
        QCOMPARE(requantizerFor(-1.0, 25, 16, 8, true).error().message,
                 std::string("ratio of scales: expected a positive number, found -1"));
        QVERIFY(!requantizerFor(1e9, 25, 16, 8, true));
        QVERIFY(!requantizerFor(1e-20, 25, 16, 8, true));
        QCOMPARE(checkRequantizer({25, 1, 1, 40, 8, true}).error().message,
                 std::string("shift: expected 0…26, found 40"));
    }

    /// All 16-bit values, against the readable encoder.
    void encoderGivesHeseDigits()
    {
        for (std::int64_t value = -32767; value < 32768; ++value) {
            if (encoded(value, 16, true) != encodeTerms(value, Encoding::Hese))
                QFAIL(qPrintable(QString("HESE of %1").arg(value)));
            if (encoded(value, 16, false) != encodeTerms(value, Encoding::Binary))
                QFAIL(qPrintable(QString("binary of %1").arg(value)));
        }
    }

    /// All 8-bit values and every s: revealing a group of one.
    void comparatorKeepsTheLargest()
    {
        for (int s = 0; s <= 5; ++s) {
            TermComparator unit(1, s, 8);
            for (std::int64_t value = -127; value <= 127; ++value) {
                const std::vector<std::int64_t> values{value};
                const RevealedGroup expected = revealGroup(values, s, Encoding::Hese);
                std::int64_t sum = 0;
                int last = 99;
                for (const GroupTerm& term : kept(values, s, 8, unit)) {
                    QVERIFY(term.exponent < last);
                    last = term.exponent;
                    sum += term.sign * (std::int64_t{1} << term.exponent);
                }
                QCOMPARE(sum, expected.values[0].revealed);
                QCOMPARE(unit.dropped(), expected.droppedTerms);
            }
        }
    }

    void comparatorRevealsGroups()
    {
        std::mt19937 random(13);
        for (int round = 0; round < 5000; ++round) {
            std::vector<std::int64_t> values(1 + random() % 8);
            for (auto& value : values)
                value = static_cast<std::int64_t>(random() % 255) - 127;
            const int budget = static_cast<int>(random() % 20);
            TermComparator unit(static_cast<int>(values.size()), budget, 8);
            std::vector<std::int64_t> revealed(values.size(), 0);
            for (const GroupTerm& term : kept(values, budget, 8, unit))
                revealed[term.value] += term.sign * (std::int64_t{1} << term.exponent);
            const RevealedGroup expected = revealGroup(values, budget, Encoding::Hese);
            for (std::size_t i = 0; i < values.size(); ++i)
                QCOMPARE(revealed[i], expected.values[i].revealed);
        }
    }

    /// From coefficients to the terms of the next layer's activation: quantizing and revealing the same integer, in the
    /// cycles that the units add up to.
    void wholeChain()
    {
        std::mt19937 random(14);
        for (int round = 0; round < 6000; ++round) {
            OutputUnitsConfig config;
            config.requantizer = *requantizerFor(0.001 + 0.0001 * static_cast<double>(random() % 300),
                                                 resultBits(8, 8, 200), 1 + static_cast<int>(random() % 16),
                                                 2 + static_cast<int>(random() % 9), round % 2 == 0);
            config.dataTerms = static_cast<int>(random() % 5);
            config.heseOn = round % 3 != 0;
            std::vector<std::int32_t> coefficients(15);
            for (auto& c : coefficients)
                c = static_cast<std::int32_t>(random() % 201) - 100;
            OutputUnits units(config);
            units.load(coefficients);
            while (!units.done() && units.cyclesDone() < 1000)
                units.clock();
            QCOMPARE(units.cyclesDone(), outputLatency(config));
            const RequantizerConfig& r = config.requantizer;
            QCOMPARE(outputLatency(config), r.wordBits + r.multiplierBits + r.bits + config.termSlots() + 5);
            QVERIFY(outputInterval(config) <= outputLatency(config));
            const std::int64_t value = requantized(coefficientSum(coefficients), r);
            const Encoding encoding = config.heseOn ? Encoding::Hese : Encoding::Binary;
            const int budget = config.dataTerms == 0 ? 99 : config.dataTerms;
            std::int64_t found = 0;
            for (const GroupTerm& term : units.terms())
                found += term.sign * (std::int64_t{1} << term.exponent);
            QCOMPARE(found, revealGroup(std::vector<std::int64_t>{value}, budget, encoding).values[0].revealed);
        }
    }
};

TERMSCOPE_TEST(TestOutputUnits)
#include "TestOutputUnits.moc"
