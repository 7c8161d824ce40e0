// The strip of test images: marks, filters, choice by mouse and keys, ten thousand images without lag.
#include "widgets/images/DigitGrid.h"
#include "widgets/images/DigitStrip.h"

#include "tests/support/ClippedText.h"
#include "tests/support/TestClass.h"
#include "widgets/theme/Theme.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>
#include <QtTest>

using namespace termscope;

namespace {

DatasetPtr images(int count, std::int64_t channels = 1)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->height = 28;
    dataset->width = 28;
    dataset->channels = channels;
    dataset->classes = 10;
    dataset->pixels.assign(static_cast<std::size_t>(count * dataset->features()), 0.0F);
    for (int index = 0; index < count; ++index)
        dataset->labels.push_back(index % 10);
    return dataset;
}

std::vector<std::int32_t> labels(int count)
{
    std::vector<std::int32_t> result;
    for (int index = 0; index < count; ++index)
        result.push_back(index % 10);
    return result;
}

struct Strip {
    DigitStrip strip;
    QAbstractScrollArea* grid = strip.findChild<QAbstractScrollArea*>();

    Strip()
    {
        strip.setPalette(lightPalette());
        strip.resize(700, 260);
        strip.show();
        if (!QTest::qWaitForWindowExposed(&strip))
            qFatal("the strip does not show");
    }
    QImage picture() { return grid->viewport()->grab().toImage(); }
};

int pixelsOf(const QImage& picture, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class TestDigitStrip : public QObject {
    Q_OBJECT

private slots:
    /// In one line where there is room; in several, whole, where there is little.
    void theHeadingFlows()
    {
        Strip shown;
        shown.strip.setImages(images(10000));
        const auto* filter = shown.strip.findChild<QComboBox*>(QStringLiteral("filter"));
        const QList<QWidget*> parts = shown.strip.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        const auto wrong = std::ranges::find(parts, QStringLiteral("wrong (true label)"), &QWidget::accessibleName);
        QVERIFY(wrong != parts.end());
        shown.strip.resize(1200, 300);
        QCoreApplication::processEvents();
        QVERIFY(std::abs(filter->geometry().center().y() - (*wrong)->geometry().center().y()) <= 1);
        QCOMPARE((*wrong)->geometry().right(), shown.strip.rect().right());
        QCOMPARE(ClippedText::in(shown.strip), QStringList());
        const int grid = shown.grid->height();
        shown.strip.resize(shown.strip.minimumSizeHint().width(), 300);
        QCoreApplication::processEvents();
        QVERIFY((*wrong)->y() > filter->geometry().bottom());
        QVERIFY(shown.grid->height() < grid);
        QCOMPARE(ClippedText::in(shown.strip), QStringList());
    }

    void countsAndFilters();
    void waitsForWhatIsMissing();
    void imagesOfACell();
    void prefixOnly();
    void marksAreDrawn();
    void mouseChooses();
    void keysChoose();
    void selectionShows();
    void resizeKeepsThePlace();
    void tenThousandImages();
    void manyClassesHaveRoom();
    void colourImages();
    void paletteChange();
    void activationsAreAskedFor();
    void namedClasses();
};

/// By the button, by a double click and by Return, once an image is chosen.
void TestDigitStrip::activationsAreAskedFor()
{
    Strip view;
    view.strip.setImages(images(20));
    view.strip.setPredictions(labels(20), labels(20));
    auto* button = view.strip.findChild<QPushButton*>(QStringLiteral("activations"));
    QVERIFY(!button->isEnabled());
    QSignalSpy asked(&view.strip, &DigitStrip::activationsRequested);
    view.strip.selectImage(4);
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.last()[0].toInt(), 4);
    QTest::keyClick(view.grid, Qt::Key_Right);
    QTest::keyClick(view.grid, Qt::Key_Return);
    QCOMPARE(asked.last()[0].toInt(), 5);
    QTest::mouseDClick(view.grid->viewport(), Qt::LeftButton, {}, QPoint(20, 20));
    QCOMPARE(asked.last()[0].toInt(), 0);
    QCOMPARE(asked.size(), 3);
    view.strip.setImages(nullptr);
    QVERIFY(!button->isEnabled());
}

/// Names have lines of their own: now, float where it differs, the label where it is another.
void TestDigitStrip::namedClasses()
{
    Strip plain;
    plain.strip.setImages(images(3));
    Strip view;
    auto named = std::make_shared<Dataset>(*images(3));
    named->classNames = {"cat", "a dog of a very long name that cannot be shown whole", "tree"};
    view.strip.setImages(named);
    view.strip.setPredictions({0, 2, 2}, {0, 1, 1});
    const QImage picture = view.picture();
    QVERIFY(picture != plain.picture());
    const QPoint second(140, 60);
    QHelpEvent help(QEvent::ToolTip, second, view.grid->viewport()->mapToGlobal(second));
    QCoreApplication::sendEvent(view.grid->viewport(), &help);
    QVERIFY2(QToolTip::text().startsWith(
                 "image 1, label a dog of a very long name that cannot be shown whole (1), predicted a dog"),
             qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().endsWith(", float tree (2); flipped by the current setting"));
}

