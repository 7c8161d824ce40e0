// Evaluation of a network on a dataset: counts, ties, estimates on the way, cancelling, and what does not fit.
#include "core/evaluate/ImageEvaluator.h"
#include "core/run/GraphRunner.h"
#include "core/run/IntegerRunner.h"
#include "tests/core/Samples.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>
#include <thread>

using namespace termscope;

namespace {

constexpr std::int32_t classes = 7;

struct Setup {
    NetworkPtr network = samples::mlp(7, {24, 20, classes}, "Relu", true);
    DatasetPtr dataset;

    explicit Setup(std::int64_t count) : dataset(samples::randomDataset(8, count, 24, classes)) {}
    ImageEvaluator evaluator(std::int64_t limit = 0) const
    {
        return samples::unwrap(ImageEvaluator::create(network, dataset, limit));
    }
};

QString refusal(const NetworkPtr& network, const DatasetPtr& dataset)
{
    const Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, dataset);
    return evaluator ? QString() : QString::fromStdString(evaluator.error().message);
}

/// Empty when the counts follow from the predictions and labels, or which does not.
QString wrongCount(const Evaluation& evaluation, const Dataset& dataset)
{
    std::int64_t correct = 0;
    std::vector<std::int64_t> confusion(static_cast<std::size_t>(evaluation.classes * evaluation.classes), 0);
    for (std::size_t i = 0; i < evaluation.predictions.size(); ++i) {
        correct += evaluation.predictions[i] == dataset.labels[i] ? 1 : 0;
        ++confusion[static_cast<std::size_t>(dataset.labels[i] * evaluation.classes + evaluation.predictions[i])];
    }
    if (static_cast<std::int64_t>(evaluation.predictions.size()) != evaluation.evaluated)
        return "predictions";
    if (evaluation.correct != correct)
        return "correct";
    return evaluation.confusion == confusion ? "" : "confusion";
}

bool same(const Evaluation& a, const Evaluation& b)
{
    const bool sameWork = a.work.has_value() == b.work.has_value()
                          && (!a.work
                              || (a.work->measured == b.work->measured && a.work->provisioned == b.work->provisioned));
    return sameWork && a.predictions == b.predictions && a.correct == b.correct && a.correctTop5 == b.correctTop5
           && a.confusion == b.confusion && a.evaluated == b.evaluated && a.total == b.total;
}

} // namespace

class TestEvaluator : public QObject {
    Q_OBJECT

private slots:
    void countsFollowFromTheOutputs();
    void floatCounts();
    void tiesGoToTheLowestClass();
    void estimatesOnTheWay();
    void cancelled();
    void limited();
    void settingsDoNotRememberEachOther();
    void scalesOfTheData();
    void inputsOfALayer();
    void whatDoesNotFit();
    void besideEachOther();
};

void TestEvaluator::countsFollowFromTheOutputs()
{
    const Setup setup(700);
    ImageEvaluator evaluator = setup.evaluator();
    for (const Method method : {Method::Quantized, Method::Revealed}) {
        const Evaluation evaluation = evaluator.evaluate(method, {});
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(method, {}));
        std::int64_t correct = 0;
        std::int64_t top5 = 0;
        for (std::int64_t i = 0; i < 700; ++i) {
            const std::vector<float> outputs = samples::unwrap(runInteger(prepared, setup.dataset->image(i))).outputs;
            std::vector<std::size_t> order(outputs.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return outputs[a] > outputs[b]; });
            const auto label = static_cast<std::size_t>(setup.dataset->labels[static_cast<std::size_t>(i)]);
            correct += order[0] == label ? 1 : 0;
            top5 += std::ranges::find(order, label) - order.begin() < 5 ? 1 : 0;
            QCOMPARE(static_cast<std::size_t>(evaluation.predictions[static_cast<std::size_t>(i)]), order[0]);
        }
        QCOMPARE(evaluation.correct, correct);
        QCOMPARE(evaluation.correctTop5, top5);
        QCOMPARE(evaluation.total, 700);
        QVERIFY(evaluation.exact());
        QVERIFY(evaluation.method == method);
        QCOMPARE(wrongCount(evaluation, *setup.dataset), QString());
        QCOMPARE(evaluation.work->provisioned, method == Method::Quantized ? 49.0 : 4.5);
        QVERIFY(evaluation.work->measured > 0.0 && evaluation.work->measured <= evaluation.work->provisioned);
    }
}

