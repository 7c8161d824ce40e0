// The window in another language: every text changes at once, numbers take its form on screen and never in files.
#include "app/LiveWindow.h"
#include "app/recovery/Autosave.h"
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/teach/lessons/QuestionBox.h"
#include "app/window/PageRenderer.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/export/ExportableView.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Sentences.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSpinBox>
#include <QTabWidget>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

#include <map>

using namespace termscope;

namespace {

constexpr int patience = 120; // seconds: sanitizers are slow

/// The words of a picture: labels of axes, captions, cells.
QStringList textsOf(const ExportableView& view)
{
    QStringList texts;
    QXmlStreamReader xml(view.svg());
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
            texts << xml.readElementText(QXmlStreamReader::IncludeChildElements);
    return texts;
}

/// Everything that can be read on the window now.
QStringList textsOf(const MainWindow& window)
{
    QStringList texts;
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible())
            texts << button->text();
    for (const QAbstractSpinBox* box : window.findChildren<QAbstractSpinBox*>())
        if (box->isVisible())
            texts << box->text();
    for (const QAbstractItemView* view : window.findChildren<QAbstractItemView*>()) {
        const QAbstractItemModel* model = view->isVisible() ? view->model() : nullptr;
        for (int row = 0; model && row < std::min(model->rowCount(), 100); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                texts << model->index(row, column).data().toString();
    }
    for (const ExportableView* view : window.findChildren<ExportableView*>())
        if (view->isVisible())
            texts << textsOf(*view);
    return texts;
}

/// A number with a point before its decimals. Three digits after a point are a thousand in German.
const QRegularExpression& pointDecimal()
{
    static const QRegularExpression pattern(QStringLiteral("(?<![\\d.:])\\d+\\.(\\d{1,2}|\\d{4,})(?![\\d.])"));
    return pattern;
}

const QRegularExpression& commaDecimal()
{
    static const QRegularExpression pattern(QStringLiteral("\\d,\\d"));
    return pattern;
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;

    /// Some digits, on a page, at settings whose figures have decimals.
    static bool openDigits(MainWindow& window)
    {
        window.show();
        OpenFiles files;
        files.limit = 500;
        window.files().openAtStart({}, files);
        return waitUntilSettled(window, patience);
    }

    static QString choose(LiveWindow& live, const char* language)
    {
        auto* action = live.window().findChild<QAction*>(QStringLiteral("language_") + QLatin1String(language));
        if (action == nullptr)
            return QStringLiteral("no such language in the menu");
        QSignalSpy renewed(&live, &LiveWindow::renewed);
        action->trigger();
        return renewed.wait(1000 * patience) ? QString() : QStringLiteral("the window stayed as it was");
    }

    static QStringList tabs(const MainWindow& window)
    {
        const auto* pages = window.findChild<QTabWidget*>();
        QStringList titles;
        for (int i = 0; i < pages->count(); ++i)
            titles << pages->tabText(i);
        return titles;
    }

    /// Tables of every view on every page, the session and the link: what could be in files.
    static std::map<QString, QByteArray> filesOf(MainWindow& window)
    {
        std::map<QString, QByteArray> files;
        for (const PageInfo& page : pagesTable()) {
            window.session().changePage(QLatin1String(page.key));
            if (!waitUntilSettled(window, patience))
                return {};
            int number = 0;
            for (const ExportableView* view : window.findChildren<ExportableView*>())
                if (const QByteArray table = view->csv().toUtf8(); !table.isEmpty())
                    files[QStringLiteral("%1 %2").arg(QLatin1String(page.key)).arg(++number)] = table;
        }
        files[QStringLiteral("session")] = QByteArray::fromStdString(sessionJson(window.session().saved(), {}));
        files[QStringLiteral("link")] = makeLink(window.session().saved()).toUtf8();
        return files;
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_.path());
        applyTheme(ThemeChoice::Light);
    }

