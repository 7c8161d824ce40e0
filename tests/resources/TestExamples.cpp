// The embedded examples: every part is there, can be read and fits the others.

#include "core/data/DatasetReader.h"
#include "core/data/images/ClassNames.h"
#include "core/data/text/TokenText.h"
#include "core/formats/NetworkReader.h"
#include "resources/Embedded.h"
#include "resources/Examples.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <map>
#include <set>

using namespace termscope;
using embedded::Example;

class TestExamples : public QObject {
    Q_OBJECT

private slots:
    void names();
    void layers_data();
    void layers();
    void images_data();
    void images();
    void text();
    void size();
};

void TestExamples::names()
{
    std::set<std::string_view> names;
    for (const Example& example : embedded::examples()) {
        QVERIFY(names.insert(example.name).second);
        QCOMPARE(embedded::findExample(example.name), &example);
        QVERIFY(!example.title.empty());
        QVERIFY(example.images.empty() != example.text.empty());
        QCOMPARE(example.images.empty(), example.labels.empty());
        QCOMPARE(example.text.empty(), example.vocabulary.empty());
    }
    QCOMPARE(embedded::findExample("none"), nullptr);
    QCOMPARE(embedded::examples()[0].network.data(), embedded::network().data());
}

void TestExamples::layers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("kinds");
    QTest::newRow("digits") << "digits" << QStringList{"linear", "linear", "linear"};
    QTest::newRow("fashion") << "fashion" << QStringList(9, "conv") + QStringList{"linear"};
    QTest::newRow("fashion-int8") << "fashion-int8" << QStringList(9, "conv") + QStringList{"linear"};
    // The patches; of each of four blocks query, key, value, output, up and down; the classes; Q·Kᵀ and scores·V.
    QTest::newRow("fashion-vit") << "fashion-vit"
                                 << QStringList(2, "conv") + QStringList(25, "linear") + QStringList(8, "attention");
    // Input and recurrent weights of two LSTM layers, and the embedding once more as the decoder.
    QTest::newRow("verses") << "verses" << QStringList{"lstm", "lstm", "lstm", "lstm", "linear"};
    // Of each of four blocks query, key, value, output, up and down; the embedding; Q·Kᵀ and scores·V of each block.
    QTest::newRow("verses-transformer") << "verses-transformer"
                                        << QStringList(25, "linear") + QStringList(8, "attention");
}

void TestExamples::layers()
{
    QFETCH(QString, name);
    QFETCH(QStringList, kinds);
    const Example& example = *embedded::findExample(name.toStdString());
    const NetworkPtr network = samples::unwrap(parseNetwork(example.network, example.networkName));
    QStringList found;
    for (const WeightLayer& layer : network->layers) {
        const std::string_view kind = nameOf(layer.kind);
        found << QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    }
    QCOMPARE(found, kinds);
}

void TestExamples::images_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("count");
    QTest::newRow("digits") << "digits" << 10000;
    QTest::newRow("fashion") << "fashion" << 2000;
    QTest::newRow("fashion-int8") << "fashion-int8" << 2000;
    QTest::newRow("fashion-vit") << "fashion-vit" << 2000;
}

void TestExamples::images()
{
    QFETCH(QString, name);
    QFETCH(int, count);
    const Example& example = *embedded::findExample(name.toStdString());
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(example.preprocessing));
    const DatasetPtr dataset = samples::unwrap(parseDataset(example.images, example.labels, example.dataName, config));
    QCOMPARE(dataset->count(), count);
    QCOMPARE(dataset->features(), 784);
    QCOMPARE(dataset->classes, 10);
    if (!example.classNames.empty())
        QCOMPARE(samples::unwrap(ClassNames::parse(example.classNames, "names")).names().size(), std::size_t{10});
}

/// The training knew its words only by the vocabulary; a few words of the held-out verses are not in it.
void TestExamples::text()
{
    const Example& example = *embedded::findExample("verses");
    Vocabulary vocabulary = samples::unwrap(
        Vocabulary::parse(samples::unwrap(parseText(example.vocabulary, "vocabulary")), "vocabulary"));
    const std::int32_t words = vocabulary.size();
    QCOMPARE(vocabulary.find(unknownToken), std::optional(0));
    const TokenText tokens = samples::unwrap(
        parseTokens(samples::unwrap(parseText(example.text, "text")), "text", vocabulary, false));
    QCOMPARE(vocabulary.size(), words);
    QCOMPARE(tokens.tokens.size(), std::size_t{46114}); // what make_verses.py counts
    QCOMPARE(tokens.unknown, 814);
    QVERIFY(TokenStreams::create(tokens, 10));
}

/// Beside the digits together under 14 MB: every program carries them, what several examples use once.
void TestExamples::size()
{
    std::map<const std::byte*, std::size_t> parts;
    for (const Example& example : embedded::examples().subspan(1))
        for (const auto part : {example.network, example.images, example.labels, example.text, example.vocabulary})
            parts[part.data()] = part.size();
    std::size_t bytes = 0;
    for (const auto& [begin, size] : parts)
        bytes += size;
    QVERIFY2(bytes < 14'000'000, qPrintable(QString::number(bytes)));
    QVERIFY(embedded::findExample("fashion-vit")->network.size() <= 2'000'000);
}

TERMSCOPE_TEST(TestExamples)
#include "TestExamples.moc"
