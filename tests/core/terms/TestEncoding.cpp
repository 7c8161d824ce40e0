// Every encoding of every 16-bit magnitude, against definitions written out a second time.
#include "core/base/Error.h"
#include "core/terms/Encoder.h"
#include "core/terms/SignedDigits.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace termscope;

namespace {

constexpr std::uint32_t magnitudes16 = 1u << 16;

/// The non-adjacent form by the textbook: an odd x gives the digit 2 − (x mod 4), so that the next bit becomes 0.
std::vector<Term> nonAdjacentForm(std::int64_t x)
{
    std::vector<Term> terms;
    for (int exponent = 0; x != 0; ++exponent, x /= 2)
        if (x % 2 != 0) {
            const int digit = 2 - static_cast<int>(x % 4);
            terms.insert(terms.begin(), {exponent, digit});
            x -= digit;
        }
    return terms;
}

/// Radix-4 Booth, digit by digit from the bits, as terms.
std::vector<Term> boothDigits(std::uint32_t magnitude)
{
    const auto bit = [&](int i) { return i < 0 ? 0 : static_cast<int>(magnitude >> i & 1u); };
    std::vector<Term> terms;
    std::int64_t sum = 0;
    for (int j = 8; j >= 0; --j) {
        const int digit = -2 * bit(2 * j + 1) + bit(2 * j) + bit(2 * j - 1);
        sum += digit * (std::int64_t{1} << (2 * j));
        switch (digit) {
        case -2: terms.push_back({2 * j + 1, -1}); break;
        case -1: terms.push_back({2 * j, -1}); break;
        case 1: terms.push_back({2 * j, +1}); break;
        case 2: terms.push_back({2 * j + 1, +1}); break;
        default: break;
        }
    }
    return sum == magnitude ? terms : std::vector<Term>{{99, 1}};
}

/// Fewest signed powers of two that add up to each of 0…65535, found by walking from 0 in all directions.
std::vector<int> fewestTerms()
{
    constexpr std::int64_t reach = std::int64_t{1} << 19;
    constexpr int unknown = std::numeric_limits<int>::max();
    std::vector<int> weight(2 * static_cast<std::size_t>(reach) + 1, unknown);
    std::vector<std::int64_t> front{0};
    weight[static_cast<std::size_t>(reach)] = 0;
    for (int terms = 1; !front.empty(); ++terms) {
        std::vector<std::int64_t> next;
        for (const std::int64_t from : front)
            for (int exponent = 0; exponent <= 18; ++exponent)
                for (const int sign : {-1, 1}) {
                    const std::int64_t to = from + sign * (std::int64_t{1} << exponent);
                    if (to < -reach || to > reach || weight[static_cast<std::size_t>(to + reach)] != unknown)
                        continue;
                    weight[static_cast<std::size_t>(to + reach)] = terms;
                    next.push_back(to);
                }
        front = std::move(next);
    }
    return {weight.begin() + reach, weight.begin() + reach + magnitudes16};
}

template <class Word>
bool sameAsDigits(const std::vector<Term>& terms, Word magnitude, Encoding encoding)
{
    SignedDigits<Word> expected{0, 0};
    for (const Term& term : terms) {
        Word& word = term.sign > 0 ? expected.positive : expected.negative;
        word = static_cast<Word>(word | static_cast<Word>(Word{1} << term.exponent));
    }
    const SignedDigits<Word> digits = signedDigits<Word>(magnitude, encoding);
    return digits.positive == expected.positive && digits.negative == expected.negative
           && termCount(digits) == static_cast<int>(terms.size());
}

bool descending(const std::vector<Term>& terms)
{
    return std::ranges::adjacent_find(terms, [](const Term& a, const Term& b) { return a.exponent <= b.exponent; })
           == terms.end();
}

} // namespace

class TestEncoding : public QObject {
    Q_OBJECT

private slots:
    void everyMagnitudeIsTheSumOfItsTerms_data() { encodings(); }
    void everyMagnitudeIsTheSumOfItsTerms();
    void bulkDigitsAreTheTerms_data() { encodings(); }
    void bulkDigitsAreTheTerms();
    void negativeValuesFlipEverySign_data() { encodings(); }
    void negativeValuesFlipEverySign();
    void largeValues_data() { encodings(); }
    void largeValues();
    void binaryHasOneTermPerBit();
    void heseIsTheNonAdjacentForm();
    void heseIsMinimal();
    void boothDigitsRecompose();
    void hese2020IsLongerFor35Magnitudes();
    void traceFollowsTheRules();
    void textOfTerms_data();
    void textOfTerms();
    void mostTermsAndHighestExponent();
    void mostTermsByEnumeration_data() { encodings(); }
    void mostTermsByEnumeration();
    void namesGoThereAndBack();

private:
    static void encodings()
    {
        QTest::addColumn<Encoding>("encoding");
        for (const Encoding encoding : allEncodings)
            QTest::newRow(std::string(nameOf(encoding)).c_str()) << encoding;
    }
};

Q_DECLARE_METATYPE(termscope::Encoding)

