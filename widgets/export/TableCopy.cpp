#include "widgets/export/TableCopy.h"

#include "widgets/export/TableText.h"
#include "widgets/export/WithOrigin.h"
#include "widgets/language/Translated.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTableView>

namespace termscope {
namespace {

QString textOfCell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data(Qt::DisplayRole).toString();
}

} // namespace

QString csvOf(const QAbstractItemModel& model)
{
    std::vector<int> columns;
    for (int column = 0; column < model.columnCount(); ++column)
        for (int row = 0; row < model.rowCount(); ++row)
            if (!textOfCell(model, row, column).isEmpty()) {
                columns.push_back(column);
                break;
            }
    const auto line = [&](const auto& textOf) {
        QStringList cells;
        for (const int column : columns)
            cells << textOf(column);
        return csvLine(cells);
    };
    QString text = line([&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    for (int row = 0; row < model.rowCount(); ++row)
        text += line([&](int column) { return textOfCell(model, row, column); });
    return text;
}

void addCopyMenu(QTableView& table, std::function<QString()> origin)
{
    const auto head = [origin = std::move(origin)] { return origin ? origin() : QString(); };
    const auto add = [&table, head](const QString& text, const char* name, auto made) {
        auto* action = new QAction(text, &table);
        action->setObjectName(QLatin1String(name));
        table.addAction(action);
        QObject::connect(action, &QAction::triggered, &table, [&table, head, made] {
            QGuiApplication::clipboard()->setText(made(csvOf(*table.model()), head()));
        });
    };
    add(tr("Copy table as CSV"), "copyCsv", [](const QString& csv, const QString& from) { return from + csv; });
    add(tr("Copy table as Markdown"), "copyMarkdown", markdownWithOrigin);
    add(tr("Copy table as LaTeX"), "copyLatex", latexWithOrigin);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace termscope
