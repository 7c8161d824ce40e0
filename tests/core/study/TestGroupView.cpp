// One group under the glass: the right weights, and three ways to the same dot product.
#include "core/evaluate/ImageEvaluator.h"
#include "core/study/GroupView.h"
#include "core/study/RevealedWeights.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

Settings settingsAt(int groupSize, int budget, int dataTerms, Encoding encoding)
{
    Settings settings;
    settings.groupSize = groupSize;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    settings.encoding = encoding;
    return settings;
}

std::int64_t sumOfPairs(const GroupView& view)
{
    std::int64_t sum = 0;
    for (const TermPair& pair : view.pairs)
        sum += pair.sign() * (std::int64_t{1} << pair.exponent());
    return sum;
}

std::int64_t sumOfProducts(const GroupView& view)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < view.weights.values.size(); ++i)
        sum += view.weights.values[i].revealed * view.data.values[i].revealed;
    return sum;
}

Network networkOf(const WeightLayer& layer)
{
    Network network;
    network.layers.push_back(layer);
    return network;
}

} // namespace

class TestGroupView : public QObject {
    Q_OBJECT

private slots:
    void groupsOfALinearLayer();
    void groupsOfAConvolution();
    void dotProducts();
    void groupsAddUpToTheLayer();
    void bounds();
    void plainLayersKeepEverything();
};

void TestGroupView::groupsOfALinearLayer()
{
    std::mt19937 random(71);
    const WeightLayer layer = samples::randomLayer(random, "fc", LayerKind::Linear, {5, 27}, true);
    for (const bool perChannel : {false, true}) {
        Settings settings = settingsAt(8, 9, 3, Encoding::Hese);
        settings.perChannel = perChannel;
        const Network network = networkOf(layer);
        const std::vector<float> revealed = revealedWeights(network, Method::Revealed, settings)[0];
        for (std::int64_t row = 0; row < 5; ++row)
            for (std::int64_t group = 0; group < 4; ++group) {
                const GroupView view = groupView(network, {0, row, group}, settings);
                QCOMPARE(view.rowCount, 5);
                QCOMPARE(view.groupCount, 4);
                QCOMPARE(view.first, group * 8);
                QCOMPARE(view.weights.values.size(), std::size_t{group == 3 ? 3u : 8u});
                QCOMPARE(view.exponents, 8);
                QCOMPARE(view.largestBudget, view.weights.keptTerms + view.weights.droppedTerms);
                QVERIFY(!view.hasData);
                for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
                    const auto place = static_cast<std::size_t>(row * 27 + view.first) + i;
                    QCOMPARE(view.weightFloats[i], layer.weight.values[place]);
                    QCOMPARE(static_cast<float>(view.weights.values[i].revealed) * view.weightScale, revealed[place]);
                }
            }
    }
}

void TestGroupView::groupsOfAConvolution()
{
    std::mt19937 random(72);
    Network network; // the first convolution stays at plain quantization
    network.layers.push_back(samples::randomLayer(random, "first", LayerKind::Convolution, {2, 8, 1, 1}, false));
    network.layers.push_back(samples::randomLayer(random, "conv", LayerKind::Convolution, {3, 20, 2, 3}, false));
    const WeightLayer& layer = network.layers[1];
    const Settings settings = settingsAt(8, 7, 2, Encoding::Booth4);
    const std::vector<float> revealed = revealedWeights(network, Method::Revealed, settings)[1];
    for (std::int64_t row = 0; row < 3 * 6; ++row)
        for (std::int64_t group = 0; group < 3; ++group) {
            const GroupView view = groupView(network, {1, row, group}, settings);
            QCOMPARE(view.rowCount, 18);
            QCOMPARE(view.groupCount, 3);
            QCOMPARE(view.weights.values.size(), std::size_t{group == 2 ? 4u : 8u});
            for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
                const std::int64_t channel = group * 8 + static_cast<std::int64_t>(i);
                const auto place = static_cast<std::size_t>((row / 6 * 20 + channel) * 6 + row % 6);
                QCOMPARE(view.weightFloats[i], layer.weight.values[place]);
                QCOMPARE(static_cast<float>(view.weights.values[i].revealed) * view.weightScale, revealed[place]);
            }
        }
}

