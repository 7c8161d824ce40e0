// The window and the tool time a network alike, product by product, and prepare no layer but the one they are at.
#include "app/worker/ArrayStudy.h"
#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "resources/Tables.h"
#include "tests/app/cli/Tool.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>

using namespace termscope;

namespace {

constexpr int imageCount = 12;
constexpr int side = 6;

std::string imageInfo(const std::string& name)
{
    std::string axes;
    for (const std::uint64_t axis : {1, 1, side, side})
        axes += samples::content(1, samples::number(1, axis));
    return samples::content(1, name)
           + samples::content(2,
                              samples::content(1, samples::number(1, samples::floatType) + samples::content(2, axes)));
}

/// Three convolutions' worth of weights: the first, one in two groups of channels, whose second group has weights of
/// few terms, and a linear layer.
std::string groupedNetwork()
{
    std::mt19937 random(5);
    const std::vector<float> first = samples::normalFloats(random, 8 * 9);
    std::vector<float> grouped = samples::normalFloats(random, 8 * 4 * 9);
    for (std::size_t i = grouped.size() / 2; i < grouped.size(); ++i)
        grouped[i] = i % 5 == 0 ? 1.0F : 0.0F;
    const std::vector<float> last = samples::normalFloats(random, 4 * 32);
    const auto add = [](const std::string& node) { return samples::content(1, node); };
    std::string graph = add(samples::node("Conv", "conv1", {"x", "w1"}, "a"));
    graph += add(samples::node("Relu", "relu1", {"a"}, "b"));
    graph += add(samples::node("Conv", "conv2", {"b", "w2"}, "c", samples::intAttribute("group", 2)));
    graph += add(samples::node("Relu", "relu2", {"c"}, "d"));
    graph += add(samples::node("Flatten", "flatten", {"d"}, "e"));
    graph += add(samples::node("Gemm", "fc", {"e", "w3"}, "y", samples::intAttribute("transB", 1)));
    graph += samples::content(2, "g") + samples::content(11, imageInfo("x"))
             + samples::content(12, samples::valueInfo("y", 4));
    for (const std::string& tensor :
         {samples::rawTensor("w1", {8, 1, 3, 3}, first), samples::rawTensor("w2", {8, 4, 3, 3}, grouped),
          samples::rawTensor("w3", {4, 32}, last)})
        graph += samples::content(5, tensor);
    return samples::model(graph);
}

QByteArray bigEndian(std::initializer_list<int> numbers)
{
    QByteArray bytes;
    for (const int number : numbers)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(number >> shift);
    return bytes;
}

bool writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestArrayStudy : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    NetworkPtr network_;
    std::optional<ImageEvaluator> evaluator_;
    ViewState view_;
    UnitCosts costs_;

    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }

    /// Cycles of each layer as the tool says them.
    QList<qint64> toldByTool(const QString& mode)
    {
        const ToolRun run = runTool({"time",
                                     path("net.onnx"),
                                     "--json",
                                     "--mac",
                                     "tmac",
                                     "--mode",
                                     mode,
                                     "--sync",
                                     "adaptive",
                                     "--data",
                                     path("images.idx") + QLatin1Char(',') + path("labels.idx"),
                                     "--rows",
                                     "4",
                                     "--cols",
                                     "4",
                                     "--batch",
                                     "3",
                                     "--group-size",
                                     "2",
                                     "--budget",
                                     "3",
                                     "--data-terms",
                                     "2"});
        QList<qint64> cycles;
        for (const QJsonValue& layer : run.json()["layers"].toArray())
            cycles << layer.toObject()["cycles"].toInteger();
        if (cycles.isEmpty())
            qWarning("%s", qPrintable(run.errors));
        return cycles;
    }

    /// Layers that are prepared for what the Array page shows.
    std::pair<std::int64_t, std::int64_t> preparedFor(const ViewState& view)
    {
        ArrayStudy study;
        if (!study.race(*network_, &*evaluator_, view, costs_))
            return {-1, -1};
        const std::int64_t race = study.preparedLayers();
        if (!study.networkTimes(*network_, &*evaluator_, view, costs_))
            return {-1, -1};
        return {race, study.preparedLayers() - race};
    }

