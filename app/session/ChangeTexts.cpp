#include "app/session/ChangeTexts.h"

#include "widgets/language/Translated.h"

namespace termscope {
namespace {

/// "Term budget" within a sentence; a title that starts with an abbreviation stays, and so does a translated one:
/// German nouns are capitals everywhere.
QString withinSentence(std::string_view title)
{
    QString name = QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
    if (const QString shown = translated(title); shown != name)
        return shown;
    if (name.size() > 1 && name[1].isLower())
        name[0] = name[0].toLower();
    return name;
}

/// The value as the screen shows it: a number or the choice's title.
QString shownValue(const SettingInfo& info, const Settings& settings)
{
    const int value = info.get(settings);
    if (info.isNumber())
        return QString::number(value);
    return translated(info.choices[static_cast<std::size_t>(value)].title);
}

QString shownValue(const ArrayField& field, const ArrayChoice& choice)
{
    const int value = field.get(choice);
    return field.isNumber() ? QString::number(value) : translated(field.choices[static_cast<std::size_t>(value)].title);
}

} // namespace

QString changeText(const QString& name, const QString& from, const QString& to)
{
    return name + QLatin1Char(' ') + from + QStringLiteral(" → ") + to;
}

QString changeText(const SettingInfo& info, const Settings& before, const Settings& after)
{
    return changeText(withinSentence(info.title), shownValue(info, before), shownValue(info, after));
}

QString changeText(const ArrayField& field, const ArrayChoice& before, const ArrayChoice& after)
{
    return changeText(tr("array: %1").arg(withinSentence(field.title)), shownValue(field, before),
                      shownValue(field, after));
}

} // namespace termscope
