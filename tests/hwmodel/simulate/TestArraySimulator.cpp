// Stepped arrays against integer products, closed forms written out here, and an array whose every register is moved by
// hand.

#include "core/terms/Reveal.h"
#include "hwmodel/timing/ArrayTiming.h"
#include "tests/hwmodel/simulate/SlowArray.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace termscope;

namespace {

constexpr std::int64_t end = ArraySimulator::mostCycles;

/// Sizes over all orders of magnitude alike, so that small ones, where edges are, are met often.
class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}
    int operator()(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    int size(int largest)
    {
        return static_cast<int>(std::exp(std::uniform_real_distribution<>(0.0, std::log(largest + 0.999))(random_)));
    }

private:
    std::mt19937 random_;
};

struct Case {
    SimulationConfig config;
    std::shared_ptr<const ProductOperands> operands;
    std::vector<std::int64_t> x, w;
    std::int64_t positions = 1;
};

/// Case number i: all dataflows, cells, modes, skews and step lengths come round; sizes are drawn.
Case someCase(Draw& draw, int i, int mostCells, int mostSize)
{
    Case some;
    some.config = {{draw.size(mostCells), draw.size(mostCells), Dataflow(i % 3), draw(0, 1) == 1},
                   i / 3 % 3 == 0 ? MacKind::Parallel : MacKind::Term,
                   i / 36 % 2 == 0 ? StepLength::Provisioned : StepLength::Adaptive};
    TermMacConfig term;
    term.mode = i / 9 % 2 == 0 ? TermMode::Revealed : TermMode::Quantized;
    term.skew = i / 18 % 2 == 0 ? Skew::Step : Skew::Clock;
    term.groupSize = draw(1, 17);
    term.budget = draw(1, 24);
    term.dataTerms = draw(1, 4);
    term.weightBits = draw(2, i % 5 == 0 ? 16 : 8);
    term.dataBits = draw(2, i % 5 == 0 ? 16 : 8);
    some.positions = draw(0, 3) == 0 ? draw(2, 4) : 1;
    const std::int64_t k = std::max<std::int64_t>(1, draw.size(mostSize) / some.positions) * some.positions;
    const GemmShape shape{draw.size(mostSize), k, draw.size(mostSize)};
    const auto values = [&](std::int64_t count, int bits) {
        const int largest = (1 << (bits - 1)) - 1;
        std::vector<std::int64_t> drawn(static_cast<std::size_t>(count));
        for (std::int64_t& value : drawn)
            value = draw(0, 4) == 0 ? 0 : draw(-largest, largest);
        return drawn;
    };
    some.x = values(shape.m * shape.k, term.dataBits);
    some.w = values(shape.k * shape.n, term.weightBits);
    some.operands = *makeOperands(shape, term, some.x, some.w, some.positions);
    return some;
}

std::int64_t productAt(const ProductOperands& operands, std::int64_t m, std::int64_t n)
{
    std::int64_t sum = 0;
    for (std::int64_t k = 0; k < operands.shape.k; ++k)
        sum += std::int64_t{operands.inputs.value(m, k)} * operands.weights.value(n, k);
    return sum;
}

/// The closed forms of the issue, written out.
std::int64_t closedForm(const Case& some)
{
    const TermMacConfig& term = some.operands->config;
    const GemmShape& shape = some.operands->shape;
    const bool tmac = some.config.mac == MacKind::Term, tr = term.mode == TermMode::Revealed;
    const std::int64_t r = some.config.array.rows, c = some.config.array.columns, g = term.groupSize;
    const std::int64_t k = tmac ? some.positions * ((shape.k / some.positions + g - 1) / g) : shape.k;
    const std::int64_t quantized = g * (term.weightBits - 1) * (term.dataBits - 1);
    const std::int64_t b = !tmac ? 1 : tr ? std::min<std::int64_t>(term.budget * term.dataTerms, quantized) : quantized;
    std::int64_t sr = shape.m, sc = shape.n, t = k, load = 0;
    if (some.config.array.dataflow == Dataflow::WeightStationary) {
        sr = k, t = shape.m;
        load = !tmac ? r : r * (tr ? term.budget : g * (term.weightBits - 1));
    } else if (some.config.array.dataflow == Dataflow::InputStationary) {
        sr = k, sc = shape.m, t = shape.n;
        load = !tmac ? r : r * (tr ? g * term.dataTerms : g * (term.dataBits - 1));
    }
    const std::int64_t wave = tmac && term.skew == Skew::Clock ? t * b + r + c - 2 : (t + r + c - 2) * b;
    const bool drain = !tmac && some.config.array.drain && some.config.array.dataflow == Dataflow::OutputStationary;
    return ((sr + r - 1) / r) * ((sc + c - 1) / c) * (load + wave + (drain ? r : 0));
}

