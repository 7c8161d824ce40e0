// No text is cut: every page, its lower tabs and the lessons, on small and large screens, in three sizes of type, in
// and out of presenter mode, at several scales of the screen. The long tier has every size with every type, and the
// figures of all digits. Pictures of all of it, where TERMSCOPE_PICTURES names a folder.
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/presenter/Presenter.h"
#include "app/theme/TypeSize.h"
#include "tests/app/TestWindow.h"
#include "tests/support/ClippedText.h"
#include "tests/support/TestClass.h"
#include "tests/support/Tier.h"
#include "widgets/theme/Theme.h"

#include <QDockWidget>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QtTest>

using namespace termscope;

namespace {

/// Set in a process that has a screen made for one row.
constexpr char ownScreen[] = "TERMSCOPE_OWN_SCREEN";

/// A screen and the size of type on it.
struct Look {
    QSize size;
    TypeSize type;
};

/// Rows of a test: those of the short tier, or every size with every type.
void addLooks(std::initializer_list<QSize> sizes, const std::vector<Look>& shortTier)
{
    std::vector<Look> looks;
    for (const QSize size : sizes)
        for (const TypeSize type : typeSizes)
            looks.push_back({size, type});
    QTest::addColumn<QSize>("size");
    QTest::addColumn<TypeSize>("type");
    for (const auto& [size, type] : isLongTier() ? looks : shortTier)
        QTest::addRow("%dx%d %s", size.width(), size.height(), qPrintable(nameOf(type))) << size << type;
}

} // namespace

class TestLook : public WindowTest {
    Q_OBJECT

private:
    /// What is cut in the window as it is, photographed under a name.
    QStringList cut(const QString& name)
    {
        finishLayouts();
        photograph(QString(name).replace(u' ', u'-'));
        QStringList found;
        for (const QString& each : ClippedText::in(*window_))
            found << QStringLiteral("%1: %2").arg(name, each);
        return found;
    }

    void openWindow()
    {
        openExample(someSamples());
        applyTheme(themeChoiceFromName(qEnvironmentVariable("TERMSCOPE_THEME", QStringLiteral("light"))));
    }

    /// Of every page with each of its tabs.
    QStringList cutOnPages(const QString& name)
    {
        QStringList found;
        for (const PageInfo& page : pagesTable()) {
            window_->session().changePage(QString::fromUtf8(page.key));
            if (!settle())
                return {QStringLiteral("not settled")};
            const QString here = QStringLiteral("%1 %2").arg(name, QLatin1String(page.key));
            const QList<QTabWidget*> tabs = window_->currentPage()->findChildren<QTabWidget*>();
            found += cut(here);
            for (QTabWidget* lower : tabs)
                for (int tab = 1; tab < lower->count(); ++tab) {
                    lower->setCurrentIndex(tab);
                    found += cut(QStringLiteral("%1 tab %2").arg(here).arg(tab));
                }
            for (QTabWidget* lower : tabs)
                lower->setCurrentIndex(0);
        }
        return found;
    }

    /// Some tests of this program, in a process that has a variable of its own.
    static void inProcess(const QStringList& tests, const char* variable, const QString& value)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(variable), value);
        if (variable == QLatin1String("QT_QPA_PLATFORM"))
            environment.insert(QLatin1String(ownScreen), QStringLiteral("1"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(), QStringList("TestLook") + tests);
        QVERIFY(process.waitForFinished(-1));
        QStringList said = QString::fromUtf8(process.readAll()).split(u'\n');
        erase_if(said, [](const QString& line) { return line.startsWith(u"QWARN") || line.startsWith(u"PASS"); });
        QVERIFY2(process.exitCode() == 0, qPrintable(said.mid(3).join(u'\n')));
    }

    /// The running row, on a screen of a size.
    static void onScreen(QSize size)
    {
        QTemporaryDir folder;
        QFile screens(folder.filePath(QStringLiteral("screens.json")));
        QVERIFY(screens.open(QIODevice::WriteOnly));
        screens.write(QStringLiteral(R"({"screens": [{"name": "one", "x": 0, "y": 0, "width": %1, "height": %2,
                                        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})")
                          .arg(size.width())
                          .arg(size.height())
                          .toUtf8());
        screens.close();
        const QString test = QStringLiteral("%1:%2").arg(QLatin1String(QTest::currentTestFunction()),
                                                         QLatin1String(QTest::currentDataTag()));
        inProcess({test}, "QT_QPA_PLATFORM", QStringLiteral("offscreen:configfile=%1").arg(screens.fileName()));
    }

    static QString sentence(const QStringList& found)
    {
        return QStringLiteral("%1 texts are cut\n%2").arg(found.size()).arg(found.mid(0, 60).join(u'\n'));
    }

