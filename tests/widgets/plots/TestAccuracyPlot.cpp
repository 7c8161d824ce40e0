// The accuracy plot: points that can be taken, the marker of the current setting, published figures, and its data.
#include "tests/support/TestClass.h"
#include "widgets/plots/AccuracyPlot.h"

#include "widgets/plots/PointLabels.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QtSvg/QSvgRenderer>
#include <QtTest>

#include <qcustomplot.h>

using namespace termscope;

namespace {

SweepRow row(Method method, int bits, int budget, int dataTerms, std::int64_t correct, double provisioned,
             double measured)
{
    SweepRow result;
    result.method = method;
    result.settings.weightBits = bits;
    result.settings.budget = budget;
    result.settings.dataTerms = dataTerms;
    result.correct = correct;
    result.total = 10000;
    if (method != Method::Float)
        result.work = Work{provisioned, measured};
    return result;
}

std::vector<SweepRow> sampleRows()
{
    return {row(Method::Float, 8, 1, 1, 9850, 0, 0), row(Method::Quantized, 4, 1, 1, 9600, 9, 3),
            row(Method::Quantized, 8, 1, 1, 9840, 49, 11), row(Method::Revealed, 8, 16, 3, 9830, 6, 2),
            row(Method::Revealed, 8, 8, 3, 9700, 3, 1.5)};
}

Evaluation sampleEvaluation(std::int64_t correct, std::int64_t evaluated, double provisioned)
{
    Evaluation evaluation;
    evaluation.method = Method::Revealed;
    evaluation.evaluated = evaluated;
    evaluation.total = 10000;
    evaluation.correct = correct;
    evaluation.work = Work{provisioned, provisioned / 2};
    return evaluation;
}

PublishedFigures samplePublished()
{
    PublishedFigures figures;
    figures.source = "Someone, 2020";
    figures.curves = {{"MLP", "TR", "top1_percent", {{4, 6, 16, 6, 6, 2.25, 2.25, 97.49}}}};
    return figures;
}

void show(AccuracyPlot& plot)
{
    plot.resize(700, 460);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCoreApplication::processEvents();
}

bool hasText(const AccuracyPlot& plot, const QString& text)
{
    return QString::fromUtf8(plot.svg()).contains(text);
}

} // namespace

class TestAccuracyPlot : public QObject {
    Q_OBJECT

private slots:
    void givenIsALevel();
    void returnTakesATrPoint();
    void clickTakesATrPoint();
    void qtPointsAreNotTaken();
    void csvHoldsRowsCurrentAndPublished();
    void currentFollowsFast();
    void currentBelowTheRangeIsShown();
    void currentWithoutWorkIsNotShown();
    void rangesAndLabels();
    void perplexity();
    void measuredPairs();
    void publishedOverlay();
    void rangeFollowsThePoints();
    void estimatesAreNotJoined();
    void markerLiesOnItsCurve();
    void measuredAxisFitsItsData();
    void otherAxes();
    void machinesAtTheirPairs();
    void labelsStandByTheirOwnPoints();
    void pinnedCurves();
    void boxZoomAndReset();
    void svgIsClipped();
    void advice();
};

/// A text's rows are drawn as perplexity, best at the bottom; far worse points are above the range until it is full.
void TestAccuracyPlot::perplexity()
{
    AccuracyPlot plot;
    show(plot);
    std::vector<SweepRow> rows = sampleRows();
    for (SweepRow& row : rows) {
        row.text = TextScore{500, 100.0 + 100.0 * static_cast<double>(9850 - row.correct) / 250.0, {90.0, 250.0}};
        row.correct = row.total = 0;
    }
    plot.setRows(rows); // 100 float, 200 QT 4, 104 QT 8, 108 and 160 TR
    QVERIFY(hasText(plot, "perplexity (less is better)"));
    QVERIFY(hasText(plot, "Perplexity against work"));
    QVERIFY(hasText(plot, "float (100.0)"));
    QVERIFY(plot.visibleRange().top() < 100.0 && plot.visibleRange().top() + plot.visibleRange().height() < 135.0);
    plot.setFullRange(true);
    QVERIFY(plot.visibleRange().top() + plot.visibleRange().height() > 200.0);
    Evaluation evaluation;
    evaluation.workload = Workload::Text;
    evaluation.method = Method::Revealed;
    evaluation.evaluated = 50;
    evaluation.total = 500;
    evaluation.loss = 50.0 * std::log(110.0);
    evaluation.squaredLoss = 50.0 * (std::pow(std::log(110.0), 2.0) + 0.01);
    evaluation.work = Work{4.5, 2.0};
    plot.setCurrent(evaluation);
    QVERIFY(hasText(plot, QStringLiteral("%1 … %2")
                              .arg(evaluation.perplexityInterval().low, 0, 'f', 1)
                              .arg(evaluation.perplexityInterval().high, 0, 'f', 1)));
    const QStringList lines = plot.csv().split('\n');
    QCOMPARE(
        lines[0],
        QString("series,method,weight_bits,data_bits,group_size,budget,data_terms,tokens,perplexity,perplexity_low,"
                "perplexity_high,pairs_per_mac_provisioned,pairs_per_mac_measured"));
    QVERIFY(lines[1].startsWith("sweep,float,,,,,,500,100,90,250,"));
    QVERIFY(lines[6].startsWith("current,tr,8,8,8,12,3,50,110"));
    // Images again.
    plot.clearCurrent();
    plot.setFullRange(false);
    plot.setRows(sampleRows());
    QVERIFY(hasText(plot, "top-1 accuracy (%)"));
}