    void cleanup()
    {
        applyLanguage(Language::English);
        QLocale::setDefault(QLocale::c());
        QSettings().clear();
    }

    void names()
    {
        for (const LanguageInfo& info : languagesTable())
            QCOMPARE(languageFromName(nameOf(info.language)), info.language);
        QCOMPARE(languageFromName(QStringLiteral("klingon")), Language::System);
        QCOMPARE(resolved(Language::German), Language::German);
        QVERIFY(resolved(Language::System) != Language::System);
        QCOMPARE(localeOf(Language::German).language(), QLocale::German);
        QCOMPARE(localeOf(Language::Chinese).script(), QLocale::SimplifiedHanScript);
        storeLanguage(Language::Chinese);
        QCOMPARE(storedLanguage(), Language::Chinese);
    }

    /// What is open, the view and the size go over; the texts do not.
    void aChoiceInTheMenuRewritesEverything()
    {
        LiveWindow live;
        QVERIFY(openDigits(live.window()));
        QCOMPARE(tabs(live.window()).first(), "Welcome");
        live.window().resize(1300, 810);
        live.window().session().changeSetting("budget", 9);
        live.window().session().changePage(QStringLiteral("accuracy"));
        const QString path = home_.filePath(QStringLiteral("kept.json"));
        live.window().files().setSessionPath(path);
        const ViewState view = live.window().session().view();
        const NetworkPtr network = live.window().session().network();
        const MainWindow* const before = &live.window();

        QCOMPARE(choose(live, "de"), QString());
        MainWindow& german = live.window();
        QVERIFY(&german != before);
        QVERIFY(german.isVisible());
        QCOMPARE(german.size(), QSize(1300, 810));
        QCOMPARE(german.session().view(), view);
        QCOMPARE(german.session().network(), network);
        QCOMPARE(german.files().sessionPath(), path);
        QCOMPARE(tabs(german).mid(0, 3), QStringList({"Willkommen", "Gewichte", "Terme"}));
        QCOMPARE(german.menuBar()->actions().first()->text(), "&Datei");
        QCOMPARE(storedLanguage(), Language::German);
        QVERIFY(waitUntilSettled(german, patience));
        const auto* accuracy = german.findChild<QLabel*>(QStringLiteral("accuracy"));
        QVERIFY2(accuracy->text().contains(QLatin1Char(',')), qPrintable(accuracy->text()));
        // Undo and the texts of the tables speak German too.
        german.session().changeSetting("budget", 8);
        QVERIFY2(german.session().undoAction()->text().contains(QStringLiteral("Termbudget 9 → 8")),
                 qPrintable(german.session().undoAction()->text()));
        QVERIFY(german.findChild<QAction*>(QStringLiteral("language_de"))->isChecked());

        QCOMPARE(choose(live, "zh_CN"), QString());
        QCOMPARE(tabs(live.window()).mid(0, 3), QStringList({"欢迎", "权重", "项"}));
        QCOMPARE(live.window().session().settings().budget, 8);
        QCOMPARE(choose(live, "en"), QString());
        QCOMPARE(tabs(live.window()).first(), "Welcome");
    }

    /// What was put off until the next start is not asked again with the next window.
    void aCrashIsOfferedOnce()
    {
        LiveWindow live;
        QVERIFY(openDigits(live.window()));
        const QString folder = Autosave::usualFolder();
        QVERIFY(QDir().mkpath(folder));
        const QString left = folder + QStringLiteral("/session-999999-0.json");
        QVERIFY(writeSession(live.window().session().saved(), left));
        live.keepSession();
        auto* box = live.window().findChild<QMessageBox*>(QStringLiteral("recovery"));
        QVERIFY(box != nullptr);
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(choose(live, "de"), QString());
        QVERIFY(live.window().findChild<QMessageBox*>(QStringLiteral("recovery")) == nullptr);
        QVERIFY(QFileInfo::exists(left)); // for the next start
        QVERIFY(QFile::remove(left));
    }

