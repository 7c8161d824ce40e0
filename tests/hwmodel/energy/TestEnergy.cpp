// Energy and area are counts times unit costs, worked by hand; the table of costs is read, checked and written whole.
#include "hwmodel/energy/ModeComparison.h"
#include "hwmodel/timing/AdaptiveTiming.h"
#include "resources/Embedded.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Costs that are easy to multiply by.
UnitCosts roundCosts()
{
    UnitCosts costs;
    costs.title = "round";
    costs.mac.value = 3;
    costs.termPair.value = 2;
    costs.sramWord.value = 10;
    costs.dramWord.value = 100;
    costs.parallelCell.value = 7;
    costs.termCell.value = 5;
    costs.sramKb.value = 1000;
    return costs;
}

const LayerShape product{"p", {4, 16, 8}, 1};

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t place = text.find(from);
    return place == std::string::npos ? std::string() : text.replace(place, from.size(), to);
}

} // namespace

class TestEnergy : public QObject {
    Q_OBJECT

private slots:
    /// 4×16×8 on 4×4 cells, output-stationary: 512 MACs; SRAM 64·2 + 128·1 + 32 words; everything fits its SRAM, so
    /// that DRAM gives 64 + 128 words and takes 32.
    void parallelByHand()
    {
        TimingConfig config;
        config.array = {4, 4, Dataflow::OutputStationary, false};
        config.dram = DramConfig{1, 2, 3, 4, 1};
        const LayerTiming timing = *timeLayer(product, config);
        const EnergyBreakdown energy = energyOf(timing, operationsOf(product, config), config, roundCosts());
        QCOMPARE(energy.compute, 512 * 3.0);
        QCOMPARE(energy.sram, 288 * 10.0);
        QCOMPARE(energy.dram, 224 * 100.0);
        QCOMPARE(energy.total(), energy.compute + energy.sram + energy.dram);
        QVERIFY(!energy.atMost);
        QCOMPARE(areaOf(config, roundCosts()).cells, 16 * 7.0);
        QCOMPARE(areaOf(config, roundCosts()).sram, 6000.0);
        config.terms.weightBits = 16; // words of two bytes, a multiplier twice as large
        const EnergyBreakdown wide = energyOf(timing, operationsOf(product, config), config, roundCosts());
        QCOMPARE(wide.compute, 2 * energy.compute);
        QCOMPARE(wide.sram, 2 * energy.sram);
    }

    /// Weight-stationary on 4×4 cells: K folds four times, so that 3·32 partial sums come back and 4·32 leave.
    void partialSumsCount()
    {
        TimingConfig config;
        config.array = {4, 4, Dataflow::WeightStationary, false};
        const EnergyBreakdown energy = energyOf(*timeLayer(product, config), operationsOf(product, config), config,
                                                roundCosts());
        QCOMPARE(energy.sram, (64 * 2 + 128 + 4 * 32 + 3 * 32) * 10.0);
        QCOMPARE(energy.dram, 0.0);
    }