void TestDigitStrip::countsAndFilters()
{
    Strip view;
    view.strip.setImages(images(100));
    std::vector<std::int32_t> reference = labels(100);
    std::vector<std::int32_t> current = labels(100);
    current[3] = 9;                // flipped and wrong
    reference[5] = current[5] = 0; // wrong in both
    reference[7] = 1;              // flipped to the right label
    view.strip.setPredictions(reference, current);
    QCOMPARE(view.strip.flippedCount(), 2);
    QCOMPARE(view.strip.wrongCount(), 2);
    QCOMPARE(view.strip.shownCount(), 100);
    QSignalSpy changed(&view.strip, &DigitStrip::filterChanged);
    auto* filter = view.strip.findChild<QComboBox*>(QStringLiteral("filter"));
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(view.strip.filter(), ImageFilter::Flipped);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(view.strip.shownCount(), 2);
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    QTest::keyClick(view.grid, Qt::Key_End);
    QCOMPARE(chosen.last()[0].toInt(), 7);
    view.strip.setFilter(ImageFilter::Wrong);
    QTest::keyClick(view.grid, Qt::Key_End);
    QCOMPARE(chosen.last()[0].toInt(), 5);
}

/// "flipped" is a comparison with float: nothing is said of it before float is there, and before any prediction the
/// strip waits instead of counting 0.
void TestDigitStrip::waitsForWhatIsMissing()
{
    Strip view;
    const auto* counts = view.strip.findChild<QLabel*>(QStringLiteral("counts"));
    QCOMPARE(counts->text(), QString());
    view.strip.setImages(images(50));
    view.strip.setPredictions({}, {});
    QCOMPARE(counts->text(), QStringLiteral("waiting for the first predictions"));
    std::vector<std::int32_t> current = labels(50);
    current[2] = 5;
    view.strip.setPredictions({}, current);
    QCOMPARE(counts->text(), QStringLiteral("1 wrong of 50, waiting for float"));
    QVERIFY(!counts->text().contains(QStringLiteral("flipped")));
    view.strip.setFilter(ImageFilter::Flipped);
    QCOMPARE(view.strip.findChild<DigitGrid*>()->accessibleValue(),
             QStringLiteral("Waiting for the predictions of float …"));
    view.strip.setPredictions(labels(50), current);
    QCOMPARE(counts->text(), QStringLiteral("1 flipped, 1 wrong of 50"));
}

/// The images of a cell of the confusion matrix, until the button lets it go.
void TestDigitStrip::imagesOfACell()
{
    Strip view;
    view.strip.setImages(images(100));
    std::vector<std::int32_t> current = labels(100);
    const std::int32_t label = labels(100)[3];
    current[3] = (label + 1) % 10;
    view.strip.setPredictions(labels(100), current);
    auto* button = view.strip.findChild<QPushButton*>(QStringLiteral("cell"));
    QVERIFY(!button->isVisibleTo(&view.strip));
    view.strip.setCell(ConfusionCell{label, current[3]});
    QCOMPARE(view.strip.shownCount(), 1);
    QVERIFY(button->isVisibleTo(&view.strip));
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    QTest::keyClick(view.grid, Qt::Key_Home);
    QCOMPARE(chosen.last()[0].toInt(), 3);
    QSignalSpy left(&view.strip, &DigitStrip::cellLeft);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(left.size(), 1);
    QCOMPARE(view.strip.shownCount(), 100);
    QVERIFY(!button->isVisibleTo(&view.strip));
}

void TestDigitStrip::prefixOnly()
{
    Strip view;
    view.strip.setImages(images(50));
    std::vector<std::int32_t> current = labels(10);
    current[2] = 5;
    view.strip.setPredictions(labels(50), current);
    QCOMPARE(view.strip.flippedCount(), 1);
    QCOMPARE(view.strip.wrongCount(), 1);
    QCOMPARE(view.strip.shownCount(), 50);
    view.picture();
    view.strip.setPredictions({}, current);
    QCOMPARE(view.strip.flippedCount(), 0);
    view.strip.setImages(nullptr);
    QCOMPARE(view.strip.shownCount(), 0);
    view.picture();
}

void TestDigitStrip::marksAreDrawn()
{
    Strip view;
    view.strip.setImages(images(10));
    view.strip.setPredictions(labels(10), labels(10));
    const QImage plain = view.picture();
    QCOMPARE(pixelsOf(plain, lightTheme().wrong), 0);
    QCOMPARE(pixelsOf(plain, lightTheme().quantized), 0);
    std::vector<std::int32_t> current = labels(10);
    current[1] = 7;
    view.strip.setPredictions(labels(10), current);
    const QImage marked = view.picture();
    QVERIFY(pixelsOf(marked, lightTheme().wrong) > 150);
    QVERIFY(pixelsOf(marked, lightTheme().quantized) > 100);
}

