// The networks of tests/fixtures from file to figure: a convolutional one, a residual one and a language model, by the
// readers that users have, against what PyTorch and a quantization written apart in NumPy find on the same data.
#include "core/data/DatasetReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/graph/FoldNormalization.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <map>
#include <optional>

using namespace termscope;

namespace {

const std::filesystem::path digits = TERMSCOPE_FIXTURES "/../../resources/data/digits-images-idx3-ubyte.gz";

NetworkPtr networkOf(const QString& name)
{
    return samples::unwrap(readNetwork(fixtures::path((name + QStringLiteral(".onnx")).toUtf8())));
}

/// On the images that figures.json has the classes of.
ImageEvaluator evaluatorOf(const QString& name)
{
    if (name == QLatin1String("cnn"))
        return samples::unwrap(ImageEvaluator::create(networkOf(name), samples::unwrap(readDataset(digits)),
                                                      fixtures::figures("cnn")["images"].toInt()));
    const DatasetConfig config{samples::unwrap(parsePreprocessing("cifar")), {}};
    return samples::unwrap(ImageEvaluator::create(
        networkOf(name), samples::unwrap(readDataset(fixtures::path("shapes.bin.gz"), {}, config))));
}

/// A row of "settings" in figures.json.
std::pair<Method, Settings> settingsOf(const QJsonObject& row, int calibrationSamples)
{
    Settings settings;
    settings.weightBits = settings.dataBits = row["bits"].toInt();
    settings.calibration = *calibrationFromName(row["calibration"].toString().toStdString());
    settings.calibrationSamples = calibrationSamples;
    settings.perChannel = false;
    if (row["method"] == QLatin1String("qt"))
        return {Method::Quantized, settings};
    settings.groupSize = row["group_size"].toInt();
    settings.budget = row["budget"].toInt();
    settings.dataTerms = row["data_terms"].toInt();
    return {Method::Revealed, settings};
}

QByteArray describe(const QJsonObject& row)
{
    return QStringLiteral("%1, %2 bits, k = %3, s = %4, %5")
        .arg(row["method"].toString())
        .arg(row["bits"].toInt())
        .arg(row["budget"].toInt())
        .arg(row["data_terms"].toInt())
        .arg(row["calibration"].toString())
        .toUtf8();
}

/// A row of test data for every setting of the networks.
void addSettings(std::initializer_list<const char*> networks)
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("row");
    for (const char* name : networks)
        for (const QJsonValue& row : fixtures::figures(name)["settings"].toArray())
            QTest::addRow("%s: %s", name, describe(row.toObject()).constData()) << name << row.toObject();
}

std::shared_ptr<const TokenText> testText()
{
    const TokenTexts texts = samples::unwrap(
        readTokens({{fixtures::path("test.txt.gz")}, fixtures::path("vocab.txt.gz"), true}));
    return std::make_shared<const TokenText>(texts.texts[0]);
}

} // namespace

