// Reads every file of the corpus: the good ones give known values, the bad ones exactly the message of their row.

#include "core/data/DatasetReader.h"
#include "core/data/text/Vocabulary.h"
#include "core/evaluate/GraphPath.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/ImagesTaken.h"
#include "core/formats/Formats.h"
#include "hwmodel/energy/UnitCosts.h"
#include "hwmodel/operands/OperandFile.h"
#include "hwmodel/simulate/Operands.h"
#include "hwmodel/topology/Topology.h"
#include "tests/corpus/Corpus.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

using namespace termscope;
using namespace termscope::corpus;

namespace {

std::vector<float> scaled(std::vector<float> values, float factor)
{
    for (float& value : values)
        value *= factor;
    return values;
}

/// The message of a row, with the paths and the formats put in.
std::string expectedMessage(const nlohmann::json& row)
{
    QString message = QString::fromStdString(row["message"]);
    message.replace("{file}", QString::fromStdString(inCorpus(row["file"])));
    const auto folder = std::filesystem::path(inCorpus(row["file"])).parent_path();
    message.replace("{folder}", QString::fromStdString(folder.string()));
    message.replace("{network}", QString::fromStdString(inCorpus(row.value("network", ""))));
    message.replace("{labels}", QString::fromStdString(inCorpus(row.value("labels", ""))));
    message.replace("{formats}", QString::fromStdString(formatTitles()));
    return message.toStdString();
}

template <class T>
std::string messageOf(const Result<T>& result)
{
    return result ? "" : result.error().message;
}

/// What is said of arrays by the names of a network's inputs, when they are read or when it runs on them.
std::string tableMessage(const nlohmann::json& row)
{
    const NetworkPtr taking = network(row["network"]);
    DatasetConfig config;
    config.inputs = tableInputs(*taking);
    const auto table = readDataset(inCorpus(row["file"]), {}, config);
    if (!table)
        return table.error().message;
    auto evaluator = ImageEvaluator::create(taking, *table);
    return evaluator ? evaluator->evaluate(Method::Float, {}).failure : evaluator.error().message;
}

/// What the readers say about a row's files; empty when they take them.
std::string foundMessage(const nlohmann::json& row)
{
    if (row["kind"] == "network") {
        const auto result = readNetwork(inCorpus(row["file"]));
        return result ? "" : result.error().message;
    }
    if (row["kind"] == "warned") {
        const auto result = readNetwork(inCorpus(row["file"]));
        std::string warnings = result ? "" : "refused: " + result.error().message;
        for (std::size_t i = 0; result && i < (*result)->warnings.size(); ++i)
            warnings += (i == 0 ? "" : "\n") + (*result)->warnings[i];
        return warnings;
    }
    if (row["kind"] == "text")
        return messageOf(readTextFile(inCorpus(row["file"])));
    if (row["kind"] == "costs")
        return messageOf(readUnitCosts(inCorpus(row["file"])));
    if (row["kind"] == "topology")
        return messageOf(readTopology(inCorpus(row["file"]), OutputRounding::Down));
    if (row["kind"] == "scale-sim")
        return messageOf(readScaleSimConfig(inCorpus(row["file"])));
    if (row["kind"] == "operands") {
        const auto operands = readOperandFile(inCorpus(row["file"]));
        if (!operands)
            return operands.error().message;
        const auto made = makeOperands(operands->shape, {}, operands->x, operands->w);
        return made ? "" : inCorpus(row["file"]) + ": array " + made.error().message;
    }
    if (row["kind"] == "table")
        return tableMessage(row);
    if (row["kind"] == "run") {
        auto evaluator = ImageEvaluator::create(network(row["file"]), *readDataset(inCorpus(row["data"])));
        return evaluator ? evaluator->evaluate(Method::Float, {}).failure : evaluator.error().message;
    }
    std::optional<std::filesystem::path> labels;
    if (row.contains("labels"))
        labels = inCorpus(row["labels"]);
    const auto dataset = readDataset(inCorpus(row["file"]), labels);
    if (!dataset)
        return dataset.error().message;
    if (row["kind"] != "fit")
        return "";
    const NetworkPtr fitted = network(row["network"]);
    if (!fitted)
        return "the network cannot be read";
    if (const auto size = imageSizeTaken(*fitted) ? GraphPath::fits(*fitted, **dataset) : Result<void>(); !size)
        return size.error().message;
    const auto fits = checkFits(**dataset, fitted->inputFeatures, fitted->outputFeatures);
    return fits ? "" : fits.error().message;
}

nlohmann::json rows()
{
    std::ifstream file(inCorpus("bad_files.json"));
    return nlohmann::json::parse(file);
}

} // namespace

