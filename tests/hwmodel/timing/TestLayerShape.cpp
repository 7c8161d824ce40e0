// The matrix products of a network's layers, worked by hand.
#include "core/formats/NetworkReader.h"
#include "hwmodel/timing/LayerShape.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

NetworkShapes shapes(const char* file, std::int64_t batch)
{
    return shapesOf(**readNetwork(std::string(TERMSCOPE_CORPUS) + "/good/" + file), batch);
}

void compare(const LayerShape& found, const char* name, const GemmShape& gemm, std::int64_t positions,
             std::int64_t repeats)
{
    QCOMPARE(found.name, std::string(name));
    QCOMPARE(found.gemm.m, gemm.m);
    QCOMPARE(found.gemm.k, gemm.k);
    QCOMPARE(found.gemm.n, gemm.n);
    QCOMPARE(found.kernelPositions, positions);
    QCOMPARE(found.repeats, repeats);
}

} // namespace

class TestLayerShape : public QObject {
    Q_OBJECT

private slots:
    /// Images of 4×6, two channels: 2×3 places, padded and every second one; then four groups of one channel.
    void convolutions()
    {
        const NetworkShapes found = shapes("conv.onnx", 10);
        QCOMPARE(found.shapes.size(), 3U);
        compare(found.shapes[0], "conv1", {60, 18, 4}, 9, 1);
        compare(found.shapes[1], "depthwise", {60, 4, 1}, 4, 4);
        compare(found.shapes[2], "fc", {10, 24, 3}, 1, 1);
        QCOMPARE(found.layers, (std::vector<int>{0, 1, 2}));
        QVERIFY(found.warnings.empty());
    }

    /// Both directions of 4 inputs and 3 hidden values, one after the other; the file does not tell how many time
    /// steps.
    void recurrent()
    {
        const NetworkShapes found = shapes("lstm.onnx", 5);
        QCOMPARE(found.shapes.size(), 2U);
        compare(found.shapes[0], "/rnn/LSTM", {5, 7, 12}, 1, 2);
        compare(found.shapes[1], "out", {5, 6, 2}, 1, 1);
        QCOMPARE(found.layers, (std::vector<int>{0, 2}));
    }

    void weightsOnly()
    {
        const NetworkShapes found = shapes("weights.npz", 5);
        QCOMPARE(found.shapes.size(), 2U);
        QCOMPARE(found.warnings.size(), 1U);
    }
};

TERMSCOPE_TEST(TestLayerShape)
#include "TestLayerShape.moc"
