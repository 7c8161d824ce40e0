// Where a convolution's activations come from: its windows against loops over the definition, and the row of a chosen
// place.
#include "core/evaluate/LayerRow.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

class TestLayerRow : public QObject {
    Q_OBJECT

private slots:
    /// Every place and kernel position of a window with all attributes, against the formula axis by axis.
    void inputPlaces()
    {
        const SlidingWindow window{{3, 2}, {2, 1}, {1, 3}, {1, 2}, {0, 1}, {6, 5}, {3, 5}};
        for (std::int64_t row = 0; row < 3; ++row)
            for (std::int64_t column = 0; column < 5; ++column)
                for (std::int64_t y = 0; y < 3; ++y)
                    for (std::int64_t x = 0; x < 2; ++x) {
                        const std::int64_t atRow = 2 * row - 1 + y;
                        const std::int64_t atColumn = column - 2 + 3 * x;
                        const bool inside = atRow >= 0 && atRow < 6 && atColumn >= 0 && atColumn < 5;
                        QCOMPARE(inputPlace(window, row * 5 + column, y * 2 + x), inside ? atRow * 5 + atColumn : -1);
                    }
    }

    /// With a kernel of 3, padding of 1 and no stride every pixel has a window of its own; with a stride the nearest.
    void windows()
    {
        const SlidingWindow same{{3, 3}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {8, 4}, {8, 4}};
        QCOMPARE(windowAt(same, {}), 4 * 4 + 2);
        QCOMPARE(windowAt(same, {0.0, 0.0}), 0);
        QCOMPARE(windowAt(same, {1.0, 1.0}), 7 * 4 + 3);
        QCOMPARE(windowAt(same, {0.3, 0.8}), 2 * 4 + 3);
        const SlidingWindow halved{{3, 3}, {2, 2}, {1, 1}, {1, 1}, {1, 1}, {8, 8}, {4, 4}};
        QCOMPARE(windowAt(halved, {0.5, 0.99}), 2 * 4 + 3);
        const SlidingWindow line{{5}, {1}, {1}, {0}, {0}, {9}, {5}};
        QCOMPARE(windowAt(line, {0.9, 0.5}), 2);
        QCOMPARE(windowAt(line, {0.9, 0.0}), 0);
    }

    /// Two groups of two channels, 3 × 3 pixels, value = 100·channel + 10·row + column.
    void rows()
    {
        std::mt19937 random(1);
        WeightLayer layer = samples::randomLayer(random, "conv", LayerKind::Convolution, {4, 2, 3, 3}, false);
        layer.groups = 2;
        layer.window = SlidingWindow{{3, 3}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {3, 3}, {3, 3}};
        std::vector<float> data;
        for (int channel = 0; channel < 4; ++channel)
            for (int row = 0; row < 3; ++row)
                for (int column = 0; column < 3; ++column)
                    data.push_back(static_cast<float>(100 * channel + 10 * row + column));
        using Row = std::vector<float>;
        QCOMPARE(layerRow(layer, data, {}, {}), (Row{11, 111}));
        QCOMPARE(layerRow(layer, data, {}, 0), (Row{0, 100}));           // the kernel's corner
        QCOMPARE(layerRow(layer, data, {}, 1 * 9 + 5), (Row{12, 112}));  // output 1, to the right
        QCOMPARE(layerRow(layer, data, {}, 2 * 9 + 4), (Row{211, 311})); // output 2 is of the second group
        QCOMPARE(layerRow(layer, data, {0.0, 0.0}, 3 * 9 + 8), (Row{211, 311}));
        QCOMPARE(layerRow(layer, data, {0.0, 0.0}, 0), (Row{0, 0})); // padding
        WeightLayer linear = samples::randomLayer(random, "fc", LayerKind::Linear, {2, 3}, false);
        QCOMPARE(layerRow(linear, Row{1, 2, 3}, {0.1, 0.9}, 1), (Row{1, 2, 3}));
    }
};

TERMSCOPE_TEST(TestLayerRow)
#include "TestLayerRow.moc"
