// The first window fits the screen that it opens on: the offscreen platform's own has 800 × 800 pixels.
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"

#include <QScreen>

using namespace termscope;

class TestSmallScreens : public WindowTest {
    Q_OBJECT

private slots:
    void theFirstWindowIsNoLargerThanItsScreen()
    {
        home_ = std::make_unique<TestHome>();
        window_ = std::make_unique<MainWindow>();
        const QSize room = window_->screen()->availableSize();
        QVERIFY2(room.width() < window_->width(), "the screen of this test is to be smaller than the first window");
        window_->fitToScreen();
        window_->show();
        QVERIFY(window_->width() <= room.width());
        QVERIFY(window_->height() <= room.height());
        // What is kept and restored on a larger screen stays as it is.
        window_->resize(640, 480);
        window_->fitToScreen();
        QCOMPARE(window_->size(), QSize(640, 480));
    }
};

TERMSCOPE_TEST(TestSmallScreens)
#include "TestSmallScreens.moc"
