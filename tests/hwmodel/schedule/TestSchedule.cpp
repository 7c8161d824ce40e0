// Schedules and frames: against closed forms, against the work that is there, and against the integer product.
#include "hwmodel/schedule/ArrayFrame.h"
#include "hwmodel/schedule/StepSeries.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>
#include <random>

using namespace termscope;

namespace {

struct Case {
    TimingConfig config;
    LayerShape layer;
    bool adaptive = false;
};

Case randomCase(std::mt19937& random, int index)
{
    const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)) + 1; };
    Case result;
    TimingConfig& config = result.config;
    config.array = {upTo(6), upTo(6), static_cast<Dataflow>(index % 3), index % 7 == 0};
    config.mac = index % 4 == 3 ? MacKind::Parallel : MacKind::Term;
    config.terms.mode = index % 2 == 0 ? TermMode::Revealed : TermMode::Quantized;
    config.terms.groupSize = upTo(5);
    config.terms.budget = upTo(8);
    config.terms.dataTerms = upTo(3);
    config.terms.weightBits = 2 + upTo(4);
    config.terms.dataBits = 2 + upTo(4);
    config.terms.skew = index % 5 < 2 ? Skew::Clock : Skew::Step;
    result.adaptive = config.mac == MacKind::Term && index % 3 != 1;
    const int positions = upTo(3);
    result.layer = {"layer", {upTo(9), std::int64_t{positions} * upTo(9), upTo(9)}, positions};
    return result;
}

ArrayRun runOf(const Case& of, std::uint64_t seed)
{
    auto product = std::make_shared<ProductTerms>(
        *randomOperands(of.layer.name, of.layer.gemm, of.layer.kernelPositions, of.config.terms, seed));
    GemmShape shape = of.layer.gemm;
    if (of.config.mac == MacKind::Term)
        shape.k = product->inputs.groups;
    const MappedAxes axes = mappedAxes(of.config.array.dataflow, shape);
    if (!of.adaptive)
        return {*Schedule::provisioned(of.config, axes), product};
    auto profile = std::make_shared<StepProfile>(*stepProfile(of.config, product->inputs, product->weights));
    return {*Schedule::adaptive(of.config, axes, profile), product};
}

std::int64_t totalPairs(const ProductTerms& product)
{
    return std::llround(meanPairs(product.inputs, product.weights)
                        * static_cast<double>(product.shape.m * product.shape.n * product.inputs.groups));
}

/// The revealed integers' product, K values from `first` on.
std::int64_t dot(const ProductTerms& product, std::int64_t m, std::int64_t n, std::int64_t first, std::int64_t count)
{
    std::int64_t sum = 0;
    for (std::int64_t k = first; k < first + count; ++k)
        sum += std::int64_t{product.inputValues[static_cast<std::size_t>(m * product.shape.k + k)]}
               * product.weightValues[static_cast<std::size_t>(n * product.shape.k + k)];
    return sum;
}

} // namespace

class TestSchedule : public QObject {
    Q_OBJECT

private slots:
    void cyclesAreTheClosedForms()
    {
        std::mt19937 random(3);
        for (int i = 0; i < 400; ++i) {
            const Case of = randomCase(random, i);
            const ArrayRun run = runOf(of, random());
            if (of.adaptive) {
                const auto folds = *adaptiveFolds(of.config, run.product->inputs, run.product->weights);
                QCOMPARE(run.schedule.cycles(), std::accumulate(folds.begin(), folds.end(), std::int64_t{0}));
            } else {
                QCOMPARE(run.schedule.cycles(), timeLayer(of.layer, of.config)->cycles);
            }
        }
    }

    /// Every pair is done in a cycle of its own by exactly one cell, whatever the dataflow, skew and step length.
    void everyPairOnce()
    {
        std::mt19937 random(4);
        for (int i = 0; i < 300; ++i) {
            const Case of = randomCase(random, i);
            const ArrayRun run = runOf(of, random());
            ArrayFrame frame;
            std::int64_t done = 0;
            Moment before;
            for (std::int64_t position = 0; position <= run.schedule.cycles(); ++position) {
                fillFrame(run, position, frame);
                done += frame.busy;
                // A step or phase ends where endOf said it would, and nowhere else.
                const bool changed = position == 0 || run.schedule.endOf(before) == position;
                QCOMPARE(changed, position == 0 || frame.moment.phase != before.phase
                                      || frame.moment.fold != before.fold || frame.moment.step != before.step);
                before = frame.moment;
                for (const CellWork& cell : frame.cells)
                    QVERIFY(cell.left <= cell.pairs && (cell.state != CellState::Empty || cell.pairs == 0));
            }
            const bool term = of.config.mac == MacKind::Term;
            QCOMPARE(done, term ? totalPairs(*run.product) : of.layer.gemm.m * of.layer.gemm.k * of.layer.gemm.n);
        }
    }

