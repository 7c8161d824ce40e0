// Layers with settings of their own: how they are written, which layers they are for, and that everything that runs,
// writes or draws a layer goes by them.
#include "core/evaluate/ImageEvaluator.h"
#include "core/settings/LayerRules.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/GroupView.h"
#include "core/study/LayerDistribution.h"
#include "core/study/RevealedWeights.h"
#include "tests/core/Samples.h"
#include "tests/core/SlowNetwork.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

LayerOverride layerOf(const std::string& words)
{
    return samples::unwrap(parseLayerOverride(words));
}

QString refusal(const std::string& rule)
{
    const Result<LayerRule> read = parseLayerRule(rule);
    return read ? QString() : QString::fromStdString(read.error().message);
}

/// Settings with one layer's own.
Settings withOwn(const std::string& name, const std::string& words, Settings settings = {})
{
    settings.layers[name] = layerOf(words);
    return settings;
}

/// By definition: a star is any text.
bool slowlyMatches(std::string_view pattern, std::string_view name)
{
    if (pattern.empty())
        return name.empty();
    if (pattern[0] == '*')
        return slowlyMatches(pattern.substr(1), name) || (!name.empty() && slowlyMatches(pattern, name.substr(1)));
    return !name.empty() && pattern[0] == name[0] && slowlyMatches(pattern.substr(1), name.substr(1));
}

/// Three linear layers of 24, 20 and 5 inputs: the last one is never revealed by default.
NetworkPtr threeLayers()
{
    return samples::mlp(7, {24, 20, 5, 7}, "Relu", true);
}

} // namespace

class TestLayerOverrides : public QObject {
    Q_OBJECT

private slots:
    void words();
    void wrongWords_data();
    void wrongWords();
    void laidOver();
    void stars();
    void rulesForLayers();
    void settingsOfALayer();
    void manyLayers();
    void checked();
    void runsAsTheSlowNetwork_data();
    void runsAsTheSlowNetwork();
    void allInFloat();
    void provisioned();
    void everybodyAgrees();
    void unknownLayersAreDropped();
    void inWords();
};

void TestLayerOverrides::words()
{
    const LayerOverride all = layerOf(" tr, bits=6 ,g=4,k=10,s=0");
    QVERIFY(all.method == Method::Revealed);
    QCOMPARE(all.weightBits.value(), 6);
    QCOMPARE(all.dataBits.value(), 6);
    QCOMPARE(all.groupSize.value(), 4);
    QCOMPARE(all.budget.value(), 10);
    QCOMPARE(all.dataTerms.value(), 0);
    QCOMPARE(toText(all), std::string("tr,bits=6,g=4,k=10,s=0"));
    QCOMPARE(toText(LayerOverride{}), std::string());
    for (const std::string text : {"float", "qt", "tr", "qt,bits=5", "weight-bits=6", "data-bits=4",
                                   "weight-bits=6,data-bits=4", "k=3", "bits=2,k=1", "tr,g=64,k=512,s=16"})
        QCOMPARE(toText(layerOf(text)), text);
    QVERIFY(layerOf("weight_bits=6,data_bits=6,group-size=2,budget=3,data-terms=1") == layerOf("bits=6,g=2,k=3,s=1"));
    const LayerRule rule = samples::unwrap(parseLayerRule("onnx::MatMul_12/a.b:k=3"));
    QCOMPARE(rule.name, std::string("onnx::MatMul_12/a.b"));
    QCOMPARE(rule.layer.budget.value(), 3);
}

