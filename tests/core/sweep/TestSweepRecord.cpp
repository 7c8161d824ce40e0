// The rows of an interrupted sweep: what is on the disk comes back as it was, and nothing else is taken for a row.
#include "core/files/LineFile.h"
#include "core/sweep/SweepRecord.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <limits>

using namespace termscope;

namespace {

const SweepIdentity identity{{"network", "mlp"}, {"limit", "100"}};

std::vector<SweepRow> someRows()
{
    Settings own;
    own.weightBits = 5;
    own.perChannel = false;
    own.layers["fc:1 \"a\""] = samples::unwrap(parseLayerOverride("bits=6,k=10"));
    SweepRow floats{Method::Float, {}, 97, 100, 100, {}};
    SweepRow quantized{Method::Quantized, own, 91, 99, 100, Work{28.0 / 3.0, 0.1 + 0.2, 1e-17}};
    SweepRow text{Method::Revealed, own, 0, 0, 0, Work{4.5, 1.2345678901234567, 0.0}};
    text.text = TextScore{12345, 183.46789012345678, {0.0, std::numeric_limits<double>::infinity()}};
    return {floats, quantized, text};
}

bool same(const SweepRow& a, const SweepRow& b)
{
    const auto works = [](const SweepRow& row) {
        return row.work ? std::vector{row.work->provisioned, row.work->measured, row.work->inFloat}
                        : std::vector<double>{};
    };
    const auto scores = [](const SweepRow& row) {
        return row.text ? std::vector{static_cast<double>(row.text->tokens), row.text->perplexity,
                                      row.text->interval.low, row.text->interval.high}
                        : std::vector<double>{};
    };
    return a.method == b.method && a.settings == b.settings && a.correct == b.correct && a.correctTop5 == b.correctTop5
           && a.total == b.total && works(a) == works(b) && scores(a) == scores(b);
}

} // namespace

class TestSweepRecord : public QObject {
    Q_OBJECT

private slots:
    void init() { path_ = folder_.filePath(QStringLiteral("rows-%1").arg(++number_)).toStdString(); }
    void rowsComeBack();
    void beforeThereWasASource();
    void tornAnywhere();
    void heedsWhatCounts();
    void refuses_data();
    void refuses();
    void oneAtATime();
    void identities();

private:
    QByteArray contents() const
    {
        QFile file(QString::fromStdString(path_));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const
    {
        QFile file(QString::fromStdString(path_));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    /// A record of the rows, as a whole sweep leaves it.
    QByteArray wholeRecord()
    {
        {
            SweepRecord record = samples::unwrap(SweepRecord::open(path_, identity));
            for (const SweepRow& row : someRows())
                if (!record.append(row))
                    return {};
        }
        return contents();
    }

    QTemporaryDir folder_;
    std::string path_;
    int number_ = 0;
};

void TestSweepRecord::rowsComeBack()
{
    const QByteArray whole = wholeRecord();
    QCOMPARE(whole.count('\n'), 4);
    SweepRecord record = samples::unwrap(SweepRecord::open(path_, identity));
    QCOMPARE(record.size(), std::size_t{3});
    for (const SweepRow& row : someRows()) {
        const std::optional<SweepRow> found = record.find(row.method, row.settings);
        QVERIFY(found && same(*found, row));
    }
    QCOMPARE(contents(), whole); // looking changes nothing
}

/// Records of before networks could run on the integers of their file still serve.
void TestSweepRecord::beforeThereWasASource()
{
    QByteArray whole = wholeRecord();
    const QByteArray source = QByteArrayLiteral(",\"source\":\"given\"");
    QCOMPARE(whole.count(source), 3);
    whole.replace(source, QByteArray());
    write(whole);
    const SweepRecord record = samples::unwrap(SweepRecord::open(path_, identity));
    for (const SweepRow& row : someRows()) {
        const std::optional<SweepRow> found = record.find(row.method, row.settings);
        QVERIFY(found && same(*found, row));
    }
}

/// Cut after any byte, the record has the rows whose lines are whole, and the next append makes it whole again.
void TestSweepRecord::tornAnywhere()
{
    const QByteArray whole = wholeRecord();
    const std::vector<SweepRow> rows = someRows();
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        write(whole.left(length));
        const auto lines = static_cast<std::size_t>(whole.left(length).count('\n'));
        {
            SweepRecord record = samples::unwrap(SweepRecord::open(path_, identity));
            QCOMPARE(record.size(), lines == 0 ? 0 : lines - 1);
            QCOMPARE(contents(), whole.left(length));
            for (std::size_t i = record.size(); i < rows.size(); ++i)
                QVERIFY(record.append(rows[i]));
        }
        QCOMPARE(contents(), whole);
    }
}

void TestSweepRecord::heedsWhatCounts()
{
    wholeRecord();
    const SweepRecord record = samples::unwrap(SweepRecord::open(path_, identity));
    const std::vector<SweepRow> rows = someRows();
    Settings other = rows[1].settings;
    other.budget = 7;
    other.dataTerms = 1;
    const std::optional<SweepRow> quantized = record.find(Method::Quantized, other);
    QVERIFY(quantized && quantized->settings == other && quantized->correct == 91);
    QVERIFY(!record.find(Method::Revealed, other));
    QVERIFY(record.find(Method::Float, other));
    for (const SettingInfo& info : settingsTable()) {
        Settings changed = rows[2].settings;
        info.set(changed, info.get(changed) == info.minimum ? info.minimum + 1 : info.minimum);
        QVERIFY(!record.find(Method::Revealed, changed));
    }
    other = rows[1].settings;
    other.layers.clear();
    QVERIFY(!record.find(Method::Quantized, other));
}

void TestSweepRecord::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const QByteArray header = "{\"termscope_sweep\":1,\"network\":\"mlp\",\"limit\":\"100\"}\n";
    const auto row = [](const char* name, const QByteArray& bytes, const char* sentence) {
        QTest::newRow(name) << bytes << QString(sentence);
    };
    row("another file", "method,weight_bits\n",
        ": expected the rows of a sweep, found another file; it was left as it is");
    row("another file without a line", "PK\3\4",
        ": expected the rows of a sweep, found another file; it was left as it is");
    row("another JSON", "{\"a\":1}\n", ": expected the rows of a sweep, found another file; it was left as it is");
    row("another version", "{\"termscope_sweep\":2}\n", ": expected rows of version 1, found another version");
    row("another network", "{\"termscope_sweep\":1,\"network\":\"cnn\",\"limit\":\"100\"}\n",
        ": holds the rows of another sweep: expected network \"mlp\", found \"cnn\"");
    row("another limit", "{\"termscope_sweep\":1,\"network\":\"mlp\",\"limit\":\"50\"}\n",
        ": holds the rows of another sweep: expected limit \"100\", found \"50\"");
    row("without a limit", "{\"termscope_sweep\":1,\"network\":\"mlp\"}\n",
        ": expected \"limit\" to be a text, found null");
    row("no JSON in a line", header + "{\"method\":\n", ", line 2: expected JSON text");
    row("a method", header + "{\"method\":\"int8\"}\n",
        ", line 2: expected the method float, given, qt, tr or format, found \"int8\"");
    row("no settings", header + "{\"method\":\"qt\"}\n",
        ", line 2: expected the settings of a row and of its layers, found none");
    row("a setting", header + "{\"method\":\"qt\",\"settings\":{\"weight_bits\":\"99\"},\"layers\":{}}\n",
        ", line 2: weight_bits: expected 2…16, found 99");
}

