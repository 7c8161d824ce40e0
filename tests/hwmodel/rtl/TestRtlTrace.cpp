// Two value change dumps of one run: the simulator's and Verilator's, cycle by cycle on what both have.
#include "hwmodel/simulate/VcdTrace.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "tests/hwmodel/rtl/RtlModel.h"
#include "tests/support/TestClass.h"
#include "tests/support/ValueDump.h"

#include <random>

using namespace termscope;

namespace {

constexpr int side = 2;
constexpr int latency = 2; // cycles between those that count and the cells: memory, and its way

} // namespace

class TestRtlTrace : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!rtl::has("verilator"))
            SKIP_LACKING("verilator", "install Debian's package verilator");
        QVERIFY(folder_.isValid());
    }

    /// Folds at the edges too. Step and cycle in it, and the coefficients of every cell after every cycle.
    void dumpsAgree()
    {
        std::mt19937 random(6);
        TermMacConfig terms;
        terms.groupSize = 3;
        terms.budget = 4;
        terms.dataTerms = 2;
        const GemmShape shape{3, 8, 5};
        const auto values = [&](std::int64_t count) {
            std::vector<std::int64_t> list(static_cast<std::size_t>(count));
            for (std::int64_t& value : list)
                value = static_cast<std::int64_t>(random() % 255) - 127;
            return list;
        };
        const auto operands = makeOperands(shape, terms, values(shape.m * shape.k), values(shape.k * shape.n)).value();
        const SimulationConfig config{
            {side, side, Dataflow::OutputStationary, false}, MacKind::Term, StepLength::Provisioned};
        const ArrayDesign design = arrayDesign(config, *operands, {}).value();

        QString log;
        const QString program = rtl::verilated("traced", "term_array_bench",
                                               rtl::parametersOf(design) + QStringList{"--trace"}, log);
        QVERIFY2(!program.isEmpty(), qPrintable(log));
        QVERIFY(rtl::writeFiles(folder_.path(), productMemory(design, config, operands).value().files));
        const QString hardware = folder_.path() + "/hardware.vcd";
        const rtl::ProcessRun run = rtl::runProgram(program, {"+case=" + folder_.path(), "+vcd=" + hardware});
        QVERIFY2(run.exitCode == 0, qPrintable(run.output));

        const QString model = folder_.path() + "/model.vcd";
        ArraySimulator simulator = ArraySimulator::create(config, operands).value();
        VcdTrace trace = VcdTrace::open(model.toStdString(), simulator).value();
        while (!simulator.done()) {
            simulator.run(simulator.cycle() + 1);
            QVERIFY(trace.record(simulator));
        }
        QVERIFY(trace.finish());
        compare(ValueDump(model), ValueDump(hardware), simulator.cycle(), design);
    }

private:
    static void compare(const ValueDump& model, const ValueDump& hardware, qint64 cycles, const ArrayDesign& design)
    {
        const QString state = hardware.named("u_control.state_q");
        const QString step = hardware.named("u_control.step_q");
        const QString inStep = hardware.named("u_control.cycle_q");
        QVERIFY2(!state.isEmpty() && !step.isEmpty() && !inStep.isEmpty(), "names of the control unit");
        const qint64 begin = hardware.firstChange(state);
        QVERIFY(begin > 0);
        constexpr qint64 cycle = 10; // units of time of both
        for (qint64 t = 0; t < cycles; ++t) {
            QCOMPARE(hardware.at(step, begin + t * cycle, 0, 24, false),
                     model.at("array.step", t * cycle, 0, 32, false));
            QCOMPARE(hardware.at(inStep, begin + t * cycle, 0, 16, false),
                     model.at("array.cycle_in_step", t * cycle, 0, 32, false));
        }
        int counted = 0;
        for (int r = 0; r < side; ++r)
            for (int c = 0; c < side; ++c) {
                const QString vector = hardware.named(
                    QStringLiteral("gen_row[%1].gen_column[%2].gen_term.u_cell.u_vector.vector_q").arg(r).arg(c));
                QVERIFY2(!vector.isEmpty(), "name of a vector");
                // Before the first fold's first cycle a vector holds nothing that counts.
                for (qint64 t = 1; t < cycles; ++t)
                    for (int i = 0; i < design.weightBits + design.dataBits - 1; ++i) {
                        const qint64 found = hardware.at(vector, begin + (t + latency) * cycle,
                                                         i * design.coefficientBits, design.coefficientBits, true);
                        const qint64 expected = model.at(QStringLiteral("array.cell_%1_%2.c%3").arg(r).arg(c).arg(i),
                                                         t * cycle, 0, 32, true);
                        QVERIFY2(found == expected, qPrintable(QStringLiteral("cell %1 %2, c%3 after %4 cycles: %5, %6")
                                                                   .arg(r)
                                                                   .arg(c)
                                                                   .arg(i)
                                                                   .arg(t)
                                                                   .arg(found)
                                                                   .arg(expected)));
                        counted += found != 0 ? 1 : 0;
                    }
            }
        QVERIFY(counted > 0);
    }

    QTemporaryDir folder_;
};

TERMSCOPE_TEST(TestRtlTrace)
#include "TestRtlTrace.moc"