void TestLayerOverrides::wrongWords_data()
{
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* rule, const char* sentence) { QTest::newRow(rule) << QString(sentence); };
    row("fc1", "expected a layer and its settings such as fc1:k=8,s=2, found \"fc1\"");
    row("", "expected a layer and its settings such as fc1:k=8,s=2, found nothing");
    row(":k=8", "expected a layer and its settings such as fc1:k=8,s=2, found \":k=8\"");
    row("fc1:", "layer \"fc1\": expected float, qt, tr or settings such as bits=6,k=10,s=2, found nothing");
    row("fc1:k=8,", "layer \"fc1\": expected float, qt, tr or settings such as bits=6,k=10,s=2, found nothing");
    row("fc1:int8", "layer \"fc1\": expected float, qt, tr or settings such as bits=6,k=10,s=2, found \"int8\"");
    row("fc1:bit=8", "layer \"fc1\": unknown setting \"bit\"; did you mean bits?");
    row("fc1:k=0", "layer \"fc1\": k: expected 1…512, found \"0\"");
    row("fc1:k=", "layer \"fc1\": k: expected 1…512, found nothing");
    row("fc1:bits=17", "layer \"fc1\": bits: expected 2…16, found \"17\"");
    row("fc1:bits=6,weight-bits=5", "layer \"fc1\": weight-bits: expected once, found twice");
    row("fc1:k=6,k=6", "layer \"fc1\": k: expected once, found twice");
    row("fc1:qt,tr", "layer \"fc1\": expected one of float, qt and tr, found qt and tr");
    row("fc1:float,bits=8", "layer \"fc1\": expected nothing beside float, found \"float,bits=8\"");
    row("fc1:qt,s=2", "layer \"fc1\": expected no g, k or s beside qt, which drops no terms, found \"qt,s=2\"");
    row("fc1:g=2,k=17", "layer \"fc1\": k: expected 1…16 for a group size of 2, found 17");
}

void TestLayerOverrides::wrongWords()
{
    QFETCH(QString, sentence);
    QCOMPARE(refusal(QTest::currentDataTag()), sentence);
}

void TestLayerOverrides::laidOver()
{
    const auto both = [](const char* below, const char* above) {
        return toText(combined(layerOf(below), layerOf(above)));
    };
    QCOMPARE(both("bits=6,k=10", "k=12"), std::string("bits=6,k=12"));
    QCOMPARE(both("bits=6,k=10", "float"), std::string("float"));
    QCOMPARE(both("float", "bits=6"), std::string("bits=6"));
    QCOMPARE(both("bits=6,k=10,s=2", "qt"), std::string("qt,bits=6"));
    QCOMPARE(both("qt,bits=6", "s=2"), std::string("bits=6,s=2"));
    QCOMPARE(both("tr,k=4", "bits=5"), std::string("tr,bits=5,k=4"));
    QVERIFY(combined(layerOf("k=4"), {}) == layerOf("k=4"));
}

void TestLayerOverrides::stars()
{
    // All patterns of up to five and names of up to five characters over {a, b}.
    std::vector<std::string> texts{""};
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (const char c : {'a', 'b', '*'})
            if (texts[i].size() < 5)
                texts.push_back(texts[i] + c);
    for (const std::string& pattern : texts)
        for (const std::string& name : texts)
            if (name.find('*') == std::string::npos)
                QCOMPARE(matches(pattern, name), slowlyMatches(pattern, name));
    QVERIFY(matches("a*c", "a*c"));
    QVERIFY(!matches("******************************************b", std::string(4000, 'a')));
}

void TestLayerOverrides::rulesForLayers()
{
    const NetworkPtr network = threeLayers();
    const auto overrides = [&](std::vector<std::string> texts) {
        std::vector<LayerRule> rules;
        for (const std::string& text : texts)
            rules.push_back(samples::unwrap(parseLayerRule(text)));
        return overridesOf(*network, rules);
    };
    QCOMPARE(toText(*overrides({"fc*:bits=6", "fc2:k=9", "*3:float"})),
             std::string("fc1:bits=6; fc2:bits=6,k=9; fc3:float"));
    QVERIFY(overrides({})->empty());
    QCOMPARE(overrides({"fd2:k=9"}).error().message, std::string("mlp: has no layer \"fd2\"; did you mean \"fc2\"?"));
    QCOMPARE(overrides({"conv*:k=9"}).error().message,
             std::string("mlp: has no layer like \"conv*\"; the first one is \"fc1\""));
    QCOMPARE(overridesOf(Network{}, std::array{LayerRule{"a", {}}}).error().message,
             std::string(": has no layer \"a\", nor any other"));
}

