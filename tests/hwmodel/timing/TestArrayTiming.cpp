// Closed forms against figures of SCALE-Sim v2, against a walk over all folds, and against one another.
#include "hwmodel/timing/ScaleSim.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

constexpr Dataflow dataflows[] = {Dataflow::OutputStationary, Dataflow::WeightStationary, Dataflow::InputStationary};

ArrayConfig arrayOf(int rows, int columns, Dataflow dataflow)
{
    return {rows, columns, dataflow, false};
}

ArrayTiming timed(const ArrayConfig& array, const GemmShape& shape)
{
    return *parallelTiming(array, shape);
}

/// The last cycle in which any cell works, fold by fold and cell by cell: operand t reaches cell (r, c) at t + r + c.
std::int64_t walkedCycles(const ArrayConfig& array, const GemmShape& shape)
{
    const MappedAxes axes = mappedAxes(array.dataflow, shape);
    std::int64_t cycles = 0;
    for (std::int64_t top = 0; top < axes.rows; top += array.rows)
        for (std::int64_t left = 0; left < axes.columns; left += array.columns) {
            std::int64_t last = 0;
            for (int r = 0; r < array.rows; ++r)
                for (int c = 0; c < array.columns; ++c)
                    last = std::max(last, axes.stream - 1 + r + c);
            cycles += last + 1 + (array.dataflow == Dataflow::OutputStationary ? 0 : array.rows);
        }
    return cycles;
}

} // namespace

class TestArrayTiming : public QObject {
    Q_OBJECT

private slots:
    /// Figures that SCALE-Sim v2 (scalesim-project/scale-sim-v2 at 22f88b1) prints; its total is one cycle short.
    void agreesWithScaleSim_data()
    {
        QTest::addColumn<QString>("dataflow");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<qint64>("m");
        QTest::addColumn<qint64>("k");
        QTest::addColumn<qint64>("n");
        QTest::addColumn<qint64>("printedCycles");
        QTest::addColumn<double>("mappingPercent");
        QTest::addColumn<qint64>("inputReads");
        QTest::addColumn<qint64>("weightReads");
        QTest::newRow("AlexNet Conv1 is 8x8")
            << "is" << 8 << 8 << 3025LL << 363LL << 96LL << 2057211LL << 98.41357046575658 << 1098075LL << 13207392LL;
        QTest::newRow("AlexNet Conv1 os 8x8")
            << "os" << 8 << 8 << 3025LL << 363LL << 96LL << 1714595LL << 99.76912928759894 << 13176900LL << 13207392LL;
        QTest::newRow("AlexNet Conv1 ws 8x8")
            << "ws" << 8 << 8 << 3025LL << 363LL << 96LL << 1681943LL << 98.6413043478261 << 13176900LL << 34848LL;
        QTest::newRow("AlexNet Conv3 ws 32x32")
            << "ws" << 32 << 32 << 121LL << 2304LL << 384LL << 185759LL << 100.0 << 3345408LL << 884736LL;
        QTest::newRow("Inc5b_3x3 os 128x64")
            << "os" << 128 << 64 << 25LL << 1728LL << 384LL << 11507LL << 19.53125 << 259200LL << 663552LL;
        QTest::newRow("g3 is 8x1") << "is" << 8 << 1 << 7LL << 3LL << 5LL << 139LL << 37.5 << 21LL << 105LL;
        QTest::newRow("g6 is 8x1") << "is" << 8 << 1 << 33LL << 65LL << 17LL << 9503LL << 90.27777777777779 << 2145LL
                                   << 36465LL;
    }

    void agreesWithScaleSim()
    {
        QFETCH(QString, dataflow);
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(qint64, m);
        QFETCH(qint64, k);
        QFETCH(qint64, n);
        QFETCH(qint64, printedCycles);
        QFETCH(double, mappingPercent);
        QFETCH(qint64, inputReads);
        QFETCH(qint64, weightReads);
        const ArrayTiming timing = timed(arrayOf(rows, columns, *dataflowFromName(dataflow.toStdString())), {m, k, n});
        QCOMPARE(timing.cycles, static_cast<double>(printedCycles + 1));
        QCOMPARE(100.0 * timing.mappingEfficiency, mappingPercent);
        QCOMPARE(timing.sram.inputReads, inputReads);
        QCOMPARE(timing.sram.weightReads, weightReads);
    }