void TestSweepRecord::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    write(bytes);
    const auto opened = SweepRecord::open(path_, identity);
    QVERIFY(!opened);
    QCOMPARE(QString::fromStdString(opened.error().message), QString::fromStdString(path_) + sentence);
    QCOMPARE(contents(), bytes);
}

void TestSweepRecord::oneAtATime()
{
    const LineFile file = samples::unwrap(LineFile::open(path_));
    QCOMPARE(LineFile::open(path_).error().message, path_ + ": is in use by another program");
    const std::string folder = folder_.path().toStdString();
    QVERIFY(LineFile::open(folder).error().message.starts_with(folder + ": cannot be read and written ("));
    QCOMPARE(LineFile::open("/dev/null").error().message, std::string("/dev/null: expected a regular file"));
}

/// Any change of a weight, a bias, a pixel, a label or a token is another identity.
void TestSweepRecord::identities()
{
    const NetworkPtr network = samples::mlp(7, {24, 20, 7}, "Relu", true);
    Network changed = *network;
    changed.layers[1].bias[6] += 0.001F;
    QVERIFY(identityOf(*network) == identityOf(Network(*network)));
    QVERIFY(identityOf(*network) != identityOf(changed));
    changed = *network;
    std::vector<float> values(changed.layers[0].weight.values.begin(), changed.layers[0].weight.values.end());
    values[479] *= -1.0F;
    changed.layers[0].weight.values = values;
    QVERIFY(identityOf(*network) != identityOf(changed));
    const DatasetPtr dataset = samples::randomDataset(8, 10, 24, 7);
    Dataset other = *dataset;
    other.labels[9] ^= 1;
    QVERIFY(identityOf(*dataset) != identityOf(other));
    other = *dataset;
    other.pixels.back() += 1.0F;
    QVERIFY(identityOf(*dataset) != identityOf(other));
    const TokenText text{"t", {1, 2, 3}, 0};
    QVERIFY(identityOf(text) != identityOf(TokenText{"t", {1, 2, 4}, 0}));
    QVERIFY(identityOf(text) != identityOf(TokenText{"t", {1, 2}, 0}));
}

TERMSCOPE_TEST(TestSweepRecord)
#include "TestSweepRecord.moc"