void TestGroupView::dotProducts()
{
    std::mt19937 random(73);
    const Network network = networkOf(samples::randomLayer(random, "fc", LayerKind::Linear, {4, 37}, true));
    const std::vector<float> inputs = samples::normalFloats(random, 37);
    for (const Encoding encoding : allEncodings)
        for (const int dataTerms : {0, 1, 3})
            for (const int groupSize : {1, 8, 16, 37})
                for (std::int64_t row = 0; row < 4; ++row) {
                    const Settings settings = settingsAt(groupSize, groupSize + 1, dataTerms, encoding);
                    GroupView view = groupView(network, {0, row, 0}, settings);
                    addData(view, inputs, 0.02F, 5);
                    QVERIFY(view.hasData);
                    QCOMPARE(view.image, 5);
                    QCOMPARE(view.dotProduct, sumOfProducts(view));
                    QCOMPARE(view.dotProduct, sumOfPairs(view));
                    std::size_t pairs = 0;
                    std::int64_t full = 0;
                    double floats = 0.0;
                    int keptTerms = 0;
                    for (std::size_t i = 0; i < view.data.values.size(); ++i) {
                        const RevealedValue& weight = view.weights.values[i];
                        const RevealedValue& datum = view.data.values[i];
                        QCOMPARE(datum.value, std::int64_t{quantize(inputs[i], 0.02F, 127)});
                        const auto kept = std::ranges::count(datum.kept, true);
                        QCOMPARE(kept, dataTerms == 0 ? std::ssize(datum.terms)
                                                      : std::min<std::ptrdiff_t>(dataTerms, std::ssize(datum.terms)));
                        keptTerms += static_cast<int>(kept);
                        pairs += static_cast<std::size_t>(std::ranges::count(weight.kept, true) * kept);
                        full += weight.value * datum.value;
                        floats += static_cast<double>(view.weightFloats[i]) * inputs[i];
                    }
                    QCOMPARE(view.pairs.size(), pairs);
                    QCOMPARE(view.data.keptTerms, keptTerms);
                    QCOMPARE(view.fullDotProduct, full);
                    QCOMPARE(view.floatDotProduct, floats);
                    QVERIFY(static_cast<std::int64_t>(pairs) <= view.pairBound);
                    QVERIFY(std::ranges::is_sorted(view.pairs, {}, &TermPair::index));
                }
}

void TestGroupView::groupsAddUpToTheLayer()
{
    const NetworkPtr network = samples::mlp(74, {29, 6}, "Relu", false);
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, samples::randomDataset(75, 10, 29, 6)));
    const Settings settings = settingsAt(8, 10, 2, Encoding::Hese);
    const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Revealed, settings));
    const PreparedLayer& layer = prepared.layers[0];
    for (std::int64_t image = 0; image < 10; ++image) {
        const std::vector<float> inputs = samples::unwrap(evaluator.layerInput(0, {image}));
        const float dataScale = samples::unwrap(
            evaluator.dataScale(0, planOf(evaluator.network(), Method::Revealed, settings)[0]));
        for (std::int64_t row = 0; row < 6; ++row) {
            std::int64_t groups = 0;
            for (std::int64_t group = 0; group < 4; ++group) {
                GroupView view = groupView(*network, {0, row, group}, settings);
                addData(view, inputs, dataScale, image);
                groups += view.dotProduct;
            }
            std::int64_t whole = 0;
            for (std::size_t k = 0; k < 29; ++k)
                whole += layer.weights[static_cast<std::size_t>(row) * 29 + k]
                         * static_cast<std::int64_t>(layer.table.at(quantize(inputs[k], dataScale, 127)).value);
            QCOMPARE(groups, whole);
        }
    }
}

void TestGroupView::bounds()
{
    std::mt19937 random(76);
    const Network network = networkOf(samples::randomLayer(random, "fc", LayerKind::Linear, {1, 16}, false));
    const std::vector<float> inputs = samples::normalFloats(random, 16);
    const auto boundOf = [&](const Settings& settings) {
        GroupView view = groupView(network, {0, 0, 0}, settings);
        addData(view, inputs, 0.02F, 0);
        return view.pairBound;
    };
    QCOMPARE(boundOf(settingsAt(16, 20, 3, Encoding::Hese)), 60);
    QCOMPARE(boundOf(settingsAt(16, 20, 0, Encoding::Hese)), 80);
    QCOMPARE(boundOf(settingsAt(16, 128, 0, Encoding::Binary)), 16 * 49); // 784: the design's figure for a group of 16
}

/// A layer with fewer inputs than a group stays at plain quantization, in the picture as in the evaluation.
void TestGroupView::plainLayersKeepEverything()
{
    std::mt19937 random(77);
    const Network network = networkOf(samples::randomLayer(random, "fc", LayerKind::Linear, {2, 7}, false));
    const std::vector<float> inputs = samples::normalFloats(random, 7);
    const Settings settings = settingsAt(8, 1, 1, Encoding::Hese);
    GroupView view = groupView(network, {0, 1, 0}, settings);
    addData(view, inputs, 0.02F, 0);
    QVERIFY(!view.revealed);
    QCOMPARE(view.weights.droppedTerms, 0);
    QCOMPARE(view.data.droppedTerms, 0);
    QCOMPARE(view.dotProduct, view.fullDotProduct);
    QCOMPARE(view.pairBound, 8 * 49);
}

TERMSCOPE_TEST(TestGroupView)
#include "TestGroupView.moc"
