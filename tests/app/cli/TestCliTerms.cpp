// encode and reveal: known lines, and independent sums over everything they print.

#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

namespace {

/// The non-adjacent form by its usual recipe: an odd number takes the digit that leaves a multiple of four.
QMap<int, int> nonAdjacentForm(qint64 value)
{
    QMap<int, int> digits;
    for (int exponent = 0; value != 0; ++exponent, value /= 2) {
        if (value % 2 == 0)
            continue;
        const int digit = ((value % 4) + 4) % 4 == 1 ? 1 : -1;
        digits[exponent] = digit;
        value -= digit;
    }
    return digits;
}

QStringList texts(qint64 from, qint64 to)
{
    QStringList result;
    for (qint64 value = from; value <= to; ++value)
        result << QString::number(value);
    return result;
}

} // namespace

class TestCliTerms : public QObject {
    Q_OBJECT

private slots:
    void encodeLines_data();
    void encodeLines();
    void encodeJson();
    void encodeSums_data();
    void encodeSums();
    void heseIsTheNonAdjacentForm();
    void encodeReadsStandardInput();
    void encodeTakesManyValues();
    void revealJson_data();
    void revealJson();
    void badValues_data();
    void badValues();
};

void TestCliTerms::encodeLines_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("lines");
    QTest::newRow("27") << QStringList{"27"} << "27 = +2^5 -2^2 -2^0\n";
    QTest::newRow("zero") << QStringList{"0"} << "0 = 0\n";
    QTest::newRow("negative after --") << QStringList{"--", "-27"} << "-27 = -2^5 +2^2 +2^0\n";
    QTest::newRow("negative as it is") << QStringList{"-27", "1"} << "-27 = -2^5 +2^2 +2^0\n1 = +2^0\n";
    QTest::newRow("binary") << QStringList{"--encoding", "binary", "27"} << "27 = +2^4 +2^3 +2^1 +2^0\n";
    QTest::newRow("booth4") << QStringList{"--encoding=booth4", "27"} << "27 = +2^5 -2^2 -2^0\n";
    QTest::newRow("booth4 of 6") << QStringList{"--encoding=booth4", "6"} << "6 = +2^3 -2^1\n";
    QTest::newRow("hese2020") << QStringList{"--encoding", "hese2020", "27"} << "27 = +2^5 -2^3 +2^2 -2^0\n";
    QTest::newRow("7") << QStringList{"7"} << "7 = +2^3 -2^0\n";
    QTest::newRow("plus sign") << QStringList{"+7"} << "7 = +2^3 -2^0\n";
    QTest::newRow("largest") << QStringList{"4611686018427387903"} << "4611686018427387903 = +2^62 -2^0\n";
    QTest::newRow("the last encoding counts")
        << QStringList{"--encoding", "booth4", "--encoding", "binary", "3"} << "3 = +2^1 +2^0\n";
}

void TestCliTerms::encodeLines()
{
    QFETCH(QStringList, arguments);
    const ToolRun run = runTool(QStringList{"encode"} + arguments);
    QTEST(run.output, "lines");
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
}

void TestCliTerms::encodeJson()
{
    const ToolRun run = runTool({"encode", "--json", "27", "0"});
    QCOMPARE(run.output, QString("[{\"value\":27,\"terms\":[{\"exponent\":5,\"sign\":1},{\"exponent\":2,\"sign\":-1},"
                                 "{\"exponent\":0,\"sign\":-1}]},{\"value\":0,\"terms\":[]}]\n"));
    QCOMPARE(run.exitCode, 0);
}

void TestCliTerms::encodeSums_data()
{
    QTest::addColumn<QString>("encoding");
    for (const char* encoding : {"binary", "booth4", "hese", "hese2020"})
        QTest::newRow(encoding) << encoding;
}

/// The terms of every line add up to its value, exponents falling.
void TestCliTerms::encodeSums()
{
    QFETCH(QString, encoding);
    const ToolRun run = runTool(QStringList{"encode", "--encoding", encoding, "--"} + texts(-600, 600));
    const QStringList lines = run.output.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1201);
    for (int i = 0; i < lines.size(); ++i) {
        const QStringList sides = lines[i].split(" = ");
        QCOMPARE(sides[0].toInt(), i - 600);
        int sum = 0;
        int last = 99;
        for (const QString& term : sides[1] == "0" ? QStringList() : sides[1].split(' ')) {
            const int exponent = term.mid(3).toInt();
            QVERIFY2(exponent < last, qPrintable(lines[i]));
            last = exponent;
            sum += (term[0] == '-' ? -1 : 1) * (1 << exponent);
        }
        QCOMPARE(sum, i - 600);
    }
}

