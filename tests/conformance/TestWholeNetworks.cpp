// Whole networks on real data against PyTorch and onnxruntime, independent runtimes that run_in_torch.py and
// run_in_onnxruntime.py drive: the same outputs to a few parts in a million of their range, and the same class on 99 %
// of the images. Skipped for one that is not installed: Debian 12 has PyTorch alone, Debian 13 both.
#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/data/text/TokenText.h"
#include "core/formats/NetworkReader.h"
#include "core/formats/numpy/Npy.h"
#include "core/run/GraphRunner.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace termscope;
namespace fs = std::filesystem;

namespace {

const QString python = QStringLiteral("/usr/bin/python3");

/// A program that runs networks as well.
struct Runtime {
    const char* name;
    const char* script;   ///< in TERMSCOPE_RUNTIMES
    const char* modules;  ///< that Python must have
    const char* packages; ///< of Debian, or since which Debian
};

constexpr Runtime runtimes[] = {
    {"PyTorch", "run_in_torch.py", "numpy, onnx, torch", "install Debian's packages python3-onnx and python3-torch"},
    {"onnxruntime", "run_in_onnxruntime.py", "numpy, onnxruntime", "Debian 13 has it as python3-onnxruntime"},
};

bool canImport(const char* modules)
{
    QProcess asked;
    asked.setStandardErrorFile(QProcess::nullDevice()); // its traceback says no more than the reason
    asked.start(python, {"-c", QStringLiteral("import ") + modules});
    return asked.waitForFinished(-1) && asked.exitStatus() == QProcess::NormalExit && asked.exitCode() == 0;
}

/// Why the runtime cannot be asked; empty where it can.
QByteArray lackOf(const Runtime& runtime)
{
    if (canImport(runtime.modules))
        return {};
    return termscope::lackOf(QByteArray(runtime.name) + " for " + python.toUtf8(), runtime.packages);
}

void put(const fs::path& path, ByteView bytes)
{
    if (!writeFile(path, bytes))
        qFatal("%s cannot be written", path.c_str());
}

/// Output `number` as a script left it in a folder.
std::vector<float> outputIn(const fs::path& folder, std::size_t number)
{
    const std::string name = text("output_", number, ".npy");
    return floatValues(samples::unwrap(parseNpy(samples::unwrap(readFile(folder / name)), name)));
}

/// The outputs of the runtime. `batch`: images that run together; 0: no cutting.
std::vector<std::vector<float>> runElsewhere(const Runtime& runtime, const fs::path& model,
                                             const std::vector<ValuePtr>& inputs, std::size_t outputs, int batch)
{
    const QTemporaryDir folder;
    const fs::path place = folder.path().toStdString();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::vector<float> numbers(inputs[i]->floats.begin(), inputs[i]->floats.end());
        numbers.insert(numbers.end(), inputs[i]->integers.begin(), inputs[i]->integers.end());
        put(place / text("input_", i, ".npy"), npyBytes(inputs[i]->shape, numbers));
    }
    QStringList arguments{QStringLiteral(TERMSCOPE_RUNTIMES "/") + runtime.script,
                          QString::fromStdString(model.string()), folder.path()};
    if (batch > 0)
        arguments << QString::number(batch);
    if (QProcess::execute(python, arguments) != 0)
        return {};
    std::vector<std::vector<float>> results;
    for (std::size_t i = 0; i < outputs; ++i)
        results.push_back(outputIn(place, i));
    return results;
}

/// The largest difference, as a part of the range of what is expected.
double largestDifference(std::span<const float> found, std::span<const float> expected)
{
    const auto [low, high] = std::ranges::minmax_element(expected);
    double largest = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(found[i] - expected[i])));
    return largest / (*high - *low);
}

/// Rows of `width` values in which both have the largest at the same place, in percent.
double agreement(std::span<const float> found, std::span<const float> expected, std::size_t width)
{
    const std::size_t rows = expected.size() / width;
    std::size_t same = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const auto place = [&](std::span<const float> values) {
            const auto row = values.subspan(r * width, width);
            return std::ranges::max_element(row) - row.begin();
        };
        same += place(found) == place(expected) ? 1 : 0;
    }
    return 100.0 * static_cast<double>(same) / static_cast<double>(rows);
}

/// All outputs of the model here, and the width of a row of the first one.
struct Found {
    std::vector<std::vector<float>> outputs;
    std::size_t width = 0;
};

Found runHere(const fs::path& model, const std::vector<ValuePtr>& inputs, int batch)
{
    const NetworkPtr network = samples::unwrap(readNetwork(model));
    const GraphRunner runner = samples::unwrap(GraphRunner::create(network));
    Found found{std::vector<std::vector<float>>(network->graph->outputs.size()), 0};
    const std::int64_t count = inputs[0]->shape[0];
    const std::int64_t step = batch > 0 ? batch : count;
    for (std::int64_t first = 0; first < count; first += step) {
        std::vector<ValuePtr> part = inputs;
        if (batch > 0) {
            Shape shape = inputs[0]->shape;
            shape[0] = std::min(step, count - first);
            const auto size = elementCount(shape) / shape[0];
            const float* const begin = inputs[0]->floats.data() + first * size;
            part = {floatValue(shape, std::vector<float>(begin, begin + shape[0] * size))};
        }
        const Outputs outputs = samples::unwrap(runner.run(part));
        found.width = static_cast<std::size_t>(outputs[0]->shape.back());
        for (std::size_t i = 0; i < outputs.size(); ++i)
            found.outputs[i].insert(found.outputs[i].end(), outputs[i]->floats.begin(), outputs[i]->floats.end());
    }
    return found;
}