/// The file's own integers are a level beside float, in the legend and the table.
void TestAccuracyPlot::givenIsALevel()
{
    std::vector<SweepRow> rows = sampleRows();
    AccuracyPlot plot;
    show(plot);
    plot.setRows(rows);
    QVERIFY(!hasText(plot, QStringLiteral("given (")));
    rows.insert(rows.begin() + 1, row(Method::Given, 8, 1, 1, 9845, 56, 4));
    plot.setRows(rows);
    QVERIFY(hasText(plot, QStringLiteral("given (98.45 %)")));
    const std::vector<AccuracyCurve> curves = curvesOf(rows, WorkAxis::Provisioned);
    QCOMPARE(curves.size(), std::size_t{4});
    QVERIFY(curves[1].method == Method::Given && curves[1].level == 98.45 && curves[1].stops.empty());
    QVERIFY(plot.csv().contains(QStringLiteral("sweep,given,")));
}

void TestAccuracyPlot::returnTakesATrPoint()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    QSignalSpy taken(&plot, &AccuracyPlot::pointActivated);
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right); // the first point of the last curve: TR with the least pairs
    QVERIFY(hover[0][0].toString().startsWith(QStringLiteral("TR k = 8, g = 8, s = 3")));
    QVERIFY(hover[0][0].toString().contains(QStringLiteral("97.00 % (9,700 of 10,000)")));
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken[0][0].value<Settings>().budget, 16);
}

void TestAccuracyPlot::clickTakesATrPoint()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    auto* canvas = plot.findChild<QWidget*>(QStringLiteral("canvas"));
    QSignalSpy taken(&plot, &AccuracyPlot::pointActivated);
    QSignalSpy hover(&plot, &Plot::hoverText);
    // Looks for the point as a user does: moves over the plot until it says what is there.
    for (int y = 30; y < canvas->height() - 30 && taken.isEmpty(); y += 8) {
        for (int x = 50; x < canvas->width() - 10 && taken.isEmpty(); x += 8) {
            QMouseEvent move(QEvent::MouseMove, QPointF(x, y), QPointF(canvas->mapToGlobal(QPoint(x, y))), Qt::NoButton,
                             Qt::NoButton, Qt::NoModifier);
            QCoreApplication::sendEvent(canvas, &move);
            if (!hover.isEmpty() && hover.last()[0].toString().startsWith(QStringLiteral("TR k = 8")))
                QTest::mouseClick(canvas, Qt::LeftButton, {}, {x, y});
        }
    }
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken[0][0].value<Settings>().budget, 8);
    QCOMPARE(taken[0][0].value<Settings>().dataTerms, 3);
}

void TestAccuracyPlot::qtPointsAreNotTaken()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    QSignalSpy taken(&plot, &AccuracyPlot::pointActivated);
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Up);
    QVERIFY(hover.last()[0].toString().startsWith(QStringLiteral("QT, 4-bit weights")));
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(taken.size(), 0);
}

