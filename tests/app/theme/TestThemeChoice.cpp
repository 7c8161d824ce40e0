// The five choices of theme, type in three sizes, and what the desktop says of itself while the app runs.
#include "app/theme/SystemAppearance.h"
#include "app/theme/ThemeChoice.h"
#include "app/theme/TypeSize.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/theme/Theme.h"
#include "widgets/theme/ThemeStyle.h"

#include <QApplication>
#include <QCheckBox>
#include <QDBusContext>
#include <QDBusServer>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <QWindow>
#include <QtTest>

using namespace termscope;

namespace {

/// A desktop's portal, of which only the part is there that is asked.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    unsigned scheme = 0;
    unsigned contrast = 0;

public slots:
    QDBusVariant Read(const QString& space, const QString& key)
    {
        if (space != QLatin1String("org.freedesktop.appearance"))
            return {};
        const unsigned value = key == QLatin1String("contrast") ? contrast : scheme;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

signals:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
};

} // namespace

class TestThemeChoice : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_.path());
    }

    void cleanup()
    {
        applyTheme(ThemeChoice::Light);
        applyTypeSize(TypeSize::Normal);
    }

    void choicesKeepTheirNames()
    {
        for (const ThemeChoice choice : themeChoices) {
            QCOMPARE(themeChoiceFromName(nameOf(choice)), choice);
            storeTheme(choice);
            QCOMPARE(storedTheme(), choice);
        }
        QCOMPARE(themeChoiceFromName(QStringLiteral("mauve")), ThemeChoice::System);
        for (const TypeSize size : typeSizes) {
            QCOMPARE(typeSizeFromName(nameOf(size)), size);
            storeTypeSize(size);
            QCOMPARE(storedTypeSize(), size);
        }
        QCOMPARE(typeSizeFromName(QStringLiteral("tiny")), TypeSize::Normal);
    }

    void everyChoiceIsApplied()
    {
        for (const auto& [choice, kind] : {std::pair{ThemeChoice::Light, ThemeKind::Light},
                                           {ThemeChoice::Dark, ThemeKind::Dark},
                                           {ThemeChoice::HighContrast, ThemeKind::HighContrast},
                                           {ThemeChoice::Projector, ThemeKind::Projector}}) {
            applyTheme(choice);
            QCOMPARE(appliedTheme(), choice);
            QCOMPARE(themeFor(QApplication::palette()).kind, kind);
            QCOMPARE(QApplication::palette().color(QPalette::Base), themeOf(kind).surface);
        }
        QVERIFY(qobject_cast<ThemeStyle*>(QApplication::style()));
    }

    void theMenuChoosesAndKeeps()
    {
        QMenu menu;
        fillThemeMenu(menu);
        QCOMPARE(menu.actions().size(), qsizetype{5});
        menu.actions()[3]->trigger();
        QCOMPARE(appliedTheme(), ThemeChoice::HighContrast);
        QCOMPARE(storedTheme(), ThemeChoice::HighContrast);
        applyTheme(ThemeChoice::Dark); // by another caller
        emit menu.aboutToShow();
        QVERIFY(menu.actions()[2]->isChecked());
        QVERIFY(!menu.actions()[3]->isChecked());
    }

    /// A desktop that turns dark while the app runs: the window is told, the palette follows, plots included.
    void theSystemsChoiceIsAskedAgain()
    {
        applyTheme(ThemeChoice::System);
        QCOMPARE(themeFor(QApplication::palette()).kind, ThemeKind::Light); // the offscreen platform is light
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QApplication::setPalette(paletteFor(ThemeKind::Dark));
        QEvent news(QEvent::ThemeChange);
        QApplication::sendEvent(window.windowHandle(), &news);
        QTRY_COMPARE(themeFor(QApplication::palette()).kind, ThemeKind::Light);
        // Not where the user chose one.
        applyTheme(ThemeChoice::Projector);
        QApplication::sendEvent(window.windowHandle(), &news);
        QCoreApplication::processEvents();
        QCOMPARE(themeFor(QApplication::palette()).kind, ThemeKind::Projector);
    }

    void thePortalIsHeard()
    {
        QDBusServer server;
        server.setAnonymousAuthenticationAllowed(true);
        Portal portal;
        portal.scheme = 1;
        bool isRegistered = false;
        connect(&server, &QDBusServer::newConnection, &portal, [&](QDBusConnection bus) {
            QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
            isRegistered = true;
        });
        const QDBusConnection bus = QDBusConnection::connectToPeer(server.address(), QStringLiteral("desktop"));
        QTRY_VERIFY(bus.isConnected());
        QTRY_VERIFY(isRegistered);
        SystemAppearance appearance(bus);
        QVERIFY(!appearance.wanted()); // nothing is known before the answer
        QTRY_COMPARE(appearance.wanted(), std::optional(ThemeKind::Dark));
        QSignalSpy changes(&appearance, &SystemAppearance::changed);
        const QString space = QStringLiteral("org.freedesktop.appearance");
        emit portal.SettingChanged(space, QStringLiteral("color-scheme"), QDBusVariant(2U));
        QTRY_COMPARE(appearance.wanted(), std::optional(ThemeKind::Light));
        emit portal.SettingChanged(space, QStringLiteral("accent-color"), QDBusVariant(1U));
        emit portal.SettingChanged(QStringLiteral("org.gnome"), QStringLiteral("contrast"), QDBusVariant(1U));
        emit portal.SettingChanged(space, QStringLiteral("contrast"), QDBusVariant(1U));
        QTRY_COMPARE(appearance.wanted(), std::optional(ThemeKind::HighContrast));
        QCOMPARE(changes.size(), 2);
        emit portal.SettingChanged(space, QStringLiteral("contrast"), QDBusVariant(0U));
        emit portal.SettingChanged(space, QStringLiteral("color-scheme"), QDBusVariant(0U));
        QTRY_VERIFY(!appearance.wanted());
        QDBusConnection::disconnectFromPeer(QStringLiteral("desktop"));
    }

    void withoutABusNothingIsSaid()
    {
        const SystemAppearance appearance{QDBusConnection(QStringLiteral("no such bus"))};
        QVERIFY(!appearance.wanted());
    }

    /// Ctrl++, Ctrl+− and Ctrl+0 change the type of everything, and the ends stay the ends.
    void keysChangeTheType()
    {
        QWidget window;
        QMenu menu(&window);
        fillTypeSizeMenu(menu);
        window.addActions(menu.actions());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const double normal = window.font().pointSizeF();
        const auto press = [&](Qt::Key key) { QTest::keyClick(&window, key, Qt::ControlModifier); };
        press(Qt::Key_Plus);
        QCOMPARE(appliedTypeSize(), TypeSize::Large);
        QTRY_VERIFY(std::abs(window.font().pointSizeF() - 1.35 * normal) < 0.05 * normal);
        press(Qt::Key_Equal);
        press(Qt::Key_Plus);
        QCOMPARE(appliedTypeSize(), TypeSize::Huge);
        QCOMPARE(storedTypeSize(), TypeSize::Huge);
        QVERIFY(std::abs(typeScale() - 1.75) < 0.05);
        press(Qt::Key_Minus);
        QCOMPARE(appliedTypeSize(), TypeSize::Large);
        press(Qt::Key_0);
        press(Qt::Key_Minus);
        QCOMPARE(appliedTypeSize(), TypeSize::Normal);
        QTRY_COMPARE(window.font().pointSizeF(), normal);
    }

    /// Indicators, icons and fields grow with the type while they are on screen.
    void controlsGrowWithTheType()
    {
        applyTheme(ThemeChoice::Light);
        QCheckBox box(QStringLiteral("option"));
        SettingControl control(*findSetting("budget"), SettingControl::Style::Compact);
        auto* reset = control.findChild<QToolButton*>(QStringLiteral("reset"));
        box.show();
        control.show();
        const int indicator = box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box);
        const int width = box.sizeHint().width();
        const QSize icon = reset->iconSize();
        applyTypeSize(TypeSize::Huge);
        QTRY_VERIFY(box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box) > indicator * 3 / 2);
        QTRY_VERIFY(box.sizeHint().width() > width * 3 / 2);
        QTRY_VERIFY(reset->iconSize().width() > icon.width() * 3 / 2);
        applyTypeSize(TypeSize::Normal);
        QTRY_COMPARE(reset->iconSize(), icon);
    }

    /// WCAG 2.1, 1.4.11: the outline of a control stands out from the window by 3:1.
    void outlinesShow_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        for (const ThemeChoice choice : themeChoices)
            QTest::newRow(qPrintable(nameOf(choice))) << choice;
    }

    void outlinesShow()
    {
        QFETCH(ThemeChoice, choice);
        applyTheme(choice);
        QWidget window;
        QLineEdit line(&window);
        QCheckBox box(&window);
        line.setGeometry(10, 10, 120, 30);
        box.setGeometry(10, 60, 40, 30);
        window.resize(200, 100);
        const QImage picture = window.grab().toImage();
        const QColor ground = picture.pixelColor(180, 90);
        const auto strongest = [&](int fromX, int toX, int y) {
            double found = 1.0;
            for (int x = fromX; x < toX; ++x)
                found = std::max(found, contrastRatio(picture.pixelColor(x, y), ground));
            return found;
        };
        QVERIFY2(strongest(8, 14, 25) >= 3.0, "the edge of a line edit");
        QVERIFY2(strongest(8, 30, 75) >= 3.0,
                 qPrintable(QStringLiteral("the edge of a check box: %1").arg(strongest(8, 30, 75))));
    }

    /// What has the keyboard has a frame in the theme's colour of selections; thicker in high contrast.
    void theFocusIsFramed()
    {
        const auto framed = [](ThemeChoice choice) {
            applyTheme(choice);
            QWidget window;
            QLineEdit line(&window);
            QLineEdit other(&window);
            line.setGeometry(10, 10, 120, 30);
            other.setGeometry(10, 50, 120, 30);
            window.resize(160, 100);
            window.show();
            window.activateWindow();
            line.setFocus();
            [&] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
            const QImage picture = window.grab().toImage();
            const QColor wanted = themeFor(QApplication::palette()).selection;
            int pixels = 0;
            for (int y = 0; y < 45; ++y)
                for (int x = 0; x < picture.width(); ++x)
                    pixels += contrastRatio(picture.pixelColor(x, y), wanted) < 1.15 ? 1 : 0;
            return pixels;
        };
        const int light = framed(ThemeChoice::Light);
        QVERIFY(light > 150); // about the line edit's circumference
        QVERIFY(framed(ThemeChoice::HighContrast) > 3 * light / 2);
    }
};

TERMSCOPE_TEST(TestThemeChoice)
#include "TestThemeChoice.moc"
