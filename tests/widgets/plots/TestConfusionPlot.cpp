// The confusion matrix: cells by mouse and keys, colours of right and wrong answers, exports.
#include "tests/support/TestClass.h"
#include "widgets/plots/ConfusionPlot.h"

#include <QSignalSpy>
#include <QtTest>

using namespace termscope;

namespace {

const std::vector<std::int64_t> counts{90, 1, 0, 3, 80, 2, 0, 0, 70};

void show(ConfusionPlot& plot)
{
    plot.resize(400, 420);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCoreApplication::processEvents();
}

} // namespace

class TestConfusionPlot : public QObject {
    Q_OBJECT

private slots:
    void clickChoosesACell();
    void clickAgainLetsGo();
    void keysChooseACell();
    void classNamesOnTheAxes();
    void singleMistakesShow();
    void csvAndText();
    void exports();
    void manyClasses();
    void aThousandClassesStillShowEachImage();
};

/// A cell is a fraction of a pixel there, and may hold the only image.
void TestConfusionPlot::aThousandClassesStillShowEachImage()
{
    ConfusionPlot plot;
    show(plot);
    plot.setClassNames({"tench", "goldfish"});
    std::vector<std::int64_t> many(1'000'000, 0);
    plot.setConfusion(many, 1000);
    auto* cells = plot.findChild<QWidget*>(QStringLiteral("cells"));
    const QImage empty = cells->grab().toImage();
    for (const std::size_t place :
         {std::size_t{100'700}, std::size_t{501'501}, std::size_t{333'001}, std::size_t{998'002}}) {
        many[place] = 1;
        plot.setConfusion(many, 1000);
        const QImage picture = cells->grab().toImage();
        int changed = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                changed += picture.pixel(x, y) != empty.pixel(x, y) ? 1 : 0;
        QVERIFY2(changed >= 4, qPrintable(QString::number(changed)));
        many[place] = 0;
    }
    QVERIFY(plot.describe(1, 0).startsWith(QStringLiteral("label goldfish (1) predicted as tench (0): 0 of 0")));
}

void TestConfusionPlot::clickChoosesACell()
{
    ConfusionPlot plot;
    plot.setConfusion(counts, 3);
    show(plot);
    auto* cells = plot.findChild<QWidget*>(QStringLiteral("cells"));
    QSignalSpy chosen(&plot, &ConfusionPlot::cellActivated);
    QTest::mouseClick(cells, Qt::LeftButton, {}, {cells->width() / 2 + 15, 10});
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 0); // top row: label 0
    QCOMPARE(chosen[0][1].toInt(), 1); // middle column: prediction 1
    QCOMPARE(*plot.selectedCell(), QPoint(1, 0));
    QTest::mouseClick(cells, Qt::LeftButton, {}, {1, 1}); // beside the matrix
    QCOMPARE(chosen.size(), 1);
}

void TestConfusionPlot::clickAgainLetsGo()
{
    ConfusionPlot plot;
    plot.setConfusion(counts, 3);
    show(plot);
    auto* cells = plot.findChild<QWidget*>(QStringLiteral("cells"));
    QSignalSpy cleared(&plot, &ConfusionPlot::selectionCleared);
    const QPoint cell(cells->width() / 2 + 15, 10);
    QTest::mouseClick(cells, Qt::LeftButton, {}, cell);
    QVERIFY(plot.selectedCell());
    QTest::mouseClick(cells, Qt::LeftButton, {}, cell);
    QVERIFY(!plot.selectedCell());
    QCOMPARE(cleared.size(), 1);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!plot.selectedCell());
    QCOMPARE(cleared.size(), 2);
}

/// As far as their lines have room; long ones are cut, and numbers stand where there is none.
void TestConfusionPlot::classNamesOnTheAxes()
{
    ConfusionPlot plot;
    plot.setConfusion(counts, 3);
    plot.setClassNames({"coat", "shirt", "a class with a name that is far longer than there is room for"});
    show(plot);
    const QString svg = QString::fromUtf8(plot.svg());
    QCOMPARE(svg.count(QStringLiteral(">coat<")), 2); // down and across
    QCOMPARE(svg.count(QStringLiteral(">shirt<")), 2);
    QVERIFY(svg.contains(QStringLiteral("…<")));
    QVERIFY(!svg.contains(QStringLiteral("far longer")));
    std::vector<std::int64_t> many(100 * 100, 1);
    plot.setConfusion(many, 100);
    const QString numbers = QString::fromUtf8(plot.svg());
    QVERIFY(!numbers.contains(QStringLiteral(">coat<")));
    QVERIFY(numbers.contains(QStringLiteral(">10<")) || numbers.contains(QStringLiteral(">9<"))
            || numbers.contains(QStringLiteral(">0<")));
}

void TestConfusionPlot::keysChooseACell()
{
    ConfusionPlot plot;
    plot.setConfusion(counts, 3);
    show(plot);
    QSignalSpy chosen(&plot, &ConfusionPlot::cellActivated);
    QTest::keyClick(&plot, Qt::Key_Right); // the first key enters at the corner
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Down); // stays in the last row
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(chosen.last()[0].toInt(), 2);
    QCOMPARE(chosen.last()[1].toInt(), 1);
    QVERIFY(plot.accessibleValue().contains(QStringLiteral("label 2 predicted as 1")));
}

void TestConfusionPlot::singleMistakesShow()
{
    ConfusionPlot plot;
    plot.setPalette(lightPalette());
    plot.setConfusion(counts, 3);
    show(plot);
    const QImage picture = plot.image(1);
    // Colours of the picture: both scales are in use, and a cell without counts is bare.
    int right = 0;
    int wrong = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor color = picture.pixelColor(x, y);
            right += color.blue() > color.red() + 60 ? 1 : 0;
            wrong += color.red() > color.blue() + 60 ? 1 : 0;
        }
    }
    QVERIFY(right > 5000);
    QVERIFY(wrong > 5000);
}

void TestConfusionPlot::csvAndText()
{
    ConfusionPlot plot;
    plot.setConfusion(counts, 3);
    QCOMPARE(plot.csv(), QStringLiteral("label,predicted_0,predicted_1,predicted_2\n0,90,1,0\n1,3,80,2\n2,0,0,70\n"));
    QCOMPARE(plot.describe(1, 0), QStringLiteral("label 1 predicted as 0: 3 of 85 images (3.53 %)"));
    QVERIFY(plot.caption().startsWith(QStringLiteral("240 of 246 images right, 6 wrong.")));
    plot.clear();
    QCOMPARE(plot.csv(), QStringLiteral("label\n"));
}

void TestConfusionPlot::exports()
{
    ConfusionPlot plot;
    plot.setPalette(darkPalette());
    plot.setConfusion(counts, 3);
    show(plot);
    QCOMPARE(QImage::fromData(plot.png(2)).size(), QSize(800, 840));
    QCOMPARE(plot.image(1).pixelColor(1, 1), darkTheme().surface);
    const QByteArray svg = plot.svg();
    QVERIFY(svg.contains("predicted label"));
    QVERIFY(svg.contains("true label"));
    QVERIFY(plot.pdf().contains("/Type /Font"));
}

void TestConfusionPlot::manyClasses()
{
    ConfusionPlot plot;
    plot.setConfusion(std::vector<std::int64_t>(1000 * 1000, 1), 1000);
    show(plot);
    QVERIFY(!plot.image(1).isNull());
    QVERIFY(plot.svg().size() < 4'000'000);
}

TERMSCOPE_TEST(TestConfusionPlot)
#include "TestConfusionPlot.moc"
