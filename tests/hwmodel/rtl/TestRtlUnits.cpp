// The units' hardware sources against hwmodel/units and core/terms, run by Icarus: the encoder on every magnitude, the
// others on random words and at the ends of their ranges. The sources that Verilator lints have no warning.
#include "tests/hwmodel/rtl/RtlModel.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"

#include "core/terms/Encoder.h"
#include "core/terms/Reveal.h"
#include "hwmodel/units/OutputUnits.h"

#include <random>

using namespace termscope;

namespace {

constexpr int values = 4; // of a group; what units_bench is built with
constexpr int bits = 8;
constexpr int vectorLength = 15;
constexpr int coefficientBits = 12;
constexpr int wordBits = 25;
constexpr int multiplierBits = 8;

/// A word of hexadecimal digits, filled from its highest field down.
class Word {
public:
    Word& add(std::int64_t value, int width)
    {
        for (int bit = width; bit-- > 0;)
            bits_ += (value >> bit & 1) != 0 ? '1' : '0';
        return *this;
    }
    QByteArray line() const
    {
        const std::string padded = std::string((4 - bits_.size() % 4) % 4, '0') + bits_;
        QByteArray hex;
        for (std::size_t i = 0; i < padded.size(); i += 4)
            hex += "0123456789abcdef"[std::stoi(padded.substr(i, 4), nullptr, 2)];
        return hex + '\n';
    }

private:
    std::string bits_;
};

/// " +0:5" as the bench shows a slot.
std::string shown(const std::optional<GroupTerm>& term)
{
    return term ? text(term->sign < 0 ? " -" : " +", int{term->value}, ":", int{term->exponent}) : " .";
}

std::string digitsOf(int magnitude, int width, bool negative, bool on)
{
    HeseEncoder encoder(on);
    encoder.start(negative);
    std::string digits;
    for (int i = 0; i < HeseEncoder::cycles(width); ++i)
        if (const auto digit = encoder.clock(i + 1 < width ? magnitude >> i & 1 : 0))
            digits += *digit == 0 ? '0' : *digit < 0 ? '-' : '+';
    return digits;
}

/// A group's digits and the terms of its values, random ones of HESE.
struct Group {
    std::vector<std::int64_t> numbers;
    Word word; ///< {budget, negative, present}

    Group(int budget, std::mt19937_64& random)
    {
        for (int v = 0; v < values; ++v)
            numbers.push_back(static_cast<std::int64_t>(random() % 255) - 127);
        word.add(budget, 8);
        for (const bool signs : {true, false})
            for (int v = values; v-- > 0;)
                for (int exponent = bits; exponent-- > 0;)
                    word.add(has(v, exponent, signs), 1);
    }

    bool has(int value, int exponent, bool negative) const
    {
        return std::ranges::any_of(
            encodeTerms(numbers[static_cast<std::size_t>(value)], Encoding::Hese),
            [&](const Term& term) { return term.exponent == exponent && (!negative || term.sign < 0); });
    }
};

} // namespace

