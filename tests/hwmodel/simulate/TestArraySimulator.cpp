// Stepped arrays against integer products and against closed forms written out here.

#include "core/terms/Reveal.h"
#include "hwmodel/simulate/ArraySimulator.h"
#include "hwmodel/timing/ArrayTiming.h"

#include <QtTest>

#include <random>

using namespace termscope;

class TestArraySimulator : public QObject {
    Q_OBJECT

private slots:
    void randomShapes();
    void aCopyIsASnapshot();
};

namespace {

/// The operands are what core's readable road makes of the same integers.
void compareWithRevealing(const ProductOperands& operands, const std::vector<std::int64_t>& x, const std::vector<std::int64_t>& w)
{
    const TermMacConfig& config = operands.config;
    const GemmShape& shape = operands.shape;
    const bool tr = config.mode == TermMode::Revealed;
    for (std::int64_t m = 0; m < shape.m; ++m)
        for (std::int64_t k = 0; k < shape.k; ++k) {
            const std::int64_t value = x[std::size_t(m * shape.k + k)];
            const std::int64_t kept = tr ? revealGroup({&value, 1}, config.dataTerms, Encoding::Hese).values[0].revealed : value;
            QCOMPARE(std::int64_t{operands.inputs.value(m, k)}, kept);
        }
    for (std::int64_t n = 0; n < shape.n; ++n) {
        std::vector<std::int64_t> line;
        for (std::int64_t k = 0; k < shape.k; ++k)
            line.push_back(w[std::size_t(k * shape.n + n)]);
        std::int64_t k = 0;
        for (const RevealedGroup& group : revealGroups(line, config.groupSize, tr ? config.budget : 1000, Encoding::Hese))
            for (const RevealedValue& value : group.values)
                QCOMPARE(std::int64_t{operands.weights.value(n, k++)}, value.revealed);
    }
}

} // namespace

void TestArraySimulator::randomShapes()
{
    std::mt19937 random(11);
    const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    for (int round = 0; round < 2000; ++round) {
        const int most = round % 50 == 0 ? 40 : 9;
        SimulationConfig config{{draw(1, most), draw(1, most), Dataflow(round % 3), draw(0, 1) == 1},
                                round / 3 % 2 == 0 ? MacKind::Parallel : MacKind::Term};
        TermMacConfig term;
        term.mode = round / 6 % 2 == 0 ? TermMode::Revealed : TermMode::Quantized;
        term.skew = round / 12 % 2 == 0 ? Skew::Step : Skew::Clock;
        term.groupSize = draw(1, 8);
        term.budget = draw(1, 16);
        term.dataTerms = draw(1, 4);
        term.weightBits = draw(2, 8);
        term.dataBits = draw(2, 8);
        const GemmShape shape{draw(1, most), draw(1, most), draw(1, most)};
        std::vector<std::int64_t> x(std::size_t(shape.m * shape.k)), w(std::size_t(shape.k * shape.n));
        const int xMost = (1 << (term.dataBits - 1)) - 1, wMost = (1 << (term.weightBits - 1)) - 1;
        for (auto& value : x)
            value = draw(-xMost, xMost);
        for (auto& value : w)
            value = draw(-wMost, wMost);
        const auto operands = *makeOperands(shape, term, x, w);
        ArraySimulator simulator(config, operands);
        simulator.seek(std::int64_t{1} << 40);
        for (std::int64_t m = 0; m < shape.m; ++m)
            for (std::int64_t n = 0; n < shape.n; ++n) {
                std::int64_t sum = 0;
                for (std::int64_t k = 0; k < shape.k; ++k)
                    sum += std::int64_t{operands->inputs.value(m, k)} * operands->weights.value(n, k);
                QVERIFY2(simulator.outputs()[std::size_t(m * shape.n + n)] == sum, qPrintable(QString::number(round)));
            }
        compareWithRevealing(*operands, x, w);
        const bool tmac = config.mac == MacKind::Term;
        const std::int64_t r = config.array.rows, c = config.array.columns, g = term.groupSize;
        const std::int64_t k = tmac ? (shape.k + g - 1) / g : shape.k;
        const bool tr = term.mode == TermMode::Revealed;
        const std::int64_t b = !tmac ? 1 : tr ? term.budget * term.dataTerms : g * (term.weightBits - 1) * (term.dataBits - 1);
        std::int64_t sr = shape.m, sc = shape.n, t = k, load = 0;
        if (round % 3 == 1) {
            sr = k, t = shape.m;
            load = !tmac ? r : r * (tr ? term.budget : g * (term.weightBits - 1));
        } else if (round % 3 == 2) {
            sr = k, sc = shape.m, t = shape.n;
            load = !tmac ? r : r * (tr ? g * term.dataTerms : g * (term.dataBits - 1));
        }
        const std::int64_t wave = term.skew == Skew::Clock ? t * b + r + c - 2 : (t + r + c - 2) * b;
        const std::int64_t drain = !tmac && round % 3 == 0 && config.array.drain ? r : 0;
        const std::int64_t folds = ((sr + r - 1) / r) * ((sc + c - 1) / c);
        QVERIFY2(simulator.cycle() == folds * (load + wave + drain), qPrintable(QString::number(round)));
        const auto timing = tmac ? termTiming(config.array, term, shape, static_cast<double>(term.provisionedStep()))
                                 : parallelTiming(config.array, shape);
        QCOMPARE(static_cast<double>(simulator.cycle()), timing->cycles);
    }
}

/// Going on from a copy gives what going on from the original gives.
void TestArraySimulator::aCopyIsASnapshot()
{
    const GemmShape shape{7, 20, 9};
    std::vector<std::int64_t> x, w;
    for (int i = 0; i < 140; ++i)
        x.push_back(i * 37 % 255 - 127);
    for (int i = 0; i < 180; ++i)
        w.push_back(i * 53 % 255 - 127);
    const auto operands = *makeOperands(shape, {}, x, w);
    ArraySimulator straight({{4, 3, Dataflow::WeightStationary, false}, MacKind::Term}, operands);
    ArraySimulator halted = straight;
    straight.seek(std::int64_t{1} << 40);
    halted.seek(straight.cycle() / 2);
    const ArraySimulator snapshot = halted;
    halted.seek(std::int64_t{1} << 40);
    QCOMPARE(halted.outputs(), straight.outputs());
    ArraySimulator again = snapshot;
    QCOMPARE(again.cycle(), straight.cycle() / 2);
    QVERIFY(!again.done());
    again.seek(std::int64_t{1} << 40);
    QCOMPARE(again.outputs(), straight.outputs());
    QCOMPARE(again.cycle(), straight.cycle());
}

QTEST_APPLESS_MAIN(TestArraySimulator)
#include "TestArraySimulator.moc"