void TestAccuracyPlot::csvHoldsRowsCurrentAndPublished()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    QStringList rows = plot.csv().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows[1], QStringLiteral("sweep,float,,,,,,9850,10000,98.5,,"));
    QCOMPARE(rows[2], QStringLiteral("sweep,qt,4,8,,,,9600,10000,96,9,3"));
    QCOMPARE(rows[4], QStringLiteral("sweep,tr,8,8,8,16,3,9830,10000,98.3,6,2"));
    plot.setCurrent(sampleEvaluation(490, 500, 4.5));
    plot.setPublished(samplePublished());
    plot.setPublishedVisible(true);
    rows = plot.csv().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), 8);
    QCOMPARE(rows[6], QStringLiteral("current,tr,8,8,8,12,3,490,500,98,4.5,2.25"));
    QCOMPARE(rows[7], QStringLiteral("published,tr,4,6,16,6,6,,,97.49,2.25,"));
}

void TestAccuracyPlot::currentFollowsFast()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    plot.setCurrent(sampleEvaluation(490, 500, 4.5));
    QVERIFY(hasText(plot, QStringLiteral("current setting")));
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    constexpr int updates = 50;
    for (int step = 0; step < updates; ++step)
        plot.setCurrent(sampleEvaluation(480 + step % 20, 500, 2.0 + 0.1 * step));
    QVERIFY2(timer.elapsed() < 16 * updates, qPrintable(QString::number(timer.elapsed())));
    // 480 + 9 of 500 are right in the last one; exact results show the figure, estimates their interval.
    QVERIFY(!hasText(plot, QStringLiteral("97.80 %")));
    plot.setCurrent(sampleEvaluation(9780, 10000, 4.0));
    QVERIFY(hasText(plot, QStringLiteral("97.80 %")));
}

void TestAccuracyPlot::currentBelowTheRangeIsShown()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    plot.setCurrent(sampleEvaluation(1234, 10000, 1.0));
    QVERIFY(plot.visibleRange().top() > 12.34);
    QVERIFY(hasText(plot, QStringLiteral("12.34 %")));
}

void TestAccuracyPlot::currentWithoutWorkIsNotShown()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    Evaluation evaluation = sampleEvaluation(9780, 10000, 4.0);
    evaluation.method = Method::Float;
    evaluation.work.reset();
    plot.setCurrent(evaluation);
    QVERIFY(!hasText(plot, QStringLiteral("97.80 %")));
}

void TestAccuracyPlot::rangesAndLabels()
{
    AccuracyPlot plot;
    QVERIFY(plot.isEmpty());
    plot.setRows(sampleRows());
    show(plot);
    QVERIFY(!plot.isEmpty());
    QVERIFY(plot.visibleRange().top() >= 85.0);
    QVERIFY(plot.visibleRange().left() > 0.0 && plot.visibleRange().right() > 49.0);
    for (const char* text : {"provisioned term pairs per multiply-accumulate", "top-1 accuracy (%)", "4 bit", "8 bit",
                             "k8", "float (98.50 %)", "TR by k, g = 8, s = 3"})
        QVERIFY2(hasText(plot, QString::fromUtf8(text)), text);
    QSignalSpy changed(&plot, &AccuracyPlot::fullRangeChanged);
    plot.setFullRange(true);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(plot.visibleRange().top(), 0.0);
    QVERIFY(plot.visibleRange().bottom() >= 100.0);
}

void TestAccuracyPlot::measuredPairs()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    plot.setAxis(WorkAxis::Measured);
    QVERIFY(hasText(plot, QStringLiteral("measured term pairs per multiply-accumulate")));
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover[0][0].toString().contains(QStringLiteral("3 provisioned, 1.5 measured")));
}

void TestAccuracyPlot::publishedOverlay()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    plot.setPublished(samplePublished());
    QVERIFY(!hasText(plot, QStringLiteral("TR, published")));
    plot.setPublishedVisible(true);
    QVERIFY(hasText(plot, QStringLiteral("TR, published")));
    QVERIFY(plot.caption().contains(QStringLiteral("Someone, 2020")));
    plot.setPublishedVisible(false);
    QCOMPARE(plot.caption(), QString());
}