class TestRtlUnits : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        if (!rtl::has("iverilog"))
            SKIP_LACKING("iverilog", "install Debian's package iverilog");
        const rtl::ProcessRun run = rtl::runProgram(
            "sh", {"-c", QStringLiteral("iverilog -g2012 -s units_bench -o '%1' *.sv").arg(program())}, rtl::sources);
        QVERIFY2(run.exitCode == 0, qPrintable(run.output));
    }

    void noWarnings()
    {
        if (!rtl::has("verilator"))
            SKIP_LACKING("verilator", "install Debian's package verilator");
        for (const char* const top : {"term_array", "output_units", "group_revealer"}) {
            const rtl::ProcessRun run = rtl::runProgram(
                "verilator", {"--lint-only", "-Wall", "-I" + rtl::sources, rtl::sources + "/" + top + ".sv"});
            QVERIFY2(run.exitCode == 0, qPrintable(run.output));
        }
    }

    /// Magnitudes of 8 and 16 bits with their sign, on and off.
    void encoder_data()
    {
        QTest::addColumn<int>("width");
        QTest::addRow("8 bits") << 8;
        if (isLongTier())
            QTest::addRow("16 bits") << 16;
    }

    void encoder()
    {
        QFETCH(int, width);
        for (const bool on : {true, false}) {
            std::vector<Word> words;
            QStringList expected;
            for (int magnitude = 0; magnitude < 1 << (width - 1); ++magnitude)
                for (const bool negative : {false, true}) {
                    words.push_back(Word().add(on, 1).add(negative, 1).add(width, 5).add(magnitude, 16));
                    expected += QString::fromStdString(digitsOf(magnitude, width, negative, on));
                }
            QCOMPARE(run("encoder", words), expected);
        }
    }

    /// Converter, requantizer, encoder and comparator one behind the other, and the cycles they take.
    void chain()
    {
        std::mt19937_64 random(7);
        const auto upTo = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
        std::vector<Word> words;
        QStringList expected;
        for (int i = 0; i < (isLongTier() ? 20000 : 2000); ++i) {
            OutputUnitsConfig config{
                {wordBits, 1 + upTo(254), multiplierBits, upTo(wordBits + multiplierBits), bits, upTo(1) == 1},
                upTo(1) == 1,
                upTo(bits)};
            if (i % 3 == 0) // where most values are neither 0 nor the largest
                config.requantizer.shift = 8 + upTo(10);
            std::vector<std::int32_t> vector;
            const int largest = i % 2 == 0 ? 200 : 7;
            for (int c = 0; c < vectorLength; ++c)
                vector.push_back(upTo(2 * largest) - largest);
            Word word;
            word.add(config.dataTerms, 8).add(config.heseOn, 1).add(config.requantizer.relu, 1);
            word.add(config.requantizer.shift, 7).add(config.requantizer.multiplier, 8);
            for (int c = vectorLength; c-- > 0;)
                word.add(vector[static_cast<std::size_t>(c)], coefficientBits);
            words.push_back(word);
            OutputUnits units(config);
            units.load(vector);
            std::string line;
            while (!units.done())
                units.clock();
            for (const GroupTerm& term : units.terms())
                line += shown(term);
            for (auto slot = static_cast<int>(units.terms().size()); slot < config.termSlots(); ++slot)
                line += shown(std::nullopt);
            expected += QString::fromStdString(text(line, " ", outputLatency(config)));
        }
        QCOMPARE(run("chain", words), expected);
    }

    /// Every budget, several groups each.
    void revealer()
    {
        std::mt19937_64 random(8);
        std::vector<Word> words;
        QStringList expected;
        for (int budget = 0; budget <= values * 4 + 1; ++budget)
            for (int i = 0; i < 40; ++i) {
                const Group group(budget, random);
                words.push_back(group.word);
                Word kept;
                const RevealedGroup revealed = revealGroup(group.numbers, budget, Encoding::Hese);
                for (const bool signs : {true, false})
                    for (int v = values; v-- > 0;)
                        for (int exponent = bits; exponent-- > 0;)
                            kept.add(keeps(revealed.values[static_cast<std::size_t>(v)], exponent, signs), 1);
                expected += QString::fromLatin1(kept.line().trimmed() + ' ' + QByteArray::number(bits));
            }
        QCOMPARE(run("revealer", words), expected);
    }

    void comparator()
    {
        std::mt19937_64 random(9);
        std::vector<Word> words;
        QStringList expected;
        for (int budget = 1; budget <= values * 4 + 1; ++budget)
            for (int i = 0; i < 40; ++i) {
                const Group group(budget, random);
                words.push_back(group.word);
                expected += slots_(group, budget);
            }
        QCOMPARE(run("comparator", words), expected);
    }

private:
    QString program() const { return folder_.path() + "/units.vvp"; }

    static bool keeps(const RevealedValue& value, int exponent, bool negative)
    {
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            if (value.terms[i].exponent == exponent)
                return value.kept[i] && (!negative || value.terms[i].sign < 0);
        return false;
    }

    /// What the model's slots hold when they empty.
    static QString slots_(const Group& group, int budget)
    {
        TermComparator comparator(values, budget, bits);
        comparator.reset();
        std::string line;
        for (int exponent = 0; exponent < bits; ++exponent) {
            std::vector<int> digits;
            for (int v = 0; v < values; ++v)
                digits.push_back(!group.has(v, exponent, false) ? 0 : group.has(v, exponent, true) ? -1 : 1);
            comparator.clock(digits);
        }
        while (!comparator.done())
            line += shown(comparator.clock({}));
        return QString::fromStdString(line);
    }

    /// The lines that the bench prints for these words.
    QStringList run(const QString& unit, const std::vector<Word>& words) const
    {
        QFile file(folder_.path() + "/words.hex");
        if (!file.open(QIODevice::WriteOnly))
            return {};
        for (const Word& word : words)
            file.write(word.line());
        file.close();
        const rtl::ProcessRun run = rtl::runProgram("vvp",
                                                    {"-n", program(), "+unit=" + unit, "+words=" + file.fileName(),
                                                     QStringLiteral("+count=%1").arg(words.size())});
        return run.output.split('\n', Qt::SkipEmptyParts);
    }

    QTemporaryDir folder_;
};

TERMSCOPE_TEST(TestRtlUnits)
#include "TestRtlUnits.moc"
