// Texts as tokens: vocabularies, unknown tokens, streams.

#include "core/data/text/TokenText.h"
#include "core/files/Files.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;

namespace {

std::vector<std::string> words(const std::vector<std::int32_t>& tokens, const Vocabulary& vocabulary)
{
    std::vector<std::string> result;
    for (const std::int32_t token : tokens)
        result.push_back(vocabulary.word(token));
    return result;
}

std::string messageOf(const TokenConfig& config)
{
    const auto result = readTokens(config);
    return result ? "none" : result.error().message;
}

} // namespace

class TestTokens : public QObject {
    Q_OBJECT

private slots:
    void linesEnd_data();
    void linesEnd();
    void orderOfFirstAppearance();
    void vocabularyFile();
    void unknownTokens();
    void linesWithoutEnd();
    void numbers();
    void badNumbers();
    void badVocabularies_data();
    void badVocabularies();
    void badTexts();
    void streams();
    void everyTokenIsPredictedOnce();
    void tooShort();
    void fixtureText();
    void wikiText();
};

void TestTokens::linesEnd_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("plain") << "a b\nc\n" << QStringList{"a", "b", "<eos>", "c", "<eos>"};
    QTest::newRow("no end") << "a b\nc" << QStringList{"a", "b", "<eos>", "c", "<eos>"};
    QTest::newRow("empty line") << "a\n\n b \n" << QStringList{"a", "<eos>", "<eos>", "b", "<eos>"};
    QTest::newRow("CRLF and tabs") << "a\tb\r\nc\r\n" << QStringList{"a", "b", "<eos>", "c", "<eos>"};
    QTest::newRow("written out") << "a <eos>\nb <eos>\n" << QStringList{"a", "<eos>", "b", "<eos>"};
    QTest::newRow("UTF-8") << "naïve –\n" << QStringList{"naïve", "–", "<eos>"};
}

void TestTokens::linesEnd()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    Vocabulary vocabulary;
    const TokenText tokens = samples::unwrap(parseTokens(text.toStdString(), "t", vocabulary, true));
    QStringList found;
    for (const std::string& word : words(tokens.tokens, vocabulary))
        found.append(QString::fromStdString(word));
    QCOMPARE(found, expected);
}

void TestTokens::orderOfFirstAppearance()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "train", std::string_view("the cat\nthe dog\n")));
    QVERIFY(writeFile(path / "test", std::string_view("a dog\n")));
    const TokenTexts texts = samples::unwrap(readTokens({{path / "train", path / "test"}, {}}));
    QCOMPARE(texts.texts.size(), std::size_t{2});
    QCOMPARE(texts.texts[0].name, std::string("train"));
    QCOMPARE(words(texts.texts[0].tokens, *texts.vocabulary),
             (std::vector<std::string>{"the", "cat", "<eos>", "the", "dog", "<eos>"}));
    QCOMPARE(texts.texts[1].tokens.size(), std::size_t{3});
    // the 0, cat 1, <eos> 2, dog 3, a 4
    QCOMPARE(texts.texts[0].tokens, (std::vector<std::int32_t>{0, 1, 2, 0, 3, 2}));
    QCOMPARE(texts.texts[1].tokens, (std::vector<std::int32_t>{4, 3, 2}));
    QCOMPARE(texts.vocabulary->size(), 5);
}

void TestTokens::vocabularyFile()
{
    const Vocabulary vocabulary = samples::unwrap(Vocabulary::parse("b\na\n<eos>\n", "v"));
    QCOMPARE(vocabulary.size(), 3);
    QCOMPARE(vocabulary.find("a"), std::optional(1));
    QCOMPARE(vocabulary.find("c"), std::optional<std::int32_t>());
    QCOMPARE(vocabulary.word(0), std::string("b"));
}

void TestTokens::unknownTokens()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "text", std::string_view("a b\nzebra a\n")));
    QVERIFY(writeFile(path / "with", std::string_view("<unk>\n<eos>\na\nb\n")));
    QVERIFY(writeFile(path / "without", std::string_view("<eos>\na\nb\n")));
    const TokenTexts mapped = samples::unwrap(readTokens({{path / "text"}, path / "with"}));
    QCOMPARE(mapped.texts[0].tokens, (std::vector<std::int32_t>{2, 3, 1, 0, 2, 1}));
    QCOMPARE(mapped.texts[0].unknown, 1);
    const std::string text = (path / "text").string();
    QCOMPARE(messageOf({{path / "text"}, path / "without"}),
             text + ": line 2: expected tokens of the vocabulary, which has no <unk> for others, found \"zebra\"");
    QCOMPARE(messageOf({{path / "text"}, path / "with", true}),
             text + ": line 2: expected tokens of the vocabulary, found \"zebra\"");
}

