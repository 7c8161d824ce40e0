// An image and its likeliest classes: beside each other or one above the other, the heading is there whole.
#include "tests/support/TestClass.h"
#include "widgets/images/ImageDetail.h"
#include "widgets/text/NextWordView.h"

#include <QLabel>
#include <QtTest>

using namespace termscope;

namespace {

DatasetPtr blankImages(std::int64_t count)
{
    Dataset images;
    images.name = "blank";
    images.channels = 1;
    images.height = images.width = 8;
    images.pixels.assign(static_cast<std::size_t>(count * 64), 0.0F);
    images.labels.assign(static_cast<std::size_t>(count), 0);
    images.classes = 1;
    return std::make_shared<const Dataset>(std::move(images));
}

} // namespace

class TestImageDetail : public QObject {
    Q_OBJECT

private slots:
    void headingIsWhole_data();
    void headingIsWhole();
};

void TestImageDetail::headingIsWhole_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("stacked");
    QTest::newRow("a low pane") << QSize(480, 200) << false;
    QTest::newRow("a high one") << QSize(300, 340) << true;
    QTest::newRow("no height for both") << QSize(290, 150) << false;
}

void TestImageDetail::headingIsWhole()
{
    QFETCH(QSize, size);
    QFETCH(bool, stacked);
    ImageDetail detail;
    detail.setImages(blankImages(1300));
    detail.resize(size);
    detail.show();
    detail.showImage(1234);
    const auto* const picture = detail.findChild<QLabel*>(QStringLiteral("largeImage"));
    QCOMPARE(detail.chances()->y() > picture->y() + picture->height() / 2, stacked);
    const auto* const title = detail.chances()->findChild<QLabel*>(QStringLiteral("title"));
    QCOMPARE(title->text(), QStringLiteral("Image 1234: likeliest classes"));
    if (size.width() >= 300)
        QVERIFY2(title->width() >= title->sizeHint().width(),
                 qPrintable(QStringLiteral("%1 of %2").arg(title->width()).arg(title->sizeHint().width())));
}

TERMSCOPE_TEST(TestImageDetail)
#include "TestImageDetail.moc"
