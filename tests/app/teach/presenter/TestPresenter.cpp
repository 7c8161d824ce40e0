// Presenter mode by its keys: what it hides, what a lesson brings back, and that leaving it leaves no trace.
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/lessons/StepSettings.h"
#include "app/teach/presenter/Presenter.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QSpinBox>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QtTest>

using namespace termscope;

class TestPresenter : public WindowTest {
    Q_OBJECT

private:
    Presenter& presenter() const { return window_->presenter(); }
    LessonPlayer& player() const { return window_->lessonPlayer(); }

    /// To what has the keyboard, as a keyboard does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget* const focus = window_->focusWidget();
        QTest::keyClick(focus != nullptr ? focus : window_.get(), key, modifiers);
    }

    /// A lesson by its folder's name, from one of its steps on.
    void begin(const char* name, int step)
    {
        for (const Lesson& lesson : child<LessonPane>()->lessons())
            if (lesson.name == QLatin1String(name)) {
                child<QDockWidget>("lessonDock")->show();
                player().start(lesson, 1, step);
                QVERIFY(settle());
                return;
            }
        QFAIL("no such lesson");
    }

    /// The look of the window: place, state, and of all widgets what is hidden and where it is.
    QStringList trace() const
    {
        QStringList lines{QString::number(static_cast<int>(window_->windowState())),
                          QStringLiteral("%1x%2").arg(window_->width()).arg(window_->height())};
        for (const QWidget* each : window_->findChildren<QWidget*>()) {
            // A bar's own children (its extension button, scroll bars) come and go with its layout.
            if (each->objectName().startsWith(QLatin1String("qt_")) || each->isWindow())
                continue;
            const QRect place = each->geometry();
            lines << QStringLiteral("%1 %2 %3 %4,%5 %6x%7")
                         .arg(QLatin1String(each->metaObject()->className()), each->objectName())
                         .arg(each->isHidden())
                         .arg(place.x())
                         .arg(place.y())
                         .arg(place.width())
                         .arg(place.height());
        }
        return lines;
    }

    static void compare(const QStringList& now, const QStringList& before)
    {
        QCOMPARE(now.size(), before.size());
        for (qsizetype i = 0; i < now.size(); ++i)
            QCOMPARE(now[i], before[i]);
    }

