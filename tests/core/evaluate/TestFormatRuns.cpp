// Networks in number formats: the evaluator against sums that are written down slowly, what stays at plain
// quantization, and what the weights are stored in.
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/StoredBits.h"
#include "core/quant/WeightFormat.h"
#include "core/run/IntegerRunner.h"
#include "core/settings/LayerChoice.h"
#include "core/sweep/SweepRowJson.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>

using namespace termscope;

namespace {

Settings inFormat(std::string_view name)
{
    Settings settings;
    settings.dataTerms = 0;
    settings.format = findWeightFormat(name)->name;
    return settings;
}

struct Pair {
    NetworkPtr network;
    DatasetPtr data;
};

/// A network of linear layers, and one of convolutions.
Pair digits()
{
    return {samples::embeddedNetwork(), samples::embeddedDigits()};
}

Pair fashion()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    return {std::make_shared<const Network>(samples::unwrap(parseOnnx(example.network, example.networkName))),
            samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config))};
}

bool isFirstOfItsFamily(std::string_view name)
{
    const auto first = std::ranges::find(weightFormats(), findWeightFormat(name)->family, &WeightFormat::family);
    return first->name == name;
}

} // namespace

class TestFormatRuns : public QObject {
    Q_OBJECT

private slots:
    void sumsAreRight_data();
    void sumsAreRight();
    void pairsAreCounted();
    void formatsAreForWhatIsRevealed();
    void overridesHold();
    void bitsPerWeightOfMethods();
    void rowsOfASweep();
    void dataTermsAreKept();
    void sumsOfOwnData_data();
    void sumsOfOwnData();
    void ownDataOfEverySample();
    void rowsOfOwnData();
};

void TestFormatRuns::sumsAreRight_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const WeightFormat& format : weightFormats()) {
        const QByteArray name(format.name.data(), static_cast<qsizetype>(format.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

/// Integers give the same bits; other numbers what float64 sums give, but for the rounding of float32 sums.
void TestFormatRuns::sumsAreRight()
{
    QFETCH(QByteArray, name);
    std::vector<Pair> pairs{digits()};
    if (isFirstOfItsFamily(name.toStdString())) // slow sums of convolutions take a second
        pairs.push_back(fashion());
    for (const Pair& pair : pairs) {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 100));
        const Settings settings = inFormat(name.toStdString());
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Format, settings));
        const bool integers = std::ranges::all_of(prepared.layers,
                                                  [](const PreparedLayer& layer) { return layer.values.empty(); });
        constexpr std::int64_t sample = 7;
        const std::vector<float> fast = samples::unwrap(evaluator.outputs(Method::Format, settings, sample));
        const IntegerRun slow = samples::unwrap(runInteger(prepared, pair.data->image(sample)));
        QCOMPARE(fast.size(), slow.outputs.size());
        float largest = 0.0F;
        for (const float output : slow.outputs)
            largest = std::max(largest, std::abs(output));
        for (std::size_t i = 0; i < fast.size(); ++i) {
            if (integers)
                QCOMPARE(fast[i], slow.outputs[i]);
            // One activation that falls on the other side of a rounding is a step of its layer's data.
            QVERIFY2(std::abs(fast[i] - slow.outputs[i]) <= 0.02F * largest,
                     qPrintable(QStringLiteral("%1 %2").arg(fast[i]).arg(slow.outputs[i])));
        }
    }
}

void TestFormatRuns::pairsAreCounted()
{
    const Pair pair = digits();
    for (const char* name : {"topk-2", "bitwave-4"}) {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 3));
        const Settings settings = inFormat(name);
        const Evaluation found = evaluator.evaluate(Method::Format, settings);
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Format, settings));
        std::int64_t pairs = 0;
        for (const std::int64_t sample : {0, 1, 2})
            pairs += samples::unwrap(runInteger(prepared, pair.data->image(sample))).pairs;
        QCOMPARE(found.work->pairs, static_cast<double>(pairs));
    }
}

/// One function decides what revealing, and so a format, leaves at plain quantization.
void TestFormatRuns::formatsAreForWhatIsRevealed()
{
    const Pair pair = fashion();
    const Settings settings = inFormat("mxfp4");
    const NetworkPlan formats(*pair.network, Method::Format, settings);
    const NetworkPlan revealed(*pair.network, Method::Revealed, settings);
    const WeightLayer* const first = firstConvolution(*pair.network);
    QVERIFY(first != nullptr);
    for (int i = 0; i < formats.size(); ++i) {
        QCOMPARE(formats[i].method == Method::Format, revealed[i].method == Method::Revealed);
        if (&pair.network->layers[static_cast<std::size_t>(i)] == first)
            QCOMPARE(formats[i].method, Method::Quantized);
    }
    QCOMPARE(describe(formats[formats.size() - 1]), "mxfp4");
}

