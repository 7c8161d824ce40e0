// Networks whose tensors stay in the file: the same values as from memory, whatever the place, the encoding and the
// file's fate.

#include "core/evaluate/ImageEvaluator.h"
#include "core/files/FloatBytes.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/NetworkWriter.h"
#include "core/formats/onnx/OnnxParts.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"
#include "tests/support/PeakMemory.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <fcntl.h>
#include <fstream>
#include <numeric>
#include <random>
#include <unistd.h>

using namespace termscope;
using namespace termscope::samples;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t outputs = 600;
constexpr std::int64_t inputs = 500;

std::vector<float> someWeights()
{
    std::mt19937 random(7);
    return normalFloats(random, outputs * inputs);
}

void write(const fs::path& path, std::string_view bytes)
{
    if (const Result<void> written = writeFile(path, bytes); !written)
        throw std::runtime_error(written.error().message);
}

void write(const fs::path& path, const Bytes& bytes)
{
    write(path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Bytes asBytes(const std::string& text)
{
    return {bytesOf(text).begin(), bytesOf(text).end()};
}

} // namespace

class TestMappedNetworks : public QObject {
    Q_OBJECT

private slots:
    void onnxAtEveryAddress_data();
    void onnxAtEveryAddress();
    void transposedOnnx();
    void largeTransposedOnnxStaysInTheFile();
    void packedFloatData();
    void halves();
    void doubles();
    void externalData();
    void safetensors();
    void npz();
    void partsOfAnyBytes();
    void cutShortWhileOpen();
    void replacedWhileOpen();
    void writtenWhileOpen();
    void valuesOfLargeModelsAreCheckedBeforeUse();
    void memoryOfLargeModels_data();
    void memoryOfLargeModels();

private:
    fs::path path(const char* name) const { return folder_.filePath(QLatin1String(name)).toStdString(); }
    NetworkPtr opened(const char* name, const std::string& bytes) const
    {
        write(path(name), bytes);
        return unwrap(readNetwork(path(name)));
    }

    QTemporaryDir folder_;
};

void TestMappedNetworks::onnxAtEveryAddress_data()
{
    QTest::addColumn<int>("padding");
    for (int padding = 0; padding < 4; ++padding)
        QTest::addRow("%d", padding) << padding;
}

void TestMappedNetworks::onnxAtEveryAddress()
{
    QFETCH(const int, padding);
    const std::vector<float> weights = someWeights();
    const std::string graph = linearGraph(outputs, inputs) + content(5, rawTensor("w", {outputs, inputs}, weights));
    const std::string bytes = model(graph, static_cast<std::size_t>(padding));
    const bool aligned = (bytes.size() - 4 * weights.size()) % 4 == 0; // the data are the last thing in it
    const NetworkPtr network = opened("net.onnx", bytes);
    QCOMPARE(network->layers.size(), std::size_t{1});
    QVERIFY(network->layers[0].weight.values == SharedFloats(weights));
    QCOMPARE(network->layers[0].weight.values.file() != nullptr, aligned);
    QCOMPARE(network->files.size(), std::size_t{1});
    const NetworkPtr fromMemory = unwrap(parseNetwork(asBytes(bytes), "net.onnx"));
    QVERIFY(fromMemory->layers[0].weight.values == SharedFloats(weights));
    QVERIFY(fromMemory->files.empty());
    // The one of each four, whichever it is, must have been met.
    static int met = 0;
    met += aligned ? 1 : 0;
    if (padding == 3)
        QCOMPARE(met, 1);
}

void TestMappedNetworks::transposedOnnx()
{
    const std::vector<float> weights = someWeights(); // [inputs, outputs] in the file
    const std::string graph = linearGraph(outputs, inputs, true)
                              + content(5, rawTensor("w", {inputs, outputs}, weights));
    const NetworkPtr network = opened("net.onnx", model(graph));
    const WeightLayer& layer = network->layers[0];
    QCOMPARE(layer.weight.shape, (Shape{outputs, inputs}));
    for (std::size_t o = 0; o < outputs; ++o)
        for (std::size_t i = 0; i < inputs; ++i)
            QVERIFY(layer.weight.values[o * inputs + i] == weights[i * outputs + o]);
}

void TestMappedNetworks::largeTransposedOnnxStaysInTheFile()
{
    constexpr std::int64_t fanIn = 2113; // no multiple of a tile
    constexpr std::int64_t fanOut = 3001;
    std::vector<float> weights(static_cast<std::size_t>(fanIn * fanOut)); // [inputs, outputs] in the file
    std::iota(weights.begin(), weights.end(), -1.0F);
    const auto inFile = [](std::size_t o, std::size_t i) { return static_cast<float>(i * fanOut + o) - 1.0F; };
    const std::string graph = linearGraph(fanOut, fanIn, true) + content(5, rawTensor("w", {fanIn, fanOut}, weights));
    int stayed = 0;
    for (int padding = 0; padding < 4; ++padding) { // one of them puts the values at a multiple of four bytes
        const NetworkPtr network = opened("net.onnx", model(graph, static_cast<std::size_t>(padding)));
        const SharedFloats& values = network->layers[0].weight.values;
        const SharedFloats once = values.loaded();
        const SharedFloats again = values.loaded();
        stayed += once.data() != again.data() ? 1 : 0; // read from the file each time
        QCOMPARE(network->layers[0].weight.shape, (Shape{fanOut, fanIn}));
        std::size_t place = 0;
        bool right = true;
        values.visitParts([&](std::span<const float> part) {
            for (const float value : part) {
                right = right && value == inFile(place / fanIn, place % fanIn);
                ++place;
            }
        });
        QVERIFY(right);
        QCOMPARE(place, weights.size());
        const std::size_t begin = 5 * fanIn + 100;
        const std::vector<float> some = values.part(begin, 40 * fanIn).toVector();
        for (std::size_t n = 0; n < some.size(); ++n)
            right = right && some[n] == inFile((begin + n) / fanIn, (begin + n) % fanIn);
        QVERIFY(right);
        QCOMPARE(values[7 * fanIn + 3], inFile(7, 3));
    }
    QCOMPARE(stayed, 1);
}

void TestMappedNetworks::packedFloatData()
{
    const std::vector<float> weights = someWeights();
    const std::string tensor = tensorHead("w", {outputs, inputs}) + content(4, bytesOfFloats(weights));
    const NetworkPtr network = opened("net.onnx", model(linearGraph(outputs, inputs) + content(5, tensor)));
    QVERIFY(network->layers[0].weight.values == SharedFloats(weights));
    // In two pieces, as protobuf allows, and too few of them.
    const std::string pieces = tensorHead("w", {outputs, inputs})
                               + content(4, bytesOfFloats(std::span(weights).first(100000)))
                               + content(4, bytesOfFloats(std::span(weights).subspan(100000)));
    QVERIFY(opened("net.onnx", model(linearGraph(outputs, inputs) + content(5, pieces)))->layers[0].weight.values
            == SharedFloats(weights));
    const std::string few = tensorHead("w", {outputs, inputs + 1}) + content(4, bytesOfFloats(weights));
    write(path("net.onnx"), model(linearGraph(outputs, inputs + 1) + content(5, few)));
    const auto refused = readNetwork(path("net.onnx"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().message,
             path("net.onnx").string()
                 + ": tensor w: expected 300600 values of 4 bytes for FLOAT 600×501, found 1200000 bytes");
}

void TestMappedNetworks::halves()
{
    std::vector<float> weights = someWeights();
    const Bytes halves = bytesFromFloats(weights, FloatType::F16);
    const std::string raw(reinterpret_cast<const char*>(halves.data()), halves.size());
    weights.resize(300000);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, raw.data() + 2 * i, 2);
        weights[i] = floatFromHalf(bits);
    }
    const std::string tensor = tensorHead("w", {600, 500}, 10) + content(9, raw);
    std::string graph = linearGraph(600, 500) + content(5, tensor);
    for (int i = 0; i < 4; ++i)
        graph += content(5, tensorHead("unused" + std::to_string(i), {600, 500}, 10) + content(9, raw));
    const NetworkPtr network = opened("net.onnx", model(graph));
    QVERIFY(network->layers[0].weight.values == SharedFloats(weights));
    QCOMPARE(network->otherTensors.size(), std::size_t{4});
    QVERIFY(network->otherTensors[3].tensor.values == SharedFloats(weights));
}

