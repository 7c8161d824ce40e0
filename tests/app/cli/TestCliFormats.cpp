// sweep --method and --cost-lines: the rows, the columns, what is refused, and records and shards of such sweeps.
#include "Tool.h"
#include "tests/support/TestClass.h"

class TestCliFormats : public QObject {
    Q_OBJECT

private slots:
    void rowsOfFormats();
    void tablesWithoutFormatsStay();
    void dataInTheFormat();
    void costLines();
    void columnsOfCosts();
    void refuses_data();
    void refuses();
    void resumes();
    void shards();

private:
    QTemporaryDir folder_;
};

namespace {

const QStringList few{"--limit", "300", "--qt-bits", "8", "--budgets", "8"};

QStringList sweep(const QStringList& options)
{
    return QStringList{"sweep"} + few + options;
}

} // namespace

void TestCliFormats::rowsOfFormats()
{
    const QJsonArray rows = runTool(sweep({"--method", "mx,pow2-4", "--json"})).json()["rows"].toArray();
    QStringList methods;
    for (const QJsonValue& row : rows)
        methods << row["method"].toString();
    QCOMPARE(methods, (QStringList{"float", "qt", "tr", "mxfp4", "mxfp6-e2m3", "mxfp6-e3m2", "mxfp8-e4m3", "mxfp8-e5m2",
                                   "mxint8", "pow2-4"}));
    QCOMPARE(rows[0]["bits_per_weight"].toDouble(), 32.0);
    QCOMPARE(rows[3]["weight_bits"], QJsonValue(QJsonValue::Null));
    QCOMPARE(rows[3]["data_bits"].toInt(), 8);
    QCOMPARE(rows[3]["data_terms"].toInt(), 0);
    QCOMPARE(rows[3]["pairs_per_mac_provisioned"].toDouble(), 8.0);
    QVERIFY(qAbs(rows[3]["bits_per_weight"].toDouble() - 4.25) < 0.01);
    // MXINT8 is QT's 8 bits with a finer scale.
    QVERIFY(rows[8]["correct"].toInt() >= rows[1]["correct"].toInt() - 1);
    const ToolRun table = runTool(sweep({"--method", "nvfp4"}));
    QVERIFY2(table.output.contains("bits per weight"), qPrintable(table.output));
    const QStringList csv = runTool(sweep({"--method", "nvfp4", "--csv", "-"})).output.split('\n');
    QVERIFY2(csv[0].endsWith(",pairs_per_mac_provisioned,pairs_per_mac_measured,bits_per_weight"), qPrintable(csv[0]));
    QVERIFY2(csv[4].startsWith("nvfp4,,8,,,0,hese,"), qPrintable(csv[4]));
    // The same data as TR's rows have.
    const QJsonArray truncated =
        runTool(sweep({"--method", "topk-2", "--method-data-terms", "2", "--json"})).json()["rows"].toArray();
    QCOMPARE(truncated[3]["data_terms"].toInt(), 2);
    QCOMPARE(truncated[3]["pairs_per_mac_provisioned"].toDouble(), 4.0);
}

/// --data-format own: the data of those formats that say how; of the others a sentence.
void TestCliFormats::dataInTheFormat()
{
    const QStringList options{"--method", "mxfp4,pow2-4,fp8-channel", "--data-format", "own"};
    const ToolRun run = runTool(sweep(options + QStringList{"--json"}));
    const QJsonArray rows = run.json()["rows"].toArray();
    QCOMPARE(rows[2]["data_format"], QJsonValue(QJsonValue::Null));
    QCOMPARE(rows[3]["data_format"].toString(), "own");
    QCOMPARE(rows[3]["data_bits"], QJsonValue(QJsonValue::Null));
    QCOMPARE(rows[3]["data_terms"], QJsonValue(QJsonValue::Null));
    QCOMPARE(rows[3]["pairs_per_mac_provisioned"].toDouble(), 4.0);
    QCOMPARE(rows[4]["data_format"].toString(), "bits");
    QCOMPARE(rows[4]["data_bits"].toInt(), 8);
    QCOMPARE(rows[5]["data_format"].toString(), "own");
    QVERIFY2(run.errors.contains("note: pow2-4: defined for weights alone, so their data stay integers of 8 bits"),
             qPrintable(run.errors));
    QVERIFY(runTool(sweep(options)).output.contains("-/own"));
    // Nothing is new where the data keep their bits.
    const QStringList plain{"--method", "mxfp4", "--csv", "-"};
    QCOMPARE(runTool(sweep(plain + QStringList{"--data-format", "bits"})).output, runTool(sweep(plain)).output);
    // Of recurrent layers both matrices: what enters, and the hidden state at every step.
    const QJsonArray text = runTool({"sweep", "--example", "verses", "--limit", "400", "--qt-bits", "8", "--budgets",
                                     "8", "--method", "mxint8,mxfp4", "--data-format", "own", "--json"})
                                .json()["rows"]
                                .toArray();
    const double inFloat = text[0]["perplexity"].toDouble();
    QVERIFY(qAbs(text[3]["perplexity"].toDouble() / inFloat - 1.0) < 0.01);
    QVERIFY(text[4]["perplexity"].toDouble() > inFloat);
    QVERIFY(text[4]["pairs_per_mac_measured"].toDouble() < text[3]["pairs_per_mac_measured"].toDouble());
    // Shards and records know the one from the other.
    QStringList parts;
    for (int i = 1; i <= 2; ++i) {
        parts << folder_.filePath(QString("own-%1.shard").arg(i));
        QCOMPARE(
            runTool(sweep(options + QStringList{"--shard", QString("%1/2").arg(i), "--out", parts.last()})).exitCode,
            0);
    }
    QCOMPARE(runTool(QStringList{"sweep", "--csv", "-", "--merge"} + parts).output,
             runTool(sweep(options + QStringList{"--csv", "-"})).output);
}

