// What each layer loses: scores against evaluations one by one, divergence and noise against loops over the definition.
#include "core/base/Cancel.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/evaluate/VariantRuns.h"
#include "core/formats/NetworkReader.h"
#include "core/run/QuantizedLayer.h"
#include "core/study/LayerDistribution.h"
#include "core/study/Sensitivity.h"
#include "core/terms/Encoder.h"
#include "resources/ExampleText.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace termscope;

class TestSensitivity : public QObject {
    Q_OBJECT

private slots:
    void scoresAreThoseOfSeparateRuns_data();
    void scoresAreThoseOfSeparateRuns();
    void layersInFloatAreNotVaried();
    void unlabelledAreJudgedByFloat();
    void textIsScoredToo();
    void divergenceByDefinition();
    void divergenceOfTheNetwork();
    void noiseByLoops();
    void noiseOfConvolutions();
    void sharesAddUp();
    void worstComesFirst();
    void csvTellsAll();
    void stopsWhereItIsAsked();
    void rankingComesFirst();
    void refusesSettingsOutOfRange();
};

namespace {

/// The overrides of all layers but `kept`.
Settings othersInFloat(Settings settings, const Network& network, const std::string& kept)
{
    for (const WeightLayer& layer : network.layers)
        if (layer.name != kept)
            settings.layers[layer.name].method = Method::Float;
    return settings;
}

Settings oneInFloat(Settings settings, const std::string& name)
{
    settings.layers[name] = {};
    settings.layers[name].method = Method::Float;
    return settings;
}

ImageEvaluator fashion(std::int64_t images)
{
    const embedded::Example& example = *embedded::findExample("fashion");
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    const DatasetPtr data = samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config));
    return samples::unwrap(ImageEvaluator::create(network, data, images));
}

ImageEvaluator smallPerceptron()
{
    return samples::unwrap(
        ImageEvaluator::create(samples::mlp(5, {12, 24, 16, 5}, "Relu", true), samples::randomDataset(6, 300, 12, 5)));
}

void compare(const Evaluation& found, const Evaluation& expected)
{
    QCOMPARE(found.evaluated, expected.evaluated);
    QCOMPARE(found.total, expected.total);
    QCOMPARE(found.predictions, expected.predictions);
    QCOMPARE(found.correctTop5, expected.correctTop5);
    QCOMPARE(found.confusion, expected.confusion);
    QCOMPARE(found.work->provisioned, expected.work->provisioned);
    QCOMPARE(found.work->pairs, expected.work->pairs);
    QCOMPARE(found.work->products, expected.work->products);
    QCOMPARE(found.work->inFloat, expected.work->inFloat);
}

} // namespace

void TestSensitivity::scoresAreThoseOfSeparateRuns_data()
{
    QTest::addColumn<bool>("convolutions");
    QTest::addColumn<Method>("method");
    QTest::newRow("convolutions, TR") << true << Method::Revealed;
    QTest::newRow("linear, TR") << false << Method::Revealed;
    QTest::newRow("linear, QT") << false << Method::Quantized;
}

/// Prediction by prediction, and pair by pair; 150 images are several waves of blocks, the last one short.
void TestSensitivity::scoresAreThoseOfSeparateRuns()
{
    QFETCH(bool, convolutions);
    QFETCH(Method, method);
    ImageEvaluator evaluator = convolutions ? fashion(150) : smallPerceptron();
    Settings settings;
    settings.budget = 6;
    settings.dataTerms = 2;
    settings.weightBits = 5;
    const Network& network = evaluator.network();
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {method, settings}));
    QCOMPARE(found.layers.size(), network.layers.size());
    compare(found.all, evaluator.evaluate(method, settings));
    QCOMPARE(found.floats.correct, evaluator.evaluate(Method::Float, settings).correct);
    for (const LayerSensitivity& layer : found.layers) {
        QCOMPARE(layer.name, network.layers[static_cast<std::size_t>(layer.layer)].name);
        compare(layer.only, evaluator.evaluate(method, othersInFloat(settings, network, layer.name)));
        compare(layer.allBut, evaluator.evaluate(method, oneInFloat(settings, layer.name)));
    }
}

void TestSensitivity::layersInFloatAreNotVaried()
{
    ImageEvaluator evaluator = smallPerceptron();
    const Settings settings = oneInFloat({}, "fc2");
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    QCOMPARE(found.layers[1].only.evaluated, 0);
    QVERIFY(!found.layers[1].sqnrOfOutput);
    QVERIFY(!found.layers[1].sqnrOfWeights);
    QCOMPARE(found.layers[1].pairsShare, 0.0);
    compare(found.layers[0].allBut, evaluator.evaluate(Method::Revealed, oneInFloat(settings, "fc1")));
}

