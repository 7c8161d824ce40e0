// A term MAC gives the integer dot product, one pair a cycle, and its coefficients stay within their derived width.
#include "core/terms/Encoder.h"
#include "core/terms/Reveal.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "hwmodel/tmac/TermMac.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace termscope;

namespace {

/// The terms of a group of values, in the order of the queue.
struct Queue {
    std::vector<GroupTerm> terms;
    std::vector<std::uint32_t> starts{0};

    void add(const std::vector<Term>& of)
    {
        const auto value = static_cast<std::uint8_t>(starts.size() - 1);
        for (const Term& term : of)
            terms.push_back({value, static_cast<std::uint8_t>(term.exponent), static_cast<std::int8_t>(term.sign)});
        starts.push_back(static_cast<std::uint32_t>(terms.size()));
    }
    TermGroup group() const { return {terms.data(), starts.data(), static_cast<int>(starts.size()) - 1}; }
};

Queue queueOf(std::span<const std::int64_t> values, Encoding encoding)
{
    Queue queue;
    for (const std::int64_t value : values)
        queue.add(encodeTerms(value, encoding));
    return queue;
}

std::vector<std::int64_t> randomValues(std::mt19937& random, int count)
{
    std::uniform_int_distribution<int> value(-127, 127);
    std::vector<std::int64_t> values(static_cast<std::size_t>(count));
    for (auto& v : values)
        v = value(random);
    return values;
}

} // namespace

class TestTermMac : public QObject {
    Q_OBJECT

private slots:
    /// 12·2 worked by hand: +2^3 +2^2 in binary against +2^1: two cycles, c_4 = c_3 = 1.
    void twoPairsByHand()
    {
        const std::vector<std::int64_t> w{12};
        const std::vector<std::int64_t> x{2};
        const Queue weights = queueOf(w, Encoding::Binary);
        const Queue data = queueOf(x, Encoding::Binary);
        TermMac mac(17);
        mac.load(weights.group(), data.group());
        QCOMPARE(mac.current()->exponent(), 4);
        QVERIFY(mac.step());
        QCOMPARE(mac.coefficients()[4], 1);
        QVERIFY(mac.step());
        QVERIFY(!mac.step());
        QVERIFY(!mac.current());
        QCOMPARE(mac.pairsDone(), 2);
        QCOMPARE(mac.value(), 24);
    }

    void dotProductsAreTheIntegerOnes()
    {
        std::mt19937 random(3);
        for (const Encoding encoding : allEncodings)
            for (int round = 0; round < 200; ++round) {
                TermMac mac(coefficientCount(8, 8));
                std::int64_t expected = 0;
                std::vector<std::int32_t> atOnce(mac.coefficients().size(), 0);
                for (int group = 0; group < 3; ++group) {
                    const int size = 1 + round % 9;
                    const auto w = randomValues(random, size);
                    const auto x = randomValues(random, size);
                    const Queue weights = queueOf(w, encoding);
                    const Queue data = queueOf(x, encoding);
                    mac.load(weights.group(), data.group());
                    while (mac.step()) {
                    }
                    addGroup(weights.group(), data.group(), atOnce);
                    QCOMPARE(mac.pairsDone(), pairCount(weights.group(), data.group()));
                    for (std::size_t i = 0; i < w.size(); ++i)
                        expected += w[i] * x[i];
                }
                QCOMPARE(mac.value(), expected);
                QVERIFY(std::ranges::equal(mac.coefficients(), atOnce));
            }
    }

    /// QT reaches its bound: K products 127·127 in binary meet exponent 6 seven times each.
    void theBoundIsReached()
    {
        TermMacConfig config;
        config.mode = TermMode::Quantized;
        const std::vector<std::int64_t> values(30, 127);
        const Queue queue = queueOf(values, Encoding::Binary);
        std::vector<std::int32_t> coefficients(17, 0);
        addGroup(queue.group(), queue.group(), coefficients);
        QCOMPARE(std::int64_t{coefficients[6]}, coefficientBound(config, 30, 30));
        QCOMPARE(coefficientBound(config, 30, 30), 210);
        QCOMPARE(coefficientWidth(config, 30, 30), 9); // −256…255
    }

    /// Nine kernel positions of three channels: each a group of its own, of nine pairs at most to one coefficient,
    /// where one run of 27 values is cut into three groups of twelve and a short one of nine.
    void groupsAreCutAtKernelPositions()
    {
        const TermMacConfig config; // g = 8, k = 12, s = 3
        QCOMPARE(coefficientBound(config, 27, 27), 3 * 12 + 9);
        QCOMPARE(coefficientBound(config, 27, 3), 9 * 9);
        QCOMPARE(coefficientWidth(config, 27, 27), 7);
        QCOMPARE(coefficientWidth(config, 27, 3), 8);
        QCOMPARE(coefficientBound(config, 31, 3), 10 * 9 + 3); // one position more, and a part

        // Reached: of three weights 85 = 64 + 16 + 4 + 1 all twelve terms are kept, and of data 64 + 16 + 4. Each value
        // has three pairs whose exponents add up to 8: more than one run of 27 values could count.
        const std::vector<std::int64_t> values(3, 85);
        const Queue weights = queueOf(values, Encoding::Hese);
        Queue data;
        for (const std::int64_t value : values) {
            std::vector<Term> largest = encodeTerms(value, Encoding::Hese);
            largest.resize(3);
            data.add(largest);
        }
        std::vector<std::int32_t> coefficients(17, 0);
        for (int position = 0; position < 9; ++position)
            addGroup(weights.group(), data.group(), coefficients);
        QCOMPARE(coefficients[8], 81);
        QVERIFY(coefficients[8] > coefficientBound(config, 27, 27));
        QVERIFY(coefficients[8] <= coefficientBound(config, 27, 3));
    }

    void revealedCoefficientsStayWithinTheirWidth()
    {
        std::mt19937 random(4);
        const TermMacConfig config; // g = 8, k = 12, s = 3
        for (int round = 0; round < 300; ++round) {
            std::vector<std::int32_t> coefficients(17, 0);
            for (int group = 0; group < 4; ++group) {
                const auto w = randomValues(random, 8);
                const auto x = randomValues(random, 8);
                const RevealedGroup revealed = revealGroup(w, config.budget, Encoding::Hese);
                Queue weights;
                Queue data;
                for (std::size_t i = 0; i < 8; ++i) {
                    std::vector<Term> kept;
                    for (std::size_t t = 0; t < revealed.values[i].terms.size(); ++t)
                        if (revealed.values[i].kept[t])
                            kept.push_back(revealed.values[i].terms[t]);
                    weights.add(kept);
                    std::vector<Term> largest = encodeTerms(x[i], Encoding::Hese);
                    largest.resize(std::min<std::size_t>(largest.size(), 3));
                    data.add(largest);
                }
                QVERIFY(pairCount(weights.group(), data.group()) <= config.provisionedStep());
                addGroup(weights.group(), data.group(), coefficients);
            }
            for (const std::int32_t c : coefficients)
                QVERIFY(std::abs(c) <= coefficientBound(config, 32, 32));
        }
    }
};

TERMSCOPE_TEST(TestTermMac)
#include "TestTermMac.moc"
