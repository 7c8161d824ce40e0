#include "app/teach/lessons/ConditionText.h"

#include "app/session/ArrayChoice.h"
#include "core/settings/Settings.h"
#include "widgets/language/Translated.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace termscope {
namespace {

class ConditionWords {
    Q_DECLARE_TR_FUNCTIONS(termscope::ConditionWords)

public:
    static const FieldInfo* fieldOf(const QString& name)
    {
        const std::string key = name.toStdString();
        if (const SettingInfo* setting = findSetting(key))
            return setting;
        return findArrayField(key);
    }

    /// What a name is called on screen; empty for one that has no words.
    static QString word(const QString& name)
    {
        if (const FieldInfo* field = fieldOf(name))
            return translated(field->title);
        if (name == QLatin1String("accuracy"))
            return tr("accuracy");
        if (name == QLatin1String("accuracy_loss"))
            return tr("loss of accuracy");
        if (name == QLatin1String("given_accuracy"))
            return tr("accuracy of the file's own integers");
        if (name == QLatin1String("provisioned"))
            return tr("provisioned pairs");
        if (name == QLatin1String("dropped_terms"))
            return tr("dropped terms");
        if (name == QLatin1String("split_column"))
            return tr("columns kept in part");
        if (name == QLatin1String("speedup"))
            return tr("cycles of the rival / cycles of TR");
        return {};
    }

    /// "<= 6" after the name: the number, a choice by its title, or another name and a number.
    static QString bound(const FieldInfo* field, const QString& right)
    {
        bool isNumber = false;
        const double number = right.toDouble(&isNumber);
        if (isNumber && field != nullptr && !field->isNumber() && number >= 0.0
            && number < static_cast<double>(field->choices.size()))
            return translated(field->choices[static_cast<std::size_t>(number)].title);
        if (isNumber)
            return right;
        static const QRegularExpression sum(QStringLiteral("^([a-z_0-9]+)\\s*([-+])\\s*([0-9.]+)$"));
        const auto match = sum.match(right);
        const QString name = match.hasMatch() ? word(match.captured(1)) : word(right);
        if (name.isEmpty() || !match.hasMatch())
            return name;
        return QStringLiteral("%1 %2 %3")
            .arg(name, match.captured(2) == QLatin1String("-") ? QStringLiteral("−") : match.captured(2),
                 match.captured(3));
    }

    static QString comparison(const QString& part)
    {
        static const QRegularExpression form(QStringLiteral("^([a-z_0-9]+)\\s*(==|!=|<=|>=|<|>)\\s*(.+)$"));
        const auto match = form.match(part.trimmed());
        if (!match.hasMatch())
            return {};
        QString sign = match.captured(2);
        sign.replace(QLatin1String("=="), QLatin1String("="));
        sign.replace(QLatin1String("!="), QStringLiteral("≠"));
        sign.replace(QLatin1String("<="), QStringLiteral("≤"));
        sign.replace(QLatin1String(">="), QStringLiteral("≥"));
        const QString name = word(match.captured(1));
        const QString right = bound(fieldOf(match.captured(1)), match.captured(3).trimmed());
        return name.isEmpty() || right.isEmpty() ? QString() : QStringLiteral("%1 %2 %3").arg(name, sign, right);
    }

    static QString all(const QString& until)
    {
        QString text;
        for (const QString& part : until.split(QStringLiteral("&&"))) {
            const QString words = comparison(part);
            if (words.isEmpty())
                return {};
            text = text.isEmpty() ? words : tr("%1 and %2").arg(text, words);
        }
        return text;
    }
};

} // namespace

QString conditionText(const QString& until)
{
    return ConditionWords::all(until);
}

} // namespace termscope