    /// A lesson goes on at its step, in the other language.
    void aLessonGoesOn()
    {
        LiveWindow live;
        QVERIFY(openDigits(live.window()));
        const std::vector<Lesson> lessons = embeddedLessons();
        live.window().lessonPlayer().start(lessons[0], 17, 1);
        live.window().session().changeSetting("budget", 5);
        const ViewState view = live.window().session().view();
        QCOMPARE(choose(live, "de"), QString());
        const LessonPlayer& player = live.window().lessonPlayer();
        QVERIFY(player.lesson() != nullptr);
        QCOMPARE(player.lesson()->name, lessons[0].name);
        QCOMPARE(player.step(), 1);
        QCOMPARE(player.seed(), 17U);
        QTRY_COMPARE(live.window().session().view(), view);
        QVERIFY(!live.window().session().undoAction()->isEnabled());
        QVERIFY2(player.lesson()->title != lessons[0].title, qPrintable(player.lesson()->title));
    }

    /// Of core's sentences names stay, and numbers take the form of the locale.
    void sentencesOfCore()
    {
        const Sentence sentence{"Here: %1 on %2, %3 images; float %4; weights per channel, HESE",
                                {"net%2.onnx", "digits", 1234, FixedNumber{98.5, 2}}};
        QCOMPARE(toText(sentence), std::string("Here: net%2.onnx on digits, 1234 images; float 98.50; weights per "
                                               "channel, HESE"));
        applyLanguage(Language::German);
        QCOMPARE(translated(sentence), QStringLiteral("Hier: net%2.onnx auf digits, 1.234 Bilder; Float 98,50; "
                                                      "Gewichte je Kanal, HESE"));
        applyLanguage(Language::English);
    }