class TestCorpus : public QObject {
    Q_OBJECT

private slots:
    void onnx();
    void onnxVariants();
    void onnxConvolution();
    void onnxRecurrent();
    void onnxExternalData();
    void safetensors();
    void npz();
    void datasets();
    void operands();
    void everyBadFileHasARow();
    void badFile_data();
    void badFile();
    void cutFile_data();
    void cutFile();
    void flippedByte_data() { cutFile_data(); }
    void flippedByte();
};

void TestCorpus::onnx()
{
    const NetworkPtr read = network("good/mlp.onnx");
    QVERIFY(read);
    QCOMPARE(read->name, std::string("mlp.onnx"));
    QCOMPARE(read->format, findFormat("onnx"));
    QCOMPARE(read->inputFeatures, 4);
    QCOMPARE(read->outputFeatures, 3);
    QCOMPARE(read->layers.size(), 2U);
    const WeightLayer& first = read->layers[0];
    QCOMPARE(first.name, std::string("fc1"));
    QCOMPARE(first.tensorName, std::string("fc1.weight"));
    QVERIFY(!first.transposed);
    QCOMPARE(first.weight.shape, (Shape{5, 4}));
    QCOMPARE(first.weight.values, ramp(20));
    QCOMPARE(first.bias, ramp(5));
    QCOMPARE(first.macs, std::optional<std::int64_t>(20));
    // MatMul holds [in, out]; its weight has a made-up name; the bias is added by a node of its own, on the left.
    const WeightLayer& second = read->layers[1];
    QCOMPARE(second.name, std::string("fc2"));
    QCOMPARE(second.tensorName, std::string("onnx::MatMul_7"));
    QVERIFY(second.transposed);
    QCOMPARE(second.weight.shape, (Shape{3, 5}));
    QCOMPARE(second.weight.values[0 * 5 + 1], ramp(15)[1 * 3 + 0]);
    QCOMPARE(second.weight.values[2 * 5 + 4], ramp(15)[4 * 3 + 2]);
    QCOMPARE(second.bias, ramp(3));
    std::vector<std::string> nodes;
    for (const Node& node : read->graph->nodes)
        nodes.push_back(node.op);
    QCOMPARE(nodes, (std::vector<std::string>{"Flatten", "Gemm", "Relu", "MatMul", "Softmax"}));
    QCOMPARE(read->graph->nodes[1].layers, std::vector<int>{0});
    QCOMPARE(read->graph->nodes[3].layers, std::vector<int>{1});
    QCOMPARE(read->otherTensors.size(), 2U);
    QCOMPARE(read->otherTensors[0].name, std::string("fc1.bias"));
    QCOMPARE(read->otherTensors[1].name, std::string("k"));
}

void TestCorpus::onnxVariants()
{
    const NetworkPtr read = network("good/variants.onnx");
    QVERIFY(read);
    QCOMPARE(read->layers.size(), 2U);
    // alpha 0.5 is in the weight, beta 2 in the bias; the file holds float16 [in, out].
    QVERIFY(read->layers[0].transposed);
    QCOMPARE(read->layers[0].weight.shape, (Shape{3, 4}));
    QCOMPARE(read->layers[0].weight.values[1 * 4 + 2], 0.5F * ramp(12)[2 * 3 + 1]);
    QCOMPARE(read->layers[0].bias, scaled(ramp(3), 2.0F));
    // A Transpose node turns the float64 initializer [out, in] into what MatMul takes.
    QVERIFY(!read->layers[1].transposed);
    QCOMPARE(read->layers[1].weight.shape, (Shape{2, 3}));
    QCOMPARE(read->layers[1].weight.values, ramp(6));
    QCOMPARE(read->graph->nodes.back().op, std::string("LogSoftmax"));
}

