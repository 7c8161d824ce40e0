// time on the embedded network, on single products, and on what it cannot time.
#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

namespace {

QJsonObject timed(const QStringList& arguments)
{
    const ToolRun run = runTool(QStringList{"time", "--json"} + arguments);
    return run.exitCode == 0 ? run.json().object() : QJsonObject();
}

} // namespace

class TestCliTime : public QObject {
    Q_OBJECT

private slots:
    /// 7×3×5, input-stationary, on 8×1 cells: 7 folds of 2·8 + 1 + 5 − 2 = 20 cycles.
    void oneProduct()
    {
        const QJsonObject found = timed({"--gemm", "7x3x5", "--rows", "8", "--cols", "1", "--dataflow", "is"});
        const QJsonObject layer = found["layers"].toArray().at(0).toObject();
        QCOMPARE(layer["folds"].toInt(), 7);
        QCOMPARE(layer["cycles"].toInt(), 140);
        QCOMPARE(layer["mapping_efficiency"].toDouble(), 0.375);
        QCOMPARE(layer["weight_reads"].toInt(), 105);
        QCOMPARE(found["total"].toObject()["cycles"].toInt(), 140);
    }

    /// fc1 in groups of 8 on 128×64 term cells: 8 folds of (98 + 190) steps of k·s = 36 cycles.
    void theEmbeddedNetworkOnTermCells()
    {
        const QJsonObject found = timed(
            {"--mac", "tmac", "--batch", "100", "--group-size", "8", "--budget", "12", "--data-terms", "3"});
        const QJsonArray layers = found["layers"].toArray();
        QCOMPARE(layers.size(), 3);
        QCOMPARE(layers.at(0).toObject()["name"].toString(), QStringLiteral("fc1"));
        QCOMPARE(layers.at(0).toObject()["cycles"].toInt(), 8 * 288 * 36);
        const QJsonObject plain = timed({"--mac", "tmac", "--mode", "qt", "--batch", "100"});
        QCOMPARE(plain["layers"].toArray().at(0).toObject()["cycles"].toInt(), 8 * 288 * 8 * 49);
    }

    void whatScaleSimPrints()
    {
        const QJsonObject found = timed(
            {"--gemm", "3025x363x96", "--rows", "8", "--cols", "8", "--compat", "scale-sim-v2"});
        QCOMPARE(found["total"].toObject()["cycles"].toInt(), 1714595);
        QCOMPARE(found["layers"].toArray().at(0).toObject()["output_writes"].toInt(), 363168);
    }

    /// Nobody waits in the ideal; nobody takes longer than the bound.
    void actualStepsLieBetween()
    {
        for (const QStringList& what : {QStringList{"--batch", "20"}, QStringList{"--gemm", "40x200x90"}}) {
            for (const QString mode : {"tr", "qt"}) {
                const QStringList cells = QStringList{"--mac", "tmac", "--mode", mode, "--rows", "16", "--cols", "16"}
                                          + what;
                const auto cycles = [&](const QString& sync) {
                    return timed(cells + QStringList{"--sync", sync})["total"].toObject()["cycles"].toInt();
                };
                QVERIFY(cycles("ideal") > 0);
                QVERIFY(cycles("ideal") < cycles("adaptive"));
                QVERIFY(cycles("adaptive") < cycles("provisioned"));
            }
        }
    }