void TestEvaluator::floatCounts()
{
    const Setup setup(300);
    const Evaluation evaluation = setup.evaluator().evaluate(Method::Float, {});
    QVERIFY(!evaluation.work.has_value());
    QCOMPARE(wrongCount(evaluation, *setup.dataset), QString());
    QCOMPARE(evaluation.evaluated, 300);
    // 16 bits differ from float32 in next to nothing.
    Settings fine;
    fine.weightBits = fine.dataBits = 16;
    fine.calibration = Calibration::Max;
    const Evaluation wide = setup.evaluator().evaluate(Method::Quantized, fine);
    int differing = 0;
    for (std::size_t i = 0; i < 300; ++i)
        differing += wide.predictions[i] == evaluation.predictions[i] ? 0 : 1;
    QVERIFY(differing <= 1);
}

void TestEvaluator::tiesGoToTheLowestClass()
{
    Network network = *samples::mlp(7, {8, classes}, "Relu", false);
    network.layers[0].weight.values = std::vector<float>(network.layers[0].weight.values.size(),
                                                         0.5F); // all classes score alike
    const DatasetPtr dataset = samples::randomDataset(3, 100, 8, classes);
    ImageEvaluator evaluator = samples::unwrap(
        ImageEvaluator::create(std::make_shared<const Network>(network), dataset));
    for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
        const Evaluation evaluation = evaluator.evaluate(method, {});
        QVERIFY(std::ranges::all_of(evaluation.predictions, [](std::int32_t p) { return p == 0; }));
        QCOMPARE(evaluation.correct, std::ranges::count(dataset->labels, 0));
        QCOMPARE(evaluation.correctTop5,
                 std::ranges::count_if(dataset->labels, [](std::int32_t label) { return label < 5; }));
    }
}

void TestEvaluator::estimatesOnTheWay()
{
    const Setup setup(5100);
    ImageEvaluator evaluator = setup.evaluator();
    for (const Method method : {Method::Float, Method::Revealed}) {
        std::vector<Evaluation> partials;
        const Evaluation last = evaluator.evaluate(
            method, {}, [&](const Evaluation& evaluation) { partials.push_back(evaluation); });
        QVERIFY(partials.size() >= 3);
        QVERIFY(partials.front().evaluated < 2000);
        std::int64_t before = 0;
        for (const Evaluation& partial : partials) {
            QVERIFY(partial.evaluated > before);
            before = partial.evaluated;
            QCOMPARE(partial.total, 5100);
            QCOMPARE(partial.exact(), partial.evaluated == 5100);
            QCOMPARE(wrongCount(partial, *setup.dataset), QString());
            QVERIFY(std::ranges::equal(partial.predictions,
                                       std::span(last.predictions).first(static_cast<std::size_t>(partial.evaluated))));
            const Interval interval = partial.top1Interval();
            QVERIFY(interval.low <= partial.top1() && partial.top1() <= interval.high);
            QCOMPARE(partial.work.has_value(), method != Method::Float);
        }
        QVERIFY(same(partials.back(), last));
        QVERIFY(last.exact());
    }
}