/// Of images without labels: agreement with float and the noise of the outputs, as evaluations one by one give them.
void TestSensitivity::unlabelledAreJudgedByFloat()
{
    auto images = std::make_shared<Dataset>(*samples::randomDataset(6, 300, 12, 5));
    images->labels.clear();
    images->classes = 0;
    ImageEvaluator evaluator = samples::unwrap(
        ImageEvaluator::create(samples::mlp(5, {12, 24, 16, 5}, "Relu", true), images));
    Settings settings;
    settings.budget = 4;
    settings.dataTerms = 1;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    const auto sameAs = [&](const Evaluation& one, const Settings& of) {
        const Evaluation expected = evaluator.evaluate(Method::Revealed, of);
        QCOMPARE(one.evaluated, expected.evaluated);
        QCOMPARE(one.correct, expected.correct);
        QVERIFY(std::abs(one.fidelity->sqnr() - expected.fidelity->sqnr()) < 1e-6);
    };
    QCOMPARE(found.floats.top1(), 100.0);
    sameAs(found.all, settings);
    for (const LayerSensitivity& layer : found.layers) {
        QVERIFY(std::isfinite(*layer.divergence));
        sameAs(layer.only, othersInFloat(settings, evaluator.network(), layer.name));
        sameAs(layer.allBut, oneInFloat(settings, layer.name));
    }
}

void TestSensitivity::textIsScoredToo()
{
    const embedded::Example& example = *embedded::findExample("verses");
    TextConfig config;
    config.limit = 400;
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    const auto verses = std::make_shared<const TokenText>(
        samples::unwrap(embedded::readExampleText(example)).texts.front());
    TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, verses, config));
    Settings settings;
    settings.budget = 6;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    const LayerSensitivity& last = found.layers.back();
    const Settings only = othersInFloat(settings, evaluator.network(), last.name);
    QCOMPARE(last.only.loss, evaluator.evaluate(Method::Revealed, only).loss);
    QVERIFY(!last.divergence);
}

void TestSensitivity::divergenceByDefinition()
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        const std::vector<float> a = samples::normalFloats(random, 10, 5.0F);
        const std::vector<float> b = samples::normalFloats(random, 10, 5.0F);
        long double sumA = 0;
        long double sumB = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sumA += std::exp(static_cast<long double>(a[i]));
            sumB += std::exp(static_cast<long double>(b[i]));
        }
        long double expected = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const long double p = std::exp(static_cast<long double>(a[i])) / sumA;
            const long double q = std::exp(static_cast<long double>(b[i])) / sumB;
            expected += p * std::log(p / q);
        }
        QVERIFY(std::abs(divergenceOf(a, b) - static_cast<double>(expected))
                < 1e-9 * (1.0 + static_cast<double>(expected)));
        QCOMPARE(divergenceOf(a, a), 0.0);
    }
    // Logits that no exponential holds.
    QVERIFY(std::abs(divergenceOf(std::vector{1000.0F, 0.0F}, std::vector{0.0F, 0.0F}) - std::log(2.0)) < 1e-12);
}

/// One run of the whole network for every sample by itself.
void TestSensitivity::divergenceOfTheNetwork()
{
    ImageEvaluator evaluator = smallPerceptron();
    Settings settings;
    settings.budget = 4;
    settings.dataTerms = 1;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    const auto outputs = [&](const Settings& of) {
        PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, of));
        const GraphRunner runner = samples::unwrap(GraphRunner::create(prepared.network, prepared.layers));
        std::vector<std::vector<float>> all;
        for (std::int64_t i = 0; i < evaluator.sampleCount(); ++i) {
            auto input = newValue(ElementType::Float32, {1, 12});
            std::copy_n(evaluator.dataset().pixels.begin() + i * 12, 12, input->floats.begin());
            const Outputs ran = samples::unwrap(runner.run({input}));
            all.emplace_back(ran[0]->floats.begin(), ran[0]->floats.end());
        }
        return all;
    };
    const auto floats = outputs(othersInFloat(settings, evaluator.network(), "none"));
    for (const LayerSensitivity& layer : found.layers) {
        const auto own = outputs(othersInFloat(settings, evaluator.network(), layer.name));
        double sum = 0.0;
        for (std::size_t i = 0; i < own.size(); ++i)
            sum += divergenceOf(floats[i], own[i]);
        QVERIFY(*layer.divergence > 0.0);
        QVERIFY(std::abs(*layer.divergence - sum / static_cast<double>(own.size())) < 1e-5 * *layer.divergence);
    }
}

