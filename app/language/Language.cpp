#include "app/language/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QSettings>
#include <QTranslator>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace termscope {
namespace {

constexpr std::array languages{
    LanguageInfo{Language::System, "system", QT_TRANSLATE_NOOP("termscope", "As the &system")},
    LanguageInfo{Language::English, "en", "English"},
    LanguageInfo{Language::German, "de", "Deutsch"},
    LanguageInfo{Language::Chinese, "zh_CN", "简体中文"},
};

const QString settingsKey = QStringLiteral("language");

Language chosen = Language::English;

/// Of "zh-Hans-CN" and the like; System for a language that is none of ours.
Language languageOf(const QLocale& locale)
{
    switch (locale.language()) {
    case QLocale::C:
    case QLocale::English: return Language::English;
    case QLocale::German: return Language::German;
    case QLocale::Chinese:
        return locale.script() == QLocale::SimplifiedHanScript ? Language::Chinese : Language::System;
    default: return Language::System;
    }
}

/// Replaces what an earlier call installed.
void installTranslators(Language language)
{
    static std::vector<std::unique_ptr<QTranslator>> installed;
    for (const auto& translator : installed)
        QCoreApplication::removeTranslator(translator.get());
    installed.clear();
    const QString name = nameOf(language);
    const auto install = [](const QString& file, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(file, folder))
            return;
        QCoreApplication::installTranslator(translator.get());
        installed.push_back(std::move(translator));
    };
    // English has its plural forms in a file as well. Without Qt's own, a few buttons stay English.
    install(QStringLiteral("qtbase_") + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("termscope_") + name, QStringLiteral(":/translations"));
}

} // namespace

std::span<const LanguageInfo> languagesTable()
{
    return languages;
}

Language languageFromName(const QString& name)
{
    const auto found = std::ranges::find_if(
        languages, [&name](const LanguageInfo& info) { return name == QLatin1String(info.name); });
    return found == languages.end() ? Language::System : found->language;
}

QString nameOf(Language language)
{
    return QLatin1String(std::ranges::find(languages, language, &LanguageInfo::language)->name);
}

Language resolved(Language language)
{
    if (language != Language::System)
        return language;
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString& name : wanted)
        if (const Language known = languageOf(QLocale(name)); known != Language::System)
            return known;
    return Language::English;
}

QLocale localeOf(Language language)
{
    const QLocale system = QLocale::system();
    if (language == Language::System || languageOf(system) == language)
        return system;
    return QLocale(nameOf(language));
}

void applyLanguage(Language language)
{
    chosen = language;
    QLocale::setDefault(localeOf(language));
    installTranslators(resolved(language));
}

Language chosenLanguage()
{
    return chosen;
}

Language storedLanguage()
{
    return languageFromName(QSettings().value(settingsKey).toString());
}

void storeLanguage(Language language)
{
    QSettings().setValue(settingsKey, nameOf(language));
}

} // namespace termscope
