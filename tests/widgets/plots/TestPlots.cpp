// The plots of distributions: what they export, how they answer to mouse, keys and a new palette.
#include "tests/support/TestClass.h"
#include "widgets/plots/Sparkline.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"

#include <QAction>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

using namespace termscope;

namespace {

/// 8 values: four float bins of 1, 3, 3, 1; quantized 0, 4, 4, 0; revealed 0, 2, 6, 0.
LayerDistribution sample()
{
    LayerDistribution distribution;
    distribution.floats = {-1.0, 1.0, {1, 3, 3, 1}};
    distribution.quantized = {-1.0, 1.0, {0, 4, 4, 0}};
    distribution.revealed = {-1.0, 1.0, {0, 2, 6, 0}};
    distribution.terms = {TermHistogram{{1, 2, 3, 2}}, TermHistogram{{1, 3, 4}}, TermHistogram{{1, 4, 3}},
                          TermHistogram{{1, 3, 3, 1}}};
    distribution.revealedTerms = TermHistogram{{2, 6}};
    return distribution;
}

template <class View>
void show(View& view, QSize size = {520, 360})
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCoreApplication::processEvents();
}

QWidget* canvasOf(QWidget& plot)
{
    return plot.findChild<QWidget*>(QStringLiteral("canvas"));
}

void moveMouse(QWidget* widget, const QPoint& position)
{
    QMouseEvent event(QEvent::MouseMove, QPointF(position), QPointF(widget->mapToGlobal(position)), Qt::NoButton,
                      Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

void turnWheel(QWidget* widget, int delta)
{
    const QPointF position = QRectF(widget->rect()).center();
    QWheelEvent event(position, widget->mapToGlobal(position), QPoint(), QPoint(0, delta), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

QStringList lines(const QString& csv)
{
    return csv.split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class TestPlots : public QObject {
    Q_OBJECT

private slots:
    void weightCsvHoldsTheData();
    void termCsvHoldsTheData();
    void pngIsScaled();
    void svgHasRealText();
    void pdfHasRealText();
    void documentsAreLight();
    void placeholderUntilThereIsData();
    void wheelZoomsAndDoubleClickResets();
    void dragMoves();
    void keysZoomAndRead();
    void hoverReads();
    void legendClickHidesACurve();
    void logarithmicByMouseAndMenu();
    void menuAsksForExports();
    void picturesSayTheirOrigin();
    void paletteChangeRetints();
    void coverage();
    void show2020();
    void optionsMoveIntoTheMenu();
    void sparkline();
};

void TestPlots::weightCsvHoldsTheData()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    const QStringList rows = lines(plot.csv());
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows[0], QStringLiteral("weight_low,weight_high,float_count,quantized_count,revealed_count,"
                                     "float_percent,quantized_percent,revealed_percent"));
    QCOMPARE(rows[1], QStringLiteral("-1,-0.5,1,0,0,12.5,0,0"));
    QCOMPARE(rows[3], QStringLiteral("0,0.5,3,4,6,37.5,50,75"));
    plot.clear();
    QCOMPARE(lines(plot.csv()).size(), 1);
}

void TestPlots::termCsvHoldsTheData()
{
    TermHistogramPlot plot;
    plot.setDistribution(sample(), Encoding::Hese);
    const QStringList rows = lines(plot.csv());
    QCOMPARE(rows.size(), 5);
    QVERIFY(rows[0].startsWith(QStringLiteral("terms_per_value,binary_count,binary_percent,"
                                              "binary_cumulative_percent,booth4_count")));
    QVERIFY(rows[0].endsWith(QStringLiteral("revealed_count,revealed_percent,revealed_cumulative_percent")));
    QCOMPARE(rows[2], QStringLiteral("1,2,25,37.5,3,37.5,50,4,50,62.5,3,37.5,50,6,75,100"));
}

void TestPlots::pngIsScaled()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot, {500, 300});
    for (int scale = 1; scale <= 4; ++scale)
        QCOMPARE(QImage::fromData(plot.png(scale), "PNG").size(), QSize(500, 300) * scale);
    QCOMPARE(plot.image(9.0).size(), QSize(2000, 1200));
    const QImage picture = plot.image(1);
    QCOMPARE(picture.pixelColor(2, 2), lightTheme().surface);
}

void TestPlots::svgHasRealText()
{
    TermHistogramPlot plot;
    plot.setDistribution(sample(), Encoding::Hese);
    show(plot);
    // The generator breaks lines inside its elements.
    const QString svg = QString::fromUtf8(plot.svg()).simplified();
    QVERIFY(svg.contains(QStringLiteral("<text")));
    for (const char* text :
         {"terms per value", "share of values (%)", "Booth radix-4", "Terms per value", "cumulative share (%)"})
        QVERIFY2(svg.contains(QStringLiteral(">%1<").arg(QString::fromUtf8(text))), text);
}

void TestPlots::pdfHasRealText()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    const QByteArray pdf = plot.pdf();
    QVERIFY(pdf.startsWith("%PDF"));
    QVERIFY(pdf.contains("/Type /Font"));
    QVERIFY(pdf.contains("/ToUnicode"));
}