void TestEncoding::everyMagnitudeIsTheSumOfItsTerms()
{
    QFETCH(Encoding, encoding);
    for (std::uint32_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        const std::vector<Term> terms = encodeTerms(magnitude, encoding);
        if (valueOf(terms) != magnitude || !descending(terms))
            QFAIL(text(magnitude, ": ", toText(terms)).c_str());
        if (std::ranges::any_of(terms, [](const Term& t) { return t.sign * t.sign != 1 || t.exponent < 0; }))
            QFAIL(text(magnitude, ": a term that is no signed power of two").c_str());
    }
}

void TestEncoding::bulkDigitsAreTheTerms()
{
    QFETCH(Encoding, encoding);
    for (std::uint32_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        const std::vector<Term> terms = encodeTerms(magnitude, encoding);
        const bool same = sameAsDigits<std::uint32_t>(terms, magnitude, encoding)
                          && sameAsDigits<std::uint64_t>(terms, magnitude, encoding)
                          && (magnitude > 127
                              || sameAsDigits<std::uint8_t>(terms, static_cast<std::uint8_t>(magnitude), encoding))
                          && (magnitude > 32767
                              || sameAsDigits<std::uint16_t>(terms, static_cast<std::uint16_t>(magnitude), encoding));
        if (!same)
            QFAIL(text("the digits of ", magnitude, " are not ", toText(terms)).c_str());
    }
}

void TestEncoding::negativeValuesFlipEverySign()
{
    QFETCH(Encoding, encoding);
    for (std::int64_t magnitude = 1; magnitude < magnitudes16; ++magnitude) {
        std::vector<Term> flipped = encodeTerms(magnitude, encoding);
        for (Term& term : flipped)
            term.sign = -term.sign;
        if (encodeTerms(-magnitude, encoding) != flipped)
            QFAIL(text(-magnitude).c_str());
    }
}

void TestEncoding::largeValues()
{
    QFETCH(Encoding, encoding);
    std::mt19937_64 random(1);
    std::vector<std::int64_t> values{largestEncodable,           largestEncodable - 1,  largestEncodable / 3,
                                     largestEncodable / 3 * 2,   std::int64_t{1} << 61, (std::int64_t{1} << 61) - 1,
                                     (std::int64_t{1} << 61) + 1};
    for (int i = 0; i < 2000; ++i)
        values.push_back(static_cast<std::int64_t>(random() >> 2));
    for (const std::int64_t value : values) {
        const std::vector<Term> terms = encodeTerms(value, encoding);
        QCOMPARE(valueOf(terms), value);
        QVERIFY(descending(terms));
        QVERIFY(sameAsDigits<std::uint64_t>(terms, static_cast<std::uint64_t>(value), encoding));
        QCOMPARE(valueOf(encodeTerms(-value, encoding)), -value);
    }
}

void TestEncoding::binaryHasOneTermPerBit()
{
    for (std::uint32_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        std::vector<Term> bits;
        for (int i = 15; i >= 0; --i)
            if ((magnitude >> i & 1u) != 0)
                bits.push_back({i, +1});
        if (encodeTerms(magnitude, Encoding::Binary) != bits)
            QFAIL(text(magnitude).c_str());
    }
}

void TestEncoding::heseIsTheNonAdjacentForm()
{
    for (std::int64_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        const std::vector<Term> expected = nonAdjacentForm(magnitude);
        if (encodeTerms(magnitude, Encoding::Hese) != expected)
            QFAIL(text(magnitude, ": expected ", toText(expected)).c_str());
    }
}

void TestEncoding::heseIsMinimal()
{
    const std::vector<int> fewest = fewestTerms();
    for (std::int64_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        const auto count = static_cast<int>(encodeTerms(magnitude, Encoding::Hese).size());
        if (count != fewest[static_cast<std::size_t>(magnitude)])
            QFAIL(text(magnitude, ": ", count, " terms where ", fewest[static_cast<std::size_t>(magnitude)], " do")
                      .c_str());
    }
}

void TestEncoding::boothDigitsRecompose()
{
    for (std::uint32_t magnitude = 0; magnitude < magnitudes16; ++magnitude)
        if (encodeTerms(magnitude, Encoding::Booth4) != boothDigits(magnitude))
            QFAIL(text(magnitude, ": expected ", toText(boothDigits(magnitude))).c_str());
}

void TestEncoding::hese2020IsLongerFor35Magnitudes()
{
    int longer = 0;
    for (std::int64_t magnitude = 0; magnitude < 256; ++magnitude) {
        const std::size_t minimal = encodeTerms(magnitude, Encoding::Hese).size();
        const std::size_t published = encodeTerms(magnitude, Encoding::Hese2020).size();
        QVERIFY(published >= minimal);
        longer += published > minimal ? 1 : 0;
    }
    QCOMPARE(longer, 35);
    QVERIFY((encodeTerms(27, Encoding::Hese2020) == std::vector<Term>{{5, 1}, {3, -1}, {2, 1}, {0, -1}}));
    QVERIFY((encodeTerms(27, Encoding::Hese) == std::vector<Term>{{5, 1}, {2, -1}, {0, -1}}));
}

