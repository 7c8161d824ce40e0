// Hours of use in minutes: random actions on every page, after which the program is well and has not grown. There are
// hundreds, in the long tier the 10,000 of a week; TERMSCOPE_SOAK sets another number, TERMSCOPE_SEED which;
// TERMSCOPE_JOURNAL names a file for what was done.
#include "app/language/Language.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/presenter/Presenter.h"
#include "app/theme/ThemeChoice.h"
#include "app/theme/TypeSize.h"
#include "core/base/Memory.h"
#include "resources/Examples.h"
#include "tests/app/TestWindow.h"
#include "tests/app/soak/RandomUser.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QPixmapCache>
#include <QSignalSpy>
#include <QTabBar>

#include <cstdio>
#include <malloc.h>
#include <unistd.h>

using namespace termscope;

namespace {

constexpr double mostGrowth = 20.0; // MiB

/// How many actions, and after how many of them everything has been seen once.
struct Length {
    int actions;
    int warmUp;
};
constexpr Length week{10'000, 1000};
constexpr Length afternoon{600, 300};

/// Memory that is resident, in MiB, without what the allocator only keeps for later.
double residentMemory()
{
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    const double pages = file.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// What the program holds of it, in MiB.
double memoryInUse()
{
    const struct mallinfo2 all = mallinfo2();
    return static_cast<double>(all.uordblks + all.hblkhd) / (1 << 20);
}

} // namespace

class TestSoak : public QObject {
    Q_OBJECT

private:
    static constexpr int patience = 600; // seconds: sanitizers are slow

    TestHome home_;
    std::optional<ViewState> start_; ///< that of the first rest

    /// The same state whatever was done before: only then can memory be compared.
    bool rest(LiveWindow& live)
    {
        live.window().presenter().stop();
        live.window().lessonPlayer().stop();
        applyTypeSize(TypeSize::Normal); // larger plots have larger pictures
        applyTheme(ThemeChoice::Light);
        if (chosenLanguage() != Language::English) {
            QSignalSpy renewed(&live, &LiveWindow::renewed);
            applyLanguage(Language::English);
            if (!renewed.wait(1000 * patience))
                return false;
        }
        MainWindow& window = live.window();
        for (QDialog* dialog : window.findChildren<QDialog*>())
            dialog->close(); // the one for drawing has an evaluator of its own while it is open
        window.findChild<QAction*>(QStringLiteral("resetLayout"))->trigger();
        window.resize(1280, 800);
        OpenFiles files;
        files.example = QStringLiteral("digits");
        files.limit = isLongTier() ? 0 : 500; // the curve of all digits takes seconds
        window.files().openAtStart({}, files);
        if (!waitUntilSettled(window, patience))
            return false;
        if (!start_)
            start_ = window.session().view();
        window.session().changeView(*start_, QStringLiteral("rest"));
        for (const PageInfo& page : pagesTable()) {
            window.session().changePage(QString::fromUtf8(page.key));
            if (!waitUntilSettled(window, patience))
                return false;
        }
        QPixmapCache::clear();
        return true;
    }

    /// Every example on every page: what is kept for the largest of them is there before growth is measured.
    bool openAll(MainWindow& window)
    {
        for (const embedded::Example& example : embedded::examples()) {
            OpenFiles files;
            files.example = QString::fromUtf8(example.name.data(), static_cast<qsizetype>(example.name.size()));
            files.limit = 500;
            window.files().openAtStart({}, files);
            for (const PageInfo& page : pagesTable()) {
                window.session().changePage(QString::fromUtf8(page.key));
                if (!waitUntilSettled(window, patience))
                    return false;
            }
        }
        return true;
    }

    /// Every page and every tab of it once: each plot has its picture then.
    void seeAll(MainWindow& window)
    {
        for (const PageInfo& page : pagesTable()) {
            window.session().changePage(QString::fromUtf8(page.key));
            for (QTabBar* tabs : window.findChildren<QTabBar*>())
                for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    QCoreApplication::processEvents();
                }
        }
    }

private slots:
    void initTestCase() { keepMemorySmall(); } // as the program does

    void aWeekOfUse()
    {
        auto [actions, warmUp] = isLongTier() ? week : afternoon;
        if (qEnvironmentVariableIsSet("TERMSCOPE_SOAK"))
            actions = qEnvironmentVariableIntValue("TERMSCOPE_SOAK");
        const auto seed = static_cast<std::uint32_t>(
            qEnvironmentVariableIsSet("TERMSCOPE_SEED") ? qEnvironmentVariableIntValue("TERMSCOPE_SEED") : 1);
        QFile journal(qEnvironmentVariable("TERMSCOPE_JOURNAL"));
        if (!journal.fileName().isEmpty())
            QVERIFY(journal.open(QIODevice::WriteOnly));
        LiveWindow live;
        live.window().show();
        QVERIFY(rest(live));
        seeAll(live.window());
        QVERIFY(openAll(live.window()));
        RandomUser user(live, seed);
        [[maybe_unused]] double before = 0.0;
        for (int action = 1; action <= actions; ++action) {
            const QString done = user.act();
            if (journal.isOpen()) {
                journal.write(QStringLiteral("%1 %2\n").arg(action).arg(done).toUtf8());
                journal.flush();
            }
            QVERIFY2(live.window().isVisible(), qPrintable(done));
            if (action % (warmUp / 2) == 0) {
                QVERIFY2(rest(live), qPrintable(QStringLiteral("still busy after action %1").arg(action)));
                const double now = residentMemory();
                // Not by Qt Test, which stops after some lines.
                std::printf("%d actions: %.1f MiB resident, %.1f in use\n", action, now, memoryInUse());
                std::fflush(stdout);
                if (action == warmUp)
                    before = now;
            }
        }
        QVERIFY(actions >= 2 * warmUp);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they keep memory of their own
        const double growth = residentMemory() - before;
        QVERIFY2(growth < mostGrowth, qPrintable(QStringLiteral("%1 MiB more").arg(growth)));
#endif
    }
};

TERMSCOPE_TEST(TestSoak)
#include "TestSoak.moc"
