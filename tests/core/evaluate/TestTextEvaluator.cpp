// Perplexity of language models: the embedded one against a walk over one stream, and the WikiText-2 model against the
// figure that it was handed over with. (TestFixtureNetworks does the same with a model that is always there.)
#include "core/evaluate/TextEvaluator.h"
#include "core/formats/NetworkReader.h"
#include "core/run/GraphRunner.h"
#include "core/study/PairStudy.h"
#include "core/sweep/Sweep.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/SharedData.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;

namespace {

NetworkPtr verses()
{
    const embedded::Example& example = *embedded::findExample("verses");
    return samples::unwrap(parseNetwork(example.network, example.networkName));
}

/// Random tokens that the model knows.
std::shared_ptr<const TokenText> randomText(std::int32_t words, std::size_t count)
{
    auto text = std::make_shared<TokenText>();
    text->name = "random";
    std::mt19937 random(8);
    for (std::size_t i = 0; i < count; ++i)
        text->tokens.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(words)));
    return text;
}

} // namespace

class TestTextEvaluator : public QObject {
    Q_OBJECT

private slots:
    /// Streams and batches change nothing: every token's loss is that of running its stream from the start.
    void streamsAndBatches()
    {
        const NetworkPtr network = verses();
        const auto text = randomText(20, 3 * 50 + 2);
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, {3, 7, 0}));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QCOMPARE(found.evaluated, 3 * 49);
        QVERIFY(found.exact());
        TextEvaluator whole = samples::unwrap(TextEvaluator::create(network, text, {3, 49, 0}));
        const Evaluation once = whole.evaluate(Method::Float, {});
        QVERIFY(std::abs(found.loss - once.loss) < 1e-3);
        QVERIFY(found.perplexityInterval().low < found.perplexity()
                && found.perplexity() < found.perplexityInterval().high);
        double loss = 0.0;
        for (std::size_t stream = 0; stream < 3; ++stream) {
            auto one = std::make_shared<TokenText>(*text);
            one->tokens.assign(text->tokens.begin() + static_cast<std::ptrdiff_t>(50 * stream),
                               text->tokens.begin() + static_cast<std::ptrdiff_t>(50 * (stream + 1)));
            TextEvaluator single = samples::unwrap(TextEvaluator::create(network, one, {1, 10, 0}));
            loss += single.evaluate(Method::Float, {}).loss;
        }
        QVERIFY(std::abs(found.loss - loss) < 1e-3);
    }

    /// A limit takes the first tokens of every stream, the same number of each: as a text of those alone.
    void limit()
    {
        const NetworkPtr network = verses();
        const auto text = randomText(20, 3 * 50);
        auto beginnings = std::make_shared<TokenText>(*text);
        beginnings->tokens.clear();
        for (std::ptrdiff_t stream = 0; stream < 3; ++stream)
            beginnings->tokens.insert(beginnings->tokens.end(), text->tokens.begin() + 50 * stream,
                                      text->tokens.begin() + 50 * stream + 11);
        TextEvaluator whole = samples::unwrap(TextEvaluator::create(network, beginnings, {3, 7, 0}));
        const double loss = whole.evaluate(Method::Float, {}).loss;
        for (const std::int64_t tokens : {28, 30}) { // 10 of each stream
            TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, {3, 7, tokens}));
            const Evaluation found = evaluator.evaluate(Method::Float, {});
            QCOMPARE(found.evaluated, 30);
            QVERIFY(found.exact());
            QVERIFY(std::abs(found.loss - loss) < 1e-3);
        }
        TextEvaluator beyond = samples::unwrap(TextEvaluator::create(network, text, {3, 7, 1 << 20}));
        QCOMPARE(beyond.evaluate(Method::Float, {}).evaluated, 3 * 49);
    }

    /// The rows are the evaluations; a sweep can be cancelled.
    void sweep()
    {
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(verses(), randomText(20, 2 * 30), {2, 20, 0}));
        SweepConfig config;
        config.qtBits = {4};
        config.budgets = {6};
        config.dataTerms = {2};
        const std::vector<SweepRow> rows = samples::unwrap(runSweep(evaluator, config));
        QCOMPARE(rows.size(), std::size_t{3});
        for (const SweepRow& row : rows) {
            const Evaluation alone = evaluator.evaluate(row.method, row.settings);
            QVERIFY(row.text.has_value());
            QCOMPARE(row.text->tokens, 2 * 29);
            QVERIFY(std::abs(row.text->perplexity - alone.perplexity()) < 1e-6 * alone.perplexity());
            QCOMPARE(row.work.has_value(), row.method != Method::Float);
        }
        const std::string csv = sweepCsv(rows);
        QVERIFY(csv.starts_with(
            "method,weight_bits,data_bits,group_size,budget,data_terms,encoding,tokens,perplexity,perplexity_low,"
            "perplexity_high,pairs_per_mac_provisioned,pairs_per_mac_measured\nfloat,,,,,,,58,"));
        Stopping stopping;
        int kept = 0;
        const auto stop = [&](double fraction) {
            if (fraction >= 0.5)
                stopping.stop();
        };
        const auto keep = [&](const SweepRow&) {
            ++kept;
            return Result<void>();
        };
        QVERIFY_EXCEPTION_THROWN(std::ignore = runSweep(evaluator, config, stop, keep), Cancelled);
        QCOMPARE(kept, 1);
    }

    /// The first tokens alone are whole batches: what an evaluation knows on its way.
    void firstTokens()
    {
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(verses(), randomText(20, 3 * 50), {3, 7, 0}));
        std::vector<Evaluation> partials;
        evaluator.evaluate(Method::Revealed, {}, [&](const Evaluation& sofar) { partials.push_back(sofar); });
        QCOMPARE(partials.size(), std::size_t{7});
        for (const auto& [asked, batches] : {std::pair{1, 1}, {21, 1}, {22, 2}, {126, 6}, {127, 7}, {147, 7}}) {
            const Evaluation found = evaluator.evaluate(Method::Revealed, {}, {0, asked});
            const Evaluation& expected = partials[std::size_t(batches) - 1];
            QVERIFY(found.exact());
            QCOMPARE(found.evaluated, expected.evaluated);
            QCOMPARE(found.loss, expected.loss);
            QCOMPARE(found.work->pairs, expected.work->pairs);
        }
    }

    /// 16 bits are float up to rounding; less is a little worse; work is told.
    void quantized()
    {
        const auto text = randomText(20, 2 * 60);
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(verses(), text, {2, 20, 0}));
        Settings settings;
        settings.weightBits = settings.dataBits = 16;
        settings.calibration = Calibration::Max;
        const double reference = evaluator.evaluate(Method::Float, settings).loss;
        const Evaluation fine = evaluator.evaluate(Method::Quantized, settings);
        QVERIFY2(std::abs(fine.loss - reference) < 2e-3 * reference,
                 qPrintable(QString::number(fine.loss - reference)));
        const Evaluation coarse = evaluator.evaluate(Method::Revealed, Settings{});
        QVERIFY(coarse.work && coarse.work->measured > 0.0 && coarse.work->measured <= coarse.work->provisioned);
        QVERIFY(std::abs(coarse.loss - reference) < 0.2 * reference);
    }

    /// Read from the start, one stream's next words are what the evaluation of that stream judges.
    void nextLogits()
    {
        const auto text = randomText(20, 13);
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(verses(), text, {1, 5, 0}));
        for (const Method method : {Method::Float, Method::Quantized, Method::Revealed}) {
            const Settings settings;
            const Evaluation all = evaluator.evaluate(method, settings);
            double loss = 0.0;
            for (std::size_t place = 1; place < text->tokens.size(); ++place) {
                const std::vector<float> logits = samples::unwrap(
                    evaluator.nextLogits(method, settings, std::span(text->tokens).first(place)));
                double sum = 0.0;
                for (const float logit : logits)
                    sum += std::exp(static_cast<double>(logit));
                loss += std::log(sum) - logits[static_cast<std::size_t>(text->tokens[place])];
            }
            QVERIFY2(std::abs(loss - all.loss) < 1e-3, qPrintable(QString::number(loss - all.loss)));
        }
        QCOMPARE(evaluator.nextLogits(Method::Float, {}, {}).error().message,
                 std::string("random: expected tokens before the one that is predicted, found none"));
        QCOMPARE(evaluator.text().tokens, text->tokens);
        QVERIFY(workloadOf(*verses()) == Workload::Text);
        QVERIFY(workloadOf(*samples::embeddedNetwork()) == Workload::Images);
    }

    /// The rows that enter the layers: the LSTM's own states are those that the next token's row has. Their pairs are
    /// counted.
    void layerData()
    {
        const NetworkPtr network = verses();
        const auto text = randomText(20, 40);
        TextEvaluator evaluator = samples::unwrap(TextEvaluator::create(network, text, {2, 5, 0}));
        const std::span<const std::int32_t> tokens(text->tokens);
        const auto short_ = samples::unwrap(evaluator.layerData(tokens.first(6)));
        const auto long_ = samples::unwrap(evaluator.layerData(tokens.first(9)));
        QCOMPARE(short_.size(),
                 2 * network->layers.size()); // and a place each for what stays in products of activations
        PairStudy study;
        for (std::size_t layer = 0; layer < network->layers.size(); ++layer) {
            const auto inputs = static_cast<std::size_t>(network->layers[layer].inputs());
            QCOMPARE(short_[layer].size(), 6 * inputs);
            QCOMPARE(long_[layer].size(), 9 * inputs);
            for (std::size_t i = 0; i < short_[layer].size(); ++i)
                QVERIFY(std::abs(short_[layer][i] - long_[layer][i]) < 1e-4F);
            const PairComparison found = samples::unwrap(study.compare(evaluator, static_cast<int>(layer), {}, 30));
            QVERIFY(found.workload == Workload::Text);
            QCOMPARE(found.samples, 30);
            const WeightLayer& source = network->layers[layer];
            QCOMPARE(found.quantized.all, 30 * source.outputs() * ((source.inputs() + 15) / 16));
        }
    }

    void refuses()
    {
        const auto images = TextEvaluator::create(
            samples::unwrap(readNetwork(std::string(TERMSCOPE_CORPUS) + "/good/conv.onnx")), randomText(20, 50),
            {2, 10, 0});
        QVERIFY(!images);
        QCOMPARE(images.error().message,
                 std::string("conv.onnx: expected a language model with one input of tokens and an output for each of "
                             "its states after "
                             "the logits, found 0 inputs of integers, 1 of floats and 1 outputs"));
        QVERIFY(!TextEvaluator::create(verses(), randomText(20, 3), {2, 10, 0}));
        auto strange = std::make_shared<TokenText>(*randomText(20, 50));
        strange->tokens[0] = 1 << 30;
        QVERIFY(!TextEvaluator::create(verses(), strange, {2, 10, 0}));
    }

    void wikitext()
    {
        SKIP_WITHOUT_SHARED_DATA("wikitext-2/lstm.onnx", "wikitext-2/test.txt.gz", "wikitext-2/vocab.txt.gz");
        const std::filesystem::path data = sharedData("wikitext-2");
        const TokenTexts texts = samples::unwrap(readTokens({{data / "test.txt.gz"}, data / "vocab.txt.gz", false}));
        const auto text = std::make_shared<const TokenText>(texts.texts[0]);
        TextEvaluator evaluator = samples::unwrap(
            TextEvaluator::create(samples::unwrap(readNetwork(data / "lstm.onnx")), text, {}));
        const Evaluation found = evaluator.evaluate(Method::Float, {});
        QVERIFY2(std::abs(found.perplexity() - 183.5) < 0.1, qPrintable(QString::number(found.perplexity())));
    }
};

TERMSCOPE_TEST(TestTextEvaluator)
#include "TestTextEvaluator.moc"