void TestCorpus::onnxConvolution()
{
    const NetworkPtr read = network("good/conv.onnx");
    QVERIFY(read);
    QCOMPARE(read->layers.size(), 3U);
    QCOMPARE(read->inputFeatures, 0);
    QVERIFY(read->graph != nullptr);
    const WeightLayer& first = read->layers[0];
    QCOMPARE(first.name, std::string("conv1"));
    QCOMPARE(first.kind, LayerKind::Convolution);
    QCOMPARE(first.bias, ramp(4));
    QVERIFY(first.window);
    // 4×6, padded by one on every side, 3×3 every second place: 2×3 places of 4·2·9 products.
    QCOMPARE(first.window->outputs, (Shape{2, 3}));
    QCOMPARE(first.positions, std::optional<std::int64_t>(6));
    QCOMPARE(first.macs, std::optional<std::int64_t>(6 * 72));
    const WeightLayer& depthwise = read->layers[1];
    QCOMPARE(depthwise.name, std::string("depthwise"));
    QCOMPARE(depthwise.groups, 4);
    // 2×2 over 2×3, as large as before: the missing row and column are padded after.
    QCOMPARE(depthwise.window->before, (Shape{0, 0}));
    QCOMPARE(depthwise.window->after, (Shape{1, 1}));
    QCOMPARE(depthwise.window->outputs, (Shape{2, 3}));
    // The shape arithmetic before the last product is read, and the Add after it is its bias.
    const WeightLayer& last = read->layers[2];
    QCOMPARE(last.name, std::string("fc"));
    QCOMPARE(last.bias, ramp(3));
    QCOMPARE(last.macs, std::optional<std::int64_t>(72));
    QCOMPARE(read->graph->nodes.back().op, std::string("MatMul"));
}

void TestCorpus::onnxRecurrent()
{
    const NetworkPtr read = network("good/lstm.onnx");
    QVERIFY(read);
    QCOMPARE(read->layers.size(), 3U);
    QCOMPARE(read->layers[0].name, std::string("rnn W"));
    QCOMPARE(read->layers[0].kind, LayerKind::Lstm);
    QCOMPARE(read->layers[0].weight.shape, (Shape{24, 4}));
    QCOMPARE(read->layers[0].fileShape, (Shape{2, 12, 4}));
    QCOMPARE(read->layers[0].weight.values, ramp(96));
    QCOMPARE(read->layers[1].name, std::string("rnn R"));
    QCOMPARE(read->layers[1].weight.shape, (Shape{24, 3}));
    QCOMPARE(read->graph->outputs.size(), 2U);
}

void TestCorpus::onnxExternalData()
{
    const NetworkPtr read = network("good/external.onnx");
    QVERIFY(read);
    QCOMPARE(read->layers[0].weight.values, ramp(12));
    // A model from memory has no folder; a folder that is reached by a symbolic link is fine, a file that is one is
    // not.
    const Bytes bytes = *readFile(inCorpus("good/external.onnx"));
    const auto fromMemory = parseNetwork(bytes, "m");
    QVERIFY(!fromMemory);
    QCOMPARE(fromMemory.error().message,
             std::string("m: tensor w: expected its data in the file, found them in another file (external data)"));
    const QTemporaryDir folder;
    const std::filesystem::path model = folder.filePath("external.onnx").toStdString();
    std::filesystem::copy_file(inCorpus("good/external.onnx"), model);
    std::filesystem::create_symlink(inCorpus("good/weights.bin"), folder.filePath("weights.bin").toStdString());
    const auto linked = readNetwork(model);
    QVERIFY(!linked);
    QCOMPARE(linked.error().message, model.string()
                                         + ": tensor w: expected its data in a file beside the model, found a symbolic "
                                           "link at \"weights.bin\"");
}