void TestCliFormats::tablesWithoutFormatsStay()
{
    QVERIFY(!runTool(sweep({"--csv", "-"})).output.contains("bits_per_weight"));
    QVERIFY(!runTool(sweep({"--json"})).output.contains("bits_per_weight"));
    QVERIFY(!runTool(sweep({})).output.contains("bits per weight"));
}

/// What weights are stored in, and cycles, beside the pairs: as the formulas say, and as `time` counts them.
void TestCliFormats::columnsOfCosts()
{
    const QStringList array{"--rows", "16", "--cols", "16", "--batch", "4"};
    const QJsonArray rows = runTool(sweep({"--columns", "bits,size,cycles", "--method", "mxfp4,mxint8", "--json"})
                                    + array)
                                .json()["rows"]
                                .toArray();
    const double weights = 784 * 512 + 512 * 512 + 512 * 10;
    QCOMPARE(rows[0]["model_bytes"].toDouble(), 4 * weights); // float32, no scales
    QVERIFY(rows[0]["cycles"].isNull());
    QCOMPARE(rows[1]["model_bytes"].toDouble(), weights + 4 * 1034); // QT, 8 bits and a scale for each output
    QVERIFY(qAbs(rows[1]["bits_per_weight"].toDouble() - 8 * rows[1]["model_bytes"].toDouble() / weights) < 1e-9);
    const QStringList time{"time", "--mac", "tmac", "--group-size", "8", "--budget", "8", "--json"};
    const QJsonDocument timed = runTool(time + array).json();
    double cycles = 0.0;
    for (const QJsonValue layer : timed["layers"].toArray())
        cycles += layer["cycles"].toDouble();
    QCOMPARE(rows[2]["cycles"].toDouble(), cycles);
    QVERIFY(rows[3]["cycles"].toDouble() > rows[2]["cycles"].toDouble()); // two terms a weight, all of the data
    QVERIFY(rows[4]["cycles"].isNull());                                  // whole bit columns: no terms
    const QStringList csv = runTool(sweep({"--columns", "size", "--csv", "-"})).output.split('\n');
    QVERIFY2(csv[0].endsWith(",pairs_per_mac_measured,model_bytes"), qPrintable(csv[0]));
    QVERIFY(runTool(sweep({"--columns", "cycles"})).output.contains("cycles"));
}