void TestPlots::documentsAreLight()
{
    WeightHistogramPlot plot;
    plot.setPalette(darkPalette());
    plot.setDistribution(sample());
    show(plot);
    QCOMPARE(plot.image(1).pixelColor(2, 2), darkTheme().surface);
    QVERIFY(!plot.svg().contains(darkTheme().surface.name().toUtf8()));
    QCOMPARE(plot.image(1).pixelColor(2, 2), darkTheme().surface);
}

void TestPlots::placeholderUntilThereIsData()
{
    WeightHistogramPlot plot;
    plot.setPlaceholder(QStringLiteral("Nothing here yet."));
    show(plot);
    QVERIFY(plot.isEmpty());
    auto* label = plot.findChild<QLabel*>(QStringLiteral("placeholder"));
    QVERIFY(label->isVisible());
    QVERIFY(QString::fromUtf8(plot.svg()).contains(QStringLiteral("Nothing here yet.")));
    plot.setDistribution(sample());
    QVERIFY(!plot.isEmpty());
    QVERIFY(canvasOf(plot)->isVisible());
    QVERIFY(!label->isVisible());
}

void TestPlots::wheelZoomsAndDoubleClickResets()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    const QRectF whole = plot.visibleRange();
    QCOMPARE(whole.left(), -1.0);
    QCOMPARE(whole.right(), 1.0);
    turnWheel(canvasOf(plot), 120);
    QVERIFY(plot.visibleRange().width() < whole.width());
    const QRectF zoomed = plot.visibleRange();
    plot.setDistribution(sample());
    QCOMPARE(plot.visibleRange(), zoomed); // new data leaves the range that the user chose
    QTest::mouseDClick(canvasOf(plot), Qt::LeftButton, {}, canvasOf(plot)->rect().center());
    QCOMPARE(plot.visibleRange(), whole);
}

void TestPlots::dragMoves()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    const QRectF whole = plot.visibleRange();
    QWidget* canvas = canvasOf(plot);
    const QPoint from = canvas->rect().center();
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step) {
        const QPoint to = from + QPoint(20 * step, 0);
        QMouseEvent move(QEvent::MouseMove, QPointF(to), QPointF(canvas->mapToGlobal(to)), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(canvas, &move);
    }
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, from + QPoint(80, 0));
    QVERIFY(plot.visibleRange().left() < whole.left());
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.visibleRange(), whole);
}

void TestPlots::keysZoomAndRead()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    QSignalSpy hover(&plot, &Plot::hoverText);
    const double width = plot.visibleRange().width();
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.visibleRange().width() < width);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.visibleRange().width(), width);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(hover.size(), 2);
    QVERIFY(hover[0][0].toString().contains(QStringLiteral("revealed: 75 % (6)")));
    QVERIFY(hover[1][0].toString().contains(QStringLiteral("revealed: 25 % (2)")));
    QTest::keyClick(&plot, Qt::Key_Escape);
    QCOMPARE(hover[2][0].toString(), QString());
}

