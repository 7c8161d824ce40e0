// The gates of the hardware sources: what the document says is what the file has, and what Yosys counts; and what Yosys
// proves of the sources.
#include "hwmodel/energy/GateCounts.h"
#include "resources/Embedded.h"
#include "resources/Tables.h"
#include "tests/hwmodel/rtl/RtlModel.h"
#include "tests/support/TestClass.h"

using namespace termscope;

namespace {

QString textOfFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const std::string small =
    R"({"tools": {"yosys": "Yosys 0"}, "units": {"adder": {"module": "exponent_adder", "parameters": "",
 "xc7": {"lut": 4, "ff": 0, "carry": 1, "depth": 2}, "ice40": {"lut": 4, "ff": 0, "carry": 3, "mhz": 90.5},
 "gates": {"cells": 13, "ff": 0, "um2": 15.4, "depth": 5}}}})";

} // namespace

class TestRtlCounts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Result<GateCounts> counts = embedded::readGateCounts();
        QVERIFY2(counts.has_value(), counts ? "" : counts.error().message.c_str());
        counts_ = *counts;
        QVERIFY(counts_.units.size() >= 18);
    }

    void theDocumentHasTheTable()
    {
        const QString document = textOfFile(TERMSCOPE_SOURCE "/resources/docs/hardware.md");
        for (const UnitGates& unit : counts_.units) {
            const QString row = QString::fromStdString(tableRow(unit));
            QVERIFY2(document.contains(row), qPrintable(row));
        }
        QVERIFY(document.contains(QString::fromStdString(counts_.yosys).section(' ', 0, 1)));
    }

    void everyModuleIsASource()
    {
        for (const UnitGates& unit : counts_.units) {
            const QString file = QString::fromStdString(unit.module) + ".sv";
            QVERIFY2(QFile::exists(rtl::sources + "/" + file) || QFile::exists(rtl::sources + "/parts/" + file),
                     unit.module.c_str());
        }
        QVERIFY(counts_.find("tmac") != nullptr && counts_.find("nothing") == nullptr);
        // A queue of 8 values has two bits for each of 8 exponents; a vector 15 coefficients of 12 bits.
        QCOMPARE(counts_.find("queue")->sevenSeries.flipFlops, 8 * 8 * 2);
        QCOMPARE(counts_.find("vector")->ice40.flipFlops, 15 * 12);
        // An array has its cells, and control and edge beside them.
        for (const auto& [array, cell] : {std::pair{"array-os", "tmac"}, {"array-pmac-os", "pmac-revealed"}})
            QVERIFY(counts_.find(array)->sevenSeries.flipFlops > 64 * counts_.find(cell)->sevenSeries.flipFlops);
    }

    /// The areas of the counted unit costs are those of the cells.
    void unitCostsHaveTheAreas()
    {
        const Result<UnitCosts> costs = embedded::readUnitCosts(UnitCostSet::Counted);
        QVERIFY2(costs.has_value(), costs ? "" : costs.error().message.c_str());
        QCOMPARE(costs->termCell.value, counts_.find("tmac")->area);
        QCOMPARE(costs->parallelCell.value, counts_.find("pmac-revealed")->area);
    }

    void countedAgain()
    {
        if (!rtl::has("yosys"))
            SKIP_LACKING("yosys", "install Debian's package yosys");
        const QString version = rtl::runProgram("yosys", {"-V"}).output.trimmed();
        if (version != QString::fromStdString(counts_.yosys))
            QSKIP("another Yosys counts otherwise");
        const rtl::ProcessRun run = rtl::runProgram(rtl::sources + "/count",
                                                    {"--check", "adder", "encoder", "queue", "value"});
        QVERIFY2(run.exitCode == 0, qPrintable(run.output));
        QVERIFY(rtl::runProgram(rtl::sources + "/count", {"--check", "nothing"}).exitCode != 0);
    }

    /// On hand-written files, and on a design whose changes are known.
    void togglesAreCounted()
    {
        if (!rtl::has("yosys") || !rtl::has("verilator"))
            SKIP_LACKING("yosys or verilator", "install Debian's packages yosys and verilator");
        const rtl::ProcessRun run = rtl::runProgram("python3",
                                                    {TERMSCOPE_SOURCE "/tests/hwmodel/rtl/toggles_tests.py"});
        QVERIFY2(run.exitCode == 0, qPrintable(run.output.right(3000)));
    }

    void proofs_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("solve");
        QTest::addRow("encoder") << "hese_encoder"
                                 << "sat -verify -seq 11 -prove-asserts hese_encoder_proof";
        QTest::addRow("vector") << "coefficient_vector"
                                << "sat -verify -tempinduct -prove-asserts -seq 1 coefficient_vector_proof";
    }

    void proofs()
    {
        if (!rtl::has("yosys"))
            SKIP_LACKING("yosys", "install Debian's package yosys");
        QFETCH(QString, module);
        QFETCH(QString, solve);
        const QString script = QStringLiteral(
            "read_verilog -sv -formal %1_proof.sv ../%1.sv; prep -flatten -top %1_proof; "
            "%2");
        const rtl::ProcessRun run = rtl::runProgram("yosys", {"-p", script.arg(module, solve)},
                                                    rtl::sources + "/proofs");
        QVERIFY2(run.exitCode == 0 && run.output.contains("SUCCESS"), qPrintable(run.output.right(2000)));
    }

    void parsed()
    {
        const Result<GateCounts> counts = parseGateCounts(small, "g.json");
        QVERIFY2(counts.has_value(), counts ? "" : counts.error().message.c_str());
        QCOMPARE(counts->units.size(), std::size_t{1});
        QCOMPARE(tableRow(counts->units[0]), std::string("| adder | 4 | 0 | 1 | 2 | 4 | 0 | 3 | – | 13 | 15 | 5 |"));
        QCOMPARE(*counts->units[0].ice40.megahertz, 90.5);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("message");
        QTest::addRow("no version") << "\"yosys\""
                                    << "\"other\""
                                    << "g.json: tools: expected \"yosys\" to be a text, found null";
        QTest::addRow("no units") << "\"units\""
                                  << "\"parts\""
                                  << "g.json: expected \"units\" to be an object, found null";
        QTest::addRow("no family") << "\"xc7\""
                                   << "\"xc8\""
                                   << "g.json: units, adder, xc7: expected an object, found null";
        QTest::addRow("no number") << "\"lut\": 4, \"ff\": 0, \"carry\": 1"
                                   << "\"lut\": \"4\""
                                   << "g.json: units, adder, xc7: expected \"lut\" to be a number, found string";
    }

    void errors()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, message);
        QString json = QString::fromStdString(small);
        json.replace(json.indexOf(from), from.size(), to);
        const Result<GateCounts> counts = parseGateCounts(json.toStdString(), "g.json");
        QVERIFY(!counts);
        QCOMPARE(QString::fromStdString(counts.error().message), message);
    }

private:
    GateCounts counts_;
};

TERMSCOPE_TEST(TestRtlCounts)
#include "TestRtlCounts.moc"
