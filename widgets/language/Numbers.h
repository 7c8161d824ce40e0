// Numbers for the screen, in the form of the user's locale: "1.234,5" in German. Files, links and CSV have forms of
// their own (QString::number, csvNumber), which no locale changes.
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>

namespace termscope {

/// As QString::number, with the locale's decimal point: numberText(0.5, 'f', 2) is "0,50" in German.
inline QString numberText(double value, char format = 'g', int precision = 4)
{
    return QLocale().toString(value, format, precision);
}

/// "12.345" in German.
inline QString countText(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

/// A number as a user types it: in the locale's form, or with a point or a comma before the decimals.
inline std::optional<double> numberFromText(const QString& typed)
{
    const QString text = typed.trimmed();
    bool isNumber = false;
    double number = QLocale().toDouble(text, &isNumber);
    if (!isNumber)
        number = QLocale::c().toDouble(QString(text).replace(QLatin1Char(','), QLatin1Char('.')), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace termscope
