// The plain form of revealing against the list of all terms.
#include "core/base/Error.h"
#include "core/terms/Reveal.h"
#include "tests/core/terms/SlowReveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// Empty when the group is what the list says, or what differs.
std::string difference(const RevealedGroup& group, std::span<const std::int64_t> values,
                       const std::vector<slow::ListedTerm>& terms, int budget, Encoding encoding)
{
    const slow::Kept expected = slow::keepFirst(terms, values.size(), budget);
    const int kept = std::min(budget, static_cast<int>(terms.size()));
    if (group.keptTerms != kept || group.droppedTerms != static_cast<int>(terms.size()) - kept)
        return text("counts: ", group.keptTerms, " kept, ", group.droppedTerms, " dropped");
    const std::optional<int> waterline = kept == 0 ? std::nullopt
                                                   : std::optional(terms[static_cast<std::size_t>(kept) - 1].exponent);
    if (group.waterline != waterline)
        return "waterline";
    for (std::size_t i = 0; i < values.size(); ++i) {
        const RevealedValue& value = group.values[i];
        std::vector<Term> stay;
        for (std::size_t t = 0; t < value.terms.size(); ++t)
            if (value.kept[t])
                stay.push_back(value.terms[t]);
        if (value.value != values[i] || value.terms != encodeTerms(values[i], encoding)
            || value.kept.size() != value.terms.size() || value.revealed != expected.values[i]
            || valueOf(stay) != value.revealed || static_cast<int>(stay.size()) != expected.terms[i])
            return text("value ", i, ": ", value.value, " became ", value.revealed, ", expected ", expected.values[i]);
    }
    return {};
}

} // namespace

class TestReveal : public QObject {
    Q_OBJECT

private slots:
    void everyGroupSizeAndBudget();
    void tiesGoToTheFirstValue();
    void tailGroupsAreRevealedAlone();
    void paperExample();
    void nothingKept();
    void wideValues();
};

void TestReveal::everyGroupSizeAndBudget()
{
    std::mt19937 random(2);
    for (int groupSize = 1; groupSize <= 64; ++groupSize)
        for (const Encoding encoding : allEncodings) {
            const auto values = slow::randomIntegers(random, static_cast<std::size_t>(groupSize), 127);
            const auto terms = slow::listTerms(values, encoding);
            for (int budget = 0; budget <= 9 * groupSize; ++budget) {
                const std::string found = difference(revealGroup(values, budget, encoding), values, terms, budget,
                                                     encoding);
                if (!found.empty())
                    QFAIL(text(nameOf(encoding), " g = ", groupSize, " k = ", budget, ": ", found).c_str());
            }
        }
}

void TestReveal::tiesGoToTheFirstValue()
{
    const std::vector<std::int64_t> equal(6, 5); // +2^2 +2^0 each
    const RevealedGroup group = revealGroup(equal, 8, Encoding::Hese);
    std::vector<std::int64_t> revealed;
    for (const RevealedValue& value : group.values)
        revealed.push_back(value.revealed);
    QVERIFY((revealed == std::vector<std::int64_t>{5, 5, 4, 4, 4, 4}));
    QCOMPARE(group.waterline.value_or(-1), 0);

    // A negative term is met like a positive one: 4 and −4 tie, and the first stays.
    const std::vector<std::int64_t> mixed{-4, 4};
    const RevealedGroup pair = revealGroup(mixed, 1, Encoding::Hese);
    QCOMPARE(pair.values[0].revealed, -4);
    QCOMPARE(pair.values[1].revealed, 0);
}

void TestReveal::tailGroupsAreRevealedAlone()
{
    std::mt19937 random(3);
    for (int groupSize = 2; groupSize <= 64; ++groupSize)
        for (const int tail : {1, groupSize / 2, groupSize - 1}) {
            const auto row = slow::randomIntegers(random, static_cast<std::size_t>(2 * groupSize + tail), 127);
            const auto groups = revealGroups(row, groupSize, groupSize, Encoding::Hese);
            QCOMPARE(groups.size(), std::size_t{3});
            QCOMPARE(groups[2].values.size(), static_cast<std::size_t>(tail));
            for (std::size_t i = 0; i < groups.size(); ++i) {
                const auto part = std::span(row).subspan(i * static_cast<std::size_t>(groupSize),
                                                         groups[i].values.size());
                const std::string found = difference(groups[i], part, slow::listTerms(part, Encoding::Hese), groupSize,
                                                     Encoding::Hese);
                QVERIFY2(found.empty(), found.c_str());
            }
        }
    QVERIFY(revealGroups({}, 8, 8, Encoding::Hese).empty());
}

void TestReveal::paperExample()
{
    const std::vector<std::int64_t> values{64, 3, 14};
    const RevealedGroup group = revealGroup(values, 4, Encoding::Binary);
    QCOMPARE(group.values[0].revealed, 64);
    QCOMPARE(group.values[1].revealed, 2);
    QCOMPARE(group.values[2].revealed, 12);
    QCOMPARE(group.keptTerms, 4);
    QCOMPARE(group.droppedTerms, 2);
    QCOMPARE(group.waterline.value_or(-1), 1);
}

void TestReveal::nothingKept()
{
    const std::vector<std::int64_t> values{3, -100, 0};
    const RevealedGroup none = revealGroup(values, 0, Encoding::Hese);
    QVERIFY(!none.waterline.has_value());
    QCOMPARE(none.keptTerms, 0);
    QVERIFY(std::ranges::all_of(none.values, [](const RevealedValue& v) { return v.revealed == 0; }));
    const std::vector<std::int64_t> zeros(5, 0);
    const RevealedGroup empty = revealGroup(zeros, 10, Encoding::Booth4);
    QVERIFY(!empty.waterline.has_value());
    QCOMPARE(empty.droppedTerms, 0);
}

void TestReveal::wideValues()
{
    std::mt19937 random(4);
    for (const std::int64_t largest : {std::int64_t{65535}, std::int64_t{1} << 40, largestEncodable})
        for (const Encoding encoding : allEncodings) {
            const auto values = slow::randomIntegers(random, 7, largest);
            const auto terms = slow::listTerms(values, encoding);
            for (int budget = 1; budget <= static_cast<int>(terms.size()) + 1; ++budget) {
                const std::string found = difference(revealGroup(values, budget, encoding), values, terms, budget,
                                                     encoding);
                QVERIFY2(found.empty(), found.c_str());
            }
        }
}

TERMSCOPE_TEST(TestReveal)
#include "TestReveal.moc"
