// sweep on language models: perplexity in place of accuracy, where the text comes from, and what is refused.

#include "tests/app/cli/Tool.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

namespace {

const QStringList quick{"sweep", "--qt-bits", "8", "--budgets", "8"};
const QString network = QString(TERMSCOPE_RESOURCES) + "/models/verses_lstm.onnx";
const QString text = QString(TERMSCOPE_RESOURCES) + "/data/verses-test.txt.gz";
const QString vocabulary = QString(TERMSCOPE_RESOURCES) + "/data/verses-vocabulary.txt.gz";

QJsonArray rowsOf(const ToolRun& run)
{
    return run.json().object()["rows"].toArray();
}

/// The same table but for rounding: threads add up their streams in any order.
void compareRows(const QJsonArray& rows, const QJsonArray& expected)
{
    QCOMPARE(rows.size(), expected.size());
    QVERIFY(!rows.isEmpty());
    for (int i = 0; i < rows.size(); ++i)
        for (const QString& key : expected[i].toObject().keys())
            if (expected[i][key].isDouble())
                QVERIFY2(std::abs(rows[i][key].toDouble() / expected[i][key].toDouble() - 1.0) < 1e-6, qPrintable(key));
            else
                QCOMPARE(rows[i][key], expected[i][key]);
}

} // namespace

class TestCliText : public QObject {
    Q_OBJECT

private slots:
    void example();
    void filesAreTheExample();
    void csvIsJson();
    void limitIsRoundedUp();
    void numbersOfFirstAppearance();
    void unknownTokens();
    void wordsBesideIds();
    void refuses_data();
    void refuses();

private:
    QString written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    QTemporaryDir folder_;
};

void TestCliText::example()
{
    const ToolRun run = runTool(quick + QStringList{"--example", "verses", "--limit", "300"});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("verses_lstm.onnx (embedded) on held-out chapters"));
    QVERIFY(run.output.contains(", 300 tokens\n"));
    QVERIFY(run.output.contains("perplexity"));
    const QJsonArray rows = rowsOf(runTool(quick + QStringList{"--example", "verses", "--limit", "300", "--json"}));
    QCOMPARE(rows.size(), 3);
    const QStringList methods{"float", "qt", "tr"};
    for (int i = 0; i < 3; ++i) {
        const QJsonObject row = rows[i].toObject();
        QCOMPARE(row["method"].toString(), methods[i]);
        QCOMPARE(row["tokens"].toInt(), 300);
        QVERIFY(row["perplexity_low"].toDouble() < row["perplexity"].toDouble());
        QVERIFY(row["perplexity"].toDouble() < row["perplexity_high"].toDouble());
        QVERIFY(row["perplexity"].toDouble() > 1.0 && row["perplexity"].toDouble() < 100.0);
        QVERIFY(!row.contains("top1"));
        QCOMPARE(row["pairs_per_mac_measured"].isNull(), i == 0);
        QVERIFY(i == 0 || row["pairs_per_mac_measured"].toDouble() <= row["pairs_per_mac_provisioned"].toDouble());
    }
    QCOMPARE(rows[1]["pairs_per_mac_provisioned"].toDouble(), 49.0);
    QCOMPARE(rows[2]["pairs_per_mac_provisioned"].toDouble(), 3.0);
}

/// The files that the example was made of, as a user would name them; the network's text may also be another.
void TestCliText::filesAreTheExample()
{
    const QStringList common = quick + QStringList{"--limit", "200", "--json"};
    const QJsonArray embedded = rowsOf(runTool(common + QStringList{"--example", "verses"}));
    compareRows(
        rowsOf(runTool(common + QStringList{network, "--tokens", text, "--vocabulary", vocabulary, "--streams", "10"})),
        embedded);
    compareRows(rowsOf(runTool(common + QStringList{"--example", "verses", "--tokens", text})), embedded);
}

