// Arrays without labels whose outputs are no classes: the SQNR of all outputs as the score, one sample and one value at
// a time beside it; classes at places; what studies make of such a score.
#include "core/evaluate/FileOutputs.h"
#include "core/evaluate/GraphPath.h"
#include "core/evaluate/SampleView.h"
#include "core/study/NetworkComparison.h"
#include "core/study/PlanSearch.h"
#include "core/study/SearchRecord.h"
#include "core/study/Sensitivity.h"
#include "core/sweep/SweepRowJson.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace termscope;

namespace {

constexpr std::int64_t count = 37;

/// Two inputs, an image and a row; two outputs: `boxes`, a row of four, and the mean of the image's features.
NetworkPtr twoOutputs(const char* first)
{
    samples::Builder builder;
    const int image = builder.input("image", ElementType::Float32, {-1, 3, 5, 5}, {"batch"});
    const int row = builder.input("row", ElementType::Float32, {-1, 6}, {"batch"});
    const int features = builder.node("Conv", {image, builder.weights("conv.weight", {8, 3, 3, 3})}, 1)[0];
    const int pooled = builder.node("GlobalAveragePool", {features}, 1)[0];
    const int flat = builder.node("Flatten", {pooled}, 1)[0];
    const int both = builder.node("Concat", {flat, row}, 1, {{"axis", std::int64_t{1}}})[0];
    const int boxes = builder.node("MatMul", {both, builder.weights("boxes.weight", {14, 4})}, 1)[0];
    builder.graph.names[static_cast<std::size_t>(boxes)] = first;
    builder.graph.outputs = {boxes, features};
    return builder.network();
}

DatasetPtr arrays(std::uint32_t seed)
{
    std::mt19937 random(seed);
    Dataset table;
    table.name = "arrays.npz";
    table.height = 1;
    table.width = 3 * 25 + 6;
    table.pixels = samples::normalFloats(random, static_cast<std::size_t>(count * table.width));
    table.parts = {{"image", {3, 5, 5}, 0, 0, nullptr}, {"row", {6}, 0, 75, nullptr}};
    return std::make_shared<const Dataset>(std::move(table));
}

/// For the input `row`.
Dataset fiveRows()
{
    Dataset table;
    table.name = "arrays.npz";
    table.height = 1;
    table.width = 6;
    std::mt19937 random(3);
    table.pixels = samples::normalFloats(random, 5 * 6);
    table.parts = {{"row", {6}, 0, 0, nullptr}};
    return table;
}

Settings coarse()
{
    Settings settings;
    settings.weightBits = settings.dataBits = 4;
    settings.budget = 6;
    settings.dataTerms = 2;
    settings.layers["conv"].method = Method::Quantized;
    return settings;
}

/// What allOutputs says of sample after sample, added up in the plainest way: noise over signal by output.
std::vector<double> slowShares(ImageEvaluator& evaluator, const Variant& variant)
{
    std::vector<long double> signal;
    std::vector<long double> noise;
    for (std::int64_t sample = 0; sample < count; ++sample) {
        const SampleView view = samples::unwrap(sampleView(evaluator, variant, sample));
        signal.resize(view.outputs.size());
        noise.resize(view.outputs.size());
        for (std::size_t i = 0; i < view.outputs.size(); ++i)
            for (std::size_t j = 0; j < view.outputs[i].floats.size(); ++j) {
                const long double value = view.outputs[i].floats[j];
                const long double error = view.outputs[i].now[j] - value;
                signal[i] += value * value;
                noise[i] += error * error;
            }
    }
    std::vector<double> shares;
    for (std::size_t i = 0; i < signal.size(); ++i)
        shares.push_back(static_cast<double>(noise[i] / signal[i]));
    return shares;
}

bool near(double found, double expected)
{
    return std::abs(found - expected) <= 1e-4 * std::max(1e-9, std::abs(expected));
}

/// Tokens to a row of classes each.
NetworkPtr tagger(const char* output)
{
    samples::Builder builder;
    const int ids = builder.input("input_ids", ElementType::Int64, {-1, -1}, {"batch", "sequence"});
    const int x = builder.node("Gather", {builder.weights("embedding", {12, 8}), ids}, 1)[0];
    const int y = builder.node("MatMul", {x, builder.weights("head.weight", {8, 3})}, 1)[0];
    builder.graph.names[static_cast<std::size_t>(y)] = output;
    builder.graph.outputs = {y};
    return builder.network();
}

DatasetPtr tokens()
{
    std::mt19937 random(3);
    Dataset table;
    table.name = "tokens.npz";
    table.height = 1;
    table.width = 6;
    for (int i = 0; i < count * 6; ++i)
        table.pixels.push_back(static_cast<float>(random() % 12));
    table.parts = {{"input_ids", {6}, 0, 0, nullptr}};
    return std::make_shared<const Dataset>(std::move(table));
}

/// A search that takes what another one kept, as after an interruption: its scores are noise too.
void searchGoesOn(ImageEvaluator& evaluator, SearchConfig config, const SearchResult& whole)
{
    SearchRecord kept;
    config.record = &kept;
    samples::unwrap(searchPlans(evaluator, config));
    SearchRecord read;
    for (const std::string& line : kept.lines())
        QVERIFY(read.read(line, "record"));
    config.record = &read;
    const SearchResult again = samples::unwrap(searchPlans(evaluator, config));
    QCOMPARE(again.floatsScored.scoreKind(), ScoreKind::Sqnr);
    QCOMPARE(again.front.size(), whole.front.size());
    for (std::size_t i = 0; i < again.front.size(); ++i)
        QCOMPARE(scoreOf(again.front[i].scored), scoreOf(whole.front[i].scored));
    QCOMPARE(again.chosen, whole.chosen);
}

} // namespace