void TestCorpus::safetensors()
{
    const NetworkPtr read = network("good/weights.safetensors");
    QVERIFY(read);
    QCOMPARE(read->format, findFormat("safetensors"));
    QVERIFY(!read->graph);
    QCOMPARE(read->layers.size(), 3U);
    QCOMPARE(read->layers[0].name, std::string("fc"));
    QCOMPARE(read->layers[0].weight.values, ramp(12));
    QCOMPARE(read->layers[0].bias, ramp(3));
    QCOMPARE(read->layers[1].name, std::string("conv"));
    QCOMPARE(read->layers[1].kind, LayerKind::Convolution);
    QCOMPARE(read->layers[1].weight.shape, (Shape{2, 3, 1, 1}));
    QCOMPARE(read->layers[1].weight.values, ramp(6));
    QVERIFY(!read->layers[1].macs);
    QCOMPARE(read->layers[2].weight.values, ramp(4));
    QCOMPARE(read->otherTensors.size(), 2U);
    QCOMPARE(read->warnings.size(), 2U);
    QCOMPARE(read->warnings[0], std::string("tensor ids is left out: it holds I64, not floating-point numbers"));
    QCOMPARE(read->warnings[1], std::string("tensor none (0×4) is no layer: it has no values"));
}

void TestCorpus::npz()
{
    const NetworkPtr read = network("good/weights.npz");
    QVERIFY(read);
    QCOMPARE(read->format, findFormat("npz"));
    QCOMPARE(read->layers.size(), 3U);
    QCOMPARE(read->layers[0].name, std::string("fc1"));
    QCOMPARE(read->layers[0].weight.values, ramp(12));
    QCOMPARE(read->layers[0].bias, ramp(3));
    QCOMPARE(read->layers[1].name, std::string("dense/kernel"));
    QCOMPARE(read->layers[1].weight.shape, (Shape{2, 3}));
    QCOMPARE(read->layers[1].weight.values, ramp(6));
    QCOMPARE(read->layers[2].weight.shape, (Shape{2, 3, 1, 2}));
    QCOMPARE(read->layers[2].weight.values, ramp(12));
}

void TestCorpus::datasets()
{
    // The gzipped labels beside the images are found by their name.
    const auto idx = readDataset(inCorpus("good/tiny-images-idx3-ubyte"));
    QVERIFY(idx);
    QCOMPARE((*idx)->count(), 3);
    QCOMPARE((*idx)->height, 2);
    QCOMPARE((*idx)->width, 2);
    QCOMPARE((*idx)->labels, (std::vector<std::int32_t>{2, 0, 1}));
    QCOMPARE((*idx)->classes, 3);
    QCOMPARE((*idx)->image(1)[2], 6.0F / 255.0F);
    const auto npz = readDataset(inCorpus("good/images.npz"));
    QVERIFY(npz);
    QCOMPARE((*npz)->pixels, (*idx)->pixels);
    QCOMPARE((*npz)->labels, (*idx)->labels);
    const auto flat = readDataset(inCorpus("good/flat.npz"));
    QVERIFY(flat);
    QCOMPARE((*flat)->height, 1);
    QCOMPARE((*flat)->width, 4);
    QCOMPARE((*flat)->pixels, ramp(12));
    QCOMPARE((*flat)->labels, (std::vector<std::int32_t>{1, 1, 2}));
}

/// x counts from −6; w is 7·i mod 19 − 9 at the i-th place, held as floats with the first axis contiguous.
void TestCorpus::operands()
{
    const auto read = readOperandFile(inCorpus("good/operands.npz"));
    QVERIFY(read.has_value());
    QCOMPARE(read->shape, (GemmShape{3, 4, 5}));
    for (int i = 0; i < 12; ++i)
        QCOMPARE(read->x[std::size_t(i)], i - 6);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(read->w[std::size_t(i)], 7 * i % 19 - 9);
}