void TestFormatRuns::overridesHold()
{
    const Pair pair = digits();
    Settings settings = inFormat("mxfp4");
    settings.layers["fc1"].method = Method::Float;
    settings.layers["fc2"].method = Method::Quantized;
    settings.layers["fc3"].budget = 3; // of revealing: it says that the layer is for it, no more
    const NetworkPlan plan(*pair.network, Method::Format, settings);
    QCOMPARE(plan[0].method, Method::Float);
    QCOMPARE(plan[1].method, Method::Quantized);
    QCOMPARE(plan[2].method, Method::Format);
    QVERIFY(!parseLayerOverride("format"));
}

void TestFormatRuns::bitsPerWeightOfMethods()
{
    const Pair pair = digits();
    const Network& network = *pair.network; // 784-512-512-10: one scale for each output
    const double weights = 784 * 512 + 512 * 512 + 512 * 10;
    const double scales = 32.0 * (512 + 512 + 10) / weights;
    const auto bits = [&](Method method, const Settings& settings) {
        return bitsPerWeight(network, planOf(network, method, settings));
    };
    Settings settings;
    QCOMPARE(bits(Method::Float, settings), 32.0);
    QVERIFY(std::abs(bits(Method::Quantized, settings) - (8.0 + scales)) < 1e-9);
    settings.perChannel = false;
    QVERIFY(std::abs(bits(Method::Quantized, settings) - (8.0 + 3 * 32.0 / weights)) < 1e-9);
    settings.perChannel = true;
    settings.groupSize = 8;
    settings.budget = 8; // 8 terms of 3 + 1 + 3 bits for 8 weights: 7 bits each
    QVERIFY(std::abs(bits(Method::Revealed, settings) - (7.0 + scales)) < 1e-9);
    settings.budget = 12; // more than the integers themselves take
    QVERIFY(std::abs(bits(Method::Revealed, settings) - (8.0 + scales)) < 1e-9);
    // 784 and 512 are whole blocks of 16
    QVERIFY(std::abs(bits(Method::Format, inFormat("nvfp4")) - (4.5 + 3 * 32.0 / weights)) < 1e-9);
}

void TestFormatRuns::rowsOfASweep()
{
    const Pair pair = digits();
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 500));
    SweepConfig config;
    config.qtBits = {8};
    config.budgets = {8};
    config.dataTerms = {3};
    config.formats = {"mxfp4", "pow2-4"};
    const std::vector<SweepRow> rows = samples::unwrap(runSweep(evaluator, config));
    QCOMPARE(rows.size(), std::size_t{5});
    QCOMPARE(methodName(rows[2]), "tr");
    QCOMPARE(methodName(rows[3]), "mxfp4");
    QCOMPARE(rows[3].work->provisioned, 8.0);
    QCOMPARE(rows[4].work->provisioned, 4.0);
    QVERIFY(rows[3].top1() > 95.0);
    QVERIFY(rows[4].work->measured < rows[3].work->measured);
    for (const SweepRow& row : rows)
        QVERIFY(row.bitsPerWeight);
    const std::string csv = sweepCsv(rows);
    QVERIFY(csv.find("pairs_per_mac_measured,bits_per_weight\n") != std::string::npos);
    QVERIFY(csv.find("\nmxfp4,,8,,,0,hese,") != std::string::npos);
    // Without formats there is nothing new in the table.
    config.formats.clear();
    const std::vector<SweepRow> plain = samples::unwrap(runSweep(evaluator, config));
    QVERIFY(sweepCsv(plain).find("bits_per_weight") == std::string::npos);
    config.formats = {"nonsense"};
    QVERIFY(!sweepPoints(config));
}

void TestFormatRuns::dataTermsAreKept()
{
    const Pair pair = digits();
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 200));
    Settings settings = inFormat("topk-2");
    const double all = evaluator.evaluate(Method::Format, settings).work->measured;
    settings.dataTerms = 1;
    const Evaluation one = evaluator.evaluate(Method::Format, settings);
    QVERIFY(one.work->measured < all);
    QCOMPARE(one.work->provisioned, 2.0);
    // It is what revealing single values is.
    Settings alone;
    alone.groupSize = 1;
    alone.budget = 2;
    alone.dataTerms = 1;
    const Evaluation revealed = evaluator.evaluate(Method::Revealed, alone);
    QCOMPARE(one.correct, revealed.correct);
    QCOMPARE(one.work->pairs, revealed.work->pairs);
}

void TestFormatRuns::sumsOfOwnData_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const WeightFormat& format : weightFormats()) {
        const QByteArray name(format.name.data(), static_cast<qsizetype>(format.name.size()));
        if (format.isForData())
            QTest::newRow(name.constData()) << name;
    }
}