void TestMappedNetworks::doubles()
{
    // 8 MB: two parts.
    std::mt19937 random(11);
    const std::vector<float> weights = normalFloats(random, 1000 * 1100);
    const std::vector<double> wide(weights.begin(), weights.end());
    const std::string raw(reinterpret_cast<const char*>(wide.data()), 8 * wide.size());
    const std::string tensor = tensorHead("w", {1000, 1100}, 11) + content(9, raw);
    const NetworkPtr network = opened("net.onnx", model(linearGraph(1000, 1100) + content(5, tensor)));
    QVERIFY(network->layers[0].weight.values == SharedFloats(weights));
}

void TestMappedNetworks::externalData()
{
    const std::vector<float> weights = someWeights();
    const auto tensorAt = [](int offset) {
        const auto entry = [](const char* key, const std::string& value) {
            return content(13, content(1, key) + content(2, value));
        };
        return tensorHead("w", {outputs, inputs}) + entry("location", "net.data")
               + entry("offset", std::to_string(offset)) + entry("length", std::to_string(4 * outputs * inputs))
               + number(14, 1);
    };
    for (const int offset : {64, 65}) {
        const std::string data = std::string(static_cast<std::size_t>(offset), 'x') + bytesOfFloats(weights);
        write(path("net.data"), data);
        const NetworkPtr network = opened("external.onnx",
                                          model(linearGraph(outputs, inputs) + content(5, tensorAt(offset))));
        QVERIFY(network->layers[0].weight.values == SharedFloats(weights));
        QCOMPARE(network->layers[0].weight.values.file() != nullptr, offset == 64);
        QCOMPARE(network->files.size(), std::size_t{1});
    }
}