    /// Every figure on every page, the labels of axes included.
    void germanNumbersHaveCommas()
    {
        applyLanguage(Language::German);
        MainWindow window;
        QVERIFY(openDigits(window));
        for (const PageInfo& page : pagesTable()) {
            window.session().changePage(QLatin1String(page.key));
            QVERIFY(waitUntilSettled(window, patience));
            const QStringList texts = textsOf(window);
            const bool hasFigures = page.key != std::string_view(welcomePage);
            QVERIFY2(texts.size() > (hasFigures ? 50 : 10), page.key);
            QVERIFY2(!hasFigures || !texts.filter(commaDecimal()).isEmpty(), page.key);
            QStringList wrong;
            for (const QString& text : texts)
                if (pointDecimal().match(text).hasMatch())
                    wrong << text;
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QLatin1String(page.key) + QStringLiteral(": ") + wrong.join(QStringLiteral(" | "))));
        }
    }

    /// The same bytes under German and under C.
    void filesDoNotDependOnTheLocale()
    {
        std::map<QString, QByteArray> plain;
        {
            MainWindow window;
            QVERIFY(openDigits(window));
            plain = filesOf(window);
        }
        QVERIFY(plain.size() > 12);
        QLocale::setDefault(QLocale(QLocale::German));
        MainWindow window;
        QVERIFY(openDigits(window));
        const std::map<QString, QByteArray> german = filesOf(window);
        QCOMPARE(german.size(), plain.size());
        for (const auto& [name, bytes] : plain) {
            QVERIFY2(german.contains(name), qPrintable(name));
            QVERIFY2(german.at(name) == bytes,
                     qPrintable(name + QStringLiteral("\n") + QString::fromUtf8(bytes.left(400))
                                + QStringLiteral("\nunder German:\n") + QString::fromUtf8(german.at(name).left(400))));
        }
    }

    void pagesFitTheScreen_data()
    {
        QTest::addColumn<Language>("language");
        QTest::newRow("German") << Language::German;
        QTest::newRow("Chinese") << Language::Chinese;
    }

    /// Longer words make no page wider than a small screen. Pictures of all of them, for people, where
    /// TERMSCOPE_PICTURES names a folder.
    void pagesFitTheScreen()
    {
        QFETCH(Language, language);
        applyLanguage(language);
        MainWindow window;
        QVERIFY(openDigits(window));
        const QString folder = qEnvironmentVariable("TERMSCOPE_PICTURES");
        const auto photograph = [&](const QString& name) {
            if (!folder.isEmpty())
                window.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, nameOf(language), name));
        };
        for (const PageInfo& page : pagesTable()) {
            const QString key = QLatin1String(page.key);
            window.session().changePage(key);
            QVERIFY(waitUntilSettled(window, patience));
            QVERIFY2(window.minimumSizeHint().width() <= 1280,
                     qPrintable(QStringLiteral("%1: %2").arg(key).arg(window.minimumSizeHint().width())));
            window.resize(1280, 800);
            photograph(key);
            for (QTabWidget* tabs : window.currentPage()->findChildren<QTabWidget*>())
                for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    QVERIFY(waitUntilSettled(window, patience));
                    QVERIFY2(window.minimumSizeHint().width() <= 1280, qPrintable(tabs->tabText(tab)));
                    photograph(QStringLiteral("%1-%2").arg(key).arg(tab));
                }
        }
        const std::vector<Lesson> lessons = embeddedLessons();
        window.findChild<QDockWidget*>(QStringLiteral("lessonDock"))->show();
        photograph(QStringLiteral("lessons"));
        window.lessonPlayer().start(lessons[3], 17, 1);
        QVERIFY(waitUntilSettled(window, patience));
        photograph(QStringLiteral("lesson"));
        window.resize(1024, 768);
        photograph(QStringLiteral("lesson-small"));
    }

    /// How a file keeps weights is composed in core, which knows no other language.
    void storedTypesAreInTheLanguage()
    {
        WeightLayer layer;
        const auto shown = [&](const char* words) {
            layer.storedType = words;
            return storedAsText(layer);
        };
        QCOMPARE(shown("int8 per channel"), "int8 per channel");
        applyLanguage(Language::German);
        QCOMPARE(shown("int8 per channel"), "int8 je Kanal");
        QCOMPARE(shown("uint8 per tensor"), "uint8 je Tensor");
        QCOMPARE(shown("FP8 E4M3 in blocks of 128×128"), "FP8 E4M3 in Blöcken zu 128×128");
        QCOMPARE(shown(""), "float32");
        applyLanguage(Language::Chinese);
        QCOMPARE(shown("int8 per channel"), "int8，每通道");
    }

    void numbersAreTakenInBothForms_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("german");
        QTest::addColumn<double>("english");
        QTest::newRow("comma") << "0,25" << 0.25 << 0.25;
        QTest::newRow("point") << " 0.25 " << 0.25 << 0.25;
        QTest::newRow("negative") << "-3,5" << -3.5 << -3.5;
        QTest::newRow("whole") << "1500" << 1500.0 << 1500.0;
    }

    void numbersAreTakenInBothForms()
    {
        QFETCH(QString, typed);
        QFETCH(double, german);
        QFETCH(double, english);
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(numberFromText(typed).value(), german);
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(numberFromText(typed).value(), english);
        QVERIFY(!numberFromText(QStringLiteral("one")));
        QVERIFY(!numberFromText(QString()));
    }

    /// Characters of the Chinese texts can be drawn where the system has a font for them.
    void chineseHasGlyphs()
    {
        if (QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
            SKIP_LACKING("a font with Chinese characters", "install Debian's package fonts-noto-cjk");
        applyLanguage(Language::Chinese);
        const QString text = QCoreApplication::translate("core", "Term budget");
        QCOMPARE(text, QString::fromUtf8("项预算"));
        const QFontMetrics metrics(QApplication::font());
        for (const QChar letter : text)
            QVERIFY2(metrics.inFontUcs4(letter.unicode()), qPrintable(QString(letter)));
    }
};

TERMSCOPE_TEST(TestLanguage)
#include "TestLanguage.moc"
