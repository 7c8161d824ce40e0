// Curves and bars of one plot differ without their colours: in dashes, width, hatching or marks.
#include "tests/support/TestClass.h"
#include "widgets/array/StepLengthPlot.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/PairHistogramPlot.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"

#include <qcustomplot.h>

#include <QtTest>

using namespace termscope;

namespace {

/// How a curve or a bar is drawn but for its colour.
QString drawnAs(QCPAbstractPlottable& plottable)
{
    QStringList parts;
    const QPen pen = plottable.pen();
    for (const qreal dash : pen.dashPattern())
        parts << QString::number(dash);
    parts << QStringLiteral("%1 wide").arg(pen.widthF(), 0, 'f', 1);
    parts << QStringLiteral("hatch %1").arg(static_cast<int>(plottable.brush().style()));
    if (const auto* graph = qobject_cast<QCPGraph*>(&plottable))
        parts << QStringLiteral("mark %1").arg(static_cast<int>(graph->scatterStyle().shape()));
    return parts.join(u' ');
}

} // namespace

class TestSeriesMarks : public QObject {
    Q_OBJECT

private:
    /// Of what the legend names.
    static void check(Plot& plot, int least)
    {
        auto* canvas = plot.findChild<QCustomPlot*>(QStringLiteral("canvas"));
        QVERIFY(canvas);
        QStringList seen;
        for (int i = 0; i < canvas->plottableCount(); ++i) {
            QCPAbstractPlottable* each = canvas->plottable(i);
            if (canvas->legend->itemWithPlottable(each) == nullptr)
                continue;
            const QString look = drawnAs(*each);
            QVERIFY2(!seen.contains(look), qPrintable(QStringLiteral("%1: %2").arg(each->name(), look)));
            seen << look;
        }
        QVERIFY2(seen.size() >= least, qPrintable(QString::number(seen.size())));
    }

    static LayerDistribution sample()
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

    static SweepRow row(Method method, int budget, int dataTerms, double provisioned)
    {
        SweepRow result;
        result.method = method;
        result.settings.budget = budget;
        result.settings.dataTerms = dataTerms;
        result.correct = 9000;
        result.total = 10000;
        if (method != Method::Float)
            result.work = Work{provisioned, provisioned / 2};
        return result;
    }

private slots:
    void weights()
    {
        WeightHistogramPlot plot;
        plot.setDistribution(sample());
        check(plot, 3);
    }

    void terms()
    {
        TermHistogramPlot plot;
        plot.setShow2020(true);
        plot.setDistribution(sample(), Encoding::Hese);
        check(plot, 4);
    }

    void pairs()
    {
        PairHistogramPlot plot;
        PairComparison found;
        found.quantized.pairs.counts = {1, 5, 4};
        found.current.pairs.counts = {5, 5};
        found.quantized.counted = found.current.counted = 10;
        plot.setPairs(found, QStringLiteral("fc1"), {});
        check(plot, 2);
    }

    void steps()
    {
        for (const StepReading reading : {StepReading::Length, StepReading::Occupancy}) {
            StepLengthPlot plot(reading);
            StepSeries series;
            series.longest = series.mean = series.length = series.active = series.busy = {1, 2, 3};
            series.start = {0, 1, 3};
            series.stepsPerFold = series.allSteps = 3;
            plot.setLanes({QStringLiteral("QT"), series}, {QStringLiteral("TR"), series});
            check(plot, 4);
        }
    }

    void accuracy()
    {
        AccuracyPlot plot;
        std::vector<SweepRow> rows{row(Method::Float, 1, 1, 0), row(Method::Quantized, 1, 1, 49)};
        for (const int dataTerms : {1, 2, 3})
            for (const int budget : {4, 8, 16})
                rows.push_back(row(Method::Revealed, budget, dataTerms, budget * dataTerms / 8.0));
        plot.setRows(rows);
        PublishedFigures figures;
        figures.source = "Someone, 2020";
        figures.curves = {{"MLP", "TR", "top1_percent", {{4, 6, 16, 6, 6, 2.25, 2.25, 97.49}}}};
        plot.setPublished(figures);
        plot.setPublishedVisible(true);
        check(plot, 5);
    }
};

TERMSCOPE_TEST(TestSeriesMarks)
#include "TestSeriesMarks.moc"