/// MobileNet-v2 with one weight scale a tensor: every point is far below float, and in sight nevertheless.
void TestAccuracyPlot::rangeFollowsThePoints()
{
    std::vector<SweepRow> rows{row(Method::Float, 8, 1, 1, 8040, 0, 0), row(Method::Quantized, 8, 1, 1, 340, 49, 4),
                               row(Method::Revealed, 8, 12, 3, 280, 4.5, 2)};
    AccuracyPlot plot;
    show(plot);
    plot.setRows(rows);
    const QRectF range = plot.visibleRange();
    QVERIFY2(range.top() < 2.8 && range.bottom() > 80.4, qPrintable(QString::number(range.top())));
    // Good points keep the axis at the top of it.
    rows[1].correct = 8000;
    rows[2].correct = 7950;
    plot.setRows(rows);
    QVERIFY(plot.visibleRange().top() > 70.0);
    // Of a curve at least the better half.
    rows.push_back(row(Method::Revealed, 8, 4, 3, 5000, 1.5, 1));
    rows.push_back(row(Method::Revealed, 8, 2, 3, 1000, 0.75, 1));
    plot.setRows(rows);
    QVERIFY(plot.visibleRange().top() < 50.0 && plot.visibleRange().top() > 10.0);
}

void TestAccuracyPlot::estimatesAreNotJoined()
{
    const std::vector<SweepRow> rows = sampleRows();
    const std::vector<bool> estimated{false, true, false, false, true};
    const std::vector<AccuracyCurve> curves = curvesOf(rows, WorkAxis::Provisioned, estimated);
    QCOMPARE(curves.size(), std::size_t{5}); // float, and of QT and TR one each of estimates and of exact points
    for (const AccuracyCurve& curve : curves)
        QCOMPARE(curve.stops.size(), std::size_t(curve.level ? 0 : 1));
    AccuracyPlot plot;
    show(plot);
    plot.setRows(rows, estimated);
    QVERIFY(plot.caption().startsWith(QStringLiteral("2 of 5 points are still estimates")));
    QVERIFY(hasText(plot, QStringLiteral("QT by bits, estimates")));
    const auto* canvas = plot.findChild<QCustomPlot*>(QStringLiteral("canvas"));
    int estimates = 0;
    for (int i = 0; i < canvas->graphCount(); ++i) {
        const QCPGraph* graph = canvas->graph(i);
        if (!graph->name().endsWith(QStringLiteral("estimates")))
            continue;
        ++estimates;
        QCOMPARE(graph->lineStyle(), QCPGraph::lsNone);
        QVERIFY(graph->scatterStyle().brush().color() != graph->scatterStyle().pen().color()); // hollow
    }
    QCOMPARE(estimates, 2);
    plot.setRows(rows);
    QCOMPARE(plot.caption(), QString());
}

/// Between two budgets of the curve the line goes through the exact point; an estimate stays beside it.
void TestAccuracyPlot::markerLiesOnItsCurve()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows()); // k 8 and 16
    show(plot);
    const auto* canvas = plot.findChild<QCustomPlot*>(QStringLiteral("canvas"));
    const auto pointsOf = [&] {
        for (int i = 0; i < canvas->graphCount(); ++i)
            if (canvas->graph(i)->name().startsWith(QStringLiteral("TR by k")))
                return canvas->graph(i)->dataCount();
        return -1;
    };
    QCOMPARE(pointsOf(), 2);
    plot.setCurrent(sampleEvaluation(490, 500, 4.5));
    QCOMPARE(pointsOf(), 2);
    plot.setCurrent(sampleEvaluation(9810, 10000, 4.5)); // k 12
    QCOMPARE(pointsOf(), 3);
    plot.setRows(sampleRows());
    QCOMPARE(pointsOf(), 3);
    Evaluation other = sampleEvaluation(9810, 10000, 4.5);
    other.settings.dataTerms = 2; // of no curve here
    plot.setCurrent(other);
    QCOMPARE(pointsOf(), 2);
}

void TestAccuracyPlot::measuredAxisFitsItsData()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows()); // 1.5 … 11
    plot.setPublished(samplePublished());
    plot.setPublishedVisible(true);
    show(plot);
    QVERIFY(hasText(plot, QStringLiteral("TR, published")));
    plot.setAxis(WorkAxis::Measured);
    QVERIFY2(plot.visibleRange().left() > 1.0 && plot.visibleRange().right() < 20.0,
             qPrintable(QString::number(plot.visibleRange().right())));
    QVERIFY(!hasText(plot, QStringLiteral("TR, published"))); // those are provisioned pairs
    QVERIFY(!plot.csv().contains(QStringLiteral("published")));
    plot.setAxis(WorkAxis::Provisioned);
    QVERIFY(hasText(plot, QStringLiteral("TR, published")));
}

