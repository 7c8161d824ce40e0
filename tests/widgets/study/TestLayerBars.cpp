// Bars of layers: whatever their number and the plot's size, no label of the axis touches the next.
#include "tests/support/TestClass.h"
#include "widgets/study/LayerBars.h"

#include <QtTest>
#include <qcustomplot.h>

using namespace termscope;

class TestLayerBars : public QObject {
    Q_OBJECT

private slots:
    void labelsStandApart_data()
    {
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("width");
        for (const int layers : {13, 20, 35, 53, 120, 1000})
            for (const int width : {260, 400, 900, 1800})
                QTest::addRow("%d layers, %d pixels", layers, width) << layers << width;
    }

    void labelsStandApart()
    {
        QFETCH(int, layers);
        QFETCH(int, width);
        LayerBars bars;
        std::vector<LayerBar> some;
        for (int i = 0; i < layers; ++i)
            some.push_back({QStringLiteral("layer%1").arg(i), 1.0 + i % 7, false, {}});
        bars.setBars({}, some);
        bars.resize(width, 200);
        bars.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bars));
        auto* const plot = bars.findChild<QCustomPlot*>();
        QVERIFY(plot != nullptr);
        plot->replot();
        const QCPAxis& axis = *plot->xAxis;
        const QVector<double> ticks = axis.tickVector();
        const QVector<QString> labels = axis.tickVectorLabels();
        QCOMPARE(labels.size(), ticks.size());
        QVERIFY(ticks.size() >= 2);
        const QFontMetricsF metrics(axis.tickLabelFont());
        for (qsizetype i = 1; i < ticks.size(); ++i) {
            const double apart = axis.coordToPixel(ticks[i]) - axis.coordToPixel(ticks[i - 1]);
            const double needed = 0.5
                                  * (metrics.horizontalAdvance(labels[i]) + metrics.horizontalAdvance(labels[i - 1]));
            QVERIFY2(apart > needed + 2.0,
                     qPrintable(QStringLiteral("%1 and %2 are %3 pixels apart").arg(labels[i - 1], labels[i]).arg(apart)));
        }
        QVERIFY(labels.contains(QStringLiteral("1"))); // the first layer
    }
};

TERMSCOPE_TEST(TestLayerBars)
#include "TestLayerBars.moc"