class TestFixtureNetworks : public QObject {
    Q_OBJECT

private slots:
    void classesInFloat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("convolutional") << "cnn";
        QTest::newRow("residual") << "residual";
    }

    /// The class of every image is PyTorch's, which ran BatchNormalization as a layer of its own.
    void classesInFloat()
    {
        QFETCH(const QString, name);
        const QJsonObject figures = fixtures::figures(name.toUtf8());
        const Evaluation found = evaluator(name).evaluate(Method::Float, {});
        QCOMPARE(found.evaluated, figures["images"].toInt());
        QCOMPARE(found.predictions, fixtures::integers(figures["classes"]));
        QCOMPARE(found.correct, figures["correct"].toInt());
        QCOMPARE(found.correctTop5, figures["correct_top5"].toInt());
        // A network that recognizes nothing would prove little.
        QVERIFY2(found.top1() > 90.0, qPrintable(QString::number(found.top1())));
    }

    void normalizationIsFolded_data() { classesInFloat_data(); }

    /// Every BatchNormalization of the file becomes part of a convolution, whose weights are others then.
    void normalizationIsFolded()
    {
        QFETCH(const QString, name);
        const NetworkPtr network = networkOf(name);
        const NetworkPtr folded = withFoldedNormalization(network);
        const auto normalizations = [](const Network& of) {
            return std::ranges::count(of.graph->nodes, "BatchNormalization", &Node::op);
        };
        QCOMPARE(normalizations(*network),
                 std::ranges::count(network->layers, LayerKind::Convolution, &WeightLayer::kind));
        QCOMPARE(normalizations(*folded), 0);
        for (std::size_t i = 0; i < network->layers.size(); ++i)
            QCOMPARE(folded->layers[i].weight.values == network->layers[i].weight.values,
                     network->layers[i].kind != LayerKind::Convolution);
    }

    void classesQuantized_data() { addSettings({"cnn", "residual"}); }

    /// The class of every image at a setting is the one found apart. Float activations decide the scales, and may
    /// differ in their last bit from processor to processor: images whose two best logits nearly tie ("close", 5 % of
    /// them at most) may come out otherwise.
    void classesQuantized()
    {
        QFETCH(const QString, name);
        QFETCH(const QJsonObject, row);
        const QJsonObject figures = fixtures::figures(name.toUtf8());
        const auto [method, settings] = settingsOf(row, figures["calibration_samples"].toInt());
        const Evaluation found = evaluator(name).evaluate(method, settings);
        std::vector<std::int32_t> expected = fixtures::integers(row["classes"]);
        QCOMPARE(found.predictions.size(), expected.size());
        const std::vector<std::int32_t> close = fixtures::integers(row["close"]);
        for (const std::int32_t image : close)
            expected[static_cast<std::size_t>(image)] = found.predictions[static_cast<std::size_t>(image)];
        QCOMPARE(found.predictions, expected);
        QVERIFY(std::abs(found.correct - row["correct"].toInt()) <= std::ssize(close));
        QVERIFY(found.work->measured > 0.0 && found.work->measured <= found.work->provisioned);
    }

    /// JPEG files in a folder, decoded as they are needed, with a list of labels.
    void classesOfPictures()
    {
        const QJsonObject figures = fixtures::figures("pictures");
        const DatasetConfig config{samples::unwrap(parsePreprocessing("cifar")), fixtures::path("classes.txt")};
        ImageEvaluator streamed = samples::unwrap(ImageEvaluator::create(
            networkOf("residual"),
            samples::unwrap(readDataset(fixtures::path("pictures"), fixtures::path("pictures.txt"), config))));
        QVERIFY(streamed.dataset().streamed());
        QCOMPARE(streamed.dataset().classNames.at(9), std::string("striped ring"));
        const Evaluation found = streamed.evaluate(Method::Float, {});
        QCOMPARE(found.predictions, fixtures::integers(figures["classes"]));
        QCOMPARE(found.correct, figures["correct"].toInt());
    }

    void perplexityInFloat()
    {
        const QJsonObject figures = fixtures::figures("lstm");
        const Evaluation found = languageModel().evaluate(Method::Float, {});
        QCOMPARE(found.evaluated, figures["tokens"].toInt());
        const double expected = figures["perplexity"].toDouble();
        QVERIFY2(std::abs(found.perplexity() / expected - 1.0) < 1e-4, qPrintable(QString::number(found.perplexity())));
        // Were the state not carried on from batch to batch, the figure would tell.
        QVERIFY(figures["perplexity_without_state"].toDouble() > 1.05 * expected);
    }

    void perplexityQuantized_data() { addSettings({"lstm"}); }

    void perplexityQuantized()
    {
        QFETCH(const QJsonObject, row);
        const QJsonObject figures = fixtures::figures("lstm");
        const auto [method, settings] = settingsOf(row, figures["calibration_samples"].toInt());
        const Evaluation found = languageModel().evaluate(method, settings);
        const double ratio = found.perplexity() / row["perplexity"].toDouble();
        QVERIFY2(std::abs(ratio - 1.0) < 1e-4, qPrintable(QString::number(found.perplexity())));
        QVERIFY(found.work->measured > 0.0 && found.work->measured <= found.work->provisioned);
    }

private:
    ImageEvaluator& evaluator(const QString& name)
    {
        auto found = evaluators_.find(name);
        if (found == evaluators_.end())
            found = evaluators_.emplace(name, evaluatorOf(name)).first;
        return found->second;
    }

    TextEvaluator& languageModel()
    {
        if (!languageModel_) {
            const QJsonObject figures = fixtures::figures("lstm");
            languageModel_.emplace(samples::unwrap(TextEvaluator::create(
                networkOf("lstm"), testText(), {figures["streams"].toInt(), figures["steps"].toInt(), 0})));
        }
        return *languageModel_;
    }

    std::map<QString, ImageEvaluator> evaluators_; ///< with what settings have in common: calibration, kept blocks
    std::optional<TextEvaluator> languageModel_;
};

TERMSCOPE_TEST(TestFixtureNetworks)
#include "TestFixtureNetworks.moc"