void TestEvaluator::cancelled()
{
    const Setup setup(5100);
    ImageEvaluator evaluator = setup.evaluator();
    const Evaluation whole = evaluator.evaluate(Method::Revealed, {});
    for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
        int calls = 0;
        Evaluation stopped;
        Stopping stopping;
        const auto stop = [&](const Evaluation& sofar) {
            ++calls;
            stopped = sofar;
            stopping.stop();
        };
        QVERIFY_EXCEPTION_THROWN(evaluator.evaluate(method, {}, stop), Cancelled);
        QCOMPARE(calls, 1);
        QVERIFY(!stopped.exact());
        QVERIFY(stopped.evaluated > 0 && stopped.evaluated < 5100);
        QCOMPARE(wrongCount(stopped, *setup.dataset), QString());
    }
    QVERIFY(same(evaluator.evaluate(Method::Revealed, {}), whole)); // a cancelled run leaves nothing behind
}

void TestEvaluator::limited()
{
    const Setup setup(900);
    const Evaluation all = setup.evaluator().evaluate(Method::Revealed, {});
    for (const std::int64_t limit : {1, 250, 300, 899, 900, 5000}) {
        const Evaluation some = setup.evaluator(limit).evaluate(Method::Revealed, {});
        const std::int64_t expected = std::min<std::int64_t>(limit, 900);
        QCOMPARE(some.total, expected);
        QCOMPARE(some.evaluated, expected);
        // Calibration reads the same samples whatever the limit.
        QVERIFY(
            std::ranges::equal(some.predictions, std::span(all.predictions).first(static_cast<std::size_t>(expected))));
    }
}

void TestEvaluator::settingsDoNotRememberEachOther()
{
    const Setup setup(300);
    std::vector<Settings> settings(1);
    const auto add = [&](auto change) {
        settings.emplace_back();
        change(settings.back());
    };
    add([](Settings& s) { s.budget = 4; });
    add([](Settings& s) { s.weightBits = 4; });
    add([](Settings& s) { s.dataBits = 5; });
    add([](Settings& s) { s.dataBits = 10; }); // another operand type
    add([](Settings& s) { s.encoding = Encoding::Binary; });
    add([](Settings& s) {
        s.groupSize = 22;
        s.budget = 30;
    }); // the second layer stays at plain quantization
    add([](Settings& s) { s.dataTerms = 1; });
    add([](Settings& s) { s.quantizer = Quantizer::Reference2020; });
    add([](Settings& s) { s.calibration = Calibration::Max; });
    // With the maximum the scale stays the same: only the terms of the inputs tell these apart.
    add([](Settings& s) {
        s.calibration = Calibration::Max;
        s.dataTerms = 1;
    });
    add([](Settings& s) {
        s.calibration = Calibration::Max;
        s.dataTerms = 1;
        s.encoding = Encoding::Binary;
    });
    add([](Settings& s) {
        s.calibration = Calibration::Max;
        s.dataTerms = 1;
        s.encoding = Encoding::Binary;
        s.groupSize = 23;
    });
    add([](Settings& s) { s.calibrationSamples = 10; });
    add([](Settings& s) { s.perChannel = false; });
    ImageEvaluator shared = setup.evaluator();
    for (int round = 0; round < 2; ++round)
        for (const Method method : {Method::Quantized, Method::Revealed})
            for (const Settings& each : settings)
                QVERIFY(same(shared.evaluate(method, each), setup.evaluator().evaluate(method, each)));
}

void TestEvaluator::scalesOfTheData()
{
    const Setup setup(400);
    ImageEvaluator evaluator = setup.evaluator(50);
    const GraphRunner runner = samples::unwrap(GraphRunner::create(setup.network));
    std::vector<std::vector<float>> inputs(2);
    LayerLog log = runner.emptyLog();
    log.observe = [&](int layer, std::span<const float> data) {
        inputs[static_cast<std::size_t>(layer)].assign(data.begin(), data.end());
    };
    const std::span<const float> first = std::span(setup.dataset->pixels).first(100 * 24);
    samples::unwrap(runner.run({floatValue({100, 24}, std::vector<float>(first.begin(), first.end()))}, &log));
    Settings settings;
    settings.calibrationSamples = 100; // more than the limit
    settings.dataTerms = 1;
    for (int layer = 0; layer < 2; ++layer) {
        const MagnitudeHistogram seen = magnitudeHistogram(inputs[static_cast<std::size_t>(layer)]);
        CalibrationConfig config{Calibration::Mse, 8, Quantizer::Symmetric, Encoding::Hese, 1};
        QCOMPARE(
            samples::unwrap(evaluator.dataScale(layer, planOf(evaluator.network(), Method::Revealed, settings)[layer])),
            calibratedScale(seen, config));
        config.dataTerms = 0; // plain quantization truncates nothing
        QCOMPARE(samples::unwrap(
                     evaluator.dataScale(layer, planOf(evaluator.network(), Method::Quantized, settings)[layer])),
                 calibratedScale(seen, config));
    }
}