void TestMappedNetworks::safetensors()
{
    std::mt19937 random(5);
    Network network;
    network.layers = {randomLayer(random, "fc", LayerKind::Linear, {outputs, inputs}, false)};
    network.layers.push_back(randomLayer(random, "small", LayerKind::Linear, {10, 10}, false));
    const LayerWeights weights{network.layers[0].weight.values.toVector(), network.layers[1].weight.values.toVector()};
    write(path("net.safetensors"), unwrap(safetensorsBytes(network, weights)));
    const NetworkPtr back = unwrap(readNetwork(path("net.safetensors")));
    QVERIFY(back->layers[0].weight.values == network.layers[0].weight.values);
    QVERIFY(back->layers[1].weight.values == network.layers[1].weight.values);
    QVERIFY(back->layers[0].weight.values.file() != nullptr);
    QVERIFY(back->layers[1].weight.values.file() == nullptr); // too small to keep a file for
}

void TestMappedNetworks::npz()
{
    std::mt19937 random(6);
    Network network;
    network.layers = {randomLayer(random, "fc", LayerKind::Linear, {outputs, inputs}, false)};
    write(path("net.npz"), unwrap(npzBytes(network, {network.layers[0].weight.values.toVector()})));
    const NetworkPtr back = unwrap(readNetwork(path("net.npz")));
    QVERIFY(back->layers[0].weight.values == network.layers[0].weight.values);
}

