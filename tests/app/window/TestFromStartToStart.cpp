// The window from one start to the next: the welcome page, the layout that is kept and reset, a crash that is offered
// back, and long work that tells how long and stops.
#include "app/pages/WelcomePage.h"
#include "app/recovery/Recovery.h"
#include "app/session/SessionFile.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/CardButton.h"
#include "widgets/controls/ProgressPanel.h"
#include "widgets/controls/SettingsStrip.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>

using namespace termscope;

class TestFromStartToStart : public WindowTest {
    Q_OBJECT

private:
    void click(const QString& card) { QTest::mouseClick(child<CardButton>(card), Qt::LeftButton); }

    /// Closed as a user closes it, and started again.
    void restart()
    {
        window_->close();
        window_.reset();
        openSomeDigits();
    }

    void startWithWelcome()
    {
        open();
        OpenFiles files;
        files.limit = someSamples();
        window_->files().openAtStart({}, files, QLatin1String(welcomePage));
        QVERIFY(settlePage());
    }

private slots:
    void init()
    {
        if (home_)
            QSettings().clear();
    }

    void cleanup() { window_.reset(); }

    void welcomeLeadsToExamplesAndLessons()
    {
        startWithWelcome();
        QCOMPARE(session().view().page, QLatin1String(welcomePage));
        QVERIFY(child<WelcomePage>()->isVisible());
        QVERIFY(!child<SettingsStrip>()->isVisible());
        photograph(QStringLiteral("welcome"));
        click(QStringLiteral("example_fashion"));
        QVERIFY(settlePage());
        QCOMPARE(session().files().example, QStringLiteral("fashion"));
        QCOMPARE(session().view().page, QStringLiteral("weights"));
        QVERIFY(child<SettingsStrip>()->isVisible());
        session().changePage(QLatin1String(welcomePage));
        click(QStringLiteral("lesson_2-signed-digits"));
        QVERIFY(settlePage());
        QVERIFY(window_->lessonPlayer().lesson() != nullptr);
        QCOMPARE(window_->lessonPlayer().lesson()->name, QStringLiteral("2-signed-digits"));
        QVERIFY(child<QDockWidget>(QStringLiteral("lessonDock"))->isVisible());
    }

    void recentFilesAreOnIt()
    {
        startWithWelcome();
        const Result<void> written = writeSession(session().saved(), home_->filePath(QStringLiteral("x.json")));
        QVERIFY(written);
        window_->files().exportWeights(home_->filePath(QStringLiteral("mine.onnx")));
        QVERIFY(settlePage());
        window_->files().open({home_->filePath(QStringLiteral("mine.onnx"))});
        QVERIFY(settlePage());
        // Whoever opened a network from here sees it.
        QCOMPARE(session().view().page, QStringLiteral("weights"));
        window_->files().openExample();
        QVERIFY(settlePage());
        session().changePage(QLatin1String(welcomePage));
        click(QStringLiteral("recent_mine.onnx"));
        QVERIFY(settlePage());
        QCOMPARE(QFileInfo(session().files().network).fileName(), QStringLiteral("mine.onnx"));
    }

    /// A program that draws pages or handouts opens files for itself.
    void whatOthersOpenIsNotRecent()
    {
        startWithWelcome();
        window_->files().exportWeights(home_->filePath(QStringLiteral("drawn.onnx")));
        QVERIFY(settlePage());
        window_->files().forgetWhatIsOpened();
        window_->files().open({home_->filePath(QStringLiteral("drawn.onnx"))});
        QVERIFY(settlePage());
        QCOMPARE(QFileInfo(session().files().network).fileName(), QStringLiteral("drawn.onnx"));
        for (const RecentFile& file : window_->files().recent(RecentFiles::Kind::Network))
            QVERIFY(!file.path.endsWith(QStringLiteral("drawn.onnx")));
    }

    void theChoiceAgainstItIsKept()
    {
        startWithWelcome();
        QVERIFY(WelcomePage::isWanted());
        auto* wanted = child<QCheckBox>(QStringLiteral("welcomeWanted"));
        wanted->setFocus();
        QTest::keyClick(wanted, Qt::Key_Space);
        QVERIFY(!WelcomePage::isWanted());
        window_.reset();
        open();
        QVERIFY(!child<QCheckBox>(QStringLiteral("welcomeWanted"))->isChecked());
    }

