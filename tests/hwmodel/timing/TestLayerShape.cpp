// The matrix products of a network's layers, worked by hand.
#include "core/formats/NetworkReader.h"
#include "core/settings/GroupsOfRow.h"
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

    /// 96 inputs in blocks of 32 that share a scale: groups of 12 are three a block, 9 a row where 8 would do; a layer
    /// that is quantized anew has no blocks, and neither has one whose last block is shorter.
    void blocksOfGivenWeights()
    {
        const auto layerOf = [](std::int64_t block) {
            auto given = std::make_shared<GivenWeights>();
            given->type = "int8";
            given->block = block;
            given->lowest = -128;
            given->highest = 127;
            WeightLayer layer;
            layer.name = "fc";
            layer.weight = {{2, 96}, std::vector<float>(192, 1.0F)};
            layer.given = given;
            return layer;
        };
        Network network;
        network.layers = {layerOf(32), layerOf(36), layerOf(0)};
        Settings settings;
        settings.groupSize = 12;
        settings.source = Source::Given;
        const NetworkPlan given = planOf(network, Method::Revealed, settings);
        const NetworkShapes cut = shapesOf(network, 1, &given);
        QCOMPARE(cut.shapes.size(), 3U);
        compare(cut.shapes[0], "fc", {1, 96, 2}, 3, 1);
        QCOMPARE(groupsAlongK(cut.shapes[0], 12), std::int64_t{9});
        QCOMPARE(groupsAlongK(cut.shapes[0], 12), groupsOfRow(network.layers[0], given[0].settings).count());
        compare(cut.shapes[1], "fc", {1, 96, 2}, 1, 1);
        compare(cut.shapes[2], "fc", {1, 96, 2}, 1, 1);
        settings.source = Source::Requantize;
        const NetworkPlan anew = planOf(network, Method::Revealed, settings);
        QCOMPARE(groupsAlongK(shapesOf(network, 1, &anew).shapes[0], 12), std::int64_t{8});
        QCOMPARE(groupsAlongK(shapesOf(network, 1).shapes[0], 12), std::int64_t{8});
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