/// A vocabulary without <eos> is of a network that knows no ends of lines.
void TestTokens::linesWithoutEnd()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "text", std::string_view("a b\n\nb\n")));
    QVERIFY(writeFile(path / "words", std::string_view("b\na\n")));
    const TokenTexts texts = samples::unwrap(readTokens({{path / "text"}, path / "words"}));
    QCOMPARE(texts.texts[0].tokens, (std::vector<std::int32_t>{1, 0, 0}));
    QCOMPARE(texts.vocabulary->size(), 2);
}

/// What a tokenizer gave, as text and as an array: the numbers themselves, without ends of lines or words.
void TestTokens::numbers()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "ids.txt", std::string_view("17 4\n\n0 17\n")));
    const std::string array(
        "\x93NUMPY\x01\0\x46\0{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }          \n"
        "\x11\0\0\0\x04\0\0\0\0\0\0\0\x11\0\0\0",
        10 + 70 + 16);
    QVERIFY(writeFile(path / "ids.npy", std::string_view(array)));
    for (const char* file : {"ids.txt", "ids.npy"}) {
        const TokenTexts texts = samples::unwrap(readTokens({{path / file}, {}}));
        QCOMPARE(texts.texts[0].tokens, (std::vector<std::int32_t>{17, 4, 0, 17}));
        QVERIFY(texts.texts[0].numbers && !texts.vocabulary);
    }
    // With a vocabulary, text is words; numbers of an array have words then.
    QVERIFY(writeFile(path / "words", std::string_view("0\n17\n4\n")));
    const TokenTexts words = samples::unwrap(readTokens({{path / "ids.txt"}, path / "words"}));
    QCOMPARE(words.texts[0].tokens, (std::vector<std::int32_t>{1, 2, 0, 1}));
    // One word among them, and they are words.
    QVERIFY(writeFile(path / "mixed.txt", std::string_view("17 x\n")));
    QCOMPARE(samples::unwrap(readTokens({{path / "ids.txt", path / "mixed.txt"}, {}})).texts[1].tokens,
             (std::vector<std::int32_t>{0, 4, 2}));
}

void TestTokens::badNumbers()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const std::string negative(
        "\x93NUMPY\x01\0\x46\0{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }            \n\x05\xff",
        10 + 70 + 2);
    QVERIFY(writeFile(path / "ids.npy", std::string_view(negative)));
    QCOMPARE(messageOf({{path / "ids.npy"}, {}}),
             (path / "ids.npy").string() + ": expected the numbers of tokens, 0 to 2147483647, found -1 at place 1");
    const std::string few(
        "\x93NUMPY\x01\0\x46\0{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }            \n\x00\x05",
        10 + 70 + 2);
    QVERIFY(writeFile(path / "few.npy", std::string_view(few)));
    QVERIFY(writeFile(path / "words", std::string_view("a\nb\n")));
    QCOMPARE(messageOf({{path / "few.npy"}, path / "words"}),
             (path / "few.npy").string() + ": expected tokens 0 to 1, as the vocabulary has 2 words, found token 5");
}

void TestTokens::badVocabularies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << QByteArray() << "{file}: expected text, found an empty file";
    QTest::newRow("twice") << QByteArray("a\nb\na\n")
                           << "{file}: line 3: expected every token once, found \"a\" as in line 1";
    QTest::newRow("two words") << QByteArray("a 17\n") << "{file}: line 1: expected one token, found \"a 17\"";
    QTest::newRow("no word") << QByteArray("a\n\nb\n") << "{file}: line 2: expected one token, found none";
    QTest::newRow("no UTF-8") << QByteArray("a\n\xff\n") << "{file}: line 2: expected text in UTF-8, found \"\\xff\"";
    QTest::newRow("no gzip") << QByteArray("\x1f\x8b\x08")
                             << "{file}: expected a whole gzip file, found one that is damaged or cut short";
}

void TestTokens::badVocabularies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "v", std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    QVERIFY(writeFile(path / "t", std::string_view("a\n")));
    QCOMPARE(QString::fromStdString(messageOf({{path / "t"}, path / "v"})),
             expected.replace("{file}", QString::fromStdString((path / "v").string())));
}

void TestTokens::badTexts()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(writeFile(path / "empty", std::string_view()));
    QCOMPARE(messageOf({{path / "empty"}, {}}), (path / "empty").string() + ": expected text, found an empty file");
    QCOMPARE(messageOf({{path / "none"}, {}}), (path / "none").string() + ": no such file");
}

