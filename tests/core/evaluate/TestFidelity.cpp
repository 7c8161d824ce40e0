// Images without labels: agreement with the float network and the noise of the outputs, against sums made one sample
// and one output at a time, and against a network that is worked out by hand.
#include "core/evaluate/ImageEvaluator.h"
#include "core/sweep/ShardMerge.h"
#include "core/sweep/SweepRowJson.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace termscope;

namespace {

DatasetPtr unlabelled(DatasetPtr dataset)
{
    Dataset without = *dataset;
    without.labels.clear();
    without.classes = 0;
    return std::make_shared<const Dataset>(std::move(without));
}

/// y = x·[[1, 0.3], [0.3, 1]].
NetworkPtr crossing()
{
    std::mt19937 random(1);
    Network network = samples::emptyNetwork("crossing", 2);
    samples::appendLinear(network, random, 2, false);
    network.layers[0].weight.values = {1.0F, 0.3F, 0.3F, 1.0F};
    return std::make_shared<const Network>(std::move(network));
}

DatasetPtr imagesOf(std::vector<float> pixels, std::int64_t features)
{
    Dataset dataset;
    dataset.name = "images";
    dataset.height = 1;
    dataset.width = features;
    dataset.pixels = std::move(pixels);
    return std::make_shared<const Dataset>(std::move(dataset));
}

Settings coarse()
{
    Settings settings;
    settings.weightBits = settings.dataBits = 3;
    settings.groupSize = 8;
    settings.budget = 6;
    settings.dataTerms = 1;
    return settings;
}

/// What scoresOf says of sample after sample, added up in the plainest way.
struct Slow {
    std::int64_t agreeing = 0;
    long double signal = 0;
    long double noise = 0;
    std::vector<std::int32_t> predictions;

    Slow(ImageEvaluator& evaluator, Method method, const Settings& settings)
    {
        for (std::int64_t i = 0; i < evaluator.dataset().count(); ++i) {
            const std::span<const float> sample = evaluator.dataset().image(i);
            const auto own = samples::unwrap(evaluator.scoresOf(method, settings, sample));
            const auto floats = samples::unwrap(evaluator.scoresOf(Method::Float, settings, sample));
            std::size_t best = 0;
            std::size_t bestOfFloat = 0;
            for (std::size_t c = 0; c < own.size(); ++c) {
                best = own[c] > own[best] ? c : best;
                bestOfFloat = floats[c] > floats[bestOfFloat] ? c : bestOfFloat;
                signal += static_cast<long double>(floats[c]) * floats[c];
                const long double difference = static_cast<long double>(own[c]) - floats[c];
                noise += difference * difference;
            }
            agreeing += best == bestOfFloat ? 1 : 0;
            predictions.push_back(static_cast<std::int32_t>(best));
        }
    }
    double sqnr() const { return static_cast<double>(10 * std::log10(signal / noise)); }
};

bool near(double found, double expected, double relative = 1e-5)
{
    return std::abs(found - expected) <= relative * std::max(1.0, std::abs(expected));
}

} // namespace