void TestCliText::csvIsJson()
{
    const QStringList common = quick + QStringList{"--example", "verses", "--limit", "50", "--streams", "1"};
    const QStringList lines = runTool(common + QStringList{"--csv", "-"}).output.split('\n', Qt::SkipEmptyParts);
    const QJsonArray rows = rowsOf(runTool(common + QStringList{"--json"}));
    QCOMPARE(rows.size(), 3);
    QCOMPARE(lines.size(), 4);
    const QStringList columns = lines[0].split(',');
    for (int i = 0; i < 3; ++i) {
        const QStringList cells = lines[i + 1].split(',');
        QCOMPARE(cells.size(), columns.size());
        QCOMPARE(rows[i].toObject().keys().size(), columns.size());
        for (int c = 0; c < columns.size(); ++c)
            if (rows[i][columns[c]].isDouble())
                QCOMPARE(cells[c].toDouble(), rows[i][columns[c]].toDouble());
            else
                QCOMPARE(cells[c], rows[i][columns[c]].toString()); // null is empty
    }
}

void TestCliText::limitIsRoundedUp()
{
    const ToolRun run = runTool(quick
                                + QStringList{"--example", "verses", "--limit", "31", "--streams", "3", "--json"});
    QCOMPARE(rowsOf(run).at(0)["tokens"].toInt(), 33);
    const QString few = written("few.txt", "in the beginning\ngod created\n"); // 7 tokens, 3 of each stream
    const ToolRun all = runTool(
        quick + QStringList{"--example", "verses", "--tokens", few, "--limit", "99", "--streams", "2", "--json"});
    QCOMPARE(rowsOf(all).at(0)["tokens"].toInt(), 4);
}

/// Files before the last one only number the tokens: as a vocabulary in that order does.
void TestCliText::numbersOfFirstAppearance()
{
    const QString train = written("train.txt", "c a b\na c\n");
    const QString test = written("test.txt", "b c a\na a b\n");
    const QString words = written("words.txt", "c\na\nb\n<eos>\n");
    const QStringList common = quick + QStringList{network, "--streams", "1", "--json"};
    const ToolRun several = runTool(common + QStringList{"--tokens", train + "," + test});
    QCOMPARE(several.errors, QString());
    compareRows(rowsOf(several), rowsOf(runTool(common + QStringList{"--tokens", test, "--vocabulary", words})));
    QCOMPARE(
        runTool(common + QStringList{"--tokens", test}).errors,
        QString("warning: test.txt: its tokens are numbered in the order of their first appearance, as there is no "
                "--vocabulary\n"));
}