/// Two streams of five of the eleven tokens, three steps at a time.
void TestTokens::streams()
{
    TokenText text;
    for (std::int32_t i = 0; i < 11; ++i)
        text.tokens.push_back(i);
    const TokenStreams streams = samples::unwrap(TokenStreams::create(text, 2, 3));
    QCOMPARE(streams.length(), 5);
    QCOMPARE(streams.predictions(), 8);
    QCOMPARE(streams.batches(), 2);
    QCOMPARE(streams.batch(0).inputs, (std::vector<std::int64_t>{0, 5, 1, 6, 2, 7}));
    QCOMPARE(streams.batch(0).targets, (std::vector<std::int64_t>{1, 6, 2, 7, 3, 8}));
    QCOMPARE(streams.batch(1).steps, 1);
    QCOMPARE(streams.batch(1).inputs, (std::vector<std::int64_t>{3, 8}));
    QCOMPARE(streams.batch(1).targets, (std::vector<std::int64_t>{4, 9}));
}

void TestTokens::everyTokenIsPredictedOnce()
{
    for (int count = 2; count < 40; ++count)
        for (int width = 1; 2 * width <= count; ++width)
            for (int steps = 1; steps < 6; ++steps) {
                TokenText text;
                for (std::int32_t i = 0; i < count; ++i)
                    text.tokens.push_back(i);
                const TokenStreams streams = samples::unwrap(TokenStreams::create(text, width, steps));
                std::vector<int> seen(static_cast<std::size_t>(count));
                std::int64_t total = 0;
                for (std::int64_t b = 0; b < streams.batches(); ++b) {
                    const TokenBatch batch = streams.batch(b);
                    QVERIFY(batch.steps >= 1 && batch.steps <= steps);
                    for (std::size_t i = 0; i < batch.inputs.size(); ++i) {
                        QCOMPARE(batch.targets[i], batch.inputs[i] + 1);
                        ++seen[static_cast<std::size_t>(batch.targets[i])];
                        ++total;
                    }
                }
                QCOMPARE(total, streams.predictions());
                QVERIFY(*std::ranges::max_element(seen) == 1);
            }
}

void TestTokens::tooShort()
{
    TokenText text;
    text.name = "t";
    text.tokens = {1, 2, 3};
    QCOMPARE(TokenStreams::create(text, 2).error().message,
             std::string("t: expected at least 4 tokens for 2 streams, found 3"));
    QVERIFY(TokenStreams::create(text, 1));
}

/// Two texts number their tokens as the vocabulary does that comes with the model of them.
void TestTokens::fixtureText()
{
    const QJsonObject figures = fixtures::figures("lstm");
    const TokenTexts texts = samples::unwrap(
        readTokens({{fixtures::path("train.txt.gz"), fixtures::path("test.txt.gz")}, {}}));
    QCOMPARE(texts.texts[0].tokens.size(), static_cast<std::size_t>(figures["train_tokens"].toInt()));
    QCOMPARE(texts.texts[1].tokens.size(), static_cast<std::size_t>(figures["test_tokens"].toInt()));
    const TokenTexts test = samples::unwrap(
        readTokens({{fixtures::path("test.txt.gz")}, fixtures::path("vocab.txt.gz")}));
    QCOMPARE(test.texts[0].unknown, 0);
    QCOMPARE(texts.vocabulary->size(), figures["words"].toInt());
    QCOMPARE(test.vocabulary->size(), figures["words"].toInt());
    for (std::int32_t number = 0; number < test.vocabulary->size(); ++number)
        QCOMPARE(texts.vocabulary->word(number), test.vocabulary->word(number));
    QCOMPARE(test.texts[0].tokens, texts.texts[1].tokens);
}

/// The published numbers of tokens, and the vocabulary that comes with the model.
void TestTokens::wikiText()
{
    SKIP_WITHOUT_SHARED_DATA("wikitext-2/train.txt.gz", "wikitext-2/valid.txt.gz", "wikitext-2/test.txt.gz",
                             "wikitext-2/vocab.txt.gz");
    const std::filesystem::path folder = sharedData("wikitext-2");
    const TokenTexts texts = samples::unwrap(
        readTokens({{folder / "train.txt.gz", folder / "valid.txt.gz", folder / "test.txt.gz"}, {}}));
    QCOMPARE(texts.texts[0].tokens.size(), std::size_t{2088628});
    QCOMPARE(texts.texts[1].tokens.size(), std::size_t{217646});
    QCOMPARE(texts.texts[2].tokens.size(), std::size_t{245569});
    QCOMPARE(texts.vocabulary->size(), 33278);
    const TokenTexts test = samples::unwrap(readTokens({{folder / "test.txt.gz"}, folder / "vocab.txt.gz"}));
    QCOMPARE(test.texts[0].unknown, 0);
    QCOMPARE(test.vocabulary->size(), 33278);
    for (std::int32_t number = 0; number < 33278; ++number)
        QCOMPARE(texts.vocabulary->word(number), test.vocabulary->word(number));
    QCOMPARE(test.texts[0].tokens, texts.texts[2].tokens);
}

TERMSCOPE_TEST(TestTokens)
#include "TestTokens.moc"
