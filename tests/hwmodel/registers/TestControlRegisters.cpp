// The registers hold what was written, refuse what does not fit, and switch one array between QT and TR.
#include "hwmodel/registers/ControlRegisters.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

class TestControlRegisters : public QObject {
    Q_OBJECT

private slots:
    /// {data_terms[15:12], group_budget[11:5], group_size[4:0]}, worked by hand.
    void theWordIsPackedAsDocumented()
    {
        ControlRegisters registers;
        registers.groupSize = 16;
        registers.groupBudget = 24;
        registers.dataTerms = 3;
        QCOMPARE(*packTermWord(registers), std::uint16_t{0x3310});
    }

    void everyWordComesBack()
    {
        for (unsigned word = 0; word < 65536; ++word) {
            const auto registers = unpackRegisters(0b0100011, static_cast<std::uint16_t>(word));
            QCOMPARE(registers.has_value(), (word & 31u) != 0);
            if (registers)
                QCOMPARE(*packTermWord(*registers), static_cast<std::uint16_t>(word));
        }
    }

    void whatDoesNotFitIsNamed()
    {
        ControlRegisters registers;
        registers.groupBudget = 200;
        QCOMPARE(QString::fromStdString(packTermWord(registers).error().message),
                 QStringLiteral("group_budget: expected 0…127, found 200"));
        registers = {};
        registers.groupSize = 32;
        QVERIFY(!packTermWord(registers));
        registers = {};
        registers.dataTerms = 16;
        QVERIFY(!packTermWord(registers));
    }

    void switchingChangesTheModeAlone()
    {
        const ControlRegisters before = *registersFor(TermMacConfig{});
        QCOMPARE(before.mode(), TermMode::Revealed);
        const ControlRegisters quantized = switched(before, TermMode::Quantized);
        QCOMPARE(quantized.mode(), TermMode::Quantized);
        QCOMPARE(switched(quantized, TermMode::Revealed), before);
    }

    /// The words of a configuration, written to an array in another mode, make it that configuration; the delay is that
    /// of what the array was doing.
    void writingSwitchesTheArray()
    {
        const ArrayConfig array{4, 3, Dataflow::OutputStationary, false};
        std::mt19937 random(31);
        for (int i = 0; i < 5000; ++i) {
            TermMacConfig wanted;
            wanted.mode = i % 2 == 0 ? TermMode::Revealed : TermMode::Quantized;
            wanted.groupSize = 1 + static_cast<int>(random() % 31);
            wanted.budget = 1 + static_cast<int>(random() % 127);
            wanted.dataTerms = 1 + static_cast<int>(random() % 15);
            wanted.weightBits = wanted.dataBits = 2 + static_cast<int>(random() % 15);
            TermMacConfig before = wanted;
            before.mode = i % 3 == 0 ? TermMode::Revealed : TermMode::Quantized;
            before.groupSize = 1 + static_cast<int>(random() % 31);
            const ControlRegisters registers = *registersFor(wanted);
            const auto write = writeRegisters(array, before, *packModeWord(registers), *packTermWord(registers));
            QVERIFY(write.has_value());
            QVERIFY(write->config == wanted);
            QCOMPARE(write->delay, before == wanted ? 0 : 5 * before.provisionedStep());
        }
    }

    void whatCannotBeWritten()
    {
        const ArrayConfig array;
        QCOMPARE(QString::fromStdString(writeRegisters(array, {}, 0b0100011, 8).error().message),
                 QStringLiteral("group_budget: expected 1…127, found 0"));
        QCOMPARE(QString::fromStdString(writeRegisters(array, {}, 0b0100011, 12 << 5).error().message),
                 QStringLiteral("group_size: expected 1…31, found 0"));
        QVERIFY(!writeRegisters(array, {}, 0b0000011, 12 << 5 | 8));
        QVERIFY(writeRegisters(array, {}, 0b0100000, 8).has_value()); // QT does not look at the budget
        QCOMPARE(writeRegisters(array, {}, 0b0100011, 12 << 5 | 8)->config.dataTerms, 4); // all terms of 8 bits
    }

    /// What is in flight in 4×3 cells: 5 hops of 36 cycles, or one step and 5 clocks.
    void switchingWaitsForWhatIsInFlight()
    {
        const ArrayConfig array{4, 3, Dataflow::OutputStationary, false};
        TermMacConfig leaving;
        QCOMPARE(switchDelay(array, leaving), 180);
        leaving.skew = Skew::Clock;
        QCOMPARE(switchDelay(array, leaving), 41);
    }
};

TERMSCOPE_TEST(TestControlRegisters)
#include "TestControlRegisters.moc"