    void everySplitterHasANameOfItsOwn()
    {
        open();
        QSet<QString> names;
        for (const QSplitter* splitter : window_->findChildren<QSplitter*>()) {
            QVERIFY(!splitter->objectName().isEmpty());
            QVERIFY2(!names.contains(splitter->objectName()), qPrintable(splitter->objectName()));
            names.insert(splitter->objectName());
        }
        QVERIFY(names.size() >= 8);
    }

    void theLayoutIsKeptAndReset()
    {
        openSomeDigits();
        session().changePage(QStringLiteral("terms"));
        QVERIFY(settlePage());
        auto sizes = [this] { return child<QSplitter>(QStringLiteral("termPanes"))->sizes(); };
        auto* tabs = child<QTabWidget>(QStringLiteral("termTabs"));
        const QList<int> first = sizes();
        // The user drags the splitter, takes another tab, opens the dock of lessons, makes the window larger.
        auto* splitter = child<QSplitter>(QStringLiteral("termPanes"));
        QWidget* handle = splitter->handle(1);
        const QPoint from = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, from);
        QTest::mouseMove(handle, from - QPoint(0, 60));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, from - QPoint(0, 60));
        const QList<int> dragged = sizes();
        QVERIFY(dragged != first);
        tabs->setCurrentIndex(2);
        child<QDockWidget>(QStringLiteral("lessonDock"))->show();
        const QSize size = window_->size();
        restart();
        session().changePage(QStringLiteral("terms"));
        QCoreApplication::processEvents();
        QCOMPARE(window_->size(), size);
        QVERIFY(child<QDockWidget>(QStringLiteral("lessonDock"))->isVisible());
        QCOMPARE(child<QTabWidget>(QStringLiteral("termTabs"))->currentIndex(), 2);
        // The open dock makes the page narrower and its texts higher: not to the pixel.
        QVERIFY(std::abs(sizes()[0] - dragged[0]) < std::abs(sizes()[0] - first[0]));

        QAction* reset = nullptr;
        for (QAction* action : window_->findChildren<QAction*>())
            if (action->text() == QStringLiteral("&Reset layout"))
                reset = action;
        QVERIFY(reset != nullptr);
        reset->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!child<QDockWidget>(QStringLiteral("lessonDock"))->isVisible());
        QCOMPARE(child<QTabWidget>(QStringLiteral("termTabs"))->currentIndex(), 0);
        QTRY_VERIFY(std::abs(sizes()[0] - first[0]) < std::abs(sizes()[0] - dragged[0]));
        QCOMPARE(window_->size(), QSize(1280, 800));
    }

    /// A file that another version kept, or that is broken, is no reason not to start.
    void brokenLayoutsArePassedOver()
    {
        open();
        window_.reset();
        QSettings().setValue(QStringLiteral("window"), QByteArray("nonsense"));
        QSettings().setValue(QStringLiteral("layout/docks"), QByteArray("nonsense"));
        QSettings().setValue(QStringLiteral("layout/splitters/termPanes"), QByteArray("nonsense"));
        QSettings().setValue(QStringLiteral("layout/tabs/termTabs"), 99);
        openSomeDigits();
        QCOMPARE(child<QTabWidget>(QStringLiteral("termTabs"))->currentIndex(), 0);
        QCOMPARE(window_->size(), QSize(1280, 800));
    }

    void aCrashIsOfferedBack()
    {
        // What a killed program leaves: its file, and a lock of a process that is no more (TestAutosave kills one).
        openSomeDigits();
        SavedView saved = session().saved();
        saved.view.settings.budget = 7;
        saved.view.page = QStringLiteral("terms");
        const QString folder = Autosave::usualFolder();
        QVERIFY(QDir().mkpath(folder));
        const QString left = folder + QStringLiteral("/session-999999-0.json");
        QVERIFY(writeSession(saved, left));
        window_->keepSession().offer();
        auto* box = window_->findChild<QMessageBox*>(QStringLiteral("recovery"));
        QVERIFY(box != nullptr && box->isVisible());
        QVERIFY2(box->informativeText().contains(QStringLiteral("k = 7")), qPrintable(box->informativeText()));
        QTest::keyClick(box, Qt::Key_Return); // what it proposes is to restore
        QVERIFY(settlePage());
        QCOMPARE(session().settings().budget, 7);
        QCOMPARE(session().view().page, QStringLiteral("terms"));
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(left), 1000 * patience);
        // Closing is no crash: the session is there to go on with.
        session().changeSetting("budget", 5);
        window_->close();
        window_.reset();
        startWithWelcome();
        window_->keepSession().offer();
        QVERIFY(window_->findChild<QMessageBox*>(QStringLiteral("recovery")) == nullptr);
        click(QStringLiteral("lastSession"));
        QVERIFY(settlePage());
        QCOMPARE(session().settings().budget, 5);
        QCOMPARE(session().view().page, QStringLiteral("terms"));
    }

    /// Its network is gone: said, the open one stays, and so does the file, for another try.
    void whatCannotBeRestoredIsKept()
    {
        openSomeDigits();
        SavedView saved = session().saved();
        saved.files.network = home_->filePath(QStringLiteral("gone.onnx"));
        const QString folder = Autosave::usualFolder();
        QVERIFY(QDir().mkpath(folder));
        const QString left = folder + QStringLiteral("/session-999999-1.json");
        QVERIFY(writeSession(saved, left));
        const NetworkPtr before = session().network();
        QSignalSpy written(&window_->keepSession().autosave(), &Autosave::written);
        QCOMPARE(&window_->keepSession().autosave(), &window_->keepSession().autosave()); // one keeper a window
        session().changeSetting("budget", 6);
        window_->keepSession().offer();
        auto* box = window_->findChild<QMessageBox*>(QStringLiteral("recovery"));
        QVERIFY(box != nullptr);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window_->findChild<QMessageBox*>(QStringLiteral("complaint")) != nullptr,
                                 1000 * patience);
        QVERIFY(window_->findChild<QMessageBox*>(QStringLiteral("complaint"))
                    ->text()
                    .contains(QStringLiteral("gone.onnx")));
        QCOMPARE(session().network(), before);
        QTRY_VERIFY_WITH_TIMEOUT(!written.isEmpty(), 1000 * patience); // the own file, after which another would go
        QVERIFY(QFileInfo::exists(left));
        QVERIFY(QFile::remove(left));
    }

    /// Stop ends the work that is shown, and the window is at rest.
    void stopEndsTheWork()
    {
        openExample();
        auto* panel = child<ProgressPanel>();
        session().changeSetting("weight_bits", 6);
        QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible() || workbench().isSettled(), 1000 * patience);
        if (workbench().isSettled())
            QSKIP("the machine was done before the panel came");
        QTest::mouseClick(panel->findChild<QToolButton*>(QStringLiteral("stop")), Qt::LeftButton);
        QVERIFY(workbench().isSettled());
        QVERIFY(workbench().isCurveStopped() || !panel->isVisible());
    }

    /// A curve that was stopped stays stopped whatever page or layer is looked at, and goes on when it is asked to.
    void aStoppedCurveGoesOnWhenAsked()
    {
        openExample();
        auto* panel = child<ProgressPanel>();
        auto* button = panel->findChild<QToolButton*>(QStringLiteral("stop"));
        session().changeSetting("weight_bits", 5);
        workbench().stop();
        QVERIFY(workbench().isCurveStopped());
        QVERIFY(panel->isVisible());
        QVERIFY2(panel->findChild<QLabel*>(QStringLiteral("progressTitle"))->text().contains("stopped"),
                 qPrintable(panel->findChild<QLabel*>(QStringLiteral("progressTitle"))->text()));
        QSignalSpy runs(&workbench(), &Workbench::curveRunning);
        for (const QString& page : {QStringLiteral("weights"), QStringLiteral("accuracy")})
            session().changePage(page);
        session().chooseLayer(1);
        QVERIFY(settle());
        QCOMPARE(runs.size(), 0);
        QVERIFY(!workbench().curve() || !workbench().curve()->complete
                || workbench().curve()->settings.weightBits != 5);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!workbench().isCurveStopped());
        QVERIFY(settle());
        QVERIFY(workbench().curve()->complete);
        QCOMPARE(workbench().curve()->settings.weightBits, 5);
        QVERIFY(!panel->isVisible());
        // Another setting asks for another curve.
        session().changeSetting("weight_bits", 6);
        workbench().stop();
        session().changeSetting("weight_bits", 7);
        QVERIFY(!workbench().isCurveStopped());
    }
};

TERMSCOPE_TEST(TestFromStartToStart)
#include "TestFromStartToStart.moc"
