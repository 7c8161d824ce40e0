// The array's hardware sources against the simulator: every output, and the cycles, for random shapes, settings, cells
// and dataflows; and what it costs to change the mode of an array that runs.
#include "tests/hwmodel/rtl/RtlModel.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"

#include "hwmodel/registers/ControlRegisters.h"

#include <random>

using namespace termscope;

namespace {

constexpr int side = 8;        // of the array that is compiled
constexpr int mostValues = 16; // of a group
constexpr int mostLength = 40; // M, K and N
constexpr int bits = 9;        // bytes less a zero point: up to 255

/// The array that is compiled: every case runs on a corner of it.
ArrayDesign compiledDesign(MacKind mac, Dataflow dataflow)
{
    ArrayDesign design;
    design.array = {side, side, dataflow, false};
    design.mac = mac;
    design.values = mostValues;
    design.weightBits = design.dataBits = bits;
    design.coefficientBits = 12;
    design.wordBits = 26;
    return design;
}

struct Case {
    SimulationConfig config;
    std::shared_ptr<const ProductOperands> operands;

    QString text() const
    {
        const TermMacConfig& terms = operands->config;
        const auto& [m, k, n] = operands->shape;
        return QStringLiteral("%1x%2 cells, %3x%4x%5, %6, g %7, k %8, s %9, %10 bits")
            .arg(config.array.rows)
            .arg(config.array.columns)
            .arg(m)
            .arg(k)
            .arg(n)
            .arg(terms.mode == TermMode::Revealed ? "tr" : "qt")
            .arg(terms.groupSize)
            .arg(terms.budget)
            .arg(terms.dataTerms)
            .arg(terms.dataBits);
    }
};

class Cases {
public:
    Cases(MacKind mac, Dataflow dataflow) : mac_(mac), dataflow_(dataflow) {}

    Case next(std::optional<ArrayConfig> array = std::nullopt)
    {
        const ArrayConfig own{upTo(side), upTo(side), dataflow_, false};
        TermMacConfig terms;
        terms.mode = upTo(2) == 1 ? TermMode::Revealed : TermMode::Quantized;
        terms.groupSize = upTo(mostValues);
        terms.budget = upTo(3 * terms.groupSize);
        terms.dataTerms = upTo(4);
        terms.weightBits = terms.dataBits = 1 + upTo(bits - 1);
        // A step of QT lasts g·(b − 1)²: long ones are few, and short shapes show the same.
        const bool slow = terms.provisionedStep() > 100;
        const std::int64_t positions = upTo(4); // of a kernel: groups do not cross them
        const GemmShape shape{upTo(slow ? 6 : mostLength), positions * upTo(mostLength / static_cast<int>(positions)),
                              upTo(slow ? 6 : mostLength)};
        const auto operands = makeOperands(shape, terms, values(shape.m * shape.k, terms.dataBits),
                                           values(shape.k * shape.n, terms.weightBits), positions);
        return {{array.value_or(own), mac_, StepLength::Provisioned}, operands.value()};
    }

private:
    int upTo(int most) { return 1 + static_cast<int>(random_() % static_cast<std::uint64_t>(most)); }

    /// Random, or all at the ends of their range, where coefficients grow most.
    std::vector<std::int64_t> values(std::int64_t count, int width)
    {
        const std::int64_t largest = (std::int64_t{1} << (width - 1)) - 1;
        const int kind = upTo(4);
        std::vector<std::int64_t> result(static_cast<std::size_t>(count));
        for (std::int64_t& value : result) {
            value = static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(2 * largest + 1)) - largest;
            if (kind == 1)
                value = value < 0 ? -largest : largest;
        }
        return result;
    }

    MacKind mac_;
    Dataflow dataflow_;
    std::mt19937_64 random_{20};
};

bool writeCase(const QString& folder, const Case& one)
{
    const auto memory = productMemory(compiledDesign(one.config.mac, one.config.array.dataflow), one.config,
                                      one.operands);
    return memory && rtl::writeFiles(folder, memory->files);
}

} // namespace

class TestRtlArray : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!rtl::has("verilator"))
            SKIP_LACKING("verilator", "install Debian's package verilator");
        QVERIFY(folder_.isValid());
    }

    void equalsTheSimulator_data()
    {
        QTest::addColumn<MacKind>("mac");
        QTest::addColumn<Dataflow>("dataflow");
        for (const MacKind mac : {MacKind::Term, MacKind::Parallel})
            for (const Dataflow dataflow : {Dataflow::OutputStationary, Dataflow::WeightStationary})
                QTest::addRow("%s-%s", nameOf(mac).data(), nameOf(dataflow).data()) << mac << dataflow;
    }

    void equalsTheSimulator()
    {
        QFETCH(MacKind, mac);
        QFETCH(Dataflow, dataflow);
        const QString program = programFor(mac, dataflow);
        QVERIFY2(!program.isEmpty(), qPrintable(log_));
        Cases cases(mac, dataflow);
        const int count = isLongTier() ? 1250 : 60;
        for (int i = 0; i < count; ++i) {
            const Case one = cases.next();
            QVERIFY(writeCase(folder_.path(), one));
            const rtl::ProcessRun run = rtl::runProgram(program, {"+case=" + folder_.path()});
            QVERIFY2(run.exitCode == 0 && run.output.contains(" outputs=OK\n"),
                     qPrintable(QStringLiteral("case %1: %2\n%3").arg(i).arg(one.text(), run.output)));
        }
    }

    /// The second product's registers are written when cell (0, 0) has done the first one's last item.
    void changesItsModeAsTheModelSays_data()
    {
        QTest::addColumn<Dataflow>("dataflow");
        for (const Dataflow dataflow : {Dataflow::OutputStationary, Dataflow::WeightStationary})
            QTest::addRow("%s", nameOf(dataflow).data()) << dataflow;
    }

    void changesItsModeAsTheModelSays()
    {
        QFETCH(Dataflow, dataflow);
        const QString program = programFor(MacKind::Term, dataflow);
        QVERIFY2(!program.isEmpty(), qPrintable(log_));
        Cases cases(MacKind::Term, dataflow);
        const QString second = folder_.path() + "/second";
        const int count = isLongTier() ? 200 : 12;
        for (int i = 0; i < count; ++i) {
            const Case one = cases.next();
            const Case two = cases.next(one.config.array);
            QVERIFY(writeCase(folder_.path(), one) && writeCase(second, two));
            const rtl::ProcessRun run = rtl::runProgram(program, {"+case=" + folder_.path(), "+second=" + second});
            QVERIFY2(
                run.exitCode == 0 && run.output.contains(" outputs=OK delay="),
                qPrintable(QStringLiteral("case %1: %2, then %3\n%4").arg(i).arg(one.text(), two.text(), run.output)));
        }
    }

private:
    /// Empty where it could not be compiled.
    QString programFor(MacKind mac, Dataflow dataflow)
    {
        const ArrayDesign design = compiledDesign(mac, dataflow);
        const QString name = QStringLiteral("%1-%2").arg(nameOf(mac).data(), nameOf(dataflow).data());
        return rtl::verilated(name, "term_array_bench", rtl::parametersOf(design) + QStringList{"-GResizable=1'b1"},
                              log_);
    }

    QTemporaryDir folder_;
    QString log_;
};

TERMSCOPE_TEST(TestRtlArray)
#include "TestRtlArray.moc"