    /// All rows of a table of SCALE-Sim v2's output: TERMSCOPE_REFERENCE names the folder of scale_sim_v2.csv.
    void printsWhatScaleSimPrints()
    {
        QFile table(qEnvironmentVariable("TERMSCOPE_REFERENCE") + QStringLiteral("/scale_sim_v2.csv"));
        if (!table.open(QIODevice::ReadOnly))
            SKIP_LACKING("TERMSCOPE_REFERENCE/scale_sim_v2.csv",
                         "set TERMSCOPE_REFERENCE to a folder that holds this table of SCALE-Sim v2's output");
        const QList<QByteArray> names = table.readLine().trimmed().split(',');
        int rows = 0;
        for (; !table.atEnd(); ++rows) {
            const QList<QByteArray> cells = table.readLine().trimmed().split(',');
            const auto number = [&](const char* name) { return cells.at(names.indexOf(name)).toDouble(); };
            const auto count = [&](const char* name) { return cells.at(names.indexOf(name)).toLongLong(); };
            const ArrayConfig array = arrayOf(static_cast<int>(count("rows")), static_cast<int>(count("cols")),
                                              *dataflowFromName(cells.at(names.indexOf("dataflow")).toStdString()));
            const ScaleSimReport report = *scaleSimReport(array, {count("M"), count("K"), count("N")});
            QCOMPARE(report.totalCycles, count("total_cycles"));
            QVERIFY(qAbs(100.0 * report.mappingEfficiency - number("mapping_eff_pct")) < 1e-6);
            QVERIFY(qAbs(100.0 * report.computeUtilisation - number("compute_util_pct")) < 1e-6);
            QVERIFY(qAbs(100.0 * report.overallUtilisation - number("overall_util_pct")) < 1e-6);
            QCOMPARE(report.inputReads, count("sram_ifmap_reads"));
            QCOMPARE(report.weightReads, count("sram_filter_reads"));
            QCOMPARE(report.outputWrites, count("sram_ofmap_writes"));
        }
        QVERIFY(rows > 0);
    }

    /// One row of that output by itself: AlexNet's first convolution, output-stationary on 8×8 cells.
    void printsOneRow()
    {
        const ScaleSimReport report = *scaleSimReport(arrayOf(8, 8, Dataflow::OutputStationary), {3025, 363, 96});
        QCOMPARE(report.totalCycles, 1714595);
        QCOMPARE(100.0 * report.computeUtilisation, 96.06417488434795);
        QCOMPARE(100.0 * report.overallUtilisation, 96.06423091167302);
        QCOMPARE(report.outputWrites, 363168);
    }

    void closedFormsEqualAWalk()
    {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> side(1, 12);
        std::uniform_int_distribution<int> length(1, 60);
        for (int round = 0; round < 300; ++round)
            for (const Dataflow dataflow : dataflows) {
                const ArrayConfig array = arrayOf(side(random), side(random), dataflow);
                const GemmShape shape{length(random), length(random), length(random)};
                QCOMPARE(timed(array, shape).cycles, static_cast<double>(walkedCycles(array, shape)));
            }
    }

    void drainCostsTheRowsOncePerFold()
    {
        ArrayConfig array = arrayOf(8, 4, Dataflow::OutputStationary);
        const ArrayTiming without = timed(array, {20, 30, 10});
        array.drain = true;
        const ArrayTiming with = timed(array, {20, 30, 10});
        QCOMPARE(without.folds, 9); // ⌈20/8⌉·⌈10/4⌉
        QCOMPARE(with.cycles - without.cycles, 9.0 * 8.0);
    }

    /// With one value, one term and one cycle a step, a term array is a parallel one.
    void oneTermCellsAreParallelCells()
    {
        std::mt19937 random(2);
        std::uniform_int_distribution<int> side(1, 40);
        std::uniform_int_distribution<int> length(1, 200);
        for (int round = 0; round < 500; ++round)
            for (const Dataflow dataflow : dataflows)
                for (const Skew skew : {Skew::Step, Skew::Clock}) {
                    const ArrayConfig array = arrayOf(side(random), side(random), dataflow);
                    const GemmShape shape{length(random), length(random), length(random)};
                    TermMacConfig one;
                    one.groupSize = one.budget = one.dataTerms = 1;
                    one.skew = skew;
                    QCOMPARE(one.provisionedStep(), 1);
                    const ArrayTiming term = *termTiming(array, one, shape, 1.0);
                    const ArrayTiming parallel = timed(array, shape);
                    QCOMPARE(term.cycles, parallel.cycles);
                    QCOMPARE(term.folds, parallel.folds);
                    QCOMPARE(term.utilisation, parallel.utilisation);
                    QCOMPARE(term.sram.weightReads, parallel.sram.weightReads);
                }
    }