void TestDigitStrip::mouseChooses()
{
    Strip view;
    view.strip.setImages(images(10000));
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    QTest::mouseClick(view.grid->viewport(), Qt::LeftButton, {}, {30, 30});
    QCOMPARE(chosen.last()[0].toInt(), 0);
    view.grid->verticalScrollBar()->setValue(view.grid->verticalScrollBar()->maximum());
    QTest::mouseClick(view.grid->viewport(), Qt::LeftButton, {}, {30, view.grid->viewport()->height() - 30});
    QVERIFY(chosen.last()[0].toInt() > 9980);
    QCOMPARE(view.strip.selectedImage(), chosen.last()[0].toInt());
}

void TestDigitStrip::keysChoose()
{
    Strip view;
    view.strip.setImages(images(200));
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    QTest::keyClick(view.grid, Qt::Key_Right);
    QCOMPARE(chosen.last()[0].toInt(), 0);
    QTest::keyClick(view.grid, Qt::Key_Right);
    QCOMPARE(chosen.last()[0].toInt(), 1);
    QTest::keyClick(view.grid, Qt::Key_Down);
    const int columns = chosen.last()[0].toInt() - 1;
    QVERIFY(columns >= 4);
    QTest::keyClick(view.grid, Qt::Key_Up);
    QCOMPARE(chosen.last()[0].toInt(), 1);
    QTest::keyClick(view.grid, Qt::Key_End);
    QCOMPARE(chosen.last()[0].toInt(), 199);
    QCOMPARE(view.grid->verticalScrollBar()->value(), view.grid->verticalScrollBar()->maximum());
    QTest::keyClick(view.grid, Qt::Key_Home);
    QCOMPARE(chosen.last()[0].toInt(), 0);
    QCOMPARE(view.grid->verticalScrollBar()->value(), 0);
}

void TestDigitStrip::selectionShows()
{
    Strip view;
    view.strip.setImages(images(40));
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    const QImage before = view.picture();
    view.strip.selectImage(2);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(pixelsOf(view.picture(), lightTheme().selection) > pixelsOf(before, lightTheme().selection) + 100);
}

void TestDigitStrip::resizeKeepsThePlace()
{
    Strip view;
    view.strip.setImages(images(1000));
    QSignalSpy chosen(&view.strip, &DigitStrip::imageActivated);
    view.grid->verticalScrollBar()->setValue(view.grid->verticalScrollBar()->maximum() / 2);
    QTest::mouseClick(view.grid->viewport(), Qt::LeftButton, {}, {30, 30});
    const int before = chosen.last()[0].toInt();
    view.strip.resize(400, 260);
    QTest::mouseClick(view.grid->viewport(), Qt::LeftButton, {}, {30, 30});
    const int after = chosen.last()[0].toInt();
    QVERIFY2(std::abs(after - before) < 25, qPrintable(QStringLiteral("%1, then %2").arg(before).arg(after)));
}

void TestDigitStrip::tenThousandImages()
{
    Strip view;
    view.strip.setImages(images(10000));
    view.strip.setPredictions(labels(10000), labels(10000));
    QElapsedTimer timer;
    timer.start();
    for (int step = 0; step < 20; ++step) {
        view.grid->verticalScrollBar()->setValue(step * 1000);
        view.grid->viewport()->repaint();
    }
    QVERIFY2(timer.elapsed() < 20 * 50, qPrintable(QString::number(timer.elapsed())));
}

/// "999→999 (999)" under an image of a thousand classes stands within its own cell.
void TestDigitStrip::manyClassesHaveRoom()
{
    auto dataset = std::make_shared<Dataset>(*images(2));
    dataset->classes = 1000;
    DigitGrid grid;
    grid.setImages(dataset);
    QVERIFY(grid.cellSize().width() >= grid.fontMetrics().horizontalAdvance(QStringLiteral("999→999 (999)")));
}

void TestDigitStrip::colourImages()
{
    auto dataset = std::make_shared<Dataset>(*images(1, 3));
    dataset->layout = Layout::Nhwc;
    for (std::size_t pixel = 0; pixel < dataset->pixels.size(); pixel += 3)
        dataset->pixels[pixel] = 1.0F; // red: height × width × channels
    Strip view;
    view.strip.setImages(dataset);
    QVERIFY(pixelsOf(view.picture(), Qt::red) > 2000);
}

void TestDigitStrip::paletteChange()
{
    Strip view;
    view.strip.setImages(images(3));
    const auto corner = [&view] {
        const QImage picture = view.picture();
        return picture.pixelColor(picture.width() - 2, picture.height() - 2);
    };
    QCOMPARE(corner(), lightTheme().surface);
    view.strip.setPalette(darkPalette());
    QCOMPARE(corner(), darkTheme().surface);
}

TERMSCOPE_TEST(TestDigitStrip)
#include "TestDigitStrip.moc"