void TestPlots::hoverReads()
{
    TermHistogramPlot plot;
    plot.setDistribution(sample(), Encoding::Hese);
    show(plot);
    QSignalSpy hover(&plot, &Plot::hoverText);
    moveMouse(canvasOf(plot), canvasOf(plot)->rect().center());
    QCOMPARE(hover.size(), 1);
    // Four columns 0…3 over the axis: the centre is at 1 or 2 terms.
    QVERIFY2(hover[0][0].toString().contains(QStringLiteral("HESE: 50.00 %, up to here 62.50 %"))
                 || hover[0][0].toString().contains(QStringLiteral("HESE: 37.50 %, up to here 100.00 %")),
             qPrintable(hover[0][0].toString()));
    moveMouse(canvasOf(plot), {2, 2});
    QCOMPARE(hover.size(), 2);
    QCOMPARE(hover[1][0].toString(), QString());
}

void TestPlots::legendClickHidesACurve()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::mouseClick(canvasOf(plot), Qt::LeftButton, {}, {50, 12});
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(!hover[0][0].toString().contains(QStringLiteral("float")));
    QVERIFY(hover[0][0].toString().contains(QStringLiteral("quantized")));
    QTest::mouseClick(canvasOf(plot), Qt::LeftButton, {}, {50, 12});
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover[1][0].toString().contains(QStringLiteral("float")));
}

void TestPlots::logarithmicByMouseAndMenu()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    QSignalSpy changed(&plot, &WeightHistogramPlot::logarithmicChanged);
    auto* option = plot.findChild<QCheckBox*>();
    QTest::mouseClick(option, Qt::LeftButton, {}, {8, option->height() / 2});
    QVERIFY(plot.isLogarithmic());
    QVERIFY(plot.visibleRange().top() > 0.0);
    QCOMPARE(changed.size(), 1);
    plot.menu()->actions().first()->trigger();
    QVERIFY(!plot.isLogarithmic());
    QVERIFY(!option->isChecked());
    QCOMPARE(plot.visibleRange().top(), 0.0);
}

void TestPlots::menuAsksForExports()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    QList<ExportKind> asked;
    connect(&plot, &ExportableView::exportRequested, this, [&](ExportableView* view, ExportKind kind) {
        QCOMPARE(view, &plot);
        asked << kind;
    });
    QSignalSpy shown(plot.menu(), &QMenu::aboutToShow);
    QContextMenuEvent event(QContextMenuEvent::Mouse, plot.rect().center(), plot.mapToGlobal(plot.rect().center()));
    QCoreApplication::sendEvent(canvasOf(plot), &event);
    QCOMPARE(shown.size(), 1);
    plot.menu()->hide();
    for (QAction* action : plot.menu()->actions()) {
        if (!action->isCheckable() && !action->isSeparator())
            action->trigger();
    }
    QCOMPARE(asked, (QList<ExportKind>{ExportKind::Png, ExportKind::Svg, ExportKind::Pdf, ExportKind::Csv,
                                       ExportKind::CopyPicture, ExportKind::CopyData, ExportKind::CopyMarkdown,
                                       ExportKind::CopyLatex}));
    auto* button = plot.findChild<QToolButton*>(QStringLiteral("more"));
    QVERIFY(!button->accessibleName().isEmpty());
    QCOMPARE(button->menu(), plot.menu());
}

