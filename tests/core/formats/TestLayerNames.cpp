// Names of layers: one style within a network, the module's, as PyTorch's tensors have it; and the names that earlier
// versions gave are still found.
#include "core/graph/LayerNames.h"
#include "core/settings/LayerRules.h"
#include "core/settings/NetworkPlan.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// Convolutions as PyTorch's exporter writes them once BatchNormalization is in their weights, whose names are numbers
/// then; and a linear layer that kept its name.
NetworkPtr exported()
{
    samples::Builder builder;
    int x = builder.input("x", ElementType::Float32, {-1, 3, 4, 4}, {"batch"});
    int channels = 3;
    for (const char* name : {"/conv1/Conv", "/layer1/layer1.0/conv1/Conv", "/layer1/layer1.0/conv2/Conv"}) {
        const std::string weight = text("onnx::Conv_", builder.graph.names.size());
        x = builder.node("Conv", {x, builder.weights(weight.c_str(), {4, channels, 1, 1})}, 1)[0];
        builder.graph.nodes.back().name = name;
        channels = 4;
    }
    x = builder.node("Flatten", {x}, 1)[0];
    x = builder.node("MatMul", {x, builder.weights("onnx::MatMul_9", {64, 5})}, 1)[0];
    builder.graph.nodes.back().name = "/head/fc/MatMul";
    x = builder.node("MatMul", {x, builder.weights("onnx::MatMul_10", {5, 5})}, 1)[0];
    builder.graph.nodes.back().name = "/head/fc/MatMul_1";
    builder.graph.outputs = builder.node("Gemm", {x, builder.weights("last.weight", {5, 2})}, 1);
    builder.graph.nodes.back().name = "/last/Gemm";
    return builder.network();
}

std::vector<std::string> names(const Network& network)
{
    std::vector<std::string> all;
    for (const WeightLayer& layer : network.layers)
        all.push_back(layer.name);
    return all;
}

std::vector<std::string> overridden(const Network& network, const std::string& pattern)
{
    LayerOverride own;
    own.weightBits = 6;
    const LayerOverrides overrides = samples::unwrap(overridesOf(network, std::vector<LayerRule>{{pattern, own}}));
    std::vector<std::string> all;
    for (const auto& [name, layer] : overrides)
        all.push_back(name);
    return all;
}

} // namespace

class TestLayerNames : public QObject {
    Q_OBJECT

private slots:
    void modulePaths()
    {
        const auto path = [](const char* node, const char* op) { return modulePath(node, op).value_or("none"); };
        QCOMPARE(path("/layer1/layer1.0/conv1/Conv", "Conv"), std::string("layer1.0.conv1"));
        QCOMPARE(path("/features/features.0/features.0.0/Conv", "Conv"), std::string("features.0.0"));
        QCOMPARE(path("/features/denseblock1/denselayer1/conv1/Conv", "Conv"),
                 std::string("features.denseblock1.denselayer1.conv1"));
        QCOMPARE(path("/b.0/qkv/MatMul", "MatMul"), std::string("b.0.qkv"));
        QCOMPARE(path("/conv1/conv1.5/Conv", "Conv"), std::string("conv1.5"));
        QCOMPARE(path("/layer1/layer10/Conv", "Conv"), std::string("layer1.layer10"));
        QCOMPARE(path("/attn/MatMul_1", "MatMul"), std::string("attn.MatMul_1"));
        QCOMPARE(path("/Conv", "Conv"), std::string("none"));
        QCOMPARE(path("Conv_3", "Conv"), std::string("none"));
        QCOMPARE(path("/model/conv/BiasAdd", "Conv"), std::string("none"));
    }

    void oneStyle()
    {
        const NetworkPtr network = exported();
        QCOMPARE(names(*network), (std::vector<std::string>{"conv1", "layer1.0.conv1", "layer1.0.conv2", "head.fc",
                                                            "head.fc.MatMul_1", "last"}));
        QCOMPARE(overridden(*network, "layer1.*"), (std::vector<std::string>{"layer1.0.conv1", "layer1.0.conv2"}));
    }

    /// In --layer, and in the sessions and links of before.
    void formerNames()
    {
        const NetworkPtr network = exported();
        QCOMPARE(network->layers[1].formerName, std::string("/layer1/layer1.0/conv1/Conv"));
        QCOMPARE(network->layers[3].formerName, std::string("head/fc"));
        QVERIFY(network->layers[5].formerName.empty());
        QCOMPARE(overridden(*network, "/layer1/*"), (std::vector<std::string>{"layer1.0.conv1", "layer1.0.conv2"}));
        QCOMPARE(overridden(*network, "head/fc"), std::vector<std::string>{"head.fc"});
        QCOMPARE(findLayer(*network, "/conv1/Conv"), std::optional(0));
        QCOMPARE(findLayer(*network, "conv1"), std::optional(0));
        QCOMPARE(findLayer(*network, ""), std::optional<int>());
        LayerOverrides saved{{"/conv1/Conv", {}}, {"last", {}}, {"gone", {}}};
        QCOMPARE(dropUnknownLayers(saved, *network), std::vector<std::string>{"gone"});
        QVERIFY(saved.contains("conv1") && saved.contains("last") && saved.size() == 2);
    }
};

TERMSCOPE_TEST(TestLayerNames)
#include "TestLayerNames.moc"
