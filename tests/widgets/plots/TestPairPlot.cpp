// The histogram of term pairs, the picker of a place, and pictures before their preprocessing.
#include "tests/support/TestClass.h"
#include "widgets/images/PlacePicker.h"
#include "widgets/images/SamplePictures.h"
#include "widgets/plots/PairHistogramPlot.h"

#include <QSignalSpy>
#include <QtTest>

using namespace termscope;

namespace {

/// 100 dot products under QT: 98 with 10 pairs, one with 40, one with 50; under TR all have 6.
PairComparison comparison()
{
    PairComparison found;
    found.samples = 8;
    found.quantized.length = found.current.length = 16;
    found.quantized.pairs.counts.assign(800, 0);
    found.quantized.pairs.counts[10] = 98;
    found.quantized.pairs.counts[40] = 1;
    found.quantized.pairs.counts[50] = 1;
    found.current.pairs.counts = {0, 0, 0, 0, 0, 0, 100};
    found.quantized.counted = found.current.counted = 100;
    found.quantized.all = found.current.all = 5000;
    found.quantized.bound = 784.0;
    found.current.bound = 72.0;
    return found;
}

template <class View>
void show(View& view, QSize size)
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCoreApplication::processEvents();
}

/// One sample of 3 colours, 2 × 3 pixels, made by `preprocessing` from these bytes: 10·channel + 100·row + column.
DatasetPtr coloured(const char* preprocessing)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->height = 2;
    dataset->width = 3;
    dataset->channels = 3;
    dataset->preprocessing = *parsePreprocessing(preprocessing);
    dataset->layout = dataset->preprocessing.layout;
    Image image{2, 3, 3, {}};
    for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 3; ++column)
            for (int channel = 0; channel < 3; ++channel)
                image.pixels.push_back(static_cast<std::uint8_t>(10 * channel + 100 * row + column));
    dataset->pixels.resize(18);
    PixelScaler::create(dataset->preprocessing, 3, "x")->toSample(image, dataset->pixels);
    return dataset;
}

} // namespace

class TestPairPlot : public QObject {
    Q_OBJECT

private slots:
    void wordsAndData()
    {
        PairHistogramPlot plot;
        show(plot, {700, 360});
        QVERIFY(plot.isEmpty());
        Settings settings;
        plot.setPairs(comparison(), "conv5", settings);
        QVERIFY(!plot.isEmpty());
        QCOMPARE(
            plot.caption(),
            QString("QT: 99 % of dot products need at most 40 pairs of 784. TR: 99 % of dot products need at most 6 "
                    "pairs of 72. 100 of 5,000 dot products of layer conv5 over the first 8 images."));
        const QStringList lines = plot.csv().split('\n');
        QCOMPARE(lines[0], QString("pairs_per_dot_product,qt_count,qt_percent,tr_count,tr_percent"));
        QCOMPARE(lines[7], QString("6,0,0,100,100"));
        QCOMPARE(lines[11], QString("10,98,98,0,0"));
        QCOMPARE(lines.size(), 53); // 0 to 50, the header and the end
        const QString picture = QString::fromUtf8(plot.svg());
        for (const char* text : {"QT provisions 784", "TR provisions 72", "term pairs per dot product of 16 values",
                                 "share of dot products (%)", "TR, k = 12, g = 8, s = 3"})
            QVERIFY2(picture.contains(QString::fromUtf8(text)), text);
        QVERIFY(plot.visibleRange().right() > 784.0);
        plot.setShowBounds(false);
        QVERIFY(plot.visibleRange().right() < 60.0);
    }

    void keysRead()
    {
        PairHistogramPlot plot;
        show(plot, {700, 360});
        plot.setPairs(comparison(), "conv5", {});
        QSignalSpy hover(&plot, &Plot::hoverText);
        for (int i = 0; i <= 10; ++i)
            QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY2(hover.last()[0].toString().startsWith("10 pairs\nQT, 8 bit: 98.00 %, up to here 98.00 %"),
                 qPrintable(hover.last()[0].toString()));
    }

    void placesAreDragged()
    {
        PlacePicker picker;
        show(picker, {72, 72});
        QSignalSpy chosen(&picker, &PlacePicker::placeChosen);
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        picker.setImage(image);
        QTest::mouseClick(&picker, Qt::LeftButton, {}, {36, 36});
        QCOMPARE(chosen.size(), 0); // nothing to choose yet
        picker.setChoosing(true);
        QTest::mousePress(&picker, Qt::LeftButton, {}, {10, 60});
        QTest::mouseMove(&picker, {20, 30});
        QTest::mouseRelease(&picker, Qt::LeftButton, {}, {20, 30});
        QVERIFY(chosen.size() >= 2);
        QVERIFY(chosen.first()[2].toBool());
        QCOMPARE(chosen.last()[2].toBool(), false);
        // 70 pixels show 100, from pixel 1 on.
        QCOMPARE(chosen.last()[0].toInt(), static_cast<int>((30.0 - 1.0) / 70.0 * 100.0));
        QCOMPARE(chosen.last()[1].toInt(), static_cast<int>((20.0 - 1.0) / 70.0 * 100.0));
        picker.setPlace(0, 99);
        QTest::keyClick(&picker, Qt::Key_Up);
        QCOMPARE(chosen.last()[0].toInt(), 0);
        QTest::keyClick(&picker, Qt::Key_Left);
        QCOMPARE(chosen.last()[1].toInt(), 98);
        QTest::mouseDClick(&picker, Qt::LeftButton, {}, {10, 10});
        QCOMPARE(chosen.last()[0].toInt(), -1);
    }

    void preprocessingIsUndone_data()
    {
        QTest::addColumn<QByteArray>("preprocessing");
        for (const char* each : {"raw", "cifar", "keras:resize=0,crop=0", "torchvision:resize=0,crop=0,layout=nhwc",
                                 "torchvision:resize=0,crop=0,channels=bgr"})
            QTest::newRow(each) << QByteArray(each);
    }

    void preprocessingIsUndone()
    {
        QFETCH(const QByteArray, preprocessing);
        const QImage picture = SamplePictures(coloured(preprocessing.constData())).picture(0);
        QCOMPARE(picture.size(), QSize(3, 2));
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 3; ++column) {
                const int base = 100 * row + column;
                QCOMPARE(picture.pixelColor(column, row), QColor(base, base + 10, base + 20));
            }
    }

    /// Numbers that are no pixels are spread over grey; no numbers in memory are black.
    void otherNumbers()
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->height = 1;
        dataset->width = 3;
        dataset->pixels = {-2.0F, 0.0F, 2.0F};
        const QImage picture = SamplePictures(dataset).picture(0);
        QCOMPARE(picture.pixelColor(0, 0), QColor(0, 0, 0));
        QCOMPARE(picture.pixelColor(1, 0), QColor(128, 128, 128));
        QCOMPARE(picture.pixelColor(2, 0), QColor(255, 255, 255));
        QCOMPARE(className(*dataset, 3), QString("3"));
        dataset->classNames = {"cat", "dog"};
        QCOMPARE(className(*dataset, 1), QString("dog"));
        QCOMPARE(className(*dataset, 2), QString("2"));
    }
};

TERMSCOPE_TEST(TestPairPlot)
#include "TestPairPlot.moc"
