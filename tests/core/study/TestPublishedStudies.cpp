// Published studies by setting: what is read, and the sentence for what is not.
#include "core/study/PublishedStudies.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

/// With one member of the file replaced.
std::string fileWith(const std::string& curve, const std::string& group, const std::string& claim)
{
    return R"({"source": "S", "curves": [)" + curve + R"(], "group_size": )" + group + R"(, "dot_product": )" + claim
           + "}";
}

const std::string goodCurve = R"({"network": "N, D", "method": "TR", "metric": "top1", "weight_bits": 8, "data_bits": 7,
    "group_size": 8, "data_terms": 3, "budget": [8, 10], "values": [67.5, 68.5]})";
const std::string goodGroup = R"({"network": "N, D", "metric": "top1", "data_terms": 3, "groups":
    [{"group_size": 1, "alpha": [1, 1.25, 2], "values": [62, 62, 69]}, {"group_size": 8, "alpha": [1.25], "values": [68]}]})";
const std::string goodClaim = R"({"network": "N", "length": 16, "below": 110, "share": 0.99})";

} // namespace

class TestPublishedStudies : public QObject {
    Q_OBJECT

private slots:
    void pointsHaveTheirSettings()
    {
        const auto read = parsePublishedStudies(fileWith(goodCurve, goodGroup, goodClaim), "f.json");
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->curvesOf("N").size(), std::size_t{1});
        QVERIFY(read->curvesOf("M").empty());
        const StudiedPoint& point = read->curves[0].points[1];
        QCOMPARE(point.dataBits, 7);
        QCOMPARE(point.budget, 10);
        QCOMPARE(point.value, 68.5);
        // k = α·g, rounded down; the second of two with one k is left out.
        QCOMPARE(read->groups.points.size(), std::size_t{3});
        QCOMPARE(read->groups.points[1].budget, 2);
        QCOMPARE(read->groups.points[2].budget, 10);
        QCOMPARE(read->dotProducts.below, 110);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const std::string& file, const char* sentence) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QString::fromUtf8(sentence);
        };
        row("no curves", R"({"source": "S"})", "f.json: expected \"curves\" to be a list, found null");
        row("no object", fileWith("3", goodGroup, goodClaim), "f.json: curve 1: expected an object, found number");
        row("few budgets",
            fileWith(R"({"network": "N", "method": "TR", "metric": "top1", "weight_bits": 8, "data_bits": 8,
                "group_size": 8, "data_terms": 3, "budget": [8], "values": [1, 2]})",
                     goodGroup, goodClaim),
            "f.json: curve 1: expected \"budget\" to be a whole number from 1, or 2 of them, found [8]");
        row("values",
            fileWith(R"({"network": "N", "method": "QT", "metric": "top1", "values": [0]})", goodGroup, goodClaim),
            "f.json: curve 1: expected \"values\" to be a list of numbers above 0, found [0]");
        row("groups", fileWith(goodCurve, "null", goodClaim), "f.json: group_size: expected an object, found null");
        row("share", fileWith(goodCurve, goodGroup, R"({"network": "N", "length": 16, "below": 110, "share": 9})"),
            "f.json: dot_product: expected \"share\" between 0 and 1, found 9");
    }

    void errors()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, sentence);
        const auto read = parsePublishedStudies({file.constData(), static_cast<std::size_t>(file.size())}, "f.json");
        QVERIFY(!read.has_value());
        QCOMPARE(QString::fromStdString(read.error().message), sentence);
    }
};

TERMSCOPE_TEST(TestPublishedStudies)
#include "TestPublishedStudies.moc"