    /// Layers with fewer inputs than a group stay at QT: 191 steps of 16·7·7. Convolutions of unknown images are left
    /// out.
    void layersThatAreNotRevealed()
    {
        const QJsonObject found = timed({"--mac", "tmac", "--group-size", "16", TERMSCOPE_CORPUS "/good/mlp.onnx"});
        QCOMPARE(found["layers"].toArray().at(0).toObject()["cycles"].toInt(), 191 * 784);
        QCOMPARE(found["total"].toObject()["switch_cycles"].toInt(), 0);
        const ToolRun run = runTool({"time", TERMSCOPE_CORPUS "/good/weights.npz"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.errors.contains("layer \"conv\" left out: the size of this convolution's images is not known"));
    }

    /// Layers of 4 and 5 inputs in groups of 5: the first stays at QT, so that the array drains the 2 + 3 − 2 hops of a
    /// step of 5·49 cycles before the second. The layers' own cycles do not change.
    void switchingIsCharged()
    {
        const QStringList cells{"--mac", "tmac", "--rows", "2", "--cols", "3", TERMSCOPE_CORPUS "/good/mlp.onnx"};
        int switches = 0;
        for (const int size : {1, 2, 3, 4, 5, 6, 7, 8}) {
            const QJsonObject found = timed(QStringList{"--group-size", QString::number(size)} + cells);
            const QJsonObject total = found["total"].toObject();
            const QJsonArray layers = found["layers"].toArray();
            bool revealed = layers.at(0).toObject()["k"].toInt() >= size;
            int expected = 0;
            for (int i = 1; i < layers.size(); ++i) {
                const bool next = layers.at(i).toObject()["k"].toInt() >= size;
                const int cycles = next == revealed ? 0 : 3 * (revealed ? 36 : size * 49);
                QCOMPARE(layers.at(i).toObject()["switch_cycles"].toInt(), cycles);
                expected += cycles;
                revealed = next;
            }
            QCOMPARE(total["switch_cycles"].toInt(), expected);
            QCOMPARE(total["cycles_with_switches"].toInt(), expected + total["cycles"].toInt());
            switches += expected > 0 ? 1 : 0;
        }
        QVERIFY(switches > 0);
    }

    /// A topology on the array of a .cfg; options count more than it, and what is wrong in a file is told with its
    /// line.
    void topologies()
    {
        QTemporaryDir folder;
        const auto file = [&](const QString& name, const QByteArray& content) {
            QFile written(folder.filePath(name));
            return written.open(QIODevice::WriteOnly) && written.write(content) == content.size() ? written.fileName()
                                                                                                  : QString();
        };
        const QString topology = file("net.csv",
                                      "Layer, H, W, FH, FW, C, N, S,\r\n\"Conv1\", 224, 224, 11, 11, 3, 96, 4,\r\n");
        const QString config = file("array.cfg",
                                    "[architecture_presets]\nArrayHeight: 8\nArrayWidth: 4\nDataflow: is\n");
        const QStringList arguments{"--topology", topology, "--config", config,
                                    "--cols",     "8",      "--compat", "scale-sim-v2"};
        const QJsonObject layer = timed(arguments)["layers"].toArray().at(0).toObject();
        QCOMPARE(layer["m"].toInt(), 3025);
        QCOMPARE(layer["cycles"].toInt(), 2057211);
        QCOMPARE(layer["sram_ofmap_writes"].toInt(), 13358400);
        const QString broken = file("broken.csv", "Layer,M,N,K\ng,1,2\n");
        const ToolRun run = runTool({"time", "--topology", broken});
        QVERIFY(run.errors.startsWith(broken + ", line 2: expected 4 values"));
        QCOMPARE(run.exitCode, 2);
    }

    /// The CSV's columns are the JSON's names; the last line is the total.
    void csvAndJsonAgree()
    {
        const QStringList dram{"--sram-kb", "16,16,16", "--dram-words-per-cycle", "8"};
        const QJsonObject json = timed(dram);
        const ToolRun run = runTool(QStringList{"time", "--csv", "-"} + dram);
        const QStringList lines = run.output.split('\n', Qt::SkipEmptyParts);
        const QStringList header = lines.front().split(',');
        QCOMPARE(lines.size(), 5);
        for (int i = 0; i < 3; ++i)
            for (const QString key :
                 {"m", "k", "n", "folds", "steps", "cycles", "stalls", "input_reads", "output_writes"})
                QCOMPARE(lines[i + 1].split(',')[header.indexOf(key)].toInt(),
                         json["layers"].toArray().at(i).toObject()[key].toInt());
        QCOMPARE(lines[4].split(',')[header.indexOf("cycles")].toInt(), json["total"].toObject()["cycles"].toInt());
        QVERIFY(json["total"].toObject()["stalls"].toInt() > 0);
        const QJsonObject larger = timed({"--sram-kb", "16,512,16", "--dram-words-per-cycle", "8", "--batch", "300"});
        const QJsonObject smaller = timed({"--sram-kb", "16,16,16", "--dram-words-per-cycle", "8", "--batch", "300"});
        QVERIFY(larger["total"].toObject()["cycles"].toInt() < smaller["total"].toObject()["cycles"].toInt());
    }

    /// The set of counted gates, by its title and its energy of a term pair.
    void unitCostsByTheirSet()
    {
        const auto pair = [this](const QString& set) {
            const QJsonObject found = timed({"--gemm", "8x64x8", "--mac", "tmac", "--unit-costs", set});
            const QJsonObject layer = found["layers"].toArray().at(0).toObject();
            return std::pair{layer["energy_compute_pj"].toDouble(), found["model"].toObject()["costs"].toString()};
        };
        const auto [quoted, quotedTitle] = pair("quoted");
        const auto [counted, countedTitle] = pair("counted");
        QCOMPARE(quotedTitle, QStringLiteral("45 nm, 0.9 V"));
        QVERIFY2(countedTitle.contains("counted"), qPrintable(countedTitle));
        QVERIFY(counted > quoted);
        COMPARE_BAD_INPUT(runTool({"time", "--gemm", "2x3x4", "--unit-costs", "counted", "--costs", "x.json"}),
                          "--unit-costs: expected it or --costs, found both");
        COMPARE_BAD_INPUT(runTool({"time", "--gemm", "2x3x4", "--unit-costs", "free"}),
                          "--unit-costs: expected one of quoted, counted, found free");
    }

    /// Costs of the user's own: 2·3·4 MACs of 1 pJ, and 6·1 + 12·1 + 8 words of SRAM at 10 pJ; named a model.
    void energyByTheUsersCosts()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("costs.json");
        QCOMPARE(runTool({"time", "--gemm", "2x3x4", "--write-costs", path}).exitCode, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject table = QJsonDocument::fromJson(file.readAll()).object();
        file.close();
        QJsonObject costs = table["costs"].toObject();
        const auto set = [&costs](const QString& key, double value) {
            QJsonObject cost = costs[key].toObject();
            cost["value"] = value;
            costs[key] = cost;
        };
        set("mac", 1);
        set("sram_word", 10);
        table["costs"] = costs;
        table["title"] = "mine";
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(table).toJson()) > 0);
        file.close();
        const QJsonObject found = timed({"--gemm", "2x3x4", "--costs", path});
        const QJsonObject layer = found["layers"].toArray().at(0).toObject();
        QCOMPARE(layer["energy_compute_pj"].toDouble(), 24.0);
        QCOMPARE(layer["energy_sram_pj"].toDouble(), 260.0);
        QCOMPARE(layer["energy_pj"].toDouble(), 284.0);
        QCOMPARE(found["total"].toObject()["energy_pj"].toDouble(), 284.0);
        QCOMPARE(found["model"].toObject()["costs"].toString(), QStringLiteral("mine"));
        const ToolRun text = runTool({"time", "--gemm", "2x3x4", "--costs", path});
        QVERIFY(text.output.contains("energy and area by a model (mine)"));
        const ToolRun over = runTool({"time", "--gemm", "2x3x4", "--costs", path, "--write-costs", path});
        QCOMPARE(over.exitCode, 2);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"title\":\"t\"}") > 0);
        file.close();
        COMPARE_BAD_INPUT(runTool({"time", "--gemm", "2x3x4", "--costs", path}),
                          path + ": expected \"costs\" to be an object, found null");
    }

    /// Pairs that are not known are bounded, and said to be; known ones are fewer. QT / TR stands beside published
    /// ratios.
    void energyOfTermCells()
    {
        const QStringList cells{"--mac", "tmac", "--batch", "5"};
        const QJsonObject bound = timed(cells);
        const QJsonObject actual = timed(cells + QStringList{"--sync", "ideal"});
        QVERIFY(bound["total"].toObject()["energy_at_most"].toBool());
        QVERIFY(!actual["total"].toObject()["energy_at_most"].toBool());
        QVERIFY(actual["total"].toObject()["energy_compute_pj"].toDouble() > 0.0);
        QVERIFY(actual["total"].toObject()["energy_compute_pj"].toDouble()
                < bound["total"].toObject()["energy_compute_pj"].toDouble());
        const QJsonArray ratios = bound["model"].toObject()["qt_over_tr"].toArray();
        QCOMPARE(ratios.size(), 7);
        const double slower = timed(cells + QStringList{"--mode", "qt"})["total"].toObject()["cycles"].toDouble();
        QCOMPARE(ratios.at(0).toObject()["latency"].toDouble(),
                 slower / bound["total"].toObject()["cycles"].toDouble());
        QVERIFY(ratios.at(1).toObject()["published"].toBool());
        QVERIFY(!timed({"--gemm", "2x3x4", "--compat", "scale-sim-v2"}).contains("model"));
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("shape") << QStringList{"--gemm", "7x3"} << "--gemm: expected MxKxN such as 64x128x32, found 7x3";
        QTest::newRow("zero") << QStringList{"--gemm", "0x3x4"}
                              << "layer \"gemm\": 0×3×4: expected M, K and N from 1, found M = 0";
        QTest::newRow("registers") << QStringList{"--mac", "tmac", "--group-size", "40"}
                                   << "the control registers cannot hold group_size: expected 1…31, found 40";
        QTest::newRow("drain") << QStringList{"--drain", "--dataflow", "ws"}
                               << "--drain: is of output-stationary pmac arrays alone";
        QTest::newRow("sync") << QStringList{"--sync", "ideal"} << "--sync: ideal is of tmac arrays alone";
        QTest::newRow("sram") << QStringList{"--sram-kb", "1,2", "--dram-words-per-cycle", "1"}
                              << "--sram-kb: expected the sizes of ifmap, filter and ofmap SRAM, found 2 of 3";
        QTest::newRow("rows") << QStringList{"--rows", "0"} << "--rows: expected 1…65536, found 0";
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        COMPARE_BAD_INPUT(runTool(QStringList{"time"} + arguments), sentence);
    }
};

TERMSCOPE_TEST(TestCliTime)
#include "TestCliTime.moc"
