// Lines of a CSV file as text: C-locale numbers, quotes where a comma, a quote or a line end asks for them.
#pragma once

#include <QString>
#include <QStringList>
#include <cmath>
#include <utility>
#include <vector>

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

/// The cells of every line, as csvLine writes them.
inline std::vector<QStringList> csvRows(const QString& text)
{
    std::vector<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        if (letter == u'"') {
            const bool doubled = quoted && i + 1 < text.size() && text[i + 1] == u'"';
            if (doubled)
                cell += text[++i];
            else
                quoted = !quoted;
        } else if (quoted || (letter != u',' && letter != u'\n')) {
            cell += letter;
        } else {
            row << std::exchange(cell, {});
            if (letter == u'\n')
                rows.push_back(std::exchange(row, {}));
        }
    }
    if (!row.isEmpty() || !cell.isEmpty())
        rows.push_back(row << cell);
    return rows;
}

} // namespace termscope
