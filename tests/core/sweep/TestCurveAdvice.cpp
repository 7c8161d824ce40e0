// What is said of curves that lie far below float.
#include "core/sweep/CurveAdvice.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

SweepRow rowOf(Method method, std::int64_t correct, const Settings& settings)
{
    SweepRow row;
    row.method = method;
    row.settings = settings;
    row.correct = correct;
    row.total = 1000;
    if (method != Method::Float)
        row.work = Work{1.0, 1.0};
    return row;
}

QStringList adviceTo(const std::vector<SweepRow>& rows)
{
    QStringList sentences;
    for (const Message& message : adviceOnCurve(rows))
        sentences << QString::fromStdString(toText(message));
    return sentences;
}

} // namespace

class TestCurveAdvice : public QObject {
    Q_OBJECT

private slots:
    void firstCureThatIsMissing();
    void nothingToSay();
    void texts();
};

/// MobileNet-v2 of 80.4 % has 3.4 % with one weight scale a tensor.
void TestCurveAdvice::firstCureThatIsMissing()
{
    Settings settings;
    settings.perChannel = false;
    settings.calibration = Calibration::Max;
    settings.dataTerms = 1;
    const auto rowsAt = [&] {
        return std::vector{rowOf(Method::Float, 804, settings), rowOf(Method::Quantized, 34, settings),
                           rowOf(Method::Quantized, 30, settings), rowOf(Method::Revealed, 28, settings)};
    };
    QCOMPARE(
        adviceTo(rowsAt()),
        (QStringList{
            QStringLiteral("Every point of QT lies far below float. Known to cure it: Weight scale, per channel."),
            QStringLiteral("Every point of TR lies far below float. Known to cure it: Weight scale, per channel.")}));
    settings.perChannel = true;
    QCOMPARE(adviceTo(rowsAt()).size(), 2);
    QVERIFY(adviceTo(rowsAt()).first().contains(QStringLiteral("Calibration, least squared error")));
    settings.calibration = Calibration::Mse;
    QCOMPARE(adviceTo(rowsAt()),
             QStringList{
                 QStringLiteral("Every point of TR lies far below float. Known to cure it: Data terms, 3 or more.")});
    settings.dataTerms = 0;
    QCOMPARE(adviceTo(rowsAt()), QStringList());
}

void TestCurveAdvice::nothingToSay()
{
    Settings settings;
    settings.perChannel = false;
    QCOMPARE(adviceTo({}), QStringList());
    QCOMPARE(adviceTo({rowOf(Method::Quantized, 34, settings)}), QStringList()); // float is not there
    QCOMPARE(adviceTo({rowOf(Method::Float, 804, settings)}), QStringList());
    // One point near float is enough.
    QCOMPARE(adviceTo({rowOf(Method::Float, 804, settings), rowOf(Method::Quantized, 34, settings),
                       rowOf(Method::Quantized, 710, settings)}),
             QStringList());
}

/// Of a text by its perplexity.
void TestCurveAdvice::texts()
{
    Settings settings;
    settings.perChannel = false;
    std::vector<SweepRow> rows{rowOf(Method::Float, 0, settings), rowOf(Method::Revealed, 0, settings)};
    rows[0].text = TextScore{100, 100.0, {}};
    rows[1].text = TextScore{100, 149.0, {}};
    QCOMPARE(adviceTo(rows), QStringList());
    rows[1].text->perplexity = 151.0;
    QCOMPARE(adviceTo(rows).size(), 1);
}

TERMSCOPE_TEST(TestCurveAdvice)
#include "TestCurveAdvice.moc"