class TestOutputFidelity : public QObject {
    Q_OBJECT

private slots:
    /// Each output counts alike, however large its values and however many they are.
    void severalOutputs()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(twoOutputs("boxes"), arrays(5)));
        QVERIFY(evaluator.scoreKind() == ScoreKind::Sqnr);
        for (const Method method : {Method::Quantized, Method::Revealed}) {
            const Evaluation found = evaluator.evaluate(method, coarse());
            QVERIFY2(found.exact(), found.failure.c_str());
            QVERIFY(found.scoreKind() == ScoreKind::Sqnr);
            QCOMPARE(found.evaluated, count);
            QVERIFY(found.predictions.empty() && found.confusion.empty());
            const std::vector<double> shares = slowShares(evaluator, {method, coarse()});
            QCOMPARE(found.outputs.size(), std::size_t{2});
            for (std::size_t i = 0; i < 2; ++i)
                QVERIFY2(near(found.outputs[i].noiseShare(), shares[i]),
                         qPrintable(QString::number(found.outputs[i].noiseShare()) + ' ' + QString::number(shares[i])));
            QVERIFY(near(scoreOf(found), -10.0 * std::log10((shares[0] + shares[1]) / 2.0)));
        }
        const Evaluation floats = evaluator.evaluate(Method::Float, coarse());
        QCOMPARE(scoreOf(floats), std::numeric_limits<double>::infinity());
    }

    /// A row of a name that says nothing else is of classes, as images' rows are; the SQNR is of all outputs still.
    void classesByName()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(twoOutputs("output"), arrays(5)));
        QVERIFY(evaluator.scoreKind() == ScoreKind::Agreement);
        const Evaluation found = evaluator.evaluate(Method::Quantized, coarse());
        QCOMPARE(found.classes, 4);
        QCOMPARE(std::ssize(found.predictions), std::ptrdiff_t(count));
        QCOMPARE(found.outputs.size(), std::size_t{2});
        QVERIFY(ImageEvaluator::create(tagger("logits"), tokens())->scoreKind() == ScoreKind::Agreement);
        QVERIFY(ImageEvaluator::create(tagger("last_hidden_state"), tokens())->scoreKind() == ScoreKind::Sqnr);
    }

    /// Whoever asks a second time gets the float outputs that were kept: of all places, not of the first ones.
    void placesAskedTwice()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(tagger("logits"), tokens()));
        QCOMPARE(evaluator.evaluate(Method::Float, {}).judged(), count * 6);
        Settings fine;
        fine.weightBits = fine.dataBits = 12;
        const Evaluation found = evaluator.evaluate(Method::Quantized, fine);
        QCOMPARE(found.evaluated, count);
        QCOMPARE(found.judged(), count * 6);
        QVERIFY(found.top1() > 99.0 && found.top1() <= 100.0);
        const SampleView view = samples::unwrap(sampleView(evaluator, {Method::Quantized, fine}, 3));
        QCOMPARE(view.places, 6);
        QCOMPARE(view.inputs.size(), std::size_t{1});
        QVERIFY(view.inputs[0].isWhole);
        for (std::int64_t place = 0; place < 6; ++place)
            QCOMPARE(view.classAt(place, true), view.classAt(place, false));
    }

    /// A sweep's rows, as CSV and as records.
    void rows()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(twoOutputs("boxes"), arrays(5)));
        SweepConfig config;
        config.base = coarse();
        config.qtBits = {4};
        config.budgets = {6};
        config.dataTerms = {2};
        const auto rows = samples::unwrap(runSweep(evaluator, config));
        const std::string csv = sweepCsv(rows);
        QVERIFY2(csv.find(",encoding,total,sqnr_db,pairs") != std::string::npos, csv.c_str());
        for (const SweepRow& row : rows) {
            QVERIFY(scoreKindOf(row) == ScoreKind::Sqnr);
            const SweepRow again = samples::unwrap(sweepRowFrom(toJson(row), "row"));
            QVERIFY(!again.hasClasses);
            QCOMPARE(again.fidelity->sqnr(), row.fidelity->sqnr());
        }
    }

    void studies()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(twoOutputs("boxes"), arrays(5)));
        const Sensitivity found = samples::unwrap(sensitivityOf(evaluator, {Method::Revealed, coarse()}));
        QCOMPARE(scoreOf(found.floats), std::numeric_limits<double>::infinity());
        QVERIFY(std::isfinite(scoreOf(found.all)));
        for (const LayerSensitivity& layer : found.layers) {
            QVERIFY(layer.divergence.has_value());
            QVERIFY(near(scoreOf(layer.only), -10.0 * std::log10(*layer.divergence)));
        }
        SearchConfig config;
        config.settings = coarse();
        config.budgets = {4, 8, 16};
        config.dataTerms = {2, 4};
        config.searchSamples = 16;
        config.points = 4;
        config.mostLoss = 5.0; // percent of the signal: 13 dB
        const SearchResult plans = samples::unwrap(searchPlans(evaluator, config));
        QVERIFY(!plans.front.empty());
        QVERIFY(plans.chosen || plans.nearestLoss);
        if (plans.chosen)
            QVERIFY(scoreOf(plans.front[*plans.chosen].searched) >= -10.0 * std::log10(0.05));
        searchGoesOn(evaluator, config, plans);
    }

    void comparison()
    {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(twoOutputs("boxes"), arrays(5)));
        const auto other = evaluator.beside();
        const OutputComparison found = samples::unwrap(compareOutputs(evaluator, {Method::Float, coarse()},
                                                                      dynamic_cast<ImageEvaluator&>(*other),
                                                                      {Method::Quantized, coarse()}));
        QVERIFY(!found.hasClasses);
        QCOMPARE(found.samples, count);
        QVERIFY(near(found.sqnr, scoreOf(evaluator.evaluate(Method::Quantized, coarse()))));
    }

    /// The network's own outputs for other tools: all of them, samples beside each other, the Softmax at its end on.
    void asTheFileHasThem()
    {
        samples::Builder builder;
        const int row = builder.input("row", ElementType::Float32, {-1, 6}, {"batch"});
        const int logits = builder.node("MatMul", {row, builder.weights("fc.weight", {6, 4})}, 1)[0];
        builder.graph.outputs = {builder.node("Softmax", {logits}, 1)[0], logits};
        const NetworkPtr network = builder.network();
        const auto data = std::make_shared<const Dataset>(fiveRows());
        const std::vector<FileOutput> found = samples::unwrap(fileOutputs(network, data));
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].shape, (Shape{5, 4}));
        for (std::size_t sample = 0; sample < 5; ++sample) {
            double sum = 0.0;
            for (std::size_t i = 0; i < 4; ++i)
                sum += std::exp(double(found[1].values[4 * sample + i]));
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY(
                    std::abs(found[0].values[4 * sample + i] - std::exp(double(found[1].values[4 * sample + i])) / sum)
                    < 1e-6);
        }
        QCOMPARE(samples::unwrap(fileOutputs(network, data, 2))[0].shape, (Shape{2, 4}));
        const Bytes npz = samples::unwrap(npzOf(found));
        QCOMPARE(samples::unwrap(npzOf(found)), npz);
        QVERIFY(std::string_view(reinterpret_cast<const char*>(npz.data()), npz.size()).find("MatMul_0_0.npy")
                != std::string_view::npos);
    }

    /// Arrays are samples, not images, in captions; rows on disk keep that.
    void whatIsCounted()
    {
        samples::Builder builder;
        const int row = builder.input("row", ElementType::Float32, {-1, 6}, {"batch"});
        builder.graph.outputs = {builder.node("MatMul", {row, builder.weights("fc.weight", {6, 4})}, 1)[0]};
        builder.graph.names[static_cast<std::size_t>(builder.graph.outputs[0])] = "logits";
        Dataset table = fiveRows();
        table.labels = {0, 1, 2, 3, 0};
        table.classes = 4;
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(builder.network(), std::make_shared<const Dataset>(std::move(table))));
        const SweepRow found = rowOf(evaluator.evaluate(Method::Float, Settings()));
        QCOMPARE(found.judged, Judged::Samples);
        QCOMPARE(samples::unwrap(sweepRowFrom(nlohmann::json(toJson(found)), "row")).judged, Judged::Samples);
        ImageEvaluator images = samples::unwrap(
            ImageEvaluator::create(samples::embeddedNetwork(), samples::embeddedDigits(), 10));
        QCOMPARE(rowOf(images.evaluate(Method::Float, Settings())).judged, Judged::Images);
    }
};

TERMSCOPE_TEST(TestOutputFidelity)
#include "TestOutputFidelity.moc"