/// What is taken away says where it is from, below the picture, which grows by it; the menu switches it for all views.
void TestPlots::picturesSayTheirOrigin()
{
    WeightHistogramPlot plot;
    plot.setDistribution(sample());
    show(plot);
    const QSize without = plot.image(1.0).size();
    QVERIFY(!plot.svg().contains("net.onnx on digits"));
    plot.setOrigin({QStringLiteral("net.onnx on digits · g = 8"), QStringLiteral("# network: net.onnx\n")});
    QCOMPARE(plot.image(1.0).width(), without.width());
    QVERIFY(plot.image(1.0).height() > without.height());
    QVERIFY(QString::fromUtf8(plot.svg()).contains(QStringLiteral("net.onnx on digits · g = 8")));
    QVERIFY(plot.pdf().size() > 1000);
    plot.setOrigin({});
    QCOMPARE(plot.image(1.0).size(), without);

    WeightHistogramPlot other;
    QSignalSpy changed(&plot, &ExportableView::saysOriginChanged);
    const auto switchOf = [](ExportableView& view) {
        return view.menu()->findChild<QAction*>(QStringLiteral("saysOrigin"));
    };
    QVERIFY(ExportableView::saysOrigin());
    switchOf(plot)->trigger();
    QVERIFY(!ExportableView::saysOrigin());
    QCOMPARE(changed.size(), 1);
    emit other.menu()->aboutToShow();
    QVERIFY(!switchOf(other)->isChecked());
    ExportableView::setSaysOrigin(true);
}

void TestPlots::paletteChangeRetints()
{
    WeightHistogramPlot plot;
    plot.setPalette(lightPalette());
    plot.setDistribution(sample());
    show(plot);
    QWidget* canvas = canvasOf(plot);
    const auto corner = [&] { return canvas->grab().toImage().pixelColor(1, canvas->height() - 2); };
    QCOMPARE(corner(), lightTheme().surface);
    plot.setPalette(darkPalette());
    QTRY_COMPARE(corner(), darkTheme().surface);
}

void TestPlots::coverage()
{
    const TermHistogram terms{{0, 50, 49, 1}};
    QCOMPARE(coverageSentence(terms, 0.99, QStringLiteral("HESE")),
             QStringLiteral("99 % of values need ≤ 2 terms (HESE)"));
    QCOMPARE(coverageSentence(terms, 0.5, QStringLiteral("Binary")),
             QStringLiteral("50 % of values need ≤ 1 term (Binary)"));
    TermHistogramPlot plot;
    plot.setDistribution(sample(), Encoding::Hese);
    QVERIFY(plot.caption().contains(QStringLiteral("99 % of values need ≤ 2 terms (HESE)")));
}

void TestPlots::show2020()
{
    TermHistogramPlot plot;
    plot.setDistribution(sample(), Encoding::Hese);
    show(plot);
    QVERIFY(!QString::fromUtf8(plot.svg()).contains(QStringLiteral(">HESE 2020<")));
    plot.setShow2020(true);
    QVERIFY(QString::fromUtf8(plot.svg()).remove(u'\n').contains(QStringLiteral("HESE 2020")));
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover[0][0].toString().contains(QStringLiteral("HESE 2020: 12.50 %")));
}

void TestPlots::optionsMoveIntoTheMenu()
{
    TermHistogramPlot plot;
    show(plot, {600, 300});
    auto* option = plot.findChild<QCheckBox*>();
    QVERIFY(option->isVisible());
    plot.resize(150, 300);
    QVERIFY(!option->isVisible());
    QCOMPARE(plot.menu()->actions().first()->text(), option->text());
}

void TestPlots::sparkline()
{
    const auto inkIn = [](const QRect& rect, const Histogram& histogram) {
        QImage picture(60, 20, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        paintSparkline(painter, picture.rect(), histogram, lightPalette());
        painter.end();
        int dark = 0;
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x)
                dark += picture.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
        }
        return dark;
    };
    const Histogram left{0.0, 1.0, {9, 0, 0, 0}};
    QVERIFY(inkIn({2, 2, 10, 10}, left) > 50);
    QCOMPARE(inkIn({30, 2, 25, 10}, left), 0);
    QCOMPARE(inkIn({0, 0, 60, 20}, Histogram{}), 0);
    QCOMPARE(inkIn({0, 0, 60, 20}, Histogram{0.0, 1.0, {0, 0}}), 0);
}

TERMSCOPE_TEST(TestPlots)
#include "TestPlots.moc"