/// Whatever the bytes: taken apart, they are what protobuf makes of them as a whole; and what it refuses is refused.
void TestMappedNetworks::partsOfAnyBytes()
{
    std::mt19937 random(3);
    const std::vector<float> weights = normalFloats(random, 12);
    const std::string constant = content(1, "value") + content(5, rawTensor("", {4}, std::span(weights).first(4)))
                                 + number(20, 4);
    const std::string graph = linearGraph(4, 3) + content(5, rawTensor("w", {4, 3}, weights))
                              + content(1, node("Constant", "c", {}, "b", constant));
    const std::string good = model(graph, 5);
    int both = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = good;
        for (unsigned changes = random() % 4; changes > 0; --changes)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (random() % 4 == 0)
            bytes.resize(random() % bytes.size());
        onnx::ModelProto whole;
        const bool parses = whole.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
        auto parts = onnxfile::takeApart(bytesOf(bytes));
        if (parts)
            QVERIFY(parses);
        if (!parts)
            continue;
        ++both;
        const auto restore = [&](onnx::TensorProto& tensor) {
            if (!tensor.has_raw_data())
                return;
            const ByteView place = onnxfile::placeOf(tensor, parts->places);
            tensor.set_raw_data(place.data(), place.size());
        };
        if (parts->model.has_graph()) {
            for (onnx::TensorProto& tensor : *parts->model.mutable_graph()->mutable_initializer())
                restore(tensor);
            for (onnx::NodeProto& entry : *parts->model.mutable_graph()->mutable_node())
                for (onnx::AttributeProto& attribute : *entry.mutable_attribute())
                    if (attribute.has_t())
                        restore(*attribute.mutable_t());
        }
        QCOMPARE(parts->model.SerializeAsString(), whole.SerializeAsString());
    }
    QVERIFY(both > 1000);
}

void TestMappedNetworks::cutShortWhileOpen()
{
    const std::vector<float> weights = someWeights();
    const std::string graph = linearGraph(outputs, inputs) + content(5, rawTensor("w", {outputs, inputs}, weights));
    std::string bytes = model(graph);
    for (std::size_t padding = 1; (bytes.size() - 4 * weights.size()) % 4 != 0; ++padding)
        bytes = model(graph, padding);
    const NetworkPtr network = opened("cut.onnx", bytes);
    QVERIFY(network->layers[0].weight.values.file() != nullptr);
    QVERIFY(unchanged(*network));
    fs::resize_file(path("cut.onnx"), 8192);
    // What the system would end the program for reads as zero.
    QCOMPARE(network->layers[0].weight.values[outputs * inputs - 1], 0.0F);
    const Result<void> same = unchanged(*network);
    QVERIFY(!same);
    QCOMPARE(same.error().message, path("cut.onnx").string() + ": expected the file as it was opened ("
                                       + std::to_string(bytes.size())
                                       + " bytes), found that it was changed since (8192 bytes): open it again");
    // Back to its size, but with other contents: still not what was opened.
    fs::resize_file(path("cut.onnx"), bytes.size());
    QVERIFY(!unchanged(*network));
}

void TestMappedNetworks::replacedWhileOpen()
{
    std::mt19937 random(8);
    Network network;
    network.layers = {randomLayer(random, "fc", LayerKind::Linear, {outputs, inputs}, false)};
    const std::vector<float> weights = network.layers[0].weight.values.toVector();
    write(path("net.safetensors"), unwrap(safetensorsBytes(network, {weights})));
    const NetworkPtr open = unwrap(readNetwork(path("net.safetensors")));
    write(path("net.safetensors"), unwrap(safetensorsBytes(network, {std::vector<float>(weights.size(), 0.5F)})));
    QVERIFY(open->layers[0].weight.values == SharedFloats(weights)); // an export over the file that is open is safe
    QVERIFY(unchanged(*open));
    fs::remove(path("net.safetensors"));
    QVERIFY(unchanged(*open));
}