void TestEvaluator::inputsOfALayer()
{
    const Setup setup(20);
    ImageEvaluator evaluator = setup.evaluator();
    for (const std::int64_t sample : {0, 7, 19, 7}) {
        QVERIFY(std::ranges::equal(samples::unwrap(evaluator.layerInput(0, {sample})), setup.dataset->image(sample)));
        const std::vector<float> hidden = samples::unwrap(evaluator.layerInput(1, {sample}));
        QCOMPARE(hidden.size(), std::size_t{20});
        QVERIFY(std::ranges::all_of(hidden, [](float value) { return value >= 0.0F; }));
    }
    QVERIFY(samples::unwrap(evaluator.layerInput(1, {0})) != samples::unwrap(evaluator.layerInput(1, {1})));
}

void TestEvaluator::whatDoesNotFit()
{
    const Setup setup(20);
    QCOMPARE(refusal(setup.network, setup.dataset), QString());
    QCOMPARE(refusal(setup.network, samples::randomDataset(1, 5, 25, classes)),
             QString("random: expected images of 24 values, as the network takes, found 25 (1×25)"));
    QVERIFY(refusal(setup.network, samples::randomDataset(1, 200, 24, classes + 1)).contains("found label 7"));

    QCOMPARE(refusal(setup.network, samples::randomDataset(1, 0, 24, classes)), QString("random: holds no images"));

    Network weightsOnly = *setup.network;
    weightsOnly.graph = nullptr;
    QVERIFY(refusal(std::make_shared<const Network>(weightsOnly), setup.dataset).contains("holds weights only"));
}

/// Evaluators beside each other give on two threads, at settings in any order, what one gives alone.
void TestEvaluator::besideEachOther()
{
    const Setup setup(400);
    ImageEvaluator alone = setup.evaluator();
    std::vector<Settings> settings(4);
    settings[1].budget = 5;
    settings[2].dataBits = 6;
    settings[3].perChannel = false;
    std::vector<Evaluation> expected;
    for (const Settings& each : settings)
        expected.push_back(alone.evaluate(Method::Revealed, each));
    const ImageEvaluator first = setup.evaluator();
    std::vector<std::vector<Evaluation>> found(2);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < found.size(); ++t)
        threads.emplace_back([&, t, evaluator = first.beside()] {
            for (std::size_t i = 0; i < settings.size(); ++i)
                found[t].push_back(
                    evaluator->evaluate(Method::Revealed, settings[t == 0 ? i : settings.size() - 1 - i]));
        });
    for (std::thread& thread : threads)
        thread.join();
    for (std::size_t i = 0; i < settings.size(); ++i) {
        QVERIFY(same(found[0][i], expected[i]));
        QVERIFY(same(found[1][settings.size() - 1 - i], expected[i]));
    }
    // What one has prepared the other is given, and both outlive the one they were made beside.
    std::unique_ptr<Evaluator> heir;
    {
        const ImageEvaluator gone = setup.evaluator();
        heir = gone.beside();
    }
    QVERIFY(same(heir->evaluate(Method::Revealed, settings[0]), expected[0]));
}

TERMSCOPE_TEST(TestEvaluator)
#include "TestEvaluator.moc"