void TestLayerOverrides::settingsOfALayer()
{
    const NetworkPtr network = threeLayers();
    const auto of = [&](int layer, Method method, const std::string& words) {
        return planOf(*network, method, withOwn(network->layers[static_cast<std::size_t>(layer)].name, words))[layer];
    };
    QVERIFY(of(0, Method::Revealed, "bits=6").method == Method::Revealed);
    QCOMPARE(of(0, Method::Revealed, "bits=6").settings.weightBits, 6);
    QVERIFY(of(0, Method::Revealed, "qt").method == Method::Quantized);
    QVERIFY(of(0, Method::Revealed, "float").method == Method::Float);
    QVERIFY(of(0, Method::Quantized, "float").method == Method::Float);
    QVERIFY(of(0, Method::Quantized, "tr,k=3").method == Method::Quantized);
    QCOMPARE(of(0, Method::Quantized, "data-bits=5").settings.dataBits, 5);
    QVERIFY(of(0, Method::Float, "bits=6").method == Method::Float);
    // The last layer has fewer inputs than g = 8: QT, unless it is asked for, or its own g is small enough.
    QVERIFY(of(2, Method::Revealed, "bits=6").method == Method::Quantized);
    QVERIFY(of(2, Method::Revealed, "tr").method == Method::Revealed);
    QVERIFY(of(2, Method::Revealed, "s=2").method == Method::Revealed);
    QVERIFY(of(2, Method::Revealed, "g=4").method == Method::Revealed);
    // A budget that is not the layer's own is at most 8·g of the layer.
    QCOMPARE(of(0, Method::Revealed, "g=1").settings.budget, 8);
    QCOMPARE(of(0, Method::Revealed, "g=1,k=3").settings.budget, 3);
    // Other layers are not touched, and nothing else of the settings is.
    const Settings settings = withOwn("fc1", "bits=6,g=2,k=3,s=1");
    QVERIFY(planOf(*network, Method::Revealed, settings)[1].settings == Settings{});
    Settings expected;
    expected.weightBits = expected.dataBits = 6;
    expected.groupSize = 2;
    expected.budget = 3;
    expected.dataTerms = 1;
    QVERIFY(planOf(*network, Method::Revealed, settings)[0].settings == expected);
}

/// The plan of a network goes over its layers once or twice, not once for each of them.
void TestLayerOverrides::manyLayers()
{
    std::mt19937 random(1);
    Network network;
    for (int i = 0; i < 40000; ++i)
        network.layers.push_back(samples::randomLayer(random, text("layer", i), LayerKind::Linear, {2, 8}, false));
    network.layers[39999].name = "last";
    QElapsedTimer clock;
    clock.start();
    const NetworkPlan plan(network, Method::Revealed, withOwn("last", "k=3"));
    QVERIFY(clock.elapsed() < 4000);
    QCOMPARE(plan.size(), 40000);
    QCOMPARE(plan[39998].settings.budget, Settings{}.budget);
    QCOMPARE(plan[39999].settings.budget, 3);
    QCOMPARE(describe(plan[39999]), std::string("TR, k = 3"));
}

void TestLayerOverrides::checked()
{
    QVERIFY(checkSettings(withOwn("fc1", "k=64")));
    QCOMPARE(checkSettings(withOwn("fc1", "k=65")).error().message,
             std::string("layer \"fc1\": k: expected 1…64 for a group size of 8, found 65"));
    Settings settings;
    settings.layers["fc1"].weightBits = 40;
    QCOMPARE(checkSettings(settings).error().message,
             std::string("layer \"fc1\": weight-bits: expected 2…16, found \"40\""));
    // A smaller group size on a control lowers the budgets of layers without a group size of their own.
    settings = withOwn("fc1", "k=60");
    settings.layers["fc2"] = layerOf("g=8,k=60");
    setClamped(settings, *findSetting("group_size"), 2);
    QCOMPARE(toText(settings.layers), std::string("fc1:k=16; fc2:g=8,k=60"));
    QVERIFY(checkSettings(settings));
}

void TestLayerOverrides::runsAsTheSlowNetwork_data()
{
    QTest::addColumn<QStringList>("rules");
    QTest::newRow("bits") << QStringList{"fc1:bits=5", "fc2:weight-bits=4,data-bits=7"};
    QTest::newRow("terms") << QStringList{"fc1:k=5,s=1", "fc2:g=4,k=3,s=0"};
    QTest::newRow("revealed and not") << QStringList{"fc1:qt", "fc3:tr,k=4,s=2"};
    QTest::newRow("first in float") << QStringList{"fc1:float", "fc3:bits=4"};
    QTest::newRow("last in float") << QStringList{"fc3:float", "fc2:k=2"};
    QTest::newRow("middle in float") << QStringList{"fc2:float"};
}

