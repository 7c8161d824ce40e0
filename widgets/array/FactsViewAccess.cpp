// What tables of facts tell assistive technology.
#include "widgets/array/FactsView.h"

#include <algorithm>

namespace termscope {

QString FactsView::accessibleContents() const
{
    QStringList parts;
    for (const Section& section : sections_) {
        QStringList lines;
        for (const Row& row : section.rows) {
            QStringList cells;
            for (const Cell& cell : row)
                cells << cell.shown;
            lines << cells.join(QStringLiteral(", "));
        }
        if (!section.note.isEmpty())
            lines << section.note;
        parts << tr("%1: %2").arg(section.title, lines.join(QStringLiteral("; ")));
    }
    return parts.join(QLatin1Char('\n'));
}

int FactsView::cellRows() const
{
    std::size_t rows = 0;
    for (const Section& section : sections_)
        rows += section.rows.size();
    return static_cast<int>(rows);
}

int FactsView::cellColumns() const
{
    std::size_t columns = 0;
    for (const Section& section : sections_)
        for (const Row& row : section.rows)
            columns = std::max(columns, row.size());
    return static_cast<int>(columns);
}

std::pair<const FactsView::Section*, const FactsView::Row*> FactsView::rowAt(int row) const
{
    auto left = static_cast<std::size_t>(row);
    for (const Section& section : sections_) {
        if (left < section.rows.size())
            return {&section, &section.rows[left]};
        left -= section.rows.size();
    }
    return {nullptr, nullptr};
}

/// Where the cells are is not told one by one: the picture is.
AccessibleCell FactsView::cellAt(int row, int column) const
{
    const auto [section, cells] = rowAt(row);
    if (cells == nullptr)
        return {};
    const auto index = static_cast<std::size_t>(column);
    const QString text = index < cells->size() ? (*cells)[index].shown : QString();
    return {column == 0      ? tr("%1: %2").arg(section->title, text)
            : text.isEmpty() ? tr("empty")
                             : text,
            canvas_->rect(), false};
}

} // namespace termscope
