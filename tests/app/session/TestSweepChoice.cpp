// The curves that are kept and what is swept, as text, in sessions and in links.
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "app/session/SweepChoice.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <limits>

using namespace termscope;

class TestSweepChoice : public QObject {
    Q_OBJECT

private slots:
    void numbers();
    void families();
    void rowsComeBack();
    void sessionsAndLinks();
    void refuses_data();
    void refuses();
};

namespace {

SweepRow exampleRow()
{
    SweepRow row;
    row.method = Method::Revealed;
    row.settings.budget = 10;
    row.settings.groupSize = 16;
    row.correct = 9885;
    row.total = 10000;
    row.work = Work{0.625, 0.1 + 0.2};
    return row;
}

SweepChoice exampleChoice()
{
    KeptCurve images;
    images.name = "TR g = 16 & s = 3; α, 50 %";
    images.colour = 3;
    images.settings.groupSize = 16;
    images.settings.perChannel = false;
    images.settings.layers["conv=1&"].groupSize = 4;
    images.network = "net work.onnx";
    images.points = {keptPointOf(exampleRow())};
    KeptCurve text;
    text.name = "QT";
    text.method = Method::Quantized;
    KeptPoint point;
    point.value = 5;
    point.tokens = 100;
    point.perplexity = 183.46789012345678;
    point.high = std::numeric_limits<double>::infinity();
    text.points = {point};
    KeptCurve open;
    open.name = "still to come";
    return {{4, 12}, {3, 8}, {images, text, open}, {"apot", "mx"}};
}

} // namespace

void TestSweepChoice::numbers()
{
    QVERIFY(numbersOfText("k", " 12, 4,4 8", 1, 512).value() == (std::vector{4, 8, 12}));
    QVERIFY(numbersOfText("k", "", 1, 512).value().empty());
    QCOMPARE(QString::fromStdString(numbersOfText("k", "4,x", 1, 512).error().message),
             QStringLiteral("k: expected numbers of 1…512, found 4,x"));
    QVERIFY(!numbersOfText("k", "513", 1, 512));
    QVERIFY(!numbersOfText("k", "4.5", 1, 512));
    QVERIFY(budgetsOf({{4, 12, 100}, {}, {}}, 8) == (std::vector{4, 12})); // 100 is beyond g = 8
    QVERIFY(budgetsOf({}, 8) == usualBudgets(8));
    QVERIFY(bitsOf(SweepChoice{}) == (std::vector{2, 3, 4, 5, 6, 7, 8}));
}

/// In the order of the table, whatever the order in which they are written.
void TestSweepChoice::families()
{
    QVERIFY(familiesOfText("formats", "mx, apot,mx").value() == (std::vector<std::string>{"apot", "mx"}));
    QVERIFY(familiesOfText("formats", " ").value().empty());
    QCOMPARE(textOfFamilies({"apot", "mx"}), std::string("apot,mx"));
    const QString sentence = QString::fromStdString(familiesOfText("formats", "mx,xy").error().message);
    QVERIFY2(sentence.startsWith("formats: expected one of pow2, apot, ") && sentence.endsWith(", found xy"),
             qPrintable(sentence));
}

void TestSweepChoice::rowsComeBack()
{
    KeptCurve curve;
    curve.settings = exampleRow().settings;
    const SweepRow row = rowOf(curve, keptPointOf(exampleRow()));
    QVERIFY(row.settings == exampleRow().settings && row.method == Method::Revealed);
    QCOMPARE(row.correct, 9885);
    QCOMPARE(row.top1(), 98.85);
    QCOMPARE(row.work->provisioned, 0.625);
    QCOMPARE(row.work->measured, 0.1 + 0.2);
}

void TestSweepChoice::sessionsAndLinks()
{
    SavedView saved;
    saved.view.sweep = exampleChoice();
    const Result<std::vector<KeptCurve>> kept = keptOfText("curves", textOfKept(saved.view.sweep.kept));
    QVERIFY2(kept, kept ? "" : kept.error().message.c_str());
    QVERIFY(*kept == saved.view.sweep.kept);
    const std::string json = sessionJson(saved, "/");
    const Result<ParsedView> session = parseSession({reinterpret_cast<const std::byte*>(json.data()), json.size()},
                                                    "s.json", "/");
    QVERIFY2(session, session ? "" : session.error().message.c_str());
    QVERIFY(session->saved.view.sweep == saved.view.sweep);
    const QString link = makeLink(saved);
    QVERIFY(std::all_of(link.begin(), link.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; }));
    const Result<ParsedView> parsed = parseLink(link);
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QVERIFY(parsed->saved.view.sweep == saved.view.sweep);
    // What was written before there were any has none.
    QVERIFY(parseLink("termscope:?budget=9")->saved.view.sweep == SweepChoice{});
}

void TestSweepChoice::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(message);
    };
    row("x", "curves: curve 1: expected key=value, found x");
    row("colour=1", "curves: curve 1: expected a name, found none");
    row("name=a;name=", "curves: curve 2: expected a name of 1 to 200 bytes, found 0");
    row("name=a&colour=100", "curves: curve 1: colour: expected 0…99, found 100");
    row("name=a&method=float", "curves: curve 1: method: expected tr or qt, found float");
    row("name=a&budget=900", "curves: curve 1: budget: expected 1…512, found 900");
    row("name=a&strange=1", "curves: curve 1: expected a setting, name, colour or method, found strange");
    row("name=a&points=8:1:2", "curves: curve 1: points: expected at most 32 of nine numbers each, found 8:1:2");
    row("name=a&points=100:1:2:0:0:0:0:1:1", "curves: curve 1: budget: expected 1…64, found 100");
    row("name=a&points=-8:1:2:0:0:0:0:1:1",
        "curves: curve 1: points: expected at most 32 of nine numbers each, found -8:1:2:0:0:0:0:1:1");
}

void TestSweepChoice::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Result<std::vector<KeptCurve>> kept = keptOfText("curves", text.toStdString());
    QVERIFY(!kept);
    QCOMPARE(QString::fromStdString(kept.error().message), message);
}

TERMSCOPE_TEST(TestSweepChoice)
#include "TestSweepChoice.moc"
