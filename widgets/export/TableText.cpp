#include "widgets/export/TableText.h"

#include <algorithm>

namespace termscope {
namespace {

/// Whether all cells below the heading are numbers or empty, and one is a number.
bool isNumeric(const std::vector<QStringList>& rows, qsizetype column)
{
    bool any = false;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const QString cell = rows[row].value(column);
        bool isNumber = false;
        cell.toDouble(&isNumber);
        if (!isNumber && !cell.isEmpty())
            return false;
        any = any || isNumber;
    }
    return any;
}

qsizetype columnsOf(const std::vector<QStringList>& rows)
{
    qsizetype columns = 0;
    for (const QStringList& row : rows)
        columns = std::max(columns, row.size());
    return columns;
}

QString inMarkdown(QString cell)
{
    return cell.replace(u'\\', QStringLiteral("\\\\")).replace(u'|', QStringLiteral("\\|")).replace(u'\n', u' ');
}

QString inLatex(const QString& cell)
{
    QString text;
    for (const QChar letter : cell) {
        if (letter == u'\\')
            text += QStringLiteral("\\textbackslash{}");
        else if (letter == u'~' || letter == u'^')
            text += QStringLiteral("\\%1{}").arg(letter);
        else if (QStringLiteral("&%$#_{}").contains(letter))
            text += QStringLiteral("\\%1").arg(letter);
        else
            text += letter == u'\n' ? QChar(u' ') : letter;
    }
    return text;
}

} // namespace

QString markdownTable(const QString& csv)
{
    const std::vector<QStringList> rows = csvRows(csv);
    const qsizetype columns = columnsOf(rows);
    QString text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        text += u'|';
        for (qsizetype column = 0; column < columns; ++column)
            text += QStringLiteral(" %1 |").arg(inMarkdown(rows[row].value(column)));
        text += u'\n';
        if (row > 0)
            continue;
        text += u'|';
        for (qsizetype column = 0; column < columns; ++column)
            text += isNumeric(rows, column) ? QStringLiteral(" ---: |") : QStringLiteral(" --- |");
        text += u'\n';
    }
    return text;
}

QString latexTable(const QString& csv)
{
    const std::vector<QStringList> rows = csvRows(csv);
    const qsizetype columns = columnsOf(rows);
    QString text = QStringLiteral("\\begin{tabular}{");
    for (qsizetype column = 0; column < columns; ++column)
        text += isNumeric(rows, column) ? u'r' : u'l';
    text += QStringLiteral("}\n\\hline\n");
    for (std::size_t row = 0; row < rows.size(); ++row) {
        QStringList cells;
        for (qsizetype column = 0; column < columns; ++column)
            cells << inLatex(rows[row].value(column));
        text += cells.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
        if (row == 0)
            text += QStringLiteral("\\hline\n");
    }
    return text + QStringLiteral("\\hline\n\\end{tabular}\n");
}

} // namespace termscope