std::int64_t expectedCycles(const Case& some)
{
    if (some.config.mac == MacKind::Parallel || some.config.sync == StepLength::Provisioned)
        return closedForm(some);
    const TimingConfig timing{some.config.array, some.config.mac, some.operands->config, std::nullopt};
    const auto folds = adaptiveFolds(timing, termCounts(some.operands->inputs), termCounts(some.operands->weights));
    return std::accumulate(folds->begin(), folds->end(), std::int64_t{0});
}

/// The operands are what core's plain encoder makes of the same integers.
void compareWithRevealing(const Case& some)
{
    const ProductOperands& operands = *some.operands;
    const TermMacConfig& config = operands.config;
    const GemmShape& shape = operands.shape;
    const bool tr = config.mode == TermMode::Revealed;
    for (std::int64_t m = 0; m < shape.m; ++m)
        for (std::int64_t k = 0; k < shape.k; ++k) {
            const std::int64_t value = some.x[std::size_t(m * shape.k + k)];
            const std::int64_t kept = tr ? revealGroup({&value, 1}, config.dataTerms, Encoding::Hese).values[0].revealed
                                         : value;
            QCOMPARE(std::int64_t{operands.inputs.value(m, k)}, kept);
        }
    const std::int64_t perPosition = shape.k / some.positions;
    for (std::int64_t n = 0; n < shape.n; ++n)
        for (std::int64_t p = 0; p < some.positions; ++p) {
            std::vector<std::int64_t> line;
            for (std::int64_t k = 0; k < perPosition; ++k)
                line.push_back(some.w[std::size_t((p * perPosition + k) * shape.n + n)]);
            std::int64_t k = p * perPosition;
            for (const RevealedGroup& group :
                 revealGroups(line, config.groupSize, tr ? config.budget : 1000, Encoding::Hese))
                for (const RevealedValue& value : group.values)
                    QCOMPARE(std::int64_t{operands.weights.value(n, k++)}, value.revealed);
        }
}

/// Everything that can be asked of two arrays.
void compareArrays(const ArraySimulator& found, const ArraySimulator& expected)
{
    QCOMPARE(found.cycle(), expected.cycle());
    QCOMPARE(found.fold().index, expected.fold().index);
    QCOMPARE(found.phase(), expected.phase());
    QCOMPARE(found.stepLength(), expected.stepLength());
    QCOMPARE(found.outputs(), expected.outputs());
    for (int r = 0; r < found.config().array.rows; ++r)
        for (int c = 0; c < found.config().array.columns; ++c) {
            QCOMPARE(found.cell(r, c).item, expected.cell(r, c).item);
            QCOMPARE(found.cell(r, c).pairsLeft(), expected.cell(r, c).pairsLeft());
            QCOMPARE(found.value(r, c), expected.value(r, c));
            QCOMPARE(found.coefficients(r, c), expected.coefficients(r, c));
        }
}

