// The first window fits the screen that it opens on: the offscreen platform's own has 800 × 800 pixels.
#include "app/teach/lessons/LessonPlayer.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"

#include <QDockWidget>
#include <QScreen>
#include <QTabWidget>

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

    /// Lessons, a page and the strip do not fit side by side: the strip is below the page and has what the step waits
    /// for, or is away; without lessons, and in a wider window, it is what it was.
    void lessonsLeaveThePageItsRoom()
    {
        openSomeDigits();
        window_->resize(1024, 768);
        const auto* strip = window_->findChild<SettingsStrip*>();
        const auto* pages = &window_->pages();
        const auto control = [&](const char* key) { return strip->control(QLatin1String(key)); };
        const auto place = [&](const QWidget* part) {
            return QRect(part->mapTo(static_cast<const QWidget*>(window_.get()), QPoint()), part->size());
        };
        const QSize before = strip->size();
        window_->findChild<QDockWidget*>(QStringLiteral("lessonDock"))->show();
        window_->lessonPlayer().start(window_->lessons()[3], 1, 0); // waits for another budget
        QVERIFY(settlePage());
        QVERIFY(strip->isVisible() && strip->isFolded());
        QVERIFY(control("budget")->isVisible());
        QVERIFY(!control("weight_bits")->isVisible() && !control("calibration")->isVisible());
        QVERIFY(place(strip).top() >= place(pages).bottom());
        QVERIFY2(2 * pages->width() > window_->width(), qPrintable(QString::number(pages->width())));
        QCOMPARE(window_->width(), 1024);
        window_->lessonPlayer().start(window_->lessons()[0], 1, 0); // waits for nothing
        QVERIFY(settlePage());
        QVERIFY(!strip->isVisible());
        window_->resize(1600, 900);
        QVERIFY(settlePage());
        QVERIFY(strip->isVisible() && !strip->isFolded());
        window_->resize(1024, 768);
        window_->findChild<QDockWidget*>(QStringLiteral("lessonDock"))->hide();
        QVERIFY(settlePage());
        QVERIFY(strip->isVisible() && !strip->isFolded());
        QVERIFY(control("weight_bits")->isVisible());
        QCOMPARE(strip->width(), before.width());
        QVERIFY(place(strip).left() >= place(pages).right());
    }
};

TERMSCOPE_TEST(TestSmallScreens)
#include "TestSmallScreens.moc"