void TestCliText::unknownTokens()
{
    const QString strange = written("strange.txt", "in the zyzzyva\n");
    const ToolRun run = runTool(quick + QStringList{"--example", "verses", "--tokens", strange, "--streams", "2"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors, QString("warning: strange.txt: the vocabulary lacks 1 of 4 tokens; <unk> stands for them\n"));
    const QStringList refusing{"--tokens", strange, "--streams", "2", "--unknown-tokens", "refuse"};
    const QString refused = strange + ": line 1: expected tokens of the vocabulary, found \"zyzzyva\"";
    COMPARE_BAD_INPUT(runTool(QStringList{"sweep", "--example", "verses"} + refusing), refused);
    COMPARE_BAD_INPUT(runTool(QStringList{"sweep", network, "--vocabulary", vocabulary} + refusing), refused);
    const QString words = written("known.txt", "in\nthe\n<eos>\n");
    COMPARE_BAD_INPUT(
        runTool({"sweep", network, "--tokens", strange, "--vocabulary", words, "--streams", "2"}),
        strange + ": line 1: expected tokens of the vocabulary, which has no <unk> for others, found \"zyzzyva\"");
    const QString endless = written("endless.txt", "in\nthe\n");
    COMPARE_BAD_INPUT(runTool({"sweep", network, "--tokens", strange, "--vocabulary", endless}),
                      strange
                          + ": line 1: expected tokens of the vocabulary, which has no <unk> for others, found "
                            "\"zyzzyva\"");
    const QString empty = written("empty.txt", "");
    COMPARE_BAD_INPUT(runTool({"sweep", "--example", "verses", "--tokens", empty}),
                      empty + ": expected text, found an empty file");
    COMPARE_BAD_INPUT(runTool({"sweep", "--example", "verses", "--tokens", strange, "--streams", "3"}),
                      "strange.txt: expected at least 6 tokens for 3 streams, found 4");
}

/// An encoder's ids in arrays, with the words that they stand for: what the window's copied command has. They are
/// samples, and so they are called; an array of a layer whose size is open says which option gives it.
void TestCliText::wordsBesideIds()
{
    SKIP_WITHOUT_SHARED_DATA("today/bert_s_op20.onnx", "today/bert_s_data.npz");
    const QString encoder = QString::fromStdString(termscope::sharedData("today/bert_s_op20.onnx").string());
    const QString arrays = QString::fromStdString(termscope::sharedData("today/bert_s_data.npz").string());
    const QStringList on{encoder, "--data", arrays};
    QByteArray words;
    for (int i = 0; i < 500; ++i)
        words += "w" + QByteArray::number(i) + "\n";
    const ToolRun without = runTool(quick + on);
    QCOMPARE(without.exitCode, 0);
    QVERIFY2(without.output.contains(", 32 samples\n"), qPrintable(without.output));
    QCOMPARE(runTool(quick + on + QStringList{"--vocabulary", written("words.txt", words)}).output, without.output);
    const ToolRun open = runTool(QStringList{"rtl", "--layer", "b.0.proj", "--out", folder_.filePath("rtl")} + on);
    QVERIFY2(open.errors.contains("input_ids, attention_mask, token_type_ids have open sizes: --input-shape gives "
                                  "them"),
             qPrintable(open.errors));
}

void TestCliText::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QStringList& options, const QString& expected) {
        QTest::newRow(name) << options << expected;
    };
    row("data beside", {"--tokens", "t.txt", "--data", "x"},
        "--tokens: expected no --data beside it, which is for images");
    row("preprocessing beside", {"--tokens", "t.txt", "--preprocess", "raw"},
        "--tokens: expected no --preprocess beside it, which is for images");
    row("preprocessing of text", {"--example", "verses", "--mean", "0"},
        "--mean: expected images, found text: the example verses");
    row("no tokens taken", {"--tokens", text},
        "mnist_mlp.onnx (embedded): expected a network that takes tokens beside --tokens, found none of integers among "
        "its inputs");
    row("no tokens given", {network}, "verses_lstm.onnx: expected --tokens, as the network takes tokens, found none");
    row("data given", {"--example", "verses", "--data", "x"}, "x: no such file");
    row("no streams", {"--example", "verses", "--streams", "0"}, "--streams: expected 1…4096, found 0");
    row("many streams", {"--example", "verses", "--streams", "4097"}, "--streams: expected 1…4096, found 4097");
    row("token order of images", {"--token-order", "time-first"}, "--token-order: expected --tokens beside it");
    row("token order", {"--example", "verses", "--token-order", "batch"},
        "--token-order: expected one of auto, time-first, batch-first, found batch");
    row("streams of images", {"--streams", "3"}, "--streams: expected --tokens beside it");
    row("vocabulary of images", {"--vocabulary", vocabulary},
        "--vocabulary: expected --tokens, or arrays of ids in --data, beside it");
    row("words beside images",
        {"--vocabulary", vocabulary, "--data",
         QString(TERMSCOPE_RESOURCES) + "/data/digits-images-idx3-ubyte.gz," + TERMSCOPE_RESOURCES
             + "/data/digits-labels-idx1-ubyte.gz"},
        "--vocabulary: expected arrays of ids beside it, found the images of digits-images-idx3-ubyte.gz");
    row("policy of images", {"--unknown-tokens", "refuse"}, "--unknown-tokens: expected --tokens beside it");
    row("no such policy", {"--tokens", text, "--unknown-tokens", "skip"},
        "--unknown-tokens: expected one of unk, refuse, found skip");
    row("no such text", {"--example", "verses", "--tokens", "/none/at/all"}, "/none/at/all: no such file");
    row("no such vocabulary", {network, "--tokens", text, "--vocabulary", "/none/at/all"},
        "/none/at/all: no such file");
    row("nothing after the comma", {network, "--tokens", "/none/at/all,"},
        "--tokens: expected file names between the commas, found /none/at/all,");
    row("overwritten", {network, "--tokens", text, "--csv", text},
        text + ": cannot be written (it would overwrite a file that is read)");
}

void TestCliText::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, expected);
    COMPARE_BAD_INPUT(runTool(quick + options), expected);
}

TERMSCOPE_TEST(TestCliText)
#include "TestCliText.moc"
