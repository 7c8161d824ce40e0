// Published figures: the project's own file, and the sentences for files that are not as they should be.
#include "core/study/PublishedFigures.h"

#include "resources/Embedded.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

const std::string goodPoint = R"({"weight_bits":4,"data_bits":6,"group_size":16,"budget":6,"data_terms":6,)"
                              R"("pairs_per_mac_as_published":2.25,"pairs_per_mac":2.25,"top1":97.49})";

std::string fileWith(const std::string& points)
{
    return R"({"source":"S","notes":["n"],"curves":[{"network":"N","method":"TR","metric":"top1_percent","points":[)"
           + points + "]}]}";
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t place = text.find(from);
    return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

} // namespace

class TestPublishedFigures : public QObject {
    Q_OBJECT

private slots:
    void readsTypedValues();
    void nullsAreNone();
    void errors_data();
    void errors();
    void embeddedFile();
};

void TestPublishedFigures::readsTypedValues()
{
    const Result<PublishedFigures> figures = parsePublishedFigures(fileWith(goodPoint), "f.json");
    QVERIFY2(figures.has_value(), figures ? "" : figures.error().message.c_str());
    QCOMPARE(figures->source, std::string("S"));
    QCOMPARE(figures->notes.size(), std::size_t{1});
    QCOMPARE(figures->curves.size(), std::size_t{1});
    const PublishedCurve& curve = figures->curves[0];
    QCOMPARE(curve.method, std::string("TR"));
    QCOMPARE(curve.points.size(), std::size_t{1});
    QCOMPARE(curve.points[0].weightBits, 4);
    QCOMPARE(curve.points[0].dataBits, 6);
    QCOMPARE(curve.points[0].groupSize.value(), 16);
    QCOMPARE(curve.points[0].budget.value(), 6);
    QCOMPARE(curve.points[0].dataTerms.value(), 6);
    QCOMPARE(curve.points[0].pairs, 2.25);
    QCOMPARE(curve.points[0].top1, 97.49);
}

void TestPublishedFigures::nullsAreNone()
{
    const std::string point = replaced(goodPoint, "\"budget\":6", "\"budget\":null");
    const Result<PublishedFigures> figures = parsePublishedFigures(fileWith(point), "f.json");
    QVERIFY(figures.has_value());
    QVERIFY(!figures->curves[0].points[0].budget.has_value());
}

void TestPublishedFigures::errors_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& json, const char* message) {
        QTest::newRow(name) << QString::fromStdString(json) << QString::fromUtf8(message);
    };
    row("not JSON", "{", "f.json: expected JSON text");
    row("a list", "[]", "f.json: expected an object, found array");
    row("no source", R"({"curves":[]})", R"(f.json: expected "source" to be a text, found null)");
    row("notes", R"({"source":"S","notes":[1],"curves":[]})", "f.json: expected every note to be a text, found number");
    row("no curves", R"({"source":"S"})", R"(f.json: expected "curves" to be a list, found null)");
    row("curve", R"({"source":"S","curves":[1]})", "f.json: curve 1: expected an object, found number");
    row("no points", R"({"source":"S","curves":[{"network":"N","method":"TR","metric":"m"}]})",
        R"(f.json: curve 1: expected "points" to be a list, found null)");
    row("top1 missing", fileWith(goodPoint + "," + replaced(goodPoint, "\"top1\"", "\"top\"")),
        R"(f.json: curve 1, point 2: expected "top1" to be a number, found null)");
    row("top1 too high", fileWith(replaced(goodPoint, "97.49", "101")),
        R"(f.json: curve 1, point 1: expected "top1" between 0 and 100, found 101)");
    row("budget as text", fileWith(replaced(goodPoint, "\"budget\":6", "\"budget\":\"6\"")),
        R"(f.json: curve 1, point 1: expected "budget" to be a positive whole number or null, found "6")");
    row("negative bits", fileWith(replaced(goodPoint, "\"weight_bits\":4", "\"weight_bits\":-4")),
        R"(f.json: curve 1, point 1: expected "weight_bits" to be a positive whole number or null, found -4)");
    row("no bits", fileWith(replaced(goodPoint, "\"data_bits\":6", "\"data_bits\":null")),
        R"(f.json: curve 1, point 1: expected "data_bits" to be a positive whole number, found null)");
    row("a key twice", R"({"source":"S","source":"T","curves":[]})",
        R"(f.json: expected every key once, found "source" twice)");
    row("fpga", R"({"source":"S","curves":[],"fpga":[]})", "f.json: fpga: expected an object, found array");
    row("no ratios", R"({"source":"S","curves":[],"fpga":{"board":"B"}})",
        R"(f.json: fpga: expected "quantized_over_revealed" to be a list, found null)");
    row("ratio 0",
        R"({"source":"S","curves":[],"fpga":{"board":"B","quantized_over_revealed":[{"network":"N","latency":0,"energy":1}]}})",
        R"(f.json: fpga, ratio 1: expected "latency" between 2.22507e-308 and 1e+06, found 0)");
}

void TestPublishedFigures::errors()
{
    QFETCH(QString, json);
    QFETCH(QString, message);
    const Result<PublishedFigures> figures = parsePublishedFigures(json.toStdString(), "f.json");
    QVERIFY(!figures.has_value());
    QCOMPARE(QString::fromStdString(figures.error().message), message);
}

void TestPublishedFigures::embeddedFile()
{
    const std::span<const std::byte> bytes = embedded::publishedFigures();
    const Result<PublishedFigures> figures = parsePublishedFigures(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, "published_2020.json");
    QVERIFY2(figures.has_value(), figures ? "" : figures.error().message.c_str());
    QVERIFY(figures->source.find("BradMcDanel/term-revealing") != std::string::npos);
    QCOMPARE(figures->curves.size(), std::size_t{2});
    QCOMPARE(figures->fpga->ratios.size(), std::size_t{6});
    for (const PublishedRatio& ratio : figures->fpga->ratios)
        QVERIFY(ratio.latency > ratio.energy && ratio.energy > 1.0);
    for (const PublishedCurve& curve : figures->curves) {
        QVERIFY(!curve.points.empty());
        for (const PublishedPoint& point : curve.points) {
            // Provisioned pairs by the design's definition: QT (b_w − 1)(b_d − 1), TR s·k/g.
            const double expected = curve.method == "QT"
                                        ? (point.weightBits - 1.0) * (point.dataBits - 1.0)
                                        : static_cast<double>(point.dataTerms.value() * point.budget.value())
                                              / point.groupSize.value();
            QCOMPARE(point.pairs, expected);
        }
    }
}

TERMSCOPE_TEST(TestPublishedFigures)
#include "TestPublishedFigures.moc"
