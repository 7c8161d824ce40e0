// Layers on arrays with a DRAM, against figures worked by hand and a walk over all folds.
#include "hwmodel/timing/LayerTiming.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>
#include <random>

using namespace termscope;

namespace {

LayerShape product(std::int64_t m, std::int64_t k, std::int64_t n)
{
    return {"layer", {m, k, n}, 1};
}

} // namespace

class TestLayerTiming : public QObject {
    Q_OBJECT

private slots:
    /// 4×1024×8 on 4×4 cells, output-stationary: 2 folds of 1030 cycles. First fill: 4·1024 inputs and 1024·4 weights,
    /// 4 words a cycle: 2048 cycles. The second fold needs 4096 weights, and the inputs again if they do not stay; 16
    /// results leave a fold.
    void stallsByHand()
    {
        TimingConfig config;
        config.array = {4, 4, Dataflow::OutputStationary, false};
        config.dram = DramConfig{4, 8, 1, 4, 1};
        const Result<LayerTiming> fits = timeLayer(product(4, 1024, 8), config);
        QVERIFY(fits.has_value());
        QCOMPARE(fits->computeCycles, 2060);
        QCOMPARE(fits->stalls, 2048 + 0);
        QCOMPARE(fits->dramReads, 4096 + 8192);
        QCOMPARE(fits->dramWrites, 32);
        config.dram->ifmapKb = 3;
        const Result<LayerTiming> again = timeLayer(product(4, 1024, 8), config);
        QCOMPARE(again->dramReads, 2 * 4096 + 8192);
        QCOMPARE(again->stalls, 2048 + (8192 + 16) / 4 - 1030);
        QCOMPARE(again->cycles, again->computeCycles + again->stalls);
        config.dram->ifmapKb = 4;
        config.dram->bytesPerWord = 2;
        QCOMPARE(timeLayer(product(4, 1024, 8), config)->dramReads, 2 * 4096 + 8192);
    }

    /// The cycles by themselves are those of timeLayer, and so are the errors: of sizes of all orders of magnitude, and
    /// of numbers out of range.
    void cyclesByThemselves()
    {
        std::mt19937_64 random(9);
        const auto upToBits = [&](int bits) {
            return static_cast<std::int64_t>(random() >> (64 - 1 - random() % static_cast<unsigned>(bits)));
        };
        int fine = 0, errors = 0;
        for (int i = 0; i < 60000; ++i) {
            const int bits = i % 3 == 0 ? 30 : 10;
            TimingConfig config;
            config.array = {static_cast<int>(upToBits(i % 5 == 0 ? 20 : 9)), static_cast<int>(upToBits(9)),
                            static_cast<Dataflow>(random() % 3), random() % 2 == 0};
            config.mac = random() % 3 == 0 ? MacKind::Parallel : MacKind::Term;
            config.terms = {random() % 2 == 0 ? TermMode::Revealed : TermMode::Quantized,
                            static_cast<int>(upToBits(7)),
                            static_cast<int>(upToBits(6)),
                            static_cast<int>(upToBits(3)),
                            static_cast<int>(upToBits(3)) + 1,
                            static_cast<int>(upToBits(3)) + 1,
                            random() % 2 == 0 ? Skew::Step : Skew::Clock};
            const std::int64_t positions = random() % 2 == 0 ? 1 : upToBits(4);
            LayerShape layer{"layer",
                             {upToBits(bits), upToBits(bits) * (positions == 0 ? 1 : positions), upToBits(bits)},
                             positions,
                             random() % 2 == 0 ? 1 : upToBits(20)};
            if (random() % 40 == 0)
                ++layer.gemm.k;
            if (bits == 10 && random() % 200 == 0)
                config.dram = DramConfig{upToBits(4), 8, 8, 4, 1};
            if (config.terms.groupSize == 0 && config.mac == MacKind::Term)
                config.terms.groupSize = 1; // timeLayer refuses it; the step is asked for before
            const Result<LayerTiming> whole = timeLayer(layer, config);
            const Result<std::int64_t> cycles = layerCycles(layer, config, stepCycles(config));
            QCOMPARE(cycles.has_value(), whole.has_value());
            if (whole)
                QCOMPARE(*cycles, whole->cycles);
            else
                QCOMPARE(cycles.error().message, whole.error().message);
            ++(whole ? fine : errors);
        }
        QVERIFY(fine > 10000 && errors > 1000);
    }

