// Revealing in bulk: the same as the list of all terms, for every width, group size, budget and length of row.
#include "core/base/Error.h"
#include "core/quant/Quantizer.h"
#include "core/terms/TermRevealer.h"
#include "tests/core/terms/SlowReveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <set>

using namespace termscope;

namespace {

constexpr std::int32_t widths[] = {1, 3, 7, 15, 31, 63, 126, 127, 128, 255, 511, 32767, 65535};

std::set<int> budgetsFor(int groupSize)
{
    return {0, 1, 2, 3, groupSize / 2, groupSize, groupSize * 3 / 2, 3 * groupSize, 4 * groupSize - 1, 9 * groupSize};
}

std::string named(const RevealConfig& config, std::size_t length)
{
    return text(nameOf(config.encoding), ", largest ", config.largest, ", g = ", config.groupSize,
                ", k = ", config.budget, ", ", length, " values: ");
}

/// revealRow apart, in place, with and without counts, against the plain form. Empty when all agree.
std::string checkRow(const RevealConfig& config, const std::vector<std::int64_t>& row)
{
    const slow::Kept expected = slow::revealRow(row, config.groupSize, config.budget, config.encoding);
    const std::vector<std::int32_t> values(row.begin(), row.end());
    const std::vector<std::int32_t> wanted(expected.values.begin(), expected.values.end());
    std::vector<std::int32_t> apart(values.size(), -99);
    std::vector<std::uint8_t> kept(values.size(), 99);
    revealRow(config, values, apart, kept);
    if (apart != wanted)
        return named(config, row.size()) + "values";
    if (!std::ranges::equal(kept, expected.terms))
        return named(config, row.size()) + "kept terms";
    std::vector<std::int32_t> inPlace = values;
    revealRow(config, inPlace, inPlace);
    if (inPlace != wanted)
        return named(config, row.size()) + "values in place";
    inPlace = values;
    std::ranges::fill(kept, std::uint8_t{99});
    revealRow(config, inPlace, inPlace, kept);
    return inPlace == wanted && std::ranges::equal(kept, expected.terms)
               ? ""
               : named(config, row.size()) + "in place, counted";
}

/// revealFloatRow against quantize(), the plain form, and one multiplication.
std::string checkFloatRow(const RevealConfig& config, const std::vector<float>& row, float scale)
{
    std::vector<std::int64_t> integers;
    for (const float value : row)
        integers.push_back(quantize(value, scale, config.largest));
    const slow::Kept expected = slow::revealRow(integers, config.groupSize, config.budget, config.encoding);
    std::vector<float> wanted;
    for (const std::int64_t value : expected.values)
        wanted.push_back(static_cast<float>(value) * scale);
    std::vector<float> revealed(row.size(), -99.0F);
    revealFloatRow(config, row, scale, revealed);
    if (revealed != wanted)
        return named(config, row.size()) + "floats";
    std::vector<float> inPlace = row;
    revealFloatRow(config, inPlace, scale, inPlace);
    return inPlace == wanted ? "" : named(config, row.size()) + "floats in place";
}

} // namespace

class TestTermRevealer : public QObject {
    Q_OBJECT

private slots:
    void rowsOfEveryShape();
    void longRows();
    void everyBudgetOfAGroup();
    void floatRows();
    void paperExample();
    void counts();
};

void TestTermRevealer::rowsOfEveryShape()
{
    std::mt19937 random(11);
    for (int groupSize = 1; groupSize <= 64; ++groupSize)
        for (const std::int32_t largest : widths)
            for (const Encoding encoding : allEncodings)
                for (const int budget : budgetsFor(groupSize)) {
                    const std::size_t length = std::uniform_int_distribution<std::size_t>(
                        0, static_cast<std::size_t>(3 * groupSize))(random);
                    const std::string found = checkRow({encoding, largest, groupSize, budget},
                                                       slow::randomIntegers(random, length, largest));
                    if (!found.empty())
                        QFAIL(found.c_str());
                }
}

void TestTermRevealer::longRows()
{
    std::mt19937 random(12);
    for (const int groupSize : {1, 2, 3, 5, 8, 9, 12, 16, 17, 32, 33, 48, 63, 64})
        for (const std::int32_t largest : {127, 255})
            for (const std::size_t length : {1023u, 1024u, 1025u, 2500u}) {
                const std::string found = checkRow({Encoding::Hese, largest, groupSize, groupSize + groupSize / 2},
                                                   slow::randomIntegers(random, length, largest));
                QVERIFY2(found.empty(), found.c_str());
            }
}

void TestTermRevealer::everyBudgetOfAGroup()
{
    std::mt19937 random(13);
    for (int groupSize = 1; groupSize <= 64; ++groupSize)
        for (const Encoding encoding : allEncodings) {
            const auto row = slow::randomIntegers(random, static_cast<std::size_t>(groupSize), 127);
            const auto terms = slow::listTerms(row, encoding);
            const std::vector<std::int32_t> values(row.begin(), row.end());
            std::vector<std::int32_t> revealed(values.size());
            for (int budget = 0; budget <= 9 * groupSize; ++budget) {
                revealRow({encoding, 127, groupSize, budget}, values, revealed);
                if (!std::ranges::equal(revealed, slow::keepFirst(terms, row.size(), budget).values))
                    QFAIL(named({encoding, 127, groupSize, budget}, row.size()).c_str());
            }
        }
}

void TestTermRevealer::floatRows()
{
    std::mt19937 random(14);
    std::normal_distribution<float> normal(0.0F, 0.1F);
    for (const Quantizer quantizer : {Quantizer::Symmetric, Quantizer::Reference2020})
        for (int bits = smallestBits; bits <= largestBits; ++bits)
            for (const int groupSize : {1, 3, 8, 13, 16, 64})
                for (const Encoding encoding : allEncodings)
                    for (const std::size_t length : {1u, 100u, 1300u}) {
                        std::vector<float> row(length);
                        std::ranges::generate(row, [&] { return normal(random); });
                        const float scale = scaleFor(0.25F, bits, quantizer); // some values are clamped
                        const std::string found = checkFloatRow(
                            {encoding, largestMagnitude(bits, quantizer), groupSize, 2 * groupSize}, row, scale);
                        QVERIFY2(found.empty(), found.c_str());
                    }
}

void TestTermRevealer::paperExample()
{
    const std::vector<std::int32_t> values{64, 3, 14};
    std::vector<std::int32_t> revealed(3);
    std::vector<std::uint8_t> kept(3);
    revealRow({Encoding::Binary, 127, 3, 4}, values, revealed, kept);
    QVERIFY((revealed == std::vector<std::int32_t>{64, 2, 12}));
    QVERIFY((kept == std::vector<std::uint8_t>{1, 1, 2}));
}

void TestTermRevealer::counts()
{
    std::vector<std::int32_t> values;
    for (std::int32_t value = -65535; value <= 65535; ++value)
        values.push_back(value);
    std::vector<std::uint8_t> terms(values.size());
    for (const Encoding encoding : allEncodings) {
        countTerms(encoding, values, terms);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (terms[i] != encodeTerms(values[i], encoding).size())
                QFAIL(text(nameOf(encoding), ' ', values[i]).c_str());
    }
}

TERMSCOPE_TEST(TestTermRevealer)
#include "TestTermRevealer.moc"
