// Adaptive step lengths against a walk that asks every cell at every step.
#include "hwmodel/timing/AdaptiveTiming.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

TermCounts randomCounts(std::mt19937& random, std::int64_t lines, std::int64_t k, int groupSize)
{
    std::vector<std::uint8_t> counts(static_cast<std::size_t>(lines * k));
    for (std::uint8_t& count : counts)
        count = static_cast<std::uint8_t>(random() % 4 == 0 ? random() % 17 : random() % 5);
    return groupedCounts(counts, lines, 1, groupSize);
}

int pairsOf(const TermCounts& x, std::int64_t m, const TermCounts& w, std::int64_t n, std::int64_t group)
{
    int pairs = 0;
    for (int v = 0; v < x.groupSize; ++v)
        pairs += x.counts[static_cast<std::size_t>((m * x.groups + group) * x.groupSize + v)]
                 * w.counts[static_cast<std::size_t>((n * w.groups + group) * w.groupSize + v)];
    return pairs;
}

/// Pairs of cell (r, c) of the array's place (row, column) at a stream index, by the dataflow's own words.
int cellPairs(Dataflow dataflow, const TermCounts& x, const TermCounts& w, std::int64_t row, std::int64_t column,
              std::int64_t j)
{
    switch (dataflow) {
    case Dataflow::OutputStationary: return pairsOf(x, row, w, column, j);
    case Dataflow::WeightStationary: return pairsOf(x, j, w, column, row);
    case Dataflow::InputStationary: return pairsOf(x, column, w, j, row);
    }
    return 0;
}

std::int64_t slowFold(const TimingConfig& config, const TermCounts& x, const TermCounts& w, std::int64_t i,
                      std::int64_t j)
{
    const ArrayConfig& array = config.array;
    const MappedAxes axes = mappedAxes(array.dataflow, {x.lines, x.groups, w.lines});
    const bool clock = config.terms.skew == Skew::Clock;
    const std::int64_t hops = array.rows + array.columns - 2;
    std::int64_t cycles = array.rows * stationarySlots(array.dataflow, config.terms) + (clock ? hops : 0);
    for (std::int64_t t = 0; t < axes.stream + (clock ? 0 : hops); ++t) {
        int longest = 1;
        for (int r = 0; r < array.rows; ++r) {
            for (int c = 0; c < array.columns; ++c) {
                const std::int64_t index = clock ? t : t - r - c;
                const std::int64_t row = i * array.rows + r;
                const std::int64_t column = j * array.columns + c;
                if (index >= 0 && index < axes.stream && row < axes.rows && column < axes.columns)
                    longest = std::max(longest, cellPairs(array.dataflow, x, w, row, column, index));
            }
        }
        cycles += longest;
    }
    return cycles;
}

} // namespace

class TestAdaptiveTiming : public QObject {
    Q_OBJECT

private slots:
    /// One 1×1 array, g = 2, K = 5 in groups (1,2)(0,3)(4,0) with weights (1,1)(2,0)(1,3): steps of 3, 0 → 1, and 4
    /// cycles.
    void byHand()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        config.array = {1, 1, Dataflow::OutputStationary, false};
        config.terms.groupSize = 2;
        const TermCounts x = groupedCounts(std::vector<std::uint8_t>{1, 2, 0, 3, 4}, 1, 1, 2);
        const TermCounts w = groupedCounts(std::vector<std::uint8_t>{1, 1, 2, 0, 1}, 1, 1, 2);
        QCOMPARE(adaptiveFolds(config, x, w)->front(), 8);
        QCOMPARE(meanPairs(x, w), 7.0 / 3.0);
        QCOMPARE(timeFolds({"layer", {1, 5, 1}, 1}, config, *adaptiveFolds(config, x, w), meanPairs(x, w))->cycles, 8);
    }

    /// Two kernel positions of 3 channels in groups of 2: a group ends with its position.
    void kernelPositions()
    {
        const TermCounts counts = groupedCounts(std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6}, 1, 2, 2);
        QCOMPARE(counts.groups, 4);
        QCOMPARE(counts.counts, (std::vector<std::uint8_t>{1, 2, 3, 0, 4, 5, 6, 0}));
    }

    void everyCellAsked()
    {
        std::mt19937 random(11);
        const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)) + 1; };
        for (int i = 0; i < 600; ++i) {
            TimingConfig config;
            config.mac = MacKind::Term;
            config.array = {upTo(9), i % 20 == 0 ? upTo(90) : upTo(20), static_cast<Dataflow>(i % 3), false};
            config.terms.groupSize = i % 10 == 0 ? upTo(64) : upTo(9);
            config.terms.skew = i % 2 == 0 ? Skew::Step : Skew::Clock;
            const int k = upTo(i % 10 == 0 ? 300 : 30);
            const TermCounts x = randomCounts(random, upTo(25), k, config.terms.groupSize);
            const TermCounts w = randomCounts(random, upTo(25), k, config.terms.groupSize);
            const Result<std::vector<std::int64_t>> folds = adaptiveFolds(config, x, w);
            const MappedAxes axes = mappedAxes(config.array.dataflow, {x.lines, x.groups, w.lines});
            const std::int64_t columnFolds = axes.columnFolds(config.array);
            for (std::size_t fold = 0; fold < folds->size(); ++fold)
                QCOMPARE((*folds)[fold], slowFold(config, x, w, static_cast<std::int64_t>(fold) / columnFolds,
                                                  static_cast<std::int64_t>(fold) % columnFolds));
        }
    }

    /// The largest counts in the largest groups: 64·16·16 pairs.
    void noLaneOverflows()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        config.array = {1, 1, Dataflow::OutputStationary, false};
        config.terms.groupSize = 64;
        const TermCounts full = groupedCounts(std::vector<std::uint8_t>(64, 16), 1, 1, 64);
        QCOMPARE(adaptiveSteps(config, full, full, 0)->at(0), 16384);
        QVERIFY(!adaptiveSteps(config, full, full, 1).has_value());
    }

    void refusesOtherGroups()
    {
        std::mt19937 random(1);
        TimingConfig config;
        config.mac = MacKind::Term;
        QVERIFY(!adaptiveFolds(config, randomCounts(random, 2, 8, 4), randomCounts(random, 2, 8, 4)).has_value());
    }
};

TERMSCOPE_TEST(TestAdaptiveTiming)
#include "TestAdaptiveTiming.moc"