/// The second layer: float data of the first one, quantized and cut to s terms value by value, times revealed weights.
void TestSensitivity::noiseByLoops()
{
    ImageEvaluator evaluator = smallPerceptron();
    Settings settings;
    settings.budget = 8;
    settings.dataTerms = 2;
    SensitivityConfig config{Method::Revealed, settings};
    config.noiseSamples = 20;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, config));
    const WeightLayer& layer = evaluator.network().layers[1];
    const LayerPlan plan = planOf(evaluator.network(), Method::Revealed, settings)[1];
    const float scale = samples::unwrap(evaluator.dataScale(1, plan));
    const QuantizedMatrix matrix = layerMatrix(layer, plan.settings);
    const RevealedMatrix weights = revealMatrix(matrix, settings.encoding, settings.groupSize, settings.budget);
    double signal = 0.0;
    double noise = 0.0;
    for (std::int64_t sample = 0; sample < 20; ++sample) {
        const std::vector<float> x = samples::unwrap(evaluator.layerData(1, sample));
        for (std::int64_t o = 0; o < layer.outputs(); ++o) {
            double y = layer.bias[static_cast<std::size_t>(o)];
            double theirs = y;
            for (std::int64_t i = 0; i < layer.inputs(); ++i) {
                const auto place = static_cast<std::size_t>(o * layer.inputs() + i);
                const float value = x[static_cast<std::size_t>(i)];
                auto integer = static_cast<std::int64_t>(std::min(std::floor(std::abs(value) / scale + 0.5F), 127.0F));
                std::vector<Term> terms = encodeTerms(value < 0 ? -integer : integer, settings.encoding);
                terms.resize(std::min<std::size_t>(terms.size(), 2));
                y += static_cast<double>(value) * layer.weight.values[place];
                theirs += static_cast<double>(valueOf(terms)) * scale * weights.values[place] * matrix.scaleAt(o, i);
            }
            signal += y * y;
            noise += (y - theirs) * (y - theirs);
        }
    }
    QVERIFY(std::abs(*found.layers[1].sqnrOfOutput - 10.0 * std::log10(signal / noise)) < 1e-3);
}

/// Convolutions with BatchNormalization, Relu and sums behind them: the network cut off behind the layer, run whole.
void TestSensitivity::noiseOfConvolutions()
{
    ImageEvaluator evaluator = fashion(16);
    Settings settings;
    settings.budget = 8;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    const auto outputs = [&](const Settings& of, int layer) {
        PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, of));
        auto cut = std::make_shared<Network>(*prepared.network);
        Graph graph = *cut->graph;
        for (const Node& node : cut->graph->nodes)
            if (std::ranges::find(node.layers, layer) != node.layers.end())
                graph.outputs = {node.outputs[0]};
        dropUnread(graph);
        cut->graph = std::make_shared<const Graph>(std::move(graph));
        const GraphRunner runner = samples::unwrap(GraphRunner::create(cut, prepared.layers));
        auto input = newValue(ElementType::Float32, {16, 1, 28, 28});
        std::copy_n(evaluator.dataset().pixels.begin(), 16 * 784, input->floats.begin());
        return samples::unwrap(runner.run({input}))[0];
    };
    for (const LayerSensitivity& layer : found.layers) {
        const ValuePtr y = outputs(othersInFloat(settings, evaluator.network(), ""), layer.layer);
        const ValuePtr theirs = outputs(othersInFloat(settings, evaluator.network(), layer.name), layer.layer);
        double signal = 0.0;
        double noise = 0.0;
        for (std::int64_t i = 0; i < y->size(); ++i) {
            signal += static_cast<double>(y->floats[i]) * y->floats[i];
            const double error = static_cast<double>(y->floats[i]) - theirs->floats[i];
            noise += error * error;
        }
        QVERIFY2(layer.sqnrOfOutput, layer.name.c_str());
        QVERIFY2(std::abs(*layer.sqnrOfOutput - 10.0 * std::log10(signal / noise)) < 1e-2, layer.name.c_str());
    }
}

void TestSensitivity::sharesAddUp()
{
    ImageEvaluator evaluator = fashion(16);
    const Settings settings;
    const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, settings}));
    double sum = 0.0;
    LayerStudy study;
    const NetworkPtr quantized = quantizedNetwork(std::make_shared<const Network>(evaluator.network()), settings);
    for (const LayerSensitivity& layer : found.layers) {
        sum += layer.pairsShare;
        QCOMPARE(*layer.sqnrOfWeights, study.distribution(quantized, layer.layer, layer.plan).revealing.sqnr);
    }
    QVERIFY(std::abs(sum - 1.0) < 1e-12);
}

