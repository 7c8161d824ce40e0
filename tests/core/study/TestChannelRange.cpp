// Layers whose channels differ in size are found, and users are told; others are not.
#include "core/study/ChannelRange.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// A depthwise convolution whose channels have these largest weights, of either sign.
WeightLayer layerOf(const std::string& name, const std::vector<float>& largest)
{
    WeightLayer layer;
    layer.name = name;
    layer.kind = LayerKind::Convolution;
    const auto channels = static_cast<std::int64_t>(largest.size());
    layer.groups = channels;
    std::vector<float> weights;
    for (const float most : largest)
        weights.insert(weights.end(), {0.25F * most, -most, 0.0F, 0.5F * most});
    layer.weight = Tensor{{channels, 1, 2, 2}, weights};
    return layer;
}

Network networkOf(const std::vector<WeightLayer>& layers)
{
    Network network;
    network.layers = layers;
    return network;
}

} // namespace

class TestChannelRange : public QObject {
    Q_OBJECT

private slots:
    void shares();
    void advice();
    void trainedNetworks();
};

void TestChannelRange::shares()
{
    QCOMPARE(smallChannels(layerOf("a", {1.0F, 1.0F, 1.0F})), 0.0);
    QCOMPARE(smallChannels(layerOf("a", {16.0F, 1.0F, 0.99F, 0.5F})), 0.5); // 1 is no less than 16 / 16
    QCOMPARE(smallChannels(layerOf("a", {0.0F, 0.0F})), 0.0);
    QCOMPARE(smallChannels(layerOf("a", {32.0F, 1.0F, 0.0F, 0.0F})), 0.5); // zeros lose nothing
}

void TestChannelRange::advice()
{
    const WeightLayer even = layerOf("even", {1.0F, 0.5F, 0.25F});
    const WeightLayer half = layerOf("half", {1.0F, 0.01F});
    const WeightLayer worse = layerOf("worse", {0.01F, 1.0F, 0.01F, 0.02F});
    Settings settings;
    settings.perChannel = false;
    QVERIFY(!adviceOnScales(networkOf({even}), settings));
    const Network uneven = networkOf({even, half, worse});
    QCOMPARE(unevenLayers(uneven), (std::vector{2, 1}));
    const auto sentence = adviceOnScales(uneven, settings);
    QVERIFY(sentence);
    QVERIFY(sentence->starts_with("2 layers, most of all worse, have mostly channels"));
    QVERIFY(sentence->find("(75 %)") != std::string::npos);
    QVERIFY(adviceOnScales(networkOf({half}), settings)->starts_with("layer half has"));
    settings.perChannel = true;
    QVERIFY(!adviceOnScales(uneven, settings));
}

/// The digits network bears one scale per layer well: QT at 8 bits loses nothing.
void TestChannelRange::trainedNetworks()
{
    QVERIFY(unevenLayers(*samples::embeddedNetwork()).empty());
}

TERMSCOPE_TEST(TestChannelRange)
#include "TestChannelRange.moc"