class TestFidelity : public QObject {
    Q_OBJECT

private slots:
    /// 2 bits, both scales 1: 0.3 becomes 0. Outputs (1, 0.3) and (0.3, 1) become (1, 0) and (0, 1).
    void byHand()
    {
        Settings settings;
        settings.weightBits = settings.dataBits = 2;
        settings.calibration = Calibration::Max;
        settings.perChannel = false;
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(crossing(), imagesOf({1, 0, 0, 1}, 2)));
        const Evaluation found = evaluator.evaluate(Method::Quantized, settings);
        QVERIFY(found.fidelity.has_value());
        QVERIFY(near(found.fidelity->signal, 2.18));
        QVERIFY(near(found.fidelity->noise, 0.18));
        QVERIFY(near(found.fidelity->sqnr(), 10.8318));
        QCOMPARE(found.correct, 2);
        QCOMPARE(found.evaluated, 2);
    }

    void likeTheSlowSums_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("qt") << static_cast<int>(Method::Quantized);
        QTest::newRow("tr") << static_cast<int>(Method::Revealed);
    }

    /// More samples than one block and one wave hold, the last block not full.
    void likeTheSlowSums()
    {
        QFETCH(int, method);
        const DatasetPtr images = unlabelled(samples::randomDataset(8, 2309, 24, 7));
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(samples::mlp(7, {24, 20, 7}, "Relu", true), images));
        const Evaluation found = evaluator.evaluate(static_cast<Method>(method), coarse());
        const Slow slow(evaluator, static_cast<Method>(method), coarse());
        QCOMPARE(found.evaluated, 2309);
        QVERIFY(slow.agreeing < 2309 && slow.agreeing > 1000);
        QCOMPARE(found.correct, slow.agreeing);
        QCOMPARE(found.predictions, slow.predictions);
        QVERIFY2(near(found.fidelity->sqnr(), slow.sqnr()),
                 qPrintable(QString::number(found.fidelity->sqnr()) + " " + QString::number(slow.sqnr())));
        QVERIFY(near(found.fidelity->signal, static_cast<double>(slow.signal)));
    }

    /// The float network agrees with itself; labels that are there leave everything as it was.
    void floatAndLabels()
    {
        const DatasetPtr labelled = samples::randomDataset(8, 100, 24, 7);
        const NetworkPtr network = samples::mlp(7, {24, 20, 7}, "Relu", true);
        ImageEvaluator without = samples::unwrap(ImageEvaluator::create(network, unlabelled(labelled)));
        const Evaluation floats = without.evaluate(Method::Float, coarse());
        QCOMPARE(floats.correct, 100);
        QCOMPARE(floats.fidelity->noise, 0.0);
        QCOMPARE(floats.fidelity->sqnr(), std::numeric_limits<double>::infinity());
        QVERIFY(!without.blockRows());
        ImageEvaluator with = samples::unwrap(ImageEvaluator::create(network, labelled));
        QVERIFY(!with.evaluate(Method::Quantized, coarse()).fidelity);
        QVERIFY(with.blockRows());
        QCOMPARE(with.evaluate(Method::Quantized, coarse()).predictions,
                 without.evaluate(Method::Quantized, coarse()).predictions);
    }

    /// Whoever asks first, whether on a limited part or for all of it: the same figures.
    void orderOfQuestions()
    {
        const DatasetPtr images = unlabelled(samples::randomDataset(8, 700, 24, 7));
        const NetworkPtr network = samples::mlp(7, {24, 20, 7}, "Relu", true);
        ImageEvaluator one = samples::unwrap(ImageEvaluator::create(network, images));
        ImageEvaluator other = samples::unwrap(ImageEvaluator::create(network, images));
        const Evaluation part = one.evaluate(Method::Quantized, coarse(), {0, 37});
        QCOMPARE(part.evaluated, 37);
        const Evaluation first = one.evaluate(Method::Revealed, coarse());
        const auto beside = other.beside();
        QCOMPARE(other.evaluate(Method::Float, coarse()).evaluated, 700);
        const Evaluation second = beside->evaluate(Method::Revealed, coarse());
        QCOMPARE(second.fidelity->noise, first.fidelity->noise);
        QCOMPARE(second.fidelity->signal, first.fidelity->signal);
        QCOMPARE(second.correct, first.correct);
    }

    void rows()
    {
        const DatasetPtr images = unlabelled(samples::randomDataset(8, 300, 24, 7));
        ImageEvaluator evaluator = samples::unwrap(
            ImageEvaluator::create(samples::mlp(7, {24, 20, 7}, "Relu", true), images));
        SweepConfig config;
        config.base = coarse();
        config.qtBits = {4};
        config.budgets = {6};
        config.dataTerms = {2};
        const auto rows = samples::unwrap(runSweep(evaluator, config));
        const std::string csv = sweepCsv(rows);
        QVERIFY2(csv.find(",encoding,agreeing,total,agreement,sqnr_db,pairs") != std::string::npos, csv.c_str());
        QVERIFY2(csv.find("300,300,100,,,") != std::string::npos, csv.c_str());
        for (const SweepRow& row : rows) {
            const SweepRow again = samples::unwrap(sweepRowFrom(toJson(row), "row"));
            QVERIFY(again.fidelity.has_value());
            QCOMPARE(again.fidelity->noise, row.fidelity->noise);
            QCOMPARE(again.fidelity->signal, row.fidelity->signal);
        }
        // Shards get whole rows, so that the sums are those of the whole.
        std::vector<FoundShard> shards;
        for (int index = 1; index <= 2; ++index) {
            const Shard shard{index, 2};
            shards.push_back(
                {"s", SweepShard{shard, {}, "n", "d", {}, samples::unwrap(runShard(evaluator, config, shard))}, true});
        }
        const MergedSweep merged = samples::unwrap(mergeShards(shards));
        QCOMPARE(sweepCsv(merged.rows), csv);
    }
};

TERMSCOPE_TEST(TestFidelity)
#include "TestFidelity.moc"
