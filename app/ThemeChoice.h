// Light, dark, or as the system has it; kept from one start to the next.
#pragma once

#include <QString>

namespace termscope {

enum class ThemeChoice { System, Light, Dark };

/// "system", "light", "dark"; System for anything else.
ThemeChoice themeChoiceFromName(const QString& name);
QString nameOf(ThemeChoice choice);

/// Sets the application's style and palette. Every view follows by itself.
void applyTheme(ThemeChoice choice);

/// The choice of the last start.
ThemeChoice storedTheme();
void storeTheme(ThemeChoice choice);

} // namespace termscope