void TestMappedNetworks::writtenWhileOpen()
{
    std::mt19937 random(9);
    Network network;
    network.layers = {randomLayer(random, "fc", LayerKind::Linear, {outputs, inputs}, false)};
    write(path("net.safetensors"), unwrap(safetensorsBytes(network, {network.layers[0].weight.values.toVector()})));
    const NetworkPtr open = unwrap(readNetwork(path("net.safetensors")));
    std::fstream file(path("net.safetensors"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-4, std::ios::end);
    file << "abcd" << std::flush;
    QVERIFY(!unchanged(*open));
}

void TestMappedNetworks::valuesOfLargeModelsAreCheckedBeforeUse()
{
    constexpr std::int64_t rows = 8000;
    constexpr std::int64_t columns = 10000; // 320 MB
    if (!writeLinearOfZeros(path("nan.onnx"), rows, columns, true))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const int file = ::open(path("nan.onnx").c_str(), O_WRONLY | O_CLOEXEC);
    const auto end = static_cast<off_t>(fs::file_size(path("nan.onnx")));
    QCOMPARE(::pwrite(file, &nan, sizeof nan, end - static_cast<off_t>(sizeof nan)), ssize_t{sizeof nan});
    ::close(file);
    const NetworkPtr network = unwrap(readNetwork(path("nan.onnx")));
    const auto found = checkLayer(*network, network->layers[0]);
    QVERIFY(!found);
    QVERIFY2(found.error().message.find("expected finite values, found 1 not a number") != std::string::npos,
             found.error().message.c_str());
    auto images = std::make_shared<Dataset>();
    images->height = 1;
    images->width = columns;
    images->pixels.assign(columns, 0.0F);
    images->labels = {0};
    images->classes = 1;
    const auto evaluator = ImageEvaluator::create(network, images);
    QVERIFY(!evaluator);
    QCOMPARE(evaluator.error().message, found.error().message);
    fs::remove(path("nan.onnx"));
}

void TestMappedNetworks::memoryOfLargeModels_data()
{
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<bool>("aligned");
    QTest::addColumn<double>("share"); // of the model's size that opening it may take
    QTest::newRow("400 MB at a multiple of four bytes") << qint64{10000} << true << 0.1;
    QTest::newRow("400 MB anywhere") << qint64{10000} << false << 1.1;
    QTest::newRow("2.5 GB") << qint64{62500} << true << 0.02;
}

void TestMappedNetworks::memoryOfLargeModels()
{
    QFETCH(const qint64, rows);
    QFETCH(const bool, aligned);
    QFETCH(const double, share);
    constexpr std::int64_t columns = 10000;
    const auto size = static_cast<double>(4 * rows * columns);
    std::error_code error;
    if (fs::space(folder_.path().toStdString(), error).available < std::uintmax_t{1} << 28 || error)
        SKIP_LACKING("256 MB in the temporary folder", "make room there, or set TMPDIR to another");
    if (!writeLinearOfZeros(path("large.onnx"), rows, columns, aligned))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    if (!resetPeak())
        SKIP_LACKING("/proc/self/clear_refs", "use a Linux that tells a peak of memory from a point on");
    const std::int64_t before = peak();
    const NetworkPtr network = unwrap(readNetwork(path("large.onnx")));
    const auto taken = static_cast<double>(peak() - before);
    QVERIFY2(taken <= share * size, qPrintable(QStringLiteral("%1 MB").arg(taken / 1e6)));
    QCOMPARE(network->layers[0].weight.shape, (Shape{rows, columns}));
    QCOMPARE(network->layers[0].weight.values.file() != nullptr, aligned);
    QCOMPARE(network->layers[0].weight.values[static_cast<std::size_t>(rows * columns) - 1], 0.0F);
    fs::remove(path("large.onnx"));
}

TERMSCOPE_TEST(TestMappedNetworks)
#include "TestMappedNetworks.moc"