void TestLayerOverrides::runsAsTheSlowNetwork()
{
    QFETCH(QStringList, rules);
    const NetworkPtr network = threeLayers();
    const DatasetPtr dataset = samples::randomDataset(8, 300, 24, 7);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, dataset));
    std::vector<LayerRule> read;
    for (const QString& rule : rules)
        read.push_back(samples::unwrap(parseLayerRule(rule.toStdString())));
    Settings settings;
    settings.layers = *overridesOf(*network, read);
    bool anyFloat = false;
    double macs = 0.0;
    for (const WeightLayer& layer : network->layers) {
        const bool inFloat = settings.layers.contains(layer.name)
                             && settings.layers[layer.name].method == Method::Float;
        anyFloat = anyFloat || inFloat;
        macs += inFloat ? 0.0 : static_cast<double>(layer.weight.size());
    }
    for (const Method method : {Method::Quantized, Method::Revealed}) {
        evaluator.evaluate(method, {}); // nothing of other settings may be left
        const Evaluation found = evaluator.evaluate(method, settings);
        const slow::TermNetwork slow(evaluator, method, settings);
        double pairs = 0.0;
        int different = 0;
        for (std::int64_t i = 0; i < dataset->count(); ++i) {
            const slow::NetworkRun run = slow.run(dataset->image(i));
            pairs += static_cast<double>(run.pairs);
            different += std::ranges::max_element(run.outputs) - run.outputs.begin()
                                 == found.predictions[static_cast<std::size_t>(i)]
                             ? 0
                             : 1;
        }
        // Sums in float32 may fall on the other side of a rounding.
        QVERIFY2(different <= (anyFloat ? 2 : 0), qPrintable(QString::number(different)));
        const double measured = pairs / (macs * static_cast<double>(dataset->count()));
        QVERIFY(std::abs(found.work->measured - measured) <= (anyFloat ? 1e-3 * measured : 1e-9));
        QCOMPARE(found.work->inFloat, shareInFloat(*network, planOf(*network, method, settings)));
        QCOMPARE(found.work->inFloat > 0.0, anyFloat);
    }
}

void TestLayerOverrides::allInFloat()
{
    const NetworkPtr network = threeLayers();
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, samples::randomDataset(8, 300, 24, 7)));
    Settings settings;
    for (const WeightLayer& layer : network->layers)
        settings.layers[layer.name].method = Method::Float;
    const Evaluation reference = evaluator.evaluate(Method::Float, {});
    for (const Method method : {Method::Quantized, Method::Revealed}) {
        const Evaluation found = evaluator.evaluate(method, settings);
        QVERIFY(found.predictions == reference.predictions);
        QCOMPARE(found.work->measured, 0.0);
        QCOMPARE(found.work->provisioned, 0.0);
        QCOMPARE(found.work->inFloat, 1.0);
    }
    QVERIFY(evaluator.evaluate(Method::Float, settings).predictions == reference.predictions);
}

void TestLayerOverrides::provisioned()
{
    const NetworkPtr network = threeLayers(); // 480, 100 and 35 multiply-accumulates
    const Settings shared;                    // g 8, k 12, s 3
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Revealed, shared)),
             (480 * 4.5 + (100 + 35 * 49.0) - 100 + 100 * 4.5) / 615.0);
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Revealed, withOwn("fc1", "k=8,s=2"))),
             (480 * 2.0 + 100 * 4.5 + 35 * 49.0) / 615.0);
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Revealed, withOwn("fc2", "qt,bits=5"))),
             (480 * 4.5 + 100 * 16.0 + 35 * 49.0) / 615.0);
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Quantized, withOwn("fc2", "bits=5,k=3"))),
             (515 * 49.0 + 100 * 16.0) / 615.0);
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Revealed, withOwn("fc3", "float"))), 4.5);
    QCOMPARE(shareInFloat(*network, planOf(*network, Method::Revealed, withOwn("fc3", "float"))), 35.0 / 615.0);
    // Groups of the five inputs that there are: s·k/5 a multiply-accumulate.
    QCOMPARE(provisionedPairs(*network, planOf(*network, Method::Revealed, withOwn("fc3", "tr"))),
             (580 * 4.5 + 35 * 7.2) / 615.0);
}

