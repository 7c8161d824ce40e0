#include "app/teach/lessons/StepSettings.h"

#include "core/settings/Settings.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace termscope {
namespace {

/// All names in a formula, functions too.
QStringList namesIn(const std::string& formula)
{
    static const QRegularExpression name(QStringLiteral("[A-Za-z_][A-Za-z_0-9]*"));
    QStringList found;
    for (auto names = name.globalMatch(QString::fromStdString(formula)); names.hasNext();)
        found << names.next().captured();
    return found;
}

/// A setting's key by the name that formulas have for it; empty for others.
QString settingNamed(const QString& name)
{
    static const std::map<QString, QString> letters{{QStringLiteral("g"), QStringLiteral("group_size")},
                                                    {QStringLiteral("k"), QStringLiteral("budget")},
                                                    {QStringLiteral("s"), QStringLiteral("data_terms")}};
    const auto letter = letters.find(name);
    const QString key = letter == letters.end() ? name : letter->second;
    return findSetting(key.toStdString()) != nullptr ? key : QString();
}

} // namespace

bool needsSettings(const LessonStep& step)
{
    return std::ranges::any_of(namesIn(step.until), [](const QString& name) {
        const bool isFunction = name == QLatin1String("floor") || name == QLatin1String("ceil");
        return !isFunction && !name.startsWith(QLatin1String("array_")) && !name.startsWith(QLatin1String("on_"));
    });
}

QStringList settingsOf(const LessonStep& step)
{
    QStringList keys;
    for (const QString& name : QStringList(step.point) + namesIn(step.until))
        if (const QString key = settingNamed(name); !key.isEmpty() && !keys.contains(key))
            keys << key;
    if (keys.isEmpty() && needsSettings(step))
        keys << QStringLiteral("group_size") << QStringLiteral("budget") << QStringLiteral("data_terms");
    return keys;
}

} // namespace termscope
