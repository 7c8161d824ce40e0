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

TERMSCOPE_TEST(TestCorpusWeights)
#include "TestCorpusWeights.moc"
