// SCALE-Sim's topology and configuration files, in the shapes people write them.
#include "hwmodel/topology/Topology.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

class TestTopology : public QObject {
    Q_OBJECT

private slots:
    /// AlexNet's first convolution: (224−11)/4 + 1 = 54 positions within the image, 55 as SCALE-Sim v2 rounds.
    void convolutions()
    {
        const std::string file =
            "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\r\n"
            "Conv1, 224, 224, 11, 11, 3, 96, 4,\r\n\r\nlast,9,7,3,2,5,4,2,1\r\n";
        const auto down = parseTopology(file, "net.csv", OutputRounding::Down);
        QVERIFY(down.has_value());
        QCOMPARE(down->size(), std::size_t{2});
        QCOMPARE((*down)[0].name, std::string("Conv1"));
        QVERIFY(((*down)[0].gemm == GemmShape{54 * 54, 363, 96}));
        QCOMPARE((*down)[0].kernelPositions, 121);
        QVERIFY(((*down)[1].gemm == GemmShape{4 * 6, 30, 4}));
        const auto up = parseTopology(file, "net.csv", OutputRounding::ScaleSimV2);
        QVERIFY(((*up)[0].gemm == GemmShape{3025, 363, 96}));
    }

    void products()
    {
        for (const char* file :
             {"Layer,M,N,K,\ng,2,3,4,\n", "g, 2, 3, 4", "\xEF\xBB\xBFLayer, M, N, K\n\n g ,2,3,4\r\n"}) {
            const auto layers = parseTopology(file, "gemm.csv", OutputRounding::Down);
            QVERIFY(layers.has_value());
            QCOMPARE(layers->size(), std::size_t{1});
            QVERIFY(((*layers)[0].gemm == GemmShape{2, 4, 3}));
        }
    }

    /// Of 18 weights along K, 2 of every 4: 4·2 + 2. Groups stay within kernel positions where N:M does.
    void sparsity()
    {
        std::vector<std::string> warnings;
        const auto layers = parseTopology(
            "c,9,9,3,3,8,5,1,1:4,\nd,9,9,1,1,18,5,1,1,2:4\ng,2,3,18,2:4\nh,2,3,18,2:2,7\n", "f.csv",
            OutputRounding::Down, &warnings);
        QVERIFY(layers.has_value());
        QVERIFY(((*layers)[0].gemm == GemmShape{49, 18, 5}));
        QCOMPARE((*layers)[0].kernelPositions, 9);
        QVERIFY(((*layers)[1].gemm == GemmShape{81, 10, 5}));
        QVERIFY(((*layers)[2].gemm == GemmShape{2, 10, 3}));
        QVERIFY(((*layers)[3].gemm == GemmShape{2, 18, 3}));
        QCOMPARE((*layers)[3].repeats, 7);
        QCOMPARE(warnings.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(warnings[0]),
                 "3 layers (\"c\", \"d\", \"g\"): K counts the weights that Sparsity leaves");
        const auto off = parseTopology("g,2,3,18,2:4\n", "f.csv", {OutputRounding::Down, false}, &warnings);
        QVERIFY(((*off)[0].gemm == GemmShape{2, 18, 3}));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << QByteArray("Layer,M,N,K\n") << "f.csv: expected layers, one a line, found none";
        QTest::newRow("zero") << QByteArray("Layer,M,N,K\n\ng,2,0,4\n")
                              << "f.csv, line 3: N: expected a whole number from 1, found \"0\"";
        QTest::newRow("word") << QByteArray("g,2,3,4\nh,2,x,4\n")
                              << "f.csv, line 2: N: expected a whole number from 1, found \"x\"";
        QTest::newRow("beyond 64 bits")
            << QByteArray("g,2,3,99999999999999999999\n")
            << "f.csv, line 1: K: expected a whole number from 1, found \"99999999999999999999\"";
        QTest::newRow("product") << QByteArray("g,4000000000,4000000000,4\n")
                                 << "f.csv, line 1: its multiply-accumulates do not fit 64 bits";
        QTest::newRow("filter") << QByteArray("c,3,9,4,3,1,1,1\n")
                                << "f.csv, line 1: expected a filter no larger than its ifmap, found 4 on 3";
        QTest::newRow("sparsity") << QByteArray("g,2,3,4,3:2\n")
                                  << "f.csv, line 1: Sparsity: expected N:M with 1 ≤ N ≤ M ≤ 1048576, found \"3:2\"";
        QTest::newRow("few")
            << QByteArray("c,3,9,4\nd,1,2\n")
            << "f.csv, line 2: expected 4 values (layer, M, N, K) or 8 to 9 (layer, ifmap height and width, "
               "filter height and width, channels, filters, strides), found 3";
    }

    void errors()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, sentence);
        const auto layers = parseTopology({file.constData(), static_cast<std::size_t>(file.size())}, "f.csv",
                                          OutputRounding::Down);
        QVERIFY(!layers.has_value());
        QCOMPARE(QString::fromStdString(layers.error().message), sentence);
    }

    void configuration()
    {
        const auto config = parseScaleSimConfig(
            "[general]\r\nrun_name = scale\r\n\n[architecture_presets]\nArrayHeight: 32\n"
            "ArrayWidth:  16\nIfmapSramSzkB: 64\nFilterSramSzkB: 65\nOfmapSramSzkB= 66\n"
            "IfmapOffset: 0\nDataflow : ws\nBandwidth : 10, 20\n",
            "s.cfg");
        QVERIFY(config.has_value());
        QCOMPARE(*config->rows, 32);
        QCOMPARE(*config->columns, 16);
        QCOMPARE(*config->ifmapKb, 64);
        QCOMPARE(*config->filterKb, 65);
        QCOMPARE(*config->ofmapKb, 66);
        QCOMPARE(*config->wordsPerCycle, 10);
        QVERIFY(*config->dataflow == Dataflow::WeightStationary);
        QCOMPARE(parseScaleSimConfig("\nDataflow: rs\n", "s.cfg").error().message,
                 std::string("s.cfg, line 2: Dataflow: expected os, ws or is, found \"rs\""));
        QCOMPARE(parseScaleSimConfig("ArrayHeight: 0", "s.cfg").error().message,
                 std::string("s.cfg, line 1: ArrayHeight: expected a whole number 1…1048576, found \"0\""));
        QVERIFY(!parseScaleSimConfig("nonsense", "s.cfg").has_value());
        QCOMPARE(parseScaleSimConfig("ArrayHeight: 8\nDataflow: os\narrayheight = 16", "s.cfg").error().message,
                 std::string("s.cfg, line 3: expected arrayheight once, found it again")); // the last one used to win
        QVERIFY(!parseScaleSimConfig("Dataflow: os\nDataflow: ws", "s.cfg").has_value());
        QVERIFY(!parseScaleSimConfig("", "s.cfg")->rows.has_value());
    }
};

TERMSCOPE_TEST(TestTopology)
#include "TestTopology.moc"
