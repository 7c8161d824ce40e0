// The embedded examples give the figures that their READMEs have from PyTorch.

#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/data/text/TokenText.h"
#include "core/formats/NetworkReader.h"
#include "core/run/GraphRunner.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>

using namespace termscope;
using embedded::Example;

namespace {

GraphRunner runnerOf(const Example& example)
{
    return samples::unwrap(GraphRunner::create(samples::unwrap(parseNetwork(example.network, example.networkName))));
}

/// −log of the share that softmax gives to one of the values.
double loss(std::span<const float> logits, std::int64_t target)
{
    const double largest = *std::ranges::max_element(logits);
    double sum = 0.0;
    for (const float logit : logits)
        sum += std::exp(logit - largest);
    return std::log(sum) + largest - logits[static_cast<std::size_t>(target)];
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::int64_t share = 20; // of the work, as it is instrumented
#else
constexpr std::int64_t share = 1;
#endif

} // namespace

class TestExampleFigures : public QObject {
    Q_OBJECT

private slots:
    void fashion_data();
    void fashion();
    void verses();
    void versesTransformer();
};

void TestExampleFigures::fashion_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("right"); // of 2,000
    QTest::newRow("fashion") << "fashion" << 1865;
    QTest::newRow("fashion-vit") << "fashion-vit" << 1814;
}

void TestExampleFigures::fashion()
{
    QFETCH(QString, name);
    QFETCH(int, right);
    const Example& example = *embedded::findExample(name.toStdString());
    const GraphRunner runner = runnerOf(example);
    const DatasetPtr dataset = samples::unwrap(parseDataset(example.images, example.labels, example.dataName));
    BatchReader reader(dataset, {.count = dataset->count() / share, .batch = 50});
    std::int64_t correct = 0;
    for (SampleBatch batch = samples::unwrap(reader.next()); batch.count() > 0;
         batch = samples::unwrap(reader.next())) {
        const Shape shape{batch.count(), dataset->channels, dataset->height, dataset->width};
        const Outputs outputs = samples::unwrap(
            runner.run({floatValue(shape, std::vector<float>(batch.values.begin(), batch.values.end()))}));
        QCOMPARE(outputs[0]->shape, (Shape{batch.count(), 10}));
        for (std::size_t i = 0; i < batch.samples.size(); ++i) {
            const auto row = std::span(outputs[0]->floats).subspan(10 * i, 10);
            correct += std::ranges::max_element(row) - row.begin() == batch.labels[i] ? 1 : 0;
        }
    }
    if (share == 1)
        QVERIFY2(std::abs(correct - right) <= 1, qPrintable(QString::number(correct)));
    else
        QVERIFY(correct >= 80);
}

void TestExampleFigures::verses()
{
    constexpr std::int64_t streamCount = 10;
    const Example& example = *embedded::findExample("verses");
    const GraphRunner runner = runnerOf(example);
    Vocabulary vocabulary = samples::unwrap(
        Vocabulary::parse(samples::unwrap(parseText(example.vocabulary, "v")), "v"));
    const TokenText text = samples::unwrap(
        parseTokens(samples::unwrap(parseText(example.text, "t")), "t", vocabulary, false));
    const TokenStreams streams = samples::unwrap(TokenStreams::create(text, streamCount));
    const Shape stateShape{2, streamCount, 192};
    ValuePtr hidden = newValue(ElementType::Float32, stateShape);
    ValuePtr cell = newValue(ElementType::Float32, stateShape);
    double sum = 0.0;
    std::int64_t count = 0;
    const auto words = static_cast<std::size_t>(vocabulary.size());
    for (std::int64_t b = 0; b < streams.batches() / share; ++b) {
        const TokenBatch batch = streams.batch(b);
        const Outputs outputs = samples::unwrap(
            runner.run({integerValue({batch.steps, streamCount}, batch.inputs), hidden, cell}));
        for (std::size_t i = 0; i < batch.targets.size(); ++i)
            sum += loss(std::span(outputs[0]->floats).subspan(i * words, words), batch.targets[i]);
        count += std::ssize(batch.targets);
        hidden = outputs[1];
        cell = outputs[2];
    }
    const double perplexity = std::exp(sum / static_cast<double>(count));
    if (share == 1)
        QVERIFY2(std::abs(perplexity - 36.40) < 0.02, qPrintable(QString::number(perplexity)));
    else
        QVERIFY(perplexity < 60.0);
}

/// In windows of 256 words, as the training script reads the same chapters.
void TestExampleFigures::versesTransformer()
{
    constexpr std::int64_t window = 256;
    const Example& example = *embedded::findExample("verses-transformer");
    QVERIFY(example.network.size() <= 4'000'000);
    const GraphRunner runner = runnerOf(example);
    Vocabulary vocabulary = samples::unwrap(
        Vocabulary::parse(samples::unwrap(parseText(example.vocabulary, "v")), "v"));
    const TokenText text = samples::unwrap(
        parseTokens(samples::unwrap(parseText(example.text, "t")), "t", vocabulary, false));
    const std::vector<std::int64_t> tokens(text.tokens.begin(), text.tokens.end());
    const auto words = static_cast<std::size_t>(vocabulary.size());
    double sum = 0.0;
    std::int64_t count = 0;
    for (std::int64_t first = 0; first + 1 < std::ssize(tokens) / share; first += window) {
        const std::int64_t size = std::min(window, std::ssize(tokens) - 1 - first);
        const Outputs outputs = samples::unwrap(
            runner.run({integerValue({1, size}, {tokens.begin() + first, tokens.begin() + first + size})}));
        for (std::int64_t i = 0; i < size; ++i)
            sum += loss(std::span(outputs[0]->floats).subspan(static_cast<std::size_t>(i) * words, words),
                        tokens[static_cast<std::size_t>(first + i + 1)]);
        count += size;
    }
    const double perplexity = std::exp(sum / static_cast<double>(count));
    if (share == 1)
        QVERIFY2(std::abs(perplexity - 23.86) < 0.02, qPrintable(QString::number(perplexity)));
    else
        QVERIFY(perplexity < 60.0);
}

TERMSCOPE_TEST(TestExampleFigures)
#include "TestExampleFigures.moc"
