// Stepped arrays against integer products and against closed forms written out here.

#include "hwmodel/simulate/ArraySimulator.h"

#include <QtTest>

#include <random>

using namespace termscope;

class TestArraySimulator : public QObject {
    Q_OBJECT

private slots:
    void randomShapes();
};

void TestArraySimulator::randomShapes()
{
    std::mt19937 random(11);
    const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    for (int round = 0; round < 2000; ++round) {
        const int most = round % 50 == 0 ? 40 : 9;
        SimulationConfig config{{draw(1, most), draw(1, most), Dataflow(round % 3), round % 2 == 0},
                                round / 3 % 2 == 0 ? MacKind::Parallel : MacKind::Term};
        TermMacConfig term;
        term.mode = round / 6 % 2 == 0 ? TermMode::Revealed : TermMode::Quantized;
        term.skew = round / 12 % 2 == 0 ? Skew::Step : Skew::Clock;
        term.groupSize = draw(1, 4);
        term.budget = draw(1, 8);
        term.dataTerms = draw(1, 4);
        term.weightBits = draw(2, 4);
        term.dataBits = draw(2, 4);
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
    }
}

QTEST_APPLESS_MAIN(TestArraySimulator)
#include "TestArraySimulator.moc"
