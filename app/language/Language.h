// The language of the texts on screen, and with it the form of the numbers; kept from one start to the next.
//
// Texts come from resources/translations, Qt's own (OK, Cancel) from the translations that Qt is installed with. Files,
// links and the command line's tables do not depend on it.
#pragma once

#include <QLocale>
#include <QString>

#include <span>

namespace termscope {

enum class Language { System, English, German, Chinese };

struct LanguageInfo {
    Language language;
    const char* name;  ///< in --language, in the settings and in names of files: "de"
    const char* title; ///< in the language itself; that of System is translated
};

/// All languages in the order they are shown; the first one is System.
std::span<const LanguageInfo> languagesTable();

/// System for an unknown name.
Language languageFromName(const QString& name);
QString nameOf(Language language);

/// System as the language of ours that the user's system prefers, English where it prefers none of them.
Language resolved(Language language);

/// The form of numbers: the system's own, or that of the language where the system speaks another one.
QLocale localeOf(Language language);

/// Installs the translations and sets the default locale. Texts of widgets that are there already stay as they are;
/// their windows are sent QEvent::LanguageChange. GUI thread, after the QApplication was made.
void applyLanguage(Language language);

/// What applyLanguage was called with last; English before.
Language chosenLanguage();

/// The choice of the last start.
Language storedLanguage();
void storeLanguage(Language language);

} // namespace termscope
