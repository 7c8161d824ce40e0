// The walk along the hull against all sums there are.
#include "core/study/HullWalk.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace termscope;

class TestHullWalk : public QObject {
    Q_OBJECT

private slots:
    void leastSumForEveryMultiplier();
    void oneStepAtATime();
    void bothEnds();
    void nothingToChoose();
};

namespace {

using Things = std::vector<std::vector<Choice>>;

/// Whole numbers, so that sums are exact.
Things randomThings(std::mt19937& random)
{
    std::uniform_int_distribution<int> count(1, 4);
    std::uniform_int_distribution<int> value(0, 12);
    Things things(static_cast<std::size_t>(count(random)));
    for (std::vector<Choice>& choices : things) {
        choices.resize(static_cast<std::size_t>(count(random)) + 1);
        for (Choice& choice : choices)
            choice = {static_cast<double>(value(random)), static_cast<double>(value(random))};
    }
    return things;
}

Choice sumOf(const Things& things, const Chosen& chosen)
{
    Choice sum;
    for (std::size_t i = 0; i < things.size(); ++i) {
        sum.cost += things[i][chosen[i]].cost;
        sum.damage += things[i][chosen[i]].damage;
    }
    return sum;
}

std::vector<Choice> allSums(const Things& things)
{
    std::vector<Choice> sums{{}};
    for (const std::vector<Choice>& choices : things) {
        std::vector<Choice> next;
        for (const Choice& sum : sums)
            for (const Choice& choice : choices)
                next.push_back({sum.cost + choice.cost, sum.damage + choice.damage});
        sums = std::move(next);
    }
    return sums;
}

double leastFor(const std::vector<Choice>& sums, double damageWeight, double costWeight)
{
    double least = damageWeight * sums[0].damage + costWeight * sums[0].cost;
    for (const Choice& sum : sums)
        least = std::min(least, damageWeight * sum.damage + costWeight * sum.cost);
    return least;
}

} // namespace

/// Multipliers are fractions of whole numbers; those between any two choices' slopes (at most 12 / 1) are among them.
void TestHullWalk::leastSumForEveryMultiplier()
{
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        const Things things = randomThings(random);
        std::vector<Choice> walked;
        for (const Chosen& chosen : walkHull(things))
            walked.push_back(sumOf(things, chosen));
        const std::vector<Choice> all = allSums(things);
        for (int damageWeight = 0; damageWeight <= 25; ++damageWeight)
            for (int costWeight = damageWeight == 0 ? 1 : 0; costWeight <= 25; ++costWeight)
                QCOMPARE(leastFor(walked, damageWeight, costWeight), leastFor(all, damageWeight, costWeight));
    }
}

void TestHullWalk::oneStepAtATime()
{
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        const Things things = randomThings(random);
        const std::vector<Chosen> walk = walkHull(things);
        for (std::size_t i = 1; i < walk.size(); ++i) {
            int changed = 0;
            for (std::size_t thing = 0; thing < things.size(); ++thing)
                changed += walk[i][thing] != walk[i - 1][thing] ? 1 : 0;
            QCOMPARE(changed, 1);
            QVERIFY(sumOf(things, walk[i]).cost < sumOf(things, walk[i - 1]).cost);
        }
    }
}

/// From the least damage, the cheapest of these, to the least cost.
void TestHullWalk::bothEnds()
{
    const Things things{{{4, 1}, {3, 1}, {1, 5}}, {{2, 0}, {0, 2}}};
    const std::vector<Chosen> walk = walkHull(things);
    QCOMPARE(walk.front(), (Chosen{1, 0}));
    QCOMPARE(walk[1], (Chosen{1, 1})); // 1 of damage for each of cost, against 2
    QCOMPARE(walk.back(), (Chosen{2, 1}));
    QCOMPARE(walk.size(), std::size_t{3});
}

void TestHullWalk::nothingToChoose()
{
    QCOMPARE(walkHull({}), (std::vector<Chosen>{{}}));
    const Things one{{{3, 3}}};
    QCOMPARE(walkHull(one), (std::vector<Chosen>{{0}}));
}

TERMSCOPE_TEST(TestHullWalk)
#include "TestHullWalk.moc"