void TestSensitivity::worstComesFirst()
{
    Sensitivity sensitivity;
    sensitivity.layers.resize(4);
    for (std::size_t i = 0; i < 3; ++i) {
        sensitivity.layers[i].only.evaluated = 10;
        sensitivity.layers[i].only.correct = std::array{9, 5, 7}[i];
        sensitivity.layers[i].sqnrOfOutput = std::array{10.0, std::numeric_limits<double>::infinity(), 12.0}[i];
    }
    QCOMPARE(worstFirst(sensitivity, SensitivityRank::Score), (std::vector<std::size_t>{1, 2, 0, 3}));
    QCOMPARE(worstFirst(sensitivity, SensitivityRank::Noise), (std::vector<std::size_t>{0, 2, 1, 3}));
    for (LayerSensitivity& layer : sensitivity.layers) { // of a perplexity the largest is the worst
        layer.only.workload = Workload::Text;
        layer.only.loss = static_cast<double>(layer.only.correct);
    }
    QCOMPARE(worstFirst(sensitivity, SensitivityRank::Score), (std::vector<std::size_t>{0, 2, 1, 3}));
}

void TestSensitivity::csvTellsAll()
{
    Sensitivity sensitivity;
    sensitivity.layers.resize(2);
    sensitivity.layers[0].name = "conv,1";
    sensitivity.layers[0].only.evaluated = sensitivity.layers[0].allBut.evaluated = 8;
    sensitivity.layers[0].only.correct = 6;
    sensitivity.layers[0].allBut.correct = 4;
    sensitivity.layers[0].sqnrOfOutput = std::numeric_limits<double>::infinity();
    sensitivity.layers[0].sqnrOfWeights = 20.5;
    sensitivity.layers[0].divergence = 0.25;
    sensitivity.layers[0].pairsShare = 1.0;
    sensitivity.layers[1].name = "fc";
    QCOMPARE(sensitivityCsv(sensitivity), "layer,only,all_but,sqnr_output_db,sqnr_weights_db,kl,pairs_share\n"
                                          "\"conv,1\",75,50,inf,20.5,0.25,1\n"
                                          "fc,,,,,,0\n");
}

void TestSensitivity::stopsWhereItIsAsked()
{
    ImageEvaluator evaluator = fashion(150);
    int told = 0;
    const CancelScope::Stop stop = [&] { return told >= 2; };
    const CancelScope scope(&stop);
    QVERIFY_EXCEPTION_THROWN((void)sensitivityOf(evaluator, {}, {}, [&](const Sensitivity&) { ++told; }), Cancelled);
    QVERIFY(told < 6);
}

/// A ranking before all samples that calibrate have run, then the errors as they are; alone where no scores are asked
/// for.
void TestSensitivity::rankingComesFirst()
{
    ImageEvaluator evaluator = fashion(50);
    const auto noiseOf = [](const Sensitivity& found) {
        std::vector<std::optional<double>> noise;
        for (const LayerSensitivity& layer : found.layers)
            noise.push_back(layer.sqnrOfOutput);
        return noise;
    };
    SensitivityConfig config;
    config.scores = false;
    const Sensitivity exact = samples::unwrap(sensitivityOf(evaluator, config));
    QCOMPARE(exact.floats.evaluated, 0);
    QCOMPARE(exact.layers[0].only.evaluated, 0);
    config.settings.calibrationSamples = rankingSamples;
    const Sensitivity few = samples::unwrap(sensitivityOf(evaluator, config));
    QVERIFY(noiseOf(few) != noiseOf(exact));
    std::vector<std::vector<std::optional<double>>> told;
    const Sensitivity whole = samples::unwrap(sensitivityOf(
        evaluator, SensitivityConfig(), {}, [&](const Sensitivity& sofar) { told.push_back(noiseOf(sofar)); }));
    QCOMPARE(told[0], noiseOf(few));
    QCOMPARE(told[1], noiseOf(exact));
    QCOMPARE(noiseOf(whole), noiseOf(exact));
    QVERIFY(whole.all.evaluated > 0);
}

void TestSensitivity::refusesSettingsOutOfRange()
{
    ImageEvaluator evaluator = smallPerceptron();
    Settings settings;
    settings.budget = 1000;
    const auto found = sensitivityOf(evaluator, {Method::Revealed, settings});
    QVERIFY(!found);
    QVERIFY(found.error().message.find("budget") != std::string::npos);
}

TERMSCOPE_TEST(TestSensitivity)
#include "TestSensitivity.moc"