/// What is exported, drawn on the Weights page and on the Terms page is what runs.
void TestLayerOverrides::everybodyAgrees()
{
    const NetworkPtr network = threeLayers();
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, samples::randomDataset(8, 100, 24, 7)));
    for (const std::string words : {"bits=5,k=6", "qt,bits=6", "g=4,k=3", "float", "tr"})
        for (int layer = 0; layer < 3; ++layer) {
            const WeightLayer& source = network->layers[static_cast<std::size_t>(layer)];
            const Settings settings = withOwn(source.name, words);
            const std::vector<float> weights = revealedWeights(*network, Method::Revealed,
                                                               settings)[static_cast<std::size_t>(layer)];
            const PreparedLayer prepared =
                samples::unwrap(evaluator.prepare(Method::Revealed, settings)).layers[static_cast<std::size_t>(layer)];
            const LayerPlan plan = planOf(*network, Method::Revealed, settings)[layer];
            const LayerDistribution distribution = LayerStudy().distribution(network, layer, plan);
            QVERIFY(distribution.method == plan.method);
            QCOMPARE(prepared.inFloat(), words == "float");
            if (prepared.inFloat()) {
                QVERIFY(weights == source.weight.values);
                QVERIFY(distribution.revealed.counts == distribution.floats.counts);
                QCOMPARE(distribution.termsKept, distribution.termsTotal);
                continue;
            }
            std::int64_t kept = 0;
            for (std::size_t i = 0; i < weights.size(); ++i) {
                const std::size_t output = i * prepared.scales.size() / weights.size();
                const float scale = prepared.scales[output] / prepared.dataScale;
                QVERIFY(std::abs(weights[i] - static_cast<float>(prepared.weights[i]) * scale) <= 1e-5F);
                kept += prepared.weightTerms[i];
            }
            QCOMPARE(distribution.termsKept, kept);
            GroupView view = groupView(*network, {layer, 1, 0}, settings);
            QCOMPARE(view.revealed, prepared.revealed);
            addData(view, samples::unwrap(evaluator.layerInput(layer, {3})),
                    samples::unwrap(evaluator.dataScale(layer, plan)), 3);
            for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
                QCOMPARE(view.weights.values[i].revealed,
                         prepared.weights[static_cast<std::size_t>(prepared.inputs) + i]);
                const std::int32_t datum = quantize(view.dataFloats[i], prepared.dataScale, prepared.table.largest);
                QCOMPARE(view.data.values[i].revealed, prepared.table.at(datum).value);
            }
        }
    const auto metadata = exportMetadata(Method::Revealed, withOwn("fc1", "bits=5,k=6"));
    QVERIFY((metadata.back() == std::pair<std::string, std::string>{"layer fc1", "bits=5,k=6"}));
}

void TestLayerOverrides::unknownLayersAreDropped()
{
    LayerOverrides overrides{{"fc1", layerOf("float")}, {"conv1", layerOf("k=2")}, {"zz", layerOf("qt")}};
    QVERIFY((dropUnknownLayers(overrides, *threeLayers()) == std::vector<std::string>{"conv1", "zz"}));
    QCOMPARE(toText(overrides), std::string("fc1:float"));
}

void TestLayerOverrides::inWords()
{
    const NetworkPtr network = threeLayers();
    const auto of = [&](int layer, const std::string& words) {
        const std::string& name = network->layers[static_cast<std::size_t>(layer)].name;
        return describe(planOf(*network, Method::Revealed, withOwn(name, words))[layer]);
    };
    QCOMPARE(describe(planOf(*network, Method::Revealed, {})[0]), std::string("TR"));
    QCOMPARE(describe(planOf(*network, Method::Revealed, {})[2]), std::string("QT"));
    QCOMPARE(of(0, "k=10,s=2"), std::string("TR, k = 10, s = 2"));
    QCOMPARE(of(0, "g=4,s=0"), std::string("TR, g = 4, s = all"));
    QCOMPARE(of(0, "qt,bits=6"), std::string("QT, 6 bits"));
    QCOMPARE(of(2, "weight-bits=6,data-bits=7"), std::string("QT, b_w = 6, b_d = 7"));
    QCOMPARE(of(1, "float"), std::string("float"));
}

TERMSCOPE_TEST(TestLayerOverrides)
#include "TestLayerOverrides.moc"