/// Bits per weight, bytes and cycles: rows that say them are drawn, each axis with its unit, and figures of trained
/// formats stand at their bits.
void TestAccuracyPlot::otherAxes()
{
    std::vector<SweepRow> rows = sampleRows();
    for (SweepRow& row : rows) {
        row.bitsPerWeight = row.settings.weightBits;
        row.storedBytes = 1000.0 * row.settings.weightBits;
        row.cycles = row.method == Method::Revealed ? std::optional(1e6 * row.settings.budget) : std::nullopt;
    }
    AccuracyPlot plot;
    plot.setRows(rows);
    plot.setPublished(samplePublished(), {"Papers", {{"ResNet-20", "APoT", 4, 97.2, 98.0, "trained", "ICLR"}}});
    plot.setPublishedVisible(true);
    show(plot);
    plot.setAxis(WorkAxis::BitsPerWeight);
    QVERIFY(hasText(plot, QStringLiteral("bits per weight, scales included")));
    QVERIFY(hasText(plot, QStringLiteral("APoT, trained")));
    QVERIFY(!hasText(plot, QStringLiteral("TR, published"))); // at pairs alone
    QVERIFY2(plot.visibleRange().left() > 1.0 && plot.visibleRange().right() < 20.0,
             qPrintable(QString::number(plot.visibleRange().right())));
    QVERIFY(plot.csv().contains(QStringLiteral("pairs_per_mac_measured,bits_per_weight,model_bytes,cycles\n")));
    QVERIFY(plot.csv().contains(QStringLiteral("ICLR")));
    plot.setAxis(WorkAxis::Size);
    QVERIFY(hasText(plot, QStringLiteral("size of all weights (bytes)")));
    QVERIFY(!hasText(plot, QStringLiteral("APoT, trained")));
    QVERIFY(plot.visibleRange().contains(QPointF(8000.0, 97.0)));
    plot.setAxis(WorkAxis::Cycles, QStringLiteral("16×16"));
    QVERIFY(hasText(plot, QStringLiteral("cycles (16×16)")));
    QVERIFY(!hasText(plot, QStringLiteral("QT by bits"))); // whose rows say no cycles
    QVERIFY(plot.visibleRange().left() > 1e6 && plot.visibleRange().right() < 1e8);
    QVERIFY(hasText(plot, QStringLiteral("10 M")));
    plot.setAxis(WorkAxis::Provisioned);
    QVERIFY(hasText(plot, QStringLiteral("TR, published")));
}

/// Machines that change no value: QT's scores at what each reserves, on both axes of pairs, and on no other.
void TestAccuracyPlot::machinesAtTheirPairs()
{
    std::vector<SweepRow> rows = sampleRows();
    SweepRow laconic = row(Method::Quantized, 8, 1, 1, 9850, 49, 8.05);
    laconic.costLine = "laconic";
    rows.push_back(laconic);
    const std::vector<AccuracyCurve> curves = curvesOf(rows, WorkAxis::Provisioned);
    QVERIFY(curves.back().machine && curves.back().name == QStringLiteral("Laconic"));
    QCOMPARE(curves.back().stops.size(), std::size_t{1});
    QCOMPARE(curves.back().stops[0].place, QPointF(8.05, 98.5));
    QVERIFY(curves.back().stops[0].text.contains(QStringLiteral("16 products wait for the one with the most pairs")));
    for (const AccuracyCurve& curve : curvesOf(rows, WorkAxis::Size))
        QVERIFY(!curve.machine);
    AccuracyPlot plot;
    plot.setRows(rows);
    show(plot);
    QVERIFY(hasText(plot, QStringLiteral("Laconic")));
    QVERIFY(plot.csv().contains(QStringLiteral("sweep,laconic,8,8,")));
}

void TestAccuracyPlot::labelsStandByTheirOwnPoints()
{
    // k 8 and k 9 nearly on one place: a label of either would be read as the other's.
    std::vector<SweepRow> rows = sampleRows();
    rows.push_back(row(Method::Revealed, 8, 9, 3, 9702, 3.05, 1.5));
    AccuracyPlot plot;
    plot.setRows(rows);
    show(plot);
    const auto* canvas = plot.findChild<QCustomPlot*>(QStringLiteral("canvas"));
    std::vector<QPointF> points;
    for (const SweepRow& each : rows)
        if (each.work)
            points.emplace_back(canvas->xAxis->coordToPixel(each.work->provisioned),
                                canvas->yAxis->coordToPixel(each.top1()));
    int shown = 0;
    for (int i = 0; i < canvas->itemCount(); ++i) {
        const auto* label = qobject_cast<const QCPItemText*>(canvas->item(i));
        if (label == nullptr || !label->visible() || !label->text().startsWith(u'k'))
            continue;
        ++shown;
        const QPointF own = label->position->pixelPosition();
        const QRectF rect = PointLabels::rectOf(label);
        const auto distance = [&](const QPointF& point) {
            return std::hypot(std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0}),
                              std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0}));
        };
        for (const QPointF& point : points)
            QVERIFY2((point - own).manhattanLength() < 1.0 || distance(point) > distance(own),
                     qPrintable(label->text()));
    }
    QVERIFY(shown >= 1); // k 16 has room
}

