// Writes networks with other weights and reads them back.

#include "core/base/ByteOrder.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/NetworkWriter.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace termscope;

namespace {

Bytes source(const std::string& file)
{
    return readFile(std::string(TERMSCOPE_CORPUS) + "/good/" + file).value();
}

/// Weights that differ from the network's in every value, exact in every floating-point type.
LayerWeights otherWeights(const Network& network)
{
    LayerWeights weights;
    for (const WeightLayer& layer : network.layers) {
        weights.emplace_back();
        for (const float value : layer.weight.values)
            weights.back().push_back(value + 4.0F + 0.25F * static_cast<float>(weights.back().size() % 3));
    }
    return weights;
}

void compareOthers(const Network& found, const Network& expected)
{
    QCOMPARE(found.otherTensors.size(), expected.otherTensors.size());
    for (const NamedTensor& entry : expected.otherTensors) {
        const auto same = std::find_if(found.otherTensors.begin(), found.otherTensors.end(),
                                       [&](const NamedTensor& other) { return other.name == entry.name; });
        QVERIFY2(same != found.otherTensors.end(), entry.name.c_str());
        QCOMPARE(same->tensor.shape, entry.tensor.shape);
        QCOMPARE(same->tensor.values, entry.tensor.values);
    }
}

/// The layer of `network` whose weight has that name in the file.
const WeightLayer* layerOf(const Network& network, const std::string& tensorName)
{
    for (const WeightLayer& layer : network.layers) {
        if (layer.tensorName == tensorName)
            return &layer;
    }
    return nullptr;
}

/// A network of two layers that use one tensor.
Network sharedNetwork()
{
    Network network;
    network.name = "shared";
    WeightLayer layer;
    layer.name = "a";
    layer.tensorName = "w";
    layer.weight = {{2, 2}, {1, 2, 3, 4}};
    network.layers = {layer, layer};
    network.layers[1].name = "b";
    return network;
}

} // namespace

class TestNetworkWriter : public QObject {
    Q_OBJECT

private slots:
    void onnx_data();
    void onnx();
    void onnxKeepsTheRest();
    void onnxTooLargeForHalf();
    void onnxOfAnotherFile();
    void weightsOnly_data();
    void weightsOnly();
    void safetensorsLayout();
    void npzIsDeterministic();
    void npzNamesAreNotPaths();
    void sharedTensor();
    void wrongWeights();
};

void TestNetworkWriter::onnx_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("Gemm, MatMul") << "mlp.onnx";
    QTest::newRow("Conv") << "conv.onnx";
    QTest::newRow("LSTM") << "lstm.onnx";
    QTest::newRow("alpha, float16, float64, Transpose") << "variants.onnx";
}

void TestNetworkWriter::onnx()
{
    QFETCH(QString, file);
    const Bytes bytes = source(file.toStdString());
    const NetworkPtr network = parseNetwork(bytes, "n").value();
    const LayerWeights weights = otherWeights(*network);
    const auto written = onnxBytes(*network, weights, bytes);
    QVERIFY2(written, written ? "" : written.error().message.c_str());
    const auto read = parseNetwork(*written, "n");
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE((*read)->layers.size(), network->layers.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        QCOMPARE((*read)->layers[i].weight.values, weights[i]);
        QCOMPARE((*read)->layers[i].bias, network->layers[i].bias);
        QCOMPARE((*read)->layers[i].name, network->layers[i].name);
    }
    QCOMPARE((*read)->graph->nodes.size(), network->graph->nodes.size());
    compareOthers(**read, *network);
}

void TestNetworkWriter::onnxKeepsTheRest()
{
    // With its own weights the model is the same file again (it was written by the same library).
    const Bytes bytes = source("mlp.onnx");
    const NetworkPtr network = parseNetwork(bytes, "n").value();
    LayerWeights weights;
    for (const WeightLayer& layer : network->layers)
        weights.push_back(layer.weight.values.toVector());
    QCOMPARE(onnxBytes(*network, weights, bytes).value(), bytes);
}

void TestNetworkWriter::onnxTooLargeForHalf()
{
    const Bytes bytes = source("variants.onnx");
    const NetworkPtr network = parseNetwork(bytes, "n").value();
    LayerWeights weights = otherWeights(*network);
    weights[0][5] = 1e6F;
    const auto written = onnxBytes(*network, weights, bytes);
    QVERIFY(!written);
    QCOMPARE(written.error().message, std::string("n: tensor half as FLOAT16: expected finite values, found 0 not a "
                                                  "number and 1 infinite of 12"));
}

