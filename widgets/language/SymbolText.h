// Symbols of settings as formulas have them.
#pragma once

#include <QString>
#include <QStringList>

namespace termscope {

/// "b_w" as rich text: an italic letter and a lowered index.
inline QString symbolText(const QString& symbol)
{
    const QStringList parts = symbol.split(QLatin1Char('_'));
    const QString letter = QStringLiteral("<i>%1</i>").arg(parts.front());
    return parts.size() > 1 ? letter + QStringLiteral("<sub>%1</sub>").arg(parts.back()) : letter;
}

/// "⁻⁵", for where text is drawn as it is.
inline QString raisedText(int exponent)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(exponent < 0 ? -exponent : exponent))
        text += digits[digit.digitValue()];
    return text;
}

/// "2⁻⁵"
inline QString powerText(int exponent)
{
    return QLatin1Char('2') + raisedText(exponent);
}

} // namespace termscope
