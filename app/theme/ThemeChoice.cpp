#include "app/theme/ThemeChoice.h"

#include "app/theme/SystemAppearance.h"
#include "widgets/theme/Theme.h"
#include "widgets/theme/ThemeStyle.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QSettings>

namespace termscope {
namespace {

const QString settingsKey = QStringLiteral("theme");

ThemeChoice applied = ThemeChoice::System;

/// Watches for the desktop's palette to change, which comes as an event to the windows.
class DesktopWatcher : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        // Setting the palette sends no ThemeChange: there is no circle.
        if (event->type() == QEvent::ThemeChange && applied == ThemeChoice::System && watched->isWindowType())
            QMetaObject::invokeMethod(
                this, [] { applyTheme(applied); }, Qt::QueuedConnection);
        return false;
    }
};

/// The desktop's settings portal; null where there is no bus to ask on.
SystemAppearance* portal()
{
    static QPointer<SystemAppearance> appearance;
    const bool hasBus = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"); // Qt would start one
    if (!appearance && hasBus && QGuiApplication::platformName() != QLatin1String("offscreen")) {
        appearance = new SystemAppearance(QDBusConnection::sessionBus(), qApp);
        QObject::connect(appearance, &SystemAppearance::changed, qApp, [] {
            if (applied == ThemeChoice::System)
                applyTheme(applied);
        });
    }
    return appearance;
}

ThemeKind desktopKind()
{
    if (const SystemAppearance* asked = portal(); asked != nullptr && asked->wanted())
        return *asked->wanted();
    QApplication::setPalette(QPalette()); // the desktop's shows through where nothing is set
    return isDark(QApplication::palette()) ? ThemeKind::Dark : ThemeKind::Light;
}

ThemeKind kindOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return desktopKind();
    case ThemeChoice::Light: return ThemeKind::Light;
    case ThemeChoice::Dark: return ThemeKind::Dark;
    case ThemeChoice::HighContrast: return ThemeKind::HighContrast;
    case ThemeChoice::Projector: return ThemeKind::Projector;
    }
    return ThemeKind::Light;
}

QString titleOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return QCoreApplication::translate("ThemeChoice", "As the &system");
    case ThemeChoice::Light: return QCoreApplication::translate("ThemeChoice", "&Light");
    case ThemeChoice::Dark: return QCoreApplication::translate("ThemeChoice", "&Dark");
    case ThemeChoice::HighContrast: return QCoreApplication::translate("ThemeChoice", "&High contrast");
    case ThemeChoice::Projector: return QCoreApplication::translate("ThemeChoice", "For &projectors");
    }
    return {};
}

} // namespace

ThemeChoice themeChoiceFromName(const QString& name)
{
    for (const ThemeChoice choice : themeChoices)
        if (nameOf(choice) == name)
            return choice;
    return ThemeChoice::System;
}

QString nameOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return QStringLiteral("system");
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    case ThemeChoice::HighContrast: return QStringLiteral("high-contrast");
    case ThemeChoice::Projector: return QStringLiteral("projector");
    }
    return {};
}

void applyTheme(ThemeChoice choice)
{
    applied = choice;
    // Fusion draws with the palette alone, on every desktop.
    if (qobject_cast<ThemeStyle*>(QApplication::style()) == nullptr)
        QApplication::setStyle(new ThemeStyle);
    static QPointer<DesktopWatcher> watcher;
    if (!watcher) {
        watcher = new DesktopWatcher(qApp);
        qApp->installEventFilter(watcher);
    }
    QApplication::setPalette(paletteFor(kindOf(choice)));
}

ThemeChoice appliedTheme()
{
    return applied;
}

ThemeChoice storedTheme()
{
    return themeChoiceFromName(QSettings().value(settingsKey).toString());
}

void storeTheme(ThemeChoice choice)
{
    QSettings().setValue(settingsKey, nameOf(choice));
}

void fillThemeMenu(QMenu& menu)
{
    auto* choices = new QActionGroup(&menu);
    for (const ThemeChoice choice : themeChoices) {
        QAction* action = menu.addAction(titleOf(choice));
        action->setCheckable(true);
        action->setChecked(choice == appliedTheme());
        choices->addAction(action);
        QObject::connect(action, &QAction::triggered, &menu, [choice] {
            storeTheme(choice);
            applyTheme(choice);
        });
    }
    QObject::connect(&menu, &QMenu::aboutToShow, choices, [choices] {
        for (std::size_t i = 0; i < themeChoices.size(); ++i)
            choices->actions()[static_cast<qsizetype>(i)]->setChecked(themeChoices[i] == appliedTheme());
    });
}

} // namespace termscope