private slots:
    void initTestCase()
    {
        const std::string network = groupedNetwork();
        QVERIFY(writeBytes(path("net.onnx"), QByteArray::fromStdString(network)));
        QByteArray images = bigEndian({0x803, imageCount, side, side});
        QByteArray labels = bigEndian({0x801, imageCount});
        for (int i = 0; i < imageCount * side * side; ++i)
            images += static_cast<char>(i * i % 251);
        for (int i = 0; i < imageCount; ++i)
            labels += static_cast<char>(i % 4);
        QVERIFY(writeBytes(path("images.idx"), images));
        QVERIFY(writeBytes(path("labels.idx"), labels));
        const auto bytesOf = [](const QByteArray& bytes) {
            return std::span(reinterpret_cast<const std::byte*>(bytes.constData()),
                             static_cast<std::size_t>(bytes.size()));
        };
        network_ = samples::unwrap(readNetwork(path("net.onnx").toStdString()));
        evaluator_.emplace(samples::unwrap(ImageEvaluator::create(
            network_, samples::unwrap(parseDataset(bytesOf(images), bytesOf(labels), "images")))));
        QCOMPARE(network_->layers.size(), std::size_t{3});
        QCOMPARE(network_->layers[1].groups, 2);
        view_.settings.groupSize = 2;
        view_.settings.budget = 3;
        view_.settings.dataTerms = 2;
        view_.array.rows = view_.array.columns = 4;
        view_.array.samples = 3;
        view_.array.stepLength = StepLength::Adaptive;
        costs_ = samples::unwrap(embedded::readUnitCosts());
    }

    /// Under adaptive steps every group of channels takes what its own weights need.
    void windowAndToolAgree()
    {
        ArrayStudy study;
        const NetworkTimes times = samples::unwrap(study.networkTimes(*network_, &*evaluator_, view_, costs_));
        QList<qint64> revealed, rival;
        for (const LayerTimes& layer : times.layers) {
            revealed << layer.revealed.cycles;
            rival << layer.rival.cycles;
        }
        QCOMPARE(revealed.size(), 3);
        QCOMPARE(revealed, toldByTool(QStringLiteral("tr")));
        QCOMPARE(rival, toldByTool(QStringLiteral("qt")));
        // The groups do differ: twice the first is something else.
        ViewState second = view_;
        second.layer = 1;
        const ArrayRace race = samples::unwrap(study.race(*network_, &*evaluator_, second, costs_));
        QCOMPARE(times.layers[1].shape.repeats, 2);
        QVERIFY(2 * race.revealed.adaptiveCycles != revealed[1]);
        QVERIFY(2 * race.rival.adaptiveCycles != rival[1]);
    }

    /// A layer under each mode; of all layers each once, and none where steps are provisioned.
    void onlyTheLayerInSightIsPrepared()
    {
        using Counts = std::pair<std::int64_t, std::int64_t>; // for the race, then for the times of all layers
        ViewState view = view_;
        view.layer = 2;
        // The first convolution runs under QT in both arrays, and what the race had is found again.
        QCOMPARE(preparedFor(view), (Counts{2, 1 + 2 + 0}));
        view.layer = 1; // of several products only the first is kept
        QCOMPARE(preparedFor(view), (Counts{2, 1 + 2 + 2}));
        view.array.rival = Rival::Parallel;
        QCOMPARE(preparedFor(view), (Counts{2, 3}));
        view.array.stepLength = StepLength::Provisioned;
        QCOMPARE(preparedFor(view), (Counts{2, 0}));
        view.array.typed = true;
        QCOMPARE(preparedFor(view), (Counts{0, 0}));
    }
};

TERMSCOPE_TEST(TestArrayStudy)
#include "TestArrayStudy.moc"
