// The grid of array shapes, against formulas written out again, and the best of it against a search by hand.
#include "hwmodel/study/ShapeStudy.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

std::int64_t ceiling(std::int64_t a, std::int64_t b)
{
    return (a + b - 1) / b;
}

/// Cycles of a product by the formulas of ArrayTiming.h: F·(R·w + (T + R + C − 2)·B), w and B being 1 for pMAC cells.
std::int64_t cyclesByHand(const LayerShape& layer, Dataflow dataflow, std::int64_t rows, std::int64_t columns,
                          bool term)
{
    const std::int64_t m = layer.gemm.m;
    const std::int64_t k = term ? ceiling(layer.gemm.k, 8) : layer.gemm.k;
    const std::int64_t n = layer.gemm.n;
    const bool os = dataflow == Dataflow::OutputStationary;
    const bool ws = dataflow == Dataflow::WeightStationary;
    const std::int64_t down = os ? m : k;
    const std::int64_t across = os || ws ? n : m;
    const std::int64_t stream = os ? k : ws ? m : n;
    const std::int64_t loaded = os ? 0 : !term ? 1 : ws ? 12 : 8 * 3;
    const std::int64_t step = term ? 36 : 1;
    return ceiling(down, rows) * ceiling(across, columns) * (rows * loaded + (stream + rows + columns - 2) * step);
}

std::vector<LayerShape> someLayers(std::mt19937& random)
{
    std::vector<LayerShape> layers;
    for (int i = 0; i < 5; ++i)
        layers.push_back({"layer",
                          {1 + static_cast<int>(random() % 500), 1 + static_cast<int>(random() % 500),
                           1 + static_cast<int>(random() % 500)},
                          1});
    return layers;
}

} // namespace

class TestShapeStudy : public QObject {
    Q_OBJECT

private slots:
    void everyPointIsTheSumOfItsLayers()
    {
        std::mt19937 random(21);
        for (int round = 0; round < 20; ++round) {
            const std::vector<LayerShape> layers = someLayers(random);
            TimingConfig config;
            config.mac = round % 2 == 0 ? MacKind::Parallel : MacKind::Term;
            const ShapeStudy study = *studyShapes(layers, config);
            QCOMPARE(study.points.size(), std::size_t{3 * 7 * 7});
            for (std::size_t d = 0; d < 3; ++d)
                for (std::size_t r = 0; r < 7; ++r)
                    for (std::size_t c = 0; c < 7; ++c) {
                        const ShapePoint& point = study.at(d, r, c);
                        std::int64_t expected = 0;
                        for (const LayerShape& layer : layers)
                            expected += cyclesByHand(layer, ShapeStudy::dataflows[d], 4 << r, 4 << c,
                                                     config.mac == MacKind::Term);
                        QCOMPARE(point.cycles, expected);
                        QCOMPARE(point.rows, 4 << r);
                        QCOMPARE(point.columns, 4 << c);
                        QVERIFY(point.dataflow == ShapeStudy::dataflows[d]);
                    }
        }
    }

    /// 16 cells are one array alone; 10000×1×1, output-stationary, wants rows.
    void bestShapes()
    {
        const std::vector<LayerShape> tall{{"tall", {10000, 1, 1}, 1}};
        const ShapeStudy study = *studyShapes(tall, {});
        QCOMPARE(study.best(16)->rows, 4);
        const ShapePoint best = *study.best(1024, Dataflow::OutputStationary);
        QCOMPARE(best.rows, 256);
        QCOMPARE(best.columns, 4);
        QVERIFY(!study.best(17));
        const std::vector<ShapePoint> sizes = study.bestOfEachSize();
        QCOMPARE(sizes.size(), std::size_t{13}); // 2^4 … 2^16
        for (const ShapePoint& size : sizes) {
            QCOMPARE(size.cycles, study.best(size.cells())->cycles);
            for (const ShapePoint& point : study.points)
                QVERIFY(point.cells() != size.cells() || point.cycles >= size.cycles);
        }
    }

    /// Stalls count, and layers that stay at QT take QT's steps.
    void configurationCounts()
    {
        const std::vector<LayerShape> layers{{"a", {50, 60, 70}, 1}, {"b", {50, 60, 70}, 1}};
        TimingConfig config;
        config.mac = MacKind::Term;
        config.dram = DramConfig{1, 1, 1, 1, 1};
        const ShapeGrid one{{8}, {16}};
        TimingConfig quantized = config;
        quantized.terms.mode = TermMode::Quantized;
        const ShapeStudy study = *studyShapes(layers, config, one, std::array{quantized.terms, config.terms});
        config.array = {8, 16, Dataflow::OutputStationary, false};
        const std::int64_t revealed = timeLayer(layers[1], config)->cycles;
        config.terms.mode = TermMode::Quantized;
        QCOMPARE(study.at(0, 0, 0).cycles, revealed + timeLayer(layers[0], config)->cycles);
    }

    void refuses()
    {
        QCOMPARE(studyShapes({}, {}).error().message,
                 std::string("shapes of arrays: expected layers, rows and columns, found 0, 7 and 7"));
        const std::vector<LayerShape> none{{"none", {0, 1, 1}, 1}};
        QCOMPARE(studyShapes(none, {}).error().message,
                 std::string("layer \"none\": 0×1×1: expected M, K and N from 1, found M = 0"));
        const std::vector<LayerShape> one{{"one", {1, 1, 1}, 1}};
        QVERIFY(!studyShapes(one, {}, {{0}, {4}}));
        QVERIFY(!studyShapes(one, {}, {{}, {4}}));
    }
};

TERMSCOPE_TEST(TestShapeStudy)
#include "TestShapeStudy.moc"