void TestEncoding::traceFollowsTheRules()
{
    struct Rule {
        bool run;
        int bit;
        int nextBit;
        int digit;
        bool runAfter;
    };
    constexpr Rule rules[] = {
        {false, 0, 0, 0, false},  {false, 0, 1, 0, false}, // plain: bit 0 gives 0
        {false, 1, 0, +1, false},                          // plain: 1 under a 0 gives +1
        {false, 1, 1, -1, true},                           // plain: 1 under a 1 gives −1 and starts a run
        {true, 1, 0, 0, true},    {true, 1, 1, 0, true},   // run: bit 1 gives 0
        {true, 0, 1, -1, true},                            // run: 0 under a 1 gives −1, the run goes on
        {true, 0, 0, +1, false},                           // run: 0 under a 0 gives +1 and ends the run
    };
    for (std::uint64_t magnitude = 0; magnitude < magnitudes16; ++magnitude) {
        const std::vector<HeseStep> steps = traceHese(magnitude);
        bool run = false;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const HeseStep& step = steps[i];
            const auto rule = std::ranges::find_if(rules, [&](const Rule& r) {
                return r.run == step.runBefore && r.bit == step.bit && r.nextBit == step.nextBit;
            });
            const bool more = i == 0 || run || magnitude >> i != 0;
            const bool follows = step.position == static_cast<int>(i)
                                 && step.bit == static_cast<int>(magnitude >> i & 1)
                                 && step.nextBit == static_cast<int>(magnitude >> (i + 1) & 1) && step.runBefore == run
                                 && more && rule != std::end(rules) && step.digit == rule->digit
                                 && step.runAfter == rule->runAfter;
            if (!follows)
                QFAIL(text(magnitude, ", step ", i).c_str());
            run = step.runAfter;
        }
        if (run || steps.empty() || magnitude >> steps.size() != 0)
            QFAIL(text(magnitude, ": ended early").c_str());
    }
}

void TestEncoding::textOfTerms_data()
{
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<Encoding>("encoding");
    QTest::addColumn<QString>("expected");
    QTest::newRow("7 = +2^3 -2^0") << 7LL << Encoding::Hese << "+2^3 -2^0";
    QTest::newRow("-7") << -7LL << Encoding::Hese << "-2^3 +2^0";
    QTest::newRow("0") << 0LL << Encoding::Hese << "0";
    QTest::newRow("27 hese") << 27LL << Encoding::Hese << "+2^5 -2^2 -2^0";
    QTest::newRow("27 hese2020") << 27LL << Encoding::Hese2020 << "+2^5 -2^3 +2^2 -2^0";
    QTest::newRow("27 binary") << 27LL << Encoding::Binary << "+2^4 +2^3 +2^1 +2^0";
    QTest::newRow("6 booth4") << 6LL << Encoding::Booth4 << "+2^3 -2^1";
    QTest::newRow("5 booth4") << 5LL << Encoding::Booth4 << "+2^2 +2^0";
    QTest::newRow("2^62 - 1") << static_cast<qlonglong>(largestEncodable) << Encoding::Hese << "+2^62 -2^0";
}

void TestEncoding::textOfTerms()
{
    QFETCH(qlonglong, value);
    QFETCH(Encoding, encoding);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(toText(encodeTerms(value, encoding))), expected);
}

void TestEncoding::mostTermsAndHighestExponent()
{
    QCOMPARE(maxTerms(Encoding::Hese, 127), 4);
    QCOMPARE(maxTerms(Encoding::Binary, 127), 7);
    QCOMPARE(maxTerms(Encoding::Binary, 65535), 16);
    QCOMPARE(maxTerms(Encoding::Hese, 0), 0);
    QCOMPARE(maxExponent(Encoding::Hese, 127), 7);
    QCOMPARE(maxExponent(Encoding::Binary, 127), 6);
    QCOMPARE(maxExponent(Encoding::Binary, 0), -1);
    QCOMPARE(maxExponent(Encoding::Hese, 0), -1);
    QCOMPARE(maxExponent(Encoding::Booth4, 2), 2); // 2 = +2^2 -2^1
}

void TestEncoding::mostTermsByEnumeration()
{
    QFETCH(Encoding, encoding);
    int terms = 0;
    int exponent = -1;
    for (std::uint32_t magnitude = 0; magnitude <= 1023; ++magnitude) {
        for (const Term& term : encodeTerms(magnitude, encoding))
            exponent = std::max(exponent, term.exponent);
        terms = std::max(terms, static_cast<int>(encodeTerms(magnitude, encoding).size()));
        QCOMPARE(maxTerms(encoding, magnitude), terms);
        QCOMPARE(maxExponent(encoding, magnitude), exponent);
    }
}

void TestEncoding::namesGoThereAndBack()
{
    for (const Encoding encoding : allEncodings) {
        QVERIFY(encodingFromName(nameOf(encoding)) == encoding);
        QVERIFY(!titleOf(encoding).empty());
    }
    QVERIFY(!encodingFromName("HESE").has_value());
    QVERIFY(!encodingFromName("").has_value());
}

TERMSCOPE_TEST(TestEncoding)
#include "TestEncoding.moc"