    /// TR of k = 12, s = 3 in groups of 8: two groups of 36 slots. QT: 49 pairs a product at the most; a padded group
    /// has no more than its values.
    void boundsOfPairs()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        QCOMPARE(operationsOf(product, config).count, 32 * 2 * 36.0);
        QVERIFY(operationsOf(product, config).atMost);
        config.terms.mode = TermMode::Quantized;
        QCOMPARE(operationsOf(product, config).count, 512 * 49.0);
        const LayerShape padded{"p", {4, 9, 8}, 1};
        QCOMPARE(operationsOf(padded, config).count, 32 * 9 * 49.0);
        config.terms.mode = TermMode::Revealed;
        config.terms.budget = 100; // more than 8 values have terms for: 4 by 3 a product
        QCOMPARE(operationsOf(product, config).count, 512 * 12.0);
    }

    /// Actual pairs, counted product by product.
    void actualPairs()
    {
        TimingConfig config;
        config.mac = MacKind::Term;
        std::vector<std::uint8_t> x(64);
        std::vector<std::uint8_t> w(128);
        for (std::size_t i = 0; i < w.size(); ++i) {
            w[i] = static_cast<std::uint8_t>(i * 7 % 3);
            x[i % 64] = static_cast<std::uint8_t>(i * 5 % 4);
        }
        double pairs = 0.0;
        for (std::size_t m = 0; m < 4; ++m)
            for (std::size_t n = 0; n < 8; ++n)
                for (std::size_t k = 0; k < 16; ++k)
                    pairs += x[m * 16 + k] * w[n * 16 + k];
        const double mean = meanPairs(groupedCounts(x, 4, 1, 8), groupedCounts(w, 8, 1, 8));
        const Operations operations = operationsOf(product, config, mean);
        QVERIFY(!operations.atMost);
        QVERIFY(std::abs(operations.count - pairs) < 1e-6);
        const EnergyBreakdown energy = energyOf(*timeIdeal(product, config, mean), operations, config, roundCosts());
        QVERIFY(std::abs(energy.compute - 2 * pairs) < 1e-6);
    }

    /// The same cells twice: the model's ratios are those of the two runs, and the published ones stand beside them.
    void modesBesidePublishedRatios()
    {
        const PublishedFigures published = *parsePublishedFigures(textOf(embedded::publishedFigures()), "published");
        TimingConfig config;
        config.array = {4, 4, Dataflow::OutputStationary, false};
        const std::vector<LayerShape> layers{product, product};
        const ModeComparison both = *compareModes(layers, config, roundCosts(), published);
        QCOMPARE(both.quantized.cycles, 2 * 2 * 8 * 392);
        QCOMPARE(both.revealed.cycles, 2 * 2 * 8 * 36);
        QCOMPARE(both.ratios[0].latency, 392.0 / 36.0);
        QCOMPARE(both.ratios[0].energy, (512 * 49 * 2 + 2880.0) / (32 * 72 * 2 + 2880.0));
        QCOMPARE(both.ratios.size(), std::size_t{7});
        QVERIFY(!both.ratios[0].published && both.ratios[2].published);
        QCOMPARE(both.ratios[2].label, std::string("published: VGG-16, Xilinx VC707, 128 x 64 term MACs"));
        QCOMPARE(both.ratios[2].latency, 10.8);
        TermMacConfig quantized = config.terms;
        quantized.mode = TermMode::Quantized;
        const ModeComparison first = *compareModes(layers, config, roundCosts(), published,
                                                   std::array{quantized, config.terms});
        QCOMPARE(first.revealed.cycles, 2 * 8 * (392 + 36));
        // A layer with a budget of its own: s·k = 3·4 cycles a step in place of 36; QT knows no budget.
        TermMacConfig narrow = config.terms;
        narrow.budget = 4;
        const ModeComparison own = *compareModes(layers, config, roundCosts(), published,
                                                 std::array{config.terms, narrow});
        QCOMPARE(own.revealed.cycles, 2 * 8 * (36 + 12));
        QCOMPARE(own.quantized.cycles, both.quantized.cycles);
        QVERIFY(!compareModes(std::vector<LayerShape>{{"z", {0, 1, 1}, 1}}, config, roundCosts(), published));
    }

    void embeddedTable()
    {
        const Result<UnitCosts> costs = parseUnitCosts(textOf(embedded::unitCosts()), "unit_costs.json");
        QVERIFY2(costs.has_value(), costs ? "" : costs.error().message.c_str());
        for (const UnitCostRow& row : unitCostRows()) {
            QVERIFY((*costs.*row.member).value > 0.0);
            QVERIFY(!(*costs.*row.member).source.empty());
        }
        QVERIFY(costs->termPair.value < costs->mac.value);
        QVERIFY(costs->mac.value < costs->sramWord.value);
        QVERIFY(costs->sramWord.value < costs->dramWord.value);
        QCOMPARE(*parseUnitCosts(toJson(*costs), "again"), *costs);
    }

    /// Memories are as quoted; what is counted names its command.
    void countedTable()
    {
        const Result<UnitCosts> counted = parseUnitCosts(textOf(embedded::countedUnitCosts()), "counted.json");
        QVERIFY2(counted.has_value(), counted ? "" : counted.error().message.c_str());
        const UnitCosts quoted = *parseUnitCosts(textOf(embedded::unitCosts()), "quoted.json");
        for (const UnitCostRow& row : unitCostRows()) {
            const UnitCost& cost = *counted.*row.member;
            QVERIFY(cost.value > 0.0);
            const bool isMemory = std::string_view(row.key).find("ram") != std::string_view::npos;
            QVERIFY2(cost.source.starts_with(isMemory ? "Not counted; as quoted." : "Counted: "), row.key);
            QVERIFY(!isMemory || cost.value == (quoted.*row.member).value);
            QVERIFY(isMemory || cost.source.find("hwmodel/rtl/") != std::string::npos);
        }
        QVERIFY(counted->termCell.value > quoted.termCell.value);
        QCOMPARE(*parseUnitCosts(toJson(*counted), "again"), *counted);
    }

    void writtenAndRead()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("costs.json").toStdString();
        QVERIFY(writeUnitCosts(path, roundCosts()).has_value());
        QCOMPARE(*readUnitCosts(path), roundCosts());
        QVERIFY(!readUnitCosts(path / "not there").has_value());
        QVERIFY(!writeUnitCosts(path / "not there", roundCosts()).has_value());
    }

    void errors_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("message");
        QTest::newRow("no JSON") << "{"
                                 << "[{"
                                 << "c.json: expected JSON text";
        QTest::newRow("negative") << "\"value\": 3.0"
                                  << "\"value\": -3.0"
                                  << "c.json: costs, mac: expected \"value\" between 0 and 1e+12, found -3";
        QTest::newRow("text") << "\"value\": 3.0"
                              << "\"value\": \"3\""
                              << "c.json: costs, mac: expected \"value\" to be a number, found string";
        QTest::newRow("unit") << "\"unit\": \"um2\""
                              << "\"unit\": \"nm2\""
                              << "c.json: costs, parallel_cell: expected \"unit\" to be um2, found \"nm2\"";
        QTest::newRow("no source") << "\"source\""
                                   << "\"origin\""
                                   << "c.json: costs, mac: expected \"source\" to be a text, found null";
        QTest::newRow("twice") << "\"term_pair\""
                               << "\"mac\""
                               << "c.json: expected every key once, found \"mac\" twice";
        QTest::newRow("unknown") << "\"mac\""
                                 << "\"mca\""
                                 << "c.json: costs: expected one of mac, term_pair, sram_word, dram_word, "
                                    "parallel_cell, term_cell, sram_kb, found \"mca\"";
        QTest::newRow("no title") << "\"title\""
                                  << "\"name\""
                                  << "c.json: expected \"title\" to be a text, found null";
        QTest::newRow("no costs") << "\"costs\""
                                  << "\"cost\""
                                  << "c.json: expected \"costs\" to be an object, found null";
    }

    void errors()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, message);
        const Result<UnitCosts> costs = parseUnitCosts(
            replaced(toJson(roundCosts()), from.toStdString(), to.toStdString()), "c.json");
        QVERIFY(!costs.has_value());
        QCOMPARE(QString::fromStdString(costs.error().message), message);
    }

    void missingRow()
    {
        const std::string whole = toJson(roundCosts());
        const std::size_t from = whole.find("\"term_pair\"");
        const std::size_t to = whole.find("\"sram_word\"");
        const Result<UnitCosts> costs = parseUnitCosts(whole.substr(0, from) + whole.substr(to), "c.json");
        QCOMPARE(costs.error().message,
                 std::string("c.json: costs, term_pair: expected an object with value, unit and source, found null"));
    }
};

TERMSCOPE_TEST(TestEnergy)
#include "TestEnergy.moc"