void TestCliFormats::costLines()
{
    const QJsonArray rows = runTool(sweep({"--cost-lines", "--json"})).json()["rows"].toArray();
    const QStringList names{"bit-parallel", "stripes", "pragmatic", "laconic", "bitlet"};
    QCOMPARE(rows.size(), 3 + names.size());
    double measured[5];
    for (int i = 0; i < names.size(); ++i) {
        const QJsonValue row = rows[3 + i];
        QCOMPARE(row["method"].toString(), names[i]);
        QCOMPARE(row["correct"].toInt(), rows[1]["correct"].toInt()); // they change no value
        QCOMPARE(row["pairs_per_mac_provisioned"].toDouble(), 49.0);
        measured[i] = row["pairs_per_mac_measured"].toDouble();
    }
    QCOMPARE(measured[0], 49.0);
    QVERIFY(measured[1] <= 49.0);
    QVERIFY(measured[2] < measured[1]);
    QVERIFY(measured[3] < measured[2]);
    QVERIFY(measured[4] < 49.0);
    QVERIFY(measured[3] >= rows[1]["pairs_per_mac_measured"].toDouble()); // who waits does not take less
    // Of bits for which there is no row of QT, the accuracy is found all the same.
    const QJsonArray others = runTool(sweep({"--cost-lines", "--weight-bits", "4", "--json"})).json()["rows"].toArray();
    QCOMPARE(others.last()["weight_bits"].toInt(), 4);
    QCOMPARE(others[3]["pairs_per_mac_measured"].toDouble(), 21.0);
    // At several bits, of weights and data alike.
    const QJsonArray several =
        runTool(sweep({"--cost-lines", "--cost-bits", "4,8", "--json"})).json()["rows"].toArray();
    QCOMPARE(several.size(), 13);
    QCOMPARE(several[3]["pairs_per_mac_measured"].toDouble(), 9.0);
    QCOMPARE(several.last()["pairs_per_mac_measured"].toDouble(), measured[4]);
}

void TestCliFormats::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("unknown") << QStringList{"--method", "mxfp5"}
                             << "--method: expected number formats, families of them or all, found \"mxfp5\"; did you "
                                "mean mxfp4?";
    QTest::newRow("none between commas") << QStringList{"--method", "nvfp4,,apot"}
                                         << "--method: expected number formats, families of them or all, found "
                                            "nothing; did you mean mx?";
    QTest::newRow("column") << QStringList{"--columns", "bits,price"}
                            << "--columns: expected bits, size or cycles, found \"price\"";
    QTest::newRow("array") << QStringList{"--rows", "8"} << "--rows: expected --columns cycles beside it, found none";
    QTest::newRow("columns of layers") << QStringList{"--columns", "bits", "--each-layer"}
                                       << "--columns: expected no --each-layer beside it, found it";
    QTest::newRow("cost bits") << QStringList{"--cost-bits", "4"}
                               << "--cost-bits: expected --cost-lines beside it, found none";
    QTest::newRow("each layer") << QStringList{"--method", "nvfp4", "--each-layer"}
                                << "--method: expected no --each-layer beside it, whose rows are of TR alone";
    QTest::newRow("terms alone") << QStringList{"--method-data-terms", "2"}
                                 << "--method-data-terms: expected --method beside it, found none";
    QTest::newRow("data format alone") << QStringList{"--data-format", "own"}
                                       << "--data-format: expected --method beside it, found none";
    QTest::newRow("data format") << QStringList{"--method", "mx", "--data-format", "mxfp4"}
                                 << "--data-format: expected own or bits, found \"mxfp4\"";
    QTest::newRow("cost lines of layers") << QStringList{"--cost-lines", "--each-layer"}
                                          << "--cost-lines: expected no --each-layer beside it, which has no whole "
                                             "rows of QT";
    QTest::newRow("cost lines of shards")
        << QStringList{"--cost-lines", "--shard", "1/2", "--out", "x.shard"}
        << "--cost-lines: expected no --shard beside it, which has no whole rows of QT";
}

void TestCliFormats::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, sentence);
    COMPARE_BAD_INPUT(runTool(QStringList{"sweep"} + options), sentence);
}

void TestCliFormats::resumes()
{
    const QString record = folder_.filePath("formats.rows");
    const QStringList options{"--method", "mxfp4,apot-4", "--csv", "-", "--resume", record};
    const ToolRun first = runTool(sweep(options));
    QCOMPARE(first.exitCode, 0);
    QFile file(record);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QVERIFY(before.contains("\"format\":\"apot-4\""));
    QCOMPARE(runTool(sweep(options)).output, first.output);
    file.seek(0);
    QCOMPARE(file.readAll(), before); // nothing was run again
    // The same record serves a sweep without formats.
    QVERIFY(!runTool(sweep({"--csv", "-", "--resume", record})).output.contains("bits_per_weight"));
}

void TestCliFormats::shards()
{
    const QStringList options{"--method", "mxfp4,bitwave-3"};
    QStringList parts;
    for (int i = 1; i <= 3; ++i) {
        parts << folder_.filePath(QString("part-%1.shard").arg(i));
        QCOMPARE(
            runTool(sweep(options + QStringList{"--shard", QString("%1/3").arg(i), "--out", parts.last()})).exitCode,
            0);
    }
    QCOMPARE(runTool(QStringList{"sweep", "--csv", "-", "--merge"} + parts).output,
             runTool(sweep(options + QStringList{"--csv", "-"})).output);
}

TERMSCOPE_TEST(TestCliFormats)

#include "TestCliFormats.moc"