void TestAccuracyPlot::pinnedCurves()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    std::vector<SweepRow> rows{row(Method::Revealed, 8, 8, 1, 9000, 1, 0.5),
                               row(Method::Revealed, 8, 16, 1, 9500, 2, 1)};
    plot.setPinned({{QStringLiteral("one term"), 3, rows, {}}});
    QVERIFY(hasText(plot, QStringLiteral("one term")));
    QVERIFY(plot.csv().contains(QStringLiteral("\none term,tr,8,8,8,16,1,9500,10000,95,2,1\n")));
    QVERIFY(plot.visibleRange().left() < 1.0);
    QSignalSpy taken(&plot, &AccuracyPlot::pointActivated);
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover[0][0].toString().startsWith(QStringLiteral("one term\nTR k = 8")));
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(taken.size(), 1);
    plot.setPinned({});
    QVERIFY(!hasText(plot, QStringLiteral("one term")));
}

void TestAccuracyPlot::boxZoomAndReset()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    show(plot);
    auto* canvas = plot.findChild<QCustomPlot*>(QStringLiteral("canvas"));
    const QRect axes = canvas->axisRect()->rect();
    const QRectF before = plot.visibleRange();
    const QPoint from = axes.topLeft() + QPoint(axes.width() / 4, axes.height() / 4);
    const QPoint to = axes.topLeft() + QPoint(axes.width() / 2, axes.height() / 2);
    const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButtons held) {
        QMouseEvent event(type, QPointF(at), QPointF(canvas->mapToGlobal(at)),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held, Qt::ShiftModifier);
        QCoreApplication::sendEvent(canvas, &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton);
    for (int step = 1; step <= 4; ++step)
        send(QEvent::MouseMove, from + (to - from) * step / 4, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, to, Qt::NoButton);
    QCoreApplication::processEvents();
    const QRectF zoomed = plot.visibleRange();
    QVERIFY(zoomed.left() > before.left() && zoomed.right() < before.right());
    QVERIFY(zoomed.top() > before.top() && zoomed.bottom() < before.bottom());
    QVERIFY(plot.isZoomed());
    auto* reset = plot.menu()->findChild<QAction*>(QStringLiteral("resetZoom"));
    reset->trigger();
    QCOMPARE(plot.visibleRange(), before);
    QVERIFY(!plot.isZoomed());
}

/// Zoomed in, curves that reach beyond the axes are cut there in SVG as they are in PNG.
void TestAccuracyPlot::svgIsClipped()
{
    AccuracyPlot plot;
    plot.setPalette(lightPalette());
    plot.setRows(sampleRows());
    show(plot);
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(&plot, Qt::Key_Plus);
    QSvgRenderer renderer(plot.svg());
    QVERIFY(renderer.isValid());
    const QByteArray svg = plot.svg();
    QCOMPARE(svg.count("<svg"), 1);
    QCOMPARE(svg.count("</svg>"), 1);
    QVERIFY(svg.contains("<clipPath id=\"axes\">"));
    const qsizetype begin = svg.indexOf("<g clip-path=\"url(#axes)\">");
    QVERIFY(begin > 0);
    QVERIFY(svg.mid(begin).contains(lightTheme().revealed.name().toUtf8())); // the curve
    QVERIFY(svg.left(begin).contains("top-1 accuracy (%)"));                 // the axes
}

void TestAccuracyPlot::advice()
{
    AccuracyPlot plot;
    plot.setRows(sampleRows());
    plot.setAdvice(QStringLiteral("Do this."));
    QCOMPARE(plot.caption(), QStringLiteral("Do this."));
    plot.setAdvice({});
    QCOMPARE(plot.caption(), QString());
}

TERMSCOPE_TEST(TestAccuracyPlot)
#include "TestAccuracyPlot.moc"
