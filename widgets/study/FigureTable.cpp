#include "widgets/study/FigureTable.h"

#include "widgets/controls/LitTable.h"
#include "widgets/controls/TableRows.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <set>

namespace termscope {

class FigureTable::Model : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void set(std::vector<FigureColumn> columns, std::vector<FigureRow> rows)
    {
        const bool sameShape = rows.size() == rows_.size() && columns == columns_;
        if (sameShape && rows == rows_)
            return;
        if (!sameShape)
            beginResetModel();
        columns_ = std::move(columns);
        rows_ = std::move(rows);
        if (!sameShape)
            endResetModel();
        else if (!rows_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

    void setCurrent(int row)
    {
        current_ = row;
        if (!rows_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::FontRole});
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(columns_.size());
    }
    const FigureColumn& column(int at) const { return columns_[static_cast<std::size_t>(at)]; }
    const FigureCell& cell(int row, int column) const
    {
        return rows_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        switch (role) {
        case Qt::DisplayRole: return cell(index.row(), index.column()).text;
        case Qt::TextAlignmentRole:
            return QVariant(Qt::AlignVCenter | (column(index.column()).isText ? Qt::AlignLeft : Qt::AlignRight));
        case Qt::FontRole: {
            QFont font = QApplication::font();
            font.setBold(index.row() == current_);
            return font;
        }
        default: return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section >= columnCount())
            return {};
        if (role == Qt::ToolTipRole)
            return column(section).help.isEmpty() ? column(section).title : column(section).help;
        if (role != Qt::DisplayRole)
            return {};
        // On two lines, so that columns are as narrow as their numbers.
        QString title = column(section).title;
        const qsizetype space = column(section).isText ? -1 : title.indexOf(QLatin1Char(' '));
        return space > 0 ? title.replace(space, 1, QLatin1Char('\n')) : title;
    }

private:
    std::vector<FigureColumn> columns_;
    std::vector<FigureRow> rows_;
    int current_ = -1;
};

/// By the cells' numbers; what has none is last, whatever the order.
class FigureTable::Order : public QSortFilterProxyModel {
public:
    Order(Model* model, QObject* parent) : QSortFilterProxyModel(parent), model_(model) { setSourceModel(model); }

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const FigureCell& a = model_->cell(left.row(), left.column());
        const FigureCell& b = model_->cell(right.row(), right.column());
        if (a.number && b.number)
            return *a.number < *b.number;
        if (a.number || b.number)
            return a.number.has_value() == (sortOrder() == Qt::AscendingOrder);
        return QString::localeAwareCompare(a.text, b.text) < 0;
    }

private:
    Model* model_;
};

FigureTable::FigureTable(const QString& title, QWidget* parent)
    : ExportableView(title, parent), model_(new Model(this)), order_(new Order(model_, this)), table_(new LitTable)
{
    table_->setModel(order_);
    table_->setAccessibleName(title);
    table_->setToolTip(tr("Return takes the row, Ctrl+C copies the selected rows"));
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->setVisible(false);
    fitRows(*table_, 6);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setHighlightSections(false);
    auto* copy = new QAction(tr("Copy selected rows"), table_);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    table_->addAction(copy);
    connect(copy, &QAction::triggered, this, &FigureTable::copySelection);
    connect(table_, &LitTable::rowChosen, this, [this](int shown) { emit rowChosen(rowAt(shown)); });
    connect(table_, &LitTable::rowHovered, this, [this](int shown) { emit rowHovered(rowAt(shown)); });
    connect(order_, &QAbstractItemModel::layoutChanged, this, &FigureTable::lightRow);
    connect(order_, &QAbstractItemModel::modelReset, this, &FigureTable::lightRow);
    QMenu* order = menu()->addMenu(tr("So&rt by"));
    connect(order, &QMenu::aboutToShow, this, [this, order] {
        order->clear();
        for (int column = 0; column < model_->columnCount(); ++column)
            order->addAction(model_->column(column).title, this, [this, column] {
                const QHeaderView& header = *table_->horizontalHeader();
                const bool again = header.sortIndicatorSection() == column
                                   && header.sortIndicatorOrder() == Qt::AscendingOrder;
                sortBy(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
            });
    });
    setBody(table_);
    setFocusPolicy(Qt::NoFocus);
}

/// It ends before the rows it asks for: a window loses the focus while it ends.
FigureTable::~FigureTable()
{
    delete table_;
}

void FigureTable::setRows(std::vector<FigureColumn> columns, std::vector<FigureRow> rows)
{
    model_->set(std::move(columns), std::move(rows));
}

void FigureTable::setCurrent(int row)
{
    model_->setCurrent(row);
}

void FigureTable::sortBy(int column, Qt::SortOrder order)
{
    table_->sortByColumn(column, order);
}

/// A row of the table, which may be sorted, by its number in setRows; −1 for none.
int FigureTable::rowAt(int shown) const
{
    return shown < 0 ? -1 : order_->mapToSource(order_->index(shown, 0)).row();
}

void FigureTable::setLit(int row)
{
    lit_ = row;
    lightRow();
}

void FigureTable::lightRow()
{
    const bool known = lit_ >= 0 && lit_ < model_->rowCount();
    const QModelIndex shown = known ? order_->mapFromSource(model_->index(lit_, 0)) : QModelIndex();
    table_->setLitRows(shown.isValid() ? std::vector{shown.row()} : std::vector<int>());
}

/// The selected rows with the header, tabs between columns, as spreadsheets take it.
void FigureTable::copySelection() const
{
    QStringList cells;
    for (int column = 0; column < model_->columnCount(); ++column)
        cells << model_->column(column).title;
    QString text = cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    std::set<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        rows.insert(index.row());
    for (const int row : rows) {
        cells.clear();
        for (int column = 0; column < model_->columnCount(); ++column)
            cells << order_->index(row, column).data().toString();
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

void FigureTable::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    painter.setFont(font());
    const QFontMetrics metrics(font());
    const int line = metrics.height() + 4;
    int left = body.left();
    for (int column = 0; column < model_->columnCount() && left < body.right(); ++column) {
        const QString title = model_->column(column).title;
        int width = metrics.horizontalAdvance(title);
        for (int row = 0; row < order_->rowCount(); ++row)
            width = std::max(width, metrics.horizontalAdvance(order_->index(row, column).data().toString()));
        const int align = Qt::AlignVCenter | (model_->column(column).isText ? Qt::AlignLeft : Qt::AlignRight);
        painter.setPen(theme.mutedInk);
        painter.drawText(QRect(left, body.top(), width, line), align, title);
        painter.setPen(theme.ink);
        for (int row = 0; row < order_->rowCount(); ++row) {
            const QRect place(left, body.top() + (row + 1) * line, width, line);
            if (place.bottom() <= body.bottom())
                painter.drawText(place, align, order_->index(row, column).data().toString());
        }
        left += width + 14;
    }
}

void FigureTable::retint()
{
    table_->viewport()->update();
}

/// A caption that breaks has room below some rows.
QSize FigureTable::minimumSizeHint() const
{
    return QSize(230, 150) * typeScale();
}

} // namespace termscope