/// The simulator against the plain array before and after one cycle of work.
void compareCycle(ArraySimulator& simulator, slow::SlowArray& plain,
                  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>& outputs)
{
    std::vector<std::int64_t> items;
    for (std::size_t r = 0; r < plain.cells.size(); ++r)
        for (std::size_t c = 0; c < plain.cells[r].size(); ++c)
            items.push_back(simulator.cell(int(r), int(c)).item);
    const std::int64_t fold = simulator.fold().index;
    plain.cycle(outputs);
    simulator.stepCycle();
    auto item = items.begin();
    for (std::size_t r = 0; r < plain.cells.size(); ++r)
        for (std::size_t c = 0; c < plain.cells[r].size(); ++c) {
            const slow::Cell& cell = plain.cells[r][c];
            QCOMPARE(*item++, cell.item);
            if (simulator.fold().index != fold || cell.item < 0)
                continue;
            if (simulator.fold().outputsStay())
                QCOMPARE(simulator.value(int(r), int(c)), slow::SlowArray::sum(cell));
            else
                QCOMPARE(simulator.value(int(r), int(c)), cell.partial);
            // Beyond an item's end a cell that keeps nothing shows the next item's counts.
            if (const SimulatedCell now = simulator.cell(int(r), int(c));
                simulator.config().mac == MacKind::Term && now.item == cell.item) {
                const std::vector<std::int32_t> found = simulator.coefficients(int(r), int(c));
                for (std::size_t i = 0; i < found.size(); ++i)
                    QCOMPARE(std::int64_t{found[i]}, cell.own.contains(int(i)) ? cell.own.at(int(i)) : 0);
            }
        }
}

} // namespace

class TestArraySimulator : public QObject {
    Q_OBJECT

private slots:
    /// 2,400 products: outputs, cycles, and the operands themselves.
    void randomShapes()
    {
        Draw draw(11);
        for (int i = 0; i < 2400; ++i) {
            const Case some = someCase(draw, i, 40, 200);
            auto simulator = *ArraySimulator::create(some.config, some.operands);
            simulator.runToEnd();
            const QByteArray where = QByteArray("case ") + QByteArray::number(i);
            QVERIFY2(simulator.done(), where);
            QVERIFY2(simulator.cycle() == expectedCycles(some), where);
            const GemmShape& shape = some.operands->shape;
            for (std::int64_t m = 0; m < shape.m; ++m)
                for (std::int64_t n = 0; n < shape.n; ++n)
                    QVERIFY2(simulator.outputs()[std::size_t(m * shape.n + n)] == productAt(*some.operands, m, n),
                             where);
            if (i % 20 == 0)
                compareWithRevealing(some);
            if (QTest::currentTestFailed())
                QFAIL(where);
        }
    }

    /// The largest of the sizes, whole.
    void fullSize()
    {
        Draw draw(12);
        for (int i = 0; i < 9; ++i) {
            Case some = someCase(draw, 3 * i, 40, 8);
            some.config.array = {40, 40 - i, Dataflow(i % 3), true};
            some.x.assign(200 * 200, 1);
            some.w.assign(200 * 200, -1);
            some.operands = *makeOperands({200, 200, 200}, some.operands->config, some.x, some.w);
            some.positions = 1;
            auto simulator = *ArraySimulator::create(some.config, some.operands);
            simulator.runToEnd();
            QCOMPARE(simulator.cycle(), expectedCycles(some));
            QCOMPARE(std::ranges::count(simulator.outputs(), productAt(*some.operands, 0, 0)), 200 * 200);
        }
    }

    /// At any cycle: stopped there, stepped there one by one, put there from the start or from the end, or from a copy.
    void anyCycle()
    {
        Draw draw(13);
        for (int i = 0; i < 720; ++i) {
            const Case some = someCase(draw, i, 7, 20);
            auto jumping = *ArraySimulator::create(some.config, some.operands);
            auto running = jumping;
            const auto cycles = static_cast<int>(std::min<std::int64_t>(expectedCycles(some), 1 << 30));
            std::int64_t at = 0;
            for (int stop = 0; stop < 4; ++stop) {
                at = stop == 3 ? cycles : std::min<std::int64_t>(cycles, at + draw(0, std::max(1, cycles / 3)));
                running.run(at);
                jumping.jump(draw(0, cycles));
                jumping.jump(at);
                compareArrays(jumping, running);
                if (at > 0) { // a step back and forward again
                    ArraySimulator back = running;
                    back.jump(at - 1);
                    QCOMPARE(back.cycle(), at - 1);
                    back.stepCycle();
                    compareArrays(back, running);
                }
                ArraySimulator copy = jumping; // going on from where a jump led is going on from a run
                copy.runToEnd();
                QCOMPARE(copy.cycle(), expectedCycles(some));
                QCOMPARE(copy.outputs()[0], productAt(*some.operands, 0, 0));
                QCOMPARE(copy.outputs().back(),
                         productAt(*some.operands, some.operands->shape.m - 1, some.operands->shape.n - 1));
                if (QTest::currentTestFailed())
                    QFAIL(qPrintable(QStringLiteral("case %1, cycle %2").arg(i).arg(at)));
            }
        }
    }