    /// A step's active cells and work, counted frame by frame (operands hop once a step).
    void seriesCountWhatFramesShow()
    {
        std::mt19937 random(6);
        for (int i = 0; i < 150; ++i) {
            Case of = randomCase(random, i);
            of.config.terms.skew = Skew::Step;
            const ArrayRun run = runOf(of, random());
            const bool term = of.config.mac == MacKind::Term;
            StepProfile profile;
            if (term)
                profile = *stepProfile(of.config, run.product->inputs, run.product->weights);
            const StepSeries series = stepSeries(run.schedule, term ? &profile : nullptr, 1 << 20);
            QCOMPARE(static_cast<std::int64_t>(series.longest.size()), series.allSteps);
            ArrayFrame frame;
            for (std::int64_t step = 0; step < series.allSteps; ++step) {
                const std::int64_t fold = step / series.stepsPerFold;
                fillFrame(run, run.schedule.startOf(fold, step % series.stepsPerFold), frame);
                std::int64_t pairs = 0;
                for (const CellWork& cell : frame.cells)
                    pairs += cell.pairs;
                const auto at = static_cast<std::size_t>(step);
                QCOMPARE(series.active[at],
                         static_cast<float>(static_cast<double>(frame.active) / of.config.array.cells()));
                QCOMPARE(series.mean[at],
                         frame.active > 0 ? static_cast<float>(static_cast<double>(pairs) / frame.active) : 0.0F);
                QCOMPARE(series.longest[at], static_cast<float>(std::max(frame.longest, 1)));
                QCOMPARE(series.start[at], static_cast<double>(frame.moment.position));
                QCOMPARE(series.length[at], static_cast<float>(frame.moment.stepLength));
            }
        }
    }

    /// An output-stationary cell ends a fold with its dot product; another one each item with the product of its group.
    void cellsHoldTheProduct()
    {
        std::mt19937 random(5);
        for (int i = 0; i < 200; ++i) {
            const Case of = randomCase(random, i);
            const ArrayRun run = runOf(of, random());
            const ArrayConfig& array = of.config.array;
            const bool outputs = array.dataflow == Dataflow::OutputStationary;
            const bool term = of.config.mac == MacKind::Term;
            const int row = static_cast<int>(random() % static_cast<unsigned>(array.rows));
            const int column = static_cast<int>(random() % static_cast<unsigned>(array.columns));
            std::int64_t checked = 0;
            for (std::int64_t position = 0; position < run.schedule.cycles(); ++position) {
                const CellDetail detail = cellDetail(run, position, row, column);
                if (!detail.operands)
                    continue;
                const CellDetail next = cellDetail(run, position + 1, row, column);
                if (next.operands == detail.operands || (!term && !outputs))
                    continue;
                const std::int64_t depth = of.layer.gemm.k / of.layer.kernelPositions;
                const int g = term ? of.config.terms.groupSize : 1;
                const std::int64_t perPosition = (depth + g - 1) / g;
                const std::int64_t group = detail.operands->group;
                const std::int64_t first = term ? group / perPosition * depth + group % perPosition * g : group;
                const std::int64_t end = term ? std::min(first + g, (group / perPosition + 1) * depth) : first + 1;
                const std::int64_t expected =
                    outputs ? dot(*run.product, detail.operands->input, detail.operands->weight, 0, end)
                            : dot(*run.product, detail.operands->input, detail.operands->weight, first, end - first);
                // The pair under way is not counted yet.
                const std::int64_t underWay =
                    term ? (detail.current ? std::int64_t{detail.current->sign()} << detail.current->exponent() : 0)
                         : expected - detail.value;
                QCOMPARE(detail.value + underWay, expected);
                ++checked;
            }
            QVERIFY(checked > 0 || (!term && !outputs) || run.schedule.axes().rows <= row
                    || run.schedule.axes().columns <= column);
        }
    }

    /// A stragglers' step by hand: groups of 2 with counts (1,2)·(1,1) = 3 and (0,3)·(2,0) = 0 pairs on one cell.
    void momentsByHand()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        config.array = {1, 1, Dataflow::OutputStationary, false};
        config.terms.groupSize = 2;
        auto profile = std::make_shared<StepProfile>();
        profile->stepsPerFold = 2;
        profile->longest = {3, 1};
        profile->pairs = {3, 0};
        const Schedule schedule = *Schedule::adaptive(config, {1, 1, 2}, profile);
        QCOMPARE(schedule.cycles(), 4);
        QCOMPARE(schedule.at(2).step, 0);
        QCOMPARE(schedule.at(2).cycleInStep, 2);
        QCOMPARE(schedule.at(3).step, 1);
        QCOMPARE(schedule.at(3).stepLength, 1);
        QVERIFY(schedule.at(4).phase == ArrayPhase::Finished);
        QCOMPARE(schedule.startOf(0, 1), 3);
    }

    /// Weight-stationary cells load R·k cycles under TR; a draining array keeps R cycles at the end of a fold.
    void loadingAndDraining()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        config.array = {3, 2, Dataflow::WeightStationary, false};
        config.terms.budget = 5;
        const Schedule loading = *Schedule::provisioned(config, {3, 2, 4});
        QVERIFY(loading.at(14).phase == ArrayPhase::Loading);
        QVERIFY(loading.at(15).phase == ArrayPhase::Computing);
        config.mac = MacKind::Parallel;
        config.array = {3, 2, Dataflow::OutputStationary, true};
        const Schedule draining = *Schedule::provisioned(config, {3, 2, 4});
        QCOMPARE(draining.cycles(), 4 + 3 + 2 - 2 + 3);
        QVERIFY(draining.at(6).phase == ArrayPhase::Computing);
        QVERIFY(draining.at(7).phase == ArrayPhase::Draining);
        QVERIFY(draining.at(10).phase == ArrayPhase::Finished);
    }
};

TERMSCOPE_TEST(TestSchedule)
#include "TestSchedule.moc"
