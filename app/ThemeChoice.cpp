#include "app/ThemeChoice.h"

#include "widgets/theme/Theme.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>

namespace termscope {
namespace {

const QString settingsKey = QStringLiteral("theme");

} // namespace

ThemeChoice themeChoiceFromName(const QString& name)
{
    return name == QLatin1String("light")  ? ThemeChoice::Light
           : name == QLatin1String("dark") ? ThemeChoice::Dark
                                           : ThemeChoice::System;
}

QString nameOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return QStringLiteral("system");
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    }
    return {};
}

void applyTheme(ThemeChoice choice)
{
    // Fusion draws with the palette alone, on every desktop.
    static const QPalette system = QApplication::palette();
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStringLiteral("fusion"));
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isDark(system));
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

ThemeChoice storedTheme()
{
    return themeChoiceFromName(QSettings().value(settingsKey).toString());
}

void storeTheme(ThemeChoice choice)
{
    QSettings().setValue(settingsKey, nameOf(choice));
}

} // namespace termscope
