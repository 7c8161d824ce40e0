// What there is to see of weights: an outlier does not hide the others, zooming bins anew, channels, map and boxes are
// read with mouse and keys.
#include "tests/support/TestClass.h"
#include "widgets/plots/ChannelPlot.h"
#include "widgets/plots/LayerSpreadPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"
#include "widgets/plots/WeightMapPlot.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

#include <cmath>
#include <random>

using namespace termscope;

namespace {

/// Normal weights of deviation 0.02 for 10 outputs, and 50.0 among them.
LayerDistribution crowdAndOutlier()
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal(0.0F, 0.02F);
    std::vector<float> values(20000);
    for (float& value : values)
        value = normal(random);
    values[11000] = 50.0F;
    Network network;
    WeightLayer layer;
    layer.name = layer.tensorName = "fc";
    layer.weight = {{10, 2000}, std::move(values)};
    network.layers.push_back(std::move(layer));
    const auto shared = std::make_shared<const Network>(std::move(network));
    return LayerStudy().distribution(shared, 0, planOf(*shared, Method::Revealed, Settings())[0]);
}

template <class View>
void show(View& view, QSize size = {640, 400})
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

/// Bins that hold something, as the CSV has them.
int filledBins(const Plot& plot, int column)
{
    int filled = 0;
    for (const QString& line : plot.csv().split(u'\n', Qt::SkipEmptyParts).mid(1))
        filled += line.split(u',')[column].toDouble() > 0.0 ? 1 : 0;
    return filled;
}

} // namespace

class TestWeightPictures : public QObject {
    Q_OBJECT

private slots:
    void outlierDoesNotHideTheOthers();
    void zoomingBinsAnew();
    void valuesThatAreNoNumbersAreTold();
    void channelsAreRead();
    void mapIsRead();
    void boxesAreReadAndChosen();
};

void TestWeightPictures::outlierDoesNotHideTheOthers()
{
    WeightHistogramPlot plot;
    plot.setDistribution(crowdAndOutlier());
    show(plot);
    QVERIFY(plot.visibleRange().width() < 0.5);
    QVERIFY(filledBins(plot, 2) > 60);
    QVERIFY2(plot.caption().contains(QStringLiteral("1 of 20")), qPrintable(plot.caption()));
    QVERIFY(plot.caption().contains(QStringLiteral("50")));
    QList<QCheckBox*> options = plot.findChildren<QCheckBox*>();
    const auto all = std::ranges::find(options, QStringLiteral("all weights"), &QCheckBox::text);
    QVERIFY(all != options.end());
    QTest::mouseClick(*all, Qt::LeftButton, {}, {8, (*all)->height() / 2});
    QVERIFY(plot.showsAllWeights());
    QVERIFY(plot.visibleRange().width() > 99.0);
    QVERIFY(filledBins(plot, 2) < 10);
    QTest::mouseClick(*all, Qt::LeftButton, {}, {8, (*all)->height() / 2});
    QVERIFY(plot.visibleRange().width() < 0.5);
}

void TestWeightPictures::zoomingBinsAnew()
{
    WeightHistogramPlot plot;
    plot.setDistribution(crowdAndOutlier());
    plot.setShowAllWeights(true);
    show(plot);
    QVERIFY(filledBins(plot, 2) < 10);
    for (int turn = 0; turn < 32; ++turn)
        QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.visibleRange().width() < 0.2);
    QVERIFY2(filledBins(plot, 2) > 40, qPrintable(QString::number(filledBins(plot, 2))));
    QCOMPARE(plot.visibleRange().top(), 0.0); // the bars stand on the axis, and the highest is in sight
    QVERIFY(plot.visibleRange().height() < 30.0);
    // A reading is of a bin in sight.
    QSignalSpy hovered(&plot, &WeightHistogramPlot::binHovered);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(hovered.size(), 1);
    QVERIFY(hovered[0][1].toDouble() - hovered[0][0].toDouble() < 0.01);
    QTest::keyClick(&plot, Qt::Key_Home);
    QVERIFY(plot.visibleRange().width() > 99.0);
}

void TestWeightPictures::valuesThatAreNoNumbersAreTold()
{
    LayerDistribution distribution;
    distribution.floats = {-1.0, 1.0, {1, 3, 3, 1}};
    distribution.statistics.notNumbers = 3;
    distribution.statistics.infinite = 2;
    WeightHistogramPlot plot;
    plot.setDistribution(distribution);
    show(plot);
    QVERIFY(!plot.isEmpty());
    QVERIFY2(plot.caption().contains(QStringLiteral("3 that are not a number, 2 infinite")),
             qPrintable(plot.caption()));
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(!plot.accessibleValue().isEmpty());
}

void TestWeightPictures::channelsAreRead()
{
    ChannelPlot plot;
    show(plot);
    QVERIFY(plot.isEmpty());
    plot.setDistribution(crowdAndOutlier());
    QVERIFY(!plot.isEmpty());
    QVERIFY(plot.visibleRange().height() < 1.0); // the others are to be seen
    QSignalSpy hover(&plot, &Plot::hoverText);
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY2(hover.back()[0].toString().contains(QStringLiteral("output 5")), qPrintable(hover.back()[0].toString()));
    QVERIFY(hover.back()[0].toString().contains(QStringLiteral("50")));
    QCOMPARE(plot.csv().count(u'\n'), 11);
    plot.clear();
    QVERIFY(plot.isEmpty());
}

void TestWeightPictures::mapIsRead()
{
    WeightMapPlot plot;
    show(plot);
    QVERIFY(plot.isEmpty());
    plot.setDistribution(crowdAndOutlier());
    QVERIFY(!plot.isEmpty());
    QVERIFY(!plot.caption().isEmpty()); // 2000 columns are more than cells
    QSignalSpy hover(&plot, &Plot::hoverText);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Down);
    QVERIFY2(hover.back()[0].toString().startsWith(QStringLiteral("row 1, input 8 to 15")),
             qPrintable(hover.back()[0].toString()));
    QVERIFY(!plot.image(1.0).isNull());
    QVERIFY(plot.svg().size() > 1000);
}

void TestWeightPictures::boxesAreReadAndChosen()
{
    LayerSpreadPlot plot;
    show(plot);
    QVERIFY(plot.isEmpty());
    plot.setLayers({{"conv1", 0.001, 0.01, 0.02, 0.04, 0.5, 0.25, 0.004, 0.5},
                    {"fc", 0.0001, 0.001, 0.002, 0.004, 50.0, 0.0, 0.4, 50.0}});
    plot.setCurrent(1);
    QVERIFY(!plot.isEmpty());
    // In powers of two: neither layer hides the other.
    QVERIFY(plot.visibleRange().height() < 30.0);
    QSignalSpy hover(&plot, &Plot::hoverText);
    QSignalSpy chosen(&plot, &LayerSpreadPlot::layerChosen);
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover.back()[0].toString().contains(QStringLiteral("25 % are zero")));
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(hover.back()[0].toString().startsWith(QStringLiteral("fc\n")));
    QVERIFY(hover.back()[0].toString().contains(QStringLiteral("largest integer 50")));
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    QTest::mouseClick(canvasOf(plot), Qt::LeftButton, {}, {canvasOf(plot)->width() / 3, canvasOf(plot)->height() / 2});
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].toInt(), 0);
    QCOMPARE(plot.csv().count(u'\n'), 3);
}

TERMSCOPE_TEST(TestWeightPictures)
#include "TestWeightPictures.moc"