void TestCliTerms::heseIsTheNonAdjacentForm()
{
    const QJsonArray values = runTool(QStringList{"encode", "--json", "--"} + texts(-1100, 1100)).json().array();
    QCOMPARE(values.size(), 2201);
    for (const QJsonValue& value : values) {
        QMap<int, int> digits;
        for (const QJsonValue& term : value["terms"].toArray())
            digits[term["exponent"].toInt()] = term["sign"].toInt();
        QCOMPARE(digits, nonAdjacentForm(value["value"].toInteger()));
    }
}

void TestCliTerms::encodeReadsStandardInput()
{
    QCOMPARE(runTool({"encode", "5", "-", "6"}, "1 \n\t-2\n").output,
             QString("5 = +2^2 +2^0\n1 = +2^0\n-2 = -2^1\n6 = +2^3 -2^1\n"));
    COMPARE_BAD_INPUT(runTool({"encode", "-"}, "  \n"),
                      "VALUE: expected at least one integer on standard input, found none");
    COMPARE_BAD_INPUT(runTool({"encode", "-"}, "1 two"), "VALUE: expected an integer, found two");
}

void TestCliTerms::encodeTakesManyValues()
{
    const ToolRun run = runTool({"encode", "-"}, texts(0, 299999).join(' ').toUtf8());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 300000);
    QVERIFY(run.output.contains("\n262144 = +2^18\n"));
    QVERIFY(run.output.endsWith("\n299999 = +2^18 +2^15 +2^12 +2^10 -2^5 -2^0\n"));
}

void TestCliTerms::revealJson_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("groups");
    // 64 3 14 in binary: 2^6; 2^3 of 14; 2^2 of 14; at 2^1 the 3 comes first. Dropped: 2^1 of 14 and 2^0 of 3.
    QTest::newRow("the paper's example")
        << QStringList{"--group-size", "3", "--budget", "4", "--encoding", "binary", "64", "3", "14"}
        << R"({"values":[64,3,14],"revealed":[64,2,12],"kept_terms":4,"dropped_terms":2,"waterline":1})";
    QTest::newRow("nothing kept")
        << QStringList{"--group-size", "2", "--budget", "0", "--encoding", "binary", "5", "2"}
        << R"({"values":[5,2],"revealed":[0,0],"kept_terms":0,"dropped_terms":3,"waterline":null})";
    QTest::newRow("zeros only")
        << QStringList{"--group-size", "2", "--budget", "3", "0", "0"}
        << R"({"values":[0,0],"revealed":[0,0],"kept_terms":0,"dropped_terms":0,"waterline":null})";
    // 27 = +32 −4 −1 and −9 = −8 −1: 32, then 8, then 4 are met.
    QTest::newRow("negative values, short last group")
        << QStringList{"--group-size", "2", "--budget", "3", "--json", "--", "27", "-9", "-7"}
        << R"({"values":[27,-9],"revealed":[28,-8],"kept_terms":3,"dropped_terms":2,"waterline":2},)"
           R"({"values":[-7],"revealed":[-7],"kept_terms":2,"dropped_terms":0,"waterline":0})";
}

void TestCliTerms::revealJson()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, groups);
    const ToolRun run = runTool(QStringList{"reveal"} + arguments);
    QCOMPARE(run.output, "{\"groups\":[" + groups + "]}\n");
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
}

void TestCliTerms::badValues_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const QString range = "VALUE: expected -4611686018427387903…4611686018427387903, found ";
    QTest::newRow("none") << QStringList{"encode"} << "encode: VALUE is required";
    QTest::newRow("fraction") << QStringList{"encode", "3", "1.5"} << "VALUE: expected an integer, found 1.5";
    QTest::newRow("word") << QStringList{"encode", "seven"} << "VALUE: expected an integer, found seven";
    QTest::newRow("empty") << QStringList{"encode", ""} << "VALUE: expected an integer, found nothing";
    QTest::newRow("2^62") << QStringList{"encode", "4611686018427387904"} << range + "4611686018427387904";
    QTest::newRow("beyond 64 bits") << QStringList{"encode", "--", "-99999999999999999999"}
                                    << range + "-99999999999999999999";
    QTest::newRow("encoding") << QStringList{"encode", "--encoding", "naf", "1"}
                              << "--encoding: expected one of binary, booth4, hese, hese2020, found naf";
    QTest::newRow("no group size") << QStringList{"reveal", "--budget", "1", "1"} << "reveal: --group-size is required";
    QTest::newRow("no budget") << QStringList{"reveal", "--group-size", "1", "1"} << "reveal: --budget is required";
    QTest::newRow("group of none") << QStringList{"reveal", "--group-size", "0", "--budget", "1", "1"}
                                   << "--group-size: expected 1…65536, found 0";
    QTest::newRow("negative budget") << QStringList{"reveal", "--group-size", "1", "--budget", "-1", "1"}
                                     << "--budget: expected 0…4194304, found -1";
}

void TestCliTerms::badValues()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    COMPARE_BAD_INPUT(runTool(arguments), sentence);
}

TERMSCOPE_TEST(TestCliTerms)
#include "TestCliTerms.moc"