void TestCorpus::everyBadFileHasARow()
{
    const nlohmann::json table = rows();
    const auto check = [&](const std::string& file) {
        const bool listed = std::any_of(table.begin(), table.end(), [&](const nlohmann::json& row) {
            return row["file"] == file || row.value("labels", "") == file;
        });
        QVERIFY2(listed, file.c_str());
    };
    for (const auto& entry : std::filesystem::directory_iterator(inCorpus("bad")))
        check("bad/" + entry.path().filename().string());
    for (const auto& entry : std::filesystem::directory_iterator(inCorpus("shards")))
        if (const auto name = entry.path().filename();
            name.extension() == ".json" && !name.string().starts_with("model"))
            check("shards/" + name.string());
}

void TestCorpus::badFile_data()
{
    QTest::addColumn<int>("index");
    const nlohmann::json table = rows();
    for (std::size_t i = 0; i < table.size(); ++i)
        QTest::newRow((table[i]["file"].get<std::string>() + " " + table[i].value("labels", "")).c_str())
            << static_cast<int>(i);
}

void TestCorpus::badFile()
{
    QFETCH(int, index);
    const nlohmann::json row = rows()[static_cast<std::size_t>(index)];
#ifndef __SANITIZE_ADDRESS__
    // A declared size must not be believed: running out of this much throws, and fails the test.
    std::ifstream statistics("/proc/self/statm");
    rlim_t pages = 0;
    statistics >> pages;
    rlimit before{};
    getrlimit(RLIMIT_AS, &before);
    rlimit tight = before;
    tight.rlim_cur = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + (rlim_t{256} << 20);
    QCOMPARE(setrlimit(RLIMIT_AS, &tight), 0);
    const std::string found = foundMessage(row);
    QCOMPARE(setrlimit(RLIMIT_AS, &before), 0);
#else
    const std::string found = foundMessage(row);
#endif
    QCOMPARE(found, expectedMessage(row));
}

void TestCorpus::cutFile_data()
{
    QTest::addColumn<QString>("file");
    for (const auto& entry : std::filesystem::directory_iterator(inCorpus("good"))) {
        const std::string name = entry.path().filename().string();
        QTest::newRow(name.c_str()) << QString::fromStdString(entry.path().string());
    }
}

/// A file cut anywhere is an error, or (where a protobuf message ends) still a whole network; never a crash.
void TestCorpus::cutFile()
{
    QFETCH(QString, file);
    const Bytes whole = *readFile(file.toStdString());
    const bool isOnnx = file.endsWith(".onnx");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const ByteView cut = ByteView(whole).first(size);
        const auto asNetwork = parseNetwork(cut, "cut");
        const auto asDataset = parseDataset(cut, {}, "cut");
        QVERIFY2(isOnnx || !asNetwork, qPrintable(QString::number(size)));
        QVERIFY2(!asDataset, qPrintable(QString::number(size)));
        QVERIFY(asNetwork || asNetwork.error().message.starts_with("cut: "));
    }
}

void TestCorpus::flippedByte()
{
    QFETCH(QString, file);
    Bytes bytes = *readFile(file.toStdString());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const auto mask : {std::byte{0x01}, std::byte{0x80}, std::byte{0xFF}}) {
            bytes[i] ^= mask;
            const auto asNetwork = parseNetwork(bytes, "flipped");
            QVERIFY(asNetwork ? !(*asNetwork)->layers.empty() : asNetwork.error().message.starts_with("flipped: "));
            const auto asDataset = parseDataset(bytes, {}, "flipped");
            QVERIFY(asDataset ? (*asDataset)->count() > 0 : asDataset.error().message.starts_with("flipped: "));
            bytes[i] ^= mask;
        }
    }
}

TERMSCOPE_TEST(TestCorpus)
#include "TestCorpus.moc"