    /// Counting equal folds together gives what a walk over every fold gives; operands that fit are read once, partial
    /// sums that fit never leave.
    void walkOverFolds()
    {
        std::mt19937 random(5);
        const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)) + 1; };
        for (int i = 0; i < 3000; ++i) {
            const GemmShape shape{upTo(60), upTo(60), upTo(60)};
            const ArrayConfig array{upTo(9), upTo(9), static_cast<Dataflow>(i % 3), false};
            const MappedAxes axes = mappedAxes(array.dataflow, shape);
            const DramConfig dram{upTo(4), upTo(4), upTo(4), upTo(20), 1};
            const std::int64_t cycles = upTo(300);
            const auto fold = [cycles](std::int64_t, std::int64_t) { return cycles; };
            const DramTraffic fast = dramTraffic(shape, axes, array, dram, fold, true);
            const DramTraffic slow = dramTraffic(shape, axes, array, dram, fold, false);
            QCOMPARE(fast.reads.value(), slow.reads.value());
            QCOMPARE(fast.writes.value(), slow.writes.value());
            QCOMPARE(fast.stalls.value(), slow.stalls.value());
            const DramTraffic large = dramTraffic(shape, axes, array, {64, 64, 64, 1, 1}, fold, true);
            QCOMPARE(large.reads.value(), shape.m * shape.k + shape.k * shape.n);
            QCOMPARE(large.writes.value(), shape.m * shape.n);
            QVERIFY(fast.reads.value() >= large.reads.value());
        }
    }

    /// Rows of a tMAC array hold g values of K each, the last row of a kernel position maybe fewer: DRAM was charged as
    /// if K were spread evenly. Each operand's values are counted one by one, fold by fold.
    void groupsAreCutAsTheyAre()
    {
        std::mt19937 random(7);
        const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)) + 1; };
        for (int i = 0; i < 3000; ++i) {
            const int g = upTo(9);
            const int positions = i % 2 == 0 ? 1 : upTo(9);
            const int perPosition = upTo(60);
            const GemmShape shape{upTo(40), std::int64_t{positions} * perPosition, upTo(40)};
            const ArrayConfig array{upTo(7), upTo(9),
                                    i % 3 == 0 ? Dataflow::WeightStationary : Dataflow::InputStationary, false};
            TimingConfig config;
            config.array = array;
            config.mac = MacKind::Term;
            config.terms.groupSize = g;
            config.terms.budget = config.terms.dataTerms = 1;
            config.dram = DramConfig{1, 1, 1, upTo(30), 8};
            const LayerShape layer{"layer", shape, positions};
            const MappedAxes axes = mappedAxes(array.dataflow, {shape.m, groupsAlongK(layer, g), shape.n});
            std::vector<int> valuesOfRow; // of K, group by group
            for (int p = 0; p < positions; ++p)
                for (int first = 0; first < perPosition; first += g)
                    valuesOfRow.push_back(std::min(g, perPosition - first));
            QCOMPARE(static_cast<std::int64_t>(valuesOfRow.size()), axes.rows);
            const bool weights = array.dataflow == Dataflow::WeightStationary;
            const std::int64_t across = weights ? shape.n : shape.m;
            const std::int64_t stream = weights ? shape.m : shape.n;
            const bool streamStays = shape.k * stream * 8 <= 1024;
            const bool outputStays = shape.m * shape.n * 8 <= 1024;
            std::vector<std::int64_t> in;
            std::vector<std::int64_t> out;
            for (std::int64_t top = 0; top < axes.rows; top += array.rows)
                for (std::int64_t left = 0; left < across; left += array.columns) {
                    std::int64_t values = 0;
                    for (std::int64_t r = top; r < std::min(axes.rows, top + array.rows); ++r)
                        values += valuesOfRow[static_cast<std::size_t>(r)];
                    const std::int64_t columns = std::min<std::int64_t>(array.columns, across - left);
                    in.push_back(values * columns + (streamStays && left > 0 ? 0 : values * stream)
                                 + (outputStays || top == 0 ? 0 : columns * stream));
                    out.push_back(outputStays && top + array.rows < axes.rows ? 0 : columns * stream);
                }
            const Result<LayerTiming> found = timeLayer(layer, config);
            const std::int64_t fold = found->computeCycles / found->array.folds;
            const auto transfer = [&](std::int64_t words) { return ceilDivide(words, config.dram->wordsPerCycle); };
            std::int64_t stalls = transfer(in[0]);
            for (std::size_t f = 0; f < in.size(); ++f)
                stalls += std::max<std::int64_t>(0, transfer((f + 1 < in.size() ? in[f + 1] : 0) + out[f]) - fold);
            QCOMPARE(found->dramReads, std::accumulate(in.begin(), in.end(), std::int64_t{0}));
            QCOMPARE(found->dramWrites, std::accumulate(out.begin(), out.end(), std::int64_t{0}));
            QCOMPARE(found->stalls, stalls);
        }
    }

    /// Several products of a shape take as long as each of them after the other.
    void repeatsAddUp()
    {
        TimingConfig config;
        config.array = {3, 4, Dataflow::WeightStationary, false};
        config.mac = MacKind::Term;
        config.dram = DramConfig{1, 1, 1, 2, 1};
        LayerShape layer = product(7, 40, 9);
        const LayerTiming one = *timeLayer(layer, config);
        std::vector<std::int64_t> folds(static_cast<std::size_t>(one.array.folds));
        for (std::size_t f = 0; f < folds.size(); ++f)
            folds[f] = 100 + static_cast<std::int64_t>(f);
        const LayerTiming slow = *timeFolds(layer, config, folds, 20.0);
        layer.repeats = 2;
        const LayerTiming two = *timeLayer(layer, config);
        QCOMPARE(two.repeats, 2);
        for (const auto& [found, single] : {std::pair{two.cycles, one.cycles},
                                            {two.stalls, one.stalls},
                                            {two.dramReads, one.dramReads},
                                            {two.computeCycles, one.computeCycles},
                                            {two.array.folds, one.array.folds},
                                            {two.array.steps, one.array.steps},
                                            {two.array.sram.inputReads, one.array.sram.inputReads},
                                            {two.array.sram.partialSumReads, one.array.sram.partialSumReads}})
            QCOMPARE(found, 2 * single);
        QCOMPARE(two.utilisation, one.utilisation);
        QCOMPARE(two.array.rowFolds, one.array.rowFolds);
        std::vector<std::int64_t> both = folds;
        both.insert(both.end(), folds.size(), 50);
        const LayerTiming mixed = *timeFolds(layer, config, both, 20.0);
        layer.repeats = 1;
        const LayerTiming second = *timeFolds(layer, config, std::vector<std::int64_t>(folds.size(), 50), 20.0);
        QCOMPARE(mixed.cycles, slow.cycles + second.cycles);
        QCOMPARE(mixed.stalls, slow.stalls + second.stalls);
        QCOMPARE(mixed.array.folds, 2 * one.array.folds);
        const double worked = slow.utilisation * static_cast<double>(slow.cycles)
                              + second.utilisation * static_cast<double>(second.cycles);
        QVERIFY(std::abs(mixed.utilisation - worked / static_cast<double>(mixed.cycles)) < 1e-12);
        layer.repeats = 3;
        QCOMPARE(
            timeFolds(layer, config, both, 20.0).error().message,
            text("layer \"layer\": expected cycles of ", one.array.folds, " folds of 3 products, found ", both.size()));
        layer.repeats = std::int64_t{1} << 60;
        QCOMPARE(timeLayer(layer, config).error().message,
                 std::string("layer \"layer\": its cycles or words do not fit 64 bits"));
        layer.repeats = 0;
        QVERIFY(!timeLayer(layer, config));
    }

    void groupOfOneIsAParallelCell()
    {
        std::mt19937 random(6);
        const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)) + 1; };
        for (int i = 0; i < 500; ++i) {
            TimingConfig parallel;
            parallel.array = {upTo(40), upTo(40), static_cast<Dataflow>(i % 3), false};
            parallel.dram = DramConfig{upTo(4), upTo(4), upTo(4), upTo(20), 1};
            TimingConfig term = parallel;
            term.mac = MacKind::Term;
            term.terms.groupSize = term.terms.budget = term.terms.dataTerms = 1;
            term.terms.skew = i % 2 == 0 ? Skew::Step : Skew::Clock;
            const LayerShape layer = product(upTo(200), upTo(200), upTo(200));
            const Result<LayerTiming> a = timeLayer(layer, parallel);
            for (const Result<LayerTiming>& b : {timeLayer(layer, term), timeIdeal(layer, term, 1.0)}) {
                QCOMPARE(b->cycles, a->cycles);
                QCOMPARE(b->stalls, a->stalls);
                QCOMPARE(b->dramReads, a->dramReads);
                QVERIFY(std::abs(b->utilisation - a->utilisation) < 1e-12);
                QCOMPARE(static_cast<double>(b->computeCycles), b->array.cycles);
            }
        }
    }

    void refuses()
    {
        TimingConfig config;
        const std::int64_t huge = std::int64_t{1} << 40;
        QVERIFY(!timeLayer(product(huge, huge, huge), config).has_value());
        QVERIFY(!timeLayer(product(0, 1, 1), config).has_value());
        config.dram = DramConfig{};
        config.dram->wordsPerCycle = 0;
        QCOMPARE(timeLayer(product(1, 1, 1), config).error().message,
                 std::string("layer \"layer\": expected SRAM sizes and words per cycle from 1, found 0"));
    }
};

TERMSCOPE_TEST(TestLayerTiming)
#include "TestLayerTiming.moc"