private slots:
    void cleanup()
    {
        window_.reset();
        applyTypeSize(TypeSize::Normal);
    }

    /// The finder finds what is cut, and nothing else.
    void theFinderFinds()
    {
        QWidget board;
        board.resize(300, 200);
        QLabel cutLabel(QStringLiteral("a sentence that is too long for its place"), &board);
        cutLabel.setGeometry(0, 0, 60, 30);
        QLabel whole(QStringLiteral("short"), &board);
        whole.setGeometry(0, 40, 100, 30);
        QLabel wrapped(QStringLiteral("a sentence that takes several lines where it is narrow"), &board);
        wrapped.setWordWrap(true);
        wrapped.setGeometry(0, 80, 80, 20);
        QPushButton outside(QStringLiteral("outside"), &board);
        outside.setGeometry(250, 150, 120, 30);
        QPushButton hidden(QStringLiteral("a hidden button with a long text"), &board);
        hidden.setGeometry(0, 150, 20, 20);
        hidden.hide();
        QSpinBox number(&board);
        number.setMaximum(1'000'000'000);
        number.setValue(1'000'000'000);
        number.setGeometry(120, 40, 50, 26);
        const QStringList found = ClippedText::in(board);
        const auto names = [&](const char* part) {
            return std::ranges::count_if(found,
                                         [&](const QString& each) { return each.contains(QLatin1String(part)); });
        };
        QVERIFY(names("a sentence that is too long") > 0);
        QVERIFY(names("takes several lines") > 0);
        QVERIFY(names("outside") > 0);
        QVERIFY(names("1000000000") > 0);
        QCOMPARE(names("short"), 0);
        QCOMPARE(names("hidden"), 0);
        cutLabel.setGeometry(0, 0, 300, 30);
        wrapped.setGeometry(0, 80, 80, 120);
        outside.setGeometry(150, 150, 120, 30);
        number.setGeometry(120, 40, 150, 26);
        QCOMPARE(ClippedText::in(board), QStringList());
    }

    void noTextIsCut_data()
    {
        addLooks({{1024, 768}, {1280, 720}, {1920, 1080}, {3840, 2160}},
                 {{{1024, 768}, TypeSize::Huge}, {{1280, 720}, TypeSize::Normal}, {{1920, 1080}, TypeSize::Large}});
    }

    void noTextIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(TypeSize, type);
        openWindow();
        applyTypeSize(type);
        window_->resize(size);
        const QString name = QString::fromUtf8(QTest::currentDataTag());
        QStringList found = cutOnPages(name);
        QCOMPARE(window_->size(), size); // the window did not grow to make room
        QVERIFY2(found.isEmpty(), qPrintable(sentence(found)));
    }

    /// Steps with every kind of content, beside the page, while presenting. It fills the screen, whose size is that of
    /// a process.
    void noTextIsCutWhilePresenting_data()
    {
        addLooks({{1024, 768}, {1280, 800}, {1920, 1080}, {3840, 2160}},
                 {{{1024, 768}, TypeSize::Huge}, {{1280, 800}, TypeSize::Normal}, {{1920, 1080}, TypeSize::Large}});
    }

    void noTextIsCutWhilePresenting()
    {
        QFETCH(QSize, size);
        QFETCH(TypeSize, type);
        if (!qEnvironmentVariableIsSet(ownScreen))
            return onScreen(size);
        openWindow();
        applyTypeSize(type);
        window_->presenter().start();
        QTRY_COMPARE(window_->size(), size);
        const QString name = QStringLiteral("presenting %1").arg(QString::fromUtf8(QTest::currentDataTag()));
        QStringList found = cutOnPages(name);
        // Every step of every lesson where there is least room; elsewhere the first of some.
        const bool all = size.width() == 1024 && type != TypeSize::Large;
        const std::vector<Lesson>& lessons = window_->findChild<LessonPane*>()->lessons();
        for (std::size_t i = 0; i < lessons.size(); i += all ? 1 : 3) {
            for (int step = 0; step < (all ? static_cast<int>(lessons[i].steps.size()) : 1); ++step) {
                window_->lessonPlayer().start(lessons[i], 1, step);
                QVERIFY(settle());
                found += cut(QStringLiteral("%1 lesson %2 step %3").arg(name, lessons[i].name).arg(step + 1));
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(sentence(found)));
    }

    /// Screens of 150 to 300 %: the scale is that of a process.
    void noTextIsCutOnScaledScreens()
    {
        if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
            QSKIP("a scaled process itself");
        if (!isLongTier()) // between the pixels, where rounding shows
            return inProcess({QStringLiteral("noTextIsCut:1280x720 normal")}, "QT_SCALE_FACTOR", QStringLiteral("1.5"));
        for (const char* scale : {"1.5", "2", "3"})
            inProcess({QStringLiteral("noTextIsCut:1280x720 normal"), QStringLiteral("noTextIsCut:1280x720 huge")},
                      "QT_SCALE_FACTOR", QLatin1String(scale));
    }

    /// Pixels of the screen, not enlarged ones: at 300 % a line of 1 pixel is 3 sharp ones.
    void picturesAreDrawnAtTheScreensScale()
    {
        openWindow();
        const QPixmap picture = window_->grab();
        QCOMPARE(picture.size(), window_->size() * window_->devicePixelRatioF());
    }
};

TERMSCOPE_TEST(TestLook)
#include "TestLook.moc"
