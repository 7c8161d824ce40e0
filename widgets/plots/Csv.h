// Lines of a CSV file as text: C-locale numbers, quotes where a comma, a quote or a line end asks for them.
#pragma once

#include <QString>
#include <QStringList>
#include <cmath>

namespace termscope {

/// Up to 10 digits; an empty cell for what is not a finite number.
inline QString csvNumber(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 10) : QString();
}

inline QString csvLine(const QStringList& cells)
{
    QStringList quoted;
    for (const QString& cell : cells) {
        const bool plain = !cell.contains(u',') && !cell.contains(u'"') && !cell.contains(u'\n');
        quoted << (plain ? cell : QStringLiteral("\"%1\"").arg(QString(cell).replace(u'"', QStringLiteral("\"\""))));
    }
    return quoted.join(u',') + u'\n';
}

} // namespace termscope