    /// Every register of every cell in every cycle.
    void againstThePlainArray()
    {
        Draw draw(14);
        for (int i = 0; i < 360; ++i) {
            Case some = someCase(draw, i, 5, 9);
            auto simulator = *ArraySimulator::create(some.config, some.operands);
            std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> outputs;
            while (!simulator.done()) {
                const std::int64_t fold = simulator.fold().index;
                while (simulator.phase() == FoldPhase::Loading)
                    simulator.stepCycle();
                slow::SlowArray plain(some.config, *some.operands, simulator.axes().stream, simulator.fold().firstRow,
                                      simulator.fold().firstColumn);
                while (!plain.done()) {
                    QCOMPARE(simulator.fold().index, fold);
                    compareCycle(simulator, plain, outputs);
                    if (QTest::currentTestFailed())
                        QFAIL(qPrintable(QStringLiteral("case %1, cycle %2").arg(i).arg(simulator.cycle())));
                }
                while (simulator.phase() == FoldPhase::Draining && simulator.fold().index == fold)
                    simulator.stepCycle();
                QCOMPARE(simulator.fold().index, fold + 1);
            }
            const bool swapped = some.config.array.dataflow == Dataflow::InputStationary;
            for (const auto& [place, sum] : outputs)
                QCOMPARE(sum, swapped ? productAt(*some.operands, place.second, place.first)
                                      : productAt(*some.operands, place.first, place.second));
        }
    }

    /// The pair shown is the one that the next cycle counts.
    void thePairUnderWay()
    {
        Draw draw(15);
        Case some = someCase(draw, 3, 4, 9);
        auto simulator = *ArraySimulator::create(some.config, some.operands);
        while (!simulator.done()) {
            const SimulatedCell before = simulator.cell(0, 0);
            const auto pair = simulator.pairUnderWay(0, 0);
            QCOMPARE(pair.has_value(), before.pairsLeft() > 0);
            std::vector<std::int32_t> counts = simulator.coefficients(0, 0);
            simulator.stepCycle();
            if (!pair || simulator.cell(0, 0).item != before.item)
                continue;
            counts[std::size_t(pair->exponent())] += pair->sign();
            QCOMPARE(simulator.coefficients(0, 0), counts);
        }
    }

    void whatCannotBeSimulated()
    {
        const auto operands = *makeOperands({1, 2, 1}, {}, {1, 2}, {3, 4});
        const auto message = [&](const SimulationConfig& config) {
            return QString::fromStdString(ArraySimulator::create(config, operands).error().message);
        };
        QCOMPARE(message({{0, 4, Dataflow::OutputStationary, false}, MacKind::Term, StepLength::Provisioned}),
                 "array: expected rows and columns from 1, found 0×4");
        QCOMPARE(message({{65536, 65536, Dataflow::OutputStationary, false}, MacKind::Term, StepLength::Provisioned}),
                 "simulation: expected at most 4194304 cells, found 65536×65536");
        QCOMPARE(message({{2, 2, Dataflow::OutputStationary, false}, MacKind::Term, StepLength::Ideal}),
                 "simulation: expected provisioned or adaptive steps, found ideal ones, in which nobody waits");
        QVERIFY(!makeOperands({1, 3, 1}, {}, {1, 2, 3}, {4, 5, 6}, 2).has_value());
        QVERIFY(!makeOperands({1, 1, 1}, {}, {128}, {1}).has_value());
    }
};

TERMSCOPE_TEST(TestArraySimulator)
#include "TestArraySimulator.moc"