void TestNetworkWriter::onnxOfAnotherFile()
{
    const NetworkPtr network = parseNetwork(source("mlp.onnx"), "n").value();
    const auto written = onnxBytes(*network, otherWeights(*network), source("variants.onnx"));
    QVERIFY(!written);
    QCOMPARE(written.error().message, std::string("n: expected the ONNX file that the network was read from, found one "
                                                  "without a 5×4 tensor fc1.weight"));
    QVERIFY(!onnxBytes(*network, otherWeights(*network), source("weights.npz")));
}

void TestNetworkWriter::weightsOnly_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"mlp.onnx", "variants.onnx", "weights.safetensors", "weights.npz"})
        QTest::newRow(file) << file;
}

void TestNetworkWriter::weightsOnly()
{
    QFETCH(QString, file);
    const NetworkPtr network = parseNetwork(source(file.toStdString()), "n").value();
    const LayerWeights weights = otherWeights(*network);
    for (const auto& written : {safetensorsBytes(*network, weights), npzBytes(*network, weights)}) {
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        const auto read = parseNetwork(*written, "n");
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const WeightLayer& layer = network->layers[i];
            const WeightLayer* same = layerOf(**read, layer.tensorName);
            QVERIFY2(same, layer.tensorName.c_str());
            // The file keeps its own order: [in, out] where the network was read so.
            const Tensor canonical{layer.weight.shape, weights[i]};
            const Tensor expected = layer.transposed ? transposed(canonical) : canonical;
            QCOMPARE(same->weight.shape, expected.shape);
            QCOMPARE(same->weight.values, expected.values);
        }
    }
}

void TestNetworkWriter::safetensorsLayout()
{
    const NetworkPtr network = parseNetwork(source("weights.npz"), "n").value();
    const LayerWeights weights = otherWeights(*network);
    const Bytes bytes = safetensorsBytes(*network, weights, {{"budget", "14"}, {"group_size", "8"}}).value();
    const auto length = loadLittleEndian<std::uint64_t>(bytes.data());
    QCOMPARE(length % 8, 0U);
    const std::string text(reinterpret_cast<const char*>(bytes.data()) + 8, length);
    const auto header = nlohmann::ordered_json::parse(text);
    QStringList keys;
    for (const auto& [key, value] : header.items())
        keys << QString::fromStdString(key);
    QCOMPARE(keys, (QStringList{"__metadata__", "conv", "dense/kernel", "fc1.bias", "fc1.weight"}));
    QCOMPARE(header["__metadata__"]["budget"].get<std::string>(), std::string("14"));
    QCOMPARE(header["conv"]["dtype"].get<std::string>(), std::string("F32"));
    QCOMPARE(header["dense/kernel"]["data_offsets"].get<std::vector<int>>(), (std::vector<int>{48, 72}));
}

void TestNetworkWriter::npzIsDeterministic()
{
    const NetworkPtr network = parseNetwork(source("weights.npz"), "n").value();
    const Bytes first = npzBytes(*network, otherWeights(*network)).value();
    QTest::qWait(2100); // longer than the two seconds by which zip counts
    QCOMPARE(npzBytes(*network, otherWeights(*network)).value(), first);
}

void TestNetworkWriter::npzNamesAreNotPaths()
{
    Network network = sharedNetwork();
    network.layers.pop_back();
    network.layers[0].tensorName = "/fc1/Constant";
    const auto read = parseNetwork(npzBytes(network, {{1, 2, 3, 4}}).value(), "n");
    QVERIFY(read);
    QCOMPARE((*read)->layers[0].tensorName, std::string("fc1/Constant"));
    network.layers[0].tensorName = "a/../../b";
    QVERIFY(!npzBytes(network, {{1, 2, 3, 4}}));
}

void TestNetworkWriter::sharedTensor()
{
    const Network network = sharedNetwork();
    const auto same = safetensorsBytes(network, {{5, 6, 7, 8}, {5, 6, 7, 8}});
    QVERIFY(same);
    QCOMPARE(parseNetwork(*same, "n").value()->layers.size(), 1U);
    const auto different = safetensorsBytes(network, {{5, 6, 7, 8}, {5, 6, 7, 9}});
    QVERIFY(!different);
    QCOMPARE(different.error().message,
             std::string("shared: layer b: shares the tensor w with another layer, but their new weights differ"));
}

void TestNetworkWriter::wrongWeights()
{
    const Network network = sharedNetwork();
    QCOMPARE(npzBytes(network, {{1, 2, 3, 4}}).error().message,
             std::string("shared: expected weights for 2 layers, found 1"));
    QCOMPARE(npzBytes(network, {{1, 2, 3, 4}, {1, 2, 3}}).error().message,
             std::string("shared: layer b: expected 4 weights, found 3"));
}

TERMSCOPE_TEST(TestNetworkWriter)
#include "TestNetworkWriter.moc"
