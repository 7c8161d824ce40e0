// Good files of the corpus that have weights alone, in several files or as PyTorch writes them: known values.

#include "core/formats/Formats.h"
#include "tests/corpus/Corpus.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;
using namespace termscope::corpus;

class TestCorpusWeights : public QObject {
    Q_OBJECT

private slots:
    void sharded();
    void pyTorch();
    void otherValues();
    void quantized_data();
    void quantized();
    void gguf();
    void loneArray();
};

void TestCorpusWeights::sharded()
{
    for (const char* const path : {"shards", "shards/model.safetensors.index.json"}) {
        const NetworkPtr read = network(path);
        QVERIFY(read);
        QCOMPARE(read->name, std::string("model.safetensors.index.json"));
        QCOMPARE(read->format, findFormat("safetensors"));
        QCOMPARE(read->layers.size(), 2U);
        QCOMPARE(read->layers[0].name, std::string("out"));
        QCOMPARE(read->layers[0].weight.values, ramp(6));
        QCOMPARE(read->layers[1].name, std::string("fc"));
        QCOMPARE(read->layers[1].weight.values, ramp(12));
        QCOMPARE(read->layers[1].bias, ramp(3));
    }
    const Bytes index = *readFile(inCorpus("shards/model.safetensors.index.json"));
    const auto fromMemory = parseNetwork(index, "m");
    QVERIFY(!fromMemory);
    QCOMPARE(fromMemory.error().message,
             std::string("m: expected the tensors in the file, found an index of other files"));
    // The hub's own folders have symbolic links to files elsewhere; what the index does not have is left out.
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    for (const char* const name : {"one.safetensors", "two.safetensors"})
        std::filesystem::create_symlink(inCorpus(std::string("shards/") + name), place / name);
    const std::string part = R"({"weight_map": {"fc.weight": "two.safetensors"}})";
    QVERIFY(writeFile(place / "part.index.json", part));
    const auto linked = readNetwork(place / "part.index.json");
    QVERIFY(linked);
    QCOMPARE((*linked)->layers.size(), 1U);
    QCOMPARE((*linked)->warnings.size(), 1U);
    QCOMPARE((*linked)->warnings[0],
             std::string("tensor fc.bias of two.safetensors is left out: the index does not have it"));
}

/// Written by CPython's pickle.
void TestCorpusWeights::pyTorch()
{
    const NetworkPtr read = network("good/weights.pt");
    QVERIFY(read);
    QCOMPARE(read->format, findFormat("pytorch"));
    QVERIFY(!read->graph);
    QCOMPARE(read->layers.size(), 2U);
    QCOMPARE(read->layers[0].name, std::string("state_dict.fc"));
    QCOMPARE(read->layers[0].tensorName, std::string("state_dict.fc.weight"));
    QCOMPARE(read->layers[0].weight.values, ramp(12));
    QCOMPARE(read->layers[0].bias, ramp(3));
    const WeightLayer& turned = read->layers[1];
    QCOMPARE(turned.weight.shape, (Shape{3, 2}));
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(turned.weight.values[i], ramp(6)[i % 2 * 3 + i / 2]);
    QCOMPARE(read->warnings.size(), 1U);
    QCOMPARE(read->warnings[0],
             std::string("tensor state_dict.steps is left out: it holds int64, not floating-point numbers"));
}

/// Beside tensors: arrays of NumPy, a quantized tensor, and a call that is not made.
void TestCorpusWeights::otherValues()
{
    const NetworkPtr read = network("good/other_values.pt");
    QVERIFY(read);
    QCOMPARE(read->layers.size(), 3U);
    QCOMPARE(read->layers[0].weight.values, ramp(6));
    QCOMPARE(read->layers[1].weight.values, ramp(6));
    QVERIFY(read->layers[2].given != nullptr);
    QCOMPARE(read->layers[2].given->storedAs(), std::string("int8 per channel"));
    std::vector<float> expected = ramp(8);
    for (float& value : expected)
        value -= 0.125F; // the zero point
    QCOMPARE(read->layers[2].weight.values, SharedFloats(expected));
    QCOMPARE(read->warnings,
             (std::vector<std::string>{"array ids is left out: it holds <i8, not floating-point numbers",
                                       "value config is left out: no tensor but __builtin__.eval"}));
}

void TestCorpusWeights::quantized_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("safetensors") << QStringLiteral("good/quantized.safetensors");
    QTest::newRow("npz") << QStringLiteral("good/quantized.npz");
}

/// −4 … 3 as int8, less the zero points 1 and −2.
void TestCorpusWeights::quantized()
{
    QFETCH(const QString, file);
    const NetworkPtr read = network(file.toStdString());
    QVERIFY(read);
    QVERIFY(read->warnings.empty());
    const WeightLayer& layer = read->layers[0];
    QCOMPARE(layer.name, std::string("fc"));
    QVERIFY(layer.given != nullptr);
    QCOMPARE(layer.given->storedAs(), std::string("int8 per channel"));
    std::vector<std::int32_t> integers(8);
    layer.given->integers->read(0, integers);
    QCOMPARE(integers, (std::vector<std::int32_t>{-5, -4, -3, -2, 2, 3, 4, 5}));
    QCOMPARE(layer.weight.values[7], 5 * (2 - 7 / 8.0F));
    QCOMPARE(read->layers.size(), file.endsWith(QLatin1String(".npz")) ? 2U : 3U);
}

void TestCorpusWeights::gguf()
{
    const NetworkPtr read = network("good/weights.gguf");
    QVERIFY(read);
    QCOMPARE(read->format, findFormat("gguf"));
    QCOMPARE(read->layers.size(), 2U);
    QCOMPARE(read->layers[0].name, std::string("blk.0.attn_q"));
    QCOMPARE(read->layers[0].weight.shape, (Shape{2, 4}));
    QCOMPARE(read->layers[0].weight.values, ramp(8));
    QCOMPARE(read->layers[1].given->storedAs(), std::string("Q4_0 in blocks of 32"));
    QCOMPARE(read->layers[1].weight.values[15], 0.5F * (15 - 8));
    QCOMPARE(read->layers[1].weight.values[33], 0.5F * (1 - 8));
    QCOMPARE(read->warnings, std::vector<std::string>{"tensor q2 is left out: its type Q2_K is not read"});
}

void TestCorpusWeights::loneArray()
{
    const NetworkPtr read = network("good/array.npy");
    QVERIFY(read);
    QCOMPARE(read->format, findFormat("npz"));
    QCOMPARE(read->layers.size(), 1U);
    QCOMPARE(read->layers[0].name, std::string("array"));
    QCOMPARE(read->layers[0].weight.values, ramp(6));
}

TERMSCOPE_TEST(TestCorpusWeights)
#include "TestCorpusWeights.moc"