/// Rows of the first output are classes or words.
void compareOutputs(const Found& found, const std::vector<std::vector<float>>& expected)
{
    QCOMPARE(expected.size(), found.outputs.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(found.outputs[i].size(), expected[i].size());
        const double difference = largestDifference(found.outputs[i], expected[i]);
        qInfo("output %zu: largest difference %.2g of the range", i, difference);
        QVERIFY2(difference < 1e-5, qPrintable(QString::number(difference)));
    }
    const double same = agreement(found.outputs[0], expected[0], found.width);
    qInfo("largest at the same place in %.2f %% of %zu rows", same, expected[0].size() / found.width);
    QVERIFY2(same >= 99.0, qPrintable(QString::number(same)));
}

/// Runs the model here and in the runtime, and compares all outputs.
void compareWith(const Runtime& runtime, const fs::path& model, const std::vector<ValuePtr>& inputs, int batch)
{
    const Found found = runHere(model, inputs, batch);
    compareOutputs(found, runElsewhere(runtime, model, inputs, found.outputs.size(), batch));
}

/// The first images of a dataset, as a network takes them.
ValuePtr imagesOf(const DatasetPtr& data, std::int64_t count)
{
    const DatasetPtr all = samples::unwrap(loaded(data, count));
    const auto size = static_cast<std::size_t>(count * all->features());
    const auto begin = all->pixels.begin();
    return floatValue({count, all->channels, all->height, all->width},
                      std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(size)));
}

/// 35 steps of ten streams of a text, and states that are not zero.
std::vector<ValuePtr> textInputs(const TokenText& text, std::int64_t size)
{
    const TokenBatch batch = samples::unwrap(TokenStreams::create(text, 10)).batch(0);
    std::mt19937 random(7);
    const Shape state{2, 10, size};
    const auto states = [&] {
        return floatValue(state, samples::normalFloats(random, static_cast<std::size_t>(elementCount(state))));
    };
    const ValuePtr h0 = states();
    return {integerValue({batch.steps, 10}, batch.inputs), h0, states()};
}

/// How export_architecture.py ends where this PyTorch cannot export what is asked for.
constexpr int cannotExport = 77;

} // namespace

class TestWholeNetworks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void fashion();
    void verses();
    void fixtureImages_data();
    void fixtureImages();
    void fixtureText();
    void resnet20();
    void mobileNet();
    void wikiText();
    void exported_data();
    void exported();

private:
    void compare(const fs::path& model, const std::vector<ValuePtr>& inputs, int batch);
    /// An embedded example's network as a file.
    fs::path fileOf(const embedded::Example& example) const;

    QTemporaryDir folder_;
};

void TestWholeNetworks::initTestCase_data()
{
    QTest::addColumn<int>("runtime");
    QTest::addColumn<QByteArray>("lack");
    int number = 0;
    for (const Runtime& runtime : runtimes)
        QTest::newRow(runtime.name) << number++ << lackOf(runtime);
}

void TestWholeNetworks::init()
{
    QFETCH_GLOBAL(QByteArray, lack);
    if (!lack.isEmpty())
        SKIP_FOR(lack);
}

void TestWholeNetworks::compare(const fs::path& model, const std::vector<ValuePtr>& inputs, int batch)
{
    QFETCH_GLOBAL(int, runtime);
    compareWith(runtimes[runtime], model, inputs, batch);
}

fs::path TestWholeNetworks::fileOf(const embedded::Example& example) const
{
    const fs::path path = folder_.filePath("network.onnx").toStdString();
    put(path, example.network);
    return path;
}

void TestWholeNetworks::fashion()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    const DatasetConfig config{samples::unwrap(parsePreprocessing(std::string(example.preprocessing))), {}};
    compare(fileOf(example),
            {imagesOf(samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config)), 500)},
            50);
}

void TestWholeNetworks::verses()
{
    const embedded::Example& example = *embedded::findExample("verses");
    const fs::path words = folder_.filePath("words.gz").toStdString();
    const fs::path vocabulary = folder_.filePath("vocabulary.gz").toStdString();
    put(words, example.text);
    put(vocabulary, example.vocabulary);
    const TokenTexts texts = samples::unwrap(readTokens({{words}, vocabulary}));
    compare(fileOf(example), textInputs(texts.texts[0], 192), 0);
}

