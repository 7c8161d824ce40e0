// Figures of formats that were trained: what is embedded, and what is refused.
#include "core/study/TrainedFigures.h"
#include "resources/Tables.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>

using namespace termscope;

class TestTrainedFigures : public QObject {
    Q_OBJECT

private slots:
    void embedded();
    void refuses_data();
    void refuses();
};

/// Every figure says what was trained and whose it is.
void TestTrainedFigures::embedded()
{
    const Result<TrainedFigures> read = embedded::readTrainedFigures();
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(read->figures.size() >= 4);
    for (const TrainedFigure& figure : read->figures) {
        QVERIFY(figure.training.find("with the format in place") != std::string::npos);
        QVERIFY(!figure.source.empty());
        QVERIFY(!figure.floatTop1 || *figure.floatTop1 > figure.top1);
    }
    const auto apot = std::ranges::find_if(read->figures, [](const TrainedFigure& figure) {
        return figure.format == "APoT" && figure.network.starts_with("ResNet-20");
    });
    QVERIFY(apot != read->figures.end());
    QCOMPARE(apot->top1, 92.45);
    QCOMPARE(apot->weightBits, 4);
}

void TestTrainedFigures::refuses_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    QTest::newRow("no list") << R"({"source": "s"})"
                             << "t.json: expected \"figures\" to be a list, found null";
    QTest::newRow("no object") << R"({"source": "s", "figures": [3]})"
                               << "t.json: figure 1: expected an object, found number";
    QTest::newRow("no source") << R"({"source": "s", "figures": [{"network": "n", "format": "f", "training": "t"}]})"
                               << "t.json: figure 1: expected \"source\" to be a text, found null";
    QTest::newRow("bits")
        << R"({"source": "s", "figures": [{"network": "n", "format": "f", "training": "t", "source": "s",)"
           R"( "weight_bits": 0, "top1": 3}]})"
        << "t.json: figure 1: expected \"weight_bits\" between 1 and 32, found 0";
}

void TestTrainedFigures::refuses()
{
    QFETCH(QString, json);
    QFETCH(QString, message);
    const Result<TrainedFigures> read = parseTrainedFigures(json.toStdString(), "t.json");
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().message), message);
}

TERMSCOPE_TEST(TestTrainedFigures)
#include "TestTrainedFigures.moc"