    /// Worked by hand: M = 4, K = 20, N = 6 on 2×3 cells at g = 8, k = 12, s = 3: 3 groups, B = 36.
    void provisionedTermArrays()
    {
        const TermMacConfig revealed;
        const GemmShape shape{4, 20, 6};
        // OS: folds 2·2, T = 3 groups, steps 3 + 2 + 3 − 2 = 6.
        QCOMPARE(termTiming(arrayOf(2, 3, Dataflow::OutputStationary), revealed, shape, 36.0)->cycles,
                 4.0 * 6.0 * 36.0);
        // WS: S_r = 3 groups, folds 2·2, T = 4, loading 2·12, steps 7.
        QCOMPARE(termTiming(arrayOf(2, 3, Dataflow::WeightStationary), revealed, shape, 36.0)->cycles,
                 4.0 * (24.0 + 7.0 * 36.0));
        // IS: S_c = M = 4, folds 2·2, T = 6, loading 2·8·3, steps 9.
        QCOMPARE(termTiming(arrayOf(2, 3, Dataflow::InputStationary), revealed, shape, 36.0)->cycles,
                 4.0 * (48.0 + 9.0 * 36.0));
        TermMacConfig clocked = revealed;
        clocked.skew = Skew::Clock;
        QCOMPARE(termTiming(arrayOf(2, 3, Dataflow::OutputStationary), clocked, shape, 36.0)->cycles,
                 4.0 * (3.0 * 36.0 + 3.0));
        TermMacConfig quantized = revealed;
        quantized.mode = TermMode::Quantized;
        QCOMPARE(quantized.provisionedStep(), 8 * 49);
        QCOMPARE(stationarySlots(Dataflow::WeightStationary, quantized), 56);
    }

    /// By the design, of every width, group, budget and number of data terms: QT g·(b_w−1)·(b_d−1), TR k·s, never more
    /// than QT's.
    void provisionedStepsAreNeverLongerThanQuantized()
    {
        std::int64_t wrong = 0;
        TermMacConfig config;
        for (config.weightBits = 2; config.weightBits <= 16; ++config.weightBits)
            for (config.dataBits = 2; config.dataBits <= 16; ++config.dataBits)
                for (config.groupSize = 1; config.groupSize <= 64; config.groupSize += 3)
                    for (config.budget = 1; config.budget <= 8 * config.groupSize; ++config.budget)
                        for (config.dataTerms = 1; config.dataTerms <= 16; ++config.dataTerms) {
                            const std::int64_t quantized = std::int64_t{config.groupSize} * (config.weightBits - 1)
                                                           * (config.dataBits - 1);
                            config.mode = TermMode::Quantized;
                            wrong += config.provisionedStep() == quantized ? 0 : 1;
                            config.mode = TermMode::Revealed;
                            const std::int64_t revealed = std::int64_t{config.budget} * config.dataTerms;
                            wrong += config.provisionedStep() == std::min(revealed, quantized) ? 0 : 1;
                        }
        QCOMPARE(wrong, 0);
    }

    /// Every kernel position is cut into groups by itself: 2 positions of 9 channels at g = 8 are 4 groups, not 3.
    void groupsEndAtKernelPositions()
    {
        const ArrayConfig array = arrayOf(4, 4, Dataflow::OutputStationary);
        QCOMPARE(termTiming(array, {}, {4, 18, 4}, 1.0, 2)->axes.stream, 4);
        QCOMPARE(termTiming(array, {}, {4, 18, 4}, 1.0)->axes.stream, 3);
    }

    void badShapesAreNamed()
    {
        const ArrayConfig array;
        QCOMPARE(QString::fromStdString(parallelTiming(array, {4, 0, 2}).error().message),
                 QStringLiteral("4×0×2: expected M, K and N from 1, found K = 0"));
        QVERIFY(!parallelTiming(array, {std::int64_t{1} << 40, std::int64_t{1} << 40, 8}));
        QVERIFY(!termTiming(array, {}, {4, 9, 2}, 1.0, 2));
        TermMacConfig config;
        config.budget = 0;
        QVERIFY(!termTiming(array, config, {4, 8, 2}, 1.0));
    }
};

TERMSCOPE_TEST(TestArrayTiming)
#include "TestArrayTiming.moc"