void TestWholeNetworks::fixtureImages_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("images");
    QTest::addColumn<QString>("preprocessing");
    QTest::newRow("convolutional") << "cnn.onnx"
                                   << "../../resources/data/digits-images-idx3-ubyte.gz"
                                   << "raw";
    QTest::newRow("residual") << "residual.onnx"
                              << "shapes.bin.gz"
                              << "cifar";
}

void TestWholeNetworks::fixtureImages()
{
    QFETCH(const QString, network);
    QFETCH(const QString, images);
    QFETCH(const QString, preprocessing);
    const DatasetConfig config{samples::unwrap(parsePreprocessing(preprocessing.toStdString())), {}};
    const DatasetPtr dataset = samples::unwrap(readDataset(fixtures::path(images.toUtf8()), {}, config));
    compare(fixtures::path(network.toUtf8()), {imagesOf(dataset, 160)}, 40);
}

void TestWholeNetworks::fixtureText()
{
    const TokenTexts texts = samples::unwrap(
        readTokens({{fixtures::path("test.txt.gz")}, fixtures::path("vocab.txt.gz")}));
    compare(fixtures::path("lstm.onnx"), textInputs(texts.texts[0], 32), 0);
}

void TestWholeNetworks::resnet20()
{
    SKIP_WITHOUT_SHARED_DATA("cifar10/resnet20.onnx", "cifar10/test_batch_1000.bin");
    const fs::path data = sharedData("cifar10");
    const DatasetConfig config{samples::unwrap(parsePreprocessing("torchvision:resize=0,crop=0")), {}};
    compare(data / "resnet20.onnx",
            {imagesOf(samples::unwrap(readDataset(data / "test_batch_1000.bin", {}, config)), 1000)}, 50);
}

void TestWholeNetworks::mobileNet()
{
    SKIP_WITHOUT_SHARED_DATA("imagenet/mobilenet_v2.onnx", "imagenet/val", "imagenet/val_labels.txt");
    const fs::path data = sharedData("imagenet");
    const DatasetConfig config{samples::unwrap(parsePreprocessing("keras")), {}};
    compare(data / "mobilenet_v2.onnx",
            {imagesOf(samples::unwrap(readDataset(data / "val", data / "val_labels.txt", config)), 500)}, 20);
}

void TestWholeNetworks::wikiText()
{
    SKIP_WITHOUT_SHARED_DATA("wikitext-2/lstm.onnx", "wikitext-2/vocab.txt.gz", "wikitext-2/test.txt.gz");
    const fs::path data = sharedData("wikitext-2");
    const TokenTexts texts = samples::unwrap(readTokens({{data / "test.txt.gz"}, data / "vocab.txt.gz"}));
    compare(data / "lstm.onnx", textInputs(texts.texts[0], 256), 0);
}

void TestWholeNetworks::exported_data()
{
    QTest::addColumn<QString>("name");
    // In the first tier one of each kind: branches, a classifier of pixels, windows of attention.
    for (const char* name : {"lraspp_mobilenet_v3_large", "shufflenet_v2_x1_0", "swin_t"})
        QTest::newRow(name) << name;
    if (!isLongTier())
        return;
    for (const char* name : {"alexnet",         "convnext_tiny",      "deeplabv3_mobilenet_v3_large",
                             "densenet121",     "efficientnet_b0",    "efficientnet_v2_s",
                             "googlenet",       "inception_v3",       "mnasnet0_5",
                             "mobilenet_v2",    "mobilenet_v3_large", "mobilenet_v3_small",
                             "regnet_x_400mf",  "regnet_y_400mf",     "resnet18",
                             "resnext50_32x4d", "squeezenet1_1",      "swin_v2_t",
                             "vit_b_32",        "wide_resnet50_2"})
        QTest::newRow(name) << name;
}

/// Exported once for each runtime: PyTorch's own outputs are those before the export.
void TestWholeNetworks::exported()
{
    static const bool there = canImport("numpy, onnx, torchvision");
    if (!there)
        SKIP_FOR(termscope::lackOf("torchvision for " + python.toUtf8(),
                                   "install Debian's packages python3-onnx and python3-torchvision"));
    QFETCH_GLOBAL(int, runtime);
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    const fs::path place = folder.path().toStdString();
    const int code = QProcess::execute(
        python, {QStringLiteral(TERMSCOPE_RUNTIMES "/export_architecture.py"), name, folder.path()});
    if (code == cannotExport)
        SKIP_FOR(termscope::lackOf("PyTorch that exports " + name.toUtf8(), "Debian 13 has it as python3-torch"));
    QCOMPARE(code, 0);
    const NpyArray images = samples::unwrap(parseNpy(samples::unwrap(readFile(place / "input_0.npy")), "input_0.npy"));
    const std::vector<ValuePtr> inputs{floatValue(images.shape, floatValues(images))};
    if (runtime == 0)
        compareOutputs(runHere(place / "model.onnx", inputs, 0), {outputIn(place, 0)});
    else
        compare(place / "model.onnx", inputs, 0);
}

TERMSCOPE_TEST(TestWholeNetworks)
#include "TestWholeNetworks.moc"
