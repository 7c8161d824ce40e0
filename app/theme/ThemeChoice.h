// Which theme the app has: one of the four, or as the desktop has it; kept from one start to the next.
#pragma once

#include <QString>

#include <array>

class QMenu;

namespace termscope {

enum class ThemeChoice { System, Light, Dark, HighContrast, Projector };

inline constexpr std::array themeChoices{ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark,
                                         ThemeChoice::HighContrast, ThemeChoice::Projector};

/// "system", "light", "dark", "high-contrast", "projector"; System for anything else.
ThemeChoice themeChoiceFromName(const QString& name);
QString nameOf(ThemeChoice choice);

/// Sets the application's style and palette. Every view follows by itself. With System the theme goes on following the
/// desktop: its palette, and where Qt does not know that, its portal (SystemAppearance).
void applyTheme(ThemeChoice choice);

/// What applyTheme was last called with.
ThemeChoice appliedTheme();

/// The choice of the last start.
ThemeChoice storedTheme();
void storeTheme(ThemeChoice choice);

/// Entries that choose, apply and store a theme.
void fillThemeMenu(QMenu& menu);

} // namespace termscope
