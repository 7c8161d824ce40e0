// The next word before and after quantization: probabilities, ranks and divergence by hand and by properties.
#include "core/evaluate/NextWords.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <random>

using namespace termscope;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

float ln(double share)
{
    return static_cast<float>(std::log(share));
}

} // namespace

class TestNextWords : public QObject {
    Q_OBJECT

private slots:
    /// Four words with known shares; a constant added to all logits changes nothing.
    void byHand()
    {
        const std::vector<float> before{ln(0.5) + 7, ln(0.25) + 7, ln(0.125) + 7, ln(0.125) + 7};
        const std::vector<float> after{ln(0.1), ln(0.2), ln(0.1), ln(0.6)};
        const NextWords found = compareNextWords(before, after, 3, 2);
        QCOMPARE(found.words.size(), std::size_t{2}); // the likeliest of either: 3 with 0.6, 0 with 0.5
        QCOMPARE(found.words[0].word, 0);
        QCOMPARE(found.words[1].word, 3);
        QVERIFY(near(found.words[0].reference, 0.5) && near(found.words[0].current, 0.1));
        QVERIFY(near(found.words[1].reference, 0.125) && near(found.words[1].current, 0.6));
        QCOMPARE(found.target.word, 3);
        QCOMPARE(found.referenceRank, 3); // a tie counts for it
        QCOMPARE(found.currentRank, 1);
        const double divergence = 0.5 * std::log(5.0) + 0.25 * std::log(1.25) + 0.125 * std::log(1.25)
                                  + 0.125 * std::log(0.125 / 0.6);
        QVERIFY(near(found.divergence, divergence));
    }

    void properties()
    {
        std::mt19937 random(3);
        std::normal_distribution<float> normal(0.0F, 3.0F);
        for (int round = 0; round < 50; ++round) {
            std::vector<float> before(40);
            std::ranges::generate(before, [&] { return normal(random); });
            std::vector<float> after = before;
            for (float& logit : after)
                logit += 0.1F * normal(random);
            const NextWords same = compareNextWords(before, before, 5, 100);
            QVERIFY(near(same.divergence, 0.0));
            QCOMPARE(same.words.size(), std::size_t{40});
            const NextWords found = compareNextWords(before, after, 5, 40);
            QVERIFY(found.divergence > 0.0);
            double reference = 0.0;
            double current = 0.0;
            for (const WordChance& chance : found.words) {
                reference += chance.reference;
                current += chance.current;
            }
            QVERIFY(near(reference, 1.0) && near(current, 1.0));
            QVERIFY(std::ranges::is_sorted(found.words, std::greater<>(), &WordChance::reference));
        }
    }
};

TERMSCOPE_TEST(TestNextWords)
#include "TestNextWords.moc"