/// Data in the format too, against plain loops that write them input by input: outputs, and pairs product by product.
void TestFormatRuns::sumsOfOwnData()
{
    QFETCH(QByteArray, name);
    std::vector<Pair> pairs{digits()};
    if (isFirstOfItsFamily(name.toStdString())) // slow sums of convolutions take a second
        pairs.push_back(fashion());
    for (const Pair& pair : pairs) {
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 1));
        const Settings settings = inFormat(Settings(), *findWeightFormat(name.toStdString()), DataFormat::Own);
        const PreparedNetwork prepared = samples::unwrap(evaluator.prepare(Method::Format, settings));
        QVERIFY(std::ranges::any_of(prepared.layers, [](const PreparedLayer& layer) { return bool(layer.dataForm); }));
        const std::vector<float> fast = samples::unwrap(evaluator.outputs(Method::Format, settings, 0));
        const IntegerRun slow = samples::unwrap(runInteger(prepared, pair.data->image(0)));
        float largest = 0.0F;
        for (const float output : slow.outputs)
            largest = std::max(largest, std::abs(output));
        for (std::size_t i = 0; i < fast.size(); ++i)
            QVERIFY2(std::abs(fast[i] - slow.outputs[i]) <= 0.05F * largest,
                     qPrintable(QStringLiteral("%1 %2").arg(fast[i]).arg(slow.outputs[i])));
        // A sum that rounds to the other side of a number has other terms: some pairs of many.
        const double counted = evaluator.evaluate(Method::Format, settings).work->pairs;
        QVERIFY2(std::abs(counted - static_cast<double>(slow.pairs)) <= 0.01 * static_cast<double>(slow.pairs),
                 qPrintable(QStringLiteral("%1 %2").arg(counted).arg(slow.pairs)));
    }
}

/// What runs beside a sample does not matter to it.
void TestFormatRuns::ownDataOfEverySample()
{
    const Pair pair = fashion();
    for (const char* name : {"mxfp4", "nvfp4", "fp8-tensor"}) {
        const Settings settings = inFormat(Settings(), *findWeightFormat(name), DataFormat::Own);
        ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 64));
        const Evaluation all = evaluator.evaluate(Method::Format, settings);
        double correct = 0.0;
        for (std::int64_t sample = 0; sample < 64; ++sample) {
            const std::vector<float> outputs = samples::unwrap(evaluator.outputs(Method::Format, settings, sample));
            correct += std::ranges::max_element(outputs) - outputs.begin()
                               == pair.data->labels[static_cast<std::size_t>(sample)]
                           ? 1.0
                           : 0.0;
        }
        QCOMPARE(static_cast<double>(all.correct), correct);
    }
}

void TestFormatRuns::rowsOfOwnData()
{
    const Pair pair = digits();
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(pair.network, pair.data, 200));
    SweepConfig config;
    config.qtBits = {8};
    config.formats = {"mxfp4", "pow2-4"};
    config.formatDataTerms = 3;
    config.dataFormat = DataFormat::Own;
    const std::vector<SweepRow> rows = samples::unwrap(runSweep(evaluator, config));
    QCOMPARE(rows[2].settings.dataFormat, DataFormat::Own);
    QCOMPARE(rows[2].settings.dataTerms, 0);
    QCOMPARE(rows[2].work->provisioned, 4.0);
    QVERIFY(rows[2].top1() > 95.0);
    QCOMPARE(rows[3].settings.dataFormat, DataFormat::Bits); // of weights alone
    QCOMPARE(rows[3].settings.dataTerms, 3);
    const std::string csv = sweepCsv(rows);
    QVERIFY2(csv.find(",bits_per_weight,data_format\n") != std::string::npos, csv.c_str());
    QVERIFY2(csv.find("\nmxfp4,,,,,,hese,") != std::string::npos, csv.c_str());
    // A record keeps it apart, and has nothing new where data keep their bits.
    const auto json = toJson(rows[2]);
    QCOMPARE(samples::unwrap(sweepRowFrom(nlohmann::json(json), "record")).settings, rows[2].settings);
    QVERIFY(!toJson(rows[3]).contains("data_format"));
    nlohmann::json wrong(toJson(rows[3]));
    wrong["data_format"] = "own";
    QCOMPARE(sweepRowFrom(wrong, "record").error().message,
             "record: data_format: expected own, of a number format for data, found \"own\" of pow2-4");
    QCOMPARE(heeded(Method::Quantized, rows[2].settings).dataFormat, DataFormat::Bits);
}

TERMSCOPE_TEST(TestFormatRuns)

#include "TestFormatRuns.moc"
