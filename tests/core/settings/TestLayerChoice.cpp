// Which layers are revealed unless the user says otherwise.
#include "core/settings/LayerChoice.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

class TestLayerChoice : public QObject {
    Q_OBJECT

private slots:
    void whichLayersAreRevealed();
};

void TestLayerChoice::whichLayersAreRevealed()
{
    std::mt19937 random(1);
    Network network;
    const auto add = [&](LayerKind kind, Shape shape) {
        network.layers.push_back(samples::randomLayer(random, "x", kind, std::move(shape), false));
    };
    add(LayerKind::Linear, {4, 8});
    add(LayerKind::Convolution, {4, 16, 3, 3}); // the first one
    add(LayerKind::Convolution, {16, 1, 3, 3}); // depthwise
    add(LayerKind::Convolution, {4, 8, 1, 1});
    add(LayerKind::Convolution, {4, 7, 3, 3});
    const auto revealed = [&](int groupSize) {
        std::vector<bool> layers;
        for (std::size_t i = 0; i < 5; ++i)
            layers.push_back(isRevealedByDefault(network.layers[i], firstConvolution(network), groupSize));
        return layers;
    };
    QVERIFY((revealed(8) == std::vector<bool>{true, false, false, true, false}));
    QVERIFY((revealed(7) == std::vector<bool>{true, false, false, true, true}));
    QVERIFY((revealed(1) == std::vector<bool>{true, false, false, true, true}));
    QVERIFY((revealed(9) == std::vector<bool>{false, false, false, false, false}));
}

TERMSCOPE_TEST(TestLayerChoice)
#include "TestLayerChoice.moc"