private slots:
    void init()
    {
        openSomeDigits();
        QSettings().clear();
        window_->statusBar()->clearMessage(); // else it goes by its own clock and the line under it comes back
        window_->resize(1100, 780);
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        finishLayouts(); // options that a plot hides on being made narrow leave their room to its title a moment later
    }

    void cleanup() { window_.reset(); }

    void f11ComesAndEscGoes()
    {
        const QStringList before = trace();
        press(Qt::Key_F11);
        QVERIFY(presenter().isPresenting());
        QVERIFY(window_->isFullScreen());
        QVERIFY(!child<SettingsStrip>()->isVisible());
        QCOMPARE(window_->menuBar()->height(), 0);
        QVERIFY(child<QTabWidget>()->tabBar()->isVisible()); // without a lesson the pages are to be reached
        press(Qt::Key_Escape);
        QVERIFY(!presenter().isPresenting());
        finishLayouts();
        compare(trace(), before);
        press(Qt::Key_F11);
        press(Qt::Key_F11);
        QVERIFY(!presenter().isPresenting());
        finishLayouts();
        compare(trace(), before);
    }

    void everyPageComesBackAsItWas()
    {
        for (const PageInfo& page : pagesTable()) {
            window_->session().changePage(QString::fromUtf8(page.key));
            QVERIFY(settle());
            const QStringList before = trace();
            presenter().start();
            finishLayouts();
            presenter().stop();
            finishLayouts();
            compare(trace(), before);
        }
    }

    void theMenusAreStillThere()
    {
        press(Qt::Key_F11);
        press(Qt::Key_2, Qt::ControlModifier); // a shortcut of a folded menu
        QCOMPARE(window_->session().view().page, QStringLiteral("terms"));
        press(Qt::Key_Alt);
        finishLayouts();
        QVERIFY(window_->menuBar()->height() > 10);
        press(Qt::Key_Alt);
        finishLayouts();
        QCOMPARE(window_->menuBar()->height(), 0);
    }

    void theStripComesWhenAsked()
    {
        press(Qt::Key_F11);
        press(Qt::Key_S);
        QVERIFY(child<SettingsStrip>()->isVisible());
        press(Qt::Key_S);
        QVERIFY(!child<SettingsStrip>()->isVisible());
        // Where a text is being typed the letter is its own.
        press(Qt::Key_S);
        auto* budget = child<SettingsStrip>()->control(QStringLiteral("budget"))->findChild<QSpinBox*>();
        budget->setFocus();
        press(Qt::Key_S);
        press(Qt::Key_L);
        QVERIFY(child<SettingsStrip>()->isVisible());
        QVERIFY(!presenter().isLaserOn());
    }

    /// What a remote control sends leads through a lesson, whatever has the keyboard but a text.
    void keysLeadThroughALesson()
    {
        begin("1-terms", 0);
        press(Qt::Key_F11);
        QVERIFY(child<QDockWidget>("lessonDock")->isVisible());
        QVERIFY(!child<QTabWidget>()->tabBar()->isVisible());
        QCOMPARE(player().step(), 0);
        press(Qt::Key_PageDown); // the question is not answered: a class goes on all the same
        QCOMPARE(player().step(), 1);
        press(Qt::Key_Space);
        QCOMPARE(player().step(), 2);
        press(Qt::Key_PageUp);
        QCOMPARE(player().step(), 1);
        press(Qt::Key_Right);
        press(Qt::Key_Left);
        QCOMPARE(player().step(), 1);
        press(Qt::Key_Right);
        QLineEdit* answer = nullptr;
        const auto find = [&] { // those of the steps before may still be there
            for (auto* field : window_->findChildren<QLineEdit*>(QStringLiteral("answer")))
                answer = field->isVisible() ? field : answer;
            return answer != nullptr;
        };
        QTRY_VERIFY(find());
        answer->setFocus();
        press(Qt::Key_Space);
        press(Qt::Key_L);
        QCOMPARE(player().step(), 2);
        QCOMPARE(answer->text(), QStringLiteral(" l"));
        press(Qt::Key_PageDown); // the field of an answer has no use for these two
        QCOMPARE(player().step(), 3);
        press(Qt::Key_PageUp);
        QCOMPARE(player().step(), 2);
        QCOMPARE(LessonPlayer::stepsDone(QStringLiteral("1-terms")), 0); // nothing was done
    }

    void aStepBringsTheStripItNeeds()
    {
        auto* strip = child<SettingsStrip>();
        begin("4-waterline", 0); // waits for another budget
        presenter().start();
        QVERIFY(strip->isVisible());
        begin("4-waterline", 3); // a question alone
        QVERIFY(!strip->isVisible());
        begin("3-weights", 1); // points at a setting
        QVERIFY(strip->isVisible());
        begin("7-systolic", 0); // points at the array
        QVERIFY(!strip->isVisible());
        presenter().stop();
        QVERIFY(strip->isVisible());
    }

    void statesThatNeedSettings_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<bool>("needed");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a setting") << "budget <= 6" << true;
        QTest::newRow("a short name") << "k == 3" << true;
        QTest::newRow("a result") << "accuracy < 95" << true;
        QTest::newRow("the array") << "array_rows > 1 && 20 / array_rows == floor(20 / array_rows)" << false;
        QTest::newRow("a page") << "on_terms" << false;
        QTest::newRow("both") << "array_rows > 1 && speedup >= 15" << true;
    }

    void statesThatNeedSettings()
    {
        QFETCH(QString, until);
        QFETCH(bool, needed);
        LessonStep step;
        step.until = until.toStdString();
        QCOMPARE(needsSettings(step), needed);
        QCOMPARE(!settingsOf(step).isEmpty(), needed);
    }

    void settingsThatAStepNeeds()
    {
        LessonStep step;
        QCOMPARE(settingsOf(step), QStringList());
        step.point = QStringLiteral("encoding");
        QCOMPARE(settingsOf(step), QStringList{"encoding"});
        step.until = "k == 3 && budget > 2 && array_rows > 1";
        QCOMPARE(settingsOf(step), (QStringList{"encoding", "budget"}));
        step.point = QStringLiteral("curve");
        step.until = "accuracy < 95"; // turned by what a learner likes
        QCOMPARE(settingsOf(step), (QStringList{"group_size", "budget", "data_terms"}));
    }

    /// Of a page stays what the step points at and what is beside it; the whole of it at a key.
    void theRestOfThePageIsHidden()
    {
        begin("5-term-pairs", 0); // points at the pairs, below the grids
        auto* pairs = child<QWidget>("dotProduct");
        auto* grid = child<QWidget>("weightTerms");
        QVERIFY(grid->isVisible());
        const QStringList before = trace();
        const int height = pairs->height();
        press(Qt::Key_F11);
        finishLayouts();
        QVERIFY(pairs->isVisible());
        QVERIFY(!grid->isVisible());
        QVERIFY(pairs->height() > height);
        press(Qt::Key_W);
        QVERIFY(grid->isVisible());
        press(Qt::Key_W);
        QVERIFY(!grid->isVisible());
        press(Qt::Key_PageDown); // points at nothing
        QVERIFY(grid->isVisible());
        press(Qt::Key_PageUp);
        press(Qt::Key_Escape);
        finishLayouts();
        QVERIFY(grid->isVisible());
        QCOMPARE(trace().size(), before.size());
    }

    /// A lesson that ends while presenting takes its pane with it, and one that begins brings it.
    void lessonsComeAndGoMeanwhile()
    {
        auto* dock = child<QDockWidget>("lessonDock");
        QVERIFY(!dock->isVisible());
        presenter().start();
        begin("1-terms", 0);
        QVERIFY(dock->isVisible());
        player().stop();
        QVERIFY(!dock->isVisible());
        QVERIFY(presenter().isPresenting());
        begin("1-terms", 1);
        presenter().stop();
        QVERIFY(dock->isVisible());
        QVERIFY(player().lesson() != nullptr);
        QCOMPARE(player().step(), 1);
    }

    void theLaserPointsWhilePresenting()
    {
        press(Qt::Key_L);
        QVERIFY(!presenter().isLaserOn());
        QVERIFY(QApplication::overrideCursor() == nullptr);
        press(Qt::Key_F11);
        press(Qt::Key_L);
        QVERIFY(presenter().isLaserOn());
        QVERIFY(QApplication::overrideCursor() != nullptr);
        applyTheme(ThemeChoice::HighContrast);
        const QCursor* dot = QApplication::overrideCursor();
        QCOMPARE(dot->pixmap().toImage().pixelColor(dot->hotSpot()), themeOf(ThemeKind::HighContrast).pointer);
        press(Qt::Key_Escape);
        QVERIFY(QApplication::overrideCursor() == nullptr);
        applyTheme(ThemeChoice::Light);
    }

    /// On the dot's way outwards something stands out from any ground.
    void theLaserShowsOnEveryTheme()
    {
        for (const ThemeKind kind : themeKinds) {
            const QCursor cursor = laserCursor(themeOf(kind), 1.0);
            const QImage picture = cursor.pixmap().toImage();
            const QPoint centre = cursor.hotSpot();
            QVERIFY(std::abs(centre.x() - picture.width() / 2) <= 1);
            for (const ThemeKind ground : themeKinds)
                for (const QColor& color : {themeOf(ground).surface, themeOf(ground).ink, themeOf(ground).quantized,
                                            themeOf(ground).current, themeOf(ground).revealed}) {
                    double strongest = 1.0;
                    for (int x = centre.x(); x < picture.width(); ++x)
                        if (const QColor seen = picture.pixelColor(x, centre.y()); seen.alpha() == 255)
                            strongest = std::max(strongest, contrastRatio(seen, color));
                    QVERIFY(strongest >= 4.5);
                }
        }
        QCOMPARE(laserCursor(lightTheme(), 3.0).pixmap().width(), 3 * laserCursor(lightTheme(), 1.0).pixmap().width());
    }

    /// The next start is not a full screen without a presenter.
    void closingLeavesFirst()
    {
        presenter().start();
        window_->close();
        QVERIFY(!presenter().isPresenting());
        MainWindow next;
        QVERIFY(!next.isFullScreen());
        QCOMPARE(next.size(), QSize(1100, 780));
    }
};

TERMSCOPE_TEST(TestPresenter)
#include "TestPresenter.moc"
